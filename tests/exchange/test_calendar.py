"""The calendar file is read back by another library than the one that wrote it."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from ebel_wizard.exchange import calendar
from ebel_wizard.guide import plan
from ebel_wizard.guide.loader import load_guide
from ebel_wizard.guide.plan import Plan
from ebel_wizard.guide.progress import States, Status, StepState
from ebel_wizard.turkish import letters

NAME = "Örnekköy Belediye Başkanlığı"
WORKSPACE = "0123456789abcdef0123456789abcdef"
GO_LIVE = date(2026, 12, 14)  # a Monday
MADE = datetime(2026, 11, 23, 8, 30, 15, 999, tzinfo=UTC)


def planned(states: States | None = None, go_live: date | None = GO_LIVE) -> Plan:
    return plan.make(load_guide(), states or {}, go_live, date(2026, 11, 23))


def events(data: bytes) -> dict[str, Event]:
    read = IcsCalendarStream.calendar_from_ics(data.decode())
    return {str(event.uid).split("@", 1)[0]: event for event in read.events}


def test_the_go_live_day_and_every_open_step_are_whole_days() -> None:
    made = planned()
    found = events(calendar.write(made, NAME, WORKSPACE, MADE))
    assert list(found) == ["gecis-gunu", *(row.step.id for row in made.rows)]
    assert found["gecis-gunu"].summary == f"e-Belediye’ye geçiş günü: {NAME}"
    for row in made.rows:
        event = found[row.step.id]
        assert row.due is not None
        assert (event.dtstart, event.dtend) == (row.due, row.due + timedelta(days=1))
        assert event.summary == f"{row.step.number}. adım: {row.step.title}"
        lines = str(event.description).split("\n")
        assert lines[0] == f"Sorumlu: {row.step.responsible.label}"
        assert lines[1 : len(row.step.instructions) + 1] == [*row.step.instructions]
        assert ("öneridir" in lines[-1]) == (row.due < GO_LIVE)


def test_a_closed_step_has_no_entry() -> None:
    states = {
        "talep-yazisi": StepState(Status.DONE),
        "ek-birim": StepState(Status.NOT_NEEDED),
        "birim-agaci": StepState(Status.WAITING, sent="2026-11-20"),
    }
    found = events(calendar.write(planned(states), NAME, WORKSPACE, MADE))
    assert {"talep-yazisi", "ek-birim"}.isdisjoint(found)
    assert "birim-agaci" in found


def test_the_go_live_day_has_alarms_on_the_working_day_before_and_that_morning() -> None:
    """The working day before a Monday is Friday."""
    found = events(calendar.write(planned(), NAME, WORKSPACE, MADE))
    with_alarm = {name: event for name, event in found.items() if event.alarm}
    assert set(with_alarm) == {"gecis-gunu", "evrak-sayilari"}
    for event in with_alarm.values():
        assert [alarm.trigger for alarm in event.alarm] == [
            timedelta(days=-3, hours=9),
            timedelta(hours=9),
        ]
        assert {alarm.description for alarm in event.alarm} == {event.summary}


def test_the_last_day_for_the_data_of_the_earlier_system_is_an_entry_with_an_alarm() -> None:
    due = date(2027, 12, 14)
    made = plan.make(load_guide(), {}, GO_LIVE, date(2026, 11, 23), due)
    found = events(calendar.write(made, NAME, WORKSPACE, MADE))
    event = found["onceki-veriler"]
    assert (event.dtstart, event.dtend) == (due, due + timedelta(days=1))
    assert "geçici 10’uncu maddesi" in str(event.description)
    assert [alarm.trigger for alarm in event.alarm] == [timedelta(days=-30, hours=9)]
    assert "onceki-veriler" not in events(calendar.write(planned(), NAME, WORKSPACE, MADE))


def test_a_later_file_replaces_an_earlier_one_entry_by_entry() -> None:
    first = events(calendar.write(planned(), NAME, WORKSPACE, MADE))
    later = MADE + timedelta(minutes=1)
    second = events(calendar.write(planned(go_live=date(2026, 12, 21)), NAME, WORKSPACE, later))
    assert {name: event.uid for name, event in first.items()} == {
        name: event.uid for name, event in second.items()
    }
    for name, event in second.items():
        assert (event.sequence or 0) > (first[name].sequence or 0)
        assert event.dtstamp > first[name].dtstamp
        before = first[name].dtstart
        assert before is not None
        assert event.dtstart == before + timedelta(days=7)


def test_entries_of_two_workspaces_have_different_uids() -> None:
    one = events(calendar.write(planned(), NAME, WORKSPACE, MADE))
    other = events(calendar.write(planned(), NAME, WORKSPACE[::-1], MADE))
    assert {each.uid for each in one.values()}.isdisjoint(each.uid for each in other.values())


def test_the_uids_depend_on_no_answer() -> None:
    first = events(calendar.write(planned(), NAME, WORKSPACE, MADE))
    later = events(calendar.write(planned(go_live=date(2027, 2, 1)), "Başka", WORKSPACE, MADE))
    assert [each.uid for each in first.values()] == [each.uid for each in later.values()]


def test_same_arguments_same_bytes() -> None:
    data = calendar.write(planned(), NAME, WORKSPACE, MADE)
    assert data == calendar.write(planned(), NAME, WORKSPACE, MADE)
    assert b"DTSTAMP:20261123T083015Z" in data
    assert b"TZID" not in data
    istanbul = MADE.astimezone(timezone(timedelta(hours=3)))
    assert data == calendar.write(planned(), NAME, WORKSPACE, istanbul)


def test_lines_are_folded_and_ended_by_the_rfc() -> None:
    data = calendar.write(planned(), "ğ" * 500, WORKSPACE, MADE)
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    for line in data.split(b"\r\n"):
        line.decode()  # no letter is cut in two


@given(st.text(max_size=60))
def test_any_name_is_only_text_in_the_calendar(name: str) -> None:
    found = events(calendar.write(planned(), name, WORKSPACE, MADE))
    summary = str(found["gecis-gunu"].summary)
    assert summary.partition(": ")[::2] == ("e-Belediye’ye geçiş günü", letters.clean(name))
    assert len(found) == 12


def test_without_a_go_live_day_there_is_no_calendar() -> None:
    with pytest.raises(ValueError, match="go-live"):
        calendar.write(planned(go_live=None), NAME, WORKSPACE, MADE)
