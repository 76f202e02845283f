"""A list of people as an office keeps it, read by what the file is and not by what it is called."""

import stat
from pathlib import Path
from typing import Final

from ebel_wizard.cancellation import Cancelled
from ebel_wizard.people_import import headings, ods, text_tables, xls, xlsx, zip_xml
from ebel_wizard.people_import.sheet import BROKEN, NO_TABLE, Progress, Sheet, SheetError

_LARGEST: Final = 20 * 1024 * 1024  # bytes
_KINDS: Final = (
    (b"\x89PNG", "bir resim"),
    (b"\xff\xd8\xff", "bir resim"),
    (b"GIF8", "bir resim"),
    (b"II*\0", "bir resim"),
    (b"MM\0*", "bir resim"),
    (b"%PDF", "bir PDF"),
    (b"{\\rtf", "bir metin belgesi"),
    (b"Rar!", "sıkıştırılmış bir dosya"),
    (b"7z\xbc\xaf", "sıkıştırılmış bir dosya"),
    (b"\x1f\x8b", "sıkıştırılmış bir dosya"),
    (b"MZ\x90", "bir program"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The first record of an .xls file of Excel 2 to 4, which lies in no container.
_BARE_XLS: Final = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")


def read(path: Path, progress: Progress | None = None) -> tuple[Sheet, ...]:
    """The sheets of a file that are not empty.

    Raises SheetError for whatever cannot be read: missing, locked, broken, too large, no list. It
    costs less than five seconds and 300 MB however the file was made. What ``progress`` raises
    goes on to the caller, and nothing is left behind.
    """
    data = _bytes(path)
    try:
        read = [sheet for sheet in _sheets(data, progress) if sheet.rows]
        sheets = tuple(part for sheet in read for part in headings.lists_of(sheet))
    except (SheetError, Cancelled):
        raise
    # Each reader meets files that nobody wrote on purpose, and fails in ways of its own.
    except Exception as error:
        raise SheetError(BROKEN) from error
    if not sheets:
        raise SheetError("Dosyada dolu bir hücre yok.")
    return sheets


def _bytes(path: Path) -> bytes:
    try:
        said = path.stat()
        if stat.S_ISDIR(said.st_mode):
            raise SheetError("Bu bir klasör; içindeki personel listesini seçin.")
        if not stat.S_ISREG(said.st_mode):
            raise SheetError("Bu bir dosya değil; personel listesinin dosyasını seçin.")
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError as error:
        raise SheetError("Böyle bir dosya yok; adına ve klasörüne bakın.") from error
    except (OSError, ValueError) as error:
        raise SheetError(
            "Dosya açılamadı; okuma izninize bakın, başka bir programda açıksa kapatın."
        ) from error
    if len(data) > _LARGEST:
        raise SheetError(
            "Dosya 20 MB’tan büyük. Yalnız personel listesini ayrı bir dosyaya kaydedip onu verin."
        )
    if not data.strip(b"\0 \t\r\n"):
        raise SheetError("Dosya boş.")
    return data


def _sheets(data: bytes, progress: Progress | None) -> tuple[Sheet, ...]:
    if data.startswith(b"PK"):
        return _zipped(data, progress)
    if data.startswith((_OLE, *_BARE_XLS)):
        return xls.read(data, progress)
    for start, kind in _KINDS:
        if data.startswith(start):
            raise SheetError(
                f"Bu {kind}, tablo değil. Personel listesini .xlsx, .xls, .ods ya da .csv kaydedin."
            )
    text = text_tables.decode(data)
    if text_tables.is_html(text):
        return text_tables.tables(text, progress)
    return (text_tables.delimited(text, progress),)


def _zipped(data: bytes, progress: Progress | None) -> tuple[Sheet, ...]:
    book = zip_xml.ZipWorkbook(data, progress)
    if book.has("xl/workbook.bin"):
        raise SheetError(
            "Bu, ikili bir Excel dosyası (.xlsb). Excel’de “Farklı kaydet” ile .xlsx yapın."
        )
    if book.has("content.xml"):
        return ods.read(book)
    if book.has("[Content_Types].xml"):
        return xlsx.read(book)
    raise SheetError(NO_TABLE)
