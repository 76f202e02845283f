"""Files of the officer's: a set put into a folder, all of them or none; a logo to be read."""

import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from ebel_wizard import untrusted

LARGEST_LOGO: Final = 5_000_000  # bytes
LARGEST_KEPT: Final = 25 * 1024 * 1024
"""Bytes of a file that a step holds."""


class UnreadableError(Exception):
    """Why a file cannot be had, in a Turkish sentence."""


def read_logo(path: Path) -> bytes:
    """A picture file as it lies there; raises UnreadableError. Whether it is one is not asked."""
    try:
        data = untrusted.read(path, LARGEST_LOGO)
    except OSError as error:
        raise UnreadableError(
            "Logo dosyası açılamadı; adına, yerine ve okuma izninize bakın."
        ) from error
    if data is None:
        raise UnreadableError("Logo dosyası 5 MB’tan büyük; daha küçüğünü verin.")
    return data


def write_set(folder: Path, files: Mapping[str, bytes], known: Collection[str]) -> None:
    """Put files by name into a folder, made when missing; raises OSError and leaves it as it was.

    A file of a ``known`` name that no longer belongs to the set (the KEP letter, once everything
    goes in one package) is taken away: a stale letter must not be posted with the rest.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        # Beside their places and not in the system's own temporary folder: a rename is then one
        # step, and people's data lie nowhere else.
        with tempfile.TemporaryDirectory(
            dir=folder, prefix=".ebel-wizard-", ignore_cleanup_errors=True
        ) as name:
            aside, fresh = Path(name, "old"), Path(name, "new")
            aside.mkdir()
            fresh.mkdir()
            for file_name, data in files.items():
                (fresh / file_name).write_bytes(data)
            _exchange(folder, aside, fresh, files, known)
    except OSError:
        for each in missing:
            with suppress(OSError):
                each.rmdir()
        raise


def _exchange(
    folder: Path, aside: Path, fresh: Path, names: Collection[str], known: Collection[str]
) -> None:
    """Move the old set out and the new one in; on failure the old one is back in its place."""
    moved: list[tuple[Path, Path]] = []
    try:
        for name in {*known, *names}:
            if (folder / name).is_dir():
                raise IsADirectoryError(name)
            if (folder / name).exists():
                (folder / name).rename(aside / name)
                moved.append((aside / name, folder / name))
        for name in names:
            (fresh / name).rename(folder / name)
            moved.append((folder / name, fresh / name))
    except OSError:
        for now, before in reversed(moved):
            now.replace(before)
        raise
