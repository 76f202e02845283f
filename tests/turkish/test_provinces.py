"""The 81 provinces and their plate codes."""

import pytest

from ebel_wizard.turkish.provinces import PROVINCES, plate_code


def test_there_are_81_different_provinces() -> None:
    assert len(set(PROVINCES)) == len(PROVINCES) == 81


@pytest.mark.parametrize(
    ("province", "code"),
    [
        ("Adana", "01"),
        ("Ankara", "06"),
        ("Mersin", "33"),
        ("İstanbul", "34"),
        ("Kahramanmaraş", "46"),
        ("Sivas", "58"),
        ("Zonguldak", "67"),
        ("Aksaray", "68"),
        ("Düzce", "81"),
    ],
)
def test_provinces_have_their_plate_codes(province: str, code: str) -> None:
    assert plate_code(province) == code


@pytest.mark.parametrize("name", ["", "sivas", "Örnekköy"])
def test_what_is_no_province_has_no_plate_code(name: str) -> None:
    assert plate_code(name) is None
