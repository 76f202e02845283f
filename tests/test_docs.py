"""The officer's guide speaks as the window does."""

from pathlib import Path

from ebel_wizard.case import choices

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "kilavuz.md").read_text(encoding="utf-8")


def test_the_ways_of_secrecy_have_their_names_in_the_window() -> None:
    for name in choices.SECRECY.values():
        assert f"| **{name.removesuffix(' (önerilir)')}**" in GUIDE


def test_on_windows_the_program_starts_as_the_readme_says() -> None:
    command = r".venv\Scripts\python -m ebel_wizard"
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"| Windows | `{command}` |" in GUIDE
