"""The field of a secret of the keyring: typed as dots, stored, replaced, removed."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row
from ebel_wizard.ui.widgets.secret_line import PaintedSecret, SecretLine
from ebel_wizard.vault import InvalidSecretError, Secret, State

STATE_TEXTS = {
    State.STORED: "Bu bilgisayarın anahtarlığında saklı.",
    State.EMPTY: "Saklı değil.",
    State.LOCKED: "Anahtarlık kilitli; kilidini açıp “Yeniden dene”yi seçin.",
    State.ABSENT: "Bu bilgisayarda anahtarlık yok; yazarsanız yalnız bu oturumda tutulur.",
    State.SESSION: "Anahtarlıkta değil; yalnız program kapanana dek bellekte tutuluyor.",
    State.FAILED: "Anahtarlık yanıt vermedi; “Yeniden dene”yi seçin.",
}
_STORED = {State.STORED, State.SESSION}
_UNAVAILABLE = {State.LOCKED, State.FAILED}


class SecretField(QWidget):
    """Edits one secret; a stored one is never read back, only its state is shown."""

    changed = Signal()
    """Emitted when the secret was typed, stored, removed or looked up."""

    def __init__(self, secret: Secret, label: str, session: Session) -> None:
        super().__init__()
        self.path = secret.value
        self._secret = secret
        self._label = label
        self._session = session
        self.editor = SecretLine(label)
        self._painted = PaintedSecret()
        caption = theme.label(label, bold=True)
        caption.setBuddy(self.editor)
        self._show_button = button("Göster", self._update)
        self._show_button.setCheckable(True)
        self._store_button = button("Sakla", self._store_typed)
        self._remove_button = button("Kaldır", self._remove)
        self._retry_button = button("Yeniden dene", self.refresh)
        for each in (
            self._show_button,
            self._store_button,
            self._remove_button,
            self._retry_button,
        ):
            each.setAccessibleName(f"{label}: {each.text()}")
        self._status = theme.label("Anahtarlığa bakılıyor…", tone_name="hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(caption)
        column.addWidget(
            horizontal_row(
                self.editor,
                self._show_button,
                self._store_button,
                self._remove_button,
                self._retry_button,
                stretch=False,
            )
        )
        column.addWidget(self._painted)
        column.addWidget(self._status)
        self.editor.edited.connect(self._update)
        self.editor.returnPressed.connect(self._store_typed)
        self.editor.editingFinished.connect(self.changed)
        self._state: State | None = None
        self._update()

    def refresh(self) -> None:
        """Ask the keyring for the state in the background: it may wait for an unlock."""
        vault, secret = self._session.vault, self._secret
        self._session.vault_worker.run(lambda: vault.state(secret), self._show_state, receiver=self)

    def problem(self) -> Problem | None:
        """Return the warning about a secret that was typed but not stored."""
        if not self.editor.text():
            return None
        return Problem(
            self.path,
            f"“{self._label}” yazıldı ama saklanmadı; “Sakla”yı seçin ya da silin.",
            Severity.WARNING,
        )

    def _store_typed(self) -> None:
        text = self.editor.text()
        if not text:
            return
        vault, secret = self._session.vault, self._secret
        self._status.setText("Anahtarlığa yazılıyor…")
        self._session.vault_worker.run(
            lambda: vault.store(secret, text),
            partial(self._on_stored, text),
            self._failed,
            receiver=self,
        )

    def _on_stored(self, text: str, state: State) -> None:
        if state in _STORED and self.editor.text() == text:
            self.editor.setText("")
        self._show_state(state)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, InvalidSecretError):
            raise error
        self._status.setText(f"“{self._label}”: {error}")
        theme.set_tone(self._status, "error")

    def _remove(self) -> None:
        vault, secret = self._session.vault, self._secret
        self._session.vault_worker.run(
            lambda: vault.remove(secret), self._show_state, receiver=self
        )

    def _show_state(self, state: State) -> None:
        self._state = state
        self._status.setText(STATE_TEXTS[state])
        tone = "error" if state in _UNAVAILABLE else "done" if state is State.STORED else "hint"
        theme.set_tone(self._status, tone)
        self._update()
        self.changed.emit()

    def _update(self) -> None:
        is_typed = bool(self.editor.text())
        if not is_typed:
            self._show_button.setChecked(False)
        self._painted.show_text(self.editor.text() if self._show_button.isChecked() else "")
        is_stored = self._state in _STORED
        self._store_button.setText("Değiştir" if is_stored else "Sakla")
        self._store_button.setAccessibleName(f"{self._label}: {self._store_button.text()}")
        self._store_button.setVisible(is_typed)
        self._show_button.setVisible(is_typed)
        self._remove_button.setVisible(is_stored)
        self._retry_button.setVisible(self._state in _UNAVAILABLE)
        self.editor.setPlaceholderText("Değiştirmek için yenisini yazın" if is_stored else "")
