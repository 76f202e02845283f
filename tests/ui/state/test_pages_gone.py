"""A page that is made anew while its job runs gets no answer, and no answer of the officer's is
lost with it.
"""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.exceptions import capture_exceptions
from shiboken6 import isValid

from ebel_wizard.demo import driver
from ebel_wizard.ui.lists.file_list import FileList
from tests.ui.ui_actions import FOLLOW_UP
from tests.ui.wizard import Wizard


class Job:
    """A job of a page that ends when the test says so."""

    def __init__(self, wizard: Wizard) -> None:
        self._wizard = wizard
        self._may_end = Event()
        self._is_last_done = False
        worker = wizard.window.session.background_worker
        worker.run(lambda: self._may_end.wait(20), lambda _: None, receiver=wizard.window)

    def end(self) -> None:
        """Let it end and wait until its result was delivered to whoever is there."""
        session = self._wizard.window.session
        session.background_worker.run(lambda: None, self._end, receiver=session)
        self._may_end.set()
        driver.wait_until(lambda: self._is_last_done, "the last job")

    def _end(self, _: None) -> None:
        self._is_last_done = True


@pytest.fixture
def job(wizard: Wizard) -> Iterator[Job]:
    made = Job(wizard)
    yield made
    made.end()


def make_page_anew(wizard: Wizard) -> None:
    """Correct the words of step 3, so that its other page is thrown away."""
    page = next(driver.visible_widgets(wizard.window, FileList))
    wizard.go("3. ", "Adımın metnini değiştir")
    wizard.answer("Adımın adı", "Başka bir başlık")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(page), "the page was not made anew"


def test_a_file_that_was_being_read_is_kept(wizard: Wizard, job: Job, tmp_path: Path) -> None:
    letter = tmp_path / "yazi.pdf"
    letter.write_bytes(b"%PDF-1.7")
    wizard.go("3. ", FOLLOW_UP)
    next(driver.visible_widgets(wizard.window, FileList)).add([letter])
    with capture_exceptions() as raised:
        make_page_anew(wizard)
        job.end()
        wizard.wait_saved()
    assert raised == []
    wizard.go("3. ", FOLLOW_UP)
    driver.wait_until(lambda: wizard.asks("Dosyanın adı"), "the file that was kept")
    assert wizard.shows("Dosyanın adı") == "yazi.pdf"


def test_what_is_wrong_with_a_file_is_told_to_nobody_once_the_page_is_gone(
    wizard: Wizard, job: Job, tmp_path: Path
) -> None:
    large = tmp_path / "büyük.pdf"
    with large.open("wb") as out:
        out.truncate(26 * 1024 * 1024)
    wizard.go("3. ", FOLLOW_UP)
    next(driver.visible_widgets(wizard.window, FileList)).add([tmp_path / "yok.pdf", large])
    with capture_exceptions() as raised:
        make_page_anew(wizard)
        job.end()
    assert raised == []
    wizard.go("3. ", FOLLOW_UP)
    assert not wizard.asks("Dosyanın adı")
