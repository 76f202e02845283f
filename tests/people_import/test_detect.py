"""The same list gives the same people in every file format."""

from pathlib import Path

import openpyxl
import pytest
import xlwt

from ebel_wizard.cancellation import Cancelled
from ebel_wizard.case.model import Person
from ebel_wizard.people_import import detect, people
from ebel_wizard.people_import.results import Result
from ebel_wizard.people_import.sheet import Sheet, SheetError
from tests.people_import import list_files

UNIT = "Fen İşleri Müdürlüğü"
TWO = [
    Person("Ayşe", "Işık", "10000010046", "+905321234567", "Şef", UNIT),
    Person("Ali", "Çınar", "10000010732", "+905331234567", "Memur", UNIT),
]


def read(path: Path) -> Result:
    return people.read_people(*people.choose_sheet(detect.read(path)))


def people_of(path: Path) -> list[Person]:
    return [each.person for each in read(path).accepted]


@pytest.mark.parametrize("name", ["liste.xlsx", "liste.xls", "resim.png"])
def test_an_excel_file_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = list_files.xlsx(tmp_path / "a.xlsx", list_files.LIST, merged=["A1:F1"]).rename(
        tmp_path / name
    )
    result = read(path)
    assert [each.person for each in result.accepted] == TWO
    assert [each.row for each in result.accepted] == [4, 5]
    assert result.rejected == ()
    assert result.columns["tckn"] == "T.C. Kimlik No"


@pytest.mark.parametrize("name", ["liste.xls", "liste.csv"])
def test_an_old_excel_file_is_read(tmp_path: Path, name: str) -> None:
    assert people_of(list_files.xls(tmp_path / name, list_files.LIST)) == TWO


@pytest.mark.parametrize("name", ["liste.ods", "liste.xlsx"])
def test_an_ods_file_is_read(tmp_path: Path, name: str) -> None:
    assert people_of(list_files.ods(tmp_path / name, list_files.ods_rows(list_files.LIST))) == TWO


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1254", "cp857"]
)
def test_text_is_read_in_every_encoding(tmp_path: Path, separator: str, encoding: str) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(list_files.delimited(list_files.LIST, separator).encode(encoding))
    assert people_of(path) == TWO


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_line_ends_of_every_system_are_read(tmp_path: Path, end: str) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(list_files.delimited(list_files.LIST, end=end).encode())
    assert [each.row for each in read(path).accepted] == [4, 5]


def test_a_quoted_cell_may_have_delimiters_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(
        'Ad Soyad,TCKN,"Cep\nTelefonu",Birim\n'
        '"Işık, Ayşe",10000010046,"0532 123 45 67\n0533 123 45 67","Yazı, Arşiv"\n'
        "Ali Çınar,10000010732,,\n",
        encoding="utf-8",
    )
    result = read(path)
    first, second = (each.person for each in result.accepted)
    assert first == Person("Ayşe", "Işık", "10000010046", "+905321234567", "", "Yazı, Arşiv")
    assert second == Person("Ali", "Çınar", "10000010732")
    assert [each.row for each in result.accepted] == [2, 3]
    assert result.columns["mobile"] == "Cep Telefonu"


def test_a_quotation_mark_that_is_never_closed_loses_nobody(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    lines = "".join(f"Kişi {'abcde'[n % 5]}{chr(97 + n // 5 % 26)};Memur;x\n" for n in range(9_000))
    path.write_text(f'Ad Soyad;Unvan;Not\nAli "Can;Şef;"açık\n{lines}', encoding="utf-8")
    assert len(people_of(path)) == 9_001


def test_the_first_line_may_declare_the_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("sep=|\r\n" + list_files.delimited(list_files.LIST, "|"), encoding="utf-8")
    assert people_of(path) == TWO


def test_an_html_page_called_xls_is_read(tmp_path: Path) -> None:
    path = tmp_path / "liste.xls"
    path.write_bytes(list_files.html(list_files.LIST).encode("cp1254"))
    assert people_of(path) == TWO


def test_cells_of_an_html_page_may_span_rows_and_columns(tmp_path: Path) -> None:
    path = tmp_path / "liste.xls"
    path.write_text(
        "<table><tr><th colspan=3>Personel &amp; &#304;zin<!-- <td> --></th></tr>"
        "<tr><td>Birim<td>Ad Soyad<td>TCKN</tr>"
        "<tr><td rowspan='2'>Fen<br>İşleri<td><b>Ayşe</b> Işık<td>10000010046"
        "<tr><td>Ali Çınar<td>10000010732</table>",
        encoding="utf-8",
    )
    assert people_of(path) == [
        Person("Ayşe", "Işık", "10000010046", unit="Fen İşleri"),
        Person("Ali", "Çınar", "10000010732", unit="Fen İşleri"),
    ]


MERGED = [
    ["Birim", "Ad Soyad", "TCKN"],
    ["Fen İşleri", "Ayşe Işık", "10000010046"],
    ["", "Ali Çınar", "10000010732"],
    ["Zabıta", "Can Öz", "10000011418"],
]


def test_a_unit_merged_over_several_rows_is_the_unit_of_each(tmp_path: Path) -> None:
    spanned = list_files.ods_rows(MERGED).replace(
        '<table:table-cell  office:value-type="string"><text:p>Fen',
        '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>Fen',
    )
    for path in (
        list_files.xlsx(tmp_path / "a.xlsx", MERGED, merged=["A2:A3"]),
        list_files.xls(tmp_path / "a.xls", MERGED, (1, 2, 0, 0)),
        list_files.ods(tmp_path / "a.ods", spanned),
    ):
        assert [each.unit for each in people_of(path)] == ["Fen İşleri", "Fen İşleri", "Zabıta"]


def test_the_sheet_with_people_is_chosen(tmp_path: Path) -> None:
    notes = [["Açıklama"], ["Liste günceldir"]]
    phones = [["Ad Soyad", "Telefon"], *([f"Kişi {n}", "03121112233"] for n in range(9))]
    path = list_files.xlsx(tmp_path / "a.xlsx", notes, phones, list_files.LIST)
    sheet, _ = people.choose_sheet(detect.read(path))
    assert sheet.name == "Sayfa3"
    path = list_files.xlsx(tmp_path / "b.xlsx", list_files.LIST, list_files.LIST, hidden=0)
    sheet, _ = people.choose_sheet(detect.read(path))
    assert sheet.name == "Sayfa2"


def test_lists_side_by_side_become_separate_sheets(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Örnekköy\nNo,Ad Soyad,TCKN,,No,Ad Soyad,TCKN\n"
        "1,Ayşe Işık,10000010046,,2,Ali Çınar,10000010732\n3,Can Öz,10000011418,,,,\n",
        encoding="utf-8",
    )
    sheets = detect.read(path)
    assert [sheet.name for sheet in sheets] == ["Liste (1)", "Liste (2)"]
    found = [people.read_people(*people.choose_sheet([sheet])).accepted for sheet in sheets]
    assert [[(each.row, each.person.name) for each in accepted] for accepted in found] == [
        [(3, "Ayşe"), (4, "Can")],
        [(3, "Ali")],
    ]


def test_a_hidden_sheet_of_an_ods_file_comes_last(tmp_path: Path) -> None:
    style = (
        '<style:style style:name="t"><style:table-properties table:display="false"/></style:style>'
    )
    body = list_files.ods_rows(list_files.LIST)
    both = f'{body}</table:table><table:table table:name="İki">{body}'
    path = list_files.ods(tmp_path / "a.ods", both, style, 'table:style-name="t"')
    assert people.choose_sheet(detect.read(path))[0].name == "İki"


def test_repeated_cells_of_an_ods_file_count_and_comments_do_not(tmp_path: Path) -> None:
    body = (
        list_files.ods_rows([["Ad Soyad", "TCKN", "Şube", "Unvan"]])
        + '<table:table-row table:number-rows-repeated="3"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
        + "<table:table-row>"
        + list_files.ods_cell("Ayşe Işık").replace(
            "<text:p>", "<office:annotation><text:p>not</text:p></office:annotation><text:p>"
        )
        + list_files.ods_cell(10000010046)
        + list_files.ods_cell("Memur", 'table:number-columns-repeated="2"')
        + "</table:table-row>"
        + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    (accepted,) = read(list_files.ods(tmp_path / "a.ods", body)).accepted
    assert (accepted.row, accepted.person) == (
        5,
        Person("Ayşe", "Işık", "10000010046", title="Memur"),
    )


def test_a_formula_gives_the_value_it_last_showed(tmp_path: Path) -> None:
    path = list_files.xlsx(tmp_path / "a.xlsx", [["Ad Soyad", "TCKN"], ["=X", 1], ["Ali Can", 2]])
    sheet = list_files.part(path, "xl/worksheets/sheet1.xml")
    changed = sheet.replace("<f>X</f><v></v>", "<f>X</f><v>Ayşe Işık</v>").replace(
        "<f>X</f><v />", "<f>X</f><v>Ayşe Işık</v>"
    )
    assert changed != sheet
    changed = changed.replace('<c r="A2"', '<c r="A2" t="str"').replace(
        "<v>1</v>", "<f>Y</f><v>10000010046</v>"
    )
    changed = changed.replace("<v>2</v>", "<v>#N/A</v>").replace('<c r="B3"', '<c r="B3" t="e"')
    changed = changed.replace(' t="n"', "").replace('t="e" t="e"', 't="e"')
    list_files.repacked(path, {"xl/worksheets/sheet1.xml": changed})
    assert people_of(path) == [Person("Ayşe", "Işık", "10000010046"), Person("Ali", "Can")]


def test_xlsx_files_of_other_programs_are_read(tmp_path: Path) -> None:
    """Prefixed names, cells without references, absolute targets, rich and phonetic text."""
    ns = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        list_files.zipped(
            {
                "[Content_Types].xml": "<Types/>",
                "_rels/.rels": '<Relationships><Relationship Id="a" '
                f'Type="{rels}/officeDocument" Target="/Kitap/Ana.xml"/></Relationships>',
                "Kitap/_rels/Ana.xml.rels": '<Relationships><Relationship Id="b" '
                f'Type="{rels}/worksheet" Target="\\Kitap\\S.XML"/><Relationship Id="c" '
                f'Type="{rels}/sharedStrings" Target="metin.xml"/></Relationships>',
                "Kitap/Ana.xml": f'<x:workbook {ns} xmlns:q="{rels}"><x:sheets>'
                '<x:sheet name="Bir" q:id="b"/></x:sheets></x:workbook>',
                "kitap/s.xml": f"<x:worksheet {ns}><x:sheetData>"
                '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c></x:row>'
                '<x:row r="3"><x:c t="s"><x:v>2</x:v></x:c><x:c><x:v>1.0000010046E10</x:v></x:c>'
                "</x:row></x:sheetData></x:worksheet>",
                "Kitap/metin.xml": f"<x:sst {ns}><x:si><x:t>Ad_x0020_Soyad</x:t></x:si>"
                "<x:si><x:t>TCKN</x:t></x:si><x:si><x:r><x:t>Ayşe </x:t></x:r><x:r><x:t>Işık</x:t>"
                "</x:r><x:rPh><x:t>okunuş</x:t></x:rPh></x:si></x:sst>",
            }
        )
    )
    (accepted,) = read(path).accepted
    assert (accepted.row, accepted.person) == (3, Person("Ayşe", "Işık", "10000010046"))


def test_hidden_columns_are_marked_in_every_kind_of_workbook(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(list_files.xlsx(tmp_path / "a.xlsx", list_files.LIST))
    book.active.column_dimensions["B"].hidden = True
    book.save(tmp_path / "a.xlsx")
    old = xlwt.Workbook()
    sheet = old.add_sheet("Sayfa1")
    sheet.write(0, 2, "x")
    sheet.col(1).hidden = True
    old.save(str(tmp_path / "a.xls"))
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        '<table:table-column table:number-columns-repeated="9"/>'
    )
    list_files.ods(tmp_path / "a.ods", columns + list_files.ods_rows(list_files.LIST))
    for name in ("a.xlsx", "a.xls", "a.ods"):
        (read_sheet,) = detect.read(tmp_path / name)
        assert read_sheet.hidden_columns == {1}, name


def test_a_merged_cell_makes_no_row_of_a_blank_one(tmp_path: Path) -> None:
    rows = [["Birim", "Ad Soyad"], ["Fen İşleri", "Ayşe Işık"], ["", ""], ["", "Ali Çınar"]]
    path = list_files.xlsx(tmp_path / "a.xlsx", rows, merged=["A2:A4"])
    assert detect.read(path)[0].rows[2:] == ((), ("Fen İşleri", "Ali Çınar"))


def test_progress_is_reported_and_can_cancel_the_reading(tmp_path: Path) -> None:
    rows = [["Ad Soyad", "Unvan"], *(["Ali Can", "Memur"] for _ in range(3_500))]
    path = list_files.xlsx(tmp_path / "a.xlsx", rows)
    rows_done: list[int] = []
    sheet, columns = people.choose_sheet(detect.read(path, rows_done.append))
    assert rows_done == [1_000, 2_000, 3_000]
    people.read_people(sheet, columns, rows_done.append)
    assert rows_done[3:] == [1_000, 2_000, 3_000]

    def stop(row: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        detect.read(path, stop)
    with pytest.raises(Cancelled):
        people.read_people(sheet, columns, stop)


def test_a_sheet_holds_each_cell_at_its_position(tmp_path: Path) -> None:
    path = list_files.xlsx(tmp_path / "a.xlsx", [[], ["", "x", 1.5]])
    assert detect.read(path) == (Sheet("Sayfa1", ((), ("", "x", 1.5))),)


def test_an_empty_list_is_reported(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="dolu bir hücre yok"):
        detect.read(list_files.xlsx(tmp_path / "a.xlsx", []))
