"""The first page of every step: what the guide asks, who does it, where, what to begin early."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ebel_wizard.guide.model import Source, Step
from ebel_wizard.guide.progress import Status
from ebel_wizard.ui.lists.copy_helper import MenuPathView
from ebel_wizard.ui.pages.base import Page, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.standing import Mark, Standing
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.layout import clear_layout

_INFERRED = (
    "Bakanlığın “e-Belediye Sistemine Geçiş Adımları” kılavuzunun bu adımı anlatan sayfası "
    "programda yok; burada yazılanlar tahmindir. Başlamadan o kılavuza bakın; sizde yoksa yardım "
    "masasından isteyin."
)


class WhatToDoPage(Page):
    """The guide's words about a step, in the guide's order; nothing is asked here."""

    name = "what_to_do"
    title = "Ne yapılacak"

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._column = scrolled_column(self)
        self._told: Step | None = None

    @classmethod
    def standing(cls, session: Session, step: Step) -> Standing:
        """Return whether the step was begun: there is nothing to do here but to read."""
        is_begun = session.answers.state(step.id).status is not Status.NOT_STARTED
        return Standing(Mark.DONE if is_begun else Mark.OPEN)

    def refresh(self) -> None:
        """Show the step's words as they are; they may have been rewritten or put back."""
        step = self.session.guide.step(self.step.id)
        if step != self._told:
            self._told = step
            clear_layout(self._column)
            self._tell(step)

    def _tell(self, step: Step) -> None:
        self._column.addWidget(theme.label(step.title, role="group"))
        who = f"Sorumlu: {step.responsible.label} · {step.day.label}"
        self._column.addWidget(theme.label(who, role="secondary"))
        if step.source is Source.INFERRED:
            self._column.addWidget(_card("warning", _INFERRED))
        self._column.addWidget(_numbered(step.instructions))
        self._column.addWidget(MenuPathView(step))
        if step.early:
            self._add_group("Erken başlayın", _card("warning", *step.early))
        if step.notes:
            self._add_group("Bilmeniz iyi olur", _card("info", *step.notes))
        self._column.addStretch(1)  # or what wraps would share the room that is left

    def _add_group(self, title: str, content: QWidget) -> None:
        group = QVBoxLayout()
        group.setContentsMargins(0, tokens.GROUP_GAP - self._column.spacing(), 0, 0)
        group.setSpacing(tokens.SPACE_8)
        group.addWidget(theme.label(title, role="group"))
        group.addWidget(content)
        self._column.addLayout(group)


def _numbered(texts: tuple[str, ...]) -> QWidget:
    """Return paragraphs under each other, numbered where there are several."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(tokens.SPACE_8)
    grid.setVerticalSpacing(tokens.SPACE_12)
    grid.setColumnStretch(1, 1)
    for at, text in enumerate(texts):
        if len(texts) > 1:
            number = theme.label(f"{at + 1}.", role="label")
            number.setWordWrap(False)
            grid.addWidget(number, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(theme.label(text), at, 1)
    return made


def _card(kind: str, *texts: str) -> QFrame:
    made = QFrame()
    made.setProperty("card", kind)
    column = QVBoxLayout(made)
    column.setContentsMargins(*(tokens.SPACE_16, tokens.SPACE_12) * 2)
    column.setSpacing(tokens.SPACE_12)
    for text in texts:
        column.addWidget(theme.label(text))
    return made
