"""The last page of every step: its status, ticks, dates, a note and the files kept with it."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ebel_wizard.case import row_rules
from ebel_wizard.case.answers import Change
from ebel_wizard.case.field import Field, Kind
from ebel_wizard.case.rules import Problem
from ebel_wizard.case.tables import FILE
from ebel_wizard.guide.model import CheckItem, Step
from ebel_wizard.guide.progress import (
    Status,
    StepState,
    after_date_change,
    mark_started,
    missing_items,
)
from ebel_wizard.ui.lists.file_list import FileList
from ebel_wizard.ui.pages.base import FormPage
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.standing import Standing, of_parts
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.choice_inputs import NoWheelComboBox
from ebel_wizard.ui.widgets.fields import FieldEditor

_SENT = Field("sent", "Gönderildiği gün", kind=Kind.DATE)
_ASKED = replace(
    _SENT,
    label="Yardım masasına yazdığınız gün",
    help="Bu adım için bir şey sorduysanız ya da bildirdiyseniz",
)
_ANSWERED = Field("answered", "Yanıtın geldiği gün", kind=Kind.DATE)
_NOTE = Field("note", "Not", kind=Kind.LINES, required=False)


class GeneralPage(FormPage):
    """What stands of a step, what to tick, when it was sent and answered, a note."""

    name = "general"
    title = "Takip"
    purpose = "Yaptıklarınızı işaretleyin; gönderdiğiniz ve yanıt aldığınız günleri yazın."
    tables = (FILE,)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._status = StatusChoice(session, step)
        self.add(self._status)
        self._checks = Checks(session, step)
        if step.checks:
            self.add_group(self._checks)
        self.head("Tarihler ve not")
        self._dates = _dates(step)
        for question in self._dates:
            editor = FieldEditor(
                question,
                session,
                step.id,
                read=partial(self._date, question.path),
                change=partial(self._dated, question.path),
            )
            self.editors.append(editor)
        self.add(_side_by_side(*self.editors))
        note = FieldEditor(
            _NOTE,
            session,
            step.id,
            read=lambda: session.answers.state(step.id).note,
            change=self._noted,
        )
        self.editors.append(note)
        self.add(note)
        self.follow_editors(self.editors)
        self._files = FileList(session, step.id)
        self.add_group(self._files)

    @classmethod
    def standing(cls, session: Session, step: Step) -> Standing:
        """Return how much of what the step lists is done."""
        total = len(missing_items(step, StepState()))
        left = len(missing_items(step, session.answers.state(step.id)))
        return of_parts(total - left, total, len(_wrong_days(session, step)))

    def refresh(self) -> None:
        """Show status, ticks, dates and the note as they are kept."""
        super().refresh()
        self._status.refresh()
        self._files.refresh()
        self._checks.refresh()

    def problems(self) -> list[Problem]:
        """Return what is wrong with the two days."""
        return _wrong_days(self.session, self.step)

    def _noted(self, text: str) -> Change | None:
        state = replace(self.session.answers.state(self.step.id), note=text)
        return self.session.answers.set_state(self.step.id, mark_started(state), _NOTE.label)

    def _date(self, part: str) -> str:
        return str(getattr(self.session.answers.state(self.step.id), part))

    def _dated(self, part: str, text: str) -> Change | None:
        state = self.session.answers.state(self.step.id)
        if getattr(state, part) == text:
            return None
        changed = replace(state, sent=text) if part == "sent" else replace(state, answered=text)
        label = next(question.label for question in self._dates if question.path == part)
        return self.session.answers.set_state(self.step.id, after_date_change(changed), label)


def _side_by_side(*widgets: QWidget) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(tokens.SPACE_24)
    for each in widgets:
        each.setMinimumWidth(tokens.FIELD_M)
        line.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
    line.addStretch()
    return made


def _dates(step: Step) -> tuple[Field, Field]:
    return _SENT if step.sends else _ASKED, _ANSWERED


def _wrong_days(session: Session, step: Step) -> list[Problem]:
    state = session.answers.state(step.id)
    days = zip(_dates(step), (state.sent, state.answered), strict=True)
    return list(row_rules.check_days(days, session.today()))


class StatusChoice(QWidget):
    """The status of a step; one that everybody has to do cannot be "gerekli değil"."""

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__()
        self._session = session
        self._step = step
        self._box = NoWheelComboBox()
        self._box.setAccessibleName("Durum")
        theme.limit_width(self._box, tokens.FIELD_M)
        self._box.activated.connect(lambda _: self._choose())
        caption = theme.label("D&urum", role="label")
        caption.setBuddy(self._box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(caption)
        column.addWidget(self._box)

    def refresh(self) -> None:
        """Show the status as it is kept, even one that could not be chosen now."""
        now = self._session.answers.state(self._step.id).status
        offered = [
            status
            for status in Status
            if status is now or status is not Status.NOT_NEEDED or not self._step.required
        ]
        if [self._box.itemData(at) for at in range(self._box.count())] != offered:
            self._box.clear()
            for status in offered:
                self._box.addItem(status.label, status.value)
        self._box.setCurrentIndex(self._box.findData(now.value))

    def _choose(self) -> None:
        chosen = Status(self._box.currentData())
        self._session.set_state(
            self._step.id, lambda state: replace(state, status=chosen), f"Durum: {chosen.label}"
        )


class Checks(QWidget):
    """The boxes of a step, to be ticked as its work is done."""

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__()
        self._session = session
        self._step = step
        self._boxes: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(theme.label("Yapıldıkça işaretleyin", role="group"))
        for item in step.checks:
            column.addWidget(self._box(item))

    def refresh(self) -> None:
        """Show the ticks as they are kept."""
        done = self._session.answers.state(self._step.id).done
        for check_id, box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(check_id in done)
            box.blockSignals(False)

    def _box(self, item: CheckItem) -> QCheckBox:
        box = QCheckBox(item.text)
        box.toggled.connect(lambda on: self._tick(item, on))
        self._boxes[item.id] = box
        return box

    def _tick(self, item: CheckItem, on: bool) -> None:
        def alter(state: StepState) -> StepState:
            done = state.done | {item.id} if on else state.done - {item.id}
            return mark_started(replace(state, done=done))

        self._session.set_state(self._step.id, alter, item.text)
