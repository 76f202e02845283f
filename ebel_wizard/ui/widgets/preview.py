"""A PDF on the screen, from memory, with its pages and its zoom."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF
from PySide6.QtGui import QColor, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ebel_wizard.ui.widgets import icons, theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row

_ZOOM_STEP = 1.25
_ZOOM_RANGE = (0.25, 4.0)


class Preview(QWidget):
    """Shows one PDF from memory, under the buttons for its pages and its zoom."""

    def __init__(self) -> None:
        super().__init__()
        # Before its document, and so destroyed before it: a view that loses its document turns back
        # to the first page, and this is half gone.
        self._view = QPdfView(self)
        self._data = QBuffer(self)
        self._pdf = QPdfDocument(self)
        self._view.setDocument(self._pdf)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setPageSpacing(tokens.SPACE_8)
        self._view.setAccessibleName("Belge önizlemesi")
        self._view.setMinimumHeight(3 * tokens.ROW)
        self._view.setBackgroundRole(QPalette.ColorRole.Mid)
        self._page_label = theme.label()
        self._page_label.setWordWrap(False)
        self._previous = _tool("chevron-up", "Önceki sayfa", lambda: self._turn(-1))
        self._next = _tool("chevron-down", "Sonraki sayfa", lambda: self._turn(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        modes = QPdfView.ZoomMode
        tools = horizontal_row(
            self._previous,
            self._page_label,
            self._next,
            _tool("zoom-out", "Uzaklaştır", lambda: self._zoom(1 / _ZOOM_STEP)),
            _tool("zoom-in", "Yakınlaştır", lambda: self._zoom(_ZOOM_STEP)),
            _tool("move-horizontal", "Genişliğe sığdır", lambda: self._fit(modes.FitToWidth)),
            _tool("maximize", "Sayfayı sığdır", lambda: self._fit(modes.FitInView)),
        )
        column.addWidget(tools)
        column.addWidget(self._view, 1)
        self._view.pageNavigator().currentPageChanged.connect(lambda _: self._update_buttons())
        self._update_buttons()

    def show_pdf(self, data: bytes) -> None:
        """Show a PDF, at the same page and scroll position as the last where it has them."""
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
        """Return the number of pages of the document shown."""
        return self._pdf.pageCount()

    def is_drawn(self) -> bool:
        """Return whether the visible page is rendered, which happens after loading."""
        image = self._view.viewport().grab().toImage().scaled(64, 64)
        lightness = {QColor(image.pixel(x, y)).lightness() for x in range(64) for y in range(64)}
        return min(lightness) < 128 < max(lightness)

    def _turn(self, by: int) -> None:
        self._jump(self._view.pageNavigator().currentPage() + by)

    def _jump(self, page: int) -> None:
        if 0 <= page < self._pdf.pageCount():
            self._view.pageNavigator().jump(page, QPointF())
        self._update_buttons()

    def _update_buttons(self) -> None:
        count = self._pdf.pageCount()
        at = self._view.pageNavigator().currentPage()
        self._page_label.setText(f"{at + 1} / {count}" if count else "")
        for each, turns, end in (
            (self._previous, at > 0, "İlk sayfadasınız."),
            (self._next, at + 1 < count, "Son sayfadasınız."),
        ):
            each.setEnabled(turns)
            each.setToolTip(each.accessibleName() if turns else end)

    def _zoom(self, by: float) -> None:
        factor = self._view.zoomFactor()
        if self._view.zoomMode() != QPdfView.ZoomMode.Custom and self._pdf.pageCount():
            points = self._pdf.pagePointSize(0).width()
            width = points * self._view.logicalDpiX() / 72
            factor = self._view.viewport().width() / width
        low, high = _ZOOM_RANGE
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(min(high, max(low, factor * by)))

    def _fit(self, mode: QPdfView.ZoomMode) -> None:
        self._view.setZoomMode(mode)


def _tool(name: str, words: str, action: Callable[[], None]) -> QPushButton:
    """Return a button that is an icon; its words are its name and its tool tip."""
    made = button("", action)
    made.setProperty("kind", "icon")
    made.setIcon(icons.icon(name))
    made.setAccessibleName(words)
    made.setToolTip(words)
    return made
