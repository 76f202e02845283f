"""Loads and saves what is set once for this machine: addressee, helpdesk, theme, folders.

An administrator's file for all accounts of a machine, in the same format, gives the defaults, fixes
those that it names under ``fixed``, and alone decides whether workspaces must be encrypted.
``EBEL_WIZARD_HOME`` puts everything into one folder (tests, the demo, a portable copy); only which
disk that folder was on is kept elsewhere.
"""

import dataclasses
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import platformdirs

from ebel_wizard import untrusted

_APP: Final = "ebel_wizard"
HOME_VARIABLE: Final = "EBEL_WIZARD_HOME"
THEMES: Final = ("system", "light", "dark")
ENCRYPTION: Final = ("recommended", "required")
TEXT_SIZES: Final = ("100", "110", "125", "150")
TCKNS: Final = ("shown", "masked")
_CHOICES: Final = {
    "theme": THEMES,
    "text_size": TEXT_SIZES,
    "encryption": ENCRYPTION,
    "tckns": TCKNS,
}
_ALWAYS_FIXED: Final = frozenset({"encryption"})
_LARGEST: Final = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Settings:
    """The addressee's defaults are the guide's; the helpdesk's details are masked in it."""

    addressee_body: str = "İçişleri Bakanlığı"
    addressee_unit: str = "Bilgi İşlem Dairesi Başkanlığı"
    addressee_address: str = ""
    helpdesk_email: str = ""
    helpdesk_phone: str = ""
    theme: str = "system"
    text_size: str = "100"
    """How large the text is, in percent of the system's."""
    encryption: str = "recommended"
    signatory_name: str = ""
    signatory_surname: str = ""
    signatory_title: str = ""
    file_plan: str = ""
    tckns: str = "shown"
    """Whether lists show identity numbers whole."""
    backup_folder: str = ""
    """Where the backups are copied to as well."""
    fixed: frozenset[str] = frozenset()
    """The names of those that only the administrator's file may have."""

    def changed(self, values: Mapping[str, str]) -> "Settings":
        """Return the settings with other values, by name."""
        return dataclasses.replace(self, **dict[str, Any](values))

    @property
    def text_scale(self) -> float:
        """Return by how much the text is enlarged."""
        return int(self.text_size) / 100


_NAMES: Final = tuple(part.name for part in dataclasses.fields(Settings) if part.name != "fixed")


def data_dir() -> Path:
    """Return the workspace's folder; local AppData on Windows: SQLite's WAL fails on a network."""
    home = _home()
    return home / "data" if home else platformdirs.user_data_path(_APP, appauthor=False)


def file() -> Path:
    """Return the settings file."""
    home = _home()
    return (home or platformdirs.user_config_path(_APP, appauthor=False)) / "settings.json"


def mounts_file() -> Path:
    """Return the record of the disks that workspaces were on.

    Not in ``EBEL_WIZARD_HOME``, which may be on such a disk itself.
    """
    return platformdirs.user_state_path(_APP, appauthor=False) / "baglantilar.json"


def window_file() -> Path:
    """Return the record of where the window stood."""
    return (_home() or platformdirs.user_state_path(_APP, appauthor=False)) / "pencere"


def machine_file() -> Path:
    """Return the administrator's file, for all accounts of this machine."""
    home = _home()
    folder = home / "kurum" if home else platformdirs.site_config_path(_APP, appauthor=False)
    return folder / "settings.json"


def _home() -> Path | None:
    home = os.environ.get(HOME_VARIABLE, "")
    return Path(home).absolute() if home else None


def load(path: Path | None = None) -> tuple[Settings, str]:
    """Return the settings, and a Turkish sentence when a file or a part of it could not be used.

    What cannot be used has its default; a missing file is no error.
    """
    defaults, problem = _read(machine_file(), Settings(), "Kurumun ayarlar dosyası")
    own, own_problem = _read(path or file(), defaults, "Ayarlar dosyası")
    fixed = {name: getattr(defaults, name) for name in defaults.fixed | _ALWAYS_FIXED}
    result = dataclasses.replace(own, **fixed, fixed=defaults.fixed)
    return result, " ".join(filter(None, (problem, own_problem)))


def _read(path: Path, defaults: Settings, name: str) -> tuple[Settings, str]:
    try:
        raw: object = json.loads((untrusted.read(path, _LARGEST) or b"").decode("utf-8-sig"))
    except FileNotFoundError:
        return defaults, ""
    except (OSError, ValueError, RecursionError):
        return defaults, f"{name} okunamadı; varsayılan ayarlar kullanılıyor."
    if not isinstance(raw, dict):
        return defaults, f"{name} bozuk; varsayılan ayarlar kullanılıyor."
    usable = {name: raw[name] for name in _NAMES if _is_usable(name, raw.get(name))}
    bad = any(name in raw and name not in usable for name in _NAMES)
    fixed = raw.get("fixed", [])
    if isinstance(fixed, list) and all(each in _NAMES for each in fixed):
        usable["fixed"] = frozenset(fixed)
    else:
        bad = True
    reason = f"{name}: bir bölümü bozuk; onun yerine varsayılanlar kullanılıyor." if bad else ""
    return dataclasses.replace(defaults, **usable), reason


def _is_usable(name: str, value: object) -> bool:
    return isinstance(value, str) and value in _CHOICES.get(name, (value,))


def save(settings: Settings, path: Path | None = None) -> None:
    """Save the settings, all or nothing, readable by their owner alone; raises OSError."""
    from ebel_wizard import files, held_files

    target = files.followed(path or file())
    files.make_folder(target.parent, private=True)
    own = [name for name in _NAMES if name not in settings.fixed | _ALWAYS_FIXED]
    kept = {name: getattr(settings, name) for name in own}
    text = json.dumps(kept, ensure_ascii=False, indent=2)
    is_damaged = bool(_read(target, settings, "")[1])
    with files.atomic_write(target, private=True) as temporary:
        temporary.write_text(f"{text}\n", encoding="utf-8", newline="\n")
        if is_damaged:  # somebody may still want to read what is in it
            held_files.replace(target, target.with_name(f"{target.name}.bozuk"))
