"""Deletes everything: copies, secrets, the workspace, and last what opens an encrypted one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from ebel_wizard.store.errors import StoreError
from ebel_wizard.ui.state.async_workspace import AsyncWorkspace
from ebel_wizard.ui.state.second_place import SecondPlace
from ebel_wizard.ui.state.worker import SerialWorker
from ebel_wizard.vault import KEP, Secret, State, Vault


def erase(
    workspace: AsyncWorkspace,
    copies: SecondPlace,
    vault: Vault,
    vault_worker: SerialWorker,
    forget_unsaved: Callable[[], None],
    erased: Callable[[], None],
    failed: Callable[[str], None],
    *,
    owner: QObject,
) -> None:
    """Delete the copies of the backups, the secrets, then the rest; ``erased`` follows, or
    ``failed`` with a sentence.

    What the second place or the keyring does not give up keeps the rest in place.
    """

    def copies_removed(_: None) -> None:
        vault_worker.run(
            lambda: [vault.remove(each) for each in KEP], secrets_removed, receiver=owner
        )

    def secrets_removed(states: list[State]) -> None:
        if not all(state in {State.EMPTY, State.ABSENT} for state in states):
            failed(
                "Bu bilgisayarda saklı parola ve şifre silinemedi; kilidini açıp yeniden "
                "deneyin. Başka hiçbir şey silinmedi."
            )
            return
        workspace.erase(workspace_erased, not_erased, receiver=owner)

    def workspace_erased(_: None) -> None:
        forget_unsaved()
        vault_worker.run(
            partial(vault.remove, Secret.MASTER_KEY), lambda _: erased(), receiver=owner
        )

    def not_erased(error: StoreError) -> None:
        failed(f"{error.what} {error.remedy}")

    copies.remove(copies_removed, failed, receiver=owner)
