"""Step 3: the sheet of the units, to be printed and saved."""

from ebel_wizard.case.tables import ANSWER, PERSON, UNIT
from ebel_wizard.documents import kinds
from ebel_wizard.ui.pages.base import SheetPage


class UnitSheetPage(SheetPage):
    """A document made from the lists; nothing is asked here."""

    name = "unit_sheet"
    title = "Birim çizelgesi"
    search_words = "yazdır PDF kaydet Excel dosyası Word kopyası"
    purpose = "Birimler, DETSİS numaraları ve iletişim bilgileri; eksikler ve yinelenenler başta."
    tables = (UNIT, PERSON, ANSWER)
    sheet = kinds.UNIT_SHEET
    lacking = "Önce “Birimler” sayfasında birimleri yazın; çizelge burada görünür."
