"""Step 8: how each unit is reached, and which of them are entered in e-Belediye."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from ebel_wizard.case import fields, register
from ebel_wizard.case.book import UNIT
from ebel_wizard.case.rules import Problem
from ebel_wizard.guide.model import Step
from ebel_wizard.turkish import numbers
from ebel_wizard.ui import theme
from ebel_wizard.ui.fields import button
from ebel_wizard.ui.list_panel import ListPanel, row_columns
from ebel_wizard.ui.pages.base import Page, scrolled_column
from ebel_wizard.ui.retype import MenuPath, Values
from ebel_wizard.ui.session import Session

_WIDTHS: Final = {
    "name": 19,
    "address": 13,
    "phone": 16,
    "fax": 16,
    "email": 12,
    "web": 10,
    "entered": 15,
}


class UnitsPage(Page):
    """Address, telephone, fax, e-mail and web of each unit."""

    name = "units"
    title = "Birimler"

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._panel = ListPanel(
            session,
            step.id,
            self.title,
            [UNIT],
            row_columns(
                session, UNIT, _WIDTHS, {"name": partial(register.offered_units, session.book)}
            ),
            lambda: list(session.book.rows(UNIT)),
            "Henüz birim yok; “Personelin birimlerini ekle” ile başlayın.",
            [
                button("Birim &ekle", self._add),
                button("&Personelin birimlerini ekle", self._add_missing),
                button("Birimi &sil", self._remove),
            ],
        )
        self._values = Values(
            self._panel,
            {
                question.label: partial(self._part, question.path)
                for question in fields.UNIT
                if question.path != "entered"
            },
        )
        column = scrolled_column(self, width=None, fill=True)
        column.setSpacing(theme.GRID)
        column.addWidget(MenuPath(step))
        column.addWidget(
            theme.label(
                "Kendi adresi ya da telefonu olan birimleri yazın; ortak olanları boş bırakın. "
                "Listede geldiğiniz birimin bilgilerini alttaki düğmelerle kopyalarsınız."
            )
        )
        column.addWidget(self._panel, 1)
        column.addWidget(self._values)

    @classmethod
    def progress(cls, session: Session) -> str:
        """How many units were entered in e-Belediye."""
        total = len(session.book.rows(UNIT))
        done = register.entered(session.book, UNIT)
        return f"{numbers.shown(done)} / {numbers.shown(total)} birim girildi" if total else ""

    def opened(self) -> None:
        """Put the units in the order of the alphabet."""
        self._panel.refresh()
        self._panel.table.arrange("name")

    def refresh(self) -> None:
        """Show the units as they are."""
        self._panel.refresh()
        self._values.refresh()

    def problems(self) -> list[Problem]:
        """What is wrong in what is filled in."""
        return self._panel.problems()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the cells."""
        self._panel.show_problems(problems)

    def focus_field(self, path: str) -> None:
        """Go to the cell of ``<unit>.<part>``."""
        self._panel.focus_field(path)

    def _part(self, part: str, key: str) -> str:
        return str(self.session.book.rows(UNIT).get(key, {}).get(part, ""))

    def _add(self) -> None:
        book = self.session.book
        before = set(book.rows(UNIT))
        self.session.commit(partial(register.add, book, UNIT, [{}], "Birim eklendi"), self.step.id)
        for key in book.rows(UNIT).keys() - before:
            self._panel.go_to(key, "name", edit=True)

    def _add_missing(self) -> None:
        book = self.session.book
        before = len(book.rows(UNIT))
        self.session.commit(partial(register.add_missing_units, book), self.step.id)
        added = len(book.rows(UNIT)) - before
        self._panel.tell(
            f"{numbers.shown(added)} birim eklendi."
            if added
            else "Personelin bütün birimleri listede."
        )

    def _remove(self) -> None:
        chosen = self._panel.selected_ids()
        if not chosen:
            self._panel.tell("Önce listeden bir birim seçin.", "error")
            return
        make = partial(register.remove, self.session.book, UNIT, chosen, "Birim silindi")
        self.session.commit(make, self.step.id)
