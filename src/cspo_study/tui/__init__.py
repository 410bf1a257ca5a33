"""The study room: screens that show state and send intents. All decisions are made in `study`."""

import os

# Textual gathers what changed for a 60th of a second before it paints, and often paints twice for a key: half of what
# passes between a key and the last of its repaint is that wait. It reads this when it is imported. Nothing moves here
# by itself, so there is little that gathering would save.
os.environ.setdefault("TEXTUAL_FPS", "240")
