"""Kılavuz: which guide is in use, another one from a file, and back to the program's own."""

from functools import partial
from pathlib import Path

from ebel_wizard.case.answers import GUIDE
from ebel_wizard.guide.loader import GuideError, read_guide
from ebel_wizard.store.errors import StoreError
from ebel_wizard.ui.settings.card_body import CardBody
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import file_dialogs, theme
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row


class GuideCard(CardBody):
    """Names the guide in use, takes another from a file, and goes back to the program's own."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            "Adımlar programla gelen kılavuzdan okunur. Bilgi işlem biriminiz ya da birliğiniz "
            "yeni bir kılavuz dosyası (.toml) verdiyse buradan alın; cevaplarınız yerinde kalır."
        )
        self._session = session
        self._name = theme.label()
        self._reset_button = button("Programın kılavuzuna &dön", self._reset)
        update = button("&Kılavuzu güncelle…", self._ask_file)
        self.add(self._name, horizontal_row(update, self._reset_button))
        session.changed.connect(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show which guide is in use."""
        ids = self._session.answers.file_ids(GUIDE)
        name = self._session.answers.file(ids[0]).name if ids else "programla gelen"
        self._name.setText(f"Kullanılan kılavuz: {name}")
        self._reset_button.setVisible(bool(ids))

    def _ask_file(self) -> None:
        file_dialogs.ask_open_path(self, "Kılavuz dosyası", ["Kılavuz (*.toml)"], "Seç", self._add)

    def _add(self, path: Path) -> None:
        """Store a guide that can be used; report another, which changes nothing."""

        def store(data: bytes) -> bool:
            self.show_status(f"{path.name} kullanılıyor.", "done")
            self._session.add_file(GUIDE, path.name, data, "", failed, receiver=self)
            return True

        def failed(error: Exception) -> None:
            if isinstance(error, StoreError):
                self.show_status(f"{error.what} {error.remedy}", "error")
            elif isinstance(error, GuideError):
                self.show_status(f"{error} Kılavuz değiştirilmedi.", "error")
            else:
                raise error

        self._session.pending_files.read(partial(read_guide, path), store, failed, receiver=self)

    def _reset(self) -> None:
        answers = self._session.answers
        self.show_status("", "done")
        (key,) = answers.file_ids(GUIDE)
        self._session.commit(lambda: answers.remove_file(key), "")
