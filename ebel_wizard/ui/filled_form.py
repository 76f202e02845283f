"""The KEP form with parola and şifre filled in: printed from memory, or saved locked (rule 6)."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from ebel_wizard import documents
from ebel_wizard.case.model import Case
from ebel_wizard.documents import Secrets
from ebel_wizard.exchange import files
from ebel_wizard.ui import places, printing, theme
from ebel_wizard.ui.fields import button, row
from ebel_wizard.ui.session import Session
from ebel_wizard.vault import Secret, State, Vault

FORM: Final = "kep-formu.pdf"
_LOCKED: Final = "kep-formu-dolu.pdf"  # no name of ``documents.NAMES``, or it would be replaced
_TITLE: Final = "KEP formu"
_SHORTEST: Final = 8


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
        self._session.vault_lane.run(lambda: _both_kept(vault), self._looked)

    def offer(self, case: Case | None) -> None:
        """The case whose form is in sight and may go out; None for no such form."""
        self._case = case
        self.setVisible(case is not None and self._kept)

    def _looked(self, kept: bool) -> None:
        self._kept = kept
        self.offer(self._case)

    def _ask_printer(self) -> None:
        if not printing.can_print_secrets():
            self.told.emit(
                "Bu bilgisayarda yazdırma programı (lp) kurulu olmadığından dolu form dosyaya "
                "yazılmadan yazdırılamıyor. Boş formu yazdırıp elle doldurun.",
                "error",
            )
            return
        printers = QPrinterInfo.availablePrinters()
        if not printers:
            self.told.emit(
                "Bu bilgisayara tanıtılmış bir yazıcı bulunamadı; yazıcıyı bilgi işlem biriminize "
                "tanıttırın.",
                "error",
            )
            return
        dialog = _PrinterDialog(self, printers)
        dialog.accepted.connect(lambda: self._print(dialog.printer_name()))
        dialog.open()

    def _print(self, printer: str) -> None:
        case, vault = self._case, self._session.vault
        if case is None:
            return
        self.told.emit("Yazdırılıyor…", "hint")

        def work() -> str:
            data = _fill(case, vault)
            if isinstance(data, str):
                return f"{data} Form yazdırılmadı; boş formu yazdırıp elle doldurun."
            if not printing.print_secrets(data, printer, _TITLE):
                return "Yazıcı yanıt vermedi; açık ve bağlı olduğuna bakıp yeniden deneyin."
            return ""

        self._run(work, "Doldurulmuş KEP formu yazıcıya gönderildi.")

    def _ask_password(self) -> None:
        dialog = _PasswordDialog(self)
        dialog.accepted.connect(lambda: self._ask_place(dialog.password()))
        dialog.open()

    def _ask_place(self, password: str) -> None:
        title = "Doldurulmuş formun kaydedileceği yer"
        places.ask_file(self, title, _LOCKED, "PDF", partial(self._save, password))

    def _save(self, password: str, file: Path) -> None:
        case, vault = self._case, self._session.vault
        if case is None:
            return
        self.told.emit("Kaydediliyor…", "hint")

        def work() -> str:
            data = _fill(case, vault)
            if isinstance(data, str):
                return f"{data} Form kaydedilmedi."
            try:
                files.write_set(file.parent, {file.name: documents.lock(data, password)}, ())
            except OSError:
                return (
                    "Form buraya yazılamadı; başka bir yer seçin, dosya başka bir programda "
                    "açıksa kapatın."
                )
            return ""

        self._run(work, f"Doldurulmuş form şifreli kaydedildi: {file}")

    def _run(self, work: Callable[[], str], done: str) -> None:
        """In the keyring's own lane, for it may wait for an unlock."""

        def answered(trouble: str) -> None:
            self.told.emit(trouble or done, "error" if trouble else "done")

        self._session.vault_lane.run(work, answered)


class _Asking(QDialog):
    """A dialog of one column: questions, what stands in the way, and two buttons."""

    def __init__(self, parent: QWidget, title: str, verb: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.GRID * 65)
        self._trouble = theme.label()
        self._go = button(verb, self._try, primary=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(theme.GRID * 2,) * 4)
        self._column.setSpacing(theme.GRID)
        self._foot = row(self._go, button("Vazgeç", self.reject))

    def _lay(self, *widgets: QWidget) -> None:
        for widget in (*widgets, self._trouble, self._foot):
            self._column.addWidget(widget)
        self._say("")

    def _say(self, trouble: str, tone: str = "error") -> None:
        self._trouble.setText(trouble)
        theme.set_tone(self._trouble, tone)
        self._trouble.setVisible(bool(trouble))

    def _try(self) -> None:
        self.accept()


class _PrinterDialog(_Asking):
    """Which printer, and that its queue may keep a copy: told before, and agreed to."""

    def __init__(self, parent: QWidget, printers: list[QPrinterInfo]) -> None:
        super().__init__(parent, "Doldurulmuş formu yazdır", "Yazdır")
        self._printers = QComboBox()
        self._printers.setMinimumHeight(theme.CONTROL)
        self._printers.setAccessibleName("Yazıcı")
        self._infos = {each.printerName(): each for each in printers}
        for name, each in self._infos.items():
            self._printers.addItem(each.description() or name, name)
        self._printers.setCurrentIndex(
            max(0, self._printers.findData(QPrinterInfo.defaultPrinterName()))
        )
        caption = theme.label("Yazıcı", bold=True)
        caption.setBuddy(self._printers)
        self._agree = QCheckBox("Kuyrukta kopya kalabileceğini biliyorum, yine de yazdır")
        self._lay(
            theme.label(
                "Parola ve şifre kâğıda açık yazılır. Yazıcının kuyruğu formun bir kopyasını bir "
                "gün ya da daha uzun süre saklayabilir. Başkalarının da kullandığı bir yazıcıda "
                "boş formu yazdırıp elle doldurun.",
                tone_name="warning",
            ),
            caption,
            self._printers,
            self._agree,
        )
        self._printers.currentIndexChanged.connect(lambda _: self._look())
        self._agree.toggled.connect(lambda _: self._look())
        self._look()

    def printer_name(self) -> str:
        """The system's name of the printer chosen."""
        return str(self._printers.currentData())

    def _look(self) -> None:
        info = self._infos[self.printer_name()]
        if printing.makes_files(info.printerName(), info.description(), info.makeAndModel()):
            self._say(
                "Bu, yazıcı değil dosya üreten bir programdır; parola ve şifre diske açık "
                "yazılırdı. Gerçek bir yazıcı seçin ya da formu şifreli kaydedin."
            )
        elif not self._agree.isChecked():
            self._say("Yazdırmak için yukarıdaki kutuyu işaretleyin.", "hint")
        else:
            self._say("")
        self._go.setEnabled(not self._trouble.text())


class _PasswordDialog(_Asking):
    """The password of the file, typed twice as dots."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Doldurulmuş formu şifreli kaydet", "Devam")
        self._first, self._second = _secret_line("Dosya parolası"), _secret_line("Aynısı, yeniden")
        self._lay(
            theme.label(
                "Dosya, seçeceğiniz bir parolayla kilitlenir ve yalnız onunla açılır. En az "
                f"{_SHORTEST} karakter yazın; KEP parolanızı kullanmayın. Bu parola hiçbir yerde "
                "saklanmaz; unutursanız dosya bir daha açılamaz.",
                tone_name="warning",
            ),
            *(part for line in (self._first, self._second) for part in _captioned(line)),
        )

    def password(self) -> str:
        """What was typed."""
        return self._first.text()

    def _try(self) -> None:
        password = self.password()
        if len(password) < _SHORTEST:
            self._say(f"Parola en az {_SHORTEST} karakter olmalı.")
            self._first.setFocus()
        elif password != password.strip():
            self._say("Parolanın başında ya da sonunda boşluk var; silin.")
            self._first.setFocus()
        elif not documents.is_password(password):
            self._say(
                "Bu parola kullanılamıyor; çok uzun ya da içinde klavyede olmayan bir im var."
            )
            self._first.setFocus()
        elif password != self._second.text():
            self._say("İki kutuya yazdıklarınız aynı değil; ikisini de yeniden yazın.")
            self._second.setFocus()
        else:
            self.accept()


def _secret_line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setMinimumHeight(theme.CONTROL)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line


def _captioned(line: QLineEdit) -> tuple[QWidget, QWidget]:
    caption = theme.label(line.accessibleName(), bold=True)
    caption.setBuddy(line)
    return caption, line


def _both_kept(vault: Vault) -> bool:
    return all(vault.state(secret) in {State.STORED, State.SESSION} for secret in Secret)


def _fill(case: Case, vault: Vault) -> bytes | str:
    """The form with its secrets, in memory; or why there is none."""
    parola, sifre = vault.read(Secret.PAROLA), vault.read(Secret.SIFRE)
    if parola is None or sifre is None:
        return "Parola ve şifre saklı değil ya da anahtarlık kilitli."
    if not (documents.printable(parola) and documents.printable(sifre)):
        return "Parolada ya da şifrede yazdırılamayan bir harf var."
    papers = documents.build(case, secrets=Secrets(parola, sifre))
    return next(paper.data for paper in papers if paper.name == FORM)
