"""What is typed once the workspace is encrypted never reaches a file in clear, nor does its key.

One program of its own, in the real window, with the real keyring and a real print queue, while
every byte that it and its children write is recorded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from ebel_wizard import crypto
from ebel_wizard.store.encryption import read_key_file
from ebel_wizard.vault import Secret, Vault
from tests import cups, syscall_trace
from tests.ui.secrecy import found_in

BEFORE, AFTER = "Öncekioğlu", "Sonrakioğlu"
SCAN = b"imzali yazinin taranmis hali " * 5_000


@dataclass(frozen=True)
class Encrypted:
    """What was seen of a run, what its queue was given, and the code that it showed."""

    home: Path
    seen: syscall_trace.Run
    printed: list[bytes]
    code: list[str]

    def writing(self, *texts: str) -> dict[str, list[str]]:
        """The files to which any of the texts was written."""
        files = {path: found_in(data, texts) for path, data in self.seen.files.items()}
        return {path: found for path, found in files.items() if found}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Encrypted]:
    home, queue = tmp_path_factory.mktemp("ev"), tmp_path_factory.mktemp("kuyruk")
    scan = tmp_path_factory.mktemp("tarama") / "imzalı yazı.pdf"
    scan.write_bytes(SCAN)
    with cups.running(queue, koridor="Koridordaki yazıcı") as environment:
        seen = syscall_trace.run(
            home,
            "tests.ui.scenarios.encrypted_scenario",
            BEFORE,
            AFTER,
            scan,
            environment=environment,
        )
        printed = cups.taken(queue)
    assert seen.told[-1] == {"done": True}
    yield Encrypted(home, seen, printed, seen.told[0]["code"])
    lock = read_key_file(home / "ev" / "data")
    assert lock is not None
    Vault(lock.workspace_id).remove(Secret.MASTER_KEY)


def test_what_was_typed_before_is_found_by_the_search(run: Encrypted) -> None:
    assert any(path.endswith("answers.db-wal") for path in run.writing(BEFORE))


def test_what_is_typed_afterwards_reaches_no_file_in_clear(run: Encrypted) -> None:
    assert run.writing(AFTER) == {}
    assert [path for path, data in run.seen.files.items() if SCAN[:200] in data] == []


def test_nothing_lies_open_at_the_end(run: Encrypted) -> None:
    left = [path for path in (run.home / "ev").rglob("*") if path.is_file()]
    kept = {path: path.read_bytes() for path in left}
    assert len(kept) > 4
    assert [
        path.name
        for path, data in kept.items()
        if found_in(data, (BEFORE, AFTER)) or SCAN[:29] in data
    ] == []


def test_neither_code_nor_key_reaches_a_file(run: Encrypted) -> None:
    master_key = crypto.parse_recovery_code("".join(run.code))
    keys = [crypto.derive(master_key, purpose) for purpose in ("database", "files")]
    assert run.writing(*run.code, *(key.hex() for key in (master_key, *keys))) == {}
    raw = [path for path, data in run.seen.files.items() if any(key in data for key in keys)]
    assert raw == []
    assert [path for path in run.seen.opened if found_in(path.encode(), run.code)] == []


def test_the_printer_was_given_the_code(run: Encrypted) -> None:
    (data,) = run.printed
    with pdfplumber.open(BytesIO(data)) as pdf:
        (page,) = pdf.pages
        words = page.extract_text().split()
    assert [word for word in words if word in run.code] == run.code
