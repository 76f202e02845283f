"""What an empty list says inside itself."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ebel_wizard.ui.state.notice import Action
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import clear_layout


class EmptyNote(QWidget):
    """A sentence, and buttons with what can be done, in the middle of a list."""

    def __init__(self, over: QAbstractScrollArea) -> None:
        super().__init__(over.viewport())
        self._over = over
        self._text = theme.label(role="secondary")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._place = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(tokens.SPACE_16,) * 4)
        column.setSpacing(tokens.SPACE_12)
        column.addStretch()
        across = QHBoxLayout()
        across.addStretch()
        across.addWidget(self._text)
        across.addStretch()
        column.addLayout(across)
        column.addLayout(self._place)
        column.addStretch()
        self._shown: tuple[str, ...] = ("",)
        over.viewport().installEventFilter(self)
        self.hide()

    def show_note(self, text: str, *actions: Action) -> None:
        """Say something; nothing hides the note. The cursor of a button that goes stays in the
        list.
        """
        focused = QApplication.focusWidget()
        is_inside = focused is not None and self.isAncestorOf(focused)
        shown = (text, *(words for words, _ in actions))
        if shown != self._shown:
            self._shown = shown
            self._text.setText(text)
            clear_layout(self._place)
            for action in actions:
                self._place.addWidget(button(*action), 0, Qt.AlignmentFlag.AlignCenter)
        self.setVisible(bool(text))
        if is_inside and not (focused and focused.isVisible()):
            self._over.setFocus()

    def _fit(self, over: QWidget) -> None:
        room = over.width() - tokens.SPACE_32
        self._text.setFixedWidth(max(min(theme.enlarged(tokens.FIELD_L), room), 0))
        self.setGeometry(over.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fill the list, whatever its size."""
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self._fit(watched)
        return False
