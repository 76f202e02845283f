"""The places of the window besides the steps, each described once."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its name (kept where the officer was last), its title, and its mark in the rail."""

    name: str
    title: str
    mark: str = ""


HOME: Final = Place("home", "Görev listesi", "☰")
REGISTER: Final = Place("register", "Personel ve birimler", "☷")
SETTINGS: Final = Place("settings", "Ayarlar", "⚙")
HISTORY: Final = Place("history", "Geçmiş")
BY_NAME: Final = {place.name: place for place in (HOME, REGISTER, SETTINGS, HISTORY)}
