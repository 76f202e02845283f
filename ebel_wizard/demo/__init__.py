"""Show the program without a person: fill in the real window through its own widgets.

Uses a workspace of its own, stores parola and şifre of an invented account in the keyring of this
session and removes them again. Leaves PDFs and pictures in a folder.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from ebel_wizard import resources, settings
from ebel_wizard.case import choices, fields, model, row_fields
from ebel_wizard.case.field import Field, Kind
from ebel_wizard.case.model import Addressee, Case
from ebel_wizard.demo import driver, pictures, walk
from ebel_wizard.exchange import answers
from ebel_wizard.guide import plan
from ebel_wizard.turkish import dates
from ebel_wizard.ui.lists.table import ListTable
from ebel_wizard.ui.shell import schedule
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup import application, opener

STEP: Final = "talep-yazisi"
SECRETS: Final = {"KEP parolası": "Uydurma-Parola-1", "KEP şifresi": "Uydurma-Şifre-2"}
# Place, button and file name of each further file that is saved.
_SAVED: Final = (
    (f"{STEP}/posting", "Taslak e-postayı kaydet…", "on-kontrol.eml"),
    ("home", "Takvim dosyası kaydet…", "gecis-takvimi.ics"),
    ("numarator-kep/closing", "Kapanış raporunu kaydet…", "kapanis-raporu.pdf"),
)
_SUFFIXES: Final = frozenset({".pdf", ".png", ".eml", ".ics"})
_SPARE_DAYS: Final = 3


def run(out: Path) -> int:
    """Go through step 1 for the invented municipality; return 0 when ``out`` has every file."""
    out = out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    before = _files(out)
    with tempfile.TemporaryDirectory(prefix="ebel-wizard-demo-") as temporary:
        folder = Path(temporary)
        app = begin()
        take = partial(pictures.take, app, out / "pictures")
        window = open_workspace(folder / "first")
        take(partial(walk.pages, window), "empty-")
        close_window(window)
        window = open_workspace(folder / "filled")
        fill_in(window, in_time(window, example()))
        read_list(window)
        take(lambda: iter([("import", window)]))
        take_list(window)
        take(partial(walk.everything, window))
        window.open(f"{STEP}/documents")
        save_documents(window, out)
        save_others(window, out)
        forget_secrets(window)
        close_window(window)
    left = sorted(path for path, made in _files(out).items() if before.get(path) != made)
    for path in left:
        sys.stdout.write(f"{path}\n")
    sys.stdout.write(f"{len(left)} dosya bırakıldı: {out}\n")
    return 0


def begin() -> QApplication:
    """Return the application as a program operates it."""
    # A native dialog cannot be filled in by a program.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    qInstallMessageHandler(_print_message)
    is_offscreen = os.environ.get(pictures.PLATFORM, pictures.OFFSCREEN) == pictures.OFFSCREEN
    # Windows has no fonts offscreen.
    with pictures.office_screen() if is_offscreen and sys.platform != "win32" else nullcontext():
        app = application.make_application()
    app.setCursorFlashTime(0)
    return app


def open_workspace(home: Path) -> MainWindow:
    """Open a window on a workspace in a folder of its own."""
    os.environ[settings.HOME_VARIABLE] = str(home)
    window = open_window(settings.data_dir())
    driver.activate(window)
    pictures.fill_screen(window)
    return window


def _files(folder: Path) -> dict[Path, int]:
    """Return when each of the files that a demo leaves was last written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.suffix in _SUFFIXES}


def _print_message(_: object, __: object, text: str) -> None:
    """Print Qt's messages, except about what only a real screen can do."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")


def example() -> Case:
    """Return the invented municipality of the shipped example as one without an EBYS, which has
    every paper.
    """
    file = resources.path("examples", "ornek-cevaplar.toml")
    read = answers.load(file, Addressee(), date.today())  # noqa: DTZ011
    assert read.case is not None
    return replace(read.case, letter=replace(read.case.letter, medium=model.PAPER))


def in_time(window: MainWindow, case: Case) -> Case:
    """Return a case with a day of the move that leaves every step its time, and a few days more."""
    nearest = plan.nearest_day(schedule.plan_now(window.session))
    day = dates.working_day_after(nearest, _SPARE_DAYS)
    return replace(case, letter=replace(case.letter, go_live=dates.shown(day.isoformat())))


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
    for use, medium in choices.MEDIUM_BY_EBYS.items():
        if medium == case.letter.medium:
            driver.answer(window, fields.EBYS.label, choices.EBYS[use])
            pause()
    _answer_all(window, case, (*fields.LETTER, *fields.SIGNATORY, *fields.LETTER_CONTACT), pause)
    driver.click(window, "Devam")
    _add_officers(window, case, pause)
    driver.click(window, "Devam")
    _answer_all(window, case, fields.OLUR, pause)
    for _ in ("the e-signatures", "KEP"):
        driver.click(window, "Devam")
    _answer_all(window, case, (*fields.KEP, *fields.SECRECY_FIELDS, *fields.KEP_LETTER), pause)
    for label, text in SECRETS.items():
        driver.answer(window, label, text)
        driver.click(window, f"{label}: Bu bilgisayarda tut")
        driver.wait_until(partial(_is_stored, window, label), f"{label} to be stored")
    driver.click(window, "Devam")


def read_list(window: MainWindow) -> None:
    """Choose the shipped list of invented people and wait until it is shown."""
    window.open("register/people")
    driver.click(window, "Excel’den al…")
    dialog = next(driver.visible_widgets(window, QFileDialog))
    file = resources.path("examples", "ornek-personel.csv")
    driver.choose_path(dialog, file, "Aç")
    driver.wait_until(partial(_takes, window), "the list to be read")
    driver.process_events()


def take_list(window: MainWindow) -> None:
    """Take everybody who can be taken from the list in sight."""
    for button in _takes(window):
        button.click()
    driver.wait_until(lambda: not _takes(window), "the list to be taken")
    driver.process_events()


def _takes(window: MainWindow) -> list[QPushButton]:
    """Return the button that takes the list in sight, once the list is read."""
    found = driver.visible_widgets(window, QPushButton)
    return [each for each in found if driver.words(each).endswith(" kişiyi al")]


def save_documents(window: MainWindow, folder: Path) -> None:
    """Save the PDFs through the window's own dialog, and wait until they are there."""
    save = driver.find_by_name(window, QPushButton, "PDF kaydet…")
    driver.wait_until(save.isEnabled, "the documents")
    save.click()
    dialog = next(driver.visible_widgets(window, QFileDialog))
    driver.choose_path(dialog, folder, "Buraya kaydet")
    if driver.has_button(window, "Değiştir"):
        driver.click(window, "Değiştir")
    driver.wait_until(
        lambda: driver.shows_text(window, "belge kaydedildi"), "the documents to be saved"
    )


def save_others(window: MainWindow, folder: Path) -> None:
    """Save one file of each kind that is no document."""
    for place, button, name in _SAVED:
        save_file(window, place, button, folder / name)


def save_file(window: MainWindow, place: str, button: str, path: Path) -> None:
    """Save one file through the window's own dialog, and wait until it is there."""
    path.unlink(missing_ok=True)
    window.open(place)
    driver.click(window, button)
    dialog = next(driver.visible_widgets(window, QFileDialog))
    driver.choose_path(dialog, path, "Kaydet")
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
        for field in row_fields.PERSON:
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
