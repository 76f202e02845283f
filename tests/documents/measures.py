"""The paper's measures in points, and the letters that several tests of the rules look at."""

import io
from typing import Any, Final

from PIL import Image

from ebel_wizard import documents
from ebel_wizard.case.model import Reference

CM: Final = 72 / 2.54
LEFT, RIGHT, TOP = 1.5 * CM, 19.5 * CM, 28.2 * CM
MIDDLE: Final = 10.5 * CM
LINE: Final = 13.8
ASCENT: Final = 0.891 * 12

PAPER: Final = {"letter.record_number": "147", "letter.date": "2026-12-01"}
ELECTRONIC: Final = PAPER | {"letter.medium": "E"}
SEVERAL: Final = (
    Reference("03.05.2026", "E-99999999-708.03-900"),
    Reference("2025-11-28", "E-99999999-708.03-12"),
    Reference("1 Mart 2026", "E-99999999-710-345"),
)
MANY: Final = tuple(Reference(f"{day:02}.01.2026", f"E-99999999-710-{day}") for day in range(1, 30))
LETTERS: Final = ("talep-yazisi", "kep-yazisi")


def blank_lines(above: Any, below: Any) -> float:
    return float((above.y - below.y) / LINE - 1)


def logo(width: int, height: int) -> Any:
    """Return a logo of so many pixels."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(buffer, "PNG")
    return documents.read_logo(buffer.getvalue())
