"""What is asked in the steps after the letter; no document of step 1 waits for any of it."""

from typing import Final

from ebel_wizard.case import choices
from ebel_wizard.case.field import Field, Kind

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
ALL: Final = (*PRE_CHECK, *POSTING, *NUMBERS, *CONFIRMATION, *AFTER)
