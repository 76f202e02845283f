"""Make this machine ready: system packages, `.venv`, locked libraries.

Runs on the machine's own Python before anything is installed, so it uses the standard library
alone. What is there already is found by trying it (loading the library, finding the program), not
by asking the package manager: that also holds where something came another way, and it is quick
enough to run each time.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON_VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


class Need(NamedTuple):
    """Something the system must offer, and the Debian package that brings it."""

    name: str  # a library's soname, a program, or a file's full path
    package: str


# What Qt's wheels link to and do not carry, found with ldd over libqoffscreen, libqxcb and
# libqwayland. Qt blames libxcb-cursor0 whichever of the xcb libraries is missing.
NEEDS = {
    "offscreen": (
        Need("libGL.so.1", "libgl1"),
        Need("libEGL.so.1", "libegl1"),
        Need("libxkbcommon.so.0", "libxkbcommon0"),
        Need("libglib-2.0.so.0", "libglib2.0-0"),
        Need("libfreetype.so.6", "libfreetype6"),
        Need("libfontconfig.so.1", "libfontconfig1"),
        Need("libdbus-1.so.3", "libdbus-1-3"),
    ),
    "window": (
        Need("libX11-xcb.so.1", "libx11-xcb1"),
        Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        Need("libxcb-cursor.so.0", "libxcb-cursor0"),
        Need("libxcb-icccm.so.4", "libxcb-icccm4"),
        Need("libxcb-image.so.0", "libxcb-image0"),
        Need("libxcb-keysyms.so.1", "libxcb-keysyms1"),
        Need("libxcb-randr.so.0", "libxcb-randr0"),
        Need("libxcb-render-util.so.0", "libxcb-render-util0"),
        Need("libxcb-shape.so.0", "libxcb-shape0"),
        Need("libxcb-sync.so.1", "libxcb-sync1"),
        Need("libxcb-util.so.1", "libxcb-util1"),
        Need("libxcb-xfixes.so.0", "libxcb-xfixes0"),
        Need("libxcb-xkb.so.1", "libxcb-xkb1"),
        Need("libwayland-client.so.0", "libwayland-client0"),
        Need("libwayland-cursor.so.0", "libwayland-cursor0"),
    ),
    "keyring": (
        Need("gnome-keyring-daemon", "gnome-keyring"),
        Need("dbus-run-session", "dbus-daemon"),
        Need("dbus-send", "dbus-bin"),
    ),
    # A screen with nobody in front of it, on which a locked keyring may ask, what a screen reader
    # listens to, and keys that nobody presses.
    "screen": (
        Need("Xvfb", "xvfb"),
        Need("libXtst.so.6", "libxtst6"),
        Need("/usr/libexec/at-spi-bus-launcher", "at-spi2-core"),
    ),
    # What shows that a form with secrets becomes no file on its way to a printer.
    "printing": (
        Need("lp", "cups-client"),
        Need("/usr/sbin/cupsd", "cups-daemon"),
    ),
    "tracing": (Need("strace", "strace"),),
    "verapdf": (
        Need("java", "default-jre-headless"),
        Need("/usr/share/java/jaxb-runtime.jar", "libjaxb-java"),
    ),
    # Writer without its windows, some 260 MB: the tests look at the editable copies through it.
    "libreoffice": (Need("soffice", "libreoffice-writer-nogui"),),
    # What make bench-peers times beside our documents, as far as pip does not bring it.
    "peers": (
        Need("soffice", "libreoffice-writer-nogui"),
        Need("libpango-1.0.so.0", "libpango-1.0-0"),
        Need("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
        Need("libharfbuzz-subset.so.0", "libharfbuzz-subset0"),
    ),
    "freeze": (
        Need("objdump", "binutils"),
        Need(f"libpython{PYTHON_VERSION}.so.1.0", f"libpython{PYTHON_VERSION}"),
    ),
    # What makes a Debian package of the frozen folder, and what judges it.
    "deb": (
        Need("dpkg-shlibdeps", "dpkg-dev"),
        Need("appstreamcli", "appstream"),
        Need("desktop-file-validate", "desktop-file-utils"),
        Need("lintian", "lintian"),
    ),
    # The bare systems on which make smoke installs it.
    "smoke": (Need("/usr/sbin/debootstrap", "debootstrap"),),
}

# Which parts the tests need. A test that is not named, alone or by its folder, needs none.
NEEDED_BY = {
    "tests/ui": ("offscreen", "keyring"),
    "tests/ui/scenarios/test_screen_reader.py": ("window", "screen", "printing"),
    "tests/ui/scenarios/test_whole_walk.py": ("tracing",),
    "tests/ui/settings/test_encryption_traced.py": ("printing", "tracing"),
    "tests/ui/state/test_keyring_states.py": ("window", "screen"),
    "tests/ui/widgets/test_filled_form.py": ("printing", "tracing"),
    "tests/ui/widgets/test_printing.py": ("printing",),
    "tests/ui/widgets/test_secret_line.py": ("window", "screen"),
    "tests/documents/layout/test_docx.py": ("libreoffice",),
    "tests/documents/layout/test_pdfa.py": ("verapdf",),
    "tests/exchange/test_print_queue.py": ("printing",),
    "tests/store/test_power_cut.py": ("tracing",),
    "tests/test_demo.py": ("offscreen", "keyring"),
    "tests/test_older_files.py": ("offscreen",),
    "tests/test_one_table.py": ("offscreen",),
    "tests/test_recipes.py": ("offscreen",),
    "tests/test_vault.py": ("keyring",),
}


def is_here(need: Need) -> bool:
    """Whether the library loads, the program is on the path, or the file is in its place."""
    if need.name.startswith("/"):
        return Path(need.name).exists()
    if ".so." not in need.name:
        return shutil.which(need.name) is not None
    try:
        ctypes.CDLL(need.name)
    except OSError:
        # A Python built by hand keeps its own library beside itself, where it finds it.
        return (Path(sys.base_prefix) / "lib" / need.name).exists()
    return True


def missing_packages(feature: str) -> list[str]:
    """The Debian packages that `feature` still needs here, each once."""
    return list(dict.fromkeys(n.package for n in NEEDS[feature] if not is_here(n)))


def needed_by(arguments: list[str]) -> list[str]:
    """Return the parts that pytest needs with these arguments; those of all tests if it is given
    no path.
    """
    left_out = [each.partition("=")[2] for each in arguments if each.startswith("--ignore=")]
    paths = [os.path.normpath(each.partition("::")[0]) for each in arguments]
    chosen = [path for path in paths if is_inside(path, "tests")]
    needed = {
        part
        for test, parts in NEEDED_BY.items()
        if any(is_inside(test, each) or is_inside(each, test) for each in chosen or ["tests"])
        and not any(is_inside(test, each) for each in left_out)
        for part in parts
    }
    return [part for part in NEEDS if part in needed]


def is_inside(path: str, folder: str) -> bool:
    """Whether a path is a folder's or the folder itself."""
    return f"{path}/".startswith(f"{folder}/")


def missing_for_venv() -> list[str]:
    """The packages without which a virtual environment cannot be made and filled."""
    packages = []
    if not all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        packages.append(f"python{PYTHON_VERSION}-venv")
    # Debian's pip trusts the system's certificates only.
    if not Path("/etc/ssl/certs/ca-certificates.crt").exists() and shutil.which("apt-get"):
        packages.append("ca-certificates")
    return packages


def as_administrator() -> list[str] | None:
    """The words to put before a command so that it runs as root; None if it cannot be had."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if succeeds("sudo", "-n", "true"):
        return ["sudo", "-n"]
    return ["sudo"] if sys.stdin.isatty() else None


def line_for_administrator(names: str) -> str:
    """What installs these packages, typed by this user where there is sudo, else with root's
    password.
    """
    update, install = "apt-get update", f"apt-get install --no-install-recommends {names}"
    if os.geteuid() == 0:
        return f"{update} && {install}"
    if shutil.which("sudo"):
        return f"sudo {update} && sudo {install}"
    return f'su - -c "{update} && {install}"'


def renamed(package: str) -> str:
    """The package's name on this release: since Ubuntu 24.04 and Debian 13 some end in t64."""
    newer = f"{package}t64"
    return newer if shutil.which("apt-cache") and succeeds("apt-cache", "show", newer) else package


def install(packages: list[str]) -> bool:
    """Install Debian packages; False if this user may not, or it failed."""
    prefix = as_administrator()
    if prefix is None or not shutil.which("apt-get"):
        return False
    say(f"Sistem paketleri kuruluyor / Installing system packages: {' '.join(packages)}")
    apt = [
        *prefix,
        *("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"),
        *("-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"),
    ]
    # One source of many may be out of reach while the rest has all we need, so what counts is
    # whether the packages could be installed.
    quietly(*apt, "update")
    names = [renamed(package) for package in packages]
    return any(quietly(*apt, "install", "--no-install-recommends", *names) for _ in range(3))


def quietly(*command: str) -> bool:
    """Run a command that asks nothing; what it said is shown only if it failed."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        say(done.stdout)
    return done.returncode == 0


def succeeds(*command: str) -> bool:
    """Run a command as a question: neither its answer nor its complaints are shown."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def make_venv(lock: Path) -> None:
    """Make `.venv` if need be and install exactly what `lock` says, hashes checked.

    A note of the installed lock's digest stays in `.venv`, so that the next start is immediate.
    """
    python = VENV / "bin" / "python"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    note = VENV / f"{lock.stem}.sha256"
    # The run after a failed one finds half an environment: pip is the last thing put into it.
    if not python.exists() or not succeeds(str(python), "-c", "import pip"):
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
    elif note.exists() and note.read_text(encoding="ascii") == digest:
        return
    say(
        "Kitaplıklar kuruluyor; ilk seferinde birkaç dakika sürebilir / "
        "Installing libraries; the first time this may take minutes"
    )
    # Without a terminal pip's progress is noise in a log.
    quiet = [] if sys.stdout.isatty() else ["-qq"]
    options = ["--disable-pip-version-check", "--no-input", "--require-hashes", "-r", str(lock)]
    subprocess.run([python, "-m", "pip", "install", *quiet, *options], check=True)
    note.write_text(digest, encoding="ascii")


def say(text: str) -> None:
    print(text, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("features", nargs="*", metavar="PART", help=" | ".join(NEEDS))
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    parser.add_argument("--optional", choices=NEEDS, help="a part one can do without")
    parser.add_argument(
        "--needed-by",
        nargs=argparse.REMAINDER,
        metavar="ARGUMENT",
        help="only print the parts that pytest needs with these arguments",
    )
    arguments = parser.parse_args()
    if arguments.needed_by is not None:
        say(" ".join(needed_by(arguments.needed_by)))
        return 0
    if sys.version_info < (3, 11):
        say(f"Python 3.11 veya yenisi gerekir / Python 3.11 or newer is needed: {PYTHON_VERSION}")
        return 1
    needed = missing_for_venv()
    for feature in arguments.features:
        needed += missing_packages(feature)
    wanted = missing_packages(arguments.optional) if arguments.optional else []
    if (needed or wanted) and not install(needed + wanted) and needed:
        names = " ".join(map(renamed, needed))
        say("Önce yönetici olarak şu satırı çalıştırın / First run this line as administrator:")
        say(f"    {line_for_administrator(names)}")
        return 1
    try:
        make_venv(ROOT / "packaging" / f"requirements{'-dev' if arguments.dev else ''}.txt")
    except subprocess.CalledProcessError as problem:
        return int(problem.returncode)
    return 0


if __name__ == "__main__":
    sys.exit(main())
