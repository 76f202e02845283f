"""Files that are nearly good, one after the other until the clock says stop; see ``mutants``.

Each ends in what was read or in a refusal in words, within the bounds of ``readers``.
"""

import os
import random
import sys
from pathlib import Path
from time import monotonic, time_ns

import pytest

from tests.mutants import mutant
from tests.readers import KINDS, Reader

SECONDS = float(os.environ.get("EBEL_WIZARD_FUZZ", "0"))
FEW = 150  # files at least; where no seconds are given, the same ones each time
# What was once no answer within five seconds and 300 MB, or no answer at all.
FOUND = {
    "answers": (b"[[officers]]\n" * 3_000, b"[[officers]]\n" * 150_000),
    "guide": (
        b"title = " + b"[" * 5_000,
        b"title = [\n" + b'"a",\n' * 9_000 + b"]\nstep = []\nother = 1\n",
        b"#\n" * 10_000_000,
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_once_is_refused_in_words(name: str, tmp_path: Path) -> None:
    reader = Reader(name)
    for data in FOUND[name]:
        file = tmp_path / "dosya"
        file.write_bytes(data)
        _, reason = reader.read(file)
        assert reason.endswith(".")
    reader.close()


@pytest.mark.parametrize("name", KINDS)
def test_a_file_that_is_nearly_good_is_read_or_refused_in_words(name: str, tmp_path: Path) -> None:
    samples = KINDS[name].valid(tmp_path)
    seed = time_ns() if SECONDS else 20261123
    chance = random.Random(seed)
    reader = Reader(name)
    count = taken = refused = 0
    end = monotonic() + SECONDS
    file = tmp_path / "dosya"
    while count < FEW or monotonic() < end:
        count += 1
        file.write_bytes(mutant(chance, samples))
        found, reason = reader.read(file)  # what ended it still lies there
        assert found or not reason or reason.endswith("."), f"seed {seed}, file {count}"
        taken += bool(found)
        refused += not found
    reader.close()
    sys.stdout.write(f"{name}: {count} files, {taken} taken, {refused} refused\n")
    assert taken
    assert refused
