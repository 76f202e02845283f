"""Lists of people in and out, at 1,000 and 10,000 rows, beside the bare libraries; medians of five.

    PYTHONPATH=. .venv/bin/python benchmarks/register.py

By the processor's time. The floors do less: openpyxl only reads the cells, and XlsxWriter only
writes them.
"""

import tempfile
from io import BytesIO
from itertools import product
from pathlib import Path

import openpyxl
import xlsxwriter

from benchmarks.measure import medians, tell
from ebel_wizard import documents
from ebel_wizard.exchange import workbook
from ebel_wizard.people_import import detect, people
from ebel_wizard.people_import.results import Result

ROUNDS = 5
HEADINGS = ["S.NO", "ADI SOYADI", "T.C. Kimlik No", "GSM", "GÖREVİ", "MÜDÜRLÜĞÜ"]
NAMES = ["AYŞE", "Ali", "fatma nur", "ŞÜKRÜ", "İpek", "Gökçe", "ömer", "IŞIL", "Çağrı", "UĞUR"]
TITLES = ["MEMUR", "VERİ HAZIRLAMA VE KONTROL İŞLETMENİ", "Zabıta Komiseri", "ŞEF"]
UNITS = ["Fen İşleri Müdürlüğü", "İmar ve Şehircilik Müdürlüğü", "ZABITA MÜDÜRLÜĞÜ"]


def tckn(number: int) -> str:
    """The valid TCKN that begins with 1000 and this number."""
    first = [int(digit) for digit in f"1000{number:05}"]
    tenth = (7 * sum(first[0::2]) - sum(first[1::2])) % 10
    return "".join(map(str, [*first, tenth, (sum(first) + tenth) % 10]))


def messy(count: int) -> list[list[str | float]]:
    """A list as the samples are: numbers as numbers and as text, capitals, doubled blanks."""
    letters = ["".join(each) for each in product("BCÇDĞLMNRŞ", "aıouei", "KLMNRSŞT", "aoueiı")]
    rows: list[list[str | float]] = [["ÖRNEKKÖY BELEDİYESİ"], [], [*HEADINGS]]
    for at in range(count):
        number = tckn(at)
        phone = f"0(500) {at // 10_000:03} {at % 10_000:04}"
        surname = f"{letters[at % len(letters)]}{letters[at * 7 % len(letters)]}".capitalize()
        rows.append(
            [
                at + 1,
                f"{NAMES[at % 10]}  {surname}",
                int(number) if at % 2 else f" 100 {number[3:]} ",
                phone,
                TITLES[at % 4],
                UNITS[at % 3],
            ]
        )
    return rows


def written(path: Path, rows: list[list[str | float]]) -> Path:
    answers = openpyxl.Workbook(write_only=True)
    sheet = answers.create_sheet("Personel")
    for row in rows:
        sheet.append(row)
    answers.save(path)
    return path


def imported(path: Path) -> Result:
    return people.read_people(*people.choose_sheet(detect.read(path)))


def bare_reading(path: Path) -> None:
    answers = openpyxl.load_workbook(path, read_only=True)
    for row in answers.active.iter_rows(values_only=True):
        list(row)
    answers.close()


def bare_writing(rows: list[list[str]]) -> None:
    answers = xlsxwriter.Workbook(BytesIO(), {"in_memory": True})
    sheet = answers.add_worksheet()
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, cell)
    answers.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        thousand = written(Path(folder, "1.xlsx"), messy(1_000))
        ten = written(Path(folder, "10.xlsx"), messy(10_000))
        assert len(imported(ten).accepted) == 10_000
        small, large, floor = medians(
            lambda: [imported(thousand) for _ in range(5)],
            lambda: imported(ten),
            lambda: bare_reading(ten),
            rounds=ROUNDS,
        )
    small /= 5
    note = f"bare openpyxl reads it in {floor:.2f} s"
    tell("import of 10,000 people", large, 3, "s", note)
    tell("a row of 10,000 beside a row of 1,000", large / 10 / small, 1.1)
    rows = [[str(cell) for cell in row] for row in messy(10_000)[3:]]
    ours, theirs, paper, leaf = medians(
        lambda: workbook.write("Personel", HEADINGS, rows),
        lambda: bare_writing(rows),
        lambda: documents.worklist("Personel", HEADINGS, rows, "Örnekköy"),
        lambda: documents.worklist("Personel", HEADINGS, rows[:1_000], "Örnekköy"),
        rounds=ROUNDS,
    )
    note = f"{ours:.2f} s beside {theirs:.2f}"
    tell("workbook of 10,000 people beside bare XlsxWriter", ours / theirs, 2, note=note)
    note = f"of 1,000, with tags, {leaf:.2f} s"
    tell("PDF of 10,000 people", paper, 6, "s", note)


if __name__ == "__main__":
    main()
