"""Stores KEP parola and şifre, and the master key of an encrypted workspace, in the operating
system's keyring and nowhere else (rule 6).

Every call may block: a locked keyring asks on the screen and waits. Without a keyring a secret is
kept in memory until the program ends. No secret ever enters an exception, a log or a repr.
"""

import logging
import sys
from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_log = logging.getLogger(__name__)

MAX_LENGTH: Final = 1280
"""Characters that Windows' keyring takes (2,560 bytes of UTF-16); the limit on every system."""

_USER: Final = "kep"
# By name, so that a backend that writes plain text or nothing at all is never used, whatever this
# machine is configured to. The chainer stands for those it chains.
_TRUSTED: Final = tuple(
    f"keyring.backends.{name}" for name in ("SecretService", "libsecret", "kwallet", "Windows")
)
# Of secretstorage, which only Linux has: the keyring's program ended before it answered.
_ENDED: Final = "SecretServiceNotAvailableException"
_CHAINER: Final = "keyring.backends.chainer"
_NOTHING_FOUND: Final = "keyring.backends.fail"


class Secret(Enum):
    """A secret; the value is the last part of the keyring's service name."""

    PAROLA = "kep-parola"
    SIFRE = "kep-sifre"
    MASTER_KEY = "calisma-alani"
    """Opens the workspace while it is encrypted."""


KEP: Final = (Secret.PAROLA, Secret.SIFRE)
"""The two secrets of a KEP form."""


class State(Enum):
    """Where a secret is, as far as is known without reading it."""

    STORED = "stored"
    """In the keyring."""
    EMPTY = "empty"
    """There is a keyring, and the secret is not in it."""
    LOCKED = "locked"
    """The keyring is locked, or it was not made yet and its prompt was dismissed."""
    ABSENT = "absent"
    """There is no keyring, and nothing in memory."""
    SESSION = "session"
    """In memory until the program ends: there is no keyring, or was none when it was typed."""
    FAILED = "failed"
    """The keyring returned an error, or did not store what it was given."""


class InvalidSecretError(ValueError):
    """A secret that cannot be stored; its message is a sentence for the officer."""


class Vault:
    """The secrets of one workspace."""

    def __init__(self, workspace_id: str) -> None:
        self._workspace_id = workspace_id
        self._session: dict[Secret, str] = {}

    def state(self, secret: Secret) -> State:
        """Return where the secret is now."""
        try:
            ring = _ring()
            if ring is not None and _stored(ring, self._service(secret)) is not None:
                return State.STORED
        except Exception as error:  # noqa: BLE001  a backend may raise anything
            return _state_of(error)
        if secret in self._session:
            return State.SESSION
        return State.ABSENT if ring is None else State.EMPTY

    def read(self, secret: Secret) -> str | None:
        """Return the secret, for the moment a form is made; None when it is not there."""
        try:
            ring = _ring()
            kept = _stored(ring, self._service(secret)) if ring else None
        except Exception as error:  # noqa: BLE001  a backend may raise anything
            _state_of(error)
            return None
        return kept if kept is not None else self._session.get(secret)

    def store(self, secret: Secret, text: str) -> State:
        """Store a secret in place of an older one; return STORED, SESSION, or why it is not stored.

        Raises InvalidSecretError for a text that is empty, too long or not valid Unicode.
        """
        if not text:
            raise InvalidSecretError("Boş bırakılamaz; saklananı silmek istiyorsanız kaldırın.")
        if any("\ud800" <= letter <= "\udfff" for letter in text):  # a lone surrogate, no text
            raise InvalidSecretError("Saklanamayan bir karakter var; silip yeniden yazın.")
        if len(text.encode("utf-16-le")) > 2 * MAX_LENGTH:
            raise InvalidSecretError("En çok 1.280 karakter saklanabilir.")
        try:
            ring = _ring()
            if ring is None:
                self._session[secret] = text
                return State.SESSION
            if sys.platform == "win32":
                # It keeps the replaced secret under another name unless that is deleted first.
                _delete(ring, self._service(secret))
            ring.set_password(self._service(secret), _USER, text)
            kept = _stored(ring, self._service(secret)) == text
        except Exception as error:  # noqa: BLE001  a backend may raise anything
            return _state_of(error)
        if not kept:
            return State.FAILED
        self._session.pop(secret, None)
        return State.STORED

    def remove(self, secret: Secret) -> State:
        """Delete a secret from memory and keyring; return EMPTY or ABSENT when it is deleted."""
        self._session.pop(secret, None)
        try:
            ring = _ring()
            if ring is not None:
                _delete(ring, self._service(secret))
        except Exception as error:  # noqa: BLE001  a backend may raise anything
            return _state_of(error)
        return self.state(secret)

    def _service(self, secret: Secret) -> str:
        return f"ebel_wizard/{self._workspace_id}/{secret.value}"


def _ring() -> "KeyringBackend | None":
    """Return the keyring of this machine, or None when there is none that is trusted."""
    import keyring
    from keyring import backend

    chosen = keyring.get_keyring()
    if type(chosen).__module__ == _NOTHING_FOUND:  # it looks once; one may be there since
        backend.get_all_keyring.reset()
        keyring.core.init_backend()
        chosen = keyring.get_keyring()
    rings: Iterable[KeyringBackend] = (chosen,)
    if type(chosen).__module__ == _CHAINER:
        rings = getattr(chosen, "backends", ())
    for ring in rings:
        if type(ring).__module__ in _TRUSTED:
            if sys.platform == "win32":  # by default Windows lets it roam with the profile
                ring.persist = "local machine"  # type: ignore[attr-defined]
            return ring
    return None


def _stored(ring: "KeyringBackend", service: str) -> str | None:
    """Return what the keyring has; ask again if its program ends meanwhile.

    Debian 13's aborts now and then, and is started anew by whoever asks next.
    """
    try:
        return ring.get_password(service, _USER)
    except Exception as error:
        if _ENDED not in (type(error).__name__, type(error.__cause__).__name__):
            raise
    _log.info("asking the keyring again")
    return ring.get_password(service, _USER)


def _delete(ring: "KeyringBackend", service: str) -> None:
    from keyring.errors import PasswordDeleteError

    try:
        ring.delete_password(service, _USER)
    except PasswordDeleteError:
        _log.debug("nothing to delete")


def _state_of(error: Exception) -> State:
    """Return what an error of the keyring means; only its type is logged: its text is not ours."""
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    _log.warning("keyring: %s", type(error).__name__)
    if isinstance(error, NoKeyringError):
        return State.ABSENT
    return State.LOCKED if isinstance(error, (InitError, KeyringLocked)) else State.FAILED
