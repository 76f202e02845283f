"""The places of the window besides the steps, each described once."""

from dataclasses import dataclass
from typing import Final

PLACE_KEY: Final = "place"
LAST_STEP_KEY: Final = "last-step"
"""What the workspace keeps the place under where the officer was last, and the page of a step."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its name (kept where the officer was last), its title, and its icon in the rail."""

    name: str
    title: str
    icon: str = ""


HOME: Final = Place("home", "Görev listesi", "list-checks")
REGISTER: Final = Place("register", "Personel ve birimler", "users")
SETTINGS: Final = Place("settings", "Ayarlar", "settings")
HISTORY: Final = Place("history", "Geçmiş")
HELP: Final = Place("help", "Yardım")
PEOPLE: Final = "people"
UNITS: Final = "units"
TITLES: Final = {PEOPLE: "Personel", UNITS: "Birimler"}
"""The lists of the register."""
BY_NAME: Final = {place.name: place for place in (HOME, REGISTER, SETTINGS, HISTORY, HELP)}
