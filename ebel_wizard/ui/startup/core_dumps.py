"""No core dumps: a crash must not leave the memory on disk, where parola and şifre may stand."""

import sys
from contextlib import suppress
from pathlib import Path


def forbid_core_dumps() -> None:
    """Set the limit of core dumps to zero for this process.

    The limit does not hold for a dump that Linux pipes to a program of the system's; such a one
    is left without memory. (Making the process undumpable would shut it out of the desktop's
    portals: no file dialogs there.) On Windows dumps are the administrator's own setting.
    """
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))
    with suppress(OSError):
        Path("/proc/self/coredump_filter").write_text("0", encoding="ascii")
