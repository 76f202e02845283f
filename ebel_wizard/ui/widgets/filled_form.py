"""The KEP form with parola and şifre filled in: printed from memory, or saved encrypted.

The secrets are read at the moment the form is rendered and never reach a file in clear.
"""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ebel_wizard import documents
from ebel_wizard.case.model import Case
from ebel_wizard.documents import Document, Secrets
from ebel_wizard.documents.kinds import KEP_FORM
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import printing, theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row
from ebel_wizard.ui.widgets.password import NewPasswordDialog, file_password_notice
from ebel_wizard.ui.widgets.printing import NotPrintedError
from ebel_wizard.ui.widgets.saving import save_file
from ebel_wizard.ui.widgets.secret_printer import ask_secret_printer
from ebel_wizard.vault import KEP, Secret, State, Vault

_ENCRYPTED_NAME: Final = (
    "kep-formu-dolu.pdf"  # no name of ``documents.kinds``, which replaces its own
)
_BY_HAND: Final = "Form hazırlanmadı; boş formu yazdırıp elle doldurun."


class FilledForm(QWidget):
    """Prints or saves the filled form; shown once both secrets are stored.

    The recommended way is the empty form, filled in by hand.
    """

    message = Signal(str, str)
    """Has a sentence and its tone."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._has_secrets = False
        self._case: Case | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(
            theme.label(
                "Önerilen yol, formu yazdırıp parola ve şifreyi elle yazmaktır. Tutulanlarla "
                "doldurulan form yalnız bellekte hazırlanır; önizlemede ve kaydedilen PDF’lerde "
                "yer almaz.",
                role="hint",
            )
        )
        column.addWidget(
            horizontal_row(
                button("Doldu&rulmuş formu yazdır…", self._ask_printer),
                button("Doldurulmuş &formu parolayla kilitleyip kaydet…", self._ask_password),
            )
        )
        self.hide()

    def refresh(self) -> None:
        """Ask the keyring whether both secrets are stored."""
        vault = self._session.vault
        self._session.vault_worker.run(
            lambda: _has_both_secrets(vault), self._show_state, receiver=self
        )

    def set_case(self, case: Case | None) -> None:
        """Set the case whose form may be filled; None hides the buttons."""
        self._case = case
        self.setVisible(case is not None and self._has_secrets)

    def _show_state(self, has_secrets: bool) -> None:
        self._has_secrets = has_secrets
        self.set_case(self._case)

    def _ask_printer(self) -> None:
        worker = self._session.background_worker
        printing.when_answering(worker, self, self._ask_answering_printer, self.message.emit)

    def _ask_answering_printer(self) -> None:
        ask_secret_printer(
            self,
            "Doldurulmuş formu yazdır",
            "Parola ve şifre kâğıda açık yazılır. Yazıcının kuyruğu formun bir kopyasını bir gün "
            "ya da daha uzun süre saklayabilir. Başkalarının da kullandığı bir yazıcıda boş formu "
            "yazdırıp elle doldurun.",
            "Boş formu yazdırıp elle doldurun.",
            self._print,
            self.message.emit,
        )

    def _print(self, printer: str) -> None:
        case, vault = self._case, self._session.vault
        if case is None:
            return
        self.message.emit("Yazdırılıyor…", "hint")

        def work() -> str:
            return printing.print_secrets(_fill(case, vault), printer)

        # On the keyring's own worker: reading may wait for an unlock.
        self._session.vault_worker.run(work, self._printed, self._failed, receiver=self)

    def _printed(self, said: str) -> None:
        self.message.emit(f"Doldurulmuş {said}", "done")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, _NotFilledError | NotPrintedError):
            raise error
        self.message.emit(str(error), "error")

    def _ask_password(self) -> None:
        dialog = NewPasswordDialog(
            self,
            "Doldurulmuş formu parolayla kilitleyip kaydet",
            "Dosya parolası",
            file_password_notice(),
        )
        dialog.accepted.connect(lambda: self._ask_place(dialog.password()))
        dialog.open()

    def _ask_place(self, password: str) -> None:
        case, vault = self._case, self._session.vault
        if case is None:
            return
        save_file(
            self,
            self._session,
            _ENCRYPTED_NAME,
            "PDF",
            lambda: documents.lock(_fill(case, vault).data, password),
            self.message.emit,
            lambda path: self.message.emit(f"Doldurulmuş form şifreli kaydedildi: {path}", "done"),
            refusals=(_NotFilledError,),
            worker=self._session.vault_worker,
        )


class _NotFilledError(Exception):
    """Says in Turkish why the form cannot be filled, and what to do."""


def _has_both_secrets(vault: Vault) -> bool:
    return all(vault.state(secret) in {State.STORED, State.SESSION} for secret in KEP)


def _fill(case: Case, vault: Vault) -> Document:
    """Return the form with its secrets; raise _NotFilledError if it cannot be filled."""
    parola, sifre = vault.read(Secret.PAROLA), vault.read(Secret.SIFRE)
    if parola is None or sifre is None:
        raise _NotFilledError(
            f"Parola ve şifre bu bilgisayarda tutulmuyor ya da parola kasası kilitli. {_BY_HAND}"
        )
    if not (documents.is_printable(parola) and documents.is_printable(sifre)):
        raise _NotFilledError(f"Parolada ya da şifrede yazdırılamayan bir harf var. {_BY_HAND}")
    papers = documents.build(case, secrets=Secrets(parola, sifre))
    return next(paper for paper in papers if paper.kind is KEP_FORM)
