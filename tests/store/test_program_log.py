"""The log says what happened and where in the program, and nothing of what was typed."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ebel_wizard.store import program_log
from ebel_wizard.store.workspace import Workspace
from tests.platforms import is_owners_alone

LOG = logging.getLogger("ebel_wizard.tests")
TYPED = "10000000146 İpek Gündoğdu"


@pytest.fixture
def written(workspace: Workspace, folder: Path) -> Iterator[Path]:
    """A workspace's folder with its log begun, by an account that shares its files."""
    usual = os.umask(0)
    program_log.begin(folder)
    yield folder
    program_log.end(folder)
    os.umask(usual)


def files(folder: Path) -> list[Path]:
    return sorted((folder / program_log.FOLDER_NAME).iterdir())


def text(folder: Path) -> str:
    return "\n".join(each.read_text(encoding="utf-8") for each in files(folder))


def test_an_error_is_written_by_its_kind_and_place_alone(written: Path) -> None:
    def fails() -> None:
        raise ValueError(TYPED)

    try:
        fails()
    except ValueError:
        LOG.exception("a bug")
    assert "ERROR ebel_wizard.tests: a bug" in text(written)
    assert "ValueError" in text(written)
    assert Path(__file__).name in text(written)
    assert "fails" in text(written)
    assert "Gündoğdu" not in text(written)
    assert str(Path(__file__).parent) not in text(written), "a folder may bear the officer's name"


def test_what_libraries_log_is_not_written(written: Path) -> None:
    logging.getLogger("sqlalchemy").error(TYPED)
    assert "Gündoğdu" not in text(written)


def test_it_stays_small_and_is_its_owners_alone(written: Path) -> None:
    for count in range(9_000):
        LOG.info("line %d of a busy day in the office, with nobody's name in it", count)
    assert len(files(written)) == 3
    assert sum(each.stat().st_size for each in files(written)) <= 600_000
    assert "line 8999" in text(written)
    for each in (written / program_log.FOLDER_NAME, *files(written)):
        assert is_owners_alone(each)


def test_it_goes_on_where_it_ended(written: Path) -> None:
    LOG.info("first")
    program_log.end(written)
    LOG.info("nobody listens")
    program_log.begin(written)
    LOG.info("second")
    kept = text(written)
    assert "first" in kept
    assert "second" in kept
    assert "nobody" not in kept


def test_erasing_the_workspace_erases_it_for_good(workspace: Workspace, folder: Path) -> None:
    program_log.begin(folder)
    LOG.info("a line")
    workspace.erase()
    LOG.error("too late")
    assert list(folder.iterdir()) == []


def test_where_nothing_can_be_written_there_is_none(workspace: Workspace, folder: Path) -> None:
    (folder / program_log.FOLDER_NAME).write_bytes(b"")
    program_log.begin(folder)
    LOG.info("a line")
    program_log.end(folder)
    assert (folder / program_log.FOLDER_NAME).read_bytes() == b""


@pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody make links")
def test_what_a_link_in_its_place_leads_to_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / "rapor.txt"
    theirs.write_text("bir\n", encoding="utf-8")
    (tmp_path / program_log.FOLDER_NAME).mkdir()
    (tmp_path / program_log.FOLDER_NAME / program_log.FILE_NAME).symlink_to(theirs)
    program_log.begin(tmp_path)
    logging.getLogger("ebel_wizard").info("at home")
    program_log.end(tmp_path)
    assert theirs.read_text(encoding="utf-8") == "bir\n"
