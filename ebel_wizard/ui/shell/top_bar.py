"""The bar over everything: whose case it is, the search, whether it is saved, undo and help."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ebel_wizard.ui.state.save_status import SaveStatus
from ebel_wizard.ui.widgets import icons, theme, tokens
from ebel_wizard.ui.widgets.controls import button

_NOBODY: Final = "Belediyeniz"
_ICONS_BELOW: Final = 1100  # a narrower bar has no room for the words on its buttons
_SAVE_ICONS: Final = {
    SaveStatus.SAVED: ("check", "success", "done"),
    SaveStatus.SAVING: ("clock", "hint", "hint"),
    SaveStatus.FAILED: ("triangle-alert", "danger", "error"),
}


class SaveState(QWidget):
    """Shows by an icon and a word whether everything is saved; as wide as its longest word.

    Nothing stands there until it is known.
    """

    def __init__(self) -> None:
        super().__init__()
        self._status: SaveStatus | None = None
        self._icon = QLabel()
        self._icon.setFixedSize(tokens.ICON, tokens.ICON)
        self._word = theme.label()
        self._word.setWordWrap(False)
        self._word.setAccessibleDescription("Kayıt durumu")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.SPACE_8)
        line.addWidget(self._icon)
        line.addWidget(self._word)
        self._fit()

    def show_status(self, status: SaveStatus) -> None:
        """Show what became of the last change."""
        self._status = status
        icon, role, tone = _SAVE_ICONS[status]
        self._icon.setPixmap(icons.pixmap(icon, tokens.ICON, role, self._icon.devicePixelRatioF()))
        self._word.setText(status.value)
        theme.set_tone(self._word, tone)

    def text(self) -> str:
        """Return the word it shows."""
        return self._word.text()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again in other colours; make room for another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            if self._status is not None:
                self.show_status(self._status)
            self._fit()

    def _fit(self) -> None:
        metrics = self._word.fontMetrics()
        self._word.setFixedWidth(
            max(metrics.horizontalAdvance(each.value) for each in SaveStatus) + tokens.SPACE_4
        )


class TopBar(QFrame):
    """Holds the search line it is given; Geri al and Yinele stay where they are."""

    def __init__(
        self,
        search_line: QWidget,
        undo: Callable[[], None],
        redo: Callable[[], None],
        show_help: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setProperty("area", "top")
        self.setFixedHeight(tokens.TOP_BAR)
        self._name = _Name()
        self.save_state = SaveState()
        self._undo = _tool("Geri al", "undo-2", undo)
        self._redo = _tool("Yinele", "redo-2", redo)
        self._help = _tool("Yardım", "circle-question-mark", show_help)
        self._help.setToolTip("Yardım (F1)")
        self._search_line = search_line
        search_line.setMaximumWidth(tokens.SEARCH_LINE)
        line = QHBoxLayout(self)
        line.setContentsMargins(tokens.SPACE_16, 0, tokens.SPACE_16, 0)
        line.setSpacing(tokens.SPACE_8)
        line.addWidget(self._name, 1)
        line.addWidget(search_line, 1)
        right = QHBoxLayout()
        right.setSpacing(tokens.SPACE_8)
        right.addStretch()
        for each in (self.save_state, self._undo, self._redo, self._help):
            right.addWidget(each)
        line.addLayout(right, 1)
        self.show_undo("", "")

    def show_name(self, name: str) -> None:
        """Show whose case it is."""
        self._name.show_name(name or _NOBODY)

    def show_undo(self, undo: str, redo: str) -> None:
        """Offer to take back and to do again; say what, or why there is nothing."""
        _offer(
            self._undo, undo, "Son değişikliği geri al: {} (Ctrl+Z)", "Geri alınacak bir şey yok"
        )
        _offer(self._redo, redo, "Geri alınanı yinele: {} (Ctrl+Y)", "Yinelenecek bir şey yok")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of the buttons out where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Do so too where larger letters leave no room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        is_tight = self.width() < theme.enlarged(_ICONS_BELOW)
        for each in (self._undo, self._redo, self._help):
            each.setText("" if is_tight else each.accessibleName())
            theme.set_property(each, "kind", "icon" if is_tight else "")


class _Name(QLabel):
    """Shows as much of a name as there is room for, and the whole in its tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "label")
        self.setContentsMargins(0, tokens.ACCENTS, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""

    def show_name(self, name: str) -> None:
        self._whole = name
        self.setToolTip(name)
        self.setAccessibleName(name)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        middle = Qt.TextElideMode.ElideMiddle
        self.setText(self.fontMetrics().elidedText(self._whole, middle, self.width()))


def _tool(text: str, icon: str, action: Callable[[], None]) -> QPushButton:
    made = button(text, action)
    made.setAccessibleName(text)
    made.setIcon(icons.icon(icon, "text2"))
    made.setIconSize(QSize(tokens.ICON, tokens.ICON))
    return made


def _offer(made: QPushButton, what: str, offer: str, nothing: str) -> None:
    made.setEnabled(bool(what))
    made.setToolTip(offer.format(what) if what else nothing)
