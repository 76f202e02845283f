"""A file the program saves is whole and on the disk, or the old one is there and nothing else."""

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ebel_wizard import files, unfinished
from ebel_wizard.files import UnwritableFolderError
from tests.limits import HANG
from tests.platforms import second_account
from tests.store.test_faults import give_away, may_mount

ROOT = Path(__file__).parents[1]
posix = pytest.mark.skipif(sys.platform == "win32", reason="modes, owners and limits are POSIX")
OLD, NEW = b"eski", b"yeni"


def write(target: Path) -> None:
    files.write(target, NEW)


def write_private(target: Path) -> None:
    files.write(target, NEW, private=True)


def write_set(target: Path) -> None:
    files.write_set(target.parent, {target.name: NEW}, ())


Write = Callable[[Path], None]
WAYS: tuple[Write, ...] = (write, write_private, write_set)
every_way = pytest.mark.parametrize("way", WAYS)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file that is there, alone in its folder."""
    folder = tmp_path / "klasör"
    folder.mkdir()
    (folder / "belge.pdf").write_bytes(OLD)
    return folder / "belge.pdf"


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() if each.is_file() else b"" for each in folder.iterdir()}


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


@every_way
def test_a_file_is_replaced_and_nothing_else_is_left(target: Path, way: Write) -> None:
    way(target)
    assert contents(target.parent) == {target.name: NEW}


def test_until_it_is_whole_the_old_file_is_untouched(target: Path) -> None:
    with files.atomic_write(target) as temporary:
        temporary.write_bytes(NEW)
        assert target.read_bytes() == OLD
        assert temporary.parent == target.parent
        assert temporary.name.startswith(unfinished.PREFIX)
    assert target.read_bytes() == NEW


def test_what_fails_in_the_middle_leaves_the_old_file_alone(target: Path) -> None:
    def give_up(temporary: Path) -> None:
        temporary.write_bytes(NEW)
        temporary.with_name(f"{temporary.name}-journal").write_bytes(b"SQLite's")
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"), files.atomic_write(target) as temporary:
        give_up(temporary)
    assert contents(target.parent) == {target.name: OLD}


# In the order that survives a power cut


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of the system, in order."""
    made: list[str] = []
    real_sync, real_replace = os.fsync, os.replace

    def sync(handle: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        made.append("sync folder" if is_folder else "sync file")
        real_sync(handle)

    def replace(source: Path, target: Path) -> None:
        made.append(f"replace {Path(target).name}")
        real_replace(source, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", replace)
    return made


@posix
def test_a_file_is_synced_before_it_is_renamed_and_its_folder_afterwards(
    target: Path, calls: list[str]
) -> None:
    files.write(target, NEW)
    assert calls == ["sync file", "replace belge.pdf", "sync folder"]


@posix
def test_a_set_is_synced_whole_before_any_of_it_is_renamed(target: Path, calls: list[str]) -> None:
    files.write_set(target.parent, {target.name: NEW, "zarf.pdf": NEW}, ())
    assert calls == [
        *["sync file"] * 2,
        *("replace belge.pdf", "replace zarf.pdf"),
        "sync folder",
    ]


@posix
def test_between_the_first_rename_of_a_set_and_the_last_there_is_nothing_else(
    target: Path, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill leaves files of both sets only for as long as the renames take."""
    real_link, real_open = os.link, os.open

    def link(source: Path, other: Path) -> None:
        calls.append("link")
        real_link(source, other)

    def opened(path: Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        calls.append("open")
        return real_open(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "link", link)
    monkeypatch.setattr(os, "open", opened)
    files.write_set(target.parent, {"a.pdf": OLD, "b.pdf": OLD}, ())
    calls.clear()
    files.write_set(target.parent, {"a.pdf": NEW, "b.pdf": NEW}, [target.name])
    first, last = calls.index("replace a.pdf"), calls.index("replace old-2")
    assert calls[first : last + 1] == ["replace a.pdf", "replace b.pdf", "replace old-2"]
    assert "link" in calls[:first]


@posix
def test_new_folders_are_synced_in_the_folders_above_them(tmp_path: Path, calls: list[str]) -> None:
    files.make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    assert calls == ["sync folder"] * 2


# Links and modes


@posix
@every_way
def test_a_link_stays_and_the_file_it_leads_to_is_replaced(
    target: Path, tmp_path: Path, way: Write
) -> None:
    elsewhere = tmp_path / "başka"
    elsewhere.mkdir()
    link = elsewhere / "bağ.pdf"
    link.symlink_to("../klasör/belge.pdf")
    way(link)
    assert link.is_symlink()
    assert contents(target.parent) == {target.name: NEW}
    assert [each.name for each in elsewhere.iterdir()] == ["bağ.pdf"]


@posix
@every_way
def test_a_link_to_itself_is_refused(tmp_path: Path, way: Write) -> None:
    loop = tmp_path / "döngü.pdf"
    loop.symlink_to(loop)
    with pytest.raises(OSError, match=r"\w"):
        way(loop)
    assert [each.name for each in tmp_path.iterdir()] == ["döngü.pdf"]
    assert loop.is_symlink()


@posix
@pytest.mark.parametrize("way", [write, write_set])
@pytest.mark.parametrize("old", [0o600, 0o640, 0o664, 0o444])
def test_the_permissions_of_the_old_file_are_kept(target: Path, way: Write, old: int) -> None:
    target.chmod(old)
    way(target)
    assert target.read_bytes() == NEW
    assert mode(target) == old


@posix
@pytest.mark.parametrize(
    ("way", "new"), [(write, 0o640), (write_set, 0o640), (write_private, 0o600)]
)
def test_a_new_file_is_as_open_as_the_system_makes_them_or_private(
    tmp_path: Path, way: Write, new: int
) -> None:
    before = os.umask(0o027)
    try:
        way(tmp_path / "belge.pdf")
    finally:
        os.umask(before)
    assert mode(tmp_path / "belge.pdf") == new


@posix
def test_a_private_file_is_private_whatever_stood_there(target: Path) -> None:
    target.chmod(0o644)
    write_private(target)
    assert mode(target) == 0o600


@posix
@every_way
@pytest.mark.parametrize("make", ["mkdir", "mkfifo"])
def test_what_is_no_file_is_left_alone(tmp_path: Path, way: Write, make: str) -> None:
    getattr(os, make)(tmp_path / "belge.pdf")
    with pytest.raises(OSError, match=r"\w"):
        way(tmp_path / "belge.pdf")
    assert [each.name for each in tmp_path.iterdir()] == ["belge.pdf"]
    assert not (tmp_path / "belge.pdf").is_file()


# Sets


def test_a_set_makes_its_folder_and_takes_stale_files_away(tmp_path: Path) -> None:
    folder = tmp_path / "yeni" / "klasör"
    files.write_set(folder, {"a.pdf": OLD, "b.pdf": OLD}, ())
    (folder / "not.txt").write_bytes(OLD)
    files.write_set(folder, {"a.pdf": NEW}, ["a.pdf", "b.pdf", "c.pdf"])
    assert contents(folder) == {"a.pdf": NEW, "not.txt": OLD}


@pytest.mark.parametrize("failing", range(4))
def test_a_set_that_fails_at_any_rename_is_taken_back_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    old = {"a.pdf": OLD, "b.pdf": b"daha eski", "silinecek.pdf": OLD}
    for name, data in old.items():
        (tmp_path / name).write_bytes(data)
    real, count = os.replace, iter(range(1000))

    def replace(source: Path, target: Path) -> None:
        if next(count) == failing:
            raise PermissionError(13, "held by another program")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(PermissionError):
        files.write_set(tmp_path, {"a.pdf": NEW, "yeni.pdf": NEW, "b.pdf": NEW}, list(old))
    assert contents(tmp_path) == old


def test_where_there_are_no_hard_links_a_set_is_taken_back_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError(1, "FAT has no links")

    monkeypatch.setattr(os, "link", none)
    (tmp_path / "a.pdf").write_bytes(OLD)
    (tmp_path / "b.pdf").mkdir()
    with pytest.raises(OSError, match=r"\w"):
        files.write_set(tmp_path, {"a.pdf": NEW}, ["b.pdf"])
    assert contents(tmp_path) == {"a.pdf": OLD, "b.pdf": b""}
    (tmp_path / "b.pdf").rmdir()
    files.write_set(tmp_path, {"a.pdf": NEW}, ["b.pdf"])
    assert contents(tmp_path) == {"a.pdf": NEW}


def test_a_folder_made_for_a_set_that_fails_is_taken_away(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"\w"):
        files.write_set(tmp_path / "a" / "b", {"ş" * 200: NEW}, ())  # too long a name in bytes
    assert list(tmp_path.iterdir()) == []


# Disks and folders that refuse


@posix
@every_way
@pytest.mark.parametrize("moment", ["before", "during"])
def test_a_folder_that_vanishes_is_an_error_and_nothing_is_left_anywhere(
    target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Write, moment: str
) -> None:
    away = tmp_path / "çekilen bellek"

    def take_away(*_: object) -> None:
        target.parent.rename(away)

    if moment == "before":
        take_away()
        target.parent.touch()  # a set would make its folder
    else:
        real = os.fsync

        def sync(handle: int) -> None:
            real(handle)
            if target.parent.exists():
                take_away()

        monkeypatch.setattr(os, "fsync", sync)
    with pytest.raises(OSError, match=r"\w"):
        way(target)
    kept = {name: data for name, data in contents(away).items() if not name.startswith(".")}
    assert kept == {target.name: OLD}


LITTLE_ROOM = """
import resource, signal, sys
from pathlib import Path
from ebel_wizard import files
target = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2, 2))
for write in (
    lambda: files.write(target, b"yeni"),
    lambda: files.write(target, b"yeni", private=True),
    lambda: files.write_set(target.parent, {target.name: b"yeni"}, ()),
):
    try:
        write()
    except OSError as error:
        print(error.errno)
"""
ON_A_FULL_STICK = """
import sys
from pathlib import Path
from ebel_wizard import files

def contents(folder):
    return {each.name: each.read_bytes() for each in folder.iterdir()}

stick = Path(sys.argv[1])
(stick / "a.pdf").write_bytes(b"eski")
(stick / "b.pdf").write_bytes(b"eski")
try:
    with (stick / "filler").open("wb", buffering=0) as filler:
        while filler.write(bytes(4096)):
            pass
except OSError:
    pass
before = contents(stick)
for data in ({"a.pdf": bytes(99_999)}, {"a.pdf": b"", "b.pdf": bytes(99_999)}):
    try:
        if len(data) == 1:
            files.write(stick / "a.pdf", data["a.pdf"])
        else:
            files.write_set(stick, data, ())
    except OSError as error:
        print(error.errno)
    assert contents(stick) == before
(stick / "filler").unlink()
files.write(stick / "a.pdf", b"yeni")
print(contents(stick) == {"a.pdf": b"yeni", "b.pdf": b"eski"})
"""
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@posix
def test_a_file_larger_than_the_system_allows_leaves_the_old_one(target: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LITTLE_ROOM, target],
        capture_output=True,
        text=True,
        check=True,
        env=ENVIRONMENT,
        timeout=HANG,
    )
    assert done.stdout.split() == ["27"] * len(WAYS)  # EFBIG
    assert contents(target.parent) == {target.name: OLD}


@pytest.mark.skipif(not may_mount(), reason="no small disk can be mounted here")
def test_a_full_stick_keeps_the_old_files_and_nothing_half(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *("unshare", "-rm", "sh", "-c"),
            'mount -t tmpfs -o size=256k none "$1" && exec "$2" -c "$3" "$1"',
            *("sh", tmp_path, sys.executable, ON_A_FULL_STICK),
        ],
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT,
        timeout=HANG,
    )
    assert done.stderr == ""
    assert done.stdout.split() == ["28", "28", "True"]  # ENOSPC


# Root may write anywhere; what is needed is imported before the rights are given up.
UNPRIVILEGED = """
import os, sys
from pathlib import Path
from ebel_wizard import files
target = Path(sys.argv[1])
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    files.write(target, b"yeni")
except OSError as error:
    print(type(error).__name__)
    print(error)
"""


@pytest.fixture
def everyones() -> Iterator[Path]:
    """A folder that an account without rights reaches, unlike pytest's own, with a file in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "belge.pdf").write_bytes(OLD)
        yield folder
        folder.chmod(0o700)


def written_without_rights(target: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, target],
        capture_output=True,
        text=True,
        check=True,
        env=ENVIRONMENT,
        timeout=HANG,
    )
    return done.stdout.splitlines()


@posix
def test_a_writable_file_in_a_folder_that_is_not_is_left_and_the_folder_named(
    everyones: Path,
) -> None:
    give_away(everyones, everyones / "belge.pdf")
    everyones.chmod(0o500)
    kind, sentence = written_without_rights(everyones / "belge.pdf")
    assert kind == UnwritableFolderError.__name__
    assert sentence.startswith("Bu klasörde dosya oluşturulamıyor")
    assert contents(everyones) == {"belge.pdf": OLD}


@posix
@second_account
def test_somebody_elses_file_in_a_folder_for_all_is_left_and_the_folder_named(
    everyones: Path,
) -> None:
    (everyones / "belge.pdf").chmod(0o666)
    everyones.chmod(0o1777)
    kind, _ = written_without_rights(everyones / "belge.pdf")
    assert kind == UnwritableFolderError.__name__
    assert contents(everyones) == {"belge.pdf": OLD}


@posix
@pytest.mark.parametrize("name", ["belge.pdf", "yeni.pdf"])
def test_where_nothing_may_be_written_it_is_an_ordinary_refusal(everyones: Path, name: str) -> None:
    give_away(everyones, everyones / "belge.pdf")
    (everyones / "belge.pdf").chmod(0o400)
    everyones.chmod(0o500)
    kind, _ = written_without_rights(everyones / name)
    assert kind == PermissionError.__name__
    assert contents(everyones) == {"belge.pdf": OLD}


@posix
def test_a_folder_that_takes_files_but_may_not_be_read_takes_one(everyones: Path) -> None:
    give_away(everyones, everyones / "belge.pdf")
    everyones.chmod(0o300)
    assert written_without_rights(everyones / "belge.pdf") == []
    everyones.chmod(0o700)
    assert contents(everyones) == {"belge.pdf": NEW}


@posix
@second_account
def test_a_group_that_cannot_be_kept_gives_its_rights_to_no_other(everyones: Path) -> None:
    everyones.chmod(0o777)
    os.chown(everyones / "belge.pdf", 65534, 1)
    (everyones / "belge.pdf").chmod(0o660)
    assert written_without_rights(everyones / "belge.pdf") == []
    assert mode(everyones / "belge.pdf") == 0o600
