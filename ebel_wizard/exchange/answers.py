"""Read answer files: one municipality's answers as TOML, for making documents without the window.

The schema is strict, so that a misspelt key cannot silently leave a gap in a letter. This module
checks the form of the file; ``rules`` check the answers themselves.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from ebel_wizard import untrusted
from ebel_wizard.case import case_rules, fields, model, row_fields
from ebel_wizard.case.field import Field, Kind
from ebel_wizard.case.model import Addressee, Case
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.turkish import letters, numbers
from ebel_wizard.untrusted import UnreadableError

MAX_SIZE: Final = 5_000_000  # bytes; the largest municipality's file has about half of it
_MAX_ROWS: Final = 20_000  # of one list; no municipality has as many people
WHOLE_FILE: Final = "dosya"  # the field of a problem that belongs to no single answer
LOGO: Final = fields.LOGO.path

_NOT_TEXT: Final = "Değer tırnak içinde yazılmalıdır; örnek dosyaya bakın."
_DATES: Final = frozenset(field.path for field in fields.SINGLE if field.kind is Kind.DATE)
_OPTIONAL: Final = frozenset(field.path for field in fields.SINGLE if not field.indispensable)
_OPTIONAL_TABLES: Final = frozenset(
    {
        *("letter.addressee", "letter.second_signatory", "kep.letter"),
        *("letter.text", "letter.text.request", "letter.text.kep"),
        *("olur", "olur.proposer", "olur.approver"),
    }
)
# What the rules ask for where it is needed: a petition has no number, others no sender.
_MAY_LACK: Final = frozenset({("letter.references", "number"), ("letter.references", "sender")})
_SECRET_KEYS: Final = frozenset({"parola", "sifre", "şifre", "password"})
_POSITION: Final = re.compile(r"\(at line (\d+), column (\d+)\)")
_PART_START: Final = re.compile(r"[.\[]")
_OTHER_MACHINE: Final = re.compile(r"\s*[\\/]{2}")
_LONG_DIGITS: Final = re.compile(r"\d{7,}")


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """The content of a file; ``case`` is None when the file could not be read at all.

    ``logo`` is the content of the picture file that ``letter.logo`` names, or None.
    """

    case: Case | None
    problems: tuple[Problem, ...]
    logo: bytes | None = None


def load(path: Path, addressee: Addressee, today: date) -> AnswerFile:
    """Read and check one answer file; ``addressee`` is used where the file names none.

    All problems are reported at once: first those of form, then what ``rules`` find in the
    answers whose form is right. Neither a file's content nor a failure to open it raises.
    """
    try:
        content = untrusted.toml(_read_text(path))
    except UnreadableError as reason:
        return AnswerFile(None, (Problem(WHOLE_FILE, str(reason)),))
    except ValueError as error:
        where = _POSITION.search(str(error))
        place = f" ({where[1]}. satır, {where[2]}. sütun)" if where else ""
        return AnswerFile(
            None, (Problem(WHOLE_FILE, f"TOML biçiminde değil{place}; örnek dosyaya bakın."),)
        )
    reader = _Reader()
    reader.read_table(content, "")
    if "letter.addressee" not in reader.tables:
        reader.values |= {
            "letter.addressee.body": addressee.body,
            "letter.addressee.unit": addressee.unit,
            "letter.addressee.address": addressee.address,
        }
    logo = reader.read_logo(path.parent)
    case = model.build(
        reader.values,
        lists={
            path: [model.LISTS[path](**row) for row in rows] for path, rows in reader.rows.items()
        },
    )
    of_form = tuple(reader.problems)
    reported = {problem.field for problem in of_form}
    of_content = (
        problem
        for problem in (
            *case_rules.check(case, today),
            *case_rules.check_registers(case),
            *_check_district(case),
            *_check_delegation(case),
        )
        if not _is_reported(problem.field, reported)
    )
    return AnswerFile(case, (*of_form, *of_content), logo)


def _read_text(path: Path) -> str:
    try:
        raw = untrusted.read(path, MAX_SIZE)
    except FileNotFoundError as error:
        raise UnreadableError("Böyle bir dosya yok; adına ve klasörüne bakın.") from error
    except OSError as error:
        raise UnreadableError("Dosya açılamadı; okuma izninize bakın.") from error
    if raw is None:
        raise UnreadableError("Dosya 5 MB’tan büyük; bu bir cevap dosyası olamaz.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "Dosya UTF-8 ile kaydedilmemiş; metin düzenleyicinizde UTF-8 seçip yeniden kaydedin."
        ) from error
    if not text.strip():
        raise UnreadableError("Dosya boş; örnek dosyadan başlayın.")
    return text


def _is_reported(field: str, reported: set[str]) -> bool:
    """Return whether a problem of form was reported at this answer or at a table around it."""
    ends = (len(field), *(part.start() for part in _PART_START.finditer(field)))
    return any(field[:end] in reported for end in ends)


def _check_district(case: Case) -> Iterator[Problem]:
    municipality = case.municipality
    if municipality.kind in {"büyükşehir", "il"} and municipality.district:
        yield Problem(
            "municipality.district",
            "Büyükşehir ve il belediyesinde “İlçe” boş bırakılır; yazılan kullanılmadı.",
            Severity.WARNING,
        )


def _check_delegation(case: Case) -> Iterator[Problem]:
    """Yield on what a signature ``a.`` rests (m.17/7); the window says it beside the question."""
    if case.letter.signatory.capacity == model.YETKI_DEVRI:
        yield Problem(
            "letter.signatory.capacity",
            "Yetki devriyle imza, imza yetkileri ya da yetki devri yönergesine dayanır (m.17/7); "
            "yönergenizin bu imzaya izin verdiğine bakın.",
            Severity.WARNING,
        )


def _children() -> dict[str, list[str]]:
    """Return the names in each table of the schema, in the order of the model."""
    children: dict[str, list[str]] = {}
    for path in (*model.scalar_paths(), *model.LISTS):
        table = ""
        for name in path.split("."):
            known = children.setdefault(table, [])
            if name not in known:
                known.append(name)
            table = f"{table}.{name}" if table else name
    return children


_CHILDREN: Final = _children()


class _Reader:
    """Reads the tables that the schema has; collects values by path and problems of form."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.rows: dict[str, list[dict[str, str]]] = {path: [] for path in row_fields.LISTS}
        self.logo_path = ""
        self.tables: set[str] = set()
        self.problems: list[Problem] = []

    def read_table(self, table: Mapping[str, Any], path: str) -> None:
        """Read a table and the tables in it."""
        self.tables.add(path)
        prefix = f"{path}." if path else ""
        names = _CHILDREN[path]
        if path == "letter":
            self._check_keys(table, prefix, [*names, "logo"])
            self._read_logo_path(table.get("logo", ""))
        else:
            self._check_keys(table, prefix, names)
        for name in names:
            child = f"{prefix}{name}"
            if child in model.LISTS:
                self._read_list(table.get(name, []), child)
            elif child in _CHILDREN:
                self._read_section(table, name, child)
            elif name in table:
                self.values[child] = self._read_answer(table[name], child, is_date=child in _DATES)
            elif child not in _OPTIONAL:
                label = fields.BY_PATH[child].label
                self._report(child, f"“{name}” anahtarı eksik ({label}).")

    def _read_section(self, table: Mapping[str, Any], name: str, path: str) -> None:
        if name not in table:
            if path not in _OPTIONAL_TABLES:
                self._report(path, f"[{path}] bölümü eksik.")
        elif isinstance(table[name], dict):
            self.read_table(table[name], path)
        else:
            self._report(path, f"Bir bölüm olmalıdır: [{path}].")

    def _read_list(self, value: object, path: str) -> None:
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self._report(path, f"Her biri ayrı bir bölüm olmalıdır: [[{path}]].")
        elif len(value) > _MAX_ROWS:
            limit = numbers.shown(_MAX_ROWS)
            self._report(path, f"[[{path}]] bölümü en çok {limit} kez yazılabilir.")
        else:
            self.rows[path] = list(self._read_rows(value, path))

    def _read_rows(self, rows: list[Mapping[str, Any]], list_path: str) -> Iterator[dict[str, str]]:
        wanted = row_fields.LISTS[list_path]
        for position, row in enumerate(rows, 1):
            prefix = f"{list_path}[{position}]."
            self._check_keys(row, prefix, [field.path for field in wanted])
            answers: dict[str, str] = {}
            for field in wanted:
                name, path = field.path, f"{prefix}{field.path}"
                if name in row:
                    answers[name] = self._read_part(row[name], path, field)
                elif field.required and (list_path, name) not in _MAY_LACK:
                    self._report(path, f"“{name}” anahtarı eksik ({field.label}).")
            yield answers

    def _read_part(self, value: object, path: str, field: Field) -> str:
        if field.kind is Kind.NUMBERS:
            return self._read_numbers(value, path)
        # ``True`` is a whole number to Python.
        if field.kind is Kind.NUMBER and type(value) is int:
            return str(value)
        return self._read_answer(value, path, is_date=field.kind is Kind.DATE)

    def _read_answer(self, value: object, path: str, *, is_date: bool) -> str:
        if is_date:
            if isinstance(value, date) and not isinstance(value, datetime):
                return value.isoformat()
            if value != "":
                self._report(
                    path, 'Bir tarih tırnaksız yazılır (2026-12-15) ya da boş ("") bırakılır.'
                )
            return ""
        if isinstance(value, str):
            return fields.cleaned(path, value) if path in fields.BY_PATH else letters.clean(value)
        self._report(path, _NOT_TEXT)
        return ""

    def _read_numbers(self, value: object, path: str) -> str:
        if isinstance(value, list) and all(type(each) is int for each in value):
            return ", ".join(map(str, value))
        self._report(path, "Sayılar köşeli ayraç içinde yazılır: [2] ya da [1, 2].")
        return ""

    def _read_logo_path(self, value: object) -> None:
        if isinstance(value, str):
            self.logo_path = value
        else:
            self._report(LOGO, _NOT_TEXT)

    def read_logo(self, folder: Path) -> bytes | None:
        """Return the logo; its path is relative to the answer file's folder. None without one.

        A path to another machine is not followed: Windows would sign in there.
        """
        if not self.logo_path:
            return None
        if _OTHER_MACHINE.match(self.logo_path):
            self._report(
                LOGO,
                "Logo ağdaki bir yolda; bir kopyasını cevap dosyasının klasörüne koyup "
                "yalnız adını yazın.",
            )
            return None
        path = folder / self.logo_path
        try:
            logo = untrusted.read_logo(path)
        except UnreadableError as reason:
            self._report(LOGO, str(reason))
            return None
        if not path.resolve().is_relative_to(folder.resolve()):
            self.problems.append(
                Problem(
                    LOGO,
                    "Logo cevap dosyasının klasörü dışından alındı; istediğiniz logo olduğuna "
                    "bakın ya da bir kopyasını o klasöre koyup yalnız adını yazın.",
                    Severity.WARNING,
                )
            )
        return logo

    def _check_keys(self, table: Mapping[str, Any], prefix: str, names: Sequence[str]) -> None:
        for key in table:
            if key in names:
                continue
            # A TCKN may have become a key by a slip of the keyboard; a message must not show it.
            shown = _LONG_DIGITS.sub("…", letters.clean(key))[:60]
            if letters.lower(key) in _SECRET_KEYS:
                text = "KEP parolası ve şifresi cevap dosyasına yazılmaz; dosyadan silin."
            else:
                text = f"“{shown}” bilinmeyen bir anahtar; yazılışına bakın ya da silin."
            self._report(f"{prefix}{shown}", text)

    def _report(self, path: str, text: str) -> None:
        self.problems.append(Problem(path, text))
