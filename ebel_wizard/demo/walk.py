"""The walk: every place of the window one after the other, and what opens over them.

The pictures are taken on it, and the tests of what is in sight go the same way.
"""

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QWidget

from ebel_wizard.demo import driver
from ebel_wizard.guide.model import Guide
from ebel_wizard.ui.pages import pages_of
from ebel_wizard.ui.shell.history import HistoryTable
from ebel_wizard.ui.shell.places import BY_NAME, HOME, REGISTER, SETTINGS, TITLES
from ebel_wizard.ui.shell.search_line import SearchLine
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.widgets.preview import Preview

Sight = tuple[str, QWidget]
"""A name, and the window or dialog that is to be looked at."""
_EQUAL_PICTURES: Final = 20  # some hundredths of a second apart
_BACKUPS: Final = "Yedekler"
# What a dialog is called, the place it opens from, and the button that opens it.
_DIALOGS: Final = (
    ("choose-people", "talep-yazisi/officers", "Personelden seç…"),
    ("encrypt", SETTINGS.name, "Cevapları şifrele…"),
    ("hand-over", SETTINGS.name, "Dosyayı devret…"),
    ("restore", SETTINGS.name, "Geri yükle…"),
    ("erase", "numarator-kep/closing", "Her şeyi sil…"),
)


def places(guide: Guide) -> list[str]:
    """Return every place of the window: those of the rail in its order, then the others."""
    lists = [f"{REGISTER.name}/{name}" for name in TITLES]
    named = [f"{step.id}/{page.name}" for step in guide.steps for page in pages_of(step)]
    others = [name for name in BY_NAME if name not in {HOME.name, REGISTER.name}]
    return [HOME.name, *lists, *named, *others]


def pages(window: MainWindow) -> Iterator[Sight]:
    """Go to every place, one after the other."""
    for place in places(window.session.guide):
        go(window, place)
        yield picture_of(place), window


def picture_of(place: str) -> str:
    """Return what a picture of a place is called."""
    return place.replace("/", "-")


def everything(window: MainWindow) -> Iterator[Sight]:
    """Go to every place of a filled case, search, and open every dialog."""
    yield from pages(window)
    yield from _found(window)
    yield from _dialogs(window)


def go(window: MainWindow, place: str) -> None:
    """Go to a place and wait until everything there is drawn."""
    driver.activate(window)  # a dialog that was closed leaves no window active offscreen
    window.open(place)
    driver.process_events()
    for preview in driver.visible_widgets(window, Preview):
        driver.wait_until(preview.is_drawn, "the preview to be drawn")
        driver.wait_until(_stays_the_same(preview), "the preview to be sharp")
    for history in driver.visible_widgets(window, HistoryTable):
        driver.wait_until(partial(_is_read, window, history), "the history to be read")
    for listed in driver.visible_widgets(window, QListWidget):
        driver.wait_until(listed.count, f"{listed.accessibleName()} to be read")


def _found(window: MainWindow) -> Iterator[Sight]:
    go(window, HOME.name)
    line = next(driver.visible_widgets(window, SearchLine))
    line.setFocus()
    driver.type_text(line, "kep")
    driver.process_events()
    yield "search", window
    line.dismissed.emit()


def _dialogs(window: MainWindow) -> Iterator[Sight]:
    for name, place, button in _DIALOGS:
        go(window, place)
        for listed in driver.visible_widgets(window, QListWidget):
            if listed.accessibleName() == _BACKUPS:  # the oldest differs from what there is now
                listed.setCurrentRow(listed.count() - 1)
        driver.click(window, button)
        driver.wait_until(QApplication.activeModalWidget, f"the dialog of {button}")
        driver.process_events()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        yield f"dialog-{name}", dialog
        dialog.reject()
        driver.process_events()


def _is_read(window: MainWindow, history: HistoryTable) -> bool:
    return history.model().rowCount() > 0 or not window.session.undo_label


def _stays_the_same(preview: Preview) -> Callable[[], bool]:
    """Return a check that it has looked the same for a while: a page is drawn coarsely first."""
    pictures: deque[QImage] = deque(maxlen=_EQUAL_PICTURES)

    def check() -> bool:
        pictures.append(preview.grab().toImage())
        return len(pictures) == _EQUAL_PICTURES and all(each == pictures[0] for each in pictures)

    return check
