"""Puts copied cells on the clipboard so that no program computes what is in them."""

import re
from collections.abc import Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from ebel_wizard.turkish import identifiers

_BREAKS: Final = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
"""What would begin a new cell or row."""
_PHONE_ABROAD: Final = re.compile(r"\+[1-9][0-9]{0,2}(?:[ ()]*[0-9]){6,14}")
_ESCAPED: Final = re.compile(r"(^|[\t\n])'(?=[=\-@+])")
# Excel and LibreOffice each know a cell of text by their own attribute.
_CELL: Final = """<td style="mso-number-format:'\\@'" sdnum="1055;0;@">{}</td>"""


def copy(rows: Sequence[Sequence[str]]) -> None:
    """Copy these cells: a single one as it is, several as a table of text and as plain text."""
    if len(rows) == 1 and len(rows[0]) == 1:
        QGuiApplication.clipboard().setText(rows[0][0])
    elif rows:
        data = QMimeData()
        data.setText(plain(rows))
        data.setHtml(_html(rows))
        QGuiApplication.clipboard().setMimeData(data)


def plain(rows: Sequence[Sequence[str]]) -> str:
    """Return the cells with tabs and line ends between them; what begins like a formula begins
    with an apostrophe.
    """
    return "\n".join("\t".join(map(_plain_cell, row)) for row in rows)


def unescaped(text: str) -> str:
    """Return plain text without the apostrophes of ``plain``, for pasting it here again."""
    return _ESCAPED.sub(r"\1", text)


def _plain_cell(text: str) -> str:
    shown = _BREAKS.sub(" ", text)
    return f"'{shown}" if _is_like_formula(text) else shown


def _is_like_formula(text: str) -> bool:
    bare = text.lstrip(" ")
    if bare.startswith("+"):
        return identifiers.phone(bare) is None and not _PHONE_ABROAD.fullmatch(bare.strip())
    return bare.startswith(("=", "-", "@", "\t"))


def _html(rows: Sequence[Sequence[str]]) -> str:
    lines = (f"<tr>{''.join(_CELL.format(_html_cell(cell)) for cell in row)}</tr>" for row in rows)
    head = '<head><meta charset="utf-8"></head>'
    return f"<html>{head}<body><table>{''.join(lines)}</table></body></html>"


def _html_cell(text: str) -> str:
    # Without this style a spreadsheet would begin a new row of cells at each line end.
    return escape(text).replace("\n", '<br style="mso-data-placement:same-cell">')
