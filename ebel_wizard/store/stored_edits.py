"""Packs the edits of a change for a row of history, and reads them again.

An edit is the list of its table, its key, the row before and after it, and what names the row where
that stayed as it was. Of a row that stayed, before and after have only the parts that were altered.
Edits of earlier versions, which have four parts by name and whole rows, are read too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from ebel_wizard.case.answers import Edit
from ebel_wizard.case.tables import TABLES, Row


def pack(edits: Iterable[Edit]) -> list[list[Any]]:
    """Return edits as a row of history has them."""
    return [_packed(edit) for edit in edits]


def _packed(edit: Edit) -> list[Any]:
    if edit.before is None or edit.after is None:
        return [edit.table, edit.key, edit.before, edit.after]
    altered = [part for part in {**edit.before, **edit.after} if edit.alters(part)]
    before, after = (
        {part: row[part] for part in altered if part in row} for row in (edit.before, edit.after)
    )
    spec = TABLES[edit.table]
    naming = (*spec.named_by, *([spec.person] if spec.person else []))
    same = {part: edit.after[part] for part in naming if part in edit.after and part not in altered}
    return [edit.table, edit.key, before, after, *([same] if same else [])]


def unpack(stored: Sequence[Any]) -> tuple[Edit, ...]:
    """Return the edits of a row of history; a row that stayed may lack parts that did not alter."""
    return tuple(
        Edit(**each) if isinstance(each, dict) else _unpacked(*each)  # by name: earlier versions
        for each in stored
    )


def _unpacked(
    table: str, key: str, before: Row | None, after: Row | None, same: Row | None = None
) -> Edit:
    if before is None or after is None or same is None:
        return Edit(table, key, before, after)
    return Edit(table, key, {**same, **before}, {**same, **after})


def extended(edits: Iterable[Edit], later: Edit) -> tuple[Edit, ...] | None:
    """Return unpacked edits with ``later`` made after them; None where no row leads to it."""
    edits = tuple(edits)
    grown = tuple(_followed(edit, later) if _leads_to(edit, later) else edit for edit in edits)
    return None if grown == edits else grown


def _leads_to(edit: Edit, later: Edit) -> bool:
    """Return whether an edit left its row as the later one found it."""
    if (edit.table, edit.key) != (later.table, later.key):
        return False
    if edit.after is None or later.before is None:
        return edit.after is later.before
    return edit.after.items() <= later.before.items()


def _followed(edit: Edit, later: Edit) -> Edit:
    if edit.before is None or edit.after is None:
        return replace(edit, after=later.after)
    # What the edit did not alter was before it as it was before the later one.
    return Edit(edit.table, edit.key, {**(later.before or {}), **edit.before}, later.after)
