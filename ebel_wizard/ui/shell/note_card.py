"""The one thing the task list has to say beside the steps, with what can be done about it."""

from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout

from ebel_wizard.ui.state.notice import Notice
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import link_button
from ebel_wizard.ui.widgets.icon_label import IconLabel
from ebel_wizard.ui.widgets.layout import clear_layout


class NoteCard(QFrame):
    """Shows one notice; amber where it is about a risk."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Notice | None = None
        self._icon = IconLabel("info")
        self._text = theme.label()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(tokens.SPACE_8)
        line = QHBoxLayout(self)
        line.setContentsMargins(*(tokens.SPACE_16, tokens.SPACE_8) * 2)
        line.setSpacing(tokens.SPACE_12)
        line.addWidget(self._icon)
        line.addWidget(self._text, 1)
        line.addLayout(self._buttons)
        self.hide()

    def show_notice(self, notice: Notice | None) -> None:
        """Say something in place of what was said; nothing for None."""
        same = (notice and _words(notice)) == (self._shown and _words(self._shown))
        self._shown = notice
        self.setVisible(notice is not None)
        if notice is None or same:
            return
        is_risk = notice.tone == "warning"
        theme.set_property(self, "card", "warning" if is_risk else "info")
        self._icon.show_icon(
            "triangle-alert" if is_risk else "info", "warning" if is_risk else "text2"
        )
        self._text.setText(notice.text)
        clear_layout(self._buttons)
        for at, (words, _) in enumerate(notice.actions):
            self._buttons.addWidget(link_button(words, partial(self._act, at)))

    def _act(self, at: int) -> None:
        if self._shown is not None:
            self._shown.actions[at][1]()


def _words(notice: Notice) -> tuple[str, ...]:
    """Return all that is read of a notice."""
    return (notice.text, notice.tone, *(words for words, _ in notice.actions))
