"""Yardım: the handbook at the page one is on, the words, the keys, and what the program is."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QTextBrowser

from ebel_wizard import __version__, resources, settings
from ebel_wizard.demo import driver
from ebel_wizard.guide import glossary
from ebel_wizard.ui.shell import help_sections, keys
from ebel_wizard.ui.widgets import theme
from tests.ui.wizard import Wizard

ROOT = Path(__file__).parents[3]
INDEX = "Yardım konuları"


def shown(wizard: Wizard) -> str:
    """The text that is read."""
    (article,) = driver.visible_widgets(wizard.window, QTextBrowser)
    return article.toPlainText()


def at_the_top(wizard: Wizard) -> str:
    """The heading that the cursor is in."""
    (article,) = driver.visible_widgets(wizard.window, QTextBrowser)
    return article.textCursor().block().text()


def choose(wizard: Wizard, title: str) -> None:
    index = driver.find_by_name(wizard.window, QListWidget, INDEX)
    (item,) = index.findItems(title, Qt.MatchFlag.MatchExactly)
    index.setCurrentItem(item)
    driver.process_events()


def press_f1(wizard: Wizard) -> None:
    QTest.keyClick(wizard.window, Qt.Key.Key_F1)
    driver.process_events()


def test_f1_opens_the_handbook_at_the_page_one_is_on(wizard: Wizard) -> None:
    wizard.step_one("KEP")
    press_f1(wizard)
    assert at_the_top(wizard) == "KEP"
    assert "Bağlanacak KEP adresi" in shown(wizard)


@pytest.mark.parametrize(
    ("place", "title"),
    [
        ("1. ", "1. adım, sayfa sayfa"),
        ("2. ", "2–5. adımlar: kılavuza göre düzeltme"),
        ("3. ", "3–4. adımlar: birimler ve kullanıcılar"),
        ("5. ", "5. adım: giriş sorunları"),
        ("11. ", "11. adım: kayıt ve kapanış"),
        ("Görev listesi", "Görev listesi"),
        ("Personel ve birimler", "Personel ve birimler"),
        ("Ayarlar", "Ayarlar"),
    ],
)
def test_every_place_has_its_own_part_of_the_handbook(
    wizard: Wizard, place: str, title: str
) -> None:
    wizard.go(place)
    press_f1(wizard)
    assert shown(wizard).startswith(title)


def test_one_comes_back_to_where_one_was(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    wizard.press("Yardım")
    choose(wizard, "Sözlük")
    press_f1(wizard)
    wizard.press("Geri dön")
    assert wizard.page() == "Yazı"


def test_every_word_has_its_meaning(wizard: Wizard) -> None:
    press_f1(wizard)
    choose(wizard, "Sözlük")
    for each in glossary.words():
        assert f"{each.word}\n{each.meaning}" in shown(wizard)


def test_a_word_is_opened_at_its_meaning(wizard: Wizard) -> None:
    wizard.window.open("help/sozluk", "Paraf")
    assert at_the_top(wizard) == "Paraf"


def test_the_keys_are_told(wizard: Wizard) -> None:
    press_f1(wizard)
    choose(wizard, "Tuşlar")
    for key in keys.ALL:
        assert f"{key.shown}\n{key.verb}" in shown(wizard)


def test_each_verb_has_one_key_and_each_key_one_verb() -> None:
    verbs = [key.verb for key in keys.ALL]
    sequences = [each for key in keys.ALL for each in key.sequences]
    assert len(verbs) == len(set(verbs))
    assert len(sequences) == len(set(sequences))


def test_the_links_of_the_handbook_lead_to_its_parts(wizard: Wizard) -> None:
    links = re.findall(r"\]\(#([^)]+)\)", resources.handbook().read_text("utf-8"))
    assert links
    assert not [link for link in links if help_sections.find(link) is None]
    press_f1(wizard)
    choose(wizard, "KEP parolası ve şifresi")
    (article,) = driver.visible_widgets(wizard.window, QTextBrowser)
    article.anchorClicked.emit(QUrl("#doldurulmuş-formu-yazdırma"))
    assert at_the_top(wizard) == "Doldurulmuş formu yazdırma"


def test_no_link_leads_out_of_the_program(wizard: Wizard) -> None:
    assert not [
        section.title
        for section in help_sections.handbook()
        if re.search(r"\]\((?!#)", section.text)
    ]


def test_the_handbook_reads_in_the_colours_of_the_window(
    wizard: Wizard, qapp: QApplication
) -> None:
    press_f1(wizard)
    choose(wizard, "Yazdırma ve kaydetme")
    for scheme in ("light", "dark"):
        theme.apply(qapp, scheme)
        driver.process_events()
        (article,) = driver.visible_widgets(wizard.window, QTextBrowser)
        link = qapp.palette().link().color().name()
        choose(wizard, "Bilgileriniz nerede durur")
        assert link in colours_of_links(article.document())


def colours_of_links(document: QTextDocument) -> set[str]:
    return set(re.findall(r'<a href[^>]*><span style="[^"]*color:(#\w+)', document.toHtml()))


def test_the_program_tells_what_it_is(wizard: Wizard) -> None:
    press_f1(wizard)
    choose(wizard, "Hakkında")
    told = shown(wizard)
    assert __version__ in told
    assert str(settings.data_dir()) in told
    for part in ("OFL-1.1", "ISC", "LGPL-3.0-only", "PSF-2.0", "renk profili"):
        assert part in told


def test_every_library_is_told_with_its_version_and_licence() -> None:
    lock = (ROOT / "packaging" / "requirements.txt").read_text("utf-8")
    locked = re.findall(r"^([\w.-]+)==([^ ;\\]+)", lock, re.MULTILINE)
    told = resources.path("help", "lisanslar.md").read_text("utf-8")
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (\S.*) \|$", told, re.MULTILINE)
    assert [(name, version) for name, version, _ in rows if name != "Parça"] == locked


def test_the_licences_themselves_are_there_to_be_read(wizard: Wizard) -> None:
    press_f1(wizard)
    choose(wizard, "Lisans metinleri")
    told = shown(wizard)
    for words in ("GNU LESSER GENERAL PUBLIC LICENSE", "SIL OPEN FONT LICENSE", "Mozilla Public"):
        assert words in told


def test_every_library_has_its_licence_among_the_texts() -> None:
    lock = (ROOT / "packaging" / "requirements.txt").read_text("utf-8")
    locked = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
    told = resources.path("help", "lisans-metinleri.md").read_text("utf-8")
    named = set(re.split(r", | \(", ", ".join(re.findall(r"^### (.+)$", told, re.MULTILINE))))
    assert locked - named == {"pywin32-ctypes"}, "which is on no Linux, where the list is made"


class FolderWindow(QObject):
    """What opens folders on this machine."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_the_folder_of_the_answers_is_opened(wizard: Wizard) -> None:
    made = FolderWindow()
    QDesktopServices.setUrlHandler("file", made, "take")  # type: ignore[arg-type]  # its own bytes are refused
    press_f1(wizard)
    choose(wizard, "Hakkında")
    wizard.press("Klasörü aç")
    QDesktopServices.unsetUrlHandler("file")
    assert [Path(each) for each in made.opened] == [settings.data_dir()]


def test_the_diagnostics_hold_nothing_of_the_officer(answered: Wizard) -> None:
    press_f1(answered)
    choose(answered, "Hakkında")
    answered.press("Tanı bilgilerini kopyala")
    copied = QGuiApplication.clipboard().text()
    assert f"ebel_wizard {__version__}" in copied
    assert answered.says("Tanı bilgileri kopyalandı.")
    case = answered.window.session.case()
    for secret in (str(Path.home()), str(settings.data_dir()), case.municipality.name):
        assert secret not in copied
