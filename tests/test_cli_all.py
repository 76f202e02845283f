"""``render --all`` and ``--docx``: what goes along with the documents, and the logo."""

from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image

from ebel_wizard import cli, resources, settings
from ebel_wizard.documents import kinds
from ebel_wizard.documents.kind import SENT, Group
from ebel_wizard.people_import import detect
from tests.documents import new_document

EXAMPLE = (
    resources.path("examples", "ornek-cevaplar.toml")
    .read_text(encoding="utf-8")
    .replace('medium = "E"', 'medium = "Z"')
)
"""The example of a municipality without an EBYS, which has every paper."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path / "ev"))


def answers(path: Path, *changes: tuple[str, str]) -> Path:
    text = EXAMPLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_all_writes_what_goes_along_and_tells_the_missing_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = cli.parse(["render", str(answers(tmp_path / "c.toml")), "--all", "--out", "x"])
    assert cli.render(chosen.files, tmp_path / "x", everything=chosen.all) == 0
    made = kinds.of(*SENT, Group.KEPT, Group.ENVELOPE)
    assert names(tmp_path / "x") == sorted(
        [*(kind.name for kind in made), "kvkk-aydinlatma.pdf", "personel-tablosu-maskeli.pdf"]
    )
    said = capsys.readouterr()
    assert ": letter.addressee.address: uyarı: " in said.err
    assert len(said.out.splitlines()) == len(names(tmp_path / "x"))


def test_without_all_what_an_earlier_run_left_is_taken_away(tmp_path: Path) -> None:
    file = answers(tmp_path / "c.toml")
    cli.render([file], tmp_path / "x", everything=True)
    assert not cli.parse(["render", str(file), "--out", "x"]).all
    assert cli.render([file], tmp_path / "x") == 0
    assert names(tmp_path / "x") == sorted(kinds.names(*SENT))


def test_docx_writes_the_editable_copies_too(tmp_path: Path) -> None:
    chosen = cli.parse(["render", str(answers(tmp_path / "c.toml")), "--docx", "--out", "x"])
    assert cli.render(chosen.files, tmp_path / "x", docx=chosen.docx) == 0
    copies = ["talep-yazisi.docx", "personel-tablosu.docx"]
    assert names(tmp_path / "x") == sorted([*kinds.names(*SENT), *copies])


def test_all_with_docx_writes_the_copies_of_what_goes_with_the_move_too(tmp_path: Path) -> None:
    assert (
        cli.render([answers(tmp_path / "c.toml")], tmp_path / "x", everything=True, docx=True) == 0
    )
    assert {"kvkk-aydinlatma.docx", "personel-tablosu-maskeli.docx"} <= set(names(tmp_path / "x"))


def test_without_docx_a_copy_somebody_wrote_into_is_left_alone(tmp_path: Path) -> None:
    file = answers(tmp_path / "c.toml")
    cli.render([file], tmp_path / "x", docx=True)
    (tmp_path / "x" / "talep-yazisi.docx").write_text("değiştirilmiş")
    assert cli.render([file], tmp_path / "x") == 0
    assert (tmp_path / "x" / "talep-yazisi.docx").read_text() == "değiştirilmiş"


def test_a_secret_package_has_no_copies_and_that_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = answers(tmp_path / "c.toml", ('"apart"', '"together"'))
    assert cli.render([file], tmp_path / "x", docx=True) == 0
    assert not set(kinds.names(Group.EDITABLE)) & set(names(tmp_path / "x"))
    assert f"{file}: letter.secrecy: uyarı: " in capsys.readouterr().err


def test_warnings_about_own_words_are_told_and_do_not_stop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = '[letter.text.request]\nsubject = "geçiş"\n[letter.contact]'
    file = answers(tmp_path / "c.toml", ("[letter.contact]", own))
    assert cli.render([file], tmp_path / "x") == 0
    assert f"{file}: letter.text.request.subject: uyarı: " in capsys.readouterr().err


def test_the_logo_is_printed(tmp_path: Path) -> None:
    Image.new("RGB", (90, 90), "navy").save(tmp_path / "arma.png")
    file = answers(tmp_path / "c.toml", ('medium = "Z"', 'medium = "Z"\nlogo = "arma.png"'))
    assert cli.render([answers(tmp_path / "d.toml")], tmp_path / "without") == 0
    assert cli.render([file], tmp_path / "with") == 0
    for name in ("talep-yazisi.pdf", "kep-yazisi.pdf"):
        marked = (tmp_path / "with" / name).read_bytes()
        assert b"/Subtype /Image" in marked
        assert b"/Subtype /Image" not in (tmp_path / "without" / name).read_bytes()


def test_a_logo_that_is_none_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "arma.png").write_bytes(b"resim degil")
    file = answers(tmp_path / "c.toml", ('medium = "Z"', 'medium = "Z"\nlogo = "arma.png"'))
    assert cli.render([file], tmp_path / "x") == 1
    assert f"{file}: letter.logo: Logo dosyası" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        (None, set()),
        (new_document.forget_when_made, {"made"}),
        (new_document.forget_the_name, {"removed"}),
    ],
)
def test_a_new_document_is_made_and_removed_and_a_list_without_it_is_noticed(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    cut: Callable[[pytest.MonkeyPatch], None] | None,
    expected: set[str],
) -> None:
    """It is described once (``documents.kinds``); the KEP form has to go apart for it."""
    new_document.add(monkeypatch)
    if cut is not None:
        cut(monkeypatch)
    made = tmp_path / "x" / new_document.NEW.name
    faults = set()
    assert cli.render([answers(tmp_path / "c.toml")], tmp_path / "x", everything=True) == 0
    if not made.exists() or str(made) not in capsys.readouterr().out.splitlines():
        faults.add("made")
    made.write_text("eski")
    together = answers(tmp_path / "d.toml", ('"apart"', '"together"'))
    assert cli.render([together], tmp_path / "x", everything=True) == 0
    if made.exists():
        faults.add("removed")
    assert faults == expected


LISTS = """
[[units]]
name = "Yazı İşleri Müdürlüğü"
detsis = "87654321"
phone = "(0 346) 123 45 70"
[[units]]
name = "Bilgi İşlem Müdürlüğü"
[[users]]
name = "İpek"
surname = "Gündoğdu"
tckn = "10000000146"
unit = "Yazı İşleri Müdürlüğü"
duty = "Evrak kayıt"
[[users]]
name = "Çağrı"
surname = "Işıkçı"
tckn = "10000000146"
[[kep.form]]
label = "Kurumun adı"
value = "{belediye}"
[[kep.form]]
label = "Sunucu adı"
[[kep.form]]
label = "Hesabın parolası"
secret = "parola"
"""
SHEETS = [
    f"{name}-cizelgesi.{ending}" for name in ("birim", "kullanici") for ending in ("pdf", "xlsx")
]


def with_lists(path: Path, *changes: tuple[str, str]) -> Path:
    file = answers(path)
    text = file.read_text(encoding="utf-8") + LISTS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return file


def test_units_and_users_make_their_sheets_and_what_is_missing_or_double_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = with_lists(tmp_path / "c.toml")
    assert cli.render([file], tmp_path / "x", everything=True) == 0
    assert set(SHEETS) <= set(names(tmp_path / "x"))
    said = capsys.readouterr()
    assert f"{file}: units: uyarı: DETSİS numarası olmayan birimler (1): Bilgi" in said.err
    assert f"{file}: users: uyarı: Aynı TCKN’yi taşıyan kullanıcılar (1): İpek" in said.err
    assert "10000000146" not in said.err
    assert all(f"{tmp_path / 'x' / name}\n" in said.out for name in SHEETS)


def test_without_all_units_and_users_change_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = with_lists(tmp_path / "c.toml")
    assert cli.render([file], tmp_path / "x") == 0
    assert names(tmp_path / "x") == sorted(kinds.names(*SENT))
    assert ": units: " not in capsys.readouterr().err


def test_the_spreadsheet_computes_nothing_and_keeps_every_digit(tmp_path: Path) -> None:
    file = with_lists(tmp_path / "c.toml", ('duty = "Evrak kayıt"', 'duty = "=1+1"'))
    cli.render([file], tmp_path / "x", everything=True)
    (sheet,) = detect.read(tmp_path / "x" / "kullanici-cizelgesi.xlsx")
    assert sheet.rows[1][2] == "10000000146"
    assert sheet.rows[1][-1] == "=1+1"


def test_a_sheet_of_an_earlier_run_is_taken_away_with_its_answers(tmp_path: Path) -> None:
    cli.render([with_lists(tmp_path / "c.toml")], tmp_path / "x", everything=True)
    cli.render([answers(tmp_path / "c.toml")], tmp_path / "x", everything=True)
    assert not set(SHEETS) & set(names(tmp_path / "x"))


def test_the_kep_form_has_the_rows_of_the_file(tmp_path: Path) -> None:
    cli.render([with_lists(tmp_path / "c.toml")], tmp_path / "x")
    with pdfplumber.open(tmp_path / "x" / "kep-formu.pdf") as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    for said in ("Kurumun adı", "Örnekköy Belediye Başkanlığı", "Sunucu adı", "Hesabın parolası"):
        assert said in text
    assert "KEP hizmet sağlayıcısı" not in text


def test_a_secret_in_a_row_of_the_form_is_an_error_at_its_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = ('secret = "parola"', 'secret = "parola"\nvalue = "Gizli-1"')
    file = with_lists(tmp_path / "c.toml", row)
    assert cli.render([file], tmp_path / "x") == 1
    said = capsys.readouterr().err
    assert f"{file}: kep.form[3].value: " in said
    assert "Gizli-1" not in said
    assert not (tmp_path / "x").exists()
