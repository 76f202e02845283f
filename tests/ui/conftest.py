"""The real window on a workspace of its own, with the keyring of this test session."""

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
        wizard.window.resize(1160, 800)
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
        driver.activate(wizard.window)
        yield wizard
        wizard.close()
        wizard.window.deleteLater()


@pytest.fixture(scope="session")
def example_home(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the invented municipality's answers were given once, through the window."""
    own = tmp_path_factory.mktemp("ornek") / "ev"
    with opened_in(own, qapp) as wizard:
        demo.fill_in(wizard.window, demo.example())
        demo.forget_secrets(wizard.window)
    return own


@pytest.fixture
def answered(home: Path, example_home: Path, open_wizard: Open) -> Wizard:
    """The invented municipality's answers; no secret is kept."""
    shutil.copytree(example_home, home)
    return open_wizard()


@pytest.fixture
def filled(answered: Wizard) -> Wizard:
    """The invented municipality's answers, at the documents; no secret is kept."""
    answered.step_one("Belgeler")
    answered.wait_preview()
    return answered
