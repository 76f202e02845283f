"""Dates as Turkish offices write them, public holidays and working days."""

import re
import sys
from datetime import date, datetime, timedelta, timezone
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from ebel_wizard.turkish.letters import fold

if TYPE_CHECKING:
    from holidays.countries.turkey import Turkey

MONTHS = (
    "Ocak",
    "Şubat",
    "Mart",
    "Nisan",
    "Mayıs",
    "Haziran",
    "Temmuz",
    "Ağustos",
    "Eylül",
    "Ekim",
    "Kasım",
    "Aralık",
)
_TURKIYE = timezone(timedelta(hours=3))
WEEKDAYS = ("Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar")
_MONTH_NUMBERS = {fold(name): number for number, name in enumerate(MONTHS, 1)}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMERIC = re.compile(
    r"(\d{1,2})\s*[.,/\-\s]\s*(\d{1,2})\s*[.,/\-\s]\s*(\d{4}|\d{2})|(\d{2})(\d{2})(\d{4})",
    re.ASCII,
)
_WORDS = re.compile(r"([0-9]{1,2})\s*\.?\s+([^\W\d_]+)\s+([0-9]{4})")


@lru_cache(maxsize=1_024)  # many people are approved on the same day
def parse(text: str) -> date | None:
    """Return the date in a text, or None.

    Accepts ``15.12.2026``, ``15,12,2026`` (the number pad has a comma), ``15/12/26``,
    ``15122026``, ``15 Aralık 2026`` and ISO dates, for existing days of the years 1900-2199.
    """
    stripped = text.strip()
    if match := _ISO.fullmatch(stripped):
        year, month, day = (int(part) for part in match.groups())
    elif match := _NUMERIC.fullmatch(stripped):
        day, month, year = (int(part) for part in match.groups() if part)
        year += 2000 if year < 100 else 0
    elif match := _WORDS.fullmatch(stripped):
        day, year = int(match[1]), int(match[3])
        month = _MONTH_NUMBERS.get(fold(match[2]), 0)
    else:
        return None
    if not 1900 <= year <= 2199:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def short(day: date) -> str:
    """Return ``03.05.2026``, the form for numbers, references and fields (H4)."""
    return f"{day.day:02}.{day.month:02}.{day.year}"


def long(day: date) -> str:
    """Return ``3 Mayıs 2026``, the form for sentences (H4)."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_and_month(day: date) -> str:
    """Return ``3 Mayıs``, for sentences about days of this year."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def brief(day: date) -> str:
    """Return ``3 May``, for the columns of the window."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def local(when: datetime) -> datetime:
    """Return a moment in this machine's time zone; in Türkiye's where the machine's is none."""
    try:
        return when.astimezone()
    except (ValueError, OverflowError, OSError):  # such as 24 hours from Greenwich
        return when.astimezone(_TURKIYE)


def moment(when: datetime) -> str:
    """Return ``3 Mayıs 2026 Pazar, 09.05``, in this machine's time zone."""
    here = local(when)
    return f"{long(here.date())} {WEEKDAYS[here.weekday()]}, {here.hour:02}.{here.minute:02}"


def shown(text: str) -> str:
    """Return a stored date as ``03.05.2026``; a text that is not a date yet as it was typed."""
    day = parse(text)
    return short(day) if day else text.strip()


@cache
def _turkiye() -> "type[Turkey]":
    """Return the calendar of Türkiye.

    Its module lies in a package that imports the calendars of all countries. An empty package
    stands in its place meanwhile, so that this one module is imported.
    """
    import holidays

    name = "holidays.countries"
    is_there = name in sys.modules
    if not is_there:
        alone = sys.modules[name] = ModuleType(name)
        alone.__path__ = [str(Path(folder, "countries")) for folder in holidays.__path__]
    try:
        from holidays.countries.turkey import Turkey
    finally:
        if not is_there:
            del sys.modules[name]
    return Turkey


@cache
def _holidays(year: int) -> dict[date, str]:
    year_of = _turkiye()(years=year, language="tr")
    return {day: name for day, name in year_of.items()}  # noqa: C416


def holiday(day: date) -> str | None:
    """Return the Turkish name of the public or religious holiday on a day, or None.

    The half day before a feast is no holiday: offices work in the morning. Feasts of years whose
    calendar is not announced yet are marked ``(tahmini)``.
    """
    return _holidays(day.year).get(day)


def day_off(day: date) -> str | None:
    """Return why offices are closed on a day: a holiday's name, ``hafta sonu``, or None."""
    return holiday(day) or ("hafta sonu" if day.weekday() >= 5 else None)


def working_days(start: date, end: date) -> int:
    """Return the number of working days after ``start`` up to ``end``; 0 if that is not later."""
    count = 0
    day = start
    while day < end:
        day += timedelta(days=1)
        count += day_off(day) is None
    return count


def working_day_before(day: date, count: int) -> date:
    """Return the day that is ``count`` working days before ``day``; ``day`` itself for 0.

    ``working_days`` is the inverse: it counts ``count`` days from the result to ``day``, if offices
    are open on ``day``.
    """
    while count > 0:
        day -= timedelta(days=1)
        count -= day_off(day) is None
    return day


def working_day_after(day: date, count: int) -> date:
    """Return the day that is ``count`` working days after ``day``; ``day`` itself for 0."""
    while count > 0:
        day += timedelta(days=1)
        count -= day_off(day) is None
    return day


def nearest_working_day(day: date, earliest: date) -> date:
    """Return the working day that is closest to a day and not before another; of two as close,
    the earlier.
    """
    before, after = day, max(day, earliest)
    while day_off(before):
        before -= timedelta(days=1)
    while day_off(after):
        after += timedelta(days=1)
    return before if earliest <= before and day - before <= after - day else after


def weekday(day: date) -> str:
    """Return ``18 Aralık Cuma``, the name of a day not far away."""
    return f"{day.day} {MONTHS[day.month - 1]} {WEEKDAYS[day.weekday()]}"
