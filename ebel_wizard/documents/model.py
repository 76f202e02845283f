"""Plain data that the whole package shares."""

from dataclasses import dataclass


class LogoError(ValueError):
    """Why a file cannot be the logo, in a Turkish sentence."""


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """Parola and şifre, in memory while a form is drawn; no repr shows them."""

    parola: str
    sifre: str
