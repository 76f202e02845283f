"""Step 1: the letter itself: day of the move, number, references, who signs, who answers."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ebel_wizard.case import fields
from ebel_wizard.case.rules import MAX_REFERENCES
from ebel_wizard.guide.model import Step
from ebel_wizard.ui import theme
from ebel_wizard.ui.fields import FieldEditor, button, clear, row
from ebel_wizard.ui.pages.base import FormPage
from ebel_wizard.ui.session import Session


class LetterPage(FormPage):
    """Everything the letter needs besides the municipality and the people."""

    name = "letter"
    title = "Yazı"
    paths = (
        *(field.path for field in (*fields.LETTER, *fields.URGENCY)),
        *(field.path for field in (*fields.SIGNATORY, *fields.LETTER_CONTACT)),
        "letter.references",
    )

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self.ask("Geçiş ve yazı", fields.LETTER)
        self.ask("İvedilik", fields.URGENCY)
        self.ask("İmza", fields.SIGNATORY)
        self.ask("Bilgi verecek kişi", fields.LETTER_CONTACT)
        self._fixed = len(self.editors)
        self._references = QWidget()
        self._lines = QVBoxLayout(self._references)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.GRID * 2)
        self._shown: list[str] = []
        self._new: set[str] = set()
        self._add = button("İlgi ekle", self._add_reference)
        self.add(
            theme.label("İlgi", scale=1.15, bold=True),
            theme.label(
                "Bu yazı daha önceki bir yazıya dayanıyorsa onu ekleyin; yoksa boş bırakın.",
                tone_name="hint",
            ),
            self._references,
            row(self._add),
        )

    def opened(self) -> None:
        """What was new is not new any more."""
        self._new.clear()

    def fresh(self) -> list[str]:
        """References added since the page was opened."""
        ids = self.session.book.reference_ids()
        return [f"letter.references[{n}]." for n, key in enumerate(ids, 1) if key in self._new]

    def refresh(self) -> None:
        """Show the answers, and one pair of fields for each reference."""
        ids = self.session.book.reference_ids()
        if ids != self._shown:
            self._shown = ids
            self._rebuild()
        self._add.setVisible(len(ids) < MAX_REFERENCES)
        super().refresh()

    def _rebuild(self) -> None:
        del self.editors[self._fixed :]
        clear(self._lines)
        book = self.session.book
        for position, key in enumerate(self._shown, 1):
            for question in fields.REFERENCE:
                part = question.path
                asked = fields.Field(
                    f"letter.references[{position}].{part}",
                    f"{position}. ilginin {'tarihi' if part == 'date' else 'sayısı'}",
                    kind=question.kind,
                )
                editor = FieldEditor(
                    asked,
                    self.session,
                    self.step.id,
                    read=partial(self._read, key, part),
                    change=partial(book.set_reference, key, part),
                )
                self.editors.append(editor)
                self._lines.addWidget(editor)
            self._lines.addWidget(
                row(button(f"{position}. ilgiyi çıkar", partial(self._remove, key)))
            )

    def _read(self, key: str, part: str) -> str:
        return str(getattr(self.session.book.reference(key), part))

    def _add_reference(self) -> None:
        before = set(self._shown)
        self.session.commit(self.session.book.add_reference, self.step.id)
        self._new |= set(self._shown) - before
        self.problems_changed.emit()
        self.focus_field(f"letter.references[{len(self._shown)}].date")

    def _remove(self, key: str) -> None:
        self.session.commit(partial(self.session.book.remove_reference, key), self.step.id)
        self._add.setFocus()
