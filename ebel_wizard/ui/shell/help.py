"""Yardım: the officer's handbook, the keys, the words, and what the program is."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ebel_wizard.ui.shell import help_sections
from ebel_wizard.ui.shell.about import AboutButtons, about, licence_texts
from ebel_wizard.ui.shell.help_sections import ABOUT, GLOSSARY, LICENCES, Section
from ebel_wizard.ui.shell.places import HELP
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.article import Article
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.index_list import IndexList
from ebel_wizard.ui.widgets.layout import page_head

_LIST: Final = "Yardım konuları"


class HelpPage(QWidget):
    """A list of sections, and the one that is read beside it."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._sections: dict[str, Callable[[], Section]] = {
            each.name: _maker(each) for each in help_sections.handbook()
        }
        self._sections |= {
            help_sections.KEYS: help_sections.key_list,
            GLOSSARY: help_sections.word_list,
            ABOUT: lambda: about(session),
            LICENCES: licence_texts,
        }
        self._list = IndexList(_LIST)
        for name, section in self._sections.items():
            self._list.add(name, section().title)
        self._article = Article()
        self._buttons = AboutButtons(session)
        self._list.chosen.connect(self._show)
        self._article.link_followed.connect(self._follow)
        reading = QWidget()
        theme.limit_width(reading, tokens.ARTICLE)
        beside = QVBoxLayout(reading)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(tokens.SPACE_12)
        beside.addWidget(self._article, 1)
        beside.addWidget(self._buttons)
        across = QHBoxLayout()
        across.setSpacing(tokens.SPACE_24)
        across.addWidget(self._list)
        across.addWidget(reading, 1)
        across.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(tokens.SPACE_32, tokens.SPACE_16) * 2)
        column.setSpacing(tokens.SPACE_16)
        column.addWidget(page_head(HELP.title, button("&Geri dön", self.closed.emit)))
        column.addLayout(across, 1)

    def open(self, section: str = "", heading: str = "") -> None:
        """Show a section and a heading in it."""
        self._list.show_part(section)
        if heading:
            self._article.show_heading(heading)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, name: str) -> None:
        section = self._sections[name]()
        self._article.show_text(section.title, section.text)
        self._buttons.setVisible(name == ABOUT)

    def _follow(self, link: str) -> None:
        found = help_sections.find(link)
        if found is not None:
            self.open(found[0].name, found[1])


def _maker(section: Section) -> Callable[[], Section]:
    return lambda: section
