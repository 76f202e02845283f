"""The help beside the questions is about questions there are, and in the house's words."""

import pytest

from ebel_wizard.case import fields, model
from ebel_wizard.case import help as case_help
from ebel_wizard.vault import KEP

LISTS = [path for path in model.LISTS if path not in {"officers", *model.REGISTERS}]
ASKED = [field.path for field in fields.SINGLE if not field.path.startswith("letter.text.")]
TOLD = [path for path in (*ASKED, *LISTS) if not path.startswith("letter.addressee.")]


@pytest.mark.parametrize("path", TOLD)
def test_every_question_of_the_letter_is_explained(path: str) -> None:
    told = case_help.of(path)
    assert told is not None
    assert told.about.endswith((".", "?"))
    for text in (told.about, told.where):
        assert not set("!*") & set(text)
    assert told.sample.count("*") % 2 == 0


def test_the_question_of_a_row_is_explained_by_its_list() -> None:
    assert case_help.of("letter.references[2].number") == case_help.of("letter.references")


def test_an_unknown_question_has_no_help() -> None:
    assert case_help.of("nobody.asked.this") is None


def test_nothing_is_explained_that_is_not_asked() -> None:
    assert {*case_help.told()} <= {*fields.BY_PATH, *model.LISTS, *(secret.value for secret in KEP)}
