"""Puts the window's parts together: application, workspace, session, window."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from ebel_wizard import resources, settings
from ebel_wizard.case.book import Book
from ebel_wizard.guide.loader import GuideError, load_guide
from ebel_wizard.store.errors import StoreError
from ebel_wizard.ui import theme
from ebel_wizard.ui.lanes import Lane
from ebel_wizard.ui.session import GEOMETRY, PLACE, Session
from ebel_wizard.ui.window import MainWindow


def make_application() -> QApplication:
    """The application in Turkish, Qt's own dialogs included."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("ebel_wizard")
    app.setApplicationDisplayName("e-Belediye’ye geçiş")
    app.setDesktopFileName("ebel-wizard")
    app.setWindowIcon(QIcon(str(resources.path("icons", "ebel-wizard.svg"))))
    QLocale.setDefault(QLocale(QLocale.Language.Turkish, QLocale.Country.Turkey))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_tr", folder):
        app.installTranslator(translator)
    return app


class Start(QObject):
    """Opens the workspace in its lane and then the window; says in words what prevents it."""

    opened = Signal(object)
    refused = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._database = Lane("database", self)
        self.window: MainWindow | None = None
        self.session: Session | None = None

    def open(self) -> None:
        """Begin; ``opened`` or ``refused`` follows."""
        self._database.run(self._load, self._show, self._refuse)

    def close(self) -> None:
        """Let go of everything when no window does it."""
        self._database.close()

    def _load(self) -> tuple[object, Book, str, str]:
        from ebel_wizard.store.workspace import Workspace

        workspace = Workspace.open(self._folder)
        return workspace, workspace.load(), workspace.recall(PLACE), workspace.recall(GEOMETRY)

    def _show(self, loaded: tuple[object, Book, str, str]) -> None:
        from ebel_wizard.store.workspace import Workspace

        workspace, book, place, geometry = loaded
        assert isinstance(workspace, Workspace)
        known, _ = settings.load()
        self.session = Session(workspace, book, load_guide(), known, self._database, self)
        self.window = MainWindow(self.session, place, geometry)
        self.opened.emit(self.window)

    def _refuse(self, error: Exception) -> None:
        self.close()
        if not isinstance(error, StoreError):
            raise error
        self.refused.emit(error)


def run() -> int:
    """Open the wizard and stay until its window is closed; the program's exit status."""
    app = make_application()
    known, _ = settings.load()
    theme.apply(app, known.theme)
    start = Start(settings.data_dir())
    start.opened.connect(lambda window: window.show())
    start.refused.connect(lambda error: _say(f"{error.what}\n\n{error.remedy}", app.quit))
    try:
        load_guide()
    except GuideError as error:
        _say(str(error), app.quit)
    else:
        start.open()
    return app.exec()


def _say(text: str, then: Callable[[], object]) -> None:
    box = QMessageBox(QMessageBox.Icon.Warning, "e-Belediye’ye geçiş", text)
    box.finished.connect(lambda _: then())
    box.open()
    box.setParent(None)


__all__ = ["Start", "make_application", "run"]
