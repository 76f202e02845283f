"""The municipality's people and units, entered once, and what the later steps keep about them.

Every function that changes something answers with the ``Change`` to carry out, or with None where
nothing would change. People are named by their id, and so are units.
"""

import tomllib
import uuid
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from typing import Final

from ebel_wizard import resources
from ebel_wizard.case import fields
from ebel_wizard.case.answers import (
    ADDITIONAL_UNIT,
    BY_PERSON,
    LOGIN_PROBLEM,
    OFFICER,
    PAGE_AUTHORITY,
    PAGE_SET,
    PERSON,
    ROUTE_TEAM,
    STEP_TEXT,
    UNIT,
    Answers,
    Change,
    Edit,
    Row,
)
from ebel_wizard.case.fields import Field
from ebel_wizard.case.model import Person
from ebel_wizard.turkish import identifiers, letters

ROWS: Final[Mapping[str, tuple[Field, ...]]] = {
    PERSON: fields.PERSON,
    UNIT: fields.UNIT,
    ADDITIONAL_UNIT: fields.ADDITIONAL_UNIT,
    PAGE_AUTHORITY: fields.PAGE_AUTHORITY,
    PAGE_SET: fields.PAGE_SET,
    ROUTE_TEAM: fields.ROUTE_TEAM,
    LOGIN_PROBLEM: fields.LOGIN_PROBLEM,
    STEP_TEXT: fields.STEP_TEXT,
}
"""What is asked for in a row of each table."""


def blank(table: str) -> Row:
    """A row of a table before anything was said in it."""
    return dict.fromkeys((field.path for field in ROWS[table]), "")


def put(answers: Answers, table: str, rows: Mapping[str, Row | None], label: str) -> Change | None:
    """The rows as they are to be (None: gone), leaving out those that are so already."""
    now = answers.rows(table)
    edits = tuple(
        Edit(table, key, now.get(key), row) for key, row in rows.items() if now.get(key) != row
    )
    return Change(label, edits) if edits else None


def set_part(
    answers: Answers, table: str, keys: Iterable[str], part: str, text: str, label: str = ""
) -> Change | None:
    """One part of several rows; a row that is not there yet is blank but for this part."""
    now, new = answers.rows(table), blank(table)
    label = label or next(field.label for field in ROWS[table] if field.path == part)
    return put(answers, table, {key: {**now.get(key, new), part: text} for key in keys}, label)


def add(
    answers: Answers, table: str, said: Sequence[Mapping[str, str]], label: str
) -> Change | None:
    """New rows at the end, each with what is said of it."""
    return put(answers, table, {uuid.uuid4().hex: {**blank(table), **row} for row in said}, label)


def remove(answers: Answers, table: str, keys: Iterable[str], label: str) -> Change | None:
    """Rows that go away."""
    return put(answers, table, dict.fromkeys(keys), label)


# People


def sorted_people(answers: Answers) -> list[str]:
    """Everybody's id, by name and surname in the order of the Turkish alphabet."""
    rows = answers.rows(PERSON)
    return sorted(rows, key=lambda key: letters.sort_key(full_name(rows[key])))


def full_name(row: Row) -> str:
    """Name and surname of a person's row."""
    return f"{row['name']} {row['surname']}".strip()


def add_people(answers: Answers, people: Sequence[Person]) -> Change | None:
    """New people on the register."""
    return put(answers, PERSON, {uuid.uuid4().hex: asdict(each) for each in people}, "Kişi eklendi")


def remove_people(answers: Answers, ids: Iterable[str]) -> Change | None:
    """People who leave the register, and with them what any step keeps about them."""
    gone = frozenset(ids)
    edits = [
        Edit(table, key, row, None)
        for table in (*BY_PERSON, PERSON)
        for key, row in answers.rows(table).items()
        if key in gone
    ]
    edits += [
        Edit(ADDITIONAL_UNIT, key, row, None)
        for key, row in answers.rows(ADDITIONAL_UNIT).items()
        if row["person_id"] in gone
    ]
    return Change("Kişi silindi", tuple(edits)) if edits else None


def choose_officers(answers: Answers, ids: Sequence[str]) -> Change | None:
    """People of the register as project officers, after those who are already."""
    rows = answers.rows(OFFICER)
    position = max((int(row["position"]) for row in rows.values()), default=0)
    new = [key for key in ids if key not in rows]
    wanted: dict[str, Row | None] = {
        key: {"position": position + n} for n, key in enumerate(new, 1)
    }
    return put(answers, OFFICER, wanted, "Proje sorumlusu seçildi")


@dataclass(frozen=True, slots=True)
class Merge:
    """What an import comes to: its change and how many people it adds, alters and leaves alone."""

    change: Change | None
    added: int
    altered: int
    same: int
    ids: tuple[str, ...] = ()
    """Who each person of the list is now on the register, in the list's order."""


def merge(answers: Answers, people: Sequence[Person]) -> Merge:
    """The register after a list was read: who is known is brought up to date, not doubled.

    People are known by TCKN; without one on either side, by name, surname and unit. By name each of
    them is known once, for two rows of one list are two people. What the list leaves blank stays as
    it was.
    """
    rows = answers.rows(PERSON)
    known = _Known(rows, people)
    wanted: dict[str, Row | None] = {}
    added = altered = same = 0
    ids: list[str] = []
    for person in people:
        key = known.find(person)
        if key is None:
            key = uuid.uuid4().hex
            known.add(person, key)
            wanted[key] = asdict(person)
            added += 1
        else:
            before = wanted.get(key) or rows[key]
            after = {**before, **{part: text for part, text in asdict(person).items() if text}}
            if after == before:
                same += 1
            else:
                altered += 1
                wanted[key] = after
        ids.append(key)
    change = put(answers, PERSON, wanted, "Personel listesi alındı")
    return Merge(change, added, altered, same, tuple(ids))


class _Known:
    """Who is on the register already, and who of a list was found there."""

    def __init__(self, rows: Mapping[str, Row], people: Sequence[Person]) -> None:
        self._by_number: dict[str, str] = {}
        self._by_name: dict[tuple[bool, object], deque[str]] = defaultdict(deque)
        for key, row in rows.items():
            number = identifiers.digits(str(row["tckn"]))
            if number:
                self._by_number.setdefault(number, key)
            for name in _names(row):
                self._by_name[bool(number), name].append(key)
        numbers = (identifiers.digits(each.tckn) for each in people)
        self._found = {self._by_number[each] for each in numbers if each in self._by_number}

    def add(self, person: Person, key: str) -> None:
        """Somebody new, whom a later row may name by the same TCKN."""
        number = identifiers.digits(person.tckn)
        if number:
            self._by_number[number] = key

    def find(self, person: Person) -> str | None:
        """Whom a row of the list means; two people with different TCKNs stay apart."""
        number = identifiers.digits(person.tckn)
        if number in self._by_number:
            return self._by_number[number]
        for has_number in (False,) if number else (False, True):
            for name in _names(asdict(person)):
                waiting = self._by_name.get((has_number, name), deque())
                while waiting:
                    key = waiting.popleft()
                    if key not in self._found:
                        self._found.add(key)
                        if number:
                            self._by_number[number] = key
                        return key
        return None


def _names(row: Row | Mapping[str, str]) -> Iterator[object]:
    """What a person without TCKN is known by, the surest first."""
    if str(row["name"]).strip() or str(row["surname"]).strip():
        name = tuple(letters.fold(str(row[part])).strip() for part in ("name", "surname", "unit"))
        yield (*name, row["title"], row["mobile"])
        yield name


# Units


@cache
def usual_units() -> tuple[str, ...]:
    """Units that a municipality usually has, in Turkish order."""
    with resources.path("units.toml").open("rb") as file:
        return tuple(sorted(tomllib.load(file)["names"], key=letters.sort_key))


def unit_names(answers: Answers) -> list[str]:
    """Units to choose from: those of the register and of its people, in Turkish order."""
    given = [str(row["name"]) for row in answers.rows(UNIT).values()]
    given += [str(row["unit"]) for row in answers.rows(PERSON).values()]
    by_fold = {same_unit(name): letters.clean(name) for name in reversed(dict.fromkeys(given))}
    by_fold.pop("", None)
    return sorted(by_fold.values(), key=letters.sort_key)


def offered_units(answers: Answers) -> list[str]:
    """The units of the register, and after them the usual ones that it has not."""
    own = unit_names(answers)
    there = set(map(same_unit, own))
    return [*own, *(name for name in usual_units() if same_unit(name) not in there)]


def add_missing_units(answers: Answers, names: Iterable[str] | None = None) -> Change | None:
    """Those of the units given that are not on the list yet; else every unit somebody works in."""
    given = unit_names(answers) if names is None else dict.fromkeys(map(letters.clean, names))
    there = {same_unit(str(row["name"])) for row in answers.rows(UNIT).values()} | {""}
    new = {same_unit(name): {"name": name} for name in given if same_unit(name) not in there}
    return add(answers, UNIT, list(new.values()), "Birim eklendi")


def unit_sizes(answers: Answers) -> Callable[[str], int]:
    """How many people have a unit for their own, however its name is written."""
    counted = Counter(str(row["unit"]) for row in answers.rows(PERSON).values())
    sizes: Counter[str] = Counter()
    for name, count in counted.items():
        sizes[same_unit(name)] += count
    sizes.pop("", None)
    return lambda name: sizes[same_unit(name)]


def rename_unit(answers: Answers, before: str, after: str) -> Change | None:
    """A unit's new name wherever the old one stands: with its people and in the additional units.

    The list of units itself is not touched.
    """
    said = same_unit(before)
    edits = tuple(
        Edit(table, key, row, {**row, "unit": after})
        for table in (PERSON, ADDITIONAL_UNIT)
        for key, row in answers.rows(table).items()
        if said and same_unit(str(row["unit"])) == said and row["unit"] != after
    )
    return Change("Birimin adı değişti", edits) if edits else None


def same_unit(name: str) -> str:
    """What two spellings of one unit have in common."""
    return letters.fold(letters.clean(name))


# Page authorities (step 7)


def approved(answers: Answers) -> frozenset[str]:
    """Who the helpdesk has approved: only they are ready for their pages."""
    rows = answers.rows(PAGE_AUTHORITY)
    return frozenset(key for key, row in rows.items() if str(row["approved"]).strip())


def give_pages(answers: Answers, keys: Iterable[str], more: str, label: str) -> Change | None:
    """More pages for these people, beside those that each of them has."""
    now, new = answers.rows(PAGE_AUTHORITY), blank(PAGE_AUTHORITY)
    wanted: dict[str, Row | None] = {}
    for key in keys:
        row = now.get(key, new)
        wanted[key] = {**row, "pages": joined_pages(str(row["pages"]), more)}
    return put(answers, PAGE_AUTHORITY, wanted, label)


@lru_cache(maxsize=1_024)  # many people have the same pages
def joined_pages(now: str, more: str) -> str:
    """The pages of both lists, each once, in the order they were first named in."""
    named = [letters.clean(page) for page in f"{now},{more}".split(",")]
    by_fold = {letters.fold(page): page for page in reversed(named) if page}
    first = dict.fromkeys(letters.fold(page) for page in named if page)
    return ", ".join(by_fold[key] for key in first)


def entered(answers: Answers, table: str) -> int:
    """How many rows of a worklist were entered in e-Belediye."""
    return sum(bool(str(row["entered"]).strip()) for row in answers.rows(table).values())


def top_managers(answers: Answers) -> list[str]:
    """Ids of those whose title puts them on the route management team (step 9)."""
    return [
        key
        for key in sorted_people(answers)
        if is_top_manager(str(answers.rows(PERSON)[key]["title"]))
    ]


_TOP_TITLES: Final = (
    "belediye baskani",
    "belediye baskan",
    "baskan",
    "genel sekreter",
    "genel mudur",
)
_DEPUTY: Final = ("yardimcisi", "yrd.", "yrd", "yard.", "v.", "vekili")


def is_top_manager(title: str) -> bool:
    """Whether a title is one the guide names: Başkan, Genel Sekreter, Genel Müdür or a deputy."""
    words = letters.fold(letters.clean(title)).split(" ")
    while words and words[-1] in _DEPUTY:
        words.pop()
    bare = " ".join(words)
    return bare in _TOP_TITLES or bare.endswith((" belediye baskani", " belediye baskan"))


# The route management team (step 9)


def add_to_team(answers: Answers) -> Change | None:
    """Somebody new, on the register and on the team at once."""
    key = uuid.uuid4().hex
    return change_all(
        "Takıma eklendi",
        (
            put(answers, PERSON, {key: asdict(Person())}, ""),
            put(answers, ROUTE_TEAM, {key: blank(ROUTE_TEAM)}, ""),
        ),
    )


def remove_from_team(answers: Answers, ids: Iterable[str]) -> Change | None:
    """Take people off the team; they stay on the register, unless nothing was ever entered."""
    gone = [key for key in ids if key in answers.rows(ROUTE_TEAM)]
    nobody = [
        key
        for key in gone
        if not any(str(text).strip() for text in answers.rows(PERSON)[key].values())
        and answers.duties_of(key) == (ROUTE_TEAM,)
    ]
    return change_all(
        "Takımdan çıkarıldı",
        (remove(answers, ROUTE_TEAM, gone, ""), remove(answers, PERSON, nobody, "")),
    )


def change_all(label: str, changes: Iterable[Change | None]) -> Change | None:
    """Several changes as one, so that one undo takes all of them back."""
    edits = tuple(edit for change in changes if change is not None for edit in change.edits)
    return Change(label, edits) if edits else None
