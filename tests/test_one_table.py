"""A table described once is stored, undone, told, compared, handed over and found."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Final, cast

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData

from ebel_wizard.case import compare, history
from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.case.field import Field
from ebel_wizard.case.history import ChangeDescription
from ebel_wizard.case.model import Case
from ebel_wizard.case.tables import TABLES, TableSpec
from ebel_wizard.exchange import handover
from ebel_wizard.exchange.handover import Handover
from ebel_wizard.guide.loader import load_guide
from ebel_wizard.store import digest, schema, sqlite
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from tests.exchange import handovers

KENNEL: Final = TableSpec(
    name="kennel",
    title="Barınak",
    noun="hayvan",
    in_handover=True,
    found_at="register/kennel",
    fields=(Field("name", "Adı"), Field("chip", "Çipi")),
    named_by=("name",),
)
PAMUK: Final = {"name": "Pamuk", "chip": "900118"}


@pytest.fixture
def described(monkeypatch: pytest.MonkeyPatch) -> None:
    """Describe the table, in the one place there is for it."""
    monkeypatch.setitem(cast("dict[str, TableSpec]", TABLES), KENNEL.name, KENNEL)


@pytest.fixture
def known(described: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive what is derived at import, and alter the format of the hand-over file."""
    monkeypatch.setattr("ebel_wizard.store.rows.ANSWER_TABLES", schema.answer_tables(MetaData()))
    parts = cast("dict[str, tuple[str, ...]]", handover.PARTS)
    monkeypatch.setitem(parts, KENNEL.name, KENNEL.parts)


def migrate(folder: Path) -> None:
    """Do the work of the table's migration."""
    with closing(sqlite.connect(folder / FILE_NAME)) as connection, connection.begin():
        schema.answer_tables(MetaData())[KENNEL.name].create(connection)
        digest.renew(sqlite.raw(connection))


def added(answers: Answers) -> Change:
    change = answers.add(KENNEL.name, [PAMUK], "Hayvan eklendi")
    assert change is not None
    answers.apply(change)
    return change


def is_stored(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as before:
        before.setattr("ebel_wizard.store.rows.ANSWER_TABLES", schema.ANSWER_TABLES)
        Workspace.open(folder).close()
    migrate(folder)
    with closing(Workspace.open(folder)) as workspace:
        workspace.apply(added(workspace.load()))
    with closing(Workspace.open(folder)) as workspace:
        assert list(workspace.load().rows(KENNEL.name).values()) == [PAMUK]
        (entry,) = workspace.history(limit=2)
        assert entry.change.edits[0].after == PAMUK


def is_undone(_: Path) -> None:
    answers = Answers()
    change = added(answers)
    (key,) = answers.rows(KENNEL.name)
    renamed = answers.set_part(KENNEL.name, [key], "chip", "5")
    assert renamed is not None
    answers.apply(renamed)
    for each in (renamed, change):
        answers.apply(each.inverse())
    assert answers.rows(KENNEL.name) == {}


def is_told(_: Path) -> None:
    answers = Answers()
    added(answers)
    change = answers.set_part(KENNEL.name, list(answers.rows(KENNEL.name)), "chip", "5")
    assert change is not None
    assert change.label == "Çipi"
    assert history.describe(change, str) == ChangeDescription("Pamuk", "900118", "5")


def is_compared(_: Path) -> None:
    answers = Answers()
    added(answers)
    change = compare.change_to(Answers(), answers, "Dönüş")
    assert change is not None
    assert compare.in_words(change) == ["Barınak: 1 hayvan geri gelecek"]


def is_handed_over(folder: Path) -> None:
    answers = Answers()
    added(answers)
    file = folder.parent / "devir.ebel"
    file.write_bytes(handovers.make_file(Handover(answers)))
    assert handovers.rows(handover.read(file, handovers.PASSWORD).answers)[KENNEL.name] == dict(
        answers.rows(KENNEL.name)
    )


def is_found(_: Path) -> None:
    pytest.importorskip("PySide6")
    from ebel_wizard.ui.shell.search_index import Hit, Index
    from ebel_wizard.ui.state.session import Session

    answers = Answers()
    added(answers)
    (key,) = answers.rows(KENNEL.name)
    quiet = SimpleNamespace(connect=lambda _: None)
    session = SimpleNamespace(
        answers=answers,
        guide=load_guide(),
        people=list,
        case=Case,
        changed=quiet,
        guide_changed=quiet,
        settings_changed=quiet,
    )
    index = Index(cast("Session", session))
    index.read()
    assert index.find("pamuk") == [Hit("Pamuk", "Hayvan", "register/kennel", f"{key}.name")]


PLACES: Final[dict[str, tuple[Callable[[Path], None], str]]] = {
    "storage": (is_stored, "ebel_wizard.store.rows.ANSWER_TABLES"),
    "undo": (is_undone, "ebel_wizard.case.answers.TABLES"),
    "history": (is_told, "ebel_wizard.case.history.TABLES"),
    "comparison": (is_compared, "ebel_wizard.case.compare.TABLES"),
    "hand-over": (is_handed_over, "ebel_wizard.exchange.handover.PARTS"),
    "search": (is_found, "ebel_wizard.ui.shell.search_index.TABLES"),
}
"""How each place shows that it knows the table, and by what it knows it."""


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("place", PLACES)
def test_a_table_described_once_is_known(place: str, folder: Path) -> None:
    shows, _ = PLACES[place]
    shows(folder)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("place", PLACES)
def test_a_place_that_loses_a_table_is_noticed(
    place: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shows, known_by = PLACES[place]
    module, _, name = known_by.rpartition(".")
    all_of_them = getattr(pytest.importorskip(module), name)
    monkeypatch.setattr(
        known_by, {table: each for table, each in all_of_them.items() if table != KENNEL.name}
    )
    with pytest.raises((AssertionError, KeyError)):
        shows(folder)


# What stands apart


@pytest.mark.usefixtures("described")
def test_a_table_without_a_migration_is_noticed(folder: Path) -> None:
    Workspace.open(folder).close()
    derived = MetaData()
    schema.answer_tables(derived)
    with closing(sqlite.connect(folder / FILE_NAME)) as connection:
        found = compare_metadata(MigrationContext.configure(connection), derived)
    assert [each[1].name for each in found if each[0] == "add_table"] == [KENNEL.name]


@pytest.mark.usefixtures("described")
def test_a_table_without_a_place_in_the_hand_over_file_is_noticed() -> None:
    assert handovers.differing_tables() == {KENNEL.name}
