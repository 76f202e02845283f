"""Hakkında: the version, the licences, where the answers lie, and what helps to find a fault."""

import platform
from typing import Final

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ebel_wizard import __version__, resources, settings
from ebel_wizard.ui.shell.help_sections import ABOUT, LICENCES, Section
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row

TITLE: Final = "Hakkında"
_TEXT: Final = """\
e-Belediye geçiş yardımcısı, sürüm **{version}**. Program açık kaynaklıdır (MIT lisansı), internete
bağlanmaz ve kullanım bilgisi toplamaz.

### Cevaplarınızın klasörü

{folder}

### Tanı bilgileri

Bilgi işlem biriminiz bir hatayı ararken bunları isteyebilir. İçinde kişisel bilgi, dosya adı ve
yazdığınız hiçbir şey yoktur.

{diagnostics}

### Kullanılan parçalar ve lisansları

Lisansların kendileri “Lisans metinleri” konusundadır.

{licences}
"""


def about(session: Session) -> Section:
    """Return the section as it is now."""
    lines = diagnostics(session).splitlines()
    text = _TEXT.format(
        version=__version__,
        folder=f"`{settings.data_dir()}`",
        diagnostics="\n".join(f"- {line}" for line in lines),
        licences=resources.path("help", "lisanslar.md").read_text("utf-8"),
    )
    return Section(ABOUT, TITLE, text)


def licence_texts() -> Section:
    """Return the licences themselves, which are in English."""
    text = resources.path("help", "lisans-metinleri.md").read_text("utf-8")
    return Section(LICENCES, "Lisans metinleri", text)


def diagnostics(session: Session) -> str:
    """Return what the program runs on, a line each: nothing of the officer, no name of a place."""
    screens = ", ".join(
        f"{each.size().width()}×{each.size().height()} (%{round(each.devicePixelRatio() * 100)})"
        for each in QGuiApplication.screens()
    )
    font = QFontInfo(QApplication.font())
    encryption = "açık" if session.encryption.is_on else "kapalı"
    lines = (
        f"ebel_wizard {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {QGuiApplication.platformName()}",
        f"İşletim sistemi: {platform.system()} {platform.release()}, {platform.machine()}",
        f"Ekran: {screens}",
        f"Yazı tipi: {font.family()}, {font.pointSizeF():.1f} punto",
        f"Görünüm: {session.settings.theme}, yazı boyu %{session.settings.text_size}",
        f"Şifreleme: {encryption}",
    )
    return "\n".join(lines)


class AboutButtons(QWidget):
    """Opens the folder of the answers, and copies the diagnostics."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._status = theme.label()
        self._status.hide()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(
            horizontal_row(
                button("&Klasörü aç", self._open_folder),
                button("&Tanı bilgilerini kopyala", self._copy),
            )
        )
        column.addWidget(self._status)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(diagnostics(self._session))
        theme.show_message(self._status, "Tanı bilgileri kopyalandı.", "done")

    def _open_folder(self) -> None:
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(settings.data_dir())))
        refusal = "Klasör açılamadı; yukarıdaki yolu dosya yöneticisine yapıştırın."
        theme.show_message(self._status, "" if opened else refusal, "error")
