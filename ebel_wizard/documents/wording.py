"""Find what is doubtful in the officer's own words for a letter; the program's own are not checked.

All of it is warnings: the officer signs, and may know better.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ebel_wizard.case import fields
from ebel_wizard.case.model import Case, LetterText
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.documents import (
    addressee,
    kep_form,
    kep_letter,
    letter,
    references,
    request_letter,
)
from ebel_wizard.documents.layout.letter_parts import ALPHABET
from ebel_wizard.turkish import dates, letters

_CAPITALS: Final = "A-ZÇĞİÖŞÜÂÎÛ"
_SMALL: Final = "a-zçğıöşüâîû"
_ABBREVIATION: Final = re.compile(rf"(?<![\w.])[{_CAPITALS}]{{2,6}}(?![\w.])")
# Words that official letters set in capitals, which are no abbreviations.
_CAPITAL_WORDS: Final = frozenset({"GİZLİ", "ÖZEL", "ACELE"})
_LONG_NUMBER: Final = re.compile(r"(?<![\w.,/-])\d{4,9}(?![\w/-]|[.,]\d)")
_NO_QUANTITY: Final = re.compile(r" (?:sayılı|numaralı|no\.?lu)\b")
_POINT_FOR_COMMA: Final = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)")
_ITEM: Final = re.compile(rf"([{_CAPITALS}{_SMALL}]|\d{{1,2}})\)")
_CLOSING: Final = re.compile(r"\b(arz ve rica|arz/rica|arz|rica) ederim\.$")
_TO_PERSON: Final = ("Saygılarımla.", "İyi dileklerimle.", "Bilgilerinize sunulur.")
_REFERS: Final = re.compile(r"\bilgi(?:de)?\b")  # in small letters; `bilgi` is another word


@dataclass(frozen=True, slots=True)
class _Letter:
    """One of the two letters: the path of its answers, its placeholders' values, those it needs.

    ``case`` has those to whom it goes, ``refers`` how its text refers to what İlgi names.
    """

    case: Case
    path: str
    own: LetterText
    values: Mapping[str, str]
    needed: tuple[str, ...]
    refers: str


def defaults() -> Mapping[str, str]:
    """Return the program's own words by the path where the officer may write others."""
    found: dict[str, str] = {}
    for path, source in (
        ("letter.text.request", request_letter.TEXTS),
        ("letter.text.kep", kep_letter.TEXTS),
    ):
        subject, paragraphs = letter.words(LetterText(), letter.texts(*source))
        found |= {f"{path}.subject": subject, f"{path}.body": "\n".join(paragraphs)}
    return found


def placeholders(case: Case) -> Mapping[str, Mapping[str, str]]:
    """Return the placeholders of each letter and their present values."""
    return {each.path: each.values for each in _letters(case)}


def check(case: Case) -> tuple[Problem, ...]:
    """Return the problems of both letters and of the KEP form's own rows, each at the answer where
    it can be corrected.
    """
    of_letters = (problem for each in _letters(case) for problem in _check(each))
    return (*of_letters, *_form(case))


def _form(case: Case) -> Iterator[Problem]:
    for position, row in enumerate(case.kep.form, 1):
        for name in kep_form.unknown_places(row):
            yield Problem(
                f"kep.form[{position}].value",
                f"{position}. KEP formu satırı: {{{name}}} bilinmiyor, olduğu gibi yazdırılır; "
                f"bilinenler: {', '.join(f'{{{place}}}' for place in kep_form.PLACES)}.",
                Severity.WARNING,
            )


def _letters(case: Case) -> Iterator[_Letter]:
    needed = ["geçiş günü", "KEP bilgileri"]
    if fields.applies(case, "letter.due_date"):
        needed.append("süre bilgisi")
    yield _Letter(
        case,
        "letter.text.request",
        case.letter.text.request,
        request_letter.values(case),
        tuple(needed),
        references.named(case),
    )
    if fields.applies(case, "letter.text.kep.body"):
        yield _Letter(
            addressee.to_one(case),
            "letter.text.kep",
            case.letter.text.kep,
            kep_letter.values(case),
            (),
            "İlgi yazımız",
        )


def _check(each: _Letter) -> Iterator[Problem]:
    if each.own.subject:
        subject = letter.fill(each.own.subject, each.values)
        path = f"{each.path}.subject"
        for sentence in (*_unknown(each, each.own.subject), *_subject(subject)):
            yield Problem(path, f"“{fields.BY_PATH[path].label}”: {sentence}", Severity.WARNING)
    if each.own.body:
        path = f"{each.path}.body"
        for sentence in (*_unknown(each, each.own.body), *_body(each)):
            yield Problem(path, f"“{fields.BY_PATH[path].label}”: {sentence}", Severity.WARNING)


def _unknown(each: _Letter, template: str) -> Iterator[str]:
    for name in dict.fromkeys(letter.placeholders(template)):
        if name not in each.values:
            shown = re.sub(r"\d", "…", name)[:30]
            yield f"{{{shown}}} bilinen bir yer değil, yazıda böyle görünür; yazılışına bakın."


def _subject(subject: str) -> Iterator[str]:
    """Yield what is against H5."""
    if subject.endswith((".", ",", ";", ":", "!", "?")):
        yield "konunun sonuna noktalama işareti konmaz (m.13/1)."
    if small := letters.uncapitalised_word(subject):
        yield f"konuda kelimelerin baş harfleri büyük yazılır (m.13/1); “{small[:30]}” küçük."


def _body(each: _Letter) -> Iterator[str]:
    templates = each.own.body.split("\n")
    for name in each.needed:
        if not any(name in letter.placeholders(template) for template in templates):
            yield f"{{{name}}} metinden çıkmış; program onu kendiliğinden dolduramaz."
    paragraphs = letter.fill_all(templates, each.values)
    text = "\n".join(paragraphs)
    yield from _urgency(each, text)
    yield from _closing(each, paragraphs[-1] if paragraphs else "")
    yield from _reference(each, paragraphs[0] if paragraphs else "")
    yield from _abbreviations(text)
    yield from _numbers(text)
    yield from _items(paragraphs)
    if re.search(r"(?:elektronik |e-)imza", letters.lower(text)):
        yield "yazıda elektronik imzadan söz edilmez; o ibareyi EBYS koyar (m.23/1)."


def _urgency(each: _Letter, text: str) -> Iterator[str]:
    """Check that the day of a GÜNLÜDÜR letter stands in its text (U1)."""
    day = dates.parse(each.case.letter.due_date)
    if "süre bilgisi" not in each.needed or day is None:
        return
    if not re.search(rf"(?<!\d)(?:{dates.long(day)}|{re.escape(dates.short(day))})", text):
        yield "GÜNLÜDÜR bir yazının metninde sonuçlanması gereken gün yazılır (m.26/1)."


def _closing(each: _Letter, last: str) -> Iterator[str]:
    """Check how the text ends (T4)."""
    case, verb = each.case, each.values["arz"]
    found = _CLOSING.search(last)
    if addressee.is_to_person(case):
        if not last.endswith(_TO_PERSON):
            yield "kişiye yazılan yazı “Saygılarımla.” ile biter (m.16/12-e)."
    elif found is None:
        is_company = addressee.rank(case, case.letter.addressee.body) is addressee.Rank.COMPANY
        if not (is_company and last.endswith(_TO_PERSON)):
            yield f"metin “… {verb} ederim.” ile bitmelidir (m.16/12)."
    elif found[1].replace("/", " ve ") != verb:
        whom = "bu makamlara" if verb == "arz ve rica" else "bu makama"
        yield f"{whom} yazılan yazı “{verb} ederim.” ile biter (m.16/12)."


def _reference(each: _Letter, first: str) -> Iterator[str]:
    """Check that the first paragraph refers to what İlgi names (R1)."""
    if each.refers and not _REFERS.search(letters.lower(first)):
        yield f"ilk paragrafta ilgiye değinilmelidir: “{each.refers} …”."


def _abbreviations(text: str) -> Iterator[str]:
    """Check that the long form comes first, the abbreviation after it in brackets (T3)."""
    seen: set[str] = set()
    for found in _ABBREVIATION.finditer(text):
        short = found[0]
        if short in seen or short in _CAPITAL_WORDS:
            continue
        seen.add(short)
        if text[max(found.start() - 1, 0) : found.end() + 1] != f"({short})":
            yield (
                f"“{short}” ilk geçtiği yerde açık yazılır, kısaltması ayraç içinde gelir: "
                "Kayıtlı Elektronik Posta (KEP) (m.16/11)."
            )


def _numbers(text: str) -> Iterator[str]:
    """Check ``1.452`` and ``10.545,72`` (T3); years, numbers of laws and letters stay whole."""
    for found in _LONG_NUMBER.finditer(text):
        is_year = len(found[0]) == 4 and 1900 <= int(found[0]) <= 2199
        if not is_year and not _NO_QUANTITY.match(text, found.end()):
            yield "büyük sayılar üçer basamak noktayla ayrılır: 1.452 (m.16/7)."
            break
    if _POINT_FOR_COMMA.search(text):
        yield "binlikler noktayla, kesirler virgülle ayrılır: 10.545,72 (m.16/7)."


def _items(paragraphs: list[str]) -> Iterator[str]:
    """Check ``a)``, ``b)``, ``c)``, ``ç)`` and so on (T3)."""
    marks = [found[1] for each in paragraphs if (found := _ITEM.match(each))]
    expected = 0
    for mark in marks:
        expected = 0 if mark == ALPHABET[0] else expected
        if expected >= len(ALPHABET) or mark != ALPHABET[expected]:
            yield "maddeler Türk alfabesinin küçük harfleriyle sıralanır: a), b), c), ç) (m.16/10)."
            break
        expected += 1
