"""Finds the program's data files: beside the package in a checkout, else inside it."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "resources"
_ROOT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent / "resources"


def path(*parts: str) -> Path:
    """Return the path of one data file, e.g. ``path("guide", "e-belediye.toml")``."""
    return _ROOT.joinpath(*parts)


def handbook() -> Path:
    """Return the path of the officer's handbook: among the data files once it is installed."""
    installed = path("help", "kilavuz.md")
    return installed if installed.is_file() else _PACKAGE.parent / "docs" / "kilavuz.md"
