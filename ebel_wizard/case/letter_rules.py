"""What is wrong or doubtful in a letter's references, addressees and signatures."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from ebel_wizard.case import choices, fields, model, row_fields
from ebel_wizard.case.model import Addressee, Case, Recipient, Reference
from ebel_wizard.case.rules import Problem, missing, not_a_date, warning
from ebel_wizard.turkish import dates, letters, numbers

MAX_REFERENCES: Final = 29  # one per letter of the Turkish alphabet (R1)
_IN_FORCE: Final = date(2020, 7, 1)  # of the regulation (m.38)
_WHOLE_NUMBER: Final = re.compile(r"[EZO]-[0-9]{8}-[0-9]+(\.[0-9]+)*-\S+")
# `A.Ş.`, `Ltd.`, `TÜBİTAK`: with a point, or a word of capitals.
_POINTED: Final = re.compile(r"(?:[^\W\d_]+\.)+")
_INITIALS: Final = re.compile("[A-ZÇĞİÖŞÜÂÎÛ]{2,}")
_ROMAN: Final = re.compile("[IVX]+[.]?")  # of a district: `IV. Bölge Müdürlüğü`
_SPELL_OUT: Final = "{0} içindeki “{1}” kısaltması açık yazılır (m.14/2, m.31/2)."
_ADDRESSEE_ENDINGS: Final = ("ına", "ine", "una", "üne", "’na", "’ne", "'na", "'ne")
_FORM: Final = 2  # the KEP form's number among the annexes, where it is one
_ACTING: Final = (" V.", " V", " Vekili")


def check(case: Case, today: date) -> Iterator[Problem]:
    """Yield the problems of the letter's references, addressees and signatures."""
    yield from _references(case, today)
    yield from _addressees(case)
    yield from _distribution(case)
    yield from _signatory(case)


def is_person(body: str) -> bool:
    """Return whether an addressee is a private person: ``Sayın Adı SOYADI`` (m.14/3)."""
    return letters.fold(body.strip()).startswith("sayin ")


def _references(case: Case, today: date) -> Iterator[Problem]:
    references = case.letter.references
    if len(references) > MAX_REFERENCES:
        yield Problem(
            "letter.references", f"En çok {MAX_REFERENCES} ilgi yazılabilir; fazlasını çıkarın."
        )
    latest = dates.parse(case.letter.date) or today
    for position, reference in enumerate(references, 1):
        path, owner = f"letter.references[{position}]", f"{position}. ilgi: "
        day = dates.parse(reference.date)
        if not reference.date.strip():
            yield missing(f"{path}.date", "Tarih", owner)
        elif day is None:
            yield not_a_date(f"{path}.date", "Tarih", owner)
        elif day > latest:
            yield warning(f"{path}.date", f"{owner}“Tarih” bu yazının tarihinden sonra.")
        yield from _reference_number(path, owner, reference)
        if reference.kind in {model.YAZI, model.DILEKCE} and not reference.sender.strip():
            yield missing(f"{path}.sender", "Gönderen", owner)
        if reference.annex and not numbers.parse(reference.annex):
            yield Problem(f"{path}.annex", f"{owner}“Ekte giden sayfa sayısı” bir sayı değil.")
        if reference.kind and reference.kind not in choices.REFERENCES:
            allowed = ", ".join(choices.REFERENCES)
            words = f"{owner}“Yazının türü” şunlardan biri olmalıdır: {allowed}."
            yield Problem(f"{path}.kind", words)


def _reference_number(path: str, owner: str, reference: Reference) -> Iterator[Problem]:
    """Yield what is wrong with the number of a reference; a petition has none of its own.

    Until the regulation of today came into force a number had its parts in another order.
    """
    number, day = reference.number.strip(), dates.parse(reference.date)
    if reference.kind == model.DILEKCE:
        return
    if not number:
        yield missing(f"{path}.number", "Sayı", owner)
    elif (day is None or day >= _IN_FORCE) and not _WHOLE_NUMBER.fullmatch(number):
        yield warning(
            f"{path}.number",
            f"{owner}“Sayı” dört bölümden oluşur: E-12345678-708.03-147 (m.11/1); ilgideki "
            "yazının sayısını bütünüyle yazın.",
        )


def _distribution(case: Case) -> Iterator[Problem]:
    """Yield what is doubtful about those to whom the letter goes besides its addressee (D1, E5)."""
    at = case.letter
    annexes = 1 + (at.secrecy != model.APART) + sum(bool(each.annex) for each in at.references)
    names = {_folded(at.addressee)}
    for path, owner, to in _further(case):
        name = _folded(to)
        if name and name in names:
            yield warning(f"{path}.body", f"{owner}“Kurum” dağıtımda iki kez geçiyor.")
        names.add(name)
        left_out = numbers.several(to.without)
        if beyond := [each for each in left_out if each > annexes]:
            yield warning(
                f"{path}.without", f"{owner}EK-{beyond[0]} yok; yazının {annexes} eki var."
            )
        if at.secrecy != model.APART and _FORM not in left_out:
            yield warning(
                f"{path}.without",
                f"{owner}KEP Bilgi Formu (EK-{_FORM}) bu yere de gidiyor; “Gönderilmeyen ekler” "
                f"için {_FORM} yazın.",
            )


def _folded(to: Addressee | Recipient) -> str:
    return letters.fold(f"{to.body} {to.unit}".strip())


def _addressees(case: Case) -> Iterator[Problem]:
    """Yield problems of the addressees (A1), and of their envelopes (G5)."""
    labels = {field.path.rpartition(".")[2]: field.label for field in fields.ADDRESSEE}
    yield from _addressee("letter.addressee", case.letter.addressee, labels)
    labels = {field.path: field.label for field in row_fields.RECIPIENT}
    for path, owner, to in _further(case):
        told = {part: f"{owner}{label}" for part, label in labels.items()}
        yield from _addressee(path, to, told)


def _further(case: Case) -> Iterator[tuple[str, str, Recipient]]:
    """Yield each further addressee after its path and what a sentence calls its row."""
    for path, rows in (
        ("letter.also_to", case.letter.also_to),
        ("letter.copies_to", case.letter.copies_to),
    ):
        for position, to in enumerate(rows, 1):
            yield f"{path}[{position}]", f"{position}. {row_fields.ROW_NOUNS[path]}: ", to


def _addressee(
    path: str, to: Addressee | Recipient, labels: Mapping[str, str]
) -> Iterator[Problem]:
    for part in ("body", "unit", "address"):
        # A surname and the town at the end of an address are in capitals.
        has_capitals = part == "address" or is_person(to.body)
        if short := _abbreviations(getattr(to, part), has_capitals=has_capitals):
            text = _SPELL_OUT.format(_quoted(labels[part]), "”, “".join(short))
            yield warning(f"{path}.{part}", text)
    if letters.lower(to.body).endswith(_ADDRESSEE_ENDINGS) and not is_person(to.body):
        yield warning(
            f"{path}.body",
            f"{_quoted(labels['body'])} ek almadan yazılır; “-na, -ne” ekini program koyar.",
        )
    if letters.lower(to.unit).endswith(_ADDRESSEE_ENDINGS):
        yield warning(f"{path}.unit", f"{_quoted(labels['unit'])} ek almadan yazılır (m.14/2).")
    if to.unit.startswith("("):
        yield warning(
            f"{path}.unit", f"{_quoted(labels['unit'])} ayraçsız yazılır; ayracı program koyar."
        )


def _quoted(label: str) -> str:
    """Return a question's label in quotation marks, after what its row is called."""
    owner, colon, name = label.rpartition(": ")
    return f"{owner}{colon}“{name}”"


def _abbreviations(text: str, *, has_capitals: bool) -> list[str]:
    """Return the words of a name or an address that are abbreviations, as they are written.

    In a name that is all in capitals none can be told from the other words.
    """
    found = _POINTED.findall(text)
    is_all_capitals = text == letters.upper(text) and len(text.split()) > 1
    if not has_capitals and not is_all_capitals:
        found += [each for each in re.split(r"[\s()/,-]+", text) if _INITIALS.fullmatch(each)]
    return [each for each in dict.fromkeys(found) if not _ROMAN.fullmatch(each)]


def _signatory(case: Case) -> Iterator[Problem]:
    signatory = case.letter.signatory
    path = "letter.signatory.title"
    if signatory.title.endswith((" V.", " a.", " V", " a")):
        yield warning(
            path,
            f"“{fields.BY_PATH[path].label}” yalın yazılır; “V.” ve “a.” eklerini program koyar.",
        )
    if (
        signatory.capacity == model.YETKI_DEVRI
        and signatory.own_title
        and letters.lower(signatory.own_title) == letters.lower(signatory.title)
    ):
        yield warning(
            "letter.signatory.own_title",
            "“İmzalayanın kendi unvanı” adına imza atılan makamla aynı; yetki devrinde farklı "
            "olmalıdır.",
        )
    for path, each in (
        ("letter.signatory", signatory),
        ("letter.second_signatory", case.letter.second_signatory),
    ):
        if each.capacity == model.YETKI_DEVRI and each.own_title.endswith(_ACTING):
            yield warning(
                f"{path}.own_title",
                f"“{fields.BY_PATH[f'{path}.own_title'].label}” vekâleten yürütülüyor (V.); yetki "
                "devriyle imzada imzalayanın asıl unvanı yazılır (m.17/9). Makama vekâlet "
                "ediyorsa “İmza yetkisi” için vekâleten seçin.",
            )
    second = case.letter.second_signatory
    if second.name.strip():
        for part in ("surname", "title"):
            path = f"letter.second_signatory.{part}"
            if not getattr(second, part).strip():
                yield missing(path, fields.BY_PATH[path].label)
