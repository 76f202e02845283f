"""The end of the move: what the closing report tells, and erasing everything."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from ebel_wizard import documents
from ebel_wizard.case import register
from ebel_wizard.case.answers import Answers
from ebel_wizard.case.tables import ADDITIONAL_UNIT, FILE, PAGE_AUTHORITY, PERSON, ROUTE_TEAM, UNIT
from ebel_wizard.documents.closing import Closing, KeptFile, Paper, steps_of
from ebel_wizard.turkish import dates, numbers
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.snapshot import Snapshot

_WORKLISTS = (
    (UNIT, "İletişimi girilen birim"),
    (ADDITIONAL_UNIT, "Ek birimi girilen kullanıcı"),
    (PAGE_AUTHORITY, "Sayfa yetkisi girilen kullanıcı"),
    (ROUTE_TEAM, "İmza rota takımına girilen yetkili"),
)


def gather(session: Session) -> Closing:
    """The whole move as it stands, but for its documents (``with_papers``)."""
    answers, guide = session.answers, session.guide
    titles = {step.id: f"{step.number}. adım" for step in guide.steps}
    kept = [answers.file(key) for key in answers.rows(FILE)]
    return Closing(
        session.case(),
        session.today(),
        steps_of(guide, answers.states()),
        tuple(_facts(answers)),
        (),
        tuple(
            KeptFile(each.name, titles[each.owner], each.size)
            for each in kept
            if each.owner in titles
        ),
    )


def _facts(answers: Answers) -> list[tuple[str, str]]:
    """Figures and answers of the later steps; a list that nobody used is left out."""
    facts = [("Personel listesindeki kişi", numbers.shown(len(answers.rows(PERSON))))]
    for table, label in _WORKLISTS:
        total = len(answers.rows(table))
        if total:
            done = numbers.shown(register.entered(answers, table))
            facts.append((label, f"{done} / {numbers.shown(total)}"))
    for path, label in (
        ("posting.checked", "Ön kontrol e-postası"),
        ("posting.tracking", "Posta takip numarası"),
        ("numbers.incoming", "Gelen evrakın son numarası"),
        ("numbers.outgoing", "Giden evrakın son numarası"),
        ("confirmation.by", "Kaydı bildiren"),
    ):
        said = answers.answer(path).strip()
        if said:
            facts.append((label, dates.shown(said) if path == "posting.checked" else said))
    return facts


def with_papers(closing: Closing, snapshot: Snapshot) -> Closing:
    """The same with the documents of step 1; slow, so not on the window's thread."""
    made = documents.build(snapshot.case, logo=snapshot.picture())
    papers = tuple(Paper(paper.title, paper.name, paper.pages) for paper in made)
    return replace(closing, papers=papers)


def ask_erase(parent: QWidget, accept: Callable[[], None]) -> None:
    """Ask a last time before everything is erased."""
    ask = QMessageBox(parent)
    ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    ask.setIcon(QMessageBox.Icon.Warning)
    ask.setWindowTitle("Her şey silinsin mi?")
    ask.setText(
        "Bütün cevaplar, personel listesi, dosyalar, geçmiş, yedekler ve saklanan parolalar "
        "silinecek."
    )
    ask.setInformativeText(
        "Bu işlem geri alınamaz. Önce kapanış raporu kaydedilir; silinince program kapanır."
    )
    yes = ask.addButton("Her şeyi sil", QMessageBox.ButtonRole.DestructiveRole)
    no = ask.addButton("Vazgeç", QMessageBox.ButtonRole.RejectRole)
    ask.setDefaultButton(no)

    def chosen(answer: object) -> None:
        if answer is yes:
            accept()

    ask.buttonClicked.connect(chosen)
    ask.open()
