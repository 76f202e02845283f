"""What refers to itself is destroyed on the thread of the window, whoever else allocates."""

import gc
import threading
import weakref

from PySide6.QtWidgets import QWidget

from ebel_wizard.demo import driver
from tests.ui.wizard import Wizard


class Knot(QWidget):
    """A widget that only the garbage collector destroys."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


kept: list[list[int]] = []
"""What was allocated: Python counts what is freed again as if it had never been."""


def allocate() -> None:
    """Allocate as much as makes Python collect several times of its own accord."""
    kept[:] = [[number] for number in range(20 * gc.get_threshold()[0])]


def test_a_widget_in_a_cycle_is_destroyed_on_the_thread_of_the_window(wizard: Wizard) -> None:
    destroyed_on: list[str] = []
    for _ in range(3):
        weakref.finalize(Knot(), lambda: destroyed_on.append(threading.current_thread().name))
    thread = threading.Thread(target=allocate, name="background")
    thread.start()
    thread.join()
    assert destroyed_on == []
    driver.wait_until(lambda: len(destroyed_on) == 3, "the garbage to be collected")
    assert set(destroyed_on) == {threading.main_thread().name}


def test_garbage_that_is_left_for_long_is_collected_too(wizard: Wizard) -> None:
    """One that has survived some collections is no less garbage."""
    knot = Knot()
    while gc.get_count()[2] <= gc.get_threshold()[2]:
        gc.collect(1)
    gone: list[bool] = []
    weakref.finalize(knot, lambda: gone.append(True))
    del knot

    driver.wait_until(lambda: gone, "the oldest garbage to be collected")
