"""The page of a step that asks only for ticks, dates and a note; it needs no code of its own."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from ebel_wizard.case import rules
from ebel_wizard.case.answers import Change
from ebel_wizard.case.fields import Field, Kind
from ebel_wizard.case.rules import Problem
from ebel_wizard.case.tables import FILE
from ebel_wizard.guide.model import CheckItem, Source, Step
from ebel_wizard.guide.progress import StepState, after_date_change, mark_started
from ebel_wizard.turkish import dates
from ebel_wizard.ui.lists.copy_helper import MenuPathView
from ebel_wizard.ui.lists.file_list import FileList
from ebel_wizard.ui.pages.base import FormPage
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.fields import FieldEditor

_SENT = Field("sent", "Gönderildiği gün", kind=Kind.DATE, required=False)
_ASKED = replace(
    _SENT,
    label="Yardım masasına yazıldığı gün",
    help="Bu adım için bir şey sorduysanız ya da bildirdiyseniz",
)
_ANSWERED = Field("answered", "Yanıtın geldiği gün", kind=Kind.DATE, required=False)
_NOTE = Field("note", "Not", kind=Kind.LINES, required=False)


class GeneralPage(FormPage):
    """What to do, where in e-Belediye, what to tick, when it was sent and answered, a note."""

    name = "general"
    title = "Yapılacaklar ve takip"
    tables = (FILE,)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        if step.source is Source.INFERRED:
            self.add(_card(f"Bu adım {step.source.label}."))
        for text in step.instructions:
            self.add(theme.label(text))
        self.add(MenuPathView(step))
        for text in step.notes:
            self.add(_card(text))
        self._checks = Checks(session, step)
        self.add(self._checks)
        self.add(theme.label("Takip", scale=1.15, bold=True))
        self._dates = (_SENT if step.sends else _ASKED, _ANSWERED)
        for question in self._dates:
            editor = FieldEditor(
                question,
                session,
                step.id,
                read=partial(self._date, question.path),
                change=partial(self._dated, question.path),
            )
            self.editors.append(editor)
            self.add(editor)
        note = FieldEditor(
            _NOTE,
            session,
            step.id,
            read=lambda: session.answers.state(step.id).note,
            change=self._noted,
        )
        self.editors.append(note)
        self.add(note)
        self._files = FileList(session, step.id)
        self.add(self._files)

    def refresh(self) -> None:
        """Show ticks, dates and the note as they are kept."""
        super().refresh()
        self._files.refresh()
        self._checks.refresh()

    def problems(self) -> list[Problem]:
        """A date that is no date."""
        state = self.session.answers.state(self.step.id)
        return [
            rules.not_a_date(question.path, question.label)
            for question in self._dates
            if (text := str(getattr(state, question.path)).strip()) and dates.parse(text) is None
        ]

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


class Checks(QWidget):
    """The boxes of a step, to be ticked as its work is done."""

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__()
        self._session = session
        self._step = step
        self._boxes: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID * 2)
        column.addWidget(theme.label("Yapıldıkça işaretleyin", scale=1.15, bold=True))
        for item in step.checks:
            column.addWidget(self._box(item))
        if not step.checks:
            self.hide()

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


def _card(text: str) -> QFrame:
    made = QFrame()
    made.setProperty("card", "warning")
    column = QVBoxLayout(made)
    column.setContentsMargins(*(theme.GRID * 2, theme.GRID) * 2)
    column.addWidget(theme.label(text))
    return made
