"""The officer's own words for a letter: what is doubtful in them is shown, and never blocks."""
# ruff: noqa: N802 - a rule's id has a capital

from typing import Any

import pytest

from ebel_wizard import documents
from ebel_wizard.case import fields
from ebel_wizard.case.model import Case
from ebel_wizard.case.rules import Severity

SUBJECT, BODY = "letter.text.request.subject", "letter.text.request.body"
KEP_SUBJECT, KEP_BODY = "letter.text.kep.subject", "letter.text.kep.body"
PLACES = "Geçiş {geçiş günü} günüdür.\n{KEP bilgileri}\n"
END = "Gereğini {arz} ederim."


@pytest.fixture
def said(altered: Any) -> Any:
    """The sentences about an own text, by the answers it stands in."""

    def check(path: str, text: str, **changes: str) -> list[str]:
        given = {key.replace("__", "."): value for key, value in changes.items()}
        problems = documents.check_texts(altered({path: text, **given}))
        assert {problem.field for problem in problems} <= {path}
        assert all(problem.severity is Severity.WARNING for problem in problems)
        assert all(problem.text.endswith(".") and "!" not in problem.text for problem in problems)
        return [problem.text for problem in problems]

    return check


def test_the_programs_own_words_are_not_doubted(example: Case, altered: Any, said: Any) -> None:
    assert documents.check_texts(example) == ()
    defaults = documents.default_texts()
    assert documents.check_texts(altered(defaults)) == ()
    urgent = {"letter.urgency": "GÜNLÜDÜR", "letter.due_date": "2026-12-10"}
    assert documents.check_texts(altered({**defaults, **urgent})) == ()


def test_the_defaults_stand_at_the_answers_that_replace_them(
    example: Case, altered: Any, made: Any
) -> None:
    defaults = documents.default_texts()
    assert set(defaults) == {field.path for field in fields.TEXTS}
    typed, own = made(altered(defaults)), made(example)
    for name, pdf in own.items():
        assert typed[name].lines == pdf.lines


@pytest.mark.parametrize("name", ["geçiş günü", "KEP bilgileri"])
def test_a_lost_place_is_told_by_its_name(said: Any, name: str) -> None:
    [sentence] = said(BODY, (PLACES + END).replace(f"{{{name}}}", "bir gün"))
    assert f"{{{name}}}" in sentence


def test_a_misspelt_place_is_told_without_its_digits(said: Any) -> None:
    assert "{geçis günü}" in said(BODY, PLACES + "{geçis günü} " + END)[0]
    assert "{belediyee}" in said(SUBJECT, "{belediyee} Geçişi")[0]
    assert "10000000146" not in said(BODY, PLACES + "{10000000146} " + END)[0]


def test_places_that_are_known_need_not_all_be_used(said: Any) -> None:
    assert said(BODY, PLACES + "{belediye} adına. Gereğini arz ederim.") == []
    assert said(KEP_BODY, "İlgi {yazı tarihi} tarihli yazımızdır.\n" + END) == []


def test_the_kep_letters_words_are_looked_at_only_where_there_is_one(said: Any) -> None:
    assert len(said(KEP_BODY, "İlgi yazımız bitti.")) == 1
    assert said(KEP_BODY, "Bitti.", letter__secrecy="together") == []


@pytest.mark.parametrize("end", ["Gereğini yapınız.", "Arz ederim", "Gereği arz olunur.", ""])
def test_T4_a_lost_closing_verb_is_told(said: Any, end: str) -> None:
    [sentence] = said(BODY, PLACES + end)
    assert "arz ederim." in sentence


def test_T4_the_wrong_closing_verb_is_told(said: Any) -> None:
    [sentence] = said(BODY, PLACES + "Gereğini rica ederim.")
    assert "arz ederim." in sentence
    lower = {"letter__addressee__body": "Çınarlı Mahallesi Muhtarlığı"}
    assert said(BODY, PLACES + "Gereğini rica ederim.", **lower) == []
    [sentence] = said(BODY, PLACES + "Gereğini arz ederim.", **lower)
    assert "rica ederim." in sentence


@pytest.mark.parametrize(
    "subject", ["Geçiş Talebi.", "Geçiş Talebi:", "Geçiş talebi", "geçiş Talebi", "Geçiş (talep)"]
)
def test_H5_a_subject_against_the_rule_is_told(said: Any, subject: str) -> None:
    assert len(said(SUBJECT, subject)) == 1


@pytest.mark.parametrize(
    "subject",
    [
        "e-Belediye Bilgi Sistemine Geçiş ve Proje Sorumluları",
        "Iğdır İli ile Çevresi",
        "2026 Yılı Geçişi",
        "{belediye} Geçişi",
    ],
)
def test_H5_a_subject_by_the_rule_is_not_told(said: Any, subject: str) -> None:
    assert said(SUBJECT, subject) == []


@pytest.mark.parametrize(
    "text",
    [
        "Belediyemiz KEP hesabını bağlayacaktır.",
        "EBYS üzerinden gönderilmiştir.",
        "Nüfusumuz 14520 kişidir.",
        "Borcumuz 1452 liradır.",
        "Borcumuz 10,545.72 liradır.",
        "1) Birinci madde.",
        "A) Birinci madde.",
        "a) Bir.\nb) İki.\nc) Üç.\nd) Dört.",
    ],
)
def test_T3_words_and_numbers_against_the_rule_are_told(said: Any, text: str) -> None:
    assert len(said(BODY, f"{text}\n{PLACES}{END}")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Elektronik Belge Yönetim Sistemi (EBYS) kullanılıyor; EBYS kapanmaz.",
        "5393 sayılı Kanun, 2026 yılı, 03.05.2026 günü, 1.452 kişi ve 10.545,72 lira.",
        "GİZLİ ve HİZMETE ÖZEL yazılar T.C. adına.",
        "İlgi: Z-12345678-708.03-147 sayılı yazı.",
        "a) Bir.\nb) İki.\nc) Üç.\nç) Dört.\na) Yeniden bir.",
    ],
)
def test_T3_words_and_numbers_by_the_rule_are_not_told(said: Any, text: str) -> None:
    assert said(BODY, f"{text}\n{PLACES}{END}") == []


def test_U1_the_lost_day_of_a_gunludur_letter_is_told(said: Any) -> None:
    urgent = {"letter__urgency": "GÜNLÜDÜR", "letter__due_date": "2026-12-10"}
    sentences = said(BODY, PLACES + END, **urgent)
    assert len(sentences) == 2
    assert "{süre bilgisi}" in sentences[0]
    assert "GÜNLÜDÜR" in sentences[1]
    assert said(BODY, PLACES + "{süre bilgisi}\n" + END, **urgent) == []
    by_hand = said(BODY, PLACES + "En geç 10 Aralık 2026 günü.\n" + END, **urgent)
    assert [sentence for sentence in by_hand if "m.26" in sentence] == []


def test_S4_words_about_electronic_signature_are_told(said: Any) -> None:
    assert len(said(BODY, PLACES + "Bu yazı e-imza ile imzalanmıştır.\n" + END)) == 1


@pytest.mark.parametrize("text", ["{", "}", "{}", "{{KEP bilgileri}}", "\n\n", "a)", "(", "KEP"])
def test_any_text_gets_an_answer(altered: Any, text: str) -> None:
    documents.check_texts(altered(dict.fromkeys((SUBJECT, BODY, KEP_SUBJECT, KEP_BODY), text)))
