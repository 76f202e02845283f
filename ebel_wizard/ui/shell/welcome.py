"""What the task list says before anything is written: what this is, what it takes."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ebel_wizard.guide.model import Guide
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.icon_label import IconLabel
from ebel_wizard.ui.widgets.layout import clear_layout, horizontal_row

_WHAT: Final = (
    "Bu program belediyenizin e-Belediye’ye geçişinde size yol gösterir: her adımda ne "
    "yapılacağını söyler, talep yazısını ve ekindeki listeyi hazırlar. Yazdıklarınız yalnız bu "
    "bilgisayarda durur."
)
_AT_HAND: Final = (
    ("building-2", "Belediyenin DETSİS numarası: yazılarınızın Sayı satırındadır"),
    ("mail", "Belediyenin KEP adresi ve KEP hesabı yetkilisinin T.C. kimlik numarası"),
    ("users", "Proje sorumlularının T.C. kimlik numaraları ve cep telefonları"),
    ("file-text", "Personel listesi: elinizdeki Excel dosyası yeter"),
)
_LETTER: Final = "Talep yazısı bir saat kadar sürer; istediğiniz yerde bırakıp sonra sürdürürsünüz."


class Welcome(QWidget):
    """Tells a new officer what to have at hand and what to begin early; then Başla."""

    def __init__(self, begin: Callable[[], None], take_over: Callable[[], None]) -> None:
        super().__init__()
        self._guide: Guide | None = None
        self._time = QVBoxLayout()
        self._early_title = theme.label("Şimdiden başlayın", role="group")
        self._early = QVBoxLayout()
        card = QFrame()
        card.setProperty("card", "plain")
        theme.limit_width(card, tokens.READING_COLUMN)
        # Beside a stretch: a column asks a widget how high it is for the whole width, whatever the
        # widget's own limit, and the lists would be cut.
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(card, 1)
        across.addStretch(0)
        column = QVBoxLayout(card)
        column.setContentsMargins(*(tokens.SPACE_16,) * 4)
        column.setSpacing(tokens.SPACE_12)
        column.addWidget(theme.label(_WHAT))
        column.addWidget(theme.label("Elinizin altında olsun", role="group"))
        column.addWidget(_list(_AT_HAND))
        column.addWidget(theme.label("Ne kadar sürer", role="group"))
        column.addLayout(self._time)
        column.addWidget(self._early_title)
        column.addLayout(self._early)
        column.addWidget(
            horizontal_row(
                button("&Başla", begin, primary=True),
                button("Başka bilgisayardan de&vral…", take_over),
            )
        )

    def show_guide(self, guide: Guide) -> None:
        """Say how long the guide's steps take, and what it wants to be begun early."""
        if guide == self._guide:
            return
        self._guide = guide
        days = max((step.working_days_before or 0 for step in guide.steps), default=0)
        whole = [f"Bütün geçiş, yazışmalarla birlikte en az {days} iş günü ister."] * bool(days)
        early = [text for step in guide.steps for text in step.early]
        self._early_title.setVisible(bool(early))
        for layout, icon, texts in (
            (self._time, "clock", [_LETTER, *whole]),
            (self._early, "hourglass", early),
        ):
            clear_layout(layout)
            layout.addWidget(_list((icon, text) for text in texts))


def _list(lines: Iterable[tuple[str, str]]) -> QWidget:
    """Return sentences under each other, each with its icon."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(tokens.SPACE_12)
    grid.setVerticalSpacing(tokens.SPACE_4)
    grid.setColumnStretch(1, 1)
    for at, (icon, text) in enumerate(lines):
        grid.setRowMinimumHeight(at, tokens.ICON)
        grid.addWidget(IconLabel(icon), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(theme.label(text), at, 1)
    return made
