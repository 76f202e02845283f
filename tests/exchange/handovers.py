"""Make hand-over files for tests, among them the stored sample of the newest format.

`python -m tests.exchange.handovers` writes that sample again. Only for a new format: a released one
must be read as it was written, and so is the sample of the first.
"""

import zlib
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from ebel_wizard import crypto
from ebel_wizard.case.answers import Answers
from ebel_wizard.case.tables import (
    ADDITIONAL_UNIT,
    ALSO_TO,
    ANSWER,
    CERTIFICATE,
    COPIES_TO,
    FILE,
    FORM_ROW,
    LOGIN_PROBLEM,
    OFFICER,
    OLUR_APPROVER,
    PAGE_AUTHORITY,
    PAGE_SET,
    PARAF,
    PERSON,
    REFERENCE,
    ROUTE_TEAM,
    STEP,
    STEP_TEXT,
    TABLES,
    TICK,
    UNIT,
)
from ebel_wizard.crypto import Argon2Params
from ebel_wizard.exchange import handover
from ebel_wizard.exchange.handover import Handover

PASSWORD = "Uydurma parola 1"
QUICK = Argon2Params(b"tuz" * 5 + b"!", memory=64, passes=1, lanes=1)
"""The cheapest parameters; what is read does not depend on them."""
SCAN = b"%PDF-1.7 uydurma tarama"
LOST = "0" * 64


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


FIRST = Answers(
    {
        ANSWER: {
            "municipality.name": {"value": "Örnekköy Belediye Başkanlığı"},
            "letter.go_live": {"value": "15.12.2026"},
        },
        PERSON: {
            "kişi1": {
                "name": "İpek",
                "surname": "Gündoğdu",
                "tckn": "10000010046",
                "mobile": "(0 500) 111 22 33",
                "title": "Şef",
                "unit": "Yazı İşleri",
            }
        },
        OFFICER: {"kişi1": {"position": 1}},
        REFERENCE: {"ilgi1": {"position": 1, "date": "01.10.2026", "number": "E-1"}},
        PARAF: {"paraf1": {"position": 1, "title": "Şef", "name": "Ali", "surname": "Can"}},
        FILE: {
            "dosya1": {
                "position": 1,
                "owner": "talep-yazisi",
                "name": "imzalı yazı.pdf",
                "digest": digest(SCAN),
                "size": len(SCAN),
            },
            "dosya2": {
                "position": 2,
                "owner": "talep-yazisi",
                "name": "kayıp.pdf",
                "digest": LOST,
                "size": 7,
            },
        },
        STEP: {
            "talep-yazisi": {
                "status": "waiting",
                "sent": "02.11.2026",
                "answered": "",
                "note": "arandı\n“yarın” dendi 😀",
            }
        },
        TICK: {"talep-yazisi/imza": {}},
        UNIT: {
            "birim1": {
                "name": "Yazı İşleri",
                "address": "Cumhuriyet Mahallesi",
                "phone": "(0 346) 123 45 67",
                "fax": "",
                "email": "yazi@ornekkoy.bel.tr",
                "web": "",
                "entered": "",
            }
        },
        ADDITIONAL_UNIT: {
            "ek1": {"person_id": "kişi1", "unit": "Zabıta", "duty": "Memur", "entered": ""}
        },
        PAGE_AUTHORITY: {"kişi1": {"duty": "Şef", "approved": "", "pages": "Evrak", "entered": ""}},
        PAGE_SET: {"takım1": {"name": "Memurlar", "pages": "Evrak\nArşiv"}},
        ROUTE_TEAM: {"kişi1": {"username": "ipek.gundogdu", "entered": ""}},
        LOGIN_PROBLEM: {
            "sorun1": {
                "who": "Ali Can",
                "unit": "Zabıta",
                "seen": "Parola kabul edilmedi",
                "reported": "",
                "answered": "",
                "answer": "",
            }
        },
        STEP_TEXT: {
            "kullanici-kodlari": {
                "title": "Kodlar",
                "responsible": "",
                "instructions": "Bekleyin",
                "checks": "",
            }
        },
    }
)
_MORE = {
    PERSON: {"registry": "4521", "email": "ipek.gundogdu@ornekkoy.bel.tr"},
    REFERENCE: {"kind": "yazı", "sender": "Örnek Valiliği", "unit": "", "annex": "2"},
    UNIT: {"heading": "Yazı İşleri Müdürlüğü", "detsis": "12345679"},
}
ANSWERS = Answers(
    {
        **{
            table: {key: {**row, **_MORE.get(table, {})} for key, row in FIRST.rows(table).items()}
            for table in TABLES
        },
        ALSO_TO: {
            "yer1": {
                "position": 1,
                "body": "Örnek Valiliği",
                "unit": "",
                "address": "",
                "without": "2",
            }
        },
        COPIES_TO: {
            "yer2": {
                "position": 1,
                "body": "Sayıştay Başkanlığı",
                "unit": "",
                "address": "",
                "without": "",
            }
        },
        OLUR_APPROVER: {
            "onay1": {"position": 1, "title": "Başkan Yardımcısı", "name": "Can", "surname": "Ak"}
        },
        CERTIFICATE: {"kişi1": {"ordered": "01.10.2026", "arrived": ""}},
        FORM_ROW: {
            "form1": {"position": 1, "label": "KEP adresi", "value": "{KEP adresi}", "secret": ""}
        },
    }
)
"""The same case with what the newest format has besides."""
CASE = Handover(
    ANSWERS,
    {"addressee_body": "İçişleri Bakanlığı", "helpdesk_email": "yardim@ornek.gov.tr"},
    {"kep-parola": "Uydurma-Parola-1", "kep-sifre": "Uydurma-Şifre-2"},
)
_SAMPLES = Path(__file__).parent / "samples"
FIRST_SAMPLE = _SAMPLES / "devir-1.ebel"
SAMPLE = _SAMPLES / "devir-2.ebel"


def content(wanted: str) -> bytes | None:
    """Return the content of the one file in ``ANSWERS`` that is not lost."""
    return SCAN if wanted == digest(SCAN) else None


def make_file(
    case: Handover = CASE, password: str = PASSWORD, params: Argon2Params = QUICK
) -> bytes:
    """Return a file as the program writes it."""
    return b"".join(handover.write(case, password, content, params=params))


def unseal(data: bytes) -> bytes:
    """Return the plain stream in a file of ``make_file``."""
    size = 10 + Argon2Params.BYTES
    return b"".join(crypto.unseal(BytesIO(data[size:]), QUICK.derive_key(PASSWORD), data[:size]))


def json_lines() -> bytes:
    """Return the unpacked list in a file of ``make_file``: lines of JSON."""
    plain = unseal(make_file())
    return zlib.decompressobj().decompress(plain[8:])


def plain_stream(lines: bytes) -> list[bytes]:
    """Return the plain stream of a file with this list and the contents of ``ANSWERS``."""
    packed = zlib.compress(lines)
    lengths = (len(packed), len(SCAN), -1)
    whole, first, lost = (each.to_bytes(8, signed=True) for each in lengths)
    return [whole, packed, first, SCAN, lost]


def seal(plain: Iterable[bytes]) -> bytes:
    """Return a file with a valid header and seal, whatever is in it."""
    header = make_file()[: 10 + Argon2Params.BYTES]
    return header + b"".join(crypto.seal(plain, QUICK.derive_key(PASSWORD), header))


def rows(answers: Answers) -> dict[str, dict[str, object]]:
    """Return all rows of the answers."""
    return {table: dict(answers.rows(table)) for table in handover.PARTS}


def differing_tables() -> set[str]:
    """Return the tables whose columns in the format differ from those in ``TABLES``."""
    described = {spec.name: spec.parts for spec in TABLES.values() if spec.in_handover}
    names = described.keys() | handover.PARTS.keys()
    return {name for name in names if described.get(name) != handover.PARTS.get(name)}


if __name__ == "__main__":
    SAMPLE.write_bytes(make_file(params=Argon2Params.new()))
