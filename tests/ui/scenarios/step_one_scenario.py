"""A program of its own: goes through everything in the real window and tells each change and save.

    python -m tests.ui.scenarios.step_one_scenario           everything, in one go
    python -m tests.ui.scenarios.step_one_scenario --serve   a fork for every ``Order`` read

The way has chapters, each from opening the window to closing it. Every line told is JSON:
``{"change": [...]}`` when the window took a change, ``{"saved": n}`` when it said that the first n
of them are kept. A fork can be killed at any moment; its imports, the slow part, are the server's.
"""

import itertools
import json
import os
import random
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox

from ebel_wizard import demo, settings
from ebel_wizard.case.answers import Change
from ebel_wizard.demo import driver
from ebel_wizard.ui.startup import application
from ebel_wizard.ui.state.save_status import SaveStatus
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from tests.limits import die_when_this_hangs
from tests.ui import sample_municipalities
from tests.ui.pages.test_eleven_steps import HELPDESK, Move
from tests.ui.pages.test_logo import choose, picture
from tests.ui.ui_actions import ask_to_go_back, give_list, hand_over, take_over
from tests.ui.wizard import Wizard

TOWN: Final = replace(sample_municipalities.small(), elsewhere=("Güneş Çağlayan",))
PASSWORD: Final = "Uzun ve eğri-7"
LIST: Final = sample_municipalities.large(299)  # the next row of a list is one that nobody can read


@dataclass(frozen=True, slots=True)
class Order:
    """One chapter in a folder; what is told goes to ``told``, and with ``last_line`` it kills
    itself the moment it has told that many lines, before anything else can happen.
    """

    chapter: int
    home: str
    told: str
    last_line: int = 0


def say(**line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


class Teller:
    """Tells lines, and may die of the last one."""

    def __init__(self, last_line: int = 0) -> None:
        self._last_line = last_line
        self._count = itertools.count(1)

    def tell(self, **line: object) -> None:
        say(**line)
        if next(self._count) == self._last_line:
            os.kill(os.getpid(), signal.SIGKILL)

    def listen(self, session: Session) -> None:
        """Tell every change and every save mark of a session."""
        count = called_saved = 0

        def changed(change: Change) -> None:
            nonlocal count
            count += 1
            self.tell(change=[asdict(edit) for edit in change.edits])

        def marked(mark: SaveStatus, _: object) -> None:
            nonlocal called_saved
            if mark is SaveStatus.SAVED and called_saved < count:
                called_saved = count
                self.tell(saved=count)

        session.changed.connect(changed)
        session.save_status_changed.connect(marked)


def step_one(move: Move) -> None:
    """The answers one by one, then the papers of step 1."""
    move.wizard.go("Ayarlar")
    move.wizard.answer("Yardım masasının e-postası", HELPDESK)
    chance = random.Random(0)

    def pause() -> None:
        if chance.random() < 0.7:  # most people look up between two answers
            move.wizard.wait_saved()

    move.wizard.step_one("Metin ve logo")
    choose(move.wizard, picture(move.out / "logo.png"))
    move.ask_for_it(pause)


def people(move: Move) -> None:
    """The register, and the steps up to the first logins."""
    move.fill_register()
    move.do_inferred_steps()
    move.log_in()


def authorities(move: Move) -> None:
    """Steps 6 and 7."""
    move.save_calendar()
    move.give_additional_units()
    move.give_pages()


def end(move: Move) -> None:
    """The last steps, to the closing report."""
    move.tell_contacts()
    move.build_team()
    move.tell_numbers()
    move.close_it()


def ways_back(move: Move) -> None:
    """A list is taken from a file; then nearly everything is taken back in every way there is."""
    wizard = move.wizard
    move.keep(9, "takım onayı.pdf")
    assert LIST.write_list is not None
    give_list(wizard, LIST.write_list(move.out / "personel.xlsx"))
    wizard.press(f"{len(LIST.people)} kişiyi al")
    wizard.select_row(7)
    wizard.press("Sil")
    for button in ("Geri al", "Geri al", "Yinele", "Yinele", "Geri al"):
        wizard.press(button)
    driver.click(ask_to_go_back(wizard, 0), "Geri yükle")
    driver.wait_until(lambda: not wizard.opens(QMessageBox), "the way back")
    wizard.wait_saved()
    wizard.press("Geri al")
    wizard.go("Görev listesi")
    wizard.press("Geçmiş")


def handing_over(move: Move) -> None:
    """The case goes into a file with its secrets, and comes back out of it over another answer."""
    wizard = move.wizard
    wizard.go("Ayarlar")
    file = hand_over(wizard, move.out / "devir.ebel", PASSWORD, secrets=True)
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Başka Belediye Başkanlığı")
    wizard.go("Ayarlar")
    take_over(wizard, file, PASSWORD)
    wizard.press("Geri al")


CHAPTERS: Final[tuple[Callable[[Move], None], ...]] = (
    step_one,
    people,
    authorities,
    end,
    ways_back,
    handing_over,
)


def go_through(home: Path, chapters: tuple[Callable[[Move], None], ...], teller: Teller) -> None:
    """Walk through chapters of the way, with the workspace in ``home``."""
    os.environ[settings.HOME_VARIABLE] = str(home / "ev")
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    theme.apply(application.make_application(), "light")

    def open_one() -> Wizard:
        wizard = Wizard(demo.open_window(settings.data_dir()))
        teller.listen(wizard.window.session)
        driver.activate(wizard.window)
        return wizard

    for chapter in chapters:
        move = Move(TOWN, open_one, home / chapter.__name__)
        chapter(move)
        move.wizard.wait_saved()
        move.wizard.close()
    teller.tell(done=True)


def serve() -> None:
    """Fork for every order, tell the fork's number, and how it ended."""
    import_module("tests.ui.scenarios.preloaded")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            obey(Order(**json.loads(line)))
            return
        say(pid=child)
        _, status = os.waitpid(child, 0)
        say(ended=os.waitstatus_to_exitcode(status))


def obey(order: Order) -> None:
    """Carry out an order in this process."""
    die_when_this_hangs()
    told = os.open(order.told, os.O_WRONLY)
    os.dup2(told, 1)
    os.close(told)
    go_through(Path(order.home), (CHAPTERS[order.chapter],), Teller(order.last_line))


if __name__ == "__main__":
    if sys.argv[1:]:
        serve()
    else:
        go_through(Path.cwd(), CHAPTERS, Teller())
