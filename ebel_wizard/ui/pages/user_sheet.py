"""Step 4: the sheet of the users, to be printed and saved."""

from ebel_wizard.case.tables import ANSWER, PAGE_AUTHORITY, PERSON, UNIT
from ebel_wizard.documents import kinds
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.pages.base import Page, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.standing import Mark, Standing
from ebel_wizard.ui.widgets.sheet_view import SheetView


class UserSheetPage(Page):
    """A document made from the lists; nothing is asked here."""

    name = "user_sheet"
    title = "Kullanıcı çizelgesi"
    search_words = "yazdır PDF kaydet Excel dosyası Word kopyası"
    purpose = "Kullanıcıların asli birimleri ve iş tanımları; eksikler ve yinelenenler başta."
    tables = (PERSON, PAGE_AUTHORITY, UNIT, ANSWER)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._view = SheetView(
            session,
            kinds.USER_SHEET,
            "Önce “Personel ve birimler”de kişileri girin; çizelge burada görünür.",
        )
        scrolled_column(self, width=None, fill=True).addWidget(self._view, 1)

    @classmethod
    def standing(cls, session: Session, step: Step) -> Standing:  # noqa: ARG003
        """Return that nothing has to be done: the sheet is an aid."""
        return Standing(Mark.SHEET)

    def refresh(self) -> None:
        """Show the sheet as the answers make it now."""
        self._view.refresh()
