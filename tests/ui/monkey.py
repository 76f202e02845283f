"""Somebody who presses, types and pastes whatever, wherever the window takes it.

Knows kinds of widgets and what is in sight, and no page: it goes on where the window is another.
"""

import random
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QWheelEvent,
)
from PySide6.QtPrintSupport import QAbstractPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QWidget,
)

from ebel_wizard.demo import driver
from ebel_wizard.ui.widgets import theme
from tests.ui import sample_municipalities

_TEXTS: Final = (
    "Örnekköy Belediye Başkanlığı",
    "IĞDIR ili, İncesu ilçesi: ığüşöçİĞÜŞÖÇ",
    "Yazı İşleri Müdürlüğü",
    "i̇ e\u0301 \u200f\u202eters\u202c \u00ad\ufeff",
    "👩‍👩‍👧 🇹🇷 😀",
    "10000000146",
    "1000 000 01 46",
    "1000000014",
    "(0 500) 000 00 01",
    "03.12.2026",
    "31.02.2026",
    "ornek@ornek.bel.tr",
    "ornek@hs01.kep.tr",
    "1.452",
    "-0",
    "=1+1",
    "<b>&amp;</b> %s {0} \\n",
    "   ",
    "x",
)
_LONG: Final = "Çok uzun bir ad, ğüşiöç; " * 400
_KEYS: Final = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Space),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home),
    *(Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete),
    *(Qt.Key.Key_Backspace, Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_F1, Qt.Key.Key_A),
)
_WITH_CONTROL: Final = (
    *(Qt.Key.Key_Z, Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X),
    *(Qt.Key.Key_V, Qt.Key.Key_F, Qt.Key.Key_Tab, Qt.Key.Key_End, Qt.Key.Key_Return),
)
_PRESSED: Final = (
    *(QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QTabBar, QAbstractItemView, QLabel),
)
_WITHOUT_RETURN: Final = "geri alınamaz"
"""Stands on the question before everything is erased; whoever agrees has no window any more."""


class Monkey:
    """Does one thing after the other, by chance; ``folder`` has the files it may choose and is
    where it saves.
    """

    def __init__(self, chance: random.Random, window: QWidget, folder: Path) -> None:
        self.recent: deque[str] = deque(maxlen=30)
        """The last things it did."""
        self.seen: set[str] = set()
        """The titles of the dialogs it met."""
        self._chance = chance
        self._window = window
        self._folder = folder
        self._files = sorted(folder.iterdir())
        self._town = sample_municipalities.large(300)
        self._deeds: Sequence[tuple[int, Callable[[], None]]] = (
            (400, self._click),
            (200, self._press_key),
            (80, self._press_with_control),
            (120, self._type),
            (60, self._paste),
            (30, self._open_menu),
            (30, self._scroll),
            (20, self._drop),
            (5, self._resize),
            (3, self._switch_scheme),
        )

    def act(self) -> None:
        """Do one thing to what is in front."""
        front = in_front()
        if QApplication.focusWidget() is None:  # what was in front is gone, and no desktop sees it
            (front or self._window).activateWindow()
        if front is not None and front.windowTitle():
            self.seen.add(f"{type(front).__name__} {front.windowTitle()}")
        if isinstance(front, QFileDialog):
            self._answer(front)
        elif isinstance(front, QAbstractPrintDialog) or erases(front) or self._has_enough_of(front):
            self._note("leave", front)
            leave(front)
        else:
            weights, deeds = zip(*self._deeds, strict=True)
            self._chance.choices(deeds, weights)[0]()

    def _has_enough_of(self, front: QWidget | None) -> bool:
        """Whether it leaves a list or a dialog, most of what is asked there having no end."""
        if front is None:
            return False
        return self._chance.random() < (0.05 if front.isModal() else 0.3)

    # With the mouse

    def _click(self) -> None:
        widget = self._widget()
        if widget is None:
            return
        point = self._point(widget)
        self._note("click", widget)
        if self._chance.random() < 0.1:
            QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=point)
        else:
            modifiers = (
                *[Qt.KeyboardModifier.NoModifier] * 8,
                Qt.KeyboardModifier.ControlModifier,
                Qt.KeyboardModifier.ShiftModifier,
            )
            QTest.mouseClick(
                widget, Qt.MouseButton.LeftButton, self._chance.choice(modifiers), point
            )

    def _open_menu(self) -> None:
        widget = self._widget()
        if widget is not None:
            self._note("open the menu of", widget)
            point = self._point(widget)
            mouse = QContextMenuEvent.Reason.Mouse
            event = QContextMenuEvent(mouse, point, widget.mapToGlobal(point))
            QApplication.sendEvent(widget, event)

    def _scroll(self) -> None:
        widget = self._widget()
        if widget is not None:
            self._note("scroll", widget)
            point = QPointF(self._point(widget))
            event = QWheelEvent(
                *(point, QPointF(widget.mapToGlobal(point)), QPoint()),
                QPoint(0, self._chance.choice((-120, -480, 120))),
                *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier),
                *(Qt.ScrollPhase.NoScrollPhase, False),
            )
            QApplication.sendEvent(widget, event)

    def _drop(self) -> None:
        takers = [each for each in in_sight(self._front()) if each.acceptDrops()]
        if not takers:
            return
        taker = self._chance.choice(takers)
        self._note("drop a file on", taker)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self._chance.choice(self._files)))])
        point, hand = self._point(taker), (Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
        enters = QDragEnterEvent(point, Qt.DropAction.CopyAction, data, *hand)
        QApplication.sendEvent(taker, enters)
        if enters.isAccepted():
            drop = QDropEvent(QPointF(point), Qt.DropAction.CopyAction, data, *hand)
            QApplication.sendEvent(taker, drop)

    def _widget(self) -> QWidget | None:
        """What is under the mouse: of every kind in sight alike, and anything now and then."""
        found = list(in_sight(self._front()))
        kinds: list[list[QWidget]] = [
            [each for each in found if isinstance(each, kind)] for kind in _PRESSED
        ]
        choices = [each for each in kinds if each]
        if self._chance.random() < 0.3:
            choices = [each for each in (*kinds[:1], found) if each]
        if not choices:
            return None
        widget = self._chance.choice(self._chance.choice(choices))
        return widget.viewport() if isinstance(widget, QAbstractItemView) else widget

    def _point(self, widget: QWidget) -> QPoint:
        area = widget.visibleRegion().boundingRect()
        across = self._chance.randrange(max(area.width(), 1))
        return area.topLeft() + QPoint(across, self._chance.randrange(max(area.height(), 1)))

    # With keys

    def _press_key(self) -> None:
        self._press(self._chance.choice(_KEYS), Qt.KeyboardModifier.NoModifier)

    def _press_with_control(self) -> None:
        self._press(self._chance.choice(_WITH_CONTROL), Qt.KeyboardModifier.ControlModifier)

    def _press(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        target = self._cursor()
        self._note(f"press {modifier.name} {key.name} in", target)
        QTest.keyClick(target, key, modifier)

    def _type(self) -> None:
        target, text = self._cursor(), self._text()
        self._note(f"type {text[:12]!r} into", target)
        if self._chance.random() < 0.2:  # as an input method does
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(target, event)
        else:
            driver.type_text(target, text)

    def _paste(self) -> None:
        target = self._cursor()
        self._note("paste into", target)
        text = self._chance.choice((self._text(), self._table(), self._table(), _LONG))
        QGuiApplication.clipboard().setText(text)
        QTest.keyClick(target, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def _text(self) -> str:
        if self._chance.random() < 0.2:
            return sample_municipalities.tckn(self._chance.randrange(99_999))
        return self._chance.choice(_TEXTS)

    def _table(self) -> str:
        """Some people of a list, under a heading or not, often with a cell of rubbish."""
        people = self._chance.sample(self._town.people, self._chance.choice((1, 2, 5, 40)))
        rows = [
            [each.name, each.surname, each.tckn, each.mobile, each.title, each.unit]
            for each in people
        ]
        if self._chance.random() < 0.5:
            rows.insert(0, ["Adı", "Soyadı", "T.C. Kimlik No", "Telefon", "Unvan", "Birim"])
        if self._chance.random() < 0.5:
            row = self._chance.choice(rows)
            row[self._chance.randrange(len(row))] = self._chance.choice(_TEXTS)
        return "\n".join("\t".join(row) for row in rows)

    def _cursor(self) -> QWidget:
        front = self._front()
        cursor = QApplication.focusWidget()
        return cursor if cursor is not None and cursor.window() is front.window() else front

    # With the window

    def _resize(self) -> None:
        least = self._window.minimumSize()
        width, height = (self._chance.randrange(900), self._chance.randrange(500))
        self._note("resize", self._window)
        self._window.resize(least.width() + width, least.height() + height)

    def _switch_scheme(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._note("switch the scheme of", self._window)
        scheme = self._chance.choice(("light", "dark", "system"))
        theme.apply(app, scheme, self._chance.choice((1.0, 1.0, 1.5)))

    def _front(self) -> QWidget:
        return in_front() or self._window

    # Files

    def _answer(self, dialog: QFileDialog) -> None:
        """Choose a file, a folder or a name, or none."""
        self._note("answer", dialog)
        line = next(driver.visible_widgets(dialog, QLineEdit), None)
        accepts = [each for each in driver.visible_widgets(dialog, QPushButton) if each.isDefault()]
        if line is None or not accepts or self._chance.random() < 0.3:
            leave(dialog)
            return
        path = self._folder
        if dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave:
            path /= f"kayıt {self._chance.randrange(20)}"
        elif dialog.fileMode() is not QFileDialog.FileMode.Directory:
            path = self._chance.choice(self._files)
        line.selectAll()
        driver.type_text(line, str(path))
        if accepts[0].isEnabled():
            accepts[0].click()
        else:
            leave(dialog)

    def _note(self, deed: str, widget: QWidget | None) -> None:
        name = ""
        if widget is not None:
            text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
            name = f"{type(widget).__name__} {(widget.accessibleName() or text)[:40]}"
        self.recent.append(f"{deed} {name}")


def in_front() -> QWidget | None:
    """The popup or dialog that is to be answered first, if there is one."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget()


def leave(window: QWidget | None) -> None:
    """Send a popup or dialog away without an answer."""
    if window is not None:
        QTest.keyClick(window, Qt.Key.Key_Escape)


def erases(window: QWidget | None) -> bool:
    """Whether it is the question before everything is erased."""
    if not isinstance(window, QMessageBox):
        return False
    return _WITHOUT_RETURN in f"{window.text()} {window.informativeText()}"


def in_sight(window: QWidget) -> Iterator[QWidget]:
    """What of a window can be seen and used."""
    return (
        each
        for each in driver.visible_widgets(window, QWidget)
        if each.isEnabled() and not each.visibleRegion().isEmpty()
    )
