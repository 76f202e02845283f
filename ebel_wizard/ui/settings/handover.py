"""Dosyayı devret: the whole case into one locked file, and out of such a file into this window."""

import dataclasses
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QProgressBar, QVBoxLayout, QWidget

from ebel_wizard import files
from ebel_wizard.case import compare
from ebel_wizard.case.answers import Answers
from ebel_wizard.case.tables import TABLES
from ebel_wizard.exchange import handover
from ebel_wizard.exchange.handover import Handover, HandoverError, Received
from ebel_wizard.people_import.sheet import Cancelled
from ebel_wizard.settings import Settings
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.errors import StoreError
from ebel_wizard.store.kept_files import Files
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists.people_import import Run
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import change_question, file_dialogs, theme
from ebel_wizard.ui.widgets.fields import button, row
from ebel_wizard.ui.widgets.password import FormDialog, NewPassword, captioned, for_file
from ebel_wizard.ui.widgets.saving import PREPARING, write_file
from ebel_wizard.ui.widgets.secret_line import SecretLine
from ebel_wizard.vault import InvalidSecretError, Secret, State, Vault

TITLE: Final = "Dosyayı devret"
_LABEL: Final = "Dosya devralındı"
_WITH_SECRETS: Final = "KEP parola ve şifresi de gitsin"
_TAKING: Final = "Dosyalar alınıyor…"
_STOPPED: Final = "Vazgeçildi."
_KEPT: Final = (State.STORED, State.SESSION)
_MB: Final = 1_000_000


class HandoverCard(QWidget):
    """Gives the case away and takes one over; what takes long can be stopped here."""

    _counted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._run: Run | None = None
        self._then: Callable[[], None] | None = None
        give = button("Dosyayı de&vret…", self.give)
        self.setFocusProxy(give)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        self._doing = theme.label(tone_name="hint")
        self._busy = row(bar, self._doing, button("D&urdur", self._stop))
        self._told = theme.label()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(
            theme.label(
                "Bütün cevaplar ve saklanan dosyalar, parolayla kilitlenen tek bir dosyaya "
                "yazılır. Başka bir görevli ya da bilgisayar onu burada devralıp bıraktığınız "
                "yerden sürdürür. Geçmiş ve yedekler bu bilgisayarda kalır.",
                tone_name="hint",
            )
        )
        column.addWidget(row(give, button("Dosya devr&al…", self.take)))
        column.addWidget(self._busy)
        column.addWidget(self._told)
        self._counted.connect(lambda done: self._doing.setText(f"{numbers.shown(done)} MB"))
        self._tell("", "done")

    def hideEvent(self, event: QHideEvent) -> None:
        """What was told here is old when one comes back; what is being done goes on."""
        super().hideEvent(event)
        if not event.spontaneous() and not self._is_busy():
            self._tell("", "done")

    # Giving

    def give(self) -> None:
        """Ask for a password and a place, and write the case as it is in the window."""
        if self._is_busy():
            return
        with_secrets = QCheckBox(_WITH_SECRETS)
        dialog = NewPassword(
            self,
            TITLE,
            "Dosya parolası",
            for_file(),
            with_secrets,
            theme.label(
                "İşaretlerseniz dosyayı ve parolasını bilen herkes KEP hesabını kullanabilir. "
                "İşaretlemezseniz devralan, ikisini kendi bilgisayarında yeniden yazar.",
                tone_name="hint",
            ),
        )
        dialog.accepted.connect(lambda: self._gather(dialog.password(), with_secrets.isChecked()))
        dialog.open()

    def _gather(self, password: str, with_secrets: bool) -> None:
        self._tell("", "done")
        if with_secrets:
            vault = self._session.vault
            self._session.vault_worker.run(
                partial(_secrets, vault), partial(self._ask_place, password), self._refused
            )
        else:
            self._ask_place(password, {})

    def _ask_place(self, password: str, secrets: Mapping[str, str]) -> None:
        session = self._session
        session.flush()
        answers = Answers({table: session.answers.rows(table) for table in TABLES})
        settings = {name: getattr(session.settings, name) for name in handover.SETTINGS}
        case, kept = Handover(answers, settings, secrets), session.files
        lost: set[str] = set()
        run = self._run = Run(self._count)

        def put(path: Path) -> None:
            with files.atomic_write(path, private=True) as temporary, temporary.open("wb") as out:
                for piece in handover.write(
                    case, password, partial(_content, kept, lost), run.progress
                ):
                    out.write(piece)

        def written(path: Path) -> None:
            words = f"Devir dosyası kaydedildi: {path}. Parolasını dosyayla birlikte göndermeyin."
            if lost:
                count = numbers.shown(len(lost))
                words += f" Saklanan {count} dosya okunamadığı için içinde yok."
            self._tell(words, "warning" if lost else "done")

        write_file(
            self,
            session,
            handover.name(session.today()),
            "Devir dosyası",
            put,
            lambda text, tone: self._tell(text or _STOPPED, tone),
            written,
            refusals=(HandoverError, Cancelled),
        )

    # Taking

    def take(self, then: Callable[[], None] | None = None) -> None:
        """Ask for a file and its password, say what it would change, and take it over.

        ``then`` follows if all of it came; what did not come is told here.
        """
        if self._is_busy():
            return
        self._then = then
        kinds = ["Devir dosyası (*.ebel)", file_dialogs.ANY]
        file_dialogs.ask_existing(self, "Devralınacak dosya", kinds, "Seç", self._look)

    def _look(self, path: Path) -> None:
        self._tell("", "done")
        self._session.background_worker.run(
            partial(handover.look, path), lambda _: self._open(path), self._refused
        )

    def _open(self, path: Path) -> None:
        dialog = _Opening(self, self._session, path)
        dialog.opened.connect(self._ask)
        dialog.open()

    def _ask(self, received: Received) -> None:
        """Show what would change; nothing is changed before the answer."""
        session = self._session
        session.flush()
        change = compare.change_to(session.answers, received.answers, _LABEL)
        others = _settings(session.settings, received)
        if change is None and not received.secrets and others == session.settings:
            self._tell("Bu dosyadaki cevaplar şimdikilerin aynısı.", "done")
            return
        with_settings = QCheckBox("Yazının gittiği yer ve yardım masası bilgileri de alınsın")
        with_settings.setChecked(_is_untouched(session.settings))
        more = "Şimdiki cevaplar da önce yedeklenir."
        if received.secrets:
            more += (
                "\n\nDosyada KEP parola ve şifresi de var; bu bilgisayarın anahtarlığında saklı "
                "olanların yerine geçer."
            )

        def accept() -> None:
            wanted = others if with_settings.isChecked() else session.settings
            self._take_files(received, wanted)

        change_question.ask(
            self,
            "Dosya devralınsın mı?",
            "Devir dosyasındaki cevaplara geçilecek:" if change else "Cevaplar aynı, değişmeyecek.",
            compare.in_words(change, "gelecek") if change else (),
            more,
            "Devral",
            accept,
            with_settings if others != session.settings else None,
        )

    def _take_files(self, received: Received, settings: Settings) -> None:
        """Keep the contents one by one, and only then the answers that name them."""
        run = self._run = Run(self._count)
        contents = received.contents(run.progress)
        self._tell(_TAKING, "hint")

        def following() -> None:
            self._session.background_worker.run(partial(next, contents, None), keep, self._refused)

        def keep(content: bytes | None) -> None:
            if run.is_stopped:
                self._refused(Cancelled())
            elif content is None:
                self._take_answers(received, settings)
            else:
                self._session.keep(content, lambda _: following(), self._refused)

        following()

    def _take_answers(self, received: Received, settings: Settings) -> None:
        session = self._session
        session.go_back(received.answers, _LABEL, Reason.HANDOVER)
        then = self._then
        self._tell(f"{_LABEL}. “Geri al” ile vazgeçebilirsiniz.", "done")
        if settings != session.settings:
            try:
                session.change_settings(settings)
            except OSError:
                then = None
                self._tell(
                    f"{_LABEL}, ama ayarlar kaydedilemedi; diskte yer olduğuna bakın.", "error"
                )
        if received.secrets:
            keep = partial(_keep_secrets, session.vault, received.secrets)
            session.vault_worker.run(keep, partial(self._secrets_kept, then))
        elif then is not None:
            then()

    def _secrets_kept(self, then: Callable[[], None] | None, kept: bool) -> None:
        if not kept:
            self._tell(
                f"{_LABEL}, ama KEP parola ve şifresi anahtarlığa konamadı; 1. adımın KEP "
                "sayfasında elle yazın.",
                "error",
            )
        elif then is not None:
            then()

    # Both

    def _is_busy(self) -> bool:
        return not self._busy.isHidden()

    def _stop(self) -> None:
        if self._run is not None:
            self._run.stop()

    def _count(self, done: int) -> None:
        """Called in the lane, for every piece."""
        self._counted.emit(done // _MB)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, StoreError):
            self._tell(f"{error.what} {error.remedy}", "error")
        elif isinstance(error, HandoverError | Cancelled):
            self._tell(str(error) or _STOPPED, "error")
        else:
            raise error

    def _tell(self, text: str, tone: str) -> None:
        """Say how it stands; while something is being done it can be stopped."""
        busy = text in {PREPARING, _TAKING}
        if not busy:
            self._run = None
        self._doing.clear()
        self._busy.setVisible(busy)
        theme.tell(self._told, text, tone)


class _Opening(FormDialog):
    """Asks for a file's password until it opens the file or the officer leaves it."""

    opened = Signal(object)

    def __init__(self, parent: QWidget, session: Session, path: Path) -> None:
        super().__init__(parent, "Dosya devral", "Aç")
        self._session = session
        self._path = path
        self._run: Run | None = None
        self._line = SecretLine("Dosyanın parolası")
        self.lay(
            theme.label("Dosyayı devreden kişinin verdiği parolayı yazın.", tone_name="hint"),
            *captioned(self._line),
        )
        self.finished.connect(lambda _: self._leave())

    def accept(self) -> None:
        """Read the file beside the window."""
        if not self._line.text():
            self.say("Parolayı yazın.")
            self._line.setFocus()
            return
        run = self._run = Run(lambda _: None)
        self.say("Dosya okunuyor…", "hint")
        self.go.setEnabled(False)
        self._session.background_worker.run(
            partial(handover.read, self._path, self._line.text(), run.progress),
            partial(self._got, run),
            partial(self._failed, run),
        )

    def _got(self, run: Run, received: Received) -> None:
        if run is self._run:
            super().accept()
            self.opened.emit(received)

    def _failed(self, run: Run, error: Exception) -> None:
        if run is not self._run:
            return
        self._run = None
        if not isinstance(error, HandoverError):
            raise error
        self.go.setEnabled(True)
        self.say(str(error))
        self._line.selectAll()
        self._line.setFocus()

    def _leave(self) -> None:
        if self._run is not None:
            self._run.stop()
            self._run = None


def _content(kept: Files, lost: set[str], digest: str) -> bytes | None:
    try:
        return kept.read(digest)
    except StoreError:
        lost.add(digest)
        return None


def _secrets(vault: Vault) -> dict[str, str]:
    """The secrets that are kept, by name; raises HandoverError where there are none to be had."""
    states = {secret: vault.state(secret) for secret in map(Secret, handover.SECRETS)}
    found = {secret.value: vault.read(secret) for secret, at in states.items() if at in _KEPT}
    had = {name: text for name, text in found.items() if text is not None}
    if len(had) < len(found) or not had or {State.LOCKED, State.FAILED} & set(states.values()):
        raise HandoverError(
            "KEP parola ve şifresi saklı değil ya da anahtarlık kilitli. Anahtarlığın kilidini "
            f"açın ya da “{_WITH_SECRETS}” kutusunu boş bırakıp yeniden deneyin."
        )
    return had


def _keep_secrets(vault: Vault, secrets: Mapping[str, str]) -> bool:
    """Whether each is kept now."""
    try:
        states = [vault.store(Secret(name), text) for name, text in secrets.items()]
    except InvalidSecretError:
        return False
    return all(state in _KEPT for state in states)


def _settings(settings: Settings, received: Received) -> Settings:
    return dataclasses.replace(settings, **received.settings)


def _is_untouched(settings: Settings) -> bool:
    """Whether nothing of what a case has of the settings was ever said here."""
    fresh = Settings()
    return all(getattr(settings, name) == getattr(fresh, name) for name in handover.SETTINGS)
