"""Step 1: who writes and how the municipality is reached."""

from ebel_wizard.case import fields
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.pages.base import FormPage
from ebel_wizard.ui.state.session import Session


class MunicipalityPage(FormPage):
    """Kind, names, DETSİS number and contact data."""

    name = "municipality"
    title = "Belediye"
    purpose = "Yazının başlığında, altında ve zarfta yer alacak bilgiler."
    words = ("DETSİS", "Yazıyı çıkaran birim", "KEP")
    paths = ("municipality",)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self.ask("Belediye", fields.MUNICIPALITY)
        self.ask("İletişim bilgileri", fields.CONTACT)
