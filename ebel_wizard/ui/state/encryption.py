"""Turn the encryption of the workspace on and off, and keep what opens it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from ebel_wizard import crypto
from ebel_wizard.store.errors import StoreError
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.ui.state.worker import SerialWorker, call_if_alive
from ebel_wizard.vault import Secret, State, Vault

_POSTPONED_KEY = "encryption-later"
Done = Callable[[], None]
Failed = Callable[[str], None]


class Encryption(QObject):
    """The encryption of the open workspace. The master key is in memory, and in the keyring where
    there is one; a password stands in for a keyring.

    What was begun is finished even if the ``receiver`` of its outcome is gone.
    """

    changed = Signal()
    """It was turned on or off, or other ways open the workspace."""

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
        self.is_postponed = True
        """Whether the officer wants no more reminders; True until it was looked up."""
        self._look_up()

    def code(self) -> str:
        """Return the kurtarma kodu of the encrypted workspace."""
        assert self._workspace.master_key is not None
        return crypto.recovery_code(self._workspace.master_key)

    def postpone(self) -> None:
        """Remind the officer no more."""
        self.is_postponed = True
        self._database.run(
            partial(self._workspace.remember, _POSTPONED_KEY, "1"),
            lambda _: None,
            lambda _: None,
            receiver=self,
        )
        self.changed.emit()

    def query_keyring(
        self, done: Callable[[State], None] | None = None, *, receiver: QObject | None = None
    ) -> None:
        """Ask the keyring for the master key's state; EMPTY where it could be kept and is not."""
        report = call_if_alive(receiver or self, done) if done is not None else None

        def answered(state: State) -> None:
            self.in_keyring = state is State.STORED
            self.changed.emit()
            if report is not None:
                report(state)

        self._vault_worker.run(
            partial(self._vault.state, Secret.MASTER_KEY), answered, receiver=self
        )

    def turn_on(
        self, master_key: bytes, password: str, done: Done, failed: Failed, *, receiver: QObject
    ) -> None:
        """Encrypt everything; a password is needed where no keyring takes the master key.

        ``failed`` gets a sentence; then everything is open as before, or encrypted in part and
        ``is_on``.
        """
        report, report_failure = call_if_alive(receiver, done), call_if_alive(receiver, failed)

        def stored(is_stored: bool) -> None:
            if not (is_stored or password):
                report_failure(
                    "Bu bilgisayar anahtarı saklayamadı. Kilidini açıp yeniden deneyin; olmazsa "
                    "bilgi işlem biriminize başvurun. Hiçbir şey şifrelenmedi."
                )
                return
            self.in_keyring = is_stored
            self._database.run(encrypt, encrypted, not_encrypted, receiver=self)

        def encrypt() -> None:
            self._workspace.encrypt(master_key, password)

        def encrypted(_: None) -> None:
            self._refresh()
            report()

        def not_encrypted(error: Exception) -> None:
            self._refresh()
            if not self.is_on:
                self._remove_master_key()
            _report_store_error(report_failure, error)

        self._vault_worker.run(partial(self._store, master_key), stored, receiver=self)

    def turn_off(self, done: Done, failed: Failed, *, receiver: QObject) -> None:
        """Decrypt everything; ``failed`` gets a sentence, and it stays encrypted."""
        report = call_if_alive(receiver, done)

        def decrypted(_: None) -> None:
            self._remove_master_key()
            self._refresh()
            report()

        self._database.run(
            self._workspace.decrypt,
            decrypted,
            partial(_report_store_error, call_if_alive(receiver, failed)),
            receiver=self,
        )

    def set_password(self, password: str, done: Done, failed: Failed, *, receiver: QObject) -> None:
        """Let a password open the encrypted workspace at the start."""
        report = call_if_alive(receiver, done)

        def password_set(_: None) -> None:
            self._refresh()
            report()

        self._database.run(
            partial(self._workspace.set_password, password),
            password_set,
            partial(_report_store_error, call_if_alive(receiver, failed)),
            receiver=self,
        )

    def store_master_key(self, done: Callable[[bool], None], *, receiver: QObject) -> None:
        """Give the keyring the master key that the kurtarma kodu held; ``done`` gets whether it
        took it.
        """
        report = call_if_alive(receiver, done)

        def stored(is_stored: bool) -> None:
            self.in_keyring = is_stored
            self.changed.emit()
            report(is_stored)

        master_key = self._workspace.master_key
        assert master_key is not None
        self._vault_worker.run(partial(self._store, master_key), stored, receiver=self)

    def _store(self, master_key: bytes) -> bool:
        is_stored = self._vault.store(Secret.MASTER_KEY, master_key.hex()) is State.STORED
        if not is_stored:
            self._vault.remove(Secret.MASTER_KEY)  # kept in memory it opens nothing tomorrow
        return is_stored

    def _remove_master_key(self) -> None:
        self._vault_worker.run(
            partial(self._vault.remove, Secret.MASTER_KEY), lambda _: None, receiver=self
        )

    def _refresh(self) -> None:
        self.is_on = self._workspace.master_key is not None
        self.changed.emit()
        self._look_up()

    def _look_up(self) -> None:
        workspace = self._workspace

        def read() -> tuple[bool, bool]:
            return bool(workspace.recall(_POSTPONED_KEY)), workspace.has_password()

        def found(result: tuple[bool, bool]) -> None:
            self.is_postponed, self.has_password = result
            self.changed.emit()

        self._database.run(read, found, receiver=self)


def _report_store_error(failed: Failed, error: Exception) -> None:
    """Say what the officer can mend; raise anything else, which is a bug."""
    if not isinstance(error, StoreError):
        raise error
    failed(f"{error.what} {error.remedy}")
