"""The wheel that `pip install .` builds works away from the checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.limits import HANG

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = Path("resources", "examples", "ornek-cevaplar.toml")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


def run(*command: str, cwd: Path) -> None:
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, timeout=HANG
    )
    assert done.returncode == 0, done.stderr


def test_the_wheel_carries_every_resource_and_migration(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())

    shipped = [p for p in (ROOT / "resources").rglob("*") if p.is_file()]
    migrations = list((ROOT / "ebel_wizard" / "store" / "migrations").rglob("*.py"))
    assert shipped
    assert "ebel_wizard/resources/help/kilavuz.md" in inside
    assert migrations
    assert {f"ebel_wizard/{p.relative_to(ROOT).as_posix()}" for p in shipped} <= inside
    assert {p.relative_to(ROOT).as_posix() for p in migrations} <= inside


def test_the_wheel_puts_ebel_wizard_on_the_path(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (entry_points,) = [n for n in archive.namelist() if n.endswith("entry_points.txt")]
        assert b"ebel-wizard = ebel_wizard.__main__:main" in archive.read(entry_points)


def test_the_installed_wheel_renders_documents_from_another_folder(
    wheel: Path, tmp_path: Path
) -> None:
    installed = tmp_path / "installed"
    run(
        *(sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet"),
        *("--disable-pip-version-check", "--target", str(installed), str(wheel)),
        cwd=tmp_path,
    )
    # The target must come before this checkout, wherever the environment points.
    program = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); "
        "from ebel_wizard import __file__ as here, __main__; "
        f"assert here.startswith({str(installed)!r}); sys.exit(__main__.main())"
    )

    example = installed / "ebel_wizard" / EXAMPLE
    run(sys.executable, "-c", program, "render", str(example), "--out", "out", cwd=tmp_path)

    assert (tmp_path / "out" / "talep-yazisi.pdf").read_bytes().startswith(b"%PDF-")
