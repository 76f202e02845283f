"""A file kept in the workspace is there for good, for its owner alone, and never half."""

import os
import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard import untrusted
from ebel_wizard.case import answers
from ebel_wizard.case.answers import File
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.kept_files import FOLDER_NAME, Files
from ebel_wizard.store.workspace import Workspace
from tests.limits import HANG

ROOT = Path(__file__).parents[2]
ARMS = b"\x89PNG arma"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return Files(tmp_path_factory.mktemp("shared") / FOLDER_NAME)


@given(st.binary(max_size=200))
def test_what_is_kept_is_read_again_as_it_was(shared: Files, data: bytes) -> None:
    digest = shared.keep(data)
    assert shared.read(digest) == data
    assert shared.keep(data) == digest == sha256(data).hexdigest()


def test_a_file_outlives_its_original_and_a_restart(folder: Path, tmp_path: Path) -> None:
    original = tmp_path / "arma.png"
    original.write_bytes(ARMS)
    first = Workspace.open(folder)
    digest = first.files.keep(original.read_bytes())
    kept = File(answers.LOGO, original.name, digest, len(ARMS))
    first.apply(first.load().add_file(kept))
    first.close()
    original.unlink()
    again = Workspace.open(folder)
    found = again.load().logo()
    assert found == kept
    assert again.files.read(found.digest) == ARMS
    again.close()


def test_a_file_that_is_let_go_of_can_be_brought_back(workspace: Workspace) -> None:
    digest = workspace.files.keep(ARMS)
    now = workspace.load()
    added = now.add_file(File(answers.LOGO, "arma.png", digest, len(ARMS)))
    for change in (added, added.inverse()):
        workspace.apply(change)
    assert workspace.load().logo() is None
    assert workspace.files.read(digest) == ARMS


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_files_are_for_their_owner_alone(folder: Path) -> None:
    umask = os.umask(0)
    try:
        opened = Workspace.open(folder)
        digest = opened.files.keep(ARMS)
        opened.close()
    finally:
        os.umask(umask)
    kept = folder / FOLDER_NAME
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert stat.S_IMODE((kept / digest).stat().st_mode) == 0o600
    kept.chmod(0o755)  # as a copy of the workspace may come back
    Workspace.open(folder).close()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700


@pytest.mark.parametrize("digest", ["", "0" * 64, "../answers.db", "A" * 64, "0" * 63 + "\n"])
def test_what_was_never_kept_is_lost(workspace: Workspace, digest: str) -> None:
    workspace.files.keep(ARMS)
    with pytest.raises(StoreError) as raised:
        workspace.files.read(digest)
    assert raised.value.fault is Fault.FILE_LOST


def test_a_damaged_file_is_lost_until_it_is_kept_again(workspace: Workspace) -> None:
    digest = workspace.files.keep(ARMS)
    (workspace.files.folder / digest).write_bytes(ARMS[:-1])
    with pytest.raises(StoreError):
        workspace.files.read(digest)
    assert workspace.files.keep(ARMS) == digest
    assert workspace.files.read(digest) == ARMS


def test_what_a_power_cut_left_is_cleared_away(workspace: Workspace) -> None:
    digest = workspace.files.keep(ARMS)
    (workspace.files.folder / ".yarim-abc").write_bytes(b"half")
    other = workspace.files.keep(b"another")
    assert {path.name for path in workspace.files.folder.iterdir()} == {digest, other}


LITTLE_ROOM = """
import resource, sys
from pathlib import Path
from ebel_wizard.store.errors import StoreError
from ebel_wizard.store.kept_files import Files
files = Files(Path(sys.argv[1]))
files.keep(b"small")
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    files.keep(bytes(5000))
except StoreError as error:
    print(error.fault.name)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX")
def test_a_disk_that_refuses_keeps_nothing_half(tmp_path: Path) -> None:
    kept = tmp_path / FOLDER_NAME
    done = subprocess.run(
        [sys.executable, "-c", LITTLE_ROOM, kept],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=HANG,
    )
    assert done.stdout.strip() == Fault.NOT_WRITABLE.name
    assert [path.name for path in kept.iterdir()] == [sha256(b"small").hexdigest()]


def test_a_folder_that_is_a_file_is_not_writable(tmp_path: Path) -> None:
    (tmp_path / FOLDER_NAME).write_bytes(b"")
    with pytest.raises(StoreError) as raised:
        Files(tmp_path / FOLDER_NAME).keep(ARMS)
    assert raised.value.fault is Fault.NOT_WRITABLE


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("imzalı yazı.pdf", "imzalı yazı.pdf"),
        ("../../.bashrc", "_.._.bashrc"),
        ("..\\..\\x.pdf", "_.._x.pdf"),
        ("/etc/passwd", "_etc_passwd"),
        ("C:\\x.pdf", "C__x.pdf"),
        ("x.pdf:gizli", "x.pdf_gizli"),
        ("virüs.exe. .", "virüs.exe"),
        ("CON", "_CON"),
        ("nul.pdf", "_nul.pdf"),
        ("Com7 .txt", "_Com7 .txt"),
        ("contract.pdf", "contract.pdf"),
        ("fdp.\u202eexe", "fdp.exe"),
        ("a\u200bb\ufeff.pdf", "ab.pdf"),
        ("a\0b\nc.pdf", "a_b_c.pdf"),
        ("...", "dosya"),
        ("", "dosya"),
        ("ş" * 300 + ".pdf", "ş" * 80 + ".pdf"),
        ("x." + "y" * 300, "x." + "y" * 10),
    ],
)
def test_a_copy_for_a_viewer_has_a_name_that_leads_nowhere_else(
    workspace: Workspace, name: str, made: str
) -> None:
    copy = workspace.files.export_temp_copy(workspace.files.keep(ARMS), name)
    assert copy.name == made
    assert copy.parent.parent.parent == workspace.files.folder
    assert copy.read_bytes() == ARMS


def test_what_leaves_the_workspace_carries_the_mark_that_windows_knows(
    shared: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only its disks keep such a mark, in a stream that goes where the file goes; here it is a file
    beside the one that is still being written.
    """
    marks: list[tuple[bytes, bytes]] = []
    mark = untrusted.mark

    def mark_and_look(file: Path) -> None:
        mark(file)
        beside = Path(f"{file}.mark")
        marks.append((file.read_bytes(), beside.read_bytes()))
        beside.unlink()

    monkeypatch.setattr(untrusted, "WEB_MARK", ".mark")
    monkeypatch.setattr(untrusted, "mark", mark_and_look)
    digest = shared.keep("gelen yazı".encode())
    shared.export_temp_copy(digest, "yazı.docx")
    shared.write_copy(digest, tmp_path / "başka yer.docx")
    assert marks == [("gelen yazı".encode(), b"[ZoneTransfer]\r\nZoneId=3\r\n")] * 2
    assert (tmp_path / "başka yer.docx").read_bytes() == "gelen yazı".encode()
