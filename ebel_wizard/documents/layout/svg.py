"""Draw an SVG logo as a picture: filled and stroked shapes in plain colours, and nothing else.

Everything else (scripts, links, pictures, letters, shading) is refused by name: a logo that
silently lost a part would be worse than one that has to be saved as PNG first.
"""

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from PIL import Image, ImageChops, ImageColor, ImageDraw

from ebel_wizard.documents.layout import svg_path
from ebel_wizard.documents.layout.svg_path import Matrix, Point

_NAMESPACE: Final = "{http://www.w3.org/2000/svg}"
_FINER: Final = 3  # drawn so many times larger, for smooth edges
_LARGEST: Final = 1_000_000  # bytes
_MOST_SHAPES: Final = 2_000
_MOST_POINTS: Final = 300_000
_DEEPEST: Final = 100
_SILENT: Final = frozenset({"title", "desc", "metadata", "defs", "style"})
_GROUPS: Final = frozenset({"svg", "g"})
_INHERITED: Final = (
    "fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-opacity",
    "stroke-linejoin", "stroke-linecap", "stroke-miterlimit", "stroke-dasharray", "color",
    "visibility",
)  # fmt: skip
_FORBIDDEN: Final = ("filter", "mask", "clip-path", "marker-start", "marker-mid", "marker-end")
_CLASSES: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NOTE: Final = "logoyu PNG olarak kaydedip onu verin."

_Style = Mapping[str, str]
_Line = Sequence[Point]


class SvgError(ValueError):
    """Why a drawing cannot be the logo, in a Turkish sentence."""


def draw(data: bytes, side: int) -> Image.Image:
    """Return the drawing on white, its longer side so many pixels; raise SvgError."""
    if len(data) > _LARGEST:
        raise SvgError(f"SVG logo 1 MB’tan büyük; {_NOTE}")
    # Entities can grow without end or reach into other files; a drawing needs none.
    if re.search(rb"<!(?:DOCTYPE|ENTITY)[^>]*(?:\[|ENTITY)", data):
        raise SvgError(f"SVG logoda varlık tanımı (ENTITY) var; {_NOTE}")
    try:
        root = ET.fromstring(data)  # noqa: S314 - entities were refused
    except (ET.ParseError, ValueError, LookupError) as error:
        raise SvgError(f"SVG logo bozuk; {_NOTE}") from error
    if root.tag != f"{_NAMESPACE}svg":
        raise SvgError(f"SVG logo bozuk; {_NOTE}")
    _refuse_active(root)
    try:
        return _Drawing(root, side).made()
    except (ValueError, OverflowError, ArithmeticError) as error:
        if isinstance(error, SvgError):
            raise
        raise SvgError(f"SVG logo okunamayan bir değer taşıyor; {_NOTE}") from error


def _refuse_active(root: ET.Element) -> None:
    for count, element in enumerate(root.iter()):
        name = _name(element)
        if name == "script" or any(re.match("on", key, re.IGNORECASE) for key in element.attrib):
            raise SvgError(f"SVG logoda komut (script) var; {_NOTE}")
        if any(key.rpartition("}")[2] in {"href", "src"} for key in element.attrib):
            raise SvgError(f"SVG logoda bağlantı (href) var; {_NOTE}")
        if count > 10 * _MOST_SHAPES:
            raise SvgError(f"SVG logo çok ayrıntılı; {_NOTE}")


def _name(element: ET.Element) -> str:
    return element.tag.removeprefix(_NAMESPACE)


class _Drawing:
    """A drawing in progress: the picture, and how much of it may still be drawn."""

    def __init__(self, root: ET.Element, side: int) -> None:
        self._root = root
        x, y, width, height = _view(root)
        scale = side * _FINER / max(width, height)
        self._size = (max(_FINER, round(width * scale)), max(_FINER, round(height * scale)))
        self._start: Matrix = (scale, 0, 0, scale, -x * scale, -y * scale)
        self._picture = Image.new("RGB", self._size, "white")
        self._classes = _classes(root)
        self._shapes = 0
        self._points = 0

    def made(self) -> Image.Image:
        attributes = self._attributes(self._root)
        at = svg_path.times(self._start, svg_path.transform(attributes.get("transform", "")))
        self._group(
            self._root, _inherit(attributes, {}), at, _share(attributes.get("opacity", "1")), 0
        )
        width, height = self._size
        finished = (max(1, round(width / _FINER)), max(1, round(height / _FINER)))
        return self._picture.resize(finished, Image.Resampling.BOX)

    def _group(
        self, element: ET.Element, inherited: _Style, at: Matrix, opacity: float, depth: int
    ) -> None:
        if depth > _DEEPEST:
            raise SvgError(f"SVG logo çok iç içe; {_NOTE}")
        for child in element:
            name = _name(child)
            if name in _SILENT or name.startswith("{"):
                continue  # remarks, and a drawing program's own notes
            attributes = self._attributes(child)
            style = _inherit(attributes, inherited)
            if attributes.get("display") == "none":
                continue
            for key in _FORBIDDEN:
                if attributes.get(key, "none") != "none":
                    raise SvgError(f"SVG logoda “{key}” kullanılmış; {_NOTE}")
            here = svg_path.times(at, svg_path.transform(attributes.get("transform", "")))
            clear = opacity * _share(attributes.get("opacity", "1"))
            if name == "svg":
                raise SvgError(f"SVG logoda “svg” içinde “svg” var; {_NOTE}")
            if name in _GROUPS:
                self._group(child, style, here, clear, depth + 1)
            elif name in svg_path.SHAPES:
                self._shape(svg_path.lines(name, attributes), style, here, clear)
            else:
                raise SvgError(f"SVG logoda “{name[:30]}” var, basılamıyor; {_NOTE}")

    def _attributes(self, element: ET.Element) -> dict[str, str]:
        """Return an element's attributes, overridden by its classes' and its own style."""
        attributes: dict[str, str] = {key: text.strip() for key, text in element.items()}
        for name in attributes.get("class", "").split():
            attributes |= self._classes.get(name, {})
        return attributes | _declared(attributes.get("style", ""))

    def _shape(
        self, shapes: Sequence[svg_path.Line], style: _Style, at: Matrix, opacity: float
    ) -> None:
        self._shapes += 1
        self._points += sum(len(line.points) for line in shapes)
        if self._shapes > _MOST_SHAPES or self._points > _MOST_POINTS:
            raise SvgError(f"SVG logo çok ayrıntılı; {_NOTE}")
        if style.get("visibility", "visible") != "visible":
            return
        lines = [svg_path.moved(line.points, at) for line in shapes]
        fill = _colour(style, "fill", "black")
        if fill:
            areas = [line for line in lines if len(line) > 2]
            self._paint(areas, fill, style.get("fill-rule"), style, "fill-opacity", opacity)
        stroke = _colour(style, "stroke", "none")
        if stroke:
            if style.get("stroke-dasharray", "none") != "none":
                raise SvgError(f"SVG logoda kesikli çizgi var; {_NOTE}")
            width = svg_path.length(style.get("stroke-width", "1")) * svg_path.scale(at)
            closed = [line.is_closed for line in shapes]
            drawn = [
                area
                for line, is_closed in zip(lines, closed, strict=True)
                for area in _stroke(line, width / 2, style, is_closed=is_closed)
            ]
            self._paint(drawn, stroke, "union", style, "stroke-opacity", opacity)

    def _paint(
        self,
        areas: Sequence[_Line],
        colour: tuple[int, ...],
        rule: str | None,
        style: _Style,
        own: str,
        opacity: float,
    ) -> None:
        xs = [x for area in areas for x, _ in area]
        ys = [y for area in areas for _, y in area]
        if not xs:
            return
        left, top = max(0, math.floor(min(xs))), max(0, math.floor(min(ys)))
        right = min(self._size[0], math.ceil(max(xs)) + 1)
        bottom = min(self._size[1], math.ceil(max(ys)) + 1)
        if left >= right or top >= bottom:
            return
        moved = [[(x - left, y - top) for x, y in area] for area in areas]
        mask = _mask(moved, (right - left, bottom - top), rule)
        alpha = opacity * _share(style.get(own, "1")) * (colour[3] / 255 if colour[3:] else 1)
        if alpha < 1:
            mask = mask.point([round(value * alpha) for value in range(256)])
        self._picture.paste(colour[:3], (left, top), mask)


def _inherit(attributes: _Style, inherited: _Style) -> _Style:
    """Return the style of a shape or group: its own, else what it inherits."""
    style = dict(inherited)
    style.update(
        (key, attributes[key]) for key in _INHERITED if attributes.get(key, "inherit") != "inherit"
    )
    return style


def _view(root: ET.Element) -> tuple[float, float, float, float]:
    """Return the visible part of the drawing."""
    box = [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if part]
    if len(box) != 4:
        box = [0, 0, *(svg_path.length(root.get(name, "0")) for name in ("width", "height"))]
    x, y, width, height = box
    if not (width > 0 and height > 0 and 1 / 20 <= width / height <= 20):
        raise SvgError(f"SVG logonun eni ve boyu anlaşılamadı; {_NOTE}")
    return x, y, width, height


def _classes(root: ET.Element) -> Mapping[str, _Style]:
    found: dict[str, dict[str, str]] = {}
    for element in root.iter(f"{_NAMESPACE}style"):
        text = re.sub(r"/\*.*?\*/", "", element.text or "", flags=re.DOTALL)
        rest = _CLASSES.sub("", text).strip()
        for selectors, declared in _CLASSES.findall(text):
            for selector in selectors.split(","):
                name = selector.strip()
                if not re.fullmatch(r"\.[\w-]+", name):
                    rest = name
                found.setdefault(name[1:], {}).update(_declared(declared))
        if rest:
            raise SvgError(f"SVG logonun biçem (style) bölümü okunamıyor; {_NOTE}")
    return found


def _declared(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(";"))
    return {
        key.strip(): value.replace("!important", "").strip() for key, _, value in pairs if value
    }


def _share(text: str) -> float:
    value = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    return min(1.0, max(0.0, value))


def _colour(style: _Style, key: str, default: str) -> tuple[int, ...] | None:
    text = style.get(key, default)
    if text == "currentColor":
        text = style.get("color", "black")
    if text in {"none", "transparent"}:
        return None
    if text.startswith("url"):
        raise SvgError(f"SVG logoda renk geçişi ya da desen var; {_NOTE}")
    return ImageColor.getrgb(text)


def _mask(areas: Sequence[_Line], size: tuple[int, int], rule: str | None) -> Image.Image:
    """Return the pixels that the areas cover, by SVG's rules for overlapping areas."""
    if rule == "union" or len(areas) == 1:
        mask = Image.new("L", size)
        pen = ImageDraw.Draw(mask)
        for area in areas:
            pen.polygon(area, fill=255)
        return mask
    if rule == "evenodd":
        mask = Image.new("L", size)
        for area in areas:
            mask = ImageChops.difference(mask, _mask([area], size, None))
        return mask
    # nonzero: areas drawn one way round add, those drawn the other way take away.
    turns = Image.new("L", size, 128)
    for area in areas:
        one = _mask([area], size, None).point([0, *[1] * 255])
        change = ImageChops.add if _turn(area) > 0 else ImageChops.subtract
        turns = change(turns, one)
    return turns.point([255 if value != 128 else 0 for value in range(256)])


def _turn(area: _Line) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*area, area[0]]))


def _stroke(line: _Line, half: float, style: _Style, *, is_closed: bool) -> Iterator[_Line]:
    """Return the areas that a pen covers along a line: its straight pieces and its corners."""
    points = [point for point, after in pairwise([*line, (math.inf, 0.0)]) if point != after]
    if is_closed and len(points) > 1 and points[0] == points[-1]:
        points.pop()
    if len(points) < 2:
        return
    if is_closed:
        points = [*points, points[0], points[1]]
    join = style.get("stroke-linejoin", "miter")
    cap = style.get("stroke-linecap", "butt")
    limit = float(style.get("stroke-miterlimit", "4"))
    sides = []
    for (x1, y1), (x2, y2) in pairwise(points):
        long = math.hypot(x2 - x1, y2 - y1)
        sides.append(((y1 - y2) / long * half, (x2 - x1) / long * half))
    pieces = list(zip(pairwise(points), sides, strict=True))
    for ((x1, y1), (x2, y2)), (dx, dy) in pieces[: -1 if is_closed else None]:
        yield [(x1 + dx, y1 + dy), (x2 + dx, y2 + dy), (x2 - dx, y2 - dy), (x1 - dx, y1 - dy)]
    for (x, y), before, after in zip(points[1:], sides, sides[1:], strict=False):
        yield from _corner((x, y), before, after, half, join, limit)
    if not is_closed and cap != "butt":
        for (x, y), (dx, dy), ahead in ((points[0], sides[0], -1), (points[-1], sides[-1], 1)):
            if cap == "round":
                yield svg_path.circle(x, y, half)
            else:
                fx, fy = x + ahead * dy, y - ahead * dx
                yield [(x + dx, y + dy), (fx + dx, fy + dy), (fx - dx, fy - dy), (x - dx, y - dy)]


def _corner(
    point: Point, before: Point, after: Point, half: float, join: str, limit: float
) -> Iterator[_Line]:
    x, y = point
    if join == "round":
        yield svg_path.circle(x, y, half)
        return
    turn = before[0] * after[1] - before[1] * after[0]
    sign = -1 if turn > 0 else 1  # the outer side of the bend
    (ax, ay), (bx, by) = (before[0] * sign, before[1] * sign), (after[0] * sign, after[1] * sign)
    corner = [(x, y), (x + ax, y + ay), (x + bx, y + by)]
    middle = math.hypot(ax + bx, ay + by)
    reach = 2 * half / middle if middle > 1e-9 * half else math.inf  # the miter's length
    if join == "miter" and reach <= limit:
        far = 2 * half * half / (middle * middle)
        corner.insert(2, (x + (ax + bx) * far, y + (ay + by) * far))
    yield corner
