"""What is typed is kept in its usual print form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.case import fields
from ebel_wizard.case.field import Field, Kind
from ebel_wizard.case.model import Person
from ebel_wizard.case.normalise import mend, normalise_answer, normalise_person

LETTERS = "abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ"


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (Kind.TEXT, "  Fen   İşleri\t", "Fen İşleri"),
        (Kind.LINES, " Bir\n İki \n", "Bir\n İki"),
        (Kind.DATE, "1.7.2026", "01.07.2026"),
        (Kind.PHONE, "05321234567", "(0 532) 123 45 67"),
        (Kind.TCKN, "100 000 001 46", "10000000146"),
        (Kind.NUMBER, "1452", "1.452"),
    ],
)
def test_a_valid_answer_gets_its_print_form(kind: Kind, typed: str, kept: str) -> None:
    assert normalise_answer(kind, typed) == kept
    assert normalise_answer(kind, kept) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [(Kind.DATE, "yarın"), (Kind.PHONE, "12"), (Kind.TCKN, "100 1"), (Kind.NUMBER, "bin")],
)
def test_what_is_not_valid_keeps_its_words(kind: Kind, typed: str) -> None:
    assert normalise_answer(kind, typed) == typed


def test_a_person_is_kept_in_print_form_part_by_part() -> None:
    typed = Person(" Ayşe ", "Işık", "100 000 001 46", "05321234567", "Şef", "Yazı  İşleri")
    kept = Person("Ayşe", "Işık", "10000000146", "(0 532) 123 45 67", "Şef", "Yazı İşleri")
    assert normalise_person(typed) == kept


CASE = "Büyük ve küçük harfler düzeltildi."
SPACES = "Boşluklar çıkarıldı."
DATE = "Tarih noktayla yazıldı."
SMALL = "Adres küçük harfe çevrildi."


@pytest.mark.parametrize(
    ("path", "typed", "kept", "what"),
    [
        (
            "municipality.name",
            "ÖRNEKKÖY BELEDİYE BAŞKANLIĞI",
            "Örnekköy Belediye Başkanlığı",
            CASE,
        ),
        (
            "municipality.unit",
            "yazı işleri ve kararlar müdürlüğü",
            "Yazı İşleri ve Kararlar Müdürlüğü",
            CASE,
        ),
        ("municipality.unit", "e-Belediye Bürosu", "e-Belediye Bürosu", ""),
        ("municipality.district", "iliç", "İliç", CASE),
        ("letter.addressee.body", "TÜBİTAK", "TÜBİTAK", ""),
        ("letter.addressee.body", "İÇİŞLERİ BAKANLIĞI", "İçişleri Bakanlığı", CASE),
        ("letter.signatory.name", "ışıl", "Işıl", CASE),
        ("municipality.district", "aKÖREN", "Akören", CASE),
        ("letter.signatory.name", "Dr. Ayşe NUR", "Dr. Ayşe Nur", CASE),
        ("letter.addressee.body", "TÜBİTAK Başkanlığı", "TÜBİTAK Başkanlığı", ""),
        ("letter.signatory.surname", "YILMAZ", "Yılmaz", CASE),
        ("letter.signatory.surname", "yILMAZ", "Yılmaz", CASE),
        ("letter.signatory.surname", "yılmaz", "Yılmaz", CASE),
        ("municipality.detsis", "4821 7693", "48217693", SPACES),
        ("municipality.detsis", "48 21 76 9x", "48 21 76 9x", ""),
        ("municipality.contact.postcode", "58 000", "58000", SPACES),
        ("letter.go_live", "15,12,2026", "15.12.2026", DATE),
        ("letter.go_live", "15/12/2026", "15.12.2026", ""),
        ("municipality.contact.email", "BİLGİ@ORNEKKOY.BEL.TR", "bilgi@ornekkoy.bel.tr", SMALL),
        ("municipality.contact.kep", "bELEDIYE@HS01.KEP.TR", "belediye@hs01.kep.tr", SMALL),
        ("municipality.contact.web", "WWW.X.BEL.TR/Sayfa", "www.x.bel.tr/Sayfa", SMALL),
        ("municipality.contact.phone", "03461234567", "(0 346) 123 45 67", ""),
        ("municipality.contact.address", "CUMHURİYET CAD.", "CUMHURİYET CAD.", ""),
        ("municipality.contact.address", "atatürk cad. no: 5/a", "Atatürk Cad. No: 5/A", CASE),
        ("municipality.contact.address", "Cumhuriyet cad.", "Cumhuriyet cad.", ""),
    ],
)
def test_what_was_surely_meant_is_mended_and_said(
    path: str, typed: str, kept: str, what: str
) -> None:
    assert mend(fields.BY_PATH[path], typed) == (kept, what)


@given(st.sampled_from(fields.SINGLE), st.text(LETTERS + " .,@-/0123456789", max_size=30))
def test_what_was_mended_needs_no_mending(field: Field, typed: str) -> None:
    kept, _ = mend(field, typed)
    assert mend(field, kept) == (kept, "")


@given(st.sampled_from(fields.SINGLE), st.text(LETTERS + " .-", max_size=30))
def test_mending_changes_no_letter_but_its_size(field: Field, typed: str) -> None:
    kept, _ = mend(field, typed)
    assert _plain(kept) == _plain(typed)


def _plain(text: str) -> str:
    return "".join(text.split()).translate(str.maketrans("ıİI", "iii")).casefold()
