"""The dialog that chooses a printer for secrets: its queue may keep a copy."""

from collections.abc import Callable

from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from ebel_wizard.ui.widgets import printing, theme, tokens
from ebel_wizard.ui.widgets.form_dialog import FormDialog, with_caption


def ask_secret_printer(
    parent: QWidget,
    title: str,
    warning: str,
    alternative: str,
    chosen: Callable[[str], None],
    show_message: Callable[[str, str], None],
) -> None:
    """Ask for a printer; ``chosen`` is called with its name once the officer accepts ``warning``.

    Only ``printing.when_answering``.
    Where nothing can be printed here, ``show_message`` is called with a sentence and its tone.
    ``alternative`` is the sentence that says what to do instead.
    """
    printers = QPrinterInfo.availablePrinters()
    if not printing.can_print_secrets():
        show_message(
            "Bu bilgisayarda yazdırma programı (lp) kurulu olmadığından dosyaya yazılmadan "
            f"yazdırılamıyor. {alternative}",
            "error",
        )
    elif not printers:
        show_message(printing.NO_PRINTER, "error")
    else:
        dialog = _PrinterDialog(parent, title, warning, alternative, printers)
        dialog.accepted.connect(lambda: chosen(dialog.printer_name()))
        dialog.open()


class _PrinterDialog(FormDialog):
    """Asks which printer, and for consent to the copy that its queue may keep."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        warning: str,
        alternative: str,
        printers: list[QPrinterInfo],
    ) -> None:
        super().__init__(parent, title, "Yazdır")
        self._alternative = alternative
        self._printers = QComboBox()
        self._printers.setMinimumHeight(tokens.CONTROL)
        self._printers.setAccessibleName("Yazıcı")
        self._infos = {each.printerName(): each for each in printers}
        for name, each in self._infos.items():
            self._printers.addItem(each.description() or name, name)
        self._printers.setCurrentIndex(
            max(0, self._printers.findData(QPrinterInfo.defaultPrinterName()))
        )
        self._consent = QCheckBox("Kuyrukta kopya kalabileceğini biliyorum, yine de yazdır")
        notice = theme.label(warning, tone="warning")
        self.set_content(notice, with_caption(self._printers), self._consent)
        self._printers.currentIndexChanged.connect(lambda _: self._validate())
        self._consent.toggled.connect(lambda _: self._validate())
        self._validate()

    def printer_name(self) -> str:
        """Return the system's name of the printer chosen."""
        return str(self._printers.currentData())

    def _validate(self) -> None:
        info = self._infos[self.printer_name()]
        if printing.is_file_printer(info.printerName(), info.description(), info.makeAndModel()):
            self.show_message(
                "Bu, yazıcı değil dosya üreten bir programdır; gizli kalacak olan diske açık "
                f"yazılırdı. Gerçek bir yazıcı seçin. {self._alternative}"
            )
        elif not self._consent.isChecked():
            self.show_message("Yazdırmak için yukarıdaki kutuyu işaretleyin.", "hint")
        else:
            self.show_message("")
        self.accept_button.setEnabled(not self.message())
