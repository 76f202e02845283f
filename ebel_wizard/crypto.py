"""Encryption: streams sealed with a key, keys from a password, and the kurtarma kodu.

AES-256-GCM block by block, so that neither side needs the whole in memory; what was altered, moved,
left out, cut off or added is refused. Knows nothing of what is sealed.
"""

import hashlib
import secrets
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final, Self

MASTER_KEY_BYTES: Final = 16
"""Of the random root from which all keys of one workspace are derived: 128 bits."""
KEY_BYTES: Final = 32
BLOCK: Final = 1 << 16
"""Plain bytes sealed at once; a sealed block is longer by its 16-byte tag."""
_SALT: Final = 16
_TAG: Final = 16

# Crockford's base 32 has no I, L, O and U, so that a letter taken for a digit is still understood.
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS: Final = {
    **dict(zip("abcdefghjkmnpqrstvwxyz", "ABCDEFGHJKMNPQRSTVWXYZ", strict=True)),
    **dict.fromkeys("IİıiLl", "1"),
    **dict.fromkeys("Oo", "0"),
}
_GROUPS: Final = 7
_GROUP: Final = 5  # four of the code and one to check them
CODE_LETTERS: Final = _GROUPS * _GROUP


class DecryptionError(Exception):
    """The key is not the one it was sealed with, or it is no longer what was sealed."""


class InvalidRecoveryCode(ValueError):  # noqa: N818 - the sentence is shown, it is not a failure of ours
    """A text that is no kurtarma kodu; its own text is a sentence for the officer."""


def new_master_key() -> bytes:
    """A random root."""
    return secrets.token_bytes(MASTER_KEY_BYTES)


def derive(master_key: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """The 32-byte key of a root for one purpose (HKDF, RFC 5869); it tells nothing of the others.

    Nothing but the root is needed to have it again, so a code written down opens by itself.
    """
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = f"ebel_wizard {purpose}".encode()
    return HKDF(SHA256(), KEY_BYTES, salt or None, info).derive(master_key)


def recovery_code(master_key: bytes) -> str:
    """The kurtarma kodu of a root: seven groups of five letters and digits.

    128 bits and 12 that check them all are 28 letters; the fifth letter of a group checks the
    four before it and their place.
    """
    number = (int.from_bytes(master_key) << 12) | _check(master_key)
    letters = "".join(_LETTERS[number >> shift & 31] for shift in range(135, -1, -5))
    parts = [letters[at : at + _GROUP - 1] for at in range(0, len(letters), _GROUP - 1)]
    return "-".join(part + _mark(place, part) for place, part in enumerate(parts))


def read_code(text: str) -> bytes:
    """The root of a kurtarma kodu as somebody typed it: spaces, hyphens and case do not matter.

    Raises BadCode, which says in which group to look.
    """
    groups = grouped(text).split()
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


def grouped(text: str) -> str:
    """What somebody typed of a code, as it is understood, its groups apart."""
    typed = "".join(
        _READ_AS.get(each, each) for each in text if not (each.isspace() or each in "-–—")
    )
    return "  ".join(typed[at : at + _GROUP] for at in range(0, len(typed), _GROUP))


def _check(master_key: bytes) -> int:
    """Twelve bits that a root mistyped in two places is found by."""
    return int.from_bytes(hashlib.sha256(b"kurtarma kodu" + master_key).digest()[:2]) >> 4


def _mark(place: int, part: str) -> str:
    return _LETTERS[hashlib.sha256(f"{place}{part}".encode()).digest()[0] & 31]


@dataclass(frozen=True, slots=True)
class Argon2Params:
    """How a password becomes a key: Argon2id (RFC 9106) with its costs and a random salt."""

    salt: bytes
    memory: int = 1 << 16
    """In KiB."""
    passes: int = 3
    lanes: int = 4

    _FORM = struct.Struct(f">IBB{_SALT}s")
    BYTES = _FORM.size
    # Beyond these a file from elsewhere would only keep this machine busy.
    _MOST = (1 << 18, 10, 16)

    @classmethod
    def new(cls) -> Self:
        """Today's costs (some tenths of a second, 64 MiB) and a salt nobody else has."""
        return cls(secrets.token_bytes(_SALT))

    @classmethod
    def unpack(cls, data: bytes) -> Self:
        """As ``pack`` wrote it; raises Broken for costs this program never asks for."""
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
        """22 bytes; no secret."""
        return self._FORM.pack(self.memory, self.passes, self.lanes, self.salt)

    def key(self, password: str) -> bytes:
        """The 32-byte key. A letter is the same however a keyboard composes it (NFC)."""
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

    ``associated_data`` is not part of it, but must be the same to open it.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt = secrets.token_bytes(_SALT)
    yield salt
    cipher = AESGCM(derive(key, "stream", salt))  # a key for this stream alone: its count is enough
    place = 0
    kept = bytearray()
    for piece in plain:
        kept += piece
        while len(kept) > BLOCK:  # one block stays back, for the last one says that it is
            yield cipher.encrypt(_nonce(place, last=False), bytes(kept[:BLOCK]), associated_data)
            del kept[:BLOCK]
            place += 1
    yield cipher.encrypt(_nonce(place, last=True), bytes(kept), associated_data)


def unseal(sealed: BinaryIO, key: bytes, associated_data: bytes = b"") -> Iterator[bytes]:
    """The plain stream in pieces, each whole and in its place, read to the end of the file.

    Raises Broken; what came before it was true as far as it went, so use nothing of it.
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
