"""Names the faults of a workspace that the officer can remedy; anything else is a bug."""

import errno
from enum import Enum
from pathlib import Path
from typing import Final

from ebel_wizard.held_files import HeldFileError

_WINDOWS_IS_FULL: Final = frozenset({39, 1295})  # a full disk, a quota; both without an errno


class Fault(Enum):
    """A known fault: what happened and what to do, as the officer reads it."""

    NEWER = (
        "Cevaplarınız bu programın daha yeni bir sürümüyle kaydedilmiş.",
        "Programın yeni sürümünü kurun. Dosyada hiçbir şey değiştirilmedi.",
    )
    DAMAGED = (
        "Cevapların dosyası okunamıyor; bozulmuş ya da bu programa ait değil.",
        "Dosya olduğu gibi bırakıldı. Silmeyin; bilgi işlem biriminize başvurun.",
    )
    ALTERED = (
        "Cevapların dosyasındaki bazı bilgiler bozulmuş ya da program dışında değiştirilmiş.",
        "Dosya olduğu gibi bırakıldı. Silmeyin; bilgi işlem biriminize başvurun.",
    )
    OUTDATED = (
        "Cevapların dosyası en yeni yedeğinden eski; son yazdıklarınız bu dosyada yok.",
        "Dosya olduğu gibi bırakıldı. Silmeyin; bilgi işlem biriminize başvurun.",
    )
    ENCRYPTED = (
        "Cevaplarınız şifreli; açmak için anahtarı gerekiyor.",
        "Kurtarma kodunu yazın.",
    )
    PLAIN = (
        "Cevaplarınız şifrelenmişti; klasördeki dosya ise şifresiz, başka bir yerden gelmiş.",
        "Dosya olduğu gibi bırakıldı. Silmeyin; bilgi işlem biriminize başvurun.",
    )
    LOCKED = (
        "Cevaplarınızı şu anda başka bir program kullanıyor.",
        "Programın öbür penceresine geçin ya da onu kapatıp programı yeniden açın.",
    )
    REPLACED = (
        "Cevapların dosyası program açıkken dışarıdan değiştirildi; kayıt durduruldu.",
        "İki kopya da saklandı. “Yeniden dene”yi seçip hangisiyle sürdüreceğinizi belirtin.",
    )
    TAKEN_OVER = (
        "Bu cevapları başka bir pencere ya da bilgisayar da açtı; kayıt durduruldu.",
        "Öbürünü kapatın, sonra “Yeniden dene”yi seçip hangisiyle sürdüreceğinizi belirtin.",
    )
    NOT_WRITABLE = (
        "Cevapların klasörüne yazılamıyor.",
        "Klasörün sizin hesabınıza ait ve yazmaya açık olduğuna bakın.",
    )
    HELD = (
        "Cevapların bir dosyasını başka bir program, örneğin virüs tarayıcısı, açık tutuyor.",
        "Biraz bekleyip yeniden deneyin; olmazsa o programı kapatın.",
    )
    TOO_LONG = (
        "Cevapların klasörünün yolu çok uzun; dosyalar orada açılamıyor.",
        "Klasörü, adı kısa olan ve az klasörün içinde duran bir yere taşıyın.",
    )
    DISK_FULL = (
        "Diskte yer kalmadığı için kaydedilemedi.",
        "Diskte yer açıp yeniden deneyin. Daha önce kaydedilenler yerinde duruyor.",
    )
    DISK_FAILED = (
        "Diskten okunurken ya da diske yazılırken hata oldu.",
        "Yeniden deneyin; hata yinelenirse bilgi işlem biriminize başvurun.",
    )
    MEDIUM_GONE = (
        "Cevapların bulunduğu bellek ya da disk çıkarılmış; kayıt durduruldu.",
        "Yeniden takıp “Yeniden dene”yi seçin; yazdıklarınız bu pencerede duruyor.",
    )
    MEDIUM_MISSING = (
        "Cevapların bulunduğu bellek ya da disk takılı değil.",
        "Takıp programı yeniden açın.",
    )
    NETWORK = (
        "Cevaplarınız bir ağ klasöründe; orada güvenle kayıt tutulamaz.",
        "Bilgi işlem biriminizden onu bu bilgisayarın kendi diskine almasını isteyin.",
    )
    NOT_MIGRATED = (
        "Cevaplarınız programın bu sürümüne aktarılamadı.",
        "Hiçbiri değişmedi. Önceki sürümle açın ve bilgi işlem biriminize haber verin.",
    )
    NOT_BACKED_UP = (
        "Yedek alınırken beklenmeyen bir hata oldu.",
        "Cevaplarınız kaydediliyor; hata yinelenirse bilgi işlem biriminize başvurun.",
    )
    SECOND_PLACE = (
        "Yedekler ikinci yere kopyalanamadı; klasör yerinde değil ya da oraya yazılamıyor.",
        "Belleği takın ya da Ayarlar sayfasındaki Yedekler bölümünden başka bir klasör seçin.",
    )
    COPIES_LEFT = (
        "Yedeklerin ikinci yerdeki kopyaları silinemedi.",
        "Belleği takın ya da Ayarlar sayfasından ikinci yeri kaldırıp kopyaları elle silin.",
    )
    BACKUP_LOST = (
        "Bu yedek okunamıyor.",
        "Listeden başka bir yedek seçin.",
    )
    FILE_LOST = (
        "Saklanan dosya yerinde bulunamadı ya da bozulmuş.",
        "Dosyayı yeniden ekleyin.",
    )
    NOT_ERASED = (
        "Cevapların bazı dosyaları silinemedi.",
        "Açık olan dosyaları kapatıp yeniden deneyin; olmazsa programı kapatıp klasörü elle silin.",
    )
    UNKNOWN = (
        "Son değişiklik beklenmeyen bir nedenle kaydedilemedi.",
        "“Yeniden dene”yi seçin; olmazsa yazdıklarınızı not edip programı yeniden açın.",
    )

    def __init__(self, what: str, remedy: str) -> None:
        self.what = what
        self.remedy = remedy


class StoreError(Exception):
    """A known fault of the workspace; its text is ``what``, to be shown with ``remedy``."""

    def __init__(self, fault: Fault, place: Path | None = None) -> None:
        super().__init__(fault.what)
        self.fault = fault
        self.what = fault.what
        self.remedy = f"{fault.remedy} Klasör: {place}" if place else fault.remedy


def fault_of(error: OSError) -> Fault:
    """Return the fault by which the disk's refusal is shown to the officer."""
    if isinstance(error, HeldFileError):
        return Fault.HELD
    if error.errno == errno.ENAMETOOLONG:
        return Fault.TOO_LONG
    full = error.errno in {errno.ENOSPC, errno.EDQUOT} or (
        getattr(error, "winerror", None) in _WINDOWS_IS_FULL
    )
    return Fault.DISK_FULL if full else Fault.NOT_WRITABLE
