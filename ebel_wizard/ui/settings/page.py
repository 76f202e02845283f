"""Ayarlar: the addressee, the helpdesk, the guide, encryption, backups, hand-over, the theme."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ebel_wizard.case import fields
from ebel_wizard.case.fields import Field, Kind
from ebel_wizard.case.normalise import normalise_answer
from ebel_wizard.case.rules import missing
from ebel_wizard.turkish import identifiers
from ebel_wizard.ui.pages.base import scrolled_column
from ebel_wizard.ui.settings.backup_list import BackupList
from ebel_wizard.ui.settings.encryption_card import TITLE as ENCRYPTION_TITLE
from ebel_wizard.ui.settings.encryption_card import EncryptionCard
from ebel_wizard.ui.settings.guide_card import GuideCard
from ebel_wizard.ui.settings.handover import TITLE as HANDOVER_TITLE
from ebel_wizard.ui.settings.handover import HandoverCard
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import inputs, theme
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row

BACKUPS = "backups"
"""The path of the list of backups."""
ENCRYPTION = "encryption"
"""The path of encryption."""
HANDOVER = "handover"
"""The path of the hand-over."""
_ADDRESSEE = {
    "letter.addressee.body": "addressee_body",
    "letter.addressee.unit": "addressee_unit",
    "letter.addressee.address": "addressee_address",
}
_HELPDESK = (
    Field("helpdesk_email", "Yardım masasının e-postası", "Bakanlığın size bildirdiği adres"),
    Field("helpdesk_phone", "Yardım masasının telefonu", kind=Kind.PHONE),
)
_THEME = Field(
    "theme",
    "Görünüm",
    kind=Kind.CHOICE,
    choices={"system": "Bilgisayarın ayarı", "light": "Açık", "dark": "Koyu"},
)
SETTING_FIELDS = {question.path: question for question in (*fields.ADDRESSEE, *_HELPDESK, _THEME)}
"""The fields of the page by their paths."""


class SettingsPage(QWidget):
    """What is set once for this machine; stored when a field is left."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._fields: dict[str, SettingField] = {}
        column = scrolled_column(self)
        column.addWidget(theme.label("Ayarlar", scale=1.6, bold=True))
        column.addWidget(theme.label("Yazının gittiği yer", scale=1.15, bold=True))
        for question in fields.ADDRESSEE:
            column.addWidget(self._field(_ADDRESSEE[question.path], question))
        column.addWidget(theme.label("Yardım masası", scale=1.15, bold=True))
        for question in _HELPDESK:
            column.addWidget(self._field(question.path, question))
        column.addWidget(theme.label("Kılavuz", scale=1.15, bold=True))
        self._guide = GuideCard(session)
        column.addWidget(self._guide)
        column.addWidget(theme.label(ENCRYPTION_TITLE, scale=1.15, bold=True))
        self.encryption = EncryptionCard(session)
        column.addWidget(self.encryption)
        session.settings_changed.connect(self.refresh)
        column.addWidget(theme.label("Yedekler", scale=1.15, bold=True))
        self._backups = BackupList(session)
        column.addWidget(self._backups)
        column.addWidget(theme.label(HANDOVER_TITLE, scale=1.15, bold=True))
        self.handover = HandoverCard(session)
        column.addWidget(self.handover)
        column.addWidget(theme.label("Pencere", scale=1.15, bold=True))
        column.addWidget(self._field("theme", _THEME))
        self._error = theme.label(tone_name="error")
        self._error.hide()
        column.addWidget(self._error)
        column.addWidget(
            horizontal_row(button("&Görev listesine dön", self.closed.emit, primary=True))
        )
        self.refresh()

    def refresh(self) -> None:
        """Show the settings as they are stored."""
        for name, field in self._fields.items():
            field.set_text(getattr(self._session.settings, name))
        self._guide.refresh()

    def focus_field(self, path: str) -> None:
        """Focus the setting of an answer's path, or a card."""
        cards: dict[str, QWidget] = {
            BACKUPS: self._backups,
            ENCRYPTION: self.encryption,
            HANDOVER: self.handover,
        }
        field = self._fields.get(_ADDRESSEE.get(path, path))
        found = cards.get(path) if field is None else field.editor
        area = self.findChild(QScrollArea)
        if found is not None and area is not None:
            found.setFocus()
            area.ensureWidgetVisible(found)

    def _field(self, name: str, question: Field) -> "SettingField":
        def store(text: str) -> None:
            if text == getattr(self._session.settings, name):
                return
            try:
                self._session.change_settings(replace(self._session.settings, **{name: text}))
            except OSError:
                self._error.setText("Ayarlar kaydedilemedi; diskte yer olduğuna bakın.")
                self._error.show()
            else:
                self._error.hide()

        self._fields[name] = SettingField(question, store)
        return self._fields[name]


class SettingField(QWidget):
    """One setting with its label, its hint and its problem."""

    def __init__(self, question: Field, store: Callable[[str], None]) -> None:
        super().__init__()
        self._question = question
        self._store = store
        self.editor = inputs.make_input(question)
        self._input: inputs.Input = self.editor
        self.editor.setAccessibleName(question.label)
        caption = theme.label(question.label, bold=True)
        caption.setBuddy(self.editor)
        hint = theme.label(question.hint, tone_name="hint", scale=0.92)
        self._problem = theme.label(tone_name="error")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        for part in (caption, self.editor, hint, self._problem):
            column.addWidget(part)
        hint.setVisible(bool(question.hint))
        self._input.edited.connect(self._on_edited)
        self._input.editing_finished.connect(self._finish)
        self._check("")

    def set_text(self, text: str) -> None:
        """Show a stored setting."""
        self._input.set_text(text)
        self._check(text)

    def _on_edited(self) -> None:
        if not self.editor.hasFocus():  # set from outside: nobody will leave the field
            self._finish()

    def _finish(self) -> None:
        text = normalise_answer(self._question.kind, self._input.text())
        self._input.set_text(text)
        self._check(text)
        self._store(text)

    def _check(self, text: str) -> None:
        problem = _problem(self._question, text)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))


def _problem(question: Field, text: str) -> str:
    """Return what is wrong with a setting, in Turkish; nothing if it is right."""
    label = f"“{question.label}”"
    if question.path == "letter.addressee.body" and not text:
        return missing(question.path, question.label).text
    if question.path == "helpdesk_email" and text and not identifiers.is_email(text):
        return f"{label} bir e-posta adresi değil; ad@alan.gov.tr biçiminde yazın."
    if question.kind is Kind.PHONE and text and identifiers.phone(text) is None:
        return f"{label} bir telefon numarası değil; alan koduyla 10 rakam yazın."
    return ""
