"""The rules of secrecy (G), each read off the finished PDF; envelopes are in test_extras."""
# ruff: noqa: N802 - a rule's id has a capital

from datetime import date
from typing import Any

import pytest

from ebel_wizard.case import case_rules
from tests.documents.measures import CM, ELECTRONIC, MIDDLE, TOP, blank_lines


def degree(name: str) -> str:
    """Return what must stand on every page of this document in this mode."""
    if "hizmete-özel" in name:
        return "HİZMETE ÖZEL"
    return "GİZLİ" if "together" in name or "kep-" in name else ""


def test_G1_G2_every_page_is_marked_top_and_bottom_with_its_degree(everything: Any) -> None:
    for name, pdf in everything.items():
        mark = degree(name)
        for number, page in enumerate(pdf.pages, 1):
            marks = [run for run in pdf.runs if run.red and run.page == number]
            assert [run.text for run in marks] == ([mark, mark] if mark else [])
            if not mark:
                continue
            assert marks[0].y + 0.891 * 12 <= page.height - 0.5 * CM + 0.01
            assert marks[0].y > TOP
            others = [run.y for run in pdf.runs if run.page == number and not run.red]
            assert marks[1].y < min(others)
            assert all(run.middle == pytest.approx(MIDDLE, abs=0.1) for run in marks)


def test_G2_a_mark_moves_nothing_else(packages: Any, altered: Any, made: Any) -> None:
    for name in ("talep-yazisi", "personel-tablosu"):
        one, other = (packages[way][name] for way in ("together", "hizmete-özel"))
        assert [run for run in one.runs if not run.red] == [
            run for run in other.runs if not run.red
        ]


def test_G3_apart_only_the_kep_papers_are_marked(of_example: Any) -> None:
    marked = {name for name, pdf in of_example.items() if any(run.red for run in pdf.runs)}
    assert marked == {"kep-yazisi", "kep-formu"}


def test_G3_in_one_package_there_is_no_kep_letter(packages: Any) -> None:
    for package in packages.values():
        assert list(package) == ["talep-yazisi", "personel-tablosu", "kep-formu"]


def test_G4_the_kep_letter_is_paper_whatever_the_request_is(altered: Any, made: Any) -> None:
    cover = made(altered(ELECTRONIC))["kep-yazisi"]
    assert "Z-12345678-708.03-" in cover.lines
    assert "01.12.2026 tarihli ve E-12345678-708.03-147 sayılı yazımız." in cover.lines
    ending = next(run for run in cover.runs if "arz ederim." in run.text)
    assert blank_lines(ending, cover.run("Şükrü IĞDIROĞLU")) == pytest.approx(4, abs=0.01)


def test_G7_secrets_stand_in_no_paper_but_the_form(of_example: Any) -> None:
    for name in ("talep-yazisi", "personel-tablosu", "kep-yazisi"):
        for word in ("parola", "şifre"):
            assert word not in of_example[name].text


def test_G4_what_is_gizli_is_drawn_as_paper_and_refused_as_electronic(
    altered: Any, made: Any, today: date
) -> None:
    case = altered({"letter.medium": "E", "letter.secrecy": "together"})
    refused = {problem.field for problem in case_rules.check(case, today)}
    assert {"letter.medium", "letter.secrecy"} <= refused
    assert "Z-12345678-708.03-" in made(case)["talep-yazisi"].lines


def test_G4_only_what_carries_no_gizli_mark_has_an_electronic_number(everything: Any) -> None:
    electronic = {name for name, pdf in everything.items() if "E-12345678-708.03-147" in pdf.lines}
    assert electronic == {"E apart talep-yazisi", "E hizmete-özel talep-yazisi"}


def test_G7_the_kep_address_stands_open_in_every_contact_block(everything: Any) -> None:
    for name, pdf in everything.items():
        if name.endswith("yazisi"):
            assert "KEP Adresi: ornekkoybelediyesi@hs01.kep.tr" in pdf.lines
            assert "parola" not in pdf.text
            assert "şifre" not in pdf.text
