"""Read a file with a list of people; its kind is detected from its bytes, not its name."""

import stat
from pathlib import Path
from typing import Final

from ebel_wizard.cancellation import Cancelled
from ebel_wizard.people_import import (
    headings,
    html_tables,
    joined_cells,
    ods,
    spreadsheetml,
    text_encoding,
    text_tables,
    xls,
    xlsx,
    zip_xml,
)
from ebel_wizard.people_import.sheet import (
    BROKEN,
    ENCRYPTED,
    NOT_A_WORKBOOK,
    Progress,
    Sheet,
    SheetError,
)

FILE_PATTERNS: Final = "*.xlsx *.xlsm *.xls *.xml *.ods *.fods *.csv *.tsv *.txt *.zip"
"""What a file dialog offers; a file of another name is read all the same."""
_MAX_SIZE: Final = 20 * 1024 * 1024  # bytes
_UNSUPPORTED: Final = (
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
# The first record of an .xls file of Excel 2 to 4, which has no OLE container.
_BIFF_2_TO_4: Final = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")


def read(path: Path, progress: Progress | None = None) -> tuple[Sheet, ...]:
    """Return the sheets of a file that are not empty.

    Raises SheetError for whatever cannot be read: missing, locked, broken, too large, no list.
    Takes less than five seconds and 300 MB, however the file was made. What ``progress`` raises
    reaches the caller.
    """
    data = _read_bytes(path)
    try:
        read = [joined_cells.split(sheet) for sheet in _read_sheets(data, progress) if sheet.rows]
        sheets = tuple(part for sheet in read for part in headings.split_side_by_side(sheet))
    except (SheetError, Cancelled):
        raise
    # A malformed file makes each reader, and the library under it, fail in its own way.
    except Exception as error:
        raise SheetError(BROKEN) from error
    if not sheets:
        raise SheetError("Dosyada dolu bir hücre yok.")
    return sheets


def _read_bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise SheetError("Bu bir klasör; içindeki personel listesini seçin.")
        if not stat.S_ISREG(status.st_mode):
            raise SheetError("Bu bir dosya değil; personel listesinin dosyasını seçin.")
        with path.open("rb") as file:
            data = file.read(_MAX_SIZE + 1)
    except FileNotFoundError as error:
        raise SheetError("Böyle bir dosya yok; adına ve klasörüne bakın.") from error
    except (OSError, ValueError) as error:
        raise SheetError(
            "Dosya açılamadı; okuma izninize bakın, başka bir programda açıksa kapatın."
        ) from error
    if len(data) > _MAX_SIZE:
        raise SheetError(
            "Dosya 20 MB’tan büyük. Yalnız personel listesini ayrı bir dosyaya kaydedip onu verin."
        )
    if not data.strip(b"\0 \t\r\n"):
        raise SheetError("Dosya boş.")
    return data


def _read_sheets(
    data: bytes, progress: Progress | None, *, is_inside: bool = False
) -> tuple[Sheet, ...]:
    """Return the sheets of a file, or of one inside a ZIP file."""
    if data.startswith(b"PK"):
        return _read_zip(data, progress, is_inside=is_inside)
    if data.startswith((_OLE, *_BIFF_2_TO_4)):
        return xls.read(data, progress)
    for signature, kind in _UNSUPPORTED:
        if data.startswith(signature):
            raise SheetError(
                f"Bu {kind}, tablo değil. Personel listesini .xlsx, .xls, .ods ya da .csv kaydedin."
            )
    if spreadsheetml.is_spreadsheetml(data):
        return spreadsheetml.read(data, progress)
    if ods.is_flat(data):
        return ods.read_flat(data, progress)
    if html_tables.is_packed(data):
        return html_tables.read_packed(data, progress)
    text = text_encoding.decode(data)
    if html_tables.is_html(text):
        return html_tables.read(text, progress)
    return (text_tables.read_delimited(text, progress),)


def _read_zip(data: bytes, progress: Progress | None, *, is_inside: bool) -> tuple[Sheet, ...]:
    workbook = zip_xml.ZipWorkbook(data, progress)
    if workbook.has_part("xl/workbook.bin"):
        raise SheetError(
            "Bu, ikili bir Excel dosyası (.xlsb). Excel’de “Farklı kaydet” ile .xlsx yapın."
        )
    if workbook.has_part("encrypted-package"):
        raise SheetError(ENCRYPTED)
    if workbook.has_part("content.xml"):
        return ods.read(workbook)
    if workbook.has_part("[Content_Types].xml"):
        return xlsx.read(workbook)
    files = workbook.files()
    if is_inside or not files:
        raise SheetError(NOT_A_WORKBOOK)
    if len(files) > 1:
        raise SheetError(
            f"Bu sıkıştırılmış dosyanın (.zip) içinde {len(files)} dosya var. Personel listesini "
            "içinden çıkarıp onu verin."
        )
    inner = workbook.read_file(files[0], _MAX_SIZE)
    return _read_sheets(inner, progress, is_inside=True)
