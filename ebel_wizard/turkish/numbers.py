"""Counts as Turkish offices write them: ``1.452``."""

import re

_GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d{1,9}", re.ASCII)
_LARGEST = 999_999_999


def parse(text: str) -> int | None:
    """The count written as ``1452``, ``1.452`` or ``1 452``; None for anything else.

    A group of other than three digits is none: ``1.45`` may be a slip for two numbers.
    """
    bare = text.strip()
    if not _GROUPED.fullmatch(bare):
        return None
    number = int(bare.replace(".", "").replace(" ", ""))
    return number if number <= _LARGEST else None


def shown(number: int) -> str:
    """``1.452``: dots between groups of three digits (T3)."""
    return f"{number:,}".replace(",", ".")
