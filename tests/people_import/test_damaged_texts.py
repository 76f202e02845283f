"""Whatever has happened to a text, nobody vanishes and nobody has another's field."""

import csv
import os
import random
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from benchmarks.register import tckn
from ebel_wizard.case.model import Person
from ebel_wizard.people_import import detect, people
from tests.people_import.test_letter_repair import PAGES, misread

CASES = int(os.environ.get("EBEL_WIZARD_CASES", "50"))
HEADINGS = ["Adı", "Soyadı", "TCKN", "Cep Telefonu", "Unvanı", "Birimi"]
NAMES = "Ayşe Çağrı Gülşah Işıl İpek Ömer Şükrü Uğur Özgür Ali Fatma Sefa Onay Gökçe Âdem".split()
SURNAMES = "Işık Öğüt Şen Çelik Gündoğdu Kızılırmak Yılmaz İnce Ünlü Başkan Uzman Dağ Şahin".split()
TITLES = ["Memur", "Şef", "Mühendis", "Zabıta Komiseri", "Veri Hazırlama ve Kontrol İşletmeni"]
UNITS = ["Fen İşleri Müdürlüğü", "Zabıta Müdürlüğü", "Özel Kalem", "Yazı, Arşiv"]
Rows = list[list[str]]
Lines = list[str]


def people_listed(rng: random.Random) -> Rows:
    return [
        [
            *(rng.choice(NAMES), rng.choice(SURNAMES), tckn(number)),
            *(f"05320{number:06}", rng.choice(TITLES), rng.choice(UNITS)),
        ]
        for number in rng.sample(range(100_000), rng.randint(3, 30))
    ]


def lines_of(rows: Rows, sign: str) -> Lines:
    def line(cells: list[str]) -> str:
        buffer = StringIO()
        csv.writer(buffer, delimiter=sign, lineterminator="\r\n").writerow(cells)
        return buffer.getvalue().removesuffix("\r\n")

    return [line(cells) for cells in [HEADINGS, *rows]]


def encoded(lines: Lines) -> bytes:
    return "\r\n".join(lines).encode()


def code_page(rng: random.Random, rows: Rows, sign: str) -> bytes:
    page = rng.choice(["cp1254", "cp857", "mac_turkish", "utf-16", "utf-8-sig"])
    return "\r\n".join(lines_of(rows, sign)).encode(page, errors="replace")


def two_encodings(rng: random.Random, rows: Rows, sign: str) -> bytes:
    page = rng.choice(["cp1254", "cp857", "mac_turkish"])
    return b"\n".join(
        line.encode(page if rng.random() < 0.2 else "utf-8", errors="replace")
        for line in lines_of(rows, sign)
    )


def all_misread(rng: random.Random, rows: Rows, sign: str) -> bytes:
    page = rng.choice(PAGES)
    return encoded([misread(line, page) for line in lines_of(rows, sign)])


def cells_misread(rng: random.Random, rows: Rows, sign: str) -> bytes:
    changed = [
        [misread(cell, rng.choice(PAGES)) if rng.random() < 0.2 else cell for cell in row]
        for row in rows
    ]
    return encoded(lines_of(changed, sign))


def escaped(rng: random.Random, rows: Rows, sign: str) -> bytes:
    def escape(letter: str) -> str:
        if letter.isascii():
            return letter
        as_bytes = "".join(f"={byte:02X}" for byte in letter.encode())
        return rng.choice([f"&#{ord(letter)};", f"\\u{ord(letter):04x}", as_bytes])

    changed = [["".join(map(escape, cell)) for cell in row] for row in rows]
    return encoded(lines_of(changed, sign))


def several_lines(rng: random.Random, rows: Rows, sign: str) -> bytes:
    changed = [
        [*row[:3], f"{row[3]}\n0533 000 00 00"[: rng.choice([11, 99])], *row[4:]] for row in rows
    ]
    return encoded(lines_of(changed, sign))


def whole_lines_quoted(_: random.Random, rows: Rows, sign: str) -> bytes:
    doubled = (line.replace('"', '""') for line in lines_of(rows, sign))
    return encoded([f'"{line}"' for line in doubled])


def quotes(rng: random.Random, rows: Rows, sign: str) -> bytes:
    lines = lines_of(rows, sign)
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(1, len(lines))
        cells = lines[at].split(sign)
        column = rng.randrange(len(cells))
        if '"' in cells[column]:
            continue
        cells[column] = f'"{cells[column]}' if rng.random() < 0.7 else f'{cells[column]}"'
        lines[at] = sign.join(cells)
    return encoded(lines)


MENDED = [
    *(code_page, two_encodings, all_misread, cells_misread, escaped, several_lines),
    *(whole_lines_quoted, quotes),
]


@pytest.mark.parametrize("damage", MENDED)
def test_a_damaged_text_has_the_people_it_had(
    tmp_path: Path, damage: Callable[[random.Random, Rows, str], bytes]
) -> None:
    for seed in range(CASES):
        rng = random.Random(seed)
        listed = people_listed(rng)
        path = tmp_path / "liste.csv"
        path.write_bytes(damage(rng, listed, rng.choice(";,\t|")))
        result = people.read_people(*people.choose_sheet(detect.read(path)))
        wanted = [
            Person(name, surname, number, f"+9{mobile}", title, unit)
            for name, surname, number, mobile, title, unit in listed
        ]
        assert result.rejected == (), seed
        assert [each.person for each in result.accepted] == wanted, seed
        assert len(result.set_aside) == 1, seed


@pytest.mark.parametrize("sign", ["?", "\ufffd"])
def test_a_text_with_letters_lost_has_nobody_with_a_wrong_name(tmp_path: Path, sign: str) -> None:
    lost = str.maketrans(dict.fromkeys("ışğİŞĞ", sign))
    for seed in range(CASES):
        rng = random.Random(seed)
        listed = people_listed(rng)
        changed = [[cell.translate(lost) for cell in row] for row in listed]
        path = tmp_path / "liste.csv"
        path.write_bytes(encoded(lines_of(changed, ";")))
        result = people.read_people(*people.choose_sheet(detect.read(path)))
        whole = [old[2] for old, new in zip(listed, changed, strict=True) if old == new]
        assert [each.person.tckn for each in result.accepted] == whole
        assert len(result.accepted) + len(result.rejected) == len(listed)
