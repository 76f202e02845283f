"""Install the package on bare Debians and walk the installed program: `make smoke` does.

    unshare --mount --propagation private .venv/bin/python packaging/smoke.py [RELEASE …]

Everything lies in a file system in memory and is mounted in this process's own name space, so that
nothing is left behind. Debian comes from where this machine's apt has it from. One line for each
check; the first that fails ends it.
"""

import ast
import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
RELEASES = ("bookworm", "trixie")
NAME = "ebel-wizard"
OFFICER = "memur"
HOME = "/home/Çağrı Işık"
EXAMPLE = "resources/examples/ornek-cevaplar.toml"
LIST = "resources/examples/ornek-personel.csv"
INSIDE = f"/usr/lib/{NAME}/_internal"
# What a desktop has and a bare system has not: the keyring, a screen, the kinds of files.
DESKTOP = ("gnome-keyring", "dbus-daemon", "dbus-bin", "xvfb", "x11-utils", "shared-mime-info")
QUIET = ("-qq", "-o", "Dpkg::Use-Pty=0", "-o", "APT::Install-Recommends=false")
WARNING = ": uyarı: "  # as render says what is empty in the example
SCREEN = ":17"
FIRST_START_S = 120


def main() -> None:
    """Go through every release."""
    packages = sorted(DIST.glob(f"{NAME}_*.deb"))
    if len(packages) != 1:
        sys.exit("make package comes first: dist/ has not one package.")
    for release in sys.argv[1:] or RELEASES:
        begun = time.monotonic()
        with bare(release) as root:
            walk(root, packages[0])
        passed(f"{release}: {time.monotonic() - begun:.0f} s")


def passed(what: str) -> None:
    sys.stdout.write(f"ok: {what}\n")
    sys.stdout.flush()


def fail(what: str) -> None:
    sys.exit(f"FAILED: {what}")


def walk(root: "Bare", package: Path) -> None:
    """Install, look, use, remove."""
    before = root.files()
    shutil.copy(package, root.folder / "root" / package.name)
    root.apt("install", f"/root/{package.name}")
    passed(f"{root.release}: apt-get install ./{package.name} on a bare system")
    look(root)
    use(root)
    root.apt("install", *DESKTOP)
    start(root)
    keep(root)
    root.apt("remove", NAME)
    gone(root, before, "removed")
    root.apt("install", f"/root/{package.name}")
    root.apt("purge", NAME)
    gone(root, before, "purged")


def gone(root: "Bare", before: set[str], how: str) -> None:
    """See that nothing of the program is left but what the officer made."""
    own = {each for each in root.files() - before if NAME in each or "ebel_wizard" in each}
    left = {each for each in own if not each.startswith((f"{HOME}/", "/root/"))}
    if left or NAME in root.output("dpkg-query", "--show", "--showformat=${Package}\\n"):
        fail(f"left after it was {how}: {sorted(left)}")
    passed(f"{root.release}: {how}, no file left")


def look(root: "Bare") -> None:
    """See that everything is there."""
    inside = root.folder / INSIDE.lstrip("/")
    for source, target in (
        (ROOT / "resources", "ebel_wizard/resources"),
        (ROOT / "ebel_wizard/store/migrations", "ebel_wizard/store/migrations"),
    ):
        files = [each for each in source.rglob("*") if each.is_file() and each.suffix != ".pyc"]
        for each in files:
            found = inside / target / each.relative_to(source)
            if not found.is_file() or not filecmp.cmp(each, found, shallow=False):
                fail(f"not as in the sources: {found}")
    listed = output(ROOT / ".venv/bin/pyi-archive_viewer", "-r", "-l", inside.parent / NAME)
    names = {
        ast.literal_eval(line.strip())[-1]
        for line in listed.splitlines()
        if line[:2] == " 0" or line[:2] == " 1"
    }
    wanted = {
        ".".join(each.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for each in (ROOT / "ebel_wizard").rglob("*.py")
        if "migrations" not in each.parts and each.name != "__main__.py"
    }
    if wanted - names:
        fail(f"modules that are not there: {sorted(wanted - names)}")
    passed(f"{root.release}: every step, migration, page, font and icon is there")
    linked = root.output(
        "sh", "-c", f"find {INSIDE} /usr/lib/{NAME}/{NAME} -type f | xargs ldd 2>/dev/null || true"
    )
    if "not found" in linked:
        fail("\n".join(line for line in linked.splitlines() if "not found" in line))
    passed(f"{root.release}: every library is found")


def use(root: "Bare") -> None:
    """Use it without a window, and compare with the sources."""
    folder = root.folder / HOME.lstrip("/")
    for each in (EXAMPLE, LIST):
        shutil.copy(ROOT / each, folder)
    answers, people = (Path(HOME) / Path(each).name for each in (EXAMPLE, LIST))
    version = root.officer(NAME, "--version")
    root.officer(NAME, "--help")
    if version.strip() not in (ROOT / "ebel_wizard/__init__.py").read_text("utf-8"):
        fail(f"its version is {version}")
    passed(f"{root.release}: version {version.strip()}")
    root.officer(NAME, "render", str(answers), "--out", f"{HOME}/render", "--all", "--docx")
    with tempfile.TemporaryDirectory() as temporary:
        own = Path(temporary)
        output(
            *(ROOT / ".venv/bin/python", "-m", "ebel_wizard", "render", EXAMPLE),
            *("--out", own, "--all", "--docx"),
        )
        names = sorted(each.name for each in own.iterdir())
        same, *_ = filecmp.cmpfiles(own, folder / "render", names, shallow=False)
    if not names or same != names or len(names) != len(list((folder / "render").iterdir())):
        fail(f"other bytes than from the sources: {sorted(set(names) - set(same))}")
    passed(f"{root.release}: {len(names)} documents of render --all, the same bytes as from source")
    if root.officer(NAME, "people", str(people)) != output(
        ROOT / ".venv/bin/python", "-m", "ebel_wizard", "people", LIST
    ):
        fail("people reads the list in another way")
    passed(f"{root.release}: people")


def start(root: "Bare") -> None:
    """Start it as the desktop does, and end it as the end of a session does."""
    screen = root.start("Xvfb", SCREEN, "-screen", "0", "1366x768x24", "-nolisten", "tcp")
    wait(lambda: "Root window id" in windows(root), "a screen")
    program = root.start(
        *("env", "-C", HOME, f"HOME={HOME}", f"DISPLAY={SCREEN}", "LANG=C.UTF-8"),
        *("XDG_RUNTIME_DIR=/tmp", NAME),
        user=OFFICER,
    )
    wait(
        lambda: "e-Belediye" in windows(root) or program.poll() is not None,
        "a window on the screen",
    )
    if program.poll() is not None:
        fail(f"no window, ended with {program.returncode}: {program.communicate()}")
    passed(f"{root.release}: first start, a window on the screen")
    time.sleep(3)  # it is being filled
    program.terminate()
    told = program.communicate(timeout=FIRST_START_S)
    if program.returncode or any(told):
        fail(f"ended with {program.returncode}: {told}")
    passed(f"{root.release}: quit, no word on stderr")
    screen.terminate()
    screen.wait()
    kinds = (root.folder / "usr/share/mime/globs2").read_text("utf-8")
    if f"application/x-{NAME}-handover:*.ebel" not in kinds:
        fail("the kind of the hand-over file is not known")
    passed(f"{root.release}: the hand-over file has a kind")


def windows(root: "Bare") -> str:
    """Return what is on the screen; nothing where there is no screen yet."""
    return root.output("sh", "-c", f"DISPLAY={SCREEN} xwininfo -root -tree 2>/dev/null || true")


def wait(condition: Callable[[], object], what: str) -> None:
    """Wait until something is so; fail where that takes too long."""
    until = time.monotonic() + FIRST_START_S
    while not condition():
        if time.monotonic() > until:
            fail(f"it took too long: {what}")
        time.sleep(1)


def keep(root: "Bare") -> None:
    """Do what an officer does, in the real window, with a keyring."""
    shutil.copy(ROOT / "packaging/with-keyring.sh", root.folder / "usr/local/bin")
    told = root.officer(
        *("env", "QT_QPA_PLATFORM=offscreen", "with-keyring.sh"),
        *(NAME, "demo", "--check", "--out", f"{HOME}/demo"),
    )
    for line in told.splitlines():
        passed(f"{root.release}: {line.removeprefix('tamam: ')}")


class Bare:
    """A bare Debian in a folder."""

    def __init__(self, folder: Path, release: str) -> None:
        self.folder = folder
        self.release = release
        self.started: list[subprocess.Popen[str]] = []

    def output(self, *command: str) -> str:
        """Return what a command inside says; exit when it fails or says anything on stderr."""
        return output("chroot", self.folder, *command)

    def officer(self, *command: str) -> str:
        """Run a command as the officer, from her own folder; return what it says."""
        return self.output(
            *("runuser", "-u", OFFICER, "--", "env", "-C", HOME, f"HOME={HOME}", "LANG=C.UTF-8"),
            *command,
        )

    def apt(self, *command: str) -> None:
        """Let apt do something, without a question."""
        done = subprocess.run(
            ("chroot", self.folder, "apt-get", *QUIET, "-y", *command),
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            fail(f"apt-get {' '.join(command)}: {done.stdout}{done.stderr}")

    def start(self, *command: str, user: str = "root") -> subprocess.Popen[str]:
        """Start a command that goes on; its number is the program's own."""
        begun = subprocess.Popen(
            ("chroot", f"--userspec={user}", self.folder, *command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.started.append(begun)
        return begun

    def end(self) -> None:
        """End what goes on after a check failed."""
        for each in self.started:
            if each.poll() is None:
                each.kill()
                each.wait()

    def files(self) -> set[str]:
        """Return the path of every file and folder."""
        found = self.output("find", "/", "-xdev", "-not", "-path", "/proc/*")
        return set(found.splitlines())


@contextmanager
def bare(release: str) -> Iterator[Bare]:
    """Make a bare Debian in memory; nothing of it is there afterwards."""
    with tempfile.TemporaryDirectory(prefix=f"{NAME}-") as temporary:
        folder = Path(temporary)
        output("mount", "-t", "tmpfs", "-o", "size=4g,mode=755", "tmpfs", folder)
        made = Bare(folder, release)
        try:
            mirror = origin()
            output("debootstrap", "--variant=minbase", release, folder, mirror)
            for kind, place in (("proc", "proc"), ("tmpfs", "dev/shm"), ("tmpfs", "run")):
                (folder / place).mkdir(exist_ok=True)
                output("mount", "-t", kind, kind, folder / place)
            (folder / "etc/apt/apt.conf.d/00host").write_text(
                output(
                    "apt-config", "dump", "Acquire::http", "Acquire::https", "Acquire::Check-Date"
                ),
            )
            made.output(
                *("useradd", "--create-home", "--home-dir", HOME, "--shell", "/bin/sh", OFFICER)
            )
            made.apt("update")
            yield made
        finally:
            made.end()
            output("umount", "--recursive", "--lazy", folder)


def origin() -> str:
    """Return where this machine's apt has Debian from."""
    found = output(
        *("apt-get", "indextargets", "--format", "$(REPO_URI)"),
        *("Created-By: Packages", "Component: main", "Label: Debian"),
    )
    if not found:
        fail("apt has no Debian here")
    return found.split()[0]


def output(*command: str | Path) -> str:
    """Return what a command says; exit when it fails or says more on stderr than warnings."""
    done = subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    said = [line for line in done.stderr.splitlines() if WARNING not in line]
    if done.returncode or said:
        fail(f"{' '.join(map(str, command))}: {done.stdout[-2000:]}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
