"""Counts are read and written as Turkish offices do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.turkish import numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("147", 147), ("1452", 1452), ("1.452", 1452), (" 10 545 ", 10545), ("0147", 147)],
)
def test_a_count_is_read_with_or_without_dots(text: str, number: int) -> None:
    assert numbers.parse(text) == number


@pytest.mark.parametrize(
    "text", ["", "-5", "1,5", "1.45", "1452.", ".452", "14.52.3", "١٤٥", "bin", "2026/147", "1e3"]
)
def test_what_is_no_count_is_rejected(text: str) -> None:
    assert numbers.parse(text) is None


def test_thousands_are_separated_by_dots() -> None:
    assert [numbers.shown(each) for each in (0, 999, 1452, 1204000)] == [
        "0",
        "999",
        "1.452",
        "1.204.000",
    ]


@given(st.integers(0, 999_999_999))
def test_a_written_count_is_read_back(number: int) -> None:
    assert numbers.parse(numbers.shown(number)) == number
