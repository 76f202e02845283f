"""A second place for the backups: a folder elsewhere that holds the same files.

A workspace has a folder of its own there, so that several may share the place. It is brought up to
date from the workspace's own backups, also where one was rewritten, encrypted or pruned.
"""

import os
import shutil
from pathlib import Path

from ebel_wizard import files, held_files
from ebel_wizard.store import backups
from ebel_wizard.store.errors import Fault, StoreError

_CLOCK_STEP_S = 2  # how coarsely some file systems keep a time


def folder_in(place: Path, workspace_id: str) -> Path:
    """Return the folder of a workspace in the place."""
    return place / f"e-belediye-yedekleri-{workspace_id[:8]}"


def bring_up_to_date(own: Path, place: Path, workspace_id: str) -> None:
    """Copy what is new or was rewritten, and delete what the workspace no longer has.

    A workspace without any backup is rather one that lost them: then nothing is deleted. Raises
    StoreError when the place is not there or refuses it.
    """
    try:
        if not place.is_dir():
            raise StoreError(Fault.SECOND_PLACE, place)
        kept = [each.file for each in backups.list_backups(own)]
        target = folder_in(place, workspace_id)
        files.make_folder(target, private=True)
        files.remove_unfinished(target)
        for each in kept:
            _copy(each, target / each.name)
        names = {each.name for each in kept}
        for old in backups.list_backups(target) if kept else ():
            if old.file.name not in names:
                held_files.remove(old.file)
    except OSError as error:
        raise StoreError(Fault.SECOND_PLACE, place) from error


def remove(place: Path, workspace_id: str) -> None:
    """Delete a workspace's copies in the place; raises StoreError."""
    target = folder_in(place, workspace_id)
    try:
        if not place.is_dir():
            raise StoreError(Fault.COPIES_LEFT, place)
        if target.is_dir():
            files.remove_unfinished(target)
            for each in backups.list_backups(target):
                held_files.remove(each.file)
            target.rmdir()
    except OSError as error:
        raise StoreError(Fault.COPIES_LEFT, place) from error


def _copy(source: Path, target: Path) -> None:
    try:
        wanted = source.stat()
        there = target.stat() if target.exists() else None
        if (
            there is not None
            and there.st_size == wanted.st_size
            and abs(there.st_mtime - wanted.st_mtime) < _CLOCK_STEP_S
        ):
            return
        with files.atomic_write(target, private=True) as temporary:
            shutil.copyfile(source, temporary)
        os.utime(target, ns=(wanted.st_atime_ns, wanted.st_mtime_ns))
    except FileNotFoundError:
        if source.exists():
            raise  # else it was pruned meanwhile
