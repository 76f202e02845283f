"""Whatever is given to a step to keep is kept whole or refused in words, and never run."""

import os
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QPushButton

from ebel_wizard import untrusted
from ebel_wizard.demo import driver
from ebel_wizard.store.errors import StoreError
from ebel_wizard.ui.lists.file_list import FileList
from tests.ui.conftest import Open
from tests.ui.ui_actions import FOLLOW_UP, save_as
from tests.ui.wizard import SAVED, Wizard

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these")


@pytest.fixture
def step(wizard: Wizard) -> Wizard:
    wizard.go("2. ", FOLLOW_UP)
    return wizard


def drop(wizard: Wizard, path: Path) -> None:
    next(driver.visible_widgets(wizard.window, FileList)).add([path])


@pytest.mark.parametrize(
    "name",
    [
        "a.exe",
        "A.PIF",
        "a.Msi",
        "a.lnk",
        "a.desktop",
        "a.exe. .",
        "fdp.\u202eexe",
        "a.ps1 ",
        "a.ISO",
        "a.docm",
        "a.xlam",
        "a.html",
        "a.svg",
        "a.pdf.scr",
        "a.yeni-bir-tür",
        "a",
    ],
)
def test_only_what_offices_keep_is_kept_however_it_is_named(
    step: Wizard, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"MZ")
    drop(step, path)
    driver.process_events()
    assert step.says("saklanamaz; saklanabilenler: PDF, resim,")
    assert not step.asks("Dosyanın adı")


@pytest.mark.parametrize("name", ["İMZALI.TİF", "a.HEIC", "a.udf", "a.pdf.p7m", "a.7z", "a.docx"])
def test_what_offices_keep_is_kept(step: Wizard, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    drop(step, path)
    driver.wait_until(lambda: step.asks("Dosyanın adı"), "the file")
    assert not step.says("makro içerebilir")


@pytest.mark.parametrize("name", ["a.doc", "a.XLS", "a.rtf"])
def test_a_file_that_may_have_macros_says_so(step: Wizard, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    drop(step, path)
    driver.wait_until(lambda: step.says("makro içerebilir"), "the file")


@pytest.mark.parametrize(
    ("name", "part"), [("a.docx", "word/vbaProject.bin"), ("a.ods", "Basic/Standard/Module1.xml")]
)
def test_a_document_that_hides_macros_is_refused(
    step: Wizard, tmp_path: Path, name: str, part: str
) -> None:
    with zipfile.ZipFile(tmp_path / name, "w") as document:
        document.writestr(part, "x")
    drop(step, tmp_path / name)
    driver.wait_until(lambda: step.says(f"{name} makro içeriyor; makrosuz"), "the sentence")
    assert not step.asks("Dosyanın adı")


class Viewer(QObject):
    """Stands where the system's viewer would."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.fileName())


@pytest.fixture
def viewer() -> Iterator[Viewer]:
    made = Viewer()
    QDesktopServices.setUrlHandler("file", made, "take")  # type: ignore[arg-type]  # its own bytes are refused
    yield made
    QDesktopServices.unsetUrlHandler("file")


def keep_as_before(wizard: Wizard, name: str) -> None:
    """Keep a file as an older version of the program did."""

    def refused(error: StoreError) -> None:
        raise error

    session = wizard.window.session
    session.add_file("proje-sorumlusu-yetkisi", name, b"x", "", refused, receiver=session)
    wizard.wait_saved()


def test_a_file_kept_earlier_is_not_opened_from_here(step: Wizard, viewer: Viewer) -> None:
    for name in ("yazı.pdf", "yazı.PIF"):
        keep_as_before(step, name)
    driver.wait_until(lambda: len(_open_buttons(step)) == 2, "the files")
    for button in _open_buttons(step):
        button()
    driver.wait_until(lambda: viewer.opened, "the viewer")
    driver.process_events()
    assert viewer.opened == ["yazı.pdf"]
    assert step.says("yazı.PIF buradan açılmaz.")


def test_a_file_kept_earlier_is_saved_elsewhere(step: Wizard, tmp_path: Path) -> None:
    keep_as_before(step, "tablo.xlsm")
    driver.wait_until(lambda: len(_open_buttons(step)) == 1, "the file")
    save_as(step, "Farklı kaydet…", tmp_path / "tablo.xlsm")
    driver.wait_until(lambda: step.says("Kaydedildi:"), "the file")
    assert (tmp_path / "tablo.xlsm").read_bytes() == b"x"


def _open_buttons(wizard: Wizard) -> list[Callable[[], None]]:
    return [
        each.click
        for each in driver.visible_widgets(wizard.window, QPushButton)
        if each.text() == "Aç"
    ]


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def link_to_device(path: Path) -> Path:
    path.symlink_to("/dev/zero")
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


NO_FILES: dict[str, Callable[[Path], Path]] = {
    "pipe": pipe,
    "device": link_to_device,
    "folder": folder,
    "nothing": lambda path: path,
}


@posix
@pytest.mark.parametrize("kind", NO_FILES)
def test_what_is_no_file_is_told_and_holds_nothing_up(
    step: Wizard, tmp_path: Path, kind: str
) -> None:
    drop(step, NO_FILES[kind](tmp_path / "x.pdf"))
    driver.wait_until(lambda: step.says("okunamadı; dosyanın yerinde"), "the sentence")
    step.close()  # or the test would not end


@pytest.fixture
def busy(step: Wizard) -> Iterator[Event]:
    """What ends the work that the reading of files has to wait for."""
    ended = Event()
    session = step.window.session
    session.background_worker.run(ended.wait, lambda _: None, receiver=session)
    yield ended
    ended.set()


def test_a_window_closed_at_once_waits_for_the_file_that_was_dropped(
    step: Wizard, busy: Event, tmp_path: Path, open_wizard: Open
) -> None:
    path = tmp_path / "yazı.pdf"
    path.write_bytes(b"%PDF-1.4" + bytes(5_000_000))
    drop(step, path)
    assert step.save_status() != SAVED
    step.window.close()
    assert step.window.isVisible()
    busy.set()
    driver.wait_until(lambda: not step.window.isVisible(), "the window to close")
    session = open_wizard().window.session
    (row,) = session.answers.rows("file").values()
    assert session.files.read(str(row["digest"])) == path.read_bytes()


def test_a_window_stays_open_to_say_that_a_file_was_not_kept(
    step: Wizard, busy: Event, tmp_path: Path
) -> None:
    drop(step, tmp_path / "yok.pdf")
    step.window.close()
    busy.set()
    driver.wait_until(lambda: step.says("okunamadı; dosyanın yerinde"), "the sentence")
    step.wait_saved()
    driver.process_events()
    assert step.window.isVisible()


def test_closing_asks_about_a_file_that_is_read_for_long(
    step: Wizard, busy: Event, tmp_path: Path
) -> None:
    path = tmp_path / "yazı.pdf"
    path.write_bytes(b"%PDF-1.4")
    drop(step, path)
    for words, stays in (("Bekle", True), ("Yine de kapat", False)):
        step.window.close()
        driver.wait_until(lambda: step.opens(QMessageBox), "the question")
        box = step.dialog(QMessageBox)
        assert box.text() == "Eklediğiniz dosya hâlâ okunuyor. Kapatırsanız saklanmaz."
        driver.click(box, words)
        driver.process_events()
        assert step.window.isVisible() == stays
    busy.set()
    for thread in threading.enumerate():
        if thread.name == "work":
            thread.join()


def test_a_file_that_grows_while_it_is_read_is_kept_as_it_was_or_refused(
    step: Wizard, tmp_path: Path
) -> None:
    path = tmp_path / "büyüyen.pdf"
    path.write_bytes(b"%PDF-1.4")
    ended = Event()

    def grow() -> None:
        with path.open("ab", buffering=0) as file:
            while not ended.is_set() and file.tell() < 2 * untrusted.LARGEST_KEPT:
                file.write(bytes(100_000))

    growing = Thread(target=grow)
    growing.start()
    try:
        drop(step, path)
        driver.wait_until(
            lambda: step.asks("Dosyanın adı") or step.says("25 MB’tan büyük"), "an answer"
        )
    finally:
        ended.set()
        growing.join()
    for row in step.window.session.answers.rows("file").values():
        assert 8 <= int(row["size"]) <= untrusted.LARGEST_KEPT
