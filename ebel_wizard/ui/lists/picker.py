"""The dialog that chooses people from the register."""

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ebel_wizard.case.tables import PERSON
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists.columns import person_columns
from ebel_wizard.ui.lists.panel import ListPanel
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.form_dialog import dialog_buttons

_PARTS: Final = ("name", "surname", "title", "unit")
_NOBODY_LEFT: Final = "Seçilecek kimse yok; kişileri “Personel ve birimler” sayfasında ekleyin."
_NOBODY: Final = (
    "Personelde henüz kimse yok. Listenizi Excel’den alın; sonra buraya dönüp kişileri seçersiniz."
)
IMPORT: Final = "Personel listesini E&xcel’den al…"
"""What is offered where there is nobody on the register."""


class PeoplePicker(QDialog):
    """Lists the register; emits ``chosen`` unless it is cancelled."""

    chosen = Signal(list)
    """Has the ids of the people chosen, at least one."""
    import_requested = Signal()
    """Emitted, once the dialog is closed, to import a list of people."""

    def __init__(self, parent: QWidget, session: Session, title: str, verb: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._session = session
        self._excluded: Collection[str] = ()
        self._verb = verb
        self._panel = ListPanel(
            session,
            "",
            "Personel",
            (PERSON,),
            person_columns(session, _PARTS),
            self._ids,
            _NOBODY_LEFT,
            is_plain=True,
        )
        self._accept_button = button(verb, self._accept_selected, primary=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(tokens.SPACE_24,) * 4)
        column.setSpacing(tokens.SPACE_8)
        hint = theme.label(
            "Adının bir bölümünü yazın ve kişiyi seçin. Birkaç kişi için Ctrl ya da "
            "Shift tuşunu basılı tutun. Burada olmayan kişi “Personel ve birimler” sayfasında "
            "eklenir.",
            role="hint",
        )
        column.addWidget(hint)
        column.addWidget(self._panel, 1)
        cancel = button("&Vazgeç", self.reject)
        cancel.setAutoDefault(False)  # Enter in the filter chooses
        column.addWidget(dialog_buttons(self._accept_button, cancel))
        selection = self._panel.table.selectionModel()
        selection.selectionChanged.connect(lambda *_: self._update_button())
        self._panel.table.rows.modelReset.connect(self._update_button)
        selection.currentChanged.connect(lambda *_: self._update_button())
        self._panel.table.activated.connect(lambda _: self._accept_selected())
        self.resize(*tokens.LIST_DIALOG)
        if not session.answers.rows(PERSON):
            hint.hide()
            self._panel.set_empty(_NOBODY, (IMPORT, self._import))
        self.exclude(())

    def exclude(self, ids: Sequence[str]) -> None:
        """Leave out people who cannot be chosen."""
        self._excluded = frozenset(ids)
        self._panel.refresh()
        self._panel.table.apply_default_order("name", "surname")
        self._update_button()

    def _ids(self) -> list[str]:
        return [key for key in self._session.answers.rows(PERSON) if key not in self._excluded]

    def _update_button(self) -> None:
        count = len(self._selected())
        words = f" ({numbers.shown(count)})" if count > 1 else ""
        self._accept_button.setText(f"{self._verb}{words}")
        self._accept_button.setEnabled(count > 0)
        self._accept_button.setToolTip("" if count else "Önce listeden kişi seçin.")

    def _selected(self) -> list[str]:
        """Return the selected people, else the current row's, else the only one listed."""
        here = self._panel.current_id()
        found = self._panel.table.rows.ids
        return self._panel.selected_ids() or [here] * bool(here) or found * (len(found) == 1)

    def _import(self) -> None:
        self.reject()
        self.import_requested.emit()

    def _accept_selected(self) -> None:
        ids = self._selected()
        if ids:
            self.accept()
            self.chosen.emit(ids)
