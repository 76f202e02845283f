"""Step 4: the sheet of the users, to be printed and saved."""

from ebel_wizard.case.tables import ANSWER, PAGE_AUTHORITY, PERSON, UNIT
from ebel_wizard.documents import kinds
from ebel_wizard.ui.pages.base import SheetPage


class UserSheetPage(SheetPage):
    """A document made from the lists; nothing is asked here."""

    name = "user_sheet"
    title = "Kullanıcı çizelgesi"
    search_words = "yazdır PDF kaydet Excel dosyası Word kopyası"
    purpose = "Kullanıcıların asli birimleri ve iş tanımları; eksikler ve yinelenenler başta."
    tables = (PERSON, PAGE_AUTHORITY, UNIT, ANSWER)
    sheet = kinds.USER_SHEET
    lacking = "Önce “Personel ve birimler”de kişileri girin; çizelge burada görünür."
