"""Folders for their owner alone, however open the system makes new ones."""

from pathlib import Path


def make_folder(folder: Path) -> None:
    """Make a folder and what is missing on the way to it; raises OSError."""
    for each in (*reversed(folder.parents), folder):
        if not each.exists():
            each.mkdir(mode=0o700)
