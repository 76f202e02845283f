"""A screen that nobody sits in front of."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.limits import killed_when_it_hangs
from tests.platforms import skip_without


@contextmanager
def screen() -> Iterator[str]:
    """The name of a screen of its own, as DISPLAY has it."""
    skip_without("Xvfb")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1280x1024x24"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    # Only its beginning and its end are waited for; what is done on it may take long.
    with killed_when_it_hangs(server):
        number = server.stdout.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        with killed_when_it_hangs(server):
            server.wait()
        server.stdout.close()
