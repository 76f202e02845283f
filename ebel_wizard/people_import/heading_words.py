"""Tell from its words which field the heading of a column names."""

import re
from functools import lru_cache
from typing import Final

from ebel_wizard.people_import import normalise
from ebel_wizard.turkish import letters

FULL_NAME: Final = "full name"
SURNAME_AND_NAME: Final = "surname and name"
OTHER: Final = "other"  # the heading of something that is none of the fields
_MAX_WORDS: Final = 6

_NAME: Final = frozenset("ad adi isim ismi adlari name first".split())
_SURNAME: Final = frozenset(
    "soyad soyadi soyisim soyismi soyadlari soyisimi surname lastname last".split()
)
_FULL_NAMES: Final = frozenset("adsoyad adisoyadi adsoyadi isimsoyisim adisoyad fullname".split())
_PERSON: Final = frozenset(
    "personel personelin calisan calisanin kisi ilgili memur memurun".split()
)
# A heading with one of these is about somebody or something else.
_UNRELATED: Final = frozenset(
    """baba babasinin anne ana annesinin dogum kan tarih tarihi sicil adres adresi posta eposta mail
    e-posta email imza aciklama not ogrenim egitim cinsiyet medeni derece kademe kod kodu fiyat
    seri cuzdan vergi kurum sgk bagkur emekli hesap iban banka yakini yakininin acil esi es faks fax
    dahili uyruk uyrugu okul kizlik kullanici durum durumu statu statusu turu suresi sayisi adedi
    plaka beden ilce ili vekalet vekaleten ek belge nufus nufusa kayitli ikamet mezun mezuniyet
    amiri sorumlusu yetkilisi tanimi baslama eski onceki""".split()
)
_TCKN: Final = frozenset("tckn tcno tckimlik tckimlikno tckno tcknno kimlik vatandaslik".split())
# Words that may stand beside ``T.C.``, which also begins the names of public bodies.
_TC_WORDS: Final = _PERSON | frozenset("t c k n tc tck no nosu num numara numarasi".split())
_MOBILE: Final = frozenset("cep gsm mobil mobile ceptel cepno ceptelefonu cepte".split())
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


@lru_cache(maxsize=4_096)
def classify(text: str) -> tuple[str, int]:
    """Return the field a heading names (empty: unknown), and how surely, from 0 to 4."""
    folded = letters.fold(normalise.repaired_text(text))
    words = re.findall(r"[a-z]+|\d+", folded)
    known = set(words)
    if not words or len(words) > _MAX_WORDS:
        return "", 0
    if known & _FULL_NAMES:
        return FULL_NAME, 3
    is_tc = "tckn" in known or "tc" in known or {"t", "c"} <= known
    unrelated = known & _UNRELATED
    if unrelated and not (known & _SURNAME and known & _NAME) and not (is_tc and unrelated <= _TAX):
        return OTHER, 0
    if known & _SURNAME:
        if not known & _NAME or words == ["last", "name"]:
            return "surname", 3
        first = min(words.index(word) for word in known & _NAME)
        last = min(words.index(word) for word in known & _SURNAME)
        return (FULL_NAME if first < last else SURNAME_AND_NAME), 3
    if known & _TCKN or ((known & {"tc", "tck"} or {"t", "c"} <= known) and known <= _TC_WORDS):
        return "tckn", 3
    if known & _MOBILE:
        return "mobile", 3
    if known & _PHONE:
        return (OTHER, 0) if known & _LANDLINE else ("mobile", 2)
    if known & _PERMANENT and known & _UNITS[0]:
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
