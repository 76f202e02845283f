"""The style sheet of the program, made from the tokens.

What a widget is for, it says in a property: a label its `role` and `tone`, a button its `kind`, a
frame the `card` or `area` it is, a field whether it is `invalid`. Each selector names a class, for
Qt asks every rule of a class about every widget of it.
"""

from ebel_wizard.ui.widgets import tokens
from ebel_wizard.ui.widgets.tokens import Colours, Type

_INSET = tokens.SPACE_12  # from the outside of a field to its text


def type_sizes(points: float) -> str:
    """Return the sizes and weights of the text, where the system's is so many points high."""

    def font(kind: Type) -> str:
        return f"font-size: {points * kind.ratio:.2f}pt; font-weight: {kind.weight};"

    return f"""
QLabel[role="page-title"] {{ {font(tokens.PAGE_TITLE)} }}
QLabel[role="group"] {{ {font(tokens.GROUP)} }}
QLabel[role="label"] {{ {font(tokens.LABEL)} }}
QLabel[role="hint"] {{ {font(tokens.HINT)} }}
QPushButton[kind="inline"] {{ {font(tokens.HINT)} }}
QPushButton[kind="filled"] {{ font-weight: {tokens.LABEL.weight}; }}
QHeaderView::section {{ {font(tokens.LABEL)} }}
"""


def looks(colours: Colours) -> str:
    """Return colours, edges and room of everything."""
    parts = (_labels, _frames, _buttons, _fields, _lists, _bars, _popups)
    return "".join(part(colours) for part in parts)


def _room(across: int, *, down: int = 6, edge: int = tokens.EDGE, height: int = 0) -> str:
    """Return the padding that keeps a text in its place, whatever its edge, and the height."""
    least = f" min-height: {height - 2 * down}px;" if height else ""
    return f"padding: {down - edge}px {across - edge}px;{least}"


def _edge(colour: str, width: int = tokens.EDGE) -> str:
    return f"border: {width}px solid {colour};"


def _labels(c: Colours) -> str:
    return f"""
QLabel[role="secondary"] {{ color: {c.text2}; }}
QLabel[role="hint"], QLabel[tone="hint"] {{ color: {c.hint}; }}
QLabel[tone="error"] {{ color: {c.danger}; }}
QLabel[tone="warning"] {{ color: {c.warning}; }}
QLabel[tone="done"] {{ color: {c.success}; }}
QLabel[tone="accent"] {{ color: {c.accent}; }}
QLabel[kind="link"] {{ {_edge("transparent", tokens.FOCUS_EDGE)}
    border-radius: {tokens.RADIUS}px; }}
QLabel[kind="link"]:hover {{ text-decoration: underline; }}
QLabel[kind="link"]:focus {{ border-color: {c.accent}; }}
"""


def _frames(c: Colours) -> str:
    grounds = {
        "plain": (c.surface, c.line),
        "accent": (c.accent_soft, c.accent_soft),
        "info": (c.info_soft, c.info_soft),
        "warning": (c.warning_soft, c.warning),
        "error": (c.danger_soft, c.danger),
        "toast": (c.surface, c.edge),
    }
    cards = "".join(
        f'QFrame[card="{name}"] {{ background: {ground}; {_edge(edge)}'
        f" border-radius: {tokens.CARD_RADIUS}px; }}\n"
        for name, (ground, edge) in grounds.items()
    )
    line = f"{tokens.EDGE}px solid {c.line};"
    return f"""{cards}
QFrame[card="paper"] {{ background: {tokens.PAPER}; border: {line} }}
QFrame[card="paper"] QLabel {{ color: {tokens.INK}; }}
QFrame[area="top"] {{ background: {c.surface}; border: none; border-bottom: {line} }}
QFrame[area="rail"] {{ background: {c.rail}; border: none; border-right: {line} }}
QFrame[area="footer"] {{ background: {c.surface}; border: none; border-top: {line} }}
QFrame[area="inside"] {{ background: transparent; border: none; }}
QSplitter::handle {{ background: {c.line}; }}
"""


def _buttons(c: Colours) -> str:
    rest = f"border-radius: {tokens.RADIUS}px;"
    focus = tokens.FOCUS_EDGE
    high = tokens.CONTROL
    bare = "background: transparent; border: 1px solid transparent;"
    across, tight = tokens.SPACE_16, tokens.SPACE_8
    return f"""
QPushButton {{ background: {c.surface}; color: {c.text}; {_edge(c.edge)} {rest}
    {_room(across, height=high)} }}
QPushButton, QToolButton {{ icon-size: {tokens.ICON}px; outline: none; }}
QPushButton:hover {{ background: {c.hover}; }}
QPushButton:pressed {{ background: {c.pressed}; }}
QPushButton:focus {{ {_edge(c.accent, focus)} {_room(across, edge=focus)} }}
QPushButton:disabled {{ background: {c.window}; color: {c.disabled}; border-color: {c.line}; }}
QPushButton[kind="filled"], QMessageBox QPushButton:default {{
    background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
QPushButton[kind="filled"]:hover {{ background: {c.accent_hover}; }}
QPushButton[kind="filled"]:pressed {{ background: {c.accent_pressed}; }}
QPushButton[kind="filled"]:focus {{ border-color: {c.text}; }}
QPushButton[kind="filled"]:disabled {{ background: {c.line}; color: {c.hint};
    border-color: {c.line}; }}
QPushButton[kind="danger"] {{ color: {c.danger}; border-color: {c.danger}; }}
QPushButton[kind="danger"]:hover {{ background: {c.danger_soft}; }}
QPushButton[kind="danger"]:disabled {{ color: {c.disabled}; border-color: {c.line}; }}
QPushButton[kind="quiet"], QPushButton[kind="icon"] {{ {bare} {_room(tight)} }}
QPushButton[kind="quiet"] {{ color: {c.accent}; }}
QPushButton[kind="quiet"]:disabled {{ color: {c.disabled}; }}
QPushButton[kind="copy"] {{ {bare} color: {c.accent}; text-align: left;
    {_room(tight, height=tokens.COMPACT)} }}
QPushButton[kind="icon"] {{ min-width: {tokens.COMPACT - 2 * tight}px; }}
QPushButton[compact="true"], QPushButton[compact="true"]:focus {{ padding: 0;
    min-width: {tokens.SPACE_24}px; min-height: {tokens.SPACE_24}px; }}
QPushButton[kind="icon"]::menu-indicator {{ image: none; width: 0; }}
QPushButton[kind="quiet"]:hover, QPushButton[kind="icon"]:hover,
QPushButton[kind="copy"]:hover {{ background: {c.hover}; }}
QPushButton[kind="quiet"]:pressed, QPushButton[kind="icon"]:pressed,
QPushButton[kind="copy"]:pressed {{ background: {c.pressed}; }}
QPushButton[kind="quiet"]:focus, QPushButton[kind="icon"]:focus,
QPushButton[kind="copy"]:focus {{
    {_edge(c.accent, focus)} {_room(tight, edge=focus)} }}
QPushButton[kind="link"] {{ {bare} color: {c.accent}; text-align: left; min-height: 0;
    {_room(focus, down=4)} }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ {_edge(c.accent, focus)} {_room(focus, down=4, edge=focus)} }}
QPushButton[kind="inline"] {{ {bare} color: {c.accent}; text-align: left; min-height: 0;
    {_room(4, down=2)} }}
QPushButton[kind="inline"]:hover {{ text-decoration: underline; }}
QPushButton[kind="inline"]:focus {{ {_edge(c.accent, focus)} {_room(4, down=2, edge=focus)} }}
QPushButton[kind="link"]:disabled {{ color: {c.disabled}; }}
QPushButton[kind="chip"] {{ border-radius: {tokens.COMPACT // 2}px;
    {_room(tokens.SPACE_12, down=4, height=tokens.COMPACT)} }}
QPushButton[kind="chip"]:checked {{ background: {c.accent_soft}; color: {c.accent};
    border-color: {c.accent}; }}
QPushButton[kind="chip"]:focus {{ {_edge(c.accent, focus)}
    {_room(tokens.SPACE_12, down=4, edge=focus)} }}
QPushButton[kind="row"] {{ {bare} border-radius: 0; text-align: left;
    border-bottom: 1px solid {c.line}; {_room(tokens.SPACE_16, height=tokens.ROW)} }}
QPushButton[kind="row"]:hover {{ background: {c.hover}; }}
QPushButton[kind="row"]:focus {{ {_edge(c.accent, focus)} {_room(tokens.SPACE_16, edge=focus)} }}
QToolButton {{ background: transparent; border: 1px solid transparent; {rest}
    {_room(tight, down=tight)} }}
QToolButton:hover {{ background: {c.hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {c.pressed}; }}
QToolButton:focus {{ {_edge(c.accent, focus)} {_room(tight, down=tight, edge=focus)} }}
QToolButton:disabled {{ color: {c.disabled}; }}
QCheckBox, QRadioButton {{ spacing: {tokens.SPACE_8}px; outline: none; {rest}
    {_edge("transparent", focus)} {_room(tokens.SPACE_4, down=4, edge=focus)} }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {c.accent}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {c.disabled}; }}
QCheckBox::indicator, QRadioButton::indicator {{
    width: {tokens.INDICATOR}px; height: {tokens.INDICATOR}px; }}
"""


def _fields(c: Colours) -> str:
    focus = tokens.FOCUS_EDGE
    wide = _room(_INSET, edge=focus)
    ground = f"background: {c.surface}; color: {c.text};"
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit {{ {ground} {_edge(c.edge)}
    border-radius: {tokens.RADIUS}px; selection-background-color: {c.accent};
    selection-color: {c.on_accent}; placeholder-text-color: {c.hint}; }}
QLineEdit {{ {_room(_INSET, height=tokens.CONTROL)} }}
QPlainTextEdit, QTextEdit {{ {_room(tokens.SPACE_8, down=4)} }}
QTextBrowser {{ {_edge(c.line)} border-radius: {tokens.CARD_RADIUS}px; }}
QLineEdit:hover, QPlainTextEdit:hover {{ border-color: {c.text2}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {c.window}; }}
QLineEdit:focus {{ {_edge(c.accent, focus)} {wide} }}
QPlainTextEdit:focus, QTextEdit:focus {{ {_edge(c.accent, focus)}
    {_room(tokens.SPACE_8, down=4, edge=focus)} }}
QLineEdit[invalid="true"] {{ {_edge(c.danger, focus)} {wide} }}
QPlainTextEdit[invalid="true"] {{ {_edge(c.danger, focus)}
    {_room(tokens.SPACE_8, down=4, edge=focus)} }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {c.window}; color: {c.disabled};
    border-color: {c.line}; }}
QComboBox QLineEdit {{ border: none; background: transparent; padding: 0; min-height: 0; }}
QAbstractItemView QLineEdit {{ {_edge(c.accent, focus)} border-radius: 0;
    padding: 0 {_INSET - focus}px; min-height: 0; }}
QComboBox {{ combobox-popup: 0; }}
"""


def _lists(c: Colours) -> str:
    line = f"{tokens.EDGE}px solid {c.line};"
    chosen = f"background: {c.accent_soft}; color: {c.text};"
    return f"""
QTableView, QListView {{ background: {c.surface}; border: {line}
    border-radius: {tokens.CARD_RADIUS}px; outline: 0; gridline-color: {c.line};
    selection-background-color: {c.accent_soft}; selection-color: {c.text}; }}
QTableView:focus, QListView:focus {{ border-color: {c.accent}; }}
QPdfView {{ {_edge(c.line, tokens.FOCUS_EDGE)} }}
QPdfView:focus {{ border-color: {c.accent}; }}
QFrame[area="rail"] QListView {{ background: transparent; border: none; border-radius: 0; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section, QTableCornerButton::section {{ background: transparent; color: {c.text2};
    border: none; border-bottom: {line} padding: {tokens.SPACE_8}px {tokens.SPACE_12}px; }}
QListWidget {{ padding: {tokens.SPACE_4}px; }}
QListWidget::item {{ padding: {tokens.SPACE_8}px; border-radius: {tokens.RADIUS}px; }}
QListWidget[kind="compact"]::item {{ padding: {tokens.SPACE_4}px {tokens.SPACE_8}px; }}
QListWidget::item:hover {{ background: {c.hover}; }}
QListWidget::item:selected {{ {chosen} }}
QListWidget[area="index"], QListWidget[area="inside"] {{ background: transparent;
    border-color: transparent; }}
QListWidget[area="index"]:focus {{ border-color: {c.accent}; }}
"""


def _bars(c: Colours) -> str:
    thin, thick = 6, tokens.SCROLL_BAR  # of a progress bar, of a scroll bar
    return f"""
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: {thick}px; }}
QScrollBar:horizontal {{ height: {thick}px; }}
QScrollBar::handle {{ background: {c.edge}; border-radius: 3px; margin: 3px;
    min-width: {tokens.ROW}px; min-height: {tokens.ROW}px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {c.text2}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {c.line}; color: {c.text}; border: none; text-align: center;
    border-radius: {thin // 2}px; min-height: {thin}px; max-height: {thin}px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: {thin // 2}px; }}
"""


def _popups(c: Colours) -> str:
    return f"""
QDialogButtonBox, QMessageBox {{ button-layout: 0; }}
QMenu {{ background: {c.surface}; color: {c.text}; {_edge(c.edge)} padding: {tokens.SPACE_4}px; }}
QMenu::item {{ padding: {tokens.SPACE_8}px {tokens.SPACE_24}px {tokens.SPACE_8}px
    {tokens.SPACE_12}px; border-radius: {tokens.RADIUS}px; }}
QMenu::item:selected {{ background: {c.accent_soft}; }}
QMenu::item:disabled {{ color: {c.disabled}; }}
QMenu::separator {{ height: {tokens.EDGE}px; background: {c.line}; margin: {tokens.SPACE_4}px; }}
QToolTip {{ background: {c.surface}; color: {c.text}; {_edge(c.edge)}
    padding: {tokens.SPACE_4}px; }}
QComboBox QAbstractItemView, QListView#qt_completer {{ {_edge(c.edge)} border-radius: 0; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {c.surface}; }}
QCalendarWidget QToolButton {{ color: {c.text}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; width: 0; }}
QCalendarWidget QTableView {{ border: none; border-radius: 0;
    selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QCalendarWidget QTableView:focus, QListView:focus {{ border-color: {c.accent}; }}
QTableView::item {{ padding: 0; }}
"""
