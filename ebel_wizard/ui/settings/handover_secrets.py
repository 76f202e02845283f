"""The secrets of a hand-over: read from the keyring to go along, stored in it when they come."""

from collections.abc import Mapping
from typing import Final

from ebel_wizard.exchange import handover
from ebel_wizard.exchange.handover import HandoverError
from ebel_wizard.vault import InvalidSecretError, Secret, State, Vault

INCLUDE_LABEL: Final = "KEP parola ve şifresi de gitsin"
_STORED: Final = (State.STORED, State.SESSION)


def read_secrets(vault: Vault) -> dict[str, str]:
    """Return the stored secrets by name; raise HandoverError if there are none to be had."""
    states = {secret: vault.state(secret) for secret in map(Secret, handover.SECRETS)}
    read = {secret.value: vault.read(secret) for secret, at in states.items() if at in _STORED}
    found = {name: text for name, text in read.items() if text is not None}
    if len(found) < len(read) or not found or {State.LOCKED, State.FAILED} & set(states.values()):
        raise HandoverError(
            "KEP parola ve şifresi bu bilgisayarda tutulmuyor ya da parola kasası kilitli. Kasanın "
            f"kilidini açın ya da “{INCLUDE_LABEL}” kutusunu boş bırakıp yeniden deneyin."
        )
    return found


def store_secrets(vault: Vault, secrets: Mapping[str, str]) -> bool:
    """Store the secrets of a file; return whether all of them are stored."""
    try:
        states = [vault.store(Secret(name), text) for name, text in secrets.items()]
    except InvalidSecretError:
        return False
    return all(state in _STORED for state in states)
