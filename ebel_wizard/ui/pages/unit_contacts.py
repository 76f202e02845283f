"""Step 8: how the municipality is reached, and how the foot of its documents will look."""

from functools import cache
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from ebel_wizard import resources
from ebel_wizard.case import fields
from ebel_wizard.case.model import Case
from ebel_wizard.documents import letter
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.lists.copy_helper import MenuPathView
from ebel_wizard.ui.pages.base import FormPage
from ebel_wizard.ui.pages.general import Checks
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.layout import separator

_HIGH: Final = tokens.FOOT_STAYS


class UnitContactsPage(FormPage):
    """The contact data of step 1, each with a button that copies it; asked there or here."""

    name = "unit_contacts"
    title = "İletişim"
    paths = ("municipality.contact",)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self.add(MenuPathView(step))
        self.ask("e-Belediye’ye yazılacak bilgiler", fields.CONTACT, copies=True)
        self._checks = Checks(session, step)
        if step.checks:
            self.add_group(self._checks)
        self._foot = DocumentFoot()
        self.add(self._foot)

    def refresh(self) -> None:
        """Show the answers, the ticks and the foot as they are now."""
        super().refresh()
        self._checks.refresh()
        self._foot.show_case(self.session.case())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The foot stays in sight under the fields, and goes with them where there is no room."""
        super().resizeEvent(event)
        outer = self.layout()
        stays = self.height() >= _HIGH
        wanted = outer if stays else self.column
        if wanted is not None and wanted.indexOf(self._foot) < 0:
            self._foot.set_inset(is_inset=stays)
            wanted.addWidget(self._foot)


class DocumentFoot(QFrame):
    """The contact block (C1) as it stands at the foot of a document: the same words and order."""

    def __init__(self) -> None:
        super().__init__()
        caption = theme.label("Belgelerin altında böyle görünür", role="hint")
        paper = QFrame()
        paper.setProperty("card", "paper")
        self._left, self._right = _printed(), _printed()
        across = QHBoxLayout()
        across.setSpacing(tokens.SPACE_24)
        across.addWidget(self._left, 3)
        across.addWidget(self._right, 2)
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(*(tokens.SPACE_24, tokens.SPACE_12) * 2)
        inside.addWidget(separator(horizontal=True))
        inside.addLayout(across)
        column = QVBoxLayout(self)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(caption)
        column.addWidget(paper)
        self.set_inset(is_inset=True)

    def set_inset(self, *, is_inset: bool) -> None:
        """Keep to the margins of a page, or to those of the column it is in."""
        sides = tokens.SPACE_32 if is_inset else 0
        self.setContentsMargins(sides, tokens.SPACE_8, sides, tokens.SPACE_16)
        column = self.layout()
        if column is not None:
            column.setContentsMargins(0, 0, 0, 0)

    def show_case(self, case: Case) -> None:
        """Show the block of a case, once there is something in it."""
        lines = letter.contact(case)
        self._left.setText("\n".join(lines))
        self._right.setText("\n".join(letter.contact_person(case)))
        self.setVisible(bool(lines))


def _printed() -> QLabel:
    """A text as it is printed: the documents' own letters, a size smaller (P4)."""
    made = theme.label()
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    made.setMargin(2)  # marks over capitals stand above the type's own height
    font = QFont(made.font())
    font.setFamilies(_families())
    made.setFont(font)
    return made


@cache
def _families() -> list[str]:
    """The family of the documents' type, made known to the window once."""
    file = resources.path("fonts", "Tinos-Regular.ttf")
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
