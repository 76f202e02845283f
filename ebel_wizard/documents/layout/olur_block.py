"""What stands under the signature of an olur: the offices between, and the makam (O1).

Written once for both formats: lines, each so many below the one before, centred in a block.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ebel_wizard.documents.layout import fonts, page
from ebel_wizard.documents.layout.letter_parts import Consent

WIDTH: Final = 7.5 * page.CM
AGREED: Final = "Uygun görüşle arz ederim."
OLUR: Final = "OLUR"
_DAY: Final = "…… /…… /…………"
_ABOVE: Final = 3.0  # two blank lines part the blocks
_SIGNING: Final = 4.0  # three blank lines for a signature by hand


class BlockLine(NamedTuple):
    """A line centred at ``middle``, ``gap`` lines below the one before."""

    gap: float
    text: str
    middle: float


def lay_out(consent: Consent) -> Iterator[BlockLine]:
    """Yield the lines in their order."""
    for office in consent.offices:
        lines = office_lines(office)
        # The widest line begins at the left edge of the text area, the others stand above it.
        widest = max(fonts.width(line, page.SIZE) for line in (AGREED, *lines))
        yield from _block(AGREED, lines, page.LEFT + widest / 2, by_hand=consent.by_hand)
    makam = office_lines(consent.makam)
    yield from _block(OLUR, makam, page.MIDDLE, by_hand=consent.by_hand)


def office_lines(office: Sequence[str]) -> list[str]:
    """Return the name and the title of an office as they break."""
    return [line for part in office for line in page.wrap(part, WIDTH)]


def _block(word: str, lines: Sequence[str], middle: float, *, by_hand: bool) -> Iterator[BlockLine]:
    yield BlockLine(_ABOVE, word, middle)
    if by_hand:
        yield BlockLine(1, _DAY, middle)
    gap = _SIGNING if by_hand else 1.0
    for line in lines:
        yield BlockLine(gap, line, middle)
        gap = 1.0
