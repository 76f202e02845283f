"""A guide file that cannot be used is reported with its name, the line and the key."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard import resources
from ebel_wizard.guide.loader import GuideError, load_guide
from ebel_wizard.guide.model import CheckItem, Day, Responsible, Source

SHIPPED = resources.path("guide", "e-belediye.toml").read_text(encoding="utf-8")

SMALL = """\
title = "Küçük kılavuz"

[[step]]
id = "bir"
number = 1
title = "Birinci"
responsible = "belediye"
source = "guide"
day = "before"
instructions = [
    "Şunu yapın.",
    "[[step]] yazan bir satır.",
]

[[step.check]]
id = "a"
text = "A’nın yapılması"

[[step.check]]
id = "b"
text = "B’nin yapılması"

[[step]]
id = "iki"
number = 2
title = "İkinci"  # [[step]]
responsible = "yardim-masasi"
source = "inferred"
day = "go-live"
instructions = ["Bekleyin."]
"""


def error_of(folder: Path, content: str | bytes) -> GuideError:
    file = folder / "kilavuz.toml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(GuideError) as caught:
        load_guide(file)
    return caught.value


def test_a_small_guide_is_read_completely(tmp_path: Path) -> None:
    file = tmp_path / "kilavuz.toml"
    file.write_text(SMALL, encoding="utf-8")
    guide = load_guide(file)
    first, second = guide.steps
    assert guide.title == "Küçük kılavuz"
    assert first.instructions == ("Şunu yapın.", "[[step]] yazan bir satır.")
    assert [(item.id, item.text) for item in first.checks] == [
        ("a", "A’nın yapılması"),
        ("b", "B’nin yapılması"),
    ]
    assert (second.responsible, second.source, second.day) == (
        Responsible.HELPDESK,
        Source.INFERRED,
        Day.GO_LIVE,
    )
    assert (second.menu_path, second.notes, second.pages, second.checks) == ((), (), (), ())
    assert (second.search_word, second.sends) == ("", False)
    assert (first.working_days_before, second.working_days_before) == (None, 0)


def test_an_older_guide_has_its_titles_as_names_and_its_boxes_as_what_is_left(
    tmp_path: Path,
) -> None:
    file = tmp_path / "kilavuz.toml"
    file.write_text(SMALL, encoding="utf-8")
    first, second = load_guide(file).steps
    assert (first.short, second.short) == ("Birinci", "İkinci")
    assert [item.todo for item in first.checks] == ["A’nın yapılması", "B’nin yapılması"]
    assert (first.early, first.required, first.page_names) == ((), False, {})


def test_names_for_the_window_and_words_for_what_is_left_are_read(tmp_path: Path) -> None:
    file = tmp_path / "kilavuz.toml"
    more = """\
number = 2
short = "Kısa"
required = true
early = ["Erken başlayın."]
page_names = { general = "İzleme" }
check = [{ id = "c", text = "C yapıldı", todo = "C’yi yapın" }]
"""
    file.write_text(SMALL.replace("number = 2\n", more), encoding="utf-8")
    step = load_guide(file).step("iki")
    assert (step.short, step.title, step.required) == ("Kısa", "İkinci", True)
    assert step.early == ("Erken başlayın.",)
    assert step.page_names == {"general": "İzleme"}
    assert step.checks == (CheckItem("c", "C yapıldı", "C’yi yapın"),)


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    file = tmp_path / "kilavuz.toml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert [step.id for step in load_guide(file).steps] == ["bir", "iki"]


DAYS = "step.working_days_before"
BROKEN = {
    "unknown key at the top": ('title = "K', 'titel = "K', 1, "titel"),
    "unknown key in a step": ('day = "before"', 'day = "before"\nrenk = "mor"', 10, "step.renk"),
    "unknown key in a check item": ('id = "b"', 'id = "b"\nx = 1', 21, "step.check.x"),
    "no title": ('title = "Küçük kılavuz"\n', "", 1, "title"),
    "no number": ("number = 2\n", "", 23, "step.number"),
    "no text in a check item": ('text = "B’nin yapılması"\n', "", 19, "step.check.text"),
    "text that is a number": ('title = "İkinci"', "title = 2", 26, "step.title"),
    "number that is text": ("number = 2", 'number = "2"', 25, "step.number"),
    "number that is true": ("number = 1", "number = true", 5, "step.number"),
    "number that is fractional": ("number = 1", "number = 1.0", 5, "step.number"),
    "flag that is text": ("number = 2", 'number = 2\nsends = "evet"', 26, "step.sends"),
    "list that is text": ('["Bekleyin."]', '"Bekleyin."', 30, "step.instructions"),
    "list with a number": ('"Şunu yapın.",', "5,", 10, "step.instructions"),
    "list with an empty text": ('"Şunu yapın.",', '"Şunu yapın.", " ",', 10, "step.instructions"),
    "empty list of instructions": ('["Bekleyin."]', "[]", 30, "step.instructions"),
    "empty title": ('title = "İkinci"', 'title = ""', 26, "step.title"),
    "blank search word": ("number = 2", 'number = 2\nsearch_word = " "', 26, "step.search_word"),
    "empty menu part": ("number = 2", 'number = 2\nmenu_path = ["A", ""]', 26, "step.menu_path"),
    "repeated number": ("number = 2", "number = 1", 25, "step.number"),
    "skipped number": ("number = 2", "number = 3", 25, "step.number"),
    "repeated id": ('id = "iki"', 'id = "bir"', 24, "step.id"),
    "repeated check item": ('id = "b"', 'id = "a"', 20, "step.check.id"),
    "id with a space": ('id = "iki"', 'id = "iki iki"', 24, "step.id"),
    "id with a Turkish letter": ('id = "b"', 'id = "ğ"', 20, "step.check.id"),
    "unknown responsible party": ("yardim-masasi", "muhtar", 27, "step.responsible"),
    "unknown source": ('"inferred"', '"rumour"', 28, "step.source"),
    "unknown day": ("go-live", "someday", 29, "step.day"),
    "days before that are text": (
        'day = "before"',
        'day = "before"\nworking_days_before = "5"',
        10,
        DAYS,
    ),
    "days before that are true": (
        'day = "before"',
        'day = "before"\nworking_days_before = true',
        10,
        DAYS,
    ),
    "no days before": ('day = "before"', 'day = "before"\nworking_days_before = 0', 10, DAYS),
    "years before": ('day = "before"', 'day = "before"\nworking_days_before = 251', 10, DAYS),
    "days before the go-live day itself": (
        "number = 2",
        "number = 2\nworking_days_before = 5",
        26,
        DAYS,
    ),
    "empty short name": ("number = 2", 'number = 2\nshort = ""', 26, "step.short"),
    "page names that are text": (
        "number = 2",
        'number = 2\npage_names = "a"',
        26,
        "step.page_names",
    ),
    "empty page name": (
        "number = 2",
        'number = 2\npage_names = { general = "" }',
        26,
        "step.page_names.general",
    ),
    "empty words for what is left": ('id = "b"', 'id = "b"\ntodo = ""', 21, "step.check.todo"),
    "check items that are text": ("number = 2", 'number = 2\ncheck = "a"', 26, "step.check"),
    "check items that are texts": ("number = 2", 'number = 2\ncheck = ["a"]', 26, "step.check"),
}


@pytest.mark.parametrize(("old", "new", "line", "key"), BROKEN.values(), ids=list(BROKEN))
def test_an_error_is_reported_with_file_line_and_key(
    tmp_path: Path, old: str, new: str, line: int, key: str
) -> None:
    assert SMALL.count(old) == 1
    error = error_of(tmp_path, SMALL.replace(old, new))
    assert (error.line, error.key) == (line, key)
    assert str(error).startswith(f"kilavuz.toml dosyası, {line}. satır, “{key}” anahtarı: ")


def test_an_error_is_one_plain_sentence(tmp_path: Path) -> None:
    error = error_of(tmp_path, SMALL.replace("number = 2", "number = 4"))
    assert str(error) == (
        "kilavuz.toml dosyası, 25. satır, “step.number” anahtarı: "
        "4 yerine 2 olmalıdır; adımlar 1’den başlayıp sırayla gider."
    )


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('title = "a"\nstep = \n', 2),
        ('title = "a"\n[[step]]\nid = "b\n', 3),
        ('title = "a"\ntitle = "b"\n', 2),
        ('title = "a"\n\n[[step]\n', 3),
        ('title = "a"\nx = [1,\n2,\n', 3),
        ('title = "a"\n[step]\n[[step]]\n', 3),
        ('title = "a"\nx = 2026-13-45\n', 2),
    ],
)
def test_invalid_toml_is_reported_with_its_line(tmp_path: Path, content: str, line: int) -> None:
    error = error_of(tmp_path, content)
    assert (error.line, error.key) == (line, "")
    assert f"kilavuz.toml dosyası, {line}. satır: " in str(error)


def test_text_that_is_not_utf8_is_reported_with_its_line(tmp_path: Path) -> None:
    error = error_of(tmp_path, SMALL.replace("Şunu", "Bunu").encode("cp1254"))
    assert error.line == 1
    assert "UTF-8" in str(error)


def test_a_missing_file_is_reported_by_name(tmp_path: Path) -> None:
    with pytest.raises(GuideError, match=r"^yok\.toml dosyası: dosya okunamadı\.$"):
        load_guide(tmp_path / "yok.toml")


@pytest.mark.parametrize("content", ["", "# boş\n", 'title = "a"\n', 'title = "a"\nstep = []\n'])
def test_a_guide_without_steps_is_refused(tmp_path: Path, content: str) -> None:
    error = error_of(tmp_path, content)
    assert error.key in {"title", "step"}
    assert error.line in {1, 2}


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('[[step]]\nid = "iki"', '[[ step ]]\nid = "iki"', 25),
        ('[[step]]\nid = "iki"', '[["step"]]\nid = "iki"', 25),
        ('"Şunu yapın."', '"""\n[[step]]\nnumber = 3\n"""', 28),
        ('"Şunu yapın."', "'''\n[[step]]\nnumber = 3\n'''", 28),
        ("# [[step]]", "# ]] ''' \"\"\" [[step]]", 25),
    ],
)
def test_the_line_is_right_however_the_file_is_written(
    tmp_path: Path, old: str, new: str, line: int
) -> None:
    assert SMALL.count(old) == 1
    broken = SMALL.replace(old, new).replace("number = 2", "number = 7")
    error = error_of(tmp_path, broken)
    assert (error.line, error.key) == (line, "step.number")
    assert broken.split("\n")[line - 1] == "number = 7"


def test_the_line_is_right_with_windows_line_ends(tmp_path: Path) -> None:
    broken = SMALL.replace("number = 2", "number = 7").replace("\n", "\r\n")
    assert error_of(tmp_path, broken).line == 25


def test_an_inline_table_is_reported_with_its_first_line(tmp_path: Path) -> None:
    inline = SMALL.replace("number = 2", 'number = 2\ncheck = [\n  {id = "a", text = ""},\n]')
    error = error_of(tmp_path, inline)
    assert (error.line, error.key) == (26, "step.check.text")


KEY_LINES = [
    number
    for number, line in enumerate(SHIPPED.split("\n"))
    if line[:1].isalpha() and " = " in line
]


@given(st.sampled_from(KEY_LINES))
def test_any_misspelt_key_of_the_shipped_guide_is_found(
    tmp_path_factory: pytest.TempPathFactory, number: int
) -> None:
    lines = SHIPPED.split("\n")
    key = lines[number].split(" = ")[0]
    lines[number] = f"{key}x{lines[number].removeprefix(key)}"
    error = error_of(tmp_path_factory.mktemp("guide"), "\n".join(lines))
    assert error.line == number + 1
    assert error.key.split(".")[-1] == f"{key}x"
