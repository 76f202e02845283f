"""The questions as data: the words of each, how its answer is typed, and when it is asked.

The window's pages, the check page, the answer file and the rules all read these rows, so a label
is worded once and a problem carries the same words everywhere.
"""

from typing import Final

from ebel_wizard.case import choices, model, step_fields
from ebel_wizard.case.field import Capitals, Field, Kind
from ebel_wizard.case.model import Case
from ebel_wizard.turkish import letters


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
        "Adına imza atılan makam",
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
        "Adına ikinci imza atılan makam",
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
BY_PATH: Final = {field.path: field for field in (*SINGLE, EBYS, *step_fields.ALL)}
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
