"""A program of its own: the real one, with a monkey at keyboard and mouse.

    python -m tests.ui.scenarios.monkey_scenario SEED EVENTS SECONDS FOLDER

Ends after so many events and seconds, takes everything back, makes it again, closes the window and
opens it anew. Prints a ``Report`` as JSON. Files may be chosen from the folder and saved there.
"""

import faulthandler
import json
import logging
import random
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import monotonic
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, QUrl, Slot, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ebel_wizard import demo, settings
from ebel_wizard.case import compare, fields, model, register
from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.case.tables import ANSWER, PERSON, TABLES
from ebel_wizard.demo import driver
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup import application
from tests.limits import HANG
from tests.ui import sample_municipalities
from tests.ui.monkey import Monkey, erases, in_front, in_sight, leave

_PEOPLE: Final = 40  # that are on the register from the beginning
_PAUSES_MS: Final = (*[1] * 30, 30, 600)  # never 0: what was begun comes to its end first
_LEAVING: Final = 500  # times that something in front is sent away at the end


@dataclass
class Report:
    """What became of the program.

    ``places`` and ``dialogs`` tell where the monkey came, ``changes`` how many it made, those that
    it took back or made again among them, and ``undone`` how many were taken back at the end.
    ``errors`` are those that nobody expected, ``messages`` Qt's own. ``memory`` is in MB, at the
    start, after each minute and at the end; ``stalls`` tell for how many milliseconds the window
    stood still and after what. ``differs`` has the rows that are not as they should be once all is
    ``undone``, once it is ``redone``, and on the ``disk``.
    """

    events: int = 0
    places: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    changes: int = 0
    undone: int = 0
    errors: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    stalls: list[tuple[int, str]] = field(default_factory=list)
    threads: list[str] = field(default_factory=list)
    differs: dict[str, list[str]] = field(default_factory=dict)


class Listener(logging.Handler):
    """Takes what the program logs: where it is, where it stood still, what it did not expect."""

    def __init__(self, report: Report, recent: Callable[[], str]) -> None:
        super().__init__()
        self._report = report
        self._recent = recent

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if text.startswith("at ") and text not in self._report.places:
            self._report.places.append(text)
        elif text.startswith("the window stood still"):
            length = int("".join(filter(str.isdigit, text)))
            self._report.stalls.append((length, self._recent()[-150:]))
        elif record.levelno >= logging.WARNING:
            trace = logging.Formatter().format(record)
            self._report.errors.append(f"{trace}\nafter {self._recent()}")


class Outside(QObject):
    """What the system opens for the program: a file, a page, a mail."""

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        pass


class Run:
    """Lets a monkey loose on the program until it is time to end."""

    def __init__(self, seed: int, events: int, seconds: float, folder: Path) -> None:
        self.report = Report()
        self.after = Answers()
        """What the window had in memory when it was closed."""
        self._chance = random.Random(seed)
        self._events, self._seconds, self._folder = events, seconds, folder
        self._begun = 0.0
        self._leaving = 0
        self._window: MainWindow | None = None
        self._monkey: Monkey | None = None
        logging.getLogger("ebel_wizard").addHandler(Listener(self.report, self._recent))
        qInstallMessageHandler(self._take_message)
        QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        driver.wait_until(windows, "the window")
        (self._window,) = windows()
        driver.activate(self._window)
        self._monkey = Monkey(self._chance, self._window, self._folder)
        self._window.session.changed.connect(self._look_at)
        self._before = copy(self._window.session.answers)
        self._begun = monotonic()
        self._tick()

    def _tick(self) -> None:
        """Do one thing and the next in a moment, even if this one opens a loop of its own."""
        assert self._monkey is not None
        assert self._window is not None
        passed = monotonic() - self._begun
        while len(self.report.memory) * 60 <= passed:
            self.report.memory.append(resident())
        if not self._window.isVisible():
            self._give_up("the window is gone")
        elif self.report.events < self._events or passed < self._seconds:
            QTimer.singleShot(self._chance.choice(_PAUSES_MS), self._tick)
            self.report.events += 1
            self._monkey.act()
        elif front := in_front():
            self._leave(front)
        else:
            try:
                self._end(self._window)
            except Exception:  # noqa: BLE001 - the program itself would go on with it
                self._give_up(traceback.format_exc())

    def _leave(self, front: QWidget) -> None:
        """Send what is in front away, or answer it where it does not go."""
        if self._leaving == _LEAVING:
            self._give_up(f"{type(front).__name__} does not go away")
            return
        QTimer.singleShot(0, self._tick)
        self._leaving += 1
        buttons = [each for each in in_sight(front) if isinstance(each, QAbstractButton)]
        if self._leaving % 2 or not buttons or erases(front):
            leave(front)
        else:
            self._chance.choice(buttons).click()

    def _give_up(self, why: str) -> None:
        self._note_error(why)
        QApplication.exit(1)

    def _note_error(self, error: str) -> None:
        self.report.errors.append(f"{error}\nafter {self._recent()}")

    def _end(self, window: MainWindow) -> None:
        """Take everything back, make it again, and close the window as its own button does."""
        session = window.session
        driver.wait_until(lambda: not session.unsaved, "everything to be saved")
        last = copy(session.answers)
        while session.undo_label:
            session.undo()
            self.report.undone += 1
            QCoreApplication.processEvents()
        self._compare("undone", self._before, session.answers)
        for _ in range(self.report.undone):
            session.redo()
            QCoreApplication.processEvents()
        self._compare("redone", last, session.answers)
        self.report.memory.append(resident())
        self.report.dialogs = sorted(self._monkey.seen if self._monkey else ())
        demo.close_window(window)
        self.after = copy(session.answers)

    def look_at_the_disk(self) -> None:
        """Open the window anew, and compare what it shows with what the last one had."""
        self.report.threads = [
            each.name for each in threading.enumerate() if each is not threading.main_thread()
        ]
        window = demo.open_window(settings.data_dir())
        self._compare("disk", self.after, window.session.answers)
        demo.close_window(window)

    def _compare(self, when: str, wanted: Answers, found: Answers) -> None:
        change = compare.change_to(wanted, found, "")
        edits = change.edits if change is not None else ()
        self.report.differs[when] = [f"{each.table} {each.key}" for each in edits]

    def _look_at(self, change: Change) -> None:
        """Count a change, and make sure that no list has a row about somebody who is not there."""
        self.report.changes += 1
        assert self._window is not None
        answers = self._window.session.answers
        people = answers.rows(PERSON)
        for spec in TABLES.values():
            for key, row in answers.rows(spec.name).items() if spec.person else ():
                if spec.person_of(key, row) not in people:
                    self._note_error(f"nobody in {spec.name} since {change.label}")

    def _recent(self) -> str:
        return "; ".join(self._monkey.recent if self._monkey else ())

    def _take_message(self, _: object, __: object, text: str) -> None:
        if not text.startswith("This plugin does not support"):
            self.report.messages.append(f"{text} after {self._recent()}")


def copy(answers: Answers) -> Answers:
    return Answers({name: dict(answers.rows(name)) for name in TABLES})


def windows() -> list[MainWindow]:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    return [each for each in found if each.isVisible() and each.is_ready]


def resident() -> int:
    """The memory in use, in MB; 0 where the system does not tell."""
    told = Path("/proc/self/statm")
    pages = int(told.read_text("ascii").split()[1]) if told.exists() else 0
    return pages * 4096 // 2**20


def fill(folder: Path) -> None:
    """Keep a case with which something can be done: a municipality's answers, and people."""
    workspace, answers, case = Workspace.open(folder), Answers(), demo.example()
    rows = {
        each.path: {"value": model.value(case, each.path)}
        for each in (*fields.MUNICIPALITY, *fields.LETTER, *fields.SIGNATORY)
    }
    people = sample_municipalities.large(_PEOPLE).people
    for change in (answers.put(ANSWER, dict(rows), ""), register.add_people(answers, people)):
        assert change is not None
        workspace.apply(change)
        answers.apply(change)
    workspace.close()


def main(seed: int, events: int, seconds: float, folder: Path) -> int:
    faulthandler.dump_traceback_later(HANG + seconds, exit=True)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    fill(settings.data_dir())
    application.make_application()
    outside = Outside()
    for scheme in ("file", "mailto", "http", "https"):
        QDesktopServices.setUrlHandler(scheme, outside, "take")  # type: ignore[arg-type]  # its own bytes are refused
    run = Run(seed, events, seconds, folder)
    status = application.run()
    if status == 0:
        run.look_at_the_disk()
    sys.stdout.write(json.dumps(asdict(run.report)) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), Path(sys.argv[4])))
