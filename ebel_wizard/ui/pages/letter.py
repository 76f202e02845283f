"""Step 1: the letter itself: day of the move, number, who signs, references, who initials."""

from collections.abc import Sequence

from ebel_wizard.case import fields
from ebel_wizard.case.fields import Field
from ebel_wizard.case.letter_rules import MAX_REFERENCES
from ebel_wizard.case.tables import PARAF, REFERENCE
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.lists.row_list_editor import RowListEditor, RowTexts
from ebel_wizard.ui.pages.base import FormPage
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme

_REFERENCE_WORDS = RowTexts(
    labels={"date": "{}. ilginin tarihi", "number": "{}. ilginin sayısı"},
    add="İlgi ekle",
    remove="{}. ilgiyi çıkar",
)
_PARAF_WORDS = RowTexts(
    labels={
        "title": "{}. parafın unvanı",
        "name": "{}. parafın adı",
        "surname": "{}. parafın soyadı",
    },
    add="Paraf ekle",
    remove="{}. parafı çıkar",
    up="{}. parafı yukarı al",
    down="{}. parafı aşağı al",
)


class LetterPage(FormPage):
    """Everything the letter needs besides the municipality, the people and its own words."""

    name = "letter"
    title = "Yazı"
    purpose = "Bakanlığa gidecek talep yazısının tarihi, sayısı ve imzası."
    words = (
        *("Standart dosya planı", "DETSİS", "EBYS", "İvedilik", "Asaleten", "Vekâleten"),
        *("Yetki devri", "İlgi", "Paraf", "Nüsha"),
    )
    paths = (
        *(field.path for field in (*fields.LETTER, *fields.URGENCY)),
        *(field.path for field in (*fields.SIGNATORY, *fields.LETTER_CONTACT)),
        "letter.references",
        "letter.paraf",
    )

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self.ask("Geçiş ve yazı", fields.LETTER)
        self.ask("İvedilik", fields.URGENCY)
        self.ask("İmza", fields.SIGNATORY)
        self.ask("Bilgi verecek kişi", fields.LETTER_CONTACT)
        self._fixed = tuple(self.editors)
        self._references = self._list(
            REFERENCE,
            "letter.references",
            fields.REFERENCE[:2],
            _REFERENCE_WORDS,
            "İlgi",
            "Bu yazı daha önceki bir yazıya dayanıyorsa onu ekleyin; yoksa boş bırakın.",
        )
        self._paraf = self._list(
            PARAF,
            "letter.paraf",
            fields.PARAF,
            _PARAF_WORDS,
            "Paraf",
            "Paraf yalnız belediyede kalan nüshaya atılır. En alt kademeden başlayın; kimseyi "
            "eklemezseniz nüshada elle yazmak için yer bırakılır.",
        )
        self._lists = (self._references, self._paraf)

    def on_shown(self) -> None:
        """Clear the just-added markers."""
        super().on_shown()
        for each in self._lists:
            each.clear_new_markers()

    def new_rows(self) -> list[str]:
        """Return the references and parafs added since the page was opened."""
        return [path for each in self._lists for path in each.new_row_paths()]

    def refresh(self) -> None:
        """Show the answers, and the rows of both lists."""
        for each in self._lists:
            each.refresh()
        self.editors = [*self._fixed, *self._references.editors, *self._paraf.editors]
        count = len(self.session.answers.row_ids(REFERENCE))
        self._references.add_button.setVisible(count < MAX_REFERENCES)
        super().refresh()

    def _list(
        self,
        table: str,
        path: str,
        asked: Sequence[Field],
        words: RowTexts,
        title: str,
        hint: str,
    ) -> RowListEditor:
        made = RowListEditor(self.session, self.step.id, table, path, asked, words)
        made.row_added.connect(self._added)
        made.rebuilt.connect(lambda: self.follow_editors(made.editors))
        self.head(title)
        self.add(theme.label(hint, role="hint"), made)
        return made

    def _added(self, path: str) -> None:
        self.problems_changed.emit()
        self.focus_field(path)
