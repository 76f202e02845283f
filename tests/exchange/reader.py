"""A process that reads lists, one path a line, and says what became of each; see test_hostile.

Its peak of memory is its own: what the tests hold does not count.
"""

import json
import sys
import time
from pathlib import Path

from ebel_wizard.exchange import people, tables
from ebel_wizard.exchange.sheet import SheetError


def peak() -> float:
    """The most memory this process ever held, in MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) / 1024


def main() -> None:
    for line in sys.stdin:
        begun = time.process_time()
        taken, reason = 0, ""
        try:
            sheets = tables.read(Path(line.rstrip("\n")))
            taken = len(people.people(*people.best(sheets)).taken)
        except SheetError as error:
            reason = str(error)
        said = {
            "taken": taken,
            "reason": reason,
            "seconds": time.process_time() - begun,
            "peak": peak(),
        }
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
