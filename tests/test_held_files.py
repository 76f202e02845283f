"""A file that another program holds for a moment is waited for; one held for long is said to be.

Linux refuses none of this, so the refusals are made up there; on Windows a program of its own holds
the file.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ebel_wizard import cli, files, held_files, settings
from ebel_wizard.held_files import HeldFileError
from ebel_wizard.settings import Settings
from ebel_wizard.store.errors import Fault, StoreError, fault_of
from ebel_wizard.store.workspace import Workspace
from tests.limits import HANG

on_windows = pytest.mark.skipif(sys.platform != "win32", reason="only Windows guards open files")
EXAMPLE = Path(__file__).parents[1] / "resources" / "examples" / "ornek-cevaplar.toml"
HELD = "Dosyayı başka bir program, örneğin virüs tarayıcısı, açık tutuyor"
ACCESS_DENIED, SHARING_VIOLATION = 5, 32
OLD, NEW = b"eski", b"yeni"


class Scanner:
    """Answers for the system as Windows does while another program has the file open.

    Its clock goes on by what is waited for.
    """

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        self._until = 0.0
        self._number = SHARING_VIOLATION
        patch.setattr(held_files, "monotonic", lambda: self.now)
        patch.setattr(held_files, "sleep", self._pass)
        patch.setattr(os, "replace", self._guarded(os.replace))
        patch.setattr(os, "unlink", self._guarded(os.unlink))
        # It lets others read, and make new files.
        patch.setattr(Path, "open", self._guarded(Path.open, lambda mode: mode == "rb+"))

    def hold(self, seconds: float, number: int = SHARING_VIOLATION) -> None:
        self._until, self._number = self.now + seconds, number

    def _pass(self, seconds: float) -> None:
        self.now += seconds

    def _guarded(
        self, real: Callable[..., object], refuses: Callable[[str], bool] = lambda _: True
    ) -> Callable[..., object]:
        def call(path: Path, *rest: str, **named: object) -> object:
            if self.now < self._until and refuses(rest[0] if rest else ""):
                refusal = PermissionError(13, "held", str(path))
                refusal.winerror = self._number  # type: ignore[attr-defined,unused-ignore]
                raise refusal
            return real(path, *rest, **named)

        return call


@pytest.fixture
def scanner(monkeypatch: pytest.MonkeyPatch) -> Scanner:
    return Scanner(monkeypatch)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file that is there, alone in its folder."""
    (tmp_path / "belge.pdf").write_bytes(OLD)
    return tmp_path / "belge.pdf"


numbers = pytest.mark.parametrize("number", [ACCESS_DENIED, SHARING_VIOLATION])


@numbers
def test_a_file_held_for_a_moment_is_replaced(scanner: Scanner, target: Path, number: int) -> None:
    scanner.hold(1.5, number)
    files.write(target, NEW)
    assert target.read_bytes() == NEW
    assert [each.name for each in target.parent.iterdir()] == [target.name]


@numbers
def test_one_held_for_long_is_said_after_two_seconds(
    scanner: Scanner, target: Path, number: int
) -> None:
    scanner.hold(60, number)
    with pytest.raises(HeldFileError, match=HELD):
        held_files.replace(target, target.with_name("yeni.pdf"))
    assert 2.0 <= scanner.now < 2.2
    assert target.read_bytes() == OLD


def test_a_file_held_for_a_moment_is_deleted(scanner: Scanner, target: Path) -> None:
    scanner.hold(1.5)
    held_files.remove(target)
    assert not target.exists()


def test_a_file_held_for_a_moment_is_synced(scanner: Scanner, target: Path) -> None:
    scanner.hold(1.5)
    files.sync_file(target)
    assert scanner.now >= 1.5


def test_a_folder_held_for_a_moment_is_deleted(scanner: Scanner, target: Path) -> None:
    scanner.hold(1.5, ACCESS_DENIED)
    held_files.remove_tree(target.parent)
    assert not target.parent.exists()


def test_what_waiting_does_not_mend_is_said_at_once(scanner: Scanner, tmp_path: Path) -> None:
    """Windows denies access to a folder in a file's place for ever."""
    scanner.hold(60, ACCESS_DENIED)
    with pytest.raises(PermissionError) as raised:
        held_files.remove(tmp_path)
    assert not isinstance(raised.value, HeldFileError)
    assert scanner.now == 0


def test_settings_are_saved_past_a_scanner(scanner: Scanner) -> None:
    settings.save(Settings(theme="dark"))
    scanner.hold(1)
    settings.save(Settings(theme="light"))
    assert settings.load()[0].theme == "light"


def test_encryption_goes_on_past_a_scanner(scanner: Scanner, tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "veri")
    digest = workspace.files.keep(b"kagit")
    scanner.hold(1)
    workspace.encrypt(bytes(16))
    assert workspace.files.read(digest) == b"kagit"
    workspace.close()


def test_what_the_store_cannot_do_names_the_other_program(scanner: Scanner, tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "veri")
    scanner.hold(60)
    with pytest.raises(StoreError) as raised:
        workspace.files.keep(b"kagit")
    assert raised.value.fault is Fault.HELD
    assert fault_of(PermissionError(13, "denied")) is Fault.NOT_WRITABLE
    workspace.close()


def test_render_names_the_other_program(
    scanner: Scanner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scanner.hold(3600)
    assert cli.render([EXAMPLE], tmp_path / "out") == 1
    assert HELD in capsys.readouterr().err


# A program that holds the file, on Windows

_HOLDER = """
import ctypes, sys, time
from ctypes import wintypes
kernel = ctypes.WinDLL("kernel32", use_last_error=True)
kernel.CreateFileW.restype = wintypes.HANDLE
kernel.CreateFileW.argtypes = [wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, wintypes.LPVOID,
                               wintypes.DWORD, wintypes.DWORD, wintypes.HANDLE]
path, share, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
reading, existing, invalid = 0x80000000, 3, wintypes.HANDLE(-1).value
if kernel.CreateFileW(path, reading, share, None, existing, 0, None) == invalid:
    sys.exit(str(ctypes.get_last_error()))
print("held", flush=True)
time.sleep(seconds)
"""
READ, WRITE, DELETE = 1, 2, 4
Hold = Callable[[Path, int, float], "subprocess.Popen[str]"]


@pytest.fixture
def hold() -> Iterator[Hold]:
    begun: list[subprocess.Popen[str]] = []

    def begin(path: Path, share: int, seconds: float) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", _HOLDER, str(path), str(share), str(seconds)]
        holder = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        begun.append(holder)
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "held"
        return holder

    yield begin
    for each in begun:
        each.kill()
        each.communicate()


shares = pytest.mark.parametrize(
    "share", [READ | WRITE, READ | WRITE | DELETE], ids=["no delete sharing", "delete sharing"]
)


@on_windows
@shares
def test_another_program_that_lets_go_soon_is_waited_for(
    target: Path, hold: Hold, share: int
) -> None:
    holder = hold(target, share, 0.7)
    files.write(target, NEW)
    assert target.read_bytes() == NEW
    holder.communicate(timeout=HANG)
    holder = hold(target, share, 0.7)
    held_files.remove(target)
    holder.communicate(timeout=HANG)
    assert not target.exists()


@on_windows
def test_another_program_that_does_not_let_go_is_named(target: Path, hold: Hold) -> None:
    hold(target, READ | WRITE, HANG)
    with pytest.raises(HeldFileError, match=HELD):
        files.write(target, NEW)
    with pytest.raises(HeldFileError, match=HELD):
        held_files.remove(target)
    assert [each.name for each in target.parent.iterdir()] == [target.name]
    assert target.read_bytes() == OLD
