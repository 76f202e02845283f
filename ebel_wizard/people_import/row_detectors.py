"""Score from where a row stands whether it belongs to the signatures below a list.

Each detector knows one sign and returns its weight, negative where it speaks for a person of the
list; the sum decides. A number that may be a TCKN or a mobile number needs no such score: only
people have one.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from ebel_wizard.people_import import normalise, row_kinds
from ebel_wizard.people_import.headings import ColumnMap
from ebel_wizard.people_import.sheet import Cell

SIGNATURE: Final = 3
"""The score from which a row is a signature."""
DOUBTFUL: Final = 2
"""The score from which the officer has to say what a row is."""
_SAMPLE: Final = 300  # rows that say which cells a row of the list has
_BELOW_FOOTER: Final = 4  # rows that may belong to a footer: names, posts, dates
_LAST_ROWS: Final = 8  # below ``Onay`` and its like, which are names too


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank. ``number`` is the sheet's, from 1; ``filled`` its filled columns."""

    number: int
    cells: Sequence[Cell]
    filled: tuple[int, ...]
    is_sure: bool
    """Whether it has a number that only a person has."""

    def text(self, column: int) -> str:
        """Return a cell's repaired text; empty beyond the last cell."""
        return normalise.repaired_text(self.cells[column]) if column < len(self.cells) else ""


@dataclass
class Layout:
    """The rows of a list and what is known about those that were read so far."""

    rows: Sequence[Row]
    columns: ColumnMap
    footer: int = -_BELOW_FOOTER - 1
    """Index of the last row that began the signatures."""
    is_below_total: bool = field(default=False)

    @cached_property
    def names(self) -> tuple[int, ...]:
        """The columns of the names."""
        found = self.columns.columns
        return tuple(dict.fromkeys(found[part] for part in ("name", "surname") if part in found))

    @cached_property
    def known(self) -> frozenset[int]:
        """The columns of all fields."""
        return frozenset(self.columns.columns.values())

    @cached_property
    def last_sure(self) -> int:
        """Index of the last row that is surely a person's, by its number in the list at least."""
        return next(
            (
                index
                for index in range(len(self.rows) - 1, -1, -1)
                if self.rows[index].is_sure or is_numbered(self, index) < 0
            ),
            -1,
        )

    @cached_property
    def usual(self) -> tuple[int, ...]:
        """The columns that most rows fill, of those that are surely people's if there are any."""
        rows = self.rows[:_SAMPLE]
        sure = [row for row in rows if row.is_sure]
        if not sure:
            ends = {n for n in range(len(rows)) if self.has_post(n) or self.has_post(n + 1)}
            rows = [row for n, row in enumerate(rows) if n not in ends]
        counted = Counter(row.filled for row in sure or rows if len(row.filled) > 1)
        return counted.most_common(1)[0][0] if counted else ()

    @property
    def has_ended(self) -> bool:
        """Whether the signatures below the list have begun."""
        return self.footer >= 0

    def full_name(self, index: int) -> str:
        """Return what stands in the columns of names in a row; empty beyond the last row."""
        if index >= len(self.rows):
            return ""
        row = self.rows[index]
        return normalise.bare_name(" ".join(filter(None, map(row.text, self.names))))

    def has_post(self, index: int) -> bool:
        """Return whether posts stand where the names do: one, or one in each of two columns."""
        if index >= len(self.rows) or self.rows[index].is_sure:
            return False
        texts = [text for text in map(self.rows[index].text, self.names) if text]
        # Two single words, as ``Uzman`` and ``Yardımcı``, may be a name and a surname.
        return row_kinds.is_certain_post(self.full_name(index)) or (
            len(texts) > 1
            and any(not text.isalpha() for text in texts)
            and all(map(row_kinds.is_certain_post, texts))
        )

    def begin_signatures(self, index: int, *, is_doubtful: bool) -> None:
        """Note a footer; a doubtful one counts only near the end of the list."""
        if not is_doubtful or len(self.rows) - index <= _LAST_ROWS:
            self.footer = index


def stands_below_footer(layout: Layout, index: int) -> int:
    """Weigh a footer a few rows above: ``Hazırlayan``."""
    return 3 if 0 < index - layout.footer <= _BELOW_FOOTER else 0


def stands_above_post(layout: Layout, index: int) -> int:
    """Weigh a post in the row below a name, unless the list goes on below it.

    There the post is the heading of those who have it.
    """
    below = index + 1
    if layout.rows[index].is_sure or not layout.has_post(below) or is_numbered(layout, below):
        return 0
    after = index + 2
    goes_on = after < len(layout.rows) and (
        layout.rows[after].is_sure
        or is_numbered(layout, after) < 0
        or (row_kinds.is_like_name(layout.full_name(after)) and not layout.has_post(after + 1))
    )
    return 0 if goes_on else 3


def is_post_itself(layout: Layout, index: int) -> int:
    """Weigh a post where the names stand: ``Şube Müdürü``, but not ``Ali Uzman``."""
    return 5 if layout.has_post(index) else 0


def stands_apart(layout: Layout, index: int) -> int:
    """Weigh names alone after a blank row, with nobody surely of the list below them."""
    row = layout.rows[index]
    is_after_gap = index > 0 and row.number - layout.rows[index - 1].number > 1
    return int(
        is_after_gap
        and index > layout.last_sure
        and all(row_kinds.is_like_name(row.text(column)) for column in row.filled)
    )


def follows_last_number(layout: Layout, index: int) -> int:
    """Weigh that the people above have numbers and nobody has from here on."""
    return int(0 <= layout.last_sure < index)


def is_numbered(layout: Layout, index: int) -> int:
    """Weigh the number of a row, or another number in a column of its own."""
    row = layout.rows[index]
    return -3 * any(
        column not in layout.known and is_number(row.cells[column]) for column in row.filled
    )


def has_fields_of_a_person(layout: Layout, index: int) -> int:
    """Weigh cells in three or more of the columns that were recognised."""
    return -3 * (len(layout.known.intersection(layout.rows[index].filled)) > 2)


def is_filled_like_the_others(layout: Layout, index: int) -> int:
    """Weigh that the row has cells where most rows have them."""
    return -2 * (layout.rows[index].filled == layout.usual)


DETECTORS: Final[tuple[Callable[[Layout, int], int], ...]] = (
    stands_below_footer,
    stands_above_post,
    is_post_itself,
    stands_apart,
    follows_last_number,
    is_numbered,
    has_fields_of_a_person,
    is_filled_like_the_others,
)


def signature_score(layout: Layout, index: int) -> int:
    """Return the sum of all detectors."""
    return sum(detect(layout, index) for detect in DETECTORS)


def is_doubtful_below_total(layout: Layout, index: int) -> bool:
    """Return whether a row below a total has nothing that shows a person of the list."""
    return layout.is_below_total and not (
        is_numbered(layout, index)
        or has_fields_of_a_person(layout, index)
        or is_filled_like_the_others(layout, index)
    )


def is_number(cell: Cell) -> bool:
    """Return whether a cell is a whole number, perhaps with the mark of a row number."""
    return normalise.display_text(cell).rstrip(".)-").isdecimal()
