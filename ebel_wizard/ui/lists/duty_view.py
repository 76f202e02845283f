"""Step 7 by duty: the pages of each duty once, and under them the approved people who have it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout, QWidget

from ebel_wizard.case import page_duties, register
from ebel_wizard.case.page_duties import DutyGroup
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import CopyButton, button
from ebel_wizard.ui.widgets.layout import ScrollArea, clear_layout, horizontal_row

_NAMED: Final = 30  # people of a duty who are named
_NO_DUTY: Final = "İş tanımı yazılmamış"

Give = Callable[[Sequence[str], str, str], None]
"""Gives pages to people; has their ids, the pages and the duty."""
Enter = Callable[[Sequence[str]], None]
"""Marks people as entered."""


class DutyView(QWidget):
    """Shows one card a duty, made anew when something is altered."""

    people_requested = Signal(str)
    """Has the duty whose people are to be listed."""

    def __init__(self, session: Session, give: Give, enter: Enter) -> None:
        super().__init__()
        self._session = session
        self._give = give
        self._enter = enter
        self._shown: list[DutyGroup] | None = None
        self._firsts: dict[str, QPushButton] = {}
        inside = QWidget()
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(tokens.SPACE_8)
        self._cards.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ScrollArea(inside))

    def refresh(self) -> None:
        """Show the duties as they are."""
        found = page_duties.groups(self._session.answers, self._session.people())
        if found == self._shown:
            return
        self._shown = found
        here = self._focused_duty()
        self._firsts.clear()
        clear_layout(self._cards)
        for each in found:
            self._cards.addWidget(self._card(each))
        if not found:
            self._cards.addWidget(
                theme.label(
                    "Yardım masasının onayladığı kimse yok. Onaylananlar burada iş tanımlarına "
                    "göre toplanır.",
                    role="secondary",
                )
            )
        if here in self._firsts:  # what was pressed was rebuilt with its card
            self._firsts[here].setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused_duty(self) -> str | None:
        """Return the duty whose buttons have the cursor."""
        focused = QApplication.focusWidget() or self
        beside = ((duty, first.parentWidget()) for duty, first in self._firsts.items())
        return next((duty for duty, row in beside if row and row.isAncestorOf(focused)), None)

    def _card(self, group: DutyGroup) -> QWidget:
        duty = group.duty or _NO_DUTY
        made = QFrame()
        made.setProperty("card", "plain")
        column = QVBoxLayout(made)
        column.setContentsMargins(*(tokens.SPACE_16, tokens.SPACE_12) * 2)
        column.setSpacing(tokens.SPACE_8)
        done = len(group.people) - len(group.waiting)
        count = f"{numbers.shown(done)} / {numbers.shown(len(group.people))} kişi girildi"
        counted = theme.label(count, role="secondary")
        counted.setWordWrap(False)
        column.addWidget(horizontal_row(_single(duty), counted))
        pages = theme.label(group.pages or "Sayfa yazılmamış.", role="" if group.pages else "hint")
        copy = CopyButton(f"{duty}: sayfalar", lambda: group.pages)
        column.addWidget(horizontal_row(pages, copy, stretch=False))
        column.addWidget(theme.label(self._names(group.people), role="secondary"))
        actions = [button("Kişileri listele", partial(self.people_requested.emit, group.duty))]
        if group.pages and group.lacking:
            words = f"Sayfaları eksik olan {numbers.shown(len(group.lacking))} kişiye de ver"
            give = partial(self._give, group.lacking, group.pages, duty)
            actions.append(button(words, give))
        if group.waiting:
            actions.append(button("Hepsi girildi", partial(self._enter, group.waiting)))
        for each in actions:
            each.setAccessibleName(f"{each.text()}: {duty}")
        self._firsts[group.duty] = actions[0]
        column.addWidget(horizontal_row(*actions))
        return made

    def _names(self, people: Sequence[str]) -> str:
        named = [register.name_of(self._session.answers, key) for key in people[:_NAMED]]
        more = len(people) - len(named)
        return ", ".join(named) + (f" ve {numbers.shown(more)} kişi daha" if more else "")


def _single(text: str) -> QWidget:
    made = theme.label(text, role="group")
    made.setWordWrap(False)
    return made
