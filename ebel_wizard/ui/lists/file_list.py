"""The files a step holds: a signed letter that was scanned, the Ministry's answer."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ebel_wizard import untrusted
from ebel_wizard.case.fields import Field
from ebel_wizard.case.tables import FILE
from ebel_wizard.store.errors import StoreError
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import file_dialogs, theme
from ebel_wizard.ui.widgets.fields import FieldEditor, button, clear, row

_NAME: Final = Field("name", "Dosyanın adı")


class FileList(QWidget):
    """Files of one step: chosen or dropped here, opened in the system's own viewer."""

    def __init__(self, session: Session, step_id: str) -> None:
        super().__init__()
        self._session = session
        self._step_id = step_id
        self._shown: list[str] = []
        self._editors: list[FieldEditor] = []
        self.setAcceptDrops(True)
        self._told = theme.label(tone_name="error")
        self._told.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(theme.label("Dosyalar", scale=1.15, bold=True))
        column.addWidget(
            theme.label(
                "İmzalı yazının taranmış hâli, Bakanlığın yanıtı gibi dosyaları burada saklayın: "
                "seçin ya da buraya sürükleyin. Her biri en çok 25 MB olabilir.",
                tone_name="hint",
                scale=0.92,
            )
        )
        column.addLayout(self._rows)
        column.addWidget(row(button("D&osya ekle…", self._ask)))
        column.addWidget(self._told)

    def refresh(self) -> None:
        """Show the files as they are kept."""
        ids = self._session.answers.file_ids(self._step_id)
        if ids != self._shown:
            self._shown = ids
            self._editors = []
            clear(self._rows)
            for key in ids:
                self._rows.addWidget(self._row(key))
        for editor in self._editors:
            editor.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files of this machine are welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep what was dropped."""
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def add(self, paths: Sequence[Path]) -> None:
        """Keep these files, each read whole before anything is kept of it."""
        self._tell("")
        for path in paths:
            if untrusted.is_program(path.name):
                self._tell(f"{path.name} bir program; yalnız belge ve resim saklanabilir.")
                continue
            self._session.background_worker.run(
                partial(untrusted.read, path, untrusted.LARGEST_KEPT),
                partial(self._keep, path.name),
                partial(self._unread, path),
            )

    def _keep(self, name: str, data: bytes | None) -> None:
        if data is None:
            self._tell(f"{name} 25 MB’tan büyük; küçülterek ya da bölerek ekleyin.")
            return
        self._session.add_file(self._step_id, name, data, self._step_id, self._refused)

    def _unread(self, path: Path, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self._tell(f"{path.name} okunamadı; dosyanın yerinde ve izninizin olduğuna bakın.")

    def _refused(self, error: StoreError) -> None:
        self._tell(f"{error.what} {error.remedy}")

    def _ask(self) -> None:
        file_dialogs.ask_existing(self, "Saklanacak dosya", [file_dialogs.ANY], "Seç", self._chosen)

    def _chosen(self, path: Path) -> None:
        self.add([path])

    def _row(self, key: str) -> QWidget:
        session = self._session
        file = session.answers.file(key)
        made = QFrame()
        made.setProperty("card", "plain")
        line = QVBoxLayout(made)
        line.setContentsMargins(*(theme.GRID * 2, theme.GRID) * 2)
        name = FieldEditor(
            _NAME,
            session,
            self._step_id,
            read=partial(_name_of, session, key),
            change=partial(session.answers.rename_file, key),
        )
        self._editors.append(name)
        size = theme.label(_size_words(file.size), tone_name="hint")
        size.setWordWrap(False)
        line.addWidget(name)
        line.addWidget(
            row(
                button("Aç", partial(self._open, key)),
                button("Çıkar", partial(self._drop, key)),
                size,
            )
        )
        return made

    def _open(self, key: str) -> None:
        def show(path: Path) -> None:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                self._tell("Dosyayı açacak bir program bulunamadı.")

        def failed(error: Exception) -> None:
            if not isinstance(error, StoreError):
                raise error
            self._refused(error)

        self._tell("")
        file = self._session.answers.file(key)
        if untrusted.is_program(file.name):  # it may have come with somebody else's answers
            self._tell(f"{file.name} bir program; yalnız belge ve resim açılabilir.")
            return
        export_temp_copy = partial(self._session.files.export_temp_copy, file.digest, file.name)
        self._session.background_worker.run(export_temp_copy, show, failed)

    def _drop(self, key: str) -> None:
        self._session.commit(partial(self._session.answers.remove_file, key), self._step_id)

    def _tell(self, text: str) -> None:
        theme.tell(self._told, text, "error")


def _name_of(session: Session, key: str) -> str:
    rows = session.answers.rows(FILE)
    return str(rows[key]["name"]) if key in rows else ""


def _size_words(size: int) -> str:
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")
