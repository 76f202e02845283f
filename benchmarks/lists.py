"""The lists in the real window at 10,000 people: import, filter, scroll, edit, search; medians.

    QT_QPA_PLATFORM=offscreen PYTHONPATH=. .venv/bin/python benchmarks/lists.py

By the processor's time: reading and saving that of all threads, the rest that of the window's own
thread, which is how long the window stands still. The floors are Qt's own: a table of plain
items, and its proxy that filters by a fixed text and knows no Turkish.
"""

import gc
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QTableView, QWidget

from benchmarks.measure import tell
from benchmarks.register import messy, written
from ebel_wizard import demo, settings
from ebel_wizard.demo import driver
from ebel_wizard.ui.lists.people import PeopleList
from ebel_wizard.ui.lists.table import ListTable
from ebel_wizard.ui.shell.search_line import SearchLine
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup import application
from ebel_wizard.ui.widgets import theme

COUNT = 10_000
STEP_7 = "sayfa-yetkileri"
TYPED = ("gokce", "zabita sef", "1000", "ISIL", "yok böyle biri")


def seconds(call: Callable[[], object]) -> float:
    begun = time.thread_time()
    call()
    return time.thread_time() - begun


def is_saved(window: MainWindow) -> bool:
    return not window.session.unsaved


def import_list(window: MainWindow, path: Path, count: int) -> tuple[float, float, float]:
    """Seconds until the preview stands, that the button holds the window, and until it is saved."""
    window.open("register/people")
    driver.process_events()
    name = f"{count:,} kişiyi al".replace(",", ".")
    people = next(driver.visible_widgets(window, PeopleList))
    begun = time.process_time()
    people.file_chosen.emit(path)
    driver.wait_until(lambda: driver.has_button(window, name), "the list to be read")
    read = time.process_time() - begun
    begun = time.process_time()
    held = seconds(lambda: driver.click(window, name))
    driver.wait_until(lambda: is_saved(window), "everything to be saved")
    return read, held, time.process_time() - begun


def keys(line: QLineEdit, table: QWidget) -> list[float]:
    """Seconds of each key typed into a filter, until the table is drawn."""
    taken = []
    for text in TYPED:
        taken += [seconds(partial(_type, line, letter, table)) for letter in text]
        line.clear()
        driver.process_events()
    return taken


def _type(line: QLineEdit, letter: str, table: QWidget) -> None:
    line.insert(letter)
    table.grab()


def pages(table: QTableView) -> list[float]:
    """Seconds of each of two hundred pages down, until it is drawn."""
    bar = table.verticalScrollBar()
    bar.setValue(0)

    def page() -> None:
        bar.setValue(bar.value() + bar.pageStep())
        table.viewport().grab()

    return [seconds(page) for _ in range(200)]


def edit(window: MainWindow, table: ListTable, n: int) -> None:
    """Give somebody another title, as Enter does after the last key."""
    table.rows.setData(table.rows.index(n * 7, 4), f"Şef {n}")
    driver.process_events()
    assert not window.session.is_typing(table)


def bare(cells: list[list[str]]) -> tuple[QTableView, QLineEdit]:
    """Qt's own table of these cells, filtered by Qt's own proxy."""
    model = QStandardItemModel()
    for row in cells:
        model.appendRow([QStandardItem(text) for text in row])
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(model)
    proxy.setFilterKeyColumn(-1)
    proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    table = QTableView()
    model.setParent(table)
    proxy.setParent(table)
    table.setModel(proxy)
    line = QLineEdit()
    line.textChanged.connect(proxy.setFilterFixedString)
    return table, line


def milliseconds(taken: list[float], floor: list[float]) -> str:
    worst, theirs = max(taken) * 1000, statistics.median(floor) * 1000
    return f"worst {worst:.1f}; Qt’s own {theirs:.1f}, worst {max(floor) * 1000:.1f}"


def come_to(window: MainWindow, place: str) -> None:
    window.open(place)
    driver.process_events()


def worklist(window: MainWindow) -> None:
    """Step 7: one day typed by hand, and one given to everybody."""
    opened = seconds(partial(come_to, window, f"{STEP_7}/page_authorities"))
    tell("coming to the page authorities", opened * 1000, 150, "ms")
    table = next(driver.visible_widgets(window, ListTable))
    at = [each.field.path for each in table.rows.columns].index("duty")

    def type_duty(n: int) -> None:
        table.rows.setData(table.rows.index(n, at), f"{n}")
        driver.process_events()

    typed = [seconds(partial(type_duty, n)) for n in range(20)]
    tell("a duty that was typed, kept", statistics.median(typed) * 1000, 50, "ms")
    table.selectAll()
    driver.process_events()
    driver.click(window, "Onay tarihi ver…")
    given = seconds(lambda: driver.click(window, "Uygula"))
    driver.wait_until(lambda: is_saved(window), "everything to be saved")
    tell("10,000 approvals given at once", given, 1, "s")


def search(window: MainWindow) -> None:
    """Ctrl+F: the first time, when people are read, the next time, and a key."""
    driver.activate(window)  # a dialog that was closed leaves no window active offscreen
    line = next(driver.visible_widgets(window, SearchLine))
    first = seconds(line.setFocus)
    next(driver.visible_widgets(window, ListTable)).setFocus()
    again = seconds(line.setFocus)
    tell("beginning a search", again * 1000, 50, "ms", f"the first time {first * 1000:.0f}")
    taken = [
        seconds(partial(driver.type_text, line, letter)) for text in TYPED[:4] for letter in text
    ]
    tell("a key in the search", max(taken) * 1000, 50, "ms")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ[settings.HOME_VARIABLE] = folder
        theme.apply(application.make_application(), "light")
        thousand = written(Path(folder, "1.xlsx"), messy(COUNT // 10))
        ten = written(Path(folder, "10.xlsx"), messy(COUNT))
        window = demo.open_window(settings.data_dir())
        gc.freeze()  # as the program does
        window.resize(1160, 860)
        driver.activate(window)
        small = import_list(window, thousand, COUNT // 10)
        driver.click(window, "Geri al")
        driver.wait_until(lambda: is_saved(window), "everything to be saved")
        read, held, saved = import_list(window, ten, COUNT)
        tell("reading 10,000 people into the preview", read, 3, "s", f"of 1,000: {small[0]:.2f} s")
        tell("taking them, until everything is saved", saved, 3, "s", f"of 1,000: {small[2]:.2f} s")
        tell("of that on the window’s thread", held, 1, "s")
        table = next(driver.visible_widgets(window, ListTable))
        line = driver.find_by_name(window, QLineEdit, "Listede ara: Personel")
        cells = [
            [str(table.rows.index(n, at).data()) for at in range(table.rows.columnCount())]
            for n in range(COUNT)
        ]
        theirs, their_line = bare(cells)
        theirs.resize(table.size())
        theirs.show()
        driver.process_events()
        line.insert("x")  # the first key folds every row, once a session
        first = seconds(lambda: _type(line, "y", table))
        line.clear()
        mine, floor = keys(line, table), keys(their_line, theirs)
        note = milliseconds(mine, floor)
        tell("a key in the filter", statistics.median(mine) * 1000, 50, "ms", note)
        tell("the worst key", max(mine) * 1000, 50, "ms", f"{first:.3f}")
        mine, floor = pages(table), pages(theirs)
        note = milliseconds(mine, floor)
        tell("a page of scrolling", statistics.median(mine) * 1000, 16, "ms", note)
        theirs.close()
        typed = [seconds(partial(edit, window, table, n)) for n in range(20)]
        tell("a cell that was typed into, kept", statistics.median(typed) * 1000, 50, "ms")
        window.open("home")
        opened = seconds(partial(come_to, window, "register/people"))
        tell("coming to the register", opened * 1000, 150, "ms")
        worklist(window)
        search(window)
        demo.close_window(window)


if __name__ == "__main__":
    main()
