"""Deletes what a workspace's folder holds, also what it only leads to by a link."""

from collections.abc import Iterable
from pathlib import Path

from ebel_wizard import files, held_files
from ebel_wizard.store import sidecar_files


def remove_folder(folder: Path, own: Iterable[Path]) -> None:
    """Delete a folder with all that is in it; raises OSError.

    Where it is a link, only the link and the workspace's ``own`` files behind it: what else is
    there is somebody else's.
    """
    if folder.is_symlink():
        for each in own:
            held_files.remove(each)
        held_files.remove(folder)
    elif folder.exists():
        held_files.remove_tree(folder)


def remove(path: Path) -> None:
    """Delete a file, a link or a folder; raises OSError."""
    if path.is_dir() and not path.is_symlink():
        held_files.remove_tree(path)
    else:
        held_files.remove(path)


def remove_database(database: Path) -> None:
    """Delete the files of a closed database, and the one that its name leads to by a link.

    Raises OSError.
    """
    for name in {files.followed(database): None, database: None}:
        for each in sidecar_files.paths(name):
            held_files.remove(each)
