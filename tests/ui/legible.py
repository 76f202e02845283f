"""What cannot be read in a window: cut words, and parts that stand outside of their room."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QRadioButton,
    QScrollBar,
    QToolButton,
    QWidget,
)

from ebel_wizard.demo import driver
from ebel_wizard.ui.widgets.preview import Preview


def unreadable(window: QWidget) -> list[str]:
    """Return what cannot be read in a window, each with its first words."""
    found: set[str] = set()
    for each in driver.visible_widgets(window, QWidget):
        found.update(_cut(each))
        if each.window() is window:
            found.update(_hidden(each))
    return sorted(found)


def _cut(widget: QWidget) -> Iterator[str]:
    """Return the texts of a widget that have less room than their words, or end in dots."""
    match widget:
        case QLabel():
            if widget.text() and _is_cut(widget):
                yield f"cut: {widget.text()[:60]!r}"
        case QToolButton():
            pass  # its text is for the ear
        case QAbstractButton():
            if widget.text() and widget.width() < _wanted(widget):
                yield f"cut: {widget.text()!r}"
        case QComboBox():
            if not widget.isEditable() and widget.width() < widget.minimumSizeHint().width():
                yield f"cut: {widget.currentText()!r}"
        case QLineEdit():
            yield from _cut_placeholder(widget)
        case QHeaderView():
            if widget.orientation() is Qt.Orientation.Horizontal:
                yield from _cut_headings(widget)
        case QListWidget():
            yield from _cut_lines(widget)


def _hidden(widget: QWidget) -> Iterator[str]:
    """Return a widget that stands outside of what it is in, where nothing scrolls there."""
    named = widget.accessibleName() or driver.words(widget)
    if named and not isinstance(widget, QScrollBar):
        outside = _outside(widget)
        if outside is not None:
            yield f"hidden: {named[:60]!r} in {type(outside).__name__}"


def _is_cut(label: QLabel) -> bool:
    whole = label.accessibleName() or label.toolTip()
    if label.text().endswith("…") and whole and not whole.endswith("…"):
        return True
    if not label.wordWrap():
        return label.width() < label.sizeHint().width()
    margins = label.contentsMargins()
    room = label.width() - margins.left() - margins.right()
    if label.textFormat() is Qt.TextFormat.PlainText:
        words = label.text().split()
        if words and max(map(label.fontMetrics().horizontalAdvance, words)) > room:
            return True
    return label.height() < label.heightForWidth(label.width())


def _wanted(button: QAbstractButton) -> int:
    if isinstance(button, QRadioButton) or not button.icon().isNull():
        return button.minimumSizeHint().width()
    return button.fontMetrics().horizontalAdvance(button.text().replace("&", ""))


def _cut_placeholder(line: QLineEdit) -> Iterator[str]:
    room = line.width() - line.textMargins().left() - line.textMargins().right()
    if not line.text() and line.fontMetrics().horizontalAdvance(line.placeholderText()) > room:
        yield f"cut: {line.placeholderText()!r}"


def _cut_lines(listed: QListWidget) -> Iterator[str]:
    for row in range(listed.count()):
        wanted = listed.sizeHintForIndex(listed.indexFromItem(listed.item(row))).width()
        if not listed.wordWrap() and wanted > listed.viewport().width():
            yield f"cut: {listed.item(row).text()!r}"


def _cut_headings(head: QHeaderView) -> Iterator[str]:
    for at in range(head.count()):
        text = str(head.model().headerData(at, Qt.Orientation.Horizontal) or "")
        if (
            text
            and not head.isSectionHidden(at)
            and head.sectionSize(at) < head.sectionSizeHint(at)
        ):
            yield f"cut: {text!r}"


def _outside(widget: QWidget) -> QWidget | None:
    """Return the ancestor that a widget stands outside of; none where it can be scrolled to."""
    part, at = widget.rect(), widget
    while not at.isWindow():
        parent = at.parentWidget()
        if parent is None:
            return None
        part = QRect(at.mapTo(parent, part.topLeft()), part.size())
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            if isinstance(area.parentWidget(), Preview):
                return None
            never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if area.horizontalScrollBarPolicy() == never and not _within(part, parent.width()):
                return area
            return None
        if not parent.rect().contains(part):
            return parent
        at = parent
    return None


def _within(part: QRect, width: int) -> bool:
    return part.left() >= 0 and part.right() < width
