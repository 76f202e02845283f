"""The demo: the real window filled in by its own widgets."""

import os
import subprocess
import sys
from pathlib import Path

from ebel_wizard.demo import walk
from ebel_wizard.documents import kinds
from ebel_wizard.documents.kind import SENT
from ebel_wizard.guide.loader import load_guide
from tests.limits import HANG
from tests.test_docs import pictures

ROOT = Path(__file__).resolve().parents[1]


def test_the_demo_leaves_every_document_and_every_page(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "eski.pdf").write_bytes(b"of an earlier demo")
    temporary = tmp_path / "geçici dosyalar"
    temporary.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "ebel_wizard", "demo", "--out", str(out)],
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        timeout=HANG,
    )
    assert done.returncode == 0, done.stderr
    left = {path.name for path in out.rglob("*") if path.is_file()} - {"eski.pdf"}
    assert {
        *kinds.names(*SENT),
        "on-kontrol.eml",
        "gecis-takvimi.ics",
        "kapanis-raporu.pdf",
    } <= left
    pages = [walk.picture_of(place) for place in walk.places(load_guide())]
    for scheme in ("light", "dark"):
        assert {f"{page}-{scheme}-100.png" for page in pages} <= left
        assert {f"empty-{page}-{scheme}-100.png" for page in pages} <= left
    assert pictures() <= left, "the docs show a picture that is not made"
    assert all(path.stat().st_size for path in out.rglob("*") if path.is_file())
    for name in left:
        assert name in done.stdout
    assert "eski.pdf" not in done.stdout
    assert f"{len(left)} dosya bırakıldı" in done.stdout
    assert {*tmp_path.iterdir()} == {out, temporary}, "something else was left behind"
    assert [*temporary.iterdir()] == []
