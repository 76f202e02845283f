"""Loads and saves what is set once for this machine: addressee, helpdesk, theme, folders.

An administrator's file for all accounts of a machine, in the same format, gives the defaults, and
alone decides whether workspaces must be encrypted. ``EBEL_WIZARD_HOME`` puts everything into one
folder (tests, the demo, a portable copy).
"""

import dataclasses
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

from ebel_wizard import files

_APP: Final = "ebel_wizard"
HOME_VARIABLE: Final = "EBEL_WIZARD_HOME"
THEMES: Final = ("system", "light", "dark")
ENCRYPTION: Final = ("recommended", "required")
_CHOICES: Final = {"theme": THEMES, "encryption": ENCRYPTION}
_ADMINISTRATORS: Final = "encryption"
"""The setting that only the administrator's file may have."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The addressee's defaults are the guide's; the helpdesk's details are masked in it."""

    addressee_body: str = "İçişleri Bakanlığı"
    addressee_unit: str = "Bilgi İşlem Dairesi Başkanlığı"
    addressee_address: str = ""
    helpdesk_email: str = ""
    helpdesk_phone: str = ""
    theme: str = "system"
    encryption: str = "recommended"


def data_dir() -> Path:
    """Return the workspace's folder; local AppData on Windows: SQLite's WAL fails on a network."""
    home = _home()
    return home / "data" if home else platformdirs.user_data_path(_APP, appauthor=False)


def file() -> Path:
    """Return the settings file."""
    home = _home()
    return (home or platformdirs.user_config_path(_APP, appauthor=False)) / "settings.json"


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
    result = dataclasses.replace(own, **{_ADMINISTRATORS: getattr(defaults, _ADMINISTRATORS)})
    return result, " ".join(filter(None, (problem, own_problem)))


def _read(path: Path, defaults: Settings, name: str) -> tuple[Settings, str]:
    try:
        raw: object = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return defaults, ""
    except (OSError, ValueError, RecursionError):
        return defaults, f"{name} okunamadı; varsayılan ayarlar kullanılıyor."
    if not isinstance(raw, dict):
        return defaults, f"{name} bozuk; varsayılan ayarlar kullanılıyor."
    names = [part.name for part in dataclasses.fields(Settings)]
    usable = {name: raw[name] for name in names if _is_usable(name, raw.get(name))}
    bad = any(name in raw and name not in usable for name in names)
    reason = f"{name}: bir bölümü bozuk; onun yerine varsayılanlar kullanılıyor." if bad else ""
    return dataclasses.replace(defaults, **usable), reason


def _is_usable(name: str, value: object) -> bool:
    return isinstance(value, str) and value in _CHOICES.get(name, (value,))


def save(settings: Settings, path: Path | None = None) -> None:
    """Save the settings, all or nothing, readable by their owner alone; raises OSError."""
    target = files.followed(path or file())
    files.make_folder(target.parent, private=True)
    kept = {
        key: value for key, value in dataclasses.asdict(settings).items() if key != _ADMINISTRATORS
    }
    text = json.dumps(kept, ensure_ascii=False, indent=2)
    is_damaged = bool(_read(target, settings, "")[1])
    with files.atomic_write(target, private=True) as temporary:
        temporary.write_text(f"{text}\n", encoding="utf-8", newline="\n")
        if is_damaged:  # somebody may still want to read what is in it
            target.replace(target.with_name(f"{target.name}.bozuk"))
