"""Tell from its words which field the heading of a column names.

Each detector knows one thing about a heading and returns the field with a score. The best score
wins, unless a detector says that the heading is about something else.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from ebel_wizard.people_import import normalise
from ebel_wizard.turkish import letters

FULL_NAME: Final = "full name"
SURNAME_AND_NAME: Final = "surname and name"
MIDDLE_NAME: Final = "middle name"
OTHER: Final = "other"  # the heading of something that is none of the fields
SURE: Final = 20
"""The least score of a heading that is no other word by chance."""
_MAX_WORDS: Final = 6

_NAME: Final = frozenset("ad adi isim ismi adlari name first given firstname givenname".split())
_SURNAME: Final = frozenset(
    "soyad soyadi soyisim soyismi soyadlari soyisimi surname lastname familyname".split()
)
_LAST_NAMES: Final = frozenset({"last", "family"})  # before ``name``
_FULL_NAMES: Final = frozenset(
    "adsoyad adisoyadi adsoyadi isimsoyisim adisoyad fullname displayname".split()
)
_WHOLE: Final = frozenset({"full", "display"})  # before ``name``
_MIDDLE: Final = frozenset("ikinci middle orta".split())
_PERSON: Final = frozenset(
    "personel personelin calisan calisanin kisi kisinin ilgili ilgilinin memur memurun".split()
)
# Whose a column is that is not the person's own.
_OWNERS: Final = frozenset(
    """es esi esinin anne ana annesi annesinin baba babasi babasinin cocuk cocugu cocugunun kefil
    kefili kefilin kefilinin amir amiri amirin amirinin yonetici yoneticisi yoneticinin yakin yakini
    yakininin vasi vasisi vasinin veli velisi velinin sirket sirketi sirketin firma firmasi firmanin
    isveren isverenin okul banka acil referans temsilci temsilcisi vekili belediye
    belediyenin kurumun mudurun baskanin company manager emergency spouse father mother""".split()
)
# A heading with one of these is about something else.
_UNRELATED: Final = frozenset(
    """dogum kan tarih tarihi sicil adres adresi posta eposta mail e-posta email imza aciklama not
    ogrenim egitim cinsiyet medeni derece kademe kod kodu fiyat seri cuzdan vergi kurum kurumu sgk
    bagkur emekli hesap iban faks fax dahili uyruk uyrugu kizlik kullanici user durum durumu statu
    statusu turu suresi sayisi adedi plaka beden ilce ili vekalet vekaleten ek belge nufus nufusa
    kayitli ikamet mezun mezuniyet tanimi baslama eski onceki sorumlu sorumlusu yetkili yetkilisi
    liste listesi""".split()
)
_TCKN: Final = frozenset("tckn tcno tckimlik tckimlikno tckno tcknno vatandaslik".split())
_IDENTITY: Final = frozenset({"kimlik"})  # also what a form calls the number of an answer
_NUMBER: Final = frozenset("no nosu num numara numarasi".split())
_NATIONAL: Final = frozenset({"national"})
# Words that may stand beside ``T.C.``, which also begins the names of public bodies.
_TC_WORDS: Final = _PERSON | _NUMBER | _IDENTITY | frozenset("t c k n tc tck".split())
_MOBILE: Final = frozenset(
    "cep gsm mobil mobile ceptel cepno ceptelefonu cepte mobilephone cell".split()
)
_PHONE: Final = frozenset("telefon telefonu telefonlari tel tlf phone iletisim irtibat".split())
_LANDLINE: Final = frozenset("is ev sabit oda santral".split())
# The surest words first.
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
_TAX: Final = frozenset({"vergi"})  # a person's ``TCKN / Vergi No`` is the TCKN
_PERMANENT: Final = frozenset({"asil", "asli"})  # the unit of the post, not of a temporary duty
_POSTS: Final = frozenset().union(*_TITLES)
_PLACES: Final = frozenset().union(*_UNITS)
# What asks for an answer and says nothing about it.
_FILLERS: Final = frozenset(
    """ve veya ile lutfen yazin yaziniz girin giriniz belirtin belirtiniz doldurunuz olarak tam acik
    acikca eksiksiz zorunlu nedir your and the of""".split()
)
_KNOWN: Final = frozenset().union(
    _NAME, _SURNAME, _LAST_NAMES, _FULL_NAMES, _PERSON, _TCKN, _TC_WORDS, _NATIONAL, _MOBILE,
    _PHONE, _POSTS, _PLACES, _PERMANENT, _TAX, _MIDDLE, _WHOLE,
    frozenset("id bilgi bilgisi yaptigi".split()),
)  # fmt: skip
_ASIDE: Final = re.compile(r"\([^()]*(?:\)|$)|\[[^\[\]]*(?:\]|$)")
_JOINED_WORDS: Final = re.compile(r"(?<=[a-zçğıöşü])(?=[A-ZÇĞİÖŞÜ])")  # GivenName
_YOUR: Final = re.compile(r"n[iu]z[iu]?$")  # adınız, göreviniz, soyadınızı
_OF_A_UNIT: Final = re.compile(r"n?[iu]n$")
_GENITIVE: Final = re.compile(r".{3,}[iu]n")

Words = tuple[str, ...]
Finding = tuple[str, int]
"""A field and a score from 0 to 40; an empty field where a detector has nothing to say."""
_NOTHING: Final[Finding] = "", 0


@lru_cache(maxsize=4_096)
def classify(text: str) -> Finding:
    """Return the field a heading names (empty: unknown), and how surely, from 0 to 40."""
    words = words_of(text)
    if not words or len(words) > _MAX_WORDS:
        return _NOTHING
    if any(is_other(words) for is_other in VETOES):
        return OTHER, 0
    field, score = max((detect(words) for detect in DETECTORS), key=lambda finding: finding[1])
    return (field, _lowered(score, words)) if field else _NOTHING


def words_of(text: str) -> Words:
    """Return a heading's folded words, without what stands in brackets and what only asks."""
    repaired = normalise.repaired_text(text)
    outside = _ASIDE.sub(" ", repaired)
    spaced = _JOINED_WORDS.sub(" ", outside if outside.strip(" :*") else repaired)
    return tuple(
        word
        for word in map(_root, re.findall(r"[a-z]+|\d+", letters.fold(spaced)))
        if word not in _FILLERS
    )


def _root(word: str) -> str:
    """Return ``adi`` for a form's ``adiniz``, and ``birim`` for ``birimin``."""
    asked, whose = _YOUR.sub("", word), _OF_A_UNIT.sub("", word)
    if asked != word and asked in _KNOWN:
        return asked
    return whose if whose in _PLACES else word


def belongs_to_another(words: Words) -> bool:
    """Return whether a heading names the person or body whose column it is: ``Eşinin Adı``."""
    return not _OWNERS.isdisjoint(words) and not (
        _is_full_name(words) and {"belediye", "belediyenin"}.issuperset(_OWNERS & set(words))
    )


def is_about_something_else(words: Words) -> bool:
    """Return whether a heading has a word of something that is not asked for: ``Doğum Tarihi``.

    A full name may stand beside it: ``Adı Soyadı / İmza``.
    """
    unrelated = _UNRELATED & set(words)
    if "liste" in unrelated or "listesi" in unrelated:
        return True
    return bool(unrelated) and not (
        (_is_full_name(words) and "kizlik" not in unrelated)
        or (_has_tc(words) and unrelated <= _TAX)
    )


def is_name_of_a_thing(words: Words) -> bool:
    """Return whether a heading asks for the name of something: ``Proje Adı``."""
    known = set(words)
    if not known & _NAME or known & (_SURNAME | _LAST_NAMES | _POSTS | _PLACES | _MIDDLE):
        return False
    rest = known - _NAME - _PERSON - _FULL_NAMES - {"ilk", "on", "full", "display"}
    return any(not word.isdecimal() and not _is_genitive(word) for word in rest)


def is_landline(words: Words) -> bool:
    """Return whether a heading asks for a telephone that is nobody's own: ``İş Telefonu``."""
    known = set(words)
    return bool(known & _PHONE and known & _LANDLINE and not known & _MOBILE)


def detect_full_name(words: Words) -> Finding:
    """Find name and surname in one column: ``Adı Soyadı``, ``Soyadı Adı``, ``Full Name``."""
    known = set(words)
    if known & _FULL_NAMES or {"full", "name"} <= known:
        return FULL_NAME, 30
    if {"display", "name"} <= known:
        return FULL_NAME, 20
    if not _is_full_name(words):
        return _NOTHING
    surnames = _SURNAME | _LAST_NAMES
    first = min(n for n, word in enumerate(words) if word in _NAME)
    last = min(n for n, word in enumerate(words) if word in surnames)
    return (FULL_NAME if first < last else SURNAME_AND_NAME), 30


def detect_surname(words: Words) -> Finding:
    """Find a surname alone: ``Soyadı``, ``Family Name``."""
    known = set(words)
    if _is_full_name(words) or not known & (_SURNAME | _LAST_NAMES):
        return _NOTHING
    return ("surname", 30) if known & _SURNAME or known & _NAME else _NOTHING


def detect_name(words: Words) -> Finding:
    """Find a name alone: ``Adı``, ``Given Name``; ``Name`` alone may be what a form adds."""
    known = set(words)
    if not known & _NAME or known & (_SURNAME | _LAST_NAMES | _MIDDLE | _WHOLE):
        return _NOTHING
    return "name", (20 if known <= {"name"} else 30) if not known & (_POSTS | _PLACES) else 5


def detect_middle_name(words: Words) -> Finding:
    """Find a second given name: ``İkinci Ad``, ``Middle Name``."""
    known = set(words)
    return (MIDDLE_NAME, 30) if known & _MIDDLE and known & _NAME else _NOTHING


def detect_person(words: Words) -> Finding:
    """Find a name under a word for a person: ``Personel``."""
    return ("name", 10) if set(words) <= _PERSON else _NOTHING


def detect_tckn(words: Words) -> Finding:
    """Find a TCKN: ``T.C. Kimlik No``, ``National ID``; ``Kimlik`` alone may be a form's own."""
    known = set(words)
    if known & _TCKN or (_has_tc(words) and known <= _TC_WORDS | _TAX):
        return "tckn", 30
    if known & _NATIONAL and known & {"id", "identity"}:
        return "tckn", 30
    if known & _IDENTITY:
        return "tckn", SURE if known & _NUMBER else 10
    return _NOTHING


def detect_mobile(words: Words) -> Finding:
    """Find a mobile number: ``Cep Telefonu``, less surely ``Telefon``."""
    known = set(words)
    if known & _MOBILE:
        return "mobile", 30
    return ("mobile", 20) if known & _PHONE else _NOTHING


def detect_unit(words: Words) -> Finding:
    """Find a unit: ``Birimi``, less surely ``Görev Yeri`` and ``Daire``."""
    known = set(words)
    if known & _PERMANENT and known & _UNITS[0]:
        return "unit", 40
    # Above the same score of a title: ``Görev Yaptığı Müdürlük`` is a unit.
    scores = (score for group, score in zip(_UNITS, (35, 34, 33), strict=True) if known & group)
    return next((("unit", score) for score in scores), _NOTHING)


def detect_title(words: Words) -> Finding:
    """Find a title: ``Unvanı``, less surely ``Görevi`` and ``Kadrosu``."""
    known = set(words)
    scores = (score for group, score in zip(_TITLES, (30, 29, 28), strict=True) if known & group)
    return next((("title", score) for score in scores), _NOTHING)


def _lowered(score: int, words: Words) -> int:
    """Return the score of a heading, lower for words that make it another's or a second one."""
    others = [word for word in set(words) - _KNOWN - _LANDLINE if not word.isdecimal()]
    if any(map(_is_genitive, others)):
        score = min(score, 5)  # whose it is is not known
    if not _UNRELATED.isdisjoint(words):
        score = min(score, 25)  # a name beside something else
    is_second = any(word.isdecimal() and int(word[:3]) > 1 for word in words)
    return max(1, score - 5 * is_second)


def _is_genitive(word: str) -> bool:
    return bool(_GENITIVE.fullmatch(word)) and word not in _KNOWN


def _is_full_name(words: Words) -> bool:
    known = set(words)
    first = known & _NAME - {"name"} or (known & _SURNAME and known & _NAME)
    return bool(first) and bool(known & (_SURNAME | _LAST_NAMES))


def _has_tc(words: Words) -> bool:
    known = set(words)
    return "tckn" in known or "tc" in known or "tck" in known or {"t", "c"} <= known


VETOES: Final[tuple[Callable[[Words], bool], ...]] = (
    belongs_to_another,
    is_about_something_else,
    is_name_of_a_thing,
    is_landline,
)
DETECTORS: Final[tuple[Callable[[Words], Finding], ...]] = (
    detect_full_name,
    detect_tckn,
    detect_surname,
    detect_middle_name,
    detect_mobile,
    detect_unit,
    detect_title,
    detect_name,
    detect_person,
)
