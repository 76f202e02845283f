"""Run the readers of untrusted files in a process of their own, and measure time and memory.

    python -m tests.readers NAME

reads paths from standard input, one a line, and writes the result of each as JSON. Every file
must give something or be refused with a sentence. Any other error ends the process, and so does
reading for too long.
"""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from ebel_wizard import resources
from ebel_wizard.case.model import Addressee
from ebel_wizard.exchange import answers, handover
from ebel_wizard.exchange.handover import HandoverError
from ebel_wizard.guide.loader import GuideError, load_guide
from ebel_wizard.people_import import detect, people
from ebel_wizard.people_import.sheet import SheetError
from tests.exchange import handovers
from tests.limits import die_when_this_hangs, killed_when_it_hangs
from tests.people_import import list_files

SECONDS, MEGABYTES = 5.0, 300.0
_SAMPLES: Final = Path(__file__).parent / "people_import" / "samples"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file.

    ``read`` returns how much was read, or why nothing was. ``valid`` returns files that can be
    read, and may use a folder to make them.
    """

    read: Callable[[Path], tuple[int, str]]
    valid: Callable[[Path], Sequence[bytes]]


def _sheet(path: Path) -> tuple[int, str]:
    try:
        return len(people.read_people(*people.choose_sheet(detect.read(path))).accepted), ""
    except SheetError as error:
        return 0, str(error)


def _sheets(folder: Path) -> list[bytes]:
    samples = _SAMPLES.glob("personel-*")
    return [*list_files.of_every_kind(folder), *(each.read_bytes() for each in samples)]


def _answers(path: Path) -> tuple[int, str]:
    read = answers.load(path, Addressee(), date(2026, 11, 23))
    return int(read.case is not None), "".join(each.text for each in read.problems)


def _guide(path: Path) -> tuple[int, str]:
    try:
        return len(load_guide(path).steps), ""
    except GuideError as error:
        return 0, str(error)


def _is_list(path: Path) -> bool:
    """Return whether a file is the unpacked list of a hand-over file."""
    with path.open("rb") as file:
        return file.read(2) in {b'{"', b'["'}


def _handover(path: Path) -> tuple[int, str]:
    """Read a whole file, or the list that is packed and sealed in one."""
    try:
        if _is_list(path):
            return bool(handover.parse(handovers.plain_stream(path.read_bytes()))), ""
        return bool(handover.read(path, handovers.PASSWORD)), ""
    except HandoverError as error:
        return 0, str(error)


KINDS: Final[Mapping[str, Kind]] = {
    "sheet": Kind(_sheet, _sheets),
    "answers": Kind(
        _answers, lambda _: [resources.path("examples", "ornek-cevaplar.toml").read_bytes()]
    ),
    "handover": Kind(_handover, lambda _: [handovers.make_file(), handovers.json_lines()]),
    "guide": Kind(_guide, lambda _: [resources.path("guide", "e-belediye.toml").read_bytes()]),
}


class Reader:
    """The process that reads, with its time and memory checked."""

    def __init__(self, name: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.readers", name],
            cwd=Path(__file__).parents[1],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def read(self, path: Path) -> tuple[int, str]:
        """Return how much was read, or why the file was refused; assert the limits."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        with killed_when_it_hangs(self._process):  # where the system has no timers of its own
            line = self._process.stdout.readline()
        assert line, f"reading ended with {self._process.wait()}"
        result = json.loads(line)
        assert result["seconds"] < SECONDS
        assert result["peak"] < MEGABYTES
        return result["taken"], result["reason"]

    def close(self) -> None:
        self._process.communicate()


def peak() -> float:
    """Return the peak memory of this process in MB, or nothing where only Linux would tell."""
    if sys.platform != "linux":
        return 0.0
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) / 1024


def main(name: str) -> None:
    for line in sys.stdin:
        die_when_this_hangs()
        started = time.process_time()
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, 2 * SECONDS)  # its signal ends the process
        taken, reason = KINDS[name].read(Path(line.rstrip("\n")))
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.alarm(0)
        result = {
            "taken": taken,
            "reason": reason,
            "seconds": time.process_time() - started,
            "peak": peak(),
        }
        sys.stdout.write(json.dumps(result) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
