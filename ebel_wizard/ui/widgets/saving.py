"""Saves one file where the officer says, prepared outside the window's thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from ebel_wizard import files
from ebel_wizard.held_files import HeldFileError
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.worker import SerialWorker
from ebel_wizard.ui.widgets import file_dialogs

PREPARING: Final = "Hazırlanıyor…"
ShowMessage = Callable[[str, str], None]
"""Shows a sentence in a tone beside the button that was pressed."""


def save_file(
    parent: QWidget,
    session: Session,
    name: str,
    kind: str,
    make: Callable[[], bytes],
    show_message: ShowMessage,
    on_saved: Callable[[Path], None] | None = None,
    refusals: tuple[type[Exception], ...] = (),
    worker: SerialWorker | None = None,
    on_cancelled: Callable[[], object] | None = None,
) -> None:
    """Ask for a place and save there what ``make`` returns, whole or not at all.

    ``refusals`` are errors of ``make`` whose own text is shown. ``worker`` runs it, by default the
    one that makes documents. ``on_cancelled`` is called when no place was chosen.
    """

    def write(path: Path) -> None:
        files.write(path, make())

    write_file(
        parent, session, name, kind, write, show_message, on_saved, refusals, worker, on_cancelled
    )


def write_file(
    parent: QWidget,
    session: Session,
    name: str,
    kind: str,
    write: Callable[[Path], None],
    show_message: ShowMessage,
    on_saved: Callable[[Path], None] | None = None,
    refusals: tuple[type[Exception], ...] = (),
    worker: SerialWorker | None = None,
    on_cancelled: Callable[[], object] | None = None,
) -> None:
    """Ask for a place as ``save_file`` does and let ``write`` write the file there itself."""

    def written(path: Path, _: None) -> None:
        show_message(f"Kaydedildi: {path}", "done")
        if on_saved is not None:
            on_saved(path)

    def failed(error: Exception) -> None:
        if isinstance(error, (*refusals, files.UnwritableFolderError, HeldFileError)):
            show_message(str(error), "error")
        elif isinstance(error, OSError):
            show_message(
                "Dosya yazılamadı; başka bir yer seçin, dosya başka bir programda açıksa kapatın.",
                "error",
            )
        else:
            raise error

    def chosen(path: Path) -> None:
        show_message(PREPARING, "hint")
        (worker or session.background_worker).run(
            partial(write, path), partial(written, path), failed, receiver=parent
        )

    file_dialogs.ask_save_path(parent, "Nereye kaydedilsin?", name, kind, chosen, on_cancelled)
