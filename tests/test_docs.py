"""What the docs say is so: names of the window, files, modules, the numbers of rules."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from ebel_wizard.case import choices, fields

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "kilavuz.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "ebel_wizard"
DOCS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
DOCS += sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))
# Made by running the program or the tests, and not there before.
MADE = ("build/", "dist/", "out/", ".venv/", "gunluk/")
# Files of a workspace, of an installed program, and the standard library.
OTHERS = {"answers.db", "settings.json", "sifreleme.json", "wizard.lock"}
OTHERS |= {"tasinabilir.cmd", "uninstall.exe", "str.upper"}
KEYS = {*fields.BY_PATH, "letter.logo"}


def test_the_ways_of_secrecy_have_their_names_in_the_window() -> None:
    for name in choices.SECRECY.values():
        assert f"| **{name.removesuffix(' (önerilir)')}**" in GUIDE


def test_on_windows_the_program_starts_as_the_readme_says() -> None:
    command = r".venv\Scripts\python -m ebel_wizard"
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"| Windows | `{command}` |" in GUIDE


def all_words() -> str:
    """Return every text that the program's modules and its guide have."""
    trees = (ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree))
    texts = [str(node.value) for node in nodes if isinstance(node, ast.Constant)]
    texts += [path.read_text("utf-8") for path in (ROOT / "resources").rglob("*.toml")]
    return "\n".join(texts).replace("&", "")


def test_every_name_in_the_handbook_stands_in_the_window() -> None:
    handbook = re.sub(r"`[^`\n]*`|\s+", " ", GUIDE)
    strong = {each.rstrip(".:") for each in re.findall(r"\*\*([^*]+)\*\*", handbook)}
    names = {each for each in strong if len(each.split()) < 7 and "," not in each}
    assert len(names) > 100
    words = all_words()
    assert not {each for each in names if each not in words}


def test_no_line_of_the_handbook_is_taken_for_a_numbered_list() -> None:
    for part in GUIDE.split("\n\n"):
        numbered = re.findall(r"^ {0,3}(\d+)[.)] ", part, re.MULTILINE)
        assert numbered == [str(at) for at in range(1, len(numbered) + 1)], part


def quoted(doc: str) -> Iterator[str]:
    """Yield what stands between backticks in a document, and where its links lead."""
    text = (ROOT / doc).read_text(encoding="utf-8")
    text = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    yield from re.findall(r"`([^`\n]+)`", text)
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        yield (ROOT / doc).parent.joinpath(link).resolve().relative_to(ROOT).as_posix()


def pictures() -> set[str]:
    """Return the names of the pictures that the documents show."""
    links = {Path(each) for doc in DOCS for each in quoted(doc)}
    return {each.name for each in links if each.parent == Path("docs", "pictures")}


def test_every_picture_is_shown_and_there() -> None:
    assert pictures() == {path.name for path in (ROOT / "docs" / "pictures").iterdir()}


def is_there(path: str) -> bool:
    """Return whether a file or folder is in the checkout, the package, or a folder of the tests."""
    if (ROOT / path).exists() or (PACKAGE / path).exists():
        return True
    return "/" not in path and any((ROOT / "tests").rglob(path))


def names_something(dotted: str) -> bool:
    """Return whether a module of ours, or a name in one, is called so."""
    module, _, name = f"ebel_wizard.{dotted.removeprefix('ebel_wizard.')}".rpartition(".")
    try:
        return hasattr(import_module(module), name) or find_spec(f"{module}.{name}") is not None
    except ModuleNotFoundError:
        return False


@pytest.mark.parametrize("doc", DOCS)
def test_every_file_that_is_named_is_there(doc: str) -> None:
    files = [
        each for each in quoted(doc) if re.fullmatch(r"[\w./-]+(/|\.(py|md|toml|yaml|sh))", each)
    ]
    assert not [each for each in files if not each.startswith(MADE) and not is_there(each)]


@pytest.mark.parametrize("doc", [doc for doc in DOCS if "letter-rules" not in doc])
def test_every_module_and_function_that_is_named_is_there(doc: str) -> None:
    named = [each for each in quoted(doc) if re.fullmatch(r"[a-z]\w*(\.[a-z]\w*)+", each)]
    assert not [
        each
        for each in named
        if not (is_there(each) or each in OTHERS or in_a_case(each) or names_something(each))
    ]


def in_a_case(path: str) -> bool:
    """Return whether an answer file has such a key."""
    return any(known == path or known.startswith(f"{path}.") for known in KEYS)


def test_every_rule_of_the_house_that_a_comment_names_is_written_down() -> None:
    rules = set(
        re.findall(r"^(\d+)\. \*\*", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    )
    assert rules == {str(number) for number in range(1, 11)}
    named = {
        (path.name, number)
        for folder in ("ebel_wizard", "tests", "benchmarks", "packaging")
        for path in (ROOT / folder).rglob("*.py")
        for number in re.findall(r"\brules? (\d+)\b", path.read_text(encoding="utf-8"))
    }
    assert named
    assert {number for _, number in named} <= rules, named


JARGON = re.compile(r"çalışma alan[ıi]|anahtarlı[kğ]|çıkarım", re.IGNORECASE)


@pytest.mark.parametrize("ending", ["py", "toml", "md"])
def test_the_officer_reads_no_words_of_programmers(ending: str) -> None:
    places = [ROOT / "docs" / "kilavuz.md"] if ending == "md" else []
    for folder in (PACKAGE, ROOT / "resources"):
        places += folder.rglob(f"*.{ending}")
    found = {path.name: JARGON.findall(path.read_text("utf-8")) for path in places}
    assert not {name: words for name, words in found.items() if words}
