"""Step 7: named sets of pages, to be given to many people at once."""

from collections.abc import Sequence
from functools import partial

from ebel_wizard.case import register
from ebel_wizard.case.book import PAGE_SET
from ebel_wizard.case.rules import Problem
from ebel_wizard.guide.model import Step
from ebel_wizard.ui import theme
from ebel_wizard.ui.fields import button
from ebel_wizard.ui.list_panel import ListPanel, row_columns
from ebel_wizard.ui.pages.base import Page, scrolled_column
from ebel_wizard.ui.session import Session

_WIDTHS = {"name": 28, "pages": 64}


class PageSetsPage(Page):
    """The name of each set and the pages it stands for."""

    name = "page_sets"
    title = "Sayfa takımları"

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._panel = ListPanel(
            session,
            step.id,
            self.title,
            [PAGE_SET],
            row_columns(session, PAGE_SET, _WIDTHS),
            lambda: list(session.book.rows(PAGE_SET)),
            "Henüz takım yok; “Takım ekle” ile başlayın.",
            [button("Takım &ekle", self._add), button("Takımı &sil", self._remove)],
        )
        column = scrolled_column(self, width=None, fill=True)
        column.setSpacing(theme.GRID)
        column.addWidget(
            theme.label(
                "Aynı işi yapanlar çoğu zaman aynı sayfaları kullanır. O sayfaları burada bir "
                "takımda toplayın, “Sayfa yetkileri” sayfasında çok kişiye birden verin. Sonradan "
                "değiştirdiğiniz takım, daha önce verdiğiniz kişilerin sayfalarını değiştirmez."
            )
        )
        column.addWidget(self._panel, 1)

    def refresh(self) -> None:
        """Show the sets as they are."""
        self._panel.refresh()

    def problems(self) -> list[Problem]:
        """What is wrong in what is filled in."""
        return self._panel.problems()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the cells."""
        self._panel.show_problems(problems)

    def focus_field(self, path: str) -> None:
        """Go to the cell of ``<set>.<part>``."""
        self._panel.focus_field(path)

    def _add(self) -> None:
        book = self.session.book
        before = set(book.rows(PAGE_SET))
        make = partial(register.add, book, PAGE_SET, [{}], "Takım eklendi")
        self.session.commit(make, self.step.id)
        for key in book.rows(PAGE_SET).keys() - before:
            self._panel.go_to(key, "name", edit=True)

    def _remove(self) -> None:
        chosen = self._panel.selected_ids()
        if not chosen:
            self._panel.tell("Önce listeden bir takım seçin.", "error")
            return
        make = partial(register.remove, self.session.book, PAGE_SET, chosen, "Takım silindi")
        self.session.commit(make, self.step.id)
