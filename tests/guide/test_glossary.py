import pytest

from ebel_wizard.guide import glossary
from ebel_wizard.turkish import letters

WORDS = "paraf asaleten vekâleten DETSİS KEP EBYS ivedilik olur ilgi dağıtım e-imza"
ASKED_FOR = (*WORDS.split(), "dosya planı", "gizlilik dereceleri")


@pytest.mark.parametrize("name", ASKED_FOR)
def test_a_word_an_officer_asks_for_is_explained(name: str) -> None:
    found = glossary.word(name)
    assert found is not None
    assert found.meaning.endswith(".")


def test_each_word_is_explained_once_and_in_the_order_of_the_alphabet() -> None:
    names = [each.word for each in glossary.words()]
    assert names == sorted(set(names), key=letters.sort_key)


def test_no_name_is_two_words() -> None:
    names = [name for each in glossary.words() for name in (each.word, *each.also)]
    assert len(names) == len({letters.fold(name) for name in names})


def test_a_word_is_found_without_its_marks() -> None:
    found = glossary.word("VEKALETEN")
    assert found is not None
    assert found.word == "Vekâleten"
