"""Step 7: who gets which pages in e-Belediye: duty, approval, pages, and what is entered."""

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import Final

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from ebel_wizard.case import register
from ebel_wizard.case.answers import Change
from ebel_wizard.case.fields import Field, Kind
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.case.tables import PAGE_AUTHORITY, PAGE_SET, PERSON
from ebel_wizard.guide.model import Step
from ebel_wizard.turkish import dates, letters, numbers
from ebel_wizard.ui.lists.bulk_edit_bar import NO_SELECTION, BulkEditBar
from ebel_wizard.ui.lists.copy_helper import CopyableValues, MenuPathView
from ebel_wizard.ui.lists.model import Column
from ebel_wizard.ui.lists.panel import ListPanel, row_columns
from ebel_wizard.ui.pages.base import ListPage, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row

_WIDTHS: Final = {"duty": 15, "approved": 17, "pages": 18, "entered": 17}
_NAME: Final = Field("person", "Ad Soyad")
_UNIT: Final = Field("unit", "Birim")
_DATE: Final = Field("approved", "Yardım masasının onay tarihi", kind=Kind.DATE)


class Listed(Enum):
    """Whom the list shows."""

    READY = "Hazır olanlar"
    WAITING = "Onay bekleyenler"
    ALL = "Herkes"


class PageAuthoritiesPage(ListPage):
    """The register's people with what step 7 keeps about them; much is given to many at once."""

    name = "page_authorities"
    title = "Sayfa yetkileri"
    tables = (PAGE_AUTHORITY, PERSON)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._listed = Listed.READY if register.approved(session.answers) else Listed.WAITING
        self._choose()
        self._choices = {each: QRadioButton(each.value) for each in Listed}
        group = QButtonGroup(self)
        for each, choice in self._choices.items():
            choice.setAccessibleDescription("Listelenenler")
            choice.setChecked(each is self._listed)
            group.addButton(choice)
            choice.clicked.connect(partial(self._show_listed, each))
        self._progress = theme.label(tone_name="accent", bold=True)
        person = [
            Column(_NAME, 17, read=self._name_of),
            Column(_UNIT, 17, read=self._unit_of),
        ]
        offers: dict[str, Callable[[], Sequence[str]]] = {
            "duty": self._duties,
            "pages": lambda: [pages for _, pages in self._sets()],
        }
        self.panel = ListPanel(
            session,
            step.id,
            self.title,
            self.tables,
            [*person, *row_columns(session, PAGE_AUTHORITY, _WIDTHS, offers)],
            self._ids,
            "",
        )
        self._band = BulkEditBar(self.panel.table)
        self._values = CopyableValues(
            self.panel,
            {
                "Ad Soyad": self._name_of,
                "İş tanımı": partial(self._part, "duty"),
                "Sayfalar": partial(self._part, "pages"),
            },
        )
        column = scrolled_column(self, width=None, fill=True)
        column.setSpacing(theme.GRID)
        column.addWidget(MenuPathView(step))
        column.addWidget(self._progress)
        column.addWidget(horizontal_row(*self._choices.values()))
        column.addWidget(
            horizontal_row(
                button("&Onay tarihi ver…", self._ask_date),
                button("İş tanı&mı ver…", self._ask_duty),
                button("&Takım ata…", self._ask_set),
                button("Girildi &işaretle", self._enter),
            )
        )
        column.addWidget(self._band)
        column.addWidget(self.panel, 1)
        column.addWidget(self._values)

    @classmethod
    def progress(cls, session: Session) -> str:
        """How many people's pages were entered in e-Belediye."""
        total = len(session.answers.rows(PERSON))
        done = register.entered(session.answers, PAGE_AUTHORITY)
        if not total:
            return ""
        return f"{numbers.shown(done)} / {numbers.shown(total)} kişinin yetkisi girildi"

    def on_shown(self) -> None:
        """Whose approval came or went is listed where they belong now."""
        self._choose()

    def refresh_around(self) -> None:
        """Show how many are ready, and the values of the current row."""
        total = len(self.session.answers.rows(PERSON))
        ready = len(register.approved(self.session.answers))
        words = self.progress(self.session)
        self._progress.setText(
            f"{words}; {numbers.shown(ready)} kişi hazır, "
            f"{numbers.shown(total - ready)} kişi onay bekliyor."
            if words
            else "Personel listesi boş. Buradaki liste, programa girdiğiniz kişilerden oluşur."
        )
        self._values.refresh()

    def problems(self) -> list[Problem]:
        """What is wrong in what is filled in, and who was entered before being approved."""
        answers = self.session.answers
        early = answers.filled(PAGE_AUTHORITY, "entered") - register.approved(answers)
        return [
            *self.panel.problems(),
            *(
                Problem(
                    f"{key}.approved",
                    f"{self._name_of(key)}: yetkisi girilmiş ama yardım masası onayı yok; sayfa "
                    "yetkisi yalnız onaylanana verilir.",
                    Severity.WARNING,
                )
                for key in (answers.rows(PAGE_AUTHORITY) if early else ())
                if key in early
            ),
        ]

    def focus_field(self, path: str) -> None:
        """Go to the cell of ``<person>.<part>``, whoever is listed now."""
        if path.partition(".")[0] not in self._ids():
            self._show_listed(Listed.ALL)
        self.panel.focus_field(path)

    # Whom the list shows

    def _passes(self, key: str, ready: frozenset[str]) -> bool:
        return self._listed is Listed.ALL or (key in ready) is (self._listed is Listed.READY)

    def _choose(self) -> None:
        """Keep whom the list shows now, or a row would vanish while its approval is typed."""
        ready = register.approved(self.session.answers)
        self._stay = frozenset(key for key in self.session.people() if self._passes(key, ready))
        self._chosen_from: tuple[object, ...] = ()

    def _ids(self) -> list[str]:
        """Whom the list shows; ten thousand are gone through only when one came or was approved."""
        people = self.session.people()
        if self._listed is Listed.ALL:
            return people
        ready = register.approved(self.session.answers)
        if self._chosen_from != (people, ready):
            self._chosen_from = (people, ready)
            self._chosen = [key for key in people if key in self._stay or self._passes(key, ready)]
        return self._chosen

    def _show_listed(self, listed: Listed, _: object = None) -> None:
        self.session.flush()
        self._listed = listed
        self._choices[listed].setChecked(True)
        self._choose()
        self.refresh()
        self.panel.table.apply_default_order()

    # Giving to many

    def _ask_date(self) -> None:
        if self.panel.require_selection(NO_SELECTION):
            self._band.ask(_DATE, dates.short(self.session.today()), self._give_date)

    def _give_date(self, chosen: list[str], text: str) -> str:
        if text and dates.parse(text) is None:
            return f"“{_DATE.label}” bir tarih değil; gün.ay.yıl olarak yazın: 15.12.2026."
        self._set_part(chosen, "approved", text, "Yardım masası onayı")
        self._show_listed(self._listed)
        where = Listed.READY if text else Listed.WAITING
        self._show_done(chosen, f"onay tarihi {'verildi' if text else 'silindi'}", where)
        return ""

    def _ask_duty(self) -> None:
        if self.panel.require_selection(NO_SELECTION):
            question = Field("duty", "İş tanımı", choices={each: each for each in self._duties()})
            self._band.ask(question, "", self._give_duty)

    def _give_duty(self, chosen: list[str], text: str) -> str:
        self._set_part(chosen, "duty", text, "İş tanımı")
        self._show_done(chosen, f"iş tanımı {'verildi' if text else 'silindi'}")
        return ""

    def _ask_set(self) -> None:
        if not self.panel.require_selection(NO_SELECTION):
            return
        names = [name for name, _ in self._sets()]
        if not names:
            self.panel.show_message("Önce “Sayfa takımları” sayfasında bir takım yazın.", "error")
            return
        question = Field("set", "Takım", choices={name: name for name in names})
        self._band.ask(question, "", self._give_set)

    def _give_set(self, chosen: list[str], text: str) -> str:
        wanted = letters.fold(text)
        pages = next((pages for name, pages in self._sets() if letters.fold(name) == wanted), None)
        if pages is None:
            return "Bu adla bir takım yok; listeden seçin."
        make = partial(register.give_pages, self.session.answers, chosen, pages, f"Takım: {text}")
        self.session.commit(make, self.step.id)
        self._show_done(chosen, f"“{text}” takımı verildi")
        return ""

    def _enter(self) -> None:
        """Today's day for the chosen; where all of them have one, it is taken away."""
        if not (chosen := self.panel.require_selection(NO_SELECTION)):
            return
        done = all(self._part("entered", key).strip() for key in chosen)
        today = dates.short(self.session.today())
        answers, rows = self.session.answers, self.session.answers.rows(PAGE_AUTHORITY)
        new = [key for key in chosen if done or not rows.get(key, {}).get("entered")]
        make = partial(answers.set_part, PAGE_AUTHORITY, new, "entered", "" if done else today)
        self.session.commit(make, self.step.id)
        self._show_done(new, "girildi işareti kaldırıldı" if done else "girildi işareti kondu")

    def _set_part(self, chosen: list[str], part: str, text: str, label: str) -> None:
        def make() -> Change | None:
            return self.session.answers.set_part(
                PAGE_AUTHORITY, chosen, part, text, f"{label}: {_count(chosen)}"
            )

        self.session.commit(make, self.step.id)

    def _show_done(self, chosen: Sequence[str], done: str, where: Listed | None = None) -> None:
        words = f"{_count(chosen)} için {done}"
        if where is not None and where is not self._listed and self._listed is not Listed.ALL:
            words += f"; “{where.value}” arasında"
        self.panel.show_message(f"{words}.")

    # Reading

    def _name_of(self, key: str) -> str:
        return register.name_of(self.session.answers, key)

    def _unit_of(self, key: str) -> str:
        return str(self.session.answers.rows(PERSON).get(key, {}).get("unit", ""))

    def _part(self, part: str, key: str) -> str:
        return str(self.session.answers.rows(PAGE_AUTHORITY).get(key, {}).get(part, ""))

    def _duties(self) -> list[str]:
        duties = {str(each["duty"]) for each in self.session.answers.rows(PAGE_AUTHORITY).values()}
        return sorted(duties - {""}, key=letters.sort_key)

    def _sets(self) -> list[tuple[str, str]]:
        rows = self.session.answers.rows(PAGE_SET).values()
        named = [(str(each["name"]), str(each["pages"])) for each in rows if each["name"]]
        return sorted(named, key=lambda each: letters.sort_key(each[0]))


def _count(chosen: Sequence[str]) -> str:
    return f"{numbers.shown(len(chosen))} kişi"
