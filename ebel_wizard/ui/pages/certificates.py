"""Step 1: who needs an e-signature certificate, for the list that asks for them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from ebel_wizard.case import paper_rules, register, rules
from ebel_wizard.case.model import Person
from ebel_wizard.case.rules import Problem
from ebel_wizard.case.tables import CERTIFICATE, OFFICER, PERSON
from ebel_wizard.guide.model import Step
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists.columns import LACKING_TCKN, person_columns, row_columns
from ebel_wizard.ui.lists.panel import ListPanel
from ebel_wizard.ui.lists.picker import PeoplePicker
from ebel_wizard.ui.pages.base import IMPORT_LIST, ListPage, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.standing import Standing
from ebel_wizard.ui.widgets import tokens
from ebel_wizard.ui.widgets.controls import button

_PERSON: Final = ("name", "surname", "tckn", "mobile", "registry", "email")
_WIDTHS: Final = {"ordered": 13, "arrived": 11}


class CertificatesPage(ListPage):
    """What the provider of certificates asks for, of everybody who will sign in e-Belediye."""

    name = "certificates"
    title = "E-imza sertifikaları"
    short = "E-imza"
    purpose = (
        "Sertifikası olmayan imza yetkilileri; liste ve üst yazı Belgeler sayfasında hazırlanır. "
        "Herkesin sertifikası varsa boş bırakın."
    )
    search_words = "elektronik imza Kamu SM sicil"
    paths = ("certificates",)
    tables = (CERTIFICATE, PERSON)
    order = ("name", "surname")
    is_optional = True

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._officers = button("&Proje sorumlularını ekle", self._add_officers)
        self._signatory = button("Yazıyı &imzalayanı ekle", self._add_signatory)
        self.panel = ListPanel(
            session,
            step.id,
            self.title,
            self.tables,
            [
                *person_columns(session, _PERSON, editable=True),
                *row_columns(session, CERTIFICATE, _WIDTHS),
            ],
            lambda: list(session.answers.rows(CERTIFICATE)),
            "Henüz kimse yok. Sertifikaların gelmesi aylar sürebilir; e-Belediye’de evrak "
            "imzalayacak olup sertifikası olmayanları şimdiden ekleyin. Personelde olmayan biri "
            "için “Yeni kişi” deyin.",
            [
                button("Personelden &seç…", self._ask),
                button("Yeni &kişi", self._add_new),
                self._signatory,
                self._officers,
            ],
            row_actions=[("Listeden çı&kar", self._remove)],
            on_empty=("Sertifika istenecekleri seçin…", self._ask),
            lacking=LACKING_TCKN,
        )
        column = scrolled_column(self, width=None, fill=True)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.panel, 1)

    @classmethod
    def has_answers(cls, session: Session) -> bool:
        """Return whether somebody is on the list."""
        return bool(session.answers.rows(CERTIFICATE))

    @classmethod
    def errors(cls, session: Session) -> Sequence[Problem]:
        """Return what stops the list; the letter to the Ministry does not wait for it."""
        return rules.errors(paper_rules.check_certificates(session.case()))

    @classmethod
    def standing(cls, session: Session, step: Step) -> Standing:
        """Return that it is done once everything asked for is there."""
        return super(ListPage, cls).standing(session, step)

    @classmethod
    def progress(cls, session: Session) -> str:
        """Return how many certificates are still to come, once one was ordered."""
        rows = session.answers.rows(CERTIFICATE)
        ordered = [row for row in rows.values() if str(row["ordered"]).strip()]
        left = sum(not str(row["arrived"]).strip() for row in ordered)
        return f"{numbers.shown(left)} e-imza sertifikası bekleniyor" if left else ""

    def refresh_around(self) -> None:
        """Offer the project officers, and who signs the letter, until they are on the list."""
        self._signatory.setVisible(self._missing_signatory() is not None)
        self._officers.setVisible(bool(self._missing_officers()))

    def problems(self) -> list[Problem]:
        """Return what is wrong and what is missing, each at its cell, with the person's name."""
        answers = self.session.answers
        people = answers.rows(PERSON)
        rows = {key: people[key] for key in answers.rows(CERTIFICATE)}
        found = [
            *self.panel.problems(),
            *(
                replace(each, field=f"{key}.{each.field}")
                for key, row in rows.items()
                for each in paper_rules.certificate(row)
                if self.attempted or not _is_missing(each)
            ),
            *paper_rules.certificate_duplicates(rows),
        ]
        return [
            replace(each, text=f"{register.full_name(people[key]) or 'Adsız kişi'}: {each.text}")
            for each in found
            for key in [each.field.partition(".")[0]]
        ]

    def focus_field(self, path: str) -> None:
        """Go to the cell of a row's problem, or of ``certificates[n].part``."""
        head, _, part = path.partition("].")
        place = head.removeprefix("certificates[")
        keys = list(self.session.answers.rows(CERTIFICATE))
        if part and place.isdecimal() and int(place) <= len(keys):
            path = f"{keys[int(place) - 1]}.{part}"
        super().focus_field(path)

    # Coming and going

    def _missing_officers(self) -> list[str]:
        there = self.session.answers.rows(CERTIFICATE)
        return [key for key in self.session.answers.row_ids(OFFICER) if key not in there]

    def _ask(self) -> None:
        picker = PeoplePicker(self, self.session, "Sertifika istenecekler", "Seçilenleri &ekle")
        picker.exclude(list(self.session.answers.rows(CERTIFICATE)))
        picker.import_requested.connect(partial(self.place_requested.emit, IMPORT_LIST))
        picker.chosen.connect(self._add)
        picker.open()

    def _add_officers(self) -> None:
        self._add(self._missing_officers())

    def _missing_signatory(self) -> Person | None:
        """Return who signs the letter, unless somebody of that name is on the list."""
        signatory, answers = register.signing_person(self.session.case()), self.session.answers
        people = answers.rows(PERSON)
        there = (people[key] for key in answers.rows(CERTIFICATE))
        is_there = signatory is not None and any(register.is_named(row, signatory) for row in there)
        return None if is_there else signatory

    def _add_signatory(self) -> None:
        signatory = self._missing_signatory()
        if signatory is not None:
            make = partial(register.need_certificate_of, self.session.answers, signatory)
            self.panel.add_known(make, "registry", self.order)

    def _add_new(self) -> None:
        """Somebody who is not on the register yet; they come onto it too."""
        self.panel.add(partial(register.add_to_certificates, self.session.answers), "name")

    def _add(self, keys: Sequence[str]) -> None:
        make = partial(register.need_certificates, self.session.answers, keys)
        self.panel.add_known(make, "registry", self.order)

    def _remove(self) -> None:
        self.panel.remove_selected(
            "",
            "Önce listeden çıkarılacak kişiyi seçin.",
            register.remove_from_certificates,
        )


def _is_missing(problem: Problem) -> bool:
    return problem.text.endswith("boş bırakılamaz.")
