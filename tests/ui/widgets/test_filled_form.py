"""The KEP form with parola and şifre in it: locked on the disk, in the queue, and nowhere else.

One program of its own saves and prints it in the real window, with the real keyring and a real
print queue, while every file it or its children write is traced.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from PySide6.QtWidgets import QLineEdit

from ebel_wizard import demo
from ebel_wizard.demo import driver
from tests import cups, syscall_trace
from tests.ui.secrecy import SECRETS, secrets_in
from tests.ui.wizard import Wizard

PASSWORD = "Uzun ve eğri-7"
PRINTERS = {"koridor": "Koridordaki yazıcı", "sanal": "Microsoft Print to PDF"}


@dataclass(frozen=True)
class Printed:
    """What a run left, what it gave to the print queue, and all that was seen of it."""

    home: Path
    locked: Path
    queue: Path
    printed: list[bytes]
    seen: syscall_trace.Run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    home, queue = tmp_path_factory.mktemp("ev"), tmp_path_factory.mktemp("kuyruk")
    locked = home / "usb" / "form.pdf"
    locked.parent.mkdir()
    with cups.running(queue, **PRINTERS) as environment:
        seen = syscall_trace.run(
            home,
            "tests.ui.scenarios.filled_form_scenario",
            locked,
            PASSWORD,
            environment=environment,
        )
        printed = cups.taken(queue)
    return Printed(home=home, locked=locked, queue=queue, printed=printed, seen=seen)


def test_the_locked_form_opens_with_its_password_alone(run: Printed) -> None:
    with pikepdf.open(run.locked, password=PASSWORD) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
    for password in ("", PASSWORD.lower()):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(run.locked, password=password)
        with pytest.raises(pypdfium2.PdfiumError, match="password"):
            pypdfium2.PdfDocument(run.locked, password=password)
    pypdfium2.PdfDocument(run.locked, password=PASSWORD).close()


def test_what_is_locked_is_the_filled_form(run: Printed) -> None:
    with pdfplumber.open(run.locked, password=PASSWORD) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    assert all(secret in text for secret in SECRETS)


def test_the_queue_was_given_the_filled_form_and_no_other_printer(run: Printed) -> None:
    (data,) = run.printed
    with pdfplumber.open(BytesIO(data)) as pdf:
        assert all(secret in pdf.pages[0].extract_text() for secret in SECRETS)


def test_no_file_was_written_but_the_locked_one_and_the_answers(run: Printed) -> None:
    own = (f"{run.home}/ev/data/", f"{run.locked.parent}/")
    # Which folder was last looked into; Python and the keyring's library try out a folder for
    # temporary files; the print library keeps room for a printer's description.
    others = [
        path for path in run.seen.opened if path.startswith("/") and not f"{path}/".startswith(own)
    ]
    qt = re.compile(r".*/\.config(/QtProject\.conf(\.\w+)?)?|/proc/self/fd/\d+")
    # Where a second start reaches the window: Qt makes it in a folder beside it and moves it there.
    socket = re.compile(r"/proc/self/fd/\d+/(\.\w{6}(/s)?|wizard\.sock)")
    made = (f"{run.home}/ev", f"{run.home}/tmp/")
    rest = [path for path in others if not qt.fullmatch(path) and not socket.fullmatch(path)]
    assert [path for path in rest if not path.startswith(made)] == []
    beside = [path for path in run.seen.opened if path.startswith(own[1])]
    assert {Path(path).name for path in beside if path.endswith(".pdf")} == {run.locked.name}
    assert [each.name for each in run.locked.parent.iterdir()] == [run.locked.name]


def test_no_write_to_any_file_carries_a_secret(run: Printed) -> None:
    files = run.seen.files
    assert any(path.endswith("answers.db-wal") for path in files)
    assert run.locked.read_bytes() in files.values()
    assert {path: secrets_in(data) for path, data in files.items() if secrets_in(data)} == {}
    left = [path for path in run.home.rglob("*") if path.is_file()]
    assert run.locked in left
    assert [path.name for path in left if secrets_in(path.read_bytes())] == []


def test_the_search_finds_the_secrets_on_their_way_to_the_queue(run: Printed) -> None:
    assert secrets_in(run.printed[0]) == list(SECRETS)
    pipes = [data for path, data in run.seen.written.items() if path.startswith("pipe:")]
    assert any(secrets_in(data) == list(SECRETS) for data in pipes)


def test_printing_calls_nobody_but_the_queue(run: Printed) -> None:
    assert run.seen.called == {f"{run.queue}/socket"}


def test_the_officer_agrees_before_anything_is_printed(run: Printed) -> None:
    asked = run.seen.told[0]
    assert asked["enabled"] is False
    assert any("kuyruğu formun bir kopyasını" in text for text in asked["said"])
    assert "Yazdırmak için yukarıdaki kutuyu işaretleyin." in asked["said"]


def test_a_printer_that_makes_files_is_refused_in_words(run: Printed) -> None:
    said = {line["printer"]: line for line in run.seen.told[1:]}
    assert said[PRINTERS["koridor"]]["enabled"]
    refused = said[PRINTERS["sanal"]]
    assert not refused["enabled"]
    assert any("dosya üreten bir programdır" in text for text in refused["said"])


@pytest.fixture
def form(filled: Wizard) -> Iterator[Wizard]:
    """The KEP form in sight, both secrets kept; none is kept afterwards."""
    filled.step_one("KEP")
    for label, text in demo.SECRETS.items():
        filled.answer(label, text)
        filled.press(f"{label}: Bu bilgisayarda tut")
        kept = partial(driver.has_button, filled.window, f"{label}: Kaldır")
        driver.wait_until(kept, f"{label} to be kept")
    filled.step_one("Belgeler")
    filled.wait_preview()
    filled.choose_document("KEP formu")
    offers = partial(driver.has_button, filled.window, "Doldurulmuş formu yazdır…")
    driver.wait_until(offers, "the offer to fill it in")
    yield filled
    demo.forget_secrets(filled.window)


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
        driver.find_by_name(dialog, QLineEdit, name)
        for name in ("Dosya parolası", "Parola, bir kez daha")
    ]
    assert {line.echoMode() for line in lines} == {QLineEdit.EchoMode.Password}
    assert "unutursanız dosya bir daha açılamaz" in "".join(form.texts_in(dialog))
    for first, second, said in UNFIT:
        for line, text in zip(lines, (first, second), strict=True):
            driver.replace_text(line, text)
        driver.click(dialog, "Devam")
        assert said in "".join(form.texts_in(dialog))
        assert [line.text() for line in lines] == [first, second]
    dialog.reject()


def test_a_place_that_cannot_be_written_is_told(form: Wizard, tmp_path: Path) -> None:
    form.save_locked(tmp_path / f"{'ş' * 200}.pdf", PASSWORD)  # too long a name in bytes
    driver.wait_until(lambda: form.says("Dosya yazılamadı"), "the refusal")


def test_saving_all_leaves_the_locked_form_and_has_no_secret(form: Wizard, tmp_path: Path) -> None:
    form.save_locked(tmp_path / "kep-formu-dolu.pdf", PASSWORD)
    driver.wait_until(lambda: form.says("şifreli kaydedildi"), "the locked form")
    form.save_into(tmp_path)
    driver.wait_until(lambda: form.says("10 belge kaydedildi"), "the files")
    files = list(tmp_path.glob("*.pdf"))
    assert len(files) == 11
    assert not [path.name for path in files if secrets_in(path.read_bytes())]


def test_without_a_way_into_the_queue_the_form_is_left_to_the_hand(
    form: Wizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    form.press("Doldurulmuş formu yazdır…")
    driver.wait_until(
        lambda: form.says("Boş formu yazdırıp elle doldurun"), "the queue to be asked for"
    )


def test_nothing_offers_to_fill_the_form_when_nothing_is_kept(filled: Wizard) -> None:
    filled.choose_document("KEP formu")
    driver.process_events()
    assert not driver.has_button(filled.window, "Doldurulmuş formu yazdır…")
    assert not driver.has_button(filled.window, "Doldurulmuş formu parolayla kilitleyip kaydet…")
