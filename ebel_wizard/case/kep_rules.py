"""What is wrong with a KEP address, with the account to connect, and with the form about it."""

from collections.abc import Iterator
from typing import Final

from ebel_wizard.case import fields
from ebel_wizard.case.model import Case
from ebel_wizard.case.rules import Problem, warning
from ebel_wizard.turkish import dates, identifiers, letters

_NO_NAMES: Final = frozenset({"belediye", "belediyesi", "baskanligi", "buyuksehir", "merkez"})
_SECRET_WORDS: Final = ("parola", "sifre", "password")


def check(case: Case) -> Iterator[Problem]:
    """Yield what is wrong with the account to connect and with the form about it."""
    yield from _form(case)
    path = "kep.address" if case.kep.address else "municipality.contact.kep"
    known = identifiers.kep_provider_number(case.kep_address) and case.municipality.name
    if known and not _names_municipality(case, case.kep_address):
        yield warning(
            path,
            f"“{fields.BY_PATH[path].label}” içinde belediyenin adı geçmiyor; DETSİS’teki belediye "
            "kaydına bakın: KEP adresi ve DETSİS numarası oradakiyle aynı olmalıdır.",
        )
    yield from check_address("kep.address", case.kep.address)
    contact_kep = case.municipality.contact.kep
    if (
        case.kep.address
        and contact_kep
        and letters.fold(case.kep.address) != letters.fold(contact_kep)
    ):
        yield warning(
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
        yield warning("kep.letter.date", "“KEP yazısının tarihi” talep yazısından önce.")


def _form(case: Case) -> Iterator[Problem]:
    """Yield what is wrong with the officer's own rows: a secret is never an answer (rule 6)."""
    for position, row in enumerate(case.kep.form, 1):
        path, owner = f"kep.form[{position}].value", f"{position}. KEP formu satırı: "
        is_about_secret = any(word in letters.fold(row.label) for word in _SECRET_WORDS)
        if row.value and (row.secret or is_about_secret):
            yield Problem(
                path,
                f"{owner}parola ve şifre buraya yazılmaz; “Yazılacak bilgi” boş bırakılır, formda "
                "elle doldurulacak yer kalır.",
            )


def _names_municipality(case: Case, address: str) -> bool:
    """Return whether a KEP address has a word of the municipality's name, as such addresses do."""
    municipality = case.municipality
    name = f"{municipality.name} {municipality.district} {municipality.province}"
    words = (each for each in letters.fold(name).split() if each not in _NO_NAMES and len(each) > 2)
    local = "".join(filter(str.isalnum, letters.fold(address.partition("@")[0])))
    return any(word in local for word in words)


def _fault(address: str) -> str:
    """Return what is wrong with what is no KEP address, and what to do, after its name."""
    name, at, domain = address.rpartition("@")
    foreign = letters.shortened("".join(dict.fromkeys(c for c in address if not c.isascii())), 8)
    if len(address.split()) > 1:
        return "içinde boşluk var; KEP adresi bitişik yazılır."
    if not at or "@" in name:
        return "içinde bir tane @ olmalıdır; ad@hs01.kep.tr biçiminde yazın."
    if foreign:
        return f"içinde “{foreign}” olamaz; Türkçe harfler yerine ç → c, ö → o gibi yazın."
    if not letters.lower_ascii(domain).endswith("kep.tr"):
        return f"hs01.kep.tr gibi bitmelidir; yazılan adres “{domain}” ile bitiyor."
    return "bir KEP adresi değil; ad@hs01.kep.tr biçiminde yazın."


def check_address(path: str, address: str) -> Iterator[Problem]:
    """Yield what is wrong with a KEP address, or doubtful."""
    if not address:
        return
    label, address = fields.BY_PATH[path].label, letters.small_address(address)
    number = identifiers.kep_provider_number(address)
    if number is None:
        yield Problem(path, f"“{label}” {_fault(address)}")
    elif number in identifiers.CLOSED_KEP_PROVIDERS:
        yield warning(
            path, f"“{label}” kapanmış bir sağlayıcının (hs{number}) adresi; geçerliliğine bakın."
        )
    elif number not in identifiers.KEP_PROVIDERS:
        yield warning(path, f"“{label}” bilinmeyen bir sağlayıcının (hs{number}) adresi.")
