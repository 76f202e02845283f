"""Choosing people from the register, one or several at once."""

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ebel_wizard.case.tables import PERSON
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists.panel import ListPanel, person_columns
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.fields import button, row

_PARTS: Final = ("name", "surname", "title", "unit")


class PeoplePicker(QDialog):
    """The register as a list to choose from; ``open`` it, and ``chosen`` follows or nothing."""

    chosen = Signal(list)
    """Ids of those who were chosen, at least one."""

    def __init__(self, parent: QWidget, session: Session, title: str, verb: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._session = session
        self._without: Collection[str] = ()
        self._verb = verb
        self._panel = ListPanel(
            session,
            "",
            "Personel",
            (PERSON,),
            person_columns(session, _PARTS),
            self._ids,
            "Seçilecek kimse yok; kişileri “Personel ve birimler” sayfasında ekleyin.",
            exports=False,
        )
        self._choose = button(verb, self._take, primary=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GRID * 2,) * 4)
        column.setSpacing(theme.GRID)
        column.addWidget(
            theme.label(
                "Adının bir bölümünü yazın ve kişiyi seçin. Birkaç kişi için Ctrl ya da "
                "Shift tuşunu basılı tutun.",
                tone_name="hint",
            )
        )
        column.addWidget(self._panel, 1)
        leave = button("&Vazgeç", self.reject)
        leave.setAutoDefault(False)  # Enter in the filter is for choosing
        column.addWidget(row(leave, self._choose))
        selection = self._panel.table.selectionModel()
        selection.selectionChanged.connect(lambda *_: self._offer())
        self._panel.table.rows.modelReset.connect(self._offer)
        selection.currentChanged.connect(lambda *_: self._offer())
        self._panel.table.activated.connect(lambda _: self._take())
        self.resize(theme.GRID * 100, theme.GRID * 70)
        self.leave_out(())

    def leave_out(self, ids: Sequence[str]) -> None:
        """People who are not to be chosen."""
        self._without = frozenset(ids)
        self._panel.refresh()
        self._panel.table.arrange("name", "surname")
        self._offer()

    def _ids(self) -> list[str]:
        return [key for key in self._session.answers.rows(PERSON) if key not in self._without]

    def _offer(self) -> None:
        count = len(self._marked())
        words = f" ({numbers.shown(count)})" if count > 1 else ""
        self._choose.setText(f"{self._verb}{words}")
        self._choose.setEnabled(count > 0)
        self._choose.setToolTip("" if count else "Önce listeden kişi seçin.")

    def _marked(self) -> list[str]:
        """Who is selected; else who the cursor is on (one came by Tab), or who alone is found."""
        here = self._panel.current_id()
        found = self._panel.table.rows.ids
        return self._panel.selected_ids() or [here] * bool(here) or found * (len(found) == 1)

    def _take(self) -> None:
        ids = self._marked()
        if ids:
            self.accept()
            self.chosen.emit(ids)
