"""A document on the screen: read from memory, paged through and zoomed."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF
from PySide6.QtGui import QColor, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.fields import button
from ebel_wizard.ui.widgets.flow_layout import FlowLayout

_ZOOM_STEP = 1.25
_ZOOM_RANGE = (0.25, 4.0)


class Preview(QWidget):
    """Shows one PDF, without a file; ``narrow`` beside a form, with fewer buttons."""

    def __init__(self, *, narrow: bool = False) -> None:
        super().__init__()
        self._data = QBuffer(self)
        self._pdf = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setDocument(self._pdf)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setPageSpacing(theme.GRID)
        self._view.setAccessibleName("Belge önizlemesi")
        self._view.setMinimumHeight(theme.GRID * 26)
        self._view.setBackgroundRole(QPalette.ColorRole.Mid)
        self._place = theme.label()
        self._place.setWordWrap(False)
        self._previous = button("Önceki sayfa", lambda: self._turn(-1))
        self._next = button("Sonraki sayfa", lambda: self._turn(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        buttons = [
            self._previous,
            self._place,
            self._next,
            button("Uzaklaştır", lambda: self._zoom(1 / _ZOOM_STEP)),
            button("Yakınlaştır", lambda: self._zoom(_ZOOM_STEP)),
        ]
        if not narrow:
            modes = QPdfView.ZoomMode
            buttons.append(button("Genişliğe sığdır", lambda: self._fit(modes.FitToWidth)))
            buttons.append(button("Sayfayı sığdır", lambda: self._fit(modes.FitInView)))
        tools = QWidget()
        flow = FlowLayout(tools)
        for each in buttons:
            flow.addWidget(each)
        column.addWidget(tools)
        column.addWidget(self._view, 1)
        self._view.pageNavigator().currentPageChanged.connect(lambda _: self._say())
        self._say()

    def show_pdf(self, data: bytes) -> None:
        """Show a PDF, staying on the page in sight where it has one, and on the same part of it."""
        page = self._view.pageNavigator().currentPage()
        bar = self._view.verticalScrollBar()
        at, pages = bar.value(), self._pdf.pageCount()
        self._pdf.close()
        self._data.close()
        self._data.setData(QByteArray(data))
        self._data.open(QIODevice.OpenModeFlag.ReadOnly)
        self._pdf.load(self._data)
        self._jump(min(page, max(self._pdf.pageCount() - 1, 0)))
        if self._pdf.pageCount() == pages:
            bar.setValue(at)

    @property
    def page_count(self) -> int:
        """Pages of the document in sight."""
        return self._pdf.pageCount()

    def is_drawn(self) -> bool:
        """Whether the page in sight has come to the screen; it is drawn a moment after loading."""
        image = self._view.viewport().grab().toImage().scaled(64, 64)
        greys = {QColor(image.pixel(x, y)).lightness() for x in range(64) for y in range(64)}
        return min(greys) < 128 < max(greys)

    def _turn(self, by: int) -> None:
        self._jump(self._view.pageNavigator().currentPage() + by)

    def _jump(self, page: int) -> None:
        if 0 <= page < self._pdf.pageCount():
            self._view.pageNavigator().jump(page, QPointF())
        self._say()

    def _say(self) -> None:
        count = self._pdf.pageCount()
        at = self._view.pageNavigator().currentPage()
        self._place.setText(f"{at + 1} / {count}" if count else "")
        self._previous.setEnabled(at > 0)
        self._next.setEnabled(at + 1 < count)

    def _zoom(self, by: float) -> None:
        factor = self._view.zoomFactor()
        if self._view.zoomMode() != QPdfView.ZoomMode.Custom and self._pdf.pageCount():
            points = self._pdf.pagePointSize(0).width()
            wide = points * self._view.logicalDpiX() / 72
            factor = self._view.viewport().width() / wide
        low, high = _ZOOM_RANGE
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(min(high, max(low, factor * by)))

    def _fit(self, mode: QPdfView.ZoomMode) -> None:
        self._view.setZoomMode(mode)
