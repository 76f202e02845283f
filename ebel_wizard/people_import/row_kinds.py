"""Tell from its words what a row around the people is: a unit's heading, a total, a signature.

Only words are considered here; ``people`` considers where in the list they stand.
"""

import re
from typing import Final

from ebel_wizard.turkish import letters

_TOTALS: Final = frozenset("toplam toplami yekun".split())
# First words of what stands under a list.
_FOOTERS: Final = frozenset(
    """hazirlayan duzenleyen onaylayan onay kontrol tasdik imza olur uygundur not notlar tarih
    aciklama tanzim""".split()
)
_UNIT_ENDINGS: Final = tuple(
    """mudurlugu mudurluk baskanligi baskanlik birimi amirligi sefligi servisi memurlugu kalem
    yardimciligi kurulu burosu sekreterlik sekreterligi koordinatorlugu makami isleri hizmetleri
    hizmetler""".split()
)
_UNIT_LABEL: Final = re.compile(r"(?:birimi?|birim adi|mudurluk|mudurlugu) ?: ?(?=\S)")
# Prefixes of the words for posts, units and groups; no person's name has such a word.
_POSTS: Final = tuple(
    """mudur baskan sekreter sef memur isci isler hizmet personel kadrolu sozlesmeli sirket zabita
    itfaiye belediye birim servis ekip liste encumen meclis uye kisi uzman tekniker muhendis
    yardimci""".split()
)
_SIGNATORIES: Final = tuple("mudur baskan sekreter sef memur uzman isletmen tekniker".split())
_WHOLE_WORDS: Final = frozenset({"sef", "uye", "kisi"})  # many names begin with these letters
_PLURALS: Final = ("lar", "ler", "lari", "leri")
_GROUPS: Final = ("memur", "isci", "personel", "kadrolu", "sozlesmeli", "sirket", "gecici", "daimi")


def is_total(folded: str) -> bool:
    """Return whether a folded text has a word for a total."""
    return ("toplam" in folded or "yekun" in folded) and not _TOTALS.isdisjoint(_words(folded))


def is_footer(folded: str) -> bool:
    """Return whether a folded text begins what stands under a list, such as its signatures."""
    return not _FOOTERS.isdisjoint(_words(folded)[:1])


def is_unit(text: str) -> bool:
    """Return whether a text is the name of a unit."""
    return letters.fold(text).endswith(_UNIT_ENDINGS)


def labelled_unit(text: str) -> str:
    """Return the unit in ``Birimi: …``; empty where there is no such label."""
    match = _UNIT_LABEL.match(letters.fold(text))
    return text[match.end() :] if match else ""


def is_group(text: str) -> bool:
    """Return whether a text is the heading of one kind of people, whatever their unit."""
    return any(word.startswith(_GROUPS) for word in letters.fold(text).split())


def is_post(text: str) -> bool:
    """Return whether a text has the word of a post, unit or group, and so is nobody's name."""
    return any(_begins(word, _POSTS) for word in letters.fold(text).split())


def is_signatory(text: str) -> bool:
    """Return whether a text is one person's post, not the heading of a unit or a group."""
    return not is_unit(text) and any(
        _begins(word, _SIGNATORIES) and not word.endswith(_PLURALS)
        for word in letters.fold(text).split()
    )


def _begins(word: str, posts: tuple[str, ...]) -> bool:
    start = next((post for post in posts if word.startswith(post)), "")
    is_longer = start in _WHOLE_WORDS and len(word) > len(start) + 1
    return bool(start) and not is_longer and not word.endswith("oglu")


def _words(folded: str) -> list[str]:
    return folded.replace(":", " ").split()
