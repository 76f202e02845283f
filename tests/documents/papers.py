"""A case with an olur and people who need an e-signature, for the tests of these papers."""

from dataclasses import replace
from typing import Any, Final

from ebel_wizard.case.model import Case, Certificate, Official, Olur

PROPOSER: Final = Official("Bilgi İşlem Müdürü", "Çağrı", "Işıkçı")
DEPUTY: Final = Official("Belediye Başkan Yardımcısı", "Ayşe Nur", "Öztürk Şimşek")
SECRETARY: Final = Official("Genel Sekreter", "Ümit", "Ağaoğlu")
PEOPLE: Final = (
    Certificate(
        *("1453", "İpek", "Gündoğdu", "10000000146"),
        "ipek.gundogdu@ornekkoy.bel.tr",
        "0500 000 00 01",
    ),
    Certificate(
        *("1071", "Çağrı", "Işıkçı", "10000010046"),
        "cagri.isikci@ornekkoy.bel.tr",
        "0500 000 00 02",
    ),
)


def with_papers(case: Case, *, certificates: int = 2, **olur: Any) -> Case:
    """Return the case with an olur, one office between, and people on the e-signature list."""
    said = {"proposer": PROPOSER, "approvers": (DEPUTY,), **olur}
    people = tuple(PEOPLE[position % 2] for position in range(certificates))
    return replace(case, olur=Olur(**said), certificates=people)
