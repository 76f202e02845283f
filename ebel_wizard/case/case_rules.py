"""What is wrong or missing in a case, in words the officer can act on."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from ebel_wizard.case import choices, fields, kep_rules, letter_rules, model, row_fields, row_rules
from ebel_wizard.case.field import WARNED_OF, Capitals, Field, Kind
from ebel_wizard.case.model import Case
from ebel_wizard.case.normalise import mend
from ebel_wizard.case.rules import (
    DETSIS,
    MOBILE,
    Correction,
    Problem,
    in_order,
    missing,
    shape,
    tckn,
    warning,
)
from ebel_wizard.turkish import dates, identifiers, letters, provinces

_LONGEST_BUTTON: Final = 40
_NO_UNITS: Final = frozenset({"belediye baskanligi", "belediye", "baskanlik", "baskanlik makami"})
"""What repeats the heading where it stands for the unit (H1)."""
_OFFICE: Final = re.compile(
    "(.*(?:başkan|müdür|sekreter|şef|amir|kaymakam|yardımcı))l[ıiuü]ğ([ıiuü])(?: makamı)?"
)
"""The name of an office, whose holder's title is the stem with its possessive (S1)."""
_SHORT_LISTS: Final = (
    *("letter.also_to", "letter.copies_to", "letter.paraf", "olur.approvers", "kep.form"),
)


def check(
    case: Case, today: date, earliest: date | None = None, ebys: str = ""
) -> tuple[Problem, ...]:
    """Return every problem of a case in the order of the pages.

    ``today`` only feeds warnings, as do ``earliest``, the first go-live day that leaves time for
    the steps before it, and ``ebys``, what was answered about the EBYS.
    """
    found = (
        *_single(case),
        *_municipality(case),
        *_unit(case),
        *_medium(case, ebys),
        *_letter(case, today),
        *_go_live(case, today, earliest),
        *letter_rules.check(case, today),
        *_written_words(case),
        *_rows(case, _SHORT_LISTS),
        *_officers(case),
        *kep_rules.check(case),
    )
    return in_order(found)


def check_registers(case: Case) -> tuple[Problem, ...]:
    """Return what is wrong with the rows of units, users and certificates.

    In the window their own lists say it, row by row; an answer file has no other place for it.
    """
    lists = model.REGISTERS
    return in_order((*_rows(case, lists), *_written_rows(case, lists)))


def _single(case: Case) -> Iterator[Problem]:
    for field in fields.SINGLE:
        if not field.applies(case):
            continue
        text = model.value(case, field.path).strip()
        if not text:
            if field.required and field.path not in (*WARNED_OF, "municipality.detsis"):
                yield missing(field.path, field.label)
            continue
        yield from shape(field, text)


def _municipality(case: Case) -> Iterator[Problem]:
    municipality = case.municipality
    contact = municipality.contact
    name, province = municipality.name, municipality.province
    if letters.fold(name).startswith("t.c"):
        yield warning(
            "municipality.name",
            "“Resmî ad” başına “T.C.” yazılmaz; onu başlığa program koyar.",
        )
    elif name and not letters.lower(name).endswith("belediye başkanlığı"):
        yield warning(
            "municipality.name",
            "“Resmî ad” genellikle “… Belediye Başkanlığı” biçimindedir; DETSİS’teki yazılışıyla "
            "karşılaştırın.",
        )
    known_province = next(
        (each for each in provinces.PROVINCES if letters.fold(each) == letters.fold(province)), ""
    )
    if province and not known_province:
        yield warning("municipality.province", "“İl” 81 ilden biri değil; yazılışına bakın.")
    for path in ("municipality.detsis", "municipality.unit_detsis"):
        number = model.value(case, path)
        if number.strip() and not identifiers.is_detsis(number):
            yield Problem(path, DETSIS.format(fields.BY_PATH[path].label))
    postcode = contact.postcode
    if postcode and not (postcode.isascii() and postcode.isdecimal() and len(postcode) == 5):
        yield Problem("municipality.contact.postcode", "“Posta kodu” boşluksuz 5 rakam olmalıdır.")
    elif postcode and known_province and not postcode.startswith(_plate(known_province)):
        yield warning(
            "municipality.contact.postcode",
            f"“Posta kodu” {known_province} ilinin koduyla ({_plate(known_province)}) başlamıyor.",
        )
    if known_province:
        yield from _address(case)
    email = letters.small_address(contact.email)
    if email and not identifiers.is_email(email):
        yield Problem(
            "municipality.contact.email",
            "“Kurumsal e-posta” bir e-posta adresi değil; ad@alan.bel.tr biçiminde yazın.",
        )
    elif identifiers.kep_provider_number(email):
        yield warning(
            "municipality.contact.email",
            "“Kurumsal e-posta” yerine KEP adresi yazılmış; KEP adresinin kendi alanı var.",
        )
    elif domain := identifiers.personal_mail(email):
        sentence = row_rules.PERSONAL_MAIL.format("“Kurumsal e-posta”", domain)
        yield warning("municipality.contact.email", sentence)
    if contact.web and not identifiers.is_web(letters.small_address(contact.web)):
        yield warning(
            "municipality.contact.web", "“Web adresi” www.ornek.bel.tr biçiminde görünmüyor."
        )
    yield from kep_rules.check_address("municipality.contact.kep", contact.kep)


def _unit(case: Case) -> Iterator[Problem]:
    """Yield what is wrong with the unit in the heading (H1) and with both DETSİS numbers (H2)."""
    municipality = case.municipality
    # Either number stands for the other where only one is known.
    if not (municipality.detsis + municipality.unit_detsis).strip():
        yield missing("municipality.detsis", fields.BY_PATH["municipality.detsis"].label)
    path = "municipality.unit_detsis"
    if row_rules.same_number(municipality.unit_detsis, municipality.detsis):
        sentence = row_rules.MUNICIPAL_NUMBER.format(fields.BY_PATH[path].label)
        yield warning(path, sentence, Correction("", "Boş bırak"))
    unit = letters.fold(municipality.unit)
    if unit and (unit in _NO_UNITS or unit == letters.fold(municipality.name)):
        yield warning(
            "municipality.unit",
            "“Yazıyı çıkaran birim” başlıktaki belediye adını yineliyor (m.10/2); müdürlüğün adını "
            "yazın, yoksa boş bırakın.",
            Correction("", "Boş bırak"),
        )


def _medium(case: Case, ebys: str) -> Iterator[Problem]:
    """Yield warnings about the medium (M1, G8), and the one way it cannot be (G4)."""
    path, letter = "letter.medium", case.letter
    if not letter.medium.strip():
        yield warning(
            path,
            "“Yazının ortamı” seçilmedi. Belediyeniz EBYS kullanıyorsa elektronik (E), "
            "kullanmıyorsa kâğıt (Z) seçilir; EBYS uzun süredir çalışmıyorsa olağanüstü durum (O).",
        )
    elif letter.secrecy == model.TOGETHER:
        if letter.medium == model.ELECTRONIC:
            for each in (path, "letter.secrecy"):
                yield Problem(
                    each,
                    "GİZLİ bir yazı elektronik ortamda hazırlanamaz (m.25/2); "
                    "“Yazının ortamı” için kâğıdı (Z) seçin ya da KEP formunu ayrı gönderin.",
                )
    elif letter.medium != model.PAPER:
        return
    elif letter.secrecy == model.HIZMETE_OZEL:
        yield warning(
            path,
            "HİZMETE ÖZEL bir yazı EBYS’de hazırlanır ve oradan gönderilir (m.25/1). EBYS yoksa "
            f"“{choices.SECRECY[model.APART]}” seçeneğini seçin.",
        )
    elif ebys == model.HAS_EBYS:
        yield warning(
            path,
            "EBYS kullanan bir belediyenin yazısı EBYS’de hazırlanır (m.4/1); kâğıt (Z) yalnız "
            "özel bir hüküm gerektiriyorsa seçilir (m.3/1-t).",
            Correction(model.ELECTRONIC, "Elektronik yap"),
        )
    elif ebys != model.NO_EBYS:
        yield warning(
            path,
            "Gizlilik derecesi olmayan bir yazının kâğıtta (Z) hazırlanması istisnadır (m.4). "
            "Belediyeniz EBYS kullanıyorsa elektronik ortamı (E) seçin.",
        )


def _address(case: Case) -> Iterator[Problem]:
    municipality = case.municipality
    address, province = municipality.contact.address, municipality.province
    has_district = fields.applies(case, "municipality.district")
    district = municipality.district if has_district else ""
    folded = letters.fold(address)
    lacking = [each for each in (district, province) if each and letters.fold(each) not in folded]
    if address and lacking:
        place = "/".join(filter(None, (district, province)))
        yield warning(
            "municipality.contact.address",
            f"“Adres” içinde {' ve '.join(lacking)} geçmiyor; yazının altında ve zarfta ilçe ile "
            "il de yer alır.",
            Correction(f"{address} {place}", f"“{place}” ekle") if len(lacking) > 1 else None,
        )


def _plate(province: str) -> str:
    return provinces.plate_code(province) or ""


def _letter(case: Case, today: date) -> Iterator[Problem]:
    letter = case.letter
    go_live, written = dates.parse(letter.go_live), dates.parse(letter.date)
    if go_live and written and written > go_live:
        yield warning("letter.date", "“Yazının tarihi” geçiş gününden sonra.")
    if fields.applies(case, "letter.due_date") and (due := dates.parse(letter.due_date)):
        if due < (written or today):
            yield warning("letter.due_date", "“Sonuçlanması gereken gün” yazının tarihinden önce.")
        elif off := dates.day_off(due):
            yield warning(
                "letter.due_date",
                f"“Sonuçlanması gereken gün” {_closed(due, off)}",
                _change_to(dates.nearest_working_day(due, written or today)),
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
    for path in ("letter.record_number", "kep.letter.record_number"):
        number = model.value(case, path) if fields.applies(case, path) else ""
        if number and not (number.isascii() and number.isdecimal()):
            yield warning(path, f"“{fields.BY_PATH[path].label}” genellikle yalnız rakamdır: 147.")
    if letter.secrecy == model.HIZMETE_OZEL:
        yield warning(
            "letter.secrecy",
            "HİZMETE ÖZEL pakette KEP parolası ve şifresi yer almaz. Bakanlığın kılavuzu KEP "
            "bilgilerinin GİZLİ gönderilmesini ister; parola ve şifreyi göndermek için "
            f"“{choices.SECRECY[model.APART]}” seçeneğini seçin.",
        )


def _go_live(case: Case, today: date, earliest: date | None) -> Iterator[Problem]:
    path, day = "letter.go_live", dates.parse(case.letter.go_live)
    if day is None:
        return
    first = max(earliest or today, today)
    nearest = dates.nearest_working_day(day, first)
    if day < today:
        yield warning(path, "“e-Belediye’ye geçiş günü” geçmişte kalmış.", _change_to(nearest))
    elif day < first:
        yield warning(
            path,
            "“e-Belediye’ye geçiş günü” adımlara yetmiyor; "
            f"en yakın uygun gün {dates.weekday(nearest)}.",
            _change_to(nearest),
        )
    elif off := dates.day_off(day):
        words = f"“e-Belediye’ye geçiş günü” {_closed(day, off)}"
        yield warning(path, words, _change_to(nearest))


def _closed(day: date, why: str) -> str:
    return f"{dates.weekday(day)}: iş günü değil ({why}); bir iş günü seçin."


def _change_to(day: date) -> Correction:
    return Correction(dates.short(day), f"{dates.weekday(day)} yap")


def _written_words(case: Case) -> Iterator[Problem]:
    """Yield what is not written in the letters it is printed in."""
    for field in fields.SINGLE:
        if field.applies(case):
            yield from _capitals(field, field.path, model.value(case, field.path))
    yield from _written_rows(
        case, (path for path in row_fields.LISTS if path not in model.REGISTERS)
    )


def _written_rows(case: Case, lists: Iterable[str]) -> Iterator[Problem]:
    for field_list in lists:
        for position, row in enumerate(model.rows(case, field_list), 1):
            path = f"{field_list}[{position}]"
            owner = f"{position}. {row_fields.ROW_NOUNS[field_list]}: "
            for field in row_fields.LISTS[field_list]:
                yield from _capitals(field, f"{path}.{field.path}", getattr(row, field.path), owner)


def _capitals(field: Field, path: str, text: str, owner: str = "") -> Iterator[Problem]:
    """Yield whether one answer has capitals where none belong, or lacks them, or names an office
    where a title belongs (S1).

    A surname is printed in capitals however it was typed.
    """
    mended, what = mend(field, text)
    is_surname = path.endswith("surname")
    title = _title_of_office(mended or text) if path.endswith("title") else ""
    if title:
        yield warning(
            path,
            f"{owner}“{field.label}” makamın adı değil, kişinin unvanı olmalıdır: {title}.",
            Correction(title, f"“{letters.shortened(title, _LONGEST_BUTTON)}” yap"),
        )
        return
    correction = Correction(mended, f"“{letters.shortened(mended, _LONGEST_BUTTON)}” yap")
    if field.kind is Kind.ADDRESS and what:
        yield warning(
            path,
            f"{owner}“{field.label}” küçük harflerle yazılır; belgelerde {mended} olarak yer alır.",
            correction,
        )
    elif field.capitals in {Capitals.NAME, Capitals.TITLE} and what and not is_surname:
        yield warning(
            path,
            f"{owner}“{field.label}” yalnız baş harfleri büyük yazılır: {mended}.",
            correction,
        )


def _title_of_office(text: str) -> str:
    """Return the title of whoever holds an office (``Belediye Başkanlığı`` → ``Belediye Başkanı``);
    empty where the text names no office.
    """
    found = _OFFICE.fullmatch(letters.lower(text.strip()))
    if found is None:
        return ""
    joined = "s" if found[1].endswith("yardımcı") else ""
    return f"{text.strip()[: found.end(1)]}{joined}{found[2]}"


def _rows(case: Case, lists: Iterable[str]) -> Iterator[Problem]:
    """Yield what is missing in the rows of lists, or has not the form it should have."""
    for list_path in lists:
        asked = row_fields.LISTS[list_path]
        for position, row in enumerate(model.rows(case, list_path), 1):
            path, owner = (
                f"{list_path}[{position}]",
                f"{position}. {row_fields.ROW_NOUNS[list_path]}: ",
            )
            given = {field.path: getattr(row, field.path) for field in asked}
            for field in asked:
                if field.required and not given[field.path].strip():
                    yield missing(f"{path}.{field.path}", field.label, owner)
            for found in row_rules.check_row(asked, given):
                yield replace(found, field=f"{path}.{found.field}", text=f"{owner}{found.text}")


def _officers(case: Case) -> Iterator[Problem]:
    if not case.officers:
        yield Problem("officers", "En az bir proje sorumlusu ekleyin.")
    first_tckn: dict[str, int] = {}
    first_mobile: dict[str, int] = {}
    for position, person in enumerate(case.officers, 1):
        path, owner = f"officers[{position}]", f"{position}. proje sorumlusu: "
        for field in row_fields.PERSON:
            text = getattr(person, field.path)
            if not text.strip():
                yield missing(f"{path}.{field.path}", field.label, owner)
        if person.tckn.strip():
            yield from tckn(f"{path}.tckn", f"{owner}“TCKN”", person.tckn)
            yield from _duplicate(
                first_tckn, identifiers.digits(person.tckn), position, f"{path}.tckn", "TCKN"
            )
        if person.mobile.strip():
            number = identifiers.mobile(person.mobile)
            if number is None:
                yield Problem(f"{path}.mobile", f"{owner}{MOBILE}")
            else:
                yield from _duplicate(
                    first_mobile, number, position, f"{path}.mobile", "Cep telefonu", warning
                )
        for part, where in (("name", "adında"), ("surname", "soyadında")):
            if any(letter.isdigit() for letter in getattr(person, part)):
                yield warning(f"{path}.{part}", f"{owner}{where} rakam var; yazılışına bakın.")


def _duplicate(
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
