"""The hand-over file: a whole case in one file, sealed with a password, for another workstation.

The header is in clear: what file it is, its format, and the Argon2 parameters of the password. One
sealed stream follows, with the header as associated data. It begins with a zlib-compressed list of
JSON lines: settings and secrets first, then each row of the answers. After it comes each content
that a row of ``FILE`` names, in the order of the rows. Every field has its length before it.

Files of a released format must stay readable: a change of ``PARTS`` or of anything else in the
format needs a new ``FORMAT``, and the older ones are still read.
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
from ebel_wizard.case.tables import ANSWER, FILE, PERSON, STEP, TABLES, Row
from ebel_wizard.crypto import Argon2Params, DecryptionError
from ebel_wizard.exchange.stream_reader import LENGTH, LOST, StreamReader
from ebel_wizard.guide.progress import Status

FORMAT: Final = 2
_FIRST_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
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
"""What a row of each table has in a file of the first format."""
IMPLIED: Final[Mapping[str, str]] = {
    "letter.file_plan": "708.03",
    "letter.medium": "Z",
    "letter.secrecy": "apart",
    "letter.signatory.capacity": "asaleten",
}
"""What a case of the first format answered by not answering it."""
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    **_FIRST_PARTS,
    "person": (*_FIRST_PARTS["person"], "registry", "email"),
    "reference": (*_FIRST_PARTS["reference"], "kind", "sender", "unit", "annex"),
    "unit": ("name", "heading", "detsis", *_FIRST_PARTS["unit"][1:]),
    "also_to": ("position", "body", "unit", "address", "without"),
    "copies_to": ("position", "body", "unit", "address", "without"),
    "olur_approver": ("position", "title", "name", "surname"),
    "certificate": ("ordered", "arrived"),
    "form_row": ("position", "label", "value", "secret"),
}
"""What a row of each table has in this format, in the order in which it is written.

Not derived from ``case.tables``, since files of this format stay as they are; a test compares both.
"""
_NUMBERS: Final = frozenset({"position", "size"})
SETTINGS: Final = (
    *("addressee_body", "addressee_unit", "addressee_address"),
    *("helpdesk_email", "helpdesk_phone"),
)
"""The settings that belong to the case and not to the machine."""
SECRETS: Final = ("kep-parola", "kep-sifre")

_MAGIC: Final = b"\x89EBEL\r\n\x1a"  # a transfer that converts line ends destroys it
_HEAD: Final = struct.Struct(f">{len(_MAGIC)}sH")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")

# Counted while reading, since a file may lie about its size. Writing keeps these limits too.
_MAX_SIZE: Final = 2_000_000_000  # bytes
_MAX_SEALED_SIZE: Final = _MAX_SIZE + _MAX_SIZE // 1000
_MAX_LIST: Final = 40 * 1024 * 1024  # bytes unpacked; ten thousand people in every step need 4 MB
_MAX_LINE: Final = 4 * 1024 * 1024  # bytes, since a line is parsed whole
_MAX_ROWS: Final = 300_000
_MAX_TABLE_ROWS: Final = 60_000  # more people than any municipality has
_MAX_SHORT_ROWS: Final = {
    **dict.fromkeys(("reference", "paraf", "also_to", "copies_to", "olur_approver"), 500),
    "form_row": 500,
    "file": 1_000,
}
"""The most rows of the lists that the window shows as a whole; a letter has a handful of them."""
_MAX_KDF_MEMORY: Final = 1 << 17  # KiB, twice what this program uses
_MAX_KDF_WORK: Final = 1 << 20  # KiB by passes, five times what it uses
_MAX_NUMBER: Final = 2**53

_UNREADABLE: Final = "Dosya okunamadı; yerinde durduğuna ve okuma izninize bakın."
_NOT_A_HANDOVER: Final = (
    "Bu, programın devir dosyası değil. “Dosyayı devret…” ile kaydedilmiş .ebel dosyasını seçin."
)
_NEWER: Final = (
    "Bu dosya programın daha yeni sürümüyle kaydedilmiş. Bu bilgisayara da yeni sürümü kurup "
    "dosyayı onunla açın."
)
_CANNOT_DECRYPT: Final = (
    "Parola yanlış ya da dosya bozulmuş. Parolayı büyük küçük harfe dikkat ederek yeniden yazın; "
    "yine açılmazsa dosyayı devredenden yeniden isteyin."
)
_MALFORMED: Final = (
    "Dosyanın içindekiler bu programın yazdığı gibi değil; hiçbiri alınmadı. Dosyayı devredenden "
    "yeniden isteyin."
)
_TOO_LARGE: Final = "Dosya 2 GB’tan büyük; devir dosyası bu kadar büyük olmaz. Doğru dosyayı seçin."
_FILES_TOO_LARGE: Final = (
    "Adımlarda saklanan dosyalar 2 GB’ı aşıyor ve bir devir dosyasına sığmıyor. Büyük olanların "
    "bir bölümünü çıkarıp yeniden deneyin."
)
_TOO_MANY_ROWS: Final = (
    "Cevaplar bir devir dosyasına sığmayacak kadar çok. Personel listesini kısaltıp yeniden "
    "deneyin."
)

_TOO_MANY_FILES: Final = (
    "Adımlarda 1.000’den çok dosya saklanıyor; bir devir dosyasına sığmıyor. Bir bölümünü çıkarıp "
    "yeniden deneyin."
)

Progress = Callable[[int], None]
"""Gets the number of bytes done; what it raises ends the work and reaches the caller."""


class HandoverError(Exception):
    """Says in Turkish why a file cannot be read or written, and what to do about it."""


@dataclass(frozen=True, slots=True, repr=False)
class Handover:
    """What one workstation hands over to another, apart from the contents of its files."""

    answers: Answers
    settings: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class Received(Handover):
    """A case read from a complete and valid file, which still holds the contents."""

    path: Path = field(kw_only=True)
    key: bytes = field(kw_only=True)

    def contents(self, progress: Progress | None = None) -> Iterator[bytes]:
        """Return the content of each file that was not lost, one by one.

        Raises HandoverError when the hand-over file was removed or replaced meanwhile.
        """
        with _open(self.path) as file:
            header, _ = _read_header(file)
            stream = _plain_stream(crypto.unseal(file, self.key, header), progress)
            for _ in _read_lines(stream):
                pass
            for content in _read_contents(stream, self.answers):
                if content is not None:
                    yield content


def file_name(today: date) -> str:
    """Return the name for a file written today; it does not reveal the municipality."""
    return f"devir-{today.isoformat()}.ebel"


def write(
    case: Handover,
    password: str,
    content: Callable[[str], bytes | None],
    progress: Progress | None = None,
    params: Argon2Params | None = None,
) -> Iterator[bytes]:
    """Return the file in pieces.

    ``content`` returns a kept file by its digest, None for one that is lost; it is called for one
    file at a time. Raises HandoverError for a case too large to be read again.
    """
    params = params or Argon2Params.new()
    header = _HEAD.pack(_MAGIC, FORMAT) + params.pack()
    yield header
    plain = _counted(_plain_pieces(case, content), progress, _FILES_TOO_LARGE)
    yield from crypto.seal(plain, params.derive_key(password), header)


def check_header(path: Path) -> None:
    """Raise HandoverError for what cannot be a hand-over file, whatever the password."""
    with _open(path) as file:
        _read_header(file)


def read(path: Path, password: str, progress: Progress | None = None) -> Received:
    """Return the case in a file after reading all of it and checking that it is valid.

    Raises HandoverError for any other file, within five seconds and 300 MB.
    """
    with _open(path) as file:
        header, params = _read_header(file)
        key = params.derive_key(password)
        _, version = _HEAD.unpack(header[: _HEAD.size])
        case = parse(crypto.unseal(file, key, header), progress, version)
        return Received(case.answers, case.settings, case.secrets, path=path, key=key)


def parse(
    pieces: Iterable[bytes], progress: Progress | None = None, version: int = FORMAT
) -> Handover:
    """Return the case in the plain stream of a file of a format; raise HandoverError for what
    ``write`` never writes.
    """
    parts = PARTS if version == FORMAT else _FIRST_PARTS
    with _translate_errors():
        stream = _plain_stream(pieces, progress)
        lines = _read_lines(stream)
        head = _parse_json(next(lines, b""))
        settings, secrets = _texts(head, "settings", SETTINGS), _texts(head, "secrets", SECRETS)
        tables: dict[str, dict[str, Row]] = {table: {} for table in PARTS}
        for line in lines:
            _add_row(tables, line, parts)
        if version < FORMAT:
            _complete(tables)
        _check_consistency(tables)
        answers = Answers(tables)
        for _ in _read_contents(stream, answers):
            pass
        if not stream.at_end():
            raise HandoverError(_MALFORMED)
        return Handover(answers, settings, secrets)


# Writing


def _plain_pieces(case: Handover, content: Callable[[str], bytes | None]) -> Iterator[bytes]:
    packed = _pack_list(case)
    yield LENGTH.pack(len(packed))
    yield packed
    for digest in _digests(case.answers):
        data = content(digest)
        if data is None or len(data) > untrusted.LARGEST_KEPT:
            yield LENGTH.pack(LOST)
        else:
            yield LENGTH.pack(len(data))
            yield data


def _pack_list(case: Handover) -> bytes:
    for table in PARTS:
        if len(case.answers.rows(table)) > _max_rows(table):
            raise HandoverError(_TOO_MANY_FILES if table == FILE else _TOO_MANY_ROWS)
    packer = zlib.compressobj()
    packed = bytearray()
    unpacked = 0
    for count, record in enumerate(_records(case)):
        # UTF-8 cannot hold half of a surrogate pair; one must not keep the rest from being saved.
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        line = text.encode("utf-8", "replace") + b"\n"
        unpacked += len(line)
        if len(line) > _MAX_LINE or unpacked > _MAX_LIST or count > _MAX_ROWS:
            raise HandoverError(_TOO_MANY_ROWS)
        packed += packer.compress(line)
    return bytes(packed + packer.flush())


def _max_rows(table: str) -> int:
    return _MAX_SHORT_ROWS.get(table, _MAX_TABLE_ROWS)


def _records(case: Handover) -> Iterator[object]:
    yield {"settings": dict(case.settings), "secrets": dict(case.secrets)}
    for table, parts in PARTS.items():
        for key, row in case.answers.rows(table).items():
            yield [table, key, *(row[part] for part in parts)]


def _counted(pieces: Iterable[bytes], progress: Progress | None, too_large: str) -> Iterator[bytes]:
    """Return the same pieces; report their progress and raise HandoverError above the limit."""
    done = 0
    for piece in pieces:
        done += len(piece)
        if done > _MAX_SIZE:
            raise HandoverError(too_large)
        if progress is not None:
            progress(done)
        yield piece


# Reading


@contextmanager
def _translate_errors() -> Iterator[None]:
    """Turn the errors that a malformed file causes into HandoverError."""
    try:
        yield
    except DecryptionError as error:
        raise HandoverError(_CANNOT_DECRYPT) from error
    except OSError as error:
        raise HandoverError(_UNREADABLE) from error
    except (ValueError, zlib.error, RecursionError) as error:
        raise HandoverError(_MALFORMED) from error


@contextmanager
def _open(path: Path) -> Iterator[BinaryIO]:
    with _translate_errors():
        if not stat.S_ISREG(path.stat().st_mode):  # reading a pipe would never end
            raise HandoverError(_NOT_A_HANDOVER)
        with path.open("rb") as file:
            yield file


def _read_header(file: BinaryIO) -> tuple[bytes, Argon2Params]:
    """Return the header and the parameters in it."""
    start = file.read(_HEAD.size)
    if len(start) < _HEAD.size:
        raise HandoverError(_NOT_A_HANDOVER)
    magic, version = _HEAD.unpack(start)
    if magic != _MAGIC or not version:
        raise HandoverError(_NOT_A_HANDOVER)
    if version > FORMAT:
        raise HandoverError(_NEWER)
    packed = file.read(Argon2Params.BYTES)
    params = Argon2Params.unpack(packed)
    if params.memory > _MAX_KDF_MEMORY or params.memory * params.passes > _MAX_KDF_WORK:
        raise DecryptionError
    if os.fstat(file.fileno()).st_size > _MAX_SEALED_SIZE:
        raise HandoverError(_TOO_LARGE)
    return start + packed, params


def _plain_stream(pieces: Iterable[bytes], progress: Progress | None) -> StreamReader:
    return StreamReader(_counted(pieces, progress, _TOO_LARGE))


def _read_lines(stream: StreamReader) -> Iterator[bytes]:
    return stream.read_lines(_MAX_LIST, _MAX_LINE, _MAX_ROWS + 1)


def _parse_json(line: bytes) -> object:
    value: object = json.loads(line)
    if b"\\u" in line:  # only an escape can hold half of a surrogate pair: encoding rejects it
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _texts(head: object, part: str, names: Iterable[str]) -> dict[str, str]:
    texts = head.get(part) if isinstance(head, dict) else None
    if not isinstance(texts, dict) or not texts.keys() <= set(names):
        raise HandoverError(_MALFORMED)
    if not all(isinstance(text, str) for text in texts.values()):
        raise HandoverError(_MALFORMED)
    return texts


def _complete(tables: dict[str, dict[str, Row]]) -> None:
    """Give the rows of an older file the parts they lack, and the case what it implied and what
    was sent until then.
    """
    for table, rows in tables.items():
        blank = TABLES[table].blank()
        rows.update({key: {**blank, **row} for key, row in rows.items()})
    if tables[ANSWER] or tables[PERSON]:
        implied = {path: {"value": value} for path, value in IMPLIED.items()}
        sent = {
            f"earlier_version.{step_id}": {"value": row["sent"]}
            for step_id, row in tables[STEP].items()
            if row["sent"]
        }
        tables[ANSWER] = {**implied, **sent, **tables[ANSWER]}


def _add_row(
    tables: dict[str, dict[str, Row]], line: bytes, parts: Mapping[str, tuple[str, ...]]
) -> None:
    record = _parse_json(line)
    if not isinstance(record, list) or len(record) < 2 or not all(map(_is_value, record)):
        raise HandoverError(_MALFORMED)
    table, key, *values = record
    names = parts.get(table)
    if names is None or not isinstance(key, str) or key in tables[table]:
        raise HandoverError(_MALFORMED)
    if len(tables[table]) >= _max_rows(table):
        raise HandoverError(_MALFORMED)
    if len(values) != len(names):
        raise HandoverError(_MALFORMED)
    row = dict(zip(names, values, strict=True))
    if any(isinstance(value, int) is not (part in _NUMBERS) for part, value in row.items()):
        raise HandoverError(_MALFORMED)
    tables[table][key] = row


def _is_value(value: object) -> bool:
    return isinstance(value, str) or (type(value) is int and abs(value) < _MAX_NUMBER)


def _check_consistency(tables: Mapping[str, Mapping[str, Row]]) -> None:
    """Raise HandoverError for rows that the window never makes, such as those about nobody."""
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
        and all(owners.count(owner) <= 1 for owner in (LOGO, GUIDE))
    ):
        raise HandoverError(_MALFORMED)


def _digests(answers: Answers) -> list[str]:
    """Return the digests that the rows name, each once."""
    return list(dict.fromkeys(str(row["digest"]) for row in answers.rows(FILE).values()))


def _read_contents(stream: StreamReader, answers: Answers) -> Iterator[bytes | None]:
    """Return each file's content, None where it was lost; raise HandoverError for a foreign one."""
    for digest in _digests(answers):
        length = stream.read_length(untrusted.LARGEST_KEPT)
        content = None if length == LOST else stream.read_exactly(length)
        if content is not None and sha256(content).hexdigest() != digest:
            raise HandoverError(_MALFORMED)
        yield content
