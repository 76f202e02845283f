"""The printer for what is secret: its queue may keep a copy, and it must be a printer indeed."""

from collections.abc import Callable

from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from ebel_wizard.ui.widgets import printing, theme
from ebel_wizard.ui.widgets.password import FormDialog


def ask_secret_printer(
    parent: QWidget,
    title: str,
    warning: str,
    otherwise: str,
    chosen: Callable[[str], None],
    told: Callable[[str, str], None],
) -> None:
    """Ask for a printer; ``chosen`` is given its name once the officer agreed to ``warning``.

    ``told`` is given a sentence and its tone where nothing can be printed here, with what to do
    ``otherwise``.
    """
    printers = QPrinterInfo.availablePrinters()
    if not printing.can_print_secrets():
        told(
            "Bu bilgisayarda yazdırma programı (lp) kurulu olmadığından dosyaya yazılmadan "
            f"yazdırılamıyor. {otherwise}",
            "error",
        )
    elif not printers:
        told(
            "Bu bilgisayara tanıtılmış bir yazıcı bulunamadı; yazıcıyı bilgi işlem biriminize "
            "tanıttırın.",
            "error",
        )
    else:
        dialog = _PrinterDialog(parent, title, warning, otherwise, printers)
        dialog.accepted.connect(lambda: chosen(dialog.printer_name()))
        dialog.open()


class _PrinterDialog(FormDialog):
    """Which printer, and that its queue may keep a copy: told before, and agreed to."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        warning: str,
        otherwise: str,
        printers: list[QPrinterInfo],
    ) -> None:
        super().__init__(parent, title, "Yazdır")
        self._otherwise = otherwise
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
        words = theme.label(warning, tone_name="warning")
        self.lay(words, caption, self._printers, self._agree)
        self._printers.currentIndexChanged.connect(lambda _: self._look())
        self._agree.toggled.connect(lambda _: self._look())
        self._look()

    def printer_name(self) -> str:
        """The system's name of the printer chosen."""
        return str(self._printers.currentData())

    def _look(self) -> None:
        info = self._infos[self.printer_name()]
        if printing.makes_files(info.printerName(), info.description(), info.makeAndModel()):
            self.say(
                "Bu, yazıcı değil dosya üreten bir programdır; gizli kalacak olan diske açık "
                f"yazılırdı. Gerçek bir yazıcı seçin. {self._otherwise}"
            )
        elif not self._agree.isChecked():
            self.say("Yazdırmak için yukarıdaki kutuyu işaretleyin.", "hint")
        else:
            self.say("")
        self.go.setEnabled(not self.trouble())
