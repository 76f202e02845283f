"""From the first start to saved PDFs with nothing but the keyboard, with the real keyring."""

from functools import partial
from pathlib import Path

import pdfplumber
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from ebel_wizard import demo
from ebel_wizard.case import fields, model, row_fields
from ebel_wizard.case.field import Field, Kind
from ebel_wizard.demo import driver
from tests.ui.conftest import Open
from tests.ui.wizard import Keyboard, Wizard


def answer(keyboard: Keyboard, field: Field, text: str) -> None:
    """Come to a question with Tab and answer it."""
    if field.kind is Kind.CHOICE and field.choices:
        keyboard.tab_to(field.label)
        keyboard.choose(field.choices[text])
        return
    keyboard.tab_to(field.label)
    keyboard.type(text)
    keyboard.press(Qt.Key.Key_Tab)


def forward(wizard: Wizard, keyboard: Keyboard, title: str) -> None:
    """Press the key of Devam and see the next page."""
    keyboard.press(Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    driver.wait_until(lambda: wizard.page() == title, f"the page “{title}”")


def test_step_one_by_keyboard_alone(wizard: Wizard, tmp_path: Path) -> None:
    case = demo.example()
    keyboard = Keyboard()
    folder = tmp_path / "belgeler"
    folder.mkdir()

    keyboard.press(Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)  # Başla
    go_live, *more = fields.LETTER
    pages = (
        (*fields.MUNICIPALITY, *fields.CONTACT),
        (go_live, fields.EBYS, *more, *fields.SIGNATORY, *fields.LETTER_CONTACT),
    )
    driver.wait_until(lambda: wizard.page() == "Ne yapılacak", "step 1 to open")
    forward(wizard, keyboard, "Belediye")
    for rows, following in zip(pages, ("Yazı", "Proje sorumluları"), strict=True):
        for field in rows:
            text = model.NO_EBYS if field is fields.EBYS else model.value(case, field.path)
            if text and field.applies(case):
                answer(keyboard, field, text)
        forward(wizard, keyboard, following)

    keyboard.press(Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)  # Kişi ekle
    for person in case.officers:
        driver.wait_until(
            lambda: keyboard.focused_name() == "Ad", "the new row to take what is typed"
        )
        for field in row_fields.PERSON:
            assert keyboard.focused_name() == field.label
            keyboard.type(getattr(person, field.path))
            keyboard.press(Qt.Key.Key_Tab)  # begins another row after the last cell
    driver.wait_until(lambda: keyboard.focused_name() == "Ad", "another row")
    keyboard.press(Qt.Key.Key_Escape)
    assert len(wizard.rows()) == len(case.officers)
    for title in ("Başkanlık oluru", "E-imza", "KEP"):
        forward(wizard, keyboard, title)

    answer(keyboard, fields.BY_PATH["kep.user_tckn"], case.kep.user_tckn)
    for label, secret in demo.SECRETS.items():
        keyboard.tab_to(label)
        keyboard.type(secret)
        keyboard.press(Qt.Key.Key_Return)
        driver.wait_until(
            partial(driver.has_button, wizard.window, f"{label}: Kaldır"), "the keyring"
        )
    forward(wizard, keyboard, "Metin ve logo")
    forward(wizard, keyboard, "Kontrol")

    # The envelopes' address is in the settings, and optional; the example's day may be past.
    driver.wait_until(
        lambda: all(
            "Kurumun posta adresi" in text or "geçiş günü" in text for text in wizard.problems()
        ),
        "nothing else to be wrong",
    )
    forward(wizard, keyboard, "Belgeler")
    driver.wait_until(lambda: wizard.button("PDF kaydet…").isEnabled(), "the documents")
    keyboard.tab_to("PDF kaydet…")
    keyboard.press(Qt.Key.Key_Return)
    keyboard.wait_for_dialog(wizard.window)
    keyboard.type(str(folder))
    keyboard.press(Qt.Key.Key_Return)
    driver.wait_until(lambda: wizard.says("10 belge kaydedildi"), "the files")

    with pdfplumber.open(folder / "talep-yazisi.pdf") as pdf:
        letter = pdf.pages[0].extract_text()
    assert "ÖRNEKKÖY BELEDİYE BAŞKANLIĞI" in letter
    assert "15 Aralık 2026" in letter
    with pdfplumber.open(folder / "personel-tablosu.pdf") as pdf:
        table = pdf.pages[0].extract_text()
    for person in case.officers:
        assert person.tckn in table
    with pdfplumber.open(folder / "kep-formu.pdf") as pdf:
        form = pdf.pages[0].extract_text()
    assert case.kep_address in form
    for secret in demo.SECRETS.values():
        assert secret not in form
    wizard.step_one("KEP")
    demo.forget_secrets(wizard.window)


def test_nobody_is_trapped_by_tab(wizard: Wizard) -> None:
    keyboard = Keyboard()
    own = ("Başkanlık oluru", "E-imza")
    for title in ("Belediye", "Yazı", "Proje sorumluları", *own, "KEP", "Metin ve logo"):
        wizard.step_one(title)
        keyboard.tab_to("Devam")
        keyboard.press(Qt.Key.Key_Tab)
        keyboard.tab_to("Geri")
    assert not [each for each in wizard.window.findChildren(QMessageBox) if each.isVisible()]


def test_enter_goes_from_field_to_field_and_at_last_to_devam(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("DETSİS numarası", "123")
    keyboard = Keyboard()
    wizard.field("Kurumsal e-posta").setFocus()
    for name in ("KEP adresi", "Web adresi", "Devam"):
        keyboard.press(Qt.Key.Key_Return)
        assert keyboard.focused_name() == name
    keyboard.press(Qt.Key.Key_Return)
    driver.wait_until(lambda: wizard.page() == "Yazı", "the next page")


def test_enter_passes_by_a_date_without_giving_one(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    keyboard = Keyboard()
    keyboard.tab_to("Yazının tarihi")
    keyboard.press(Qt.Key.Key_Return)
    assert keyboard.focused_name() == "İvedilik"
    assert wizard.shows("Yazının tarihi") == ""


def test_no_two_keys_of_a_page_are_the_same(wizard: Wizard) -> None:
    own = ("Başkanlık oluru", "E-imza", "KEP", "Metin ve logo", "Belgeler")
    for title in ("Belediye", "Yazı", "Proje sorumluları", *own):
        wizard.step_one(title)
        keys = [
            each.shortcut().toString()
            for each in driver.visible_widgets(wizard.window, QPushButton)
            if not each.shortcut().isEmpty()
        ]
        assert len(keys) == len(set(keys)), title


def test_the_cursor_waits_where_the_officer_goes_on(wizard: Wizard, open_wizard: Open) -> None:
    assert Keyboard().focused_name() == "Başla"
    wizard.step_one("KEP")
    wizard.close()
    open_wizard()
    assert Keyboard().focused_name() == "Bağlanacak KEP adresi"
