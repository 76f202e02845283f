"""Editable copies as LibreOffice shows them: many files in one start of it, which is costly."""

import io
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pdfplumber

from ebel_wizard import resources
from tests.limits import HANG

_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{}</dir></fontconfig>
"""


class Line(NamedTuple):
    """One line of a page without its blanks, and its place in points from the upper left corner."""

    text: str
    left: float
    right: float
    bottom: float


def pages(pdf: bytes) -> list[list[Line]]:
    """Return each page's lines; what only holds a word together is a plain hyphen, or nothing."""
    plain = str.maketrans({"\u2011": "-", "\u2060": None})
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        return [
            [
                Line(
                    "".join(line["text"].split()).translate(plain),
                    line["x0"],
                    line["x1"],
                    line["bottom"],
                )
                for line in page.extract_text_lines()
            ]
            for page in file.pages
        ]


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
