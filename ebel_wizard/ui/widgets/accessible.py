"""What a widget is to a screen reader where Qt does not know it: a heading, a link, a group."""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QLabel, QPushButton, QWidget

from ebel_wizard.ui.widgets.choice_inputs import ChoiceInput
from ebel_wizard.ui.widgets.controls import Link

_HEADINGS: Final = frozenset({"page-title", "group"})
_INSTALLED: Final = "has_accessible_roles"


def install() -> None:
    """Tell a screen reader what our widgets are; once for an application."""
    app = QApplication.instance()
    if app is not None and not app.property(_INSTALLED):
        app.setProperty(_INSTALLED, True)
        QAccessible.installFactory(_make)


def _make(kind: str, thing: QObject) -> QAccessibleInterface | None:
    """Return what a screen reader is to be told of a widget; nothing where Qt knows it."""
    if kind == "QLabel" and isinstance(thing, QLabel):
        if isinstance(thing, Link):
            return _Link(thing)
        if thing.property("role") in _HEADINGS:
            return _Heading(thing)
    elif kind == "QPushButton" and isinstance(thing, QPushButton):
        if thing.property("kind") == "link" and not thing.isCheckable():
            return _Link(thing)
    elif kind == "QWidget" and isinstance(thing, ChoiceInput):
        return QAccessibleWidget(thing, QAccessible.Role.Grouping)
    elif kind == "QPdfView" and isinstance(thing, QWidget):
        return QAccessibleWidget(thing, QAccessible.Role.Document)
    return None


class _Heading(QAccessibleWidget):
    """A title, of the page or of a group on it."""

    def __init__(self, label: QLabel) -> None:
        super().__init__(label, QAccessible.Role.Heading)
        self._label = label

    def text(self, kind: QAccessible.Text) -> str:
        """Return what is read."""
        if kind is QAccessible.Text.Name:
            return self._label.accessibleName() or self._label.text()
        return str(super().text(kind))


class _Link(QAccessibleWidget):
    """Words that lead somewhere when they are pressed."""

    def __init__(self, link: Link | QPushButton) -> None:
        super().__init__(link, QAccessible.Role.Link)
        self._link = link

    def text(self, kind: QAccessible.Text) -> str:
        """Return what is read."""
        if kind is QAccessible.Text.Name:
            return self._link.accessibleName() or self._link.text().replace("&", "")
        return str(super().text(kind))

    def actionNames(self) -> list[str]:
        """Return what can be done with it, the pressing first."""
        press = [QAccessibleActionInterface.pressAction()] if self._link.isEnabled() else []
        return [*press, *super().actionNames()]

    def doAction(self, name: str) -> None:
        """Follow the link, or put the focus on it."""
        if name != QAccessibleActionInterface.pressAction():
            super().doAction(name)
        elif isinstance(self._link, QPushButton):
            self._link.click()
        else:
            self._link.follow()
