"""What happens to the disk is said in words, and what was typed stays in the window meanwhile."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard import demo, settings
from ebel_wizard.case.answers import Answers
from ebel_wizard.demo import driver
from ebel_wizard.store import backups, program_log, sqlite
from ebel_wizard.store.backups import Backup, list_backups
from ebel_wizard.store.errors import Fault
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.ui.shell.history import HistoryTable
from ebel_wizard.ui.startup import opener
from tests.limits import HANG
from tests.store import older
from tests.store.test_digest import alter
from tests.store.test_faults import may_mount, named
from tests.store.test_salvage import root
from tests.ui.conftest import Open
from tests.ui.scenarios.disk_scenario import FAULTS
from tests.ui.ui_actions import refusal
from tests.ui.wizard import Wizard

ROOT = Path(__file__).parents[3]


@pytest.mark.skipif(not may_mount(), reason="no small disk can be mounted here")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_disk_that_refuses_is_said_and_what_was_typed_stays(tmp_path: Path, fault: str) -> None:
    done = subprocess.run(
        [
            *("unshare", "-rm", "sh", "-c"),
            (
                'mount -t tmpfs -o size=3m none "$1" '
                '&& exec "$2" -m tests.ui.scenarios.disk_scenario "$3" "$1"'
            ),
            *("sh", tmp_path, sys.executable, fault),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not may_mount(), reason="no stick can be mounted here")
def test_a_stick_that_is_pulled_out_is_said_and_what_was_typed_is_kept_once_it_is_back(
    tmp_path: Path,
) -> None:
    program = "tests.ui.scenarios.medium_scenario"
    done = subprocess.run(
        ["unshare", "-rm", sys.executable, "-m", program, tmp_path],
        cwd=ROOT,
        env={**os.environ, "XDG_STATE_HOME": str(tmp_path / "kayıt")},
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
    )
    assert done.returncode == 0, done.stderr


# Under the open window


def delete(file: Path) -> None:
    file.unlink()


def replace(file: Path) -> None:
    file.with_name("junk").write_bytes(b"bozuk" * 1000)
    file.with_name("junk").replace(file)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows guards open files")
@pytest.mark.parametrize("take", [delete, replace])
def test_a_file_taken_away_under_the_window_is_there_again_with_the_next_answer(
    open_wizard: Open, take: Callable[[Path], None]
) -> None:
    wizard = open_wizard()
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.wait_saved()
    take(settings.data_dir() / FILE_NAME)
    wizard.answer("Adres", "Cumhuriyet Mahallesi")
    wizard.wait_saved()
    with closing(sqlite3.connect(settings.data_dir() / FILE_NAME)) as database:
        kept = dict(database.execute("SELECT path, value FROM answer"))
    assert kept["municipality.name"] == "Örnekköy"
    assert kept["municipality.contact.address"] == "Cumhuriyet Mahallesi"
    log = (settings.data_dir() / program_log.FOLDER_NAME / program_log.FILE_NAME).read_text("utf-8")
    assert "taken away" in log
    wizard.close()
    tomorrow = open_wizard()
    assert tomorrow.shows("Adres") == "Cumhuriyet Mahallesi"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows guards open files")
def test_a_folder_taken_away_under_the_window_is_said_until_it_is_back(
    wizard: Wizard, tmp_path: Path
) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.wait_saved()
    settings.data_dir().rename(tmp_path / "elsewhere")
    wizard.answer("Adres", "Cumhuriyet Mahallesi")
    driver.wait_until(lambda: wizard.save_status() == "Kaydedilemedi", "the refusal")
    assert wizard.says(Fault.NOT_WRITABLE.what)
    assert wizard.shows("Adres") == "Cumhuriyet Mahallesi"
    (tmp_path / "elsewhere").rename(settings.data_dir())
    wizard.press("Yeniden dene")
    wizard.wait_saved()


def test_a_file_written_over_under_the_window_is_there_again_with_the_next_answer(
    open_wizard: Open,
) -> None:
    first = open_wizard()
    first.step_one("Belediye")
    first.answer("Resmî ad", "Örnekköy")
    first.close()
    wizard = open_wizard()
    folder = settings.data_dir()
    driver.wait_until(lambda: list_backups(folder / backups.FOLDER_NAME), "the backup of the start")
    (folder / FILE_NAME).write_bytes(b"bozuk" * 20_000)
    wizard.answer("Adres", "Cumhuriyet Mahallesi")
    wizard.wait_saved()
    wizard.close()
    (aside,) = folder.glob("answers-okunamayan-*.db")
    assert aside.read_bytes() == b"bozuk" * 20_000
    tomorrow = open_wizard()
    tomorrow.step_one("Belediye")
    assert tomorrow.shows("Resmî ad") == "Örnekköy"
    assert tomorrow.shows("Adres") == "Cumhuriyet Mahallesi"


def write_over(file: Path) -> None:
    file.write_bytes(b"bozuk" * 20_000)


def alter_an_answer(file: Path) -> None:
    alter(file, "Örnekköy".encode(), "Örmekköy".encode(), root(file, "answer"))


@pytest.mark.parametrize(
    ("harm", "fault"), [(write_over, Fault.DAMAGED), (alter_an_answer, Fault.ALTERED)]
)
def test_a_file_damaged_before_the_start_ends_in_the_offer_of_a_backup(
    home: Path, open_wizard: Open, harm: Callable[[Path], None], fault: Fault
) -> None:
    folder = settings.data_dir()
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.back_up(backups.Reason.START)
    opened.close()
    harm(folder / FILE_NAME)
    start = opener.WorkspaceOpener(folder)
    offered: list[tuple[str, Backup]] = []
    start.backup_offered.connect(lambda text, backup: offered.append((text, backup)))
    start.open()
    driver.wait_until(lambda: offered, "the offer of a backup")
    assert offered[0][0].startswith(fault.what)
    start.cancel()


def test_an_altered_history_is_said_when_the_window_is_there(home: Path, open_wizard: Open) -> None:
    folder = settings.data_dir()
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.back_up(backups.Reason.START)
    opened.apply(named("Beyköy"))
    opened.close()
    file = folder / FILE_NAME
    with closing(sqlite3.connect(file)) as database:
        (edits,) = database.execute('SELECT edits FROM "change" WHERE id = 2').fetchone()
    alter(file, edits.encode(), edits.replace("municipality", "municipalitx").encode())
    wizard = open_wizard()
    driver.wait_until(lambda: "bölümü okunamadı" in wizard.told(), "the sentence")
    wizard.step_one("Belediye")
    assert wizard.shows("Resmî ad") == "Beyköy"
    wizard.answer("Adres", "Cumhuriyet Mahallesi")
    wizard.wait_saved()
    (aside,) = folder.glob("answers-okunamayan-*.db")
    assert "municipalitx" in aside.read_bytes().decode(errors="replace")


# At the start


def newer(folder: Path) -> None:
    older.make_newer(folder / FILE_NAME)


def junk(folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(b"bozuk" * 1000)


def truncated(folder: Path) -> None:
    whole = (folder / FILE_NAME).read_bytes()
    (folder / FILE_NAME).write_bytes(whole[: len(whole) // 2])


def a_folder(folder: Path) -> None:
    (folder / FILE_NAME).unlink()
    (folder / FILE_NAME).mkdir()


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (newer, Fault.NEWER),
        (junk, Fault.DAMAGED),
        (truncated, Fault.DAMAGED),
        (a_folder, Fault.NOT_WRITABLE),
    ],
)
def test_what_cannot_be_opened_is_refused_in_words_and_left_as_it_is(
    folder: Path, harm: Callable[[Path], None], fault: Fault
) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.close()
    harm(folder)
    file = folder / FILE_NAME
    before = file.read_bytes() if file.is_file() else b""
    assert refusal(folder) == f"{fault.what}\n\n{fault.remedy}"
    assert not file.is_file() or file.read_bytes() == before


def test_a_database_that_another_program_holds_is_refused_and_opens_afterwards(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT", 0.05)
    Workspace.open(folder).close()
    with closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert refusal(folder).startswith(Fault.LOCKED.what)
    window = demo.open_window(folder)
    driver.activate(window)
    demo.close_window(window)
    window.deleteLater()


# The clock


def test_a_clock_set_back_since_yesterday_keeps_order_backup_and_undo(
    home: Path, open_wizard: Open
) -> None:
    """The last session was, by its clock, three days after this one."""
    ahead = Workspace.open(settings.data_dir(), lambda: datetime.now(UTC) + timedelta(days=3))
    answers = Answers()
    for name in ("Birinci", "İkinci"):
        change = answers.set_answer("municipality.name", name)
        assert change is not None
        answers.apply(change)
        ahead.apply(change)
        ahead.back_up(backups.Reason.START)
    ahead.close()
    folder = settings.data_dir() / backups.FOLDER_NAME
    before = list_backups(folder)
    wizard = open_wizard()
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Üçüncü")
    wizard.wait_saved()
    wizard.press("Geri al")
    assert wizard.shows("Resmî ad") == "İkinci"
    wizard.press("Yinele")
    wizard.wait_saved()
    wizard.window.open("history")
    (table,) = driver.visible_widgets(wizard.window, HistoryTable)
    driver.wait_until(lambda: table.model().rowCount() >= 5, "the past")
    after = [str(table.model().index(row, 4).data()) for row in range(5)]
    assert after == ["Üçüncü", "İkinci", "Üçüncü", "İkinci", "Birinci"]
    wizard.close()
    again = open_wizard()
    # Of the two of "three days from now" one is enough by then.
    driver.wait_until(
        lambda: list_backups(folder)[0] not in before, "a newest backup of this session"
    )
    again.close()
