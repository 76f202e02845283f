"""Start-up and memory of the wizard beside a bare PySide6 window, in turn, medians of nine.

    .venv/bin/python benchmarks/startup.py

Seconds are from the start of the process to the first paint of the window; the wizard's window
opens a filled workspace on its task list. Memory is the process's peak resident set.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 9
ROOT = Path(__file__).resolve().parents[1]
PAINTED = """
from PySide6.QtCore import QEvent, QObject
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWindow():
            print("painted", flush=True)
            os._exit(0)
        return False
"""
BARE = f"""
import os, sys
from PySide6.QtWidgets import QApplication, QWidget
{PAINTED}
app = QApplication([])
painted = Painted()
window = QWidget()
window.installEventFilter(painted)
window.show()
app.exec()
"""
WIZARD = f"""
import os, sys
{PAINTED}
from ebel_wizard.ui.startup import application
started = []
def opened(window):
    painted = Painted()
    started.append(painted)
    window.installEventFilter(painted)
show = application.MainWindow.show
application.MainWindow.show = lambda window: (opened(window), show(window))
application.run()
"""
FILL = """
from ebel_wizard import demo, settings
from ebel_wizard.demo import driver
from ebel_wizard.ui.startup import application
application.make_application()
window = demo.open_window(settings.data_dir())
driver.activate(window)
demo.fill_in(window, demo.example())
demo.forget_secrets(window)
window.open("home")
demo.close_window(window)
"""


def once(program: str, env: dict[str, str]) -> tuple[float, float]:
    """Seconds to the first paint, and the peak in MB."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program], env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    seconds = time.perf_counter() - begun
    assert line == b"painted\n", line
    _, _, usage = os.wait4(process.pid, 0)
    process.stdout.close()
    process.returncode = 0
    return seconds, usage.ru_maxrss / 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        env = {
            **os.environ,
            "EBEL_WIZARD_HOME": home,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
        }
        subprocess.run([sys.executable, "-c", FILL], env=env, check=True, stderr=subprocess.DEVNULL)
        programs = {"bare window": BARE, "wizard": WIZARD}
        runs: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
        for _ in range(ROUNDS + 1):
            for name, program in programs.items():
                runs[name].append(once(program, env))
    print(f"{'':12} {'seconds':>8} {'MB':>6}")
    for name, measured in runs.items():
        seconds, peak = (statistics.median(each) for each in zip(*measured[1:], strict=True))
        print(f"{name:12} {seconds:8.3f} {peak:6.0f}")


if __name__ == "__main__":
    main()
