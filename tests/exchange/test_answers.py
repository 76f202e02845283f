"""Answer files are read, and every problem is reported at its field."""

import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard import resources, untrusted
from ebel_wizard.case import model
from ebel_wizard.case.model import Addressee
from ebel_wizard.case.rules import Severity
from ebel_wizard.exchange import answers
from ebel_wizard.exchange.answers import AnswerFile

EXAMPLE = resources.path("examples", "ornek-cevaplar.toml")
DEFAULT = Addressee("İçişleri Bakanlığı", "Bilgi İşlem Dairesi Başkanlığı", "Çankaya/ANKARA")
TODAY = date(2026, 11, 23)

Read = Callable[[str | bytes], AnswerFile]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def load(content: str | bytes) -> AnswerFile:
        path = tmp_path / "cevaplar.toml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return answers.load(path, DEFAULT, TODAY)

    return load


@pytest.fixture
def example() -> str:
    return EXAMPLE.read_text(encoding="utf-8")


def replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) >= 1
    return text.replace(old, new, 1)


def fields_of(found: AnswerFile) -> list[str]:
    return [problem.field for problem in found.problems]


def test_the_example_is_read_completely_and_has_no_problem(example: str, read: Read) -> None:
    found = read(example)
    assert found.problems == ()
    assert found.case is not None
    content = tomllib.loads(example)
    assert found.case.municipality.name == content["municipality"]["name"]
    assert found.case.letter.go_live == "2026-12-15"
    assert [person.tckn for person in found.case.officers] == [
        person["tckn"] for person in content["officers"]
    ]
    assert found.case.kep.user_tckn == content["kep"]["user_tckn"]


def test_the_addressee_is_the_given_one_unless_the_file_names_it(example: str, read: Read) -> None:
    found = read(example)
    assert found.case is not None
    assert found.case.letter.addressee == DEFAULT
    named = replaced(
        example, "[letter.contact]", '[letter.addressee]\nbody = "Sivas Valiliği"\n[letter.contact]'
    )
    found = read(named)
    assert found.case is not None
    assert found.case.letter.addressee == Addressee("Sivas Valiliği", "", "")


def test_references_and_the_kep_letter_are_read(example: str, read: Read) -> None:
    more = (
        '[[letter.references]]\ndate = 2026-05-03\nnumber = "E-1-710-2"\n'
        '[kep.letter]\nrecord_number = "148"\ndate = 2026-12-02\n'
    )
    case = read(example + more).case
    assert case is not None
    assert case.letter.references == (model.Reference("2026-05-03", "E-1-710-2"),)
    assert case.kep.letter == model.KepLetter("148", "2026-12-02")


def test_a_kep_letter_that_does_not_apply_is_ignored(example: str, read: Read) -> None:
    together = replaced(example, 'secrecy = "apart"', 'secrecy = "together"')
    together = replaced(together, 'medium = "E"', 'medium = "Z"')
    found = read(together + '[kep.letter]\nrecord_number = "148"\ndate = 2020-01-02\n')
    assert found.problems == ()


@pytest.mark.parametrize(
    "key", ["fax", "web", "record_number", "date", "own_title", "district", "address"]
)
def test_optional_keys_may_be_left_out(example: str, read: Read, key: str) -> None:
    text = replaced(example, 'kind = "ilçe"', 'kind = "il"')
    text = replaced(text, 'district = "Örnekköy"', "")
    kept, _, kep = text.partition("[kep]")
    start = kep if key == "address" else kept
    lines = [line for line in start.splitlines() if not line.startswith(f"{key} =")]
    without = "\n".join(lines)
    text = f"{kept}[kep]\n{without}" if key == "address" else f"{without}\n[kep]{kep}"
    assert read(text).problems == ()


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(example: str, read: Read) -> None:
    assert read(b"\xef\xbb\xbf" + example.replace("\n", "\r\n").encode()).problems == ()


def test_answers_are_cleaned(example: str, read: Read) -> None:
    case = read(replaced(example, '"Yazı İşleri Müdürlüğü"', '"  Yazı\\tI\u0307şleri "')).case
    assert case is not None
    assert case.municipality.unit == "Yazı İşleri"


def test_the_district_of_a_municipality_of_a_province_is_a_warning(
    example: str, read: Read
) -> None:
    (problem,) = read(replaced(example, 'kind = "ilçe"', 'kind = "büyükşehir"')).problems
    assert problem.field == "municipality.district"
    assert problem.severity is Severity.WARNING


BROKEN = {
    "missing key": ('detsis = "12345678"\n', "", "municipality.detsis", "“detsis” anahtarı eksik"),
    "no number at all": ('"12345678"', '""', "municipality.detsis", "boş bırakılamaz"),
    "missing table": ("[letter.contact]", "[letter.xcontact]", "letter.contact", "bölümü eksik"),
    "unknown key": ("web =", "internet =", "municipality.contact.internet", "bilinmeyen bir"),
    "unknown table": ("[kep]", "[fatura]\n[kep]", "fatura", "bilinmeyen bir anahtar"),
    "number for text": ('"12345678"', "12345678", "municipality.detsis", "tırnak içinde"),
    "truth for text": ('"Örnekköy"', "true", "municipality.district", "tırnak içinde"),
    "list for text": ('"708.03"', '["708.03"]', "letter.file_plan", "tırnak içinde"),
    "quoted date": ("2026-12-15", '"2026-12-15"', "letter.go_live", "tırnaksız"),
    "date with a time": ("2026-12-15", "2026-12-15T10:00:00", "letter.go_live", "tırnaksız"),
    "empty go-live day": ("2026-12-15", '""', "letter.go_live", "boş bırakılamaz"),
    "impossible date": ("2026-12-15", "2026-02-30", "dosya", "TOML biçiminde değil"),
    "broken TOML": ("[kep]", "[kep", "dosya", "satır"),
    "key twice": ("[kep]", "[kep]\nuser_tckn='1'", "dosya", "TOML biçiminde değil"),
    "bad TCKN": ("10000010046", "10000010047", "officers[2].tckn", "geçerli değil"),
    "twin TCKN": ("10000010046", "10000000146", "officers[2].tckn", "aynı"),
    "bad mobile": ("(0 500) 000 00 02", "123", "officers[2].mobile", "10 rakam"),
    "bad KEP": ("ornekkoybelediyesi@hs01.kep.tr", "a@b.c", "municipality.contact.kep", "KEP"),
    "bad choice": ('kind = "ilçe"', 'kind = "köy"', "municipality.kind", "şunlardan biri"),
    "empty answer": ('"Sivas"', '"  "', "municipality.province", "boş bırakılamaz"),
    "secret in the file": ("[kep]", '[kep]\nparola = "a"', "kep.parola", "yazılmaz"),
    "parts of a person": ('unit = "Bilgi', '#unit = "Bilgi', "officers[2].unit", "eksik"),
    "unknown part of a person": ("mobile =", "cep =", "officers[1].cep", "bilinmeyen"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_problem_is_reported_at_its_field(example: str, read: Read, name: str) -> None:
    old, new, field, words = BROKEN[name]
    errors = [
        problem
        for problem in read(replaced(example, old, new)).problems
        if problem.severity is Severity.ERROR
    ]
    assert any(problem.field == field and words in problem.text for problem in errors), errors


def test_people_must_be_rows(example: str, read: Read) -> None:
    first = example.index("[[officers]]")
    rest = example[example.index("[kep]") :]
    found = read('officers = ["Ayşe"]\n' + example[:first] + rest)
    assert fields_of(found) == ["officers"]
    assert "[[officers]]" in found.problems[0].text
    assert fields_of(read(example[:first] + rest)) == ["officers"]


def test_a_table_must_be_a_table(example: str, read: Read) -> None:
    found = read("kep = 1\n" + example[: example.index("[kep]")])
    assert [(each.field, each.text) for each in found.problems] == [
        ("kep", "Bir bölüm olmalıdır: [kep].")
    ]


def test_a_gizli_package_by_wire_is_an_error(example: str, read: Read) -> None:
    together = replaced(example, 'secrecy = "apart"', 'secrecy = "together"')
    assert fields_of(read(together)) == ["letter.medium", "letter.secrecy"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "boş"),
        (b" \n\t", "boş"),
        (b"\xef\xbb\xbf", "boş"),
        ("[municipality]\nname = 'Şişli'".encode("cp1254"), "UTF-8"),
        ("[kep]".encode("utf-16"), "UTF-8"),
        (b"x" * (answers.MAX_SIZE + 1), "5 MB"),
        (b"bu bir TOML de\xc4\x9fil", "TOML"),
        (b"a" + b"[" * 5000, "TOML"),
        (b"a = " + b"[" * 100_000, "TOML"),
        (b"a = " + b"9" * 5000, "TOML"),
        (b"a = '\x00'", "TOML"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem(read: Read, content: bytes, words: str) -> None:
    found = read(content)
    assert found.case is None
    assert fields_of(found) == ["dosya"]
    assert words in found.problems[0].text


def test_a_missing_file_and_a_folder_are_reported(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "yok.toml", "yok"), (tmp_path, "açılamadı")):
        (problem,) = answers.load(path, DEFAULT, TODAY).problems
        assert words in problem.text


def test_each_problem_is_reported_once(example: str, read: Read) -> None:
    """An answer with an error of form is not reported again as missing."""
    text = replaced(example, 'detsis = "12345678"', "detsis = 12345678")
    text = replaced(text, 'tckn = "10000000146"', "tckn = 10000000146")
    assert fields_of(read(text)) == ["municipality.detsis", "officers[1].tckn"]
    assert fields_of(read("x = 1")) == ["x", "municipality", "letter", "kep", "officers"]


def test_no_sentence_repeats_a_personal_number(example: str, read: Read) -> None:
    text = replaced(example, 'tckn = "10000000146"', '10000000146 = "x"\ntckn = 10000000147')
    text = replaced(text, '"(0 500) 000 00 02"', '"0500 000 00 0"')
    words = " ".join(f"{problem.field} {problem.text}" for problem in read(text).problems)
    assert "officers[1]" in words
    assert "1000000014" not in words
    assert "0500" not in words


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_a_problem(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "herhangi.toml"
    path.write_bytes(content)
    assert answers.load(path, DEFAULT, TODAY).problems


@given(st.data())
def test_a_value_of_any_wrong_type_is_reported_at_its_field(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Replace one value of the example by another that is valid TOML."""
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    numbers = [number for number, line in enumerate(lines) if " = " in line]
    number = data.draw(st.sampled_from(numbers))
    key = lines[number].split(" = ")[0]
    value = data.draw(st.sampled_from(["1", "1.5", "true", "[]", "{}", "[{}]", "12:00:00", "nan"]))
    lines[number] = f"{key} = {value}"
    path = tmp_path_factory.getbasetemp() / "tur.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = answers.load(path, DEFAULT, TODAY)
    assert found.case is not None
    assert any(problem.field.endswith(key) for problem in found.problems)


URGENCY = """
urgency = "GÜNLÜDÜR"
due_date = 2026-12-10
"""
INITIALS_AND_TEXTS = """
[[letter.paraf]]
title = "Şef"
name = "Ayşe"
surname = "Işık"
[letter.text.request]
subject = "Geçiş Talebi"
body = '''
  Birinci   paragraf.

İkinci paragraf. Gereğini {arz} ederim.
'''
[letter.text.kep]
subject = ""
"""


@pytest.fixture
def fuller(example: str) -> str:
    text = replaced(example, 'secrecy = "apart"', f'secrecy = "apart"{URGENCY}')
    return replaced(text, "[letter.contact]", f"{INITIALS_AND_TEXTS}[letter.contact]")


def test_urgency_initials_and_own_words_are_read(fuller: str, read: Read) -> None:
    found = read(fuller)
    assert found.problems == ()
    assert found.case is not None
    letter = found.case.letter
    assert (letter.urgency, letter.due_date) == ("GÜNLÜDÜR", "2026-12-10")
    assert letter.paraf == (model.Official("Şef", "Ayşe", "Işık"),)
    assert letter.text.request.subject == "Geçiş Talebi"
    assert letter.text.request.body == (
        "Birinci paragraf.\nİkinci paragraf. Gereğini {arz} ederim."
    )
    assert letter.text.kep == model.LetterText()


BROKEN_PARTS = {
    "unknown urgency": ('"GÜNLÜDÜR"', '"İVEDİ"', "letter.urgency"),
    "no due date": ("due_date = 2026-12-10", "", "letter.due_date"),
    "quoted due date": ("2026-12-10", '"10.12.2026"', "letter.due_date"),
    "unknown part of initials": ('name = "Ayşe"', 'ad = "Ayşe"', "letter.paraf[1].ad"),
    "empty part of initials": ('"Işık"', '""', "letter.paraf[1].surname"),
    "unknown letter": ("[letter.text.kep]", "[letter.text.zarf]", "letter.text.zarf"),
    "unknown word of a letter": ('subject = ""', 'konu = ""', "letter.text.kep.konu"),
    "number for words": ('subject = "Geçiş Talebi"', "subject = 1", "letter.text.request.subject"),
    "rows for a table": ("[letter.text.kep]", "[[letter.text.kep]]", "letter.text.kep"),
}


@pytest.mark.parametrize("name", BROKEN_PARTS)
def test_a_problem_in_them_is_reported_at_its_field(fuller: str, read: Read, name: str) -> None:
    old, new, field = BROKEN_PARTS[name]
    assert field in fields_of(read(replaced(fuller, old, new)))


def with_logo(example: str, path: str) -> str:
    return replaced(example, 'medium = "E"', f"medium = \"E\"\nlogo = '{path}'")


def test_the_path_of_the_logo_is_relative_to_the_file(
    tmp_path: Path, example: str, read: Read
) -> None:
    (tmp_path / "resimler").mkdir()
    (tmp_path / "resimler" / "arma  ı.png").write_bytes(b"resim")
    found = read(with_logo(example, "resimler/arma  ı.png"))
    assert (found.logo, found.problems) == (b"resim", ())
    assert read(with_logo(example, str(tmp_path / "resimler" / "arma  ı.png"))).logo == b"resim"
    assert read(with_logo(example, "")).logo is None
    assert read(example).logo is None


@pytest.mark.parametrize("start", ["//", "\\\\", "\\/", "//?/UNC/", " \\\\"])
def test_a_logo_on_another_machine_is_not_asked_for(
    example: str, read: Read, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(path: Path) -> bytes:
        raise AssertionError(path)

    monkeypatch.setattr("ebel_wizard.untrusted.read_logo", asked)
    found = read(with_logo(example, f"{start}sunucu/paylasim/logo.png"))
    [problem] = found.problems
    assert (problem.field, problem.severity, found.logo) == ("letter.logo", Severity.ERROR, None)
    assert problem.text.startswith("Logo ağdaki bir yolda;")


@pytest.mark.parametrize("kind", ["above", "absolute", "link"])
def test_a_logo_outside_the_folder_is_warned_of(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, example: str, read: Read, kind: str
) -> None:
    outside = tmp_path_factory.mktemp("dışarıda") / "arma.png"
    outside.write_bytes(b"resim")
    if kind == "link":
        if sys.platform == "win32":
            pytest.skip("a link needs a privilege there")
        (tmp_path / "arma.png").symlink_to(outside)
    paths = {"above": f"../{outside.parent.name}/arma.png", "absolute": str(outside)}
    found = read(with_logo(example, paths.get(kind, "arma.png")))
    [problem] = found.problems
    assert (problem.field, problem.severity, found.logo) == (
        "letter.logo",
        Severity.WARNING,
        b"resim",
    )
    assert "klasörü dışından alındı" in problem.text


def test_a_logo_that_cannot_be_read_is_an_error(tmp_path: Path, example: str, read: Read) -> None:
    (tmp_path / "klasör").mkdir()
    (tmp_path / "çok.png").write_bytes(bytes(untrusted.LARGEST_LOGO + 1))
    for path in ("yok.png", "klasör", "çok.png", "a" * 5000):
        found = read(with_logo(example, path))
        assert fields_of(found) == ["letter.logo"], path
        assert found.logo is None
    assert fields_of(read(replaced(example, 'medium = "E"', 'medium = "E"\nlogo = 1'))) == [
        "letter.logo"
    ]


MORE = """
[letter.second_signatory]
name = "Umut"
surname = "Çağlar"
title = "Mali Hizmetler Müdürü"

[[letter.also_to]]
body = "Örnek Valiliği"
without = [1, 2]

[[letter.copies_to]]
body = "Örnek Kaymakamlığı"
unit = "Yazı İşleri Müdürlüğü"
address = "Örnekköy/SİVAS"

[[letter.references]]
date = 2026-05-03
number = "E-12345678-708.03-41"
kind = "yazı"
sender = "Örnek Valiliği"
annex = 2

[[letter.references]]
date = 2026-05-04
kind = "dilekçe"
sender = "Ayşe Işık"

[olur]
number = "12"
date = 2026-11-02

[olur.proposer]
title = "Bilgi İşlem Müdürü"
name = "İpek"
surname = "Gündoğdu"

[[olur.approvers]]
title = "Başkan Yardımcısı"

[[units]]
name = "Yazı İşleri Müdürlüğü"
detsis = "12345679"

[[users]]
name = "Ayşe"
surname = "Işık"
duty = "Evrak kayıt"

[[certificates]]
registry = "4521"
name = "Ayşe"
surname = "Işık"
tckn = "10000000146"

[[kep.form]]
label = "KEP parolası"
secret = "parola"
[[kep.form]]
label = "Görüş"
"""


def test_what_came_later_is_read_and_none_of_it_is_needed(example: str, read: Read) -> None:
    text = replaced(example, 'detsis = "12345678"', 'detsis = "12345678"\nunit_detsis = "12345679"')
    found = read(text + MORE)
    assert found.problems == ()
    case = found.case
    assert case is not None
    assert case.municipality.unit_detsis == "12345679"
    assert case.letter.second_signatory == model.Signatory(
        "Umut", "Çağlar", "Mali Hizmetler Müdürü"
    )
    assert case.letter.also_to == (model.Recipient("Örnek Valiliği", without="1, 2"),)
    assert case.letter.copies_to == (
        model.Recipient("Örnek Kaymakamlığı", "Yazı İşleri Müdürlüğü", "Örnekköy/SİVAS"),
    )
    assert case.letter.references == (
        model.Reference(
            *("2026-05-03", "E-12345678-708.03-41", "yazı", "Örnek Valiliği"), annex="2"
        ),
        model.Reference("2026-05-04", kind="dilekçe", sender="Ayşe Işık"),
    )
    assert case.olur == model.Olur(
        "12",
        "2026-11-02",
        model.Official("Bilgi İşlem Müdürü", "İpek", "Gündoğdu"),
        (model.Official("Başkan Yardımcısı"),),
    )
    assert case.units == (model.Unit("Yazı İşleri Müdürlüğü", detsis="12345679"),)
    assert case.users == (model.User("Ayşe", "Işık", duty="Evrak kayıt"),)
    assert case.certificates == (model.Certificate("4521", "Ayşe", "Işık", "10000000146"),)
    assert case.kep.form == (
        model.FormRow("KEP parolası", secret="parola"),
        model.FormRow("Görüş"),
    )


BROKEN_ROWS = {
    "a number for a list of them": ("[1, 2]", "1", "letter.also_to[1].without"),
    "a truth for a number": ("[1, 2]", "[true]", "letter.also_to[1].without"),
    "words for numbers": ("[1, 2]", '["1"]', "letter.also_to[1].without"),
    "an annex there cannot be": ("[1, 2]", "[0]", "letter.also_to[1].without"),
    "an unknown kind": ('"yazı"', '"mektup"', "letter.references[1].kind"),
    "a body that is missing": ('body = "Örnek Valiliği"', "", "letter.also_to[1].body"),
    "an unknown part": ('secret = "parola"', 'gizli = "parola"', "kep.form[1].gizli"),
    "a wrong TCKN": ("10000000146", "10000000147", "certificates[1].tckn"),
    "a short DETSİS number": ('"12345679"', '"1234567"', "units[1].detsis"),
    "a quoted date": ("2026-11-02", '"2.11.2026"', "olur.date"),
}


@pytest.mark.parametrize("name", BROKEN_ROWS)
def test_a_problem_in_what_came_later_is_reported_at_its_field(
    example: str, read: Read, name: str
) -> None:
    old, new, field = BROKEN_ROWS[name]
    assert fields_of(read(example + replaced(MORE, old, new))) == [field]
