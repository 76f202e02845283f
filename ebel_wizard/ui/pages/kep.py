"""Step 1: the KEP account to connect, and how its data travel."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt

from ebel_wizard.case import choices, fields, model
from ebel_wizard.case.rules import Problem
from ebel_wizard.documents.kinds import KEP_FORM
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.lists.form_rows import FormRows
from ebel_wizard.ui.pages.base import FormPage
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.layout import bring_into_sight
from ebel_wizard.ui.widgets.secret_field import SecretField
from ebel_wizard.vault import Secret

_SECRETS: Final = (
    "Yazmanız gerekmez: KEP formunda elle doldurmak için yer bırakılır. Yazdığınız yalnız bu "
    "bilgisayarın parola kasasında tutulur; dosyalara yazılmaz ve bir daha ekranda gösterilmez."
)
_NO_SECRETS: Final = (
    "HİZMETE ÖZEL paket EBYS’den gönderilir; parola ve şifre onunla gönderilmez, formda yerleri "
    f"yoktur. Göndermek için aşağıdan “{choices.SECRECY[model.APART]}” seçeneğini seçin."
)


class KepPage(FormPage):
    """KEP address, the account's authorised user, parola and şifre, and the secrecy of it all."""

    name = "kep"
    title = "KEP"
    purpose = "e-Belediye’ye bağlanacak KEP hesabı ve bilgilerinin nasıl gönderileceği."
    words = ("KEP", "KEP hesabı yetkilisi", "TCKN", "GİZLİ", "HİZMETE ÖZEL")
    search_words = "parolası şifresi"
    paths = ("kep", "letter.secrecy")

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self.ask("KEP hesabı", fields.KEP)
        self._secrets = [
            SecretField(Secret.PAROLA, "KEP parolası", session),
            SecretField(Secret.SIFRE, "KEP şifresi", session),
        ]
        for secret in self._secrets:
            secret.changed.connect(self.problems_changed)
            self.tell_about(secret, secret.label, secret.path)
        self.head("Parola ve şifre")
        self._secrets_hint = theme.label(role="hint")
        self.add(self._secrets_hint, *self._secrets)
        self.ask("Gizlilik", fields.SECRECY_FIELDS)
        self._letter_title = self.ask("KEP formunun kendi yazısı", fields.KEP_LETTER)
        self._fixed = tuple(self.editors)
        self._rows = FormRows(session, step.id)
        self._rows.row_added.connect(self._added)
        self._rows.rebuilt.connect(lambda: self.follow_editors(self._rows.editors))
        self.head("KEP formunun satırları")
        self.add(self._rows)

    def new_rows(self) -> list[str]:
        """Return the rows of the form that were added since the page was opened."""
        return self._rows.new_row_paths()

    def _added(self, path: str) -> None:
        self.problems_changed.emit()
        self.focus_field(path)

    def refresh(self) -> None:
        """Show the answers and the form's rows; the KEP form's letter only where it has one."""
        self._rows.refresh()
        self.editors = [*self._fixed, *self._rows.editors]
        super().refresh()
        has_secrets = self._has_secrets()
        self._secrets_hint.setText(_SECRETS if has_secrets else _NO_SECRETS)
        for secret in self._secrets:
            secret.setVisible(has_secrets)
        self._letter_title.setVisible(fields.applies(self.session.case(), "kep.letter.date"))

    def on_shown(self) -> None:
        """Ask the keyring where the secrets stand; it may have been unlocked meanwhile."""
        super().on_shown()
        self._rows.clear_new_markers()
        for secret in self._secrets:
            secret.refresh()

    def problems(self) -> list[Problem]:
        """The rules' problems, and a secret that was typed but not stored."""
        secrets = self._secrets if self._has_secrets() else ()
        return [*super().problems(), *filter(None, (each.problem() for each in secrets))]

    def _has_secrets(self) -> bool:
        """Return whether the form has room for parola and şifre (G8)."""
        return KEP_FORM.has_secrets(self.session.case())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem under its field, a secret's too."""
        super().show_problems(problems)
        for secret in self._secrets:
            secret.show_problems([each for each in problems if each.field == secret.path])

    def focus_field(self, path: str) -> None:
        """Put the cursor into the field of a path."""
        super().focus_field(path)
        for secret in self._secrets:
            if secret.path == path:
                secret.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                bring_into_sight(secret)
