"""The themes of the program beside those that Textual brings."""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#00ffff",
    success="#00ff00",
    warning="#ffff00",
    error="#ff8080",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#202020",
    text_alpha=1.0,
    dark=True,
    variables={
        "text-muted": "#ffffff",
        "text-disabled": "#d0d0d0",
        "footer-description-foreground": "#ffffff",
        "border-blurred": "#ffffff",
    },
)

OWN = "textual-dark"
"""The theme where none was chosen."""
OFFERED = ("auto", "textual-light", "textual-dark", HIGH_CONTRAST.name)
"""What the settings offer; the command palette has all themes."""
THEMES = (*OFFERED, *(name for name in BUILTIN_THEMES if name not in OFFERED))
"""Every name that a theme can be chosen by."""
