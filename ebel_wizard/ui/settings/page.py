"""Ayarlar: whom the letter goes to, the helpdesk, the guide, backups, handing over, the look."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ebel_wizard.case import fields
from ebel_wizard.case.answers import GUIDE
from ebel_wizard.case.fields import Field, Kind
from ebel_wizard.case.normalise import normalise_answer
from ebel_wizard.case.rules import missing
from ebel_wizard.guide.loader import GuideError, read_guide
from ebel_wizard.store.errors import StoreError
from ebel_wizard.turkish import identifiers
from ebel_wizard.ui.pages.base import scrolled_column
from ebel_wizard.ui.settings.backup_list import BackupList
from ebel_wizard.ui.settings.encryption_card import TITLE as ENCRYPTION_TITLE
from ebel_wizard.ui.settings.encryption_card import EncryptionCard
from ebel_wizard.ui.settings.handover import TITLE as HANDOVER_TITLE
from ebel_wizard.ui.settings.handover import HandoverCard
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import file_dialogs, inputs, theme
from ebel_wizard.ui.widgets.fields import button, row

BACKUPS = "backups"
"""What the list of backups is found under."""
ENCRYPTION = "encryption"
"""What encryption is found under."""
HANDOVER = "handover"
"""What giving the case away and taking one over are found under."""
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
QUESTIONS = {question.path: question for question in (*fields.ADDRESSEE, *_HELPDESK, _THEME)}
"""What the page asks for, by the path it is found under."""


class SettingsPage(QWidget):
    """What is set once for this machine; kept when a field is left."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._lines: dict[str, SettingLine] = {}
        column = scrolled_column(self)
        column.addWidget(theme.label("Ayarlar", scale=1.6, bold=True))
        column.addWidget(theme.label("Yazının gittiği yer", scale=1.15, bold=True))
        for question in fields.ADDRESSEE:
            column.addWidget(self._line(_ADDRESSEE[question.path], question))
        column.addWidget(theme.label("Yardım masası", scale=1.15, bold=True))
        for question in _HELPDESK:
            column.addWidget(self._line(question.path, question))
        column.addWidget(theme.label("Kılavuz", scale=1.15, bold=True))
        column.addWidget(
            theme.label(
                "Adımlar programla gelen kılavuzdan okunur. Bilgi işlem biriminiz ya da birliğiniz "
                "yeni bir kılavuz dosyası (.toml) verdiyse buradan alın; cevaplarınız yerinde "
                "kalır.",
                tone_name="hint",
            )
        )
        self._guide = theme.label()
        self._own_guide = button("Programın kılavuzuna &dön", self._drop_guide)
        column.addWidget(self._guide)
        column.addWidget(row(button("&Kılavuzu güncelle…", self._ask_guide), self._own_guide))
        self._guide_told = theme.label(tone_name="error")
        self._guide_told.hide()
        column.addWidget(self._guide_told)
        session.changed.connect(lambda _: self._show_guide())
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
        column.addWidget(self._line("theme", _THEME))
        self._trouble = theme.label(tone_name="error")
        self._trouble.hide()
        column.addWidget(self._trouble)
        column.addWidget(row(button("&Görev listesine dön", self.closed.emit, primary=True)))
        self.refresh()

    def refresh(self) -> None:
        """Show the settings as they are kept."""
        for name, line in self._lines.items():
            line.set_text(getattr(self._session.settings, name))
        self._show_guide()

    def focus_field(self, path: str) -> None:
        """Put the cursor into the setting behind an answer's path, or on a list or card."""
        cards: dict[str, QWidget] = {
            BACKUPS: self._backups,
            ENCRYPTION: self.encryption,
            HANDOVER: self.handover,
        }
        line = self._lines.get(_ADDRESSEE.get(path, path))
        found = cards.get(path) if line is None else line.editor
        area = self.findChild(QScrollArea)
        if found is not None and area is not None:
            found.setFocus()
            area.ensureWidgetVisible(found)

    def _show_guide(self) -> None:
        ids = self._session.answers.file_ids(GUIDE)
        name = self._session.answers.file(ids[0]).name if ids else "programla gelen"
        self._guide.setText(f"Kullanılan kılavuz: {name}")
        self._own_guide.setVisible(bool(ids))

    def _ask_guide(self) -> None:
        file_dialogs.ask_existing(
            self, "Kılavuz dosyası", ["Kılavuz (*.toml)"], "Seç", self._take_guide
        )

    def _take_guide(self, path: Path) -> None:
        """Keep a guide that can be used; another one is told and changes nothing."""

        def keep(data: bytes) -> None:
            theme.tell(self._guide_told, f"{path.name} kullanılıyor.", "done")
            self._session.add_file(GUIDE, path.name, data, "", refused)

        def refused(error: Exception) -> None:
            if isinstance(error, StoreError):
                theme.tell(self._guide_told, f"{error.what} {error.remedy}", "error")
            elif isinstance(error, GuideError):
                theme.tell(self._guide_told, f"{error} Kılavuz değiştirilmedi.", "error")
            else:
                raise error

        self._session.background_worker.run(partial(read_guide, path), keep, refused)

    def _drop_guide(self) -> None:
        answers = self._session.answers
        theme.tell(self._guide_told, "", "done")
        (key,) = answers.file_ids(GUIDE)
        self._session.commit(lambda: answers.remove_file(key), "")

    def _line(self, name: str, question: Field) -> "SettingLine":
        def keep(text: str) -> None:
            if text == getattr(self._session.settings, name):
                return
            try:
                self._session.change_settings(replace(self._session.settings, **{name: text}))
            except OSError:
                self._trouble.setText("Ayarlar kaydedilemedi; diskte yer olduğuna bakın.")
                self._trouble.show()
            else:
                self._trouble.hide()

        self._lines[name] = SettingLine(question, keep)
        return self._lines[name]


class SettingLine(QWidget):
    """One setting with its label, hint and what is wrong with it."""

    def __init__(self, question: Field, keep: Callable[[str], None]) -> None:
        super().__init__()
        self._question = question
        self._keep = keep
        self.editor = inputs.make(question)
        self._input = cast("inputs.Input", self.editor)
        self.editor.setAccessibleName(question.label)
        caption = theme.label(question.label, bold=True)
        caption.setBuddy(self.editor)
        hint = theme.label(question.hint, tone_name="hint", scale=0.92)
        self._wrong = theme.label(tone_name="error")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        for part in (caption, self.editor, hint, self._wrong):
            column.addWidget(part)
        hint.setVisible(bool(question.hint))
        self._input.left.connect(self._left)
        self._check("")

    def set_text(self, text: str) -> None:
        """Show a kept setting."""
        self._input.set_text(text)
        self._check(text)

    def _left(self) -> None:
        text = normalise_answer(self._question.kind, self._input.text())
        self._input.set_text(text)
        self._check(text)
        self._keep(text)

    def _check(self, text: str) -> None:
        label = f"“{self._question.label}”"
        wrong = ""
        if self._question.path == "letter.addressee.body" and not text:
            wrong = missing(self._question.path, self._question.label).text
        elif self._question.path == "helpdesk_email" and text and not identifiers.is_email(text):
            wrong = f"{label} bir e-posta adresi değil; ad@alan.gov.tr biçiminde yazın."
        elif self._question.kind is Kind.PHONE and text and identifiers.phone(text) is None:
            wrong = f"{label} bir telefon numarası değil; alan koduyla 10 rakam yazın."
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
