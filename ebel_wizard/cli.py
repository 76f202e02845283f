"""The command line: documents from answer files, people from lists; no window, no workspace."""

import argparse
import dataclasses
import json
import multiprocessing
import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

from ebel_wizard import __version__, documents, files, settings
from ebel_wizard.case import paper_rules, register_checks, row_fields, rules
from ebel_wizard.case.model import Addressee
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.documents import kinds
from ebel_wizard.documents.kind import MADE, SENT, Group
from ebel_wizard.exchange import answers, workbook
from ebel_wizard.exchange.answers import WHOLE_FILE
from ebel_wizard.held_files import HeldFileError
from ebel_wizard.turkish import dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ebel_wizard.people_import.results import NotRead, Result

_WORTH_A_PROCESS: Final = 16  # files; fewer are done before another process has begun
_MOST_PROCESSES: Final = 60  # Windows waits for no more
_NOT_WRITTEN: Final = (
    "Belgeler bu klasöre yazılamadı; yazma izninize ve boş yere bakın, belgeler başka bir "
    "programda açıksa kapatın."
)
_NOT_TOLD: Final = "Sonuç yazılamadı; çıktının yönlendirildiği diskte yer olduğuna bakın."
_NO_COPIES: Final = (
    "Yazı ekleriyle birlikte GİZLİ; GİZLİ belge kâğıt üzerinde hazırlandığından düzenlenebilir "
    "kopyası yapılmadı."
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse's own words are English
        self.print_usage(sys.stderr)
        self.exit(1, "Komut anlaşılamadı; doğru yazılışı yukarıdadır.\n")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the command line as ``command`` (None: the window) with its own options.

    Exit after printing usage for ``--help``, ``--version`` and what cannot be understood.
    """
    parser = _Parser(
        prog="ebel-wizard",
        description="Belediyenin e-Belediye’ye geçişini adım adım yürütür. "
        "Komut verilmezse penceresi açılır; bir devir dosyası (.ebel) verilirse onu "
        "devralmak için parolasını sorar.",
        add_help=False,
    )
    _add_help(parser)
    parser.add_argument(
        "--version", action="version", version=__version__, help="sürümü yazar ve çıkar"
    )
    commands = parser.add_subparsers(dest="command", metavar="KOMUT", parser_class=_Parser)

    def command(name: str, help_text: str) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = commands.add_parser(name, help=help_text, add_help=False)
        _add_help(added)
        return added

    _add_render(command("render", "cevap dosyalarından belgeleri yapar"))
    people_parser = command("people", "bir personel listesinden kimlerin alınacağını söyler")
    people_parser.add_argument(
        "file", type=Path, metavar="LİSTE", help=".xlsx, .xls, .ods ya da .csv dosyası"
    )
    people_parser.add_argument("--json", action="store_true", help="her satırı JSON olarak yazar")
    demo_parser = command("demo", "uydurma bir belediyeyle programı gösterir")
    demo_parser.add_argument(
        "--out", type=Path, default=Path("out"), metavar="KLASÖR", help="çıktıların klasörü"
    )
    demo_parser.add_argument(
        "--check", action="store_true", help="resim yerine her iş için bir satır bırakır"
    )
    return parser.parse_args(arguments)


def _add_render(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="CEVAPLAR.toml", help="cevap dosyaları"
    )
    parser.add_argument(
        "--out", required=True, type=Path, metavar="KLASÖR", help="belgelerin yazılacağı klasör"
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="paraflı nüshaları, zarfları, gönderim listesini ve çizelgeleri de yapar",
    )
    parser.add_argument(
        "--docx",
        action="store_true",
        help="GİZLİ olmayan belgelerin düzenlenebilir kopyalarını (DOCX) da yapar",
    )


def _add_help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help="bu yardımı yazar ve çıkar")


def render(
    sources: Sequence[Path], out: Path, *, everything: bool = False, docx: bool = False
) -> int:
    """Make the documents of each answer file; return 0 when all could be made, else 1.

    One file's documents go into ``out`` itself, several files' into a folder each, named after the
    file. A file with an error leaves nothing; the others are made all the same. ``everything`` adds
    what goes along with the documents and the sheets, ``docx`` the editable copies.
    """
    chosen, reason = settings.load()
    if reason:
        sys.stderr.write(f"{settings.file()}: ayarlar: uyarı: {reason}\n")
    addressee = Addressee(chosen.addressee_body, chosen.addressee_unit, chosen.addressee_address)
    names = Counter(_folder_name(file) for file in sources)
    jobs = []
    for file in sources:
        folder, refusal = out / file.stem, ""
        if len(sources) == 1:
            folder = out
        elif names[_folder_name(file)] > 1:
            refusal = "Başka bir dosyayla aynı adı taşıyor; klasörleri karışırdı. Adını değiştirin."
        elif file.stem.strip(". ") == "":
            refusal = "Bu adla bir klasör açılamaz; dosyanın adını değiştirin."
        jobs.append(_Job(file, folder, refusal, addressee, everything, docx))
    ok = True
    for outcome in _outcomes(jobs):
        sys.stderr.write(outcome.messages)
        ok = _write(outcome.written) and outcome.ok and ok
    return 0 if ok else 1


class _Job(NamedTuple):
    """One answer file; ``refusal`` is why it cannot be used, or empty."""

    file: Path
    folder: Path
    refusal: str
    addressee: Addressee
    everything: bool
    docx: bool


class _Outcome(NamedTuple):
    """The result for one file: its lines for standard output and for standard error."""

    ok: bool
    written: str
    messages: str


def _outcomes(jobs: Sequence[_Job]) -> Iterator[_Outcome]:
    """Yield outcomes in the order of the jobs; many are shared among the machine's cores."""
    workers = min(os.cpu_count() or 1, len(jobs) // _WORTH_A_PROCESS, _MOST_PROCESSES)
    if workers < 2:
        yield from map(_render_one, jobs)
        return
    # Spawned on every system: Windows has no other way.
    context = multiprocessing.get_context("spawn")
    done = 0
    try:
        with ProcessPoolExecutor(workers, context, initializer=_end_with_parent) as pool:
            for outcome in pool.map(_render_one, jobs, chunksize=4):
                yield outcome
                done += 1
    except BrokenProcessPool:  # a worker was killed, for want of memory as a rule: one at a time
        yield from map(_render_one, jobs[done:])


def _end_with_parent() -> None:
    """End this worker when ``render`` itself is killed; it would wait for more files for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def wait() -> None:
        parent.join()
        os._exit(1)

    Thread(target=wait, daemon=True).start()


def _folder_name(file: Path) -> str:
    """Return the file's stem as this system compares names: Windows ignores case."""
    return os.path.normcase(unicodedata.normalize("NFC", file.stem))


def _render_one(job: _Job) -> _Outcome:
    file, folder, refusal, addressee, everything, docx = job
    if refusal:
        return _Outcome(
            ok=False, written="", messages=_messages(file, [Problem(WHOLE_FILE, refusal)])
        )
    read = answers.load(file, addressee, dates.local(datetime.now(UTC)).date())
    problems = list(read.problems)
    if read.case is not None:
        problems += documents.check_printable(read.case)
        problems += documents.check_texts(read.case)
        if everything:
            problems += documents.check_posting(read.case)
            problems += paper_rules.check(read.case)
            problems += register_checks.check(read.case)
    logo = None
    if read.logo is not None:
        try:
            logo = documents.read_logo(read.logo)
        except documents.LogoError as error:
            problems.append(Problem(answers.LOGO, str(error)))
    problems = list(dict.fromkeys(problems))  # the papers' checks find some of the file's again
    messages = _messages(file, problems)
    if read.case is None or rules.errors(problems):
        return _Outcome(ok=False, written="", messages=messages)
    made = documents.build(read.case, logo=logo)
    if everything:
        made += documents.extras(read.case, logo=logo)
        made += documents.sheets(read.case)
    known = (
        *kinds.names(*MADE),
        *(each.workbook_name for each in kinds.workbooks(*MADE)),
    )
    if docx:
        originals = kinds.of(*MADE if everything else SENT)
        copies = documents.editable(read.case, originals, logo=logo)
        if not copies:
            messages += _messages(file, [Problem("letter.secrecy", _NO_COPIES, Severity.WARNING)])
        made += copies
        # Replaced only when asked for: somebody may have written into a copy.
        known += kinds.names(Group.EDITABLE)
    contents = {each.name: each.data for each in made}
    if everything:
        contents |= {name: workbook.write(*each) for name, each in documents.workbooks(read.case)}
    try:
        files.write_set(folder, contents, known)
    except OSError as error:
        reason = str(error) if isinstance(error, HeldFileError) else _NOT_WRITTEN
        messages += _messages(folder, [Problem(WHOLE_FILE, reason)])
        return _Outcome(ok=False, written="", messages=messages)
    written = "".join(f"{folder / name}\n" for name in contents)
    return _Outcome(ok=True, written=written, messages=messages)


def people(file: Path, *, as_json: bool = False) -> int:
    """Read a list as the import would and write what it found; return 0 when anyone was accepted.

    Without ``as_json`` it is a summary for a reader, which has no TCKN.
    """
    from ebel_wizard.people_import import detect
    from ebel_wizard.people_import import people as lists
    from ebel_wizard.people_import.sheet import SheetError

    try:
        sheets = detect.read(file)
        sheet, columns = lists.choose_sheet(sheets)
    except SheetError as reason:
        sys.stderr.write(f"{file}: {reason}\n")
        return 1
    result = lists.read_people(sheet, columns)
    if len(sheets) > 1:
        sys.stderr.write(f"{file}: {len(sheets)} sayfadan “{sheet.name}” okundu.\n")
    sys.stderr.writelines(f"{file}: {note}\n" for note in sheet.notes)
    passed = lists.not_read(sheets, sheet, columns)
    if not _write(_as_json(result, passed) if as_json else _summary(result, passed)):
        return 1
    if result.accepted:
        return 0
    sys.stderr.write(f"{file}: Listeden kimse alınamadı; satırları ve başlıkları kontrol edin.\n")
    return 1


def _as_json(result: "Result", passed: "Sequence[NotRead]") -> str:
    data = {
        "taken": [
            {
                "row": each.row,
                **dataclasses.asdict(each.person),
                "mended": [
                    {"field": mend.field, "from": mend.original, "to": mend.corrected}
                    for mend in each.corrections
                ],
            }
            for each in result.accepted
        ],
        "refused": [dataclasses.asdict(each) for each in result.rejected],
        "columns": dict(result.columns),
        "set_aside": [
            {"row": each.row, "as": each.kind, "text": each.text} for each in result.set_aside
        ],
        "unsure": [
            {"field": field, "columns": list(names)} for field, names in result.unsure.items()
        ],
        "not_read": [dataclasses.asdict(each) for each in passed],
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n"


def _summary(result: "Result", passed: "Sequence[NotRead]") -> str:
    from ebel_wizard.people_import.results import KIND_NAMES

    labels = {field.path: field.label for field in row_fields.PERSON}
    mends = [(each.row, mend) for each in result.accepted for mend in each.corrections]
    mended = Counter(labels[mend.field] for _, mend in mends)
    lines = [
        "Sütunlar:",
        *(f"  {labels[field]}: {heading}" for field, heading in result.columns.items()),
        *(
            f"  {labels[field]}: belli değil, boş bırakıldı ({', '.join(names)})"
            for field, names in result.unsure.items()
        ),
        f"Alınan: {len(result.accepted)} kişi",
        *(f"  düzeltilen: {label}, {count} kişide" for label, count in mended.items()),
        *(
            f"  {row}. satır: “{mend.original}” cep telefonu değil, boş bırakıldı"
            for row, mend in mends
            if mend.field == "mobile" and not mend.corrected
        ),
        f"Alınmayan: {len(result.rejected)} satır",
        *(f"  {each.row}. satır: {each.reason}" for each in result.rejected),
        f"Kişi sayılmayan: {len(result.set_aside)} satır",
        *(
            f"  {each.row}. satır, {KIND_NAMES[each.kind]}: {each.text}"
            for each in result.set_aside
        ),
        *(f"Okunmayan: {each.list}, {each.rows} dolu satır" for each in passed),
    ]
    return "".join(f"{line}\n" for line in lines)


def _messages(file: Path, problems: Iterable[Problem]) -> str:
    return "".join(
        f"{file}: {problem.field}: "
        f"{'uyarı: ' if problem.severity is Severity.WARNING else ''}{problem.text}\n"
        for problem in problems
    )


def _write(text: str) -> bool:
    """Write to standard output, and return whether it took everything."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError):  # else nobody wants to read on
            sys.stderr.write(f"{_NOT_TOLD}\n")
        # Python writes what is left once more as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True
