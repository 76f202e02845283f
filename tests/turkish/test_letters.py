"""Casing, titles, sorting, searching and the dative by Turkish rules."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.turkish import letters

SMALL = "abcçdefgğhıijklmnoöprsştuüvyz"
CAPITAL = "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ"
# Spaces, signs and digits come first, letters of other alphabets last.
REGISTER = [
    "2. Bölge",
    "Ada",
    "Ada Su",
    "Ada-Su",
    "Adana",
    "Adem",
    "Âdem",
    "Ahmet",
    "Cem",
    "Çağan",
    "Işık",
    "İnci",
    "Ömer",
    "Şule",
    "Zeki",
    "Éva",
]
turkish_words = st.text(SMALL + "âîû", min_size=1, max_size=12)
turkish_text = st.lists(turkish_words, max_size=6).map(" ".join)


def test_every_letter_of_the_alphabet_has_its_turkish_capital() -> None:
    assert letters.upper(SMALL) == CAPITAL
    assert letters.lower(CAPITAL) == SMALL


@pytest.mark.parametrize(
    ("small", "capital"),
    [
        ("etiketler", "ETİKETLER"),
        ("ığdır", "IĞDIR"),
        ("hakkâri", "HAKKÂRİ"),
        ("sivas belediye başkanlığı", "SİVAS BELEDİYE BAŞKANLIĞI"),
        ("şırnak ili 3. bölge", "ŞIRNAK İLİ 3. BÖLGE"),
    ],
)
def test_texts_are_cased_by_turkish_rules(small: str, capital: str) -> None:
    assert letters.upper(small) == capital
    assert letters.lower(capital) == small


@given(turkish_text)
def test_upper_and_lower_are_inverse(text: str) -> None:
    assert letters.lower(letters.upper(text)) == text


@given(st.text(max_size=30))
def test_casing_twice_changes_nothing_more(text: str) -> None:
    for change in (letters.upper, letters.lower):
        once = change(text)
        assert unicodedata.is_normalized("NFC", change(once))
        assert change(once) == change(change(once))


@given(turkish_text)
def test_letters_with_a_combining_mark_are_the_same_letters(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert letters.upper(apart) == letters.upper(text)
    assert letters.clean(apart) == letters.clean(text)


def test_an_i_with_a_combining_dot_is_an_ordinary_i() -> None:
    assert letters.upper("i\u0307stanbul") == "İSTANBUL"
    assert letters.title("i\u0307stanbul") == "İstanbul"
    assert letters.clean("I\u0307li\u0307c") == "İlic"


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("ÖRNEKKÖY BELEDİYE BAŞKANLIĞI", "Örnekköy Belediye Başkanlığı"),
        ("yazı işleri müdürlüğü", "Yazı İşleri Müdürlüğü"),
        ("ÇEVRE VE ŞEHİRCİLİK", "Çevre ve Şehircilik"),
        ("imar ile ilgili işler", "İmar ile İlgili İşler"),
        ("ve", "Ve"),
        ("ışık-ilgin", "Işık-İlgin"),
        ("başkan (vekil)", "Başkan (Vekil)"),
        ("“ilçe” belediyesi", "“İlçe” Belediyesi"),
        ("şanlıurfa’nın ili", "Şanlıurfa’nın İli"),
        ("a.ş.", "A.Ş."),
        ("2nci daire", "2nci Daire"),
        ("", ""),
    ],
)
def test_titles_are_cased_by_turkish_rules(typed: str, title: str) -> None:
    assert letters.title(typed) == title


@pytest.mark.parametrize(
    ("title", "small"),
    [
        ("Yazı işleri Müdürlüğü", "işleri"),
        ("Iğdır ili", "ili"),
        ("Geçiş (talep)", "(talep)"),
        ("Yazı İşleri ve Kararlar ile e-Belediye Birimi", ""),
        ("Belediye Başkanı a.", ""),
        ("2026 Yılı – Özet", ""),
        ("", ""),
    ],
)
def test_the_first_uncapitalised_word_of_a_title_is_found(title: str, small: str) -> None:
    assert letters.uncapitalised_word(title) == small


@given(turkish_text)
def test_a_title_keeps_its_words_and_title_casing_twice_changes_nothing_more(text: str) -> None:
    once = letters.title(text)
    assert letters.lower(once) == text
    assert letters.title(once) == once


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("BİLGİ İŞLEM VE CBS MÜDÜRÜ", "Bilgi İşlem ve CBS Müdürü"),
        ("II. BÖLGE İŞ GÜVENLİĞİ ŞB MD", "II. Bölge İş Güvenliği Şb Md"),
        (
            "Yazı İşleri Ve Kararlar İle İlgili Müdürlük",
            "Yazı İşleri ve Kararlar ile İlgili Müdürlük",
        ),
        ("Yazı iŞLERİ Müdürlüğü", "Yazı İşleri Müdürlüğü"),
        ("İK Müdürlüğü", "İK Müdürlüğü"),
        ("TÜBİTAK Başkanlığı", "TÜBİTAK Başkanlığı"),
        ("e-Belediye Bürosu", "e-Belediye Bürosu"),
        ("başkan (vekil)", "Başkan (Vekil)"),
        ("Müdür v.", "Müdür V."),
        ("Belediye Başkanı a.", "Belediye Başkanı a."),
    ],
)
def test_a_title_gets_the_capitals_it_is_printed_with(typed: str, mended: str) -> None:
    assert letters.capitalised(typed) == mended


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("AYŞE", "Ayşe"),
        ("ayşe NUR", "Ayşe Nur"),
        ("Ayşe NUR", "Ayşe Nur"),
        ("aYŞE", "Ayşe"),
        ("IŞIL", "Işıl"),
        ("iLKER", "İlker"),
        ("Dr. Şâkir", "Dr. Şâkir"),
        ("DR. ŞÂKİR", "Dr. Şâkir"),
        ("av. inci", "Av. İnci"),
        ("Prof. Dr. M. ALİ", "Prof. Dr. M. Ali"),
        ("Ö", "Ö"),
    ],
)
def test_a_persons_name_gets_the_capitals_it_is_printed_with(typed: str, mended: str) -> None:
    assert letters.capitalised(typed, is_name=True) == mended


@given(turkish_text, st.sampled_from([str, letters.upper, letters.title]), st.booleans())
def test_capitals_are_mended_once_and_change_no_letter(
    text: str, typed: Callable[[str], str], is_name: bool
) -> None:
    mended = letters.capitalised(typed(text), is_name=is_name)
    assert letters.capitalised(mended, is_name=is_name) == mended
    assert letters.lower(mended) == text
    assert not letters.uncapitalised_word(mended)


@given(turkish_text)
def test_a_name_is_the_same_from_small_letters_and_from_capitals(text: str) -> None:
    assert letters.capitalised(letters.upper(text), is_name=True) == letters.title(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada   Yılmaz ", "Ada Yılmaz"),
        ("Ada\tYılmaz\r\n", "Ada Yılmaz"),
        ("Ada\u00a0Yılmaz", "Ada Yılmaz"),
        ("Be\u00adle\u200bdi\ufeffye", "Belediye"),
        ("\u202a0532 123 45 67\u202c", "0532 123 45 67"),
        ("a\x00b", "a b"),
        ("a\ud800b", "ab"),
        ("\u200e \u200f", ""),
    ],
)
def test_invisible_characters_are_removed(typed: str, kept: str) -> None:
    assert letters.clean(typed) == kept


@given(st.text(st.characters(), max_size=40))
def test_cleaned_text_is_one_line_of_valid_unicode(text: str) -> None:
    kept = letters.clean(text)
    assert letters.clean(kept) == kept
    assert kept == kept.strip()
    assert len(kept.splitlines()) <= 1
    assert kept.encode("utf-8").decode("utf-8") == kept


@given(st.permutations(SMALL))
def test_the_alphabet_sorts_by_turkish_order(shuffled: list[str]) -> None:
    assert sorted(shuffled, key=letters.sort_key) == list(SMALL)


@given(st.permutations(REGISTER))
def test_names_sort_as_in_a_turkish_register(shuffled: list[str]) -> None:
    assert sorted(shuffled, key=letters.sort_key) == REGISTER


def test_marks_count_only_between_words_that_are_otherwise_the_same() -> None:
    assert sorted(["hâlâ", "hala", "halay"], key=letters.sort_key) == ["hala", "hâlâ", "halay"]


@given(turkish_text, turkish_text)
def test_sorting_ignores_capitals(one: str, other: str) -> None:
    assert letters.sort_key(letters.upper(one)) == letters.sort_key(one)
    assert (letters.sort_key(one) == letters.sort_key(other)) == (one == other)


@pytest.mark.parametrize(
    ("typed", "sought"),
    [("IŞIK", "isik"), ("ışık", "isik"), ("Hakkâri", "hakkari"), ("ÇĞİÖŞÜ", "cgiosu")],
)
def test_searching_ignores_capitals_and_marks(typed: str, sought: str) -> None:
    assert letters.fold(typed) == sought


@given(turkish_text)
def test_folded_turkish_is_ascii_and_the_same_from_capitals(text: str) -> None:
    assert letters.fold(text).isascii()
    assert letters.fold(letters.upper(text)) == letters.fold(text)


@pytest.mark.parametrize(
    ("name", "dative"),
    [
        ("İçişleri Bakanlığı", "İçişleri Bakanlığına"),
        ("Yazı İşleri Müdürlüğü", "Yazı İşleri Müdürlüğüne"),
        ("Sivas Valiliği", "Sivas Valiliğine"),
        ("Örnekköy Belediyesi", "Örnekköy Belediyesine"),
        ("Türkiye Belediyeler Birliği", "Türkiye Belediyeler Birliğine"),
        ("Kurulu", "Kuruluna"),
        ("Belediye", "Belediyeye"),
        ("Daire", "Daireye"),
        ("Kaymakamlık", "Kaymakamlığa"),
        ("Müdürlük", "Müdürlüğe"),
        ("Hukuk", "Hukuka"),
        ("Kurul", "Kurula"),
        (" İçişleri Bakanlığı ", "İçişleri Bakanlığına"),
        ("PTT", "PTT"),
        ("", ""),
    ],
)
def test_the_dative_of_an_addressee(name: str, dative: str) -> None:
    assert letters.dative(name) == dative


@given(turkish_words, st.sampled_from(["lığı", "liği", "luğu", "lüğü", "sı", "si", "su", "sü"]))
def test_a_possessive_takes_na_or_ne_in_harmony(stem: str, ending: str) -> None:
    expected = "na" if ending[-1] in "ıu" else "ne"
    assert letters.dative(stem + ending) == stem + ending + expected


@pytest.mark.parametrize(
    ("text", "shown"), [("", ""), ("Ada", "Ada"), ("Adana", "Adana"), ("Adanaya", "Adan…")]
)
def test_a_long_text_is_cut_off_where_it_no_longer_fits(text: str, shown: str) -> None:
    assert letters.shortened(text, 5) == shown


def test_words_that_are_no_turkish_keep_the_dot_of_i() -> None:
    assert letters.lower_ascii("RGB(10%) INHERIT Işık") == "rgb(10%) inherit işık"


@pytest.mark.parametrize(
    ("name", "dative"),
    [
        ("Ayşe Demir", "Ayşe Demir’e"),
        ("Çağrı Işıkçı", "Çağrı Işıkçı’ya"),
        ("Ali Çakır", "Ali Çakır’a"),
        ("Umut Öztürk", "Umut Öztürk’e"),
        ("Ece Kaya ", "Ece Kaya’ya"),
        ("Şb", "Şb"),
    ],
)
def test_the_dative_of_a_person(name: str, dative: str) -> None:
    assert letters.dative_of_name(name) == dative
