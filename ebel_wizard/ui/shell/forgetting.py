"""The request to forget deleted people, on the page of history."""

from typing import Final

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ebel_wizard.store.errors import StoreError
from ebel_wizard.store.forgetting import Forgotten
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.state.forgetting import Forgettable
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import question, theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row

_NAMED: Final = 5  # so many people are named, the rest counted
_WHAT_GOES: Final = (
    "Geçmişteki TCKN ve telefonların yerine yıldız konur; adlar kalır",
    "Yedekler bu kişiler olmadan yeniden yazılır; okunamayan yedekler silinir",
)
_FOR_GOOD: Final = (
    "Bundan sonra “Geri al” bu kişileri geri getiremez, bu yedekler de getiremez; şimdiye kadar "
    "yaptıklarınızın hiçbiri artık geri alınamaz. Şimdiki cevaplarınıza, sakladığınız dosyalara "
    "ve kaydettiğiniz belgelere dokunulmaz."
)


class ForgetDeleted(QWidget):
    """A button that asks first, and how far the work has come."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._button = button("Silinen kişilerin bilgilerini &temizle…", self._find)
        self._bar = QProgressBar()
        self._bar.setAccessibleName("Temizleniyor")
        self._bar.setTextVisible(False)
        self._status = theme.label()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self._status)
        column.addWidget(horizontal_row(self._button, self._bar))
        session.forgetting.progressed.connect(self._show_progress)
        self._show_status("", "done")

    def _find(self) -> None:
        self._show_status("Geçmişe ve yedeklere bakılıyor…", "hint", busy=True)
        self._session.forgetting.find(self._ask, self._failed, receiver=self)

    def _ask(self, found: Forgettable) -> None:
        """Say what goes; nothing goes before the officer agrees."""
        self._show_status("", "done")
        if not found.names:
            self._show_status(
                "Silinen kimsenin TCKN ya da telefonu geçmişte ve yedeklerde durmuyor.", "done"
            )
            return
        aside = (
            "\n\nAyrı saklanan şu dosyalara da dokunulmaz; gerekmiyorlarsa kendiniz silin: "
            f"{', '.join(found.set_aside)}"
        )
        question.ask(
            self,
            "Silinen kişilerin bilgileri temizlensin mi?",
            f"Sildiğiniz {numbers.shown(len(found.names))} kişinin TCKN ve telefonu geçmişte ya da "
            f"yedeklerde duruyor: {_named(found.names)}.",
            _WHAT_GOES,
            f"{_FOR_GOOD}{aside if found.set_aside else ''}",
            "Temizle",
            self._forget,
            is_final=True,
        )

    def _forget(self) -> None:
        if not self._session.end_undo():
            self._show_status(
                "Son yazdıklarınız kaydedilmedi; kaydedilince yeniden deneyin.", "error"
            )
            return
        self._show_status("Temizleniyor… Bu sırada çalışmayı sürdürebilirsiniz.", "hint", busy=True)
        self._session.forgetting.forget(self._forgotten, self._failed, receiver=self)

    def _forgotten(self, result: Forgotten) -> None:
        words = (
            f"Silinen {numbers.shown(result.people)} kişinin TCKN ve telefonu geçmişten ve "
            "yedeklerden temizlendi."
        )
        if result.lost_backups:
            words += f" Okunamayan {numbers.shown(result.lost_backups)} yedek silindi."
        self._show_status(words, "done")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, StoreError):
            self._show_status("", "done")
            raise error
        self._show_status(
            f"Temizleme bitmedi; yeniden deneyebilirsiniz. {error.what} {error.remedy}", "error"
        )

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _show_status(self, text: str, tone: str, *, busy: bool = False) -> None:
        self._button.setEnabled(not busy)
        self._bar.setRange(0, 0)
        self._bar.setVisible(busy)
        theme.show_message(self._status, text, tone)


def _named(names: tuple[str, ...]) -> str:
    """Return the first of these people by name, and how many others there are."""
    first = ", ".join(name or "adı yazılmamış biri" for name in names[:_NAMED])
    more = len(names) - _NAMED
    return f"{first} ve {numbers.shown(more)} kişi daha" if more > 0 else first
