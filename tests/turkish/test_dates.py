"""Dates as Turkish offices type and print them, holidays and working days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.turkish import dates, letters

office_days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
near_days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "15.12.2026",
        "15/12/2026",
        "15,12,2026",
        "15,12,26",
        "15-12-2026",
        "15 12 2026",
        " 15 . 12 . 2026 ",
        "2026-12-15",
        "15 Aralık 2026",
        "15 aralık 2026",
        "15 ARALIK 2026",
        "15 Aralik 2026",
        "15. Aralık 2026",
    ],
)
def test_a_date_is_read_in_every_usual_form(typed: str) -> None:
    assert dates.parse(typed) == date(2026, 12, 15)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "yarın",
        "15.12",
        "31.02.2026",
        "29.02.2027",
        "0.12.2026",
        "15.13.2026",
        "2026-13-01",
        "15 Aral 2026",
        "15.12.1899",
        "15.12.2200",
        "15.12.20266",
        "٣.٤.٢٠٢٦",
        "٣ Mart 2026",
        "15.12.2026 saat 9",
    ],
)
def test_what_is_no_date_is_not_read_as_one(typed: str) -> None:
    assert dates.parse(typed) is None


@given(office_days)
def test_a_printed_date_is_read_back(day: date) -> None:
    assert dates.parse(dates.short(day)) == day
    assert dates.parse(dates.long(day)) == day
    assert dates.parse(letters.upper(dates.long(day))) == day
    assert dates.parse(day.isoformat()) == day


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_none(text: str) -> None:
    day = dates.parse(text)
    assert day is None or 1900 <= day.year <= 2199


def test_dates_are_printed_in_a_short_and_a_long_form() -> None:
    assert dates.short(date(2026, 5, 3)) == "03.05.2026"
    assert dates.long(date(2026, 5, 3)) == "3 Mayıs 2026"


def test_a_stored_date_is_shown_in_the_short_form_and_a_draft_as_typed() -> None:
    assert dates.shown("2026-12-15") == "15.12.2026"
    assert dates.shown(" aralık ortası ") == "aralık ortası"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 10, 29), "Cumhuriyet Bayramı"),
        (date(2026, 4, 23), "Ulusal Egemenlik ve Çocuk Bayramı"),
        (date(2026, 3, 20), "Ramazan Bayramı"),
        (date(2026, 5, 27), "Kurban Bayramı"),
        (date(2027, 1, 1), "Yılbaşı"),
    ],
)
def test_public_holidays_have_their_turkish_names(day: date, name: str) -> None:
    assert dates.holiday(day) == name
    assert dates.day_off(day) == name


@pytest.mark.parametrize("day", [date(2026, 10, 28), date(2026, 3, 19), date(2026, 5, 26)])
def test_the_day_before_a_feast_is_a_working_day(day: date) -> None:
    assert dates.day_off(day) is None


def test_weekends_are_days_off() -> None:
    assert [dates.day_off(date(2026, 12, day)) for day in (11, 12, 13, 14)] == [
        None,
        "hafta sonu",
        "hafta sonu",
        None,
    ]


def test_working_days_to_the_go_live_day_are_counted() -> None:
    assert dates.working_days(date(2026, 11, 23), date(2026, 12, 15)) == 16
    assert dates.working_days(date(2026, 12, 31), date(2027, 1, 4)) == 1


def test_no_working_day_is_left_on_the_day_itself_or_later() -> None:
    assert dates.working_days(date(2026, 12, 15), date(2026, 12, 15)) == 0
    assert dates.working_days(date(2026, 12, 16), date(2026, 12, 15)) == 0


@given(near_days, st.integers(0, 60), st.integers(0, 60))
def test_working_days_add_up(start: date, one: int, two: int) -> None:
    middle = start + timedelta(days=one)
    end = middle + timedelta(days=two)
    parts = dates.working_days(start, middle) + dates.working_days(middle, end)
    assert dates.working_days(start, end) == parts


def test_a_moment_is_shown_in_local_time() -> None:
    local = datetime(2026, 5, 3, 9, 5).astimezone()
    assert dates.moment(local) == "3 Mayıs 2026 Pazar, 09.05"
    assert dates.moment(local.astimezone(UTC)) == "3 Mayıs 2026 Pazar, 09.05"


@given(near_days)
def test_the_next_day_counts_if_offices_are_open(day: date) -> None:
    tomorrow = day + timedelta(days=1)
    assert dates.working_days(day, tomorrow) == (dates.day_off(tomorrow) is None)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 12, 15), 0, date(2026, 12, 15)),
        (date(2026, 12, 15), 1, date(2026, 12, 14)),
        (date(2026, 12, 14), 1, date(2026, 12, 11)),
        (date(2027, 1, 4), 1, date(2026, 12, 31)),
        # Kurban Bayramı 2026 is 27-30 May, a Wednesday to a Saturday; its eve is half a day.
        (date(2026, 6, 1), 1, date(2026, 5, 26)),
        # Ramazan Bayramı 2026 is 20-22 March, a Friday to a Sunday.
        (date(2026, 3, 23), 1, date(2026, 3, 19)),
    ],
)
def test_working_days_are_counted_back(day: date, count: int, expected: date) -> None:
    assert dates.working_day_before(day, count) == expected


@given(near_days, st.integers(1, 60))
def test_counting_back_and_counting_agree(day: date, count: int) -> None:
    back = dates.working_day_before(day, count)
    assert dates.day_off(back) is None
    closed = dates.day_off(day) is not None
    assert dates.working_days(back, day) == count - closed


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(-20, 20))
def test_the_nearest_working_day_is_open_and_not_before_the_earliest(day: date, ahead: int) -> None:
    earliest = day + timedelta(days=ahead)
    nearest = dates.nearest_working_day(day, earliest)
    assert dates.day_off(nearest) is None
    assert nearest >= earliest
    if dates.day_off(day) is None and day >= earliest:
        assert nearest == day


def test_a_day_is_named_with_its_weekday() -> None:
    assert dates.weekday(date(2026, 12, 18)) == "18 Aralık Cuma"
