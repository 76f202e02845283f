"""Parse XML as a stream of events, within limits on what the parser holds in memory."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final
from xml.parsers import expat

from ebel_wizard.people_import.sheet import BROKEN, TOO_LARGE, SheetError

_MAX_DEPTH: Final = 100
_MAX_TAG_LENGTH: Final = 1024 * 1024
_MAX_ELEMENTS: Final = 1_600_000
_CHUNK: Final = 64 * 1024

StartHandler = Callable[[str, dict[str, str]], object]
EndHandler = Callable[[str], object]
TextHandler = Callable[[str], object]


class XmlParser:
    """Parses the parts of one file, which share the limits."""

    def __init__(self) -> None:
        self._elements_left = _MAX_ELEMENTS

    def parse(
        self,
        chunks: Iterable[bytes],
        start: StartHandler,
        end: EndHandler,
        text: TextHandler | None = None,
    ) -> None:
        """Parse a document and call the handlers; raise SheetError above a limit."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        depth = 0

        def handle_start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._elements_left -= 1
            if depth > _MAX_DEPTH or self._elements_left < 0:
                raise SheetError(TOO_LARGE)
            start(name, attributes)

        def handle_end(name: str) -> None:
            nonlocal depth
            depth -= 1
            end(name)

        parser.StartElementHandler = handle_start
        parser.EndElementHandler = handle_end
        parser.CharacterDataHandler = text
        # No format uses one, and its entities make a small file expand to a large one.
        parser.StartDoctypeDeclHandler = _reject_doctype
        fed = 0
        for chunk in chunks:
            fed += len(chunk)
            parser.Parse(chunk, False)
            if fed - parser.CurrentByteIndex > _MAX_TAG_LENGTH:
                raise SheetError(TOO_LARGE)
        parser.Parse(b"", True)


def chunks_of(data: bytes) -> Iterable[bytes]:
    """Return a document in chunks, as the parser takes it."""
    return (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))


def _reject_doctype(*_: object) -> None:
    raise SheetError(BROKEN)


def ignore_end(_: str) -> None:
    """Ignore the end of an element."""


@lru_cache(maxsize=256)  # a format has few names
def local_name(name: str) -> str:
    """Return a name without its namespace prefix, which each writer chooses."""
    return name.rpartition(":")[2]


def local_names(attributes: dict[str, str]) -> dict[str, str]:
    """Return attributes by their names without prefix; the first of equals."""
    found: dict[str, str] = {}
    for name, value in attributes.items():
        found.setdefault(local_name(name), value)
    return found
