"""Shows the program without a person: the real window, filled in through its own widgets.

Works in a workspace of its own, and stores parola and şifre of an invented account in the keyring
of this session, from which it removes them again. Leaves PDFs and pictures in a folder.
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

from ebel_wizard import driver, resources, settings
from ebel_wizard.case import fields, model
from ebel_wizard.case.fields import Field, Kind
from ebel_wizard.case.model import Addressee, Case
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
# Where a button saves one file more, under which name the demo saves it.
_SAVED: Final = (
    (f"{STEP}/posting", "Taslak e-postayı kaydet…", "on-kontrol.eml"),
    ("home", "Takvim dosyası kaydet…", "gecis-takvimi.ics"),
    ("numarator-kep/closing", "Kapanış raporunu kaydet…", "kapanis-raporu.pdf"),
)
_LEFT: Final = frozenset({".pdf", ".png", ".eml", ".ics"})
_SIZE: Final = (1160, 860)
_LOOKS: Final = 20  # some hundredths of a second apart


def run(out: Path) -> int:
    """Go through step 1 for the invented municipality; 0 when every file was left in ``out``."""
    if sys.platform != "win32":  # Windows has no fonts offscreen
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out = out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    before = _files(out)
    with tempfile.TemporaryDirectory(prefix="ebel-wizard-demo-") as home:
        os.environ[settings.HOME_VARIABLE] = home
        # A native dialog cannot be filled in by a program.
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        qInstallMessageHandler(_pass_on)
        app = application.make_application()
        theme.apply(app, "light")
        window = open_window(settings.data_dir())
        window.resize(*_SIZE)
        driver.bring_up(window)
        fill_in(window, example())
        _photograph(app, window, out / "pictures")
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
    """When each of the files that a demo leaves was last written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.suffix in _LEFT}


def _pass_on(_: object, __: object, text: str) -> None:
    """Qt's own messages, but for what only a real screen can do."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")


def example() -> Case:
    """The invented municipality of the shipped example."""
    file = resources.path("examples", "ornek-cevaplar.toml")
    read = answers.load(file, Addressee(), date.today())  # noqa: DTZ011
    assert read.case is not None
    return read.case


def open_window(folder: Path) -> MainWindow:
    """The real window on a workspace, as the program itself opens it."""
    start = opener.WorkspaceOpener(folder)
    start.open()
    driver.until(lambda: start.window is not None, "the window to open")
    window = start.window
    assert window is not None
    start.setParent(window)
    return window


def close_window(window: MainWindow) -> None:
    """Close a window as its own button does, and wait until the disk has everything."""
    window.close()
    driver.until(lambda: not window.isVisible(), "the window to close")


def fill_in(window: MainWindow, case: Case, pause: Callable[[], None] = driver.settle) -> None:
    """Answer every question of step 1 through its own widgets, with a pause after each answer."""
    window.open(f"{STEP}/municipality")
    _answer_all(window, case, (*fields.MUNICIPALITY, *fields.CONTACT), pause)
    driver.press(window, "Devam")
    _answer_all(window, case, (*fields.LETTER, *fields.SIGNATORY, *fields.LETTER_CONTACT), pause)
    driver.press(window, "Devam")
    _add_officers(window, case, pause)
    driver.press(window, "Devam")
    _answer_all(window, case, (*fields.KEP, *fields.SECRECY_FIELDS, *fields.KEP_LETTER), pause)
    for label, text in SECRETS.items():
        driver.answer(window, label, text)
        driver.press(window, f"{label}: Sakla")
        driver.until(partial(_stored, window, label), f"{label} to be stored")
    driver.press(window, "Devam")


def save_documents(window: MainWindow, folder: Path) -> None:
    """Save the PDFs through the window's own dialog, and wait until they are there."""
    preview = next(driver.in_sight(window, Preview))
    driver.until(lambda: preview.page_count > 0, "the preview")
    driver.press(window, "PDF’leri kaydet…")
    dialog = next(driver.in_sight(window, QFileDialog))
    line = next(driver.in_sight(dialog, QLineEdit))
    driver.retype(line, str(folder))
    asks = any((folder / name).exists() for name in kinds.names(Group.MAIN))
    driver.press(dialog, "Buraya kaydet")
    if asks:
        driver.press(window, "Değiştir")
    driver.until(lambda: driver.says(window, "belge kaydedildi"), "the documents to be saved")


def save_file(window: MainWindow, place: str, button: str, path: Path) -> None:
    """Save one file through the window's own dialog, and wait until it is there."""
    path.unlink(missing_ok=True)
    window.open(place)
    driver.press(window, button)
    dialog = next(driver.in_sight(window, QFileDialog))
    driver.retype(next(driver.in_sight(dialog, QLineEdit)), str(path))
    driver.press(dialog, "Kaydet")
    driver.until(path.exists, f"{path.name} to be saved")


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
    table = next(driver.in_sight(window, ListTable))
    for person in case.officers:
        driver.press(window, "Kişi ekle")
        for field in fields.PERSON:
            row = table.model().rowCount() - 1
            table.focus_cell(row, field.path, edit=True)
            editor = driver.named(table, QLineEdit, field.label)
            driver.type_text(editor, getattr(person, field.path))
            driver.finish_cell(editor)
            pause()


def _stored(window: MainWindow, label: str) -> bool:
    return driver.has(window, f"{label}: Kaldır")


def forget_secrets(window: MainWindow) -> None:
    """Take the invented secrets out of the keyring again."""
    window.open(f"{STEP}/kep")
    for label in SECRETS:
        driver.until(partial(_stored, window, label), f"{label} to be looked up")
        driver.press(window, f"{label}: Kaldır")
        driver.until(lambda: not driver.has(window, f"{label}: Kaldır"), f"{label} to be gone")  # noqa: B023


def _photograph(app: QApplication, window: MainWindow, folder: Path) -> None:
    """A picture of every page, light and dark."""
    folder.mkdir(exist_ok=True)
    places = ["home", "register/people", "register/units", *_places(window), "settings", "history"]
    for look in ("light", "dark"):
        theme.apply(app, look)
        for place in places:
            window.open(place)
            driver.settle()
            for preview in driver.in_sight(window, Preview):
                driver.until(preview.is_drawn, "the preview to be drawn")
                driver.until(_steady(preview), "the preview to be sharp")
            for past in driver.in_sight(window, HistoryTable):
                driver.until(past.model().rowCount, "the past to be read")
            name = place.replace("/", "-")
            window.grab().save(str(folder / f"{name}-{look}.png"))


def _places(window: MainWindow) -> list[str]:
    return [
        f"{step.id}/{page}" if page else step.id
        for step in window.session.guide.steps
        for page in (step.pages or ("",))
    ]


def _steady(preview: Preview) -> Callable[[], bool]:
    """Whether it has looked the same a while: a page is drawn coarsely first."""
    looks: deque[QImage] = deque(maxlen=_LOOKS)

    def same() -> bool:
        looks.append(preview.grab().toImage())
        return len(looks) == _LOOKS and all(each == looks[0] for each in looks)

    return same
