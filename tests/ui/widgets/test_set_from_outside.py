"""What a screen reader or an input method sets without typing is kept like any other text."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from ebel_wizard.demo import driver
from ebel_wizard.ui.pages import pages_of
from ebel_wizard.ui.widgets.fields import FieldEditor
from ebel_wizard.ui.widgets.secret_line import SecretLine
from tests.ui.conftest import Open
from tests.ui.wizard import Wizard

Set = Callable[[QAccessibleInterface, str], None]


def _replace(interface: QAccessibleInterface, text: str) -> None:
    length = interface.textInterface().characterCount()
    interface.editableTextInterface().replaceText(0, length, text)


def _delete_and_insert(interface: QAccessibleInterface, text: str) -> None:
    editable = interface.editableTextInterface()
    editable.deleteText(0, interface.textInterface().characterCount())
    for at, letter in enumerate(text):
        editable.insertText(at, letter)


def _set_value(interface: QAccessibleInterface, text: str) -> None:
    interface.setText(QAccessible.Text.Value, text)


WAYS = (_replace, _delete_and_insert, _set_value)


def accessible(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def text_of(widget: QWidget) -> str:
    return accessible(widget).text(QAccessible.Text.Value)


def text_widgets(wizard: Wizard) -> Iterator[tuple[str, QWidget]]:
    """The path of each question in sight that takes a text, and what takes it."""
    for field in driver.visible_widgets(wizard.window, FieldEditor):
        for each in field.findChildren(QWidget):
            is_text = isinstance(each, QLineEdit | QPlainTextEdit) and not isinstance(
                each, SecretLine
            )
            if is_text and each.isVisible():
                yield field.field.path, each


def all_places(wizard: Wizard) -> list[str]:
    steps = wizard.window.session.guide.steps
    return [f"{step.id}/{page.name}" for step in steps for page in pages_of(step)]


def test_every_answer_set_without_typing_is_kept(filled: Wizard, open_wizard: Open) -> None:
    """Each in one of the ways, in turn: they differ in the widgets, of which each kind is many."""
    wanted: dict[tuple[str, str], str] = {}
    for place in all_places(filled):
        filled.window.open(place)
        driver.process_events()
        for path, seen in list(text_widgets(filled)):
            is_there = isValid(seen) and seen.isVisible()  # an answer may make others anew
            widget = seen if is_there else dict(text_widgets(filled))[path]
            if not text_of(widget).startswith("Yeni Metin"):  # it is asked for elsewhere too
                text = f"Yeni Metin {len(wanted)}"
                WAYS[len(wanted) % len(WAYS)](accessible(widget), text)
                wanted[place, path] = text
    assert len(wanted) > 50
    assert texts_at(filled, wanted) == wanted
    filled.wait_saved()
    filled.close()
    assert texts_at(open_wizard(), wanted) == wanted


def texts_at(wizard: Wizard, wanted: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """What is shown at these places, each page made or refreshed anew."""
    found: dict[tuple[str, str], str] = {}
    for place in dict.fromkeys(place for place, _ in wanted):
        wizard.window.open("home")
        wizard.window.open(place)
        driver.process_events()
        shown = {path: text_of(widget) for path, widget in text_widgets(wizard)}
        found |= {at: shown[at[1]] for at in wanted if at[0] == place and at[1] in shown}
    return found


def test_an_answer_set_from_outside_gets_its_usual_form(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    _set_value(accessible(wizard.field("Resmî ad")), "  Örnekköy   Belediye Başkanlığı ")
    wizard.wait_saved()
    assert wizard.shows("Resmî ad") == "Örnekköy Belediye Başkanlığı"


def test_a_choice_set_from_outside_is_the_one_of_the_list(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    _set_value(accessible(wizard.field("İl")), "istanbul")
    wizard.wait_saved()
    assert wizard.window.session.answers.answer("municipality.province") == "İstanbul"


def test_a_cell_set_from_outside_is_kept_while_it_is_open(wizard: Wizard) -> None:
    wizard.step_one("Proje sorumluları")
    wizard.press("Kişi ekle")
    table = wizard.table()
    table.focus_cell(0, table.rows.columns[0].field.path, edit=True)
    driver.process_events()
    editor = next(driver.visible_widgets(table, QLineEdit))
    _set_value(accessible(editor), "Ayşe")
    wizard.wait_saved()
    assert table.rows.index(0, 0).data() == "Ayşe"
    table.rows.sync()
    assert editor.text() == "Ayşe"


def test_a_setting_set_from_outside_is_kept(wizard: Wizard) -> None:
    wizard.go("Ayarlar")
    _set_value(accessible(wizard.field("Yardım masasının e-postası")), "a@b.bel.tr")
    wizard.go("Görev listesi")
    wizard.go("Ayarlar")
    assert wizard.shows("Yardım masasının e-postası") == "a@b.bel.tr"
