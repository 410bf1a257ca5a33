"""The study room: screens that show state and send intents. All decisions are made in `study`."""
