"""The look of the window: spacing, type sizes and the few colours that are not the platform's.

The platform's style draws the widgets in the colours of its palette. Only the tones that carry a
meaning (error, warning, done) are ours, each in a light and a dark shade with a contrast of at
least 4.5 to 1 against the window.
"""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ebel_wizard import resources

GRID: Final = 8  # every margin and gap is a multiple of this many device-independent pixels
CONTROL: Final = GRID * 4  # minimum height of what is clicked or typed into
COLUMN: Final = 640  # maximum width of the column of fields

_LIGHT = {"error": "#b3261e", "warning": "#7a5200", "done": "#1b6b3a", "accent": "#1f5fa8"}
_DARK = {"error": "#ffb4ab", "warning": "#f2c66d", "done": "#8fd8a8", "accent": "#9cc7ff"}
_LIGHT_PALETTE = {
    QPalette.ColorRole.Window: "#f6f7f8",
    QPalette.ColorRole.WindowText: "#1c1e21",
    QPalette.ColorRole.Base: "#ffffff",
    QPalette.ColorRole.AlternateBase: "#eef0f2",
    QPalette.ColorRole.Text: "#1c1e21",
    QPalette.ColorRole.Button: "#eceef0",
    QPalette.ColorRole.ButtonText: "#1c1e21",
    QPalette.ColorRole.ToolTipBase: "#ffffff",
    QPalette.ColorRole.ToolTipText: "#1c1e21",
    QPalette.ColorRole.PlaceholderText: "#6b7178",
    QPalette.ColorRole.Mid: "#c3c8cd",
    QPalette.ColorRole.Highlight: "#1f5fa8",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Link: "#1f5fa8",
    QPalette.ColorRole.LinkVisited: "#1f5fa8",
    QPalette.ColorRole.Accent: "#1f5fa8",
}
_DARK_PALETTE = {
    QPalette.ColorRole.Window: "#1e2124",
    QPalette.ColorRole.WindowText: "#e6e8ea",
    QPalette.ColorRole.Base: "#26292d",
    QPalette.ColorRole.AlternateBase: "#2d3135",
    QPalette.ColorRole.Text: "#e6e8ea",
    QPalette.ColorRole.Button: "#33373c",
    QPalette.ColorRole.ButtonText: "#e6e8ea",
    QPalette.ColorRole.ToolTipBase: "#33373c",
    QPalette.ColorRole.ToolTipText: "#e6e8ea",
    QPalette.ColorRole.PlaceholderText: "#9aa1a8",
    QPalette.ColorRole.Mid: "#565c63",
    QPalette.ColorRole.Highlight: "#3d7cc4",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Link: "#9cc7ff",
    QPalette.ColorRole.LinkVisited: "#9cc7ff",
    QPalette.ColorRole.Accent: "#3d7cc4",
}
# A platform without a dark scheme draws the edges of boxes too dark to be seen in a dark window.
_EDGES = f"""
QRadioButton::indicator, QCheckBox::indicator, QTableView::indicator {{ width: 13px; height: 13px;
    border: 1px solid #9aa1a8; background: #26292d; }}
QRadioButton::indicator {{ border-radius: 7px; }}
QCheckBox::indicator, QTableView::indicator {{ border-radius: 3px; }}
QRadioButton::indicator:checked {{ background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5,
    stop: 0 #9cc7ff, stop: 0.55 #9cc7ff, stop: 0.65 #26292d, stop: 1 #26292d); }}
QCheckBox::indicator:checked, QTableView::indicator:checked {{
    background: #3d7cc4; border-color: #9cc7ff;
    image: url("{resources.path("icons", "check.svg").as_posix()}"); }}
QRadioButton::indicator:focus, QCheckBox::indicator:focus {{ border-color: #9cc7ff; }}
QLineEdit, QPlainTextEdit {{ border: 1px solid #565c63; border-radius: 3px; padding: 2px 4px;
    background: #26292d; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border-color: #9cc7ff; }}
QComboBox QLineEdit, QAbstractItemView QLineEdit {{ border: none; padding: 0; }}
"""
_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def apply(app: QApplication, theme: str) -> None:
    """Show the window ``light``, ``dark`` or as the ``system`` does.

    Where the platform does not support colour schemes, set our palette of the same scheme.
    """
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    wanted = schemes.get(theme, Qt.ColorScheme.Unknown)
    hints = app.styleHints()
    hints.setColorScheme(wanted)
    platform = hints.colorScheme()
    follows = platform != Qt.ColorScheme.Unknown
    if not follows or wanted not in {Qt.ColorScheme.Unknown, platform}:
        app.setPalette(_palette(_DARK_PALETTE if theme == "dark" else _LIGHT_PALETTE))
        edges = _EDGES if theme == "dark" else ""
    else:
        app.setPalette(QPalette())
        edges = ""
    app.setStyleSheet(_style_sheet(app.palette()) + edges)


def is_dark(palette: QPalette) -> bool:
    """Return whether text is lighter than its background."""
    return palette.windowText().color().lightness() > palette.window().color().lightness()


def tone(palette: QPalette, name: str) -> QColor:
    """Return the colour of a tone (``error``, ``warning``, ``done``, ``accent``) for a palette."""
    return QColor((_DARK if is_dark(palette) else _LIGHT)[name])


def set_tone(widget: QWidget, name: str) -> None:
    """Set a widget's tone of the style sheet; an empty name removes it."""
    if widget.property("tone") != name:
        widget.setProperty("tone", name)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def show_message(line: QLabel, text: str, tone_name: str) -> None:
    """Show a sentence in a label; an empty one hides the label."""
    line.setText(text)
    set_tone(line, tone_name)
    line.setVisible(bool(text))


def label(text: str = "", *, tone_name: str = "", scale: float = 1.0, bold: bool = False) -> QLabel:
    """Return a wrapping label of plain text; ``scale`` is relative to the platform's type size."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if scale != 1.0 or bold:
        font = made.font()
        font.setPointSizeF(font.pointSizeF() * scale)
        font.setBold(bold)
        made.setFont(font)
    set_tone(made, tone_name)
    return made


def _palette(colours: dict[QPalette.ColorRole, str]) -> QPalette:
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    faint = QColor(colours[QPalette.ColorRole.PlaceholderText])
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return palette


def _style_sheet(palette: QPalette) -> str:
    tones = "".join(
        f'QLabel[tone="{name}"] {{ color: {tone(palette, name).name()}; }}\n'
        for name in ("error", "warning", "done", "accent")
    )
    hint = palette.placeholderText().color().name()
    line = palette.mid().color().name()
    base = palette.base().color().name()
    error, warning = tone(palette, "error").name(), tone(palette, "warning").name()
    accent = tone(palette, "accent").name()
    highlight = palette.highlight().color()
    soft = f"rgba({highlight.red()}, {highlight.green()}, {highlight.blue()}, 48)"
    return f"""{tones}
QLabel[tone="hint"] {{ color: {hint}; }}
QFrame[card="plain"] {{ background: {base}; border: 1px solid {line}; border-radius: 6px; }}
QFrame[card="paper"] {{ background: #ffffff; border: 1px solid {line}; }}
QFrame[card="paper"] QLabel {{ color: #000000; }}
QFrame[card="error"] {{ background: {base}; border: 1px solid {error}; border-left-width: 4px;
    border-radius: 6px; }}
QFrame[card="warning"] {{ background: {base}; border: 1px solid {warning}; border-left-width: 4px;
    border-radius: 6px; }}
QListWidget::item {{ padding: 3px 2px; }}
QPushButton[link="true"] {{ border: none; padding: 2px; text-align: left; color: {accent};
    background: transparent; text-decoration: underline; }}
QPushButton[link="true"]:focus {{ border: 1px solid {accent}; border-radius: 3px; }}
QPushButton[rail="true"] {{ border: none; border-radius: 4px; padding: 6px 8px; text-align: left;
    background: transparent; }}
QPushButton[rail="true"]:hover {{ background: {soft}; }}
QPushButton[rail="true"]:checked {{ background: {soft}; font-weight: 600; }}
QPushButton[rail="true"]:focus {{ border: 1px solid {accent}; }}
"""
