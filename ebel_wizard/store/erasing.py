"""Deletes what a workspace's folder holds, also what it only leads to by a link."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from ebel_wizard import files
from ebel_wizard.store import sidecar_files


def remove_folder(folder: Path, own: Iterable[Path]) -> None:
    """Delete a folder with all that is in it; raises OSError.

    Where it is a link, only the link and the workspace's ``own`` files behind it: what else is
    there is somebody else's.
    """
    if folder.is_symlink():
        for each in own:
            each.unlink(missing_ok=True)
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def remove(path: Path) -> None:
    """Delete a file, a link or a folder; raises OSError."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def remove_database(database: Path) -> None:
    """Delete the files of a closed database, and the one that its name leads to by a link.

    Raises OSError.
    """
    for name in {files.followed(database): None, database: None}:
        for each in sidecar_files.paths(name):
            each.unlink(missing_ok=True)
