"""A document on the screen, page by page."""

from io import BytesIO

import pikepdf
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ebel_wizard.demo import driver
from ebel_wizard.ui.widgets.preview import Preview


def two_pages() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.add_blank_page()
    made = BytesIO()
    pdf.save(made)
    return made.getvalue()


def test_a_preview_goes_although_another_page_than_the_first_is_in_sight(qtbot: QtBot) -> None:
    """As when the look changes, and the pages out of sight are made anew."""
    preview = Preview()
    preview.show_pdf(two_pages())
    preview.show()
    driver.click(preview, "Sonraki sayfa")
    assert "2 / 2" in {each.text() for each in preview.findChildren(QLabel)}
    with qtbot.captureExceptions() as errors:
        preview.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert errors == []
