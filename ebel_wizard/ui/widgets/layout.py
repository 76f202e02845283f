"""Arrange widgets on the grid, clear a layout, and find what takes the focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLayout, QWidget

from ebel_wizard.ui.widgets import theme


def horizontal_row(*widgets: QWidget, stretch: bool = True) -> QWidget:
    """Return a widget with these side by side; ``stretch`` keeps them at the left."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.GRID)
    for widget in widgets:
        line.addWidget(widget)
    if stretch:
        line.addStretch()
    return made


def separator(*, horizontal: bool) -> QFrame:
    """Return a thin line."""
    made = QFrame()
    made.setFrameShape(QFrame.Shape.HLine if horizontal else QFrame.Shape.VLine)
    made.setFrameShadow(QFrame.Shadow.Plain)
    made.setForegroundRole(QPalette.ColorRole.Mid)
    return made


def clear_layout(layout: QLayout) -> None:
    """Remove and delete every widget of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def focus_first(parent: QWidget) -> None:
    """Focus the first widget of a page that takes it, unless one has it already."""
    focused = QApplication.focusWidget()
    if focused is not None and parent.isAncestorOf(focused):
        return
    for each in focusable_widgets(parent):
        if each.isVisible() and each.isEnabled():
            each.setFocus(Qt.FocusReason.OtherFocusReason)
            return


def focusable_widgets(parent: QWidget) -> list[QWidget]:
    """Return the widgets within another that take the focus by Tab, in the order of creation."""
    window, by_tab = parent.window(), Qt.FocusPolicy.TabFocus.value
    return [
        each
        for each in parent.findChildren(QWidget)
        if each.focusPolicy().value & by_tab
        and each.window() is window  # a drop-down list is a window of its own
    ]
