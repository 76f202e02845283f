"""Step 11: what the law asks for after the move: the data of the earlier system."""

from collections.abc import Iterator, Sequence

from ebel_wizard.case import choices, row_rules, rules, step_fields
from ebel_wizard.case.rules import Problem
from ebel_wizard.documents import closing
from ebel_wizard.guide.model import Step
from ebel_wizard.turkish import dates
from ebel_wizard.ui.pages.base import FormPage
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme

_LAW = (
    "5393 sayılı Belediye Kanunu’nun geçici 10’uncu maddesi, e-Belediye’den önce benzer bir sistem "
    "kullanan belediyelerin verilerini e-Belediye’ye geçtikten sonra bir yıl içinde taşımasını "
    "ister; Bakan bu süreyi bir kez uzatabilir. Maddenin güncel metnine bakın."
)


class AfterMovePage(FormPage):
    """Whether there was such a system, and when its data were moved."""

    name = "after_move"
    title = "Geçişten sonra"
    purpose = "Önceki sistemdeki verilerin taşınması."
    paths = ("after",)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self.add(theme.label(_LAW))
        self.ask("Önceki sistem", step_fields.AFTER)
        self._due = theme.label(role="secondary")
        self.add(self._due)

    @classmethod
    def errors(cls, session: Session) -> Sequence[Problem]:
        """Return what is wrong in the days."""
        return rules.errors(_found(session))

    @classmethod
    def is_complete(cls, session: Session) -> bool:
        """Return whether the data were moved, or there are none."""
        answer = session.answers.answer
        is_moved = bool(answer("after.moved").strip())
        return is_moved or answer("after.earlier") == choices.NO_EARLIER

    def refresh(self) -> None:
        """Show the answers, and by when the data are to be moved."""
        super().refresh()
        answers = self.session.answers
        there_are_none = answers.answer("after.earlier") == choices.NO_EARLIER
        for editor in self.editors:
            is_day = editor.field.path != "after.earlier"
            editor.setVisible(not (is_day and there_are_none))
        due = closing.data_due(answers, dates.parse(self.session.case().letter.go_live))
        self._due.setText("" if due is None else f"Son gün {dates.long(due)}.")

    def problems(self) -> list[Problem]:
        """Return what is wrong in the days."""
        return list(_found(self.session))


def _found(session: Session) -> Iterator[Problem]:
    return row_rules.check_after(session.answers.answer, session.today())
