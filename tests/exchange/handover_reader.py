"""A process that reads hand-over files, one path a line, and says what became of each.

Its peak of memory is its own: what the tests hold does not count.
"""

import json
import sys
import time
from pathlib import Path

from ebel_wizard.exchange import handover
from ebel_wizard.exchange.handover import HandoverError
from tests.exchange.handovers import PASSWORD
from tests.exchange.reader import peak


def main() -> None:
    for line in sys.stdin:
        begun = time.process_time()
        reason = ""
        try:
            handover.read(Path(line.rstrip("\n")), PASSWORD)
        except HandoverError as error:
            reason = str(error)
        said = {
            "taken": not reason,
            "reason": reason,
            "seconds": time.process_time() - begun,
            "peak": peak(),
        }
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
