"""Finds out whether a folder on Linux is on another machine, where SQLite's WAL cannot work."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

_TABLE: Final = Path("/proc/self/mountinfo")
_REMOTE: Final = frozenset(
    "nfs nfs4 cifs smb3 smbfs ncpfs afs ceph lustre davfs fuse.sshfs fuse.davfs2 fuse.glusterfs "
    "fuse.gvfsd-fuse fuse.rclone".split()
)


def is_remote(folder: Path, table: Path = _TABLE) -> bool:
    """Return whether a folder, or its nearest existing parent, is on another machine's disk."""
    if os.name != "posix":
        return False
    with suppress(OSError):
        there = next(each for each in (folder, *folder.parents) if each.exists())
        device = there.stat().st_dev
        number = f"{os.major(device)}:{os.minor(device)}"
        for line in table.read_text(encoding="utf-8", errors="replace").splitlines():
            mount, _, system = line.partition(" - ")
            if mount.split()[2] == number and system.split()[0] in _REMOTE:
                return True
    return False
