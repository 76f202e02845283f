"""What refers to itself is destroyed on the thread of the window, whoever else allocates."""

import gc
import threading
import weakref
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QWidget

from ebel_wizard.demo import driver
from tests.ui.wizard import Wizard


class Knot(QWidget):
    """A widget that only the garbage collector destroys."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def allocate(kept: list[object]) -> None:
    """Keep as much more as makes Python collect several times of its own accord."""
    kept.extend([number] for number in range(20 * gc.get_threshold()[0]))


@pytest.fixture
def soon() -> Iterator[None]:
    """What is older is looked at after two collections of what is younger, not after ten."""
    before = gc.get_threshold()
    gc.set_threshold(before[0], 1, 1)
    yield
    gc.set_threshold(*before)


def test_a_widget_in_a_cycle_is_destroyed_on_the_thread_of_the_window(wizard: Wizard) -> None:
    destroyed_on: list[str] = []
    for _ in range(3):
        weakref.finalize(Knot(), lambda: destroyed_on.append(threading.current_thread().name))
    kept: list[object] = []
    thread = threading.Thread(target=partial(allocate, kept), name="background")
    thread.start()
    thread.join()
    assert destroyed_on == []
    driver.wait_until(lambda: len(destroyed_on) == 3, "the garbage to be collected")
    assert set(destroyed_on) == {threading.main_thread().name}


def test_garbage_that_is_left_for_long_is_collected_too(wizard: Wizard, soon: None) -> None:
    """One that has survived some collections is no less garbage."""
    knot = Knot()
    for _ in range(3):
        gc.collect(1)
    gone: list[bool] = []
    weakref.finalize(knot, lambda: gone.append(True))
    del knot
    kept: list[object] = []

    def collected() -> bool:
        allocate(kept)
        return bool(gone)

    driver.wait_until(collected, "the oldest garbage to be collected")
