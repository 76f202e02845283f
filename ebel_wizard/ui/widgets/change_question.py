"""The question before many answers change at once: what would change, list by list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMessageBox, QWidget


def ask(
    parent: QWidget,
    title: str,
    text: str,
    lines: Sequence[str],
    more: str,
    verb: str,
    accept: Callable[[], None],
    box: QCheckBox | None = None,
) -> None:
    """Ask, and go on with a yes; ``more`` stands under the lines, and ``box`` under that."""
    made = QMessageBox(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.setIcon(QMessageBox.Icon.Question)
    made.setWindowTitle(title)
    made.setText(text)
    listed = "\n".join(f"• {line}" for line in lines)
    made.setInformativeText(f"{listed}\n\n{more}" if listed else more)
    if box is not None:
        made.setCheckBox(box)
    yes = made.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    no = made.addButton("Vazgeç", QMessageBox.ButtonRole.RejectRole)
    made.setDefaultButton(no)

    def chosen(answer: object) -> None:
        if answer is yes:
            accept()

    made.buttonClicked.connect(chosen)
    made.open()
