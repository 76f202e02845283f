"""What taking a hand-over file over would change is known before it is taken over."""

from dataclasses import replace

from ebel_wizard.case.answers import Answers
from ebel_wizard.exchange import takeover
from ebel_wizard.settings import Settings

LABEL = "Dosya devralındı"
HERE = Settings(helpdesk_phone="(0 312) 111 11 11", theme="dark")


def answered(text: str) -> Answers:
    answers = Answers()
    change = answers.set_answer("municipality.district", text)
    assert change is not None
    answers.apply(change)
    return answers


def test_what_is_gathered_stays_as_it_is_while_the_window_goes_on() -> None:
    answers = answered("Örnekköy")
    given = takeover.gather(answers, HERE, {"kep-parola": "gizli"})
    change = answers.set_answer("municipality.district", "Başka")
    assert change is not None
    answers.apply(change)
    assert given.answers.answer("municipality.district") == "Örnekköy"
    assert given.settings["helpdesk_phone"] == HERE.helpdesk_phone
    assert "theme" not in given.settings


def test_a_file_with_nothing_new_says_so() -> None:
    given = takeover.gather(answered("Örnekköy"), HERE, {})
    compared = takeover.compare_with(answered("Örnekköy"), HERE, given, LABEL)
    assert compared.is_empty
    secret = takeover.gather(answered("Örnekköy"), HERE, {"kep-parola": "gizli"})
    assert not takeover.compare_with(answered("Örnekköy"), HERE, secret, LABEL).is_empty


def test_a_takeover_brings_the_cases_settings_and_leaves_the_machines_own() -> None:
    given = takeover.gather(answered("Örnekköy"), HERE, {})
    compared = takeover.compare_with(Answers(), Settings(theme="light"), given, LABEL)
    assert compared.change is not None
    assert compared.change.label == LABEL
    assert compared.changes_settings
    assert compared.settings == replace(HERE, theme="light")


def test_the_settings_of_a_case_are_untouched_until_one_is_set() -> None:
    assert takeover.has_default_settings(Settings(theme="dark"))
    assert not takeover.has_default_settings(HERE)
