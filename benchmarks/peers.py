"""How long others take for our letter and table; run by benchmarks/documents.py.

    .venv/peers/bin/python benchmarks/peers.py NAME < contents.json

Runs in an environment of the others alone (``make bench-peers`` makes it), so that none of them
becomes a library of the program. Each makes as many files as we do, of the same words in the same
typeface and columns, with a table that repeats its head, and no more: no PDF/A. Seconds are of the
processor, children included, medians after a round that is not counted; LibreOffice is started
each time, for that is how it is used. Answers with the median, or "absent".
"""

import html
import importlib.util
import json
import logging
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

ROUNDS = 7
PATIENCE = 20  # seconds for the rounds of one size, after which what was measured has to do
MEMORY = 4 << 30  # bytes, after which it has to give up
FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"
Content = dict[str, Any]  # heading, paragraphs, signature; head, widths (points) and rows


def typst(content: Content) -> None:
    import typst as library

    def text(words: str) -> str:
        return f"#{json.dumps(words, ensure_ascii=False)}"

    parts = ['#set page(paper: "a4", margin: 1.5cm)', '#set text(font: "Tinos", size: 12pt)']
    if content["paragraphs"]:
        parts += [f"#align(center)[{text(line)}]" for line in content["heading"]]
        parts += [f"#par(justify: true)[{text(words)}]" for words in content["paragraphs"]]
        parts += [f"#align(right)[{text(line)}]" for line in content["signature"]]
    columns = ", ".join(f"{width}pt" for width in content["widths"])
    head = ", ".join(f"[*{text(words)}*]" for words in content["head"])
    cells = ",\n".join(", ".join(f"[{text(cell)}]" for cell in row) for row in content["rows"])
    if cells:
        parts.append("#set text(size: 10pt)")
        parts.append(f"#table(columns: ({columns}), table.header({head}),\n{cells})")
    library.compile("\n\n".join(parts).encode(), font_paths=[str(FONTS)])


def page_of(content: Content) -> str:
    """The content as HTML, for those that read it."""

    def lines(tag: str, texts: list[str], style: str) -> str:
        return "".join(f'<{tag} style="{style}">{html.escape(each)}</{tag}>' for each in texts)

    letter = lines("p", content["heading"], "text-align: center; margin: 0")
    letter += lines("p", content["paragraphs"], "text-align: justify; text-indent: 1.25cm")
    letter += lines("p", content["signature"], "text-align: right; margin: 0")
    head = "".join(
        f'<th style="width: {width}pt">{html.escape(words)}</th>'
        for words, width in zip(content["head"], content["widths"], strict=True)
    )
    rows = "".join(f"<tr>{lines('td', row, '')}</tr>" for row in content["rows"])
    table = f'<table border="1"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    table = table if rows else ""
    return f"""<!DOCTYPE html><html lang="tr"><head><meta charset="utf-8"><style>
@font-face {{ font-family: Tinos; src: url("{(FONTS / "Tinos-Regular.ttf").as_uri()}"); }}
@font-face {{ font-family: Tinos; font-weight: bold;
    src: url("{(FONTS / "Tinos-Bold.ttf").as_uri()}"); }}
@page {{ size: A4; margin: 1.5cm; }}
body {{ font: 12pt Tinos; }}
table {{ font-size: 10pt; border-collapse: collapse; table-layout: fixed; width: 510pt; }}
td, th {{ border: 0.5pt solid black; padding: 2pt 4pt; }}
</style></head><body>{letter}{table}</body></html>"""


def weasyprint(content: Content) -> None:
    import weasyprint as library

    library.HTML(string=page_of(content)).write_pdf()


def fpdf2(content: Content) -> None:
    import fpdf

    pdf = fpdf.FPDF(format="A4", unit="pt")
    pdf.set_margin(42.5)
    pdf.add_font("Tinos", "", FONTS / "Tinos-Regular.ttf")
    pdf.add_font("Tinos", "B", FONTS / "Tinos-Bold.ttf")
    pdf.set_font("Tinos", size=12)
    pdf.add_page()
    if content["paragraphs"]:
        for align, key in (("C", "heading"), ("J", "paragraphs"), ("R", "signature")):
            for words in content[key]:
                pdf.multi_cell(0, text=words, align=align, new_x="LMARGIN", new_y="NEXT")
    if content["rows"]:
        pdf.set_font(size=10)
        with pdf.table(col_widths=tuple(content["widths"]), text_align="LEFT") as table:
            table.row(content["head"])
            for row in content["rows"]:
                table.row(row)
    pdf.output(BytesIO())


def libreoffice(content: Content) -> None:
    with tempfile.TemporaryDirectory() as name:
        source = Path(name, "belge.html")
        source.write_text(page_of(content), encoding="utf-8")
        done = subprocess.run(
            [
                *("soffice", f"-env:UserInstallation={Path(name, 'profile').as_uri()}"),
                *("--headless", "--infilter=HTML (StarWriter)"),
                *("--convert-to", "pdf:writer_pdf_Export", "--outdir", name, source),
            ],
            check=True,
            capture_output=True,
            text=True,
        )
        if not source.with_suffix(".pdf").exists():
            raise RuntimeError(done.stderr)


NAMES: dict[str, Callable[[Content], None]] = {
    "typst": typst,
    "WeasyPrint": weasyprint,
    "fpdf2": fpdf2,
    "LibreOffice": libreoffice,
}
MODULES = {"typst": "typst", "WeasyPrint": "weasyprint", "fpdf2": "fpdf"}


def is_here(name: str) -> bool:
    if name in MODULES:
        return importlib.util.find_spec(MODULES[name]) is not None
    return shutil.which("soffice") is not None


def used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def renewed(content: Content, number: int) -> Content:
    """The same with other words: typst remembers what it has laid out before."""
    rows = [[row[0], f"{row[1]} {number}", *row[2:]] for row in content["rows"]]
    texts = {
        key: [f"{words} {number}" for words in content[key]]
        for key in ("heading", "paragraphs", "signature")
    }
    return {**content, **texts, "rows": rows}


def seconds(call: Callable[[Content], None], files: list[Content]) -> float:
    ends = time.monotonic() + PATIENCE
    taken: list[float] = []
    while len(taken) <= ROUNDS and (not taken or time.monotonic() < ends):
        said = [renewed(content, len(taken)) for content in files]
        begun = used()
        for content in said:
            call(content)
        taken.append(used() - begun)
    return statistics.median(taken[1:] or taken)


if __name__ == "__main__":
    logging.disable()  # what they think of the fonts is not measured
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    chosen = sys.argv[1]
    print(seconds(NAMES[chosen], json.load(sys.stdin)) if is_here(chosen) else "absent")
