"""Step 8: how each unit is reached, and which of them are entered in e-Belediye."""

from functools import partial
from typing import Final

from ebel_wizard.case import register, row_fields
from ebel_wizard.case.tables import UNIT
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.lists.columns import row_columns
from ebel_wizard.ui.lists.copy_helper import CopyableValues, MenuPathView
from ebel_wizard.ui.lists.panel import ListPanel
from ebel_wizard.ui.lists.units import add_units_of_people
from ebel_wizard.ui.pages.base import ListPage, entered_words, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import tokens
from ebel_wizard.ui.widgets.controls import button

_WIDTHS: Final = {
    "name": 19,
    "address": 13,
    "phone": 16,
    "fax": 16,
    "email": 12,
    "web": 10,
    "entered": 15,
}


class UnitsPage(ListPage):
    """Address, telephone, fax, e-mail and web of each unit."""

    name = "units"
    title = "Birimler"
    purpose = "Kendi adresi ya da telefonu olan birimleri yazın; ortak olanları boş bırakın."
    tables = (UNIT,)
    order = ("name",)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self.panel = ListPanel(
            session,
            step.id,
            self.title,
            self.tables,
            row_columns(
                session, UNIT, _WIDTHS, {"name": partial(register.offered_units, session.answers)}
            ),
            lambda: list(session.answers.rows(UNIT)),
            "Henüz birim yok. Personelin birimlerini birden ekleyin ya da tek tek yazın.",
            [
                button("Birim &ekle", self._add),
                button("&Personelin birimlerini ekle", self._add_missing),
            ],
            row_actions=[("Birimi &sil", self._remove)],
            on_empty=("İlk birimi ekle", self._add),
        )
        self._values = CopyableValues(
            self.panel,
            {
                question.label: partial(self._part, question.path)
                for question in row_fields.UNIT
                if question.path in _WIDTHS and question.path != "entered"
            },
        )
        column = scrolled_column(self, width=None, fill=True)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(MenuPathView(step))
        column.addWidget(self.panel, 1)
        column.addWidget(self._values)

    @classmethod
    def progress(cls, session: Session) -> str:
        """How many units were entered in e-Belediye."""
        return entered_words(session, UNIT, "birim")

    def refresh_around(self) -> None:
        """Show the values of the current row."""
        self._values.refresh()

    def _part(self, part: str, key: str) -> str:
        return str(self.session.answers.rows(UNIT).get(key, {}).get(part, ""))

    def _add(self) -> None:
        make = partial(self.session.answers.add, UNIT, [{}], "Birim eklendi")
        self.panel.add(make, "name")

    def _add_missing(self) -> None:
        add_units_of_people(self.session, self.panel, self.step.id)

    def _remove(self) -> None:
        self.panel.remove_selected("Birim silindi", "Önce listeden bir birim seçin.")
