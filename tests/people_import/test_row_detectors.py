"""Each sign of a signature, and each of a person of the list, is weighed by itself."""

from collections.abc import Sequence

import pytest

from ebel_wizard.people_import import row_detectors, row_kinds
from ebel_wizard.people_import.headings import ColumnMap
from ebel_wizard.people_import.row_detectors import Layout, Row
from ebel_wizard.people_import.sheet import Cell
from ebel_wizard.turkish import letters

TCKN = "10000000146"
NAMES, TITLED = {"name": 0, "surname": 0}, {"name": 1, "surname": 1, "tckn": 2, "title": 3}


def layout(columns: dict[str, int], *rows: Sequence[Cell]) -> Layout:
    """A list without headings; a blank row stays out and leaves its number."""
    return Layout(
        [
            Row(
                number,
                row,
                tuple(column for column, cell in enumerate(row) if cell != ""),
                TCKN in row,
            )
            for number, row in enumerate(rows, 1)
            if any(cell != "" for cell in row)
        ],
        ColumnMap(columns, ()),
    )


def test_a_footer_counts_for_the_rows_right_below_it() -> None:
    rows = layout(NAMES, ["Hazırlayan"], ["Elif Kara"], *[["Ali Öz"]] * 4)
    rows.begin_signatures(0, is_doubtful=False)
    weights = [row_detectors.stands_below_footer(rows, index) for index in range(6)]
    assert weights == [0, 3, 3, 3, 3, 0]


def test_a_footer_that_may_be_a_name_counts_at_the_end_alone() -> None:
    rows = layout(NAMES, ["Onay"], *[["Ali Öz"]] * 9)
    rows.begin_signatures(0, is_doubtful=True)
    assert row_detectors.stands_below_footer(rows, 1) == 0
    rows.begin_signatures(5, is_doubtful=True)
    assert row_detectors.stands_below_footer(rows, 6) == 3


def test_a_post_below_a_name_counts_unless_the_list_goes_on() -> None:
    rows = layout(NAMES, ["Veli Kaya"], ["Şube Müdürü"], ["Ali Ak"], ["Başkan V."])
    assert row_detectors.stands_above_post(rows, 0) == 3
    assert row_detectors.stands_above_post(rows, 1) == 0
    rows = layout(NAMES, ["Veli Kaya"], ["Memur"], ["Ali Ak"], ["Can Öz"])
    assert row_detectors.stands_above_post(rows, 0) == 0
    rows = layout(NAMES, ["Veli Kaya"], ["Ali Uzman"])
    assert row_detectors.stands_above_post(rows, 0) == 0


def test_a_post_counts_and_a_name_that_is_a_post_does_not() -> None:
    rows = layout(NAMES, ["Şube Müdürü"], ["Ali Uzman"], ["Memur"])
    assert [row_detectors.is_post_itself(rows, index) for index in range(3)] == [5, 0, 5]
    apart = layout({"name": 0, "surname": 2}, ["Şube Müdürü", "", "Memur"], ["Uzman", "", "Şef"])
    assert [row_detectors.is_post_itself(apart, index) for index in range(2)] == [5, 0]


def test_names_apart_count_when_nobody_of_the_list_follows() -> None:
    rows = layout(TITLED, ["", "Ali Öz", TCKN], [], ["", "Veli Kaya"])
    assert row_detectors.stands_apart(rows, 1) == 1
    rows = layout(TITLED, ["", "Ali Öz"], [], ["", "Veli Kaya"], ["", "Can Öz", TCKN])
    assert row_detectors.stands_apart(rows, 1) == 0
    rows = layout(TITLED, ["", "Ali Öz", TCKN], [], ["", "Veli Kaya", "", "Şef 2"])
    assert row_detectors.stands_apart(rows, 1) == 0


def test_the_end_of_the_numbers_counts() -> None:
    rows = layout(TITLED, ["", "Ali Öz", TCKN], ["", "Veli Kaya"])
    assert [row_detectors.follows_last_number(rows, index) for index in (0, 1)] == [0, 1]
    assert row_detectors.follows_last_number(layout(NAMES, ["Ali Öz"], ["Can Ak"]), 1) == 0


def test_the_number_of_a_row_speaks_for_a_person() -> None:
    rows = layout(TITLED, [7.0, "Ali Öz"], ["", "Can Ak", "3"])
    assert [row_detectors.is_numbered(rows, index) for index in (0, 1)] == [-3, 0]


def test_three_fields_speak_for_a_person() -> None:
    rows = layout({**TITLED, "unit": 4}, ["", "Ali Öz", "", "Şef", "Fen"], ["", "Ali", "", "Şef"])
    assert [row_detectors.has_fields_of_a_person(rows, index) for index in (0, 1)] == [-3, 0]


def test_the_cells_that_the_others_have_speak_for_a_person() -> None:
    rows = layout(TITLED, ["", "Ali", "", "Şef"], ["", "Can", "", "Şef"], ["", "Veli", "", "", "x"])
    weights = [row_detectors.is_filled_like_the_others(rows, index) for index in range(3)]
    assert weights == [-2, -2, 0]
    alone = layout(NAMES, ["Ali Öz"], ["Can Ak"])
    assert row_detectors.is_filled_like_the_others(alone, 0) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TOPLAM", True), ("GENEL TOPLAM : 35 kişi", True), ("Ara Toplam", True),
        ("MEMUR TOPLAMI", True), ("Yekûn 12", True), ("Ali Toplam", False), ("Toplam Ak", False),
        ("Toplam Kalite Birimi", False), ("35", False),
    ],
)  # fmt: skip
def test_the_words_of_a_total(text: str, expected: bool) -> None:
    assert row_kinds.is_total(letters.fold(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hazırlayan", True), ("HAZIRLAYAN : Elif Kara", True), ("Kontrol Eden", True),
        ("ONAY", True), ("Onay:", True), ("Tarih / İmza", True), ("Adı Soyadı", False),
        ("Onay Yılmaz", False), ("Kontrol Ak", False), ("Olur Onay", False), ("", False),
    ],
)  # fmt: skip
def test_the_words_of_a_footer(text: str, expected: bool) -> None:
    assert row_kinds.is_footer(letters.fold(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NOT: İzinliler yoktur", True), ("Açıklama - 1", True), ("01.12.2026", True),
        ("…/…/2026", True), ("Tarih: 1.12.2026", True), ("* işaretliler izinli", True),
        ("Notlu Ak", False), ("Nota Kaya", False),
    ],
)  # fmt: skip
def test_the_words_of_a_note(text: str, expected: bool) -> None:
    assert row_kinds.is_note(letters.fold(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fen İşleri Müdürlüğü", True), ("ÖZEL KALEM", True), ("Destek Hizmetleri", True),
        ("Disiplin Kurulu", True), ("Ali Kalem", False), ("Elif Kurulu", False),
        ("Veli İşler", False), ("Hizmet Kaya", False), ("İşleri", False),
    ],
)  # fmt: skip
def test_the_words_of_a_unit(text: str, expected: bool) -> None:
    assert row_kinds.is_unit(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Memur", True), ("Şube Müdürü", True), ("Müdür V.", True), ("Başkan Yardımcısı", True),
        ("Genel Sekreter", True), ("V.H.K.İ.", True), ("Belediye Başkanı", True),
        ("Ali Uzman", False), ("Başkan Uzman", False), ("Hasan Yardımcı", False),
        ("Uzman Ak", False), ("Sefa Yılmaz", False), ("Şefik Kaya", False), ("Müdürler", False),
        ("Su Müdüroğlu", False), ("Yazı İşleri Müdürlüğü", False), ("", False),
    ],
)  # fmt: skip
def test_the_words_of_a_post_that_is_nobodys_name(text: str, expected: bool) -> None:
    assert row_kinds.is_certain_post(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SÖZLEŞMELİ PERSONEL", True), ("KADROLU İŞÇİLER", True), ("Zabıta Memurları", True),
        ("Ayşe Güler", False), ("Ali Uzmanlı", False), ("Can Şefler", True),
    ],
)  # fmt: skip
def test_the_words_of_a_groups_heading(text: str, expected: bool) -> None:
    assert row_kinds.is_heading_of_people(text) is expected
