"""A case goes from one officer to another in one file, and comes over whole or not at all."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QFileDialog, QLineEdit, QMessageBox

from ebel_wizard import crypto, settings
from ebel_wizard.demo import driver
from ebel_wizard.exchange import handover
from ebel_wizard.vault import Secret, State
from tests.exchange.handovers import CASE, QUICK, SAMPLE, make_file
from tests.limits import HANG
from tests.platforms import is_owners_alone
from tests.store.test_faults import may_mount
from tests.ui.conftest import Open, opened_in
from tests.ui.ui_actions import (
    FOLLOW_UP,
    add_file,
    hand_over,
    look_over,
    open_handover,
    take_over,
    wait_taken_over,
)
from tests.ui.wizard import Keyboard, Wizard

PASSWORD = "Uydurma parola 1"
IPEK = ("İpek", "Gündoğdu", "10000010046", "(0 500) 111 22 33", "Şef", "Yazı İşleri")
KEP = (Secret.PAROLA, Secret.SIFRE)
SCAN = b"%PDF-1.7 uydurma tarama"
SECRETS = {"KEP parolası": "çok-gizli-1", "KEP şifresi": "çok-gizli-2"}
NAME = "Örnekköy Belediye Başkanlığı"

GoElsewhere = Callable[[str], None]


@pytest.fixture
def go_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GoElsewhere:
    """Sits down at another workstation: what is opened next has nothing of this one's."""
    return lambda name: monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path / name))


def answered(wizard: Wizard, tmp_path: Path) -> None:
    """A case with an answer, a person, a kept file and the helpdesk's address."""
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", NAME)
    wizard.step_one("Proje sorumluları")
    wizard.press("Kişi ekle")
    wizard.fill_row(0, *IPEK)
    wizard.step_one(FOLLOW_UP)
    scan = tmp_path / "imzalı yazı.pdf"
    scan.write_bytes(SCAN)
    add_file(wizard, scan)
    driver.wait_until(lambda: wizard.asks("Dosyanın adı"), "the file")
    wizard.go("Ayarlar")
    wizard.answer("Yardım masasının e-postası", "yardim@ornek.gov.tr")


@pytest.fixture(scope="module")
def given_away(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What the first officer gave away; its key costs next to nothing."""
    own = tmp_path_factory.mktemp("ilk")
    with opened_in(own / "ev", qapp) as first, pytest.MonkeyPatch.context() as patch:
        patch.setattr(crypto.Argon2Params, "new", lambda: QUICK)
        answered(first, own)
        return hand_over(first, own / "devir.ebel", PASSWORD).read_bytes()


@pytest.fixture
def file(given_away: bytes, tmp_path: Path, go_to: GoElsewhere) -> Path:
    """What the first officer gave away; the next window is another officer's."""
    made = tmp_path / "devir.ebel"
    made.write_bytes(given_away)
    go_to("öbürü")
    return made


@pytest.fixture
def slow_file(tmp_path: Path) -> Path:
    """A file whose key takes as long as any; something can happen while it is opened."""
    made = tmp_path / "devir.ebel"
    made.write_bytes(make_file(CASE, PASSWORD, crypto.Argon2Params.new()))
    return made


def backups(wizard: Wizard) -> int:
    folder = settings.data_dir() / "yedekler"
    return len(list(folder.iterdir())) if folder.exists() else 0


def test_another_officer_goes_on_where_the_first_left_off(file: Path, open_wizard: Open) -> None:
    second = open_wizard()
    question = look_over(second, file, PASSWORD, "Başka bilgisayardan devral…")
    told = question.informativeText()
    for line in (
        "Belediye bilgileri: 1 cevap değişecek",
        "Personel: 1 kişi gelecek",
        "Proje sorumluları: 1 kişi gelecek",
        "Dosyalar: 1 dosya gelecek",
    ):
        assert line in told
    assert "geri gelecek" not in told
    assert IPEK[2] not in told
    assert driver.find_by_name(question, QCheckBox, SETTINGS_TOO).isChecked(), (
        "nothing of its own here"
    )
    driver.click(question, "Devral")
    wait_taken_over(second)
    said = f"Dosya devralındı: {NAME}. “Geri al” ile vazgeçebilirsiniz."
    assert second.told() == said
    assert second.says("Görev listesi")
    second.go("Ayarlar")
    assert second.shows("Yardım masasının e-postası") == "yardim@ornek.gov.tr"
    second.close()

    again = open_wizard()
    again.step_one("Belediye")
    assert again.shows("Resmî ad") == NAME
    again.step_one("Proje sorumluları")
    assert again.rows()[0][:3] == list(IPEK[:3])
    again.step_one(FOLLOW_UP)
    assert again.shows("Dosyanın adı") == "imzalı yazı.pdf"
    kept = [each for each in (settings.data_dir() / "files").iterdir() if each.is_file()]
    assert [each.read_bytes() for each in kept] == [SCAN]


def encrypted(wizard: Wizard) -> Wizard:
    encryption = wizard.window.session.encryption
    encryption.turn_on(
        crypto.new_master_key(), "", lambda: None, pytest.fail, receiver=wizard.window
    )
    driver.wait_until(lambda: encryption.is_on, "the workspace to be encrypted")
    return wizard


def test_between_encrypted_workspaces_nothing_lies_open(
    open_wizard: Open, tmp_path: Path, go_to: GoElsewhere
) -> None:
    first = encrypted(open_wizard())
    answered(first, tmp_path)
    file = hand_over(first, tmp_path / "devir.ebel", PASSWORD)
    first.close()
    go_to("öbürü")
    second = encrypted(open_wizard())
    question = look_over(second, file, PASSWORD, "Başka bilgisayardan devral…")
    driver.click(question, "Devral")
    wait_taken_over(second)
    second.step_one(FOLLOW_UP)
    assert second.shows("Dosyanın adı") == "imzalı yazı.pdf"
    session = second.window.session
    (row,) = session.answers.file_ids("talep-yazisi")
    assert session.files.read(session.answers.file(row).digest) == SCAN
    for wizard in (first, second):
        wizard.close()
        wizard.window.session.vault.remove(Secret.MASTER_KEY)
    left = {each: each.read_bytes() for each in tmp_path.rglob("data/**/*") if each.is_file()}
    assert {each.suffix for each in left} >= {".db", ".sifreli"}
    said = (IPEK[1].encode(), SCAN)
    assert [each.name for each, data in left.items() if any(text in data for text in said)] == []


SETTINGS_TOO = "Yazının gittiği yer ve yardım masası bilgileri de alınsın"


def test_taking_over_is_asked_backed_up_and_undone(file: Path, open_wizard: Open) -> None:
    second = open_wizard()
    second.step_one("Belediye")
    second.answer("Resmî ad", "Beyköy Belediye Başkanlığı")
    second.go("Ayarlar")
    second.answer("Yardım masasının e-postası", "bizim@ornek.gov.tr")
    driver.click(look_over(second, file, PASSWORD), "Vazgeç")
    second.step_one("Belediye")
    assert second.shows("Resmî ad") == "Beyköy Belediye Başkanlığı"
    second.go("Ayarlar")
    question = look_over(second, file, PASSWORD)
    assert not driver.find_by_name(question, QCheckBox, SETTINGS_TOO).isChecked(), "it has its own"
    before = backups(second)
    driver.click(question, "Devral")
    driver.wait_until(lambda: second.says("Dosya devralındı"), "the case to be taken over")
    second.wait_saved()
    assert backups(second) == before + 1
    assert second.shows("Yardım masasının e-postası") == "bizim@ornek.gov.tr"
    second.step_one("Belediye")
    assert second.shows("Resmî ad") == NAME
    second.press("Geri al")
    assert second.shows("Resmî ad") == "Beyköy Belediye Başkanlığı"
    second.step_one("Proje sorumluları")
    assert second.rows() == []
    second.press("Yinele")
    assert second.rows()[0][0] == "İpek"


def test_a_file_given_away_is_told_until_the_page_is_left(wizard: Wizard, tmp_path: Path) -> None:
    wizard.go("Ayarlar")
    hand_over(wizard, tmp_path / "devir.ebel", PASSWORD)
    wizard.go("Görev listesi")
    wizard.go("Ayarlar")
    assert not wizard.says("Devir dosyası kaydedildi")


def test_a_wrong_password_can_be_typed_again(file: Path, open_wizard: Open) -> None:
    second = open_wizard()
    second.go("Ayarlar")
    dialog = open_handover(second, file)
    line = driver.find_by_name(dialog, QLineEdit, "Dosyanın parolası")
    assert line.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert driver.shows_text(dialog, "Parolayı yazın.")
    driver.replace_text(line, PASSWORD.lower())
    driver.click(dialog, "Aç")
    driver.wait_until(
        lambda: driver.shows_text(dialog, "Parola yanlış ya da dosya bozulmuş"), "the refusal"
    )
    driver.replace_text(line, PASSWORD)
    driver.click(dialog, "Aç")
    driver.wait_until(lambda: second.opens(QMessageBox), "the question")
    driver.click(second.dialog(QMessageBox), "Vazgeç")


def test_leaving_the_password_while_the_file_is_read_changes_nothing(
    slow_file: Path, wizard: Wizard
) -> None:
    wizard.go("Ayarlar")
    dialog = open_handover(wizard, slow_file)
    driver.answer(dialog, "Dosyanın parolası", PASSWORD)
    driver.click(dialog, "Aç")
    driver.click(dialog, "Vazgeç")
    wizard.go("Görev listesi")
    wizard.go("Ayarlar")
    driver.click(look_over(wizard, slow_file, PASSWORD), "Vazgeç")
    wizard.step_one("Belediye")
    assert wizard.shows("Resmî ad") == ""


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7", "programın devir dosyası değil"),
        (SAMPLE.read_bytes()[:8] + b"\x00\x09" + bytes(99), "daha yeni sürümüyle"),
    ],
)
def test_what_cannot_be_taken_over_is_said_before_a_password_is_asked(
    wizard: Wizard, tmp_path: Path, data: bytes, words: str
) -> None:
    path = tmp_path / "a.ebel"
    path.write_bytes(data)
    wizard.go("Ayarlar")
    wizard.press("Dosya devral…")
    dialog = wizard.dialog(QFileDialog)
    driver.replace_text(next(driver.visible_widgets(dialog, QLineEdit)), str(path))
    driver.click(dialog, "Seç")
    driver.wait_until(lambda: wizard.says(words), "the reason")
    assert not wizard.opens(QDialog)


def test_a_file_that_is_taken_away_before_the_answer_changes_nothing(
    file: Path, open_wizard: Open
) -> None:
    second = open_wizard()
    second.go("Ayarlar")
    question = look_over(second, file, PASSWORD)
    file.unlink()
    driver.click(question, "Devral")
    driver.wait_until(lambda: second.says("Dosya okunamadı"), "the reason")
    second.step_one("Belediye")
    assert second.shows("Resmî ad") == ""


def test_the_same_case_is_not_taken_over_twice(file: Path, open_wizard: Open) -> None:
    second = open_wizard()
    take_over(second, file, PASSWORD, "Başka bilgisayardan devral…")
    second.go("Ayarlar")
    dialog = open_handover(second, file)
    driver.answer(dialog, "Dosyanın parolası", PASSWORD)
    driver.click(dialog, "Aç")
    driver.wait_until(lambda: second.says("şimdikilerin aynısı"), "that nothing differs")


def test_the_proposed_name_tells_nothing_and_the_file_is_its_owners(
    wizard: Wizard, tmp_path: Path
) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", NAME)
    wizard.go("Ayarlar")
    wizard.press("Dosyayı devret…")
    dialog = wizard.dialog(QDialog)
    assert any("unutursanız dosya bir daha açılamaz" in text for text in wizard.texts_in(dialog))
    for label in ("Dosya parolası", "Parola, bir kez daha"):
        driver.answer(dialog, label, "kısa")
    driver.click(dialog, "Devam")
    assert any("en az 8 karakter" in text for text in wizard.texts_in(dialog))
    for label in ("Dosya parolası", "Parola, bir kez daha"):
        driver.answer(dialog, label, PASSWORD)
    driver.click(dialog, "Devam")
    place = wizard.dialog(QFileDialog)
    (proposed,) = place.selectedFiles()
    today = wizard.window.session.today()
    assert Path(proposed).name == f"devir-{today.isoformat()}.ebel"
    driver.replace_text(next(driver.visible_widgets(place, QLineEdit)), str(tmp_path / "x.ebel"))
    driver.click(place, "Kaydet")
    driver.wait_until(lambda: wizard.says("Devir dosyası kaydedildi"), "the file")
    assert is_owners_alone(tmp_path / "x.ebel")
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["x.ebel"]


def ask_place(wizard: Wizard, path: Path) -> QFileDialog:
    """Give the case away up to the dialog that saves it, with the path typed in."""
    wizard.go("Ayarlar")
    wizard.press("Dosyayı devret…")
    dialog = wizard.dialog(QDialog)
    for label in ("Dosya parolası", "Parola, bir kez daha"):
        driver.answer(dialog, label, PASSWORD)
    driver.click(dialog, "Devam")
    place = wizard.dialog(QFileDialog)
    driver.replace_text(next(driver.visible_widgets(place, QLineEdit)), str(path))
    return place


def test_giving_away_can_be_stopped(wizard: Wizard, tmp_path: Path) -> None:
    driver.click(ask_place(wizard, tmp_path / "devir.ebel"), "Kaydet")
    driver.click(wizard.window, "Durdur")
    driver.wait_until(lambda: wizard.says("Vazgeçildi."), "the end")
    assert [each for each in tmp_path.iterdir() if each.is_file()] == []
    assert not driver.has_button(wizard.window, "Durdur")


def test_taking_over_can_be_stopped(slow_file: Path, wizard: Wizard) -> None:
    wizard.go("Ayarlar")
    driver.click(look_over(wizard, slow_file, PASSWORD), "Devral")
    driver.click(wizard.window, "Durdur")
    driver.wait_until(lambda: wizard.says("Vazgeçildi."), "the end")
    wizard.step_one("Belediye")
    assert wizard.shows("Resmî ad") == ""


def test_a_place_that_cannot_be_written_is_told_and_left_alone(
    wizard: Wizard, tmp_path: Path
) -> None:
    long = tmp_path / f"{'ş' * 200}.ebel"  # too long a name in bytes
    driver.click(ask_place(wizard, long), "Kaydet")
    driver.wait_until(lambda: wizard.says("Dosya yazılamadı"), "the refusal")
    assert [each for each in tmp_path.iterdir() if each.is_file()] == []


def test_a_kept_file_that_is_lost_keeps_the_rest_not_back(
    open_wizard: Open, tmp_path: Path, go_to: GoElsewhere
) -> None:
    first = open_wizard()
    answered(first, tmp_path)
    (kept,) = (each for each in (settings.data_dir() / "files").iterdir() if each.is_file())
    kept.write_bytes(b"bozuk")
    made = hand_over(first, tmp_path / "devir.ebel", PASSWORD)
    assert first.says("Saklanan 1 dosya okunamadığı için içinde yok.")
    first.close()
    go_to("öbürü")
    second = open_wizard()
    take_over(second, made, PASSWORD, "Başka bilgisayardan devral…")
    second.step_one(FOLLOW_UP)
    assert second.shows("Dosyanın adı") == "imzalı yazı.pdf"
    second.press("Aç")
    driver.wait_until(lambda: second.says("bulunamadı ya da bozulmuş"), "that it is lost")


@pytest.fixture
def with_secrets(wizard: Wizard) -> Iterator[Wizard]:
    """A case whose KEP parola and şifre are kept; none is kept afterwards."""
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", NAME)
    wizard.step_one("KEP")
    for label, text in SECRETS.items():
        wizard.answer(label, text)
        wizard.press(f"{label}: Bu bilgisayarda tut")
        driver.wait_until(lambda: driver.has_button(wizard.window, f"{label}: Kaldır"), label)  # noqa: B023
    yield wizard
    for secret in KEP:
        wizard.window.session.vault.remove(secret)


@pytest.mark.parametrize("asked", [False, True])
def test_secrets_go_along_when_asked_and_only_then(
    with_secrets: Wizard, open_wizard: Open, tmp_path: Path, go_to: GoElsewhere, asked: bool
) -> None:
    with_secrets.go("Ayarlar")
    made = hand_over(with_secrets, tmp_path / "devir.ebel", PASSWORD, secrets=asked)
    got = handover.read(made, PASSWORD)
    assert list(got.secrets.values()) == list(SECRETS.values()) * asked
    go_to("öbürü")
    second = open_wizard()
    vault = second.window.session.vault
    question = look_over(second, made, PASSWORD, "Başka bilgisayardan devral…")
    assert ("KEP parola ve şifresi de var" in question.informativeText()) is asked
    driver.click(question, "Devral")
    wait_taken_over(second)
    wanted = {State.STORED} if asked else {State.EMPTY}
    driver.wait_until(lambda: {vault.state(each) for each in KEP} == wanted, "the secrets")
    assert [vault.read(each) for each in KEP] == [
        text if asked else None for text in SECRETS.values()
    ]
    for secret in KEP:
        vault.remove(secret)


def test_secrets_that_are_not_kept_cannot_go_along(wizard: Wizard) -> None:
    wizard.go("Ayarlar")
    wizard.press("Dosyayı devret…")
    dialog = wizard.dialog(QDialog)
    for label in ("Dosya parolası", "Parola, bir kez daha"):
        driver.answer(dialog, label, PASSWORD)
    box = driver.find_by_name(dialog, QCheckBox, "KEP parola ve şifresi de gitsin")
    assert not box.isChecked(), "secrets stay behind unless somebody wants otherwise"
    box.click()
    driver.click(dialog, "Devam")
    driver.wait_until(lambda: wizard.says("tutulmuyor ya da parola kasası kilitli"), "the reason")


def test_handing_over_is_found_by_searching(wizard: Wizard) -> None:
    driver.activate(wizard.window)
    keys = Keyboard()
    keys.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    keys.type("devral")
    keys.press(Qt.Key.Key_Return)
    driver.process_events()
    assert wizard.button("Dosyayı devret…").hasFocus()


def test_the_first_start_alone_offers_to_take_over(wizard: Wizard) -> None:
    assert driver.has_button(wizard.window, "Başka bilgisayardan devral…")
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", NAME)
    wizard.go("Görev listesi")
    assert not driver.has_button(wizard.window, "Başka bilgisayardan devral…")


@pytest.mark.skipif(not may_mount(), reason="no small disk can be mounted here")
def test_what_a_full_disk_refuses_is_saved_elsewhere_and_goes_on_there(
    tmp_path: Path, open_wizard: Open
) -> None:
    small, made = tmp_path / "küçük", tmp_path / "devir.ebel"
    small.mkdir()
    done = subprocess.run(
        [
            *("unshare", "-rm", "sh", "-c"),
            (
                'mount -t tmpfs -o size=1m none "$1" '
                '&& exec "$2" -m tests.ui.scenarios.full_disk_scenario "$3" "$4"'
            ),
            *("sh", small, sys.executable, made, PASSWORD),
        ],
        env={**os.environ, settings.HOME_VARIABLE: str(small / "ev")},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
    )
    assert done.returncode == 0, done.stderr
    second = open_wizard()
    take_over(second, made, PASSWORD, "Başka bilgisayardan devral…")
    second.step_one("Belediye")
    assert second.shows("DETSİS numarası") == "12345678"
    assert second.shows("Resmî ad") == NAME
    assert second.shows("Adres") == "Cumhuriyet Mahallesi"
