"""Step 7: who gets which pages in e-Belediye: duty, approval, pages, and what is entered."""

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ebel_wizard.case import page_duties, register
from ebel_wizard.case.answers import Change
from ebel_wizard.case.field import Field, Kind
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.case.tables import PAGE_AUTHORITY, PAGE_SET, PERSON
from ebel_wizard.guide.model import Step
from ebel_wizard.turkish import dates, letters, numbers
from ebel_wizard.ui.lists.bulk_edit_bar import NO_SELECTION
from ebel_wizard.ui.lists.columns import entered_label, row_columns
from ebel_wizard.ui.lists.copy_helper import CopyableValues, MenuPathView
from ebel_wizard.ui.lists.duty_view import DutyView
from ebel_wizard.ui.lists.filter_chips import FilterChips
from ebel_wizard.ui.lists.model import Column
from ebel_wizard.ui.lists.panel import ListPanel
from ebel_wizard.ui.pages.base import ListPage, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.layout import horizontal_row

_WIDTHS: Final = {"duty": 15, "approved": 17, "pages": 18, "entered": 17}
_NAME: Final = Field("person", "Ad Soyad")
_UNIT: Final = Field("unit", "Birim")
_DUTIES: Final = "İş tanımları"
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
    purpose = (
        "Kişileri kutularından seçin; onay tarihini, iş tanımını ve sayfaları hepsine birden verin."
    )
    tables = (PAGE_AUTHORITY, PERSON)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._listed = Listed.READY if register.approved(session.answers) else Listed.WAITING
        self._choose()
        self._chips = FilterChips("Listelenenler", [*(each.value for each in Listed), _DUTIES])
        self._chips.show_chosen(self._listed.value)
        self._chips.chosen.connect(self._show_state)
        self._progress = theme.label(role="secondary")
        self._progress.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._progress.setWordWrap(False)
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
            row_actions=[
                ("&Onay tarihi ver…", self._ask_date),
                ("İş tanı&mı ver…", self._ask_duty),
                ("&Takım ata…", self._ask_set),
                ("Girildi &işaretle", self._enter),
            ],
            has_states=False,
        )
        self._values = CopyableValues(
            self.panel,
            {
                "Ad Soyad": self._name_of,
                "İş tanımı": partial(self._part, "duty"),
                "Sayfalar": partial(self._part, "pages"),
            },
        )
        column = scrolled_column(self, width=None, fill=True)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(MenuPathView(step))
        self._duty_view = DutyView(session, self._give_duty_pages, self._mark_entered)
        self._duty_view.people_requested.connect(self._list_duty)
        people = QWidget()
        listed = QVBoxLayout(people)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(tokens.SPACE_8)
        listed.addWidget(self.panel, 1)
        listed.addWidget(self._values)
        self._views = QStackedWidget()
        self._views.addWidget(people)
        self._views.addWidget(self._duty_view)
        column.addWidget(horizontal_row(self._chips, self._progress, stretch=False))
        column.addWidget(self._views, 1)

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
        counts = {Listed.READY: ready, Listed.WAITING: total - ready, Listed.ALL: total}
        self._chips.show_counts({each.value: count for each, count in counts.items()})
        self._progress.setText(self.progress(self.session))
        self._show_empty(total)
        if self._views.currentWidget() is self._duty_view:
            self._duty_view.refresh()
        self._values.refresh()

    def _show_empty(self, total: int) -> None:
        """Say in an empty list why nobody is in it, and what to do."""
        if not total:
            self.panel.set_empty(
                "Önce “Personel ve birimler”de kişileri girin; burada listelenirler.",
                ("Personele gi&t", partial(self.place_requested.emit, "register/people")),
            )
        elif self._listed is Listed.READY:
            self.panel.set_empty(
                "Yardım masasının onayladığı kimse yok. Onay gelince “Onay bekleyenler”de o "
                "kişileri seçip “Onay tarihi ver” deyin.",
                ("Onay &bekleyenleri göster", partial(self._show_listed, Listed.WAITING)),
            )
        else:
            self.panel.set_empty(
                "Onay bekleyen kimse kalmadı.",
                ("Hazır olanları &göster", partial(self._show_listed, Listed.READY)),
            )

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
        is_listed = path.partition(".")[0] in self._ids()
        self._show_listed(self._listed if is_listed else Listed.ALL)
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
        if listed is not self._listed:
            self.panel.table.clearSelection()
        self._listed = listed
        self._chips.show_chosen(listed.value)
        self._views.setCurrentIndex(0)
        self._choose()
        self.refresh()
        self.panel.table.apply_default_order()

    # By duty

    def _show_state(self, state: str) -> None:
        if state != _DUTIES:
            self._show_listed(Listed(state))
        else:
            self.session.flush()
            self._chips.show_chosen(state)
            self._views.setCurrentWidget(self._duty_view)
            self.refresh_around()

    def _list_duty(self, duty: str) -> None:
        """List the approved people of a duty; those who have none cannot be searched for."""
        self._show_listed(Listed.READY)
        self.panel.search(duty)

    def _give_duty_pages(self, people: Sequence[str], pages: str, duty: str) -> None:
        label = f"Sayfalar: {duty}"
        make = partial(register.give_pages, self.session.answers, people, pages, label)
        self.session.commit(make, self.step.id)
        self._tell(f"{_count(people)} için sayfalar verildi")

    def _mark_entered(self, people: Sequence[str]) -> None:
        today = dates.short(self.session.today())
        label = entered_label(is_ticked=True)
        answers = self.session.answers
        make = partial(answers.set_part, PAGE_AUTHORITY, people, "entered", today, label)
        self.session.commit(make, self.step.id)
        self._tell(f"{_count(people)} girildi olarak işaretlendi")

    def _tell(self, text: str) -> None:
        self.session.notify(text, ("Geri al", self.session.undo))

    # Giving to many

    def _ask_date(self) -> None:
        if self.panel.require_selection(NO_SELECTION):
            self.panel.ask(_DATE, dates.short(self.session.today()), self._give_date)

    def _give_date(self, chosen: list[str], text: str) -> str:
        if text and dates.parse(text) is None:
            return f"“{_DATE.label}” bir tarih değil; rakamla, gün.ay.yıl olarak yazın."
        self._set_part(chosen, "approved", text, "Yardım masası onayı")
        self._show_listed(self._listed)
        done = f"onay tarihi {'verildi' if text else 'silindi'}"
        where = Listed.READY if text else Listed.WAITING
        if self._listed in {where, Listed.ALL}:
            self._show_done(chosen, done)
        else:
            self._tell_gone(chosen, where)
        return ""

    def _tell_gone(self, chosen: Sequence[str], where: Listed) -> None:
        """Say where people went who are no longer in the list in sight."""
        self.session.notify(
            f"{_count(chosen)} {letters.dative_of_name(where.value)} geçti",
            ("&Göster", partial(self._show_gone, chosen[0], where)),
            ("Geri al", self.session.undo),
        )

    def _show_gone(self, key: str, where: Listed) -> None:
        if self.isVisible():
            self._show_listed(where)
            self.panel.focus_cell(key, "person")

    def _ask_duty(self) -> None:
        if self.panel.require_selection(NO_SELECTION):
            question = Field("duty", "İş tanımı", choices={each: each for each in self._duties()})
            self.panel.ask(question, "", self._give_duty)

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
        self.panel.ask(question, "", self._give_set)

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
        make = partial(
            answers.set_part,
            PAGE_AUTHORITY,
            new,
            "entered",
            "" if done else today,
            entered_label(is_ticked=not done),
        )
        self.session.commit(make, self.step.id)
        self._show_done(new, "girildi işareti kaldırıldı" if done else "girildi işareti kondu")

    def _set_part(self, chosen: list[str], part: str, text: str, label: str) -> None:
        def make() -> Change | None:
            return self.session.answers.set_part(
                PAGE_AUTHORITY, chosen, part, text, f"{label}: {_count(chosen)}"
            )

        self.session.commit(make, self.step.id)

    def _show_done(self, chosen: Sequence[str], done: str) -> None:
        self.panel.show_message(f"{_count(chosen)} için {done}.")

    # Reading

    def _name_of(self, key: str) -> str:
        return register.name_of(self.session.answers, key)

    def _unit_of(self, key: str) -> str:
        return str(self.session.answers.rows(PERSON).get(key, {}).get("unit", ""))

    def _part(self, part: str, key: str) -> str:
        return str(self.session.answers.rows(PAGE_AUTHORITY).get(key, {}).get(part, ""))

    def _duties(self) -> list[str]:
        return page_duties.named(self.session.answers)

    def _sets(self) -> list[tuple[str, str]]:
        rows = self.session.answers.rows(PAGE_SET).values()
        named = [(str(each["name"]), str(each["pages"])) for each in rows if each["name"]]
        return sorted(named, key=lambda each: letters.sort_key(each[0]))


def _count(chosen: Sequence[str]) -> str:
    return f"{numbers.shown(len(chosen))} kişi"
