"""The words an officer may not know, with their meanings."""

import functools
from dataclasses import dataclass

from ebel_wizard import resources, untrusted
from ebel_wizard.turkish import letters


@dataclass(frozen=True, slots=True)
class Word:
    """A word, what it means, and other words it is found by."""

    word: str
    meaning: str
    also: tuple[str, ...] = ()


@functools.cache
def words() -> tuple[Word, ...]:
    """Return all words in the order of the alphabet."""
    text = resources.path("help", "sozluk.toml").read_text("utf-8")
    found = (
        Word(each["word"], each["meaning"], tuple(each.get("also", ())))
        for each in untrusted.toml(text)["word"]
    )
    return tuple(sorted(found, key=lambda each: letters.sort_key(each.word)))


def word(name: str) -> Word | None:
    """Return the word of this or another name, however its letters are marked; None if unknown."""
    wanted = letters.fold(name)
    return next((each for each in words() if wanted in _names(each)), None)


@functools.cache
def _names(found: Word) -> tuple[str, ...]:
    return tuple(letters.fold(name) for name in (found.word, *found.also))
