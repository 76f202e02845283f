"""Make files with lists as other programs write them."""

import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO
from pathlib import Path

import openpyxl
import xlwt

Rows = Sequence[Sequence[str | float]]
HEADINGS = ["S.NO", "ADI SOYADI", "T.C. Kimlik No", "GSM", "GÖREVİ", "MÜDÜRLÜĞÜ"]
AYSE: list[str | float] = [
    1,
    "AYŞE  IŞIK",
    10000010046,
    "0(532) 123 4567",
    "ŞEF",
    "Fen İşleri Müdürlüğü",
]
ALI: list[str | float] = [
    2,
    "ali Çınar",
    " 100 00010732 ",
    5331234567,
    "MEMUR",
    "Fen İşleri Müdürlüğü",
]
ODS = "application/vnd.oasis.opendocument.spreadsheet"
LIST: Rows = [
    ["T.C. ÖRNEKKÖY BELEDİYE BAŞKANLIĞI"],
    [],
    HEADINGS,
    AYSE,
    ALI,
    ["", "TOPLAM", 2],
]


def xlsx(path: Path, *sheets: Rows, merged: Sequence[str] = (), hidden: int = -1) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sayfa{number + 1}")
        for row in rows:
            sheet.append([cell if cell != "" else None for cell in row])
        for each in merged:
            sheet.merge_cells(each)
        if number == hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


def xls(path: Path, rows: Rows, merged: tuple[int, int, int, int] | None = None) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sayfa1", cell_overwrite_ok=True)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell != "":
                sheet.write(at, column, cell)
    if merged:
        top, left = merged[0], merged[2]
        sheet.write_merge(*merged, rows[top][left])
    book.save(str(path))
    return path


def ods_cell(cell: str | float, attributes: str = "") -> str:
    if isinstance(cell, str):
        if not cell:
            return "<table:table-cell/>"
        text = escape(cell).replace("  ", ' <text:s text:c="1"/>')
        return (
            f'<table:table-cell {attributes} office:value-type="string"><text:p>{text}</text:p>'
            "</table:table-cell>"
        )
    return (
        f'<table:table-cell {attributes} office:value-type="float" office:value="{cell}">'
        f"<text:p>{cell:.2E}</text:p></table:table-cell>"
    )


def ods_rows(rows: Rows) -> str:
    return "".join(
        f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows
    )


def ods(path: Path, body: str, styles: str = "", table: str = "") -> Path:
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        '<office:body><office:spreadsheet><table:table table:name="Sayfa1" '
        f"{table}>{body}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS)
        archive.writestr("content.xml", content)
    return path


def flat_ods(path: Path, body: str) -> Path:
    path.write_text(
        part(ods(path, body), "content.xml")
        .replace("office:document-content ", f'office:document office:mimetype="{ODS}" ')
        .replace("office:document-content", "office:document"),
        encoding="utf-8",
    )
    return path


def spreadsheetml(rows: Rows) -> str:
    """Return a list as Excel 2003 writes it, which leaves out empty cells and rows."""

    def cell(column: int, value: str | float) -> str:
        kind = "String" if isinstance(value, str) else "Number"
        return (
            f'<Cell ss:Index="{column}"><Data ss:Type="{kind}">{escape(str(value))}</Data></Cell>'
        )

    body = "".join(
        f'<Row ss:Index="{row}">'
        + "".join(cell(column, value) for column, value in enumerate(cells, 1) if value != "")
        + "</Row>"
        for row, cells in enumerate(rows, 1)
        if cells
    )
    namespace = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{namespace}" xmlns:ss="{namespace}">'
        f'<Worksheet ss:Name="Sayfa1"><Table>{body}</Table></Worksheet></Workbook>'
    )


def delimited(rows: Rows, separator: str = ";", end: str = "\r\n") -> str:
    return "".join(separator.join(map(str, row)) + end for row in rows)


def html(rows: Rows) -> str:
    body = "".join(
        f"<tr>{''.join(f'<td align=left>{escape(str(cell))}</td>' for cell in row)}</tr>\n"
        for row in rows
    )
    return f"<html><head><title>Liste</title></head><body><TABLE border=1>{body}</TABLE></body>"


def part(path: Path, name: str) -> str:
    return part_of(path.read_bytes(), name)


def part_of(data: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode("utf-8")


def repacked(path: Path, changed: Mapping[str, str | bytes]) -> Path:
    """Change or add parts of a ZIP file; return its path."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    path.write_bytes(zipped({**parts, **changed}))
    return path


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def of_every_kind(folder: Path) -> list[bytes]:
    """Return the list as a valid file of each kind; ``folder`` is for making them."""
    return [
        xlsx(folder / "1.xlsx", LIST, merged=["A1:F1"]).read_bytes(),
        xls(folder / "1.xls", LIST).read_bytes(),
        ods(folder / "1.ods", ods_rows(LIST)).read_bytes(),
        delimited(LIST).encode("cp1254"),
        delimited(LIST, "\t").encode("utf-16"),
        html(LIST).encode("utf-8"),
        spreadsheetml(LIST).encode("utf-8"),
        flat_ods(folder / "1.fods", ods_rows(LIST)).read_bytes(),
    ]
