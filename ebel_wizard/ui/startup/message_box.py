"""A message in a window of its own, before there is a main window or beside it."""

from functools import partial

from PySide6.QtWidgets import QMessageBox


def show_message(text: str) -> QMessageBox:
    """Show a text with a button to close it; returns at once."""
    box = new_message_box(text)
    box.open()
    return box


def new_message_box(text: str) -> QMessageBox:
    """Return a box that is destroyed when it is closed."""
    box = QMessageBox(QMessageBox.Icon.Warning, "e-Belediye’ye geçiş", text)
    box.finished.connect(partial(_delete_later, box))
    return box


def _delete_later(box: QMessageBox, _: int) -> None:
    # The connection to this function keeps the box alive until it is closed.
    box.deleteLater()
