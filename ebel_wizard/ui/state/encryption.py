"""Whether the workspace is encrypted, who may open it, and the way there and back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from ebel_wizard import crypto
from ebel_wizard.store.errors import StoreError
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.ui.state.worker import SerialWorker
from ebel_wizard.vault import Secret, State, Vault

_LATER = "encryption-later"
Then = Callable[[], None]
Failed = Callable[[str], None]


class Encryption(QObject):
    """The encryption of the open workspace. The root is in memory, and in the keyring where there
    is one; a password stands in for a keyring.
    """

    changed = Signal()
    """It is on or off, or other ways lead in."""

    def __init__(
        self,
        workspace: Workspace,
        database: SerialWorker,
        vault: Vault,
        vault_worker: SerialWorker,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._database = database
        self._vault = vault
        self._vault_worker = vault_worker
        self.is_on = workspace.master_key is not None
        self.has_password = False
        """Whether a password is asked for at the start."""
        self.in_keyring = False
        """Whether the keyring of this machine opens it without asking, as last looked up."""
        self.is_put_off = True
        """Whether the officer wants to be reminded no more; until it was looked up, yes."""
        database.run(self._look_up, self._looked_up)

    def code(self) -> str:
        """The kurtarma kodu of the encrypted workspace."""
        assert self._workspace.master_key is not None
        return crypto.recovery_code(self._workspace.master_key)

    def put_off(self) -> None:
        """Remind the officer no more."""
        self.is_put_off = True
        self._database.run(
            partial(self._workspace.remember, _LATER, "1"), lambda _: None, lambda _: None
        )
        self.changed.emit()

    def look_at_keyring(self, then: Callable[[State], None] | None = None) -> None:
        """Where the root is, as the keyring says; EMPTY where it could be kept and is not."""

        def told(state: State) -> None:
            self.in_keyring = state is State.STORED
            self.changed.emit()
            if then is not None:
                then(state)

        self._vault_worker.run(partial(self._vault.state, Secret.MASTER_KEY), told)

    def turn_on(self, master_key: bytes, password: str, then: Then, failed: Failed) -> None:
        """Encrypt everything under a root; a password is needed where no keyring takes the root.

        ``failed`` gets a sentence; then everything is open as before, or encrypted in part and
        ``is_on``.
        """

        def kept(stored: bool) -> None:
            if not (stored or password):
                failed(
                    "Anahtarlık anahtarı saklayamadı. Kilidini açıp yeniden deneyin; olmazsa "
                    "bilgi işlem biriminize başvurun. Hiçbir şey şifrelenmedi."
                )
                return
            self.in_keyring = stored
            self._database.run(encrypt, done, refused)

        def encrypt() -> None:
            self._workspace.encrypt(master_key, password)

        def done(_: None) -> None:
            self._refresh()
            then()

        def refused(error: Exception) -> None:
            self._refresh()
            if not self.is_on:
                self._forget_root()
            _tell(error, failed)

        self._vault_worker.run(partial(self._keep, master_key), kept)

    def turn_off(self, then: Then, failed: Failed) -> None:
        """Open everything to all again; ``failed`` gets a sentence, and it stays encrypted."""

        def done(_: None) -> None:
            self._forget_root()
            self._refresh()
            then()

        self._database.run(self._workspace.decrypt, done, lambda error: _tell(error, failed))

    def set_password(self, password: str, then: Then, failed: Failed) -> None:
        """Let a password open the encrypted workspace at the start."""

        def done(_: None) -> None:
            self._refresh()
            then()

        work = partial(self._workspace.set_password, password)
        self._database.run(work, done, lambda error: _tell(error, failed))

    def keep_root(self, then: Callable[[bool], None]) -> None:
        """Give the keyring the root that the kurtarma kodu opened with; whether it took it."""

        def kept(stored: bool) -> None:
            self.in_keyring = stored
            self.changed.emit()
            then(stored)

        master_key = self._workspace.master_key
        assert master_key is not None
        self._vault_worker.run(partial(self._keep, master_key), kept)

    def _keep(self, master_key: bytes) -> bool:
        stored = self._vault.store(Secret.MASTER_KEY, master_key.hex()) is State.STORED
        if not stored:
            self._vault.remove(Secret.MASTER_KEY)  # kept in memory it opens nothing tomorrow
        return stored

    def _forget_root(self) -> None:
        self._vault_worker.run(partial(self._vault.remove, Secret.MASTER_KEY), lambda _: None)

    def _look_up(self) -> tuple[bool, bool]:
        return bool(self._workspace.recall(_LATER)), self._workspace.has_password()

    def _looked_up(self, found: tuple[bool, bool]) -> None:
        self.is_put_off, self.has_password = found
        self.changed.emit()

    def _refresh(self) -> None:
        self.is_on = self._workspace.master_key is not None
        self.changed.emit()
        self._database.run(self._look_up, self._looked_up)


def _tell(error: Exception, failed: Failed) -> None:
    if not isinstance(error, StoreError):
        raise error
    failed(f"{error.what} {error.remedy}")
