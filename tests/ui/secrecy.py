"""Looks for texts in whatever a program wrote: as they are, encoded, and inside what is packed."""

import base64
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from email import message_from_bytes
from io import BytesIO
from typing import Final

import pikepdf

from ebel_wizard import demo

SECRETS: Final = tuple(demo.SECRETS.values())


def secrets_in(data: bytes) -> list[str]:
    """The secrets of the walks that are found in some bytes."""
    return found_in(data, SECRETS)


def found_in(data: bytes, texts: Iterable[str]) -> list[str]:
    """Those of the texts that some bytes hold."""
    every = list(unpacked(data))
    return [
        text for text in texts if any(shape in each for shape in _shapes(text) for each in every)
    ]


def unpacked(data: bytes) -> Iterator[bytes]:
    """Some bytes, and all that is packed in them: PDFs, also of a piece, ZIP files, mails."""
    yield data
    for start in re.finditer(rb"stream\r?\n", data):
        packed = data[start.end() : data.find(b"endstream", start.end())].strip()
        with suppress(ValueError):
            packed = base64.a85decode(packed.removesuffix(b"~>"))
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(packed)
    if data.startswith(b"%PDF"):
        with suppress(pikepdf.PdfError, pikepdf.PasswordError), pikepdf.open(BytesIO(data)) as pdf:
            for each in pdf.objects:
                if isinstance(each, pikepdf.Stream):
                    yield each.read_bytes()
    if data.startswith(b"PK"):
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from unpacked(archive.read(name))
    if b"Content-Transfer-Encoding: base64" in data:
        for part in message_from_bytes(data).walk():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield from unpacked(content)


def _shapes(text: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        plain = text.encode(encoding)
        yield plain
        yield base64.b64encode(plain).rstrip(b"=")
    # A PDF writes Turkish letters by their place in its own font, the others as they are.
    yield max(re.findall(rb"[ -~]+", text.encode()), key=len)
