"""A document is described once: a new one is listed, printed and saved, shown in the window."""

from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QLineEdit, QMessageBox

from ebel_wizard import files
from ebel_wizard.demo import driver
from ebel_wizard.documents.kind import A4
from ebel_wizard.ui.widgets import printing
from tests.documents import new_document
from tests.documents.new_document import NEW
from tests.ui.wizard import Wizard

Patch = pytest.MonkeyPatch


def print_on_a4_alone(patch: Patch) -> None:
    layout, a4 = printing.page_layout, QSizeF(*A4.points)
    patch.setattr(printing, "page_layout", lambda _: layout(a4))


def save_by_an_own_list(patch: Patch) -> None:
    write_set = files.write_set
    patch.setattr(
        files,
        "write_set",
        lambda folder, data, known: write_set(
            folder, {name: data[name] for name in data if name != NEW.name}, known
        ),
    )


def faults(wizard: Wizard, folder: Path) -> set[str]:
    """Where the window does not know the new document."""
    found = set()
    old = folder / NEW.name
    old.write_text("eski")
    if NEW.title not in wizard.documents():
        found |= {"listed", "printed"}
    elif not is_printed_to_size(wizard, folder / "yazıcı.pdf"):
        found.add("printed")
    wizard.save_into(folder)
    if not wizard.opens(QMessageBox):
        found.add("asked about")
    else:
        driver.click(wizard.dialog(QMessageBox), "Değiştir")
    driver.wait_until(lambda: wizard.says("belge kaydedildi"), "the files")
    if not old.exists() or not old.read_bytes().startswith(b"%PDF"):
        found.add("saved")
    return found


def is_printed_to_size(wizard: Wizard, file: Path) -> bool:
    for title in wizard.documents():
        if title != NEW.title:
            wizard.tick_document(title)
    wizard.choose_document(NEW.title)
    wizard.press("Yazdır…")
    driver.wait_until(lambda: wizard.opens(QPrintDialog), "the dialog")
    dialog = wizard.dialog(QPrintDialog)
    driver.replace_text(next(driver.visible_widgets(dialog, QLineEdit)), str(file))
    driver.click(dialog, "Yazdır")
    driver.wait_until(lambda: wizard.says("dosyaya yazdırıldı"), "the printer")
    with pdfplumber.open(file) as pdf:
        width = pdf.pages[0].width / 72 * 25.4
    is_told = wizard.says("kâğıt boyu ve yönü kendiliğinden seçilir")
    return is_told and abs(width - NEW.size.width) < 1


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        (None, set()),
        (new_document.forget_when_made, {"listed", "printed", "asked about", "saved"}),
        (print_on_a4_alone, {"printed"}),
        (save_by_an_own_list, {"saved"}),
    ],
)
def test_a_new_document_is_everywhere_and_a_place_that_forgets_it_is_noticed(
    monkeypatch: Patch,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    cut: Callable[[Patch], None] | None,
    expected: set[str],
) -> None:
    new_document.add(monkeypatch)
    if cut is not None:
        cut(monkeypatch)
    folder = tmp_path / "yazılar"
    folder.mkdir()
    assert faults(request.getfixturevalue("filled"), folder) == expected
