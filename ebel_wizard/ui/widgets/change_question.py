"""The confirmation before many answers change at once: what would change, list by list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMessageBox, QWidget


def ask(
    parent: QWidget,
    title: str,
    text: str,
    changes: Sequence[str],
    details: str,
    verb: str,
    accept: Callable[[], None],
    checkbox: QCheckBox | None = None,
) -> None:
    """List the changes, then the details and the checkbox; call ``accept`` on a yes."""
    message_box = QMessageBox(parent)
    message_box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    message_box.setIcon(QMessageBox.Icon.Question)
    message_box.setWindowTitle(title)
    message_box.setText(text)
    listed = "\n".join(f"• {line}" for line in changes)
    message_box.setInformativeText(f"{listed}\n\n{details}" if listed else details)
    if checkbox is not None:
        message_box.setCheckBox(checkbox)
    yes = message_box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    no = message_box.addButton("Vazgeç", QMessageBox.ButtonRole.RejectRole)
    message_box.setDefaultButton(no)

    def clicked(answer: object) -> None:
        if answer is yes:
            accept()

    message_box.buttonClicked.connect(clicked)
    message_box.open()
