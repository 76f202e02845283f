"""The question before somebody of a list takes the place of a person with the same TCKN."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from ebel_wizard.case.model import Person
from ebel_wizard.case.register import Conflict
from ebel_wizard.turkish import letters


def owned_by(name: str) -> str:
    """Return whose the TCKN is on the register."""
    return f"Bu TCKN {letters.dative_of_name(name)} ait."


def question(name: str, new: Person) -> str:
    """Return whether a person of a list is to take the place of the register's."""
    return f"{owned_by(name)} Onun yerine {new.name} {new.surname} yazılsın mı?"


def ask_each(
    parent: QWidget,
    people: Sequence[Person],
    conflicts: Sequence[Conflict],
    decided: Callable[[frozenset[int]], None],
    replaced: frozenset[int] = frozenset(),
) -> None:
    """Ask about one conflict after the other; call ``decided`` with the places to be replaced.

    Whoever is not decided about stays.
    """
    if not conflicts:
        decided(replaced)
        return
    conflict, *rest = conflicts
    person = people[conflict.place]
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Aynı TCKN, başka ad")
    box.setText(question(conflict.name, person))
    box.setInformativeText("Kalsın derseniz listenin bu satırı alınmaz.")
    change = box.addButton("Değiştir", QMessageBox.ButtonRole.AcceptRole)
    keep = box.addButton("Kalsın", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)

    def clicked(answer: object) -> None:
        more = replaced | {conflict.place} if answer is change else replaced
        ask_each(parent, people, rest, decided, more)

    box.buttonClicked.connect(clicked)
    box.open()
