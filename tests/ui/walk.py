"""A program of its own: walks step 1 in the real window and tells each change and each save.

    python -m tests.ui.walk [LINE]

Every line is JSON: ``{"change": [...]}`` when the window took a change, ``{"saved": n}`` when it
said that the first n of them are kept. The parent may kill it at any moment; with LINE it kills
itself the moment it has told that many lines, before anything else can happen.
"""

import itertools
import json
import os
import random
import signal
import sys
from dataclasses import asdict

from PySide6.QtCore import QCoreApplication, Qt

from ebel_wizard import app, demo, settings
from ebel_wizard.case.book import Change
from ebel_wizard.ui import driver, theme
from ebel_wizard.ui.session import SaveMark, Session

_last_line = int(sys.argv[1]) if len(sys.argv) > 1 else 0
_told = itertools.count(1)


def tell(line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()
    if next(_told) == _last_line:
        os.kill(os.getpid(), signal.SIGKILL)


def report(session: Session) -> None:
    """Tell every change and every save mark of a session."""
    count = called_saved = 0

    def changed(change: Change) -> None:
        nonlocal count
        count += 1
        tell({"change": [asdict(edit) for edit in change.edits]})

    def marked(mark: SaveMark, _: object) -> None:
        nonlocal called_saved
        if mark is SaveMark.SAVED and called_saved < count:
            called_saved = count
            tell({"saved": count})

    session.changed.connect(changed)
    session.save_mark.connect(marked)


def main() -> int:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    application = app.make_application()
    theme.apply(application, "light")
    window = demo.open_window(settings.data_dir())
    driver.bring_up(window)
    session = window.session
    report(session)
    chance = random.Random(0)

    def pause() -> None:
        if chance.random() < 0.7:  # most people look up between two answers
            driver.until(lambda: not session.unsaved, "everything to be saved")

    demo.fill_in(window, demo.example(), pause)
    window.open(f"{demo.STEP}/documents")
    driver.until(lambda: not session.unsaved, "everything to be saved")
    tell({"done": True})
    demo.close_window(window)
    return 0


if __name__ == "__main__":
    sys.exit(main())
