"""Ayarlar: a card for each kind of setting, under a short index."""

from collections.abc import Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ebel_wizard.case import choices, fields
from ebel_wizard.case.field import Capitals, Field, Kind
from ebel_wizard.ui.pages.base import scrolled_column
from ebel_wizard.ui.settings.backup_list import BackupList
from ebel_wizard.ui.settings.cards import BACKUPS, ENCRYPTION, HANDOVER
from ebel_wizard.ui.settings.encryption_card import TITLE as ENCRYPTION_TITLE
from ebel_wizard.ui.settings.encryption_card import EncryptionCard
from ebel_wizard.ui.settings.guide_card import GuideCard
from ebel_wizard.ui.settings.handover import TITLE as HANDOVER_TITLE
from ebel_wizard.ui.settings.handover import HandoverCard
from ebel_wizard.ui.settings.logo_card import LogoCard
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.index_list import IndexList
from ebel_wizard.ui.widgets.setting_field import FixedSetting, SettingField

TITLE: Final = "Ayarlar"
_LOOK: Final = "look"
_ADDRESSEE_CARD: Final = "addressee"
_LETTERS: Final = "letters"
_HELPDESK_CARD: Final = "helpdesk"
_PRIVACY_CARD: Final = "privacy"
_LOGO: Final = "logo"
_GUIDE: Final = "guide"
_ADDRESSEE: Final = {
    "letter.addressee.body": "addressee_body",
    "letter.addressee.unit": "addressee_unit",
    "letter.addressee.address": "addressee_address",
}
_HELPDESK: Final = (
    Field(
        "helpdesk_email",
        "Yardım masasının e-postası",
        "Bakanlığın size bildirdiği adres; bilmiyorsanız boş bırakın, taslağa sonradan eklersiniz",
        Kind.ADDRESS,
    ),
    Field("helpdesk_phone", "Yardım masasının telefonu", kind=Kind.PHONE),
)
_APPEARANCE: Final = (
    Field(
        "theme",
        "Görünüm",
        kind=Kind.CHOICE,
        choices={"system": "Bilgisayarın ayarı", "light": "Açık", "dark": "Koyu"},
    ),
    Field(
        "text_size",
        "Yazı boyu",
        kind=Kind.CHOICE,
        choices={
            "100": "%100 (bilgisayarın ayarı)",
            "110": "%110",
            "125": "%125",
            "150": "%150",
        },
    ),
)
_PRIVACY: Final = (
    Field(
        "tckns",
        "TCKN’ler",
        kind=Kind.CHOICE,
        choices={"shown": "Tamamı görünsün", "masked": "Yalnız başı ve sonu görünsün"},
    ),
)
_SIGNATORY: Final = (
    Field("signatory_name", "Varsayılan imzalayanın adı", capitals=Capitals.NAME),
    Field("signatory_surname", "Varsayılan imzalayanın soyadı", capitals=Capitals.NAME),
    Field(
        "signatory_title",
        "Varsayılan imza makamı",
        example="Belediye Başkanı",
        capitals=Capitals.TITLE,
    ),
    Field(
        "file_plan",
        "Varsayılan dosya planı kodu",
        "Yazı işleri biriminizin bu yazılar için kullandığı kod",
        choices=choices.FILE_PLANS,
    ),
)
SETTING_FIELDS: Final = {
    question.path: question
    for question in (*_APPEARANCE, *fields.ADDRESSEE, *_HELPDESK, *_SIGNATORY, *_PRIVACY)
}
"""The fields of the page by their paths."""


class SettingsPage(QWidget):
    """What is set once for this machine; stored when a field is left."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._fields: dict[str, SettingField | FixedSetting] = {}
        self._cards: dict[str, QFrame] = {}
        self._index = IndexList("Ayarların bölümleri")
        self._guide = GuideCard(session)
        self._backups = BackupList(session)
        self.encryption = EncryptionCard(session)
        self.handover = HandoverCard(session)
        self.logo = LogoCard(session)
        cards = QWidget()
        self._column = scrolled_column(cards)
        self._build()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_32, tokens.SPACE_16, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(theme.label(TITLE, role="page-title"))
        across = QHBoxLayout()
        across.setSpacing(0)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, tokens.SPACE_8, 0, tokens.SPACE_16)
        beside.addWidget(self._index)
        beside.addStretch()
        across.addLayout(beside)
        across.addWidget(cards, 1)
        column.addLayout(across, 1)
        self._is_going = False
        area = self.findChild(QScrollArea)
        assert area is not None
        self._area = area
        area.verticalScrollBar().valueChanged.connect(self._follow)
        self._index.chosen.connect(self._show_card)
        self._index.show_part(_LOOK)
        session.settings_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the settings as they are stored."""
        for name, field in self._fields.items():
            field.set_text(getattr(self._session.settings, name))
        self._guide.refresh()
        self.logo.refresh()

    def focus_field(self, path: str) -> None:
        """Focus the setting of an answer's path, or what is in a card."""
        inside: dict[str, QWidget] = {
            BACKUPS: self._backups,
            ENCRYPTION: self.encryption,
            HANDOVER: self.handover,
        }
        field = self._fields.get(_ADDRESSEE.get(path, path))
        found = inside.get(path) if field is None else field.editor
        if found is not None:
            found.setFocus()
            name = next(name for name, card in self._cards.items() if card.isAncestorOf(found))
            self._index.mark(name)
            self._show_card(name)

    def _build(self) -> None:
        self._add(_LOOK, "Görünüm", "", self._ask(_APPEARANCE))
        self._add(
            _ADDRESSEE_CARD,
            "Yazının gittiği yer",
            "Bakanlıktaki birimin adı zaman içinde değişmiştir. Kurumun ve biriminin adını yazıyı "
            "göndermeden önce DETSİS’ten (detsis.gov.tr) kontrol edin; yazılarda ve zarflarda "
            "bunlar yer alır.",
            self._ask(fields.ADDRESSEE),
        )
        self._add(
            _LETTERS,
            "Yazılarınız",
            "“Yazı” sayfası ilk açıldığında bunlarla dolu gelir; orada değiştirebilirsiniz.",
            self._ask(_SIGNATORY),
        )
        self._add(_LOGO, "Logo", "", (self.logo,))
        self._add(_HELPDESK_CARD, "Yardım masası", "", self._ask(_HELPDESK))
        self._add(
            _PRIVACY_CARD,
            "Kişisel veriler",
            "Ekranınızı başkaları da görüyorsa TCKN’leri gizleyin. Yazarken, kopyalarken, Kontrol "
            "sayfasında ve belgelerde tamamı yer alır.",
            self._ask(_PRIVACY),
        )
        self._add(ENCRYPTION, ENCRYPTION_TITLE, "", (self.encryption,))
        self._add(BACKUPS, "Yedekler", "", (self._backups,))
        self._add(HANDOVER, HANDOVER_TITLE, "", (self.handover,))
        self._add(_GUIDE, "Kılavuz", "", (self._guide,))

    def _add(self, name: str, title: str, hint: str, content: Iterable[QWidget]) -> None:
        """Put a card at the end of the column, and its title into the index."""
        card = QFrame()
        card.setProperty("card", "plain")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*(tokens.SPACE_24, tokens.SPACE_16) * 2)
        inside.setSpacing(tokens.SPACE_12)
        inside.addWidget(theme.label(title, role="group"))
        if hint:
            inside.addWidget(theme.label(hint, role="hint"))
        for each in content:
            inside.addWidget(each)
        self._column.addWidget(card)
        self._cards[name] = card
        self._index.add(name, title)

    def _ask(self, questions: Iterable[Field]) -> list[QWidget]:
        """Return a field for each question, or what is fixed instead of it."""
        made: list[QWidget] = []
        for question in questions:
            name = _ADDRESSEE.get(question.path, question.path)
            field: SettingField | FixedSetting
            if name in self._session.settings.fixed:
                field = FixedSetting(question)
            else:
                field = SettingField(question, partial(self._store, name))
            self._fields[name] = field
            made.append(field)
        return made

    def _store(self, name: str, text: str) -> bool:
        """Keep a setting; return whether it is kept."""
        settings = self._session.settings
        if text != getattr(settings, name):
            try:
                self._session.change_settings(settings.changed({name: text}))
            except OSError:
                return False
        return True

    def _show_card(self, name: str) -> None:
        """Scroll to a card once the cards have their places, with some room above its title."""

        def scroll() -> None:
            self._is_going = True  # the last cards never come to the top
            self._area.verticalScrollBar().setValue(self._top_of(name) - tokens.SPACE_16)
            self._is_going = False

        QTimer.singleShot(0, self, scroll)

    def _follow(self, value: int) -> None:
        """Mark in the index the card that is read; at the end of the page it is the last one."""
        if self._is_going:
            return
        eye = value + self._area.viewport().height() // 3
        passed = [name for name in self._cards if self._top_of(name) <= eye]
        is_end = value == self._area.verticalScrollBar().maximum()
        name = [*self._cards][-1 if is_end else max(len(passed) - 1, 0)]
        self._index.mark(name)

    def _top_of(self, name: str) -> int:
        """Return how far a card is below the top of all of them."""
        inside, card = self._area.widget(), self._cards[name]
        assert inside is not None
        return card.mapTo(inside, card.rect().topLeft()).y()
