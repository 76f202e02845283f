"""After a power cut all that was reported is there, whatever the disk had still to write.

Several sittings are recorded call by call; then the power is cut at many moments of the record.
"""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard.store import digest
from ebel_wizard.store.encryption import is_encrypted
from ebel_wizard.store.errors import StoreError
from ebel_wizard.store.restore import read_backup
from ebel_wizard.store.sidecar_files import FILE_NAME
from tests import syscall_trace
from tests.limits import HANG
from tests.store import sittings
from tests.store.disk import CALLS, Disk

CUTS = int(os.environ.get("EBEL_WIZARD_CASES", "9"))


class Record:
    """What the sittings did to a disk that was empty, call by call."""

    def __init__(self, home: Path, *more: str) -> None:
        self._trace = home / "trace"
        self._disk = home / "disk"
        self._disk.mkdir()
        command = [sys.executable, sittings.__file__, str(self._disk / "case"), *more]
        subprocess.run(
            [*syscall_trace.under(self._trace, CALLS), *command],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            stdout=subprocess.DEVNULL,
            check=True,
            timeout=HANG,
        )

    def moments(self) -> Iterator[Disk]:
        """The disk after each call that did something to it, or told something."""
        disk = Disk(self._disk)
        for call in syscall_trace.recorded(self._trace):
            if disk.take(call):
                yield disk


def cut(record: Record, count: int, home: Path) -> Iterator[tuple[int, int]]:
    """Cut the power so many times: what was said by then, and what was found (-1: refused).

    A third of the cuts come right after something was said, a third right after a name changed.
    """
    chance = random.Random(20261123)
    seen = [(disk.said, disk.names_changed) for disk in record.moments()]
    anywhere = range(1, len(seen))
    told = [at for at in anywhere if seen[at][0] != seen[at - 1][0]]
    named = [at for at in anywhere if seen[at][1] != seen[at - 1][1]]
    cuts = [chance.choice((told, named, anywhere)[each % 3]) for each in range(count)]
    for at, disk in enumerate(record.moments()):
        for _ in range(cuts.count(at)):
            left = home / "left"
            disk.left(chance, left)
            yield disk.said, found(left / "case")
            shutil.rmtree(left)


def found(folder: Path) -> int:
    """The number of the last change on disk, once all that belongs to it was seen to be there."""
    try:
        workspace = sittings.opened(folder)
        answers = workspace.load()
        number = int(answers.answer(sittings.PATH) or 0)
        assert len(answers.rows("person")) == sittings.people_after(number)
        papers = [answers.file(key) for key in answers.rows("file")]
        assert len(papers) == (number + 1) // 2
        for paper in papers:
            kept = workspace.files.read(paper.digest)
            assert kept == sittings.paper_of(int(paper.name))
        for backup in workspace.backups():
            read_backup(backup, sittings.MASTER_KEY)
        workspace.apply(sittings.change_of(workspace, answers, number + 1))
        if is_encrypted(folder):
            workspace.decrypt()
        workspace.close()
    except StoreError:
        return -1
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert digest.broken(database) == set()
        assert database.execute('SELECT count(*) FROM "change"').fetchone() == (number + 1,)
    return number


def test_nothing_reported_is_lost_when_the_power_is_cut(tmp_path: Path) -> None:
    outcomes = list(cut(Record(tmp_path), CUTS, tmp_path))
    assert len(outcomes) == CUTS
    spread = len({said for said, _ in outcomes})
    assert spread > min(CUTS // 4, sittings.SITTINGS * sittings.CHANGES // 2)
    assert [(said, number) for said, number in outcomes if number not in {said, said + 1}] == []


def test_a_store_that_leaves_the_fsyncs_out_is_found_out(tmp_path: Path) -> None:
    outcomes = list(cut(Record(tmp_path, "loose"), 10, tmp_path))
    assert [said for said, number in outcomes if number < said]
