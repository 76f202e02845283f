"""The backups' second place has what the workspace has, and keeps it when the workspace is lost."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ebel_wizard.case.answers import Answers
from ebel_wizard.store import second_place
from ebel_wizard.store.backups import FOLDER_NAME, Reason, list_backups
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.restore import read_backup
from ebel_wizard.store.workspace import Workspace

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "bellek"
    made.mkdir()
    return made


def backed_up(folder: Path, *names: str) -> Workspace:
    """A workspace with a backup after each of these answers."""
    hours = iter(range(100))
    workspace = Workspace.open(folder, lambda: NOW + timedelta(hours=next(hours) / 10))
    answers = Answers()
    for name in names:
        change = answers.set_answer("municipality.name", name)
        assert change is not None
        answers.apply(change)
        workspace.apply(change)
        workspace.back_up(Reason.DAILY)
    return workspace


def copies(place: Path, workspace: Workspace) -> list[str]:
    folder = second_place.folder_in(place, workspace.id)
    return [each.file.name for each in list_backups(folder)]


def test_every_backup_is_there_too_and_can_be_read(tmp_path: Path, place: Path) -> None:
    workspace = backed_up(tmp_path / "w", "Birinci", "İkinci")
    own = tmp_path / "w" / FOLDER_NAME
    second_place.bring_up_to_date(own, place, workspace.id)
    assert copies(place, workspace) == [each.file.name for each in workspace.backups()]
    newest = list_backups(second_place.folder_in(place, workspace.id))[0]
    assert read_backup(newest).answer("municipality.name") == "İkinci"
    workspace.close()


def test_what_was_deleted_or_rewritten_is_so_in_the_second_place(
    tmp_path: Path, place: Path
) -> None:
    workspace = backed_up(tmp_path / "w", "Birinci", "İkinci", "Üçüncü")
    own = tmp_path / "w" / FOLDER_NAME
    second_place.bring_up_to_date(own, place, workspace.id)
    first, *_, last = workspace.backups()
    last.file.unlink()
    first.file.write_bytes(b"rewritten")
    second_place.bring_up_to_date(own, place, workspace.id)
    assert copies(place, workspace) == [each.file.name for each in workspace.backups()]
    copied = second_place.folder_in(place, workspace.id) / first.file.name
    assert copied.read_bytes() == b"rewritten"
    workspace.close()


def test_a_workspace_that_lost_its_backups_takes_none_away(tmp_path: Path, place: Path) -> None:
    workspace = backed_up(tmp_path / "w", "Birinci")
    own = tmp_path / "w" / FOLDER_NAME
    second_place.bring_up_to_date(own, place, workspace.id)
    there = copies(place, workspace)
    shutil.rmtree(own)
    second_place.bring_up_to_date(own, place, workspace.id)
    assert copies(place, workspace) == there != []
    workspace.close()


def test_somebody_elses_files_stay_when_the_copies_go(tmp_path: Path, place: Path) -> None:
    workspace = backed_up(tmp_path / "w", "Birinci")
    second_place.bring_up_to_date(tmp_path / "w" / FOLDER_NAME, place, workspace.id)
    (place / "mektup.txt").write_text("x", encoding="utf-8")
    second_place.remove(place, workspace.id)
    assert [each.name for each in place.iterdir()] == ["mektup.txt"]
    second_place.remove(place, workspace.id)
    workspace.close()


def test_a_place_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        second_place.bring_up_to_date(tmp_path, tmp_path / "yok", "0" * 32)
    assert refused.value.fault is Fault.SECOND_PLACE
    with pytest.raises(StoreError) as left:
        second_place.remove(tmp_path / "yok", "0" * 32)
    assert left.value.fault is Fault.COPIES_LEFT
