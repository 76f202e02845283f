"""Workspaces as older versions of the program left them, with answers in them."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from sqlcipher3 import dbapi2 as sqlite3

import ebel_wizard.store
from ebel_wizard.store import digest, sqlite
from ebel_wizard.store.sidecar_files import FILE_NAME

Rows = dict[str, list[dict[str, Any]]]
SCRIPTS: Final = Path(ebel_wizard.store.__file__).parent / "migrations"

# What the program wrote under 0001, row by row. It is never altered: it stands for real files.
FIRST: Final[dict[str, list[dict[str, Any]]]] = {
    "answer": [
        {"path": "municipality.name", "value": "Örnekköy Belediye Başkanlığı"},
        {"path": "letter.text.request.body", "value": "Bir.\nGereğini arz ederim."},
    ],
    "person": [
        {
            "id": "p1",
            "name": "Ayşe",
            "surname": "Işık",
            "tckn": "10000000146",
            "mobile": "(0 500) 000 00 01",
            "title": "Şef",
            "unit": "Yazı İşleri",
        }
    ],
    "officer": [{"person_id": "p1", "position": 1}],
    "reference": [
        {"id": "r2", "position": 2, "date": "01.02.2026", "number": "41"},
        {"id": "r1", "position": 1, "date": "", "number": "yarım"},
    ],
    "step": [
        {
            "id": "talep-yazisi",
            "status": "in-progress",
            "sent": "",
            "answered": "",
            "note": "aranacak",
        }
    ],
    "tick": [{"id": "talep-yazisi/imza"}],
    "change": [
        {
            "at": "2026-11-01T08:00:00+00:00",
            "who": "memur",
            "label": "Resmî ad",
            "edits": json.dumps(
                [
                    {
                        "table": "answer",
                        "key": "municipality.name",
                        "before": None,
                        "after": {"value": "Örnekköy Belediye Başkanlığı"},
                    }
                ]
            ),
        }
    ],
    "remembered": [{"key": "place", "value": "talep-yazisi/kep"}],
}

# What came to it under 0002.
SECOND: Final[dict[str, list[dict[str, Any]]]] = {
    **FIRST,
    "paraf": [
        {"id": "i2", "position": 2, "title": "", "name": "", "surname": "yarım"},
        {"id": "i1", "position": 1, "title": "Şef", "name": "Ayşe", "surname": "Işık"},
    ],
    "file": [
        {
            "id": "f1",
            "position": 1,
            "owner": "letter.logo",
            "name": "arma.png",
            "digest": "a" * 64,
            "size": 4000,
        },
        {
            "id": "f2",
            "position": 2,
            "owner": "talep-yazisi",
            "name": "imzalı yazı.pdf",
            "digest": "b" * 64,
            "size": 1,
        },
    ],
}
# What came to it under 0003.
THIRD: Final[dict[str, list[dict[str, Any]]]] = {
    **SECOND,
    "unit": [
        {
            "id": "u1",
            "name": "Yazı İşleri Müdürlüğü",
            "address": "Cumhuriyet Mahallesi",
            "phone": "(0 346) 123 45 67",
            "fax": "",
            "email": "yazi@ornekkoy.bel.tr",
            "web": "",
            "entered": "01.12.2026",
        }
    ],
    "additional_unit": [
        {"id": "a1", "person_id": "p1", "unit": "Fen İşleri", "duty": "Müdür V.", "entered": ""}
    ],
    "page_authority": [
        {"person_id": "p1", "duty": "Şef", "approved": "", "pages": "Gelen\nGiden", "entered": ""}
    ],
    "page_set": [{"id": "s1", "name": "Evrak", "pages": "Gelen\nGiden"}],
    "route_team": [{"person_id": "p1", "username": "ayse.isik", "entered": ""}],
    "login_problem": [
        {
            "id": "l1",
            "who": "Ayşe Işık",
            "unit": "Yazı İşleri",
            "seen": "Parola kabul edilmedi",
            "reported": "01.12.2026",
            "answered": "",
        }
    ],
    "step_text": [
        {
            "step_id": "ilk-giris",
            "title": "İlk Giriş",
            "responsible": "",
            "instructions": "",
            "checks": "",
        }
    ],
}
# What came to it under 0004.
FOURTH: Final[dict[str, list[dict[str, Any]]]] = {
    **THIRD,
    "login_problem": [{**THIRD["login_problem"][0], "answer": "Parola yenilendi"}],
}
# Under 0005 only digests came to it.
ROWS: Final = {"0001": FIRST, "0002": SECOND, "0003": THIRD, "0004": FOURTH, "0005": FOURTH}
"""What each older revision kept, with something in every table."""


def make(folder: Path, revision: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    """A workspace of an older revision, closed, with these rows in it."""
    folder.mkdir()
    file = folder / FILE_NAME
    file.touch()
    connection = sqlite.connect(file)
    sqlite.make_durable(sqlite.raw(connection))
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    with sqlite.transaction(connection):
        command.upgrade(config, revision)
    connection.close()
    with closing(sqlite3.connect(file)) as database:
        for table, each in rows.items():
            for row in each:
                names = ", ".join(f'"{name}"' for name in row)
                marks = ", ".join("?" for _ in row)
                database.execute(
                    f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(row.values())
                )
        if digest.broken(database):
            digest.renew(database)
        database.commit()


def alter(folder: Path, statement: str) -> None:
    """Alter the tables of a workspace that is closed."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as database, database:
        database.execute(statement)
        if digest.broken(database):
            digest.renew(database)


def make_newer(file: Path) -> None:
    """Make a database one that a version to come left."""
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("BEGIN")
        with digest.following(database, "alembic_version"):
            database.execute("UPDATE alembic_version SET version_num = 'yarın'")
