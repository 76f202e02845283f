"""Step 5: who could not log in, and the mail to the helpdesk about each."""

from functools import partial

from ebel_wizard.case import register
from ebel_wizard.case.model import Case
from ebel_wizard.case.tables import LOGIN_PROBLEM, PERSON
from ebel_wizard.exchange import mail
from ebel_wizard.exchange.mail import Mail, NotMailableError
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.lists.columns import row_columns
from ebel_wizard.ui.lists.panel import ListPanel
from ebel_wizard.ui.pages.base import ListPage, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.mail_card import MailCard, MakeMail

_WIDTHS = {"who": 17, "unit": 18, "seen": 22, "reported": 14, "answered": 17, "answer": 22}


class LoginProblemsPage(ListPage):
    """One row a problem; the mail is about the row one is at."""

    name = "login_problems"
    title = "Giriş sorunları"
    search_words = "yardım masasına e-posta mail gönder taslak e-postayı kaydet metni kopyala"
    purpose = "Sisteme giremeyen kullanıcıyı ve gördüğü uyarıyı yazın, yardım masasına bildirin."
    tables = (LOGIN_PROBLEM,)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        answers = session.answers
        self.panel = ListPanel(
            session,
            step.id,
            "Giriş sorunları",
            self.tables,
            row_columns(
                session,
                LOGIN_PROBLEM,
                _WIDTHS,
                {"who": self._names, "unit": partial(register.unit_names, answers)},
            ),
            lambda: list(answers.rows(LOGIN_PROBLEM)),
            "Henüz giriş sorunu yok. Sisteme giremeyen olursa buraya yazın; yardım masasına "
            "e-postayla bildirirsiniz.",
            (button("Giriş &sorunu ekle", self._add),),
            row_actions=[("Çıka&r", self._remove)],
            on_empty=("İlk sorunu ekle", self._add),
        )
        self._card = MailCard(
            session,
            "Giriş sorununu bildir",
            "Listede bir satıra gelin; e-posta o sorunu anlatır.",
            "giris-sorunu.eml",
            self._mail_job,
        )
        self._card.settings_requested.connect(self.settings_requested)
        column = scrolled_column(self, width=None, fill=True)
        column.addWidget(self.panel, 1)
        column.addWidget(self._card)

    def refresh_around(self) -> None:
        """Show what is wrong with the helpdesk's address."""
        self._card.refresh()

    def _names(self) -> list[str]:
        rows = self.session.answers.rows(PERSON)
        return [register.full_name(rows[key]) for key in self.session.people()]

    def _add(self) -> None:
        make = partial(self.session.answers.add, LOGIN_PROBLEM, [{}], "Giriş sorunu eklendi")
        self.panel.add(make, "who")

    def _remove(self) -> None:
        self.panel.remove_selected(
            "Giriş sorunu çıkarıldı", "Önce listeden çıkarılacak satırı seçin."
        )

    def _mail_job(self) -> MakeMail:
        self.session.flush()
        rows = self.session.answers.rows(LOGIN_PROBLEM)
        ids = self.panel.selected_ids() or (list(rows) if len(rows) == 1 else [])
        row = rows.get(ids[0]) if len(ids) == 1 else None
        problem = {part: str(text) for part, text in row.items()} if row else None
        return partial(
            _problem_mail, self.session.case(), self.session.settings.helpdesk_email, problem
        )


def _problem_mail(case: Case, to: str, problem: dict[str, str] | None) -> Mail:
    if problem is None:
        raise NotMailableError("Önce listede bildirilecek sorunun satırına gelin.")
    if not problem["who"].strip():
        raise NotMailableError("Önce giriş yapamayan kişiyi yazın.")
    return mail.login_problem(
        case, to, who=problem["who"], unit=problem["unit"], seen=problem["seen"]
    )
