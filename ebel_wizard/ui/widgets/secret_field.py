"""The field of a secret of the keyring: typed as dots, stored, replaced, removed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import icons, theme, tokens
from ebel_wizard.ui.widgets.controls import button, icon_button
from ebel_wizard.ui.widgets.layout import bring_into_sight
from ebel_wizard.ui.widgets.secret_line import PaintedSecret, SecretLine
from ebel_wizard.vault import InvalidSecretError, Secret, State

STATE_TEXTS = {
    State.STORED: "Bu bilgisayarda tutuluyor.",
    State.EMPTY: "Henüz yazılmadı.",
    State.LOCKED: "Bu bilgisayarın parola kasası kilitli; kilidini açıp “Yeniden dene”yi seçin.",
    State.ABSENT: "Bu bilgisayar parola saklayamıyor; program kapanınca silinir.",
    State.SESSION: "Bellekte tutuluyor; program kapanınca silinir.",
    State.FAILED: "Bu bilgisayarın parola kasası yanıt vermedi; “Yeniden dene”yi seçin.",
}
_SHOW, _HIDE = "Göster", "Gizle"
_KEEP, _REPLACE = "Bu bilgisayarda tut", "Değiştir"
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
        self.label = label
        self._session = session
        self.editor = SecretLine(label)
        self._painted = PaintedSecret()
        caption = theme.label(label, role="label")
        caption.setBuddy(self.editor)
        self._show_button = icon_button("eye", f"{label}: {_SHOW}", self._update, stays_down=True)
        self._store_button = button(_KEEP, self._store_typed)
        self._remove_button = button("Kaldır", self._remove)
        self._retry_button = button("Yeniden dene", self.refresh)
        for each in (self._store_button, self._remove_button, self._retry_button):
            each.setAccessibleName(f"{label}: {each.text()}")
        self._show_button.setAccessibleDescription(
            "Yazdığınız yalnız ekrana çizilir; ekran okuyucu okuyamaz."
        )
        self._status = theme.label("Bu bilgisayarın parola kasasına bakılıyor…", role="hint")
        self._status.setMinimumHeight(
            tokens.SPACE_32
        )  # two lines, so that no answer moves the page
        self.editor.setTextMargins(0, 0, tokens.COMPACT - tokens.SPACE_8, 0)
        theme.limit_width(self.editor, tokens.FIELD_M)
        inset = QHBoxLayout(self.editor)
        inset.setContentsMargins(0, 0, tokens.SPACE_4, 0)
        inset.addWidget(self._show_button, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(caption)
        across = QHBoxLayout()
        across.setSpacing(tokens.SPACE_8)
        across.addWidget(self.editor, 1)
        for each in (self._store_button, self._remove_button, self._retry_button):
            across.addWidget(each)
        across.addStretch(0)
        column.addLayout(across)
        column.addWidget(self._painted)
        column.addWidget(self._status)
        self.editor.edited.connect(self._update)
        self.editor.edited.connect(partial(bring_into_sight, self.editor))
        self.editor.returnPressed.connect(self._store_typed)
        self.editor.editingFinished.connect(self.changed)
        self._state: State | None = None
        self._found: tuple[Problem, ...] = ()
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
            f"“{self.label}” yazıldı ama henüz tutulmuyor; “{self._store_button.text()}” "
            "düğmesine basın ya da yazdığınızı silin.",
            Severity.WARNING,
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say under the field what is wrong, or else where the secret stands."""
        self._found = tuple(problems)
        self._say()

    def _say(self) -> None:
        """Say what is wrong; but first why nothing can be kept, which is what has to be mended."""
        if self._found and self._state not in _UNAVAILABLE:
            self._status.setText(self._found[0].text)
            theme.set_tone(self._status, "warning")
        elif self._state is not None:
            self._status.setText(STATE_TEXTS[self._state])
            is_away = self._state in _UNAVAILABLE
            done = "done" if self._state is State.STORED else "hint"
            theme.set_tone(self._status, "error" if is_away else done)

    def _store_typed(self) -> None:
        text = self.editor.text()
        if not text:
            return
        vault, secret = self._session.vault, self._secret
        self._status.setText("Bu bilgisayarın parola kasasına yazılıyor…")
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
        self._status.setText(f"“{self.label}”: {error}")
        theme.set_tone(self._status, "error")

    def _remove(self) -> None:
        vault, secret = self._session.vault, self._secret
        self._session.vault_worker.run(
            lambda: vault.remove(secret), self._show_state, receiver=self
        )

    def _show_state(self, state: State) -> None:
        self._state = state
        self._say()
        self._update()
        self.changed.emit()

    def _update(self) -> None:
        is_typed = bool(self.editor.text())
        if not is_typed:
            self._show_button.setChecked(False)
        self._painted.show_text(self.editor.text() if self._show_button.isChecked() else "")
        is_stored = self._state in _STORED
        is_shown = self._show_button.isChecked()
        self._show_button.setIcon(icons.icon("eye-off" if is_shown else "eye", "accent"))
        for say in (self._show_button.setAccessibleName, self._show_button.setToolTip):
            say(f"{self.label}: {_HIDE if is_shown else _SHOW}")
        self._store_button.setText(_REPLACE if is_stored else _KEEP)
        self._store_button.setAccessibleName(f"{self.label}: {self._store_button.text()}")
        self._store_button.setVisible(is_typed)
        self._show_button.setVisible(is_typed)
        self._remove_button.setVisible(is_stored)
        self._retry_button.setVisible(self._state in _UNAVAILABLE)
        self.editor.setPlaceholderText("Değiştirmek için yenisini yazın" if is_stored else "")
