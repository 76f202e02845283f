"""Editable copies as LibreOffice shows them: many files in one start of it, which is costly."""

import io
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber
from pdfminer.layout import LTChar

from ebel_wizard import resources
from tests.limits import HANG

_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{}</dir></fontconfig>
"""


_PLAIN = str.maketrans({"\u2011": "-", "\u2060": None})
_SAME_LINE = 3  # points


class Line(NamedTuple):
    """One line of a page without its blanks, and its place in points from the upper left corner."""

    text: str
    left: float
    right: float
    bottom: float


def pages(pdf: bytes) -> list[list[Line]]:
    """Return each page's lines; what only holds a word together is a plain hyphen, or nothing."""
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        return [_lines(page) for page in file.pages]


def _lines(page: Any) -> list[Line]:
    """The lines of a page, from characters as they were drawn: ``extract_text_lines`` takes twice
    as long.
    """
    characters = [
        each for each in page.layout if isinstance(each, LTChar) and each.get_text().strip()
    ]
    characters.sort(key=lambda each: -each.y1)
    lines: list[list[LTChar]] = []
    for each in characters:
        if lines and lines[-1][-1].y1 - each.y1 <= _SAME_LINE:
            lines[-1].append(each)
        else:
            lines.append([each])
    return [_line(page, sorted(each, key=lambda each: each.x0)) for each in lines]


def _line(page: Any, characters: list[LTChar]) -> Line:
    text = "".join(each.get_text() for each in characters)
    bottom = page.height - min(each.y0 for each in characters)
    right = max(each.x1 for each in characters)
    return Line("".join(text.translate(_PLAIN).split()), characters[0].x0, right, float(bottom))


def to_pdf(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return each DOCX file as LibreOffice prints it; Tinos, equally wide, replaces Times New
    Roman.
    """
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    fonts = folder / "fonts.conf"
    fonts.write_text(_FONTS.format(resources.path("fonts")), encoding="utf-8")
    done = subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", folder),
            *(folder / f"{name}.docx" for name in files),
        ],
        env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
        check=False,
        capture_output=True,
        text=True,
        timeout=HANG,
    )
    assert done.returncode == 0, done.stderr
    return {name: (folder / f"{name}.pdf").read_bytes() for name in files}
