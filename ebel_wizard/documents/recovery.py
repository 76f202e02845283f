"""The page with the kurtarma kodu, printed from memory and locked away."""

from datetime import date
from typing import Final

from ebel_wizard.documents import kinds, letter
from ebel_wizard.documents.kind import Document
from ebel_wizard.documents.layout import fonts, page, pdf_writer
from ebel_wizard.documents.layout.page import Info, Page, Tag, Text
from ebel_wizard.turkish import dates, letters

_TEXTS: Final = ("texts", "recovery.toml")
_SIZE: Final = 12.0
_LEADING: Final = 16.0
_CODE: Final = 20.0
_IN_A_LINE: Final = 4  # groups, so that nobody loses their place while copying


def make(code: str, municipality: str, day: date) -> Document:
    """Return the code in unmistakable letters, and what it is for."""
    fonts.load()
    words = letter.texts(*_TEXTS)
    values = {"belediye": municipality or "belediyeniz", "gün": dates.short(day)}
    y = page.TOP - page.ASCENT * 16
    name = letters.upper(words["title"])
    made: Page = [page.centred(name, y, size=16, font=fonts.BOLD)._replace(tag=Tag("H1"))]
    y -= 3 * _LEADING
    groups = code.split("-")
    for at in range(0, len(groups), _IN_A_LINE):
        line = "  ".join(groups[at : at + _IN_A_LINE])
        made.append(page.centred(line, y, size=_CODE, font=fonts.CLEAR))
        y -= 2 * _CODE
    y -= _LEADING
    for paragraph in words["paragraphs"]:
        tag = Tag("P")
        for line in page.wrap(letter.fill(paragraph, values), page.TEXT_WIDTH, _SIZE):
            made.append(Text(page.LEFT, y, line, _SIZE, tag=tag))
            y -= _LEADING
        y -= _LEADING / 2
    title = str(words["title"])
    data = pdf_writer.write([made], Info(title, municipality, secret=True))
    return Document(kinds.RECOVERY_PAGE, data, 1, secret=True)
