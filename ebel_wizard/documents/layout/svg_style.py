"""Read the styles of a drawing's shapes as browsers do: classes, their order, and colours."""

import colorsys
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from PIL import ImageColor

from ebel_wizard.turkish import letters

Style = Mapping[str, str]
Colour = tuple[int, int, int, float]
"""Red, green and blue up to 255, and alpha up to 1."""

_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS: Final = re.compile(r"\.([\w-]+)")
_FUNCTION: Final = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")
_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?")
_IMPORTANT: Final = re.compile(r"!\s*important\s*$", re.IGNORECASE)
_MOST_DECLARATIONS: Final = 2_000
_PLAIN_SHEET: Final = {"type": ("", "text/css"), "media": ("", "all", "screen")}


class StyleSheet:
    """The rules of a drawing's style sheets, which may only be for classes.

    All of them weigh the same in CSS: of two rules for one property the later one wins, whatever
    the order of an element's classes.
    """

    def __init__(self, root: ET.Element, tag: str) -> None:
        """Read every style element; raise ValueError for one with anything but rules for classes,
        or with too many.
        """
        self._rules: dict[str, dict[tuple[bool, str], tuple[int, str]]] = {}
        """For each class: whether it is important and which property, then its place and value."""
        self._count = 0
        for element in root.iter(tag):
            if any(element.get(key, "") not in plain for key, plain in _PLAIN_SHEET.items()):
                raise ValueError("another kind of style sheet")
            self._read(re.sub(r"/\*.*?\*/", "", element.text or "", flags=re.DOTALL))

    def _read(self, text: str) -> None:
        if _RULE.sub("", text).strip():
            raise ValueError("more than rules")
        for selectors, declared in _RULE.findall(text):
            for selector in selectors.split(","):
                name = _CLASS.fullmatch(selector.strip())
                if name is None:
                    raise ValueError("a rule for more than a class")
                rules = self._rules.setdefault(name[1], {})
                for important, key, value in _declarations(declared):
                    self._count += 1
                    rules[important, key] = self._count, value
                if self._count > _MOST_DECLARATIONS:
                    raise ValueError("too many rules")

    def attributes(self, element: ET.Element) -> dict[str, str]:
        """Return an element's attributes, overridden by its classes and by its own style."""
        made: dict[str, str] = {key: text.strip() for key, text in element.items()}
        found: dict[tuple[bool, str], tuple[int, str]] = {}
        for name in set(made.get("class", "").split()):
            for place, value in self._rules.get(name, {}).items():
                found[place] = max(value, found.get(place, value))
        own = {
            (important, key): value
            for important, key, value in _declarations(made.get("style", ""))
        }
        for wanted in (False, True):
            made |= {key: value for (is_so, key), (_, value) in found.items() if is_so is wanted}
            made |= {key: value for (is_so, key), value in own.items() if is_so is wanted}
        return made


def _declarations(text: str) -> Iterator[tuple[bool, str, str]]:
    """Yield whether each declaration is important, its property and its value."""
    for part in text.split(";"):
        key, _, value = part.partition(":")
        bare = _IMPORTANT.sub("", value)
        if bare.strip():
            yield bare != value, letters.lower_ascii(key.strip()), bare.strip()


def share(text: str) -> float:
    """Return a number or percentage as a share from 0 to 1."""
    value = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    return min(1.0, max(0.0, value))


def colour(text: str) -> Colour:
    """Return the colour that a browser draws for a name, a number or a function of it.

    Raises ValueError for any other text, and for what browsers read in different ways.
    """
    text = letters.lower_ascii(text.strip())
    function = _FUNCTION.fullmatch(text)
    if function is not None:
        return _computed(function[1], _arguments(function[2]))
    if "(" in text:
        raise ValueError(text)
    red, green, blue, *alpha = ImageColor.getrgb(text)
    return red, green, blue, alpha[0] / 255 if alpha else 1.0


def _arguments(text: str) -> list[str]:
    """Return the three parts of a colour and its alpha: ``1, 2, 3, 0.5`` or ``1 2 3 / 0.5``."""
    if "," in text:
        parts = [part.strip() for part in text.split(",")]
    else:
        three, slash, alpha = text.partition("/")
        parts = [*three.split(), alpha.strip()] if slash else three.split()
    are_numbers = all(_NUMBER.fullmatch(part.removesuffix("%")) for part in parts)
    if not 3 <= len(parts) <= 4 or not are_numbers:
        raise ValueError(text)
    return [*parts, "1"][:4]


def _computed(kind: str, parts: Sequence[str]) -> Colour:
    *three, alpha = parts
    is_percent = [part.endswith("%") for part in three]
    if kind == "hsl":
        if is_percent != [False, True, True]:
            raise ValueError(three)
        hue, saturation, lightness = float(three[0]) % 360 / 360, share(three[1]), share(three[2])
        shares = [*colorsys.hls_to_rgb(hue, lightness, saturation)]
    elif all(is_percent):
        shares = [share(part) for part in three]
    elif not any(is_percent):
        shares = [min(1.0, max(0.0, float(part) / 255)) for part in three]
    else:
        raise ValueError(three)
    red, green, blue = (int(each * 255 + 0.5) for each in shares)
    return red, green, blue, share(alpha)
