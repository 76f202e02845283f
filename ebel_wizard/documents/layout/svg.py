"""Draw an SVG logo as a picture: filled and stroked shapes in plain colours, and nothing else.

Everything else (scripts, links, pictures, letters, shading) is refused by name: a logo that
silently lost a part would be worse than one that has to be saved as PNG first.
"""

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Final

from PIL import Image, ImageDraw

from ebel_wizard.documents.layout import svg_path, svg_style
from ebel_wizard.documents.layout.svg_path import Matrix, Point
from ebel_wizard.documents.layout.svg_style import Colour, Style
from ebel_wizard.turkish import letters

_NAMESPACE: Final = "{http://www.w3.org/2000/svg}"
_FINER: Final = 3  # drawn so many times larger, for smooth edges
_LARGEST: Final = 1_000_000  # bytes
_MOST_SHAPES: Final = 2_000
_MOST_POINTS: Final = 300_000
_DEEPEST: Final = 100
_MOST_CROSSINGS: Final = 2_000_000  # of outlines and rows of pixels
_FARTHEST: Final = 1e9  # pixels from the drawing
_MOST_FADED: Final = 100  # groups and shapes with an opacity: each takes a copy of the picture
_DEEPEST_FADING: Final = 10
_SILENT: Final = frozenset({"title", "desc", "metadata", "defs", "style"})
_GROUPS: Final = frozenset({"svg", "g"})
_INHERITED: Final = (
    "fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-opacity",
    "stroke-linejoin", "stroke-linecap", "stroke-miterlimit", "stroke-dasharray", "color",
    "visibility",
)  # fmt: skip
_FORBIDDEN: Final = (
    "filter", "mask", "clip-path", "marker", "marker-start", "marker-mid", "marker-end",
    "mix-blend-mode", "paint-order", "vector-effect", "transform-origin",
)  # fmt: skip
_HARMLESS: Final = frozenset({"none", "normal", "0 0"})
_NOTE: Final = "logoyu PNG olarak kaydedip onu verin."

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
        self._sheet = _sheet(root)
        self._shapes = 0
        self._points = 0
        self._crossings = 0
        self._fading = 0
        self._faded_count = 0

    def made(self) -> Image.Image:
        attributes = self._sheet.attributes(self._root)
        at = svg_path.times(self._start, svg_path.transform(attributes.get("transform", "")))
        _refuse_forbidden(attributes)
        with self._faded(attributes):
            self._group(self._root, _inherit(attributes, {}), at, 0)
        width, height = self._size
        finished = (max(1, round(width / _FINER)), max(1, round(height / _FINER)))
        return self._picture.resize(finished, Image.Resampling.BOX)

    @contextmanager
    def _faded(self, attributes: Style) -> Iterator[None]:
        """Mix what is drawn inside with what was there before: a group fades as a whole."""
        opacity = svg_style.share(attributes.get("opacity", "1"))
        if opacity == 1:
            yield
            return
        self._fading += 1
        self._faded_count += 1
        if self._fading > _DEEPEST_FADING or self._faded_count > _MOST_FADED:
            raise SvgError(f"SVG logo çok ayrıntılı; {_NOTE}")
        before = self._picture.copy()
        yield
        self._picture = Image.blend(before, self._picture, opacity)
        self._fading -= 1

    def _group(self, element: ET.Element, inherited: Style, at: Matrix, depth: int) -> None:
        if depth > _DEEPEST:
            raise SvgError(f"SVG logo çok iç içe; {_NOTE}")
        for child in element:
            name = _name(child)
            if name in _SILENT or name.startswith("{"):
                continue  # remarks, and a drawing program's own notes
            attributes = self._sheet.attributes(child)
            style = _inherit(attributes, inherited)
            if letters.lower_ascii(attributes.get("display", "")) == "none":
                continue
            _refuse_forbidden(attributes)
            here = svg_path.times(at, svg_path.transform(attributes.get("transform", "")))
            if name == "svg":
                raise SvgError(f"SVG logoda “svg” içinde “svg” var; {_NOTE}")
            if name in _GROUPS:
                with self._faded(attributes):
                    self._group(child, style, here, depth + 1)
            elif name in svg_path.SHAPES:
                with self._faded(attributes):
                    self._shape(svg_path.lines(name, attributes), style, here)
            else:
                raise SvgError(f"SVG logoda “{name[:30]}” var, basılamıyor; {_NOTE}")

    def _shape(self, shapes: Sequence[svg_path.Line], style: Style, at: Matrix) -> None:
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
            self._paint(areas, fill, style.get("fill-rule"), style, "fill-opacity")
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
            self._paint(drawn, stroke, "union", style, "stroke-opacity")

    def _filled(
        self, areas: Sequence[_Line], size: tuple[int, int], rule: str | None
    ) -> Image.Image:
        """Return the pixels inside the outlines by the fill rule, also where they cross themselves.

        Pillow's polygon knows one outline and the even-odd rule only.
        """
        width, height = size
        rows: list[list[tuple[float, int]]] = [[] for _ in range(height)]
        for area in areas:
            for (x1, y1), (x2, y2) in pairwise([*area, area[0]]):
                way, (left, upper), (right, lower) = (
                    (1, (x1, y1), (x2, y2)) if y1 < y2 else (-1, (x2, y2), (x1, y1))
                )
                crossed = range(max(0, math.ceil(upper - 0.5)), min(height, math.ceil(lower - 0.5)))
                self._crossings += len(crossed)
                if self._crossings > _MOST_CROSSINGS:
                    raise SvgError(f"SVG logo çok ayrıntılı; {_NOTE}")
                for row in crossed:
                    share = (row + 0.5 - upper) / (lower - upper)
                    rows[row].append((left + (right - left) * share, way))
        pixels = bytearray(width * height)
        for row, crossings in enumerate(rows):
            turns = 0
            for (x, way), (after, _) in pairwise(sorted(crossings)):
                turns += way
                start, end = max(0, math.ceil(x - 0.5)), min(width, math.ceil(after - 0.5))
                if start < end and (turns % 2 if rule == "evenodd" else turns):
                    pixels[row * width + start : row * width + end] = b"\xff" * (end - start)
        return Image.frombytes("L", size, bytes(pixels))

    def _paint(
        self,
        areas: Sequence[_Line],
        colour: Colour,
        rule: str | None,
        style: Style,
        own: str,
    ) -> None:
        xs = [x for area in areas for x, _ in area]
        ys = [y for area in areas for _, y in area]
        if not xs:
            return
        if max(map(abs, (*xs, *ys))) > _FARTHEST:
            raise ValueError("beyond all bounds")
        left, top = max(0, math.floor(min(xs))), max(0, math.floor(min(ys)))
        right = min(self._size[0], math.ceil(max(xs)) + 1)
        bottom = min(self._size[1], math.ceil(max(ys)) + 1)
        if left >= right or top >= bottom:
            return
        moved = [[(x - left, y - top) for x, y in area] for area in areas]
        size = right - left, bottom - top
        mask = _union(moved, size) if rule == "union" else self._filled(moved, size, rule)
        alpha = svg_style.share(style.get(own, "1")) * colour[3]
        if alpha < 1:
            mask = mask.point([round(value * alpha) for value in range(256)])
        self._picture.paste(colour[:3], (left, top), mask)


def _refuse_forbidden(attributes: Style) -> None:
    for key in _FORBIDDEN:
        if letters.lower_ascii(attributes.get(key, "none")) not in _HARMLESS:
            raise SvgError(f"SVG logoda “{key}” kullanılmış; {_NOTE}")


def _inherit(attributes: Style, inherited: Style) -> Style:
    """Return the style of a shape or group: its own, else what it inherits."""
    style = dict(inherited)
    style.update(
        (key, letters.lower_ascii(attributes[key]))
        for key in _INHERITED
        if letters.lower_ascii(attributes.get(key, "inherit")) != "inherit"
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


def _sheet(root: ET.Element) -> svg_style.StyleSheet:
    try:
        return svg_style.StyleSheet(root, f"{_NAMESPACE}style")
    except ValueError as error:
        raise SvgError(f"SVG logonun biçem (style) bölümü okunamıyor; {_NOTE}") from error


def _colour(style: Style, key: str, default: str) -> Colour | None:
    text = style.get(key, default)
    if text == "currentcolor":
        text = style.get("color", "black")
    if text in {"none", "transparent"}:
        return None
    if text.startswith("url"):
        raise SvgError(f"SVG logoda renk geçişi ya da desen var; {_NOTE}")
    return svg_style.colour(text)


def _union(areas: Sequence[_Line], size: tuple[int, int]) -> Image.Image:
    """Return the pixels that any of the simple areas covers."""
    mask = Image.new("L", size)
    pen = ImageDraw.Draw(mask)
    for area in areas:
        pen.polygon(area, fill=255)
    return mask


def _stroke(line: _Line, half: float, style: Style, *, is_closed: bool) -> Iterator[_Line]:
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
