"""What the program says over the foot of the page; nothing on the page moves for it."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ebel_wizard.ui.state.notice import Action, Notice
from ebel_wizard.ui.widgets import icons, theme, tokens
from ebel_wizard.ui.widgets.announce import announce
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import clear_layout

_SHOWN_MS: Final = 8_000  # long enough to be read twice
_OFFERED_MS: Final = 20_000  # and to decide
_WIDEST: Final = 640


class Toast(QFrame):
    """A sentence with its actions, until it was read long enough or is put away.

    It stays while the mouse or the cursor is on it, and for good if ``stays``.
    """

    def __init__(self, *, stays: bool = False) -> None:
        super().__init__()
        self._stays = stays
        self._text = theme.label()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(tokens.SPACE_8)
        self._close = QPushButton()
        self._close.setIcon(icons.icon("x", "text2"))
        self._close.setProperty("kind", "icon")
        self._close.setAccessibleName("Bildirimi kapat")
        self._close.setToolTip("Bildirimi kapat")
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(*(tokens.SPACE_16, tokens.SPACE_8) * 2)
        line.setSpacing(tokens.SPACE_12)
        line.addWidget(self._text, 1)
        line.addLayout(self._buttons)
        line.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._end)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Say something, in place of what was said before."""
        theme.set_property(self, "card", "error" if notice.tone == "error" else "toast")
        self._text.setText(notice.text)
        clear_layout(self._buttons)
        for action in notice.actions:
            self._buttons.addWidget(self._button(action))
        self._timer.setInterval(_OFFERED_MS if notice.actions else _SHOWN_MS)
        self.show()
        announce(self, notice.text)
        if not self._stays:
            self._timer.start()

    def text(self) -> str:
        """Return what is being said; empty when nothing is."""
        return "" if self.isHidden() else self._text.text()

    def leave_page(self) -> None:
        """Say no longer what happened on another page, unless something can be done about it."""
        if not self._buttons.count():
            self.hide()

    def width_in_one_line(self) -> int:
        """Return how wide it is with its sentence in one line."""
        words = self._text.fontMetrics().horizontalAdvance(self._text.text())
        rest = self._buttons.sizeHint().width() + self._close.sizeHint().width()
        return words + rest + tokens.SPACE_32 + tokens.SPACE_32 + tokens.SPACE_32

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while it is being read."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go on counting."""
        super().leaveEvent(event)
        if not self._stays and self.isVisible():
            self._timer.start()

    def _button(self, action: Action) -> QPushButton:
        words, act = action
        made = button(words, partial(self._act, act))
        made.setProperty("kind", "quiet")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor in its field
        return made

    def _act(self, act: Callable[[], None]) -> None:
        if not self._stays:
            self.hide()
        act()

    def _end(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._timer.start()
        else:
            self.hide()


class Toasts(QWidget):
    """The notice of something that happened, and under it what the disk refuses."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.notice = Toast()
        self.failure = Toast(stays=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        for each in (self.notice, self.failure):
            column.addWidget(each)
            each.installEventFilter(self)
        over.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page's size, and what is said."""
        if event.type() in {
            QEvent.Type.Resize,
            QEvent.Type.ShowToParent,
            QEvent.Type.HideToParent,
            QEvent.Type.LayoutRequest,
        }:
            self._fit()
        return False

    def _fit(self) -> None:
        """Stand over the foot of the page, in its middle."""
        over = self.parentWidget()
        shown = [each for each in (self.notice, self.failure) if not each.isHidden()]
        if over is None or not shown:
            self.hide()
            return
        wanted = max(each.width_in_one_line() for each in shown)
        wide = min(_WIDEST, over.width() - tokens.SPACE_32, wanted)
        heights = [max(each.heightForWidth(wide), each.sizeHint().height()) for each in shown]
        high = sum(heights) + tokens.SPACE_8 * (len(shown) - 1)
        bottom = over.height() - tokens.FOOTER - tokens.SPACE_16
        self.setGeometry((over.width() - wide) // 2, bottom - high, wide, high)
        self.show()
        self.raise_()
