"""What the window shows about the disk."""

from enum import Enum


class SaveStatus(Enum):
    """SAVED only when every edit is durable."""

    SAVING = "Kaydediliyor…"
    SAVED = "Kaydedildi"
    FAILED = "Kaydedilemedi"
