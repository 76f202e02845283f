"""Answer files: one municipality's answers as TOML, for making documents without the window.

The schema is strict, so that a misspelt key cannot silently leave a gap in a letter. What stands
in the answers is ``rules``' business; here it is only whether the file says them in its form.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from ebel_wizard import untrusted
from ebel_wizard.case import case_rules, fields, model
from ebel_wizard.case.fields import Kind
from ebel_wizard.case.model import Addressee, Case, Initials, Person, Reference
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.turkish import letters, numbers
from ebel_wizard.untrusted import UnreadableError

LARGEST: Final = 5_000_000  # bytes; the largest municipality's file has about half of it
MOST_ROWS: Final = 20_000  # of one list; no municipality has as many people
WHOLE_FILE: Final = "dosya"  # the field of a problem that is not one answer's
LOGO: Final = fields.LOGO.path

_NOT_TEXT: Final = "Değer tırnak içinde yazılmalıdır; örnek dosyaya bakın."
_DATES: Final = frozenset(field.path for field in fields.SINGLE if field.kind is Kind.DATE)
_OPTIONAL: Final = frozenset(field.path for field in fields.SINGLE if not field.indispensable)
_OPTIONAL_TABLES: Final = frozenset(
    {"letter.addressee", "letter.text", "letter.text.request", "letter.text.kep", "kep.letter"}
)
_SECRET_KEYS: Final = frozenset({"parola", "sifre", "şifre", "password"})
_POSITION: Final = re.compile(r"\(at line (\d+), column (\d+)\)")
_PART: Final = re.compile(r"[.\[]")  # where another part of a path begins
_LONG_DIGITS: Final = re.compile(r"\d{7,}")


@dataclass(frozen=True, slots=True)
class Answers:
    """What a file said; ``case`` is None when the file could not be read at all.

    ``logo`` is the picture file that ``letter.logo`` names, as it lies there, or None.
    """

    case: Case | None
    problems: tuple[Problem, ...]
    logo: bytes | None = None


def load(path: Path, addressee: Addressee, today: date) -> Answers:
    """Reads one answer file and checks it; ``addressee`` stands in where the file names none.

    Every problem is told at once: of form first, then what ``rules`` says of the answers whose
    form is right. Nothing is raised for a file's content or for one that cannot be opened.
    """
    try:
        said = untrusted.toml(_text(path))
    except UnreadableError as reason:
        return Answers(None, (Problem(WHOLE_FILE, str(reason)),))
    except ValueError as error:
        where = _POSITION.search(str(error))
        place = f" ({where[1]}. satır, {where[2]}. sütun)" if where else ""
        return Answers(
            None, (Problem(WHOLE_FILE, f"TOML biçiminde değil{place}; örnek dosyaya bakın."),)
        )
    reader = _Reader()
    reader.table(said, "")
    if "letter.addressee" not in reader.tables:
        reader.values |= {
            "letter.addressee.body": addressee.body,
            "letter.addressee.unit": addressee.unit,
            "letter.addressee.address": addressee.address,
        }
    logo = reader.picture(path.parent)
    case = model.build(
        reader.values,
        [Person(**row) for row in reader.rows["officers"]],
        [Reference(**row) for row in reader.rows["letter.references"]],
        [Initials(**row) for row in reader.rows["letter.paraf"]],
    )
    of_form = tuple(reader.problems)
    told = {problem.field for problem in of_form}
    of_content = (
        problem
        for problem in (*case_rules.check(case, today), *_district(case))
        if not _is_told(problem.field, told)
    )
    return Answers(case, (*of_form, *of_content), logo)


def _text(path: Path) -> str:
    try:
        raw = untrusted.read(path, LARGEST)
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


def _is_told(field: str, told: set[str]) -> bool:
    """Whether a problem of form was told at this answer, or at the table it stands in."""
    ends = (len(field), *(part.start() for part in _PART.finditer(field)))
    return any(field[:end] in told for end in ends)


def _district(case: Case) -> Iterator[Problem]:
    municipality = case.municipality
    if municipality.kind in {"büyükşehir", "il"} and municipality.district:
        yield Problem(
            "municipality.district",
            "Büyükşehir ve il belediyesinde “İlçe” boş bırakılır; yazılan kullanılmadı.",
            Severity.WARNING,
        )


def _children() -> dict[str, list[str]]:
    """For each table of the schema the names in it, in the order of the model."""
    children: dict[str, list[str]] = {}
    for path in (*model.scalar_paths(), *model.LISTS):
        at = ""
        for name in path.split("."):
            known = children.setdefault(at, [])
            if name not in known:
                known.append(name)
            at = f"{at}.{name}" if at else name
    return children


_CHILDREN: Final = _children()


class _Reader:
    """Walks the file beside the schema; gathers values by path, and what is wrong in form."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.rows: dict[str, list[dict[str, str]]] = {path: [] for path in fields.LISTS}
        self.logo = ""
        self.tables: set[str] = set()
        self.problems: list[Problem] = []

    def table(self, said: Mapping[str, Any], path: str) -> None:
        """One table of the file."""
        self.tables.add(path)
        prefix = f"{path}." if path else ""
        names = _CHILDREN[path]
        if path == "letter":
            self._unknown(said, prefix, [*names, "logo"])
            self._logo(said.get("logo", ""))
        else:
            self._unknown(said, prefix, names)
        for name in names:
            at = f"{prefix}{name}"
            if at in model.LISTS:
                self._list(said.get(name, []), at)
            elif at in _CHILDREN:
                self._part(said, name, at)
            elif name in said:
                self.values[at] = self._answer(said[name], at, is_date=at in _DATES)
            elif at not in _OPTIONAL:
                label = fields.BY_PATH[at].label
                self._tell(at, f"“{name}” anahtarı eksik ({label}).")

    def _part(self, said: Mapping[str, Any], name: str, at: str) -> None:
        if name not in said:
            if at not in _OPTIONAL_TABLES:
                self._tell(at, f"[{at}] bölümü eksik.")
        elif isinstance(said[name], dict):
            self.table(said[name], at)
        else:
            self._tell(at, f"Bir bölüm olmalıdır: [{at}].")

    def _list(self, said: object, at: str) -> None:
        if not isinstance(said, list) or not all(isinstance(row, dict) for row in said):
            self._tell(at, f"Her biri ayrı bir bölüm olmalıdır: [[{at}]].")
        elif len(said) > MOST_ROWS:
            most = numbers.shown(MOST_ROWS)
            self._tell(at, f"[[{at}]] bölümü en çok {most} kez yazılabilir.")
        else:
            self.rows[at] = list(self._rows(said, at))

    def _rows(self, said: list[Mapping[str, Any]], at: str) -> Iterator[dict[str, str]]:
        wanted = fields.LISTS[at]
        for position, row in enumerate(said, 1):
            prefix = f"{at}[{position}]."
            self._unknown(row, prefix, [field.path for field in wanted])
            answers: dict[str, str] = {}
            for field in wanted:
                name, path = field.path, f"{prefix}{field.path}"
                if name in row:
                    is_date = field.kind is Kind.DATE
                    answers[name] = self._answer(row[name], path, is_date=is_date)
                else:
                    self._tell(path, f"“{name}” anahtarı eksik ({field.label}).")
            yield answers

    def _answer(self, said: object, path: str, *, is_date: bool) -> str:
        if is_date:
            if isinstance(said, date) and not isinstance(said, datetime):
                return said.isoformat()
            if said != "":
                self._tell(
                    path, 'Bir tarih tırnaksız yazılır (2026-12-15) ya da boş ("") bırakılır.'
                )
            return ""
        if isinstance(said, str):
            return fields.cleaned(path, said) if path in fields.BY_PATH else letters.clean(said)
        self._tell(path, _NOT_TEXT)
        return ""

    def _logo(self, said: object) -> None:
        if isinstance(said, str):
            self.logo = said
        else:
            self._tell(LOGO, _NOT_TEXT)

    def picture(self, folder: Path) -> bytes | None:
        """The logo's file, looked for from the answer file's folder; None when there is none."""
        if not self.logo:
            return None
        try:
            return untrusted.read_logo(folder / self.logo)
        except UnreadableError as reason:
            self._tell(LOGO, str(reason))
            return None

    def _unknown(self, said: Mapping[str, Any], prefix: str, names: Sequence[str]) -> None:
        for key in said:
            if key in names:
                continue
            # A slip of the keyboard may have made a key of a TCKN; it is not repeated here.
            shown = _LONG_DIGITS.sub("…", letters.clean(key))[:60]
            if letters.lower(key) in _SECRET_KEYS:
                text = "KEP parolası ve şifresi cevap dosyasına yazılmaz; dosyadan silin."
            else:
                text = f"“{shown}” bilinmeyen bir anahtar; yazılışına bakın ya da silin."
            self._tell(f"{prefix}{shown}", text)

    def _tell(self, path: str, text: str) -> None:
        self.problems.append(Problem(path, text))
