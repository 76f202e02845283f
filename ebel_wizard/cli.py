"""The command line: documents from answer files, with no window, no workspace and no keyring."""

import argparse
import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NoReturn

from ebel_wizard import __version__, documents, settings
from ebel_wizard.case import rules
from ebel_wizard.case.model import Addressee
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.exchange import answers, files
from ebel_wizard.exchange.answers import WHOLE_FILE

_NOT_WRITTEN: Final = (
    "Belgeler bu klasöre yazılamadı; yazma izninize ve boş yere bakın, belgeler başka bir "
    "programda açıksa kapatın."
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse's own words are English
        self.print_usage(sys.stderr)
        self.exit(1, "Komut anlaşılamadı; doğru yazılışı yukarıdadır.\n")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line as ``command`` (None: the window) with its own options.

    Exits after printing usage for ``--help``, ``--version`` and what cannot be understood.
    """
    parser = _Parser(
        prog="ebel-wizard",
        description="Belediyenin e-Belediye’ye geçişini adım adım yürütür. "
        "Komut verilmezse penceresi açılır.",
        add_help=False,
    )
    _add_help(parser)
    parser.add_argument(
        "--version", action="version", version=__version__, help="sürümü yazar ve çıkar"
    )
    commands = parser.add_subparsers(dest="command", metavar="KOMUT", parser_class=_Parser)
    render_parser = commands.add_parser(
        "render", help="cevap dosyalarından belgeleri yapar", add_help=False
    )
    _add_help(render_parser)
    render_parser.add_argument(
        "files", nargs="+", type=Path, metavar="CEVAPLAR.toml", help="cevap dosyaları"
    )
    render_parser.add_argument(
        "--out", required=True, type=Path, metavar="KLASÖR", help="belgelerin yazılacağı klasör"
    )
    demo_parser = commands.add_parser(
        "demo", help="uydurma bir belediyeyle programı gösterir", add_help=False
    )
    _add_help(demo_parser)
    demo_parser.add_argument(
        "--out", type=Path, default=Path("out"), metavar="KLASÖR", help="çıktıların klasörü"
    )
    return parser.parse_args(arguments)


def _add_help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help="bu yardımı yazar ve çıkar")


def render(sources: Sequence[Path], out: Path) -> int:
    """Makes the documents of each answer file; 0 when all of them could be made, else 1.

    One file's documents stand in ``out`` itself, several files' in a folder each, named after the
    file. A file with an error leaves nothing; the others are made all the same.
    """
    _speak_utf8()
    chosen, reason = settings.load()
    if reason:
        sys.stderr.write(f"{settings.file()}: ayarlar: uyarı: {reason}\n")
    addressee = Addressee(chosen.addressee_body, chosen.addressee_unit, chosen.addressee_address)
    names = Counter(_folder_name(file) for file in sources)
    ok = True
    for file in sources:
        if len(sources) == 1:
            ok = _render_one(file, out, addressee)
        elif names[_folder_name(file)] > 1:
            text = "Başka bir dosyayla aynı adı taşıyor; klasörleri karışırdı. Adını değiştirin."
            _tell(file, [Problem(WHOLE_FILE, text)])
            ok = False
        elif file.stem.strip(". ") == "":
            text = "Bu adla bir klasör açılamaz; dosyanın adını değiştirin."
            _tell(file, [Problem(WHOLE_FILE, text)])
            ok = False
        else:
            ok = _render_one(file, out / file.stem, addressee) and ok
    return 0 if ok else 1


def _folder_name(file: Path) -> str:
    """The file's stem as this system compares names: Windows minds no case."""
    return os.path.normcase(unicodedata.normalize("NFC", file.stem))


def _render_one(file: Path, folder: Path, addressee: Addressee) -> bool:
    read = answers.load(file, addressee, datetime.now().astimezone().date())
    problems = list(read.problems)
    if read.case is not None:
        problems += documents.unprintable(read.case)
    _tell(file, problems)
    if read.case is None or rules.errors(problems):
        return False
    made = documents.build(read.case)
    try:
        files.write_set(folder, {each.name: each.data for each in made}, documents.NAMES)
    except OSError:
        _tell(folder, [Problem(WHOLE_FILE, _NOT_WRITTEN)])
        return False
    for document in made:
        sys.stdout.write(f"{folder / document.name}\n")
    return True


def _tell(file: Path, problems: Iterable[Problem]) -> None:
    for problem in problems:
        warning = "uyarı: " if problem.severity is Severity.WARNING else ""
        sys.stderr.write(f"{file}: {problem.field}: {warning}{problem.text}\n")


def _speak_utf8() -> None:
    """A redirected console is cp1252 or cp1254 on Windows; Turkish must survive in both."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
