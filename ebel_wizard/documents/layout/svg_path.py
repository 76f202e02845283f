"""Turn the outlines of a drawing's shapes into straight lines, short enough to look round."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ebel_wizard.turkish import letters

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]

_STEPS: Final = 24  # lines to a curve
_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_COMMAND: Final = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
_ARC: Final = re.compile(
    r"\s*({n})[\s,]*({n})[\s,]*({n})[\s,]*([01])[\s,]*([01])[\s,]*({n})[\s,]*({n})[\s,]*".replace(
        "{n}", _NUMBER.pattern
    )
)
_TRANSFORM: Final = re.compile(r"\s*(\w+)\s*\(([^)]*)\)[\s,]*")
_TRANSFORM_UNITS: Final = frozenset({"", "px", "deg"})  # the style sheet's name for plain numbers
_UNITS: Final = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_TAKES: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2}
_SAME: Final[Matrix] = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """One outline; ``is_closed`` where its end was joined to its beginning."""

    points: Sequence[Point]
    is_closed: bool


SHAPES: Final = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})


def lines(name: str, attributes: Mapping[str, str]) -> list[Line]:
    """Return the outlines of one shape; raise ValueError for a value that cannot be read."""

    def at(key: str) -> float:
        return length(attributes.get(key, "0"))

    if name == "path":
        return list(_path(attributes.get("d", "")))
    if name in {"polyline", "polygon"}:
        numbers = [float(each) for each in _NUMBER.findall(attributes.get("points", ""))]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        return [Line(points, name == "polygon")] if points else []
    if name == "line":
        return [Line([(at("x1"), at("y1")), (at("x2"), at("y2"))], is_closed=False)]
    if name == "rect":
        return _rect(at("x"), at("y"), at("width"), at("height"), attributes)
    rx, ry = (at("r"), at("r")) if name == "circle" else (at("rx"), at("ry"))
    if rx <= 0 or ry <= 0:
        return []
    x, y = at("cx"), at("cy")
    return [Line([(x + dx * rx, y + dy * ry) for dx, dy in circle(0, 0, 1)], is_closed=True)]


def circle(x: float, y: float, radius: float) -> list[Point]:
    """Return a circle of straight lines."""
    count = 4 * _STEPS
    turns = (2 * math.pi * step / count for step in range(count))
    return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]


def _rect(
    x: float, y: float, width: float, height: float, attributes: Mapping[str, str]
) -> list[Line]:
    if width <= 0 or height <= 0:
        return []
    rx, ry = (attributes.get(key, "auto") for key in ("rx", "ry"))
    across = length(ry if rx == "auto" else rx) if (rx, ry) != ("auto", "auto") else 0.0
    down = length(rx if ry == "auto" else ry) if (rx, ry) != ("auto", "auto") else 0.0
    across, down = min(across, width / 2), min(down, height / 2)
    if across <= 0 or down <= 0:
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        return [Line(corners, is_closed=True)]
    points: list[Point] = []
    middles = (
        (x + width - across, y + height - down),
        (x + across, y + height - down),
        (x + across, y + down),
        (x + width - across, y + down),
    )
    for quarter, (cx, cy) in enumerate(middles):
        for step in range(_STEPS + 1):
            turn = math.pi / 2 * (quarter + step / _STEPS)
            points.append((cx + across * math.cos(turn), cy + down * math.sin(turn)))
    return [Line(points, is_closed=True)]


def length(text: str) -> float:
    """Return a length in pixels; raise ValueError for a relative or impossible one."""
    found = re.fullmatch(rf"({_NUMBER.pattern})\s*([a-z]*)", text.strip())
    if found is None or found[2] not in _UNITS:
        raise ValueError(text)
    return float(found[1]) * _UNITS[found[2]]


def transform(text: str) -> Matrix:
    """Return the matrix of a ``transform`` attribute; raise ValueError for an impossible one."""
    made, place = _SAME, 0
    while place < len(text):
        found = _TRANSFORM.match(text, place)
        if found is None:
            raise ValueError(text)
        units = re.split(r"[\s,]+", _NUMBER.sub("", found[2]))
        if not _TRANSFORM_UNITS.issuperset(units):
            raise ValueError(text)
        made = times(made, _single(found[1], [float(n) for n in _NUMBER.findall(found[2])]))
        place = found.end()
    return made


def _single(name: str, given: Sequence[float]) -> Matrix:
    match name, [*given]:
        case "matrix", [a, b, c, d, e, f]:
            return a, b, c, d, e, f
        case "translate", [x, *rest] if len(rest) < 2:
            return 1, 0, 0, 1, x, rest[0] if rest else 0
        case "scale", [x, *rest] if len(rest) < 2:
            return x, 0, 0, rest[0] if rest else x, 0, 0
        case "rotate", [turn, *rest] if len(rest) in {0, 2}:
            x, y = rest or (0, 0)
            cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
            around = times((1, 0, 0, 1, x, y), (cos, sin, -sin, cos, 0, 0))
            return times(around, (1, 0, 0, 1, -x, -y))
        case "skewX", [turn]:
            return 1, 0, math.tan(math.radians(turn)), 1, 0, 0
        case "skewY", [turn]:
            return 1, math.tan(math.radians(turn)), 0, 1, 0, 0
    raise ValueError(name)


def times(outer: Matrix, inner: Matrix) -> Matrix:
    """Return the transform that does the inner one first."""
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return (
        a * p + c * q,
        b * p + d * q,
        a * r + c * s,
        b * r + d * s,
        a * t + c * u + e,
        b * t + d * u + f,
    )


def moved(points: Sequence[Point], at: Matrix) -> list[Point]:
    """Return the points transformed; raise ValueError where one leaves all bounds."""
    a, b, c, d, e, f = at
    made = [(a * x + c * y + e, b * x + d * y + f) for x, y in points]
    if any(not abs(value) < 1e6 for point in made for value in point):
        raise ValueError("beyond all measure")
    return made


def scale(at: Matrix) -> float:
    """Return how much wider a pen draws under a transform."""
    return math.sqrt(abs(at[0] * at[3] - at[1] * at[2]))


def _path(text: str) -> Iterator[Line]:
    """Yield the outlines of a path: a pen that moves, and what the next command needs of it."""
    if _COMMAND.sub("", text).strip():
        raise ValueError(text[:20])
    points: list[Point] = []
    x = y = 0.0
    before, control = "", (0.0, 0.0)
    for command, rest in _COMMAND.findall(text):
        upper = letters.upper(command)
        if upper == "Z":
            if points:
                x, y = points[0]
                yield Line(points, is_closed=True)
                points = [(x, y)]
            before = "Z"
            continue
        for given in _arguments(upper, rest):
            shift = (x, y) if command.islower() else (0.0, 0.0)
            kind = "L" if upper == "M" and before == "M+" else upper
            if kind == "M":
                if len(points) > 1:
                    yield Line(points, is_closed=False)
                x, y = given[0] + shift[0], given[1] + shift[1]
                points, before = [(x, y)], "M+"
                continue
            points = points or [(x, y)]
            here = (x, y)
            ends = _targets(kind, given, here, shift)
            if kind in "ST":
                # The last control point mirrored, if a curve of the same kind came before.
                like = before in ("CS" if kind == "S" else "QT")
                ends.insert(0, (2 * x - control[0], 2 * y - control[1]) if like else here)
            if kind in "CSQT":
                points += _curve([here, *ends])
                control = ends[-2]
            elif kind == "A":
                points += _arc(here, given, ends[0])
            else:
                points.append(ends[0])
            x, y = ends[-1]
            before = "M+" if upper == "M" else kind
        if upper == "M":
            before = "M"
    if len(points) > 1:
        yield Line(points, is_closed=False)


def _targets(kind: str, given: Sequence[float], here: Point, shift: Point) -> list[Point]:
    """Return the points that a command names, from the first control point to its end."""
    if kind == "H":
        return [(given[0] + shift[0], here[1])]
    if kind == "V":
        return [(here[0], given[0] + shift[1])]
    pairs = [(given[5], given[6])] if kind == "A" else zip(given[::2], given[1::2], strict=True)
    return [(x + shift[0], y + shift[1]) for x, y in pairs]


def _arguments(command: str, text: str) -> list[list[float]]:
    """Return a command's numbers, in the groups it is repeated for."""
    if command == "A":
        # The flags of an arc may stand without blanks: `a1 1 0 01.5.5`.
        found, place = [], 0
        while place < len(text.rstrip()):
            match = _ARC.match(text, place)
            if match is None:
                raise ValueError(text[:20])
            found.append([float(part) for part in match.groups()])
            place = match.end()
        return found
    numbers = [float(each) for each in _NUMBER.findall(text)]
    takes = _TAKES[command]
    if not numbers or len(numbers) % takes or _NUMBER.sub("", text).strip(" ,\t\r\n"):
        raise ValueError(text[:20])
    return [numbers[start : start + takes] for start in range(0, len(numbers), takes)]


def _curve(controls: Sequence[Point]) -> list[Point]:
    """Return a quadratic or cubic Bézier curve, without its first point."""
    degree = len(controls) - 1
    weights = (1, 2, 1) if degree == 2 else (1, 3, 3, 1)
    made = []
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        shares = [n * t**i * (1 - t) ** (degree - i) for i, n in enumerate(weights)]
        made.append(
            (
                sum(share * px for share, (px, _) in zip(shares, controls, strict=True)),
                sum(share * py for share, (_, py) in zip(shares, controls, strict=True)),
            )
        )
    return made


def _arc(start: Point, given: Sequence[float], end: Point) -> list[Point]:
    """Return an arc of an ellipse between two points (SVG 1.1, F.6.5), without its first point."""
    rx, ry, turn, is_large, is_clockwise = abs(given[0]), abs(given[1]), *given[2:5]
    if start == end:
        return []
    if not (rx and ry):
        return [end]
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = cos * dx + sin * dy, cos * dy - sin * dx
    grow = math.sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))  # radii too short to reach
    rx, ry = rx * grow, ry * grow
    spread = (rx * y) ** 2 + (ry * x) ** 2
    off = math.sqrt(max(0.0, (rx * ry) ** 2 / spread - 1))
    off = off if bool(is_large) != bool(is_clockwise) else -off
    cx, cy = off * rx * y / ry, -off * ry * x / rx
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    last = math.atan2((-y - cy) / ry, (-x - cx) / rx)
    sweep = (last - first) % (2 * math.pi)
    if not is_clockwise and sweep:
        sweep -= 2 * math.pi
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    count = max(2, math.ceil(abs(sweep) / (2 * math.pi) * 4 * _STEPS))
    made = []
    for step in range(1, count + 1):
        at = first + sweep * step / count
        px, py = cx + rx * math.cos(at), cy + ry * math.sin(at)
        made.append((middle[0] + cos * px - sin * py, middle[1] + sin * px + cos * py))
    return made
