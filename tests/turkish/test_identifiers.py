"""Identifiers, telephone numbers and addresses are checked, printed and masked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.turkish import identifiers

INVENTED = (
    "10000000146",
    "10000010046",
    "10000010732",
    "10000011418",
    "10000012194",
    "10000012880",
    "10000013566",
    "10000014242",
)


def with_check_digits(nine: str) -> str:
    """Return the TCKN that begins with these nine digits, by the published rule."""
    numbers = [int(digit) for digit in nine]
    tenth = (7 * sum(numbers[0::2]) - sum(numbers[1::2])) % 10
    return f"{nine}{tenth}{(sum(numbers) + tenth) % 10}"


invented_tckns = st.integers(0, 99_999).map(lambda tail: with_check_digits(f"1000{tail:05}"))
ten_digits = st.from_regex(r"[2-5][0-9]{9}", fullmatch=True)


@pytest.mark.parametrize("tckn", INVENTED)
def test_valid_tckns_are_accepted(tckn: str) -> None:
    assert identifiers.is_tckn(tckn)
    assert with_check_digits(tckn[:9]) == tckn


@given(invented_tckns)
def test_every_number_with_its_check_digits_is_valid(tckn: str) -> None:
    assert identifiers.is_tckn(tckn)


@given(invented_tckns, st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_always_detected(tckn: str, place: int, by: int) -> None:
    wrong = str((int(tckn[place]) + by) % 10)
    assert not identifiers.is_tckn(tckn[:place] + wrong + tckn[place + 1 :])


def test_a_foreigners_number_is_checked_by_the_same_rule() -> None:
    assert identifiers.is_tckn(with_check_digits("991000000"))


@pytest.mark.parametrize("typed", [" 10000000146 ", "100 000 001 46", "\u202a10000000146\u202c"])
def test_spaces_and_invisible_marks_in_a_tckn_are_ignored(typed: str) -> None:
    assert identifiers.is_tckn(typed)
    assert identifiers.digits(typed) == "10000000146"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1000000014",
        "100000001466",
        "10000000147",
        "00000000000",
        "01000000146",
        "1000000014x",
        "١٠٠٠٠٠٠٠١٤٦",
    ],
)
def test_invalid_tckns_are_rejected(typed: str) -> None:
    assert not identifiers.is_tckn(typed)


@given(st.text(max_size=15))
def test_any_text_can_be_checked(text: str) -> None:
    assert identifiers.is_tckn(text) in {True, False}
    assert identifiers.phone(text) is None or identifiers.print_phone(text)
    assert identifiers.kep_provider_number(text) is None or "@" in text


@given(ten_digits, st.sampled_from(["", "0", "90", "+90", "0090", "+90 (", "0 "]))
def test_a_telephone_number_is_the_same_with_any_prefix(number: str, prefix: str) -> None:
    closing = ")" if "(" in prefix else ""
    typed = f"{prefix}{number[:3]}{closing} {number[3:6]}-{number[6:8]}.{number[8:]}"
    assert identifiers.phone(typed) == number
    assert identifiers.mobile(typed) == (number if number[0] == "5" else None)


@given(ten_digits)
def test_a_printed_telephone_number_is_read_back(number: str) -> None:
    printed = identifiers.print_phone(number)
    assert identifiers.phone(printed) == number
    assert identifiers.print_phone(printed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("05321234567", "(0 532) 123 45 67"),
        ("+90 312 123 45 67", "(0 312) 123 45 67"),
        ("444 1234", "444 12 34"),
        ("0850 123 45 67", "(0 850) 123 45 67"),
        ("0346 123 45 67 dahili 12", "(0 346) 123 45 67 dahili 12"),
        ("0346 123 45 67 İÇ HAT: 12", "(0 346) 123 45 67 dahili 12"),
        (" sonra sorulacak ", "sonra sorulacak"),
    ],
)
def test_telephone_numbers_are_printed_in_one_form_and_drafts_as_typed(
    typed: str, printed: str
) -> None:
    assert identifiers.print_phone(typed) == printed


@pytest.mark.parametrize(
    "typed", ["", "0532 123 45 6", "0532 123 45 678", "+1 532 123 4567", "1321234567", "٥٣٢١٢٣٤٥٦٧"]
)
def test_what_is_no_telephone_number_is_not_read_as_one(typed: str) -> None:
    assert identifiers.phone(typed) is None


@pytest.mark.parametrize("typed", ["0312 123 45 67", "444 12 34", "0532 123 45 67 dahili 1"])
def test_what_is_no_mobile_number_is_not_read_as_one(typed: str) -> None:
    assert identifiers.mobile(typed) is None


@pytest.mark.parametrize(
    ("address", "number", "provider"),
    [
        ("ornekkoybelediyesi@hs01.kep.tr", "01", "PTT"),
        ("ornekkoy.belediyesi@ornekkoy.hs03.kep.tr", "03", "TÜRKKEP"),
        ("ORNEKKOY@HS05.KEP.TR", "05", "QNB eSolutions"),
        (" ornekkoy@hs04.kep.tr ", "04", ""),
        ("ornekkoy@hs99.kep.tr", "99", ""),
    ],
)
def test_the_provider_follows_from_a_kep_address(address: str, number: str, provider: str) -> None:
    assert identifiers.kep_provider_number(address) == number
    assert identifiers.kep_provider(address) == provider


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ornekkoy",
        "@hs01.kep.tr",
        "ornekkoy@hs1.kep.tr",
        "ornekkoy@kep.tr",
        "ornekkoy@hs01.kep.tr.com",
        "ornekkoy@hs01.kep.com.tr",
        "örnekköy@hs01.kep.tr",
        "a..b@hs01.kep.tr",
        ".a@hs01.kep.tr",
        "a b@hs01.kep.tr",
        "a@-.hs01.kep.tr",
    ],
)
def test_what_is_no_kep_address_has_no_provider(address: str) -> None:
    assert identifiers.kep_provider_number(address) is None
    assert identifiers.kep_provider(address) == ""


def test_closed_providers_are_not_among_the_open_ones() -> None:
    assert not identifiers.CLOSED_KEP_PROVIDERS & identifiers.KEP_PROVIDERS.keys()


@pytest.mark.parametrize(
    "address", ["bilgi@ornekkoy.bel.tr", "Yazi.Isleri@ornekkoy-bel.gov.tr", "a+b@c.tr", "A@B.TR"]
)
def test_email_addresses_are_accepted(address: str) -> None:
    assert identifiers.is_email(address)


@pytest.mark.parametrize(
    "address",
    ["", "a", "a@b", "a@b.t", "a b@c.tr", "a..b@c.tr", ".a@c.tr", "a.@c.tr", "a@-c.tr", "ğ@c.tr"],
)
def test_what_is_no_email_address_is_rejected(address: str) -> None:
    assert not identifiers.is_email(address)


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("ornekkoy@gmail.com", "gmail.com"),
        ("ORNEKKOY@Hotmail.com.tr", "hotmail.com.tr"),
        ("bilgi@ornekkoy.bel.tr", ""),
        ("bilgi@gmail.bel.tr", ""),
        ("bilgi@gmailer.com", ""),
        ("gmail.com", ""),
        ("", ""),
    ],
)
def test_mail_that_anybody_can_have_is_known_by_its_domain(address: str, domain: str) -> None:
    assert identifiers.personal_mail(address) == domain


@pytest.mark.parametrize(
    "address",
    ["ornekkoy.bel.tr", "www.ornekkoy.bel.tr", "https://ornekkoy.bel.tr/iletisim", "WWW.A.BEL.TR"],
)
def test_web_addresses_are_accepted(address: str) -> None:
    assert identifiers.is_web(address)


@pytest.mark.parametrize("address", ["", "ornekkoy", "http://", "-.tr", "yok", "a b.tr"])
def test_what_is_no_web_address_is_rejected(address: str) -> None:
    assert not identifiers.is_web(address)


@given(st.from_regex(r"[0-9]{8}", fullmatch=True))
def test_a_detsis_number_has_eight_digits(number: str) -> None:
    assert identifiers.is_detsis(number)
    assert not identifiers.is_detsis(number[1:])
    assert not identifiers.is_detsis(number + "0")


@pytest.mark.parametrize("typed", ["", "1234567a", "1234 5678", "١٢٣٤٥٦٧٨"])
def test_what_is_no_detsis_number_is_rejected(typed: str) -> None:
    assert not identifiers.is_detsis(typed)


@pytest.mark.parametrize("code", ["710", "708.03", "708.03.01"])
def test_file_plan_codes_are_accepted(code: str) -> None:
    assert identifiers.is_file_plan(code)


@pytest.mark.parametrize("code", ["", "70", "7080", "708.3", "708.", "708,03", "７０８"])  # noqa: RUF001
def test_what_is_no_file_plan_code_is_rejected(code: str) -> None:
    assert not identifiers.is_file_plan(code)


def test_a_masked_tckn_distinguishes_people_and_no_more() -> None:
    assert identifiers.masked_tckn("100 0000 0146") == "100******46"
    assert identifiers.masked_tckn("1000") == "****"
    assert identifiers.masked_tckn("") == ""


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("TCKN: 10000000146.", "TCKN: 100******46."),
        ("10000000146/10000010046", "100******46/100******46"),
        ("100 000 001 46", "100******46"),
        ("10000000147 (yanlış)", "100******47 (yanlış)"),
        ("05001112233", "05001112233"),
        ("+905001112233", "+905001112233"),
        ("(0 500) 111 22 33", "(0 500) 111 22 33"),
        ("123456 12345", "123456 12345"),
        ("2026-12-15 147", "2026-12-15 147"),
    ],
)
def test_a_tckn_in_running_text_is_masked_and_nothing_else(text: str, masked: str) -> None:
    assert identifiers.mask_tckns(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("(0 346) 123 45 67", "(* ***) *** ** 67"),
        ("05321234567", "*********67"),
        ("444 12 34", "*** ** 34"),
        ("0532", "****"),
        ("yok", "yok"),
        ("", ""),
    ],
)
def test_a_masked_phone_distinguishes_numbers_and_no_more(text: str, masked: str) -> None:
    assert identifiers.masked_phone(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (
            "Ayşe Hanım (0 500) 111 22 33, öğleden sonra",
            "Ayşe Hanım (* ***) *** ** 33, öğleden sonra",
        ),
        ("+90 500 111 22 33/0500-111-22-34", "+** *** *** ** 33/****-***-**-34"),
        ("5001112233", "********33"),
        ("15.12.2026 - 16.12.2026", "15.12.2026 - 16.12.2026"),
        ("11 rakam: 10000000146", "11 rakam: 10000000146"),
        ("Sayı: E-12345678-708.03-1452", "Sayı: E-12345678-708.03-1452"),
    ],
)
def test_a_phone_in_running_text_is_masked_and_nothing_else(text: str, masked: str) -> None:
    assert identifiers.mask_phones(text) == masked
