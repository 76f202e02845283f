"""Step 1: the aydınlatma metni for those whose data the letter and the later steps need."""

from ebel_wizard.case.tables import ANSWER, CERTIFICATE, OFFICER, PERSON
from ebel_wizard.documents import kinds
from ebel_wizard.ui.pages.base import SheetPage


class KvkkPage(SheetPage):
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
    sheet = kinds.KVKK
