"""Step 3: what each unit is called on letters, and its DETSİS number."""

from functools import partial
from typing import Final

from ebel_wizard.case import register, register_checks, row_rules
from ebel_wizard.case.rules import Problem
from ebel_wizard.case.tables import PERSON, UNIT
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.lists.columns import row_columns
from ebel_wizard.ui.lists.panel import ListPanel
from ebel_wizard.ui.lists.units import LACKING, UnitImport, add_units_of_people, problems_of_units
from ebel_wizard.ui.pages.base import ListPage, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.standing import Standing, of_parts
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import button

_WIDTHS: Final = {"name": 30, "heading": 26, "detsis": 16}


class UnitNumbersPage(ListPage):
    """The units of the register with their DETSİS numbers, and what is missing or double."""

    name = "unit_numbers"
    title = "Birimler ve DETSİS numaraları"
    short = "Birimler"
    purpose = "Her birimin DETSİS’te kendi numarası vardır; eksik olanları erkenden tamamlayın."
    tables = (UNIT, PERSON)
    order = ("name",)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        names = {"name": partial(register.offered_units, session.answers)}
        self.panel = ListPanel(
            session,
            step.id,
            self.title,
            (UNIT,),
            row_columns(session, UNIT, _WIDTHS, names),
            lambda: list(session.answers.rows(UNIT)),
            "Henüz birim yok. Personelin birimlerini birden ekleyin, Excel’den alın ya da tek tek "
            "yazın.",
            [
                button("Birim &ekle", self._add),
                button("&Personelin birimlerini ekle", self._add_missing),
                button("E&xcel’den al…", self._ask_list),
            ],
            row_actions=[("Birimi &sil", self._remove)],
            on_empty=("İlk birimi ekle", self._add),
            lacking=LACKING,
        )
        self._found = theme.label(role="hint")
        column = scrolled_column(self, width=None, fill=True)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.panel, 1)
        column.addWidget(self._found)

    @classmethod
    def standing(cls, session: Session, step: Step) -> Standing:  # noqa: ARG003
        """Return how many units have their own number."""
        answers = session.answers
        rows, own = answers.rows(UNIT), answers.answer("municipality.detsis")
        others = len(row_rules.municipal_numbers(rows, own))
        return of_parts(len(answers.filled(UNIT, "detsis")) - others, len(rows))

    def refresh_around(self) -> None:
        """Say what is missing or double."""
        case = self.session.case()
        found = register_checks.of_units(case)
        self._found.setText(register_checks.counted(found, LACKING))

    def problems(self) -> list[Problem]:
        """Return what is wrong in the cells, and what belongs to another unit."""
        return [*super().problems(), *problems_of_units(self.session)]

    def _add(self) -> None:
        make = partial(self.session.answers.add, UNIT, [{}], "Birim eklendi")
        self.panel.add(make, "name")

    def _add_missing(self) -> None:
        add_units_of_people(self.session, self.panel, self.step.id)

    def _ask_list(self) -> None:
        UnitImport(self.session, self, self.panel.show_message).ask()

    def _remove(self) -> None:
        self.panel.remove_selected("Birim silindi", "Önce listeden bir birim seçin.")
