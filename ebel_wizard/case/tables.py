"""Every table of the answers, described once.

Storage, changes, history, comparison, hand-over and search read ``TABLES`` and need nothing else to
know a table. Two places stand apart because they describe what already lies on disks: the Alembic
migrations and the format of the hand-over file. Tests compare both with the descriptions here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ebel_wizard.case import row_fields
from ebel_wizard.case.field import Field

Row = Mapping[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """One table. What has no default here has to be decided for every table."""

    name: str
    title: str
    """What the officer reads as the name of the list."""
    noun: str
    """What the officer reads as the name of one row."""
    in_handover: bool
    """Whether the rows go along in a hand-over file."""
    found_at: str | None
    """The place in the window to which search leads; None keeps the rows out of search."""
    key: str = "id"
    """The column of the key."""
    own_ids: bool = True
    """Whether a row gets an ID when it is added. Otherwise its key names a person, a step or an
    answer, and the row is made by the first part set in it.
    """
    person: str = ""
    """The column that names the person a row is about; it may be the key."""
    page: str = ""
    """The page on which a step keeps these rows about people."""
    ordered: bool = False
    """Whether the rows have an order, kept in the column ``position``."""
    texts: tuple[str, ...] = ()
    """Columns of text that no ``Field`` describes."""
    fields: tuple[Field, ...] = ()
    """What is asked for in a row, a column of text each."""
    numbers: tuple[str, ...] = ()
    """Columns of whole numbers."""
    named_by: tuple[str, ...] = ()
    """The columns that name a row to the officer."""
    internal: frozenset[str] = frozenset()
    """Columns that history does not show, beside position and person: nobody typed them."""

    def __post_init__(self) -> None:
        """Raise ValueError for a description that contradicts itself."""
        columns = (self.key, *self.parts)
        if len(set(columns)) != len(columns):
            raise ValueError(f"{self.name}: a column stands twice")
        if not {*self.named_by, *self.internal} <= set(self.parts):
            raise ValueError(f"{self.name}: an unknown column")
        if self.found_at is not None and not self.named_by:
            raise ValueError(f"{self.name}: search needs columns that name a row")
        if bool(self.person) != bool(self.page):
            raise ValueError(f"{self.name}: rows about people need the page that keeps them")

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the columns beside the key, in the order in which they are stored."""
        return (
            *(["position"] if self.ordered else []),
            *([self.person] if self.person not in {"", self.key} else []),
            *self.texts,
            *(field.path for field in self.fields),
            *self.numbers,
        )

    @property
    def integers(self) -> frozenset[str]:
        """Return the columns that hold whole numbers; all others hold text."""
        return frozenset({*self.numbers, *(["position"] if self.ordered else [])})

    @property
    def shown(self) -> frozenset[str]:
        """Return the columns whose values history shows."""
        return frozenset(self.parts) - self.internal - {"position", self.person}

    def blank(self) -> dict[str, str | int]:
        """Return a row with nothing filled in, without its position and its person."""
        return dict.fromkeys((field.path for field in self.fields), "")

    def field(self, part: str) -> Field | None:
        """Return the question behind a column, if there is one."""
        return next((field for field in self.fields if field.path == part), None)

    def person_of(self, key: str, row: Row) -> str:
        """Return the ID of the person a row is about; empty when it is about nobody."""
        if not self.person:
            return ""
        return key if self.person == self.key else str(row[self.person])

    def name_of(self, row: Row) -> str:
        """Return what the officer knows a row by; empty when nothing was filled in."""
        return " ".join(str(row[part]) for part in self.named_by if row.get(part)).strip()


ANSWER: Final = "answer"  # by path
PERSON: Final = "person"
UNIT: Final = "unit"
OFFICER: Final = "officer"  # by person
REFERENCE: Final = "reference"
PARAF: Final = "paraf"
ALSO_TO: Final = "also_to"
COPIES_TO: Final = "copies_to"
OLUR_APPROVER: Final = "olur_approver"
CERTIFICATE: Final = "certificate"  # by person: who is in it needs an e-signature
FORM_ROW: Final = "form_row"  # of the KEP form; none where it is the shipped one
FILE: Final = "file"
STEP: Final = "step"  # by step
TICK: Final = "tick"  # by "step/check": there when ticked
ADDITIONAL_UNIT: Final = "additional_unit"  # step 6
PAGE_AUTHORITY: Final = "page_authority"  # by person, step 7
PAGE_SET: Final = "page_set"  # step 7
ROUTE_TEAM: Final = "route_team"  # by person, step 9
LOGIN_PROBLEM: Final = "login_problem"  # step 5
STEP_TEXT: Final = "step_text"  # by step: the officer's own words for it


def by_name(specs: Iterable[TableSpec]) -> dict[str, TableSpec]:
    """Return the tables by name; raise ValueError when two share one."""
    named: dict[str, TableSpec] = {}
    for spec in specs:
        if named.setdefault(spec.name, spec) is not spec:
            raise ValueError(f"{spec.name}: two tables have this name")
    return named


TABLES: Final[Mapping[str, TableSpec]] = by_name(
    (
        TableSpec(
            name=ANSWER,
            title="Öbür adımların cevapları",
            noun="cevap",
            in_handover=True,
            found_at=None,
            key="path",
            own_ids=False,
            texts=("value",),
        ),
        TableSpec(
            name=PERSON,
            title="Personel",
            noun="kişi",
            in_handover=True,
            found_at="register/people",
            fields=row_fields.REGISTER,
            named_by=("name", "surname"),
        ),
        TableSpec(
            name=UNIT,
            title="Birimler",
            noun="birim",
            in_handover=True,
            found_at="register/units",
            fields=row_fields.UNIT,
            named_by=("name",),
        ),
        TableSpec(
            name=OFFICER,
            title="Proje sorumluları",
            noun="kişi",
            in_handover=True,
            found_at=None,
            key="person_id",
            own_ids=False,
            person="person_id",
            page="officers",
            ordered=True,
        ),
        TableSpec(
            name=REFERENCE,
            title="İlgi",
            noun="satır",
            in_handover=True,
            found_at=None,
            ordered=True,
            fields=row_fields.REFERENCE,
        ),
        TableSpec(
            name=PARAF,
            title="Paraf",
            noun="satır",
            in_handover=True,
            found_at=None,
            ordered=True,
            fields=row_fields.PARAF,
            named_by=("name", "surname"),
        ),
        TableSpec(
            name=ALSO_TO,
            title="Dağıtım: Gereği",
            noun="yer",
            in_handover=True,
            found_at=None,
            ordered=True,
            fields=row_fields.RECIPIENT,
            named_by=("body", "unit"),
        ),
        TableSpec(
            name=COPIES_TO,
            title="Dağıtım: Bilgi",
            noun="yer",
            in_handover=True,
            found_at=None,
            ordered=True,
            fields=row_fields.RECIPIENT,
            named_by=("body", "unit"),
        ),
        TableSpec(
            name=OLUR_APPROVER,
            title="Olura uygun görüş verenler",
            noun="kişi",
            in_handover=True,
            found_at=None,
            ordered=True,
            fields=row_fields.OLUR_APPROVER,
            named_by=("name", "surname"),
        ),
        TableSpec(
            name=CERTIFICATE,
            title="E-imza sertifikaları",
            noun="kişi",
            in_handover=True,
            found_at=None,
            key="person_id",
            own_ids=False,
            person="person_id",
            page="certificates",
            fields=row_fields.CERTIFICATE,
        ),
        TableSpec(
            name=FORM_ROW,
            title="KEP formunun satırları",
            noun="satır",
            in_handover=True,
            found_at=None,
            ordered=True,
            fields=row_fields.FORM_ROW,
            named_by=("label",),
        ),
        TableSpec(
            name=FILE,
            title="Dosyalar",
            noun="dosya",
            in_handover=True,
            found_at=None,
            ordered=True,
            texts=("owner", "name", "digest"),
            numbers=("size",),
            named_by=("name",),
            internal=frozenset({"owner", "digest", "size"}),
        ),
        TableSpec(
            name=STEP,
            title="Adımların durumu, günleri ve notları",
            noun="adım",
            in_handover=True,
            found_at=None,
            own_ids=False,
            texts=("status", "sent", "answered", "note"),
        ),
        TableSpec(
            name=TICK,
            title="Yapılacaklar",
            noun="işaret",
            in_handover=True,
            found_at=None,
            own_ids=False,
        ),
        TableSpec(
            name=ADDITIONAL_UNIT,
            title="Ek birimler",
            noun="satır",
            in_handover=True,
            found_at=None,
            person="person_id",
            page="additional_units",
            fields=row_fields.ADDITIONAL_UNIT,
        ),
        TableSpec(
            name=PAGE_AUTHORITY,
            title="Sayfa yetkileri",
            noun="kişi",
            in_handover=True,
            found_at=None,
            key="person_id",
            own_ids=False,
            person="person_id",
            page="page_authorities",
            fields=row_fields.PAGE_AUTHORITY,
        ),
        TableSpec(
            name=PAGE_SET,
            title="Sayfa takımları",
            noun="takım",
            in_handover=True,
            found_at=None,
            fields=row_fields.PAGE_SET,
            named_by=("name",),
        ),
        TableSpec(
            name=ROUTE_TEAM,
            title="İmza rota yönetim takımı",
            noun="kişi",
            in_handover=True,
            found_at=None,
            key="person_id",
            own_ids=False,
            person="person_id",
            page="route_team",
            fields=row_fields.ROUTE_TEAM,
        ),
        TableSpec(
            name=LOGIN_PROBLEM,
            title="Giriş sorunları",
            noun="satır",
            in_handover=True,
            found_at=None,
            fields=row_fields.LOGIN_PROBLEM,
        ),
        TableSpec(
            name=STEP_TEXT,
            title="Düzeltilen adımlar",
            noun="adım",
            in_handover=True,
            found_at=None,
            key="step_id",
            own_ids=False,
            fields=row_fields.STEP_TEXT,
        ),
    )
)
"""Every table by name, in the order in which they are compared."""
TABLES_OF_LISTS: Final[Mapping[str, str]] = {
    "letter.references": REFERENCE,
    "letter.also_to": ALSO_TO,
    "letter.copies_to": COPIES_TO,
    "letter.paraf": PARAF,
    "olur.approvers": OLUR_APPROVER,
    "kep.form": FORM_ROW,
}
"""The lists of the case that are one ordered table each, by their path."""
