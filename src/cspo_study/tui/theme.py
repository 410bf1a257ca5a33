"""One visual language: a quiet ground, one accent for what can be done, two colours for right and wrong.

Right and wrong always have a glyph and a word as well.

Teal and orange stay apart for every common kind of colour blindness.
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
    },
)

RIGHT, WRONG, PARTLY = "✓", "✗", "◐"
"""Glyphs that say what their colour says."""

CSS = """
Screen { background: $background; color: $foreground; padding: 0 2; }
Footer { dock: bottom; }
VerticalScroll { scrollbar-size-vertical: 1; scrollbar-color: $panel; scrollbar-background: $background;
    scrollbar-color-hover: $secondary; scrollbar-color-active: $secondary; scrollbar-background-hover: $background;
    scrollbar-background-active: $background; }
.quiet { color: $secondary; }
.heading { text-style: bold; }
.accent { color: $accent; }
"""
