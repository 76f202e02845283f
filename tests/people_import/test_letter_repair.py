"""Garbled letters are decoded where there is no doubt, and never taken for a name otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.people_import import letter_repair, normalise
from ebel_wizard.turkish import letters

TURKISH = "çğıöşüÇĞİÖŞÜâîûÂÎÛ"
PAGES = ["latin-1", "cp1252", "cp1254", "cp850", "cp857", "cp437", "mac_roman", "mac_turkish"]
words = st.text(st.sampled_from(f"{TURKISH}abcdeklmnABCDEKLMN "), min_size=1, max_size=40)


def misread(text: str, page: str) -> str:
    """UTF-8 as a program reads it that takes it for a code page."""
    return "".join(
        bytes([byte]).decode(page, errors="ignore") or chr(byte) for byte in text.encode()
    )


@pytest.mark.parametrize("page", PAGES)
@given(text=words)
def test_a_text_misread_once_is_decoded(page: str, text: str) -> None:
    assert letter_repair.decoded(misread(text, page)) == text


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("other", PAGES)
def test_a_text_misread_twice_is_decoded(page: str, other: str) -> None:
    assert letter_repair.decoded(misread(misread(TURKISH, page), other)) == TURKISH


@given(words)
def test_a_turkish_text_stays_as_it_is(text: str) -> None:
    assert letter_repair.decoded(text) == text
    assert not letter_repair.is_unreadable(text)


@pytest.mark.parametrize(
    ("garbled", "text"),
    [
        ("Ay&#351;e", "Ayşe"),
        ("M&uuml;d&uuml;rl&#xFC;&#287;&uuml;", "Müdürlüğü"),
        ("I\\u015f\\u0131k", "Işık"),
        ("I=C5=9F=C4=B1k", "Işık"),
        ("Yaz%C4%B1 %c4%b0%c5%9fleri", "Yazı İşleri"),
        ("Ýþ Þef Ðð", "İş Şef Ğğ"),
        ("Ar&Ge; %50 = %A5 =C5", "Ar&Ge; %50 = %A5 =C5"),
        ("André Müller, JÄGER Åsa", "André Müller, JÄGER Åsa"),
    ],
)
def test_escapes_are_decoded_and_other_signs_are_not(garbled: str, text: str) -> None:
    assert letter_repair.decoded(garbled) == text


@pytest.mark.parametrize(
    "text",
    [
        "Ay?e",
        "?en",
        "M\ufffdd\ufffdr",
        "AyÅe",
        "GÃL",
        "Adƒ",
        "Ay┼e",
        "Ay\x9fe",
        "Ay=FEe",
        "Ay&#351",
    ],
)
def test_letters_that_cannot_be_known_are_recognised(text: str) -> None:
    assert letter_repair.is_unreadable(letter_repair.decoded(text))


@pytest.mark.parametrize("text", ["Şef (?)", "? Ali", "JÄGER", "Müdür", "Ar-Ge & İK", "%50"])
def test_signs_beside_letters_are_readable(text: str) -> None:
    assert not letter_repair.is_unreadable(text)


@pytest.mark.parametrize(
    "text",
    """#YOK #BAŞV! #DEĞER! #AD? #SAYI! #SAYI/0! #BOŞ! #TAŞMA! #N/A #REF! #VALUE! #NAME? #NUM!
    #DIV/0! #NULL! #SPILL! Err:502 Hata:508 ### ########""".split(),
)
def test_error_values_of_spreadsheets_are_empty(text: str) -> None:
    assert normalise.repaired_text(text) == normalise.tckn(text) == normalise.mobile(text) == ""


@pytest.mark.parametrize("text", ["Hatice", "Erol", "# 12", "#1", "Hata", "## Blok"])
def test_other_texts_are_no_error_values(text: str) -> None:
    assert normalise.repaired_text(text) == text


@pytest.mark.parametrize(
    ("text", "bare"), [('"Memur', "Memur"), ('Memur"', "Memur"), ('17"', '17"')]
)
def test_a_quotation_mark_that_is_never_closed_is_left_out(text: str, bare: str) -> None:
    assert normalise.repaired_text(text) == bare


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("10.000.010.046,00", "10000010046"),
        ("10,000,010,046.00", "10000010046"),
        ("10 000 010 046,0", "10000010046"),
        ("10000010046.0", "10000010046"),
        ("١٠٠٠٠٠١٠٠٤٦", "10000010046"),
        ("1000001004.0", "1000001004"),
    ],
)
def test_a_formatted_tckn_is_whole(text: str, number: str) -> None:
    assert normalise.tckn(text) == number


@pytest.mark.parametrize(
    "text",
    """532.000.00.01,00 905320000001.0 905320000001,00 532,000,00,01 0,532,000,00,01
    90.532.000.00.01 0532.000.00.01,00 ٠٥٣٢٠٠٠٠٠٠١""".split(),
)
def test_a_formatted_mobile_number_is_whole(text: str) -> None:
    assert normalise.mobile(text) == "+905320000001"


def test_ligatures_of_a_pdf_are_letters() -> None:
    assert normalise.repaired_text("Oﬁs ﬂama ﬀ ﬃ ﬆ") == "Ofis flama ff ffi st"
    assert letters.fold("OFİS") == letters.fold("Oﬁs") == "ofis"
    assert letters.clean("m² ½ №") == "m² ½ №"
