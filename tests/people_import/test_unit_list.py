"""A list of units is read by its headings, in any order, and no row of it vanishes."""

import pytest

from ebel_wizard.case import register
from ebel_wizard.case.answers import Answers
from ebel_wizard.case.tables import UNIT
from ebel_wizard.people_import import unit_list
from ebel_wizard.people_import.sheet import Sheet, SheetError

ROWS = (
    ("ÖRNEKKÖY BELEDİYESİ BİRİM LİSTESİ", "", "", ""),
    ("Sıra", "DETSİS No", "Birim Adı", "Birim Telefonu"),
    (1.0, 87654321.0, "Yazı İşleri Müdürlüğü", "0346 123 45 70"),
    (2.0, "", "Bilgi İşlem Müdürlüğü", ""),
    ("", "", "", "toplam"),
    ("", "", "", ""),
)


def test_columns_are_known_by_their_headings_whatever_their_order() -> None:
    read = unit_list.read((Sheet("", ROWS),))
    assert read.columns == {
        "detsis": "DETSİS No",
        "name": "Birim Adı",
        "phone": "Birim Telefonu",
    }
    assert read.rows == (
        {"detsis": "87654321", "name": "Yazı İşleri Müdürlüğü", "phone": "0346 123 45 70"},
        {"name": "Bilgi İşlem Müdürlüğü"},
    )
    assert read.left == (5,)


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Müdürlük", "name"),
        ("BİRİMİN ADI", "name"),
        ("DETSİS NUMARASI", "detsis"),
        ("Antet", "heading"),
        ("Yazılardaki adı", "heading"),
        ("Birim e-Posta Adresi", "email"),
        ("Belgegeçer", "fax"),
        ("İnternet adresi", "web"),
        ("Adresi", "address"),
    ],
)
def test_usual_headings_are_known(heading: str, part: str) -> None:
    rows = (("Birim", heading), ("Fen İşleri", "x")) if part != "name" else ((heading,), ("Fen",))
    assert part in unit_list.read((Sheet("", rows),)).columns


@pytest.mark.parametrize("heading", ["Birim Sorumlusu", "Birim Müdürü", "Personel sayısı"])
def test_what_is_about_people_is_no_units_column(heading: str) -> None:
    rows = ((heading, "Birim", "DETSİS"), ("Ayşe", "Fen İşleri Müdürlüğü", "87654321"))
    (row,) = unit_list.read((Sheet("", rows),)).rows
    assert row == {"name": "Fen İşleri Müdürlüğü", "detsis": "87654321"}


@pytest.mark.parametrize("rows", [(("Ad", "Soyad"), ("Ayşe", "Öz")), (("Birim listesi",), ("x",))])
def test_a_list_without_units_is_refused_with_what_to_do(rows: tuple[tuple[str, ...], ...]) -> None:
    with pytest.raises(SheetError, match="Sütunların üstüne"):
        unit_list.read((Sheet("", rows),))


def test_known_units_are_updated_others_added_and_blanks_change_nothing() -> None:
    known = {"a": {"name": "Yazı İşleri Müdürlüğü", "detsis": "11111111", "phone": "x"}}
    blank = dict.fromkeys(("heading", "address", "fax", "email", "web", "entered"), "")
    answers = Answers({UNIT: {key: {**blank, **row} for key, row in known.items()}})
    change, added, altered = register.merge_units(
        answers,
        [
            {"name": "YAZI İŞLERİ MÜDÜRLÜĞÜ", "detsis": "87654321"},
            {"name": "Fen İşleri Müdürlüğü", "phone": "03461234567"},
            {"name": "Fen İşleri Müdürlüğü", "detsis": "87654322"},
        ],
    )
    assert (added, altered) == (1, 1)
    assert change is not None
    answers.apply(change)
    mended, new = answers.rows(UNIT).values()
    assert (mended["name"], mended["detsis"], mended["phone"]) == (
        *("Yazı İşleri Müdürlüğü", "87654321", "x"),
    )
    assert (new["name"], new["detsis"], new["phone"]) == (
        *("Fen İşleri Müdürlüğü", "87654322", "(0 346) 123 45 67"),
    )
    assert register.merge_units(answers, [{"name": "Fen İşleri Müdürlüğü"}]) == (None, 0, 0)
