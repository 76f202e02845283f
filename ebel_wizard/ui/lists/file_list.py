"""The files of a step: a scan of the signed letter, the Ministry's answer."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ebel_wizard import untrusted
from ebel_wizard.case.field import Field
from ebel_wizard.case.tables import FILE
from ebel_wizard.store.errors import StoreError
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.worker import call_if_alive
from ebel_wizard.ui.widgets import file_dialogs, theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.fields import FieldEditor
from ebel_wizard.ui.widgets.layout import clear_layout, horizontal_row
from ebel_wizard.ui.widgets.saving import write_file

_NAME: Final = Field("name", "Dosyanın adı")
_KEPT_KINDS: Final = (
    "saklanabilenler: PDF, resim, makrosuz Office ve OpenDocument belgeleri, .doc, .xls, .ppt, "
    ".rtf, .udf, .csv, metin, e-posta (.eml, .msg), arşiv (.zip, .rar, .7z) ve imzalı paket "
    "(.eyp, .p7s, .p7m)."
)


class FileList(QWidget):
    """Lists a step's files; adds those chosen or dropped, opens them in the system's viewer."""

    def __init__(self, session: Session, step_id: str) -> None:
        super().__init__()
        self._session = session
        self._step_id = step_id
        self._ids: list[str] = []
        self._editors: list[FieldEditor] = []
        self.setAcceptDrops(True)
        self._status = theme.label(tone="error")
        self._status.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(tokens.SPACE_8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(theme.label("Dosyalar", role="group"))
        column.addWidget(
            theme.label(
                "İmzalı yazının taranmış hâli, Bakanlığın yanıtı gibi dosyaları burada saklayın: "
                "seçin ya da buraya sürükleyin. Her biri en çok 25 MB olabilir.",
                role="hint",
            )
        )
        column.addLayout(self._rows)
        column.addWidget(horizontal_row(button("D&osya ekle…", self._ask)))
        column.addWidget(self._status)

    def refresh(self) -> None:
        """Show the files as they are stored."""
        ids = self._session.answers.file_ids(self._step_id)
        if ids != self._ids:
            self._ids = ids
            self._editors = []
            clear_layout(self._rows)
            for key in ids:
                self._rows.addWidget(self._row(key))
        for editor in self._editors:
            editor.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files of this machine."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files dropped."""
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def add(self, paths: Sequence[Path]) -> None:
        """Read each of these files whole, then store it."""
        self._show_error("")
        for path in paths:
            if not untrusted.may_be_kept(path.name):
                self._show_error(f"{path.name} saklanamaz; {_KEPT_KINDS}")
                continue
            self._session.pending_files.read(
                partial(_read, path),
                partial(self._store, path.name),
                partial(self._read_failed, path),
                receiver=self,
            )

    def _store(self, name: str, data: bytes | str) -> bool:
        if isinstance(data, str):
            call_if_alive(self, self._show_error)(data)
            return False
        self._session.add_file(
            self._step_id, name, data, self._step_id, self._store_failed, receiver=self
        )
        return True

    def _read_failed(self, path: Path, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self._show_error(f"{path.name} okunamadı; dosyanın yerinde ve izninizin olduğuna bakın.")

    def _store_failed(self, error: StoreError) -> None:
        self._show_error(f"{error.what} {error.remedy}")

    def _ask(self) -> None:
        file_dialogs.ask_open_path(
            self, "Saklanacak dosya", [file_dialogs.ANY], "Seç", lambda path: self.add([path])
        )

    def _row(self, key: str) -> QWidget:
        session = self._session
        file = session.answers.file(key)
        made = QFrame()
        made.setProperty("card", "plain")
        line = QVBoxLayout(made)
        line.setContentsMargins(*(tokens.SPACE_16, tokens.SPACE_8) * 2)
        name = FieldEditor(
            _NAME,
            session,
            self._step_id,
            read=partial(_name_of, session, key),
            change=partial(session.answers.rename_file, key),
        )
        self._editors.append(name)
        note = " · makro içerebilir" if untrusted.may_have_macros(file.name) else ""
        size = theme.label(f"{_size_words(file.size)}{note}", role="hint")
        size.setWordWrap(False)
        line.addWidget(name)
        line.addWidget(
            horizontal_row(
                button("Aç", partial(self._open, key)),
                button("Farklı kaydet…", partial(self._save, key)),
                button("Çıkar", partial(self._remove, key)),
                size,
            )
        )
        return made

    def _open(self, key: str) -> None:
        def show(path: Path) -> None:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                self._show_error("Dosyayı açacak bir program bulunamadı.")

        def failed(error: Exception) -> None:
            if not isinstance(error, StoreError):
                raise error
            self._store_failed(error)

        self._show_error("")
        file = self._session.answers.file(key)
        if not untrusted.may_be_kept(file.name):  # kept by an older version, or renamed
            self._show_error(
                f"{file.name} buradan açılmaz. Güvendiğiniz bir dosyaysa “Farklı kaydet…” ile "
                "kaydedip oradan açın."
            )
            return
        export_temp_copy = partial(self._session.files.export_temp_copy, file.digest, file.name)
        self._session.background_worker.run(export_temp_copy, show, failed, receiver=self)

    def _save(self, key: str) -> None:
        file = self._session.answers.file(key)
        write_file(
            self,
            self._session,
            untrusted.safe_name(file.name),
            "Dosya",
            partial(self._session.files.write_copy, file.digest),
            partial(theme.show_message, self._status),
            refusals=(StoreError,),
        )

    def _remove(self, key: str) -> None:
        self._session.commit(partial(self._session.answers.remove_file, key), self._step_id)

    def _show_error(self, text: str) -> None:
        theme.show_message(self._status, text, "error")


def _read(path: Path) -> bytes | str:
    """Return a file's content, or the sentence why it is not kept."""
    data = untrusted.read(path, untrusted.LARGEST_KEPT)
    if data is None:
        return f"{path.name} 25 MB’tan büyük; küçülterek ya da bölerek ekleyin."
    if untrusted.has_macros(path.name, data):
        return f"{path.name} makro içeriyor; makrosuz ya da PDF olarak kaydedip onu ekleyin."
    return data


def _name_of(session: Session, key: str) -> str:
    rows = session.answers.rows(FILE)
    return str(rows[key]["name"]) if key in rows else ""


def _size_words(size: int) -> str:
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")
