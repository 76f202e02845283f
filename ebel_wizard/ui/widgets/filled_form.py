"""The KEP form with parola and şifre filled in: printed from memory, or saved locked (rule 6)."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ebel_wizard import documents
from ebel_wizard.case.model import Case
from ebel_wizard.documents import Secrets
from ebel_wizard.documents.kinds import KEP_FORM
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import printing, theme
from ebel_wizard.ui.widgets.fields import button, row
from ebel_wizard.ui.widgets.password import NewPassword, for_file
from ebel_wizard.ui.widgets.saving import save_file
from ebel_wizard.ui.widgets.secret_printer import ask_secret_printer
from ebel_wizard.vault import KEP, Secret, State, Vault

_LOCKED: Final = "kep-formu-dolu.pdf"  # no name of ``documents.kinds``, or it would be replaced
_BY_HAND: Final = "Form hazırlanmadı; boş formu yazdırıp elle doldurun."


class FilledForm(QWidget):
    """Offered beside the empty form, which is the way recommended, once both secrets are kept."""

    told = Signal(str, str)
    """How it went, and in which tone."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._kept = False
        self._case: Case | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(
            theme.label(
                "Önerilen yol, formu yazdırıp parola ve şifreyi elle yazmaktır. Saklananlarla "
                "doldurulan form yalnız bellekte hazırlanır; önizlemede ve kaydedilen PDF’lerde "
                "yer almaz.",
                tone_name="hint",
            )
        )
        column.addWidget(
            row(
                button("&Doldurulmuş formu yazdır…", self._ask_printer),
                button("Doldurulmuş formu şi&freli kaydet…", self._ask_password),
            )
        )
        self.hide()

    def look(self) -> None:
        """Ask the keyring whether there is anything to fill the form with."""
        vault = self._session.vault
        self._session.vault_worker.run(lambda: _both_kept(vault), self._looked)

    def offer(self, case: Case | None) -> None:
        """The case whose form is in sight and may go out; None for no such form."""
        self._case = case
        self.setVisible(case is not None and self._kept)

    def _looked(self, kept: bool) -> None:
        self._kept = kept
        self.offer(self._case)

    def _ask_printer(self) -> None:
        ask_secret_printer(
            self,
            "Doldurulmuş formu yazdır",
            "Parola ve şifre kâğıda açık yazılır. Yazıcının kuyruğu formun bir kopyasını bir gün "
            "ya da daha uzun süre saklayabilir. Başkalarının da kullandığı bir yazıcıda boş formu "
            "yazdırıp elle doldurun.",
            "Boş formu yazdırıp elle doldurun.",
            self._print,
            self.told.emit,
        )

    def _print(self, printer: str) -> None:
        case, vault = self._case, self._session.vault
        if case is None:
            return
        self.told.emit("Yazdırılıyor…", "hint")

        def work() -> bool:
            return printing.print_secrets(_fill(case, vault), printer, KEP_FORM.title)

        # In the keyring's own lane, for it may wait for an unlock.
        self._session.vault_worker.run(work, self._printed, self._not_printed)

    def _printed(self, accepted: bool) -> None:
        if accepted:
            self.told.emit("Doldurulmuş KEP formu yazıcıya gönderildi.", "done")
        else:
            self.told.emit(printing.NO_ANSWER, "error")

    def _not_printed(self, error: Exception) -> None:
        if not isinstance(error, _UnfilledError):
            raise error
        self.told.emit(str(error), "error")

    def _ask_password(self) -> None:
        dialog = NewPassword(self, "Doldurulmuş formu şifreli kaydet", "Dosya parolası", for_file())
        dialog.accepted.connect(lambda: self._ask_place(dialog.password()))
        dialog.open()

    def _ask_place(self, password: str) -> None:
        case, vault = self._case, self._session.vault
        if case is None:
            return
        save_file(
            self,
            self._session,
            _LOCKED,
            "PDF",
            lambda: documents.lock(_fill(case, vault), password),
            self.told.emit,
            lambda path: self.told.emit(f"Doldurulmuş form şifreli kaydedildi: {path}", "done"),
            refusals=(_UnfilledError,),
            worker=self._session.vault_worker,
        )


class _UnfilledError(Exception):
    """Why the form could not be filled, and what to do, in Turkish."""


def _both_kept(vault: Vault) -> bool:
    return all(vault.state(secret) in {State.STORED, State.SESSION} for secret in KEP)


def _fill(case: Case, vault: Vault) -> bytes:
    """The form with its secrets, in memory; raises _UnfilledError."""
    parola, sifre = vault.read(Secret.PAROLA), vault.read(Secret.SIFRE)
    if parola is None or sifre is None:
        raise _UnfilledError(f"Parola ve şifre saklı değil ya da anahtarlık kilitli. {_BY_HAND}")
    if not (documents.printable(parola) and documents.printable(sifre)):
        raise _UnfilledError(f"Parolada ya da şifrede yazdırılamayan bir harf var. {_BY_HAND}")
    papers = documents.build(case, secrets=Secrets(parola, sifre))
    return next(paper.data for paper in papers if paper.kind is KEP_FORM)
