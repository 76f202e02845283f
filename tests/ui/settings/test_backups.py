"""Backups as the officer meets them: listed, looked at before going back, offered when needed."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox

from ebel_wizard import demo, settings
from ebel_wizard.demo import driver
from ebel_wizard.store import backups as store
from ebel_wizard.store.backups import FOLDER_NAME
from ebel_wizard.store.restore import read_backup
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.ui.settings.backup_list import KEPT
from ebel_wizard.ui.startup import opener, opening
from tests.ui.conftest import Open, Resume
from tests.ui.ui_actions import ask_to_go_back, backups
from tests.ui.wizard import Wizard

ROOT = Path(__file__).parents[3]
IPEK = ("İpek", "Gündoğdu", "10000010046", "5001112233", "Şef", "Yazı İşleri")


def answer_and_add(first: Wizard) -> None:
    first.step_one("Belediye")
    first.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    first.step_one("Proje sorumluları")
    first.press("Kişi ekle")
    first.fill_row(0, *IPEK)


@pytest.fixture
def backed_up(resume: Resume) -> Wizard:
    """A window on a case that was backed up when it was opened: one answer and one person."""
    return resume(answer_and_add)


def test_a_new_case_has_no_backup_and_says_so(wizard: Wizard) -> None:
    assert backups(wizard) == ["Henüz yedek yok."]
    assert not wizard.button("Geri yükle…").isEnabled()
    assert wizard.button("Geri yükle…").toolTip()


def test_opening_the_window_backs_up_what_changed_since(
    backed_up: Wizard, open_wizard: Open
) -> None:
    (line,) = backups(backed_up)
    assert line.endswith("· program açılırken")
    backed_up.close()
    again = open_wizard()
    assert backups(again) == [line], "nothing changed, and there is another backup"


def test_going_back_is_told_first_and_can_be_undone(backed_up: Wizard) -> None:
    backed_up.step_one("Belediye")
    backed_up.answer("Resmî ad", "Yanlış Belediye")
    backed_up.step_one("Proje sorumluları")
    backed_up.select_row(0)
    backed_up.press("Çıkar")
    question = ask_to_go_back(backed_up, 0)
    told = question.informativeText()
    assert "Belediye bilgileri: 1 cevap değişecek" in told
    assert "Proje sorumluları: 1 kişi geri gelecek" in told
    assert "10000010046" not in told
    driver.click(question, "Vazgeç")
    backed_up.step_one("Belediye")
    assert backed_up.shows("Resmî ad") == "Yanlış Belediye"
    driver.click(ask_to_go_back(backed_up, 0), "Geri yükle")
    backed_up.wait_saved()
    driver.wait_until(lambda: len(backups(backed_up)) == 2, "the backup of what there was")
    assert backups(backed_up)[0].endswith("· yedek geri yüklenmeden önce")
    backed_up.step_one("Belediye")
    assert backed_up.shows("Resmî ad") == "Örnekköy Belediye Başkanlığı"
    backed_up.step_one("Proje sorumluları")
    assert backed_up.rows()[0][:2] == list(IPEK[:2])
    backed_up.press("Geri al")
    backed_up.step_one("Belediye")
    assert backed_up.shows("Resmî ad") == "Yanlış Belediye"


def test_a_restored_backup_is_told_only_while_it_is_news(backed_up: Wizard) -> None:
    for leave in ("Geri al", "Görev listesi"):
        backed_up.step_one("Belediye")
        backed_up.answer("Resmî ad", "Yanlış Belediye")
        oldest = len(backups(backed_up)) - 1
        driver.click(ask_to_go_back(backed_up, oldest), "Geri yükle")
        driver.wait_until(lambda: backed_up.says("Yedek geri yüklendi"), "that it is restored")
        if leave == "Geri al":
            backed_up.press(leave)
        else:
            backed_up.go(leave)
            backed_up.go("Ayarlar")
        assert not any(text.startswith("Yedek geri yüklendi") for text in backed_up.labels())


def test_what_was_gone_back_to_is_there_tomorrow(backed_up: Wizard, open_wizard: Open) -> None:
    backed_up.step_one("Belediye")
    backed_up.answer("Resmî ad", "Yanlış Belediye")
    driver.click(ask_to_go_back(backed_up, 0), "Geri yükle")
    backed_up.close()
    again = open_wizard()
    again.step_one("Belediye")
    assert again.shows("Resmî ad") == "Örnekköy Belediye Başkanlığı"


def test_a_backup_with_the_same_answers_asks_nothing(backed_up: Wizard) -> None:
    backups(backed_up)
    backed_up.press("Geri yükle…")
    driver.wait_until(lambda: backed_up.says("şimdikilerin aynısı"), "that nothing differs")


def test_a_backup_that_cannot_be_read_is_said(backed_up: Wizard) -> None:
    backups(backed_up)
    (file,) = (settings.data_dir() / FOLDER_NAME).iterdir()
    file.write_bytes(b"bozuk" * 1000)
    backed_up.press("Geri yükle…")
    driver.wait_until(lambda: backed_up.says("Bu yedek okunamıyor."), "the reason")


def test_where_no_backup_can_be_made_the_settings_say_why(open_wizard: Open) -> None:
    first = open_wizard()
    first.step_one("Belediye")
    first.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    first.close()
    (settings.data_dir() / FOLDER_NAME).write_text("in the way", encoding="utf-8")
    again = open_wizard()
    driver.wait_until(lambda: "Yedek alınamadı." in again.told(), "that there is no backup")
    again.step_one("Belediye")
    again.answer("Resmî ad", "Beyköy Belediye Başkanlığı")
    again.wait_saved()
    again.go("Ayarlar")
    driver.wait_until(lambda: again.says("hesabınıza ait"), "what to mend")


def test_before_a_list_is_taken_comes_a_backup(wizard: Wizard, tmp_path: Path) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    rows = ["Adı\tSoyadı\tTCKN", "\t".join(IPEK[:3])]
    file = tmp_path / "personel.csv"
    file.write_text("\n".join(rows).replace("\t", ";"), encoding="utf-8")
    wizard.go("Personel ve birimler", "Personel")
    wizard.press("Excel’den al…")
    dialog = wizard.dialog(QFileDialog)
    driver.replace_text(next(driver.visible_widgets(dialog, QLineEdit)), str(file))
    driver.click(dialog, "Aç")
    driver.wait_until(lambda: driver.has_button(wizard.window, "1 kişiyi al"), "the list")
    wizard.press("1 kişiyi al")
    wizard.wait_saved()
    (line,) = backups(wizard)
    assert line.endswith("· liste alınmadan önce")
    told = ask_to_go_back(wizard, 0)
    assert "Personel: 1 kişi çıkacak" in told.informativeText()
    driver.click(told, "Vazgeç")


def test_pasted_officers_come_after_a_backup(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    wizard.step_one("Proje sorumluları")
    QGuiApplication.clipboard().setText("\t".join(IPEK))
    wizard.press("Yapıştır")
    wizard.wait_saved()
    (line,) = backups(wizard)
    assert line.endswith("· liste alınmadan önce")


def test_a_backup_is_made_when_it_is_asked_for(wizard: Wizard) -> None:
    backups(wizard)
    wizard.press("Şimdi yedekle")
    driver.wait_until(lambda: wizard.says("Henüz yedeklenecek bir cevap yok."), "the result")
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    wizard.go("Ayarlar")
    wizard.press("Şimdi yedekle")
    driver.wait_until(lambda: wizard.says("Cevaplarınız yedeklendi."), "the result")
    (line,) = backups(wizard)
    moment, _, why = line.partition(" · ")
    assert why == "isteğinizle"
    assert wizard.says(f"Son yedek: {moment}")
    wizard.press("Şimdi yedekle")
    said = "Son yedekten beri hiçbir cevap değişmedi."
    driver.wait_until(lambda: wizard.says(said), "the result")
    assert backups(wizard) == [line]


def test_the_window_and_the_handbook_say_the_same_of_how_many_backups_are_kept(
    wizard: Wizard,
) -> None:
    wizard.go("Ayarlar")
    assert wizard.says(KEPT)
    assert KEPT in " ".join((ROOT / "docs" / "kilavuz.md").read_text(encoding="utf-8").split())


# A database that cannot be read


def started(folder: Path) -> opener.WorkspaceOpener:
    start = opener.WorkspaceOpener(folder)
    start.backup_offered.connect(
        lambda text, backup: opening.offer_backup(start, lambda: None, text, backup)
    )
    start.open()
    driver.wait_until(lambda: offers() or start.window, "the offer")
    return start


def offers() -> list[QMessageBox]:
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QMessageBox) and each.isVisible()
    ]


def test_a_damaged_case_offers_the_last_backup_and_opens_it(backed_up: Wizard) -> None:
    (line,) = backups(backed_up)
    moment = line.partition(" · ")[0]
    backed_up.close()
    file = settings.data_dir() / FILE_NAME
    file.write_bytes(b"bozuk" * 1000)
    start = started(settings.data_dir())
    (box,) = offers()
    assert "okunamıyor" in box.text()
    assert "eksik" in box.text()
    driver.click(box, f"Son yedeği aç ({moment})")
    driver.wait_until(lambda: start.window, "the window")
    window = start.window
    assert window is not None
    assert f"{moment} yedeği açıldı." in window.message()
    driver.activate(window)
    wizard = Wizard(window)
    wizard.step_one("Belediye")
    assert wizard.shows("Resmî ad") == "Örnekköy Belediye Başkanlığı"
    demo.close_window(window)
    window.deleteLater()
    (aside,) = settings.data_dir().glob("answers-okunamayan-*")
    assert aside.read_bytes() == b"bozuk" * 1000


def test_declining_the_offer_leaves_the_file_as_it_is(backed_up: Wizard) -> None:
    backed_up.close()
    file = settings.data_dir() / FILE_NAME
    file.write_bytes(b"bozuk" * 1000)
    before = sorted(settings.data_dir().iterdir())
    start = started(settings.data_dir())
    driver.click(offers()[0], "Kapat")
    driver.wait_until(lambda: not offers(), "the box to close")
    assert start.window is None
    assert file.read_bytes() == b"bozuk" * 1000
    assert sorted(settings.data_dir().iterdir()) == before


def test_while_another_window_is_open_no_backup_takes_its_place(backed_up: Wizard) -> None:
    backups(backed_up)
    folder = settings.data_dir()
    said: list[str] = []
    second = opener.WorkspaceOpener(folder)
    second.already_running.connect(lambda: said.append("the other window"))
    second.refused.connect(said.append)
    (backup,) = store.list_backups(folder / FOLDER_NAME)
    before = (folder / FILE_NAME).read_bytes()
    second.open_backup(backup)
    driver.wait_until(lambda: said, "the way to the other window")
    assert said == ["the other window"]
    assert (folder / FILE_NAME).read_bytes() == before


# The second place


def choose_place(wizard: Wizard, place: Path) -> None:
    wizard.go("Ayarlar")
    wizard.press("İkinci yedek yeri: Klasör seç…")
    dialog = wizard.dialog(QFileDialog)
    driver.replace_text(next(driver.visible_widgets(dialog, QLineEdit)), str(place))
    driver.click(dialog, "Bu klasörü seç")
    driver.wait_until(lambda: wizard.says(str(place)), "the place to be shown")


def copies(place: Path) -> list[Path]:
    return [file for file in place.rglob("*.db") if not file.name.startswith(".")]


def test_backups_are_copied_to_a_second_place_and_restored_from_there(
    backed_up: Wizard, open_wizard: Open, tmp_path: Path
) -> None:
    place = tmp_path / "bellek"
    place.mkdir()
    choose_place(backed_up, place)
    driver.wait_until(lambda: len(copies(place)) == 1, "the copy")
    backed_up.step_one("Belediye")
    backed_up.answer("Resmî ad", "Yanlış Belediye")
    backed_up.wait_saved()
    backed_up.go("Ayarlar")
    backed_up.press("Kopyadan geri yükle…")
    dialog = backed_up.dialog(QFileDialog)
    (copy,) = copies(place)
    driver.replace_text(next(driver.visible_widgets(dialog, QLineEdit)), str(copy))
    driver.click(dialog, "Seç")
    driver.wait_until(lambda: backed_up.opens(QMessageBox), "the question")
    question = backed_up.dialog(QMessageBox)
    driver.click(question, "Geri yükle")
    backed_up.step_one("Belediye")
    assert backed_up.shows("Resmî ad") == "Örnekköy Belediye Başkanlığı"


def test_a_new_second_place_has_the_answers_of_this_minute(
    backed_up: Wizard, tmp_path: Path
) -> None:
    place = tmp_path / "bellek"
    place.mkdir()
    backed_up.step_one("Belediye")
    backed_up.answer("Resmî ad", "Beyköy Belediye Başkanlığı")
    choose_place(backed_up, place)
    driver.wait_until(lambda: len(copies(place)) == 2, "the copies")
    newest = store.list_backups(copies(place)[0].parent)[0]
    assert read_backup(newest).answer("municipality.name") == "Beyköy Belediye Başkanlığı"


def test_a_second_place_that_is_gone_is_noted_on_the_task_list(
    backed_up: Wizard, open_wizard: Open, tmp_path: Path
) -> None:
    place = tmp_path / "bellek"
    place.mkdir()
    choose_place(backed_up, place)
    driver.wait_until(lambda: len(copies(place)) == 1, "the copy")
    backed_up.close()
    place.rename(tmp_path / "alındı")
    again = open_wizard()
    again.go("Görev listesi")
    driver.wait_until(lambda: again.says("ikinci yere kopyalanamadı"), "the note")
    again.press("Yedeklere bak")
    assert again.page() == "Ayarlar"
    again.press("İkinci yedek yeri: Kaldır")
    again.go("Görev listesi")
    driver.wait_until(lambda: not again.says("ikinci yere kopyalanamadı"), "no note")


def test_trouble_with_backups_is_noted_on_the_task_list(open_wizard: Open) -> None:
    first = open_wizard()
    first.step_one("Belediye")
    first.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    first.close()
    (settings.data_dir() / FOLDER_NAME).write_text("in the way", encoding="utf-8")
    again = open_wizard()
    again.go("Görev listesi")
    driver.wait_until(lambda: again.says("Son yedek alınamadı."), "the note")
