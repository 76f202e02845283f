"""Lets one window at a time have a workspace, and says whose it is.

The lock is the operating system's own on a file in the folder: it ends with its process, so what a
killed program left is free at once. What the file says is for machines that do not see each other's
locks: a folder that was copied or carried while it was open names the machine it came from.
"""

import errno
import json
import os
import secrets
import stat
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from ebel_wizard import account, file_lock, held_files

FILE_NAME: Final = "wizard.lock"
_MOST_BYTES: Final = 4096
_MOST_SHOWN: Final = 64
_TRIES: Final = 5
_NO_LINKS: Final = getattr(os, "O_NOFOLLOW", 0)  # the lock is written into what is opened


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a workspace: machine, account, process, since when (UTC, ISO 8601)."""

    machine: str = ""
    host: str = ""
    user: str = ""
    pid: str = ""
    since: str = ""
    token: str = ""
    """Another one for each lock that was taken."""

    def took_it_within(self, span: timedelta) -> bool:
        """Return whether the lock was taken so recently, as far as it says when."""
        with suppress(ValueError, TypeError):  # no moment, or one of no time zone
            return abs(datetime.now(UTC) - datetime.fromisoformat(self.since)) < span
        return False


class InUseError(Exception):
    """A living program of this machine has the workspace."""

    def __init__(self, holder: Holder | None = None) -> None:
        super().__init__("the workspace is in use")
        self.holder = holder or Holder()


class HeldElsewhereError(Exception):
    """Another machine or account had the workspace last and did not give it back.

    Whether it is still open there cannot be known here.
    """

    def __init__(self, holder: Holder) -> None:
        super().__init__("the workspace is held elsewhere")
        self.holder = holder


class WorkspaceLock:
    """The lock of one workspace's folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE_NAME
        self._handle: int | None = None
        self._own = Holder()

    @property
    def is_taken(self) -> bool:
        """Whether this program took it, and did not release it."""
        return self._handle is not None

    def take(self, *, from_elsewhere: bool = False) -> None:
        """Take the lock; ``from_elsewhere``: from another machine or account too.

        Raises InUseError, HeldElsewhereError, or OSError where the folder cannot be written to.
        """
        if self._handle is not None and self.is_held():
            return
        self._let_go()
        self._own = Holder(
            account.machine_id(),
            account.host_name(),
            account.user_name(),
            str(os.getpid()),
            datetime.now(UTC).isoformat(timespec="seconds"),
            secrets.token_hex(8),
        )
        for _ in range(_TRIES):
            handle = self._open(from_elsewhere=from_elsewhere)
            if self._take(handle, from_elsewhere=from_elsewhere):
                return
        raise InUseError

    def is_held(self) -> bool:
        """Return whether nobody else has the lock now; one that was only deleted is made anew.

        True too where it cannot be known: then the folder itself is gone, which is no answer about
        somebody else.
        """
        if self._handle is None:
            return False
        try:
            if os.path.samestat(self._file.stat(), os.fstat(self._handle)):
                return _read(self._handle).token == self._own.token
        except FileNotFoundError:
            pass
        except OSError:
            return True
        return self._take_again()

    def release(self) -> None:
        """Give the workspace back."""
        if self._handle is not None:
            # Windows removes no open file; others would meet one without a lock after closing it.
            if os.name == "posix" and self.is_held():
                with suppress(OSError):
                    self._file.unlink()
            elif os.name != "posix":
                with suppress(OSError):
                    os.ftruncate(self._handle, 0)
            self._let_go()
            if os.name != "posix":
                with suppress(OSError):
                    self._file.unlink()

    def _take(self, handle: int, *, from_elsewhere: bool) -> bool:
        """Return whether the open file could be taken; False: it is not the file any more."""
        try:
            if not _lock(handle):
                # An empty file is one that is only just being taken.
                raise InUseError(_read(handle) if os.fstat(handle).st_size else self._own)
            holder = _read(handle)
            is_foreign = holder.machine != self._own.machine and bool(holder.host or holder.machine)
            if is_foreign and not from_elsewhere:
                raise HeldElsewhereError(holder)
            with suppress(OSError):
                if os.path.samestat(self._file.stat(), os.fstat(handle)):
                    self._write(handle)
                    self._handle = handle
                    return True
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        return False

    def _open(self, *, from_elsewhere: bool) -> int:
        """Return a handle of the file, made when missing; what cannot be a lock is moved away."""
        try:
            handle = self._open_file()
        except PermissionError as error:
            if not self._file.is_dir():
                self._remove_of_another_account(error, from_elsewhere=from_elsewhere)
                return self._open(from_elsewhere=False)
        except IsADirectoryError:
            pass
        except OSError as error:
            if error.errno != errno.ELOOP:  # a link
                raise
        else:
            if stat.S_ISREG(os.fstat(handle).st_mode):
                return handle
            os.close(handle)
        aside = self._file.with_name(f"{FILE_NAME}-{secrets.token_hex(4)}")
        held_files.replace(self._file, aside)
        return self._open_file()

    def _open_file(self) -> int:
        return os.open(self._file, os.O_RDWR | os.O_CREAT | _NO_LINKS, 0o600)

    def _remove_of_another_account(self, error: PermissionError, *, from_elsewhere: bool) -> None:
        """Remove a lock that this account may not open from a folder that it may write to.

        Windows gives the same error for a file that is open, and does not remove it either.
        """
        if not self._file.exists() or not os.access(self._file.parent, os.W_OK):
            raise error
        if os.name != "posix":
            raise InUseError from error
        if not from_elsewhere:
            raise HeldElsewhereError(Holder(host=account.host_name(), user=self._file.owner()))
        self._file.unlink()

    def _write(self, handle: int) -> None:
        if os.name == "posix":
            os.fchmod(handle, 0o600)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(asdict(self._own)).encode())
        os.ftruncate(handle, os.lseek(handle, 0, os.SEEK_CUR))

    def _take_again(self) -> bool:
        """Take the file that has the name now, if it names nobody else."""
        try:
            handle = self._open_file()
        except OSError:
            return True
        if not _lock(handle) or _read(handle).token not in {"", self._own.token}:
            os.close(handle)
            return False
        with suppress(OSError):
            self._write(handle)
        self._let_go()
        self._handle = handle
        return True

    def _let_go(self) -> None:
        if self._handle is not None:
            os.close(self._handle)  # the system's lock ends with it
            self._handle = None


def _lock(handle: int) -> bool:
    """Return whether this process has the system's lock now.

    Where the file system has no locks, what the file says is all there is.
    """
    return file_lock.take(handle) is not file_lock.Answer.BUSY


def _read(handle: int) -> Holder:
    """Return whom the file names; nobody where it is empty or unreadable."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        text = os.read(handle, _MOST_BYTES).decode(errors="replace")
    except OSError:
        return Holder()
    with suppress(ValueError, RecursionError):
        raw = json.loads(text)
        if isinstance(raw, dict):
            return Holder(**{part: _clean(raw.get(part)) for part in Holder.__slots__})
    # Earlier versions wrote lines: process, program, machine.
    lines = text.splitlines()
    host = _clean(lines[2]) if len(lines) > 2 else ""
    return (
        Holder() if host in {"", account.host_name()} else Holder(host=host, pid=_clean(lines[0]))
    )


def _clean(value: object) -> str:
    """Return what may be shown of a text that another program may have written."""
    text = value if isinstance(value, str) else ""
    return "".join(each for each in text if each.isprintable() and each not in "<>&")[:_MOST_SHOWN]
