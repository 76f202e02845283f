"""How the benchmarks measure, and how they tell a figure beside its bound."""

import gc
import statistics
import time
from collections.abc import Callable


def medians(*calls: Callable[[], object], rounds: int = 7) -> list[float]:
    """Seconds of each call, measured in turn after a first round that is not counted."""
    taken: list[list[float]] = [[] for _ in calls]
    for each in range(rounds + 1):
        for call, seconds in zip(calls, taken, strict=True):
            gc.collect()
            begun = time.process_time()
            call()
            if each:
                seconds.append(time.process_time() - begun)
    return [statistics.median(seconds) for seconds in taken]


def tell(what: str, value: float, bound: float, unit: str = "×", note: str = "") -> None:
    verdict = "" if value <= bound else "  MISSED"
    print(f"{what:58} {value:7.2f} {unit:2} of {bound:6.2f}{verdict}  {note}", flush=True)
