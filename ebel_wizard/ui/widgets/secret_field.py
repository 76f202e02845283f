"""A secret on its way into the keyring: typed as dots, stored, replaced, removed, never shown."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.fields import button, row
from ebel_wizard.ui.widgets.secret_line import SecretLine, Shown
from ebel_wizard.vault import InvalidSecretError, Secret, State

WORDS = {
    State.STORED: "Bu bilgisayarın anahtarlığında saklı.",
    State.EMPTY: "Saklı değil.",
    State.LOCKED: "Anahtarlık kilitli; kilidini açıp “Yeniden dene”yi seçin.",
    State.ABSENT: "Bu bilgisayarda anahtarlık yok; yazarsanız yalnız bu oturumda tutulur.",
    State.SESSION: "Anahtarlıkta değil; yalnız program kapanana dek bellekte tutuluyor.",
    State.FAILED: "Anahtarlık yanıt vermedi; “Yeniden dene”yi seçin.",
}
_KEPT = {State.STORED, State.SESSION}
_TROUBLE = {State.LOCKED, State.FAILED}


class SecretField(QWidget):
    """One secret. What is stored is never read back into the field; only its state is told."""

    changed = Signal()
    """Typed, stored, removed, or looked up."""

    def __init__(self, secret: Secret, label: str, session: Session) -> None:
        super().__init__()
        self.path = secret.value
        self._secret = secret
        self._label = label
        self._session = session
        self.editor = SecretLine(label)
        self._shown = Shown()
        caption = theme.label(label, bold=True)
        caption.setBuddy(self.editor)
        self._show = button("Göster", self._offer)
        self._show.setCheckable(True)
        self._store = button("Sakla", self._keep)
        self._remove = button("Kaldır", self._forget)
        self._again = button("Yeniden dene", self.refresh)
        for each in (self._show, self._store, self._remove, self._again):
            each.setAccessibleName(f"{label}: {each.text()}")
        self._words = theme.label("Anahtarlığa bakılıyor…", tone_name="hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(caption)
        column.addWidget(
            row(self.editor, self._show, self._store, self._remove, self._again, stretch=False)
        )
        column.addWidget(self._shown)
        column.addWidget(self._words)
        self.editor.typed.connect(self._offer)
        self.editor.returnPressed.connect(self._keep)
        self.editor.editingFinished.connect(self.changed)
        self._state: State | None = None
        self._offer()

    def refresh(self) -> None:
        """Ask the keyring for the state, off the window's thread: it may wait for an unlock."""
        vault, secret = self._session.vault, self._secret
        self._session.vault_worker.run(lambda: vault.state(secret), self._tell)

    def problem(self) -> Problem | None:
        """A secret that was typed but not stored."""
        if not self.editor.text():
            return None
        return Problem(
            self.path,
            f"“{self._label}” yazıldı ama saklanmadı; “Sakla”yı seçin ya da silin.",
            Severity.WARNING,
        )

    def _keep(self) -> None:
        text = self.editor.text()
        if not text:
            return
        vault, secret = self._session.vault, self._secret
        self._words.setText("Anahtarlığa yazılıyor…")
        self._session.vault_worker.run(
            lambda: vault.store(secret, text), partial(self._kept, text), self._refused
        )

    def _kept(self, text: str, state: State) -> None:
        if state in _KEPT and self.editor.text() == text:
            self.editor.setText("")
        self._tell(state)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, InvalidSecretError):
            raise error
        self._words.setText(f"“{self._label}”: {error}")
        theme.set_tone(self._words, "error")

    def _forget(self) -> None:
        vault, secret = self._session.vault, self._secret
        self._session.vault_worker.run(lambda: vault.remove(secret), self._tell)

    def _tell(self, state: State) -> None:
        self._state = state
        self._words.setText(WORDS[state])
        tone = "error" if state in _TROUBLE else "done" if state is State.STORED else "hint"
        theme.set_tone(self._words, tone)
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        typed = bool(self.editor.text())
        if not typed:
            self._show.setChecked(False)
        self._shown.show_text(self.editor.text() if self._show.isChecked() else "")
        kept = self._state in _KEPT
        self._store.setText("Değiştir" if kept else "Sakla")
        self._store.setAccessibleName(f"{self._label}: {self._store.text()}")
        self._store.setVisible(typed)
        self._show.setVisible(typed)
        self._remove.setVisible(kept)
        self._again.setVisible(self._state in _TROUBLE)
        self.editor.setPlaceholderText("Değiştirmek için yenisini yazın" if kept else "")
