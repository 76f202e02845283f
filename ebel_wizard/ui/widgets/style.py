"""What the style sheet cannot reach: ticks, arrows, combo boxes, the ring of the focus.

A style sheet takes its pictures from files, which have one colour; here they are drawn.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionHeader,
    QTableView,
    QWidget,
)

from ebel_wizard.ui.widgets import icons, tokens
from ebel_wizard.ui.widgets.scheme import colour

_State = QStyle.StateFlag
_Primitive = QStyle.PrimitiveElement
_TICK: Final = ((0.25, 0.52), (0.43, 0.70), (0.76, 0.32))  # in parts of the box
_CHEVRONS: Final = {
    _Primitive.PE_IndicatorArrowDown: ((0.30, 0.42), (0.50, 0.62), (0.70, 0.42)),
    _Primitive.PE_IndicatorArrowUp: ((0.30, 0.58), (0.50, 0.38), (0.70, 0.58)),
    _Primitive.PE_IndicatorArrowLeft: ((0.58, 0.30), (0.38, 0.50), (0.58, 0.70)),
    _Primitive.PE_IndicatorArrowRight: ((0.42, 0.30), (0.62, 0.50), (0.42, 0.70)),
}
_CHEVRON: Final = 20  # largest side of an arrow
_ARROW: Final = tokens.SPACE_32  # width of a combo box's arrow with the room around it
_LINE: Final = 1.75  # as the icons'
_BOX_RADIUS: Final = 4
_CELL_MARGIN: Final = QStyle.PixelMetric.PM_FocusFrameHMargin
_BOX_WIDTH: Final = QStyle.PixelMetric.PM_IndicatorWidth
_BOX_HEIGHT: Final = QStyle.PixelMetric.PM_IndicatorHeight
_CELL: Final = _Primitive.PE_PanelItemViewItem
_ICONS: Final = {
    QStyle.StandardPixmap.SP_ArrowLeft: ("chevron-left", "text"),
    QStyle.StandardPixmap.SP_ArrowRight: ("chevron-right", "text"),
    QStyle.StandardPixmap.SP_LineEditClearButton: ("x", "text2"),
    QStyle.StandardPixmap.SP_MessageBoxInformation: ("info", "accent"),
    QStyle.StandardPixmap.SP_MessageBoxQuestion: ("circle-question-mark", "accent"),
    QStyle.StandardPixmap.SP_MessageBoxWarning: ("triangle-alert", "warning"),
    QStyle.StandardPixmap.SP_MessageBoxCritical: ("circle-alert", "danger"),
}


class WizardStyle(QProxyStyle):
    """Draws by Fusion whatever is neither here nor in the style sheet."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw ticks, arrows, the ring of the focus and the line under a cell."""
        draw = _PRIMITIVES.get(element)
        if draw is not None:
            draw(option, painter)
            return
        super().drawPrimitive(element, option, painter, widget)
        if element is _CELL and widget is not None and widget.property("lined"):
            _row_line(option.rect, painter)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw a combo box as a line edit with an arrow."""
        if control is QStyle.ComplexControl.CC_ComboBox and isinstance(
            option, QStyleOptionComboBox
        ):
            invalid = widget is not None and widget.property("invalid") == "true"
            if option.frame:
                _frame(option, painter, invalid=invalid)
            field = QStyle.SubControl.SC_ComboBoxArrow
            arrow = self.subControlRect(control, option, field, widget)
            down = _CHEVRONS[_Primitive.PE_IndicatorArrowDown]
            draw_lines(painter, arrow, down, _of_text(option.state))
        else:
            super().drawComplexControl(control, option, painter, widget)

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Give the cells of a table room at both sides, and boxes in lists their size."""
        if metric is _CELL_MARGIN:
            if isinstance(widget, QTableView) and widget.property("lined"):  # not a calendar's
                return tokens.SPACE_12 - 1  # Qt adds a pixel
        elif metric is _BOX_WIDTH or metric is _BOX_HEIGHT:
            return tokens.INDICATOR
        return super().pixelMetric(metric, option, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """Place the words of a combo box where a line edit has them."""
        rect = super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]
        if control is QStyle.ComplexControl.CC_ComboBox:
            inset, edge, whole = tokens.SPACE_12, tokens.FOCUS_EDGE, option.rect
            if part is QStyle.SubControl.SC_ComboBoxEditField:
                room = whole.adjusted(inset, edge, -_ARROW, -edge)
            elif part is QStyle.SubControl.SC_ComboBoxArrow:
                room = whole.adjusted(whole.width() - _ARROW, 0, 0, 0)
            else:
                return rect
            return self.visualRect(option.direction, whole, room)
        return rect

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        """Give a combo box the room its words and its arrow need."""
        if kind is QStyle.ContentsType.CT_ComboBox:
            wide = size.width() + tokens.SPACE_12 + _ARROW
            return QSize(wide, max(size.height() + tokens.SPACE_12, tokens.CONTROL))
        return super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]

    def standardIcon(
        self,
        standardIcon: QStyle.StandardPixmap,  # noqa: N803 - Qt's own name
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> QIcon:
        """Return Qt's own icons from our set."""
        if standardIcon in _ICONS:
            return icons.icon(*_ICONS[standardIcon])
        return super().standardIcon(standardIcon, option, widget)


def draw_lines(
    painter: QPainter, rect: QRect, points: tuple[tuple[float, float], ...], shade: QColor
) -> None:
    """Draw a line through points given in parts of a square in the middle of a rectangle."""
    side = min(rect.width(), rect.height(), _CHEVRON)
    square = QRectF(0, 0, side, side)
    square.moveCenter(QRectF(rect).center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(shade, _LINE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline([QPointF(square.x() + x * side, square.y() + y * side) for x, y in points])
    painter.restore()


def _of_text(state: QStyle.StateFlag) -> QColor:
    return colour("text2" if state & _State.State_Enabled else "disabled")


def _edge_of(state: QStyle.StateFlag, *, full: bool) -> QColor:
    if not state & _State.State_Enabled:
        return colour("line")
    if state & _State.State_HasFocus and state & _State.State_KeyboardFocusChange:
        return colour("accent")
    return colour("accent" if full else "text2" if state & _State.State_MouseOver else "edge")


def _ground_of(state: QStyle.StateFlag, *, full: bool) -> QColor:
    if full:
        return colour("accent" if state & _State.State_Enabled else "disabled")
    if not state & _State.State_Enabled:
        return colour("window")
    if state & _State.State_Sunken:
        return colour("pressed")
    return colour("surface")


def _box(rect: QRect, edge: float) -> QRectF:
    """Return where the middle of an edge goes so that it stays within a rectangle."""
    half = edge / 2
    return QRectF(rect).adjusted(half, half, -half, -half)


def _check_box(option: QStyleOption, painter: QPainter) -> None:
    state, rect = option.state, option.rect
    half = bool(state & _State.State_NoChange)
    full = half or bool(state & _State.State_On)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(_edge_of(state, full=full), _LINE if not full else 1))
    painter.setBrush(_ground_of(state, full=full))
    painter.drawRoundedRect(_box(rect, _LINE if not full else 1), _BOX_RADIUS, _BOX_RADIUS)
    painter.restore()
    if full:
        mark = ((0.28, 0.5), (0.72, 0.5)) if half else _TICK
        draw_lines(painter, rect, mark, colour("on_accent"))


def _radio_button(option: QStyleOption, painter: QPainter) -> None:
    state = option.state
    full = bool(state & _State.State_On)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(_edge_of(state, full=full), _LINE))
    painter.setBrush(_ground_of(state, full=False))
    ring = _box(option.rect, _LINE)
    painter.drawEllipse(ring)
    if full:
        inset = ring.width() / 4
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_ground_of(state, full=True))
        painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))
    painter.restore()


def _focus_ring(option: QStyleOption, painter: QPainter) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("accent"), tokens.FOCUS_EDGE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = _box(option.rect, tokens.FOCUS_EDGE)
    painter.drawRoundedRect(ring, _BOX_RADIUS, _BOX_RADIUS)
    painter.restore()


def _row_line(rect: QRect, painter: QPainter) -> None:
    """Draw the line under a cell."""
    line = QRect(rect.left(), rect.bottom(), rect.width(), tokens.EDGE)
    painter.fillRect(line, colour("line"))


def _sort_arrow(option: QStyleOption, painter: QPainter) -> None:
    if not isinstance(option, QStyleOptionHeader):
        return
    down = option.sortIndicator == QStyleOptionHeader.SortIndicator.SortDown
    arrow = _Primitive.PE_IndicatorArrowDown if down else _Primitive.PE_IndicatorArrowUp
    draw_lines(painter, option.rect, _CHEVRONS[arrow], colour("text2"))


def _frame(option: QStyleOption, painter: QPainter, *, invalid: bool) -> None:
    state = option.state
    enabled = bool(state & _State.State_Enabled)
    focused = bool(state & _State.State_HasFocus)
    shade = "edge" if enabled else "line"
    if invalid:
        shade = "danger"
    elif focused:
        shade = "accent"
    elif enabled and state & _State.State_MouseOver:
        shade = "text2"
    width = tokens.FOCUS_EDGE if invalid or focused else tokens.EDGE
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(shade), width))
    painter.setBrush(colour("surface" if enabled else "window"))
    painter.drawRoundedRect(_box(option.rect, width), tokens.RADIUS, tokens.RADIUS)
    painter.restore()


def _chevron(element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter) -> None:
    draw_lines(painter, option.rect, _CHEVRONS[element], _of_text(option.state))


_PRIMITIVES: Final[dict[QStyle.PrimitiveElement, Callable[[QStyleOption, QPainter], None]]] = {
    **{element: partial(_chevron, element) for element in _CHEVRONS},
    _Primitive.PE_IndicatorCheckBox: _check_box,
    _Primitive.PE_IndicatorItemViewItemCheck: _check_box,
    _Primitive.PE_IndicatorRadioButton: _radio_button,
    _Primitive.PE_FrameFocusRect: _focus_ring,
    _Primitive.PE_IndicatorHeaderArrow: _sort_arrow,
}
