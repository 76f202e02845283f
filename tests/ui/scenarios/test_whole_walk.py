"""The walk through everything, in a namespace without a network, with every call of it watched.

No file, whatever became of it, was ever given a secret; no log, name or metadata a number of a
person; and nothing was asked or told over any socket but those of D-Bus.
"""

import re
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pikepdf
import pytest
from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard import demo
from ebel_wizard.case.answers import Answers
from ebel_wizard.case.tables import PERSON
from ebel_wizard.store import program_log
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.vault import KEP, Secret, Vault
from tests import syscall_trace
from tests.limits import HANG
from tests.ui.secrecy import SECRETS, found_in, secrets_in

WITHOUT_NETWORK: Final = ("unshare", "--map-current-user", "--net")


def may_leave_the_network() -> bool:
    with suppress(FileNotFoundError):
        tried = subprocess.run(
            [*WITHOUT_NETWORK, "true"], capture_output=True, check=False, timeout=HANG
        )
        return tried.returncode == 0
    return False


@dataclass(frozen=True)
class Walked:
    """What was seen of the walk, what it left under ``home``, and what it kept at the end."""

    home: Path
    seen: syscall_trace.Run
    answers: Answers
    case: str

    @property
    def data(self) -> Path:
        return self.home / "ev" / "data"

    @property
    def left(self) -> list[Path]:
        return [path for path in self.home.rglob("*") if path.is_file()]

    def numbers(self) -> set[str]:
        """TCKN and mobile number of everybody, without blanks and leading noughts."""
        rows = self.answers.rows(PERSON).values()
        parts = (str(row[part]) for row in rows for part in ("tckn", "mobile"))
        return {re.sub(r"\D", "", text).lstrip("0") for text in parts} - {""}


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    home = tmp_path_factory.mktemp("walk")
    seen = syscall_trace.run(
        home,
        "tests.ui.scenarios.step_one_scenario",
        before=WITHOUT_NETWORK if may_leave_the_network() else (),
    )
    assert seen.told[-1] == {"done": True}
    kept = Workspace.open(home / "ev" / "data")
    yield Walked(home, seen, kept.load(), kept.id)
    for secret in Secret:
        Vault(kept.id).remove(secret)
    kept.close()


def test_both_secrets_were_kept_where_they_belong(walked: Walked) -> None:
    assert [Vault(walked.case).read(secret) for secret in KEP] == list(SECRETS)


def test_no_write_to_any_file_carries_a_secret(walked: Walked) -> None:
    files = walked.seen.files
    assert len(files) > 50
    assert {path: secrets_in(data) for path, data in files.items() if secrets_in(data)} == {}
    assert [path.name for path in walked.left if secrets_in(path.read_bytes())] == []
    assert [path for path in walked.seen.opened if found_in(path.encode(), SECRETS)] == []


def test_no_file_is_written_unseen_but_the_memory_of_a_log(walked: Walked) -> None:
    assert {Path(path).name.rpartition("-")[2] for path in walked.seen.unseen} == {"shm"}


@pytest.mark.parametrize("kind", [".pdf", ".docx", ".xlsx", ".eml", "-wal", ".db"])
def test_the_search_finds_a_number_in_every_kind_of_file(walked: Walked, kind: str) -> None:
    number = demo.example().officers[0].tckn
    names = walked.seen.renamed  # most files are written under another name first
    written = [
        data for path, data in walked.seen.files.items() if names.get(path, path).endswith(kind)
    ]
    assert any(found_in(data, [number]) for data in written)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_the_search_finds_a_secret_in_any_encoding(encoding: str) -> None:
    data = "".join(SECRETS).encode(encoding)
    assert secrets_in(b"\0" + data) == list(SECRETS)


def test_the_journal_holds_nothing_that_was_typed(walked: Walked) -> None:
    written = "".join(
        each.read_text(encoding="utf-8")
        for each in (walked.data / program_log.FOLDER_NAME).iterdir()
    )
    assert "opened in" in written
    assert "closed" in written
    with closing(sqlite3.connect(walked.data / FILE_NAME)) as reader:
        rows = [
            *reader.execute("SELECT value FROM answer"),
            *reader.execute("SELECT * FROM person"),
        ]
    typed = {text for row in rows for text in row if len(text) > 2}
    assert len(typed) > 300
    assert not [text for text in (*typed, *SECRETS) if text in written]


def test_no_log_name_setting_or_metadata_has_a_number(walked: Walked) -> None:
    numbers = walked.numbers()
    assert len(numbers) > 500
    texts = [*walked.seen.opened, (walked.home / "ev" / "settings.json").read_text("utf-8")]
    texts += [each.read_text("utf-8") for each in (walked.data / program_log.FOLDER_NAME).iterdir()]
    metadata = [text for path in walked.left for text in metadata_of(path)]
    assert len(metadata) > 20
    for text in (*texts, *metadata):
        packed = re.sub(r"[^\d\n]", "", text)
        assert not [text for number in numbers if number in packed]


def metadata_of(path: Path) -> Iterator[str]:
    """What a file says of itself beside its content."""
    if path.suffix == ".pdf" and path.stat().st_size > 1000:  # the scans of the walk are no PDFs
        with pikepdf.open(path) as pdf:
            yield from map(str, pdf.docinfo.values())
            yield str(pdf.open_metadata())
    elif path.suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.startswith("docProps/"):
                    yield archive.read(name).decode("utf-8")


def test_the_workspace_is_its_owners_alone(walked: Walked) -> None:
    for path in [walked.data, *walked.data.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path.name


@pytest.mark.skipif(not may_leave_the_network(), reason="this account may make no namespace")
def test_where_the_walk_goes_there_is_no_network() -> None:
    command = [*WITHOUT_NETWORK, "cat", "/proc/net/dev"]
    _, _, *cards = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=HANG
    ).stdout.splitlines()
    assert [line.partition(":")[0].strip() for line in cards] == ["lo"]


def test_nothing_is_called_and_no_socket_could_leave_the_machine(walked: Walked) -> None:
    assert walked.seen.called == set()
    assert {family for call, family in walked.seen.sockets if call == "socket"} == {"AF_UNIX"}


def test_nothing_listens_but_the_bell(walked: Walked) -> None:
    bound = {path for call, path in walked.seen.sockets if call == "bind"}
    # Qt makes it in a folder that is the account's alone, in the workspace, and renames it.
    assert bound
    assert all(re.fullmatch(r"/proc/self/fd/\d+/\.\w+/s", path) for path in bound)
    assert not [call for call, _ in walked.seen.sockets if call.startswith("accept")]
