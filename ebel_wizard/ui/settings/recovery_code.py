"""The kurtarma kodu on the screen and on paper."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ebel_wizard import documents
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import printing, theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row
from ebel_wizard.ui.widgets.secret_line import PaintedSecret
from ebel_wizard.ui.widgets.secret_printer import ask_secret_printer

PURPOSE: Final = (
    "Kurtarma kodu cevaplarınızı ve yedeklerini her bilgisayarda açar. Bilgisayarın oturum "
    "parolası sıfırlanırsa ya da bilgisayar değişirse cevaplarınıza dönmenin tek yolu odur. Kâğıda "
    "yazın ve kilitli bir yerde saklayın; bu bilgisayarda bir dosyaya yazmayın."
)
_UNHEARD: Final = (
    "Kod gizlidir: yalnız ekrana çizilir, ekran okuyucu okuyamaz. Yazdırın ya da güvendiğiniz "
    "birine okutup yazın; geri yazarken büyük küçük harf ve çizgi fark etmez."
)


class RecoveryCodeView(QWidget):
    """Paints the code in two lines, where no other program can read it, and prints it."""

    def __init__(self, session: Session, code: str) -> None:
        super().__init__()
        self._session = session
        self._code = code
        self._status = theme.label()
        groups = code.split("-")
        half = (len(groups) + 1) // 2
        painted = PaintedSecret(1.6)
        painted.show_text("\n".join(("  ".join(groups[:half]), "  ".join(groups[half:]))))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(painted)
        column.addWidget(theme.label(_UNHEARD, role="hint"))
        column.addWidget(horizontal_row(button("&Yazdır…", self._ask_printer)))
        column.addWidget(self._status)
        self._show_status("", "done")

    def _ask_printer(self) -> None:
        worker = self._session.background_worker
        printing.when_answering(worker, self, self._ask_answering_printer, self._show_status)

    def _ask_answering_printer(self) -> None:
        ask_secret_printer(
            self,
            "Kurtarma kodunu yazdır",
            "Kod kâğıda açık yazılır. Yazıcının kuyruğu bir kopyasını bir gün ya da daha uzun süre "
            "saklayabilir. Başkalarının da kullandığı bir yazıcıda yazdırmayın, elle yazın.",
            "Kodu elle yazın.",
            self._print,
            self._show_status,
        )

    def _print(self, printer: str) -> None:
        """Print the code on a page of its own, from memory alone."""
        make = partial(
            documents.recovery_page,
            self._code,
            self._session.case().municipality.name,
            self._session.today(),
        )

        self._session.background_worker.run(
            lambda: printing.print_secrets(make(), printer),
            lambda said: self._show_status(f"{said} Kâğıdı hemen alın.", "done"),
            self._not_printed,
            receiver=self,
        )

    def _not_printed(self, error: Exception) -> None:
        if not isinstance(error, printing.NotPrintedError):
            raise error
        self._show_status(str(error), "error")

    def _show_status(self, text: str, tone: str) -> None:
        theme.show_message(self._status, text, tone)


def password_notice(purpose: str) -> QLabel:
    """Return the warning above the lines of an açma parolası."""
    return theme.label(
        f"{purpose} En az 8 karakter yazın. Unutursanız kurtarma kodu yine açar.",
        tone="warning",
    )
