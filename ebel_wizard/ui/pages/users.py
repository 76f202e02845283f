"""Step 4: the asli birim and the iş tanımı of each user."""

from functools import partial
from typing import Final

from ebel_wizard.case import page_duties, register_checks
from ebel_wizard.case.field import Field
from ebel_wizard.case.tables import PAGE_AUTHORITY, PERSON
from ebel_wizard.guide.model import Step
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists.bulk_edit_bar import NO_SELECTION
from ebel_wizard.ui.lists.columns import LACKING_TCKN, person_columns, row_columns
from ebel_wizard.ui.lists.panel import ListPanel
from ebel_wizard.ui.pages.base import ListPage, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.standing import Standing, of_parts
from ebel_wizard.ui.widgets import theme, tokens

_PERSON: Final = ("name", "surname", "title", "unit", "email")
_LACKING: Final = {
    **LACKING_TCKN,  # their numbers stand on the register alone
    "Asli birimi olmayan": (PERSON, "unit"),
    "İş tanımı olmayan": (PAGE_AUTHORITY, "duty"),
}


class UsersPage(ListPage):
    """Everybody on the register with unit and duty, and what is missing or double."""

    name = "users"
    title = "Kullanıcılar"
    purpose = (
        "e-Belediye’yi kullanacak personelin asli birimi ve iş tanımı: yaptığı işin adı, örneğin "
        "“Evrak kayıt”."
    )
    tables = (PERSON, PAGE_AUTHORITY)
    order = ("name", "surname")

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        duties = {"duty": partial(page_duties.named, session.answers)}
        self.panel = ListPanel(
            session,
            step.id,
            self.title,
            self.tables,
            [
                *person_columns(session, _PERSON, editable=True),
                *row_columns(session, PAGE_AUTHORITY, {"duty": 20}, duties),
            ],
            lambda: list(session.answers.rows(PERSON)),
            "Önce “Personel ve birimler”de kişileri girin; burada listelenirler.",
            row_actions=[("İş tanı&mı ver…", self._ask_duty)],
            on_empty=("Personele gi&t", partial(self.place_requested.emit, "register/people")),
            lacking=_LACKING,
        )
        self._found = theme.label(role="hint")
        column = scrolled_column(self, width=None, fill=True)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.panel, 1)
        column.addWidget(self._found)

    @classmethod
    def standing(cls, session: Session, step: Step) -> Standing:  # noqa: ARG003
        """Return how many users have their unit and their duty."""
        answers = session.answers
        both = answers.filled(PERSON, "unit") & answers.filled(PAGE_AUTHORITY, "duty")
        return of_parts(len(both), len(answers.rows(PERSON)))

    def refresh_around(self) -> None:
        """Say what is missing or double."""
        case = self.session.case()
        found = register_checks.of_users(case.users, case.units)
        self._found.setText(register_checks.counted(found, _LACKING))

    def _ask_duty(self) -> None:
        if self.panel.require_selection(NO_SELECTION):
            given = page_duties.named(self.session.answers)
            question = Field("duty", "İş tanımı", choices={each: each for each in given})
            self.panel.ask(question, "", self._give_duty)

    def _give_duty(self, keys: list[str], text: str) -> str:
        answers = self.session.answers
        make = partial(answers.set_part, PAGE_AUTHORITY, keys, "duty", text, "İş tanımı")
        self.session.commit(make, self.step.id)
        done = "verildi" if text else "silindi"
        self.panel.show_message(f"{numbers.shown(len(keys))} kişi: iş tanımı {done}.")
        return ""
