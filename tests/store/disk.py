"""What a disk may hold after a power cut, from a record of the calls that wrote to it.

Sure is only what was there when a file's or a folder's last fsync came back. Of everything later
each sector, each new length and each name may be there or not, whatever came first. The memory file
of a log (``-shm``) is left out: it is no more than memory, and made anew.
"""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NoReturn, TypeAlias

from tests.syscall_trace import Call

CALLS: Final = (
    "open,openat,openat2,creat,close,dup,dup2,dup3,write,pwrite64,writev,pwritev,pwritev2,sendfile,"
    "splice,copy_file_range,truncate,ftruncate,fallocate,fsync,fdatasync,sync_file_range,msync,"
    "rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir,"
    "mmap,lseek"
)
SECTORS: Final = (512, 4096)


@dataclass(slots=True)
class File:
    """A file's content when it was last synced, and what was done to it since: bytes at a place,
    or a new length.
    """

    sure: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        self.sure, self.since = self.after(self.since), []

    def after(self, steps: Iterable[tuple[int, bytes | None]]) -> bytes:
        data = bytearray(self.sure)
        for at, written in steps:
            if written is None:
                data[at:] = bytes(max(0, at - len(data)))
            else:
                data.extend(bytes(max(0, at - len(data))))
                data[at : at + len(written)] = written
        return bytes(data)


@dataclass(slots=True)
class Folder:
    """A folder's names when it was last synced, and those taken up (or given up) since."""

    sure: "dict[str, Node]" = field(default_factory=dict)
    now: "dict[str, Node]" = field(default_factory=dict)
    since: "list[dict[str, Node | None]]" = field(default_factory=list)

    def alter(self, names: "dict[str, Node | None]") -> None:
        """Names that change together, or not at all."""
        self.since.append(names)
        _alter(self.now, names)

    def sync(self) -> None:
        self.sure, self.since = dict(self.now), []


Node: TypeAlias = File | Folder


class Disk:
    """Everything under one folder that was there, and empty, before the record began."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._top = Folder()
        self._open: dict[int, tuple[Node, int]] = {}  # where the next write goes
        self.said = 0
        """The last number that was told on the way out."""
        self.names_changed = 0
        """How often a name was given, changed or taken away."""

    def take(self, call: Call) -> bool:
        """Carry a call out; whether it altered anything. One that is not understood fails."""
        if call.came_back is None or call.came_back < 0:
            assert call.came_back is not None, "two threads write at once"
            return False
        act = getattr(self, f"call_{call.name}", None)
        if act is None:
            return self._unknown(call) if self._is_ours(call) else False
        return bool(act(call))

    def left(self, chance: random.Random, into: Path) -> None:
        """Write what may be left when the power is cut now."""
        share = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        _write(self._top, into, chance, share, chance.choice(SECTORS))

    def call_openat(self, call: Call) -> bool:
        path, handle = Path(call.texts[0].decode()), call.came_back
        assert handle is not None
        self._open.pop(handle, None)
        if path == self._root:
            self._open[handle] = self._top, 0
        if not self._holds(path):
            return False
        folder = self._folder(path.parent)
        made = path.name not in folder.now
        if made:
            assert b"O_CREAT" in call.rest, path
            self._alter(folder, {path.name: File()})
        node = folder.now[path.name]
        if isinstance(node, File) and not made and b"O_TRUNC" in call.rest:
            node.since.append((0, None))
        assert b"O_APPEND" not in call.rest
        self._open[handle] = node, 0
        return made

    def call_close(self, call: Call) -> bool:
        self._open.pop(call.handle[0], None)
        return False

    def call_write(self, call: Call) -> bool:
        handle, _ = call.handle
        if handle == 1:
            self.said = int(call.texts[0])
            return True
        node, at = self._open.get(handle, (None, 0))
        if not isinstance(node, File):
            return False
        (data,) = call.texts
        assert call.came_back == len(data)
        node.since.append((at, data))
        self._open[handle] = node, at + len(data)
        return True

    def call_pwrite64(self, call: Call) -> bool:
        node, _ = self._open.get(call.handle[0], (None, 0))
        if not isinstance(node, File):
            return False
        (data,) = call.texts
        assert call.came_back == len(data)
        node.since.append((call.numbers[-1], data))
        return True

    def call_lseek(self, call: Call) -> bool:
        handle, _ = call.handle
        if handle in self._open:
            assert call.came_back is not None
            self._open[handle] = self._open[handle][0], call.came_back
        return False

    def call_ftruncate(self, call: Call) -> bool:
        node, _ = self._open.get(call.handle[0], (None, 0))
        if not isinstance(node, File):
            return False
        node.since.append((call.numbers[-1], None))
        return True

    def call_fsync(self, call: Call) -> bool:
        node, _ = self._open.get(call.handle[0], (None, 0))
        if node is None:
            return False
        node.sync()
        return True

    call_fdatasync = call_fsync

    def call_mkdir(self, call: Call) -> bool:
        return self._name(Path(call.texts[0].decode()), Folder())

    def call_unlink(self, call: Call) -> bool:
        return self._name(Path(call.texts[0].decode()), None)

    def call_rename(self, call: Call) -> bool:
        old, new = (Path(text.decode()) for text in call.texts)
        if not self._holds(old):
            return False
        folder = self._folder(old.parent)
        assert old.parent == new.parent, "a name goes from one folder to another"
        self._alter(folder, {new.name: folder.now[old.name], old.name: None})
        return True

    def call_mmap(self, call: Call) -> bool:
        writes = b"MAP_SHARED" in call.rest and b"PROT_WRITE" in call.rest
        if writes and self._is_ours(call):
            self._unknown(call)
        return False

    def _name(self, path: Path, node: Node | None) -> bool:
        if not self._holds(path):
            return False
        self._alter(self._folder(path.parent), {path.name: node})
        return True

    def _alter(self, folder: Folder, names: "dict[str, Node | None]") -> None:
        folder.alter(names)
        self.names_changed += 1

    def _folder(self, path: Path) -> Folder:
        found: Node = self._top
        for name in path.relative_to(self._root).parts:
            assert isinstance(found, Folder)
            found = found.now[name]
        assert isinstance(found, Folder)
        return found

    def _holds(self, path: Path) -> bool:
        return self._root in path.parents and not path.name.endswith("-shm")

    def _is_ours(self, call: Call) -> bool:
        named = [text.decode(errors="replace") for text in call.texts[:2]]
        if re.search(rb"\d<", call.rest):
            named.append(call.handle[1])
        return any(self._holds(Path(each)) for each in named)

    def _unknown(self, call: Call) -> NoReturn:
        raise AssertionError(f"what {call.name} does to a disk is not known here")


def _alter(names: dict[str, Node], by: dict[str, Node | None]) -> None:
    for name, node in by.items():
        if node is None:
            names.pop(name, None)
        else:
            names[name] = node


def _write(node: Node, path: Path, chance: random.Random, share: float, sector: int) -> None:
    if isinstance(node, File):
        pieces = [each for step in node.since for each in _pieces(*step, sector)]
        path.write_bytes(node.after(each for each in pieces if chance.random() < share))
        return
    path.mkdir(mode=0o700)
    names = dict(node.sure)
    for altered in node.since:
        if chance.random() < share:
            _alter(names, altered)
    for name, found in names.items():
        _write(found, path / name, chance, share, sector)


def _pieces(at: int, data: bytes | None, sector: int) -> Iterator[tuple[int, bytes | None]]:
    """What was written, as the disk writes it: sector by sector."""
    if data is None:
        yield at, None
        return
    start = 0
    while start < len(data):
        end = start + sector - (at + start) % sector
        yield at + start, data[start:end]
        start = end
