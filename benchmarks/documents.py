"""The documents' speed: ours beside the same glyphs on a bare reportlab canvas, medians of seven.

    .venv/bin/python benchmarks/documents.py [--peers]

Ratios count, not seconds: both sides of each are measured in turn in this one run, by the
processor's time, which other programs disturb least. Only the many files go by the clock, so that
line says something on an idle machine alone. Where `make bench-peers` has installed others that
make PDFs, `--peers` times them too, on the same words.
"""

import dataclasses
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import redirect_stdout
from datetime import date
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from benchmarks import peers
from benchmarks.measure import medians, tell
from ebel_wizard import cli, documents, resources
from ebel_wizard.case.model import Addressee, Case
from ebel_wizard.documents import personnel_table, request_letter
from ebel_wizard.documents.layout import fonts, letter_pdf, page, pdf_writer, pdfa
from ebel_wizard.documents.layout.letter_parts import Annex
from ebel_wizard.documents.layout.page import Fill, Info, Page, Rule, Text
from ebel_wizard.documents.prepared import as_printed
from ebel_wizard.exchange import answers

FILES = 500
ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / ".venv" / "peers" / "bin" / "python"
PEER_PATIENCE = 150  # seconds of the clock for one size
EXAMPLE = resources.path("examples", "ornek-cevaplar.toml")
INFO = Info("Personel Bilgi Tablosu", "Örnekköy Belediye Başkanlığı")
PEAK = """
import sys
sys.path.insert(0, {root!r})
from benchmarks.documents import case_of
from ebel_wizard import documents
documents.build(case_of({count}))
# Not ru_maxrss: that one remembers the process that started this one.
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def case_of(count: int) -> Case:
    """The example with so many project officers, no two cells of a column quite alike."""
    case = answers.load(EXAMPLE, Addressee("İçişleri Bakanlığı"), date(2026, 11, 23)).case
    assert case is not None
    people = tuple(
        dataclasses.replace(case.officers[at % 3], name=f"{case.officers[at % 3].name} {at}")
        for at in range(count)
    )
    return dataclasses.replace(case, officers=people)


def table(case: Case) -> list[Page]:
    return personnel_table.lay_out(as_printed(case), "", initials=True)


def letter_and_table(case: Case) -> list[list[Page]]:
    people = table(case)
    annex = Annex(personnel_table.TITLE, len(people))
    return [letter_pdf.lay_out(request_letter.content(as_printed(case), (annex,))), people]


def bare(pages: Sequence[Page]) -> bytes:
    """The same glyphs, lines and fills at the same places, by the canvas's own methods."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(page.WIDTH, page.HEIGHT), pageCompression=1, invariant=1)
    for items in pages:
        canvas.setLineWidth(0.5)
        for item in items:
            if isinstance(item, Fill):
                canvas.setFillGray(0.92)
                canvas.rect(*item, stroke=0, fill=1)
        canvas.setFillGray(0)
        for item in items:
            if isinstance(item, Rule):
                canvas.line(*item)
            elif isinstance(item, Text):
                canvas.setFont(item.font, item.size)
                canvas.drawString(item.x, item.y, item.text, wordSpace=item.space or None)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def small() -> None:
    case = case_of(3)
    laid_out = letter_and_table(case)
    drawn = [pdf_writer.draw(pages, INFO) for pages in laid_out]
    ours, theirs, letter_pass = medians(
        lambda: [pdf_writer.draw(pages, INFO) for pages in letter_and_table(case)],
        lambda: [bare(pages) for pages in laid_out],
        lambda: pdfa.archive(drawn[0][0], INFO, drawn[0][1]),
    )
    note = f"{ours * 1000:.1f} ms beside {theirs * 1000:.1f}"
    tell("letter and table of 3, before the pass, beside bare canvas", ours / theirs, 2, note=note)
    tell("the pass over a letter", letter_pass * 1000, 10, "ms")


def large() -> None:
    thousand, ten = case_of(1_000), case_of(10_000)
    laid_out = table(ten)
    data, read = pdf_writer.draw(laid_out, INFO)
    of_thousand, ours, theirs, the_pass = medians(
        lambda: pdf_writer.draw(table(thousand), INFO),
        lambda: pdf_writer.draw(table(ten), INFO),
        lambda: bare(laid_out),
        lambda: pdfa.archive(data, INFO, read),
    )
    note = f"{ours:.2f} s beside {theirs:.2f}"
    tell("table of 10,000, before the pass, beside bare canvas", ours / theirs, 1.5, note=note)
    tell("the pass at 10,000, of the whole", the_pass / (ours + the_pass), 0.15)
    tell("a row of 10,000 beside a row of 1,000", ours / 10 / of_thousand, 1.1)


def memory() -> None:
    code = PEAK.format(root=str(ROOT), count=10_000)
    peaks = [
        float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout)
        for _ in range(3)
    ]
    tell("peak memory, all documents at 10,000", statistics.median(peaks) / 1024, 120, "MB")


def many() -> None:
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / f"belediye-{number}.toml" for number in range(FILES)]
        for file in files:
            file.write_bytes(EXAMPLE.read_bytes())

        def one() -> None:
            with redirect_stdout(StringIO()):
                cli.render(files[:1], folder / "one")

        [single] = medians(one)
        command: list[str | Path] = [sys.executable, "-m", "ebel_wizard", "render", *files]
        command += ["--out", folder / "all"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        whole = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = (used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime) / FILES
    note = (
        f"{whole:.1f} s on {cores} cores; one file {single * 1000:.1f} ms, "
        f"of many {busy * 1000:.1f} ms of the processor"
    )
    ratio = whole * cores / FILES / single
    tell(f"render of {FILES} files, per file and core, beside one warm", ratio, 1.2, note=note)


def beside_others() -> None:
    """Ours with all of the PDF/A pass, the others' plain PDFs; seconds, and how often ours."""
    cases = {count: case_of(count) for count in (3, 1_000, 10_000)}

    def make(case: Case) -> None:
        for pages in letter_and_table(case) if len(case.officers) == 3 else [table(case)]:
            pdf_writer.write(pages, INFO)

    ours = medians(*(partial(make, case) for case in cases.values()))
    words = [json.dumps(contents(case)) for case in cases.values()]
    heads = ("letter and table of 3", "table of 1,000", "table of 10,000")
    print(f"{'':12}" + "".join(f"{head:>26}" for head in heads))
    print(f"{'ours':12}" + "".join(f"{own * 1000:16.0f} ms       " for own in ours), flush=True)
    for name in peers.NAMES:
        print(f"{name:12}", end="", flush=True)
        for said, own in zip(words, ours, strict=True):
            print(f"{beside(name, said, own):>26}", end="", flush=True)
        print()


def beside(name: str, words: str, own: float) -> str:
    """How long another takes for the same words, and how many times as long as we do."""
    command: list[str | Path] = [PEERS, ROOT / "benchmarks" / "peers.py", name]
    try:
        done = subprocess.run(
            command, input=words, capture_output=True, text=True, timeout=PEER_PATIENCE, check=True
        )
    except subprocess.TimeoutExpired:
        return f"over {PEER_PATIENCE} s"
    except subprocess.CalledProcessError as error:
        return "out of memory" if "MemoryError" in error.stderr else f"failed: {error.returncode}"
    if done.stdout.strip() == "absent":
        return "not installed"
    return f"{float(done.stdout) * 1000:.0f} ms {float(done.stdout) / own:6.1f} ×"


def contents(case: Case) -> list[dict[str, object]]:
    """The words of our documents as others are given them, a file each."""
    said = request_letter.content(as_printed(case), ())
    rows = [
        [str(at), f"{each.name} {each.surname}", each.tckn, each.mobile, each.title, each.unit]
        for at, each in enumerate(case.officers, 1)
    ]
    nothing: dict[str, object] = {"heading": [], "paragraphs": [], "signature": [], "rows": []}
    nothing["head"] = ["S.No", "Adı Soyadı", "TCKN", "Cep Telefonu", "Unvanı", "Çalıştığı Birim"]
    nothing["widths"] = [30, 120, 66, 90, 96, 108]
    letter = {
        **nothing,
        "heading": [*said.heading, said.number, said.subject, *said.addressee],
        "paragraphs": said.paragraphs,
        "signature": said.signature,
    }
    people = {**nothing, "rows": rows}
    return [letter, people] if len(rows) == 3 else [people]


if __name__ == "__main__":
    fonts.load()
    documents.build(case_of(3))
    for part in (beside_others,) if "--peers" in sys.argv else (small, large, memory, many):
        part()
