"""Every answer has one address, and a case is made from answers by address."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.case import model
from ebel_wizard.case.model import Case, Contact, Kep, Municipality, Person, Reference

PATHS = tuple(model.scalar_paths())
TEXTS = st.text(max_size=8)
PEOPLE = st.builds(Person, *[TEXTS] * 6)
REFERENCES = st.builds(Reference, TEXTS, TEXTS)


def test_a_new_case_is_empty() -> None:
    assert {model.value(Case(), path) for path in PATHS} == {""}


def test_answers_are_addressed_as_in_an_answer_file() -> None:
    assert {"municipality.contact.phone", "letter.signatory.own_title", "kep.letter.date"} < {
        *PATHS
    }
    assert not any(path.startswith("officers") or "references" in path for path in PATHS)


@given(
    st.fixed_dictionaries(dict.fromkeys(PATHS, TEXTS)),
    st.lists(PEOPLE, max_size=3),
    st.lists(REFERENCES, max_size=3),
)
def test_what_a_case_is_made_from_is_found_again_at_its_address(
    values: dict[str, str], officers: list[Person], references: list[Reference]
) -> None:
    case = model.build(values, officers, references)
    assert {path: model.value(case, path) for path in PATHS} == values
    for position, person in enumerate(officers, 1):
        for part, text in dataclasses.asdict(person).items():
            assert model.value(case, f"officers[{position}].{part}") == text
    for position, reference in enumerate(references, 1):
        assert model.value(case, f"letter.references[{position}].date") == reference.date
        assert model.value(case, f"letter.references[{position}].number") == reference.number


def test_people_are_counted_from_one() -> None:
    case = model.build({}, [Person(name="Ayşe"), Person(name="Umut")])
    assert model.value(case, "officers[1].name") == "Ayşe"
    assert model.value(case, "officers[2].name") == "Umut"


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "belediye",
        "municipality",
        "municipality.",
        "municipality.contact",
        "municipality.contact.phone.length",
        "municipality[1].name",
        "municipality.name[1]",
        "municipality.__doc__",
        "municipality.name.__doc__",
        "kep_address",
        "officers",
        "officers.name",
        "officers[0].name",
        "officers[2].name",
        "officers[-1].name",
        "officers[1]",
        "officers[1].name.",
        "letter.references[1].date",
    ],
)
def test_a_path_to_no_answer_is_refused(path: str) -> None:
    with pytest.raises(KeyError):
        model.value(Case(officers=(Person(name="Ayşe"),)), path)


@given(st.text(max_size=30))
def test_any_path_is_an_answer_or_refused(path: str) -> None:
    try:
        assert model.value(Case(), path) == ""
    except KeyError:
        assert path not in PATHS


def test_the_kep_address_is_the_contact_blocks_unless_another_is_given() -> None:
    contact = Municipality(contact=Contact(kep="belediye@hs01.kep.tr"))
    assert Case(municipality=contact).kep_address == "belediye@hs01.kep.tr"
    other = Case(municipality=contact, kep=Kep(address="baska@hs01.kep.tr"))
    assert other.kep_address == "baska@hs01.kep.tr"


def test_a_case_cannot_be_altered() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(Case().municipality, "name", "Örnekköy")  # noqa: B010  what mypy would refuse


def test_a_new_case_starts_with_what_is_advised() -> None:
    assert model.DEFAULTS == {
        "letter.file_plan": "708.03",
        "letter.secrecy": "apart",
        "letter.signatory.capacity": "asaleten",
    }
