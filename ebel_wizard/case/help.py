"""Read what is told about the questions: what is meant, and where its answer is looked up."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ebel_wizard import resources


@dataclass(frozen=True, slots=True)
class Help:
    """Tells what a question means, where its answer is found, and how it reads in the letter.

    In ``sample`` the answer stands between asterisks.
    """

    about: str = ""
    where: str = ""
    sample: str = ""


@cache
def told() -> Mapping[str, object]:
    """Return what the file of the help has, by the questions' paths."""
    return tomllib.loads(resources.path("help", "sorular.toml").read_text("utf-8"))


@cache
def of(path: str) -> Help | None:
    """Return what is told about the question at a path; about a row's, what its list has."""
    asked = path.partition("[")[0]
    found = told().get(asked)
    return Help(**found) if isinstance(found, dict) else None
