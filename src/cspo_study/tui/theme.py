"""One visual language: a quiet ground, one accent for what can be done, two colours for right and wrong.

docs/design/tui.md says what each colour and glyph means. Whatever a colour says, a glyph or a word says as well; teal
and orange stay apart for every common kind of colour blindness.
"""

from textual.theme import Theme

DARK = Theme(
    name="cspo-dark",
    primary="#7aa2d6",
    secondary="#9aa5b8",
    accent="#e5c07b",
    success="#5fc2ad",
    warning="#e5c07b",
    error="#f0996a",
    foreground="#d7dbe2",
    background="#15181e",
    surface="#15181e",
    panel="#1f242d",
    dark=True,
    variables={
        "footer-background": "#15181e",
        "footer-key-foreground": "#e5c07b",
        "footer-description-foreground": "#9aa5b8",
        "block-cursor-background": "#2a3342",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "none",
        "input-selection-background": "#3a4a63",
    },
)

LIGHT = Theme(
    name="cspo-light",
    primary="#2c5d9b",
    secondary="#535d6e",
    accent="#7d5300",
    success="#0b6b5c",
    warning="#7d5300",
    error="#a43f0a",
    foreground="#23272f",
    background="#faf8f4",
    surface="#faf8f4",
    panel="#ece8df",
    dark=False,
    variables={
        "footer-background": "#faf8f4",
        "footer-key-foreground": "#7d5300",
        "footer-description-foreground": "#535d6e",
        "block-cursor-background": "#e4ddce",
        "block-cursor-foreground": "#15181e",
        "block-cursor-text-style": "none",
        "input-selection-background": "#cfd9e8",
    },
)

OWN = (DARK, LIGHT)

RIGHT, WRONG, PARTLY = "✓", "✗", "◐"
"""Glyphs that say what their colour says."""
HERE, FLAG, NOTE = "▌", "⚑", "✎"
"""The line with the cursor, a question flagged, one with a note to oneself."""
UNASKED, UNSURE = "·", "◌"
"""Ignorance and doubt: a goal never asked about, and one whose estimate is still wide."""
WIDE = 0.55
"""An interval wider than this says too little to draw a level from it."""
LEVELS = (
    (0.25, "○", "$error"),
    (0.5, "◔", "$error"),
    (0.7, "◑", "$accent"),
    (0.85, "◕", "$success"),
    (2.0, "●", "$success"),
)
"""Mastery below each limit has this glyph in this colour."""


def mastery_glyph(mastery: float, low: float, high: float, *, asked: bool) -> tuple[str, str]:
    """What a goal's mastery is drawn as, and in which colour."""
    if not asked:
        return UNASKED, "$secondary"
    if high - low > WIDE:
        return UNSURE, "$secondary"
    return next((glyph, colour) for limit, glyph, colour in LEVELS if mastery < limit)


def bar(share: float, width: int) -> str:
    """A share of 1 as a bar."""
    filled = round(share * width)
    return "━" * filled + "╌" * (width - filled)


CSS = """
Screen { background: $background; color: $foreground; padding: 0 2; }
Footer { dock: bottom; }
VerticalScroll { scrollbar-size-vertical: 1; scrollbar-color: $panel; scrollbar-background: $background;
    scrollbar-color-hover: $secondary; scrollbar-color-active: $secondary; scrollbar-background-hover: $background;
    scrollbar-background-active: $background; }
Input { border: round $secondary; background: $background; padding: 0 1; }
Input > .input--placeholder { color: $secondary; text-style: none; }
Input:focus { border: round $accent; background-tint: $background 0%; }
CommandPalette SearchIcon { display: none; }
.quiet { color: $secondary; }
.heading { text-style: bold; }
.accent { color: $accent; }
"""
