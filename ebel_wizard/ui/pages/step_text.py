"""A step's words, to be put right by whoever has the Ministry's guide in hand."""

from functools import partial

from ebel_wizard.case import row_fields
from ebel_wizard.case.answers import Change
from ebel_wizard.case.tables import STEP_TEXT, TABLES
from ebel_wizard.guide.model import Step
from ebel_wizard.guide.rewrite import texts_of
from ebel_wizard.ui.pages.base import FormPage
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.standing import Mark, Standing
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.fields import FieldEditor
from ebel_wizard.ui.widgets.layout import horizontal_row


class StepTextPage(FormPage):
    """Title, responsible, instructions and boxes of a step; what is emptied is the program's again.

    An own text is kept only where it differs from the program's.
    """

    name = "step_text"
    title = "Adımın metnini değiştir"
    purpose = (
        "Bakanlık kılavuzunun bu adımı anlatan sayfası programda yok; burada yazılanlar tahmindir."
    )
    tables = (STEP_TEXT,)
    in_sequence = False  # an officer who only goes on is not to rewrite the step

    @classmethod
    def standing(cls, session: Session, step: Step) -> Standing:  # noqa: ARG003
        """Return that there is nothing to do: the words may well be right."""
        return Standing(Mark.NO_TASK)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._ours = texts_of(session.base_guide().step(step.id))
        self.add(
            theme.label(
                "Bakanlığın “e-Belediye Sistemine Geçiş Adımları” kılavuzu sizdeyse adımı oradaki "
                "gibi yazın; yoksa yardım masasından isteyin. İşaretlediğiniz kutular ve tarihler "
                "yerinde kalır."
            )
        )
        for field in row_fields.STEP_TEXT:
            editor = FieldEditor(
                field,
                session,
                step.id,
                read=partial(self._read, field.path),
                change=partial(self._change, field.path),
            )
            self.put(editor)
        self._restore = button("&Programın metnine dön", self._put_back)
        self.add(horizontal_row(self._restore))

    def refresh(self) -> None:
        """Show the words as they are; what is the program's already cannot be put back."""
        super().refresh()
        self._restore.setVisible(self.step.id in self.session.answers.rows(STEP_TEXT))

    def _read(self, part: str) -> str:
        kept = self.session.answers.rows(STEP_TEXT).get(self.step.id, {}).get(part, "")
        return str(kept) or self._ours[part]

    def _change(self, part: str, text: str) -> Change | None:
        answers = self.session.answers
        before = answers.rows(STEP_TEXT).get(self.step.id, TABLES[STEP_TEXT].blank())
        after = {**before, part: "" if text.strip() == self._ours[part] else text}
        wanted = after if any(str(each).strip() for each in after.values()) else None
        label = next(field.label for field in row_fields.STEP_TEXT if field.path == part)
        return answers.put(STEP_TEXT, {self.step.id: wanted}, label)

    def _put_back(self) -> None:
        self.session.commit(
            lambda: self.session.answers.remove(
                STEP_TEXT, [self.step.id], "Programın metnine dönüldü"
            ),
            self.step.id,
        )
