"""Every file gives people or a clear sentence, within five seconds and 300 MB."""

import os
import random
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ebel_wizard.people_import import detect, people
from ebel_wizard.people_import.sheet import SheetError
from tests.people_import import list_files
from tests.readers import Reader

CASES = int(os.environ.get("EBEL_WIZARD_CASES", "30"))
SHEET = "xl/worksheets/sheet1.xml"
MB = 1024 * 1024


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    process = Reader("sheet")
    yield process
    process.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("düşman")


def workbook(path: Path, sheet: str) -> Path:
    if not path.with_suffix(".boş").exists():
        list_files.xlsx(path.with_suffix(".boş"), [["x"]])
    path.write_bytes(path.with_suffix(".boş").read_bytes())
    return list_files.repacked(path, {SHEET: sheet})


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def padded(path: Path, size: int) -> Path:
    write(path, b"Ali;Can;1\n")
    os.truncate(path, size)
    return path


def worksheet(row: str) -> str:
    return f"<worksheet><sheetData>{row}</sheetData></worksheet>"


def wide(path: Path) -> Path:
    return list_files.xlsx(
        path, [["Ad Soyad", "TCKN", *(f"S{n}" for n in range(998))], ["Ali Can"]]
    )


def encrypted_zip(path: Path) -> Path:
    list_files.xlsx(path, list_files.LIST)
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return write(path, bytes(data))


def directory_of(path: Path, count: int) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number:060}", "")
    return path


def xml_workbook(table: bytes) -> bytes:
    return (
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="x">'
        b'<Worksheet ss:Name="S"><Table>' + table + b"</Table></Worksheet></Workbook>"
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "parolayla korunuyor"
BROKEN = "bozuk ya da yarım"
LARGE = "çok büyüyor"
CELLS = "500.000"
NO_LIST = "bir liste değil"
HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a picture": (lambda path: write(path, b"\x89PNG\r\n\x1a\n" + b"\0" * 900), "Bu bir resim"),
    "a PDF": (lambda path: write(path, b"%PDF-1.7\n"), "Bu bir PDF"),
    "nothing": (lambda path: write(path, b""), "Dosya boş"),
    "blanks": (lambda path: write(path, b" \r\n\t\n"), "Dosya boş"),
    "zeros": (lambda path: write(path, b"\0" * 5_000), "Dosya boş"),
    "noise": (lambda path: write(path, random.Random(1).randbytes(MB)), NO_LIST),
    "noise in an old container": (
        lambda path: write(path, OLE + random.Random(2).randbytes(MB)),
        "bozuk",
    ),
    "a locked workbook": (
        lambda path: write(path, OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2_000),
        LOCKED,
    ),
    "a locked ZIP file": (encrypted_zip, LOCKED),
    "a locked ODS file": (
        lambda path: write(
            path,
            list_files.zipped(
                {
                    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                    "META-INF/manifest.xml": "<m><manifest:encryption-data/></m>",
                    "content.xml": b"\x01\x02",
                }
            ),
        ),
        LOCKED,
    ),
    "another ZIP file": (
        lambda path: write(path, list_files.zipped({"a.txt": "a", "b.csv": "b"})),
        "içinde 2 dosya var",
    ),
    "a ZIP file in a ZIP file": (
        lambda path: write(path, list_files.zipped({"a": list_files.zipped({"b": "b"})})),
        "Excel tablosu değil",
    ),
    "a ZIP file with a large file": (
        lambda path: write(path, list_files.zipped({"a.csv": b"Ali;Can\n" * 6 * MB})),
        LARGE,
    ),
    "an ODS file locked as a whole": (
        lambda path: write(path, list_files.zipped({"mimetype": "x", "encrypted-package": "x"})),
        LOCKED,
    ),
    "an XML workbook of hidden columns": (
        lambda path: write(
            path, xml_workbook(b'<Column ss:Index="1" ss:Span="999" ss:Hidden="1"/>' * 300_000)
        ),
        CELLS,
    ),
    "an XML workbook that is cut off": (
        lambda path: write(path, xml_workbook(b"<Row><Cell><Data>")[:-30]),
        BROKEN,
    ),
    "an XML workbook of far cells": (
        lambda path: write(
            path,
            xml_workbook(
                b'<Row ss:Index="49999"><Cell ss:Index="999999999"><Data>x</Data></Cell></Row>'
            ),
        ),
        "256 sütunlu",
    ),
    "a flat text document": (
        lambda path: write(path, b'<office:document xmlns:office="opendocument"/>'),
        "Bu bir tablo değil",
    ),
    "a packed page of parts": (
        lambda path: write(
            path, b"MIME-Version: 1.0\nContent-Type: multipart/x; boundary=x\n\n" + b"--x\n\n" * MB
        ),
        "büyük",
    ),
    "a packed page within packed pages": (
        lambda path: write(
            path,
            b"".join(
                b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n)
                for n in range(9_000)
            ),
        ),
        "büyük",
    ),
    "open quotation marks": (
        lambda path: write(path, b'a;"b\n' * 3 * MB),
        "50.000 satırlı",
    ),
    "lines of two encodings": (
        lambda path: write(path, b"\xff\n" * 8 * MB),
        NO_LIST,
    ),
    "a text document": (
        lambda path: write(path, list_files.zipped({"mimetype": "x.text", "content.xml": "<a/>"})),
        "Bu bir tablo değil",
    ),
    "a binary workbook": (
        lambda path: write(
            path, list_files.zipped({"xl/workbook.bin": "", "[Content_Types].xml": ""})
        ),
        ".xlsb",
    ),
    "a thousand columns": (wide, "en çok 256 sütunlu"),
    "a cell in the last corner": (
        lambda path: workbook(
            path, worksheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')
        ),
        "1048576. satırında",
    ),
    "a bomb of blanks": (lambda path: workbook(path, " " * 60 * MB), LARGE),
    "a bomb of depth": (lambda path: workbook(path, "<a>" * MB), LARGE),
    "a bomb of empty cells": (lambda path: workbook(path, worksheet("<c/>" * 2 * MB)), LARGE),
    "one long tag": (lambda path: workbook(path, f"<a b='{'c' * 3 * MB}'/>"), LARGE),
    "too many cells": (
        lambda path: workbook(path, worksheet(f"<row>{'<c><v>1</v></c>' * 200}</row>" * 3_000)),
        CELLS,
    ),
    "cells far to the right": (
        lambda path: workbook(
            path,
            worksheet("".join(f'<row><c r="IV{n}"><v>1</v></c></row>' for n in range(1, 49_000))),
        ),
        CELLS,
    ),
    "cells merged again and again": (
        lambda path: workbook(
            path,
            worksheet(
                '<row r="1"><c><v>1</v></c></row><row r="45000"><c><v>1</v></c></row>'
            ).replace("</worksheet>", "<mergeCell ref='A1:A45000'/>" * 90_000 + "</worksheet>"),
        ),
        CELLS,
    ),
    "entities": (
        lambda path: workbook(path, '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'),
        BROKEN,
    ),
    "a directory of many parts": (lambda path: directory_of(path, 10_000), "çok fazla parça"),
    "a repeated row": (
        lambda path: list_files.ods(
            path,
            '<table:table-row table:number-rows-repeated="1000000">'
            + list_files.ods_cell("x", 'table:number-columns-repeated="90"')
            + "</table:table-row>",
        ),
        CELLS,
    ),
    "repeated columns": (
        lambda path: list_files.ods(
            path,
            '<table:table-row><table:table-cell table:number-columns-repeated="1000000000" '
            'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>',
        ),
        CELLS,
    ),
    "200 MB": (lambda path: padded(path, 200 * MB), "20 MB’tan büyük"),
    "one line": (lambda path: write(path, b"a;" * 7 * MB), NO_LIST),
    "quotation marks": (lambda path: write(path, b'"' * 15 * MB), NO_LIST),
    "empty lines": (lambda path: write(path, b"\n" * 15 * MB + b"a;b"), NO_LIST),
    "too many lines": (lambda path: write(path, b"Ali;Can\n" * MB), "50.000 satırlı"),
    "letters of four bytes": (
        lambda path: write(path, ("\N{GRINNING FACE};" * 255 + "\n").encode() * 12_000),
        CELLS,
    ),
    "a page of angle brackets": (lambda path: write(path, b"<table>" + b"<" * 8 * MB), "büyük"),
    "a page of tags": (lambda path: write(path, b"<table>" + b"<a" * 3 * MB), "büyük"),
    "a page of comments": (
        lambda path: write(path, b"<table>" + b"<!--" * MB),
        "dolu bir hücre yok",
    ),
    "a page of spans": (
        lambda path: write(path, b"<table><tr>" + b"<td rowspan=999 colspan=999>" * 9_000),
        CELLS,
    ),
    "a page of tables": (lambda path: write(path, b"<table><tr><td>x" * (MB // 4)), CELLS),
    "prose": (
        lambda path: write(path, "Toplantı, yarın saat onda; herkes gelsin.\n".encode() * 9),
        "sütunu bulunamadı",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(reader: Reader, folder: Path, name: str) -> None:
    make, words = HOSTILE[name]
    path = make(folder / "liste.xlsx")
    taken, reason = reader.read(path)
    path.unlink()
    assert taken == 0
    assert words in reason
    assert reason.endswith(".")


def test_what_is_no_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    def reason(path: Path) -> str:
        with pytest.raises(SheetError) as caught:
            detect.read(path)
        return str(caught.value)

    assert "klasör" in reason(tmp_path)
    assert "Böyle bir dosya yok" in reason(tmp_path / "yok.xlsx")
    assert "Böyle bir dosya yok" in reason(tmp_path / "yok" / "a.csv")
    assert "açılamadı" in reason(write(tmp_path / "a", b"x") / "b")
    assert "açılamadı" in reason(Path("a\0b"))
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "boru")
        assert "Bu bir dosya değil" in reason(tmp_path / "boru")


def test_a_sheet_that_is_too_wide_does_not_hide_the_others(tmp_path: Path) -> None:
    path = list_files.xlsx(tmp_path / "a.xlsx", [["x"] * 300], list_files.LIST)
    sheet, columns = people.choose_sheet(detect.read(path))
    assert sheet.name == "Sayfa2"
    assert len(people.read_people(sheet, columns).accepted) == 2


@pytest.fixture(scope="module")
def seeds(folder: Path) -> list[bytes]:
    """A good file of each kind."""
    return list_files.of_every_kind(folder)


@settings(
    max_examples=CASES, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    seed=st.integers(0, 7),
    keep=st.floats(0, 1),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=6),
)
def test_a_damaged_file_gives_people_or_a_sentence(
    reader: Reader,
    folder: Path,
    seeds: list[bytes],
    seed: int,
    keep: float,
    changes: list[tuple[float, bytes]],
) -> None:
    data = bytearray(seeds[seed])
    for place, piece in changes:
        at = int(place * len(data))
        data[at : at + len(piece)] = piece
    # Half of them whole, the other half cut short.
    whole = write(folder / "hasarlı", bytes(data[: int(min(1.0, 2 * keep) * len(data))]))
    taken, reason = reader.read(whole)
    assert taken <= 2 or seed > 2
    assert bool(reason) != bool(taken) or reason == ""


PARTS = st.sampled_from(
    [
        *("<row>", "</row>", '<row r="2">', "<c>", "</c>", "<v>", "</v>", "<is>", "</is>", "<t>"),
        *("</t>", '<c r="B7" t="s">', '<c r="ZZZ9999999">', '<c t="inlineStr">', '<c r="7">'),
        *('<mergeCell ref="A1:B9"/>', '<mergeCell ref="?"/>', '<row r="x">', "1e999", "nan", "-1"),
        *("10000010046", "Ayşe Işık", "ADI SOYADI", "TCKN", "99", "_x0041_", "&amp;", "<", "]]>"),
    ]
)


@settings(
    max_examples=CASES, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(PARTS, max_size=40))
def test_any_worksheet_gives_people_or_a_sentence(
    reader: Reader, folder: Path, parts: list[str]
) -> None:
    taken, reason = reader.read(workbook(folder / "parçalar.xlsx", worksheet("".join(parts))))
    assert taken == 0 or reason == ""
