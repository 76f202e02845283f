"""Print PDFs from memory: choose a printer, and put each page on paper of its own size.

Every document is a job of its own: letters on one side of the sheet, annexes on both, envelopes
from the tray for them.
"""

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QObject,
    QRect,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from ebel_wizard.documents import Document
from ebel_wizard.exchange import print_queue
from ebel_wizard.ui.state.worker import SerialWorker
from ebel_wizard.ui.widgets import tokens

NO_PRINTER: Final = (
    "Bu bilgisayara tanıtılmış bir yazıcı bulunamadı; yazıcıyı bilgi işlem biriminize tanıttırın."
)
_NO_SYSTEM: Final = (
    "Yazdırma sistemi yanıt vermiyor; yazıcıyı ve ağ bağlantısını kontrol edip yeniden deneyin, "
    "olmazsa bilgi işlem biriminize başvurun."
)
_LOOK: Final = (
    "Açık, bağlı ve kâğıtlı olduğuna bakın; bilgisayarın yazıcı ayarlarında duraklatılmışsa "
    "sürdürün, sonra yeniden deneyin."
)
_DPI: Final = 300  # enough for 8 pt type; a whole page stays under 40 MB
# Matched with the printer's and the driver's name, since either may have been renamed. Some real
# printers have PDF or XPS in their driver's name, so these words alone are no match.
_FILE_PRINTERS: Final = re.compile(
    r"print to (pdf|file)|xps document|onenote|\bfax\b|document image writer|pdf ?(printer|writer"
    r"|creator|24|fill)|(cups|adobe|cute|do|nova|primo|foxit|bullzip)[ -_]?pdf|^pdf$",
    re.IGNORECASE,
)


class NotPrintedError(Exception):
    """Says in Turkish what was not printed, where, and what to do."""


def when_answering(
    worker: SerialWorker,
    receiver: QObject,
    go: Callable[[], None],
    show_message: Callable[[str, str], None],
) -> None:
    """Call ``go`` once the print system answers, else ``show_message`` with a sentence and a tone.

    Qt asks it for its printers on the UI thread, which would stand still as long as that takes.
    """

    def answered(answers: bool) -> None:
        if answers:
            go()
        else:
            show_message(_NO_SYSTEM, "error")

    worker.run(print_queue.is_answering, answered, receiver=receiver)


def ask_printer(parent: QWidget, chosen: Callable[[QPrinter], None]) -> None:
    """Ask for a printer with the system's dialog; ``chosen`` is called with it.

    Only ``when_answering``.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    options = QAbstractPrintDialog.PrintDialogOption
    dialog.setOption(options.PrintPageRange, on=False)
    dialog.setOption(options.PrintToFile, on=True)
    dialog.accepted.connect(lambda: chosen(printer))
    QDialog.open(dialog)  # QPrintDialog overloads it with one that takes a slot's name


def has_printers() -> bool:
    """Return whether the system's dialog has anything to choose; that of Linux can write a file."""
    return sys.platform != "win32" or bool(QPrinterInfo.availablePrinterNames())


def is_file_printer(*names: str) -> bool:
    """Return whether a printer, by its names and its driver's, is a program that writes files."""
    return any(_FILE_PRINTERS.search(each) for each in names)


def can_print_secrets() -> bool:
    """Return whether a document can reach the print queue without a temporary file of ours."""
    return sys.platform == "win32" or print_queue.is_available()


def print_secrets(paper: Document, name: str) -> str:
    """Print from memory alone on the printer of this name; return what to say of it.

    Raise NotPrintedError if it refuses. Safe to call in any thread.
    """
    if sys.platform == "win32":
        printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        return print_documents([paper], printer)
    _queue(paper, name, 1)
    return _sent([paper], name)


def print_documents(papers: Sequence[Document], printer: QPrinter) -> str:
    """Print documents in their order, or write all of them into the file chosen in place of a
    printer; return what to say of it.

    Raise NotPrintedError at the first that is refused. Safe to call in any thread.
    """
    name = printer.printerName()
    if file := printer.outputFileName():
        if not (_is_writable(Path(file)) and _draw(papers, printer)):
            raise NotPrintedError(f"{file} yazılamadı; başka bir yer seçip yeniden deneyin.")
        return f"{_counted(papers)} dosyaya yazdırıldı: {file}"
    queued = sys.platform != "win32" and print_queue.is_available()
    for position, paper in enumerate(papers):
        try:
            if queued:
                _queue(paper, name, printer.copyCount())
            else:
                _draw_job(paper, printer)
        except NotPrintedError as error:
            done = (
                f" Ondan öncekiler gönderildi: {_counted(papers[:position])}." if position else ""
            )
            raise NotPrintedError(f"{error}{done}") from error
    return _sent(papers, name)


def _is_writable(file: Path) -> bool:
    """Return whether a file may be written; Qt would only warn of it."""
    try:
        file.open("ab").close()
    except OSError:
        return False
    return True


def _queue(paper: Document, name: str, copies: int) -> None:
    kind = paper.kind
    accepted = print_queue.send(
        name,
        paper.title,
        paper.data,
        copies=copies,
        two_sided=kind.two_sided,
        media=(kind.size.media, *(["Envelope"] if kind.is_envelope else [])),
    )
    if not accepted:
        raise NotPrintedError(_refusal(paper, name))


def _draw_job(paper: Document, printer: QPrinter) -> None:
    duplex, source = QPrinter.DuplexMode, QPrinter.PaperSource
    printer.setDocName(paper.title)
    printer.setDuplex(duplex.DuplexLongSide if paper.kind.two_sided else duplex.DuplexNone)
    printer.setPaperSource(source.Envelope if paper.kind.is_envelope else source.Auto)
    if not _draw([paper], printer):
        raise NotPrintedError(_refusal(paper, printer.printerName()))


def _refusal(paper: Document, name: str) -> str:
    """Return what was not printed, where, and how to go on."""
    if not print_queue.is_answering():
        return f"“{paper.title}” yazdırılamadı. {_NO_SYSTEM}"
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        why = f"“{name}” adlı yazıcıya ulaşılamıyor; kaldırılmış olabilir. Başka bir yazıcı seçin."
    elif _is_stopped(info):
        why = f"“{name}” durdurulmuş ya da hata veriyor. {_LOOK}"
    else:
        why = f"“{name}” işi kabul etmedi. {_LOOK}"
    return f"“{paper.title}” yazdırılamadı: {why}"


def _sent(papers: Sequence[Document], name: str) -> str:
    said = f"{_counted(papers)} yazıcıya gönderildi: {name}."
    if _is_stopped(QPrinterInfo.printerInfo(name)):
        said += f" Yazıcı durdurulmuş ya da hata veriyor; kâğıt çıkmazsa: {_LOOK}"
    return said


def _is_stopped(info: QPrinterInfo) -> bool:
    return info.state() in {QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error}


def _counted(papers: Sequence[Document]) -> str:
    return papers[0].title if len(papers) == 1 else f"{len(papers)} belge"


def _draw(papers: Sequence[Document], printer: QPrinter) -> bool:
    """Draw every page at its own size as one job; return False if the printer refuses."""
    painter = QPainter()
    try:
        return all(_draw_pages(paper.data, printer, painter) for paper in papers)
    finally:
        if painter.isActive():
            painter.end()


def _draw_pages(data: bytes, printer: QPrinter, painter: QPainter) -> bool:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    pdf = QPdfDocument()
    pdf.load(buffer)
    try:
        for page in range(pdf.pageCount()):
            points = pdf.pagePointSize(page)
            # Not before the dialog, which replaces a paper that the printer does not list.
            printer.setPageLayout(page_layout(points))
            if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
                return False
            pixels = QSize(round(points.width() * _DPI / 72), round(points.height() * _DPI / 72))
            image = pdf.render(page, pixels)
            # Drawn at its true size from the paper's edge: the page has its own margins.
            scale = printer.resolution() / 72
            edge = printer.pageLayout().paintRectPixels(printer.resolution()).topLeft()
            whole = QRect(0, 0, round(points.width() * scale), round(points.height() * scale))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(whole.translated(-edge), QColor(tokens.PAPER))
            painter.drawImage(whole.translated(-edge), image)
    finally:
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
