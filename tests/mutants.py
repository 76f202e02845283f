"""Files that are nearly good: a sample with a few things done to it, at random but by a seed."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Final

_WORD: Final = re.compile(rb"<[^<>]{1,80}>|\"[^\"\n]{0,80}\"|[\w.-]+|\n[^\n]{1,80}|\W")
_NUMBER: Final = re.compile(rb"\d+")
_NUMBERS: Final = (
    *(b"0", b"-1", b"1e999", b"nan", b"1048577", b"2147483648", b"9" * 30, b"9" * 5000),
    *(b"10000010046", b"05000000001", b"2026-13-45", b"31.02.2026"),
)
_TEXTS: Final = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\x1a", b"\xed\xa0\x80", b"\xe2\x80\xae"),
    *(b"[", b"[[", b"{", b'"""', b"'''", b"\\", b"=", b".", b"#", b"true", b"1979-05-27"),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"]]>", b"<![CDATA[", b"</", b"=1+1", b"../../x"),
)
_LARGEST: Final = 2_000_000  # bytes; larger ones are refused by their size alone


def mutant(chance: random.Random, samples: Sequence[bytes]) -> bytes:
    """A sample with one to eight things done to it; in a ZIP file mostly to one of its parts."""
    data = chance.choice(samples)
    if data.startswith(b"PK") and chance.random() < 0.8:
        return _repacked(chance, data)
    return _spoilt(chance, data, samples)


def _repacked(chance: random.Random, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(list(parts))
    parts[name] = _spoilt(chance, parts[name], list(parts.values()))
    if chance.random() < 0.1:
        del parts[chance.choice(list(parts))]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _spoilt(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((1, 2, 8, 40, 400)))
        words = list(_WORD.finditer(data, start, start + 4000))
        if words and chance.random() < 0.5:  # whole words keep more of a file's sense
            start, end = chance.choice(words).span()
        piece = chance.choice(_CHANGES)(chance, data[start:end], chance.choice(others))
        data = (data[:start] + piece + data[end:])[:_LARGEST]
    return data


def _number(chance: random.Random, piece: bytes, _: bytes) -> bytes:
    return _NUMBER.sub(chance.choice(_NUMBERS), piece, count=1)


def _other(chance: random.Random, piece: bytes, other: bytes) -> bytes:
    start = chance.randrange(len(other) + 1)
    return other[start : start + chance.choice((1, 8, 100, 2000))]


_CHANGES: Final[tuple[Callable[[random.Random, bytes, bytes], bytes], ...]] = (
    lambda chance, piece, _: b"",
    lambda chance, piece, _: piece * chance.choice((2, 3, 50, 3000)),
    lambda chance, piece, _: chance.randbytes(len(piece)),
    lambda chance, piece, _: piece + chance.choice(_TEXTS),
    lambda chance, piece, _: chance.choice(_TEXTS) * chance.choice((1, 2, 5000)),
    lambda chance, piece, _: piece[::-1],
    _number,
    _number,
    _other,
)
