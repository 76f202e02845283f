"""The KEP form with parola and şifre in it: locked on the disk, in the queue, and nowhere else.

One program of its own saves and prints it in the real window, with the real keyring and a real
print queue, while every file it or its children write is traced.
"""

import base64
import json
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from PySide6.QtWidgets import QLineEdit

from ebel_wizard import demo, settings
from ebel_wizard.ui import driver
from tests import print_queue
from tests.ui.wizard import Wizard

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "Uzun ve eğri-7"
SECRETS = tuple(demo.SECRETS.values())
PRINTERS = {"koridor": "Koridordaki yazıcı", "sanal": "Microsoft Print to PDF"}
CALLS = (
    "open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "mkdir,mkdirat,mknod,mknodat,memfd_create,write,pwrite64,writev,pwritev,sendfile,splice,"
    "copy_file_range"
)


@dataclass(frozen=True)
class Run:
    """What a run told, left and wrote: ``written`` has all that went to a path."""

    home: Path
    locked: Path
    told: list[dict[str, Any]]
    printed: list[bytes]
    opened: set[str]
    written: dict[str, bytes]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    home, queue = tmp_path_factory.mktemp("ev"), tmp_path_factory.mktemp("kuyruk")
    locked, trace = home / "usb" / "form.pdf", home.parent / "trace"
    locked.parent.mkdir()
    (home / "tmp").mkdir()
    with print_queue.running(queue, **PRINTERS) as environment:
        done = subprocess.run(
            [
                *("strace", "-f", "-y", "-xx", "-s", "10000000", "--seccomp-bpf"),
                *("-e", f"trace={CALLS}", "-e", "signal=none", "-o", trace),
                *(sys.executable, "-m", "tests.ui.filled_walk", locked, PASSWORD),
            ],
            env={
                **os.environ,
                **environment,
                settings.HOME_VARIABLE: str(home / "ev"),
                "TMPDIR": str(home / "tmp"),
                "PYTHONPATH": str(ROOT),
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            cwd=home,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        printed = print_queue.taken(queue)
    opened, written = files_of(trace)
    return Run(
        home=home,
        locked=locked,
        told=[json.loads(line) for line in done.stdout.splitlines()],
        printed=printed,
        opened=opened,
        written=written,
    )


def files_of(trace: Path) -> tuple[set[str], dict[str, bytes]]:
    """Which files were opened to be written or named anew, and what was written to each and where.

    Arguments stand in a call's first line, even where its end is told later.
    """
    named: set[str] = set()
    written: dict[str, bytes] = {}
    with trace.open("rb") as lines:
        for line in lines:
            found = re.match(rb"\d+ +(\w+)\((.*)", line)
            if found is None:
                continue
            call, rest = found[1].decode(), found[2]
            texts = [unescaped(text) for text in re.findall(rb'"((?:\\x[0-9a-f]{2})*)"', rest)]
            if call.startswith(("write", "pwrite")):
                place = re.match(rb"\d+<([^>]*)>", rest)
                assert place, line[:200]
                path = unescaped(place[1]).decode()
                written[path] = written.get(path, b"") + b"".join(texts)
            elif not call.startswith("open") or re.search(rb"O_(WRONLY|RDWR|CREAT)", rest):
                named.update(text.decode() for text in texts)
    return named, written


def unescaped(text: bytes) -> bytes:
    return re.sub(rb"\\x([0-9a-f]{2})", lambda found: bytes.fromhex(found[1].decode()), text)


def secrets_in(data: bytes) -> list[str]:
    """The secrets found in some bytes: as they are, in base64, and in whatever can be unpacked."""
    unpacked = [data]
    for start in re.finditer(rb"stream\r?\n", data):
        packed = data[start.end() : data.find(b"endstream", start.end())].strip()
        with suppress(ValueError):
            packed = base64.a85decode(packed.removesuffix(b"~>"))
        with suppress(zlib.error):
            unpacked.append(zlib.decompressobj().decompress(packed))
    found = []
    for secret in SECRETS:
        shapes = [secret.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
        shapes += [base64.b64encode(shape).rstrip(b"=") for shape in shapes]
        # A PDF writes Turkish letters by their place in its own font, the others as they are.
        shapes.append(max(re.findall(rb"[ -~]+", secret.encode()), key=len))
        if any(shape in each for shape in shapes for each in unpacked):
            found.append(secret)
    return found


def is_file(path: str) -> bool:
    return path.startswith("/") and path != "/dev/null"


def test_the_locked_form_opens_with_its_password_alone(run: Run) -> None:
    with pikepdf.open(run.locked, password=PASSWORD) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
    for password in ("", PASSWORD.lower()):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(run.locked, password=password)
        with pytest.raises(pypdfium2.PdfiumError, match="password"):
            pypdfium2.PdfDocument(run.locked, password=password)
    pypdfium2.PdfDocument(run.locked, password=PASSWORD).close()


def test_what_is_locked_is_the_filled_form(run: Run) -> None:
    with pdfplumber.open(run.locked, password=PASSWORD) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    assert all(secret in text for secret in SECRETS)


def test_the_queue_was_given_the_filled_form_and_no_other_printer(run: Run) -> None:
    (data,) = run.printed
    with pdfplumber.open(BytesIO(data)) as pdf:
        assert all(secret in pdf.pages[0].extract_text() for secret in SECRETS)


def test_no_file_was_written_but_the_locked_one_and_the_answers(run: Run) -> None:
    own = (f"{run.home}/ev/data/", f"{run.locked.parent}/")
    # Which folder was last looked into; Python and the keyring's library try out a folder for
    # temporary files; the print library keeps room for a printer's description.
    others = [path for path in run.opened if is_file(path) and not f"{path}/".startswith(own)]
    qt = re.compile(r".*/\.config(/QtProject\.conf(\.\w+)?)?|/proc/self/fd/\d+")
    made = (f"{run.home}/ev", f"{run.home}/tmp/")
    assert [path for path in others if not qt.fullmatch(path) and not path.startswith(made)] == []
    beside = [path for path in run.opened if path.startswith(own[1])]
    assert {Path(path).name for path in beside if path.endswith(".pdf")} == {run.locked.name}
    assert [each.name for each in run.locked.parent.iterdir()] == [run.locked.name]


def test_no_write_to_any_file_carries_a_secret(run: Run) -> None:
    files = {path: data for path, data in run.written.items() if is_file(path)}
    assert any(path.endswith("answers.db-wal") for path in files)
    assert run.locked.read_bytes() in files.values()
    assert {path: secrets_in(data) for path, data in files.items() if secrets_in(data)} == {}
    left = [path for path in run.home.rglob("*") if path.is_file()]
    assert run.locked in left
    assert [path.name for path in left if secrets_in(path.read_bytes())] == []


def test_the_search_finds_the_secrets_on_their_way_to_the_queue(run: Run) -> None:
    assert secrets_in(run.printed[0]) == list(SECRETS)
    pipes = [data for path, data in run.written.items() if path.startswith("pipe:")]
    assert any(secrets_in(data) == list(SECRETS) for data in pipes)


def test_the_officer_agrees_before_anything_is_printed(run: Run) -> None:
    asked = run.told[0]
    assert asked["enabled"] is False
    assert any("kuyruğu formun bir kopyasını" in text for text in asked["said"])
    assert "Yazdırmak için yukarıdaki kutuyu işaretleyin." in asked["said"]


def test_a_printer_that_makes_files_is_refused_in_words(run: Run) -> None:
    said = {line["printer"]: line for line in run.told[1:]}
    assert said[PRINTERS["koridor"]]["enabled"]
    refused = said[PRINTERS["sanal"]]
    assert not refused["enabled"]
    assert any("dosya üreten bir programdır" in text for text in refused["said"])


@pytest.fixture
def form(wizard: Wizard) -> Iterator[Wizard]:
    """The KEP form in sight, both secrets kept; none is kept afterwards."""
    demo.fill_in(wizard.window, demo.example())
    wizard.step_one("Belgeler")
    wizard.wait_preview()
    wizard.choose_document("KEP formu")
    yield wizard
    demo.forget_secrets(wizard.window)


UNFIT = (
    ("", "", "en az 8 karakter"),
    ("kısacık", "kısacık", "en az 8 karakter"),
    ("uzun parola ", "uzun parola ", "sonunda boşluk var"),
    ("uzun parola", "uzun porala", "aynı değil"),
    ("ş" * 64, "ş" * 64, "çok uzun"),
)


def test_an_unfit_password_is_told_and_kept(form: Wizard) -> None:
    dialog = form.type_password("", "")
    lines = [
        driver.named(dialog, QLineEdit, name) for name in ("Dosya parolası", "Aynısı, yeniden")
    ]
    assert {line.echoMode() for line in lines} == {QLineEdit.EchoMode.Password}
    assert "unutursanız dosya bir daha açılamaz" in "".join(form.said_in(dialog))
    for first, second, said in UNFIT:
        for line, text in zip(lines, (first, second), strict=True):
            driver.retype(line, text)
        driver.press(dialog, "Devam")
        assert said in "".join(form.said_in(dialog))
        assert [line.text() for line in lines] == [first, second]
    dialog.reject()


def test_a_place_that_cannot_be_written_is_told(form: Wizard, tmp_path: Path) -> None:
    form.save_locked(tmp_path / f"{'ş' * 200}.pdf", PASSWORD)  # too long a name in bytes
    driver.until(lambda: form.says("Dosya yazılamadı"), "the refusal")


def test_saving_all_leaves_the_locked_form_and_has_no_secret(form: Wizard, tmp_path: Path) -> None:
    form.save_locked(tmp_path / "kep-formu-dolu.pdf", PASSWORD)
    driver.until(lambda: form.says("şifreli kaydedildi"), "the locked form")
    form.save_into(tmp_path)
    driver.until(lambda: form.says("4 belge kaydedildi"), "the files")
    files = list(tmp_path.glob("*.pdf"))
    assert len(files) == 5
    assert not [path.name for path in files if secrets_in(path.read_bytes())]


def test_without_a_way_into_the_queue_the_form_is_left_to_the_hand(
    form: Wizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    form.press("Doldurulmuş formu yazdır…")
    assert form.says("Boş formu yazdırıp elle doldurun")


def test_nothing_offers_to_fill_the_form_when_nothing_is_kept(wizard: Wizard) -> None:
    demo.fill_in(wizard.window, demo.example())
    demo.forget_secrets(wizard.window)
    wizard.step_one("Belgeler")
    wizard.wait_preview()
    wizard.choose_document("KEP formu")
    driver.settle()
    assert not driver.has(wizard.window, "Doldurulmuş formu yazdır…")
    assert not driver.has(wizard.window, "Doldurulmuş formu şifreli kaydet…")
