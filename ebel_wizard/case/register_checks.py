"""What is missing or double in the units and the users, in one sentence a kind.

Lists are filled in over weeks and the Ministry's page about them is lost: all of it is said, and
nothing stops. No sentence has a TCKN.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from ebel_wizard.case import register, row_rules
from ebel_wizard.case.model import Case, Unit, User
from ebel_wizard.case.rules import Problem, warning
from ebel_wizard.turkish import identifiers, numbers

_Row = TypeVar("_Row")
_NAMED: Final = 40  # so many are named; the list itself shows the others


def check(case: Case) -> tuple[Problem, ...]:
    """Return a warning for each kind of what is missing or double."""
    return (
        *(warning("units", text) for text in of_units(case)),
        *(warning("users", text) for text in of_users(case.users, case.units)),
    )


def of_units(case: Case) -> tuple[str, ...]:
    """Return what is missing or double in the units; nothing where there are none."""
    own = case.municipality.detsis
    return tuple(_of_units(case.units, case.users, own)) if case.units else ()


def of_users(users: Sequence[User], units: Sequence[Unit]) -> tuple[str, ...]:
    """Return what is missing or double in the users; nothing where there are none."""
    return tuple(_of_users(users, units)) if users else ()


def counted(found: Sequence[str], besides: Iterable[str] = ()) -> str:
    """Return what was found in one line, without the names; what begins with ``besides`` is
    counted elsewhere.
    """
    left = (each for each in found if not each.startswith(tuple(besides)))
    return " · ".join(each.partition(":")[0] for each in left)


def _of_units(units: Sequence[Unit], users: Sequence[User], municipality: str) -> Iterator[str]:
    yield from _listed(
        "DETSİS numarası olmayan birimler", (each.name for each in units if not each.detsis)
    )
    wrong = (each.name for each in units if each.detsis and not _is_detsis(each))
    yield from _listed("DETSİS numarası 8 rakam olmayan birimler", wrong)
    numbered = [each for each in units if each.detsis]
    municipal = (each.name for each in numbered if row_rules.same_number(each.detsis, municipality))
    yield from _listed("Belediyenin DETSİS numarası yazılmış birimler", municipal)
    yield from _listed(
        "Aynı DETSİS numarasını taşıyan birimler",
        _groups(numbered, lambda unit: identifiers.digits(unit.detsis), lambda unit: unit.name),
    )
    names = [each.name for each in units if each.name]
    yield from _listed("Birden çok kez yazılmış birimler", _groups(names, _spelling, _as_it_is))
    listed, own = set(names), {_spelling(name): name for name in names}
    other = {each.unit for each in users if each.unit and each.unit not in listed}
    known = sorted(name for name in other if _spelling(name) in own)
    yield from _listed(
        "Personelde yalnız yazılışı farklı birimler",
        (f"{name} (listede {own[_spelling(name)]})" for name in known),
    )
    yield from _listed("Personelde geçip listede olmayan birimler", sorted(other.difference(known)))


def _of_users(users: Sequence[User], units: Sequence[Unit]) -> Iterator[str]:
    yield from _listed(
        "Aynı TCKN’yi taşıyan kullanıcılar",
        _groups((each for each in users if each.tckn), _number, _name),
    )
    for label, lacks in (
        ("TCKN’si olmayan kullanıcılar", lambda user: not user.tckn),
        (
            "TCKN’si geçerli olmayan kullanıcılar",
            lambda user: bool(user.tckn) and not identifiers.is_tckn(user.tckn),
        ),
        ("Asli birimi olmayan kullanıcılar", lambda user: not user.unit),
        ("İş tanımı olmayan kullanıcılar", lambda user: not user.duty),
    ):
        yield from _listed(label, map(_name, filter(lacks, users)))
    if units:
        return  # their list says which names are written otherwise
    names = dict.fromkeys(each.unit for each in users if each.unit)
    yield from _listed("Yalnız yazılışı farklı birimler", _groups(names, _spelling, _as_it_is))


def _groups(
    rows: Iterable[_Row], same: Callable[[_Row], str], named: Callable[[_Row], str]
) -> Iterator[str]:
    """Yield the names of those that have something in common, each group once."""
    found: dict[str, list[str]] = {}
    for each in rows:
        found.setdefault(same(each), []).append(named(each))
    return (" ile ".join(names) for names in found.values() if len(names) > 1)


def _listed(label: str, names: Iterable[str]) -> Iterator[str]:
    """Yield one sentence that counts and names, if there is anybody to name."""
    every = [name or "adsız" for name in names]
    if every:
        more = len(every) - _NAMED
        rest = f" ve {numbers.shown(more)} tane daha" if more > 0 else ""
        yield f"{label} ({numbers.shown(len(every))}): {', '.join(every[:_NAMED])}{rest}."


def _is_detsis(unit: Unit) -> bool:
    return identifiers.is_detsis(unit.detsis)


def _spelling(name: str) -> str:
    """Return what spellings of one unit have in common: neither capitals nor signs nor blanks."""
    return "".join(filter(str.isalnum, register.same_unit(name)))


def _as_it_is(name: str) -> str:
    return name


def _number(user: User) -> str:
    return identifiers.digits(user.tckn)


def _name(user: User) -> str:
    return f"{user.name} {user.surname}".strip()
