"""Start-up and memory of the wizard beside a bare PySide6 window, in turn, medians of nine.

    packaging/with-keyring.sh --if-possible .venv/bin/python benchmarks/startup.py

Seconds are from the start of the process to the first paint of the window, and to the task list of
a filled workspace with 1,200 people, when it takes keys; both beside the first paint of the bare
window. Memory is the process's peak resident set at the task list. The processor's seconds stand
beside the clock's, because others may work on the machine. The imports that no order of ours can
spare are named at the end.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.measure import tell

ROUNDS = 9
PEOPLE = 1_200
ROOT = Path(__file__).resolve().parents[1]
REPORT = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
def report():
    print(time.process_time(), flush=True)
    os._exit(0)
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWindow():
            QTimer.singleShot(0, report)
        return False
painted = Painted()
"""
BARE = f"""
from PySide6.QtWidgets import QApplication, QWidget
{REPORT}
app = QApplication([])
window = QWidget()
window.installEventFilter(painted)
window.show()
app.exec()
"""
FRAME = f"""
from ebel_wizard import __main__
from ebel_wizard.ui.startup import application
{REPORT}
show = application.MainWindow.show
application.MainWindow.show = lambda window: (window.installEventFilter(painted), show(window))
__main__.main([])
"""
WIZARD = f"""
from ebel_wizard import __main__
from ebel_wizard.ui.startup import application
{REPORT}
begin = application.MainWindow.begin
def begin_and_report(window, *args):
    begin(window, *args)
    QTimer.singleShot(0, window, lambda: window.installEventFilter(painted) or window.update())
application.MainWindow.begin = begin_and_report
__main__.main([])
"""
FILL = f"""
from benchmarks.startup import fill
fill({PEOPLE})
"""
FLOORS = ("sqlalchemy", "PySide6.QtWidgets")


@dataclass(frozen=True, slots=True)
class Start:
    """What a start took: seconds of the clock and of the processor, and the peak in MB."""

    seconds: float
    processor: float
    peak: float


def fill(people: int) -> None:
    """Fill a workspace through its window, and its register at once; leave it on the task list."""
    from ebel_wizard import demo, settings
    from ebel_wizard.case import register
    from ebel_wizard.case.model import Person
    from ebel_wizard.demo import driver
    from ebel_wizard.ui.startup import application

    application.make_application()
    window = demo.open_window(settings.data_dir())
    driver.activate(window)
    demo.fill_in(window, demo.example())
    demo.forget_secrets(window)
    rng, session = random.Random(14), window.session
    names = ("Ayşe", "Işıl", "Çağrı", "İpek", "Şule", "Ömer", "Gül", "Uğur", "Mehmet", "Zeynep")
    made = [
        Person(
            name=f"{rng.choice(names)} {rng.choice(names)}",
            surname=f"{rng.choice(names)}oğlu",
            title=rng.choice(("Memur", "Şef", "Mühendis", "Tekniker")),
            unit=f"{rng.choice(names)} Müdürlüğü",
        )
        for _ in range(people)
    ]
    session.commit(lambda: register.add_people(session.answers, made), "")
    window.open("home")
    demo.close_window(window)


def once(program: str, env: dict[str, str]) -> Start:
    """Start a program and wait until it reports; it ends there, as one that is killed."""
    for lock in Path(env["EBEL_WIZARD_HOME"]).glob("data/wizard.lock"):
        lock.unlink()  # or the start would first look whether another window has the workspace
    begun = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program], env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    seconds = perf_counter() - begun
    assert line, "the program ended without a report"
    _, _, usage = os.wait4(process.pid, 0)
    process.stdout.close()
    process.returncode = 0
    return Start(seconds, float(line), usage.ru_maxrss / 1024)


def environment(home: Path) -> dict[str, str]:
    """Return what a program is started with that has everything in one folder."""
    return {
        **os.environ,
        "EBEL_WIZARD_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }


def medians(programs: dict[str, str], env: dict[str, str]) -> dict[str, Start]:
    """Start each program in turn, with a first round that is not counted."""
    runs: dict[str, list[Start]] = {name: [] for name in programs}
    for _ in range(ROUNDS + 1):
        for name, program in programs.items():
            runs[name].append(once(program, env))
    return {
        name: Start(
            statistics.median(each.seconds for each in measured[1:]),
            statistics.median(each.processor for each in measured[1:]),
            statistics.median(each.peak for each in measured[1:]),
        )
        for name, measured in runs.items()
    }


def main() -> None:
    floors = {f"import {name}": f"import {name}\n{REPORT}\nreport()" for name in FLOORS}
    with tempfile.TemporaryDirectory() as home:
        env = environment(Path(home))
        subprocess.run([sys.executable, "-c", FILL], env=env, check=True, stderr=subprocess.DEVNULL)
        found = medians({"bare": BARE, "frame": FRAME, "list": WIZARD, **floors}, env)
    bare, frame, listed = found["bare"], found["frame"], found["list"]
    for what, start, bound in (
        ("first paint of the frame, beside a bare window", frame, 1.6),
        (f"task list with {PEOPLE:,} people, ready for keys", listed, 4.0),
    ):
        tell(what, start.seconds / bare.seconds, bound, note=f"{start.seconds:.2f} s")
        processor = start.processor / bare.processor
        tell("– by the processor’s time", processor, bound, note=f"{start.processor:.2f} s")
    tell("peak memory there", listed.peak / bare.peak, 2.2, note=f"{listed.peak:.0f} MB")
    print(f"bare window: {bare.seconds:.2f} s, {bare.processor:.2f} s, {bare.peak:.0f} MB")
    for name in floors:
        start = found[name]
        print(f"{name}: {start.processor:.2f} s of the processor, {start.peak:.0f} MB")


if __name__ == "__main__":
    main()
