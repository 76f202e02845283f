"""What comes from elsewhere ends in a sentence, soon, whatever it is."""

import os
import socket
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from ebel_wizard import untrusted
from ebel_wizard.case.model import Addressee
from ebel_wizard.exchange import answers
from ebel_wizard.guide.loader import GuideError, load_guide
from ebel_wizard.untrusted import UnreadableError

KB = 1024
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these")
BOMBS = {
    "arrays in arrays": b"a=" + b"[" * 100 * KB,
    "tables in tables": b"a=" + b"{b=" * 50 * KB,
    "a key of a hundred thousand parts": b"a" + b".a" * 100 * KB + b"=1",
    "a heading of as many": b"[a" + b".a" * 100 * KB + b"]",
    "keys of a hundred parts": b"".join(b"k%d" % n + b".a" * 99 + b"=1\n" for n in range(1_200)),
    "a text of many lines": b'x=1\na="""\n' + (b"x" * 84 + b"\n") * 2_900 + b'"""\n',
    "a text that never ends": b'a="""' + b"x\n" * 100 * KB,
    "a list of many lines": b"a=[\n" + b'"x",\n' * 40 * KB + b"]",
    "a number of many digits": b"a=" + b"9" * 200 * KB,
    "many tables": b"".join(b"[t%d]\n" % n for n in range(20_000)),
    "zeros": bytes(200 * KB),
    "a file beyond all bounds": b"#" * 10_000 * KB,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_soon_in_a_sentence(tmp_path: Path, name: str) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(BOMBS[name])
    begun = process_time()
    with pytest.raises(GuideError) as refused:
        load_guide(file)
    assert str(refused.value).endswith(".")
    found = answers.load(file, Addressee(), date(2026, 11, 23))
    assert found.problems
    assert process_time() - begun < 15


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def bound_socket(path: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))
    return path


def link_to_device(path: Path) -> Path:
    path.symlink_to("/dev/zero")
    return path


def loop(path: Path) -> Path:
    path.symlink_to(path)
    return path


NO_FILES: dict[str, Callable[[Path], Path]] = {
    "pipe": pipe,
    "socket": bound_socket,
    "endless device": lambda _: Path("/dev/zero"),
    "empty device": lambda _: Path("/dev/null"),
    "link to a device": link_to_device,
    "link to itself": loop,
    "folder": lambda path: path.parent,
    "nothing": lambda path: path,
}


@posix
@pytest.mark.parametrize("kind", NO_FILES)
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, kind: str) -> None:
    path = NO_FILES[kind](tmp_path / "x")
    with pytest.raises(OSError, match=r"\w"):
        untrusted.read(path, 10)
    with pytest.raises(UnreadableError):
        untrusted.read_logo(path)
    with pytest.raises(GuideError):
        load_guide(path)
    assert answers.load(path, Addressee(), date(2026, 11, 23)).case is None


def test_a_file_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"12345")
    assert untrusted.read(file, 5) == b"12345"
    assert untrusted.read(file, 4) is None
    if sys.platform != "win32":  # there a link needs a privilege
        (tmp_path / "link").symlink_to(file)
        assert untrusted.read(tmp_path / "link", 5) == b"12345"


@pytest.mark.parametrize("junk", [b"", b"PK", b"PK\x05\x06" + b"\xff" * 18, b"x" * 5 * KB])
def test_what_is_no_document_has_no_macros(junk: bytes) -> None:
    assert not untrusted.has_macros("a.docx", junk)
