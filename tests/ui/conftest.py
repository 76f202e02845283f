"""The real window on a workspace of its own, with the keyring of this test session."""

import functools
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ebel_wizard import demo, settings
from ebel_wizard.demo import driver
from ebel_wizard.ui.startup import application
from ebel_wizard.ui.widgets import theme
from tests.ui.wizard import Wizard

Open = Callable[[], Wizard]
Prepare = Callable[[Wizard], None]
Resume = Callable[[Prepare], Wizard]
_SIZE = (1160, 800)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    return QApplication


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where everything of the program lies in this test."""
    own = tmp_path / "ev"
    monkeypatch.setenv(settings.HOME_VARIABLE, str(own))
    return own


@pytest.fixture
def open_wizard(qapp: QApplication, home: Path) -> Iterator[Open]:
    """Opens the wizard as often as a test needs; every window is closed and every thread gone."""
    before = set(threading.enumerate())
    application.make_application()
    theme.apply(qapp, "light")
    QGuiApplication.clipboard().clear()
    opened: list[Wizard] = []

    def open_one() -> Wizard:
        wizard = Wizard(demo.open_window(settings.data_dir()))
        wizard.window.resize(*_SIZE)
        driver.activate(wizard.window)
        opened.append(wizard)
        return wizard

    yield open_one
    for wizard in opened:
        wizard.close()
        wizard.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # Nobody waits for the keyring's thread where a window closes: the keyring may not answer.
    driver.wait_until(lambda: set(threading.enumerate()) <= before, "every thread to end")


@pytest.fixture
def wizard(open_wizard: Open) -> Wizard:
    """The wizard, opened for the first time."""
    return open_wizard()


@contextmanager
def opened_in(home: Path, qapp: QApplication) -> Iterator[Wizard]:
    """A wizard for what several tests share, with everything of the program in a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(settings.HOME_VARIABLE, str(home))
        application.make_application()
        theme.apply(qapp, "light")
        wizard = Wizard(demo.open_window(settings.data_dir()))
        wizard.window.resize(*_SIZE)
        driver.activate(wizard.window)
        yield wizard
        wizard.close()
        wizard.window.deleteLater()


@pytest.fixture(scope="session")
def prepared(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Prepare], Path]:
    """The home that something done in a new window left; it is done once."""

    @functools.cache
    def home_after(prepare: Prepare) -> Path:
        own = tmp_path_factory.mktemp("önceden") / "ev"
        with opened_in(own, qapp) as wizard:
            prepare(wizard)
        return own

    return home_after


@pytest.fixture
def resume(prepared: Callable[[Prepare], Path], home: Path, open_wizard: Open) -> Resume:
    """Opens the wizard where something was done, in a copy of the home that this left."""

    def open_after(prepare: Prepare) -> Wizard:
        shutil.copytree(prepared(prepare), home)
        return open_wizard()

    return open_after


def fill_in_example(wizard: Wizard) -> None:
    """Give the invented municipality's answers; no secret is kept."""
    demo.fill_in(wizard.window, demo.example())
    demo.forget_secrets(wizard.window)


@pytest.fixture(scope="session")
def example_home(prepared: Callable[[Prepare], Path]) -> Path:
    """Where the invented municipality's answers were given once, through the window."""
    return prepared(fill_in_example)


@pytest.fixture
def answered(resume: Resume) -> Wizard:
    """The invented municipality's answers; no secret is kept."""
    return resume(fill_in_example)


@pytest.fixture
def filled(answered: Wizard) -> Wizard:
    """The invented municipality's answers, at the documents; no secret is kept."""
    answered.step_one("Belgeler")
    answered.wait_preview()
    return answered
