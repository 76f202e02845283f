"""The municipality's people and units, entered once, and what the later steps keep about them.

A function that makes a change returns it without carrying it out, and None where nothing would
change. People and units are named by their ID.
"""

import tomllib
import uuid
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import Final

from ebel_wizard import resources
from ebel_wizard.case.answers import Answers, Change, Edit
from ebel_wizard.case.model import YETKI_DEVRI, Case, Person
from ebel_wizard.case.normalise import normalise_answer
from ebel_wizard.case.tables import (
    ADDITIONAL_UNIT,
    CERTIFICATE,
    OFFICER,
    PAGE_AUTHORITY,
    PERSON,
    ROUTE_TEAM,
    TABLES,
    UNIT,
    Row,
)
from ebel_wizard.turkish import identifiers, letters

_PARTS: Final = tuple(each.name for each in fields(Person))


def change_all(label: str, changes: Iterable[Change | None]) -> Change | None:
    """Return several changes as one, so that one undo takes all of them back."""
    edits = tuple(edit for change in changes if change is not None for edit in change.edits)
    return Change(label, edits) if edits else None


# People


def sorted_people(answers: Answers) -> list[str]:
    """Return everybody's ID, by name and surname in the order of the Turkish alphabet."""
    rows = answers.rows(PERSON)
    return sorted(rows, key=lambda key: letters.sort_key(full_name(rows[key])))


def row_of(person: Person) -> dict[str, str]:
    """Return a person as a row of the register; ten times as fast as ``dataclasses.asdict``."""
    return {part: getattr(person, part) for part in _PARTS}


def full_name(row: Row) -> str:
    """Return name and surname of a person's row."""
    return TABLES[PERSON].name_of(row)


def name_of(answers: Answers, person_id: str) -> str:
    """Return a person's name and surname; empty for somebody who is not on the register."""
    return full_name(answers.rows(PERSON).get(person_id, {}))


def add_people(answers: Answers, people: Sequence[Person]) -> Change | None:
    """Add people to the register."""
    return answers.add(PERSON, [row_of(each) for each in people], "Kişi eklendi")


def remove_people(answers: Answers, ids: Iterable[str]) -> Change | None:
    """Remove people from the register, and with them what any step keeps about them."""
    gone = frozenset(ids)
    edits = [
        Edit(spec.name, key, row, None)
        for spec in TABLES.values()
        if spec.person
        for key, row in answers.rows(spec.name).items()
        if spec.person_of(key, row) in gone
    ]
    edits += [
        Edit(PERSON, key, row, None) for key, row in answers.rows(PERSON).items() if key in gone
    ]
    return Change("Kişi silindi", tuple(edits)) if edits else None


def signing_person(case: Case) -> Person | None:
    """Return who signs the letter, with the own title; None while nobody is named."""
    signatory = case.letter.signatory
    title = signatory.own_title if signatory.capacity == YETKI_DEVRI else signatory.title
    if not signatory.name or not signatory.surname:
        return None
    return Person(name=signatory.name, surname=signatory.surname, title=title)


def is_named(row: Row, person: Person) -> bool:
    """Return whether a row has a person's name, in whatever letters."""
    return letters.fold(full_name(row)) == letters.fold(f"{person.name} {person.surname}")


def _take_off(answers: Answers, table: str, ids: Iterable[str], label: str) -> Change | None:
    """Remove people from one list; an empty row that no other list refers to leaves the register.

    Nobody was entered in such a row.
    """
    gone = [key for key in ids if key in answers.rows(table)]
    nobody = [
        key
        for key in gone
        if not any(str(text).strip() for text in answers.rows(PERSON)[key].values())
        and answers.duties_of(key) == (table,)
    ]
    return change_all(
        label, (answers.remove(table, gone, label), answers.remove(PERSON, nobody, label))
    )


# Project officers (step 1)


def add_officers(answers: Answers, people: Sequence[Person]) -> Change | None:
    """Add people to the register and to the end of the project officers."""
    new = add_people(answers, people)
    position = answers.next_position(OFFICER)
    keys = [edit.key for edit in new.edits] if new else []
    rows = {key: {"position": position + n} for n, key in enumerate(keys)}
    label = "Proje sorumlusu eklendi"
    return change_all(label, (new, answers.put(OFFICER, rows, label)))


def remove_officers(answers: Answers, ids: Iterable[str]) -> Change | None:
    """Remove people from the project officers; whoever has any entry stays on the register."""
    return _take_off(answers, OFFICER, ids, "Proje sorumlusu çıkarıldı")


def choose_officers(answers: Answers, ids: Sequence[str]) -> Change | None:
    """Make people of the register project officers, after those who are already."""
    position = answers.next_position(OFFICER)
    new = [key for key in ids if key not in answers.rows(OFFICER)]
    rows = {key: {"position": position + n} for n, key in enumerate(new)}
    return answers.put(OFFICER, rows, "Proje sorumlusu seçildi")


# Who needs an e-signature certificate (step 1)


def need_certificates(answers: Answers, ids: Iterable[str]) -> Change | None:
    """Put people of the register on the list of those who need a certificate."""
    there = answers.rows(CERTIFICATE)
    rows = {key: TABLES[CERTIFICATE].blank() for key in ids if key not in there}
    return answers.put(CERTIFICATE, rows, "E-imza listesine eklendi")


def need_certificate_of(answers: Answers, person: Person) -> Change | None:
    """Put somebody on the list of certificates, and on the register where nobody has the name."""
    label, rows = "E-imza listesine eklendi", answers.rows(PERSON)
    key = next((key for key in rows if is_named(rows[key], person)), "")
    new = None if key else add_people(answers, [person])
    keys = [key] if key else [edit.key for edit in (new.edits if new else ())]
    return change_all(label, (new, need_certificates(answers, keys)))


def add_to_certificates(answers: Answers) -> Change | None:
    """Add somebody new to the register and to the list of certificates."""
    return _add_new(answers, CERTIFICATE, "E-imza listesine eklendi")


def remove_from_certificates(answers: Answers, ids: Iterable[str]) -> Change | None:
    """Remove people from the list; whoever has any entry stays on the register."""
    return _take_off(answers, CERTIFICATE, ids, "E-imza listesinden çıkarıldı")


# Lists that were read


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody of a list, by place from 0, whose TCKN is that of a person with another name."""

    place: int
    person_id: str
    name: str
    """The name on the register."""


@dataclass(frozen=True, slots=True)
class Merge:
    """The outcome of an import: its change, and how many people it adds, alters and keeps.

    Those in ``conflicts`` are not merged: the officer has to say whether they replace somebody.
    """

    change: Change | None
    added: int
    altered: int
    same: int
    ids: tuple[str, ...] = ()
    """The IDs on the register of the people of the list, in its order; empty for a conflict."""
    conflicts: tuple[Conflict, ...] = ()


def merge(answers: Answers, people: Sequence[Person], replaced: Container[int] = ()) -> Merge:
    """Merge a list into the register: update who is known, add who is not.

    People are known by TCKN; without one on either side, by name, surname and unit. By name each of
    them is found once, for two rows of one list are two people. What the list leaves blank stays as
    it was. A known TCKN with another name is a conflict, unless its place is in ``replaced``.
    """
    rows = answers.rows(PERSON)
    known = _Known(rows, people)
    wanted: dict[str, Row | None] = {}
    added = altered = same = 0
    ids: list[str] = []
    conflicts: list[Conflict] = []
    for place, person in enumerate(people):
        key = known.find(person)
        if key is None:
            key = uuid.uuid4().hex
            known.add(person, key)
            wanted[key] = {**TABLES[PERSON].blank(), **row_of(person)}
            added += 1
        else:
            before = wanted.get(key) or rows[key]
            after = {**before, **{part: text for part, text in row_of(person).items() if text}}
            if place not in replaced and _is_another(before, after):
                conflicts.append(Conflict(place, key, full_name(before)))
                ids.append("")
                continue
            if after == before:
                same += 1
            else:
                altered += 1
                wanted[key] = after
        ids.append(key)
    change = answers.put(PERSON, wanted, "Personel listesi alındı")
    return Merge(change, added, altered, same, tuple(ids), tuple(conflicts))


def _is_another(before: Row, after: Row) -> bool:
    """Return whether somebody would get another name than the register's, not just a longer one."""
    old, new = (set(letters.fold(full_name(row)).split()) for row in (before, after))
    return not old <= new


class _Known:
    """Find the people of a list on the register."""

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
        """Note somebody new, whom a later row may name by the same TCKN."""
        number = identifiers.digits(person.tckn)
        if number:
            self._by_number[number] = key

    def find(self, person: Person) -> str | None:
        """Return whom a row of the list means; people with different TCKNs stay apart."""
        number = identifiers.digits(person.tckn)
        if number in self._by_number:
            return self._by_number[number]
        for has_number in (False,) if number else (False, True):
            for name in _names(row_of(person)):
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
    """Yield what a person without TCKN is known by, the surest first."""
    if str(row["name"]).strip() or str(row["surname"]).strip():
        name = tuple(letters.fold(str(row[part])).strip() for part in ("name", "surname", "unit"))
        yield (*name, row["title"], row["mobile"])
        yield name


# Units


@cache
def usual_units() -> tuple[str, ...]:
    """Return the units that a municipality usually has, in Turkish order."""
    with resources.path("units.toml").open("rb") as file:
        return tuple(sorted(tomllib.load(file)["names"], key=letters.sort_key))


def unit_names(answers: Answers) -> list[str]:
    """Return the units of the register and of its people, in Turkish order."""
    given = [str(row["name"]) for row in answers.rows(UNIT).values()]
    given += [str(row["unit"]) for row in answers.rows(PERSON).values()]
    by_fold = {same_unit(name): letters.clean(name) for name in reversed(dict.fromkeys(given))}
    by_fold.pop("", None)
    return sorted(by_fold.values(), key=letters.sort_key)


def offered_units(answers: Answers) -> list[str]:
    """Return the units of the register, then the usual ones that it lacks."""
    own = unit_names(answers)
    there = set(map(same_unit, own))
    return [*own, *(name for name in usual_units() if same_unit(name) not in there)]


def add_missing_units(answers: Answers, names: Iterable[str] | None = None) -> Change | None:
    """Add the units given that are not listed yet; without any, every unit somebody works in."""
    given = unit_names(answers) if names is None else dict.fromkeys(map(letters.clean, names))
    there = {same_unit(str(row["name"])) for row in answers.rows(UNIT).values()} | {""}
    new = {same_unit(name): {"name": name} for name in given if same_unit(name) not in there}
    return answers.add(UNIT, list(new.values()), "Birim eklendi")


def merge_units(
    answers: Answers, given: Iterable[Mapping[str, str]]
) -> tuple[Change | None, int, int]:
    """Merge a list into the units: update those that are known by name, add the others.

    What the list leaves blank stays as it was. Return the change, and how many units it adds and
    alters.
    """
    now, spec = answers.rows(UNIT), TABLES[UNIT]
    known = {same_unit(str(row["name"])): key for key, row in now.items()}
    wanted: dict[str, Row | None] = {}
    for parts in given:
        key = known.setdefault(same_unit(parts["name"]), uuid.uuid4().hex)
        before = wanted.get(key) or now.get(key) or spec.blank()
        kept = {"name": str(before["name"])} if key in now else {}
        texts = {
            part: normalise_answer(field.kind, text)
            for part, text in {**parts, **kept}.items()
            if (field := spec.field(part)) is not None
        }
        wanted[key] = {**before, **texts}
    added = sum(key not in now for key in wanted)
    altered = sum(key in now and now[key] != row for key, row in wanted.items())
    return answers.put(UNIT, wanted, "Birim listesi alındı"), added, altered


def unit_sizes(answers: Answers) -> Callable[[str], int]:
    """Return how many people work in a unit, however its name is written."""
    counted = Counter(str(row["unit"]) for row in answers.rows(PERSON).values())
    sizes: Counter[str] = Counter()
    for name, count in counted.items():
        sizes[same_unit(name)] += count
    sizes.pop("", None)
    return lambda name: sizes[same_unit(name)]


def rename_unit(answers: Answers, before: str, after: str) -> Change | None:
    """Rename a unit with its people and in the additional units, but not in the list of units."""
    wanted = same_unit(before)
    edits = tuple(
        Edit(table, key, row, {**row, "unit": after})
        for table in (PERSON, ADDITIONAL_UNIT)
        for key, row in answers.rows(table).items()
        if wanted and same_unit(str(row["unit"])) == wanted and row["unit"] != after
    )
    return Change("Birimin adı değişti", edits) if edits else None


def same_unit(name: str) -> str:
    """Return what two spellings of one unit have in common."""
    return letters.fold(letters.clean(name))


# Page authorities (step 7)


def approved(answers: Answers) -> frozenset[str]:
    """Return whom the helpdesk has approved: only they are ready for their pages."""
    return answers.filled(PAGE_AUTHORITY, "approved")


def give_pages(answers: Answers, keys: Iterable[str], more: str, label: str) -> Change | None:
    """Give these people more pages, beside those that each of them has."""
    now, new = answers.rows(PAGE_AUTHORITY), TABLES[PAGE_AUTHORITY].blank()
    wanted: dict[str, Row | None] = {}
    for key in keys:
        row = now.get(key, new)
        wanted[key] = {**row, "pages": joined_pages(str(row["pages"]), more)}
    return answers.put(PAGE_AUTHORITY, wanted, label)


@lru_cache(maxsize=1_024)  # many people have the same pages
def joined_pages(now: str, more: str) -> str:
    """Return the pages of both lists, each once, in the order they were first named in."""
    named = [letters.clean(page) for page in f"{now},{more}".split(",")]
    by_fold = {letters.fold(page): page for page in reversed(named) if page}
    first = dict.fromkeys(letters.fold(page) for page in named if page)
    return ", ".join(by_fold[key] for key in first)


def entered(answers: Answers, table: str) -> int:
    """Return how many rows of a worklist were entered in e-Belediye."""
    return len(answers.filled(table, "entered"))


def top_managers(answers: Answers) -> list[str]:
    """Return the IDs of those whose title puts them on the route management team (step 9)."""
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
    """Return whether the guide names a title: Başkan, Genel Sekreter, Genel Müdür or a deputy."""
    words = letters.fold(letters.clean(title)).split(" ")
    while words and words[-1] in _DEPUTY:
        words.pop()
    bare = " ".join(words)
    return bare in _TOP_TITLES or bare.endswith((" belediye baskani", " belediye baskan"))


# The route management team (step 9)


def signing_manager(case: Case) -> Person | None:
    """Return who signs the letter, if the guide names their title; else None."""
    person = signing_person(case)
    return person if person is not None and is_top_manager(person.title) else None


def put_on_team(answers: Answers, ids: Iterable[str], new: Iterable[Person]) -> Change | None:
    """Put people of the register on the team, and new ones on both."""
    label = "Takıma eklendi"
    added = add_people(answers, list(new))
    keys = [*ids, *(edit.key for edit in (added.edits if added else ()))]
    rows = {key: TABLES[ROUTE_TEAM].blank() for key in keys}
    return change_all(label, (added, answers.put(ROUTE_TEAM, rows, label)))


def add_to_team(answers: Answers) -> Change | None:
    """Add somebody new to the register and to the team."""
    return _add_new(answers, ROUTE_TEAM, "Takıma eklendi")


def _add_new(answers: Answers, duty: str, label: str) -> Change | None:
    key = uuid.uuid4().hex
    rows = ((table, {key: TABLES[table].blank()}) for table in (PERSON, duty))
    return change_all(label, (answers.put(table, row, label) for table, row in rows))


def remove_from_team(answers: Answers, ids: Iterable[str]) -> Change | None:
    """Remove people from the team; whoever has any entry stays on the register."""
    return _take_off(answers, ROUTE_TEAM, ids, "Takımdan çıkarıldı")
