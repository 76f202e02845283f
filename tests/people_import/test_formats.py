"""Formats that look like another, are packed or locked, and what their cells do not show."""

from pathlib import Path

import openpyxl
import pytest
import xlwt

from ebel_wizard.people_import import detect
from ebel_wizard.people_import.sheet import UNCOMPUTED, Sheet, SheetError
from tests.people_import import list_files

ROWS = [["Ad Soyad", "TCKN"], ["Ali Can", "10000010046"]]
READ = (("Ad Soyad", "TCKN"), ("Ali Can", "10000010046"))


def only_sheet(path: Path) -> Sheet:
    (sheet,) = detect.read(path)
    return sheet


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_xml_of_excel_2003_is_read_whatever_its_name(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "liste.xls"
    rows: list_files.Rows = [
        ["Örnekköy"],
        [],
        ["Ad Soyad", "", "TCKN"],
        ["Işıl Öz", "", 10000010046],
    ]
    path.write_text(list_files.spreadsheetml(rows), encoding=encoding)
    assert only_sheet(path).rows == (
        *(("Örnekköy",), (), ("Ad Soyad", "", "TCKN"), ("Işıl Öz", "", 10000010046.0)),
    )


def test_merged_hidden_and_uncomputed_cells_of_that_xml(tmp_path: Path) -> None:
    path = tmp_path / "liste.xls"
    text = list_files.spreadsheetml([["a", "b", "c"], ["", "e", "f"]])
    text = text.replace("<Table>", '<Table><Column ss:Index="3" ss:Hidden="1"/>')
    text = text.replace('<Cell ss:Index="1">', '<Cell ss:Index="1" ss:MergeDown="1">')
    text = text.replace('<Row ss:Index="2">', '<Row ss:Index="2" ss:Hidden="1">')
    text = text.replace(
        '<Cell ss:Index="2"><Data ss:Type="String">e</Data>', '<Cell ss:Index="2" ss:Formula="=A1">'
    )
    path.write_text(text, encoding="utf-8")
    sheet = only_sheet(path)
    assert sheet.rows == (("a", "b", "c"), ("a", UNCOMPUTED, "f"))
    assert sheet.hidden_columns == {2}
    assert sheet.notes == ("“Sayfa1” sayfasının gizli 1 satırı da okundu.",)


def test_an_unpacked_ods_file_is_read(tmp_path: Path) -> None:
    path = list_files.flat_ods(tmp_path / "a.fods", list_files.ods_rows(ROWS))
    assert only_sheet(path).rows == READ


def test_an_ods_file_may_have_other_prefixes_and_values_as_attributes(tmp_path: Path) -> None:
    path = list_files.ods(tmp_path / "a.ods", list_files.ods_rows(ROWS))
    content = list_files.part(path, "content.xml")
    assert "table:table-cell" in content
    other = content.replace("table:", "ns2:").replace("text:", "ns3:").replace("office:", "o:")
    valued = content.replace('office:value-type="string"><text:p>', 'office:string-value="')
    valued = valued.replace("</text:p>", '">')
    for changed in (other, valued):
        assert only_sheet(list_files.repacked(path, {"content.xml": changed})).rows == READ


def test_a_locked_ods_file_of_the_newer_scheme_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    path.write_bytes(list_files.zipped({"mimetype": list_files.ODS, "encrypted-package": "x"}))
    with pytest.raises(SheetError, match="parolayla korunuyor"):
        detect.read(path)


@pytest.mark.parametrize("name", ["a.xlsx", "Klasör/a.csv"])
def test_a_list_inside_a_zip_file_is_read(tmp_path: Path, name: str) -> None:
    inner = list_files.xlsx(tmp_path / "a.xlsx", ROWS).read_bytes()
    if name.endswith("csv"):
        inner = list_files.delimited(ROWS).encode()
    path = tmp_path / "liste.zip"
    extra = {"Klasör/": b"", "__MACOSX/._a": b"x", "Klasör/.DS_Store": b"x", "Thumbs.db": b"x"}
    path.write_bytes(list_files.zipped({**extra, name: inner}))
    assert only_sheet(path).rows == READ


def test_names_within_a_workbook_may_have_backslashes(tmp_path: Path) -> None:
    path = list_files.xlsx(tmp_path / "a.xlsx", ROWS)
    names = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "_rels/.rels", "[Content_Types].xml"]
    parts = {name: list_files.part(path, name) for name in [*names, "xl/_rels/workbook.xml.rels"]}
    data = list_files.zipped({name.replace("/", "@"): text for name, text in parts.items()})
    for name in parts:
        packed = name.replace("/", "@").encode()
        data = data.replace(packed, packed.replace(b"@", b"\\"))
    path.write_bytes(data)
    assert only_sheet(path).rows == READ


def test_one_column_with_all_others_in_it_is_split(tmp_path: Path) -> None:
    path = list_files.xlsx(
        tmp_path / "a.xlsx", [["Örnekköy"], ["Ad Soyad;TCKN;Birim"], ["Ali Can;10000010046;Yazı"]]
    )
    sheet = only_sheet(path)
    assert sheet.rows[1:] == (("Ad Soyad", "TCKN", "Birim"), ("Ali Can", "10000010046", "Yazı"))
    assert sheet.notes == ("Sütunlar ayrılmamıştı, her satır tek hücredeydi; ayrılarak okundu.",)
    names = [["Ad Soyad"], ["Işık, Ayşe"], ["Öz, Can"]]
    assert only_sheet(list_files.xlsx(path, names)).rows == tuple(map(tuple, names))


def test_one_column_of_rows_too_long_for_a_cell_is_refused(tmp_path: Path) -> None:
    rows = [["Ad Soyad;TCKN;Birim"], [f"Ali Can;10000010046;{'Yazı ' * 99}"]]
    path = list_files.xlsx(tmp_path / "a.xlsx", rows)
    with pytest.raises(SheetError, match="sütunları ayrılmamış"):
        detect.read(path)


def test_formulas_that_were_never_computed_are_no_empty_cells(tmp_path: Path) -> None:
    path = list_files.xlsx(tmp_path / "a.xlsx", [["=A2", "=A3", "x"]])
    part = "xl/worksheets/sheet1.xml"
    text = list_files.part(path, part)
    text = text.replace('<c r="B1">', '<c r="B1" t="str">')
    assert 't="str"' in text
    list_files.repacked(path, {part: text})
    assert only_sheet(path).rows == ((UNCOMPUTED, "", "x"),)  # "str" without text was computed
    cell = "<table:table-cell table:formula='of:=[.A2]'/>"
    body = f"<table:table-row>{cell}{list_files.ods_cell('x')}</table:table-row>"
    assert only_sheet(list_files.ods(tmp_path / "a.ods", body)).rows == ((UNCOMPUTED, "x"),)


def test_error_values_are_read_as_they_show(tmp_path: Path) -> None:
    path = list_files.xlsx(tmp_path / "a.xlsx", [["x", "#N/A", "#REF!"]])
    assert 't="e"' in list_files.part(path, "xl/worksheets/sheet1.xml")
    assert only_sheet(path).rows == (("x", "#N/A", "#REF!"),)


def test_hidden_rows_are_read_and_named(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(list_files.xlsx(tmp_path / "a.xlsx", [["a"], ["b"], ["c"]]))
    book.active.row_dimensions[2].hidden = True
    book.active.row_dimensions[9].hidden = True
    book.save(tmp_path / "a.xlsx")
    old = xlwt.Workbook()
    sheet = old.add_sheet("Sayfa1")
    for row, text in enumerate("abc"):
        sheet.write(row, 0, text)
    sheet.row(1).hidden = True
    old.save(str(tmp_path / "a.xls"))
    body = list_files.ods_rows([["a"], ["b"], ["c"]])
    first, second, rest = body.split("<table:table-row>", 3)[1:]
    list_files.ods(
        tmp_path / "a.ods",
        f"<table:table-row>{first}<table:table-row table:visibility='filter'>{second}"
        f"<table:table-row>{rest}",
    )
    for name in ("a.xlsx", "a.xls", "a.ods"):
        read = only_sheet(tmp_path / name)
        assert read.rows == (("a",), ("b",), ("c",)), name
        assert read.notes == ("“Sayfa1” sayfasının gizli 1 satırı da okundu.",), name
