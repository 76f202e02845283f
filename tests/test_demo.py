"""The demo: the real window filled in by its own widgets."""

import os
import subprocess
import sys
from pathlib import Path

from ebel_wizard.documents import kinds
from ebel_wizard.documents.kinds import Group
from ebel_wizard.guide.loader import load_guide
from ebel_wizard.ui.pages import pages_of
from tests.limits import HANG

ROOT = Path(__file__).resolve().parents[1]


def test_the_demo_leaves_every_document_and_every_page(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "eski.pdf").write_bytes(b"of an earlier demo")
    done = subprocess.run(
        [sys.executable, "-m", "ebel_wizard", "demo", "--out", str(out)],
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=HANG,
    )
    assert done.returncode == 0, done.stderr
    left = {path.name for path in out.rglob("*") if path.is_file()} - {"eski.pdf"}
    pages = sum(len(pages_of(step)) for step in load_guide().steps) + 5
    assert {
        *kinds.names(Group.MAIN),
        "on-kontrol.eml",
        "gecis-takvimi.ics",
        "kapanis-raporu.pdf",
    } <= left
    assert sum(name.endswith("-light.png") for name in left) == pages
    assert sum(name.endswith("-dark.png") for name in left) == pages
    assert all(path.stat().st_size for path in out.rglob("*") if path.is_file())
    for name in left:
        assert name in done.stdout
    assert "eski.pdf" not in done.stdout
    assert f"{len(left)} dosya bırakıldı" in done.stdout
    assert {path.name for path in tmp_path.iterdir()} == {"out"}, "something else was left behind"
