"""The logo: chosen once, kept inside the workspace, on every letter; a bad file never comes in."""

import io
import struct
import zlib
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFileDialog

from ebel_wizard import settings
from ebel_wizard.demo import driver
from ebel_wizard.ui.widgets import file_dialogs
from ebel_wizard.ui.widgets.preview import Preview
from tests.ui.conftest import Open
from tests.ui.wizard import Wizard

RED = (200, 10, 10)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<rect width="40" height="40" fill="{}"/></svg>'
)


def picture(path: Path, colour: tuple[int, int, int] = RED, kind: str = "PNG") -> Path:
    Image.new("RGB", (200, 200), colour).save(path, kind)
    return path


def choose(wizard: Wizard, path: Path, name: str = "Logo seç…") -> None:
    """Choose a file of any kind in the dialog by typing its path."""
    wizard.press(name)
    dialog = wizard.dialog(QFileDialog)
    dialog.selectNameFilter(file_dialogs.ANY)
    driver.process_events()
    driver.choose_path(dialog, path, "Bu logoyu kullan")
    driver.process_events()


def has_colour(wizard: Wizard, colour: tuple[int, int, int]) -> bool:
    """Whether the first page in the preview shows this colour where the logo is."""
    pdf = next(driver.visible_widgets(wizard.window, Preview)).findChild(QPdfDocument)
    assert pdf is not None
    if not pdf.pageCount():
        return False
    size = pdf.pagePointSize(0).toSize()
    image = pdf.render(0, size)
    # In points: the logo begins half a centimetre from the top, what is written at one and a half.
    at = image.pixelColor(size.width() // 2, 25)
    # Bare paper has no colour of its own.
    found = (at.red(), at.green(), at.blue()) if at.alpha() else (255, 255, 255)
    return all(abs(a - b) < 12 for a, b in zip(found, colour, strict=True))


def wait_logo(wizard: Wizard, colour: tuple[int, int, int]) -> None:
    driver.wait_until(lambda: has_colour(wizard, colour), "the logo on the letter")


def kept_files() -> list[Path]:
    folder = settings.data_dir() / "files"
    return sorted(folder.iterdir()) if folder.exists() else []


@pytest.fixture
def at_logo(wizard: Wizard) -> Wizard:
    wizard.step_one("Metin ve logo")
    wizard.wait_preview()
    return wizard


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "SVG"])
def test_a_chosen_logo_is_on_the_letter(at_logo: Wizard, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"Örnekköy arması.{kind.lower()}"
    if kind == "SVG":
        file.write_text(SVG.format("#c80a0a"), encoding="utf-8")
    else:
        picture(file, kind=kind)
    choose(at_logo, file)
    wait_logo(at_logo, RED)
    assert at_logo.says(file.name)
    at_logo.step_one("Kontrol")
    assert at_logo.says(file.name)


def test_it_is_taken_off_and_brought_back_by_undo(at_logo: Wizard, tmp_path: Path) -> None:
    choose(at_logo, picture(tmp_path / "arma.png"))
    wait_logo(at_logo, RED)
    at_logo.press("Logoyu çıkar")
    wait_logo(at_logo, (255, 255, 255))
    assert at_logo.says("Logo yok.")
    at_logo.press("Geri al")
    wait_logo(at_logo, RED)
    blue = (10, 10, 200)
    choose(at_logo, picture(tmp_path / "yeni.png", blue), "Başka logo seç…")
    wait_logo(at_logo, blue)
    at_logo.press("Geri al")
    wait_logo(at_logo, RED)
    assert at_logo.says("arma.png")


def test_it_outlives_the_file_it_came_from(open_wizard: Open, tmp_path: Path) -> None:
    original = picture(tmp_path / "arma.png")
    today = open_wizard()
    today.step_one("Metin ve logo")
    choose(today, original)
    driver.wait_until(lambda: today.says("arma.png"), "the logo to be kept")
    today.close()
    original.unlink()
    tomorrow = open_wizard()
    wait_logo(tomorrow, RED)


def test_it_is_on_every_letter_that_is_saved_and_on_the_copy_that_stays(
    answered: Wizard, tmp_path: Path
) -> None:
    wizard = answered
    wizard.step_one("Metin ve logo")
    choose(wizard, picture(tmp_path / "arma.png"))
    wait_logo(wizard, RED)
    wizard.step_one("Belgeler")
    wizard.wait_preview()
    wait_logo(wizard, RED)
    wizard.choose_document("Talep yazısı, paraflı nüsha")
    wait_logo(wizard, RED)
    wizard.save_into(tmp_path)
    driver.wait_until(lambda: wizard.says("10 belge kaydedildi"), "the files")
    for name, expected in {"talep-yazisi.pdf": 1, "kep-yazisi.pdf": 1, "kep-formu.pdf": 0}.items():
        with pdfplumber.open(tmp_path / name) as pdf:
            assert len(pdf.pages[0].images) == expected


def bomb() -> bytes:
    """A small file that would unpack to 40,000 × 40,000."""

    def chunk(name: bytes, body: bytes) -> bytes:
        crc = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc)

    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def cut() -> bytes:
    whole = io.BytesIO()
    Image.effect_noise((200, 200), 50).save(whole, "PNG")
    return whole.getvalue()[:2_000]


BAD = {
    "a bomb": (bomb(), "en çok 16 milyon nokta"),
    "cut short": (cut(), "ya da bozuk"),
    "too large a file": (bytes(5_000_001), "5 MB’tan büyük"),
    "no picture": (b"MZ bu bir program", "resmi değil"),
    "with a script": (SVG.format('red"/><script>1</script><g a="').encode(), "komut (script) var"),
}


def test_bad_files_are_refused_in_words_and_never_come_in(at_logo: Wizard, tmp_path: Path) -> None:
    choose(at_logo, picture(tmp_path / "arma.png"))
    wait_logo(at_logo, RED)
    before = kept_files()
    for name, (data, words) in BAD.items():
        (tmp_path / name).write_bytes(data)
        choose(at_logo, tmp_path / name, "Başka logo seç…")
        driver.wait_until(lambda: at_logo.says(words), name)  # noqa: B023 - called at once
        assert kept_files() == before
        assert at_logo.says("arma.png")
    choose(at_logo, picture(tmp_path / "yeni.png", (10, 10, 200)), "Başka logo seç…")
    wait_logo(at_logo, (10, 10, 200))
    assert not at_logo.says(BAD["with a script"][1])


def test_a_logo_lost_from_the_workspace_stops_the_documents_until_it_is_chosen_again(
    answered: Wizard, open_wizard: Open, tmp_path: Path
) -> None:
    answered.step_one("Metin ve logo")
    choose(answered, picture(tmp_path / "arma.png"))
    driver.wait_until(lambda: answered.says("arma.png"), "the logo to be kept")
    answered.close()
    for file in kept_files():
        file.unlink()
    wizard = open_wizard()
    wizard.step_one("Belgeler")
    wizard.wait_preview()
    driver.wait_until(lambda: wizard.says("“Logo” dosyası"), "the reason")
    assert not wizard.button("PDF kaydet…").isEnabled()
    wizard.step_one("Metin ve logo")
    [lost] = wizard.wait_problems(1)
    wizard.follow(lost)
    choose(wizard, tmp_path / "arma.png", "Başka logo seç…")
    wait_logo(wizard, RED)
    wizard.wait_problems(0)
    wizard.step_one("Belgeler")
    driver.wait_until(lambda: wizard.button("PDF kaydet…").isEnabled(), "the documents")


def test_a_workspace_that_cannot_take_the_logo_says_so(at_logo: Wizard, tmp_path: Path) -> None:
    (settings.data_dir() / "files").write_text("yer yok")
    choose(at_logo, picture(tmp_path / "arma.png"))
    driver.wait_until(lambda: at_logo.says("yazılamıyor"), "the reason")
    assert at_logo.says("Logo yok.")
