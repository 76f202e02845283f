"""What is wrong or missing in a case, in words the officer can act on.

``check`` answers with Problems; it never changes anything and never raises. A sentence names its
question and says how to mend it, and repeats no TCKN or telephone number.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from ebel_wizard.case import fields, model
from ebel_wizard.case.fields import Field, Kind
from ebel_wizard.case.model import Case
from ebel_wizard.turkish import dates, identifiers, letters, provinces

MAX_REFERENCES: Final = 29  # one per letter of the Turkish alphabet (R1)


# The order of the questions on the pages.
_RANKS: Final = {
    path: rank
    for rank, path in enumerate(
        [
            *(field.path for field in (*fields.MUNICIPALITY, *fields.CONTACT)),
            *(field.path for field in (*fields.LETTER, *fields.URGENCY, *fields.SIGNATORY)),
            *(field.path for field in (*fields.LETTER_CONTACT, *fields.ADDRESSEE)),
            "letter.references",
            "letter.paraf",
            "officers",
            *(field.path for field in (*fields.KEP, *fields.SECRECY_FIELDS, *fields.KEP_LETTER)),
            *(field.path for field in (*fields.TEXTS, fields.LOGO)),
        ]
    )
}
_WRITTEN_IN_TITLE_CASE: Final = (
    "municipality.unit",
    "letter.signatory.name",
    "letter.signatory.title",
    "letter.signatory.own_title",
    "letter.contact.name",
    "letter.contact.title",
    "letter.addressee.body",
    "letter.addressee.unit",
)
MOBILE: Final = "“Cep telefonu” 5 ile başlayan 10 rakam olmalıdır: (0 532) 123 45 67."
_ABBREVIATED: Final = re.compile(r"[^\W\d_]\.")
_ADDRESSEE_ENDINGS: Final = ("ına", "ine", "una", "üne", "’na", "’ne", "'na", "'ne")


class Severity(Enum):
    """An error stops PDF, print, mail and render; a warning never blocks."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend at the answer ``field`` (a path), said in one Turkish sentence."""

    field: str
    text: str
    severity: Severity = Severity.ERROR


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Only those that stop a document from being made."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def check(case: Case, today: date) -> tuple[Problem, ...]:
    """Every problem of a case, in the order of the pages; ``today`` only feeds warnings."""
    found = (
        *_single(case),
        *_municipality(case),
        *_letter(case, today),
        *_references(case, today),
        *_signatory(case),
        *_written_words(case),
        *_paraf(case),
        *_officers(case),
        *_kep(case),
    )
    return in_order(found)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the order of the questions on the pages."""
    return tuple(sorted(problems, key=lambda problem: _RANKS[problem.field.partition("[")[0]]))


def _warn(field: str, text: str) -> Problem:
    return Problem(field, text, Severity.WARNING)


def missing(path: str, label: str, owner: str = "") -> Problem:
    """The problem of an answer that has to be given and was not."""
    return Problem(path, f"{owner}“{label}” boş bırakılamaz.")


def not_a_date(path: str, label: str, owner: str = "") -> Problem:
    """The problem of an answer that should be a date and is none."""
    return Problem(path, f"{owner}“{label}” bir tarih değil; gün.ay.yıl olarak yazın: 15.12.2026.")


def _single(case: Case) -> Iterator[Problem]:
    for field in fields.SINGLE:
        if not fields.applies(case, field.path):
            continue
        text = model.value(case, field.path).strip()
        if not text:
            if field.required:
                yield missing(field.path, field.label)
            continue
        yield from shape(field, text)


def shape(field: Field, text: str) -> Iterator[Problem]:
    """What is wrong with the shape of one answer that was given."""
    path, label = field.path, field.label
    if field.kind is Kind.CHOICE and field.choices and text not in field.choices:
        allowed = ", ".join(field.choices)
        yield Problem(path, f"“{label}” şunlardan biri olmalıdır: {allowed}.")
    elif field.kind is Kind.DATE and dates.parse(text) is None:
        yield not_a_date(path, label)
    elif field.kind is Kind.PHONE and identifiers.phone(text) is None:
        yield Problem(
            path,
            f"“{label}” bir telefon numarası değil; alan koduyla birlikte 10 rakam yazın: "
            "(0 346) 123 45 67.",
        )
    elif field.kind is Kind.TCKN:
        yield from tckn(path, f"“{label}”", text)


def tckn(path: str, subject: str, text: str) -> Iterator[Problem]:
    """What is wrong with a TCKN, which the sentence calls ``subject``."""
    digits = identifiers.digits(text)
    if not (digits.isascii() and digits.isdecimal() and len(digits) == 11):
        yield Problem(path, f"{subject} 11 rakam olmalıdır; kimlik kartından yeniden yazın.")
    elif not identifiers.is_tckn(digits):
        yield Problem(
            path,
            f"{subject} geçerli değil, rakamlarından biri yanlış yazılmış; "
            "kimlik kartından yeniden yazın.",
        )


def _municipality(case: Case) -> Iterator[Problem]:
    municipality = case.municipality
    contact = municipality.contact
    name, detsis, province = municipality.name, municipality.detsis, municipality.province
    if name and len(name) > 3 and name == letters.upper(name):
        yield _warn(
            "municipality.name",
            "“Resmî ad” yalnız baş harfleri büyük yazılır; başlıkta büyük harfe program çevirir.",
        )
    elif letters.fold(name).startswith("t.c"):
        yield _warn(
            "municipality.name",
            "“Resmî ad” başına “T.C.” yazılmaz; onu başlığa program koyar.",
        )
    elif name and not letters.lower(name).endswith("belediye başkanlığı"):
        yield _warn(
            "municipality.name",
            "“Resmî ad” genellikle “… Belediye Başkanlığı” biçimindedir; DETSİS’teki yazılışıyla "
            "karşılaştırın.",
        )
    known_province = next(
        (each for each in provinces.PROVINCES if letters.fold(each) == letters.fold(province)), ""
    )
    if province and not known_province:
        yield _warn("municipality.province", "“İl” 81 ilden biri değil; yazılışına bakın.")
    if detsis and not identifiers.is_detsis(detsis):
        yield Problem("municipality.detsis", "“DETSİS numarası” boşluksuz 8 rakam olmalıdır.")
    postcode = contact.postcode
    if postcode and not (postcode.isascii() and postcode.isdecimal() and len(postcode) == 5):
        yield Problem("municipality.contact.postcode", "“Posta kodu” boşluksuz 5 rakam olmalıdır.")
    elif postcode and known_province and not postcode.startswith(_plate(known_province)):
        yield _warn(
            "municipality.contact.postcode",
            f"“Posta kodu” {known_province} ilinin koduyla ({_plate(known_province)}) başlamıyor.",
        )
    if contact.email and not identifiers.is_email(contact.email):
        yield Problem(
            "municipality.contact.email",
            "“Kurumsal e-posta” bir e-posta adresi değil; ad@alan.bel.tr biçiminde yazın.",
        )
    elif identifiers.kep_provider_number(contact.email):
        yield _warn(
            "municipality.contact.email",
            "“Kurumsal e-posta” yerine KEP adresi yazılmış; KEP adresinin kendi alanı var.",
        )
    if contact.web and not identifiers.is_web(contact.web):
        yield _warn(
            "municipality.contact.web", "“Web adresi” www.ornek.bel.tr biçiminde görünmüyor."
        )
    yield from _kep_address("municipality.contact.kep", contact.kep)


def _plate(province: str) -> str:
    return provinces.plate_code(province) or ""


def _kep_address(path: str, address: str) -> Iterator[Problem]:
    if not address:
        return
    label = fields.BY_PATH[path].label
    number = identifiers.kep_provider_number(address)
    if number is None:
        yield Problem(path, f"“{label}” bir KEP adresi değil; ad@hs01.kep.tr biçiminde yazın.")
    elif number in identifiers.CLOSED_KEP_PROVIDERS:
        yield _warn(
            path, f"“{label}” kapanmış bir sağlayıcının (hs{number}) adresi; geçerliliğine bakın."
        )
    elif number not in identifiers.KEP_PROVIDERS:
        yield _warn(path, f"“{label}” bilinmeyen bir sağlayıcının (hs{number}) adresi.")


def _letter(case: Case, today: date) -> Iterator[Problem]:
    letter = case.letter
    go_live, written = dates.parse(letter.go_live), dates.parse(letter.date)
    if go_live:
        if off := dates.day_off(go_live):
            yield _warn(
                "letter.go_live",
                f"“e-Belediye’ye geçiş günü” {dates.short(go_live)} tatil ({off}); "
                "bir iş günü seçin.",
            )
        if go_live < today:
            yield _warn("letter.go_live", "“e-Belediye’ye geçiş günü” geçmişte kalmış.")
        if written and written > go_live:
            yield _warn("letter.date", "“Yazının tarihi” geçiş gününden sonra.")
    if fields.applies(case, "letter.due_date") and (due := dates.parse(letter.due_date)):
        if due < (written or today):
            yield _warn("letter.due_date", "“Sonuçlanması gereken gün” yazının tarihinden önce.")
        elif off := dates.day_off(due):
            yield _warn(
                "letter.due_date",
                f"“Sonuçlanması gereken gün” {dates.short(due)} tatil ({off}); bir iş günü seçin.",
            )
    if letter.file_plan == "700":
        yield Problem(
            "letter.file_plan",
            "“Standart dosya planı kodu” 700 bir ana başlıktır, yazıda kullanılamaz; "
            "708.03 gibi alt kodunu seçin.",
        )
    elif letter.file_plan and not identifiers.is_file_plan(letter.file_plan):
        yield Problem(
            "letter.file_plan",
            "“Standart dosya planı kodu” 708.03 gibi rakam ve noktadan oluşmalıdır.",
        )
    numbers = ["letter.record_number"]
    if fields.applies(case, "kep.letter.record_number"):
        numbers.append("kep.letter.record_number")
    for path in numbers:
        number = model.value(case, path)
        if number and not (number.isascii() and number.isdecimal()):
            yield _warn(path, f"“{fields.BY_PATH[path].label}” genellikle yalnız rakamdır: 147.")
    if letter.secrecy == model.TOGETHER and letter.medium == model.ELECTRONIC:
        for path in ("letter.medium", "letter.secrecy"):
            yield Problem(
                path,
                "GİZLİ bir yazı elektronik ortamda hazırlanamaz (m.31/3); "
                "“Yazının ortamı” için kâğıdı (Z) seçin ya da KEP formunu ayrı gönderin.",
            )
    if letter.secrecy == model.HIZMETE_OZEL and letter.medium == model.ELECTRONIC:
        yield _warn(
            "letter.medium",
            "Elektronik yazıda KEP formu elle doldurulamaz; "
            "“Yazının ortamı” için kâğıdı (Z) seçin.",
        )
    if letter.secrecy == model.HIZMETE_OZEL:
        yield _warn(
            "letter.secrecy",
            "Bakanlığın kılavuzu KEP bilgilerinin GİZLİ gönderilmesini ister; "
            "HİZMETE ÖZEL paket geri çevrilebilir.",
        )


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
            yield _warn(f"{path}.date", f"{owner}“Tarih” bu yazının tarihinden sonra.")
        if not reference.number.strip():
            yield missing(f"{path}.number", "Sayı", owner)


def _written_words(case: Case) -> Iterator[Problem]:
    for path in _WRITTEN_IN_TITLE_CASE:
        text = model.value(case, path)
        if fields.applies(case, path) and _is_miswritten(text):
            label = fields.BY_PATH[path].label
            yield _warn(path, f"“{label}” yalnız baş harfleri büyük yazılır.")
    for position, row in enumerate(case.letter.paraf, 1):
        for part in ("title", "name"):
            if _is_miswritten(getattr(row, part)):
                label = next(field.label for field in fields.PARAF if field.path == part)
                yield _warn(
                    f"letter.paraf[{position}].{part}",
                    f"{position}. paraf: “{label}” yalnız baş harfleri büyük yazılır.",
                )
    yield from _addressee(case)


def _is_miswritten(text: str) -> bool:
    """All in capitals, or with a word that has none."""
    return len(text) > 1 and (text == letters.upper(text) or bool(letters.small_word(text)))


def _addressee(case: Case) -> Iterator[Problem]:
    """A1, and G5 of the envelope."""
    to = case.letter.addressee
    for field in fields.ADDRESSEE:
        if _ABBREVIATED.search(model.value(case, field.path)):
            yield _warn(
                field.path, f"“{field.label}” kısaltmasız yazılır (m.14, m.31); kısaltmaları açın."
            )
    if letters.lower(to.body).endswith(_ADDRESSEE_ENDINGS):
        yield _warn(
            "letter.addressee.body",
            "“Yazının gittiği kurum” ek almadan yazılır; “-na, -ne” ekini program koyar.",
        )
    if letters.lower(to.unit).endswith(_ADDRESSEE_ENDINGS):
        yield _warn("letter.addressee.unit", "“Kurumun birimi” ek almadan yazılır (m.14).")
    if to.unit.startswith("("):
        yield _warn(
            "letter.addressee.unit", "“Kurumun birimi” ayraçsız yazılır; ayracı program koyar."
        )


def _signatory(case: Case) -> Iterator[Problem]:
    signatory = case.letter.signatory
    path = "letter.signatory.title"
    if signatory.title.endswith((" V.", " a.", " V", " a")):
        yield _warn(path, "“İmzalanan makam” yalın yazılır; “V.” ve “a.” eklerini program koyar.")
    if (
        signatory.capacity == model.YETKI_DEVRI
        and signatory.own_title
        and letters.lower(signatory.own_title) == letters.lower(signatory.title)
    ):
        yield _warn(
            "letter.signatory.own_title",
            "“İmzalayanın kendi unvanı” imzalanan makamla aynı; yetki devrinde farklı olmalıdır.",
        )


def _paraf(case: Case) -> Iterator[Problem]:
    for position, row in enumerate(case.letter.paraf, 1):
        path, owner = f"letter.paraf[{position}]", f"{position}. paraf: "
        for field in fields.PARAF:
            if not getattr(row, field.path).strip():
                yield missing(f"{path}.{field.path}", field.label, owner)


def _officers(case: Case) -> Iterator[Problem]:
    if not case.officers:
        yield Problem("officers", "En az bir proje sorumlusu ekleyin.")
    first_tckn: dict[str, int] = {}
    first_mobile: dict[str, int] = {}
    for position, person in enumerate(case.officers, 1):
        path, owner = f"officers[{position}]", f"{position}. proje sorumlusu: "
        for field in fields.PERSON:
            text = getattr(person, field.path)
            if not text.strip():
                yield missing(f"{path}.{field.path}", field.label, owner)
        if person.tckn.strip():
            yield from tckn(f"{path}.tckn", f"{owner}“TCKN”", person.tckn)
            yield from _twin(
                first_tckn, identifiers.digits(person.tckn), position, f"{path}.tckn", "TCKN"
            )
        if person.mobile.strip():
            number = identifiers.mobile(person.mobile)
            if number is None:
                yield Problem(
                    f"{path}.mobile",
                    f"{owner}{MOBILE}",
                )
            else:
                yield from _twin(
                    first_mobile, number, position, f"{path}.mobile", "Cep telefonu", _warn
                )
        for part, where in (("name", "adında"), ("surname", "soyadında")):
            if any(letter.isdigit() for letter in getattr(person, part)):
                yield _warn(f"{path}.{part}", f"{owner}{where} rakam var; yazılışına bakın.")


def _twin(
    seen: dict[str, int],
    key: str,
    position: int,
    path: str,
    label: str,
    problem: Callable[[str, str], Problem] = Problem,
) -> Iterator[Problem]:
    first = seen.setdefault(key, position)
    if first != position:
        yield problem(
            path,
            f"{position}. proje sorumlusu: “{label}” {first}. kişininkiyle aynı; birini düzeltin.",
        )


def _kep(case: Case) -> Iterator[Problem]:
    yield from _kep_address("kep.address", case.kep.address)
    contact_kep = case.municipality.contact.kep
    if (
        case.kep.address
        and contact_kep
        and letters.fold(case.kep.address) != letters.fold(contact_kep)
    ):
        yield _warn(
            "kep.address",
            "“Bağlanacak KEP adresi” belediyenin iletişim bilgilerindeki KEP adresinden farklı.",
        )
    kep_date, request_date = dates.parse(case.kep.letter.date), dates.parse(case.letter.date)
    if (
        fields.applies(case, "kep.letter.date")
        and kep_date
        and request_date
        and kep_date < request_date
    ):
        yield _warn("kep.letter.date", "“KEP yazısının tarihi” talep yazısından önce.")
