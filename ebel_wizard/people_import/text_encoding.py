"""Decode a text of unknown encoding, line by line where its lines differ."""

import re
from collections.abc import Sequence
from typing import Final

from ebel_wizard.people_import.sheet import NOT_A_LIST, SheetError

MAX_LINES: Final = 500_000
"""Lines that a list may have, empty ones included."""
_MAX_SIZE: Final = 16 * 1024 * 1024  # bytes; some encodings need four times that in memory
_TURKISH: Final = frozenset("çğıöşüÇĞİÖŞÜâîûÂÎÛ’‘“”–")
# Windows, the DOS of older payroll programs, and the Mac. Each decodes any bytes without error.
_CODE_PAGES: Final = ("cp1254", "cp857", "mac_turkish")
_SAMPLE: Final = 64 * 1024
_CONTROL_BYTES: Final = bytes(set(range(32)) - set(b"\0\t\n\v\f\r\x1a\x1b"))
_CAPITAL_INSIDE: Final = re.compile("[a-zçğıöşü][A-ZÇĞİÖŞÜ]")


def decode(data: bytes) -> str:
    """Return the text of a file of unknown encoding; raise SheetError for binary data.

    UTF-8 and UTF-16 are detected from the bytes. Lines that are not UTF-8 are decoded by the
    Turkish code page that gives them more Turkish letters.
    """
    if len(data) > _MAX_SIZE:
        raise SheetError(
            "Dosya 16 MB’tan büyük. Yalnız personel listesini ayrı bir dosyaya kaydedip onu verin."
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace").removeprefix("\ufeff")
    data = data.removeprefix(b"\xef\xbb\xbf")
    head = data[:_SAMPLE]
    if head.count(0) > len(head) // 4:  # UTF-16 without a mark: every other byte is 0
        odd = head[1::2].count(0) > head[::2].count(0)
        return data.decode("utf-16-le" if odd else "utf-16-be", errors="replace")
    if 0 in head:
        if len(head.translate(None, _CONTROL_BYTES)) < len(head):
            raise SheetError(NOT_A_LIST)
        data = data.replace(b"\0", b"")  # what an old program leaves between its fields
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > 0 and len(data) - error.start < 4 and not data[: error.start].isascii():
            return data[: error.start].decode("utf-8")  # cut off within its last character
    if data.count(b"\n") + data.count(b"\r") > 2 * MAX_LINES:
        raise SheetError(NOT_A_LIST)
    return _decode_lines(data.splitlines(keepends=True))


def _decode_lines(lines: Sequence[bytes]) -> str:
    """Return the text of lines that are not all UTF-8.

    Letters of a code page may look like UTF-8 by chance, but then not like Turkish.
    """
    by_line = [None if line.isascii() else _utf8(line) for line in lines]
    is_mixed = any(text and not _TURKISH.isdisjoint(text) for text in by_line)
    page = _best_page(
        b"".join(
            line
            for line, text in zip(lines, by_line, strict=True)
            if not line.isascii() and not (text and is_mixed)
        )[:_SAMPLE]
    )
    return "".join(
        text if text and is_mixed else line.decode(page, errors="replace")
        for line, text in zip(lines, by_line, strict=True)
    )


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _best_page(sample: bytes) -> str:
    """Return the code page with most Turkish letters, and fewest capitals within words."""

    def score(page: str) -> tuple[int, int]:
        text = sample.decode(page, errors="replace")
        return (
            sum(letter in _TURKISH for letter in text),
            -len(_CAPITAL_INSIDE.findall(text)),
        )

    return max(_CODE_PAGES, key=score)
