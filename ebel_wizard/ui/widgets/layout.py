"""Arrange widgets on the grid, let a page scroll, and find what takes the focus."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.flow_layout import FlowLayout


def horizontal_row(*widgets: QWidget, stretch: bool = True) -> QWidget:
    """Return a widget with these side by side; ``stretch`` keeps them at the left."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(tokens.SPACE_8)
    for widget in widgets:
        line.addWidget(widget)
    if stretch:
        line.addStretch()
    return made


def flowing_row(*widgets: QWidget) -> QWidget:
    """Return a widget with these side by side, on as many lines as they need."""
    made = QWidget()
    flow = FlowLayout(made)
    for widget in widgets:
        flow.addWidget(widget)
    return made


def filled_by(widget: QWidget) -> QWidget:
    """Return a widget that another fills, for what stands over that one: a screen reader is told of
    the pages of a stack and of nothing else in it.
    """
    made = QWidget()
    inside = QVBoxLayout(made)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(widget)
    return made


def separator(*, horizontal: bool) -> QFrame:
    """Return a thin line."""
    made = QFrame()
    made.setFrameShape(QFrame.Shape.HLine if horizontal else QFrame.Shape.VLine)
    made.setFrameShadow(QFrame.Shadow.Plain)
    made.setForegroundRole(QPalette.ColorRole.Mid)
    return made


class ScrollArea(QScrollArea):
    """Scrolls what is inside; a line at its top tells that some of it went under there.

    The room of its scroll bar is kept, so that nothing becomes narrower when there is one.
    """

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is inside takes it
        self._line = separator(horizontal=True)
        self._line.setParent(self)
        self._line.hide()
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda _, most: self._keep_room(has_bar=most > 0))
        bar.valueChanged.connect(lambda value: self._line.setVisible(value > 0))
        self._keep_room(has_bar=False)
        self.setWidget(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the line across."""
        super().resizeEvent(event)
        self._line.setGeometry(0, 0, self.width(), tokens.EDGE)
        self._line.raise_()

    def _keep_room(self, *, has_bar: bool) -> None:
        self.setViewportMargins(0, 0, 0 if has_bar else tokens.SCROLL_BAR, 0)


class Room(QWidget):
    """A place kept for two lines of text, so that nothing moves when they are said."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.across = QHBoxLayout(self)
        self.across.setContentsMargins(0, 0, 0, 0)
        self.across.setSpacing(tokens.SPACE_8)
        for widget in widgets:
            self.across.addWidget(widget)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep as many lines of another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        around = tokens.ACCENTS + tokens.FOCUS_EDGE + tokens.FOCUS_EDGE
        self.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + around)


def clear_layout(layout: QLayout) -> None:
    """Remove and delete every widget of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def focus_first(
    parent: QWidget, otherwise: QWidget | None = None, besides: QWidget | None = None
) -> None:
    """Focus the first widget of a page that takes it, unless one has it already; where there is
    none, ``otherwise``. What is in ``besides`` is passed over. What has the focus is in sight then.
    """
    passed_over = focusable_widgets(besides) if besides is not None else []
    focused = QApplication.focusWidget()
    if focused is not None and parent.isAncestorOf(focused) and focused not in passed_over:
        found: QWidget | None = focused
    else:
        usable = (each for each in focusable_widgets(parent) if each.isVisible())
        found = next(
            (each for each in usable if each.isEnabled() and each not in passed_over), None
        )
    if found is None:
        if otherwise is not None:
            otherwise.setFocus(Qt.FocusReason.OtherFocusReason)
        return
    chosen = _chosen_instead(found)
    if chosen is not focused:
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)
    bring_into_sight(chosen)


def bring_into_sight(*parts: QWidget) -> None:
    """Scroll a page to something in it, the last of its parts above all: a page stays scrolled as
    it was left, and what is typed must not go where nobody sees it.
    """
    _scroll_to(*parts)
    # What was just added or shown has its place only when the page is laid out.
    QTimer.singleShot(0, parts[-1], partial(_scroll_to, *parts))


def _scroll_to(*parts: QWidget) -> None:
    around = parts[-1].parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            for part in parts:
                around.ensureWidgetVisible(part)
        around = around.parentWidget()


def page_head(title: str, *right: QWidget) -> QWidget:
    """Return the title of a page with buttons at its right, as high as a title without any."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(tokens.SPACE_8)
    line.addWidget(theme.label(title, role="page-title"), 1, Qt.AlignmentFlag.AlignTop)
    for each in right:
        line.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
    return made


def _chosen_instead(widget: QWidget) -> QWidget:
    """Return the option that is chosen instead of another one of its group; else the widget."""
    group = widget.group() if isinstance(widget, QRadioButton) else None
    return (group.checkedButton() if group is not None else None) or widget


def order_tabs(widgets: Sequence[QWidget]) -> None:
    """Let Tab go from each widget to the next."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def focusable_widgets(parent: QWidget) -> list[QWidget]:
    """Return the widgets within another that take the focus by Tab, in the order of creation."""
    window, by_tab = parent.window(), Qt.FocusPolicy.TabFocus.value
    return [
        each
        for each in parent.findChildren(QWidget)
        if each.focusPolicy().value & by_tab
        and each.window() is window  # a drop-down list is a window of its own
    ]
