"""``people`` reads a list as the import does, without a workspace."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ebel_wizard import cli, settings
from tests.limits import HANG
from tests.people_import import list_files

SAMPLES = Path(__file__).parent / "people_import" / "samples"
FIELDS = ["row", "name", "surname", "tckn", "mobile", "title", "unit", "mended"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path / "ev"))
    return tmp_path / "ev"


def read_json(name: str, capsys: pytest.CaptureFixture[str]) -> Any:
    assert cli.people(SAMPLES / name, as_json=True) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


@pytest.mark.parametrize(
    ("name", "taken", "refused"),
    [
        ("personel-temiz.xlsx", 3, []),
        ("personel-utf8.csv", 12, []),
        ("personel-cp1254.csv", 12, []),
        ("personel-daginik.xlsx", 35, [(9, "tckn"), (11, "tckn")]),
    ],
)
def test_the_samples_are_read(
    capsys: pytest.CaptureFixture[str], name: str, taken: int, refused: list[tuple[int, str]]
) -> None:
    result = read_json(name, capsys)
    assert list(result) == ["taken", "refused", "columns", "set_aside", "unsure", "not_read"]
    assert len(result["taken"]) == taken
    assert [(each["row"], each["field"]) for each in result["refused"]] == refused
    assert all(list(each) == FIELDS for each in result["taken"])
    assert all(each["reason"] for each in result["refused"])
    assert list(result["columns"]) == ["name", "surname", "tckn", "mobile", "title", "unit"]


def test_what_is_no_person_and_what_is_not_read_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other: list[list[str | float]] = [["Ad Soyad"], ["Veli Er"], ["Can Er"]]
    rows: list[list[str | float]] = [
        ["PERSONEL LİSTESİ"],
        ["Adı Soyadı", "TCKN", "Kadro Unvanı", "Görev Unvanı"],
        ["FEN İŞLERİ MÜDÜRLÜĞÜ"],
        ["Ayşe Işık", "10000000146", "Memur", "Şef"],
        ["TOPLAM", 1],
        ["Not: 10000000214 numaralı personel izinlidir."],
        ["Hazırlayan"],
        ["Elif Kara"],
        ["Şube Müdürü"],
    ]
    path = list_files.xlsx(tmp_path / "liste.xlsx", rows, other)
    assert cli.people(path, as_json=True) == 0
    result = json.loads(capsys.readouterr().out)
    assert [(each["row"], each["as"]) for each in result["set_aside"]] == [
        (1, "title"), (2, "heading"), (3, "unit"), (5, "total"), (6, "note"), (7, "signature"),
        (8, "signature"), (9, "signature"),
    ]  # fmt: skip
    assert result["set_aside"][4]["text"] == "Not: 100******14 numaralı personel izinlidir."
    assert result["unsure"] == [{"field": "title", "columns": ["Kadro Unvanı", "Görev Unvanı"]}]
    assert "title" not in result["columns"]
    assert result["taken"][0]["title"] == ""
    assert result["not_read"] == [{"list": "Sayfa2", "rows": 3}]
    assert cli.people(path) == 0
    out = capsys.readouterr().out
    assert "  Unvan: belli değil, boş bırakıldı (Kadro Unvanı, Görev Unvanı)" in out
    assert "Kişi sayılmayan: 8 satır" in out
    assert "  6. satır, not: Not: 100******14 numaralı" in out
    assert "Okunmayan: Sayfa2, 3 dolu satır" in out


def test_a_messy_list_is_read_in_every_detail(capsys: pytest.CaptureFixture[str]) -> None:
    result = read_json("personel-daginik.xlsx", capsys)
    by_row = {each["row"]: each for each in result["taken"]}
    assert by_row[5] == {
        "row": 5,
        "name": "Fatma",
        "surname": "Işık",
        "tckn": "10000010046",
        "mobile": "+905056057539",
        "title": "Memur",
        "unit": "İmar ve Şehircilik Müdürlüğü",
        "mended": [
            {"field": "name", "from": "FATMA", "to": "Fatma"},
            {"field": "surname", "from": "IŞIK", "to": "Işık"},
            {"field": "tckn", "from": "10000010046.0", "to": "10000010046"},
            {"field": "mobile", "from": "05056057539", "to": "+905056057539"},
            {"field": "title", "from": "MEMUR", "to": "Memur"},
        ],
    }
    assert by_row[13]["tckn"] == ""
    assert by_row[16]["mobile"] == ""
    assert {"field": "mobile", "from": "0332 233 44 55", "to": ""} in by_row[16]["mended"]
    assert by_row[27]["surname"] == "Çelik"
    assert by_row[17]["title"] == "Veri Hazırlama ve Kontrol İşletmeni"
    assert max(by_row) == 44
    assert result["columns"] == {
        "name": "ADI SOYADI",
        "surname": "ADI SOYADI",
        "tckn": "T.C. Kimlik No",
        "mobile": "GSM",
        "title": "GÖREVİ",
        "unit": "MÜDÜRLÜĞÜ",
    }


def test_the_summary_shows_no_tckn(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.people(SAMPLES / "personel-daginik.xlsx") == 0
    out, _ = capsys.readouterr()
    assert "Alınan: 35 kişi" in out
    assert "Alınmayan: 2 satır" in out
    assert "  TCKN: T.C. Kimlik No" in out
    assert "11. satır: “TCKN” 5. satırdakiyle aynı" in out
    assert "16. satır: “0332 233 44 55” cep telefonu değil" in out
    assert "1000" not in out


def test_a_list_of_nobody_gives_status_1_and_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("Ad Soyad;TCKN\nAyşe Işık;10000010047\n", encoding="utf-8")
    assert cli.people(file, as_json=True) == 1
    out, err = capsys.readouterr()
    result = json.loads(out)
    assert (result["taken"], len(result["refused"])) == ([], 1)
    assert err == f"{file}: Listeden kimse alınamadı; satırları ve başlıkları kontrol edin.\n"
    for each in (tmp_path, tmp_path / "yok.xlsx"):
        assert cli.people(each, as_json=True) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith(f"{each}: ")
        assert len(err.splitlines()) == 1


def test_the_command_writes_utf_8_and_leaves_no_file(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ebel_wizard", "people", SAMPLES / "personel-cp1254.csv", "--json"],
        cwd=Path(__file__).parents[1],
        env={"PATH": "", "PYTHONIOENCODING": "ascii", settings.HOME_VARIABLE: str(home)},
        capture_output=True,
        check=True,
        timeout=HANG,
    )
    assert json.loads(done.stdout.decode("utf-8"))["taken"][0]["name"] == "Şükrü"
    assert "Şükrü".encode() in done.stdout
    assert not home.exists()
