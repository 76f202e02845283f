"""``render``: what it writes, what it says, and what it leaves alone."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from ebel_wizard import cli, resources, settings
from ebel_wizard.documents import kinds
from ebel_wizard.documents.kind import SENT
from ebel_wizard.settings import Settings
from tests.limits import HANG, killed_when_it_hangs

linux = pytest.mark.skipif(sys.platform != "linux", reason="it is looked for in /proc and /dev")
LIST = Path(__file__).parent / "people_import" / "samples" / "personel-daginik.xlsx"
EXAMPLE = resources.path("examples", "ornek-cevaplar.toml").read_text(encoding="utf-8")
APART = ["kep-formu.pdf", "kep-yazisi.pdf", "personel-tablosu.pdf", "talep-yazisi.pdf"]
ONE_PACKAGE = ["kep-formu.pdf", "personel-tablosu.pdf", "talep-yazisi.pdf"]
TCKNS = (
    "10000000146 10000010046 10000010732 10000011418 10000012194 10000012880 10000013566 "
    "10000014242"
).split()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path / "ev"))
    return tmp_path / "ev"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "çıktı" / "belgeler"


def answers(path: Path, *changes: tuple[str, str]) -> Path:
    text = EXAMPLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def tckn(number: int) -> str:
    """The valid TCKN that begins with 1000 and this number (the published check-digit rule)."""
    first = [int(digit) for digit in f"1000{number:05}"]
    tenth = (7 * sum(first[0::2]) - sum(first[1::2])) % 10
    return "".join(map(str, [*first, tenth, (sum(first) + tenth) % 10]))


def officers(count: int) -> str:
    return "\n".join(
        f'[[officers]]\nname = "Ad"\nsurname = "Soyad"\ntckn = "{tckn(number)}"\n'
        f'mobile = "0500{number:07}"\ntitle = "Memur"\nunit = "Yazı İşleri Müdürlüğü"'
        for number in range(count)
    )


def with_officers(path: Path, count: int) -> Path:
    start, end = EXAMPLE.index("[[officers]]"), EXAMPLE.index("[kep]")
    path.write_text(EXAMPLE[:start] + officers(count) + "\n" + EXAMPLE[end:], encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_numbers_of_these_tests_are_right() -> None:
    assert tckn(1) == "10000000146"
    assert [number for number in TCKNS if number not in {tckn(n) for n in range(200)}] == []


@pytest.mark.parametrize("count", [1, 3, 60])
def test_officers_by_one_three_and_sixty(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str], count: int
) -> None:
    file = with_officers(tmp_path / "c.toml", count)
    assert cli.render([file], out) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.splitlines() == [
        str(out / name)
        for name in ("talep-yazisi.pdf", "personel-tablosu.pdf", "kep-yazisi.pdf", "kep-formu.pdf")
    ]
    assert names(out) == APART
    with pdfplumber.open(out / "personel-tablosu.pdf") as pdf:
        text = "".join(page.extract_text() for page in pdf.pages)
        pages = len(pdf.pages)
    assert all(tckn(number) in text for number in range(count))
    with pdfplumber.open(out / "talep-yazisi.pdf") as pdf:
        assert f"Ek: Personel Bilgi Tablosu ({pages} Sayfa)" in pdf.pages[0].extract_text()


def test_several_files_have_a_folder_each(tmp_path: Path, out: Path) -> None:
    first = answers(tmp_path / "örnekköy.toml")
    second = answers(tmp_path / "b.toml", ('secrecy = "apart"', 'secrecy = "hizmete-özel"'))
    assert cli.render([first, second], out) == 0
    assert names(out) == ["b", "örnekköy"]
    assert names(out / "örnekköy") == APART
    assert names(out / "b") == ONE_PACKAGE


def test_good_files_are_written_though_others_fail(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = answers(tmp_path / "good.toml")
    bad = answers(tmp_path / "bad.toml", ("10000010046", "10000010047"))
    assert cli.render([bad, good, tmp_path / "yok.toml"], out) == 1
    assert names(out) == ["good"]
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith(f"{bad}: officers[2].tckn: ")
    assert said[1].startswith(f"{tmp_path / 'yok.toml'}: dosya: ")
    assert len(said) == 2


def test_many_files_shared_out_among_the_cores_come_out_as_each_alone(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [answers(tmp_path / f"{number}.toml") for number in range(32)]
    files[7] = answers(tmp_path / "7.toml", ("10000010046", "10000010047"))
    assert cli.render(files, out) == 1
    said = capsys.readouterr()
    assert said.err.startswith(f"{files[7]}: officers[2].tckn: ")
    made = [number for number in range(32) if number != 7]
    assert said.out.splitlines() == [
        str(out / str(number) / name) for number in made for name in kinds.names(*SENT)
    ]
    assert cli.render(files[:1], tmp_path / "alone") == 0
    for name in APART:
        alone = (tmp_path / "alone" / name).read_bytes()
        assert {(out / str(number) / name).read_bytes() for number in made} == {alone}


def test_equal_stems_are_an_error_for_those_alone(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    duplicates = [answers(tmp_path / "a" / "x.toml"), answers(tmp_path / "b" / "x.toml")]
    other = answers(tmp_path / "y.toml")
    assert cli.render([*duplicates, other], out) == 1
    assert names(out) == ["y"]
    assert [line.split(": ")[0] for line in capsys.readouterr().err.splitlines()] == [
        str(path) for path in duplicates
    ]


def test_a_stem_that_would_leave_the_folder_is_refused(tmp_path: Path, out: Path) -> None:
    odd = answers(tmp_path / "...toml")
    assert cli.render([odd, answers(tmp_path / "y.toml")], out) == 1
    assert names(out) == ["y"]
    assert names(out.parent) == [out.name]


BROKEN = [
    ("", "dosya: Dosya boş; "),
    ("[kep", "dosya: TOML biçiminde değil"),
    (EXAMPLE.encode("cp1254"), "dosya: Dosya UTF-8 ile"),
    (EXAMPLE.encode("utf-16"), "dosya: Dosya UTF-8 ile"),
    (EXAMPLE.replace('detsis = "12345678"', ""), "municipality.detsis: "),
    (EXAMPLE.replace('detsis = "12345678"', 'detsis = ""'), "municipality.detsis: "),
    (EXAMPLE.replace('"12345678"', "12345678"), "municipality.detsis: "),
    (EXAMPLE.replace("[kep]", "[kepp]"), "kepp: "),
    (EXAMPLE.replace("10000010046", "10000010045"), "officers[2].tckn: "),
    (EXAMPLE.replace("10000010046", "10000000146"), "officers[2].tckn: "),
    (EXAMPLE.replace("2026-12-15", '"15.12.2026"'), "letter.go_live: "),
    (EXAMPLE.replace("(0 500) 000 00 02", "0346 1234567"), "officers[2].mobile: "),
    (EXAMPLE.replace("@hs01.kep.tr", "@gmail.com"), "municipality.contact.kep: "),
    (EXAMPLE.replace("708.03", "700"), "letter.file_plan: "),
    (EXAMPLE.replace("asaleten", "yetki devri"), "letter.signatory.own_title: "),
    (EXAMPLE.replace('"apart"', '"together"'), "letter.medium: "),
    (EXAMPLE.replace("Çağrı", "Çağrı 😀"), "officers[2].name: "),
    (EXAMPLE.replace('unit = "Yazı', f'unit = "{"Uzun " * 90}'), "municipality.name: "),
]


@pytest.mark.parametrize(("content", "said"), BROKEN, ids=[said for _, said in BROKEN])
def test_a_broken_file_is_said_in_a_sentence_and_leaves_nothing(
    tmp_path: Path,
    out: Path,
    capsys: pytest.CaptureFixture[str],
    content: str | bytes,
    said: str,
) -> None:
    file = tmp_path / "c.toml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    assert cli.render([file], out) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    lines = captured.err.splitlines()
    assert any(line.startswith(f"{file}: {said}") for line in lines), lines
    assert all(line.endswith(".") for line in lines)
    assert not out.parent.exists()


def test_warnings_are_told_and_do_not_stop(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = answers(tmp_path / "c.toml", ("2026-12-15", "2020-01-01"))
    assert cli.render([file], out) == 0
    assert f"{file}: letter.go_live: uyarı: " in capsys.readouterr().err
    assert names(out) == APART


def test_the_addressee_comes_from_the_settings(tmp_path: Path, out: Path) -> None:
    settings.save(Settings(addressee_body="Sivas Valiliği", addressee_unit=""))
    assert cli.render([answers(tmp_path / "c.toml")], out) == 0
    with pdfplumber.open(out / "talep-yazisi.pdf") as pdf:
        assert "SİVAS VALİLİĞİNE" in pdf.pages[0].extract_text()


def test_broken_settings_are_told(
    tmp_path: Path, out: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.mkdir()
    settings.file().write_text("{", encoding="utf-8")
    assert cli.render([answers(tmp_path / "c.toml")], out) == 0
    assert ": ayarlar: uyarı: " in capsys.readouterr().err


def test_older_documents_are_replaced_and_a_stale_kep_letter_goes(
    tmp_path: Path, out: Path
) -> None:
    assert cli.render([answers(tmp_path / "c.toml")], out) == 0
    (out / "kendi notum.txt").write_text("kalsın", encoding="utf-8")
    old = (out / "talep-yazisi.pdf").read_bytes()
    together = answers(
        tmp_path / "c.toml",
        ('secrecy = "apart"', 'secrecy = "together"'),
        ('medium = "E"', 'medium = "Z"'),
    )
    assert cli.render([together], out) == 0
    assert names(out) == sorted([*ONE_PACKAGE, "kendi notum.txt"])
    assert (out / "talep-yazisi.pdf").read_bytes() != old


def test_a_broken_file_leaves_older_documents_alone(tmp_path: Path, out: Path) -> None:
    cli.render([answers(tmp_path / "c.toml")], out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    (tmp_path / "c.toml").write_text("", encoding="utf-8")
    assert cli.render([tmp_path / "c.toml"], out) == 1
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_set_that_cannot_be_put_whole_leaves_the_old_one(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder stands where the last document should go."""
    (out / "kep-formu.pdf" / "içinde").mkdir(parents=True)
    (out / "talep-yazisi.pdf").write_bytes(b"eski")
    assert cli.render([answers(tmp_path / "c.toml")], out) == 1
    assert names(out) == ["kep-formu.pdf", "talep-yazisi.pdf"]
    assert (out / "talep-yazisi.pdf").read_bytes() == b"eski"
    assert (out / "kep-formu.pdf" / "içinde").is_dir()
    assert capsys.readouterr().err.startswith(f"{out}: dosya: Belgeler bu klasöre yazılamadı")


def test_a_place_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "dosya"
    in_the_way.write_text("", encoding="utf-8")
    assert cli.render([answers(tmp_path / "c.toml")], in_the_way / "belgeler") == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert in_the_way.read_text(encoding="utf-8") == ""


@pytest.fixture
def forty(tmp_path: Path) -> list[Path]:
    """Enough files to be shared among processes."""
    return [answers(tmp_path / "cevaplar" / f"{number}.toml") for number in range(40)]


def started(*arguments: str | Path, **streams: Any) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "ebel_wizard", *arguments], **streams)


def workers(process: int) -> list[int]:
    """The living processes that share the files."""
    children = Path(f"/proc/{process}/task/{process}/children")
    return [
        int(each)
        for each in children.read_text(encoding="ascii").split()
        if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()
    ]


@linux
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core does everything itself")
def test_what_a_killed_worker_did_not_do_is_done(forty: list[Path], out: Path) -> None:
    process = started("render", *forty, "--out", out, stdout=subprocess.PIPE)
    with killed_when_it_hangs(process):
        while not (found := workers(process.pid)):
            pass
        os.kill(found[0], signal.SIGKILL)
        told, _ = process.communicate()
    assert process.returncode == 0
    assert len(told.splitlines()) == 4 * len(forty)
    assert names(out) == sorted(each.stem for each in forty)
    assert all(names(each) == APART for each in out.iterdir())


@linux
@pytest.mark.parametrize(
    "command", [["render", "{file}", "--out", "{out}"], ["people", "{people}", "--json"]]
)
def test_a_full_disk_behind_the_output_is_said(
    tmp_path: Path, out: Path, command: list[str]
) -> None:
    given = {"file": answers(tmp_path / "c.toml"), "out": out, "people": LIST}
    with Path("/dev/full").open("wb") as full:
        process = started(
            *(each.format_map(given) for each in command), stdout=full, stderr=subprocess.PIPE
        )
        with killed_when_it_hangs(process):
            _, said = process.communicate()
    assert process.returncode == 1
    assert said.decode() == (
        "Sonuç yazılamadı; çıktının yönlendirildiği diskte yer olduğuna bakın.\n"
    )
    assert command[0] == "people" or names(out) == APART


@linux
def test_a_reader_that_has_gone_stops_no_document(forty: list[Path], out: Path) -> None:
    process = started(
        "render", *forty[:2], "--out", out, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    process.stdout.close()
    assert process.stderr
    with killed_when_it_hangs(process):
        said = process.stderr.read()
        process.wait()
    process.stderr.close()
    assert process.returncode == 1
    assert said == b""
    assert all(names(out / each.stem) == APART for each in forty[:2])


@linux
def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    gone = tmp_path / "çubuk"
    gone.mkdir()
    code = "import os, sys; os.rmdir(os.getcwd()); from ebel_wizard.__main__ import main; "
    done = subprocess.run(
        [sys.executable, "-c", code + "sys.exit(main(['render', 'c.toml', '--out', 'out']))"],
        cwd=gone,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])},
        capture_output=True,
        check=False,
        timeout=HANG,
    )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("Komutun verildiği klasör silinmiş")
    assert b"Traceback" not in done.stderr


def run(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        timeout=HANG,
    )


MAIN = "import sys; from ebel_wizard.__main__ import main; "


def test_no_window_no_database_no_keyring_and_no_workspace(
    tmp_path: Path, out: Path, home: Path
) -> None:
    file = answers(tmp_path / "c.toml")
    check = (
        f"{MAIN}status = main(); "
        "heavy = {'PySide6', 'sqlalchemy', 'alembic', 'keyring'} & set(sys.modules); "
        "sys.exit(str(heavy) if heavy else status)"
    )
    done = run(check, "render", str(file), "--out", str(out))
    assert (done.returncode, done.stderr) == (0, b"")
    assert not home.exists()


def test_turkish_survives_a_console_of_another_alphabet(tmp_path: Path, out: Path) -> None:
    file = answers(tmp_path / "şehir.toml", ('"ilçe"', '"köy"'))
    for encoding in ("cp1252", "ascii"):
        command = ("render", str(file), "--out", str(out))
        done = run(MAIN + "sys.exit(main())", *command, PYTHONIOENCODING=encoding)
        assert done.returncode == 1
        assert "şehir.toml: municipality.kind: “Belediyenin türü”" in done.stderr.decode("utf-8")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["--help"], "adım adım yürütür"),
        (["render", "--help"], "cevap dosyaları"),
        (["bilinmez"], "Komut anlaşılamadı; doğru yazılışı"),
        (["people", "yok.xlsx"], "Böyle bir dosya yok"),
    ],
)
def test_help_and_refusals_survive_it_too(line: list[str], words: str) -> None:
    done = run(
        MAIN + "sys.exit(main())",
        *line,
        PYTHONIOENCODING="cp1252:strict",
    )
    assert words in (done.stdout + done.stderr).decode("utf-8")
    assert b"Traceback" not in done.stderr


def test_a_program_without_a_console_says_nothing_and_does_its_work(
    tmp_path: Path, out: Path
) -> None:
    file = answers(tmp_path / "cevaplar.toml")
    done = run(
        MAIN + "sys.stdout = sys.stderr = None; sys.exit(main())",
        *("render", str(file), "--out", str(out)),
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert sorted(each.name for each in out.iterdir()) == APART


@pytest.mark.parametrize("line", [["render", "a.toml", "--out", "x"], ["people", "a.csv"]])
def test_a_bug_tells_a_script_its_place_and_nothing_typed(line: list[str]) -> None:
    """No dialog comes up, which would wait for somebody."""
    done = run(
        MAIN + "from ebel_wizard import cli\n"
        "def fail(*_, **__): raise ValueError('Ayşe 10000010046')\n"
        "cli.render = cli.people = fail\n"
        "status = main()\n"
        "sys.exit('Qt' if 'PySide6' in sys.modules else status)",
        *line,
    )
    said = done.stderr.decode("utf-8")
    assert done.returncode == 1
    assert "Programda beklenmeyen bir hata oldu." in said
    assert "ValueError" in said
    assert "fail" in said
    assert "Ayşe" not in said
    assert "Qt" not in said


def test_the_command_line_is_understood() -> None:
    assert cli.parse([]).command is None
    chosen = cli.parse(["render", "a.toml", "b.toml", "--out", "x"])
    assert (chosen.command, chosen.files, chosen.out) == (
        "render",
        [Path("a.toml"), Path("b.toml")],
        Path("x"),
    )
    assert cli.parse(["demo"]).command == "demo"


@pytest.mark.parametrize("line", ["render", "render a.toml", "render --out x", "bilinmez"])
def test_a_command_that_is_not_understood_exits_with_one(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.parse(line.split())
    assert stopped.value.code == 1
    assert "Komut anlaşılamadı" in capsys.readouterr().err
