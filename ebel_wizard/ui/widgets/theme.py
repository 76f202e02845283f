"""The look of the window: the palette and the one style sheet, both made from the tokens.

Fusion draws everywhere, in the same colours on every platform. A system in high contrast keeps its
own palette, and the style sheet then only gives sizes to the text.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ebel_wizard.ui.widgets import scheme, style_sheet, tokens
from ebel_wizard.ui.widgets.style import WizardStyle
from ebel_wizard.ui.widgets.tokens import Colours

Role = Literal["", "page-title", "group", "label", "secondary", "hint"]
Tone = Literal["", "error", "warning", "done", "accent", "hint"]

_SCHEMES: Final = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
_PALETTE: Final = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "window",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "hint",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line",
    QPalette.ColorRole.Shadow: "edge",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Accent: "accent",
}
_WIDEST: Final = "widest"  # property of a widget: its width with small letters
_FAINT: Final = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


class _Theme(QObject):
    """Shows the scheme the officer wants, and follows the system's scheme, contrast and font."""

    about_to_change = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._theme = "system"
        self._scale = 1.0
        self._applied: tuple[bool, Qt.ColorScheme, float] | None = None
        app.setStyle(WizardStyle())
        self._hints = app.styleHints()  # what it gives is deleted with Python's hold of it
        self._hints.colorSchemeChanged.connect(self._follow)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        app.fontChanged.connect(self._follow)
        # The system says nothing of a changed font; one comes back from where it was changed.
        app.focusWindowChanged.connect(self._follow)

    def want(self, theme: str, scale: float) -> None:
        """Show one of the themes, its text enlarged by a scale."""
        if scale != 1.0 or scale != self._scale:
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
            font.setPointSizeF(font.pointSizeF() * scale)
            self._scale = scale
            self._app.setFont(font)
        self._theme = theme
        self._hints.setColorScheme(_SCHEMES.get(theme, Qt.ColorScheme.Unknown))
        self._follow()

    def _follow(self, _: object = None) -> None:
        """Make palette and style sheet anew if something they are made of has changed."""
        app = self._app
        contrast = high_contrast(self._hints)
        shown = _SCHEMES.get(self._theme) or system_scheme(self._hints)
        font = app.font()
        points = font.pointSizeF() if font.pointSizeF() > 0 else QFontInfo(font).pointSizeF()
        wanted = (contrast, shown, points)
        if wanted == self._applied:
            return
        self.about_to_change.emit()
        if self._applied is None or self._applied[2] != points:
            _fit_widths(app)
        self._applied = wanted
        # Qt exchanges one sheet for another widget by widget, eight times as slowly as it takes one
        # away and sets one where there is none.
        app.setStyleSheet("")
        if contrast:
            app.setPalette(QPalette())
            scheme.show(_colours_of(app.palette()))
            app.setStyleSheet(style_sheet.type_sizes(points))
        else:
            colours = tokens.DARK if shown is Qt.ColorScheme.Dark else tokens.LIGHT
            scheme.show(colours)
            app.setPalette(_palette(colours))
            app.setStyleSheet(style_sheet.type_sizes(points) + style_sheet.looks(colours))


def enlarged(length: int) -> int:
    """Return a width or height that is there for text, as much larger as the letters are."""
    return round(length * max(1.0, QFontInfo(QApplication.font()).pixelSize() / tokens.LETTERS))


def limit_width(widget: QWidget, widest: int) -> None:
    """Let a widget be so wide at most, or as much wider as the letters are larger."""
    widget.setProperty(_WIDEST, widest)
    widget.setMaximumWidth(enlarged(widest))


def apply(app: QApplication, theme: str, scale: float = 1.0) -> None:
    """Show the window ``light``, ``dark`` or as the ``system`` does, and go on following it.

    ``scale`` enlarges the text.
    """
    made = app.findChild(_Theme) or _Theme(app)
    made.want(theme, scale)


def before_change(app: QApplication, prepare: Callable[[], None]) -> None:
    """Have something called each time before every widget there is gets another look."""
    made = app.findChild(_Theme) or _Theme(app)
    made.about_to_change.connect(prepare)


def system_scheme(hints: QStyleHints) -> Qt.ColorScheme:
    """Return the system's scheme; unknown where it has none."""
    return hints.colorScheme()


def high_contrast(hints: QStyleHints) -> bool:
    """Return whether the system asks for high contrast."""
    wanted = hints.accessibility().contrastPreference()
    return wanted is Qt.ContrastPreference.HighContrast


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet asks for, and draw the widget by it."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def set_tone(widget: QWidget, tone: str) -> None:
    """Set the tone of a label's text; an empty one removes it."""
    set_property(widget, "tone", tone)


def set_invalid(widget: QWidget, invalid: bool) -> None:
    """Give a field the edge of one that is wrong, or take it away."""
    set_property(widget, "invalid", "true" if invalid else "")


def show_message(line: QLabel, text: str, tone: str) -> None:
    """Show a sentence in a label, and have one with a tone read aloud; an empty one hides it."""
    is_news = text != line.text()
    line.setText(text)
    set_tone(line, tone)
    line.setVisible(bool(text))
    if is_news and tone and line.isVisible():
        from ebel_wizard.ui.widgets.announce import announce  # the frame says nothing yet

        announce(line, text)


def label(text: str = "", *, role: Role = "", tone: Tone = "") -> QLabel:
    """Return a wrapping label of plain text: what it is gives its size, the tone its colour."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setContentsMargins(0, tokens.ACCENTS, 0, 0)
    if role:
        made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    made.setText(text)  # at last: a screen reader is told at once, and what it is does not change
    return made


def _fit_widths(app: QApplication) -> None:
    for each in app.allWidgets():
        widest = each.property(_WIDEST)
        if widest is not None:
            each.setMaximumWidth(enlarged(widest))


def _palette(shown: Colours) -> QPalette:
    made = QPalette()
    for role, name in _PALETTE.items():
        made.setColor(role, QColor(getattr(shown, name)))
    for role in _FAINT:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(shown.disabled))
    return made


def _colours_of(palette: QPalette) -> Colours:
    """Return a system's own colours under the names of ours."""
    text, ground = palette.windowText().color().name(), palette.window().color().name()
    base, button = palette.base().color().name(), palette.button().color().name()
    accent, on_accent = palette.highlight().color().name(), palette.highlightedText().color().name()
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText).name()
    texts = dict.fromkeys(("text", "text2", "hint", "edge", "line"), text)
    tones = dict.fromkeys(("success", "warning", "danger"), text)
    softs = ("accent_soft", "warning_soft", "danger_soft", "info_soft", "hover", "pressed")
    strong = dict.fromkeys(("accent", "accent_hover", "accent_pressed"), accent)
    return replace(
        tokens.LIGHT,
        **texts,
        **tones,
        **strong,
        **dict.fromkeys(softs, button),
        window=ground,
        rail=ground,
        surface=base,
        on_accent=on_accent,
        disabled=disabled,
    )
