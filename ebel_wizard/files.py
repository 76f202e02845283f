"""Writes every file the program saves: whole or not at all, in one step, and synced to the disk.

Each file is written under a temporary name in the folder of its target, synced, renamed over the
target, and its new name is synced with the folder. Until the rename the old file is untouched. What
a killed run left is deleted by the next that writes into the same folder (``unfinished``).
"""

import errno
import os
import shutil
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from ebel_wizard import held_files, unfinished
from ebel_wizard.held_files import HeldFileError

_PRIVATE: Final = 0o600
_PRIVATE_FOLDER: Final = 0o700
_PERMISSIONS: Final = 0o777
_REFUSED: Final = (
    "Bu klasörde dosya oluşturulamıyor ya da değiştirilemiyor; var olan dosya olduğu gibi duruyor. "
    "Başka bir klasör seçin."
)


class UnwritableFolderError(PermissionError):
    """The file may be written but its folder may not; the text is a sentence for the officer."""


def write(target: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file as ``atomic_write`` does; raises OSError."""
    with atomic_write(target, private=private) as temporary:
        temporary.write_bytes(data)


@contextmanager
def atomic_write(target: Path, *, private: bool = False, follow: bool = True) -> Iterator[Path]:
    """Yield an empty temporary file that replaces ``target`` when the block ends.

    The new file has the permissions of the old one, or those the system gives new files; a
    ``private`` one is always its owner's alone. A symbolic link stays and the file it leads to is
    replaced; with ``follow`` off it is what the block leaves at the target that is replaced, and
    nothing of it is kept. Raises OSError; when the block or the writing fails, the
    old file is as it was and nothing else is left. Only a folder that cannot be synced is reported
    after the replacement.
    """
    target = followed(target) if follow else target
    old = _old_file(target) if follow else None
    with ExitStack() as stack:
        try:
            token = stack.enter_context(unfinished.claim(target.parent))
            temporary = target.with_name(f"{unfinished.PREFIX}{token}")
            _create(temporary, closed=private or old is not None)
        except PermissionError as error:
            _explain(target, error)
            raise
        yield temporary
        sync_file(temporary)
        if old is not None and not private:
            _keep_permissions(temporary, old)
        try:
            held_files.replace(temporary, target)
        except HeldFileError:
            raise
        except PermissionError as error:
            _explain(target, error)
            raise
    sync_folder(target.parent)


def write_set(folder: Path, files: Mapping[str, bytes], known: Collection[str]) -> None:
    """Write files by name into a folder, made when missing: all of them or none.

    A file of a ``known`` name that no longer belongs to the set (the KEP letter, once everything
    goes in one package) is deleted: a stale letter must not be posted with the rest. Links and
    permissions are treated as by ``atomic_write``. Raises OSError and leaves the folder as it was.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        make_folder(folder)
        targets = {name: followed(folder / name) for name in files}
        stale = [folder / name for name in {*known} - targets.keys()]
        with ExitStack() as stack:
            # Beside their targets and not in the system's own temporary folder: a rename is then
            # one step, and people's data lie nowhere else.
            beside = {
                parent: stack.enter_context(_folder_beside(parent))
                for parent in {folder, *(target.parent for target in targets.values())}
            }
            written: list[tuple[Path, Path | None]] = []
            for number, (name, target) in enumerate(targets.items()):
                old = _old_file(target)
                fresh = beside[target.parent] / f"new-{number}"
                _create(fresh, closed=old is not None)
                fresh.write_bytes(files[name])
                sync_file(fresh)
                if old is not None:
                    _keep_permissions(fresh, old)
                written.append((target, fresh))
            _replace_all([*written, *((each, None) for each in stale)], beside)
            for parent in beside:
                sync_folder(parent)
    except BaseException:
        for each in missing:
            with suppress(OSError):
                each.rmdir()
        raise


@contextmanager
def _folder_beside(parent: Path) -> Iterator[Path]:
    """Yield a folder to prepare a set in, deleted when the block ends."""
    with unfinished.claim(parent) as token:
        folder = parent / f"{unfinished.SET_PREFIX}{token}"
        folder.mkdir(mode=_PRIVATE_FOLDER)
        yield folder


def _replace_all(changes: list[tuple[Path, Path | None]], beside: Mapping[Path, Path]) -> None:
    """Put each new file in its place (None: delete what is there), or undo those already done.

    The old files are kept under second names before the first rename: from there on nothing stands
    between two renames, and no name is without a file until the new set is whole.
    """
    kept: dict[Path, Path | None] = {}
    for number, (target, fresh) in enumerate(changes):
        if target.is_dir() and not target.is_symlink():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
        old = beside[target.parent] / f"old-{number}"
        kept[target] = old if os.path.lexists(target) else None
        if fresh is not None and kept[target] is not None:
            _keep_copy(target, old)
    done: list[Path] = []
    try:
        for target, fresh in changes:
            old_or_none = kept[target]
            if fresh is not None:
                done.append(target)
                held_files.replace(fresh, target)
            elif old_or_none is not None:
                held_files.replace(target, old_or_none)
                done.append(target)
    except BaseException:
        for target in reversed(done):
            old_or_none = kept[target]
            if old_or_none is None:
                held_files.remove(target)
            elif not (target.exists() and target.samefile(old_or_none)):
                held_files.replace(old_or_none, target)
        raise


def _keep_copy(target: Path, copy: Path) -> None:
    """Give a file a second name; where there are no hard links (FAT) copy it. Raises OSError."""
    try:
        os.link(target, copy)
    except (OSError, NotImplementedError):
        shutil.copy2(target, copy)


def followed(path: Path) -> Path:
    """Return the path that a symbolic link leads to, any other path as it is."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def make_folder(folder: Path, *, private: bool = False) -> None:
    """Make a folder and those above it where missing, synced; raises OSError.

    ``private``: the new ones are their owner's alone.
    """
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent, private=private)
    folder.mkdir(mode=_PRIVATE_FOLDER if private else _PERMISSIONS, exist_ok=True)
    sync_folder(folder.parent)


def remove_unfinished(folder: Path) -> None:
    """Delete all that is not whole in a folder of the program's own, that of earlier versions too.

    Nobody else may be writing there. Raises OSError.
    """
    for left in folder.glob(f"{unfinished.PREFIX}*"):
        held_files.remove(left)


def sync_file(file: Path) -> None:
    """Make a file's content survive a power cut; raises OSError."""
    with held_files.opened(file) as opened:
        os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """Make new names in a folder survive a power cut; raises OSError.

    Windows offers no such call, and some file systems refuse it for every folder: there it is the
    system that decides when a name is on disk.
    """
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # files may be put into it, but it may not be opened
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.EBADF, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)


def _old_file(target: Path) -> os.stat_result | None:
    """What stands at the target; raises OSError for a folder, a pipe or a device."""
    try:
        old = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, "not a file", str(target))
    return old


def _create(file: Path, *, closed: bool) -> None:
    """Make an empty file that was not there, ``closed`` to other accounts from the start."""
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE if closed else 0o666))


def _keep_permissions(file: Path, old: os.stat_result) -> None:
    """Give a new file the permissions and the group of the old one."""
    if os.name != "posix":  # the folder's access list holds for every file in it
        return
    permissions = old.st_mode & _PERMISSIONS
    try:
        os.chown(file, -1, old.st_gid)
    except OSError:  # not a group of this account: another one gets no more than everybody
        permissions = permissions & ~0o070 | (permissions & 0o007) << 3
    file.chmod(permissions)


def _explain(target: Path, error: PermissionError) -> None:
    """Raise UnwritableFolderError where the folder refuses a file that itself may be written."""
    if os.access(target, os.W_OK):
        raise UnwritableFolderError(_REFUSED) from error
