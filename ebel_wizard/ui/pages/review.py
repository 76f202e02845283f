"""Step 1: every answer once more, each with a way back to where it is changed."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ebel_wizard.case import fields, model
from ebel_wizard.case.fields import Field, Kind
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.guide.model import Step
from ebel_wizard.turkish import dates, identifiers
from ebel_wizard.ui.pages.base import Page, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.controls import Link
from ebel_wizard.ui.widgets.layout import clear_layout

_SECTIONS: Sequence[tuple[str, Sequence[Field]]] = (
    ("Belediye", fields.MUNICIPALITY),
    ("İletişim bilgileri", fields.CONTACT),
    ("Geçiş ve yazı", (*fields.LETTER, *fields.URGENCY)),
    ("İmza", fields.SIGNATORY),
    ("Bilgi verecek kişi", fields.LETTER_CONTACT),
    ("Yazının gittiği yer", fields.ADDRESSEE),
    ("KEP", (*fields.KEP, *fields.SECRECY_FIELDS, *fields.KEP_LETTER)),
    ("Metin ve logo", (*fields.TEXTS, fields.LOGO)),
)
_NOTHING = "—"


class ReviewPage(Page):
    """All answers; what is wrong stands under the answer it is about."""

    name = "review"
    title = "Cevapları kontrol et"
    paths = ("municipality", "letter", "officers", "kep")
    shows_other_pages = True

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self.attempted = True
        self._column = scrolled_column(self, width=theme.COLUMN + theme.GRID * 16)
        self._shown: object = None

    def refresh(self) -> None:
        """Show the answers as they are now."""
        case = self.session.case()
        answers = self.session.answers
        state = (case, answers.logo(), self.session.problems(), theme.is_dark(self.palette()))
        if state == self._shown:
            return
        self._shown = state
        clear_layout(self._column)
        for title, rows in _SECTIONS:
            asked = [row for row in rows if row.applies(case)]
            self._section(title, ((row, self._value(case, row)) for row in asked))
            if title == "Geçiş ve yazı":
                self._references(case)
                self._paraf(case)
            if title == "Bilgi verecek kişi":
                self._officers(case)

    def _value(self, case: model.Case, field: Field) -> str:
        if field is fields.LOGO:
            logo = self.session.answers.logo()
            return logo.name if logo else "Yok"
        if field.path == "kep.address":
            return case.kep_address
        text = _shown(field, model.value(case, field.path))
        return text or ("Programın metni" if field in fields.TEXTS else "")

    def _references(self, case: model.Case) -> None:
        rows = (
            (
                Field(f"letter.references[{n}]", f"{n}. ilgi"),
                f"{dates.shown(reference.date)} tarihli ve {reference.number} sayılı",
            )
            for n, reference in enumerate(case.letter.references, 1)
        )
        none = (Field("letter.references", "İlgi"), "Yok")
        self._section("İlgi", list(rows) or [none])

    def _paraf(self, case: model.Case) -> None:
        rows = [
            (
                Field(f"letter.paraf[{n}]", f"{n}. paraf"),
                f"{each.title or _NOTHING}, {each.name} {each.surname}".strip(),
            )
            for n, each in enumerate(case.letter.paraf, 1)
        ]
        none = (Field("letter.paraf", "Paraf"), "Yok; nüshada elle yazılır")
        self._section("Paraf", rows or [none])

    def _officers(self, case: model.Case) -> None:
        def rows() -> Iterator[tuple[Field, str]]:
            for n, person in enumerate(case.officers, 1):
                first = f"{person.name} {person.surname}".strip() or _NOTHING
                phone = identifiers.print_phone(person.mobile)
                lines = [first, f"TCKN {person.tckn or _NOTHING}", phone or _NOTHING]
                lines.append(", ".join(filter(None, (person.title, person.unit))) or _NOTHING)
                yield Field(f"officers[{n}]", f"{n}. proje sorumlusu"), "\n".join(lines)

        none = (Field("officers", "Proje sorumlusu"), "Yok")
        self._section("Proje sorumluları", list(rows()) or [none])

    def _section(self, title: str, rows: "Iterator[_Row] | list[_Row]") -> None:
        self._column.addWidget(theme.label(title, scale=1.15, bold=True))
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GRID * 2)
        grid.setVerticalSpacing(theme.GRID)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for at, (field, text) in enumerate(rows):
            grid.addWidget(_top(theme.label(field.label, tone_name="hint")), at, 0)
            grid.addWidget(self._answer(field, text), at, 1)
            first = field.path if "." in field.path else f"{field.path}.name"
            change = Link("Değiştir", partial(self.field_requested.emit, first))
            change.setWordWrap(False)
            change.setAccessibleName(f"Değiştir: {field.label}")
            grid.addWidget(_top(change), at, 2)
        self._column.addWidget(box)

    def _answer(self, field: Field, text: str) -> QWidget:
        found = [
            problem
            for problem in self.session.problems()
            if problem.field == field.path or problem.field.startswith(f"{field.path}.")
        ]
        if not found:
            return _top(theme.label(text or _NOTHING))
        box = QWidget()
        column = QGridLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(theme.label(text or _NOTHING))
        for severity, tone in ((Severity.ERROR, "error"), (Severity.WARNING, "warning")):
            lines = [problem.text for problem in found if problem.severity is severity]
            if lines:
                column.addWidget(theme.label("\n".join(lines), tone_name=tone))
        return box

    def problems(self) -> list[Problem]:
        """Every problem of the case."""
        return list(self.session.problems())


_Row = tuple[Field, str]


def _shown(field: Field, text: str) -> str:
    if field.kind is Kind.DATE:
        return dates.shown(text)
    if field.kind is Kind.PHONE:
        return identifiers.print_phone(text)
    return (field.choices or {}).get(text, text)


def _top(label: QLabel) -> QLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label
