"""The print queue gets a job by standard input and reports whether it accepted it."""

import os
import sys
from pathlib import Path

import pytest

from ebel_wizard.exchange import print_queue
from tests import cups


def test_a_queue_gets_the_same_bytes_and_an_unknown_one_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bytes(range(256)) * 400
    with cups.running(tmp_path / "kuyruk", koridor="Koridor") as environment:
        monkeypatch.setenv("CUPS_SERVER", environment["CUPS_SERVER"])
        assert print_queue.send("koridor", "KEP formu", data)
        assert not print_queue.send("yok", "KEP formu", data)
        assert cups.taken(tmp_path / "kuyruk") == [data]
    assert not print_queue.send("koridor", "KEP formu", data)


def test_a_job_says_on_what_paper_on_how_many_sides_and_how_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = tmp_path / "kuyruk"
    with cups.running(queue, koridor="Koridor") as environment:
        monkeypatch.setenv("CUPS_SERVER", environment["CUPS_SERVER"])
        assert print_queue.send("koridor", "Talep yazısı", b"%PDF-1.4", copies=2)
        media = ("iso_dl_110x220mm", "Envelope")
        assert print_queue.send("koridor", "Zarf", b"%PDF-1.4", media=media, two_sided=True)
        letter, envelope = cups.jobs(queue)
    assert letter["job-name"] == ["Talep yazısı".encode()]
    assert letter["sides"] == [b"one-sided"]
    assert [int.from_bytes(each) for each in letter["copies"]] == [2]
    assert letter["print-scaling"] == [b"none"]
    assert envelope["media"] == [b"iso_dl_110x220mm", b"Envelope"]
    assert envelope["sides"] == [b"two-sided-long-edge"]


def test_without_the_program_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not print_queue.is_available()
    assert not print_queue.send("koridor", "KEP formu", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="lp is POSIX’")
@pytest.mark.parametrize("before", ["/once", None])
def test_lp_does_not_get_the_libraries_of_the_packaged_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    seen = tmp_path / "seen"
    program = tmp_path / "lp"
    program.write_text(f'#!/bin/sh\nprintf "%s" "${{LD_LIBRARY_PATH-none}}" > {seen}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/frozen")
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert print_queue.send("koridor", "KEP formu", b"")
    assert seen.read_text() == (before or "none")
