"""Kills a piece of work by SIGKILL in a given call of all that lead out of Python."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Final

from tests.limits import HANG, die_when_this_hangs

ROOT: Final = Path(__file__).parents[1]


class Calls:
    """The calls that lead out of Python from now on; SIGKILL comes in the one of this number."""

    def __init__(self, last: int) -> None:
        self.made = 0
        self._last = last
        sys.setprofile(self._count)

    def _count(self, _frame: FrameType, event: str, _what: object) -> None:
        if event == "c_call":
            self.made += 1
            if self.made == self._last:
                os.kill(os.getpid(), signal.SIGKILL)


def kill_in_each(numbers: Iterable[int], begin: Callable[[int], Callable[[], object]]) -> None:
    """For each number fork; the fork dies in the call of that number of what ``begin`` returns.

    Prints, for each, whether the fork was killed before it was through, and how many calls it made.
    """
    for number in numbers:
        child = os.fork()
        if child == 0:
            die_when_this_hangs()
            work = begin(number)
            calls = Calls(number)
            work()
            sys.setprofile(None)
            os.write(1, f"{number} through {calls.made}\n".encode())
            os._exit(0)
        _, status = os.waitpid(child, 0)
        ended = os.waitstatus_to_exitcode(status)
        if ended not in {0, -signal.SIGKILL}:
            sys.exit(f"call {number}: ended with {ended}")
        if ended:
            os.write(1, f"{number} killed {number}\n".encode())


def outcomes(program: str, *arguments: str | Path, calls: list[int]) -> dict[int, tuple[bool, int]]:
    """Which of the forks of a program came through and after how many calls, by their number.

    There is no call of number 0.
    """
    done = subprocess.run(
        [sys.executable, "-m", program, *map(str, arguments), *map(str, calls)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=HANG,
    )
    lines = (line.split() for line in done.stdout.splitlines())
    return {int(number): (word == "through", int(made)) for number, word, made in lines}


def some_of(calls: int, most: int) -> list[int]:
    """The numbers of so many calls, one at random of each equal part; all where there are no more.

    Drawn from the whole, few of them can all come from its beginning.
    """
    if calls <= most:
        return list(range(1, calls + 1))
    some = random.Random(20261128)
    ends = [1 + calls * part // most for part in range(most + 1)]
    return [some.randrange(begin, end) for begin, end in pairwise(ends)]
