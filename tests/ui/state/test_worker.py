"""A result reaches whoever asked for it, on the UI thread, and nobody who is gone."""

import gc
import threading
import weakref
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ebel_wizard.ui.state.worker import SerialWorker, call_if_alive


@pytest.fixture
def owner(qapp: QApplication) -> Iterator[QObject]:
    made = QObject()
    yield made
    delete(made)


@pytest.fixture
def worker(owner: QObject) -> Iterator[SerialWorker]:
    made = SerialWorker("test", owner)
    yield made
    made.close()


def fail() -> None:
    raise ValueError("unforeseen")


def unexpected(result: object) -> None:
    pytest.fail(f"called with {result}")


def finish(worker: SerialWorker, owner: QObject, qtbot: QtBot) -> None:
    """Wait until everything handed over so far was delivered: results keep the jobs' order."""
    last: list[None] = []
    worker.run(lambda: None, last.append, receiver=owner)
    qtbot.waitUntil(lambda: bool(last))


def test_results_arrive_in_order_on_the_thread_of_the_window(
    worker: SerialWorker, owner: QObject, qtbot: QtBot
) -> None:
    got: list[tuple[int, int, int]] = []

    def done(result: tuple[int, int]) -> None:
        got.append((*result, threading.get_ident()))

    for number in range(20):
        worker.run(partial(lambda n: (n, threading.get_ident()), number), done, receiver=owner)
    finish(worker, owner, qtbot)
    assert [number for number, _, _ in got] == list(range(20))
    here = threading.get_ident()
    assert {delivered for _, _, delivered in got} == {here}
    assert here not in {worked for _, worked, _ in got}


def test_an_error_goes_to_whoever_takes_it(
    worker: SerialWorker, owner: QObject, qtbot: QtBot
) -> None:
    errors: list[Exception] = []
    worker.run(fail, unexpected, errors.append, receiver=owner)
    finish(worker, owner, qtbot)
    assert [str(each) for each in errors] == ["unforeseen"]


def test_an_error_nobody_takes_is_raised_on_the_thread_of_the_window(
    worker: SerialWorker, owner: QObject, qtbot: QtBot
) -> None:
    with capture_exceptions() as raised:
        worker.run(fail, unexpected, receiver=owner)
        finish(worker, owner, qtbot)
    assert [kind for kind, _, _ in raised] == [ValueError]


@pytest.mark.parametrize("work", [lambda: 1, fail], ids=["result", "error"])
@pytest.mark.parametrize("takes_errors", [True, False])
def test_a_receiver_that_is_gone_gets_nothing_and_nothing_raises(
    worker: SerialWorker, owner: QObject, qtbot: QtBot, work: object, takes_errors: bool
) -> None:
    assert callable(work)
    released = threading.Event()
    receiver = QLabel()
    called: list[object] = []

    def job() -> object:
        assert released.wait(20)
        return work()

    with capture_exceptions() as raised:
        worker.run(job, called.append, called.append if takes_errors else None, receiver=receiver)
        delete(receiver)
        released.set()
        finish(worker, owner, qtbot)
    assert called == []
    assert raised == []


def test_the_job_is_done_even_when_its_receiver_is_gone(
    worker: SerialWorker, owner: QObject, qtbot: QtBot
) -> None:
    receiver = QObject()
    done: list[int] = []
    released = threading.Event()
    worker.run(lambda: released.wait(20), lambda _: None, receiver=owner)
    worker.run(partial(done.append, 1), unexpected, receiver=receiver)
    delete(receiver)
    released.set()
    finish(worker, owner, qtbot)
    assert done == [1]


def test_a_closed_worker_finishes_its_jobs_and_delivers_nothing(
    worker: SerialWorker, owner: QObject, qapp: QApplication
) -> None:
    done: list[int] = []
    worker.run(partial(done.append, 1), unexpected, receiver=owner)
    worker.close()
    worker.run(partial(done.append, 2), unexpected, receiver=owner)
    qapp.processEvents()
    assert done == [1]


def test_what_a_job_refers_to_is_let_go_on_the_thread_of_the_window(
    worker: SerialWorker, owner: QObject, qtbot: QtBot
) -> None:
    threads: list[int] = []
    receiver = QObject()
    weakref.finalize(receiver, lambda: threads.append(threading.get_ident()))
    worker.run(receiver.objectName, lambda _: None, receiver=receiver)
    del receiver
    finish(worker, owner, qtbot)
    gc.collect()
    assert threads == [threading.get_ident()]


def test_a_callback_beside_the_receiver_is_not_called_for_somebody_gone(
    qapp: QApplication,
) -> None:
    receiver = QObject()
    called: list[int] = []
    callback = call_if_alive(receiver, called.append)
    callback(1)
    delete(receiver)
    callback(2)
    assert called == [1]
