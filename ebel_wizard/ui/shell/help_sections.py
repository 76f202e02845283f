"""The sections of Yardım in Markdown: the keys, the words, and those of the officer's handbook."""

import functools
import re
from dataclasses import dataclass
from typing import Final

from ebel_wizard import resources
from ebel_wizard.guide import glossary
from ebel_wizard.guide.model import Step
from ebel_wizard.turkish import letters
from ebel_wizard.ui.shell import keys

KEYS: Final = "tuslar"
GLOSSARY: Final = "sozluk"
ABOUT: Final = "hakkinda"
"""The section that is made anew each time it is opened."""
LICENCES: Final = "lisanslar"
_START: Final = "Program ne yapar"
_PICTURE: Final = re.compile(r"^!\[.*\n", re.MULTILINE)  # the window itself is in sight
_OTHER_FILE: Final = re.compile(r"\[([^]]+)\]\((?!#)[^)]*\)")
_HEADING: Final = re.compile(r"^### (.+)$", re.MULTILINE)
_STEPS: Final = re.compile(r"(\d+)(?:–(\d+))?\. adım")


@dataclass(frozen=True, slots=True)
class Section:
    """What is read at once: the name a link knows it by, its title, and its text in Markdown."""

    name: str
    title: str
    text: str

    def headings(self) -> list[str]:
        """Return the headings within it."""
        return _HEADING.findall(self.text)


def slug(title: str) -> str:
    """Return what a link calls a heading of the handbook."""
    return re.sub(r"[^\w -]", "", letters.lower(title)).replace(" ", "-")


@functools.cache
def handbook() -> tuple[Section, ...]:
    """Return the sections of the handbook in order."""
    text = resources.handbook().read_text("utf-8")
    text = _OTHER_FILE.sub(r"\1", _PICTURE.sub("", text))
    _, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    cut = (part.partition("\n") for part in parts)
    return tuple(Section(slug(title), title, body.strip()) for title, _, body in cut)


@functools.cache
def key_list() -> Section:
    """Return the list of keys."""
    rows = "\n".join(f"| {key.shown} | {key.verb} |" for key in keys.ALL)
    return Section(KEYS, "Tuşlar", f"| Tuş | Ne yapar |\n|---|---|\n{rows}")


@functools.cache
def word_list() -> Section:
    """Return the words with their meanings."""
    told = "\n\n".join(f"### {each.word}\n\n{each.meaning}" for each in glossary.words())
    return Section(GLOSSARY, "Sözlük", told)


def find(link: str) -> tuple[Section, str] | None:
    """Return the section that a link of the handbook leads to, and the heading in it."""
    for section in handbook():
        for heading in ("", *section.headings()):
            if slug(heading or section.title) == link:
                return section, heading
    return None


def about_place(title: str, step: Step | None) -> tuple[Section, str]:
    """Return where the handbook tells about a page or place of this title, or about its step."""
    for section in handbook():
        if title in section.headings() and (step is None or section in _about_step(step)):
            return section, title
    fitting = [each for each in handbook() if each.title == title]
    fitting += _about_step(step) if step is not None else []
    fitting += [each for each in handbook() if each.title == _START]
    return fitting[0], ""


def _about_step(step: Step) -> list[Section]:
    """Return the sections about a step, those about fewest steps first."""
    found = [each for each in handbook() if step.number in _steps(each.title)]
    return sorted(found, key=lambda each: len(_steps(each.title)))


def _steps(title: str) -> range:
    match = _STEPS.match(title)
    return range(int(match[1]), int(match[2] or match[1]) + 1) if match else range(0)
