"""Step 1: the mail to the helpdesk before posting, and what the post office gave."""

from functools import partial

from ebel_wizard import documents
from ebel_wizard.case import fields
from ebel_wizard.documents.snapshot import Snapshot
from ebel_wizard.exchange import mail
from ebel_wizard.exchange.mail import Mail, NotMailableError
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.pages.base import FormPage
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets.mail_card import MailCard, MakeMail


class PostingPage(FormPage):
    """The letter and the personnel table by mail; the KEP form never goes along (G4)."""

    name = "posting"
    title = "Ön kontrol"
    paths = ("posting",)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._card = MailCard(
            session,
            "Yardım masasına ön kontrol e-postası",
            "Kılavuz, yazıyı ve personel tablosunu postaya vermeden önce e-postayla yardım "
            "masasına göndermenizi ister. KEP formu bu e-postaya eklenmez.",
            "on-kontrol.eml",
            self._mail_job,
            attaches=True,
        )
        self._card.settings_requested.connect(self.settings_requested)
        self.add(self._card)
        self.ask("Gönderim", fields.POSTING)

    def refresh(self) -> None:
        """Show the answers and what is wrong with the helpdesk's address."""
        super().refresh()
        self._card.refresh()

    def _mail_job(self) -> MakeMail:
        self.session.flush()
        return partial(_pre_check, self.session.snapshot(), self.session.settings.helpdesk_email)


def _pre_check(snapshot: Snapshot, to: str) -> Mail:
    reason = mail.refusal_reason(snapshot.case)
    errors = snapshot.errors()
    if reason or errors:
        raise NotMailableError(
            reason or f"E-posta için önce {len(errors)} sorunu giderin: {errors[0].text}"
        )
    made = documents.build(snapshot.case, logo=snapshot.picture())
    return mail.pre_check(snapshot.case, to, {paper.name: paper.data for paper in made})
