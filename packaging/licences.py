"""Write the list and the texts of licences that Yardım shows, from the lock file: `make lock` does.

    .venv/bin/python packaging/licences.py
    .venv/bin/python packaging/licences.py --sbom ebel-wizard.cdx.json --debian copyright

With options it writes for a package instead: its parts as CycloneDX has them, and their licences as
Debian wants them. A library's own metadata tells its licence, as far as it does so in the names of
SPDX, and has the texts. What is in no library's metadata is in ``licence_texts`` or with what it
belongs to.
"""

import argparse
import json
import os
import platform
import re
import runpy
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, distribution, metadata, requires, version
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

NAME = "ebel-wizard"
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
    ("ICU (Qt içinde)", "Unicode-3.0"),
    ("PDFium (Qt içinde)", "BSD-3-Clause AND Apache-2.0"),
    ("SQLCipher (sqlcipher3 içinde)", "BSD-3-Clause"),
    ("SQLite (sqlcipher3 içinde)", "kamu malı"),
    ("OpenSSL (cryptography ve sqlcipher3 içinde)", "Apache-2.0"),
    ("qpdf (pikepdf içinde)", "Apache-2.0"),
    ("libxml2, libxslt (lxml içinde)", "MIT"),
    ("PyInstaller’ın başlatıcısı", "GPL-2.0-or-later WITH Bootloader-exception"),
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
    "SQLCipher (sqlcipher3 içinde)": ROOT / "packaging" / "licence_texts" / "SQLCipher.txt",
    "Tinos ve Cousine yazı tipleri": ROOT / "resources" / "fonts" / "OFL.txt",
    "Lucide simgeleri": ROOT / "resources" / "icons" / "lucide" / "LICENSE",
}
# Texts that come with a library of the same content, or of the tools: the library, where its text
# lies, and whose it is. PDFium's stand beside another build of it, the tests' own.
BORROWED = (
    ("typing-extensions", "licenses/LICENSE", "Python"),
    ("pikepdf", "third-party-licenses/qpdf.txt", "qpdf (pikepdf içinde)"),
    (
        "pikepdf",
        "third-party-licenses/openssl.txt",
        "OpenSSL (cryptography ve sqlcipher3 içinde)",
    ),
    ("pikepdf", "third-party-licenses/libjpeg-turbo.txt", "libjpeg-turbo (pikepdf içinde)"),
    (
        "pikepdf",
        "third-party-licenses/libjpeg-turbo-README.ijg.txt",
        "libjpeg-turbo (pikepdf içinde)",
    ),
    ("pikepdf", "third-party-licenses/zlib.txt", "zlib"),
    ("pyinstaller", "licenses/COPYING.txt", "PyInstaller’ın başlatıcısı"),
    ("pypdfium2", "BUILD_LICENSES/icu.txt", "ICU (Qt içinde)"),
    *(
        ("pypdfium2", f"BUILD_LICENSES/{part}.txt", "PDFium (Qt içinde)")
        for part in "pdfium agg23 fast_float freetype lcms libopenjpeg libpng libtiff".split()
    ),
)
# Of what is in Debian's /usr/share/common-licenses, the heading, newest first.
_COMMON = {
    r"GNU LESSER GENERAL PUBLIC LICENSE\s+Version 3": "LGPL-3",
    r"GNU LESSER GENERAL PUBLIC LICENSE\s+Version 2.1": "LGPL-2.1",
    r"(The )?GNU GENERAL PUBLIC LICENSE\s+Version 3": "GPL-3",
    r"(The )?GNU GENERAL PUBLIC LICENSE\s+Version 2": "GPL-2",
    r"Apache License\s+Version 2.0": "Apache-2.0",
    r"Mozilla Public License,? Version 2.0": "MPL-2.0",
}
_COPYRIGHT = """\
ebel_wizard is copyright of its authors and under the MIT licence, which stands first below. The
package brings along what the program needs, in the versions that it was tried with:
"""
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
    for name, text, of in BORROWED:
        (file,) = (each for each in distribution(name).files or () if str(each).endswith(text))
        _note(found, whole, of, _decoded(file.read_binary()))
    for name, _ in locked():
        try:
            own = distribution(name).files or ()
        except PackageNotFoundError:  # it is on no Linux
            continue
        for file in own:
            if ".dist-info" in str(file.parent) and _TEXT_NAME.search(file.name):
                _note(found, whole, name, file.read_text("utf-8"))
    yield from ((", ".join(dict.fromkeys(names)), whole[text]) for text, names in found.items())


def _decoded(text: bytes) -> str:
    """Return a text as it was meant: FreeType's is older than UTF-8."""
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("latin-1")


def _note(found: dict[str, list[str]], whole: dict[str, str], name: str, text: str) -> None:
    """Note whose text this is; texts that differ in their spaces alone are one."""
    words = " ".join(text.split())
    found.setdefault(words, []).append(name)
    lines = (line.rstrip() for line in text.expandtabs().strip("\n\f").splitlines())
    whole.setdefault(words, "\n".join(lines))


def bill_of_materials() -> dict[str, Any]:
    """Return the parts that are installed here; the same ones in the same order each time."""
    moment = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    own = runpy.run_path(str(ROOT / "ebel_wizard" / "__init__.py"))["__version__"]
    here = dict(filter(_is_here, locked()))
    needs = {name: _needs(name) & set(here) for name in here}
    direct = _needs_of_program() & set(here)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
            "component": _part(NAME, own, "MIT") | {"type": "application"},
        },
        "components": [
            *(
                _part(name, number, licence(name)) | {"purl": f"pkg:pypi/{name}@{number}"}
                for name, number in here.items()
            ),
            *(_part(name, _inside_version(name), by) for name, by in INSIDE),
        ],
        "dependencies": [
            {"ref": name, "dependsOn": sorted(of)} for name, of in {NAME: direct, **needs}.items()
        ],
    }


def _part(name: str, number: str, by: str) -> dict[str, Any]:
    """Return one part; SPDX has no expression for the public domain."""
    by_whom = {"license": {"name": by}} if by == "kamu malı" else {"expression": by}
    part = {"type": "library", "bom-ref": name, "name": name, "licenses": [by_whom]}
    return part | ({"version": number} if number else {})


def _inside_version(name: str) -> str:
    """Return the version of a part that no lock names, as far as this environment knows it."""
    if name == "Python":
        return platform.python_version()
    if name.startswith("PyInstaller"):
        return version("pyinstaller")
    return version("pyside6-essentials") if name == "Qt" else ""


def _is_here(library: tuple[str, str]) -> bool:
    """Return whether a library is for this system; exit where another version is installed."""
    name, number = library
    try:
        found = version(name)
    except PackageNotFoundError:
        return False
    if found != number:
        raise SystemExit(f"{name}: {found} is installed, {number} is locked")
    return True


def _needs(name: str) -> set[str]:
    """Return what a library needs on this system."""
    return _named(requires(name) or [])


def _needs_of_program() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return _named(project["dependencies"])


def _named(stated: list[str]) -> set[str]:
    each = map(Requirement, stated)
    return {
        canonicalize_name(one.name)
        for one in each
        if not one.marker or one.marker.evaluate({"extra": ""})
    }


def debian_copyright() -> str:
    """Return the licences of all parts; of a text that every Debian has, only where it is."""
    rows = [(name, number, licence(name)) for name, number in filter(_is_here, locked())]
    rows += [(name, _inside_version(name), by) for name, by in INSIDE]
    parts = "".join(f"  {' '.join(filter(None, row[:2]))}: {row[2]}\n" for row in rows)
    told = "\n\n".join(f"{'-' * 72}\n{names}\n\n{_shortened(text)}" for names, text in texts())
    return f"{_COPYRIGHT}\n{parts}\n{told}\n"


def _shortened(text: str) -> str:
    """Return a text less what follows the heading of a licence that every Debian has."""
    for heading, name in _COMMON.items():
        found = re.search(rf"^[ #]*{heading}\b", text, re.MULTILINE | re.IGNORECASE)
        if found:
            before = text[: found.start()].rstrip()
            return f"{before}\n\nThe text is /usr/share/common-licenses/{name}."
    return text


def main() -> None:
    """Write the list and the texts, or what a package needs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sbom", type=Path)
    parser.add_argument("--debian", type=Path)
    asked = parser.parse_args()
    if asked.sbom:
        told = json.dumps(bill_of_materials(), ensure_ascii=False, indent=2)
        asked.sbom.write_text(f"{told}\n", "utf-8", newline="\n")
    if asked.debian:
        asked.debian.write_text(debian_copyright(), "utf-8", newline="\n")
    if asked.sbom or asked.debian:
        return
    parts = [(name, version, licence(name)) for name, version in locked()]
    parts += [(name, "", by) for name, by in INSIDE]
    rows = "".join(f"| {' | '.join(part)} |\n" for part in parts)
    LIST.write_text(HEAD + rows, "utf-8", newline="\n")
    told = "\n".join(f"### {names}\n\n```\n{text}\n```\n" for names, text in texts())
    TEXTS.write_text(told, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
