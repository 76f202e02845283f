"""A document on a printer: the printer is asked for, each page goes to paper of its own size."""

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
# By name or by driver, for either may have been given another word. Some printers proper have
# PDF or XPS in their driver's name, so the words alone do not tell.
_FILE_MAKERS: Final = re.compile(
    r"print to (pdf|file)|xps document|onenote|\bfax\b|document image writer|pdf ?(printer|writer"
    r"|creator|24|fill)|(cups|adobe|cute|do|nova|primo|foxit|bullzip)[ -_]?pdf|^pdf$",
    re.IGNORECASE,
)


def ask_printer(parent: QWidget, title: str, chosen: Callable[[QPrinter], None]) -> None:
    """Ask for a printer in the system's own way; ``chosen`` is called when one was chosen."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    options = QAbstractPrintDialog.PrintDialogOption
    dialog.setOption(options.PrintPageRange, on=False)
    dialog.setOption(options.PrintToFile, on=True)
    dialog.accepted.connect(lambda: chosen(printer))
    QDialog.open(dialog)  # QPrintDialog hides it behind one that wants a slot's name


def makes_files(*told: str) -> bool:
    """Whether a printer, by its names and its driver's, is a program that writes files."""
    return any(_FILE_MAKERS.search(each) for each in told)


def can_print_secrets() -> bool:
    """Whether a document gets from here into a queue without a file of ours on its way."""
    return sys.platform == "win32" or print_queue.is_here()


def print_secrets(data: bytes, name: str, title: str) -> bool:
    """Print from memory alone on the printer of this name; False when it refuses.

    May be called outside the window's thread.
    """
    if sys.platform == "win32":
        printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setFullPage(True)
        return print_pdf(data, printer)
    return print_queue.send(name, title, data)


def print_pdf(data: bytes, printer: QPrinter) -> bool:
    """Draw every page at its own size, from memory; False when the printer refuses.

    May be called outside the window's thread: it touches nothing of the window.
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
            # Only now: the dialog puts the printer's own paper in place of one it does not list.
            printer.setPageLayout(layout(points))
            if not (printer.newPage() if page else painter.begin(printer)):
                return False
            pixels = QSize(round(points.width() * _DPI / 72), round(points.height() * _DPI / 72))
            image = pdf.render(page, pixels)
            # Drawn at its true size from the paper's edge, for the margins are part of the form.
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


def layout(points: QSizeF) -> QPageLayout:
    """Paper of this size as printers know it: A4 and envelopes by their names, upright or across.

    The system's names are those of upright sheets; an envelope is one that is printed across.
    """
    across = points.width() > points.height()
    upright = points.transposed() if across else points
    matching = QPageSize.SizeMatchPolicy.FuzzyMatch
    size = QPageSize(upright, QPageSize.Unit.Point, "", matching)
    way = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    made = QPageLayout(size, way, QMarginsF())
    made.setMode(QPageLayout.Mode.FullPageMode)
    return made
