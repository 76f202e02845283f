"""Step 11: the helpdesk's confirmation, the closing report, and the offer to erase everything."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ebel_wizard import documents, files
from ebel_wizard.case import row_rules, rules, step_fields
from ebel_wizard.case.rules import Problem
from ebel_wizard.case.tables import STEP
from ebel_wizard.documents import closing
from ebel_wizard.documents.kinds import CLOSING_REPORT
from ebel_wizard.guide.model import Step
from ebel_wizard.guide.progress import CLOSED
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.pages.base import FormPage
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import question, theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row
from ebel_wizard.ui.widgets.saving import ShowMessage, write_file

_WOULD_BE_ERASED: Final = (
    "Rapor kaydedilmedi: seçtiğiniz klasör programın cevapları sakladığı klasördür ve “Her şeyi "
    "sil” ile silinir. Başka bir klasör seçin."
)
_NOT_READ_BACK: Final = (
    "Rapor yazıldı ama geri okunamadı; diskte sorun olabilir. Başka bir yere kaydedin."
)


class UnkeptReportError(Exception):
    """The report would not outlive what is erased; the text is a sentence for the officer."""


class ClosingPage(FormPage):
    """Who confirmed the move; then what is left to do with what was collected."""

    name = "closing"
    title = "Kayıt ve kapanış"
    search_words = "her şeyi sil silme kapanış raporunu PDF kaydet"
    paths = ("confirmation",)
    tables = (STEP,)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        confirmed_by, first_number = step_fields.CONFIRMATION
        self.ask("Yardım masasının verdiği bilgi", [confirmed_by])
        self.add(
            theme.label(
                "Bilginin geldiği günü ve notunuzu “Takip” sayfasına yazın.",
                role="hint",
            )
        )
        self.ask("Sonucu kontrol edin", [first_number])
        self._expected = theme.label(role="secondary")
        self.add(self._expected)
        self._state = theme.label()
        self._message = theme.label(tone="done")
        self._message.hide()
        self.head("Kapanış raporu")
        self.add(
            theme.label(
                "Bütün adımları, tarihleri, yapılan belgeleri ve saklanan dosyaların adlarını bir "
                "arada gösterir; T.C. kimlik numaraları gizlenir."
            ),
            self._state,
            horizontal_row(button("Kapanış &raporunu kaydet…", self._save)),
            self._message,
        )
        self.head("Bütün verileri silme")
        self.add(self._erasing())

    @classmethod
    def errors(cls, session: Session) -> Sequence[Problem]:
        """Return what is wrong in the first number."""
        return rules.errors(row_rules.check_first_number(session.answers.answer))

    @classmethod
    def is_complete(cls, session: Session) -> bool:
        """Return whether who confirmed the move and the first number are both known."""
        return all(session.answers.answer(each.path).strip() for each in step_fields.CONFIRMATION)

    def problems(self) -> list[Problem]:
        """Return whether the first number is the one to be expected."""
        return list(row_rules.check_first_number(self.session.answers.answer))

    def refresh(self) -> None:
        """Show which number is to be expected, and how far the move is."""
        super().refresh()
        last = numbers.parse(self.session.answers.answer("numbers.outgoing"))
        self._expected.setText(
            "Bildirdiğiniz son giden evrak numarası burada görünür; ilk yazınızın numarası ondan "
            "bir sonraki olmalıdır."
            if last is None
            else f"Bildirdiğiniz son numara {numbers.shown(last)}; ilk yazınızın numarası "
            f"{numbers.shown(last + 1)} olmalıdır."
        )
        states = self.session.answers.states()
        still = [
            str(step.number)
            for step in self.session.guide.steps
            if states.get(step.id) is None or states[step.id].status not in CLOSED
        ]
        if still:
            self._state.setText(f"Henüz tamamlanmayan adımlar: {', '.join(still)}.")
        else:
            self._state.setText("Bütün adımlar tamamlandı.")
        theme.set_tone(self._state, "hint" if still else "done")

    def _erasing(self) -> QFrame:
        card = QFrame()
        card.setProperty("card", "warning")
        column = QVBoxLayout(card)
        column.setContentsMargins(*(tokens.SPACE_16,) * 4)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(
            theme.label(
                "Geçiş bitince kişisel verileri bu bilgisayarda tutmanız gerekmez. Bütün cevaplar, "
                "personel listesi, saklanan dosyalar, geçmiş, yedekler, programın günlüğü ve bu "
                "bilgisayarda tutulan KEP parolası ile şifresi silinir; geri alınamaz. Silmeden "
                "önce kapanış raporunun nereye kaydedileceği sorulur; gereken öbür belgeleri siz "
                "kaydedin."
            )
        )
        erase = button("&Her şeyi sil…", self._ask_erase)
        erase.setProperty("kind", "danger")
        column.addWidget(horizontal_row(erase))
        self._erase_message = theme.label(tone="error")
        self._erase_message.hide()
        column.addWidget(self._erase_message)
        return card

    def _save(self) -> None:
        self._save_report(partial(theme.show_message, self._message))

    def _save_report(
        self,
        show: ShowMessage,
        done: Callable[[Path], None] | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> None:
        self.session.flush()
        session, snapshot = self.session, self.session.snapshot()
        workspace = session.files.folder.parent
        facts = closing.gather(session.answers, session.guide, session.case(), session.today())

        def report() -> bytes:
            made = documents.build(snapshot.case, logo=snapshot.picture())
            return documents.report(closing.with_papers(facts, made)).data

        def write(path: Path) -> None:
            if path.resolve().is_relative_to(workspace.resolve()):
                raise UnkeptReportError(_WOULD_BE_ERASED)
            data = report()
            files.write(path, data)
            if path.read_bytes() != data:
                raise UnkeptReportError(_NOT_READ_BACK)

        write_file(
            self,
            self.session,
            CLOSING_REPORT.name,
            "PDF",
            write,
            show,
            done,
            refusals=(UnkeptReportError,),
            on_cancelled=cancelled,
        )

    def _ask_erase(self) -> None:
        """Nothing is erased before the report is on disk."""
        show = partial(theme.show_message, self._erase_message)

        def saved(_: Path) -> None:
            show("Siliniyor…", "hint")
            self.session.erase(lambda text: show(text, "error"), receiver=self)

        def cancelled() -> None:
            show("Hiçbir şey silinmedi.", "hint")

        question.ask(
            self,
            "Her şey silinsin mi?",
            "Bütün cevaplar, personel listesi, dosyalar, geçmiş, yedekler ve saklanan parolalar "
            "silinecek.",
            (),
            "Bu işlem geri alınamaz. Önce kapanış raporu kaydedilir; silinince program kapanır.",
            "Her şeyi sil",
            lambda: self._save_report(show, saved, cancelled),
            is_final=True,
        )
