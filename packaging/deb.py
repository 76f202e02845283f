"""Make dist/ebel-wizard_VERSION_ARCH.deb of the frozen folder dist/ebel-wizard.

The same folder makes the same bytes: every time in the package is that of the sources, which
SOURCE_DATE_EPOCH says, and what is listed is sorted.
"""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QIcon

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
TREE = ROOT / "build" / "deb"
SOURCES = ROOT / "packaging" / "debian"
NAME = "ebel-wizard"
ICON = ROOT / "resources" / "icons" / "ebel-wizard.svg"
ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
REVISION = 1  # of the package, while the program stays the same
# Who builds it for others is told by the names that Debian's own tools have for that.
MAINTAINER = (
    f"{os.environ.get('DEBFULLNAME', 'ebel_wizard authors')} "
    f"<{os.environ.get('DEBEMAIL', 'ebel-wizard@example.org')}>"
)
MOMENT = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
# The frozen program brings no fonts for its window, and keeps secrets in a keyring where there is
# one; a desktop has both.
RECOMMENDED = (
    "gnome-keyring | kwalletmanager | keepassxc, "
    "default-dbus-session-bus | dbus-session-bus, fonts-dejavu-core | fonts-noto-core"
)
DESCRIPTION = """\
belediyeyi adım adım e-Belediye’ye taşır
 On bir adımda ne yapılacağını, kimin yapacağını ve neyin eksik kaldığını
 gösterir; Bakanlığa gidecek talep yazısını ekleriyle birlikte hazırlar.
 .
 Bir kez yazılan bilgi her yerde kullanılır ve yazıldıkça kaydedilir. Program
 hiçbir yere bir şey göndermez; KEP parolası ile şifresi bilgisayarın parola
 kasasında durur."""


def main() -> None:
    """Make the package and say where it is."""
    version = output(DIST / NAME / NAME, "--version").strip()
    architecture = output("dpkg", "--print-architecture").strip()
    shutil.rmtree(TREE, ignore_errors=True)
    lay_out(version)
    check()
    normalise()
    write_control(version, architecture)
    for each in [*TREE.rglob("*"), TREE]:
        os.utime(each, (MOMENT.timestamp(),) * 2, follow_symlinks=False)
    made = DIST / f"{NAME}_{version}-{REVISION}_{architecture}.deb"
    # One thread: more of them would cut the archive where the machine's memory says.
    options = ("-Zxz", "-z9", "--threads-max=1", "--root-owner-group")
    run("dpkg-deb", *options, "--build", TREE, made)
    run("lintian", "--allow-root", "--fail-on", "error", made)
    sys.stdout.write(f"{made.relative_to(ROOT)}: {made.stat().st_size / 1e6:.1f} MB\n")


def lay_out(version: str) -> None:
    """Put every file into its place."""
    shutil.copytree(DIST / NAME, TREE / "usr" / "lib" / NAME, symlinks=True)
    share = TREE / "usr" / "share"
    link = TREE / "usr" / "bin" / NAME
    link.parent.mkdir(parents=True)
    link.symlink_to(f"../lib/{NAME}/{NAME}")
    for source, target in (
        (f"{NAME}.desktop", "applications"),
        (f"{NAME}.metainfo.xml", "metainfo"),
        (f"{NAME}.xml", "mime/packages"),
        (f"{NAME}.1", "man/man1"),
        (f"{NAME}.bash", "bash-completion/completions"),
        ("lintian-overrides", f"lintian/overrides/{NAME}"),
    ):
        text = (SOURCES / source).read_text("utf-8")
        text = text.replace("@VERSION@", version).replace("@DATE@", f"{MOMENT:%Y-%m-%d}")
        name = {f"{NAME}.bash": NAME}.get(source, source)
        place = share / target if source == "lintian-overrides" else share / target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.suffix == ".1":
            place = place.with_name(f"{place.name}.gz")
            place.write_bytes(gzip.compress(text.encode(), mtime=0))
        else:
            place.write_text(text, "utf-8")
    icons(share / "icons" / "hicolor")
    documents(share / "doc" / NAME, version)


def icons(folder: Path) -> None:
    """Draw the icon in the sizes that desktops without SVG look for."""
    app = QGuiApplication([])
    icon = QIcon(str(ICON))
    for size in ICON_SIZES:
        made = folder / f"{size}x{size}" / "apps" / f"{NAME}.png"
        made.parent.mkdir(parents=True)
        icon.pixmap(QSize(size, size)).save(str(made))
    app.quit()
    scalable = folder / "scalable" / "apps"
    scalable.mkdir(parents=True)
    shutil.copyfile(ICON, scalable / f"{NAME}.svg")


def documents(folder: Path, version: str) -> None:
    """Write what Debian wants to be read: licences, parts and changes, the package's own apart."""
    folder.mkdir(parents=True)
    sbom, licences = folder / f"{NAME}.cdx.json", folder / "copyright"
    run(
        *(sys.executable, ROOT / "packaging" / "licences.py"),
        *("--sbom", sbom, "--debian", licences),
    )
    changes = ROOT / "CHANGELOG.md"
    own = (
        f"{NAME} ({version}-{REVISION}) unstable; urgency=medium\n\n"
        f"  * Version {version}; its changes are in changelog.gz.\n\n"
        f" -- {MAINTAINER}  {format_datetime(MOMENT)}\n"
    )
    for name, text in (("changelog", changes.read_text("utf-8")), ("changelog.Debian", own)):
        (folder / f"{name}.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def check() -> None:
    """Let the desktop's own tools judge what is meant for them."""
    share = TREE / "usr" / "share"
    run("appstreamcli", "validate", "--no-net", share / "metainfo" / f"{NAME}.metainfo.xml")
    run("desktop-file-validate", share / "applications" / f"{NAME}.desktop")


def normalise() -> None:
    """Give every file the mode that Debian's policy has for it."""
    for each in TREE.rglob("*"):
        if each.is_symlink():
            continue
        runs = each.is_dir() or each == TREE / "usr" / "lib" / NAME / NAME
        each.chmod(0o755 if runs else 0o644)


def write_control(version: str, architecture: str) -> None:
    """Write what dpkg reads."""
    folder = TREE / "DEBIAN"
    folder.mkdir()
    files = sorted(each for each in (TREE / "usr").rglob("*") if not each.is_dir())
    real = [each for each in files if not each.is_symlink()]
    kilobytes = sum(-(-each.stat().st_size // 1024) for each in real)
    (folder / "control").write_text(
        f"Package: {NAME}\n"
        f"Version: {version}-{REVISION}\n"
        f"Architecture: {architecture}\n"
        f"Maintainer: {MAINTAINER}\n"
        f"Installed-Size: {kilobytes}\n"
        f"Depends: {dependencies(real)}\n"
        f"Recommends: {RECOMMENDED}\n"
        "Section: misc\n"
        "Priority: optional\n"
        f"Description: {DESCRIPTION}\n",
        "utf-8",
    )
    (folder / "md5sums").write_text(
        "".join(
            f"{hashlib.md5(each.read_bytes(), usedforsecurity=False).hexdigest()}  "
            f"{each.relative_to(TREE)}\n"
            for each in real
        ),
        "utf-8",
    )
    for each in folder.iterdir():
        each.chmod(0o644)


def dependencies(files: list[Path]) -> str:
    """Return the packages with the libraries that the program links to and does not bring along."""
    (TREE / "debian").mkdir()
    (TREE / "debian" / "control").write_text(
        f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n"
    )
    inside = TREE / "usr" / "lib" / NAME / "_internal"
    folders = sorted({each.parent for each in inside.rglob("*.so*") if not each.is_symlink()})
    binaries = [each for each in files if is_binary(each)]
    found = output(
        *("dpkg-shlibdeps", "-O", "--warnings=0", f"-x{NAME}"),
        *(f"-l{folder}" for folder in (inside, *folders)),
        *(f"-e{each}" for each in binaries),
        cwd=TREE,
    )
    shutil.rmtree(TREE / "debian")
    return re.sub("^shlibs:Depends=", "", found.strip())


def is_binary(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def run(*command: str | Path) -> None:
    """Run a command; exit with what it said where it fails."""
    output(*command)


def output(*command: str | Path, cwd: Path = ROOT) -> str:
    """Return what a command said; exit with it where it fails."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
