"""Read and write counts as Turkish offices do: ``1.452``."""

import re

_GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d{1,9}", re.ASCII)
_LARGEST = 999_999_999


def parse(text: str) -> int | None:
    """Return the count in ``1452``, ``1.452`` or ``1 452``; None for anything else.

    Groups must have three digits: ``1.45`` may be a slip.
    """
    bare = text.strip()
    if not _GROUPED.fullmatch(bare):
        return None
    number = int(bare.replace(".", "").replace(" ", ""))
    return number if number <= _LARGEST else None


def several(text: str) -> list[int]:
    """Return the whole numbers of a text that has commas between them; what is none is left out."""
    return [number for part in text.split(",") if (number := parse(part)) is not None]


def shown(number: int) -> str:
    """Return ``1.452``, with dots between groups of three digits (T3)."""
    return f"{number:,}".replace(",", ".")
