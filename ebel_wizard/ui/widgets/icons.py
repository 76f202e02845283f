"""Lucide's icons in the colours of the tokens, drawn as large as the screen wants them."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ebel_wizard import resources
from ebel_wizard.ui.widgets import scheme


class _Engine(QIconEngine):
    """Draws one icon in the colour its role has at that moment."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw into a rectangle."""
        _draw(painter, QRectF(rect), self._name, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon on nothing."""
        return _pixmap(self._name, size, self._colour(mode))

    def clone(self) -> QIconEngine:
        """Return another of the same."""
        return _Engine(self._name, self._role)

    def _colour(self, mode: QIcon.Mode) -> QColor:
        return scheme.colour("disabled" if mode is QIcon.Mode.Disabled else self._role)


def icon(name: str, role: str = "text") -> QIcon:
    """Return an icon that follows the scheme; ``role`` is its colour's name among the tokens."""
    _source(name)  # a wrong name fails here and not while something is drawn
    return QIcon(_Engine(name, role))


def pixmap(name: str, size: int, role: str = "text", ratio: float = 1.0) -> QPixmap:
    """Return an icon for a label, in the colours of this moment."""
    made = _pixmap(name, QSize(size, size) * ratio, scheme.colour(role))
    made.setDevicePixelRatio(ratio)
    return made


def _pixmap(name: str, size: QSize, colour: QColor) -> QPixmap:
    made = QPixmap(size)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _draw(painter, QRectF(QRect(QPoint(), size)), name, colour)
    painter.end()
    return made


def _draw(painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
    side = min(rect.width(), rect.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(rect.center())
    _renderer(name, colour.name()).render(painter, square)


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


@cache
def _source(name: str) -> str:
    return resources.path("icons", "lucide", f"{name}.svg").read_text("utf-8")
