"""Step 9: the top managers of the municipality, who may stand on a route of signatures."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ebel_wizard.case import register
from ebel_wizard.case.tables import PERSON, ROUTE_TEAM, TABLES
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.lists.copy_helper import CopyableValues, MenuPathView
from ebel_wizard.ui.lists.panel import ListPanel, person_columns, row_columns
from ebel_wizard.ui.lists.picker import PeoplePicker
from ebel_wizard.ui.pages.base import ListPage, entered_words, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row

_WIDTHS: Final = {"username": 22, "entered": 18}
_PERSON: Final = ("name", "surname", "title")


class RouteTeamPage(ListPage):
    """Who is entered into the route management team; offered by title, added by name."""

    name = "route_team"
    title = "Yönetim takımı"
    tables = (ROUTE_TEAM, PERSON)
    order = ("name", "surname")

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._read: list[str] = []
        self._top: list[str] = []
        self.panel = ListPanel(
            session,
            step.id,
            self.title,
            self.tables,
            [
                *person_columns(session, _PERSON, editable=True),
                *row_columns(session, ROUTE_TEAM, _WIDTHS),
            ],
            lambda: list(session.answers.rows(ROUTE_TEAM)),
            "Takımda henüz kimse yok.",
        )
        self._values = CopyableValues(
            self.panel, {"Ad Soyad": self._name_of, "Kullanıcı adı": self._username}
        )
        self._none = QFrame()
        self._none.setProperty("card", "warning")
        inside = QVBoxLayout(self._none)
        inside.setContentsMargins(*(theme.GRID * 2, theme.GRID) * 2)
        self._why = theme.label()
        inside.addWidget(self._why)
        self._managers = button("&Üst yöneticileri ekle", self._add_managers)
        column = scrolled_column(self, width=None, fill=True)
        column.setSpacing(theme.GRID)
        column.addWidget(MenuPathView(step))
        column.addWidget(self._none)
        column.addWidget(
            horizontal_row(
                self._managers,
                button("&Personelden ekle…", self._ask),
                button("&Yeni kişi", self._add_new),
                button("Takımdan çı&kar", self._remove),
            )
        )
        column.addWidget(self.panel, 1)
        column.addWidget(self._values)

    @classmethod
    def progress(cls, session: Session) -> str:
        """How many of the team were entered in e-Belediye."""
        return entered_words(session, ROUTE_TEAM, "üst yönetici")

    def refresh_around(self) -> None:
        """Show what the team lacks and whom the register still offers."""
        missing = self._nobody()
        self._why.setText(" ".join((missing, *self.step.notes)))
        self._none.setVisible(bool(missing))
        self._managers.setText(f"&Üst yöneticileri ekle ({len(self._missing())})")
        self._values.refresh()

    def _nobody(self) -> str:
        """That the team has nobody for whom it is there; nothing when it has."""
        people, team = self.session.answers.rows(PERSON), self.session.answers.rows(ROUTE_TEAM)
        if not team:
            return "Takımda henüz kimse yok."
        if any(register.is_top_manager(str(people[key]["title"])) for key in team):
            return ""
        return "Takımdakilerin hiçbirinin unvanı üst yönetici unvanı değil (Başkan gibi)."

    def _missing(self) -> list[str]:
        """Top managers of the register who are not on the team."""
        everybody = self.session.people()
        if everybody is not self._read:  # ten thousand titles are not read for nothing
            self._read, self._top = everybody, register.top_managers(self.session.answers)
        team = self.session.answers.rows(ROUTE_TEAM)
        return [key for key in self._top if key not in team]

    # Coming and going

    def _add(self, keys: Sequence[str]) -> None:
        answers = self.session.answers
        new = {key: TABLES[ROUTE_TEAM].blank() for key in keys}
        self.session.commit(partial(answers.put, ROUTE_TEAM, new, "Takıma eklendi"), self.step.id)
        self.panel.table.apply_default_order(*self.order)

    def _add_managers(self) -> None:
        found = self._missing()
        if found:
            self._add(found)
            self.panel.show_message(f"{len(found)} üst yönetici eklendi; unvanlarına bakın.")
        else:
            self.panel.show_message(
                "Personel listesinde, takımda olmayan Başkan, Başkan Yardımcısı, Genel Sekreter, "
                "Genel Sekreter Yardımcısı ya da Genel Müdür bulunamadı.",
                "error",
            )

    def _ask(self) -> None:
        picker = PeoplePicker(self, self.session, "Takıma eklenecek kişiler", "Seçilenleri &ekle")
        picker.exclude(list(self.session.answers.rows(ROUTE_TEAM)))
        picker.chosen.connect(self._add)
        picker.open()

    def _add_new(self) -> None:
        """Somebody who is not on the register yet; they come onto it too."""
        self.panel.add(partial(register.add_to_team, self.session.answers), "name")

    def _remove(self) -> None:
        chosen = self.panel.require_selection("Önce takımdan çıkacak kişiyi listeden seçin.")
        if chosen:
            make = partial(register.remove_from_team, self.session.answers, chosen)
            self.session.commit(make, self.step.id)

    # Reading

    def _name_of(self, key: str) -> str:
        return register.name_of(self.session.answers, key)

    def _username(self, key: str) -> str:
        return str(self.session.answers.rows(ROUTE_TEAM).get(key, {}).get("username", ""))
