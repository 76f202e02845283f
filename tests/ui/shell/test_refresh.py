"""The window shows what a change altered, wherever the officer is."""

import os
import random
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from ebel_wizard.case import fields, register
from ebel_wizard.case.answers import LOGO, Change, File
from ebel_wizard.case.model import Person
from ebel_wizard.case.tables import (
    ADDITIONAL_UNIT,
    LOGIN_PROBLEM,
    OFFICER,
    PAGE_AUTHORITY,
    PAGE_SET,
    PARAF,
    PERSON,
    REFERENCE,
    ROUTE_TEAM,
    STEP_TEXT,
    TABLES,
    UNIT,
)
from ebel_wizard.guide.model import Day, Step
from ebel_wizard.guide.progress import Status, StepState
from ebel_wizard.turkish import dates
from ebel_wizard.ui.pages import pages_of
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets.controls import Link
from tests.ui.wizard import Wizard

TEXTS: Final = (
    "",
    "Örnekköy Belediye Başkanlığı",
    "Yazı İşleri Müdürlüğü",
    "Belediye Başkanı",
    "AYŞE",
    "12",
    "1.452",
    "10000000146",
    "0500 000 00 00",
    "03.12.2026",
    "32.13.2026",
    "ornek@ornek.bel.tr",
    "ornek@hs01.kep.tr",
)
# In a usual run another third of the kinds of change at every place.
ALL: Final = "EBEL_WIZARD_CASES" in os.environ
_CELL_ROLES: Final = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.CheckStateRole,
    Qt.ItemDataRole.ToolTipRole,
)


def shown(window: QWidget) -> list[tuple[object, ...]]:
    """Everything that can be read in a window, and what can be pressed."""
    found: list[tuple[object, ...]] = [(window.windowTitle(),)]
    for each in in_sight(window):
        kind, name = type(each).__name__, each.accessibleName()
        if isinstance(each, QLabel):
            found.append((kind, name if isinstance(each, Link) else each.text()))
        elif isinstance(each, QAbstractButton):
            found.append((kind, name, each.text(), each.isChecked(), each.isEnabled()))
        elif isinstance(each, QComboBox):
            found.append((kind, name, each.currentText()))
        elif isinstance(each, QLineEdit):
            found.append((kind, name, each.text(), each.accessibleDescription()))
        elif isinstance(each, QPlainTextEdit):
            found.append((kind, name, each.toPlainText(), each.accessibleDescription()))
        elif isinstance(each, QTableView):
            found.append((kind, name, *cells(each)))
    return found


def in_sight(parent: QWidget) -> Iterator[QWidget]:
    """The visible widgets of a window; what is in a hidden one is not looked at."""
    for each in parent.children():
        if isinstance(each, QWidget) and each.isVisible():
            yield each
            yield from in_sight(each)


def cells(table: QTableView) -> list[object]:
    """What a table's cells say, their ticks, and what is wrong with them."""
    model = table.model()
    places = [
        model.index(row, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    return [place.data(role) for place in places for role in _CELL_ROLES]


class Officer:
    """Changes the case as any page may, at random but the same each time."""

    def __init__(self, session: Session, seed: int) -> None:
        self._session = session
        self._random = random.Random(seed)

    def fill_lists(self) -> None:
        """Put something into every list."""
        answers = self._session.answers
        people = [Person(name=name, surname="Örnek") for name in ("Ayşe", "Ali", "Ömer")]
        self._commit(register.add_people(answers, people))
        for table in (UNIT, PAGE_SET, LOGIN_PROBLEM, REFERENCE, PARAF):
            self._commit(answers.add(table, [{}, {}]))
        for key in answers.rows(PERSON):
            self._commit(answers.add(ADDITIONAL_UNIT, [{"person_id": key}]))
            for table in (PAGE_AUTHORITY, ROUTE_TEAM):
                self._commit(answers.set_part(table, [key], "entered", self._text()))

    def changes(self) -> Iterator[str]:
        """Carry out one change after the other, of a third of the kinds or all; what each was.

        It is the day of the move, on which the window has most to say.
        """
        answers, today = self._session.answers, dates.short(self._session.today())
        self._commit(answers.set_answer("letter.go_live", today))
        yield "the day of the move"
        kinds = [*self._kinds()]
        self._random.shuffle(kinds)
        for make in kinds if ALL else kinds[::3]:
            change = make()
            self._commit(change)
            yield change.label if change else ""
            if self._random.random() < 0.1:
                self._session.undo()
                yield "undo"

    def _commit(self, change: Change | None) -> None:
        step = self._step().id if self._random.random() < 0.2 else ""
        self._session.commit(lambda: change, step)

    def _kinds(self) -> Iterator[Callable[[], Change | None]]:
        answers = self._session.answers
        yield from [self._answer] * 6
        yield from [self._state] * 4
        for table in (PERSON, PERSON, PERSON, PAGE_AUTHORITY, ROUTE_TEAM, ADDITIONAL_UNIT):
            yield partial(self._part, table)
        for table in (UNIT, PAGE_SET, LOGIN_PROBLEM, REFERENCE, PARAF):
            yield partial(self._part, table)
            yield partial(answers.add, table, [{}])
            yield partial(self._remove, table)
        for table in (OFFICER, REFERENCE, PARAF):
            yield partial(self._move, table)
        for owner in (LOGO, self._step().id):
            yield partial(self._file, owner)
        yield self._words
        yield lambda: answers.add(ADDITIONAL_UNIT, [{"person_id": self._somebody()}])
        yield partial(self._remove, ADDITIONAL_UNIT)
        yield lambda: answers.set_part(ROUTE_TEAM, [self._somebody()], "username", self._text())
        yield lambda: register.remove_from_team(answers, self._some(ROUTE_TEAM))
        yield lambda: register.choose_officers(answers, self._some(PERSON))
        yield lambda: register.add_officers(answers, [Person(surname=self._text())])
        yield lambda: register.remove_officers(answers, self._some(OFFICER))
        yield lambda: register.remove_people(answers, self._spare())

    def _text(self) -> str:
        return self._random.choice(TEXTS)

    def _step(self) -> Step:
        """Any step; half of the time one of the day of the move."""
        steps = self._session.guide.steps
        of_the_day = tuple(each for each in steps if each.day is Day.GO_LIVE)
        return self._random.choice(of_the_day if self._random.random() < 0.5 else steps)

    def _some(self, table: str) -> list[str]:
        """One row of a table, if it has any."""
        keys = list(self._session.answers.rows(table))
        return [self._random.choice(keys)] if keys else []

    def _somebody(self) -> str:
        return self._some(PERSON)[0]

    def _spare(self) -> list[str]:
        """One person, unless it is the last."""
        return self._some(PERSON) if len(self._session.answers.rows(PERSON)) > 1 else []

    def _answer(self) -> Change | None:
        field = self._random.choice(list(fields.BY_PATH.values()))
        text = self._random.choice([*TEXTS, *(field.choices or {})])
        return self._session.answers.set_answer(field.path, text)

    def _part(self, table: str) -> Change | None:
        part = self._random.choice(TABLES[table].fields).path
        return self._session.answers.set_part(table, self._some(table), part, self._text())

    def _remove(self, table: str) -> Change | None:
        return self._session.answers.remove(table, self._some(table))

    def _move(self, table: str) -> Change | None:
        by = self._random.choice((-1, 1))
        return next((self._session.answers.move(table, key, by) for key in self._some(table)), None)

    def _state(self) -> Change | None:
        step, status = self._step(), self._random.choice(list(Status))
        done = frozenset(check.id for check in step.checks if self._random.random() < 0.5)
        state = StepState(status, self._text(), self._text(), self._text(), done)
        return self._session.answers.set_state(step.id, state, f"state of {step.number}")

    def _words(self) -> Change | None:
        guide, part = self._session.guide, self._random.choice(TABLES[STEP_TEXT].fields).path
        step = self._random.choice([each for each in guide.steps if "step_text" in each.pages])
        return self._session.answers.set_part(STEP_TEXT, [step.id], part, self._text())

    def _file(self, owner: str) -> Change | None:
        answers = self._session.answers
        ids = answers.file_ids(owner)
        if ids and self._random.random() < 0.5:
            return answers.remove_file(ids[0])
        return answers.add_file(File(owner, f"{self._text()}.pdf", "0" * 64, 12))


def commit(session: Session, make: Callable[[], Change | None]) -> None:
    session.commit(make, "")


def test_a_unit_counts_its_people_again_when_somebody_changes_units(wizard: Wizard) -> None:
    session, answers = wizard.window.session, wizard.window.session.answers
    people = [Person(name=name, unit="Fen İşleri") for name in ("Ayşe", "Ali")]
    commit(session, lambda: register.add_people(answers, people))
    commit(session, lambda: register.add_missing_units(answers))
    wizard.window.open("register/units")
    assert wizard.rows() == [["Fen İşleri", "", "", "2"]]
    key = next(iter(answers.rows(PERSON)))
    commit(session, lambda: answers.set_part(PERSON, [key], "unit", "Zabıta"))
    assert wizard.rows() == [["Fen İşleri", "", "", "1"]]


def test_who_has_the_same_tckn_is_named_as_they_are_called_now(wizard: Wizard) -> None:
    session, answers = wizard.window.session, wizard.window.session.answers
    people = [Person(name=name, tckn="10000000146") for name in ("Ayşe", "Ali")]
    commit(session, lambda: register.add_people(answers, people))
    wizard.window.open("register/people")
    assert sum("bir kişide daha var (Ayşe)" in text for text in wizard.problems()) == 1
    key = next(key for key, row in answers.rows(PERSON).items() if row["name"] == "Ayşe")
    commit(session, lambda: answers.set_part(PERSON, [key], "name", "Ayşegül"))
    assert sum("bir kişide daha var (Ayşegül)" in text for text in wizard.problems()) == 1


def places(session: Session) -> list[str]:
    """The places of the window that show something of the case, with each page once."""
    first = {page.name: step.id for step in session.guide.steps for page in pages_of(step)}
    pages = [f"{step_id}/{name}" for name, step_id in first.items()]
    return ["home", "register/people", "register/units", *pages]


def test_what_is_in_sight_after_a_change_is_what_a_full_refresh_shows(filled: Wizard) -> None:
    window, session = filled.window, filled.window.session
    officer = Officer(session, seed=1)
    officer.fill_lists()
    behind: list[tuple[object, ...]] = []
    for place in places(session):
        window.open(place)
        for what in chain(["opening it"], officer.changes()):
            before = shown(window)
            session.problems_changed.emit()  # everything in sight is shown anew
            after = shown(window)
            if before != after:
                pairs = zip(before, after, strict=False)
                behind.append((place, what, *[pair for pair in pairs if pair[0] != pair[1]][:3]))
    assert behind == []
