"""The keys of the window: each has one verb, and Yardım lists what is set here."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Key:
    """A verb and the keys it has; ``shown`` is how the officer reads them."""

    verb: str
    shown: str
    sequences: tuple[str, ...] = ()
    """What the window listens to; empty where a widget itself does."""


HELP: Final = Key("Yardım; bulunduğunuz sayfanın anlatımı", "F1", ("F1",))
SEARCH: Final = Key("Ara", "Ctrl + F", ("Ctrl+F",))
BEFORE: Final = Key("Önceki sayfa", "Ctrl + Page Up", ("Ctrl+PgUp",))
AFTER: Final = Key("Sonraki sayfa", "Ctrl + Page Down", ("Ctrl+PgDown",))
UNDO: Final = Key("Geri al", "Ctrl + Z", ("Ctrl+Z",))
# Each system's own key is one of the two.
REDO: Final = Key("Yinele", "Ctrl + Y ya da Ctrl + Shift + Z", ("Ctrl+Y", "Ctrl+Shift+Z"))

ALL: Final = (
    HELP,
    SEARCH,
    BEFORE,
    AFTER,
    UNDO,
    REDO,
    Key("Dar pencerede, üzerinde olduğunuz alanın yardımını aç ya da kapat", "Shift + F1"),
    Key("Tarihin takvimini, listenin seçeneklerini aç", "Alt + aşağı ok"),
    Key("Sonraki alan, önceki alan", "Tab, Shift + Tab"),
    Key("Sonraki alana geç; bir düğmede düğmeye bas", "Enter"),
    Key("Vazgeç; açık listeyi ya da aramayı kapat", "Esc"),
    Key("Kutuyu işaretle ya da işareti kaldır; düğmeye bas", "Boşluk"),
    Key("Altı çizili harfin düğmesine bas", "Alt + harf"),
    Key("Listede ve seçeneklerde gez", "Ok tuşları"),
    Key("Listede hücreyi değiştir", "Enter ya da yazmaya başlamak"),
    Key("Listede hücreyi boşalt", "Delete"),
    Key("Listede kişiyi yukarı ya da aşağı al", "Alt + ok tuşları"),
    Key("Listede satırı seç ya da bırak; hepsini seç", "Shift + Boşluk; Ctrl + A"),
    Key("Seçilen hücreleri kopyala", "Ctrl + C"),
    Key("Kopyalanan satırları listeye yapıştır", "Ctrl + V"),
)
