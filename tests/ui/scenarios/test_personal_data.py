"""A whole TCKN or mobile number stands only where it is typed or checked, on every page."""

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from ebel_wizard import demo, settings
from ebel_wizard.demo import driver
from ebel_wizard.store import program_log
from ebel_wizard.ui.pages import pages_of
from ebel_wizard.ui.shell.history import HistoryTable
from ebel_wizard.ui.shell.search_line import SearchLine
from tests.ui.ui_actions import FOLLOW_UP, give_list
from tests.ui.wizard import Wizard

# Where a number is typed, pasted or compared with the identity card, and the page's own words.
WHOLE = {
    "register/people": "the register, typed into",
    f"{demo.STEP}/officers": "the officers' table, typed into",
    f"{demo.STEP}/kep": "the account's owner, typed",
    f"{demo.STEP}/review": "the answers, checked once more before they go out",
    "ilk-giris/login_problems": "a list of the officer's own words",
    "proje-sorumlusu-yetkisi/general": "a note of the officer's own words",
}
NUMBERS = {
    number
    for each in demo.example().officers
    for number in (each.tckn, re.sub(r"\D", "", each.mobile)[-10:])
}
FIRST = demo.example().officers[0]
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
SPOKEN = (
    QAccessible.Text.Name,
    QAccessible.Text.Value,
    QAccessible.Text.Description,
    QAccessible.Text.Help,
)


def said() -> Iterator[str]:
    """Every text in sight, and what a screen reader or a resting mouse gets of it."""
    for top in QApplication.topLevelWidgets():
        for each in (top, *top.findChildren(QWidget)):
            if each.isVisible() and not isinstance(each, QHeaderView):
                yield from texts(each)


def texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.toolTip(), widget.statusTip(), widget.whatsThis())
    found = QAccessible.queryAccessibleInterface(widget)
    yield from (found.text(kind) for kind in SPOKEN)
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from cells(widget.model(), QModelIndex())


def cells(model: QAbstractItemModel, outer: QModelIndex) -> Iterator[str]:
    for row in range(model.rowCount(outer)):
        at = model.index(row, 0, outer)
        yield from cells(model, at)
        while at.isValid():
            yield from (str(at.data(role) or "") for role in ROLES)
            at = at.siblingAtColumn(at.column() + 1)


def whole_numbers() -> set[str]:
    """Numbers in sight with none of their digits covered."""
    driver.process_events()
    bare = [re.sub(r"\D", "", text) for text in said()]
    return {number for number in NUMBERS if any(number in text for text in bare)}


@pytest.fixture
def told(answered: Wizard) -> Wizard:
    """Step 1 is filled in, and the officer wrote numbers into words of their own, too."""
    answered.go("2. ", FOLLOW_UP)
    answered.answer("Not", f"TCKN’si {FIRST.tckn}, cebi {FIRST.mobile} aranacak")
    answered.go("5. ", "Giriş sorunları")
    answered.press("Giriş sorunu ekle")
    answered.fill_row(0, FIRST.name, "Yazı İşleri", f"{FIRST.tckn} bulunamadı", "", "")
    answered.wait_saved()
    return answered


def test_no_page_shows_a_whole_number_that_is_not_typed_or_checked_there(told: Wizard) -> None:
    window = told.window
    steps = [
        f"{step.id}/{page.name}" for step in window.session.guide.steps for page in pages_of(step)
    ]
    shown = set()
    for place in ("home", "register/people", "register/units", *steps, "settings", "history"):
        window.open(place)
        for past in driver.visible_widgets(window, HistoryTable):
            driver.wait_until(past.model().rowCount, "the past to be read")
        if whole_numbers():
            shown.add(place)
    assert shown == set(WHOLE)


def test_no_search_answers_with_a_whole_number(told: Wizard) -> None:
    told.go("Görev listesi")
    line = next(driver.visible_widgets(told.window, SearchLine))
    for words in (FIRST.name, "not", "yazı", FIRST.tckn[:6]):
        driver.type_text(line, words)
        assert (words, whole_numbers()) == (words, set())
        QTest.keyClick(line, Qt.Key.Key_Escape)
        assert line.text() == ""


def test_what_is_taken_back_is_told_without_numbers(wizard: Wizard) -> None:
    demo.fill_in(wizard.window, demo.example())
    demo.forget_secrets(wizard.window)
    for _ in range(6):
        wizard.press("Geri al")
        assert wizard.told()
        assert whole_numbers() == set()
        wizard.go("Görev listesi")
        assert whole_numbers() == set()
    wizard.press("Yinele")
    assert whole_numbers() == set()


def test_people_are_chosen_without_their_numbers(told: Wizard) -> None:
    told.go("6. ", "Ek birimler")
    told.press("Personelden seç…")
    assert whole_numbers() == set()
    told.dialog().reject()


def test_a_number_that_is_twice_there_is_told_by_the_names(told: Wizard) -> None:
    told.go("Personel ve birimler")
    told.press("Kişi ekle")
    told.fill_row(len(told.rows()) - 1, "Eş", "Kişi", FIRST.tckn)
    problems = told.problems()
    assert any("bir kişide daha var" in text for text in problems)
    assert not any(number in text for number in NUMBERS for text in problems)


def test_going_back_to_a_backup_is_asked_without_numbers(told: Wizard, tmp_path: Path) -> None:
    answers = openpyxl.Workbook()
    assert answers.active is not None
    answers.active.append(["Adı", "Soyadı", "TCKN", "Cep telefonu"])
    answers.active.append([FIRST.name, FIRST.surname, FIRST.tckn, "0500 111 22 33"])
    answers.save(tmp_path / "liste.xlsx")
    give_list(told, tmp_path / "liste.xlsx")
    assert whole_numbers() >= {FIRST.tckn}, "the list is compared with the officer's own here"
    told.press("1 kişiyi al")
    told.wait_saved()
    told.window.open("settings", "backups")
    driver.wait_until(lambda: driver.has_button(told.window, "Geri yükle…"), "the backups")
    driver.process_events()
    told.press("Geri yükle…")
    driver.wait_until(lambda: any(driver.visible_widgets(told.window, QMessageBox)), "the question")
    assert whole_numbers() == set()
    driver.click(next(driver.visible_widgets(told.window, QMessageBox)), "Vazgeç")


def test_neither_the_journal_nor_a_file_name_knows_anybody(told: Wizard) -> None:
    told.close()
    folder = settings.data_dir()
    log = (folder / program_log.FOLDER_NAME / program_log.FILE_NAME).read_text(encoding="utf-8")
    names = " ".join(str(path.relative_to(folder)) for path in folder.rglob("*"))
    bare = re.sub(r"[^\w]", "", log + names)
    assert "closed" in log
    for each in demo.example().officers:
        for word in (each.name, each.surname, each.tckn, re.sub(r"\D", "", each.mobile)[-10:]):
            assert word not in bare
