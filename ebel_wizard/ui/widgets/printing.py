"""Print PDFs from memory: choose a printer, and put each page on paper of its own size."""

import re
import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from ebel_wizard.exchange import print_queue

NO_ANSWER: Final = "Yazıcı yanıt vermedi; açık ve bağlı olduğuna bakıp yeniden deneyin."
_DPI: Final = 300  # enough for 8 pt type; a whole page stays under 40 MB
# Matched with the printer's and the driver's name, since either may have been renamed. Some real
# printers have PDF or XPS in their driver's name, so these words alone are no match.
_FILE_PRINTERS: Final = re.compile(
    r"print to (pdf|file)|xps document|onenote|\bfax\b|document image writer|pdf ?(printer|writer"
    r"|creator|24|fill)|(cups|adobe|cute|do|nova|primo|foxit|bullzip)[ -_]?pdf|^pdf$",
    re.IGNORECASE,
)


def ask_printer(parent: QWidget, title: str, chosen: Callable[[QPrinter], None]) -> None:
    """Ask for a printer with the system's dialog; ``chosen`` is called with it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    options = QAbstractPrintDialog.PrintDialogOption
    dialog.setOption(options.PrintPageRange, on=False)
    dialog.setOption(options.PrintToFile, on=True)
    dialog.accepted.connect(lambda: chosen(printer))
    QDialog.open(dialog)  # QPrintDialog overloads it with one that takes a slot's name


def is_file_printer(*names: str) -> bool:
    """Return whether a printer, by its names and its driver's, is a program that writes files."""
    return any(_FILE_PRINTERS.search(each) for each in names)


def can_print_secrets() -> bool:
    """Return whether a document can reach the print queue without a temporary file of ours."""
    return sys.platform == "win32" or print_queue.is_available()


def print_secrets(data: bytes, name: str, title: str) -> bool:
    """Print from memory alone on the printer of this name; return False if it refuses.

    Safe to call in any thread.
    """
    if sys.platform == "win32":
        printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setFullPage(True)
        return print_pdf(data, printer)
    return print_queue.send(name, title, data)


def print_pdf(data: bytes, printer: QPrinter) -> bool:
    """Draw every page at its own size, from memory; return False if the printer refuses.

    Safe to call in any thread.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    pdf = QPdfDocument()
    pdf.load(buffer)
    painter = QPainter()
    try:
        for page in range(pdf.pageCount()):
            points = pdf.pagePointSize(page)
            # Not before the dialog, which replaces a paper that the printer does not list.
            printer.setPageLayout(page_layout(points))
            if not (printer.newPage() if page else painter.begin(printer)):
                return False
            pixels = QSize(round(points.width() * _DPI / 72), round(points.height() * _DPI / 72))
            image = pdf.render(page, pixels)
            # Drawn at its true size from the paper's edge: the page has its own margins.
            scale = printer.resolution() / 72
            edge = printer.pageLayout().paintRectPixels(printer.resolution()).topLeft()
            whole = QRect(0, 0, round(points.width() * scale), round(points.height() * scale))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(whole.translated(-edge), Qt.GlobalColor.white)
            painter.drawImage(whole.translated(-edge), image)
    finally:
        if painter.isActive():
            painter.end()
        pdf.close()
    return True


def page_layout(points: QSizeF) -> QPageLayout:
    """Return the paper of a size in points, by its standard name and in its orientation.

    Systems name portrait sheets only; an envelope is such a sheet printed in landscape.
    """
    is_landscape = points.width() > points.height()
    portrait = points.transposed() if is_landscape else points
    matching = QPageSize.SizeMatchPolicy.FuzzyMatch
    size = QPageSize(portrait, QPageSize.Unit.Point, "", matching)
    orientation = (
        QPageLayout.Orientation.Landscape if is_landscape else QPageLayout.Orientation.Portrait
    )
    made = QPageLayout(size, orientation, QMarginsF())
    made.setMode(QPageLayout.Mode.FullPageMode)
    return made
