"""Write the list of licences that Yardım › Hakkında shows, from the lock file: `make lock` does.

    .venv/bin/python packaging/licences.py

A library's own metadata tells its licence, as far as it does so in the names of SPDX.
"""

import re
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.txt"
LIST = ROOT / "resources" / "help" / "lisanslar.md"
HEAD = "| Parça | Sürüm | Lisans |\n|---|---|---|\n"

# What the metadata leaves out or says in words of its own, and what is on no Linux.
STATED = {
    "backports-tarfile": "MIT",
    "jaraco-classes": "MIT",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "python-stdnum": "LGPL-2.1-or-later",
    "pywin32-ctypes": "BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "sqlcipher3": "Zlib",
    "xlrd": "BSD-3-Clause",
}
# What comes inside the libraries, or with the program itself.
INSIDE = (
    ("Python", "PSF-2.0"),
    ("Qt", "LGPL-3.0-only"),
    ("PDFium (Qt içinde)", "BSD-3-Clause AND Apache-2.0"),
    ("SQLCipher (sqlcipher3 içinde)", "BSD-3-Clause"),
    ("SQLite (sqlcipher3 içinde)", "kamu malı"),
    ("OpenSSL (cryptography ve sqlcipher3 içinde)", "Apache-2.0"),
    ("qpdf (pikepdf içinde)", "Apache-2.0"),
    ("libxml2, libxslt (lxml içinde)", "MIT"),
    ("Tinos ve Cousine yazı tipleri", "OFL-1.1"),
    ("Lucide simgeleri", "ISC"),
    ("sRGB renk profili (programın kendi yapımı)", "MIT"),
)


def locked() -> Iterator[tuple[str, str]]:
    """Yield the name and the version of every library of the program."""
    yield from re.findall(r"^([\w.-]+)==([^ ;\\]+)", LOCK.read_text("utf-8"), re.MULTILINE)


def licence(name: str) -> str:
    """Return a library's licence."""
    if name in STATED:
        return STATED[name]
    told = metadata(name)
    stated = (told[key] for key in ("License-Expression", "License") if key in told)
    found = next(filter(None, stated), "")
    if not re.fullmatch(r"[\w.+() -]{2,80}", found):
        raise SystemExit(f"{name}: its metadata has no licence; say it in STATED")
    return found


def main() -> None:
    """Write the list."""
    parts = [(name, version, licence(name)) for name, version in locked()]
    parts += [(name, "", by) for name, by in INSIDE]
    rows = "".join(f"| {' | '.join(part)} |\n" for part in parts)
    LIST.write_text(HEAD + rows, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
