"""Whatever the disk does, no change is lost and none overtakes another."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.case.answers import Change
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.ui.state.change_queue import ChangeQueue, PendingChange
from ebel_wizard.ui.state.save_status import SaveStatus

FULL = StoreError(Fault.DISK_FULL)


class Disk:
    """Writes what it is given when the test says so."""

    def __init__(self) -> None:
        self.written: list[PendingChange] = []
        self.statuses: list[SaveStatus] = []
        self._given: tuple[PendingChange, Callable[[None], None], Callable[[Exception], None]]
        self.is_busy = False
        self.queue = ChangeQueue(self._write, self._status_changed)

    def _write(
        self,
        pending: PendingChange,
        done: Callable[[None], None],
        failed: Callable[[Exception], None],
    ) -> None:
        assert not self.is_busy, "two changes at a time"
        self.is_busy = True
        self._given = pending, done, failed

    def _status_changed(self) -> None:
        self.statuses.append(self.queue.status)

    def put(self, pending: PendingChange) -> None:
        self.queue.append(pending)
        self.queue.write()

    def status(self) -> SaveStatus:
        return self.queue.status

    def succeed(self) -> None:
        pending, done, _ = self._given
        self.is_busy = False
        self.written.append(pending)
        done(None)

    def fail(self, error: Exception = FULL) -> None:
        _, _, failed = self._given
        self.is_busy = False
        failed(error)


def change(label: str = "Resmî ad") -> PendingChange:
    return PendingChange(Change(label, ()))


def test_a_change_is_saved_once_it_is_written() -> None:
    disk = Disk()
    assert disk.status() is SaveStatus.SAVED
    disk.put(PendingChange(Change("Resmî ad", ()), True, Reason.RESTORE))
    assert disk.status() is SaveStatus.SAVING
    disk.succeed()
    assert disk.status() is SaveStatus.SAVED
    assert disk.queue.is_empty
    assert disk.statuses[-1] is SaveStatus.SAVED


def test_what_was_refused_stays_first_in_line_and_is_tried_with_the_next_change() -> None:
    disk = Disk()
    first, second = change("1"), change("2")
    disk.put(first)
    disk.fail()
    assert disk.status() is SaveStatus.FAILED
    assert disk.queue.error == FULL
    assert not disk.is_busy, "tried again with nobody asking for it"
    disk.put(second)
    disk.succeed()
    assert disk.status() is SaveStatus.SAVING
    disk.succeed()
    assert disk.written == [first, second]
    assert disk.queue.error is None


def test_it_fails_until_the_disk_takes_it() -> None:
    disk = Disk()
    disk.put(change("1"))
    disk.fail()
    disk.put(change("2"))
    assert disk.status() is SaveStatus.FAILED
    disk.fail()
    assert disk.status() is SaveStatus.FAILED


def test_a_retry_is_saving_again() -> None:
    disk = Disk()
    disk.put(change())
    disk.fail()
    disk.queue.retry()
    assert disk.status() is SaveStatus.SAVING
    disk.succeed()
    assert disk.status() is SaveStatus.SAVED


def test_a_bug_is_shown_as_a_fault_keeps_the_change_and_is_raised() -> None:
    disk = Disk()
    disk.put(change())
    with pytest.raises(ZeroDivisionError):
        disk.fail(ZeroDivisionError())
    assert disk.statuses[-1] is SaveStatus.FAILED
    assert disk.queue.error is not None
    assert disk.queue.error.fault is Fault.UNKNOWN
    assert not disk.queue.is_empty


def test_nothing_is_in_line_once_there_is_nothing_to_write_it_to() -> None:
    disk = Disk()
    disk.put(change("1"))
    disk.put(change("2"))
    disk.queue.clear()
    assert disk.queue.is_empty
    disk.succeed()
    assert disk.status() is SaveStatus.SAVED


@given(st.lists(st.sampled_from(["put", "succeed", "fail", "bug", "retry"]), max_size=60))
def test_any_interleaving_writes_every_change_once_and_in_order(steps: list[str]) -> None:
    disk = Disk()
    made: list[PendingChange] = []
    for step in steps:
        if step == "put":
            made.append(change(str(len(made))))
            disk.put(made[-1])
        elif step == "retry":
            disk.queue.retry()
        elif disk.is_busy and step == "succeed":
            disk.succeed()
        elif disk.is_busy and step == "fail":
            disk.fail()
        elif disk.is_busy:
            with pytest.raises(RuntimeError):
                disk.fail(RuntimeError())
        assert disk.written == made[: len(disk.written)]
        assert disk.queue.is_empty == (disk.written == made)
        assert (disk.status() is SaveStatus.SAVED) == disk.queue.is_empty
        assert disk.is_busy or disk.queue.is_empty or disk.status() is SaveStatus.FAILED
    disk.queue.retry()
    while disk.is_busy:
        disk.succeed()
    assert disk.written == made
    assert disk.status() is SaveStatus.SAVED
