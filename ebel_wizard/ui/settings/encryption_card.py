"""Çalışma alanını şifrele: turning encryption on with a kurtarma kodu, its ways in, and off."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ebel_wizard import crypto, documents
from ebel_wizard.case.tables import PERSON
from ebel_wizard.crypto import InvalidRecoveryCode
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import change_question, printing, theme
from ebel_wizard.ui.widgets.code_field import CodeField
from ebel_wizard.ui.widgets.fields import button, row
from ebel_wizard.ui.widgets.password import FormDialog, NewPassword, captioned, password_fault
from ebel_wizard.ui.widgets.secret_line import SecretLine, Shown
from ebel_wizard.ui.widgets.secret_printer import ask_secret_printer
from ebel_wizard.vault import State

TITLE: Final = "Şifreleme"
_OPEN: Final = (
    "Cevaplar, personel bilgileri ve eklediğiniz dosyalar bu bilgisayarın diskinde açık duruyor. "
    "Çalışma alanını şifrelerseniz diski ele geçiren biri onları okuyamaz. Program açılırken size "
    "bir şey sorulmaz; anahtarı bu bilgisayarın anahtarlığı saklar."
)
_BY_KEYRING: Final = "Çalışma alanı şifreli. Anahtarını bu bilgisayarın anahtarlığı saklıyor."
_BY_WORD: Final = "Çalışma alanı şifreli. Program açılırken açma parolası sorulur."
_BY_CODE: Final = (
    "Çalışma alanı şifreli, ama anahtarlıkta anahtarı yok: program açılırken kurtarma kodu "
    "sorulur. Bir açma parolası belirleyin."
)
_WHAT_THE_CODE_IS: Final = (
    "Kurtarma kodu çalışma alanınızı ve yedeklerini her bilgisayarda açar. Bilgisayarın oturum "
    "parolası sıfırlanırsa ya da bilgisayar değişirse cevaplarınıza dönmenin tek yolu odur. Kâğıda "
    "yazın ve kilitli bir yerde saklayın; bu bilgisayarda bir dosyaya yazmayın."
)


class EncryptionCard(QWidget):
    """Whether the workspace is encrypted, in words, and what can be done about it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._words = theme.label(tone_name="hint")
        self._encrypt = button("Çalışma alanını ş&ifrele…", self.begin)
        self._code = button("Kurtarma &kodunu göster…", self._show_code)
        self._password = button("Açma parolası &belirle…", self._ask_password)
        self._off = button("Şifrelemeyi ka&pat…", self._ask_off)
        self._told = theme.label()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self._words)
        column.addWidget(row(self._encrypt, self._code, self._password, self._off))
        column.addWidget(self._told)
        self._tell("", "done")
        session.encryption.changed.connect(self.refresh)
        self.setFocusProxy(self._encrypt)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the keyring, which may have changed since."""
        super().showEvent(event)
        self._tell("", "done")
        if self._session.encryption.is_on:
            self._session.encryption.look_at_keyring()

    def refresh(self) -> None:
        """Show how things stand."""
        now, required = self._session.encryption, self._session.settings.encryption == "required"
        words = _OPEN
        if now.is_on:
            words = _BY_KEYRING if now.in_keyring else _BY_WORD if now.has_password else _BY_CODE
        if required:
            words += " Bu bilgisayarda şifreleme kurumunuzca zorunlu tutuluyor."
        self._words.setText(words)
        self._encrypt.setVisible(not now.is_on)
        self._code.setVisible(now.is_on)
        self._password.setVisible(now.is_on and not now.in_keyring)
        self._password.setText(
            "Açma parolasını &değiştir…" if now.has_password else "Açma parolası &belirle…"
        )
        self._off.setVisible(now.is_on and not required)
        self.setFocusProxy(self._code if now.is_on else self._encrypt)

    def begin(self) -> None:
        """Ask the keyring how things stand, and then lead through turning it on."""
        self._tell("", "done")
        self._session.encryption.look_at_keyring(self._lead)

    def _lead(self, state: State) -> None:
        if state in {State.LOCKED, State.FAILED}:
            self._tell(
                "Bu bilgisayarın anahtarlığı kilitli ya da yanıt vermiyor; kilidini açıp yeniden "
                "deneyin. Hiçbir şey şifrelenmedi.",
                "error",
            )
            return
        dialog = TurnOn(self, self._session, asks_password=state is State.ABSENT)
        dialog.accepted.connect(
            lambda: self._tell("Çalışma alanı ve yedekleri şifrelendi.", "done")
        )
        dialog.open()

    def _show_code(self) -> None:
        code = self._session.encryption.code()
        dialog = FormDialog(self, "Kurtarma kodu", "Kapat", cancels=False)
        told = theme.label()
        prints = button("&Yazdır…", lambda: _ask_printer(dialog, self._session, code, told))
        dialog.lay(theme.label(_WHAT_THE_CODE_IS), _shown(code), row(prints), told)
        theme.tell(told, "", "done")
        dialog.open()

    def _ask_password(self) -> None:
        words = _for_password("Program açılırken bu parola sorulur.")
        dialog = NewPassword(self, "Açma parolası belirle", "Açma parolası", words)

        def set_it() -> None:
            self._tell("Parola belirleniyor…", "hint")
            self._session.encryption.set_password(
                dialog.password(),
                lambda: self._tell("Açma parolası belirlendi.", "done"),
                lambda why: self._tell(why, "error"),
            )

        dialog.accepted.connect(set_it)
        dialog.open()

    def _ask_off(self) -> None:
        def accept() -> None:
            self._tell("Şifreleme kapatılıyor…", "hint")
            self._session.encryption.turn_off(
                lambda: self._tell("Şifreleme kapatıldı.", "done"),
                lambda why: self._tell(why, "error"),
            )

        change_question.ask(
            self,
            "Şifreleme kapatılsın mı?",
            "Cevaplar, dosyalar ve yedekler diskte yeniden açık duracak.",
            (),
            "Kurtarma kodu da geçersiz olur; yeniden şifrelerseniz değişir.",
            "Şifrelemeyi kapat",
            accept,
        )

    def _tell(self, text: str, tone: str) -> None:
        theme.tell(self._told, text, tone)


class EncryptionReminder(QFrame):
    """On the task list, from the first personal data on, until it is done or put off."""

    wanted = Signal()
    put_off = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("card", "plain")
        self._later = button("Şimdi &değil", self._put_off)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GRID * 2, theme.GRID) * 2)
        self._words = theme.label()
        column.addWidget(self._words)
        column.addWidget(row(button("Çalışma alanını &şifrele…", self.wanted.emit), self._later))
        session.encryption.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show it or not."""
        now, required = self._session.encryption, self._session.settings.encryption == "required"
        self._words.setText(
            "Kurumunuz cevapların ve dosyaların (çalışma alanının) şifrelenmesini zorunlu tutuyor. "
            "Birkaç dakika sürer."
            if required
            else "Personel bilgileri bu bilgisayarda şifresiz duruyor. Cevaplarınızı ve "
            "dosyalarınızı (çalışma alanını) şifrelemenizi öneririz; birkaç dakika sürer."
        )
        self._later.setVisible(not required)
        due = required or (bool(self._session.answers.rows(PERSON)) and not now.is_put_off)
        self.setVisible(due and not now.is_on)

    def _put_off(self) -> None:
        self._session.encryption.put_off()
        self.put_off.emit()


class TurnOn(QDialog):
    """First the code is shown, then it is typed back; only then is anything encrypted."""

    def __init__(self, parent: QWidget, session: Session, *, asks_password: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Çalışma alanını şifrele")
        self.setMinimumWidth(theme.GRID * 75)
        self._session = session
        self._root = crypto.new_master_key()
        self._code = CodeField()
        self._passwords = (
            (SecretLine("Açma parolası"), SecretLine("Aynısı, yeniden")) if asks_password else ()
        )
        self._trouble = theme.label()
        self._written = button("Yazdım, devam", lambda: self._turn(1))
        self._go = button("Şifrele", self._try)
        self._back = button("Koda geri dön", lambda: self._turn(0))
        self._cancel = button("Vazgeç", self.reject)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._first_page())
        self._pages.addWidget(self._second_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GRID * 2,) * 4)
        column.addWidget(self._pages)
        self._turn(0)

    def reject(self) -> None:
        """Escape and Vazgeç leave everything open, but not once encrypting has begun."""
        if self._go.isEnabled():
            super().reject()

    def _first_page(self) -> QWidget:
        code, told = crypto.recovery_code(self._root), theme.label()
        theme.tell(told, "", "done")
        return _page(
            theme.label("1 / 2 · Kodu kâğıda yazın", scale=1.15, bold=True),
            theme.label(_WHAT_THE_CODE_IS),
            theme.label(
                "Vazgeçip yeniden başlarsanız başka bir kod gösterilir; eski kâğıdı atın.",
                tone_name="hint",
            ),
            _shown(code),
            row(button("&Yazdır…", lambda: _ask_printer(self, self._session, code, told))),
            told,
            row(self._written, button("Vazgeç", self.reject)),
        )

    def _second_page(self) -> QWidget:
        return _page(
            theme.label("2 / 2 · Kodu kâğıttan geri yazın", scale=1.15, bold=True),
            theme.label(
                "Kâğıttaki kod doğruysa her şey şifrelenir. Büyük küçük harf ve çizgi fark etmez; "
                "O yerine 0, I yerine 1 yazılabilir. Yazdığınız, kutunun altında gruplarıyla "
                "görünür."
            ),
            self._code,
            *(
                (
                    _for_password(
                        "Bu bilgisayarda anahtarlık yok. Program her açılışta soracağı bir parola "
                        "belirleyin."
                    ),
                )
                if self._passwords
                else ()
            ),
            *(part for line in self._passwords for part in captioned(line)),
            self._trouble,
            row(self._go, self._back, self._cancel),
        )

    def _turn(self, page: int) -> None:
        self._say("")
        self._pages.setCurrentIndex(page)
        (self._go if page else self._written).setDefault(True)
        (self._code if page else self._written).setFocus()
        self._code.clear()

    def _try(self) -> None:
        try:
            right = crypto.parse_recovery_code(self._code.text()) == self._root
        except InvalidRecoveryCode as error:
            self._say(str(error))
            self._code.setFocus()
            return
        if not right:
            self._say("Bu başka bir kod; az önce gösterilen kodu yazın.")
            self._code.setFocus()
            return
        password = ""
        if self._passwords:
            first, second = self._passwords
            password = first.text()
            fault = password_fault(password, second.text())
            if fault:
                self._say(fault)
                first.setFocus()
                return
        self._busy(is_busy=True)
        self._say("Şifreleniyor…", "hint")
        self._session.encryption.turn_on(self._root, password, self.accept, self._failed)

    def _failed(self, why: str) -> None:
        self._busy(is_busy=False)
        self._say(why)

    def _busy(self, *, is_busy: bool) -> None:
        for each in (self._go, self._back, self._cancel):
            each.setEnabled(not is_busy)
            each.setToolTip("Şifreleniyor." if is_busy else "")

    def _say(self, text: str, tone: str = "error") -> None:
        theme.tell(self._trouble, text, tone)


def _page(*widgets: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GRID)
    for each in widgets:
        column.addWidget(each)
    column.addStretch()
    return page


def _for_password(words: str) -> QLabel:
    return theme.label(
        f"{words} En az 8 karakter yazın. Unutursanız kurtarma kodu yine açar.",
        tone_name="warning",
    )


def _ask_printer(parent: QWidget, session: Session, code: str, told: QLabel) -> None:
    """Print the code on a page of its own, from memory alone; ``told`` says how it went."""
    municipality, today = session.case().municipality.name, session.today()

    def work(printer: str) -> bool:
        page = documents.recovery_page(code, municipality, today)
        return printing.print_secrets(page.data, printer, page.title)

    def printed(accepted: bool) -> None:
        if accepted:
            theme.tell(told, "Kod yazıcıya gönderildi; kâğıdı hemen alın.", "done")
        else:
            theme.tell(told, printing.NO_ANSWER, "error")

    ask_secret_printer(
        parent,
        "Kurtarma kodunu yazdır",
        "Kod kâğıda açık yazılır. Yazıcının kuyruğu bir kopyasını bir gün ya da daha uzun süre "
        "saklayabilir. Başkalarının da kullandığı bir yazıcıda yazdırmayın, elle yazın.",
        "Kodu elle yazın.",
        lambda printer: session.background_worker.run(lambda: work(printer), printed),
        partial(theme.tell, told),
    )


def _shown(code: str) -> Shown:
    """The code in two lines of large letters; no other program can read or copy it."""
    groups = code.split("-")
    half = (len(groups) + 1) // 2
    shown = Shown(1.6)
    shown.show_text("\n".join(("  ".join(groups[:half]), "  ".join(groups[half:]))))
    return shown
