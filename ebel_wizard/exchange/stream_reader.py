"""Read byte pieces as fields of known length and compressed lines, within limits."""

import struct
import zlib
from collections.abc import Iterator
from typing import Final

LENGTH: Final = struct.Struct(">q")
LOST: Final = -1
"""Stands in place of a length where there is no content."""
_CHUNK: Final = 1 << 16


class StreamReader:
    """Reads exact parts of a stream that comes in pieces of any size.

    Every method raises ValueError for a malformed stream, and whatever the pieces raise.
    """

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._buffer = memoryview(b"")

    def read_up_to(self, count: int) -> memoryview:
        """Return the next bytes, at most ``count``; none only at the end."""
        while not self._buffer:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._buffer = memoryview(piece)
        part, self._buffer = self._buffer[:count], self._buffer[count:]
        return part

    def read_exactly(self, count: int) -> bytes:
        """Return the next ``count`` bytes."""
        read = bytearray()
        while len(read) < count:
            part = self.read_up_to(count - len(read))
            if not part:
                raise ValueError("the stream ends early")
            read += part
        return bytes(read)

    def read_length(self, maximum: int) -> int:
        """Return the length of the field that follows, or ``LOST``."""
        (length,) = LENGTH.unpack(self.read_exactly(LENGTH.size))
        if not LOST <= length <= maximum:
            raise ValueError("a field is too long")
        return int(length)

    def at_end(self) -> bool:
        """Return whether nothing is left."""
        return not self.read_up_to(1)

    def read_lines(self, max_size: int, max_line: int, max_lines: int) -> Iterator[bytes]:
        """Return the lines of a zlib-compressed field; ``max_size`` holds packed and unpacked."""
        left = self.read_length(max_size)
        unpacker = zlib.decompressobj()
        partial = bytearray()
        unpacked = count = 0
        while left > 0:
            packed: bytes = bytes(self.read_up_to(min(left, _CHUNK)))
            if not packed:
                raise ValueError("the stream ends early")
            left -= len(packed)
            has_more = True
            while has_more:
                piece = unpacker.decompress(packed, _CHUNK)
                packed = unpacker.unconsumed_tail
                has_more = bool(packed) or len(piece) == _CHUNK  # zlib may hold output back
                partial += piece
                *lines, rest = partial.split(b"\n")
                unpacked += sum(map(len, lines)) + len(lines)
                count += len(lines)
                if len(rest) > max_line or unpacked + len(rest) > max_size or count > max_lines:
                    raise ValueError("the lines are too long or too many")
                if lines:
                    partial = rest
                    yield from map(bytes, lines)
        if partial or unpacker.unused_data or not unpacker.eof:
            raise ValueError("the compressed field does not end where it should")
