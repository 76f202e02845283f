"""The colours shown now. What draws itself asks here while it draws, and so follows a change."""

from PySide6.QtGui import QColor

from ebel_wizard.ui.widgets import tokens
from ebel_wizard.ui.widgets.tokens import Colours

_shown = tokens.LIGHT


def colours() -> Colours:
    """Return the colours shown now."""
    return _shown


def colour(role: str) -> QColor:
    """Return one of the colours shown now, by its name among the tokens."""
    return QColor(getattr(_shown, role))


def show(wanted: Colours) -> None:
    """Change the colours; `theme` makes the window follow."""
    global _shown  # noqa: PLW0603 - an application has one look
    _shown = wanted
