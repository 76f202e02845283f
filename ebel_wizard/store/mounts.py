"""Knows which disk a folder is on: another machine's, or one that may be taken away.

SQLite's WAL cannot work on another machine's. Where a stick or disk is mounted, the folder beneath
is there without it, and is not to be taken for a new workspace.
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePath, PureWindowsPath
from typing import Final

from ebel_wizard import files
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.sidecar_files import FILE_NAME

_TABLE: Final = Path("/proc/self/mountinfo")
_DEVICE: Final = re.compile(r"\\\\[?.]\\(UNC(?:\\|$))?", re.IGNORECASE)
"""How Windows' paths begin that name a device instead of a machine."""
_DRIVE_REMOTE: Final = 4
_REMOTE: Final = frozenset(
    "nfs nfs4 cifs smb3 smbfs ncpfs afs ceph lustre davfs fuse.sshfs fuse.davfs2 fuse.glusterfs "
    "fuse.gvfsd-fuse fuse.rclone".split()
)


def _drive_type(root: str) -> int:
    if sys.platform == "win32":
        import ctypes

        return ctypes.windll.kernel32.GetDriveTypeW(ctypes.c_wchar_p(root))
    return 0


def is_remote_drive(folder: PurePath, drive_type: Callable[[str], int] = _drive_type) -> bool:
    """Return whether a path of Windows leads to another machine, by its spelling or its drive."""
    if device := _DEVICE.match(str(folder)):  # Pythons differ in what they call its drive
        if device[1]:
            return True
        folder = PureWindowsPath(str(folder)[device.end() :])
    drive = folder.drive
    return drive.startswith("\\\\") or (bool(drive) and drive_type(f"{drive}\\") == _DRIVE_REMOTE)


def is_remote(folder: Path, table: Path = _TABLE) -> bool:
    """Return whether a folder, or its nearest existing parent, is on another machine's disk."""
    if os.name != "posix":
        return is_remote_drive(folder) or is_remote_drive(Path(os.path.realpath(folder)))
    with suppress(OSError):
        there = next(each for each in (folder, *folder.parents) if each.exists())
        device = there.stat().st_dev
        number = f"{os.major(device)}:{os.minor(device)}"
        for line in table.read_text(encoding="utf-8", errors="replace").splitlines():
            mount, _, system = line.partition(" - ")
            if mount.split()[2] == number and system.split()[0] in _REMOTE:
                return True
    return False


def device(folder: Path) -> int | None:
    """Return the number of the disk that a folder is on, or its nearest parent that can be seen.

    None where there is none: a drive of Windows that is gone.
    """
    for each in (folder, *folder.parents):
        with suppress(OSError):
            return each.stat().st_dev
    return None


def ensure_mounted(folder: Path, record: Path) -> None:
    """Raise StoreError where a workspace was on a disk that is not there now, as ``remember`` says.

    A database in the folder is opened all the same: somebody put it there.
    """
    folder = folder.absolute()
    known = _read(record).get(str(folder))
    if known is not None and not _is_mounted(Path(known)) and not (folder / FILE_NAME).exists():
        raise StoreError(Fault.MEDIUM_MISSING, folder)


def remember(folder: Path, record: Path) -> None:
    """Write down where the disk of an open workspace is mounted; raises OSError.

    Only one that is neither that of this record, which is in the account's own folder, nor that of
    temporary files.
    """
    folder = folder.absolute()
    before = _read(record)
    after = {key: value for key, value in before.items() if key != str(folder)}
    if device(folder) not in {device(record), device(Path(tempfile.gettempdir()))}:
        after[str(folder)] = str(_mount_point(folder))
    if after != before:
        files.make_folder(record.parent, private=True)
        # Escaped: a path need not be text.
        files.write(record, f"{json.dumps(after, indent=2)}\n".encode(), private=True)


def _mount_point(folder: Path) -> Path:
    for each in (folder, *folder.parents):
        if _is_mounted(each):
            break
    return each


def _is_mounted(point: Path) -> bool:
    if not point.exists():
        return False
    return point.parent == point or device(point) != device(point.parent)


def _read(record: Path) -> dict[str, str]:
    """Return the mount point of each folder; none where the record cannot be read."""
    with suppress(OSError, ValueError, RecursionError):
        raw = json.loads(record.read_text(encoding="utf-8"))
        if isinstance(raw, dict):
            return {key: value for key, value in raw.items() if isinstance(value, str)}
    return {}
