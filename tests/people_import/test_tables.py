"""No row of a text is lost, however its quotation marks and columns are damaged."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.people_import import detect, html_tables, text_encoding, text_tables
from ebel_wizard.people_import.sheet import Cell, Sheet, SheetError

HEADING = "Ad Soyad;TCKN;Cep;Unvan;Birim"
LINES = [f"Kişi {chr(65 + n)};1000000{n:04};;Memur;Yazı" for n in range(20)]
ROWS = [tuple(line.split(";")) for line in (HEADING, *LINES)]


def rows_of(*lines: str) -> list[tuple[Cell, ...]]:
    return list(text_tables.read_delimited("\n".join(lines)).rows)


def bare(rows: list[tuple[Cell, ...]]) -> list[tuple[str, ...]]:
    return [tuple(str(cell).replace('"', "") for cell in row) for row in rows]


@given(
    st.lists(
        st.tuples(st.integers(0, 19), st.sampled_from([0, 2, 3, 4]), st.booleans()), max_size=6
    )
)
def test_quotation_marks_anywhere_lose_no_row(marks: list[tuple[int, int, bool]]) -> None:
    lines = [line.split(";") for line in LINES]
    for line, column, is_end in marks:
        cell = lines[line][column]
        lines[line][column] = f'{cell}"' if is_end else f'"{cell}'
    assert bare(rows_of(HEADING, *map(";".join, lines))) == ROWS


def test_the_row_of_an_open_quotation_mark_is_named() -> None:
    lines = [*LINES[:3], LINES[3].replace("Memur", '"Memur'), *LINES[4:]]
    sheet = text_tables.read_delimited("\n".join([HEADING, *lines]))
    assert bare(list(sheet.rows)) == ROWS
    (note,) = sheet.notes
    assert note.startswith("5. satırın tırnak işaretleri bozuk;")


def test_the_other_quotation_marks_of_such_a_row_count() -> None:
    lines = [HEADING, *(line.replace(";", '";"') for line in LINES[:3])]
    lines[1:] = [f'"{line}"' for line in lines[1:]]
    lines[2] = lines[2].replace('Memur"', "Memur")
    assert rows_of(*lines) == [*ROWS[:2], (*ROWS[2][:3], '"Memur', "Yazı"), ROWS[3]]


def test_a_comma_before_a_space_belongs_to_a_text_where_quotation_marks_are_damaged() -> None:
    lines = [HEADING, *LINES[:5], 'Ali;1;;"Memur;"Yazı, Arşiv"']
    read = rows_of(*(line.replace(";", ",") for line in lines))
    assert bare(read)[-1] == ("Ali", "1", "", "Memur", "Yazı, Arşiv")


@pytest.mark.parametrize("sign", [";", ","])
def test_a_cell_of_several_lines_stays_one_cell(sign: str) -> None:
    lines = [
        sign.join(["Ad Soyad", "TCKN", '"Cep\nTelefonu"', "Unvan", "Birim"]),
        sign.join(["Ali Can", "10000010046", '"0532 1; 2, 3\n0533 4"', "Memur", '"Yazı, Arşiv"']),
    ]
    assert rows_of(*lines)[1] == (
        *("Ali Can", "10000010046", "0532 1; 2, 3\n0533 4", "Memur", "Yazı, Arşiv"),
    )


@pytest.mark.parametrize("heading", ['"Ad Soyad;TCKN;Birim"', "Ad Soyad;TCKN;Birim"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_lines_that_are_one_quoted_cell_are_split(heading: str, sign: str) -> None:
    lines = [heading, '"Ali Can;10000010046;Yazı"', '"Ece Ak;10000010732;Fen"']
    assert rows_of(*(line.replace(";", sign) for line in lines)) == [
        ("Ad Soyad", "TCKN", "Birim"),
        ("Ali Can", "10000010046", "Yazı"),
        ("Ece Ak", "10000010732", "Fen"),
    ]


def test_a_comma_in_a_name_splits_no_cell() -> None:
    assert rows_of("Ad Soyad", '"Işık, Ayşe"', '"Öz, Can"') == [
        ("Ad Soyad",),
        ("Işık, Ayşe",),
        ("Öz, Can",),
    ]


TEXT = "Adı;Soyadı;Unvanı\nÇağrı;Öğüt;Şef\nGÜLŞAH;İNCE;MÜDÜR\nIşıl;Iğdır;Büro\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1254", "cp857", "mac_turkish", "iso8859-9"])
def test_texts_of_every_turkish_code_page_are_decoded(encoding: str) -> None:
    assert text_encoding.decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["cp1254", "cp857", "mac_turkish"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_one_line_of_another_encoding_spoils_no_other(encoding: str, mark: bytes) -> None:
    lines = TEXT.splitlines(keepends=True)
    for at in range(1, len(lines)):
        data = b"".join(
            line.encode(encoding if n == at else "utf-8") for n, line in enumerate(lines)
        )
        assert text_encoding.decode(mark + data) == TEXT


def test_zero_bytes_between_fields_are_left_out() -> None:
    assert text_encoding.decode("Ad;\0Şef\0\n".encode()) == "Ad;Şef\n"
    with pytest.raises(SheetError):
        text_encoding.decode("Ad;\0Şef\1\n".encode())


def cells(page: str) -> list[list[tuple[Cell, ...]]]:
    return [list(sheet.rows) for sheet in html_tables.read(page)]


def test_a_table_within_a_cell_ends_no_table() -> None:
    inner = "<table><tr><td>x</td><td>y</td></tr></table>"
    page = f"<table><tr><td>{inner}</td></tr><tr><td>Ali<td>Can</table>"
    assert cells(page) == [[("x", "y")], [(), ("Ali", "Can")]]


def test_a_table_of_one_cell_is_the_text_of_the_cell_around_it() -> None:
    page = "<table><tr><td><table><tr><td>A &lt; B</table></td><td>Can</table>"
    assert cells(page) == [[("A < B", "Can")]]


def test_scripts_and_styles_are_no_text() -> None:
    page = "<table><tr><td>Ali<script>if (a < b) x='</td>';</script><style>.a{}</style> Can</table>"
    assert cells(page) == [[("Ali Can",)]]


@pytest.mark.parametrize(
    "number", ['x:num="10000010046"', "x:num=10000010046", "sdval='10000010046'"]
)
def test_the_whole_number_counts_not_the_rounded_one(number: str) -> None:
    page = f"<table><tr><td {number}>1,00000E+10</td><td x:num>12</td></table>"
    assert cells(page) == [[(10000010046.0, "12")]]


def test_hidden_rows_and_columns_of_a_page_are_marked() -> None:
    (sheet,) = html_tables.read(
        "<table><tr><td style='display:none'>a<td>b<tr style='display: none'><td>c<td>d</table>"
    )
    assert sheet.rows == (("a", "b"), ("c", "d"))
    assert sheet.hidden_columns == {0}
    assert sheet.notes == ("Listenin gizli 1 satırı da okundu.",)


def test_a_page_packed_as_one_file_is_read(tmp_path: Path) -> None:
    page = "<html><table><tr><td>Ad=C4=B1 Soyad=C4=B1<td>TCKN<tr><td>Ay=C5=9Fe I=C5=9F=\n=C4=B1k"
    path = tmp_path / "liste.xls"
    path.write_text(
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
        "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/html\n\n"
        f"{page}<td>10000010046</table></html>\n--x--\n",
        encoding="ascii",
    )
    (sheet,) = detect.read(path)
    assert sheet == Sheet("", (("Adı Soyadı", "TCKN"), ("Ayşe Işık", "10000010046")))
