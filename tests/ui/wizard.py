"""Operate the wizard and read it as an officer does, by its labels."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from ebel_wizard import demo
from ebel_wizard.demo import driver
from ebel_wizard.ui.lists.filter_chips import FilterChips
from ebel_wizard.ui.lists.table import ListTable
from ebel_wizard.ui.shell.place_line import is_inside
from ebel_wizard.ui.shell.place_list import PlaceList
from ebel_wizard.ui.shell.top_bar import SaveState
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.widgets.controls import Link
from ebel_wizard.ui.widgets.preview import Preview

SAVED = "Kaydedildi"
_LIST = "Listele"  # opens the list of problems


class Wizard:
    """The window through the eyes and hands of an officer."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._closed = False

    # Going about

    def go(self, *titles: str) -> None:
        """Go to a step (or place) of the rail by the start of its name, then to one inside it."""
        outer = next(each for each in self._places() if _spoken(each).startswith(titles[0]))
        _choose(outer)
        for title in titles[1:]:
            _choose(next(each for each in self._inside() if each.data() == title))
        driver.process_events()

    def pages(self) -> list[str]:
        """What the rail unfolds: the pages of the step one is in."""
        return [str(each.data()) for each in self._inside()]

    def standing_of(self, page: str) -> str:
        """What the rail tells of a page of the step one is in: how far it has come."""
        return next(_spoken(each) for each in self._inside() if each.data() == page)

    def _lists(self) -> list[PlaceList]:
        return list(driver.visible_widgets(self.window, PlaceList))

    def _places(self) -> list[QModelIndex]:
        return [each for each in self._lines_of_rail() if not is_inside(each)]

    def _inside(self) -> list[QModelIndex]:
        return [each for each in self._lines_of_rail() if is_inside(each)]

    def _lines_of_rail(self) -> list[QModelIndex]:
        return [
            places.model().index(row, 0)
            for places in self._lists()
            for row in range(places.model().rowCount())
        ]

    def _here(self) -> QModelIndex:
        """Where the officer is, as the rail shows it."""
        (found,) = [index for places in self._lists() for index in places.selectedIndexes()]
        return found

    def step_one(self, page: str) -> None:
        """Open a page of step 1."""
        self.go("1. ", page)

    def step(self, number: int) -> None:
        """Open the page of a step for its status, ticks, dates and note."""
        self.go(f"{number}. ", "Takip")

    def press(self, name: str) -> None:
        """Click a button."""
        driver.click(self.window, name)
        driver.process_events()

    def press_from(self, name: str) -> None:
        """Press a button with the cursor on it, as a click or the space bar does."""
        driver.activate(self.window)
        self.button(name).setFocus()
        self.press(name)

    def follow(self, words: str) -> None:
        """Follow a link by its words; one about a problem is in the list of problems."""
        if not any(words == each.accessibleName() for each in self._links()):
            self._open_problems()
        driver.find_by_name(self.window, Link, words).linkActivated.emit("#")
        driver.process_events()

    def close(self) -> None:
        """Close the window as its own button does; what is typed is kept."""
        if not self._closed:
            self._closed = True
            demo.close_window(self.window)

    # Answering

    def answer(self, label: str, text: str) -> None:
        """Answer a question and leave it."""
        driver.answer(self.window, label, text)

    def type_into(self, label: str, text: str) -> None:
        """Type into a question and stay in it."""
        line = self.field(label)
        driver.activate(self.window)
        line.setFocus()
        driver.type_text(line, text)

    def empty(self, label: str) -> None:
        """Delete what stands in a question and leave it."""
        self.type_into(label, "")
        line = self.field(label)
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Delete)
        line.clearFocus()
        driver.process_events()

    def tick(self, text: str) -> None:
        """Tick or untick a box."""
        driver.find_by_name(self.window, QCheckBox, text).click()

    def is_ticked(self, text: str) -> bool:
        """Whether a box is ticked."""
        return driver.find_by_name(self.window, QCheckBox, text).isChecked()

    def choose_status(self, label: str) -> None:
        """Choose the step's status."""
        box = driver.find_by_name(self.window, QComboBox, "Durum")
        box.setCurrentText(label)
        box.activated.emit(box.currentIndex())

    def wait_saved(self) -> None:
        """Wait until the window shows that everything is saved."""
        driver.wait_until(lambda: self.save_status() == SAVED, "everything to be saved")

    # Seeing

    def field(self, label: str) -> QLineEdit:
        """The line of a question in sight."""
        for each in driver.visible_widgets(self.window, QWidget):
            if each.accessibleName() == label:
                line = each.lineEdit() if isinstance(each, QComboBox) else each
                if isinstance(line, QLineEdit):
                    return line
        raise driver.NotFoundError(label)

    def shows(self, label: str) -> str:
        """What a question shows as its answer."""
        chosen = [
            button.text()
            for button in driver.visible_widgets(self.window, QRadioButton)
            if button.accessibleDescription() == label and button.isChecked()
        ]
        return chosen[0] if chosen else self.field(label).text()

    def asks(self, label: str) -> bool:
        """Whether a question is in sight."""
        return any(
            label in {each.accessibleName(), each.accessibleDescription()}
            for each in driver.visible_widgets(self.window, QWidget)
            if isinstance(each, QLineEdit | QComboBox | QRadioButton | QPlainTextEdit)
        )

    def labels(self) -> list[str]:
        """Return every visible text, links by their words."""
        return [
            each.accessibleName() if isinstance(each, Link) else each.text()
            for each in driver.visible_widgets(self.window, QLabel)
        ]

    def says(self, words: str) -> bool:
        """Whether these words are in sight."""
        return any(words in text for text in self.labels())

    def problems(self) -> list[str]:
        """The list of problems: on the page, or opened at its foot and put away again."""
        is_opened = not self._summary() and self._open_problems()
        driver.wait_until(self._has_room, "room for the problems")
        found = [each.accessibleName() for each in self._summary()]
        if is_opened and driver.has_button(self.window, _LIST):  # some go a moment after typing
            self.press(_LIST)
        return found

    def wait_problems(self, count: int) -> list[str]:
        """Wait until there are this many problems: some are found a moment after typing."""
        driver.wait_until(lambda: len(self.problems()) == count, f"{count} problems")
        return self.problems()

    def _open_problems(self) -> bool:
        """Open the list of problems at the foot of the page, if there are any."""
        if not driver.has_button(self.window, _LIST) or self.button(_LIST).isChecked():
            return False
        self.press(_LIST)
        return True

    def _links(self) -> list[Link]:
        return list(driver.visible_widgets(self.window, Link))

    def _has_room(self) -> bool:
        """Whether the first line can be seen; a page is laid out a moment after it is opened."""
        lines = self._summary()
        return not lines or lines[0].visibleRegion().boundingRect().height() > 8

    def _summary(self) -> list[Link]:
        return [each for each in self._links() if _in_summary(each)]

    def save_status(self) -> str:
        """Return the save status at the top right."""
        return next(driver.visible_widgets(self.window, SaveState)).text()

    def told(self) -> str:
        """What the window says over the foot of the page."""
        return self.window.message()

    def page(self) -> str:
        """The name of the page one is at, in the rail."""
        return str(self._here().data())

    def place(self) -> str:
        """The name of the step or place one is at, in the rail, with how far it has come."""
        here = self._here()
        while is_inside(here):
            here = here.siblingAtRow(here.row() - 1)
        return _spoken(here)

    def can(self, name: str) -> bool:
        """Whether a button can be pressed."""
        return self.button(name).isEnabled()

    def is_pressed(self, name: str) -> bool:
        """Whether a button that stays down is down."""
        return self.button(name).isChecked()

    def focused(self) -> str:
        """Return the name of the focused widget."""
        widget = QApplication.focusWidget()
        return widget.accessibleName() if widget is not None else ""

    def button(self, name: str) -> QAbstractButton:
        """A button in sight."""
        return driver.find_by_name(self.window, QAbstractButton, name)

    def at_cell(self) -> tuple[int, str] | None:
        """The row and the heading of the cell the cursor is at; None while it is elsewhere."""
        driver.activate(self.window)  # a dialog that closed may have the keys still
        table, here = self.table(), self.table().currentIndex()
        is_there = table.hasFocus() and here.isValid()
        return (here.row(), self._heading(here.column())) if is_there else None

    def _heading(self, column: int) -> str:
        return self.table().rows.columns[column].field.label

    # The table of project officers

    def table(self) -> ListTable:
        """The table in sight."""
        return next(driver.visible_widgets(self.window, ListTable))

    def rows(self) -> list[list[str]]:
        """The table's cells as they are shown."""
        model = self.table().model()
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def fill_row(self, row: int, *cells: str) -> None:
        """Fill a row's cells from the left, each in its own editor."""
        labels = [each.field.label for each in self.table().rows.columns]
        for column, text in enumerate(cells):
            self.fill_cell(row, labels[column], text)

    def fill_cell(self, row: int, column: str, text: str) -> None:
        """Edit one cell, by its heading, and press Enter; give up the row that this may begin."""
        driver.activate(self.window)
        table = self.table()
        table.focus_cell(row, self._part(column), edit=True)
        editor = driver.find_by_name(table, QLineEdit, column)
        editor.selectAll()
        driver.type_text(editor, text)
        driver.commit_cell(editor)
        for begun in driver.visible_widgets(table, QLineEdit):
            QTest.keyClick(begun, Qt.Key.Key_Escape)
            driver.process_events()

    def filter(self, state: str) -> None:
        """Click the chip of a state above the list."""
        self._chip(state).click()
        driver.process_events()

    def counted(self, state: str) -> int:
        """How many rows the chip of a state counts."""
        return int(self._chip(state).text().removeprefix(state).replace(".", ""))

    def _chip(self, state: str) -> QAbstractButton:
        for each in driver.visible_widgets(self.window, FilterChips):
            for chip in driver.visible_widgets(each, QAbstractButton):
                if state in {chip.text(), chip.text().rpartition(" ")[0]}:
                    return chip
        raise driver.NotFoundError(state)

    def tick_row(self, row: int) -> None:
        """Press the space bar on the box in a row's last column."""
        driver.activate(self.window)
        table = self.table()
        table.focus_cell(row, table.rows.columns[-1].field.path)
        QTest.keyClick(table, Qt.Key.Key_Space)
        driver.process_events()

    def select_row(self, row: int) -> None:
        """Put the cursor on a row."""
        table = self.table()
        table.focus_cell(row, table.rows.columns[0].field.path)
        driver.process_events()

    def export(self, kind: str, path: Path) -> None:
        """Write the list in sight to a file, through the dialog."""
        self.press(f"Dışa aktar: {kind}")
        dialog = self.dialog(QFileDialog)
        driver.replace_text(next(driver.visible_widgets(dialog, QLineEdit)), str(path))
        driver.click(dialog, "Kaydet")
        driver.process_events()

    def shows_status(self) -> str:
        """The status of the step one is in, as the rail tells it."""
        return self.place().split(", ")[1]

    def click_heading(self, column: str) -> None:
        """Click a heading of the table."""
        table = self.table()
        head = table.horizontalHeader()
        parts = [each.field.label for each in table.rows.columns]
        at = head.sectionViewportPosition(parts.index(column)) + 20
        QTest.mouseClick(
            head.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(at, head.height() // 2),
        )
        driver.process_events()

    def _part(self, column: str) -> str:
        columns = self.table().rows.columns
        return next(each.field.path for each in columns if each.field.label == column)

    # Documents

    def wait_preview(self) -> Preview:
        """Wait until the documents are made and drawn."""
        preview = next(driver.visible_widgets(self.window, Preview))
        driver.wait_until(lambda: preview.page_count > 0, "the documents")
        driver.wait_until(preview.is_drawn, "the preview to be drawn")
        return preview

    def preview_text(self) -> str:
        """The text on all pages of the document in the preview."""
        pdf = next(driver.visible_widgets(self.window, Preview)).findChild(QPdfDocument)
        assert pdf is not None
        return "\n".join(pdf.getAllText(page).text() for page in range(pdf.pageCount()))

    def choose_document(self, title: str) -> None:
        """Choose a document from the list."""
        self._papers().setCurrentItem(self._paper(title))
        driver.process_events()

    def tick_document(self, title: str) -> None:
        """Tick or untick a document of the list by the space bar."""
        driver.activate(self.window)
        self.choose_document(title)
        self._papers().setFocus()
        QTest.keyClick(self._papers(), Qt.Key.Key_Space)
        driver.process_events()

    def ticked_documents(self) -> list[str]:
        """The titles that are ticked."""
        state = Qt.CheckState.Checked
        return [each for each in self.documents() if self._paper(each).checkState() == state]

    def document_says(self, title: str) -> str:
        """What a screen reader says of a document in the list."""
        return str(self._paper(title).data(Qt.ItemDataRole.AccessibleTextRole))

    def choose_envelopes(self, size: str) -> None:
        """Choose the size of all envelopes by its name."""
        box = driver.find_by_name(self.window, QComboBox, "Zarf boyu")
        box.setCurrentIndex([box.itemText(n).split()[0] for n in range(box.count())].index(size))
        driver.process_events()

    def documents(self) -> list[str]:
        """The titles in the list of documents, without the headings."""
        return [text for text, is_paper in self._lines() if is_paper]

    def groups(self) -> list[str]:
        """The headings in the list of documents."""
        return [text for text, is_paper in self._lines() if not is_paper]

    def _lines(self) -> list[tuple[str, bool]]:
        papers = self._papers()
        items = [papers.item(row) for row in range(papers.count())]
        return [(each.text(), bool(each.flags() & Qt.ItemFlag.ItemIsSelectable)) for each in items]

    def _papers(self) -> QListWidget:
        return driver.find_by_name(self.window, QListWidget, "Belgeler")

    def _paper(self, title: str) -> QListWidgetItem:
        found = self._papers().findItems(title, Qt.MatchFlag.MatchExactly)
        (item,) = (each for each in found if each.flags() & Qt.ItemFlag.ItemIsSelectable)
        return item

    def save_into(self, folder: Path, button: str = "PDF kaydet…") -> None:
        """Press a save button and type a folder into the dialog."""
        driver.wait_until(lambda: self.button(button).isEnabled(), "the save button")
        self.press(button)
        dialog = self.dialog(QFileDialog)
        driver.replace_text(next(driver.visible_widgets(dialog, QLineEdit)), str(folder))
        driver.click(dialog, "Buraya kaydet")
        driver.process_events()

    def type_password(self, first: str, second: str) -> QDialog:
        """Ask for the locked form and type its password twice; return the dialog, still open."""
        offer = "Doldurulmuş formu parolayla kilitleyip kaydet…"
        driver.wait_until(
            lambda: driver.has_button(self.window, offer), "the offer of a locked form"
        )
        self.press(offer)
        dialog = self.dialog(QDialog)
        driver.answer(dialog, "Dosya parolası", first)
        driver.answer(dialog, "Parola, bir kez daha", second)
        return dialog

    def save_locked(self, file: Path, password: str) -> None:
        """Save the filled form under a password."""
        driver.click(self.type_password(password, password), "Devam")
        dialog = self.dialog(QFileDialog)
        driver.replace_text(next(driver.visible_widgets(dialog, QLineEdit)), str(file))
        driver.click(dialog, "Kaydet")
        driver.process_events()

    def texts_in(self, dialog: QDialog) -> list[str]:
        """Return every visible text of a dialog."""
        return [each.text() for each in driver.visible_widgets(dialog, QLabel)]

    def opens(self, kind: type[driver.WidgetT] = QDialog) -> bool:  # type: ignore[assignment]
        """Whether such a dialog is open."""
        return any(each is not self.window for each in _windows(kind))

    def dialog(self, kind: type[driver.WidgetT] = QDialog) -> driver.WidgetT:  # type: ignore[assignment]
        """The dialog that is open."""
        found = [each for each in _windows(kind) if each is not self.window]
        if not found:
            raise driver.NotFoundError(kind.__name__)
        return found[0]


class Keyboard:
    """Only keys: what is typed goes where the cursor is."""

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key."""
        QTest.keyClick(self.focused_widget(), key, modifier or Qt.KeyboardModifier.NoModifier)
        driver.process_events()

    def type(self, text: str) -> None:
        """Type text, Turkish letters included."""
        driver.type_text(self.focused_widget(), text)

    def tab_to(self, name: str) -> None:
        """Press Tab until what has this name has the focus."""
        for _ in range(120):
            if self.focused_name() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise driver.NotFoundError(f"Tab never came to “{name}”")

    def choose(self, words: str) -> None:
        """Go through the choices with the arrows and choose the one with these words."""
        for _ in range(10):
            place = self.focused_widget()
            if isinstance(place, QRadioButton) and place.text() == words:
                self.press(Qt.Key.Key_Space)
                assert place.isChecked()
                return
            self.press(Qt.Key.Key_Down)
        raise driver.NotFoundError(f"choice “{words}”")

    def wait_for_dialog(self, window: QWidget) -> None:
        """Wait until a dialog has the focus."""
        driver.wait_until(
            lambda: (
                QApplication.activeWindow() not in {None, window}
                and QApplication.focusWidget() is not None
            ),
            "a dialog to open",
        )

    def focused_name(self) -> str:
        """Return the name or text of the focused widget."""
        widget = self.focused_widget()
        parent = widget.parentWidget()
        if isinstance(parent, QComboBox):
            return parent.accessibleName()
        if isinstance(widget, PlaceList):
            return str(widget.currentIndex().data())
        if isinstance(widget, QRadioButton):
            return widget.accessibleDescription()
        if isinstance(widget, QAbstractButton) and not widget.accessibleName():
            return driver.verb(widget)
        return widget.accessibleName()

    def focused_widget(self) -> QWidget:
        """Return the focused widget, once there is one."""
        driver.wait_until(
            lambda: QApplication.focusWidget() is not None, "the cursor to be somewhere"
        )
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget


def _spoken(place: QModelIndex) -> str:
    """What a screen reader says of a line of the rail."""
    return str(place.data(Qt.ItemDataRole.AccessibleTextRole))


def _choose(place: QModelIndex) -> None:
    """Go to a place by its line in the rail."""
    (places,) = [
        each
        for each in QApplication.allWidgets()
        if isinstance(each, PlaceList) and each.model() is place.model()
    ]
    places.setCurrentIndex(place)
    QTest.keyClick(places, Qt.Key.Key_Return)
    driver.process_events()


def _windows(kind: type[driver.WidgetT]) -> Iterator[driver.WidgetT]:
    for each in QApplication.topLevelWidgets():
        if isinstance(each, kind) and each.isVisible():
            yield each


def _in_summary(link: Link) -> bool:
    from ebel_wizard.ui.widgets.fields import ProblemSummary

    at = link.parentWidget()
    while at is not None and not isinstance(at, ProblemSummary):
        at = at.parentWidget()
    return at is not None
