"""One keystroke's commit with 10,000 people in the register and in step 7; medians.

    QT_QPA_PLATFORM=offscreen PYTHONPATH=. .venv/bin/python benchmarks/refresh.py

The time of the window's own thread from the commit until the window is drawn again, which is how
long it does not answer. Every place measured was open before, as in the middle of a day.
"""

import gc
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from typing import Final

from benchmarks.measure import tell
from benchmarks.register import NAMES, TITLES, UNITS, tckn
from ebel_wizard import demo, settings
from ebel_wizard.case import register
from ebel_wizard.case.model import Person
from ebel_wizard.case.tables import PAGE_AUTHORITY, PERSON
from ebel_wizard.demo import driver
from ebel_wizard.ui.lists.table import ListTable
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup import application
from ebel_wizard.ui.widgets import theme

COUNT: Final = 10_000
ROUNDS: Final = 30
STEP_1: Final = "talep-yazisi"
STEP_7: Final = "sayfa-yetkileri"
MEASURED: Final = (
    ("a duty in step 7", f"{STEP_7}/page_authorities", "duty", 15),
    ("a title in the register", "register/people", "title", 15),
    ("the name in step 1", f"{STEP_1}/municipality", "", 8),
)


def fill(window: MainWindow) -> None:
    """Put everybody on the register, each with a duty and an approval in step 7."""
    answers, session = window.session.answers, window.session
    people = [
        Person(
            name=NAMES[n % len(NAMES)],
            surname=f"Soyad{n:05}",
            tckn=tckn(n),
            mobile=f"0500 {n // 10_000:03} {n % 10_000 // 100:02} {n % 100:02}",
            title=TITLES[n % len(TITLES)],
            unit=UNITS[n % len(UNITS)],
        )
        for n in range(COUNT)
    ]
    session.commit(lambda: register.add_people(answers, people), "")
    for part, text in (("duty", "Evrak kaydı"), ("approved", "01.12.2026")):
        everybody = list(answers.rows(PERSON))
        session.commit(
            lambda: answers.set_part(PAGE_AUTHORITY, everybody, part, text),  # noqa: B023
            STEP_7,
        )
    driver.wait_until(lambda: not session.unsaved, "everything to be saved")


def keystroke(window: MainWindow, part: str) -> Callable[[], None]:
    """Type one more letter into a cell of the list in sight, until it is kept and drawn."""
    table = next(driver.visible_widgets(window, ListTable))
    at = [each.field.path for each in table.rows.columns].index(part)
    index = table.rows.index(COUNT // 2, at)
    table.scrollTo(index)
    texts = (f"Memur {n}" for n in count())

    def commit() -> None:
        table.rows.buffer_text(index, next(texts))
        window.session.flush()
        driver.process_events()

    return commit


def answer(window: MainWindow) -> Callable[[], None]:
    """Change an answer of step 1 at its page."""
    texts: Iterator[str] = (f"Örnekköy {n} Belediye Başkanlığı" for n in count())

    def commit() -> None:
        window.session.commit(
            lambda: window.session.answers.set_answer("municipality.name", next(texts)), STEP_1
        )
        driver.process_events()

    return commit


def median(window: MainWindow, commit: Callable[[], None]) -> float:
    """Milliseconds of the window's thread, the first two not counted."""
    taken = []
    for each in range(ROUNDS + 2):
        driver.wait_until(lambda: not window.session.unsaved, "everything to be saved")
        driver.process_events()
        begun = time.thread_time()
        commit()
        if each > 1:
            taken.append(time.thread_time() - begun)
    return statistics.median(taken) * 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ[settings.HOME_VARIABLE] = folder
        theme.apply(application.make_application(), "light")
        window = demo.open_window(settings.data_dir())
        gc.freeze()  # as the program does
        window.resize(1160, 860)
        driver.activate(window)
        fill(window)
        for _, place, _, _ in MEASURED:
            window.open(place)
            driver.process_events()
        for what, place, part, bound in MEASURED:
            window.open(place)
            driver.process_events()
            commit = keystroke(window, part) if part else answer(window)
            tell(f"a letter of {what}, kept and drawn", median(window, commit), bound, "ms")
        demo.close_window(window)


if __name__ == "__main__":
    main()
