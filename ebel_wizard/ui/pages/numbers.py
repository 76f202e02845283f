"""Step 10: the last document numbers, typed twice, and the mail with them."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from ebel_wizard.case import row_rules, step_fields
from ebel_wizard.case.model import Case
from ebel_wizard.case.rules import Problem
from ebel_wizard.case.tables import STEP, TICK
from ebel_wizard.exchange import mail
from ebel_wizard.exchange.mail import Mail, NotMailableError
from ebel_wizard.guide import plan
from ebel_wizard.guide.model import Step
from ebel_wizard.turkish import dates, numbers
from ebel_wizard.ui.pages.base import FormPage
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.mail_card import MailCard, MakeMail


class NumbersPage(FormPage):
    """Incoming and outgoing, each compared with its second typing."""

    name = "numbers"
    title = "Evrak sayıları"
    search_words = "yardım masasına e-posta mail gönder taslak e-postayı kaydet metni kopyala"
    purpose = "Geçiş günü mesai bitiminde evrak kayıt defterindeki ya da eski sistemdeki numaralar."
    paths = ("numbers",)
    tables = (STEP, TICK)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._day = theme.label(role="label")
        self.add(
            theme.label(
                "Her numara iki kez sorulur: yanlış bir numara bundan sonraki bütün kayıtları "
                "kaydırır."
            ),
            self._day,
        )
        self.ask("Gelen evrak", step_fields.NUMBERS[:2])
        self.ask("Giden evrak", step_fields.NUMBERS[2:])
        self._card = MailCard(
            session,
            "Yardım masasına bildirim",
            "Numaralar tamamlanınca yardım masasına bu e-postayla bildirilir.",
            "evrak-sayilari.eml",
            self._mail_job,
        )
        self._card.settings_requested.connect(self.settings_requested)
        self.add(self._card)

    def refresh(self) -> None:
        """Show the numbers and how far the day is."""
        super().refresh()
        session = self.session
        go_live = dates.parse(session.case().letter.go_live)
        reminders = plan.reminders(
            plan.make(session.guide, session.answers.states(), go_live, session.today())
        )
        words = "" if go_live is None else f"Geçiş günü: {dates.long(go_live)}"
        self._day.setText("\n".join(reminders) or words)
        self._day.setVisible(bool(self._day.text()))
        self._card.refresh()

    @classmethod
    def errors(cls, session: Session) -> list[Problem]:
        """Return what is wrong or missing in the two numbers."""
        return list(row_rules.check_numbers(session.answers.answer))

    def problems(self) -> list[Problem]:
        """Return what is wrong, and once the page was left what is missing."""
        answer = self.session.answers.answer
        return [
            problem
            for problem in row_rules.check_numbers(answer)
            if answer(problem.field).strip() or self.attempted
        ]

    def _mail_job(self) -> MakeMail:
        self.session.flush()
        session = self.session
        return partial(
            _numbers_mail,
            session.case(),
            session.settings.helpdesk_email,
            {field.path: session.answers.answer(field.path) for field in step_fields.NUMBERS},
            session.today(),
        )


def _numbers_mail(case: Case, to: str, answers: Mapping[str, str], today: date) -> Mail:
    wrong = row_rules.check_numbers(lambda path: answers[path])
    if wrong:
        raise NotMailableError(f"E-posta için önce numaraları tamamlayın: {wrong[0].text}")
    incoming, outgoing = (
        numbers.parse(answers[path]) for path in ("numbers.incoming", "numbers.outgoing")
    )
    assert incoming is not None  # it was checked
    assert outgoing is not None
    day = dates.parse(case.letter.go_live) or today
    return mail.document_numbers(case, to, incoming=incoming, outgoing=outgoing, day=day)
