"""Tell from its words what a row around the people is: a unit's heading, a total, a signature.

Only words are considered here; ``row_detectors`` considers where in the list they stand.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from ebel_wizard.turkish import letters


class RowKind(StrEnum):
    """What a row is taken for that lists nobody."""

    TITLE = "title"
    HEADING = "heading"
    REPEAT = "repeat"
    """The headings again, on another page of the list."""
    UNIT = "unit"
    TOTAL = "total"
    SIGNATURE = "signature"
    NOTE = "note"
    NUMBERS = "numbers"
    """Nothing but the numbers of rows or columns."""


_TOTALS: Final = frozenset("toplam toplami yekun yekunu".split())
# What may stand beside the word for a total; a name has another word.
_BESIDE_TOTALS: Final = _TOTALS | frozenset(
    """genel ara alt kisi kisidir personel personeli sayi sayisi adet mevcut mevcudu memur isci
    sayfa kadrolu sozlesmeli gecici sirket erkek kadin""".split()
)
# First words of what stands under a list, none of them a name.
_FOOTERS: Final = frozenset(
    "hazirlayan duzenleyen onaylayan duzenleme tanzim hazirlayanlar".split()
)
# Such words that are names too: these stand alone, with one another, or before a colon.
_FOOTER_NAMES: Final = frozenset("onay kontrol tasdik imza olur uygundur tarih muhur".split())
_BESIDE_FOOTERS: Final = frozenset(
    """eden edilmistir edilir olunur olunmustur onaylanmistir ve adi soyadi unvani kase yeri imza
    tarih muhur""".split()
)
_NOTES: Final = frozenset("not notlar aciklama aciklamalar dipnot".split())
_NOTE: Final = re.compile(r"(?:not|notlar|aciklama|aciklamalar|dipnot)\s*\d*\s*[:.)-]|[*•]")
_DATE: Final = re.compile(r"(?:tarih\w*\s*:?\s*)?[\d.…]{1,4}[./-][\d.…]{1,4}[./-][\d.…]{2,4}")
_UNIT_ENDINGS: Final = (
    *"""mudurlugu mudurluk baskanligi baskanlik birimi amirligi sefligi memurlugu yardimciligi
    sekreterligi koordinatorlugu""".split(),
    "ozel kalem",
    "denetim kurulu",
    "disiplin kurulu",
)
# Endings of names too, so that the whole word is looked at.
_UNIT_WORDS: Final = frozenset(
    "servisi burosu sekreterlik makami isleri hizmetleri hizmetler teskilati".split()
)
_UNIT_LABEL: Final = re.compile(r"(?:birimi?|birim adi|mudurluk|mudurlugu) ?: ?(?=\S)")
# Prefixes of the words for posts, units and groups.
_POST_PREFIXES: Final = tuple(
    """mudur baskan sekreter sef memur isci isler hizmet personel kadrolu sozlesmeli sirket zabita
    itfaiye belediye birim servis ekip liste encumen meclis uye kisi uzman tekniker muhendis
    yardimci""".split()
)
_WHOLE_WORDS: Final = frozenset({"sef", "uye", "kisi"})  # many names begin with these letters
_GROUPS: Final = ("memur", "isci", "personel", "kadrolu", "sozlesmeli", "sirket", "gecici", "daimi")
_PLURAL: Final = re.compile(r"(.+?)l[ae]r[iu]?")
# Words of a group's heading that are nobody's name.
_GROUP_WORDS: Final = frozenset(
    """personel personeli kadrolu sozlesmeli listesi liste ekibi ekip kadrosu statusu statusunde
    belediye belediyesi""".split()
)
_POSTS: Final = frozenset(
    """mudur baskan sekreter sef memur uzman isletmen tekniker muhendis isci amir komiser teknisyen
    sofor avukat mimar sorumlu yardimci gorevli koordinator danisman programci personel uye yonetici
    katip mufettis denetci operator cavus vekil veteriner hemsire doktor vhki""".split()
)
_OF_POSTS: Final = frozenset(
    """muduru mudiresi baskani sekreteri sefi memuru uzmani isletmeni teknikeri muhendisi iscisi
    amiri komiseri teknisyeni soforu avukati mimari sorumlusu yardimcisi gorevlisi koordinatoru
    danismani programcisi personeli uyesi yoneticisi katibi mufettisi denetcisi operatoru cavusu
    vekili veterineri hemsiresi doktoru""".split()
)
_BEFORE_POSTS: Final = frozenset(
    """genel belediye sube daire bas kadrolu sozlesmeli surekli gecici teknik idari birim mali
    insaat makine elektrik bilgisayar buro yazi""".split()
)
_DEPUTIES: Final = frozenset("v vek yrd yard".split())
_ABBREVIATION: Final = re.compile(r"(?:\w\.){3,}\w?\.?")


def is_total(folded: str) -> bool:
    """Return whether a folded text is a total: ``GENEL TOPLAM : 35 kişi``, not ``Ali Toplam``."""
    if "toplam" not in folded and "yekun" not in folded:
        return False
    words = _words(folded)
    known = [word for word in words if not word.isdecimal()]
    return not _TOTALS.isdisjoint(known) and _BESIDE_TOTALS.issuperset(known)


def is_count(folded: str) -> bool:
    """Return whether a folded text is part of a total and nobody's name; so is an empty one."""
    return all(word.isdecimal() or word in _BESIDE_TOTALS for word in _words(folded))


def is_certain_footer(folded: str) -> bool:
    """Return whether a folded text begins with a word that is no name: ``Hazırlayan``."""
    return not _FOOTERS.isdisjoint(_words(folded)[:1])


def is_footer(folded: str) -> bool:
    """Return whether a folded text begins what stands under a list: ``Hazırlayan``, ``ONAY``.

    With another word beside it ``Onay`` is a name, unless there is a colon after it.
    """
    words = _words(folded)
    if not words:
        return False
    first = words[0]
    if first in _FOOTERS:
        return True
    return first in _FOOTER_NAMES and (
        _BESIDE_FOOTERS.issuperset(words[1:]) or folded.startswith((f"{first}:", f"{first} :"))
    )


def is_note(folded: str) -> bool:
    """Return whether a folded text is a note or a date: ``NOT: …``, ``01.12.2026``, ``* …``."""
    return bool(_NOTE.match(folded) or _DATE.fullmatch(folded)) or folded in _NOTES


def is_unit(text: str) -> bool:
    """Return whether a text is the name of a unit."""
    folded = letters.fold(text)
    return folded.endswith(_UNIT_ENDINGS) or (
        " " in folded and folded.rpartition(" ")[2] in _UNIT_WORDS
    )


def labelled_unit(text: str) -> str:
    """Return the unit in ``Birimi: …``; empty where there is no such label."""
    match = _UNIT_LABEL.match(letters.fold(text))
    return text[match.end() :] if match else ""


def is_group(text: str) -> bool:
    """Return whether a text is the heading of one kind of people, whatever their unit."""
    return any(word.startswith(_GROUPS) for word in letters.fold(text).split())


def is_heading_of_people(text: str) -> bool:
    """Return whether a text is the heading of several people: ``SÖZLEŞMELİ PERSONEL``."""
    words = _words(letters.fold(text))
    plurals = (match[1] for word in words if (match := _PLURAL.fullmatch(word)))
    return not _GROUP_WORDS.isdisjoint(words) or not _POSTS.isdisjoint(plurals)


def is_post(text: str) -> bool:
    """Return whether a text has a word that begins as one of a post, unit or group does."""
    return any(_begins(word, _POST_PREFIXES) for word in letters.fold(text).split())


@lru_cache(maxsize=1_024)
def is_certain_post(text: str) -> bool:
    """Return whether a text is one person's post and nobody's name.

    ``Şube Müdürü``, ``Memur`` and ``Müdür V.`` are; ``Ali Uzman`` and ``Başkan Uzman`` are names.
    """
    if is_unit(text):
        return False
    folded = letters.fold(text).strip()
    if _ABBREVIATION.fullmatch(folded):
        return True
    words = _words(folded)
    bare = [word for word in words if word not in _DEPUTIES]
    if not bare:
        return False
    last, before = bare[-1], set(bare[:-1])
    if last in _OF_POSTS:
        return True
    is_deputy = words[-1] in _DEPUTIES
    return last in _POSTS and (
        len(bare) == 1 or is_deputy or bool(before & _BEFORE_POSTS and before <= _BEFORE_POSTS)
    )


def is_like_name(text: str) -> bool:
    """Return whether a text may be a full name: two to four words of letters, no post or unit."""
    words = text.split()
    return (
        2 <= len(words) <= 4
        and all(letter.isalpha() or letter in " .-’'," for letter in text)
        and not (is_unit(text) or is_heading_of_people(text) or is_certain_post(text))
    )


def _begins(word: str, posts: tuple[str, ...]) -> bool:
    start = next((post for post in posts if word.startswith(post)), "")
    is_longer = start in _WHOLE_WORDS and len(word) > len(start) + 1
    return bool(start) and not is_longer and not word.endswith("oglu")


def _words(folded: str) -> list[str]:
    return re.findall(r"\w+", folded)
