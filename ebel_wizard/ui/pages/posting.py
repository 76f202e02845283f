"""Step 1: the mail to the helpdesk before posting, its answer, and what the post office gave."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from ebel_wizard import documents
from ebel_wizard.case import choices, fields, row_rules, rules, step_fields
from ebel_wizard.case.answers import Change
from ebel_wizard.case.rules import Problem
from ebel_wizard.documents import kinds
from ebel_wizard.documents.snapshot import Snapshot
from ebel_wizard.exchange import mail
from ebel_wizard.exchange.mail import Mail, NotMailableError
from ebel_wizard.guide.model import Step
from ebel_wizard.turkish import dates
from ebel_wizard.ui.pages.base import FormPage
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets.fields import FieldEditor
from ebel_wizard.ui.widgets.mail_card import MailCard, MakeMail

_VERDICT: Final = "posting.verdict"
_SENT: Final = "posting.checked"
_OF_CORRECTION: Final = ("posting.correction", "posting.reprinted")
_AWAITED: Final = "Ön kontrol yanıtı bekleniyor"
_TO_CORRECT: Final = "Düzeltme istendi: yazı yeniden yazdırılacak"


class PostingPage(FormPage):
    """The letter and the personnel table by mail, and what the helpdesk answered.

    The KEP form never goes along (G4).
    """

    name = "posting"
    title = "Ön kontrol"
    search_words = "yardım masasına e-posta mail gönder taslak e-postayı kaydet metni kopyala"
    paths = ("posting",)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._card = MailCard(
            session,
            "Yardım masasına ön kontrol e-postası",
            "Kılavuz, yazıyı ve personel tablosunu postaya vermeden önce e-postayla yardım "
            "masasına göndermenizi ister. KEP formu bu e-postaya eklenmez.",
            "on-kontrol.eml",
            self._mail_job,
            attaches=True,
        )
        self._card.settings_requested.connect(self.settings_requested)
        self.ask("Ön kontrol e-postası", step_fields.PRE_CHECK)
        self.add(self._card)
        sent, *answer, tracking = step_fields.POSTING
        self.head("Ön kontrolün yanıtı")
        self.put(FieldEditor(sent, session, step.id, change=self._sent))
        self.add(*self.questions(answer))
        self.ask("Posta", [tracking])

    @classmethod
    def errors(cls, session: Session) -> Sequence[Problem]:
        """Return what is wrong in the days."""
        return rules.errors(_found(session))

    @classmethod
    def is_complete(cls, session: Session) -> bool:
        """Return whether the helpdesk has answered, and what it asked for was done."""
        answer = session.answers.answer
        if answer(_VERDICT) == choices.CORRECTION:
            return bool(answer("posting.reprinted").strip())
        return any(answer(path).strip() for path in (_VERDICT, "posting.answered"))

    @classmethod
    def progress(cls, session: Session) -> str:
        """Return what the helpdesk's look at the letter waits for."""
        answer = session.answers.answer
        if answer(_VERDICT) == choices.CORRECTION:
            return "" if cls.is_complete(session) else _TO_CORRECT
        is_sent = bool(answer(_SENT).strip()) or any(
            _boxes(step) & session.answers.state(step.id).done for step in session.guide.steps
        )
        return _AWAITED if is_sent and not cls.is_complete(session) else ""

    def refresh(self) -> None:
        """Show the answers and what is wrong with the helpdesk's address."""
        super().refresh()
        self._card.refresh()
        is_corrected = self.session.answers.answer(_VERDICT) == choices.CORRECTION
        for editor in self.editors:
            if editor.field.path in _OF_CORRECTION:
                editor.setVisible(is_corrected)

    def problems(self) -> list[Problem]:
        """Return what is wrong in the days, and what is to be done about the answer."""
        return list(_found(self.session))

    def _sent(self, text: str) -> Change | None:
        """Answer on which day the mail was sent, and tick with it that it was."""
        answers, label = self.session.answers, fields.BY_PATH[_SENT].label
        answered = answers.set_answer(_SENT, text)
        if answered is None:
            return None
        state, own = answers.state(self.step.id), _boxes(self.step)
        done = state.done | own if dates.parse(text) else state.done - own
        ticked = answers.set_state(self.step.id, replace(state, done=done), label)
        return Change(label, (*answered.edits, *(ticked.edits if ticked else ())))

    def _mail_job(self) -> MakeMail:
        self.session.flush()
        masked = self.session.answers.answer("posting.table") == choices.MASKED
        to = self.session.settings.helpdesk_email
        return partial(_pre_check, self.session.snapshot(), to, masked=masked)


def _boxes(step: Step) -> frozenset[str]:
    """Return the boxes of a step that say that the mail was sent."""
    return frozenset(item.id for item in step.checks if item.answer == _SENT)


def _found(session: Session) -> Iterator[Problem]:
    return row_rules.check_pre_check(session.answers.answer, session.today())


def _pre_check(snapshot: Snapshot, to: str, *, masked: bool) -> Mail:
    reason = mail.refusal_reason(snapshot.case)
    errors = snapshot.errors()
    if reason or errors:
        raise NotMailableError(
            reason or f"E-posta için önce {len(errors)} sorunu giderin: {errors[0].text}"
        )
    made = [*documents.build(snapshot.case, logo=snapshot.picture())]
    masked = masked and kinds.MASKED_TABLE.exists(snapshot.case)
    if masked:
        made.append(documents.make(kinds.MASKED_TABLE, snapshot.case))
    papers = {paper.name: paper.data for paper in made}
    return mail.pre_check(snapshot.case, to, papers, masked=masked)
