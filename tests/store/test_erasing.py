"""Erasing leaves nothing of the answers, also where the folder leads elsewhere by links."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.store import backups, kept_files, program_log
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.sidecar_files import FILE_NAME, QUARANTINE_PREFIX
from ebel_wizard.store.workspace import Workspace
from tests.store.test_faults import posix

NAME = "Örnekköy Belediye Başkanlığı"
OTHERS = "tatil.jpg"


def named(answers: Answers, text: str) -> Change:
    made = answers.set_answer("municipality.name", text)
    assert made is not None
    return made


@pytest.fixture
def folder(folder: Path) -> Iterator[Path]:
    """A folder with everything a workspace may have; its log is written meanwhile."""
    opened = Workspace.open(folder)
    opened.apply(named(opened.load(), "Örnekköy"))
    opened.back_up(Reason.DAILY)
    opened.files.keep(b"scan")
    opened.close()
    program_log.begin(folder)
    yield folder
    program_log.end(folder)


@posix
@pytest.mark.parametrize(
    "moved", [kept_files.FOLDER_NAME, backups.FOLDER_NAME, program_log.FOLDER_NAME, FILE_NAME]
)
def test_what_was_moved_to_another_disk_is_erased_there(
    folder: Path, tmp_path: Path, moved: str
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    (folder / moved).rename(disk / moved)
    (folder / moved).symlink_to(disk / moved)
    others = (disk / moved if (disk / moved).is_dir() else disk) / OTHERS
    others.write_bytes(b"theirs")
    opened = Workspace.open(folder)
    opened.apply(named(opened.load(), NAME))
    opened.back_up(Reason.DAILY)
    opened.files.export_temp_copy(opened.files.keep(b"another"), "tarama.pdf")
    opened.files.remove_temp_copies()
    opened.erase()
    assert list(folder.iterdir()) == []
    assert [each for each in disk.rglob("*") if not each.is_dir()] == [others]


@posix
@pytest.mark.parametrize("gone", [kept_files.FOLDER_NAME, backups.FOLDER_NAME])
def test_a_link_that_leads_nowhere_any_more_is_erased(folder: Path, gone: str) -> None:
    (folder / gone).rename(folder.with_name("gone"))
    opened = Workspace.open(folder)
    (folder / gone).symlink_to(folder.with_name("nothing"))
    opened.erase()
    assert list(folder.iterdir()) == []


def test_a_folder_that_was_set_aside_is_erased(folder: Path) -> None:
    aside = folder / f"{QUARANTINE_PREFIX}-20261201T000000Z.db"
    aside.mkdir()
    (aside / "x").write_bytes(b"x")
    Workspace.open(folder).erase()
    assert list(folder.iterdir()) == []
