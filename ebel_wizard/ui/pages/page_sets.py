"""Step 7: named sets of pages, to be given to many people at once."""

from functools import partial

from ebel_wizard.case.tables import PAGE_SET
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.lists.columns import row_columns
from ebel_wizard.ui.lists.panel import ListPanel
from ebel_wizard.ui.pages.base import ListPage, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import tokens
from ebel_wizard.ui.widgets.controls import button

_WIDTHS = {"name": 28, "pages": 64}


class PageSetsPage(ListPage):
    """The name of each set and the pages it stands for."""

    name = "page_sets"
    title = "Sayfa takımları"
    purpose = (
        "Birlikte verilecek sayfalar. Sonradan değiştirdiğiniz takım, daha önce verdiğiniz "
        "kişilerin sayfalarını değiştirmez."
    )
    tables = (PAGE_SET,)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self.panel = ListPanel(
            session,
            step.id,
            self.title,
            self.tables,
            row_columns(session, PAGE_SET, _WIDTHS),
            lambda: list(session.answers.rows(PAGE_SET)),
            "Henüz takım yok. Aynı işi yapanlar çoğu zaman aynı sayfaları kullanır: o sayfaları "
            "bir takımda toplayın, sonra çok kişiye birden verin.",
            [button("Takım &ekle", self._add)],
            row_actions=[("Takımı &sil", self._remove)],
            on_empty=("İlk takımı ekle", self._add),
        )
        column = scrolled_column(self, width=None, fill=True)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.panel, 1)

    def _add(self) -> None:
        make = partial(self.session.answers.add, PAGE_SET, [{}], "Takım eklendi")
        self.panel.add(make, "name")

    def _remove(self) -> None:
        self.panel.remove_selected("Takım silindi", "Önce listeden bir takım seçin.")
