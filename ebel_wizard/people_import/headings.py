"""Which column of a sheet is what: by its heading, else by the shape of its cells."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ebel_wizard.people_import import normalise
from ebel_wizard.people_import.sheet import Cell, Sheet
from ebel_wizard.turkish import identifiers, letters

FIELDS: Final = ("name", "surname", "tckn", "mobile", "title", "unit")
_FULL_NAME: Final = "full name"
_FULL_NAME_TURNED: Final = "surname and name"
_OTHER: Final = "other"  # a heading that is known to be none of ours
_SEARCHED: Final = 100  # rows in which headings are looked for
_SAMPLE: Final = 300  # rows by which a column's shape is known
_LONGEST_HEADING: Final = 6  # words

_NAME: Final = frozenset("ad adi isim ismi adlari name first".split())
_SURNAME: Final = frozenset(
    "soyad soyadi soyisim soyismi soyadlari soyisimi surname lastname last".split()
)
_TOGETHER: Final = frozenset("adsoyad adisoyadi adsoyadi isimsoyisim adisoyad fullname".split())
_PERSON: Final = frozenset(
    "personel personelin calisan calisanin kisi ilgili memur memurun".split()
)
# A heading with one of these is about someone or something else.
_STRANGE: Final = frozenset(
    """baba babasinin anne ana annesinin dogum kan tarih tarihi sicil adres adresi posta eposta mail
    e-posta email imza aciklama not ogrenim egitim cinsiyet medeni derece kademe kod kodu fiyat
    seri cuzdan vergi kurum sgk bagkur emekli hesap iban banka yakini yakininin acil esi es faks fax
    dahili uyruk uyrugu okul kizlik kullanici durum durumu statu statusu turu suresi sayisi adedi
    plaka beden ilce ili vekalet vekaleten ek belge nufus nufusa kayitli ikamet mezun mezuniyet
    amiri sorumlusu yetkilisi tanimi baslama eski onceki""".split()
)
_TCKN: Final = frozenset("tckn tcno tckimlik tckimlikno tckno tcknno kimlik vatandaslik".split())
# What may stand beside ``T.C.``, which is also how the names of public bodies begin.
_TC_WORDS: Final = _PERSON | frozenset("t c k n tc tck no nosu num numara numarasi".split())
_MOBILE: Final = frozenset("cep gsm mobil mobile ceptel cepno ceptelefonu cepte".split())
_PHONE: Final = frozenset("telefon telefonu telefonlari tel tlf phone iletisim irtibat".split())
_LANDLINE: Final = frozenset("is ev sabit oda santral".split())
_TITLES: Final = (
    frozenset("unvan unvani title".split()),
    frozenset("gorev gorevi pozisyon pozisyonu".split()),
    frozenset("kadro kadrosu rutbe meslek meslegi".split()),
)
_UNITS: Final = (
    frozenset("birim birimi mudurluk mudurlugu departman departmani unit department".split()),
    frozenset("calistigi bulundugu yer yeri servis servisi".split()),
    frozenset("daire dairesi baskanlik baskanligi bolum bolumu".split()),
)
_BOTH: Final = frozenset({"vergi"})  # ``TCKN / Vergi No`` is a TCKN for people
_OWN: Final = frozenset({"asil", "asli"})  # not the unit where one serves for the time being


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What a sheet's columns are; the officer may correct it with ``dataclasses.replace``.

    ``columns`` has the place (from 0) of each of ``FIELDS`` that was found; name and surname in
    one column have the same. ``headings`` has a name for every column of the sheet, and ``first``
    is the row, from 1, where the people begin.
    """

    columns: Mapping[str, int]
    headings: tuple[str, ...]
    first: int = 1
    surname_first: bool = False


def recognise(sheet: Sheet) -> ColumnMap | None:
    """What the columns of a sheet are; None when it does not look like a list of people.

    Headings may stand under titles and be spread over two rows. A column without a heading is
    known as TCKN or mobile number by its cells; without any headings these two must be there.
    """
    return _headed(sheet) or _unheaded(sheet)


def lists_of(sheet: Sheet) -> tuple[Sheet, ...]:
    """The sheet, or each of several lists that stand side by side under the same headings."""
    found = _headed(sheet)
    if found is None or not {"name", "tckn"} <= found.columns.keys():
        return (sheet,)
    names, numbers = (
        [at for at, text in enumerate(found.headings) if text == found.headings[own]]
        for own in (found.columns["name"], found.columns["tckn"])
    )
    width = names[1] - names[0] if len(names) > 1 else 0
    if names[0] >= width or [at + numbers[0] - names[0] for at in names] != numbers:
        return (sheet,)
    return tuple(
        Sheet(
            f"{sheet.name or 'Liste'} ({n + 1})",
            tuple(row[n * width : (n + 1) * width] for row in sheet.rows),
            sheet.hidden,
        )
        for n in range(len(names))
    )


def guess(sheet: Sheet) -> ColumnMap:
    """What the columns of a block without headings are, by their shape and order."""
    rows = _texts(sheet.rows)
    columns = _by_shape([row for row in rows if any(row)])
    names = _names([], _width(sheet))
    return ColumnMap(columns, names, surname_first=_is_turned(rows[:_SAMPLE], columns))


def _unheaded(sheet: Sheet) -> ColumnMap | None:
    guessed = guess(sheet)
    return guessed if {"tckn", "mobile"} & set(guessed.columns) else None


def _headed(sheet: Sheet) -> ColumnMap | None:
    rows = _texts(sheet.rows[:_SEARCHED])
    best: tuple[tuple[int, bool], int, list[str]] | None = None
    for at, row in enumerate(rows):
        if not any(row) or _has_person(row):
            continue
        candidates = [(at + 1, row)]
        below = rows[at + 1] if at + 1 < len(rows) else []
        # A single cell under the headings is the unit of those who follow.
        if sum(map(bool, below)) > 1 and not _has_person(below):
            candidates.append((at + 2, _joined(row, below)))
        for first, texts in candidates:
            score = _score(texts), texts is row  # two rows only where one does not do
            if score[0] and (best is None or score > best[0]):
                best = score, first, texts
    if best is None:
        return None
    _, first, texts = best
    return _completed(sheet, first, texts)


def _score(texts: Sequence[str]) -> int:
    found = roles(texts)
    count = len(found)
    filled = sum(map(bool, texts))
    if count >= 2 and ({"name", "tckn"} & set(found) or _FULL_NAME in found):
        return count
    # A list of names alone has one heading, and nothing else in its row.
    return int(filled == 1 and count == 1 and _FULL_NAME in found)


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    width = max(len(above), len(below))
    padded = ([*row, *[""] * (width - len(row))] for row in (above, below))
    return [one if one == two else f"{one} {two}".strip() for one, two in zip(*padded, strict=True)]


def _completed(sheet: Sheet, first: int, texts: Sequence[str]) -> ColumnMap:
    """The columns of the headings, and those that only their cells tell."""
    found = roles(texts)
    rows = _texts([row for row in sheet.rows[first:] if any(c != "" for c in row)][:_SAMPLE])
    columns = {field: at for field, at in found.items() if field in FIELDS}
    turned = _FULL_NAME_TURNED in found
    if _FULL_NAME in found and not {"name", "surname"} <= set(columns):
        at = found[_FULL_NAME]
        columns |= {"name": at, "surname": at}
        beside = at + 1
        if _is_free(texts, beside) and _holds_words(rows, beside):
            # One heading over two columns.
            columns |= {"name": beside, "surname": at} if turned else {"surname": beside}
            texts = [*texts[:beside], texts[at], *texts[beside + 1 :]]
    elif "name" in columns and "surname" not in columns:
        columns["surname"] = columns["name"]
    elif "surname" in columns and "name" not in columns:
        columns["name"] = columns["surname"]
    if "mobile" in columns:
        columns["mobile"] = _most_mobile(texts, rows, columns["mobile"])
    width = _width(sheet)
    for field, fits in (("tckn", _like_tckn), ("mobile", _like_mobile)):
        if field in columns:
            continue
        for at in range(width):
            cells = [row[at] for row in rows if at < len(row) and row[at]]
            if at not in columns.values() and _is_unknown(texts, at) and _most(map(fits, cells)):
                columns[field] = at
                break
    if "name" not in columns:
        for at in range(width):
            if at not in columns.values() and _is_unknown(texts, at) and _holds_names(rows, at):
                columns |= {"name": at, "surname": at}
                break
    return ColumnMap(
        {field: columns[field] for field in FIELDS if field in columns},
        _names(texts, width),
        first + 1,
        turned or _is_turned(rows, columns),
    )


def _most_mobile(texts: Sequence[str], rows: Sequence[Sequence[str]], chosen: int) -> int:
    """Of several columns with a heading alike the one with most mobile numbers."""
    alike = [at for at, text in enumerate(texts) if _heading(text) == _heading(texts[chosen])]
    return max(alike, key=lambda at: sum(_like_mobile(row[at]) for row in rows if at < len(row)))


def _is_turned(rows: Sequence[Sequence[str]], columns: Mapping[str, int]) -> bool:
    """Whether capitals say that surnames stand first, whatever the heading promises."""
    at = columns.get("name", -1)
    if at < 0 or columns.get("surname") != at:
        return False
    ends = [normalise.capitals(row[at].split()) for row in rows if at < len(row) and row[at]]
    return _most(leading > 0 for leading, trailing in ends if leading or trailing)


def _names(texts: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple(
        (texts[at] if at < len(texts) else "") or f"{_letter(at)} sütunu" for at in range(width)
    )


def _letter(at: int) -> str:
    return (_letter(at // 26 - 1) if at >= 26 else "") + chr(65 + at % 26)


def _width(sheet: Sheet) -> int:
    return max((len(row) for row in sheet.rows), default=0)


def _texts(rows: Iterable[Sequence[Cell]]) -> list[list[str]]:
    return [[normalise.plain(cell) for cell in row] for row in rows]


def _has_person(row: Sequence[str]) -> bool:
    return any(_like_tckn(cell) or identifiers.phone(cell) for cell in row)


def _is_free(texts: Sequence[str], at: int) -> bool:
    return at >= len(texts) or not texts[at]


def _is_unknown(texts: Sequence[str], at: int) -> bool:
    return _is_free(texts, at) or not _heading(texts[at])[0]


def _holds_words(rows: Sequence[Sequence[str]], at: int) -> bool:
    return len(rows) > 0 and _most(
        at < len(row) and bool(row[at]) and all(c.isalpha() or c in " .-’'" for c in row[at])
        for row in rows
    )


def _holds_names(rows: Sequence[Sequence[str]], at: int) -> bool:
    return _holds_words(rows, at) and _most(
        len(row[at].split()) > 1 for row in rows if at < len(row)
    )


def roles(texts: Sequence[str]) -> dict[str, int]:
    """For each field the column whose heading fits best, the first of equals."""
    best: dict[str, tuple[int, int]] = {}
    for at, text in enumerate(texts):
        field, weight = _heading(text)
        if not field or field == _OTHER:
            continue
        for each in (field, *((_FULL_NAME,) if field == _FULL_NAME_TURNED else ())):
            if each not in best or weight > best[each][0]:
                best[each] = weight, at
    return {field: at for field, (_, at) in best.items()}


@lru_cache(maxsize=4_096)
def _heading(text: str) -> tuple[str, int]:
    """What a heading announces, and how surely: 3 is its usual name, 4 the very thing."""
    folded = letters.fold(normalise.text(text))
    words = re.findall(r"[a-z]+|\d+", folded)
    known = set(words)
    if not words or len(words) > _LONGEST_HEADING:
        return "", 0
    if known & _TOGETHER:
        return _FULL_NAME, 3
    is_tc = "tckn" in known or "tc" in known or {"t", "c"} <= known
    strange = known & _STRANGE
    if strange and not (known & _SURNAME and known & _NAME) and not (is_tc and strange <= _BOTH):
        return _OTHER, 0
    if known & _SURNAME:
        if not known & _NAME or words == ["last", "name"]:
            return "surname", 3
        first = min(words.index(word) for word in known & _NAME)
        last = min(words.index(word) for word in known & _SURNAME)
        return (_FULL_NAME if first < last else _FULL_NAME_TURNED), 3
    if known & _TCKN or ((known & {"tc", "tck"} or {"t", "c"} <= known) and known <= _TC_WORDS):
        return "tckn", 3
    if known & _MOBILE:
        return "mobile", 3
    if known & _PHONE:
        return (_OTHER, 0) if known & _LANDLINE else ("mobile", 2)
    if known & _OWN and known & _UNITS[0]:
        return "unit", 4
    for field, groups in (("unit", _UNITS), ("title", _TITLES)):
        for weight, group in zip((3, 2, 1), groups, strict=True):
            if known & group:
                return field, weight
    if known & _NAME:
        return "name", 3
    if known <= _PERSON:
        return "name", 1
    return "", 0


def _by_shape(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """What each column is, by the shape of most of its cells."""
    rows = rows[:_SAMPLE]
    width = max((n for row in rows for n, cell in enumerate(row, 1) if cell), default=0)
    found: dict[str, int] = {}
    texts: list[int] = []
    for n in range(width):
        cells = [row[n] for row in rows if n < len(row) and row[n]]
        if n == 0 and cells and all(re.fullmatch(r"\d{1,5}[.)]?", cell) for cell in cells):
            continue  # a running number
        if "tckn" not in found and _most(map(_like_tckn, cells)):
            found["tckn"] = n
        elif "mobile" not in found and _most(map(_like_mobile, cells)):
            found["mobile"] = n
        else:
            texts.append(n)
    if len(texts) + len(found) == len(FIELDS) and len(found) < 2:
        # As many columns as our own table has, but a number is missing or unreadable.
        start = 0 if width == len(FIELDS) else 1
        return {field: at for at, field in enumerate(FIELDS, start)}
    apart = len(texts) >= 4
    names = ("name", "surname", "title", "unit") if apart else ("name", "title", "unit")
    found |= dict(zip(names, texts, strict=False))
    if not apart and "name" in found:
        found["surname"] = found["name"]
    return {field: found[field] for field in FIELDS if field in found}


def _like_tckn(cell: str) -> bool:
    digits = normalise.tckn(cell)
    return len(digits) == 11 and digits.isdecimal() and digits[0] != "0"


def _like_mobile(cell: str) -> bool:
    return bool(normalise.mobile(cell))


def _most(marks: Iterable[bool]) -> bool:
    counted = Counter(map(bool, marks))
    return counted[True] > counted[False]
