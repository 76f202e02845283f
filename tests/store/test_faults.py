"""Faults the officer can remedy are distinguished, and a refused file is not altered."""

import contextlib
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.store import mounts, sqlite
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from tests.limits import HANG
from tests.platforms import second_account
from tests.store import older

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(sys.platform == "win32", reason="owners and modes are POSIX")


def named(text: str) -> Change:
    made = Answers().set_answer("municipality.name", text)
    assert made is not None
    return made


@pytest.fixture
def file(folder: Path) -> Path:
    """The closed database of a workspace with one answer in it."""
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.close()
    return folder / FILE_NAME


def refusal(folder: Path) -> Fault:
    with pytest.raises(StoreError) as raised:
        Workspace.open(folder)
    return raised.value.fault


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_says_what_happened_and_what_to_do(fault: Fault) -> None:
    error = StoreError(fault)
    assert str(error) == error.what == fault.what
    for sentence in (error.what, error.remedy):
        assert sentence.endswith(".")
        assert "!" not in sentence


def test_a_newer_workspace_is_refused_unchanged(file: Path) -> None:
    older.make_newer(file)
    before = file.read_bytes()
    assert refusal(file.parent) is Fault.NEWER
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "junk", [bytes(100), b"bu bir veritaban\xc4\xb1 de\xc4\x9fil" * 999, b"SQLite format 3\0" * 99]
)
def test_junk_is_refused_unchanged(folder: Path, junk: bytes) -> None:
    folder.mkdir()
    (folder / FILE_NAME).write_bytes(junk)
    assert refusal(folder) is Fault.DAMAGED
    assert (folder / FILE_NAME).read_bytes() == junk


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_workspace_is_refused_unchanged(file: Path, part: float) -> None:
    whole = file.read_bytes()
    half = whole[: int(len(whole) * part)]
    file.write_bytes(half)
    assert refusal(file.parent) is Fault.DAMAGED
    assert file.read_bytes() == half


def test_a_workspace_with_overwritten_pages_is_refused_unchanged(file: Path) -> None:
    broken = bytearray(file.read_bytes())
    for page in range(4096, len(broken), 4096):
        broken[page : page + 64] = b"\xff" * 64
    file.write_bytes(broken)
    assert refusal(file.parent) is Fault.DAMAGED
    assert file.read_bytes() == broken


def test_a_database_of_another_program_is_refused_unchanged(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / FILE_NAME)) as database, database:
        database.execute("CREATE TABLE bookmarks (url TEXT)")
    before = (folder / FILE_NAME).read_bytes()
    assert refusal(folder) is Fault.DAMAGED
    assert (folder / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("left", [b"", None])
def test_answers_still_in_the_log_are_not_thrown_away_with_it(
    folder: Path, tmp_path: Path, left: bytes | None
) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    opened.close()
    log = copy / f"{FILE_NAME}-wal"
    before = log.read_bytes()
    assert before
    if left is None:
        (copy / FILE_NAME).unlink()
    else:
        (copy / FILE_NAME).write_bytes(left)
    assert refusal(copy) is Fault.DAMAGED
    assert log.read_bytes() == before


def test_a_workspace_held_by_another_program_is_locked(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT", 0.05)
    opened = Workspace.open(file.parent)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert refusal(file.parent) is Fault.LOCKED
        with pytest.raises(StoreError) as raised:
            opened.apply(named("Beyköy"))
        assert raised.value.fault is Fault.LOCKED
        other.execute("ROLLBACK")
    opened.apply(named("Beyköy"))
    assert opened.load().answer("municipality.name") == "Beyköy"
    opened.close()


def test_a_folder_that_cannot_be_made_is_not_writable(tmp_path: Path) -> None:
    (tmp_path / "dosya").write_text("", encoding="utf-8")
    assert refusal(tmp_path / "dosya" / "klasör") is Fault.NOT_WRITABLE


def test_a_folder_in_place_of_the_file_is_not_writable(folder: Path) -> None:
    (folder / FILE_NAME).mkdir(parents=True)
    assert refusal(folder) is Fault.NOT_WRITABLE


@posix
def test_folder_and_files_are_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "open to all"
    folder.mkdir(mode=0o777)
    (folder / FILE_NAME).touch(mode=0o666)
    umask = os.umask(0)
    try:
        opened = Workspace.open(folder)
        opened.apply(named("Örnekköy"))
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    finally:
        os.umask(umask)
    assert modes == {FILE_NAME: 0o600, f"{FILE_NAME}-wal": 0o600, f"{FILE_NAME}-shm": 0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    opened.close()


@pytest.fixture
def everyones() -> Iterator[Path]:
    """A folder that an account without rights reaches, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


# Root may write anywhere. Everything is imported before the rights are given up, since the account
# may not be allowed to read the program.
UNPRIVILEGED = """
import os, sys, tempfile
from pathlib import Path
from ebel_wizard.store.errors import StoreError
from ebel_wizard.store.workspace import Workspace
with tempfile.TemporaryDirectory() as warm:
    Workspace.open(Path(warm)).close()
folder = Path(sys.argv[1])
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    Workspace.open(folder).close()
except StoreError as error:
    print(error.fault.name)
else:
    print("OPEN")
"""


def opened_without_rights(folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, folder],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=HANG,
    )
    return done.stdout.strip()


def give_away(*paths: Path) -> None:
    if os.getuid() == 0:
        for path in paths:
            os.chown(path, 65534, 65534)


@posix
def test_an_account_without_rights_can_work_in_a_folder_of_its_own(everyones: Path) -> None:
    own = everyones / "own"
    Workspace.open(own).close()  # with its tables: the account may not reach the program's files
    give_away(own, own / FILE_NAME)
    assert opened_without_rights(own) == "OPEN"


@posix
def test_a_read_only_folder_is_not_writable(everyones: Path) -> None:
    own = everyones / "own"
    own.mkdir()
    give_away(own)
    own.chmod(0o500)
    assert opened_without_rights(own) == Fault.NOT_WRITABLE.name
    own.chmod(0o700)


@posix
def test_a_read_only_workspace_is_not_writable(everyones: Path) -> None:
    own = everyones / "own"
    Workspace.open(own).close()
    give_away(own, own / FILE_NAME)
    (own / FILE_NAME).chmod(0o400)
    own.chmod(0o500)
    assert opened_without_rights(own) == Fault.NOT_WRITABLE.name
    own.chmod(0o700)


@posix
@second_account
def test_another_account_cannot_open_the_workspace(everyones: Path) -> None:
    own = everyones / "own"
    Workspace.open(own).close()
    assert opened_without_rights(own) == Fault.NOT_WRITABLE.name


ON_A_FULL_DISK = """
import sys
from pathlib import Path
from ebel_wizard.store.errors import StoreError
from ebel_wizard.store.workspace import Workspace
disk = Path(sys.argv[1])
workspace = Workspace.open(disk / "workspace")
answers = workspace.load()

def put(text):
    change = answers.set_answer("municipality.name", text)
    workspace.apply(change)
    answers.apply(change)

put("Örnekköy")
filler = (disk / "filler").open("wb", buffering=0)
try:
    while filler.write(bytes(1024)):
        pass
except OSError:
    pass
for count in range(2000):  # what is left in the file's last blocks goes first
    try:
        put(f"Beyköy {count}")
    except StoreError as error:
        print(error.fault.name)
        break
kept = answers.answer("municipality.name")
assert workspace.load().answer("municipality.name") == kept
try:
    Workspace.open(disk / "another")
except StoreError as error:
    print(error.fault.name)
filler.truncate(0)
put("Yeniköy")
workspace.close()
workspace = Workspace.open(disk / "workspace")
print(workspace.load().answer("municipality.name"))
"""


def may_mount() -> bool:
    with contextlib.suppress(FileNotFoundError):
        tried = subprocess.run(
            ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"],
            capture_output=True,
            check=False,
            timeout=HANG,
        )
        return tried.returncode == 0
    return False


@pytest.mark.skipif(not may_mount(), reason="no small disk can be mounted here")
def test_a_full_disk_is_said_and_survived(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *("unshare", "-rm", "sh", "-c"),
            'mount -t tmpfs -o size=1m none "$1" && exec "$2" -c "$3" "$1"',
            *("sh", tmp_path, sys.executable, ON_A_FULL_DISK),
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=HANG,
    )
    assert done.stderr == ""
    assert done.stdout.split() == [Fault.DISK_FULL.name, Fault.DISK_FULL.name, "Yeniköy"]


WITH_A_FULL_QUOTA = """
import sys
from pathlib import Path
from ebel_wizard.case.answers import Answers
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.workspace import Workspace

workspace = Workspace.open(Path(sys.argv[1]))
try:
    for number in range(9_999):
        change = workspace.load().set_answer("municipality.name", str(number))
        workspace.apply(change)
except StoreError as error:
    sys.exit(error.fault is not Fault.DISK_FULL)
"""


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace answers in the disk's place")
def test_a_quota_that_is_used_up_is_a_full_disk(folder: Path) -> None:
    """From some write on the system answers every one of this program's with EDQUOT."""
    done = subprocess.run(
        [
            *("strace", "-f", "-o", os.devnull, "-e", "trace=write,pwrite64"),
            *("-e", "inject=pwrite64:error=EDQUOT:when=300+"),
            *("-e", "inject=write:error=EDQUOT"),
            *(sys.executable, "-c", WITH_A_FULL_QUOTA, folder),
        ],
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=HANG,
    )
    assert done.returncode == 0
    opened = Workspace.open(folder)
    assert opened.load().answer("municipality.name")
    assert not list(folder.glob(".yarim-*"))
    opened.close()


WITHOUT_ANOTHER_FILE = """
import sys
from pathlib import Path
from ebel_wizard.case.answers import Answers
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.errors import StoreError
from ebel_wizard.store.workspace import Workspace

try:
    workspace = Workspace.open(Path(sys.argv[1]) / "workspace")
    workspace.apply(Answers().set_answer("municipality.name", "Yeniköy"))
    workspace.back_up(Reason.DAILY)
    print(workspace.not_backed_up and workspace.not_backed_up.fault.name)
    print(workspace.load().answer("municipality.name"))
except StoreError as error:
    print(error.fault.name)
"""


@pytest.mark.skipif(not may_mount(), reason="no small disk can be mounted here")
@pytest.mark.parametrize("most", range(2, 9))
def test_a_disk_that_takes_no_more_files_is_full(tmp_path: Path, most: int) -> None:
    done = subprocess.run(
        [
            *("unshare", "-rm", "sh", "-c"),
            'mount -t tmpfs -o nr_inodes="$2" none "$1" && exec "$3" -c "$4" "$1"',
            *("sh", tmp_path, str(most), sys.executable, WITHOUT_ANOTHER_FILE),
        ],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=HANG,
    )
    full = Fault.DISK_FULL.name
    assert done.stdout.split() in ([full], [full, "Yeniköy"], ["None", "Yeniköy"])


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        (PureWindowsPath(r"\\sunucu\profiller\ayse\ebel"), True),
        (PureWindowsPath("//sunucu/profiller/ayse/ebel"), True),
        (PureWindowsPath(r"\\?\UNC\sunucu\profiller\ayse"), True),
        (PureWindowsPath("//?/unc/sunucu/profiller/ayse"), True),
        (PureWindowsPath(r"\\.\UNC\sunucu\profiller\ayse"), True),
        (PureWindowsPath(r"\\?\C:\Users\ayse\ebel"), False),
        (PureWindowsPath(r"C:\Users\ayse\AppData\Local\ebel"), False),
        (PureWindowsPath(r"Z:\ebel"), True),
        (PureWindowsPath(r"\\?\Z:\ebel"), True),
        (PurePosixPath("/home/ayse/ebel"), False),
    ],
)
def test_a_folder_of_another_machine_is_known_by_its_name_or_its_drive(
    folder: PurePath, network: bool
) -> None:
    """Windows is asked for the kind of a drive; here Z: is a mapped one."""
    kinds = {"Z:\\": 4, "C:\\": 3}
    assert mounts.is_remote_drive(folder, lambda root: kinds[root]) is network


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows has drives")
def test_the_disk_of_windows_itself_is_no_other_machine(tmp_path: Path) -> None:
    assert not mounts.is_remote(tmp_path)
    assert mounts.is_remote(Path(r"\\sunucu\profiller\ayse"))


@posix
@pytest.mark.parametrize(
    ("system", "remote"),
    [("nfs4", True), ("cifs", True), ("fuse.sshfs", True), ("ext4", False), ("tmpfs", False)],
)
def test_a_folder_of_another_machine_is_known_by_its_mount(
    tmp_path: Path, system: str, remote: bool
) -> None:
    device = tmp_path.stat().st_dev
    here = f"{os.major(device)}:{os.minor(device)}"
    table = tmp_path / "mountinfo"
    table.write_text(
        "36 35 0:0 / /elsewhere rw - nfs4 server:/other rw\n"
        f"37 35 {here} / {tmp_path} rw,noatime shared:1 - {system} server:/homes rw\n",
        encoding="utf-8",
    )
    assert mounts.is_remote(tmp_path / "not" / "there yet", table) is remote


@posix
def test_a_file_system_that_cannot_do_wal_is_refused(tmp_path: Path) -> None:
    # This VFS locks by files and shares no memory, as file systems across a network do.
    name = f"{(tmp_path / 'x.db').as_uri()}?vfs=unix-dotfile"
    with closing(sqlite3.connect(name, uri=True)) as database:
        with pytest.raises(StoreError) as raised:
            sqlite.make_durable(database)
        assert raised.value.fault is Fault.NETWORK


def test_a_bug_is_not_taken_for_a_fault() -> None:
    with (
        closing(sqlite3.connect(":memory:")) as database,
        pytest.raises(sqlite3.OperationalError),
        sqlite.known_faults(),
    ):
        database.execute("SELECT nothing FROM nowhere")
