"""The questions as data: the words of each, how its answer is typed, and when it is asked.

The window's pages, the check page, the answer file and the rules all read these rows, so a label
is worded once and a problem carries the same words everywhere.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from ebel_wizard.case import choices, model
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
    DIGITS = "digits"
    NUMBERS = "numbers"
    """Whole numbers with commas between them."""
    ADDRESS = "address"
    """An e-mail, KEP or web address."""


class Capitals(Enum):
    """How the capitals of an answer are mended."""

    ANY = "any"
    NAME = "name"
    """Of a person: every word begins with one and goes on in small letters."""
    TITLE = "title"
    """Of a post, a unit or a body: as a name, but ``ve``, ``e-Belediye`` and ``CBS`` stay."""
    ADDRESS = "address"
    """As a name where it has none at all."""


def always(_: Case) -> bool:
    """Ask in every case."""
    return True


@dataclass(frozen=True, slots=True)
class Field:
    """One question: ``label`` and ``hint`` are what the officer reads beside it."""

    path: str
    label: str
    help: str = ""
    kind: Kind = Kind.TEXT
    required: bool = True
    choices: Mapping[str, str] | None = None
    example: str = ""
    width: int = 0
    """How wide such answers usually are, in grid units; 0 where their kind tells it."""
    capitals: Capitals = Capitals.ANY
    beside: bool = False
    """Whether it stands beside the question before it."""
    applies: Callable[[Case], bool] = always
    """Whether the question is asked for a case; an answer that no longer applies is kept."""

    @property
    def hint(self) -> str:
        """Return the line under the question: its help, its example or both."""
        if not self.example:
            return self.help
        return f"{self.help}; örnek: {self.example}" if self.help else f"Örnek: {self.example}"

    @property
    def indispensable(self) -> bool:
        """Whether every case has to answer the question."""
        return self.required and self.applies is always and self.path not in WARNED_OF


def _has_district(case: Case) -> bool:
    kind = case.municipality.kind
    return kind in model.KINDS_WITH_DISTRICT or not kind


def _has_due_date(case: Case) -> bool:
    return case.letter.urgency == model.GUNLUDUR


def _is_delegated(case: Case) -> bool:
    return case.letter.signatory.capacity == model.YETKI_DEVRI


def _is_delegated_second(case: Case) -> bool:
    return case.letter.second_signatory.capacity == model.YETKI_DEVRI


def _has_kep_letter(case: Case) -> bool:
    return case.letter.secrecy == model.APART


MUNICIPALITY: Final = (
    Field("municipality.kind", "Belediyenin türü", kind=Kind.CHOICE, choices=choices.KINDS),
    Field("municipality.province", "İl", kind=Kind.PROVINCE),
    Field(
        "municipality.district",
        "İlçe",
        capitals=Capitals.NAME,
        beside=True,
        applies=_has_district,
    ),
    Field(
        "municipality.name",
        "Resmî ad",
        "DETSİS’teki yazılışıyla",
        example="Örnekköy Belediye Başkanlığı",
        capitals=Capitals.TITLE,
    ),
    Field(
        "municipality.unit",
        "Yazıyı çıkaran birim",
        "Başlıkta yalnız belediyenin adı yer alıyorsa boş bırakın",
        example="Yazı İşleri Müdürlüğü",
        required=False,
        capitals=Capitals.TITLE,
    ),
    Field(
        "municipality.detsis",
        "DETSİS numarası",
        "Belediyenin 8 rakamlı numarası",
        Kind.DIGITS,
        width=20,
    ),
    Field(
        "municipality.unit_detsis",
        "Birimin DETSİS numarası",
        "Yazıyı çıkaran birimin 8 rakamlı numarası; yazıların Sayı satırında yer alır",
        Kind.DIGITS,
        required=False,
        width=20,
    ),
)
CONTACT: Final = (
    Field(
        "municipality.contact.address",
        "Adres",
        "Cadde, sokak, numara, ilçe ve il",
        capitals=Capitals.ADDRESS,
    ),
    Field("municipality.contact.postcode", "Posta kodu", "5 rakam", Kind.DIGITS, width=15),
    Field("municipality.contact.phone", "Telefon", kind=Kind.PHONE, example="(0 346) 123 45 67"),
    Field("municipality.contact.fax", "Faks", kind=Kind.PHONE, required=False, beside=True),
    Field(
        "municipality.contact.email",
        "Kurumsal e-posta",
        kind=Kind.ADDRESS,
        example="bilgi@ornekkoy.bel.tr",
    ),
    Field(
        "municipality.contact.kep",
        "KEP adresi",
        "DETSİS’teki kaydınızda yazan adres olmalıdır",
        kind=Kind.ADDRESS,
        example="ornekkoybelediyesi@hs01.kep.tr",
    ),
    Field("municipality.contact.web", "Web adresi", kind=Kind.ADDRESS, required=False),
)
_LEFT_BLANK: Final = "Boş bırakırsanız elle doldurmak için yer bırakılır"
LETTER: Final = (
    Field(
        "letter.go_live",
        "e-Belediye’ye geçiş günü",
        "Bir iş günü olmalıdır; gün.ay.yıl olarak yazın",  # a day would soon be past
        Kind.DATE,
    ),
    Field("letter.medium", "Yazının ortamı", kind=Kind.CHOICE, choices=choices.MEDIA),
    Field(
        "letter.file_plan",
        "Standart dosya planı kodu",
        "Emin değilseniz önerilen 708.03’ü bırakın",
        choices=choices.FILE_PLANS,
    ),
    Field(
        "letter.record_number",
        "Evrak kayıt numarası",
        _LEFT_BLANK,
        required=False,
    ),
    Field(
        "letter.date",
        "Yazının tarihi",
        _LEFT_BLANK,
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
        choices=choices.URGENCIES,
    ),
    Field(
        "letter.due_date",
        "Sonuçlanması gereken gün",
        "Yazının metninde geçer",
        Kind.DATE,
        applies=_has_due_date,
    ),
)
SIGNATORY: Final = (
    Field("letter.signatory.name", "İmzalayanın adı", capitals=Capitals.NAME),
    Field("letter.signatory.surname", "İmzalayanın soyadı", capitals=Capitals.NAME, beside=True),
    Field(
        "letter.signatory.title",
        "İmzalanan makam",
        example="Belediye Başkanı",
        capitals=Capitals.TITLE,
    ),
    Field(
        "letter.signatory.capacity", "İmza yetkisi", kind=Kind.CHOICE, choices=choices.CAPACITIES
    ),
    Field(
        "letter.signatory.own_title",
        "İmzalayanın kendi unvanı",
        "Yetki, imza yetkileri ya da yetki devri yönergenizde yazmalıdır (m.17/7)",
        example="Başkan Yardımcısı",
        capitals=Capitals.TITLE,
        applies=_is_delegated,
    ),
)
SECOND_SIGNATORY: Final = (
    Field(
        "letter.second_signatory.name",
        "İkinci imzalayanın adı",
        "Alt makam odur, imzası solda yer alır",
        required=False,
        capitals=Capitals.TITLE,
    ),
    Field(
        "letter.second_signatory.surname",
        "İkinci imzalayanın soyadı",
        required=False,
        capitals=Capitals.NAME,
        beside=True,
    ),
    Field(
        "letter.second_signatory.title",
        "İkinci imzalanan makam",
        example="Mali Hizmetler Müdürü",
        required=False,
        capitals=Capitals.TITLE,
    ),
    Field(
        "letter.second_signatory.capacity",
        "İkinci imza yetkisi",
        kind=Kind.CHOICE,
        required=False,
        choices=choices.CAPACITIES,
    ),
    Field(
        "letter.second_signatory.own_title",
        "İkinci imzalayanın kendi unvanı",
        required=False,
        capitals=Capitals.TITLE,
        applies=_is_delegated_second,
    ),
)
LETTER_CONTACT: Final = (
    Field("letter.contact.name", "Bilgi verecek kişinin adı", capitals=Capitals.NAME),
    Field(
        "letter.contact.surname",
        "Bilgi verecek kişinin soyadı",
        capitals=Capitals.NAME,
        beside=True,
    ),
    Field("letter.contact.title", "Bilgi verecek kişinin unvanı", capitals=Capitals.TITLE),
    Field("letter.contact.phone", "Bilgi verecek kişinin telefonu", kind=Kind.PHONE),
)
ADDRESSEE: Final = (
    Field(
        "letter.addressee.body",
        "Yazının gittiği kurum",
        "Ek almadan: İçişleri Bakanlığı",
        capitals=Capitals.TITLE,
    ),
    Field(
        "letter.addressee.unit",
        "Kurumun birimi",
        "Adı değişmiş olabilir; DETSİS’teki adına bakın",
        required=False,
        choices=choices.ADDRESSEE_UNITS,
        capitals=Capitals.TITLE,
    ),
    Field(
        "letter.addressee.address",
        "Kurumun posta adresi",
        "Zarflarda yer alır; kurumun web sitesinin İletişim sayfasında yazar",
        required=False,
    ),
)
_OWN_SUBJECT: Final = "Boş bırakırsanız programın konusu kullanılır"
_OWN_BODY: Final = "Her satır bir paragraftır; boş bırakırsanız programın metni kullanılır"
SECRECY_FIELDS: Final = (
    Field(
        "letter.secrecy", "KEP bilgilerinin gönderilişi", kind=Kind.CHOICE, choices=choices.SECRECY
    ),
)
KEP: Final = (
    Field(
        "kep.address",
        "Bağlanacak KEP adresi",
        "Boş bırakırsanız belediyenin KEP adresi kullanılır",
        Kind.ADDRESS,
        required=False,
    ),
    Field("kep.user_tckn", "KEP hesabı yetkilisinin TCKN’si", "11 rakam", Kind.TCKN),
)
KEP_LETTER: Final = (
    Field(
        "kep.letter.record_number",
        "KEP yazısının kayıt numarası",
        _LEFT_BLANK,
        required=False,
        applies=_has_kep_letter,
    ),
    Field(
        "kep.letter.date",
        "KEP yazısının tarihi",
        _LEFT_BLANK,
        Kind.DATE,
        required=False,
        applies=_has_kep_letter,
    ),
)
TEXTS: Final = (
    Field("letter.text.request.subject", "Talep yazısının konusu", _OWN_SUBJECT, required=False),
    Field(
        "letter.text.request.body", "Talep yazısının metni", _OWN_BODY, Kind.LINES, required=False
    ),
    Field(
        "letter.text.kep.subject",
        "KEP yazısının konusu",
        _OWN_SUBJECT,
        required=False,
        applies=_has_kep_letter,
    ),
    Field(
        "letter.text.kep.body",
        "KEP yazısının metni",
        _OWN_BODY,
        Kind.LINES,
        required=False,
        applies=_has_kep_letter,
    ),
)
# The mayor's approval (O1). A paper of its own: the letter does not wait for any of it.
OLUR: Final = (
    Field(
        "olur.number",
        "Olurun sayısı",
        "Bütünüyle yazın; boş bırakırsanız elle yazmak için yer bırakılır",
        required=False,
        example="Z-12345678-903.07-145",
    ),
    Field("olur.date", "Olurun tarihi", _LEFT_BLANK, Kind.DATE, required=False),
    Field(
        "olur.proposer.title",
        "Oluru teklif edenin unvanı",
        example="Bilgi İşlem Müdürü",
        required=False,
        capitals=Capitals.TITLE,
    ),
    Field("olur.proposer.name", "Oluru teklif edenin adı", required=False, capitals=Capitals.TITLE),
    Field(
        "olur.proposer.surname",
        "Oluru teklif edenin soyadı",
        required=False,
        capitals=Capitals.NAME,
        beside=True,
    ),
    Field(
        "olur.approver.title",
        "Oluru verenin unvanı",
        "Boş bırakırsanız olurda yazıyı imzalayan yer alır",
        required=False,
        capitals=Capitals.TITLE,
    ),
    Field("olur.approver.name", "Oluru verenin adı", required=False, capitals=Capitals.TITLE),
    Field(
        "olur.approver.surname",
        "Oluru verenin soyadı",
        required=False,
        capitals=Capitals.NAME,
        beside=True,
    ),
)
# A file, so not part of the case: the documents get it beside the case.
LOGO: Final = Field(
    "letter.logo",
    "Logo",
    "Yazının başlığında yer alır. PNG, JPEG ya da SVG; en çok 5 MB.",
    required=False,
)
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
    Field("duty", "İş tanımı"),
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

# Answers of the steps after the letter; no document of step 1 waits for them.
PRE_CHECK: Final = (
    Field(
        "posting.table",
        "E-postaya eklenecek personel tablosu",
        "Yardım masası numaraların tamamını istemiyorsa gizlenmiş olanı seçin; KVKK’ya göre kimlik "
        "numarası gerekmedikçe gönderilmez",
        kind=Kind.CHOICE,
        required=False,
        choices=choices.TABLES,
    ),
)
POSTING: Final = (
    Field(
        "posting.checked",
        "Ön kontrol e-postasının gönderildiği gün",
        kind=Kind.DATE,
        required=False,
    ),
    Field("posting.answered", "Ön kontrol yanıtının geldiği gün", kind=Kind.DATE, required=False),
    Field(
        "posting.verdict",
        "Yardım masasının yanıtı",
        kind=Kind.CHOICE,
        required=False,
        choices=choices.VERDICTS,
    ),
    Field(
        "posting.correction",
        "İstenen düzeltme",
        "Yanıttaki sözlerle yazın",
        Kind.LINES,
        required=False,
    ),
    Field(
        "posting.reprinted",
        "Düzeltilen yazının yeniden yazdırıldığı gün",
        "Önce yazdırdığınız yazıyı göndermeyin",
        Kind.DATE,
        required=False,
    ),
    Field("posting.tracking", "Posta takip numarası", required=False),
)
NUMBERS: Final = (
    Field(
        "numbers.incoming",
        "Gelen evrakın son kayıt numarası",
        kind=Kind.NUMBER,
        example="1.452",
    ),
    Field(
        "numbers.incoming_again",
        "Gelen evrakın son kayıt numarası, yeniden",
        kind=Kind.NUMBER,
        beside=True,
    ),
    Field(
        "numbers.outgoing",
        "Giden evrakın son kayıt numarası",
        kind=Kind.NUMBER,
        example="2.318",
    ),
    Field(
        "numbers.outgoing_again",
        "Giden evrakın son kayıt numarası, yeniden",
        kind=Kind.NUMBER,
        beside=True,
    ),
)
CONFIRMATION: Final = (
    Field("confirmation.by", "Yardım masasında bilgi veren kişi", required=False),
    Field(
        "confirmation.first_outgoing",
        "İlk giden evrakın numarası",
        "e-Belediye’den gönderdiğiniz ilk yazınınki",
        Kind.NUMBER,
        required=False,
    ),
)

AFTER: Final = (
    Field(
        "after.earlier",
        "e-Belediye’den önce benzer bir sistem",
        kind=Kind.CHOICE,
        required=False,
        choices=choices.EARLIER,
    ),
    Field(
        "after.extended",
        "Bakanlıkça uzatılan son gün",
        "Süre uzatıldıysa yazın",
        Kind.DATE,
        required=False,
    ),
    Field("after.moved", "Verilerin taşındığı gün", kind=Kind.DATE, required=False),
)

_BEFORE_LISTS: Final = (
    *MUNICIPALITY,
    *CONTACT,
    *LETTER,
    *URGENCY,
    *SIGNATORY,
    *SECOND_SIGNATORY,
    *LETTER_CONTACT,
    *ADDRESSEE,
)
EBYS: Final = Field(
    "ebys.use",
    "Belediyeniz bugün EBYS kullanıyor mu?",
    "Elektronik belge yönetim sistemi; yazının ortamı buna göre seçilir",
    Kind.CHOICE,
    choices=choices.EBYS,
)
SINGLE: Final = (*_BEFORE_LISTS, *OLUR, *SECRECY_FIELDS, *KEP, *KEP_LETTER, *TEXTS)
BY_PATH: Final = {
    field.path: field
    for field in (*SINGLE, EBYS, *PRE_CHECK, *POSTING, *NUMBERS, *CONFIRMATION, *AFTER)
}
WARNED_OF: Final = frozenset({"letter.medium"})
"""What a case can do without, though it is asked: where it is missing, a rule of its own warns."""
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

_AFTER_LISTS: Final = (*KEP, *SECRECY_FIELDS, *KEP_LETTER, *TEXTS, LOGO)
_PATHS: Final = (
    *(field.path for field in _BEFORE_LISTS),
    *("letter.references", "letter.also_to", "letter.copies_to", "letter.paraf", "officers"),
    *(field.path for field in OLUR),
    *("olur.approvers", "certificates"),
    *(field.path for field in _AFTER_LISTS),
    *("kep.form", "units", "users"),
)
_RANKS: Final = {path: rank for rank, path in enumerate(_PATHS)}


def rank(path: str) -> int:
    """Return the place of an answer in the order of the pages; an unknown path comes last."""
    return _RANKS.get(path.partition("[")[0], len(_RANKS))


def applies(case: Case, path: str) -> bool:
    """Return whether a question is asked for a case; raise KeyError for an unknown path."""
    return BY_PATH[path].applies(case)


def cleaned(path: str, text: str) -> str:
    """Return an answer as it is kept: one clean line, or several where lines are asked for."""
    if BY_PATH[path].kind is not Kind.LINES:
        return letters.clean(text)
    return "\n".join(filter(None, map(letters.clean, text.splitlines())))
