"""The cards of the settings page that other places lead to."""

from typing import Final

BACKUPS: Final = "backups"
ENCRYPTION: Final = "encryption"
HANDOVER: Final = "handover"
