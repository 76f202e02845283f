"""Step 1: the aydınlatma metni for those whose data the letter and the later steps need."""

from ebel_wizard.case.tables import ANSWER, CERTIFICATE, OFFICER, PERSON
from ebel_wizard.documents import kinds
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.pages.base import Page, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.standing import Mark, Standing
from ebel_wizard.ui.widgets.sheet_view import SheetView


class KvkkPage(Page):
    """The text with the five elements of 6698 m.10; nothing is asked here."""

    name = "kvkk"
    title = "KVKK aydınlatma metni"
    short = "Aydınlatma metni"
    purpose = (
        "Kişisel verileri kullanılacak personele, veriler gönderilmeden önce verilir; proje "
        "sorumlularının imzaladığı nüsha belediyede kalır."
    )
    search_words = "kişisel verilerin korunması 6698 yazdır PDF kaydet"
    tables = (ANSWER, CERTIFICATE, OFFICER, PERSON)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._view = SheetView(session, kinds.KVKK)
        scrolled_column(self, width=None, fill=True).addWidget(self._view, 1)

    @classmethod
    def standing(cls, session: Session, step: Step) -> Standing:  # noqa: ARG003
        """Return that nothing has to be done: the text is an aid."""
        return Standing(Mark.SHEET)

    def refresh(self) -> None:
        """Show the text as the answers make it now."""
        self._view.refresh()
