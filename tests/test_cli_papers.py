"""``render --all`` with an olur and a list of those who need an e-signature."""

import zipfile
from pathlib import Path

import pytest

from ebel_wizard import resources
from ebel_wizard.cli import render
from ebel_wizard.documents import kinds
from ebel_wizard.documents.kind import SENT

OLUR = """
[olur]
number = "Z-12345678-903.07-145"
date = 2026-11-27

[olur.proposer]
title = "Bilgi İşlem Müdürü"
name = "Çağrı"
surname = "Işıkçı"

[[olur.approvers]]
title = "Belediye Başkan Yardımcısı"
name = "Ayşe Nur"
surname = "Öztürk Şimşek"
"""
PEOPLE = """
[[certificates]]
registry = "1453"
name = "İpek"
surname = "Gündoğdu"
tckn = "10000000146"
email = "ipek.gundogdu@ornekkoy.bel.tr"
mobile = "(0 500) 000 00 01"
"""
OF_OLUR = {"baskanlik-oluru", "gorevlendirme"}
OF_LIST = {"e-imza-yazisi", "e-imza-listesi"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "cevaplar.toml"
    example = resources.path("examples", "ornek-cevaplar.toml").read_text("utf-8")
    made.write_text(example, encoding="utf-8")
    return made


def add(file: Path, text: str) -> None:
    file.write_text(file.read_text("utf-8") + text, encoding="utf-8")


def own(folder: Path, ending: str = ".pdf") -> set[str]:
    """The new papers in a folder, without their ending."""
    names = {each.stem for each in folder.iterdir() if each.suffix == ending}
    return names & (OF_OLUR | OF_LIST)


def test_they_come_with_all_and_not_without(file: Path, tmp_path: Path) -> None:
    add(file, OLUR + PEOPLE)
    assert render([file], tmp_path / "x") == 0
    assert {each.name for each in (tmp_path / "x").iterdir()} == set(kinds.names(*SENT))
    assert render([file], tmp_path / "x", everything=True) == 0
    assert own(tmp_path / "x") == OF_OLUR | OF_LIST
    assert own(tmp_path / "x", ".docx") == set()
    assert render([file], tmp_path / "y", everything=True, docx=True) == 0
    assert own(tmp_path / "y", ".docx") == OF_OLUR | OF_LIST
    assert render([file], tmp_path / "z", docx=True) == 0
    assert own(tmp_path / "z", ".docx") == set()


def test_an_older_file_renders_without_them(file: Path, tmp_path: Path) -> None:
    assert render([file], tmp_path / "x", everything=True) == 0
    assert own(tmp_path / "x") == set()
    assert not (tmp_path / "x" / kinds.CERTIFICATE_LIST.workbook_name).exists()


def test_the_list_is_a_workbook_too_and_goes_when_nobody_is_on_it(
    file: Path, tmp_path: Path
) -> None:
    before = file.read_text("utf-8")
    add(file, PEOPLE)
    assert render([file], tmp_path / "x", everything=True) == 0
    book = tmp_path / "x" / kinds.CERTIFICATE_LIST.workbook_name
    with zipfile.ZipFile(book) as opened:
        cells = opened.read("xl/sharedStrings.xml").decode()
    for said in ("Sicil No", "1453", "İpek GÜNDOĞDU", "10000000146", "(0 500) 000 00 01"):
        assert f">{said}<" in cells
    file.write_text(before, encoding="utf-8")
    assert render([file], tmp_path / "x", everything=True) == 0
    assert not book.exists()


def test_what_an_olur_lacks_stops_it_and_not_the_letter(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(file, OLUR.replace('surname = "Işıkçı"\n', ""))
    assert render([file], tmp_path / "x") == 0
    assert "olur" not in capsys.readouterr().err
    assert render([file], tmp_path / "y", everything=True) == 1
    assert "olur.proposer.surname: “Oluru teklif edenin soyadı” boş" in capsys.readouterr().err
    assert not (tmp_path / "y").exists()


def test_a_wrong_row_of_the_list_is_told_with_its_path(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(file, PEOPLE + PEOPLE.replace("1000000014", "1000000015"))
    assert render([file], tmp_path / "x", everything=True) == 1
    said = capsys.readouterr().err
    assert said.count("certificates[2].tckn: ") == 1
    assert "1000000015" not in said
    assert "certificates[1].email: uyarı: " in said


def test_what_the_provider_would_miss_stops_its_papers_and_not_the_letter(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(file, PEOPLE.replace('mobile = "(0 500) 000 00 01"\n', ""))
    assert render([file], tmp_path / "x") == 0
    assert "certificates" not in capsys.readouterr().err
    assert render([file], tmp_path / "x", everything=True) == 1
    assert "certificates[1].mobile: 1. e-imza sertifikası: “Cep" in capsys.readouterr().err


def test_a_personal_address_is_warned_of(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(file, PEOPLE.replace("ipek.gundogdu@ornekkoy.bel.tr", "ipek@gmail.com"))
    assert render([file], tmp_path / "x", everything=True) == 0
    assert "certificates[1].email: uyarı: " in capsys.readouterr().err


def test_a_misspelt_key_is_an_error(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(file, OLUR.replace("[olur]", "[olur]\nsayi = 1"))
    assert render([file], tmp_path / "x") == 1
    assert "olur.sayi: " in capsys.readouterr().err


def test_a_signature_by_delegation_is_warned_of(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = file.read_text("utf-8").replace('capacity = "asaleten"', 'capacity = "yetki devri"')
    text = text.replace('own_title = ""', 'own_title = "Başkan Yardımcısı"')
    file.write_text(text, encoding="utf-8")
    assert render([file], tmp_path / "x") == 0
    assert "letter.signatory.capacity: uyarı: " in capsys.readouterr().err
