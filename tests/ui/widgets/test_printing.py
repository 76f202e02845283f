"""Printing through a real queue: each document on its paper, and a failing printer said plainly."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from ebel_wizard import demo, documents
from ebel_wizard.documents.kind import A4
from ebel_wizard.documents.kind import ENVELOPES as SIZES
from ebel_wizard.ui.widgets import printing
from tests import cups
from tests.limits import HANG

ANNEXES = {"Personel tablosu", "KEP formu"}
ENVELOPES = {"Zarf C5", "GİZLİ iç zarf C5", "GİZLİ dış zarf C5"}
LOOK = "bilgisayarın yazıcı ayarlarında duraklatılmışsa sürdürün"


class Corridor:
    """A printer in the corridor, and a program that prints on it."""

    def __init__(self, queue: Path, environment: dict[str, str]) -> None:
        self.queue = queue
        self._environment = {**os.environ, **environment}

    def told(self, *command: str, prints: bool, copies: int = 1) -> str:
        """What the officer is told after printing all of step 1.

        The command is an administrator's, given after the printer was chosen.
        """
        module = "tests.ui.scenarios.printing_scenario"
        done = subprocess.run(
            [sys.executable, "-m", module, "koridor", str(copies), *command],
            env=self._environment,
            check=False,
            capture_output=True,
            encoding="utf-8",
            timeout=HANG,
        )
        assert done.returncode == (0 if prints else 1), done.stderr
        return done.stdout


@contextmanager
def corridor(folder: Path) -> Iterator[Corridor]:
    """The printer, while it is there."""
    with cups.running(folder, koridor="Koridordaki yazıcı") as environment:
        yield Corridor(folder, environment)


def test_letters_have_one_side_annexes_two_and_envelopes_their_own_tray(tmp_path: Path) -> None:
    with corridor(tmp_path / "kuyruk") as printer:
        assert printer.told(prints=True, copies=2) == "10 belge yazıcıya gönderildi: koridor."
        jobs, data = cups.jobs(printer.queue), cups.taken(printer.queue)
    by_name = {job["job-name"][0].decode(): job for job in jobs}
    assert len(by_name) == len(jobs) == 10
    sides = {name: job["sides"] for name, job in by_name.items()}
    assert {name for name, said in sides.items() if said == [b"two-sided-long-edge"]} == ANNEXES
    assert {name for name, said in sides.items() if said == [b"one-sided"]} == {*by_name} - ANNEXES
    media = {name: job["media"] for name, job in by_name.items()}
    assert {name for name in media if b"Envelope" in media[name]} == ENVELOPES
    assert media["Zarf C5"] == [b"iso_c5_162x229mm", b"Envelope"]
    assert media["Talep yazısı"] == [b"iso_a4_210x297mm"]
    assert all(int.from_bytes(job["copies"][0]) == 2 for job in jobs)
    # What is printed is the document itself, not a picture of it.
    assert data[0] == documents.build(demo.example())[0].data


def test_a_stopped_printer_is_named_although_its_queue_takes_the_documents(tmp_path: Path) -> None:
    with corridor(tmp_path / "kuyruk") as printer:
        said = printer.told("cupsdisable", "koridor", prints=True)
    assert said.startswith("10 belge yazıcıya gönderildi: koridor. Yazıcı durdurulmuş")
    assert LOOK in said


def test_a_printer_that_takes_nothing_is_said_with_what_was_not_printed(tmp_path: Path) -> None:
    with corridor(tmp_path / "kuyruk") as printer:
        said = printer.told("cupsreject", "koridor", prints=False)
    assert said.startswith("“Talep yazısı” yazdırılamadı: “koridor” işi kabul etmedi.")
    assert LOOK in said


def test_a_printer_that_is_gone_is_said(tmp_path: Path) -> None:
    with corridor(tmp_path / "kuyruk") as printer:
        said = printer.told("lpadmin", "-x", "koridor", prints=False)
    assert said.startswith("“Talep yazısı” yazdırılamadı: “koridor” adlı yazıcıya ulaşılamıyor")
    assert said.endswith("Başka bir yazıcı seçin.")


def test_a_file_that_cannot_be_printed_into_is_said(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "yok" / "a.pdf"))
    with pytest.raises(printing.NotPrintedError, match=r"a\.pdf yazılamadı; başka bir yer seçip"):
        printing.print_documents(documents.build(demo.example()), printer)


def test_printers_know_envelopes_by_their_upright_size() -> None:
    assert [size.media for size in (A4, *SIZES)] == [
        "iso_a4_210x297mm",
        "iso_dl_110x220mm",
        "iso_c5_162x229mm",
        "iso_c4_229x324mm",
    ]
