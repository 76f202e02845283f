"""Every kind of file gives the same people."""

from pathlib import Path

import pytest

from ebel_wizard.cancellation import Cancelled
from ebel_wizard.case.model import Person
from ebel_wizard.people_import import detect, people
from ebel_wizard.people_import.people import Result
from ebel_wizard.people_import.sheet import Sheet, SheetError
from tests.people_import import books

UNIT = "Fen İşleri Müdürlüğü"
TWO = [
    Person("Ayşe", "Işık", "10000010046", "+905321234567", "Şef", UNIT),
    Person("Ali", "Çınar", "10000010732", "+905331234567", "Memur", UNIT),
]


def read(path: Path) -> Result:
    return people.people(*people.best(detect.read(path)))


def whom(path: Path) -> list[Person]:
    return [each.person for each in read(path).taken]


@pytest.mark.parametrize("name", ["liste.xlsx", "liste.xls", "resim.png"])
def test_an_excel_file_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    path = books.xlsx(tmp_path / "a.xlsx", books.LIST, merged=["A1:F1"]).rename(tmp_path / name)
    result = read(path)
    assert [each.person for each in result.taken] == TWO
    assert [each.row for each in result.taken] == [4, 5]
    assert result.refused == ()
    assert result.columns["tckn"] == "T.C. Kimlik No"


@pytest.mark.parametrize("name", ["liste.xls", "liste.csv"])
def test_an_old_excel_file(tmp_path: Path, name: str) -> None:
    assert whom(books.xls(tmp_path / name, books.LIST)) == TWO


@pytest.mark.parametrize("name", ["liste.ods", "liste.xlsx"])
def test_an_ods_file(tmp_path: Path, name: str) -> None:
    assert whom(books.ods(tmp_path / name, books.ods_rows(books.LIST))) == TWO


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1254", "cp857"]
)
def test_text_in_every_encoding(tmp_path: Path, separator: str, encoding: str) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(books.delimited(books.LIST, separator).encode(encoding))
    assert whom(path) == TWO


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_line_ends_of_every_system(tmp_path: Path, end: str) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(books.delimited(books.LIST, end=end).encode())
    assert [each.row for each in read(path).taken] == [4, 5]


def test_a_quoted_cell_may_have_separators_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(
        'Ad Soyad,TCKN,"Cep\nTelefonu",Birim\n'
        '"Işık, Ayşe",10000010046,"0532 123 45 67\n0533 123 45 67","Yazı, Arşiv"\n'
        "Ali Çınar,10000010732,,\n",
        encoding="utf-8",
    )
    result = read(path)
    first, second = (each.person for each in result.taken)
    assert first == Person("Ayşe", "Işık", "10000010046", "+905321234567", "", "Yazı, Arşiv")
    assert second == Person("Ali", "Çınar", "10000010732")
    assert [each.row for each in result.taken] == [2, 3]
    assert result.columns["mobile"] == "Cep Telefonu"


def test_a_quotation_mark_that_is_never_closed_loses_nobody(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    lines = "".join(f"Kişi {'abcde'[n % 5]}{chr(97 + n // 5 % 26)};Memur;x\n" for n in range(9_000))
    path.write_text(f'Ad Soyad;Unvan;Not\nAli "Can;Şef;"açık\n{lines}', encoding="utf-8")
    assert len(whom(path)) == 9_001


def test_the_separator_may_be_named_in_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("sep=|\r\n" + books.delimited(books.LIST, "|"), encoding="utf-8")
    assert whom(path) == TWO


def test_a_page_that_calls_itself_xls(tmp_path: Path) -> None:
    path = tmp_path / "liste.xls"
    path.write_bytes(books.html(books.LIST).encode("cp1254"))
    assert whom(path) == TWO


def test_cells_of_a_page_that_reach_over_others(tmp_path: Path) -> None:
    path = tmp_path / "liste.xls"
    path.write_text(
        "<table><tr><th colspan=3>Personel &amp; &#304;zin<!-- <td> --></th></tr>"
        "<tr><td>Birim<td>Ad Soyad<td>TCKN</tr>"
        "<tr><td rowspan='2'>Fen<br>İşleri<td><b>Ayşe</b> Işık<td>10000010046"
        "<tr><td>Ali Çınar<td>10000010732</table>",
        encoding="utf-8",
    )
    assert whom(path) == [
        Person("Ayşe", "Işık", "10000010046", unit="Fen İşleri"),
        Person("Ali", "Çınar", "10000010732", unit="Fen İşleri"),
    ]


MERGED = [
    ["Birim", "Ad Soyad", "TCKN"],
    ["Fen İşleri", "Ayşe Işık", "10000010046"],
    ["", "Ali Çınar", "10000010732"],
    ["Zabıta", "Can Öz", "10000011418"],
]


def test_a_unit_merged_over_its_people_counts_for_each(tmp_path: Path) -> None:
    spanned = books.ods_rows(MERGED).replace(
        '<table:table-cell  office:value-type="string"><text:p>Fen',
        '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>Fen',
    )
    for path in (
        books.xlsx(tmp_path / "a.xlsx", MERGED, merged=["A2:A3"]),
        books.xls(tmp_path / "a.xls", MERGED, (1, 2, 0, 0)),
        books.ods(tmp_path / "a.ods", spanned),
    ):
        assert [each.unit for each in whom(path)] == ["Fen İşleri", "Fen İşleri", "Zabıta"]


def test_the_sheet_with_people_is_taken(tmp_path: Path) -> None:
    notes = [["Açıklama"], ["Liste günceldir"]]
    phones = [["Ad Soyad", "Telefon"], *([f"Kişi {n}", "03121112233"] for n in range(9))]
    path = books.xlsx(tmp_path / "a.xlsx", notes, phones, books.LIST)
    sheet, _ = people.best(detect.read(path))
    assert sheet.name == "Sayfa3"
    path = books.xlsx(tmp_path / "b.xlsx", books.LIST, books.LIST, hidden=0)
    sheet, _ = people.best(detect.read(path))
    assert sheet.name == "Sayfa2"


def test_lists_side_by_side_are_sheets_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Örnekköy\nNo,Ad Soyad,TCKN,,No,Ad Soyad,TCKN\n"
        "1,Ayşe Işık,10000010046,,2,Ali Çınar,10000010732\n3,Can Öz,10000011418,,,,\n",
        encoding="utf-8",
    )
    sheets = detect.read(path)
    assert [sheet.name for sheet in sheets] == ["Liste (1)", "Liste (2)"]
    found = [people.people(*people.best([sheet])).taken for sheet in sheets]
    assert [[(each.row, each.person.name) for each in taken] for taken in found] == [
        [(3, "Ayşe"), (4, "Can")],
        [(3, "Ali")],
    ]


def test_a_hidden_sheet_of_an_ods_file_comes_last(tmp_path: Path) -> None:
    style = (
        '<style:style style:name="t"><style:table-properties table:display="false"/></style:style>'
    )
    body = books.ods_rows(books.LIST)
    both = f'{body}</table:table><table:table table:name="İki">{body}'
    path = books.ods(tmp_path / "a.ods", both, style, 'table:style-name="t"')
    assert people.best(detect.read(path))[0].name == "İki"


def test_repeated_cells_and_comments_of_an_ods_file(tmp_path: Path) -> None:
    body = (
        books.ods_rows([["Ad Soyad", "TCKN", "Şube", "Unvan"]])
        + '<table:table-row table:number-rows-repeated="3"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
        + "<table:table-row>"
        + books.ods_cell("Ayşe Işık").replace(
            "<text:p>", "<office:annotation><text:p>not</text:p></office:annotation><text:p>"
        )
        + books.ods_cell(10000010046)
        + books.ods_cell("Memur", 'table:number-columns-repeated="2"')
        + "</table:table-row>"
        + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    (taken,) = read(books.ods(tmp_path / "a.ods", body)).taken
    assert (taken.row, taken.person) == (5, Person("Ayşe", "Işık", "10000010046", title="Memur"))


def test_what_a_formula_last_showed_is_taken(tmp_path: Path) -> None:
    path = books.xlsx(tmp_path / "a.xlsx", [["Ad Soyad", "TCKN"], ["=X", 1], ["Ali Can", 2]])
    sheet = books.part(path, "xl/worksheets/sheet1.xml")
    changed = sheet.replace("<f>X</f><v></v>", "<f>X</f><v>Ayşe Işık</v>").replace(
        "<f>X</f><v />", "<f>X</f><v>Ayşe Işık</v>"
    )
    assert changed != sheet
    changed = changed.replace('<c r="A2"', '<c r="A2" t="str"').replace(
        "<v>1</v>", "<f>Y</f><v>10000010046</v>"
    )
    changed = changed.replace("<v>2</v>", "<v>#N/A</v>").replace('<c r="B3"', '<c r="B3" t="e"')
    changed = changed.replace(' t="n"', "").replace('t="e" t="e"', 't="e"')
    books.repacked(path, {"xl/worksheets/sheet1.xml": changed})
    assert whom(path) == [Person("Ayşe", "Işık", "10000010046"), Person("Ali", "Can")]


def test_other_writers_of_xlsx_are_understood(tmp_path: Path) -> None:
    """Prefixed names, cells without places, absolute targets, rich and spoken text."""
    ns = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        books.zipped(
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
    (taken,) = read(path).taken
    assert (taken.row, taken.person) == (3, Person("Ayşe", "Işık", "10000010046"))


def test_progress_is_told_and_can_stop_the_reading(tmp_path: Path) -> None:
    rows = [["Ad Soyad", "Unvan"], *(["Ali Can", "Memur"] for _ in range(3_500))]
    path = books.xlsx(tmp_path / "a.xlsx", rows)
    told: list[int] = []
    sheet, columns = people.best(detect.read(path, told.append))
    assert told == [1_000, 2_000, 3_000]
    people.people(sheet, columns, told.append)
    assert told[3:] == [1_000, 2_000, 3_000]

    def stop(row: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        detect.read(path, stop)
    with pytest.raises(Cancelled):
        people.people(sheet, columns, stop)


def test_a_sheet_is_its_cells_at_their_places(tmp_path: Path) -> None:
    path = books.xlsx(tmp_path / "a.xlsx", [[], ["", "x", 1.5]])
    assert detect.read(path) == (Sheet("Sayfa1", ((), ("", "x", 1.5))),)


def test_a_list_of_nothing_is_said(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="dolu bir hücre yok"):
        detect.read(books.xlsx(tmp_path / "a.xlsx", []))
