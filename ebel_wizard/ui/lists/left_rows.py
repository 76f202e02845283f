"""The rows of a list that were not imported, kept in the workspace until they are settled."""

import json
from dataclasses import asdict, dataclass
from typing import Self

from ebel_wizard.people_import.headings import ColumnMap
from ebel_wizard.people_import.plan import Decisions, ImportPlan
from ebel_wizard.people_import.sheet import Sheet


@dataclass(frozen=True, slots=True)
class LeftRows:
    """A list with nothing but its headings and the rows left, each in its own place."""

    title: str
    count: int
    """How many rows are still to be settled."""
    asked: int
    """How many of these wait for the officer to decide whose TCKN it is."""
    sheet: Sheet
    columns: ColumnMap
    decisions: Decisions

    @classmethod
    def of(cls, title: str, plan: ImportPlan) -> Self | None:
        """Return what a plan leaves; None where that is nothing."""
        if not plan.left:
            return None
        kept = {each.row for each in plan.result.rejected}
        kept |= {plan.result.accepted[place].row for place in plan.asked}
        rows = tuple(
            cells if number < plan.columns.first or number in kept else ()
            for number, cells in enumerate(plan.sheet.rows[: max(kept)], 1)
        )
        decisions = Decisions(settled=plan.decisions.settled & kept)
        return cls(
            title, plan.left, plan.left_asked, Sheet(plan.sheet.name, rows), plan.columns, decisions
        )

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return what ``written`` wrote; None for anything else."""
        try:
            found = json.loads(text)
            columns = found["columns"]
            sheet = Sheet(found["sheet"], tuple(tuple(cells) for cells in found["rows"]))
            known = ColumnMap(
                **columns
                | {
                    "headings": tuple(columns["headings"]),
                    "unsure": {field: tuple(at) for field, at in columns["unsure"].items()},
                    "passed_over": tuple(columns["passed_over"]),
                }
            )
            decisions = Decisions(settled=frozenset(found["settled"]))
            return cls(
                found["title"], found["count"], found.get("asked", 0), sheet, known, decisions
            )
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def written(self) -> str:
        """Return it as text."""
        return json.dumps(
            {
                "title": self.title,
                "count": self.count,
                "asked": self.asked,
                "sheet": self.sheet.name,
                "rows": self.sheet.rows,
                "columns": asdict(self.columns),
                "settled": sorted(self.decisions.settled),
            },
            ensure_ascii=False,
        )
