"""Read and check a guide file: the program's own, or one that an officer has edited."""

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeVar

from ebel_wizard import resources, untrusted
from ebel_wizard.guide.model import CheckItem, Day, Guide, Responsible, Source, Step

_Member = TypeVar("_Member", bound=StrEnum)
_KeyPath = tuple[str | int, ...]
_Table = Mapping[str, Any]

_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MAX_SIZE: Final = 200_000  # bytes; the program's own has a sixteenth of it
# Tokens of valid TOML that may contain a line end or a bracket; then the brackets and line ends.
_TOKEN: Final = re.compile(
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
    "early",
    "short",
    "required",
    "pages",
    "page_names",
    "check",
)
_CHECK_KEYS: Final = ("id", "text")
_CHECK_OPTIONS: Final = ("todo", "answer")
_TOO_LARGE: Final = "dosya 200 KB’tan büyük; bu bir kılavuz olamaz"
_MAX_DAYS_BEFORE: Final = 250  # working days of a year


class GuideError(Exception):
    """Says in a Turkish sentence where and why a guide file cannot be used.

    ``line`` counts from 1, and is None where the file could not be read at all. ``key`` is dotted
    (``step.check.id``), and empty where the file is not valid TOML.
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


class _ContentError(Exception):
    """What is wrong at a path of keys and indexes in the data; the line is found later."""

    def __init__(self, path: _KeyPath, message: str, missing: str = "") -> None:
        super().__init__(message)
        self.path = path
        self.message = message
        names = [part for part in (*path, missing) if isinstance(part, str) and part]
        self.key = ".".join(names)


def load_guide(path: Path | None = None) -> Guide:
    """Return the guide in a file, or the program's own, which is read only once.

    Raises GuideError for a file that cannot be read or does not hold a complete guide.
    """
    return _shipped() if path is None else parse_guide(read_guide(path), path)


@functools.cache
def _shipped() -> Guide:
    file = resources.path("guide", "e-belediye.toml")
    return parse_guide(file.read_bytes(), file)


def read_guide(file: Path) -> bytes:
    """Return the content of a file that holds a complete guide; raise GuideError."""
    try:
        raw = untrusted.read(file, _MAX_SIZE)
    except OSError as error:
        raise GuideError(file, None, "", "dosya okunamadı") from error
    if raw is None:
        raise GuideError(file, None, "", _TOO_LARGE)
    parse_guide(raw, file)
    return raw


def parse_guide(raw: bytes, file: Path) -> Guide:
    """Return the guide in the content of ``file``; raise GuideError, which names the file."""
    if len(raw) > _MAX_SIZE:
        raise GuideError(file, None, "", _TOO_LARGE)
    try:
        # Notepad puts a byte order mark and CRLF into a file that an officer edits.
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise GuideError(file, line, "", "dosya UTF-8 olarak kaydedilmemiş") from error
    try:
        data = untrusted.toml(text)
    except ValueError as error:  # a number with thousands of digits raises a plain ValueError
        line = _syntax_line(text, error)
        raise GuideError(file, line, "", "satır TOML yazım kurallarına uymuyor") from error
    try:
        return _guide(data)
    except _ContentError as error:
        raise GuideError(file, _line_of(text, error.path), error.key, error.message) from None


def _syntax_line(text: str, error: Exception) -> int:
    match = _SYNTAX_LINE.search(str(error))
    return int(match[1]) if match else text.rstrip("\n").count("\n") + 1


def _line_of(text: str, path: _KeyPath) -> int:
    """Return the line where the statement begins that defines this path of the data.

    A binary search finds the shortest part of the text in which the TOML parser finds the path.
    So strings that look like headers, values over several lines and inline tables are no problem.
    """
    lines = text.split("\n")
    ends = [0, *_statement_ends(text)]

    def is_defined_after(count: int) -> bool:
        data: Any = untrusted.toml("\n".join(lines[: ends[count]]))
        for part in path:
            try:
                data = data[part]
            except (KeyError, IndexError, TypeError):
                return False
        return True

    first = bisect_left(range(1, len(ends) - 1), True, key=is_defined_after)
    return ends[first] + 1


def _statement_ends(text: str) -> Iterator[int]:
    """Return the lines of valid TOML after which it can be cut between two statements."""
    line = depth = 0
    for match in _TOKEN.finditer(text):
        text_part = match[0]
        line += text_part.count("\n")
        depth += (text_part in {"[", "{"}) - (text_part in {"]", "}"})
        if text_part == "\n" and depth == 0:
            yield line
    yield line + 1


def _guide(data: _Table) -> Guide:
    _check_keys(data, (), _GUIDE_KEYS)
    steps = tuple(
        _step(table, ("step", index)) for index, table in enumerate(_subtables(data, (), "step"))
    )
    if not steps:
        raise _ContentError(("step",), "en az bir adım olmalıdır")
    _check_unique((("step", index, "id"), step.id) for index, step in enumerate(steps))
    return Guide(title=_text(data, (), "title"), steps=steps)


def _step(table: _Table, path: _KeyPath) -> Step:
    _check_keys(table, path, _STEP_KEYS, _STEP_OPTIONS)
    checks = tuple(
        _check_item(item, (*path, "check", index))
        for index, item in enumerate(_subtables(table, path, "check"))
    )
    _check_unique(((*path, "check", index, "id"), item.id) for index, item in enumerate(checks))
    instructions = _texts(table, path, "instructions")
    if not instructions:
        raise _ContentError((*path, "instructions"), "en az bir açıklama olmalıdır")
    return Step(
        id=_slug(table, path, "id"),
        number=_number(table, path),
        title=_text(table, path, "title"),
        short=_text(table, path, "short" if "short" in table else "title"),
        responsible=_member(table, path, "responsible", Responsible),
        source=_member(table, path, "source", Source),
        day=_member(table, path, "day", Day),
        instructions=instructions,
        menu_path=_texts(table, path, "menu_path"),
        search_word=_text(table, path, "search_word") if "search_word" in table else "",
        sends=_flag(table, path, "sends"),
        working_days_before=_days_before(table, path),
        notes=_texts(table, path, "notes"),
        early=_texts(table, path, "early"),
        required=_flag(table, path, "required"),
        pages=_texts(table, path, "pages"),
        page_names=_names(table, path, "page_names"),
        checks=checks,
    )


def _check_item(table: _Table, path: _KeyPath) -> CheckItem:
    _check_keys(table, path, _CHECK_KEYS, _CHECK_OPTIONS)
    return CheckItem(
        id=_slug(table, path, "id"),
        text=_text(table, path, "text"),
        todo=_text(table, path, "todo" if "todo" in table else "text"),
        answer=_text(table, path, "answer") if "answer" in table else "",
    )


def _check_keys(
    table: _Table, path: _KeyPath, needed: tuple[str, ...], optional: tuple[str, ...] = ()
) -> None:
    # Unknown keys come first, so that a misspelt key is reported and not the missing one.
    for key in table:
        if key not in needed and key not in optional:
            raise _ContentError((*path, key), "bilinmeyen anahtar")
    for key in needed:
        if key not in table:
            raise _ContentError(path, "anahtar eksik", missing=key)


def _check_unique(ids: Iterable[tuple[_KeyPath, str]]) -> None:
    seen: set[str] = set()
    for path, value in ids:
        if value in seen:
            raise _ContentError(path, f"“{value}” daha önce kullanılmış")
        seen.add(value)


def _subtables(table: _Table, path: _KeyPath, key: str) -> list[_Table]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise _ContentError((*path, key), "tablolardan oluşan bir liste olmalıdır")
    return value


def _text(table: _Table, path: _KeyPath, key: str) -> str:
    return _nonempty(table[key], (*path, key))


def _texts(table: _Table, path: _KeyPath, key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list):
        raise _ContentError((*path, key), "metinlerden oluşan bir liste olmalıdır")
    return tuple(_nonempty(item, (*path, key)) for item in value)


def _names(table: _Table, path: _KeyPath, key: str) -> dict[str, str]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise _ContentError((*path, key), "adlardan oluşan bir tablo olmalıdır")
    return {name: _nonempty(text, (*path, key, name)) for name, text in value.items()}


def _nonempty(value: object, path: _KeyPath) -> str:
    if not isinstance(value, str):
        raise _ContentError(path, "tırnak içinde bir metin olmalıdır")
    if not value.strip():
        raise _ContentError(path, "boş bırakılamaz")
    return value.strip()


def _slug(table: _Table, path: _KeyPath, key: str) -> str:
    value = _text(table, path, key)
    if not _SLUG.fullmatch(value):
        raise _ContentError((*path, key), "yalnız a-z, 0-9 ve tire ile yazılmalıdır")
    return value


def _member(table: _Table, path: _KeyPath, key: str, members: type[_Member]) -> _Member:
    value = _text(table, path, key)
    if value not in [member.value for member in members]:
        choices = ", ".join(member.value for member in members)
        raise _ContentError((*path, key), f"“{value}” yerine şunlardan biri olmalıdır: {choices}")
    return members(value)


def _number(table: _Table, path: _KeyPath) -> int:
    """Return a step's number, which must be its position in the file."""
    value = table["number"]
    position = int(path[-1]) + 1
    if type(value) is not int:  # bool is an int too
        raise _ContentError((*path, "number"), "bir tam sayı olmalıdır")
    if value != position:
        raise _ContentError(
            (*path, "number"),
            f"{value} yerine {position} olmalıdır; adımlar 1’den başlayıp sırayla gider",
        )
    return value


def _days_before(table: _Table, path: _KeyPath) -> int | None:
    """Return the working days before the go-live day: 0 for a step of the day itself."""
    key = "working_days_before"
    if table["day"] == Day.GO_LIVE:
        if key in table:
            raise _ContentError((*path, key), "geçiş gününde yapılan adıma yazılmaz")
        return 0
    if key not in table:
        return None
    value = table[key]
    if type(value) is not int or not 1 <= value <= _MAX_DAYS_BEFORE:
        raise _ContentError(
            (*path, key), f"1 ile {_MAX_DAYS_BEFORE} arasında bir tam sayı olmalıdır"
        )
    return value


def _flag(table: _Table, path: _KeyPath, key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise _ContentError((*path, key), "true ya da false olmalıdır")
    return value
