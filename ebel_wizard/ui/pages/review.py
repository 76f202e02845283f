"""Step 1: every answer once more, each group with a way to where it is changed."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from ebel_wizard.case import fields, model, rules
from ebel_wizard.case.field import Field, Kind
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.guide.model import Step
from ebel_wizard.turkish import dates, identifiers, numbers
from ebel_wizard.ui.pages.base import Page, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.standing import Mark, Standing
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import link_button
from ebel_wizard.ui.widgets.fields import ProblemSummary
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
_OPTIONAL = "Yok (isteğe bağlı)"
_LEFT_OUT = {
    "olur": Field("olur", "Olur"),
    "certificates": Field("certificates", "Sertifika istenecekler"),
}
_Row = tuple[Field, str]


class ReviewPage(Page):
    """What is wrong, then all answers in groups; a group's button leads to where it is asked.

    Answers are text: Tab stops at the problems and at the buttons alone.
    """

    name = "review"
    title = "Cevapları kontrol et"
    short = "Kontrol"
    purpose = "Yazdırmadan önce bir kez daha okuyun."
    way_back = "Kontrole dön"
    paths = ("municipality", "letter", "officers", "olur", "certificates", "kep")
    shows_other_pages = True
    lists_problems = True

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self.attempted = True
        whole = scrolled_column(self)
        self._summary = ProblemSummary("Cevaplarınızda")
        self._summary.problem_activated.connect(self.field_requested)
        self._column = QVBoxLayout()
        self._column.setSpacing(tokens.SPACE_16)
        whole.addWidget(self._summary)
        whole.addLayout(self._column)
        self._problems: Sequence[Problem] = ()
        self._shown: object = None

    @classmethod
    def standing(cls, session: Session, step: Step) -> Standing:  # noqa: ARG003
        """Return that it is done once nothing is wrong or missing on the other pages."""
        is_done = cls.has_answers(session) and not rules.errors(session.problems())
        return Standing(Mark.DONE if is_done else Mark.OPEN)

    def refresh(self) -> None:
        """Show the answers as they are now."""
        case = self.session.case()
        answers = self.session.answers
        self._problems = self.session.problems()
        state = (case, answers.logo(), self._problems)
        if state == self._shown:
            return
        self._shown = state
        clear_layout(self._column)
        for title, rows in _SECTIONS:
            asked = [row for row in rows if row.applies(case)]
            self._section(title, [(row, self._value(case, row)) for row in asked])
            if title == "İmza" and case.letter.second_signatory.name:
                second = [row for row in fields.SECOND_SIGNATORY if row.applies(case)]
                self._section("İkinci imza", [(row, self._value(case, row)) for row in second])
            if title == "Geçiş ve yazı":
                self._references(case)
                self._distribution(case)
                self._paraf(case)
            if title == "Bilgi verecek kişi":
                self._officers(case)
                self._olur(case)
                self._certificates(case)
            if title == "KEP":
                self._form(case)

    def _value(self, case: model.Case, field: Field) -> str:
        if field is fields.LOGO:
            logo = self.session.answers.logo()
            return logo.name if logo else "Yok"
        if field.path == "kep.address":
            return case.kep_address
        text = _shown(field, model.value(case, field.path))
        return text or ("Programın metni" if field in fields.TEXTS else "")

    def _references(self, case: model.Case) -> None:
        rows = [
            (
                Field(f"letter.references[{n}]", f"{n}. ilgi"),
                _referred(reference),
            )
            for n, reference in enumerate(case.letter.references, 1)
        ]
        none = (Field("letter.references", "İlgi"), "Yok")
        self._section("İlgi", rows or [none])

    def _distribution(self, case: model.Case) -> None:
        rows = [
            (
                Field(f"{path}[{n}]", f"{n}. {name}"),
                "\n".join(filter(None, (each.body or _NOTHING, each.unit, each.address))),
            )
            for path, name, recipients in (
                ("letter.also_to", "başka muhatap", case.letter.also_to),
                ("letter.copies_to", "bilgi yeri", case.letter.copies_to),
            )
            for n, each in enumerate(recipients, 1)
        ]
        if rows:
            self._section("Dağıtım", rows)

    def _paraf(self, case: model.Case) -> None:
        rows = [
            (
                Field(f"letter.paraf[{n}]", f"{n}. paraf"),
                _official(each),
            )
            for n, each in enumerate(case.letter.paraf, 1)
        ]
        none = (Field("letter.paraf", "Paraf"), "Yok; nüshada elle yazılır")
        self._section("Paraf", rows or [none])

    def _form(self, case: model.Case) -> None:
        rows = [
            (
                Field(f"kep.form[{n}]", f"{n}. satır"),
                f"{row.label or _NOTHING}: {row.value or 'elle doldurulacak yer'}",
            )
            for n, row in enumerate(case.kep.form, 1)
        ]
        none = (Field("kep.form", "KEP formunun satırları"), "Programın satırları")
        self._section("KEP formu", rows or [none])

    def _officers(self, case: model.Case) -> None:
        def rows() -> Iterator[_Row]:
            for n, person in enumerate(case.officers, 1):
                first = f"{person.name} {person.surname}".strip() or _NOTHING
                phone = identifiers.print_phone(person.mobile)
                lines = [first, f"TCKN {person.tckn or _NOTHING}", phone or _NOTHING]
                lines.append(", ".join(filter(None, (person.title, person.unit))) or _NOTHING)
                yield Field(f"officers[{n}]", f"{n}. proje sorumlusu"), "\n".join(lines)

        none = (Field("officers", "Proje sorumlusu"), "Yok")
        self._section("Proje sorumluları", list(rows()) or [none])

    def _olur(self, case: model.Case) -> None:
        rows = [(_LEFT_OUT["olur"], _OPTIONAL)]
        if case.olur != model.Olur():
            *people, number, day = (*fields.OLUR[2:], *fields.OLUR[:2])
            offices = [
                (Field(f"olur.approvers[{n}]", f"{n}. uygun görüş veren"), _official(each))
                for n, each in enumerate(case.olur.approvers, 1)
            ]
            rows = [(field, self._value(case, field)) for field in people[:3]]
            rows += offices
            rows += [(field, self._value(case, field)) for field in (*people[3:], number, day)]
        self._section("Başkanlık oluru", rows)

    def _certificates(self, case: model.Case) -> None:
        count = len(case.certificates)
        words = f"{numbers.shown(count)} kişi" if count else _OPTIONAL
        self._section("E-imza sertifikaları", [(_LEFT_OUT["certificates"], words)])

    def _section(self, title: str, rows: Sequence[_Row]) -> None:
        card = QFrame()
        card.setProperty("card", "plain")
        self._column.addWidget(card)
        grid = QGridLayout(card)
        grid.setContentsMargins(*(tokens.SPACE_16,) * 4)
        grid.setHorizontalSpacing(tokens.SPACE_16)
        grid.setVerticalSpacing(tokens.SPACE_8)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        wrong = [each for field, _ in rows for each in self._problems_of(field)]
        wrong.sort(key=lambda each: each.severity is Severity.WARNING)
        change = link_button("Değiştir", partial(self._change, rows[0][0], wrong))
        change.setAccessibleName(f"Değiştir: {title}")
        grid.addWidget(theme.label(title, role="group"), 0, 0)
        grid.addWidget(change, 0, 1, Qt.AlignmentFlag.AlignRight)
        for at, (field, text) in enumerate(rows, 1):
            grid.addWidget(_top(theme.label(field.label, role="secondary")), at, 0)
            grid.addWidget(self._answer(field, text), at, 1)

    def _change(self, first: Field, wrong: Sequence[Problem]) -> None:
        """Go to the group's first answer, or to the first that is wrong, errors before warnings."""
        path = first.path if "." in first.path else f"{first.path}.name"
        self.field_requested.emit(wrong[0].field if wrong else path)

    def _problems_of(self, field: Field) -> list[Problem]:
        return [
            problem
            for problem in self._problems
            if problem.field == field.path
            or problem.field.startswith((f"{field.path}.", f"{field.path}["))
        ]

    def _answer(self, field: Field, text: str) -> QWidget:
        found = self._problems_of(field)
        if not found:
            return _top(theme.label(text or _NOTHING))
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(theme.label(text or _NOTHING))
        tones: tuple[tuple[Severity, theme.Tone], ...]
        tones = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"))
        for severity, tone in tones:
            lines = [problem.text for problem in found if problem.severity is severity]
            if lines:
                column.addWidget(theme.label("\n".join(lines), tone=tone))
        return box

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List them at the top."""
        self._summary.show_problems(problems)

    def problems(self) -> list[Problem]:
        """Every problem of the case."""
        return list(self.session.problems())


def _official(official: model.Official) -> str:
    return f"{official.title or _NOTHING}, {official.name} {official.surname}".strip()


def _shown(field: Field, text: str) -> str:
    if field.kind is Kind.DATE:
        return dates.shown(text)
    if field.kind is Kind.PHONE:
        return identifiers.print_phone(text)
    return (field.choices or {}).get(text, text)


def _referred(reference: model.Reference) -> str:
    """Return a reference in short: who wrote it, its day and its number."""
    day = f"{dates.shown(reference.date)} tarihli"
    if reference.kind == model.DILEKCE:
        return f"{reference.sender or _NOTHING}: {day} dilekçe"
    sender = f"{reference.sender or _NOTHING}: " if reference.kind == model.YAZI else ""
    ours = " (yazımız)" if reference.kind == model.YAZIMIZ else ""
    return f"{sender}{day} ve {reference.number} sayılı{ours}"


def _top(label: QLabel) -> QLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label
