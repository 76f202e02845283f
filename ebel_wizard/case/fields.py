"""What is asked, as data: each answer's label, hint and kind, and whether it applies now.

The window's pages, the check page, the answer file and the rules all read these rows, so a label
is worded once and a problem carries the same words everywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from ebel_wizard.case import model
from ebel_wizard.case.model import Case
from ebel_wizard.guide.model import Responsible
from ebel_wizard.turkish import letters


class Kind(Enum):
    """How an answer is typed and shown."""

    TEXT = "text"
    LINES = "lines"
    DATE = "date"
    CHOICE = "choice"
    PROVINCE = "province"
    TCKN = "tckn"
    PHONE = "phone"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Field:
    """One question: ``label`` and ``hint`` are what the officer reads beside it."""

    path: str
    label: str
    hint: str = ""
    kind: Kind = Kind.TEXT
    required: bool = True
    choices: Mapping[str, str] | None = None


KINDS: Final = {
    "büyükşehir": "Büyükşehir belediyesi",
    "il": "İl belediyesi",
    "ilçe": "İlçe belediyesi",
    "belde": "Belde belediyesi",
}
MEDIA: Final = {
    model.PAPER: "Kâğıt: çıktısı ıslak imzayla imzalanır (Z)",
    model.ELECTRONIC: "Elektronik: EBYS’de e-imzayla imzalanır (E)",
}
CAPACITIES: Final = {
    model.ASALETEN: "Asaleten: makamın sahibi imzalar",
    model.VEKALETEN: "Vekâleten: makama vekâlet eden imzalar (V.)",
    model.YETKI_DEVRI: "Yetki devri: makam adına yetkili imzalar (a.)",
}
SECRECY: Final = {
    model.APART: "KEP formu ayrı, kendi GİZLİ yazısıyla (önerilir)",
    model.TOGETHER: "Yazı ve bütün ekleri tek GİZLİ paket",
    model.HIZMETE_OZEL: "Yazı ve bütün ekleri HİZMETE ÖZEL",
}
FILE_PLANS: Final = {
    "708.03": "708.03 Kullanıcı Yetkileri",
    "708.02": "708.02 Servis Hizmeti",
    "708.01": "708.01 Bilişim Güvenliği ve Veri Yönetimi",
    "710": "710 E-Uygulama",
}

URGENCIES: Final = {
    model.ACELE: "ACELE: bekletilmeden işlenmesi gerekiyor",
    model.GUNLUDUR: "GÜNLÜDÜR: belli bir güne kadar sonuçlanması gerekiyor",
}

MUNICIPALITY: Final = (
    Field("municipality.kind", "Belediyenin türü", kind=Kind.CHOICE, choices=KINDS),
    Field("municipality.province", "İl", kind=Kind.PROVINCE),
    Field("municipality.district", "İlçe"),
    Field(
        "municipality.name",
        "Resmî ad",
        "DETSİS’teki yazılışıyla, yalnız baş harfleri büyük: Örnekköy Belediye Başkanlığı",
    ),
    Field("municipality.unit", "Yazıyı çıkaran birim", "Örnek: Yazı İşleri Müdürlüğü"),
    Field(
        "municipality.detsis",
        "DETSİS numarası",
        "8 rakam; belediyenizin yazılarındaki Sayı satırında yer alır",
    ),
)
CONTACT: Final = (
    Field("municipality.contact.address", "Adres", "Cadde, sokak, numara, ilçe ve il"),
    Field("municipality.contact.postcode", "Posta kodu", "5 rakam"),
    Field("municipality.contact.phone", "Telefon", "Örnek: (0 346) 123 45 67", Kind.PHONE),
    Field("municipality.contact.fax", "Faks", "Yoksa boş bırakın", Kind.PHONE, required=False),
    Field("municipality.contact.email", "Kurumsal e-posta", "Örnek: bilgi@ornekkoy.bel.tr"),
    Field("municipality.contact.kep", "KEP adresi", "Örnek: ornekkoybelediyesi@hs01.kep.tr"),
    Field("municipality.contact.web", "Web adresi", "Yoksa boş bırakın", required=False),
)
LETTER: Final = (
    Field(
        "letter.go_live",
        "e-Belediye’ye geçiş günü",
        "Bir iş günü olmalıdır; örnek: 15.12.2026",
        Kind.DATE,
    ),
    Field("letter.medium", "Yazının ortamı", kind=Kind.CHOICE, choices=MEDIA),
    Field(
        "letter.file_plan",
        "Standart dosya planı kodu",
        "Listeden seçin ya da kurumunuzun kullandığı kodu yazın",
        choices=FILE_PLANS,
    ),
    Field(
        "letter.record_number",
        "Evrak kayıt numarası",
        "Kâğıt yazıda imzadan sonra verilir; boş bırakırsanız çıktıda yer kalır",
        required=False,
    ),
    Field(
        "letter.date",
        "Yazının tarihi",
        "Boş bırakırsanız çıktıda yer kalır",
        Kind.DATE,
        required=False,
    ),
)
URGENCY: Final = (
    Field(
        "letter.urgency",
        "İvedilik",
        "Yalnız gerçekten gerekiyorsa seçin",
        Kind.CHOICE,
        required=False,
        choices=URGENCIES,
    ),
    Field("letter.due_date", "Sonuçlanması gereken gün", "Yazının metninde geçer", Kind.DATE),
)
SIGNATORY: Final = (
    Field("letter.signatory.name", "İmzalayanın adı"),
    Field("letter.signatory.surname", "İmzalayanın soyadı"),
    Field("letter.signatory.title", "İmzalanan makam", "Örnek: Belediye Başkanı"),
    Field("letter.signatory.capacity", "İmza yetkisi", kind=Kind.CHOICE, choices=CAPACITIES),
    Field("letter.signatory.own_title", "İmzalayanın kendi unvanı", "Örnek: Başkan Yardımcısı"),
)
LETTER_CONTACT: Final = (
    Field("letter.contact.name", "Bilgi verecek kişinin adı"),
    Field("letter.contact.surname", "Bilgi verecek kişinin soyadı"),
    Field("letter.contact.title", "Bilgi verecek kişinin unvanı"),
    Field("letter.contact.phone", "Bilgi verecek kişinin telefonu", kind=Kind.PHONE),
)
ADDRESSEE: Final = (
    Field("letter.addressee.body", "Yazının gittiği kurum", "Ek almadan: İçişleri Bakanlığı"),
    Field("letter.addressee.unit", "Kurumun birimi", required=False),
    Field("letter.addressee.address", "Kurumun posta adresi", required=False),
)
_OWN_SUBJECT: Final = "Boş bırakırsanız programın konusu kullanılır"
_OWN_BODY: Final = "Her satır bir paragraftır; boş bırakırsanız programın metni kullanılır"
SECRECY_FIELDS: Final = (
    Field("letter.secrecy", "KEP bilgilerinin gönderilişi", kind=Kind.CHOICE, choices=SECRECY),
)
KEP: Final = (
    Field(
        "kep.address",
        "Bağlanacak KEP adresi",
        "Boş bırakırsanız belediyenin KEP adresi kullanılır",
        required=False,
    ),
    Field("kep.user_tckn", "KEP hesabı yetkilisinin TCKN’si", "11 rakam", Kind.TCKN),
)
KEP_LETTER: Final = (
    Field(
        "kep.letter.record_number",
        "KEP yazısının kayıt numarası",
        "İmzadan sonra verilir; boş bırakırsanız çıktıda yer kalır",
        required=False,
    ),
    Field("kep.letter.date", "KEP yazısının tarihi", "Boş kalabilir", Kind.DATE, required=False),
)
TEXTS: Final = (
    Field("letter.text.request.subject", "Talep yazısının konusu", _OWN_SUBJECT, required=False),
    Field(
        "letter.text.request.body", "Talep yazısının metni", _OWN_BODY, Kind.LINES, required=False
    ),
    Field("letter.text.kep.subject", "KEP yazısının konusu", _OWN_SUBJECT, required=False),
    Field("letter.text.kep.body", "KEP yazısının metni", _OWN_BODY, Kind.LINES, required=False),
)
# A file and no text, so no part of the case: the documents are given it beside it.
LOGO: Final = Field(
    "letter.logo",
    "Logo",
    "Yazının başlığında yer alır. PNG, JPEG ya da SVG; en çok 5 MB.",
    required=False,
)
PERSON: Final = (
    Field("name", "Ad"),
    Field("surname", "Soyad"),
    Field("tckn", "TCKN", kind=Kind.TCKN),
    Field("mobile", "Cep telefonu", kind=Kind.PHONE),
    Field("title", "Unvan"),
    Field("unit", "Çalıştığı birim"),
)
REFERENCE: Final = (
    Field("date", "Tarih", kind=Kind.DATE),
    Field("number", "Sayı"),
)
PARAF: Final = (
    Field("title", "Unvan"),
    Field("name", "Ad"),
    Field("surname", "Soyad"),
)
# Rows of the lists that the later steps keep; the day something was entered in e-Belediye ticks it.
_ENTERED: Final = Field("entered", "e-Belediye’ye girildi", kind=Kind.DATE, required=False)
UNIT: Final = (
    Field("name", "Birim"),
    Field("address", "Adres", required=False),
    Field("phone", "Telefon", kind=Kind.PHONE, required=False),
    Field("fax", "Faks", kind=Kind.PHONE, required=False),
    Field("email", "E-posta", required=False),
    Field("web", "Web adresi", required=False),
    _ENTERED,
)
ADDITIONAL_UNIT: Final = (
    Field("unit", "Ek birim"),
    Field("duty", "Ek birimdeki görevi", "Örnek: Müdür V."),
    _ENTERED,
)
PAGE_AUTHORITY: Final = (
    Field("duty", "İş tanımı"),
    Field("approved", "Yardım masası onayı", kind=Kind.DATE),
    Field("pages", "Sayfalar"),
    _ENTERED,
)
PAGE_SET: Final = (
    Field("name", "Takımın adı", "Örnek: Evrak kayıt"),
    Field("pages", "Sayfalar", "Virgülle ayırarak yazın"),
)
ROUTE_TEAM: Final = (
    Field("username", "Kullanıcı adı", "e-Belediye’deki kullanıcı adı", required=False),
    _ENTERED,
)
LOGIN_PROBLEM: Final = (
    Field("who", "Giriş yapamayan kişi"),
    Field("unit", "Birimi"),
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

# Answers of the steps after the letter; no document of step 1 waits for them.
POSTING: Final = (
    Field(
        "posting.checked",
        "Ön kontrol e-postasının gönderildiği gün",
        kind=Kind.DATE,
        required=False,
    ),
    Field("posting.tracking", "Posta takip numarası", required=False),
)
NUMBERS: Final = (
    Field("numbers.incoming", "Gelen evrakın son kayıt numarası", "Örnek: 1.452", Kind.NUMBER),
    Field("numbers.incoming_again", "Gelen evrakın son kayıt numarası, yeniden", "", Kind.NUMBER),
    Field("numbers.outgoing", "Giden evrakın son kayıt numarası", "Örnek: 2.318", Kind.NUMBER),
    Field("numbers.outgoing_again", "Giden evrakın son kayıt numarası, yeniden", "", Kind.NUMBER),
)
CONFIRMATION: Final = (
    Field("confirmation.by", "Yardım masasında bilgi veren kişi", required=False),
)

SINGLE: Final = (
    *MUNICIPALITY,
    *CONTACT,
    *LETTER,
    *URGENCY,
    *SIGNATORY,
    *LETTER_CONTACT,
    *ADDRESSEE,
    *SECRECY_FIELDS,
    *KEP,
    *KEP_LETTER,
    *TEXTS,
)
BY_PATH: Final = {field.path: field for field in (*SINGLE, *POSTING, *NUMBERS, *CONFIRMATION)}


def applies(case: Case, path: str) -> bool:
    """Whether this question is asked for this case; an answer that no longer applies is kept."""
    if path == "municipality.district":
        return case.municipality.kind in model.KINDS_WITH_DISTRICT or not case.municipality.kind
    if path == "letter.signatory.own_title":
        return case.letter.signatory.capacity == model.YETKI_DEVRI
    if path == "letter.due_date":
        return case.letter.urgency == model.GUNLUDUR
    if path.startswith(("kep.letter.", "letter.text.kep.")):
        return case.letter.secrecy == model.APART
    return True


def cleaned(path: str, text: str) -> str:
    """An answer as it is kept: one clean line, or clean lines where it is asked for in lines."""
    if BY_PATH[path].kind is not Kind.LINES:
        return letters.clean(text)
    return "\n".join(filter(None, map(letters.clean, text.splitlines())))
