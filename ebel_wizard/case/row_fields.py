"""What is asked for in a row of each list."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Final

from ebel_wizard.case import choices
from ebel_wizard.case.field import Capitals, Field, Kind
from ebel_wizard.guide.model import Responsible

PERSON: Final = (
    Field("name", "Ad", capitals=Capitals.NAME, width=13),
    Field("surname", "Soyad", capitals=Capitals.NAME, width=14),
    Field("tckn", "TCKN", kind=Kind.TCKN, width=13),
    Field("mobile", "Cep telefonu", kind=Kind.PHONE, width=16),
    Field("title", "Unvan", capitals=Capitals.TITLE, width=22),
    Field("unit", "Çalıştığı birim", capitals=Capitals.TITLE, width=24),
)
# Asked only of those who need it, for an e-signature or as users of e-Belediye.
REGISTER: Final = (
    *PERSON,
    Field("registry", "Sicil numarası", required=False, width=13),
    Field("email", "Kurumsal e-posta", kind=Kind.ADDRESS, required=False, width=24),
)
REFERENCE: Final = (
    Field("date", "Tarih", kind=Kind.DATE),
    Field("number", "Sayı"),
    Field(
        "kind",
        "Yazının türü",
        kind=Kind.CHOICE,
        required=False,
        choices=choices.REFERENCES,
    ),
    Field(
        "sender",
        "Gönderen",
        "Başka bir kurumun adı ya da dilekçe sahibinin adı soyadı, ek almadan",
    ),
    Field(
        "unit",
        "Gönderenin birimi",
        example="İl Yerel Yönetimler Müdürlüğü",
        required=False,
        capitals=Capitals.TITLE,
    ),
    Field(
        "annex",
        "Ekte giden sayfa sayısı",
        "Yazının gittiği kurumda yoksa örneği ek olarak gider",
        Kind.NUMBER,
        required=False,
        example="2",
        width=13,
    ),
)
RECIPIENT: Final = (
    Field("body", "Kurum", "Ek almadan: Sivas Valiliği", capitals=Capitals.TITLE),
    Field("unit", "Kurumun birimi", required=False, capitals=Capitals.TITLE),
    Field("address", "Posta adresi", "Zarfta yer alır", required=False),
    Field(
        "without",
        "Gönderilmeyen ekler",
        "Bu yere gitmeyen eklerin numaraları",
        Kind.NUMBERS,
        required=False,
        example="2",
        width=13,
    ),
)
PARAF: Final = (
    Field("title", "Unvan", capitals=Capitals.TITLE, width=22),
    Field("name", "Ad", capitals=Capitals.NAME, width=13),
    Field("surname", "Soyad", capitals=Capitals.NAME, width=14),
)
OLUR_APPROVER: Final = tuple(dataclasses.replace(field, required=False) for field in PARAF)
FORM_ROW: Final = (
    Field("label", "Satırın başlığı", example="KEP adresi", width=24),
    Field(
        "value",
        "Yazılacak bilgi",
        "Boş bırakırsanız elle yazmak için yer kalır",
        required=False,
        width=24,
    ),
    Field(
        "secret",
        "Gizli bilgi",
        kind=Kind.CHOICE,
        required=False,
        choices=choices.FORM_SECRETS,
    ),
)
# Rows of the lists of the later steps; the day something was entered in e-Belediye ticks it.
_ENTERED: Final = Field("entered", "e-Belediye’ye girildi", kind=Kind.DATE, required=False)
UNIT: Final = (
    Field("name", "Birim", capitals=Capitals.TITLE),
    Field(
        "heading",
        "Yazılardaki adı",
        "Başlıkta başka türlü yazılıyorsa",
        required=False,
        capitals=Capitals.TITLE,
    ),
    Field("detsis", "DETSİS numarası", "8 rakam", Kind.DIGITS, required=False),
    Field("address", "Adres", required=False),
    Field("phone", "Telefon", kind=Kind.PHONE, required=False),
    Field("fax", "Faks", kind=Kind.PHONE, required=False),
    Field("email", "E-posta", kind=Kind.ADDRESS, required=False),
    Field("web", "Web adresi", kind=Kind.ADDRESS, required=False),
    _ENTERED,
)
ADDITIONAL_UNIT: Final = (
    Field("unit", "Ek birim", capitals=Capitals.TITLE),
    Field("duty", "Ek birimdeki görevi", example="Müdür V.", capitals=Capitals.TITLE),
    _ENTERED,
)
PAGE_AUTHORITY: Final = (
    Field("duty", "İş tanımı", "Yaptığı işin adı, aynı işi yapanlarda aynı", example="Evrak kayıt"),
    Field("approved", "Yardım masası onayı", kind=Kind.DATE),
    Field("pages", "Sayfalar"),
    _ENTERED,
)
CERTIFICATE: Final = (
    Field("ordered", "Başvuru günü", kind=Kind.DATE, required=False),
    Field("arrived", "Geliş günü", kind=Kind.DATE, required=False),
)
PAGE_SET: Final = (
    Field("name", "Takımın adı", example="Evrak kayıt"),
    Field("pages", "Sayfalar", "Virgülle ayırarak yazın"),
)
ROUTE_TEAM: Final = (
    Field("username", "Kullanıcı adı", "e-Belediye’deki kullanıcı adı", required=False),
    _ENTERED,
)
LOGIN_PROBLEM: Final = (
    Field("who", "Giriş yapamayan kişi", capitals=Capitals.TITLE),
    Field("unit", "Birimi", capitals=Capitals.TITLE),
    Field("seen", "Ekranda görülen", "Çıkan uyarıyı olduğu gibi yazın", Kind.LINES),
    Field("reported", "Bildirildiği gün", kind=Kind.DATE, required=False),
    Field("answered", "Yanıtın geldiği gün", kind=Kind.DATE, required=False),
    Field("answer", "Yanıt", kind=Kind.LINES, required=False),
)
STEP_TEXT: Final = (
    Field("title", "Adımın adı"),
    Field(
        "responsible",
        "Sorumlu",
        kind=Kind.CHOICE,
        choices={each.value: each.label for each in Responsible},
    ),
    Field("instructions", "Yapılacaklar", "Her satır bir paragraftır", Kind.LINES),
    Field("checks", "İşaretlenecekler", "Her satır bir kutudur", Kind.LINES),
)
_OF_USER: Final = ("name", "surname", "tckn", "mobile", "email", "title", "unit")
_OF_CERTIFICATE: Final = ("registry", "name", "surname", "tckn", "email", "mobile")


def _of_register(paths: Iterable[str]) -> tuple[Field, ...]:
    """Return questions of the register; without name and surname there is nobody."""
    asked = {field.path: field for field in REGISTER}
    return tuple(
        dataclasses.replace(asked[path], required=path in {"name", "surname"}) for path in paths
    )


LISTS: Final[Mapping[str, tuple[Field, ...]]] = {
    "letter.references": REFERENCE,
    "letter.also_to": RECIPIENT,
    "letter.copies_to": RECIPIENT,
    "letter.paraf": PARAF,
    "officers": PERSON,
    "olur.approvers": OLUR_APPROVER,
    "kep.form": FORM_ROW,
    "certificates": _of_register(_OF_CERTIFICATE),
    "units": tuple(field for field in UNIT if field is not _ENTERED),
    "users": (
        *_of_register(_OF_USER),
        Field("duty", "İş tanımı", required=False),
    ),
}
"""The lists of the case by their path, and what is asked for in a row."""
ROW_NOUNS: Final[Mapping[str, str]] = {
    "letter.references": "ilgi",
    "letter.also_to": "gereği için gönderilen",
    "letter.copies_to": "bilgi için gönderilen",
    "letter.paraf": "paraf",
    "officers": "proje sorumlusu",
    "olur.approvers": "uygun görüş veren",
    "kep.form": "KEP formu satırı",
    "certificates": "e-imza sertifikası",
    "units": "birim",
    "users": "kullanıcı",
}
"""What a row of each list is called after its number."""
