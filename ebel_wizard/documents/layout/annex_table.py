"""An annex that is one table under a heading and a title."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ebel_wizard.documents.layout import annex, page, table
from ebel_wizard.documents.layout.page import Page


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """A table in words. ``widths`` are the columns' but for the last, which takes what is left.

    ``named_by`` is the column whose cell heads its row for a screen reader.
    """

    title: str
    names: tuple[str, ...]
    widths: tuple[float, ...]
    rows: Iterable[Sequence[str]]
    named_by: int

    @property
    def all_widths(self) -> tuple[float, ...]:
        """Return the width of each column."""
        return (*self.widths, page.TEXT_WIDTH - sum(self.widths))


def lay_out(shown: AnnexTable, heading: Sequence[str], mark: str, *, initials: bool) -> list[Page]:
    """Return the table's pages.

    ``mark`` is ``EK-1`` or empty (E2); ``initials`` leaves space for them (E4).
    """
    pages = table.lay_out(
        shown.names,
        (*accumulate(shown.widths, initial=page.LEFT), page.RIGHT),
        shown.rows,
        annex.first_page(heading, mark, shown.title),
        lambda: annex.next_page(mark),
        annex.floor(initials=initials),
        named_by=shown.named_by,
    )
    if initials:
        for each in pages:
            each.extend(annex.initials())
    return pages
