"""The answers as rows, and every way to change them.

A ``Change`` is a named set of row edits, each with the row before and after it. The methods of
``Answers`` make changes, ``Answers.apply`` carries them out in memory, and the store carries out
the same ones on disk and keeps them: undo is the inverse change, history is the list of changes.
Nothing else writes an answer.
"""

import dataclasses
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final

from ebel_wizard.case import choices, fields, model, row_fields
from ebel_wizard.case.model import Case, Certificate, ListRow, Person, Unit, User
from ebel_wizard.case.tables import (
    ANSWER,
    CERTIFICATE,
    FILE,
    OFFICER,
    PAGE_AUTHORITY,
    PERSON,
    STEP,
    TABLES,
    TABLES_OF_LISTS,
    TICK,
    UNIT,
    Row,
    TableSpec,
)
from ebel_wizard.guide.progress import Status, StepState
from ebel_wizard.turkish import letters

LOGO: Final = "logo"  # the owner of the municipality's logo
GUIDE: Final = "guide"  # the owner of a guide that replaces the program's
_SINGLE_FILES: Final = {LOGO: "Logo", GUIDE: "Kılavuz"}  # owners of one file only


@dataclass(frozen=True, slots=True)
class File:
    """A file kept in the workspace.

    ``owner`` is ``LOGO``, ``GUIDE`` or a step's ID, ``name`` the officer's name for the file,
    ``digest`` the store's name for its content, ``size`` in bytes.
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

    def alters(self, part: str) -> bool:
        """Return whether a part of the row is not what it was; True for a row that came or went."""
        if self.before is None or self.after is None:
            return True
        return self.before.get(part) != self.after.get(part)


@dataclass(frozen=True, slots=True)
class Change:
    """What the officer did, in words for history and undo, and the rows it touched."""

    label: str
    edits: tuple[Edit, ...]

    @property
    def is_withdrawn(self) -> bool:
        """Whether nothing came of it: each of its rows ended as it began."""
        return bool(self.edits) and all(edit.before == edit.after for edit in self.edits)

    def touches(self, *tables: str) -> bool:
        """Return whether it edits a row of one of these tables."""
        return any(edit.table in tables for edit in self.edits)

    def inverse(self) -> "Change":
        """Return the change that takes this one back."""
        return Change(
            f"Geri alındı: {self.label}",
            tuple(replace(edit, before=edit.after, after=edit.before) for edit in self.edits[::-1]),
        )

    def followed_by(self, later: "Change") -> "Change":
        """Return one change that does what this one and then the later one did."""
        edits: dict[tuple[str, str], Edit] = {}
        for edit in (*self.edits, *later.edits):
            row = (edit.table, edit.key)
            edits[row] = replace(edits[row], after=edit.after) if row in edits else edit
        return Change(self.label, tuple(edits.values()))


class Answers:
    """All answers of one case in memory, by table and key.

    A method that makes a change returns it without carrying it out, and None where nothing would
    change.
    """

    def __init__(self, tables: Mapping[str, Mapping[str, Row]] | None = None) -> None:
        """Start from the rows given; raise KeyError for a table that is not known."""
        self._tables: dict[str, dict[str, Row]] = {name: {} for name in TABLES}
        for name, rows in (tables or {}).items():
            self._tables[name].update(rows)
        self._filled: dict[tuple[str, str], frozenset[str]] = {}
        self._cleaned: dict[type[ListRow], dict[str, ListRow]] = defaultdict(dict)

    def apply(self, change: Change) -> None:
        """Carry out a change, whose edits must start from the rows as they are."""
        for edit in change.edits:
            table = self._tables[edit.table]
            if edit.after is None:
                table.pop(edit.key, None)
            else:
                table[edit.key] = edit.after
            for made in (User, Unit, Certificate):
                self._cleaned[made].pop(edit.key, None)
        for (name, part), known in self._filled.items():
            edited = {edit.key: edit.after for edit in change.edits if edit.table == name}
            full = {key for key, row in edited.items() if row and str(row[part]).strip()}
            if full != known.intersection(edited):
                self._filled[name, part] = known.difference(edited) | full

    def rows(self, table: str) -> Mapping[str, Row]:
        """Return the rows of one table by key."""
        return self._tables[table]

    def filled(self, table: str, part: str) -> frozenset[str]:
        """Return the keys of the rows whose part is not empty; the same object until they change.

        A long list is read only once: ``apply`` keeps the set up to date row by row.
        """
        if (table, part) not in self._filled:
            rows = self._tables[table].items()
            self._filled[table, part] = frozenset(
                key for key, row in rows if str(row[part]).strip()
            )
        return self._filled[table, part]

    # Reading

    def answer(self, path: str) -> str:
        """Return a single answer as typed, or what a new case starts with."""
        row = self._tables[ANSWER].get(path)
        return str(row["value"]) if row else model.DEFAULTS.get(path, "")

    def is_of_earlier_version(self, step_id: str) -> bool:
        """Return whether what a step sent was made by a version before the rules of the letters
        changed: a migration wrote down the day on which it had been sent.
        """
        sent = self.state(step_id, frozenset()).sent
        return bool(sent) and self.answer(f"earlier_version.{step_id}") == sent

    def officer_ids(self) -> list[str]:
        """Return the IDs of the project officers in their order."""
        return self.row_ids(OFFICER)

    def row_ids(self, table: str) -> list[str]:
        """Return the keys of an ordered table in their order."""
        rows = self._tables[table]
        return sorted(rows, key=lambda key: rows[key]["position"])

    def part(self, table: str, key: str, part: str) -> str:
        """Return one part of a row as typed; raise KeyError for an unknown key."""
        return str(self._tables[table][key][part])

    def file_ids(self, owner: str) -> list[str]:
        """Return the IDs of one owner's files in their order."""
        rows = self._tables[FILE]
        return [key for key in self.row_ids(FILE) if rows[key]["owner"] == owner]

    def file(self, key: str) -> File:
        """Return a kept file; raise KeyError for an unknown ID."""
        row = self._tables[FILE][key]
        return File(str(row["owner"]), str(row["name"]), str(row["digest"]), int(row["size"]))

    def logo(self) -> File | None:
        """Return the municipality's logo, if it has one."""
        ids = self.file_ids(LOGO)
        return self.file(ids[0]) if ids else None

    def person(self, person_id: str) -> Person:
        """Return a person as typed; raise KeyError for an unknown ID."""
        row = self._tables[PERSON][person_id]
        return Person(**{field.path: str(row[field.path]) for field in row_fields.PERSON})

    def duties_of(self, person_id: str) -> tuple[str, ...]:
        """Return the tables in which a step keeps something about a person."""

        def is_about(spec: TableSpec) -> bool:
            rows = self._tables[spec.name]
            if spec.person == spec.key:
                return person_id in rows
            return any(spec.person_of(key, row) == person_id for key, row in rows.items())

        return tuple(spec.name for spec in TABLES.values() if spec.person and is_about(spec))

    def states(self) -> dict[str, StepState]:
        """Return the state of each step that was touched, by step ID."""
        ticks: dict[str, set[str]] = {}
        for key in self._tables[TICK]:
            step_id, _, check_id = key.partition("/")
            ticks.setdefault(step_id, set()).add(check_id)
        return {
            step_id: self.state(step_id, frozenset(ticks.get(step_id, ())))
            for step_id in self._tables[STEP].keys() | ticks.keys()
        }

    def state(self, step_id: str, done: frozenset[str] | None = None) -> StepState:
        """Return the state of one step; ``done`` spares looking up its ticks."""
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
        """Return the answers as a frozen case, each cleaned."""
        people, duties = self._tables[PERSON], self._tables[PAGE_AUTHORITY]
        lists: dict[str, Sequence[ListRow]] = {
            path: [self._made(model.LISTS[path], rows[key]) for key in self.row_ids(table)]
            for path, table in TABLES_OF_LISTS.items()
            if (rows := self._tables[table])
        }
        lists["officers"] = [self._made(Person, people[key]) for key in self.officer_ids()]
        lists["units"] = self._kept(Unit, self._tables[UNIT], self._tables[UNIT])
        lists["users"] = self._kept(User, people, people, duties)
        lists["certificates"] = self._kept(Certificate, self._tables[CERTIFICATE], people)
        return model.build(
            {path: fields.cleaned(path, self.answer(path)) for path in model.scalar_paths()},
            lists=lists,
        )

    @staticmethod
    def _made(kind: type[ListRow], *rows: Row) -> ListRow:
        """Return a row of a list from the rows that have its parts, each cleaned; a later row
        gives the parts that no earlier one has.
        """
        return kind(
            **{
                part.name: letters.clean(str(row[part.name]))
                for part in dataclasses.fields(kind)
                for row in rows[::-1]
                if part.name in row
            }
        )

    def _kept(
        self, kind: type[ListRow], keys: Iterable[str], *tables: Mapping[str, Row]
    ) -> list[ListRow]:
        """Return ``_made`` for each key, again only after its row changed: a register is long."""
        known = self._cleaned[kind]
        for key in keys:
            if key not in known:
                known[key] = self._made(kind, *(table.get(key, {}) for table in tables))
        return [known[key] for key in keys]

    # Changing rows of any table

    def put(self, table: str, rows: Mapping[str, Row | None], label: str) -> Change | None:
        """Make the rows as given (None: removed), leaving out those that are so already."""
        now = self._tables[table]
        edits = tuple(
            Edit(table, key, now.get(key), row) for key, row in rows.items() if now.get(key) != row
        )
        return Change(label, edits) if edits else None

    def add(self, table: str, given: Sequence[Mapping[str, str]], label: str = "") -> Change | None:
        """Add rows at the end, blank but for the parts given; without a label the title is used."""
        spec = TABLES[table]
        rows: dict[str, Row | None] = {}
        for position, row in enumerate(given, self.next_position(table) if spec.ordered else 0):
            place = {"position": position} if spec.ordered else {}
            rows[uuid.uuid4().hex] = {**place, **spec.blank(), **row}
        return self.put(table, rows, label or f"{spec.title} eklendi")

    def set_part(
        self, table: str, keys: Iterable[str], part: str, text: str, label: str = ""
    ) -> Change | None:
        """Set one part of several rows; without a label the question's is used.

        Raises KeyError for a row that is not there, unless its key names something else: then the
        row is made.
        """
        spec, now = TABLES[table], self._tables[table]
        question, blank = spec.field(part), spec.blank()
        rows = {
            key: {**(now[key] if spec.own_ids else now.get(key, blank)), part: text} for key in keys
        }
        return self.put(table, rows, label or (question.label if question else spec.title))

    def remove(self, table: str, keys: Iterable[str], label: str = "") -> Change | None:
        """Remove rows; without a label the title is used."""
        return self.put(table, dict.fromkeys(keys), label or f"{TABLES[table].title} çıkarıldı")

    def move(self, table: str, key: str, by: int) -> Change | None:
        """Move a row of an ordered table up (-1) or down (+1); None at the ends."""
        ids = self.row_ids(table)
        target = ids.index(key) + by
        if not 0 <= target < len(ids):
            return None
        here, there = self._tables[table][key], self._tables[table][ids[target]]
        moved = {
            key: {**here, "position": there["position"]},
            ids[target]: {**there, "position": here["position"]},
        }
        return self.put(table, moved, "Sıra değişti")

    def next_position(self, table: str) -> int:
        """Return the position after the last row of an ordered table."""
        positions = [int(row["position"]) for row in self._tables[table].values()]
        return max(positions, default=0) + 1

    # Changing single answers, files and steps

    def set_answer(self, path: str, text: str) -> Change | None:
        """Set a single answer; raise KeyError for an unknown path."""
        if text == self.answer(path):
            return None
        return self.put(ANSWER, {path: {"value": text}}, fields.BY_PATH[path].label)

    def set_ebys(self, use: str) -> Change | None:
        """Answer whether there is an EBYS, and with it the medium that follows (M1)."""
        wanted = {fields.EBYS.path: use}
        if use in choices.MEDIUM_BY_EBYS:
            wanted["letter.medium"] = choices.MEDIUM_BY_EBYS[use]
        rows: dict[str, Row | None] = {
            path: {"value": text} for path, text in wanted.items() if text != self.answer(path)
        }
        return self.put(ANSWER, rows, fields.EBYS.label)

    def add_file(self, file: File) -> Change:
        """Add a file that the store keeps already, after its owner's others.

        A new logo or guide replaces the one before.
        """
        row: Row = {**asdict(file), "position": self.next_position(FILE)}
        added = Edit(FILE, uuid.uuid4().hex, None, row)
        name = _SINGLE_FILES.get(file.owner)
        if name is None:
            return Change("Dosya eklendi", (added,))
        old = self.file_ids(file.owner)
        gone = tuple(Edit(FILE, key, self._tables[FILE][key], None) for key in old)
        return Change(f"{name} değişti" if old else f"{name} eklendi", (*gone, added))

    def rename_file(self, key: str, name: str) -> Change | None:
        """Rename a file; its ending stays, for the system chooses by it what opens the file."""
        old = self.file(key).name
        ending = f".{old.rpartition('.')[2]}" if "." in old else ""
        wanted = letters.clean(name)
        if ending and not letters.lower(wanted).endswith(letters.lower(ending)):
            wanted += ending
        if wanted == ending:
            return None
        return self.set_part(FILE, [key], "name", wanted, "Dosyanın adı")

    def remove_file(self, key: str) -> Change | None:
        """Remove a file; its content stays in the store, since undo and history refer to it."""
        name = _SINGLE_FILES.get(self.file(key).owner, "Dosya")
        return self.remove(FILE, [key], f"{name} çıkarıldı")

    def set_state(self, step_id: str, state: StepState, label: str) -> Change | None:
        """Set a step's state, its ticks included."""
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
            key = f"{step_id}/{check_id}"
            ticked = check_id in state.done
            edits.append(Edit(TICK, key, None if ticked else {}, {} if ticked else None))
        return Change(label, tuple(edits)) if edits else None
