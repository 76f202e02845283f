"""What stands around the people of a list: headings of units, sums, signatures.

Only words are looked at here; where they stand is the recogniser's business.
"""

import re
from typing import Final

from ebel_wizard.turkish import letters

_SUMS: Final = frozenset("toplam toplami yekun".split())
# With these begins what stands under a list.
_ENDS: Final = frozenset(
    """hazirlayan duzenleyen onaylayan onay kontrol tasdik imza olur uygundur not notlar tarih
    aciklama tanzim""".split()
)
_UNIT_ENDINGS: Final = tuple(
    """mudurlugu mudurluk baskanligi baskanlik birimi amirligi sefligi servisi memurlugu kalem
    yardimciligi kurulu burosu sekreterlik sekreterligi koordinatorlugu makami isleri hizmetleri
    hizmetler""".split()
)
_UNIT_IS: Final = re.compile(r"(?:birimi?|birim adi|mudurluk|mudurlugu) ?: ?(?=\S)")
# How the words of posts, units and groups begin; a person's name has none of them.
_POSTS: Final = tuple(
    """mudur baskan sekreter sef memur isci isler hizmet personel kadrolu sozlesmeli sirket zabita
    itfaiye belediye birim servis ekip liste encumen meclis uye kisi uzman tekniker muhendis
    yardimci""".split()
)
_SIGNERS: Final = tuple("mudur baskan sekreter sef memur uzman isletmen tekniker".split())
_SHORT: Final = frozenset({"sef", "uye", "kisi"})  # many a name begins like these
_PLURALS: Final = ("lar", "ler", "lari", "leri")
_GROUPS: Final = ("memur", "isci", "personel", "kadrolu", "sozlesmeli", "sirket", "gecici", "daimi")


def is_sum(folded: str) -> bool:
    """Whether a folded text speaks of a sum."""
    return ("toplam" in folded or "yekun" in folded) and not _SUMS.isdisjoint(_words(folded))


def is_end(folded: str) -> bool:
    """Whether a folded text begins what stands under a list, such as its signatures."""
    return not _ENDS.isdisjoint(_words(folded)[:1])


def is_unit(text: str) -> bool:
    """Whether this is the name of a unit."""
    return letters.fold(text).endswith(_UNIT_ENDINGS)


def named_unit(text: str) -> str:
    """The unit that is named in ``Birimi: …``; empty when none is."""
    match = _UNIT_IS.match(letters.fold(text))
    return text[match.end() :] if match else ""


def is_group(text: str) -> bool:
    """Whether this heads people of one kind, whatever their unit."""
    return any(word.startswith(_GROUPS) for word in letters.fold(text).split())


def is_post(text: str) -> bool:
    """Whether this speaks of posts, units or groups and so is nobody's name."""
    return any(_begins(word, _POSTS) for word in letters.fold(text).split())


def is_signer(text: str) -> bool:
    """Whether this is one person's post and not the heading of a unit or a group."""
    return not is_unit(text) and any(
        _begins(word, _SIGNERS) and not word.endswith(_PLURALS)
        for word in letters.fold(text).split()
    )


def _begins(word: str, posts: tuple[str, ...]) -> bool:
    start = next((post for post in posts if word.startswith(post)), "")
    is_longer = start in _SHORT and len(word) > len(start) + 1
    return bool(start) and not is_longer and not word.endswith("oglu")


def _words(folded: str) -> list[str]:
    return folded.replace(":", " ").split()
