"""The answers as rows, and the one way they change.

A ``Change`` is a named set of row edits, each with the row before and after it. The window makes
changes with the builders below, ``Answers.apply`` carries them out in memory, and the store carries
out the same ones on disk and keeps them: undo is the inverse change, history is the list of them
(rule 3). Nothing else writes an answer.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final

from ebel_wizard.case import fields, model
from ebel_wizard.case.model import Case, Initials, Person, Reference
from ebel_wizard.guide.progress import Status, StepState
from ebel_wizard.turkish import letters

Row = Mapping[str, str | int]

ANSWER: Final = "answer"  # by path: value
PERSON: Final = "person"  # by person id: the parts of model.Person; later steps share it
OFFICER: Final = "officer"  # by person id: position among the project officers
REFERENCE: Final = "reference"  # by id: position, date, number
PARAF: Final = "paraf"  # by id: position, title, name, surname
FILE: Final = "file"  # by id: the parts of File, and its position among those of its owner
STEP: Final = "step"  # by step id: status, sent, answered, note
TICK: Final = "tick"  # by "step id/check id": present when ticked
UNIT: Final = "unit"  # by id: name, how it is reached (step 8), the day that was entered
ADDITIONAL_UNIT: Final = "additional_unit"  # by id: person, unit, duty, the day entered (step 6)
PAGE_AUTHORITY: Final = "page_authority"  # by person id: duty, approved, pages, entered (step 7)
PAGE_SET: Final = "page_set"  # by id: a name and the pages it stands for (step 7)
ROUTE_TEAM: Final = "route_team"  # by person id: user name, the day entered (step 9)
LOGIN_PROBLEM: Final = "login_problem"  # by id: who, unit, what was seen and answered (step 5)
STEP_TEXT: Final = "step_text"  # by step id: the officer's own words for a step
TABLES: Final = (
    ANSWER,
    PERSON,
    OFFICER,
    REFERENCE,
    PARAF,
    FILE,
    STEP,
    TICK,
    UNIT,
    ADDITIONAL_UNIT,
    PAGE_AUTHORITY,
    PAGE_SET,
    ROUTE_TEAM,
    LOGIN_PROBLEM,
    STEP_TEXT,
)
BY_PERSON: Final = (OFFICER, PAGE_AUTHORITY, ROUTE_TEAM)
"""Tables with a person's id for their key; ``ADDITIONAL_UNIT`` names the person in a part."""
LOGO: Final = "logo"  # the owner of the municipality's logo
GUIDE: Final = "guide"  # the owner of a guide that takes the place of the program's; else a step
_NAMED: Final = {LOGO: "Logo", GUIDE: "Kılavuz"}  # owners of one file only

# The lists of the letter whose rows are typed in place: what one row is called, what it asks.
_LISTS: Final[Mapping[str, tuple[str, Sequence[fields.Field]]]] = {
    REFERENCE: ("İlgi", fields.REFERENCE),
    PARAF: ("Paraf", fields.PARAF),
}


@dataclass(frozen=True, slots=True)
class File:
    """A file kept in the workspace: ``owner`` is ``LOGO``, ``GUIDE`` or a step's id, ``name`` the
    officer's name for it, ``digest`` what the store knows its content by, ``size`` in bytes.
    """

    owner: str
    name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Edit:
    """One row of one table: None before it is added, None after it is removed."""

    table: str
    key: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class Change:
    """What the officer did, in words for history and undo, and the rows it touched."""

    label: str
    edits: tuple[Edit, ...]

    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return Change(
            f"Geri alındı: {self.label}",
            tuple(replace(edit, before=edit.after, after=edit.before) for edit in self.edits[::-1]),
        )

    def repeated(self) -> "Change":
        """The same change, done again after it was taken back."""
        return replace(self, label=f"Yinelendi: {self.label}")

    def followed_by(self, later: "Change") -> "Change":
        """One change that does what this one and then the later one did."""
        edits: dict[tuple[str, str], Edit] = {}
        for edit in (*self.edits, *later.edits):
            row = (edit.table, edit.key)
            edits[row] = replace(edits[row], after=edit.after) if row in edits else edit
        return Change(self.label, tuple(edits.values()))


class Answers:
    """All answers of one case in memory, by table and key."""

    def __init__(self, tables: Mapping[str, Mapping[str, Row]] | None = None) -> None:
        given = tables or {}
        self._tables: dict[str, dict[str, Row]] = {
            name: dict(given.get(name, {})) for name in TABLES
        }

    def apply(self, change: Change) -> None:
        """Carry out a change; its edits must start from the rows as they are."""
        for edit in change.edits:
            table = self._tables[edit.table]
            if edit.after is None:
                table.pop(edit.key, None)
            else:
                table[edit.key] = edit.after

    def rows(self, table: str) -> Mapping[str, Row]:
        """The rows of one table by key."""
        return self._tables[table]

    # Reading

    def answer(self, path: str) -> str:
        """A single answer as it was typed, or what a new case starts with."""
        row = self._tables[ANSWER].get(path)
        return str(row["value"]) if row else model.DEFAULTS.get(path, "")

    def officer_ids(self) -> list[str]:
        """Ids of the project officers in their order."""
        return self._ordered(OFFICER)

    def row_ids(self, table: str) -> list[str]:
        """Ids of the rows of ``REFERENCE`` or ``PARAF`` in their order."""
        return self._ordered(table)

    def part(self, table: str, key: str, part: str) -> str:
        """One part of such a row as typed; raises KeyError for an unknown id."""
        return str(self._tables[table][key][part])

    def file_ids(self, owner: str) -> list[str]:
        """Ids of the files of one owner in their order."""
        rows = self._tables[FILE]
        return [key for key in self._ordered(FILE) if rows[key]["owner"] == owner]

    def file(self, key: str) -> File:
        """A kept file; raises KeyError for an unknown id."""
        row = self._tables[FILE][key]
        return File(str(row["owner"]), str(row["name"]), str(row["digest"]), int(row["size"]))

    def logo(self) -> File | None:
        """The municipality's logo, if it has one."""
        ids = self.file_ids(LOGO)
        return self.file(ids[0]) if ids else None

    def person(self, person_id: str) -> Person:
        """A person as typed; raises KeyError for an unknown id."""
        row = self._tables[PERSON][person_id]
        return Person(**{part: str(text) for part, text in row.items()})

    def duties_of(self, person_id: str) -> tuple[str, ...]:
        """The tables in which a step keeps something about a person."""
        own = tuple(table for table in BY_PERSON if person_id in self._tables[table])
        units = self._tables[ADDITIONAL_UNIT].values()
        return (*own, *[ADDITIONAL_UNIT] * any(row["person_id"] == person_id for row in units))

    def states(self) -> dict[str, StepState]:
        """What was said about each step that was touched, by step id."""
        ticks: dict[str, set[str]] = {}
        for key in self._tables[TICK]:
            step_id, _, check_id = key.partition("/")
            ticks.setdefault(step_id, set()).add(check_id)
        return {
            step_id: self.state(step_id, frozenset(ticks.get(step_id, ())))
            for step_id in self._tables[STEP].keys() | ticks.keys()
        }

    def state(self, step_id: str, done: frozenset[str] | None = None) -> StepState:
        """What was said about one step."""
        row = self._tables[STEP].get(step_id, {})
        if done is None:
            prefix = f"{step_id}/"
            done = frozenset(
                key.removeprefix(prefix) for key in self._tables[TICK] if key.startswith(prefix)
            )
        return StepState(
            status=Status(str(row.get("status", Status.NOT_STARTED))),
            sent=str(row.get("sent", "")),
            answered=str(row.get("answered", "")),
            note=str(row.get("note", "")),
            done=done,
        )

    def case(self) -> Case:
        """The answers as a frozen case, each cleaned."""

        def cleaned(parts: Mapping[str, str]) -> dict[str, str]:
            return {name: letters.clean(text) for name, text in parts.items()}

        return model.build(
            {path: fields.cleaned(path, self.answer(path)) for path in model.scalar_paths()},
            [Person(**cleaned(asdict(self.person(key)))) for key in self.officer_ids()],
            [Reference(**cleaned(row)) for row in self._rows_of(REFERENCE)],
            [Initials(**cleaned(row)) for row in self._rows_of(PARAF)],
        )

    def _rows_of(self, table: str) -> list[dict[str, str]]:
        """Each row of a list by the names of its parts, in their order."""
        _, asked = _LISTS[table]
        return [
            {field.path: self.part(table, key, field.path) for field in asked}
            for key in self._ordered(table)
        ]

    def _ordered(self, table: str) -> list[str]:
        rows = self._tables[table]
        return sorted(rows, key=lambda key: rows[key]["position"])

    # Changing

    def set_answer(self, path: str, text: str) -> Change | None:
        """A change of one answer, or None when it says the same already."""
        if text == self.answer(path):
            return None
        before = self._tables[ANSWER].get(path)
        label = fields.BY_PATH[path].label
        return Change(label, (Edit(ANSWER, path, before, {"value": text}),))

    def set_person(self, person_id: str, part: str, text: str) -> Change | None:
        """A change of one part of a person, or None when it says the same already."""
        before = self._tables[PERSON][person_id]
        if before[part] == text:
            return None
        label = next(field.label for field in fields.PERSON if field.path == part)
        return Change(label, (Edit(PERSON, person_id, before, {**before, part: text}),))

    def add_officers(self, people: Sequence[Person]) -> Change:
        """New people at the end of the project officers."""
        position = self._next_position(OFFICER)
        edits: list[Edit] = []
        for offset, person in enumerate(people):
            key = uuid.uuid4().hex
            edits.append(Edit(PERSON, key, None, asdict(person)))
            edits.append(Edit(OFFICER, key, None, {"position": position + offset}))
        return Change("Proje sorumlusu eklendi", tuple(edits))

    def remove_officers(self, person_ids: Iterable[str]) -> Change:
        """Take people off the project officers; who has a name or a number stays on the register.

        An empty row that no other step speaks of goes for good, for nobody was entered in it.
        """
        edits: list[Edit] = []
        for key in person_ids:
            edits.append(Edit(OFFICER, key, self._tables[OFFICER][key], None))
            person = self._tables[PERSON][key]
            blank = not any(str(text).strip() for text in person.values())
            if blank and self.duties_of(key) == (OFFICER,):
                edits.append(Edit(PERSON, key, person, None))
        return Change("Proje sorumlusu çıkarıldı", tuple(edits))

    def move_row(self, table: str, key: str, by: int) -> Change | None:
        """Move an officer, a reference or a paraf up (-1) or down (+1); None at the ends."""
        ids = self._ordered(table)
        target = ids.index(key) + by
        if not 0 <= target < len(ids):
            return None
        here, there = self._tables[table][key], self._tables[table][ids[target]]
        return Change(
            "Sıra değişti",
            (
                Edit(table, key, here, {**here, "position": there["position"]}),
                Edit(table, ids[target], there, {**there, "position": here["position"]}),
            ),
        )

    def add_row(self, table: str) -> Change:
        """A new, empty row at the end of ``REFERENCE`` or ``PARAF``."""
        name, asked = _LISTS[table]
        row: Row = {
            "position": self._next_position(table),
            **{field.path: "" for field in asked},
        }
        return Change(f"{name} eklendi", (Edit(table, uuid.uuid4().hex, None, row),))

    def set_part(self, table: str, key: str, part: str, text: str) -> Change | None:
        """A change of one part of such a row, or None when it says the same already."""
        before = self._tables[table][key]
        if before[part] == text:
            return None
        return Change(_LISTS[table][0], (Edit(table, key, before, {**before, part: text}),))

    def remove_row(self, table: str, key: str) -> Change:
        """Take a row off the letter."""
        before = self._tables[table][key]
        return Change(f"{_LISTS[table][0]} çıkarıldı", (Edit(table, key, before, None),))

    def add_file(self, file: File) -> Change:
        """A file that the store keeps already, at the end of its owner's; a new logo or guide
        replaces the one before.
        """
        row: Row = {**asdict(file), "position": self._next_position(FILE)}
        added = Edit(FILE, uuid.uuid4().hex, None, row)
        name = _NAMED.get(file.owner)
        if name is None:
            return Change("Dosya eklendi", (added,))
        old = self.file_ids(file.owner)
        gone = tuple(Edit(FILE, key, self._tables[FILE][key], None) for key in old)
        return Change(f"{name} değişti" if old else f"{name} eklendi", (*gone, added))

    def rename_file(self, key: str, name: str) -> Change | None:
        """Another name for a file; its ending stays, for the system knows by it what opens it."""
        before = self._tables[FILE][key]
        old = str(before["name"])
        ending = f".{old.rpartition('.')[2]}" if "." in old else ""
        wanted = letters.clean(name)
        if ending and not letters.lower(wanted).endswith(letters.lower(ending)):
            wanted += ending
        if wanted in {old, ending}:
            return None
        return Change("Dosyanın adı", (Edit(FILE, key, before, {**before, "name": wanted}),))

    def remove_file(self, key: str) -> Change:
        """Let go of a file. Its content stays in the store, for undo and history speak of it."""
        before = self._tables[FILE][key]
        name = _NAMED.get(str(before["owner"]), "Dosya")
        return Change(f"{name} çıkarıldı", (Edit(FILE, key, before, None),))

    def set_state(self, step_id: str, state: StepState, label: str) -> Change | None:
        """A change of a step's state, ticks included, or None when nothing changed."""
        now = self.state(step_id)
        edits: list[Edit] = []
        if replace(now, done=state.done) != state:
            before = self._tables[STEP].get(step_id)
            after = {
                "status": state.status.value,
                "sent": state.sent,
                "answered": state.answered,
                "note": state.note,
            }
            edits.append(Edit(STEP, step_id, before, after))
        for check_id in sorted(now.done ^ state.done):
            ticked = check_id in state.done
            edits.append(
                Edit(
                    TICK,
                    f"{step_id}/{check_id}",
                    None if ticked else {},
                    {} if ticked else None,
                )
            )
        return Change(label, tuple(edits)) if edits else None

    def _next_position(self, table: str) -> int:
        positions = [int(row["position"]) for row in self._tables[table].values()]
        return max(positions, default=0) + 1
