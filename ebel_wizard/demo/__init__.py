"""Show the program without a person: fill in the real window through its own widgets.

Uses a workspace of its own, stores parola and şifre of an invented account in the keyring of this
session and removes them again. Leaves PDFs and pictures in a folder.
"""

import os
import sys
import tempfile
from collections import deque
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, qInstallMessageHandler
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from ebel_wizard import resources, settings
from ebel_wizard.case import fields, model
from ebel_wizard.case.fields import Field, Kind
from ebel_wizard.case.model import Addressee, Case
from ebel_wizard.demo import driver
from ebel_wizard.documents import kinds
from ebel_wizard.documents.kinds import Group
from ebel_wizard.exchange import answers
from ebel_wizard.ui.lists.table import ListTable
from ebel_wizard.ui.shell.history import HistoryTable
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup import application, opener
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.preview import Preview

STEP: Final = "talep-yazisi"
SECRETS: Final = {"KEP parolası": "Uydurma-Parola-1", "KEP şifresi": "Uydurma-Şifre-2"}
# Place, button and file name of each further file that is saved.
_SAVED: Final = (
    (f"{STEP}/posting", "Taslak e-postayı kaydet…", "on-kontrol.eml"),
    ("home", "Takvim dosyası kaydet…", "gecis-takvimi.ics"),
    ("numarator-kep/closing", "Kapanış raporunu kaydet…", "kapanis-raporu.pdf"),
)
_SUFFIXES: Final = frozenset({".pdf", ".png", ".eml", ".ics"})
_SIZE: Final = (1160, 860)
_EQUAL_PICTURES: Final = 20  # some hundredths of a second apart


def run(out: Path) -> int:
    """Go through step 1 for the invented municipality; return 0 when ``out`` has every file."""
    if sys.platform != "win32":  # Windows has no fonts offscreen
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out = out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    before = _files(out)
    with tempfile.TemporaryDirectory(prefix="ebel-wizard-demo-") as home:
        os.environ[settings.HOME_VARIABLE] = home
        # A native dialog cannot be filled in by a program.
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        qInstallMessageHandler(_print_message)
        app = application.make_application()
        theme.apply(app, "light")
        window = open_window(settings.data_dir())
        window.resize(*_SIZE)
        driver.activate(window)
        fill_in(window, example())
        _save_pictures(app, window, out / "pictures")
        window.open(f"{STEP}/documents")
        save_documents(window, out)
        for place, button, name in _SAVED:
            save_file(window, place, button, out / name)
        forget_secrets(window)
        close_window(window)
    left = sorted(path for path, made in _files(out).items() if before.get(path) != made)
    for path in left:
        sys.stdout.write(f"{path}\n")
    sys.stdout.write(f"{len(left)} dosya bırakıldı: {out}\n")
    return 0


def _files(folder: Path) -> dict[Path, int]:
    """Return when each of the files that a demo leaves was last written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.suffix in _SUFFIXES}


def _print_message(_: object, __: object, text: str) -> None:
    """Print Qt's messages, except about what only a real screen can do."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")


def example() -> Case:
    """Return the invented municipality of the shipped example."""
    file = resources.path("examples", "ornek-cevaplar.toml")
    read = answers.load(file, Addressee(), date.today())  # noqa: DTZ011
    assert read.case is not None
    return read.case


def open_window(folder: Path) -> MainWindow:
    """Open the real window on a workspace, as the program itself does."""
    start = opener.WorkspaceOpener(folder)
    start.open()
    driver.wait_until(lambda: start.window is not None, "the window to open")
    window = start.window
    assert window is not None
    start.setParent(window)
    return window


def close_window(window: MainWindow) -> None:
    """Close a window as its own button does, and wait until everything is saved."""
    window.close()
    driver.wait_until(lambda: not window.isVisible(), "the window to close")


def fill_in(
    window: MainWindow, case: Case, pause: Callable[[], None] = driver.process_events
) -> None:
    """Answer every question of step 1 through its own widgets, with a pause after each answer."""
    window.open(f"{STEP}/municipality")
    _answer_all(window, case, (*fields.MUNICIPALITY, *fields.CONTACT), pause)
    driver.click(window, "Devam")
    _answer_all(window, case, (*fields.LETTER, *fields.SIGNATORY, *fields.LETTER_CONTACT), pause)
    driver.click(window, "Devam")
    _add_officers(window, case, pause)
    driver.click(window, "Devam")
    _answer_all(window, case, (*fields.KEP, *fields.SECRECY_FIELDS, *fields.KEP_LETTER), pause)
    for label, text in SECRETS.items():
        driver.answer(window, label, text)
        driver.click(window, f"{label}: Sakla")
        driver.wait_until(partial(_is_stored, window, label), f"{label} to be stored")
    driver.click(window, "Devam")


def save_documents(window: MainWindow, folder: Path) -> None:
    """Save the PDFs through the window's own dialog, and wait until they are there."""
    preview = next(driver.visible_widgets(window, Preview))
    driver.wait_until(lambda: preview.page_count > 0, "the preview")
    driver.click(window, "PDF’leri kaydet…")
    dialog = next(driver.visible_widgets(window, QFileDialog))
    line = next(driver.visible_widgets(dialog, QLineEdit))
    driver.replace_text(line, str(folder))
    asks = any((folder / name).exists() for name in kinds.names(Group.MAIN))
    driver.click(dialog, "Buraya kaydet")
    if asks:
        driver.click(window, "Değiştir")
    driver.wait_until(
        lambda: driver.shows_text(window, "belge kaydedildi"), "the documents to be saved"
    )


def save_file(window: MainWindow, place: str, button: str, path: Path) -> None:
    """Save one file through the window's own dialog, and wait until it is there."""
    path.unlink(missing_ok=True)
    window.open(place)
    driver.click(window, button)
    dialog = next(driver.visible_widgets(window, QFileDialog))
    driver.replace_text(next(driver.visible_widgets(dialog, QLineEdit)), str(path))
    driver.click(dialog, "Kaydet")
    driver.wait_until(path.exists, f"{path.name} to be saved")


def _answer_all(
    window: MainWindow, case: Case, rows: tuple[Field, ...], pause: Callable[[], None]
) -> None:
    for field in rows:
        text = model.value(case, field.path)
        if text and field.applies(case):
            chosen = field.choices[text] if field.choices and field.kind is Kind.CHOICE else text
            driver.answer(window, field.label, chosen)
            pause()


def _add_officers(window: MainWindow, case: Case, pause: Callable[[], None]) -> None:
    table = next(driver.visible_widgets(window, ListTable))
    for person in case.officers:
        driver.click(window, "Kişi ekle")
        for field in fields.PERSON:
            row = table.model().rowCount() - 1
            table.focus_cell(row, field.path, edit=True)
            editor = driver.find_by_name(table, QLineEdit, field.label)
            driver.type_text(editor, getattr(person, field.path))
            driver.commit_cell(editor)
            pause()


def _is_stored(window: MainWindow, label: str) -> bool:
    return driver.has_button(window, f"{label}: Kaldır")


def _is_removed(window: MainWindow, label: str) -> bool:
    return not _is_stored(window, label)


def forget_secrets(window: MainWindow) -> None:
    """Remove the invented secrets from the keyring."""
    window.open(f"{STEP}/kep")
    for label in SECRETS:
        driver.wait_until(partial(_is_stored, window, label), f"{label} to be looked up")
        driver.click(window, f"{label}: Kaldır")
        driver.wait_until(partial(_is_removed, window, label), f"{label} to be gone")


def _save_pictures(app: QApplication, window: MainWindow, folder: Path) -> None:
    """Save a picture of every page, light and dark."""
    folder.mkdir(exist_ok=True)
    places = ["home", "register/people", "register/units", *_places(window), "settings", "history"]
    for scheme in ("light", "dark"):
        theme.apply(app, scheme)
        for place in places:
            window.open(place)
            driver.process_events()
            for preview in driver.visible_widgets(window, Preview):
                driver.wait_until(preview.is_drawn, "the preview to be drawn")
                driver.wait_until(_stays_the_same(preview), "the preview to be sharp")
            for history in driver.visible_widgets(window, HistoryTable):
                driver.wait_until(history.model().rowCount, "the history to be read")
            name = place.replace("/", "-")
            window.grab().save(str(folder / f"{name}-{scheme}.png"))


def _places(window: MainWindow) -> list[str]:
    return [
        f"{step.id}/{page}" if page else step.id
        for step in window.session.guide.steps
        for page in (step.pages or ("",))
    ]


def _stays_the_same(preview: Preview) -> Callable[[], bool]:
    """Return a check that it has looked the same for a while: a page is drawn coarsely first."""
    pictures: deque[QImage] = deque(maxlen=_EQUAL_PICTURES)

    def check() -> bool:
        pictures.append(preview.grab().toImage())
        return len(pictures) == _EQUAL_PICTURES and all(each == pictures[0] for each in pictures)

    return check
