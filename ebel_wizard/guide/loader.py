"""Reads and checks a guide file; an officer may have one rewritten from the guide in hand."""

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from ebel_wizard import resources, untrusted
from ebel_wizard.guide.model import CheckItem, Day, Guide, Labelled, Responsible, Source, Step

_Word = TypeVar("_Word", bound=Labelled)
_At = tuple[str | int, ...]
_Table = Mapping[str, Any]

_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LARGEST: Final = 200_000  # bytes; the program's own has a sixteenth of it
# Of a text that is TOML: what may hold a line's end or a bracket that is none, and those that are.
_PIECE: Final = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\])*"|'[^']*'|#[^\n]*|[][{}\n]''',
    re.DOTALL,
)
_SYNTAX_LINE: Final = re.compile(r"\(at line (\d+),")

_GUIDE_KEYS: Final = ("title", "step")
_STEP_KEYS: Final = ("id", "number", "title", "responsible", "source", "day", "instructions")
_STEP_OPTIONS: Final = (
    "menu_path",
    "search_word",
    "sends",
    "working_days_before",
    "notes",
    "pages",
    "check",
)
_CHECK_KEYS: Final = ("id", "text")
_TOO_LARGE: Final = "dosya 200 KB’tan büyük; bu bir kılavuz olamaz"
_MOST_DAYS_BEFORE: Final = 250  # working days of a year


class GuideError(Exception):
    """A guide file that cannot be used; ``str`` is a Turkish sentence that says where and why.

    ``line`` counts from 1, and is None where the file could not be read at all; ``key`` is dotted
    (``step.check.id``), and empty where the file could not be taken apart into keys.
    """

    def __init__(self, file: Path, line: int | None, key: str, message: str) -> None:
        where = [f"{file.name} dosyası"]
        if line is not None:
            where.append(f"{line}. satır")
        if key:
            where.append(f"“{key}” anahtarı")
        super().__init__(f"{', '.join(where)}: {message}.")
        self.file = file
        self.line = line
        self.key = key
        self.message = message


class _FaultError(Exception):
    """What is wrong at a place in the data, before the place is known as a line."""

    def __init__(self, at: _At, message: str, missing: str = "") -> None:
        super().__init__(message)
        self.at = at
        self.message = message
        names = [part for part in (*at, missing) if isinstance(part, str) and part]
        self.key = ".".join(names)


def load_guide(path: Path | None = None) -> Guide:
    """The guide in a file, or the one that comes with the program (read once).

    Raises GuideError for a file that cannot be read or does not hold a whole guide.
    """
    return _shipped() if path is None else parse_guide(read_guide(path), path)


@functools.cache
def _shipped() -> Guide:
    file = resources.path("guide", "e-belediye.toml")
    return parse_guide(file.read_bytes(), file)


def read_guide(file: Path) -> bytes:
    """The content of a file that holds a whole guide; raises GuideError."""
    try:
        raw = untrusted.read(file, _LARGEST)
    except OSError as error:
        raise GuideError(file, None, "", "dosya okunamadı") from error
    if raw is None:
        raise GuideError(file, None, "", _TOO_LARGE)
    parse_guide(raw, file)
    return raw


def parse_guide(raw: bytes, file: Path) -> Guide:
    """The guide in the content of a file; raises GuideError, which names the file."""
    if len(raw) > _LARGEST:
        raise GuideError(file, None, "", _TOO_LARGE)
    try:
        # Notepad puts a byte order mark and CRLF into a file that an officer edits.
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise GuideError(file, line, "", "dosya UTF-8 olarak kaydedilmemiş") from error
    try:
        data = untrusted.toml(text)
    except ValueError as error:  # a number of thousands of digits is a plain ValueError
        line = _syntax_line(text, error)
        raise GuideError(file, line, "", "satır TOML yazım kurallarına uymuyor") from error
    try:
        return _guide(data)
    except _FaultError as fault:
        raise GuideError(file, _line_of(text, fault.at), fault.key, fault.message) from None


def _syntax_line(text: str, error: Exception) -> int:
    match = _SYNTAX_LINE.search(str(error))
    return int(match[1]) if match else text.rstrip("\n").count("\n") + 1


def _line_of(text: str, at: _At) -> int:
    """The line where the statement begins that brings this place of the data into being.

    The text is cut off after one statement after the other; the reader itself says which one it
    was, so strings that look like headers, values over several lines and inline tables mislead
    nobody.
    """
    lines = text.split("\n")
    ends = [0, *_ends_of_statements(text)]

    def held_by_first(count: int) -> bool:
        data: Any = untrusted.toml("\n".join(lines[: ends[count]]))
        for part in at:
            try:
                data = data[part]
            except (KeyError, IndexError, TypeError):
                return False
        return True

    first = bisect_left(range(1, len(ends) - 1), True, key=held_by_first)
    return ends[first] + 1


def _ends_of_statements(text: str) -> Iterator[int]:
    """The lines of a readable text after which it can be cut off between two statements."""
    line = depth = 0
    for found in _PIECE.finditer(text):
        piece = found[0]
        line += piece.count("\n")
        depth += (piece in {"[", "{"}) - (piece in {"]", "}"})
        if piece == "\n" and depth == 0:
            yield line
    yield line + 1


def _guide(data: _Table) -> Guide:
    _check_keys(data, (), _GUIDE_KEYS)
    steps = tuple(
        _step(table, ("step", index)) for index, table in enumerate(_tables(data, (), "step"))
    )
    if not steps:
        raise _FaultError(("step",), "en az bir adım olmalıdır")
    _refuse_repeats((("step", index, "id"), step.id) for index, step in enumerate(steps))
    return Guide(title=_text(data, (), "title"), steps=steps)


def _step(table: _Table, at: _At) -> Step:
    _check_keys(table, at, _STEP_KEYS, _STEP_OPTIONS)
    checks = tuple(
        _check_item(item, (*at, "check", index))
        for index, item in enumerate(_tables(table, at, "check"))
    )
    _refuse_repeats(((*at, "check", index, "id"), item.id) for index, item in enumerate(checks))
    instructions = _texts(table, at, "instructions")
    if not instructions:
        raise _FaultError((*at, "instructions"), "en az bir açıklama olmalıdır")
    return Step(
        id=_slug(table, at, "id"),
        number=_number(table, at),
        title=_text(table, at, "title"),
        responsible=_word(table, at, "responsible", Responsible),
        source=_word(table, at, "source", Source),
        day=_word(table, at, "day", Day),
        instructions=instructions,
        menu_path=_texts(table, at, "menu_path"),
        search_word=_text(table, at, "search_word") if "search_word" in table else "",
        sends=_flag(table, at, "sends"),
        working_days_before=_days_before(table, at),
        notes=_texts(table, at, "notes"),
        pages=_texts(table, at, "pages"),
        checks=checks,
    )


def _check_item(table: _Table, at: _At) -> CheckItem:
    _check_keys(table, at, _CHECK_KEYS)
    return CheckItem(id=_slug(table, at, "id"), text=_text(table, at, "text"))


def _check_keys(
    table: _Table, at: _At, needed: tuple[str, ...], optional: tuple[str, ...] = ()
) -> None:
    # Unknown keys come first: a misspelt one is then named where it stands.
    for key in table:
        if key not in needed and key not in optional:
            raise _FaultError((*at, key), "bilinmeyen anahtar")
    for key in needed:
        if key not in table:
            raise _FaultError(at, "anahtar eksik", missing=key)


def _refuse_repeats(ids: Iterable[tuple[_At, str]]) -> None:
    seen: set[str] = set()
    for at, value in ids:
        if value in seen:
            raise _FaultError(at, f"“{value}” daha önce kullanılmış")
        seen.add(value)


def _tables(table: _Table, at: _At, key: str) -> list[_Table]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise _FaultError((*at, key), "tablolardan oluşan bir liste olmalıdır")
    return value


def _text(table: _Table, at: _At, key: str) -> str:
    return _filled(table[key], (*at, key))


def _texts(table: _Table, at: _At, key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list):
        raise _FaultError((*at, key), "metinlerden oluşan bir liste olmalıdır")
    return tuple(_filled(item, (*at, key)) for item in value)


def _filled(value: object, at: _At) -> str:
    if not isinstance(value, str):
        raise _FaultError(at, "tırnak içinde bir metin olmalıdır")
    if not value.strip():
        raise _FaultError(at, "boş bırakılamaz")
    return value.strip()


def _slug(table: _Table, at: _At, key: str) -> str:
    value = _text(table, at, key)
    if not _SLUG.fullmatch(value):
        raise _FaultError((*at, key), "yalnız a-z, 0-9 ve tire ile yazılmalıdır")
    return value


def _word(table: _Table, at: _At, key: str, words: type[_Word]) -> _Word:
    value = _text(table, at, key)
    if value not in [word.value for word in words]:
        choices = ", ".join(word.value for word in words)
        raise _FaultError((*at, key), f"“{value}” yerine şunlardan biri olmalıdır: {choices}")
    return words(value)


def _number(table: _Table, at: _At) -> int:
    """A step's number is its place: repeated, skipped and unordered ones are one fault."""
    value = table["number"]
    place = int(at[-1]) + 1
    if type(value) is not int:  # bool is an int too
        raise _FaultError((*at, "number"), "bir tam sayı olmalıdır")
    if value != place:
        raise _FaultError(
            (*at, "number"),
            f"{value} yerine {place} olmalıdır; adımlar 1’den başlayıp sırayla gider",
        )
    return value


def _days_before(table: _Table, at: _At) -> int | None:
    """What belongs to the go-live day itself is done then, and needs no number."""
    key = "working_days_before"
    if table["day"] == Day.GO_LIVE:
        if key in table:
            raise _FaultError((*at, key), "geçiş gününde yapılan adıma yazılmaz")
        return 0
    if key not in table:
        return None
    value = table[key]
    if type(value) is not int or not 1 <= value <= _MOST_DAYS_BEFORE:
        raise _FaultError((*at, key), f"1 ile {_MOST_DAYS_BEFORE} arasında bir tam sayı olmalıdır")
    return value


def _flag(table: _Table, at: _At, key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise _FaultError((*at, key), "true ya da false olmalıdır")
    return value
