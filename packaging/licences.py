"""Write the list and the texts of licences that Yardım shows, from the lock file: `make lock` does.

    .venv/bin/python packaging/licences.py

A library's own metadata tells its licence, as far as it does so in the names of SPDX, and has the
texts. What is in no library's metadata is in ``licence_texts`` or with what it belongs to.
"""

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.txt"
LIST = ROOT / "resources" / "help" / "lisanslar.md"
TEXTS = ROOT / "resources" / "help" / "lisans-metinleri.md"
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
# Texts that no library brings along.
OTHER_TEXTS = {
    "ebel_wizard": ROOT / "LICENSE",
    "Qt, pyside6-essentials, pyside6-addons, shiboken6 (LGPL-3.0)": ROOT
    / "packaging"
    / "licence_texts"
    / "LGPL-3.0.txt",
    "LGPL-3.0’ın andığı GPL-3.0": ROOT / "packaging" / "licence_texts" / "GPL-3.0.txt",
    "Tinos ve Cousine yazı tipleri": ROOT / "resources" / "fonts" / "OFL.txt",
    "Lucide simgeleri": ROOT / "resources" / "icons" / "lucide" / "LICENSE",
}
_TEXT_NAME = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)


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


def texts() -> Iterator[tuple[str, str]]:
    """Yield each text with the names of the parts it is for."""
    found: dict[str, list[str]] = {}
    whole: dict[str, str] = {}
    for name, path in OTHER_TEXTS.items():
        _note(found, whole, name, path.read_text("utf-8"))
    for name, _ in locked():
        try:
            own = distribution(name).files or ()
        except PackageNotFoundError:  # it is on no Linux
            continue
        for file in own:
            if ".dist-info" in str(file.parent) and _TEXT_NAME.search(file.name):
                _note(found, whole, name, file.read_text("utf-8"))
    yield from ((", ".join(dict.fromkeys(names)), whole[text]) for text, names in found.items())


def _note(found: dict[str, list[str]], whole: dict[str, str], name: str, text: str) -> None:
    """Note whose text this is; texts that differ in their spaces alone are one."""
    words = " ".join(text.split())
    found.setdefault(words, []).append(name)
    lines = (line.rstrip() for line in text.expandtabs().strip("\n\f").splitlines())
    whole.setdefault(words, "\n".join(lines))


def main() -> None:
    """Write the list and the texts."""
    parts = [(name, version, licence(name)) for name, version in locked()]
    parts += [(name, "", by) for name, by in INSIDE]
    rows = "".join(f"| {' | '.join(part)} |\n" for part in parts)
    LIST.write_text(HEAD + rows, "utf-8", newline="\n")
    told = "\n".join(f"### {names}\n\n```\n{text}\n```\n" for names, text in texts())
    TEXTS.write_text(told, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
