"""Every write keeps the digests right, and what was altered on the disk is noticed and mended."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard.case import register, tables
from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.case.model import Person
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.encryption import database_key
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.restore import newest_good, read_backup, restore_backup
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from tests.store import older
from tests.store.test_backups import kept
from tests.store.test_faults import named, refusal
from tests.store.test_salvage import PAGE, damage, root
from tests.store.test_taken_away import delete
from tests.store.test_workspace import STEPS, change, content, fill, something

MASTER_KEY = bytes(range(16))
ODD = "I'ı\"İ;\x00\x1f\n😀"


def opened_file(file: Path, master_key: bytes | None = None) -> sqlite3.Connection:
    made = sqlite3.connect(file)
    if master_key:
        made.execute(f'PRAGMA key = "{database_key(master_key).as_pragma()}"')
    return made


def computed(database: sqlite3.Connection) -> dict[str, int]:
    """The digests of all tables as they are now, row by row."""
    every = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name != 'digest'"
    definitions = dict(database.execute(every).fetchall())
    sums = dict.fromkeys(definitions, 0)
    for name in definitions:
        rows = database.execute(f'SELECT * FROM "{name}"')
        order = sorted(range(len(rows.description)), key=lambda at: rows.description[at][0])
        for row in rows:
            parts = [str(row[at]) for at in order]
            sums[name] += crc32("\x1f".join([*parts, str(len(parts))]).encode())
    (own,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'digest'").fetchone()
    return {**sums, "": sum(crc32(sql.encode()) for sql in (own, *definitions.values()))}


def assert_right(file: Path, master_key: bytes | None = None) -> None:
    with closing(opened_file(file, master_key)) as database:
        stored = dict(database.execute("SELECT name, sum FROM digest"))
        assert stored == computed(database)
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def alter(file: Path, old: bytes, new: bytes, last_page: int = 0) -> None:
    """Alter the bytes on the disk where they stand alone, in a page of one table or index."""
    assert len(old) == len(new)
    whole = bytearray(file.read_bytes())
    start, end = ((last_page - 1) * PAGE, last_page * PAGE) if last_page else (0, len(whole))
    at = whole.find(old, start, end)
    assert at >= 0
    with file.open("r+b") as written:
        written.seek(at)
        written.write(new)


# Every write


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    opened = Workspace.open(tmp_path_factory.mktemp("shared"))
    yield opened
    opened.close()


@given(STEPS, st.booleans())
def test_any_change_keeps_the_digests(
    shared: Workspace, steps: list[tuple[int, int, int, str]], coalesce: bool
) -> None:
    answers, made = Answers(), list[Change]()
    file = shared.files.folder.parent / FILE_NAME
    for step in steps:
        each = something(answers, *step)
        if each is not None:
            answers.apply(each)
            shared.apply(each, coalesce=coalesce)
            made.append(each)
    shared.remember("place", str(len(made)))
    assert_right(file)
    for each in reversed(made):
        shared.apply(each.inverse())
    assert_right(file)


def fill_oddly(workspace: Workspace) -> Answers:
    answers = Answers()
    fill(answers, workspace.apply)
    many = [Person(name="Ayşe", surname=f"{ODD}{number}") for number in range(300)]
    added = change(register.add_people(answers, many))
    answers.apply(added)
    workspace.apply(added)
    return answers


@pytest.mark.parametrize("master_key", [None, MASTER_KEY], ids=["open", "encrypted"])
def test_import_backup_undo_and_a_backup_gone_back_to_keep_the_digests(
    folder: Path, master_key: bytes | None
) -> None:
    opened = Workspace.open(folder, master_key=master_key)
    answers = fill_oddly(opened)
    opened.back_up(Reason.START)
    many = list(answers.rows(tables.PERSON))
    removed = change(register.remove_people(answers, many))
    opened.apply(removed)
    opened.apply(removed.inverse())
    opened.close()
    (backup,) = kept(folder)
    assert_right(folder / FILE_NAME, master_key)
    assert_right(backup.file, master_key)
    restore_backup(folder, backup)
    again = Workspace.open(folder, master_key=master_key)
    again.apply(named("Yeni"))
    again.close()
    assert_right(folder / FILE_NAME, master_key)


def test_encrypting_and_decrypting_keep_the_digests(folder: Path) -> None:
    opened = Workspace.open(folder)
    fill_oddly(opened)
    opened.back_up(Reason.START)
    opened.encrypt(MASTER_KEY)
    opened.apply(named("Beyköy"))
    opened.close()
    assert_right(folder / FILE_NAME, MASTER_KEY)
    assert_right(kept(folder)[0].file, MASTER_KEY)
    again = Workspace.open(folder, master_key=MASTER_KEY)
    again.decrypt()
    again.apply(named("Eskiköy"))
    again.close()
    assert_right(folder / FILE_NAME)
    assert_right(kept(folder)[0].file)


@pytest.mark.parametrize("since", older.ROWS)
def test_a_workspace_of_an_older_version_gets_digests(folder: Path, since: str) -> None:
    older.make(folder, since, older.ROWS[since])
    opened = Workspace.open(folder)
    opened.apply(named("Beyköy"))
    opened.close()
    assert_right(folder / FILE_NAME)
    (before,) = kept(folder)
    assert read_backup(before).answer("municipality.name") == "Örnekköy Belediye Başkanlığı"


@pytest.mark.parametrize("backed_up", [True, False])
def test_saved_answers_of_a_damaged_history_have_digests(folder: Path, backed_up: bool) -> None:
    opened = Workspace.open(folder)
    if backed_up:
        opened.apply(named("Eskiköy"))
        opened.back_up(Reason.START)
    fill_oddly(opened)
    opened.close()
    damage(folder / FILE_NAME, root(folder / FILE_NAME, "change"))
    Workspace.open(folder).close()
    assert_right(folder / FILE_NAME)


def test_what_is_written_anew_under_the_open_window_has_digests(folder: Path) -> None:
    opened = Workspace.open(folder)
    fill_oddly(opened)
    opened.back_up(Reason.START)
    (folder / FILE_NAME).write_bytes(b"bozuk" * 20_000)
    opened.apply(named("Eskiköy"))
    delete(folder / FILE_NAME)
    opened.apply(named("Yeni"))
    opened.close()
    assert_right(folder / FILE_NAME)


def test_going_on_after_another_program_wrote_answers_takes_them_for_right(folder: Path) -> None:
    opened = Workspace.open(folder)
    fill_oddly(opened)
    with closing(sqlite3.connect(folder / FILE_NAME)) as other, other:
        other.execute("UPDATE answer SET value = 'elle'")
    with pytest.raises(StoreError):
        opened.apply(named("Yeni"))
    opened.keep_own()
    opened.close()
    assert_right(folder / FILE_NAME)


# What is altered before the start


def two_sittings(folder: Path, master_key: bytes | None = None) -> Answers:
    """A backup with the name alone, and then something in every table."""
    opened = Workspace.open(folder, master_key=master_key)
    opened.apply(named("Örnekköy"))
    opened.back_up(Reason.START)
    answers = opened.load()
    fill(answers, opened.apply)
    opened.remember("place", "home")
    opened.close()
    return answers


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Yazı İşleri Müdürlüğü", "Yazı İşleri Müdürlüşü"),
        ("aranacak", "aranmcak"),
        ("ayse.isik", "ayse.ısi"),  # a byte that belongs to the letter before it
        ("0006", "0005"),
    ],
)
def test_a_byte_altered_in_an_answer_is_refused_and_the_newest_good_backup_offered(
    folder: Path, old: str, new: str
) -> None:
    two_sittings(folder)
    table = {"Y": tables.UNIT, "a": tables.STEP, "0": "alembic_version"}[old[0]]
    if "." in old:
        table = tables.ROUTE_TEAM
    file = folder / FILE_NAME
    alter(file, old.encode(), new.encode(), root(file, table))
    altered = file.read_bytes()
    assert refusal(folder) is Fault.ALTERED
    assert file.read_bytes() == altered
    good = newest_good(folder)
    assert good is not None
    restore_backup(folder, good)
    (aside,) = folder.glob("answers-okunamayan-*.db")
    assert aside.read_bytes() == altered
    again = Workspace.open(folder)
    assert again.load().answer("municipality.name") == "Örnekköy"
    again.close()


def test_bytes_that_are_no_text_any_more_are_refused(folder: Path) -> None:
    two_sittings(folder)
    file = folder / FILE_NAME
    alter(file, b"aranacak", b"aran\xffcak", root(file, tables.STEP))
    assert refusal(folder) is Fault.ALTERED


def test_a_text_that_became_a_blob_of_the_same_bytes_is_refused(folder: Path) -> None:
    two_sittings(folder)
    with closing(sqlite3.connect(folder / FILE_NAME)) as other, other:
        other.execute("UPDATE answer SET value = CAST(value AS BLOB)")
    assert refusal(folder) is Fault.ALTERED


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What two sittings left, to be copied."""
    folder = tmp_path_factory.mktemp("left")
    two_sittings(folder)
    return folder


@pytest.mark.parametrize("table", [*tables.TABLES, "workspace"])
def test_a_row_that_another_program_altered_is_refused(
    left: Path, folder: Path, table: str
) -> None:
    shutil.copytree(left, folder)
    with closing(sqlite3.connect(folder / FILE_NAME)) as other, other:
        (column, *_) = (row[1] for row in other.execute(f'PRAGMA table_info("{table}")'))
        other.execute(f'UPDATE "{table}" SET "{column}" = "{column}" || \'x\'')
    assert refusal(folder) is Fault.ALTERED


def test_digests_that_another_program_put_in_another_form_are_refused(folder: Path) -> None:
    two_sittings(folder)
    with closing(sqlite3.connect(folder / FILE_NAME)) as other, other:
        other.execute("ALTER TABLE digest RENAME COLUMN sum TO total")
    assert refusal(folder) is Fault.ALTERED


def test_a_backup_with_an_altered_byte_is_passed_over(folder: Path) -> None:
    opened = Workspace.open(folder)
    for name in ("Örnekköy", "Beyköy"):
        opened.apply(named(name))
        opened.back_up(Reason.IMPORT)
    newest, oldest = kept(folder)
    alter(newest.file, "Beyköy".encode(), "Bexköy".encode(), root(newest.file, "answer"))
    with pytest.raises(StoreError):
        read_backup(newest)
    assert newest_good(folder) == oldest
    opened.back_up(Reason.START)  # the newest one counts as none
    opened.close()
    assert [each.reason for each in kept(folder)] == [Reason.START, Reason.IMPORT, Reason.IMPORT]


@pytest.mark.parametrize("master_key", [None, MASTER_KEY], ids=["open", "encrypted"])
def test_no_altered_byte_anywhere_alters_an_answer(
    folder: Path, tmp_path: Path, master_key: bytes | None
) -> None:
    answers = content(two_sittings(folder, master_key))
    whole = (folder / FILE_NAME).read_bytes()
    chance = random.Random(20261128)
    places = [at for at, byte in enumerate(whole) if byte]
    outcomes: list[Fault | None] = []
    for number in range(100):
        copy = shutil.copytree(folder, tmp_path / str(number))
        at = chance.choice(places)
        with (copy / FILE_NAME).open("r+b") as file:
            file.seek(at)
            file.write(bytes([whole[at] ^ 1 << chance.randrange(8)]))
        try:
            opened = Workspace.open(copy, master_key=master_key)
        except StoreError as error:
            outcomes.append(error.fault)
            assert newest_good(copy, master_key) is not None
        else:
            outcomes.append(None)
            assert content(opened.load()) == answers
            opened.recall("place")
            opened.check()
            assert content(opened.load()) == answers
            opened.close()
            assert_right(copy / FILE_NAME, master_key)
        shutil.rmtree(copy)
    assert set(outcomes) <= {None, Fault.ALTERED, Fault.DAMAGED, Fault.PLAIN, Fault.ENCRYPTED}
    assert len(set(outcomes)) > 1


# What the start does not look at is checked afterwards


def alter_an_index(folder: Path) -> str:
    """Alter a key in the index of the officers' table, and return the key that it was."""
    file = folder / FILE_NAME
    with closing(sqlite3.connect(file)) as database:
        (key,) = database.execute("SELECT person_id FROM officer").fetchone()
    altered = key.replace(key[0], "x", 1)
    alter(file, key.encode(), altered.encode(), root(file, "sqlite_autoindex_officer_1"))
    return str(key)


def check(opened: Workspace) -> None:
    opened.check()


def back_up(opened: Workspace) -> None:
    opened.back_up(Reason.START)
    assert opened.not_backed_up is None


@pytest.mark.parametrize("look", [check, back_up])
def test_an_altered_index_is_made_anew_from_its_table(
    folder: Path, look: Callable[[Workspace], None]
) -> None:
    answers = two_sittings(folder)
    key = alter_an_index(folder)
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        assert database.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
        here = "SELECT count(*) FROM officer WHERE person_id = ?"
        assert database.execute(here, [key]).fetchone() == (0,)
    opened = Workspace.open(folder)
    look(opened)
    assert not opened.lost_history
    assert len(opened.history(99)) == 19
    assert content(opened.load()) == content(answers)
    opened.close()
    assert_right(folder / FILE_NAME)


@pytest.mark.parametrize("look", [check, back_up])
def test_an_altered_history_is_that_of_the_newest_backup_again_and_no_answer_is_lost(
    folder: Path, look: Callable[[Workspace], None]
) -> None:
    answers = two_sittings(folder)
    file = folder / FILE_NAME
    alter(file, b'"note":"aranacak"', b'"note":"aranmcak"')
    altered = file.read_bytes()
    opened = Workspace.open(folder)
    look(opened)
    assert opened.lost_history
    assert content(opened.load()) == content(answers)
    labels = [each.change.label for each in opened.history(9)]
    assert labels == ["Geçmişin okunamayan bölümü kayboldu", "Resmî ad"]
    opened.apply(named("Yeni"), backs_up=Reason.IMPORT)
    assert opened.not_backed_up is None
    opened.close()
    assert_right(file)
    assert_right(kept(folder)[0].file)
    (aside,) = folder.glob("answers-okunamayan-*.db")
    assert aside.read_bytes() == altered


def test_an_altered_place_is_forgotten(folder: Path) -> None:
    answers = two_sittings(folder)
    file = folder / FILE_NAME
    alter(file, b"home", b"h\xffme", root(file, "remembered"))
    opened = Workspace.open(folder)
    assert opened.recall("place") == "h\N{REPLACEMENT CHARACTER}me"
    opened.check()
    assert opened.recall("place") == ""
    assert len(opened.history(99)) == 19
    assert content(opened.load()) == content(answers)
    opened.remember("place", "home")
    opened.close()
    assert_right(file)


@pytest.mark.parametrize("look", [check, back_up])
def test_an_answer_altered_under_the_open_window_is_put_back_from_memory(
    folder: Path, look: Callable[[Workspace], None]
) -> None:
    answers = two_sittings(folder)
    opened = Workspace.open(folder)
    file = folder / FILE_NAME
    alter(file, b"aranacak", b"aranmcak", root(file, tables.STEP))
    look(opened)
    assert not opened.lost_history
    assert len(opened.history(99)) == 19
    assert content(opened.load()) == content(answers)
    opened.back_up(Reason.START)
    opened.close()
    assert_right(file)
    assert content(read_backup(kept(folder)[0])) == content(answers)


def test_a_sound_workspace_is_left_as_it_is(folder: Path) -> None:
    two_sittings(folder)
    opened = Workspace.open(folder)
    before = (folder / FILE_NAME).read_bytes()
    opened.check()
    assert not opened.lost_history
    opened.close()
    assert (folder / FILE_NAME).read_bytes() == before
