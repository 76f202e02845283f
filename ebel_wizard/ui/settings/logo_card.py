"""Logo: which one the letters have, and the way to the page where it is chosen."""

from PySide6.QtCore import Signal

from ebel_wizard.ui.settings.card_body import CardBody
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row


class LogoCard(CardBody):
    """Names the logo; it is chosen beside the letter it stands on."""

    page_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._name = theme.label()
        choose = button("“Metin ve logo” sayfasına &git", self.page_requested.emit)
        self.add(self._name, horizontal_row(choose))
        session.changed.connect(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show which logo there is."""
        logo = self._session.answers.logo()
        self._name.setText(
            f"Yazıların başlığındaki logo: {logo.name}"
            if logo
            else "Yazıların başlığında logo yok."
        )
