"""Arrange widgets on the grid, clear a layout, and find what takes the focus."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QRadioButton,
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
    none, ``otherwise``. What is in ``besides`` is passed over.
    """
    passed_over = focusable_widgets(besides) if besides is not None else []
    focused = QApplication.focusWidget()
    if focused is not None and parent.isAncestorOf(focused) and focused not in passed_over:
        if _chosen_instead(focused) is not focused:
            _chosen_instead(focused).setFocus(Qt.FocusReason.OtherFocusReason)
        return
    for each in focusable_widgets(parent):
        if each.isVisible() and each.isEnabled() and each not in passed_over:
            _chosen_instead(each).setFocus(Qt.FocusReason.OtherFocusReason)
            return
    if otherwise is not None:
        otherwise.setFocus(Qt.FocusReason.OtherFocusReason)


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
