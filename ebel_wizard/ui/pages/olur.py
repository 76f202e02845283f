"""Step 1: the olur that names the project officers, for a municipality that takes one."""

from collections.abc import Sequence
from dataclasses import replace

from ebel_wizard.case import fields, paper_rules, row_fields, rules
from ebel_wizard.case.model import Olur
from ebel_wizard.case.rules import Problem
from ebel_wizard.case.tables import OLUR_APPROVER
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.lists.row_list_editor import RowListEditor, RowTexts
from ebel_wizard.ui.pages.base import FormPage
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme

_OFFICE_WORDS = RowTexts(
    labels={
        "title": "{}. uygun görüş verenin unvanı",
        "name": "{}. uygun görüş verenin adı",
        "surname": "{}. uygun görüş verenin soyadı",
    },
    add="Ara makam ekle",
    remove="{}. uygun görüş vereni çıkar",
    up="{}. uygun görüş vereni yukarı al",
    down="{}. uygun görüş vereni aşağı al",
)


class OlurPage(FormPage):
    """Who proposes the olur, who agrees to it, and who gives it."""

    name = "olur"
    title = "Başkanlık oluru"
    purpose = (
        "Proje sorumlularını ve geçiş gününü belirleyen olur ile görevlendirme yazısı; "
        "almayacaksanız boş bırakın."
    )
    words = ("Olur", "Standart dosya planı", "DETSİS", "Evrak kayıt numarası")
    search_words = "görevlendirme uygun görüş"
    paths = ("olur",)
    is_optional = True

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        number, day, *people = fields.OLUR
        # Without its proposer there is no olur, and then nothing of this page is asked for.
        proposer = [replace(field, required=True) for field in people[:3]]
        self.ask("Teklif eden birimin yöneticisi", proposer)
        self._fixed = tuple(self.editors)
        self.head("Uygun görüş verenler")
        office = [replace(field, required=True) for field in row_fields.OLUR_APPROVER]
        self._offices = RowListEditor(
            session, step.id, OLUR_APPROVER, "olur.approvers", office, _OFFICE_WORDS
        )
        self._offices.row_added.connect(self._added)
        self._offices.rebuilt.connect(lambda: self.follow_editors(self._offices.editors))
        self.add(
            theme.label(
                "Teklif eden birim ile başkanlık arasında bir makam varsa ekleyin (başkan "
                "yardımcısı gibi); yoksa boş bırakın.",
                role="hint",
            ),
            self._offices,
        )
        self.ask("Oluru veren", people[3:])
        self.ask("Sayı ve tarih", (number, day))
        self._last = tuple(self.editors[len(self._fixed) :])

    @classmethod
    def has_answers(cls, session: Session) -> bool:
        """Return whether anything was said of an olur."""
        return session.case().olur != Olur()

    @classmethod
    def errors(cls, session: Session) -> Sequence[Problem]:
        """Return what stops the olur; the letter does not wait for it."""
        return rules.errors(paper_rules.check_olur(session.case()))

    def on_shown(self) -> None:
        """Clear the just-added markers."""
        super().on_shown()
        self._offices.clear_new_markers()

    def new_rows(self) -> list[str]:
        """Return the offices added since the page was opened."""
        return self._offices.new_row_paths()

    def refresh(self) -> None:
        """Show the answers, and the offices between."""
        self._offices.refresh()
        self.editors = [*self._fixed, *self._offices.editors, *self._last]
        super().refresh()

    def found(self) -> list[Problem]:
        """Return what is wrong, errors as what they are: elsewhere they are doubts."""
        own = list(paper_rules.check_olur(self.session.case()))
        said = {(each.field, each.text) for each in own}
        return [*own, *(each for each in super().found() if (each.field, each.text) not in said)]

    def _added(self, path: str) -> None:
        self.problems_changed.emit()
        self.focus_field(path)
