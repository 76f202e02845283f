"""Step 1: the project officers, a table that is filled in place."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication

from ebel_wizard.case import register, row_fields
from ebel_wizard.case.answers import Change
from ebel_wizard.case.model import Person
from ebel_wizard.case.normalise import normalise_person
from ebel_wizard.case.rules import Problem
from ebel_wizard.case.tables import OFFICER, PERSON, TABLES
from ebel_wizard.guide.model import Step
from ebel_wizard.store.backups import Reason
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists import replace_question
from ebel_wizard.ui.lists.columns import person_columns
from ebel_wizard.ui.lists.picker import IMPORT, PeoplePicker
from ebel_wizard.ui.lists.table import ListTable
from ebel_wizard.ui.lists.toolbar import ListToolbar
from ebel_wizard.ui.pages.base import IMPORT_LIST, Page, scrolled_column
from ebel_wizard.ui.state.notice import Action
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import button


class OfficersPage(Page):
    """Ad, soyad, TCKN, cep telefonu, unvan and birim of each project officer."""

    name = "officers"
    title = "Proje sorumluları"
    purpose = "e-Belediye’de belediye adına yetki verecek kişiler."
    paths = ("officers",)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._table = ListTable(
            session,
            step.id,
            person_columns(session, [each.path for each in row_fields.PERSON], editable=True),
            session.answers.officer_ids,
            lambda row_id: (session.answers.rows(PERSON)[row_id],),
            "Proje sorumluları",
        )
        self._table.show_row_boxes()
        self._message = theme.label(tone="error")
        self._message.hide()
        self._shown: Sequence[Problem] = ()
        self._current_problems: list[str] = []
        self._new: set[str] = set()
        self._toolbar = ListToolbar(
            self.title,
            TABLES[PERSON].noun,
            [button("&Kişi ekle", self._add), button("Personelden &seç…", self._choose)],
            [
                ("&Yukarı", partial(self._move, -1)),
                ("&Aşağı", partial(self._move, 1)),
                ("Çıka&r", self._remove_selected),
            ],
            [("Ya&pıştır", self._table.paste)],
            searches=False,
        )
        self._toolbar.cleared.connect(self._table.clearSelection)
        self._toolbar.focus_lost.connect(self._table.setFocus)
        column = scrolled_column(self, width=None, fill=True)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self._toolbar)
        column.addWidget(self._table, 1)
        column.addWidget(self._message)
        column.addStretch()
        self._table.paste_requested.connect(self._take_list)
        self._table.move_requested.connect(self._move)
        self._table.row_wanted.connect(self._go_on)
        self._table.row_given_up.connect(self._give_up)
        selection = self._table.selectionModel()
        selection.currentChanged.connect(lambda *_: self._show_current_problems())
        selection.currentChanged.connect(lambda *_: self._look_later())
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._look_later)
        selection.selectionChanged.connect(lambda *_: self._show_count())
        self._table.rows.modelReset.connect(self._show_count)

    @classmethod
    def has_answers(cls, session: Session) -> bool:
        """Return whether somebody is on the list."""
        return bool(session.answers.officer_ids())

    def on_shown(self) -> None:
        """Clear the just-added markers."""
        self._new.clear()

    def new_rows(self) -> list[str]:
        """Return the people added since the page was opened."""
        ids = self.session.answers.officer_ids()
        return [f"officers[{n}]." for n, key in enumerate(ids, 1) if key in self._new]

    def refresh(self) -> None:
        """Show the people as they are."""
        self._table.rows.sync()
        self._show_empty()
        self._show_count()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the cells, and say below the table what is wrong in the current row."""
        self._shown = problems
        marked: dict[tuple[str, str], list[Problem]] = {}
        ids = self._table.rows.ids
        for problem in problems:
            place = _cell_of(problem.field)
            if place is not None and place[0] < len(ids):
                marked.setdefault((ids[place[0]], place[1]), []).append(problem)
        self._table.rows.show_problems(marked)
        # Otherwise the last message stays to be read.
        if self._problems_in_current_row() != self._current_problems:
            self._show_current_problems()

    def focus_field(self, path: str) -> None:
        """Go to the cell of ``officers[n].part``."""
        place = _cell_of(path)
        if place is not None and place[0] < len(self._table.rows.ids):
            self._table.focus_cell(*place)
        else:
            self._table.setFocus()

    def _problems_in_current_row(self) -> list[str]:
        current = self._table.currentIndex().row()
        return [
            problem.text
            for problem in self._shown
            if (place := _cell_of(problem.field)) is not None and place[0] == current
        ]

    def _show_current_problems(self) -> None:
        self._current_problems = self._problems_in_current_row()
        self._show_message("\n".join(self._current_problems), "error")

    def _show_message(self, text: str, tone: str) -> None:
        theme.show_message(self._message, text, tone)

    def _show_empty(self) -> None:
        """Say what an empty table can be filled from: also from a list while nobody is known."""
        actions: list[Action] = [("İlk kişiyi ekle", self._add)]
        if not self.session.answers.rows(PERSON):
            actions.append((IMPORT, partial(self.place_requested.emit, IMPORT_LIST)))
        self._table.empty.show_note(
            "Henüz kimse yok. Eklediğiniz kişiler yazının ekindeki tabloda yer alır. Yazarken "
            "Tab tuşu sonraki hücreye geçer; Excel’den kopyaladığınız satırları da "
            "yapıştırabilirsiniz.",
            *actions,
        )

    def _show_count(self) -> None:
        total = len(self._table.rows.ids)
        self._toolbar.total.setText(f"{total} {TABLES[PERSON].noun}" if total else "")
        self._toolbar.show_chosen(len(self._table.chosen_ids()))
        self._table.empty.setVisible(not total)

    def _add(self) -> None:
        """Begin a row, or go to the one that is begun."""
        self.session.flush()
        if self._has_begun_row():
            self._table.focus_cell(len(self._table.rows.ids) - 1, "name", edit=True)
            return
        before = set(self._table.rows.ids)
        make = partial(register.add_officers, self.session.answers, [Person()])
        self.session.commit(make, self.step.id)
        self._new |= set(self._table.rows.ids) - before
        self.problems_changed.emit()
        self._table.focus_cell(len(self._table.rows.ids) - 1, "name", edit=True)

    def _go_on(self) -> None:
        """Begin another row after the last one, unless that is empty."""
        if not self._is_blank(self._table.rows.ids[-1]):
            self._add()

    def _has_begun_row(self) -> bool:
        """Return whether the last row was begun and never filled."""
        last = self._table.rows.ids[-1:]
        return bool(last) and last[0] in self._new and self._is_blank(last[0])

    def _give_up(self) -> None:
        """Take out a row that was begun and never filled."""
        if self._has_begun_row():
            self._withdraw(self._table.rows.ids[-1])
            if self._table.rows.ids:
                self._table.focus_cell(len(self._table.rows.ids) - 1, "name")

    def _withdraw(self, blank: str) -> None:
        """Take out a blank row that was begun; to undo and history it never was, if they can."""
        if not self.session.withdraw(OFFICER, blank):
            make = partial(register.remove_officers, self.session.answers, [blank])
            self.session.commit(make, self.step.id)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave no blank row behind."""
        super().hideEvent(event)
        self._look_later()

    def _look_later(self) -> None:
        """Look whether a begun row was left once the cursor is where it goes."""
        if self._has_begun_row():
            QTimer.singleShot(0, self, self._give_up_left)

    def _give_up_left(self) -> None:
        """Take out a row that was begun, never filled, and left; the cursor stays where it is."""
        if not self.window().isVisible():  # it is being closed
            return
        self.session.flush()
        focused, here = QApplication.focusWidget(), self._table.currentIndex()
        last = len(self._table.rows.ids) - 1
        is_there = focused is self._table or self._table.isAncestorOf(focused or self)
        stays = self.isVisible() and (focused is None or (is_there and here.row() == last))
        if stays or not self._has_begun_row():
            return
        row, column = here.row(), here.column()
        self._withdraw(self._table.rows.ids[last])
        if 0 <= row < last:
            self._table.setCurrentIndex(self._table.rows.index(row, column))

    def _is_blank(self, row_id: str) -> bool:
        row = self.session.answers.rows(PERSON).get(row_id, {})
        return not any(str(value).strip() for value in row.values())

    def _take_list(self, text: str) -> None:
        from ebel_wizard.people_import import clipboard

        pasted = [normalise_person(person) for person in clipboard.read_people(text)]
        if not pasted:
            self._show_message(
                "Kopyalanmış kişi bulunamadı. Excel’de satırları seçip kopyalayın, sonra "
                "yapıştırın.",
                "error",
            )
            return
        self.session.flush()
        conflicts = register.merge(self.session.answers, pasted).conflicts
        replace_question.ask_each(
            self, pasted, conflicts, partial(self._take_pasted, pasted, len(conflicts))
        )

    def _take_pasted(self, pasted: Sequence[Person], asked: int, replaced: frozenset[int]) -> None:
        """Take the pasted people but those whose TCKN is to stay another's."""
        make = partial(self._merged, pasted, replaced)
        self._take(make, "sütunları kontrol edin", Reason.IMPORT, left=asked - len(replaced))

    def _merged(self, pasted: Sequence[Person], replaced: frozenset[int]) -> Change | None:
        """Pasted people as project officers; who is on the register already is not doubled."""
        answers = self.session.answers
        merge = register.merge(answers, pasted, replaced)
        chosen = register.choose_officers(answers, [key for key in merge.ids if key])
        return register.change_all("Proje sorumlusu eklendi", (merge.change, chosen))

    def _choose(self) -> None:
        picker = PeoplePicker(self, self.session, "Proje sorumlularını seçin", "Seçilenleri &ekle")
        picker.exclude(self.session.answers.officer_ids())
        picker.import_requested.connect(partial(self.place_requested.emit, IMPORT_LIST))
        picker.chosen.connect(self._chosen)
        picker.open()

    def _chosen(self, ids: list[str]) -> None:
        make = partial(register.choose_officers, self.session.answers, ids)
        self._take(make, "bilgilerini kontrol edin")

    def _take(
        self,
        make: Callable[[], Change | None],
        advice: str,
        backs_up: Reason | None = None,
        *,
        left: int = 0,
    ) -> None:
        """Carry out a change that brings people; say how many came and how many were left out."""
        before = len(self._table.rows.ids)
        self.session.commit(make, self.step.id, backs_up)
        added = len(self._table.rows.ids) - before
        texts = [f"{added} kişi eklendi; {advice}."] if added else []
        texts += [f"{left} satır alınmadı; TCKN’si bir başkasına ait."] if left else []
        if added:
            self._table.focus_cell(before, "name")
        if texts:
            self._show_message(" ".join(texts), "error" if left else "done")
        else:
            self._show_message("Bu kişiler zaten proje sorumlusu; bilgileri güncel.", "done")

    def _remove_selected(self) -> None:
        ids = self._table.selected_ids()
        if not ids:
            self._show_message("Önce tabloda bir kişiye gelin.", "error")
        else:
            at = self._table.currentIndex().row()
            make = partial(register.remove_officers, self.session.answers, ids)
            self.session.commit(make, self.step.id)
            gone = f"{numbers.shown(len(ids))} kişi listeden çıkarıldı."
            self.session.notify(gone, ("Geri al", self.session.undo))
            left = len(self._table.rows.ids)
            if left:
                self._table.focus_cell(min(at, left - 1), "name")

    def _move(self, by: int) -> None:
        ids = self._table.selected_ids()
        if len(ids) != 1:
            self._show_message("Sıralamak için tabloda tek bir kişiye gelin.", "error")
        else:
            column, whole = self._table.currentIndex().column(), self._table.chosen_ids()
            self.session.commit(
                partial(self.session.answers.move, OFFICER, ids[0], by), self.step.id
            )
            at = self._table.rows.ids.index(ids[0])
            self._table.setCurrentIndex(self._table.rows.index(at, column))
            if whole:
                self._table.selectRow(at)


def _cell_of(path: str) -> tuple[int, str] | None:
    """Row (from 0) and part of ``officers[2].tckn``; None for another path."""
    head, _, part = path.partition("].")
    number = head.removeprefix("officers[")
    return (int(number) - 1, part) if part and number.isdecimal() else None
