"""The question before something large happens: what it would change, and whether to go on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMessageBox, QWidget

from ebel_wizard.ui.widgets import theme


def ask(
    parent: QWidget,
    title: str,
    text: str,
    changes: Sequence[str],
    details: str,
    verb: str,
    accept: Callable[[], None],
    checkbox: QCheckBox | None = None,
    *,
    is_final: bool = False,
    decline: Callable[[], None] | None = None,
) -> None:
    """List the changes, then the details and the checkbox; call ``accept`` on a yes, ``decline``
    on a no.

    ``is_final``: nothing brings back what goes.
    """
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning if is_final else QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setText(text)
    listed = "\n".join(f"• {line}" for line in changes)
    box.setInformativeText("\n\n".join(filter(None, (listed, details))))
    if checkbox is not None:
        box.setCheckBox(checkbox)
    yes = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton("Vazgeç", QMessageBox.ButtonRole.RejectRole)
    if is_final:
        theme.set_property(yes, "kind", "danger")
    box.setDefaultButton(no)

    def clicked(answer: object) -> None:
        if answer is yes:
            accept()
        elif decline is not None:
            decline()

    box.buttonClicked.connect(clicked)
    box.open()
