"""The hand-over file: a whole case in one file, sealed with a password, for another workstation.

In clear stand what file it is, its format and how the password is stretched. One sealed stream
follows, to which these are bound. It holds a packed list of lines of JSON, its length before it:
settings and secrets first, then each row of the answers. After the list comes each content that a
row of ``FILE`` names, in the order of the rows, its length before it.

A format that is written once must be read for ever: whoever alters ``PARTS`` or anything else here
raises ``FORMAT`` and goes on reading the older ones.
"""

import json
import os
import re
import stat
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from ebel_wizard import crypto, untrusted
from ebel_wizard.case.answers import GUIDE, LOGO, Answers
from ebel_wizard.case.tables import FILE, PERSON, STEP, TABLES, Row
from ebel_wizard.crypto import Argon2Params, DecryptionError
from ebel_wizard.guide.progress import Status

FORMAT: Final = 1
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "answer": ("value",),
    "person": ("name", "surname", "tckn", "mobile", "title", "unit"),
    "officer": ("position",),
    "reference": ("position", "date", "number"),
    "paraf": ("position", "title", "name", "surname"),
    "file": ("position", "owner", "name", "digest", "size"),
    "step": ("status", "sent", "answered", "note"),
    "tick": (),
    "unit": ("name", "address", "phone", "fax", "email", "web", "entered"),
    "additional_unit": ("person_id", "unit", "duty", "entered"),
    "page_authority": ("duty", "approved", "pages", "entered"),
    "page_set": ("name", "pages"),
    "route_team": ("username", "entered"),
    "login_problem": ("who", "unit", "seen", "reported", "answered", "answer"),
    "step_text": ("title", "responsible", "instructions", "checks"),
}
"""What a row of each table has in this format, in the order in which it is written.

Not derived from ``case.tables``, since files of this format stay as they are; a test compares both.
"""
_NUMBERS: Final = frozenset({"position", "size"})
SETTINGS: Final = (
    *("addressee_body", "addressee_unit", "addressee_address"),
    *("helpdesk_email", "helpdesk_phone"),
)
"""What belongs to the case of the settings of a machine."""
SECRETS: Final = ("kep-parola", "kep-sifre")

_MAGIC: Final = b"\x89EBEL\r\n\x1a"  # a transfer that mends line ends breaks it at once
_HEAD: Final = struct.Struct(f">{len(_MAGIC)}sH")
_LENGTH: Final = struct.Struct(">q")
_LOST: Final = -1
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_CHUNK: Final = 1 << 16

# Counted while reading, since what a file says of itself may be a lie; written is no more either.
_WHOLE: Final = 2_000_000_000  # bytes
_SEALED_WHOLE: Final = _WHOLE + _WHOLE // 1000
_LIST: Final = 40 * 1024 * 1024  # bytes unpacked; ten thousand people in every step need 4 MB
_ROW: Final = 4 * 1024 * 1024  # bytes of one line, which becomes objects whole
_ROWS: Final = 300_000
_MEMORY: Final = 1 << 17  # KiB for stretching a password, twice what this program asks for
_STRETCHING: Final = 1 << 20  # KiB by passes, five times what it asks for
_GREATEST: Final = 2**53

_UNREADABLE: Final = "Dosya okunamadı; yerinde durduğuna ve okuma izninize bakın."
_FOREIGN: Final = (
    "Bu, programın devir dosyası değil. “Dosyayı devret…” ile kaydedilmiş .ebel dosyasını seçin."
)
_NEWER: Final = (
    "Bu dosya programın daha yeni sürümüyle kaydedilmiş. Bu bilgisayara da yeni sürümü kurup "
    "dosyayı onunla açın."
)
_SEALED: Final = (
    "Parola yanlış ya da dosya bozulmuş. Parolayı büyük küçük harfe dikkat ederek yeniden yazın; "
    "yine açılmazsa dosyayı devredenden yeniden isteyin."
)
_ODD: Final = (
    "Dosyanın içindekiler bu programın yazdığı gibi değil; hiçbiri alınmadı. Dosyayı devredenden "
    "yeniden isteyin."
)
_TOO_LARGE: Final = "Dosya 2 GB’tan büyük; devir dosyası bu kadar büyük olmaz. Doğru dosyayı seçin."
_TOO_MUCH: Final = (
    "Adımlarda saklanan dosyalar 2 GB’ı aşıyor ve bir devir dosyasına sığmıyor. Büyük olanların "
    "bir bölümünü çıkarıp yeniden deneyin."
)
_TOO_MANY: Final = (
    "Cevaplar bir devir dosyasına sığmayacak kadar çok. Personel listesini kısaltıp yeniden "
    "deneyin."
)

Progress = Callable[[int], None]
"""Given the bytes done so far; what it raises ends the work and goes on to the caller."""


class HandoverError(Exception):
    """Says in Turkish why a file cannot be taken over or made, and what to do about it."""


@dataclass(frozen=True, slots=True, repr=False)
class Handover:
    """What one workstation gives to another beside the contents of its files."""

    answers: Answers
    settings: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class Received(Handover):
    """A file that is whole and that nothing is wrong with; its contents are still in it."""

    path: Path = field(kw_only=True)
    key: bytes = field(kw_only=True)

    def contents(self, progress: Progress | None = None) -> Iterator[bytes]:
        """The content of each file that was not lost, one by one; raises HandoverError when the
        file is not there any more or another one.
        """
        with _opened(self.path) as file:
            header, _ = _header(file)
            plain = _Plain(crypto.unseal(file, self.key, header), progress)
            for _ in _lines(plain):
                pass
            for content in _contents(plain, self.answers):
                if content is not None:
                    yield content


def name(today: date) -> str:
    """What a file made on this day is called; nothing in it tells of whom it is."""
    return f"devir-{today.isoformat()}.ebel"


def write(
    case: Handover,
    password: str,
    content: Callable[[str], bytes | None],
    progress: Progress | None = None,
    stretch: Argon2Params | None = None,
) -> Iterator[bytes]:
    """The file in pieces. ``content`` gives a kept file by its digest, or None for one that is
    lost, and is asked for one at a time.

    Raises HandoverError for a case so large that the file could not be read again.
    """
    stretch = stretch or Argon2Params.new()
    header = _HEAD.pack(_MAGIC, FORMAT) + stretch.pack()
    yield header
    plain = _bounded(_written(case, content), progress, _TOO_MUCH)
    yield from crypto.seal(plain, stretch.derive_key(password), header)


def look(path: Path) -> None:
    """Raises HandoverError for what cannot be a hand-over file, whatever the password."""
    with _opened(path) as file:
        _header(file)


def read(path: Path, password: str, progress: Progress | None = None) -> Received:
    """The case in a file, read to its end and found whole before any of it is given out.

    Raises HandoverError, however the file was made, within five seconds and 300 MB for what is no
    true hand-over file.
    """
    with _opened(path) as file:
        header, stretch = _header(file)
        key = stretch.derive_key(password)
        got = parse(crypto.unseal(file, key, header), progress)
        return Received(got.answers, got.settings, got.secrets, path=path, key=key)


def parse(pieces: Iterable[bytes], progress: Progress | None = None) -> Handover:
    """The case in what was sealed; raises HandoverError for what no program of ours writes."""
    with _in_words():
        plain = _Plain(iter(pieces), progress)
        lines = _lines(plain)
        head = _object(next(lines, b""))
        settings, secrets = _texts(head, "settings", SETTINGS), _texts(head, "secrets", SECRETS)
        tables: dict[str, dict[str, Row]] = {table: {} for table in PARTS}
        for line in lines:
            _take_row(tables, line)
        _hold_together(tables)
        answers = Answers(tables)
        for _ in _contents(plain, answers):
            pass
        if not plain.is_over():
            raise HandoverError(_ODD)
        return Handover(answers, settings, secrets)


# Writing


def _written(case: Handover, content: Callable[[str], bytes | None]) -> Iterator[bytes]:
    packed = _packed(case)
    yield _LENGTH.pack(len(packed))
    yield packed
    for digest in _digests(case.answers):
        data = content(digest)
        if data is None or len(data) > untrusted.LARGEST_KEPT:
            yield _LENGTH.pack(_LOST)
        else:
            yield _LENGTH.pack(len(data))
            yield data


def _packed(case: Handover) -> bytes:
    packer = zlib.compressobj()
    packed = bytearray()
    unpacked = 0
    for count, said in enumerate(_said(case)):
        # Half of a pair is no text; what cannot be kept anywhere must not keep the rest back.
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        line = text.encode("utf-8", "replace") + b"\n"
        unpacked += len(line)
        if len(line) > _ROW or unpacked > _LIST or count > _ROWS:
            raise HandoverError(_TOO_MANY)
        packed += packer.compress(line)
    return bytes(packed + packer.flush())


def _said(case: Handover) -> Iterator[object]:
    yield {"settings": dict(case.settings), "secrets": dict(case.secrets)}
    for table, parts in PARTS.items():
        for key, row in case.answers.rows(table).items():
            yield [table, key, *(row[part] for part in parts)]


def _bounded(pieces: Iterable[bytes], progress: Progress | None, too_large: str) -> Iterator[bytes]:
    """The same pieces, counted."""
    done = 0
    for piece in pieces:
        done += len(piece)
        if done > _WHOLE:
            raise HandoverError(too_large)
        if progress is not None:
            progress(done)
        yield piece


# Reading


@contextmanager
def _in_words() -> Iterator[None]:
    """Turns whatever a strange file causes into a HandoverError."""
    try:
        yield
    except DecryptionError as error:
        raise HandoverError(_SEALED) from error
    except OSError as error:
        raise HandoverError(_UNREADABLE) from error
    except (ValueError, zlib.error, RecursionError) as error:
        raise HandoverError(_ODD) from error


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    with _in_words():
        said = path.stat()
        if not stat.S_ISREG(said.st_mode):  # reading a pipe would wait for ever
            raise HandoverError(_FOREIGN)
        with path.open("rb") as file:
            yield file


def _header(file: BinaryIO) -> tuple[bytes, Argon2Params]:
    """What stands in clear, and the stretching it asks for."""
    start = file.read(_HEAD.size)
    if len(start) < _HEAD.size:
        raise HandoverError(_FOREIGN)
    magic, version = _HEAD.unpack(start)
    if magic != _MAGIC or not version:
        raise HandoverError(_FOREIGN)
    if version > FORMAT:
        raise HandoverError(_NEWER)
    asked = file.read(Argon2Params.BYTES)
    stretch = Argon2Params.unpack(asked)
    if stretch.memory > _MEMORY or stretch.memory * stretch.passes > _STRETCHING:
        raise DecryptionError
    if os.fstat(file.fileno()).st_size > _SEALED_WHOLE:
        raise HandoverError(_TOO_LARGE)
    return start + asked, stretch


class _Plain:
    """The plain stream, given out in measured parts and counted."""

    def __init__(self, pieces: Iterator[bytes], progress: Progress | None) -> None:
        self._pieces = _bounded(pieces, progress, _TOO_LARGE)
        self._kept = memoryview(b"")

    def some(self, most: int) -> memoryview:
        """The next bytes, at most so many; none at the end alone."""
        while not self._kept:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._kept = memoryview(piece)
        given, self._kept = self._kept[:most], self._kept[most:]
        return given

    def take(self, count: int) -> bytes:
        """Exactly so many bytes; HandoverError where there are fewer."""
        taken = bytearray()
        while len(taken) < count:
            piece = self.some(count - len(taken))
            if not piece:
                raise HandoverError(_ODD)
            taken += piece
        return bytes(taken)

    def length(self, most: int) -> int:
        """A length, or ``_LOST``; HandoverError for one that nobody may ask for."""
        (length,) = _LENGTH.unpack(self.take(_LENGTH.size))
        if not _LOST <= length <= most:
            raise HandoverError(_ODD)
        return int(length)

    def is_over(self) -> bool:
        """Whether nothing is left."""
        return not self.some(1)


def _lines(plain: _Plain) -> Iterator[bytes]:
    """The lines of the packed list, each whole."""
    left = plain.length(_LIST)
    unpacker = zlib.decompressobj()
    begun = bytearray()
    unpacked = count = 0
    while left > 0:
        fed: bytes = bytes(plain.some(min(left, _CHUNK)))
        if not fed:
            raise HandoverError(_ODD)
        left -= len(fed)
        more = True
        while more:
            piece = unpacker.decompress(fed, _CHUNK)
            fed = unpacker.unconsumed_tail
            more = bool(fed) or len(piece) == _CHUNK  # some may still be within
            begun += piece
            *whole, rest = begun.split(b"\n")
            unpacked += sum(map(len, whole)) + len(whole)
            count += len(whole)
            if len(rest) > _ROW or unpacked + len(rest) > _LIST or count > _ROWS + 1:
                raise HandoverError(_ODD)
            if whole:
                begun = rest
                yield from map(bytes, whole)
    if begun or unpacker.unused_data or not unpacker.eof:
        raise HandoverError(_ODD)


def _object(line: bytes) -> object:
    said: object = json.loads(line)
    if b"\\u" in line:  # half of a pair can be written only so, and is no text
        json.dumps(said, ensure_ascii=False).encode()
    return said


def _texts(head: object, part: str, names: Iterable[str]) -> dict[str, str]:
    said = head.get(part) if isinstance(head, dict) else None
    if not isinstance(said, dict) or not said.keys() <= set(names):
        raise HandoverError(_ODD)
    if not all(isinstance(text, str) for text in said.values()):
        raise HandoverError(_ODD)
    return said


def _take_row(tables: dict[str, dict[str, Row]], line: bytes) -> None:
    said = _object(line)
    if not isinstance(said, list) or len(said) < 2 or not all(map(_is_value, said)):
        raise HandoverError(_ODD)
    table, key, *values = said
    names = PARTS.get(table)
    if names is None or not isinstance(key, str) or key in tables[table]:
        raise HandoverError(_ODD)
    if len(values) != len(names):
        raise HandoverError(_ODD)
    row = dict(zip(names, values, strict=True))
    if any(isinstance(value, int) is not (part in _NUMBERS) for part, value in row.items()):
        raise HandoverError(_ODD)
    tables[table][key] = row


def _is_value(value: object) -> bool:
    return isinstance(value, str) or (type(value) is int and abs(value) < _GREATEST)


def _hold_together(tables: Mapping[str, Mapping[str, Row]]) -> None:
    """What the window never does: rows about nobody, a file that would be run when opened."""
    people = {
        spec.person_of(key, row)
        for spec in TABLES.values()
        if spec.person
        for key, row in tables[spec.name].items()
    }
    known = {status.value for status in Status}
    owners = [row["owner"] for row in tables[FILE].values()]
    if not (
        people <= tables[PERSON].keys()
        and all(row["status"] in known for row in tables[STEP].values())
        and all(_DIGEST.fullmatch(str(row["digest"])) for row in tables[FILE].values())
        and not any(untrusted.is_program(str(row["name"])) for row in tables[FILE].values())
        and all(owners.count(owner) <= 1 for owner in (LOGO, GUIDE))
    ):
        raise HandoverError(_ODD)


def _digests(answers: Answers) -> list[str]:
    """The contents that the rows name, each once."""
    return list(dict.fromkeys(str(row["digest"]) for row in answers.rows(FILE).values()))


def _contents(plain: _Plain, answers: Answers) -> Iterator[bytes | None]:
    """Return each file's content, None where it was lost; raise HandoverError for a foreign one."""
    for digest in _digests(answers):
        length = plain.length(untrusted.LARGEST_KEPT)
        content = None if length == _LOST else plain.take(length)
        if content is not None and sha256(content).hexdigest() != digest:
            raise HandoverError(_ODD)
        yield content
