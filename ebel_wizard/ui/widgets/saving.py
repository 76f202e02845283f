"""One file made outside the window's thread and saved where the officer says."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from ebel_wizard import files
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.worker import SerialWorker
from ebel_wizard.ui.widgets import file_dialogs

PREPARING: Final = "Hazırlanıyor…"
Tell = Callable[[str, str], None]
"""Says a sentence in a tone, beside the button that was pressed."""


def save_file(
    parent: QWidget,
    session: Session,
    name: str,
    kind: str,
    make: Callable[[], bytes],
    tell: Tell,
    done: Callable[[Path], None] | None = None,
    refusals: tuple[type[Exception], ...] = (),
    lane: SerialWorker | None = None,
    left: Callable[[], object] | None = None,
) -> None:
    """Ask for a place and save what ``make`` gives there, whole or not at all.

    ``refusals`` are errors of ``make`` whose own words are told; ``lane`` is where it works, if not
    where documents are made. ``left``: no place was chosen.
    """

    def put(path: Path) -> None:
        files.write_set(path.parent, {path.name: make()}, ())

    put_file(parent, session, name, kind, put, tell, done, refusals, lane, left)


def put_file(
    parent: QWidget,
    session: Session,
    name: str,
    kind: str,
    put: Callable[[Path], None],
    tell: Tell,
    done: Callable[[Path], None] | None = None,
    refusals: tuple[type[Exception], ...] = (),
    lane: SerialWorker | None = None,
    left: Callable[[], object] | None = None,
) -> None:
    """The same where ``put`` writes the file itself."""

    def written(path: Path, _: None) -> None:
        tell(f"Kaydedildi: {path}", "done")
        if done is not None:
            done(path)

    def failed(error: Exception) -> None:
        if isinstance(error, refusals):
            tell(str(error), "error")
        elif isinstance(error, OSError):
            tell(
                "Dosya yazılamadı; başka bir yer seçin, dosya başka bir programda açıksa kapatın.",
                "error",
            )
        else:
            raise error

    def chosen(path: Path) -> None:
        tell(PREPARING, "hint")
        (lane or session.background_worker).run(partial(put, path), partial(written, path), failed)

    file_dialogs.ask_file(parent, "Nereye kaydedilsin?", name, kind, chosen, left)
