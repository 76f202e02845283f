"""The rows of the KEP form, to be changed by whoever has the Ministry's own list in hand."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ebel_wizard.case import choices, row_fields
from ebel_wizard.case.answers import Change
from ebel_wizard.case.field import Field
from ebel_wizard.case.tables import FORM_ROW
from ebel_wizard.ui.lists.row_list_editor import RowListEditor, RowTexts
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.fields import FieldEditor
from ebel_wizard.ui.widgets.layout import horizontal_row

_PATH: Final = "kep.form"
_ASKED: Final = tuple(field for field in row_fields.FORM_ROW if field.path != "secret")
_WORDS: Final = RowTexts(
    labels={"label": "{}. satırın başlığı", "value": "{}. satırda yazılacak bilgi"},
    add="Satır ekle",
    remove="{}. satırı çıkar",
    up="{}. satırı yukarı al",
    down="{}. satırı aşağı al",
)
_OURS: Final = (
    "Bakanlığın KEP bilgi listesi programda yok; form programın satırlarıyla hazırlanır: {}. Liste "
    "sizdeyse satırları ona göre değiştirin."
)
_OWN: Final = (
    "Süslü ayraç içindekileri program doldurur: {}. Yazılacak bilgiyi boş bırakırsanız satırda "
    "elle doldurmak için yer kalır. Parola ve şifre satırlarında yalnız başlık değişir; parolayı "
    "ve şifreyi buraya yazmayın."
)


class FormRows(QWidget):
    """Shows which rows the form has; changes, adds, removes and orders them, and takes all of that
    back in one go.

    The rows of parola and şifre keep their room: only what they are called can be changed.
    """

    row_added = Signal(str)
    """Has the path of the new row's first field."""
    rebuilt = Signal()
    """The fields are others."""

    def __init__(self, session: Session, step_id: str) -> None:
        super().__init__()
        self._session = session
        self._step_id = step_id
        self._told = theme.label(role="hint")
        self._begin = button("Formun &satırlarını değiştir", self._take_over)
        self._rows = RowListEditor(session, step_id, FORM_ROW, _PATH, _ASKED, _WORDS, self._asks)
        self._rows.row_added.connect(self.row_added)
        self._rows.rebuilt.connect(self.rebuilt)
        self._secrets = {
            secret: button(f"“{name}” satırı ekle", partial(self._add_secret, secret, name))
            for secret, name in choices.FORM_SECRETS.items()
        }
        self._restore = button("&Programın satırlarına dön", self._put_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_12)
        column.addWidget(self._told)
        column.addWidget(horizontal_row(self._begin))
        column.addWidget(self._rows)
        column.addWidget(horizontal_row(*self._secrets.values(), self._restore))

    @property
    def editors(self) -> Sequence[FieldEditor]:
        """Return the fields of the rows in their order."""
        return self._rows.editors

    def clear_new_markers(self) -> None:
        """Clear the just-added markers."""
        self._rows.clear_new_markers()

    def new_row_paths(self) -> list[str]:
        """Return the paths of the rows added since ``clear_new_markers``."""
        return self._rows.new_row_paths()

    def refresh(self) -> None:
        """Show the rows as they are, or what the program's are called."""
        from ebel_wizard.documents import kep_form

        rows = self._session.answers.rows(FORM_ROW)
        is_own = bool(rows)
        ours = "; ".join(row.label for row in kep_form.shipped_rows())
        places = ", ".join(f"{{{name}}}" for name in kep_form.PLACES)
        self._told.setText(_OWN.format(places) if is_own else _OURS.format(ours))
        self._begin.setVisible(not is_own)
        for part in (self._rows, self._restore):
            part.setVisible(is_own)
        there = {str(row["secret"]) for row in rows.values()}
        for secret, add in self._secrets.items():
            add.setVisible(is_own and secret not in there)
        self._rows.refresh()

    def _asks(self, key: str, field: Field) -> bool:
        is_secret = bool(self._session.answers.part(FORM_ROW, key, "secret"))
        return field.path == "label" or not is_secret

    def _take_over(self) -> None:
        from ebel_wizard.documents import kep_form

        answers = self._session.answers
        given = [asdict(row) for row in kep_form.shipped_rows()]
        self._commit(answers.add(FORM_ROW, given, "KEP formunun satırları alındı"))
        if self.editors:
            self.row_added.emit(f"{_PATH}[1].label")

    def _add_secret(self, secret: str, name: str) -> None:
        given = {"label": name, "secret": secret}
        self._commit(self._session.answers.add(FORM_ROW, [given]))

    def _put_back(self) -> None:
        answers = self._session.answers
        gone = list(answers.rows(FORM_ROW))
        self._commit(answers.remove(FORM_ROW, gone, "Programın KEP formuna dönüldü"))
        self._begin.setFocus()

    def _commit(self, change: Change | None) -> None:
        self._session.commit(lambda: change, self._step_id)
