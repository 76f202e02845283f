"""Step 9: the top managers of the municipality, who may stand on a route of signatures."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ebel_wizard.case import register
from ebel_wizard.case.model import Person
from ebel_wizard.case.tables import PERSON, ROUTE_TEAM
from ebel_wizard.guide.model import Step
from ebel_wizard.turkish import letters
from ebel_wizard.ui.lists.columns import person_columns, row_columns
from ebel_wizard.ui.lists.copy_helper import CopyableValues, MenuPathView
from ebel_wizard.ui.lists.panel import ListPanel
from ebel_wizard.ui.lists.picker import PeoplePicker
from ebel_wizard.ui.pages.base import IMPORT_LIST, ListPage, entered_words, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import button

_WIDTHS: Final = {"username": 22, "entered": 18}
_PERSON: Final = ("name", "surname", "title")


class RouteTeamPage(ListPage):
    """Who is entered into the route management team; offered by title, added by name."""

    name = "route_team"
    title = "Yönetim takımı"
    purpose = "İmza rotasında yer alabilecek üst yöneticiler."
    tables = (ROUTE_TEAM, PERSON)
    order = ("name", "surname")

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._read: list[str] = []
        self._read_signer: Person | None = None
        self._signer: Person | None = None
        self._top: list[str] = []
        self._managers = button("", self._add_managers)
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
            "Takıma kaydedilecek üst yöneticileri seçin: Başkan, Başkan Yardımcısı gibi.",
            [self._managers, button("&Personelden ekle…", self._ask)],
            row_actions=[("Takımdan çı&kar", self._remove)],
            rare=[("&Yeni kişi", self._add_new)],
            on_empty=("Takıma kişi seçin…", self._ask),
        )
        self._values = CopyableValues(
            self.panel, {"Ad Soyad": self._name_of, "Kullanıcı adı": self._username}
        )
        self._none = QFrame()
        self._none.setProperty("card", "warning")
        inside = QVBoxLayout(self._none)
        inside.setContentsMargins(*(tokens.SPACE_16, tokens.SPACE_8) * 2)
        self._why = theme.label()
        inside.addWidget(self._why)
        self._offer = theme.label(role="secondary")
        column = scrolled_column(self, width=None, fill=True)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(MenuPathView(step))
        column.addWidget(self._none)
        column.addWidget(self._offer)
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
        self._show_offer()
        self._values.refresh()

    def _show_offer(self) -> None:
        """Name the top managers who can be added at once; nothing is offered where none is left."""
        self._read_offer()
        rows = self.session.answers.rows(PERSON)
        names = [f"{self._name_of(key)} ({rows[key]['title']})" for key in self._missing()]
        signer = self._signer
        if signer is not None:
            names.insert(0, f"{signer.name} {signer.surname} ({signer.title}, yazıyı imzalıyor)")
        self._managers.setText(f"&Üst yöneticileri ekle ({len(names)})")
        self._managers.setVisible(bool(names))
        self._offer.setText(f"Eklenebilecek üst yöneticiler: {', '.join(names)}.")
        self._offer.setVisible(bool(names))

    def _nobody(self) -> str:
        """That the team has nobody for whom it is there; nothing when it has."""
        people, team = self.session.answers.rows(PERSON), self.session.answers.rows(ROUTE_TEAM)
        if not team:
            return "Takımda henüz kimse yok."
        if any(register.is_top_manager(str(people[key]["title"])) for key in team):
            return ""
        return "Takımdakilerin hiçbirinin unvanı üst yönetici unvanı değil (Başkan gibi)."

    def _read_offer(self) -> None:
        """Find the top managers of the register, and whether the mayor who signs is among them."""
        everybody = self.session.people()
        signer = register.signing_manager(self.session.case())
        if everybody is self._read and signer == self._read_signer:
            return  # ten thousand titles are not read for nothing
        self._read, self._read_signer = everybody, signer
        self._top = register.top_managers(self.session.answers)
        self._signer = signer
        if signer is not None:
            name = letters.fold(f"{signer.name} {signer.surname}")
            same = next((key for key in everybody if letters.fold(self._name_of(key)) == name), "")
            if same:
                self._signer = None
                self._top = list(dict.fromkeys([same, *self._top]))

    def _missing(self) -> list[str]:
        """Top managers of the register who are not on the team."""
        team = self.session.answers.rows(ROUTE_TEAM)
        return [key for key in self._top if key not in team]

    # Coming and going

    def _add(self, keys: Sequence[str]) -> None:
        self._commit(keys, [])

    def _add_managers(self) -> None:
        found = self._missing()
        new = [self._signer] if self._signer is not None else []
        self._commit(found, new)
        count = len(found) + len(new)
        self.panel.show_message(f"{count} üst yönetici eklendi; unvanlarına bakın.")

    def _commit(self, keys: Sequence[str], new: Sequence[Person]) -> None:
        make = partial(register.put_on_team, self.session.answers, keys, new)
        self.panel.add_known(make, "username", self.order)

    def _ask(self) -> None:
        picker = PeoplePicker(self, self.session, "Takıma eklenecek kişiler", "Seçilenleri &ekle")
        picker.exclude(list(self.session.answers.rows(ROUTE_TEAM)))
        picker.import_requested.connect(partial(self.place_requested.emit, IMPORT_LIST))
        picker.chosen.connect(self._add)
        picker.open()

    def _add_new(self) -> None:
        """Somebody who is not on the register yet; they come onto it too."""
        self.panel.add(partial(register.add_to_team, self.session.answers), "name")

    def _remove(self) -> None:
        self.panel.remove_selected(
            "", "Önce takımdan çıkacak kişiyi listeden seçin.", register.remove_from_team
        )

    # Reading

    def _name_of(self, key: str) -> str:
        return register.name_of(self.session.answers, key)

    def _username(self, key: str) -> str:
        return str(self.session.answers.rows(ROUTE_TEAM).get(key, {}).get("username", ""))
