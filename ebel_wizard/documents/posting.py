"""The officer's list before posting, drawn for the chosen mode; ours alone, sent to nobody.

It has no TCKN, no telephone number and no secret, and fits on one page.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ebel_wizard.case import model
from ebel_wizard.case.model import Case
from ebel_wizard.documents import addressee, letter, olur, references, request_letter, signature
from ebel_wizard.documents.layout import fonts, page
from ebel_wizard.documents.layout.page import Page, Rule, Tag, Text
from ebel_wizard.turkish import letters

_TEXTS: Final = ("texts", "posting.toml")
_SIZES: Final = (11.0, 10.0, 9.0, 8.0)  # the largest in which the list fits on its page
_BOX: Final = 0.8  # of the type size
_HANG: Final = 20.0
_LONGEST: Final = 200  # letters of an answer: the list names things and may shorten them
_ALL_NAMES: Final = 1_200  # letters of all who initial: more than can initial the copy (I1)


def title() -> str:
    """Return the list's title."""
    return str(letter.texts(*_TEXTS)["title"])


def lay_out(case: Case, subject: str, *, table_pages: int, form_pages: int) -> list[Page]:
    """Return the list on one page, in the largest type that fits."""
    words = letter.texts(*_TEXTS)
    values = {
        "belediye": case.municipality.name,
        "konu": subject,
        "imzalayan": _signatories(case),
        "muhatap": str(len(addressee.everybody(case))),
        "tablo": str(table_pages),
        "form": str(form_pages),
    }
    names = (
        f"{each.title} {signature.full_name(each.name, each.surname)}" for each in case.letter.paraf
    )
    shown = {name: letters.shortened(text, _LONGEST) for name, text in values.items()} | {
        "paraf": letters.shortened(
            ", ".join(letters.shortened(each, _LONGEST) for each in names), _ALL_NAMES
        )
    }
    conditions = _conditions(case)
    parts = _parts(words, conditions, shown)
    intro = letter.fill(words["intro"], shown)
    note = " ".join(_applicable(words["notes"], conditions))
    for size in _SIZES:
        made, lowest = _draw(words["title"], intro, parts, note, size)
        if lowest >= page.FOOT:
            break
    return [made]


def _signatories(case: Case) -> str:
    at = case.letter
    both = (signature.lines(at.signatory), signature.second(at.second_signatory))
    return " ile ".join(f"{name} ({', '.join(titles)})" for name, *titles in filter(None, both))


def _conditions(case: Case) -> frozenset[str]:
    """Return the words of ``when`` that are true of this case."""
    at, medium = case.letter, request_letter.medium(case)
    on_paper = request_letter.is_on_paper(case)
    secrecy = at.secrecy if at.secrecy in letter.MARKS else model.APART
    return frozenset(
        {
            model.PAPER if on_paper else model.ELECTRONIC,
            "O" if medium == model.EMERGENCY else "",
            secrecy,
            "named" if at.paraf else "unnamed",
            "" if at.record_number and at.date else "blank",
            "" if case.kep.letter.record_number and case.kep.letter.date else "kepblank",
            "" if secrecy == model.HIZMETE_OZEL else "form",
            "package" if secrecy in letter.MARKS else "",
            "" if all(each.address for each in addressee.everybody(case)) else "noaddress",
            "several" if addressee.is_distributed(case) else "",
            "olur" if olur.exists(case) else "",
            "annexed" if references.annexes(case) else "",
            "posted" if on_paper or secrecy == model.APART else "",
        }
    )


def _parts(
    words: Mapping[str, Any], conditions: frozenset[str], values: Mapping[str, str]
) -> list[tuple[str, list[str]]]:
    parts = (
        (
            part["title"],
            [letter.fill(text, values) for text in _applicable(part["steps"], conditions)],
        )
        for part in words["parts"]
    )
    return [(name, steps) for name, steps in parts if steps]


def _applicable(texts: Sequence[Mapping[str, str]], conditions: frozenset[str]) -> list[str]:
    """Return the texts whose ``when`` is true."""
    return [each["text"] for each in texts if conditions.issuperset(each.get("when", "").split())]


def _draw(
    name: str, intro: str, parts: Sequence[tuple[str, list[str]]], note: str, size: float
) -> tuple[Page, float]:
    """Return the page in this type size and its lowest baseline, which may lie below the paper."""
    leading, width = size * 1.25, page.TEXT_WIDTH
    current: Page = []
    y = page.TOP - page.ASCENT * 14
    current.append(
        page.centred(letters.upper(name), y, size=14, font=fonts.BOLD)._replace(tag=Tag("H1"))
    )
    y -= 1.2 * leading
    for line in page.wrap(intro, width, size):
        y -= leading / 2
        current.append(page.centred(line, y, size=size))
        y -= leading / 2
    number = 0
    for part, steps in parts:
        y -= 1.6 * leading
        current.append(Text(page.LEFT, y, part, size, fonts.BOLD, tag=Tag("H2")))
        every = Tag("L")
        for step in steps:
            number += 1
            y -= 0.25 * leading
            hang = _HANG + fonts.width("00. ", size)
            box = _BOX * size
            bottom = y - leading - 0.1 * size
            current += _square(page.LEFT, bottom, box)
            item = Tag("LI", every)
            mark, tag = Tag("Lbl", item), Tag("LBody", item)
            current.append(Text(page.LEFT + _HANG, y - leading, f"{number}.", size, tag=mark))
            for line in page.wrap(step, width - hang, size):
                y -= leading
                current.append(Text(page.LEFT + hang, y, line, size, tag=tag))
    y -= 0.8 * leading
    for line in page.wrap(note, width, size - 0.5):
        y -= leading
        current.append(Text(page.LEFT, y, line, size - 0.5))
    return current, y


def _square(x: float, y: float, side: float) -> list[Rule]:
    right, top = x + side, y + side
    return [
        Rule(x, y, right, y),
        Rule(x, top, right, top),
        Rule(x, y, x, top),
        Rule(right, y, right, top),
    ]
