"""Names the account and the machine that this program runs on."""

import getpass
import platform
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

_MACHINE_FILES: Final = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def user_name() -> str:
    """Return the account's name as text that can be stored; empty where it has none."""
    try:
        return getpass.getuser().encode(errors="replace").decode()
    except (KeyError, OSError, ImportError):  # an account without a name still keeps its answers
        return ""


def host_name() -> str:
    """Return the machine's name in the network."""
    return platform.node()


def machine_id() -> str:
    """Return an ID of this machine that reveals nothing about it.

    The name is part of it: machines that were set up from one image may share the system's own ID.
    """
    text = f"ebel_wizard {_system_id()} {host_name()}"
    return sha256(text.encode(errors="replace")).hexdigest()[:32]


def _system_id() -> str:
    if sys.platform == "win32":
        import winreg

        with (
            suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return ""
    for file in _MACHINE_FILES:
        with suppress(OSError, ValueError):
            if found := file.read_text(encoding="utf-8").strip():
                return found
    return ""
