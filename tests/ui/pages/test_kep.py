"""KEP secrets in the window: typed as dots, kept in the real keyring, never shown again."""

import threading
from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtGui import QAccessible, QAccessibleTextInterface, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ebel_wizard.demo import driver
from ebel_wizard.ui.widgets.help_panel import HelpPanel
from ebel_wizard.ui.widgets.secret_line import PaintedSecret
from ebel_wizard.vault import Secret, State
from tests.limits import HANG
from tests.ui.conftest import Open
from tests.ui.wizard import Wizard

STORED = "Bu bilgisayarda tutuluyor."
NOT_STORED = "Henüz yazılmadı."
DOTS = "●" * len("Gizli-1")
TEXTS = (
    QAccessible.Text.Name,
    QAccessible.Text.Value,
    QAccessible.Text.Description,
    QAccessible.Text.Help,
)


@pytest.fixture
def kep(wizard: Wizard) -> Iterator[Wizard]:
    """The KEP page; the keyring is left as it was found."""
    wizard.step_one("KEP")
    driver.wait_until(lambda: wizard.says(NOT_STORED), "the keyring to answer")
    yield wizard
    if wizard.window.isVisible() and driver.has_button(wizard.window, "KEP parolası: Kaldır"):
        wizard.press("KEP parolası: Kaldır")
        driver.wait_until(lambda: not wizard.says(STORED), "the secret to be gone")


def store(wizard: Wizard, text: str) -> None:
    wizard.answer("KEP parolası", text)
    name = "KEP parolası: Bu bilgisayarda tut"
    wizard.press(name if driver.has_button(wizard.window, name) else "KEP parolası: Değiştir")
    driver.wait_until(lambda: wizard.field("KEP parolası").text() == "", "the keyring to take it")


def test_a_secret_is_typed_as_dots_and_shown_only_on_request(kep: Wizard) -> None:
    kep.type_into("KEP parolası", "Gizli-1")
    line = kep.field("KEP parolası")
    assert line.displayText() == DOTS
    assert not list(driver.visible_widgets(kep.window, PaintedSecret))
    kep.press("KEP parolası: Göster")
    (shown,) = driver.visible_widgets(kep.window, PaintedSecret)
    before = shown.grab().toImage()
    driver.type_text(line, "x")
    assert shown.grab().toImage() != before
    assert line.displayText() == DOTS + "●"
    kep.press("KEP parolası: Gizle")
    assert not list(driver.visible_widgets(kep.window, PaintedSecret))
    line.clear()


def test_a_secret_typed_and_not_kept_is_said_beside_its_field_and_led_to(kep: Wizard) -> None:
    kep.window.resize(1366, 768)
    kep.type_into("KEP parolası", "Uydurma-1")
    assert not kep.says("henüz tutulmuyor")
    kep.field("Bağlanacak KEP adresi").setFocus()
    driver.process_events()
    assert kep.says("“KEP parolası” yazıldı ama henüz tutulmuyor")
    kep.follow("1 uyarı var")
    assert kep.focused() == "KEP parolası"
    kep.field("KEP parolası").clear()


def test_the_help_tells_the_parola_from_the_sifre(kep: Wizard) -> None:
    kep.window.resize(1366, 768)
    driver.activate(kep.window)
    for label in ("KEP parolası", "KEP şifresi"):
        kep.field(label).setFocus()
        driver.process_events()
        panel = next(driver.visible_widgets(kep.window, HelpPanel))
        assert panel.accessibleName() == f"Yardım: {label}"


@pytest.mark.parametrize("shown", [False, True])
def test_a_secret_is_in_no_text_that_other_programs_reach(kep: Wizard, shown: bool) -> None:
    kep.type_into("KEP parolası", "Uydurma-1")
    if shown:
        kep.press("KEP parolası: Göster")
    line = kep.field("KEP parolası")
    line.setFocus()
    line.selectAll()
    driver.process_events()
    for keys in (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut):
        QTest.keySequence(line, QKeySequence(keys))
        assert "Uydurma" not in QGuiApplication.clipboard().text()
    driver.type_text(line, "Uydurma-1")
    for each in (kep.window, *kep.window.findChildren(QWidget)):
        found = QAccessible.queryAccessibleInterface(each)
        said = [found.text(kind) for kind in TEXTS]
        inner = cast("QAccessibleTextInterface | None", found.textInterface())
        said += [inner.text(0, inner.characterCount())] if inner is not None else []
        said += [each.toolTip(), each.statusTip(), each.whatsThis(), each.windowTitle()]
        assert not [text for text in said if "Uydurma" in text], each
    line.clear()


def test_a_secret_is_taken_back_by_no_key_and_takes_no_answer_back(kep: Wizard) -> None:
    kep.answer("Bağlanacak KEP adresi", "ornek@hs01.kep.tr")
    kep.type_into("KEP parolası", "Uydurma-1")
    QTest.keySequence(kep.field("KEP parolası"), QKeySequence(QKeySequence.StandardKey.Undo))
    assert kep.field("KEP parolası").text() == "Uydurma-1"
    assert kep.shows("Bağlanacak KEP adresi") == "ornek@hs01.kep.tr"
    kep.field("KEP parolası").clear()


def test_a_stored_secret_is_said_to_be_stored_and_never_comes_back(kep: Wizard) -> None:
    store(kep, "Gizli-Şifre-1")
    driver.wait_until(lambda: kep.says(STORED), "the state to be told")
    assert kep.field("KEP parolası").text() == ""
    assert not driver.has_button(kep.window, "KEP parolası: Göster")


def test_a_stored_secret_does_not_come_back_with_undo(kep: Wizard) -> None:
    store(kep, "Gizli-Parola-1")
    line = kep.field("KEP parolası")
    line.setFocus()
    driver.type_text(line, "x")
    for _ in range(5):
        line.undo()
    assert line.text() == ""


def test_closing_does_not_wait_for_a_keyring_that_waits(
    kep: Wizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlocked, answered = threading.Event(), threading.Event()

    def waits(_: Secret) -> State:
        unlocked.wait(HANG)
        answered.set()
        return State.EMPTY

    monkeypatch.setattr(kep.window.session.vault, "state", waits)
    kep.step_one("Yazı")
    kep.step_one("KEP")
    kep.close()
    assert not answered.is_set()
    unlocked.set()


def test_a_stored_secret_is_still_stored_tomorrow(kep: Wizard, open_wizard: Open) -> None:
    store(kep, "Gizli-Şifre-2")
    kep.close()
    again = open_wizard()
    driver.wait_until(lambda: again.says(STORED), "the state to be told")
    again.press("KEP parolası: Kaldır")
    driver.wait_until(lambda: not again.says(STORED), "the secret to be gone")


def test_a_secret_is_replaced_and_removed(kep: Wizard) -> None:
    store(kep, "Birinci")
    store(kep, "İkinci")
    driver.wait_until(lambda: kep.says(STORED), "the state to be told")
    kep.press("KEP parolası: Kaldır")
    driver.wait_until(lambda: not kep.says(STORED), "the secret to be gone")
    assert kep.labels().count(NOT_STORED) == 2


def test_a_secret_that_was_typed_and_not_stored_is_said_so(kep: Wizard) -> None:
    kep.answer("KEP parolası", "Unutulan")
    assert any("yazıldı ama henüz tutulmuyor" in text for text in kep.problems())
    kep.step_one("Yazı")
    kep.step_one("KEP")
    assert kep.field("KEP parolası").text() == "Unutulan"
    kep.field("KEP parolası").clear()


def test_a_secret_too_long_for_some_keyrings_is_refused_in_words(kep: Wizard) -> None:
    line = kep.field("KEP parolası")
    line.setText("x" * 1281)
    line.textEdited.emit(line.text())
    kep.press("KEP parolası: Bu bilgisayarda tut")
    driver.wait_until(lambda: kep.says("En çok 1.280 karakter"), "the refusal")
    assert line.text() == "x" * 1281
    line.clear()


def test_undo_does_not_know_secrets(kep: Wizard) -> None:
    store(kep, "Geri-Alınmaz")
    assert not kep.can("Geri al")


def test_the_kep_letter_is_asked_for_only_when_there_is_one(kep: Wizard) -> None:
    assert kep.asks("KEP yazısının kayıt numarası")
    kep.answer("KEP bilgilerinin gönderilişi", "Yazı ve bütün ekleri tek GİZLİ paket")
    assert not kep.asks("KEP yazısının kayıt numarası")


def test_hizmete_ozel_warns_that_the_guide_wants_gizli(kep: Wizard) -> None:
    kep.answer("KEP bilgilerinin gönderilişi", "Yazı ve bütün ekleri HİZMETE ÖZEL")
    assert any("GİZLİ gönderilmesini ister" in text for text in kep.problems())
