"""A message in a window of its own: over the frame, or where there is none."""

from functools import partial

from PySide6.QtWidgets import QMessageBox, QWidget


def show_message(text: str, over: QWidget | None = None) -> QMessageBox:
    """Show a text with a button to close it; returns at once."""
    box = new_message_box(text, over)
    box.open()
    return box


def new_message_box(text: str, over: QWidget | None = None) -> QMessageBox:
    """Return a box that is destroyed when it is closed; it stands ``over`` a window that is in
    sight.
    """
    if over is not None and not over.isVisible():
        over = None
    icon = QMessageBox.Icon.Warning
    box = QMessageBox(
        icon,
        "e-Belediye’ye geçiş",
        text,
        parent=over if over is not None and over.isVisible() else None,
    )
    box.finished.connect(partial(_delete_later, box))
    return box


def _delete_later(box: QMessageBox, _: int) -> None:
    # The connection to this function keeps the box alive until it is closed.
    box.deleteLater()
