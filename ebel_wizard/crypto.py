"""Seals streams with a key, derives keys from a password, and reads and writes the kurtarma kodu.

Sealed streams are the STREAM construction (as age uses) with AES-256-GCM: neither side needs the
whole in memory, and a stream that was altered, reordered, cut off or extended is refused.
"""

import hashlib
import secrets
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final, Self

MASTER_KEY_BYTES: Final = 16
"""Length of the random master key, from which all keys of a workspace are derived: 128 bits."""
KEY_BYTES: Final = 32
BLOCK: Final = 1 << 16
"""Plain bytes of one sealed block, which is longer by its 16-byte tag."""
_SALT: Final = 16
_TAG: Final = 16

# Crockford's base 32 has no I, L, O and U, so that a letter mistaken for a digit is still read.
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS: Final = {
    **dict(zip("abcdefghjkmnpqrstvwxyz", "ABCDEFGHJKMNPQRSTVWXYZ", strict=True)),
    **dict.fromkeys("IİıiLl", "1"),
    **dict.fromkeys("Oo", "0"),
}
_GROUPS: Final = 7
_GROUP: Final = 5  # four letters of the code and their check letter
CODE_LETTERS: Final = _GROUPS * _GROUP


class DecryptionError(Exception):
    """The key is the wrong one, or the sealed data was altered."""


class InvalidRecoveryCode(ValueError):  # noqa: N818 - its sentence is shown; it is no failure of the program
    """A text that is no kurtarma kodu; its message is a sentence for the officer."""


def new_master_key() -> bytes:
    """Return a random master key."""
    return secrets.token_bytes(MASTER_KEY_BYTES)


def derive(master_key: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """Return the 32-byte key of a master key for one purpose (HKDF, RFC 5869).

    It reveals nothing about the others. Nothing but the master key is needed to derive it again, so
    a code on paper is enough to open a workspace.
    """
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = f"ebel_wizard {purpose}".encode()
    return HKDF(SHA256(), KEY_BYTES, salt or None, info).derive(master_key)


def recovery_code(master_key: bytes) -> str:
    """Return the kurtarma kodu of a master key: seven groups of five letters and digits.

    128 bits and a 12-bit checksum are 28 letters; the fifth letter of a group checks the four
    before it and their position.
    """
    number = (int.from_bytes(master_key) << 12) | _check(master_key)
    letters = "".join(_LETTERS[number >> shift & 31] for shift in range(135, -1, -5))
    parts = [letters[at : at + _GROUP - 1] for at in range(0, len(letters), _GROUP - 1)]
    return "-".join(part + _mark(place, part) for place, part in enumerate(parts))


def parse_recovery_code(text: str) -> bytes:
    """Return the master key of a kurtarma kodu as typed: spaces, hyphens and case do not matter.

    Raises InvalidRecoveryCode, which names the group to look at.
    """
    groups = group_code(text).split()
    typed = "".join(groups)
    strange = next((letter for letter in typed if letter not in _LETTERS), None)
    if strange is not None:
        raise InvalidRecoveryCode(
            f"Kodda “{strange}” yoktur; yazdığınızı kâğıttakiyle karşılaştırın."
        )
    for place, group in enumerate(groups[:_GROUPS]):
        if len(group) == _GROUP and group[-1] != _mark(place, group[:-1]):
            raise InvalidRecoveryCode(
                f"{place + 1}. grupta yanlış bir harf ya da rakam var; kâğıttakiyle karşılaştırın."
            )
    if len(typed) != CODE_LETTERS:
        raise InvalidRecoveryCode(
            f"Kod {_GROUPS} grupta {CODE_LETTERS} harf ve rakamdır; burada {len(typed)} var."
        )
    number = 0
    for group in groups:
        for letter in group[:-1]:
            number = number << 5 | _LETTERS.find(letter) & 31
    master_key = (number >> 12).to_bytes(MASTER_KEY_BYTES)
    if recovery_code(master_key).replace("-", "") != typed:
        raise InvalidRecoveryCode(
            "Kodda bir yanlış var; bütün grupları kâğıttakiyle karşılaştırın."
        )
    return master_key


def group_code(text: str) -> str:
    """Return what was typed of a code as it is read, in groups."""
    typed = "".join(
        _READ_AS.get(each, each) for each in text if not (each.isspace() or each in "-–—")
    )
    return "  ".join(typed[at : at + _GROUP] for at in range(0, len(typed), _GROUP))


def _check(master_key: bytes) -> int:
    """Return a 12-bit checksum, which finds errors in two places."""
    return int.from_bytes(hashlib.sha256(b"kurtarma kodu" + master_key).digest()[:2]) >> 4


def _mark(place: int, part: str) -> str:
    return _LETTERS[hashlib.sha256(f"{place}{part}".encode()).digest()[0] & 31]


@dataclass(frozen=True, slots=True)
class Argon2Params:
    """Argon2id (RFC 9106): its costs and a random salt, which derive a key from a password."""

    salt: bytes
    memory: int = 1 << 16
    """In KiB."""
    passes: int = 3
    lanes: int = 4

    _FORM = struct.Struct(f">IBB{_SALT}s")
    BYTES = _FORM.size
    # Above these a file of somebody else would only keep this machine busy.
    _MOST = (1 << 18, 10, 16)

    @classmethod
    def new(cls) -> Self:
        """Return the costs in use (some tenths of a second, 64 MiB) with a new salt."""
        return cls(secrets.token_bytes(_SALT))

    @classmethod
    def unpack(cls, data: bytes) -> Self:
        """Read what ``pack`` returned; raises DecryptionError for costs this program never uses."""
        if len(data) != cls.BYTES:
            raise DecryptionError
        memory, passes, lanes, salt = cls._FORM.unpack(data)
        asked = (memory, passes, lanes)
        if any(not 1 <= one <= most for one, most in zip(asked, cls._MOST, strict=True)):
            raise DecryptionError
        if memory < 8 * lanes:
            raise DecryptionError
        return cls(salt, memory, passes, lanes)

    def pack(self) -> bytes:
        """Return the parameters as 22 bytes; they are no secret."""
        return self._FORM.pack(self.memory, self.passes, self.lanes, self.salt)

    def derive_key(self, password: str) -> bytes:
        """Return the 32-byte key; a letter counts the same however it is composed (NFC)."""
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        made = Argon2id(
            salt=self.salt,
            length=KEY_BYTES,
            iterations=self.passes,
            lanes=self.lanes,
            memory_cost=self.memory,
        )
        return made.derive(unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass"))


def seal(plain: Iterable[bytes], key: bytes, associated_data: bytes = b"") -> Iterator[bytes]:
    """Yield the sealed stream in pieces.

    ``associated_data`` is not part of it, but the same must be given to open it.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt = secrets.token_bytes(_SALT)
    yield salt
    cipher = AESGCM(
        derive(key, "stream", salt)
    )  # a key for this stream alone: a counter will do as nonce
    place = 0
    kept = bytearray()
    for piece in plain:
        kept += piece
        while len(kept) > BLOCK:  # hold one block back: the last carries the final flag
            yield cipher.encrypt(_nonce(place, last=False), bytes(kept[:BLOCK]), associated_data)
            del kept[:BLOCK]
            place += 1
    yield cipher.encrypt(_nonce(place, last=True), bytes(kept), associated_data)


def unseal(sealed: BinaryIO, key: bytes, associated_data: bytes = b"") -> Iterator[bytes]:
    """Yield the plain stream in pieces, each verified, up to the end of the file.

    Raises DecryptionError; what was yielded before is authentic but incomplete and must not be
    used.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt = sealed.read(_SALT)
    if len(salt) != _SALT:
        raise DecryptionError
    cipher = AESGCM(derive(key, "stream", salt))
    block = sealed.read(BLOCK + _TAG)
    place = 0
    while True:
        following = sealed.read(BLOCK + _TAG)
        try:
            yield cipher.decrypt(_nonce(place, last=not following), block, associated_data)
        except InvalidTag:
            raise DecryptionError from None
        if not following:
            return
        block = following
        place += 1


def _nonce(place: int, *, last: bool) -> bytes:
    return place.to_bytes(11) + bytes([last])
