"""Hold docs/letter-rules.md true: for each rule where it lives and which tests hold it."""
# ruff: noqa: N802 - a rule's id has a capital

import ast
import importlib
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from ebel_wizard.documents import kinds

TESTS = Path(__file__).parent
TABLE = TESTS.parents[1] / "docs" / "letter-rules.md"
RULES = (
    "P1 P2 P3 P4 P5 P6 P7 P8 M1 H1 H2 H3 H4 H5 H6 A1 R1 T1 T2 T3 T4 S1 S2 S3 S4 S5 E1 E2 E3 E4 "
    "E5 D1 O1 C1 C2 U1 I1 G1 G2 G3 G4 G5 G6 G7 G8"
).split()
WIDER = ["PDF", "TR"]  # not one rule but a chapter: its tests have names of their own


class Row(NamedTuple):
    rule: str
    what: str
    places: list[str]
    tests: list[str]


def rows() -> list[Row]:
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
    ]
    return [
        Row(rule, what, re.findall(r"`([^`]+)`", places), re.findall(r"`([^`]+)`", tests))
        for rule, what, places, tests in cells[2:]
    ]


def test_every_rule_has_its_row() -> None:
    assert [row.rule for row in rows()] == RULES + WIDER
    assert all(row.what and row.places and row.tests for row in rows())


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.rule)
def test_what_is_named_is_there(row: Row) -> None:
    for place in row.places:
        module, _, name = place.rpartition(".")
        assert hasattr(importlib.import_module(f"ebel_wizard.{module}"), name), place
    for test in row.tests:
        file, name = test.split(".")
        tree = ast.parse((TESTS / f"{file}.py").read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, test


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.rule)
def test_a_rules_tests_carry_its_id(row: Row) -> None:
    if row.rule in RULES:
        for test in row.tests:
            assert row.rule in test.split("_"), test


def test_PDF_file_names_have_no_spaces() -> None:
    for kind in kinds.ALL:
        assert re.fullmatch(r"[a-z0-9-]+\.(pdf|docx)", kind.name)
