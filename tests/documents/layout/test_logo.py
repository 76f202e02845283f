"""Which files can be the logo, and what becomes of them."""

import io
import struct
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw

from ebel_wizard import documents
from ebel_wizard.documents import LogoError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{}</svg>'


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def drawn(data: bytes) -> Image.Image:
    logo = documents.read_logo(data)
    picture = Image.open(io.BytesIO(logo.png))
    assert (picture.mode, picture.size) == ("RGB", (logo.width, logo.height))
    return picture


def svg(inside: str) -> bytes:
    return SVG.format(inside).encode()


def near(picture: Image.Image, x: float, y: float, colour: tuple[int, int, int]) -> bool:
    """Return whether the picture has this colour at a place given in shares of its sides."""
    found = picture.getpixel((int(x * picture.width), int(y * picture.height)))
    assert isinstance(found, tuple)
    return all(abs(a - b) <= 6 for a, b in zip(found, colour, strict=True))


def chunk(name: bytes, body: bytes) -> bytes:
    crc = zlib.crc32(name + body)
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_plain_picture_stays_as_it_is(kind: str) -> None:
    picture = drawn(saved(Image.new("RGB", (200, 100), (10, 120, 200)), kind))
    assert picture.size == (200, 100)
    assert near(picture, 0.5, 0.5, (10, 120, 200))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_was_transparent_is_white(mode: str) -> None:
    source = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    ImageDraw.Draw(source).rectangle((50, 0, 100, 100), fill=(90, 90, 90, 255))
    picture = drawn(
        saved(source.convert(mode), "PNG", **({"transparency": 0} if mode == "P" else {}))
    )
    assert near(picture, 0.2, 0.5, (255, 255, 255))
    assert near(picture, 0.8, 0.5, (90, 90, 90))


def test_half_transparent_is_half_white() -> None:
    picture = drawn(saved(Image.new("RGBA", (50, 50), (0, 0, 0, 128)), "PNG"))
    assert near(picture, 0.5, 0.5, (127, 127, 127))


def test_cmyk_becomes_srgb() -> None:
    cyan = saved(Image.new("CMYK", (60, 60), (255, 0, 0, 0)), "JPEG", quality=95)
    assert near(drawn(cyan), 0.5, 0.5, (0, 255, 255))


@pytest.mark.parametrize("profile", ["another space's", "none at all"])
def test_a_wrong_colour_profile_is_refused(profile: str) -> None:
    of_rgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    icc = of_rgb if profile == "another space's" else b"bu bir profil de\xc4\x9fil"
    with pytest.raises(LogoError):
        documents.read_logo(saved(Image.new("CMYK", (60, 60)), "JPEG", icc_profile=icc))


def test_sixteen_bits_of_grey_are_no_white_square() -> None:
    grey = Image.new("I;16", (40, 40), 0x8000)
    assert near(drawn(saved(grey, "PNG")), 0.5, 0.5, (128, 128, 128))


def test_a_turned_photograph_is_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turned to the right
    assert drawn(saved(Image.new("RGB", (80, 40)), "JPEG", exif=exif)).size == (40, 80)


def test_a_large_picture_is_made_small_enough_for_paper() -> None:
    assert max(drawn(saved(Image.new("RGB", (3000, 1500)), "PNG")).size) <= 800


def test_the_same_file_gives_the_same_logo(example: Any) -> None:
    data = saved(Image.effect_mandelbrot((200, 200), (-2, -2, 2, 2), 20), "PNG")
    logo = documents.read_logo(data)
    assert logo == documents.read_logo(data)
    assert documents.build(example, logo=logo) == documents.build(example, logo=logo)


def bomb(width: int, height: int) -> bytes:
    """Return a small file that claims to be a huge picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(100_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


REFUSED = {
    "empty": (b"", "PNG, JPEG ya da SVG"),
    "text": (b"logo", "PNG, JPEG ya da SVG"),
    "html": (b"<html><body>logo</body></html>", "PNG, JPEG ya da SVG"),
    "gif": (saved(Image.new("P", (50, 50)), "GIF"), "PNG, JPEG ya da SVG"),
    "pdf": (b"%PDF-1.4\n%%EOF", "PNG, JPEG ya da SVG"),
    "cut": (saved(Image.effect_noise((90, 90), 50), "PNG")[:700], "PNG, JPEG ya da SVG"),
    "bomb": (bomb(10_000, 10_000), "çok büyük"),
    "greater bomb": (bomb(60_000, 60_000), "çok büyük"),
    "speck": (saved(Image.new("RGB", (3, 3)), "PNG"), "çok küçük"),
    "script": (svg("<script>alert(1)</script>"), "komut"),
    "handler": (svg('<rect width="9" height="9" onclick="a()"/>'), "komut"),
    "link": (svg('<a href="http://example.org"><rect width="9" height="9"/></a>'), "bağlantı"),
    "picture inside": (
        svg('<image xmlns:x="http://www.w3.org/1999/xlink" x:href="file:///etc/passwd"/>'),
        "bağlantı",
    ),
    "letters": (svg("<text>Belediye</text>"), "“text”"),
    "shading": (svg('<rect width="9" height="9" fill="url(#a)"/>'), "renk geçişi"),
    "filter": (svg('<g filter="url(#f)"><rect width="9" height="9"/></g>'), "“filter”"),
    "foreign": (svg("<foreignObject/>"), "“foreignObject”"),
    "dashes": (svg('<path d="M0 0h9" stroke="red" stroke-dasharray="2"/>'), "kesikli"),
    "entities": (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"), "ENTITY"),
    "entity outside": (
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("&a;"),
        "ENTITY",
    ),
    "broken SVG": (svg("<g>"), "bozuk"),
    "no size": (b'<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>', "eni ve boyu"),
    "bad path": (svg('<path d="M 0 0 L x y"/>'), "okunamayan"),
    "bad colour": (svg('<rect width="9" height="9" fill="boya"/>'), "okunamayan"),
    "endless": (svg('<path d="M0 0L1e300 1e300z"/>'), "okunamayan"),
    "too much": (svg('<rect width="1" height="1"/>' * 2500), "çok ayrıntılı"),
    "too deep": (svg("<g>" * 150 + "</g>" * 150), "iç içe"),
    "colour of screens only": (
        svg('<rect width="9" height="9" fill="color(display-p3 1 0 0)"/>'),
        "okunamayan",
    ),
    "colour that no browser knows": (
        svg('<rect width="9" height="9" fill="hsv(0,100%,50%)"/>'),
        "okunamayan",
    ),
    "mixed units": (svg('<rect width="9" height="9" fill="rgb(1,2%,3)"/>'), "okunamayan"),
    "mixing": (svg('<g style="mix-blend-mode:multiply"/>'), "“mix-blend-mode”"),
    "relative units": (svg('<g transform="translate(1em)"/>'), "okunamayan"),
    "another medium": (svg('<style media="print">.a{fill:red}</style>'), "style"),
    "a long sheet": (svg(f"<style>{'.a{fill:red}' * 3000}</style>"), "style"),
    "much fading": (svg('<g opacity="0.5"/>' * 300), "çok ayrıntılı"),
    "a scribble": (
        svg(f'<path d="M0 0{"L9 50L9 0" * 1500}"/>'),
        "çok ayrıntılı",
    ),
    "selectors": (svg("<style>rect{fill:red}</style>"), "style"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_a_logo_is_refused_in_a_sentence(name: str) -> None:
    data, said = REFUSED[name]
    with pytest.raises(LogoError, match=said) as refused:
        documents.read_logo(data)
    assert str(refused.value).endswith(".")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_logo_or_refused(data: bytes) -> None:
    for start in (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"<svg "):
        with pytest.raises(LogoError):
            documents.read_logo(start + data)


def test_a_drawing_keeps_its_shape_and_colours() -> None:
    picture = drawn(
        svg(
            '<defs><linearGradient id="unused"/></defs><title>Logo</title>'
            "<style>.a{fill:#a00} .b, .c {fill:rgb(0,0,160)}</style>"
            '<rect class="a" width="50" height="50"/>'
            '<g transform="translate(50 0)"><circle class="c" cx="25" cy="25" r="20"/></g>'
        )
    )
    assert picture.width == 2 * picture.height
    assert near(picture, 0.2, 0.2, (170, 0, 0))
    assert near(picture, 0.75, 0.5, (0, 0, 160))
    assert near(picture, 0.97, 0.05, (255, 255, 255))


@pytest.mark.parametrize(
    "path",
    [
        "M10 5H90V45H10z",
        "m10,5h80v40h-80z",
        "M10 5 90 5 90 45 10 45Z",
        "M 10,5 C 10,5 90,5 90,5 S 90 45 90 45 L 10 45 z",
        "M10 5Q50 5 90 5T90 5V45H10Z",
        "M10 25A.1 .1 0 0110 5L90 5L90 45L10 45z",
        "M1e1 5h8e1v4e1h-8e1",
    ],
)
def test_paths_say_the_same_in_different_ways(path: str) -> None:
    picture = drawn(svg(f'<path d="{path}" fill="green"/>'))
    assert near(picture, 0.5, 0.5, (0, 128, 0))
    assert near(picture, 0.15, 0.8, (0, 128, 0))
    assert near(picture, 0.5, 0.04, (255, 255, 255))
    assert near(picture, 0.95, 0.5, (255, 255, 255))


@pytest.mark.parametrize(
    ("inner", "rule", "hole"),
    [
        ("M30 15h40v20h-40z", "evenodd", True),
        ("M30 15h40v20h-40z", "nonzero", False),
        ("M30 15v20h40v-20z", "nonzero", True),
    ],
)
def test_holes_follow_the_fill_rule(inner: str, rule: str, hole: bool) -> None:
    path = f'<path d="M10 5h80v40h-80z {inner}" fill-rule="{rule}"/>'
    assert near(drawn(svg(path)), 0.5, 0.5, (255, 255, 255)) is hole


def test_a_star_drawn_in_one_line_is_full() -> None:
    star = '<path d="M50 2L62 45L32 18H68L38 45z" fill-rule="{}"/>'
    assert near(drawn(svg(star.format("nonzero"))), 0.5, 0.5, (0, 0, 0))
    assert near(drawn(svg(star.format("evenodd"))), 0.5, 0.5, (255, 255, 255))


@pytest.mark.parametrize(
    ("flags", "inside", "outside"),
    [("00", 0.48, 0.52), ("01", 0.52, 0.48), ("10", 0.34, 0.66), ("11", 0.66, 0.34)],
)
def test_arcs_bend_the_right_way(flags: str, inside: float, outside: float) -> None:
    """From the upper point to the lower: short or long, on the left or, clockwise, the right."""
    picture = drawn(svg(f'<path d="M50 15A12 12 0 {flags} 50 35z"/>'))
    assert near(picture, inside, 0.5, (0, 0, 0))
    assert near(picture, outside, 0.5, (255, 255, 255))


def test_strokes_have_their_width_corners_and_ends() -> None:
    picture = drawn(
        svg(
            '<path d="M20 10H80V40" fill="none" stroke="black" stroke-width="8"/>'
            '<path d="M10 45H40" stroke="red" stroke-width="6" stroke-linecap="square"/>'
        )
    )
    assert near(picture, 0.835, 0.13, (0, 0, 0))  # the corner is pointed
    assert near(picture, 0.5, 0.13, (0, 0, 0))
    assert near(picture, 0.5, 0.30, (255, 255, 255))
    assert near(picture, 0.19, 0.2, (255, 255, 255))  # a butt end
    assert near(picture, 0.08, 0.9, (255, 0, 0))  # a square one


BLUE, RED, HALF = (0, 51, 153), (204, 0, 0), (128, 153, 204)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rgba(0,51,153,1)", BLUE),
        ("rgba(0, 51, 153, 0.5)", HALF),
        ("rgba(0,51,153,50%)", HALF),
        ("rgb(0,51,153,.5)", HALF),
        ("rgb(0 51 153 / 0.5)", HALF),
        ("rgb(0 51 153)", BLUE),
        ("rgb(0%,20%,60%)", BLUE),
        ("RGB(-5,51,153)", BLUE),
        ("rgba(0,51,153,7)", BLUE),
        ("hsl(220,100%,30%)", BLUE),
        ("hsla(-140,100%,30%,0.5)", HALF),
        ("#003399", BLUE),
        ("#039", BLUE),
        ("#00339980", HALF),
        ("rgba(0,51,153,0)", (255, 255, 255)),
    ],
)
def test_a_colour_is_what_browsers_draw(text: str, expected: tuple[int, int, int]) -> None:
    for shape in (f'fill="{text}"', f'style="fill:{text}"', f'color="{text}" fill="currentColor"'):
        picture = drawn(svg(f'<rect width="100" height="50" {shape}/>'))
        assert near(picture, 0.5, 0.5, expected), shape


@pytest.mark.parametrize(
    ("rules", "attributes", "expected"),
    [
        (".a{fill:#039}.b{fill:#c00}", 'class="b a"', RED),
        (".b{fill:#c00}.a{fill:#039}", 'class="b a"', BLUE),
        (".a,.b{fill:#c00}.a{fill:#039}", 'class="a b"', BLUE),
        (".a{fill:#c00;fill:#039}", 'class="a"', BLUE),
        (".a{fill:#c00}</style><style>.b{fill:#039}", 'class="b a"', BLUE),
        (".a{fill:#039}", 'class="a" fill="#c00"', BLUE),
        (".a{fill:#c00}", 'class="a" style="fill:#039"', BLUE),
        (".a{fill:#039 !important}.b{fill:#c00}", 'class="a b"', BLUE),
        (".a{fill:#039!important}", 'class="a" style="fill:#c00"', BLUE),
        (".a{fill:#c00!important}", 'class="a" style="fill:#039!important"', BLUE),
        (".a{FILL:#039}", 'class="a"', BLUE),
        (".A{fill:#c00}", 'class="a" fill="#039"', BLUE),
    ],
)
def test_the_last_rule_of_the_style_sheet_wins(
    rules: str, attributes: str, expected: tuple[int, int, int]
) -> None:
    inside = f'<style>{rules}</style><rect width="100" height="50" {attributes}/>'
    assert near(drawn(svg(inside)), 0.5, 0.5, expected)


def test_a_group_fades_as_a_whole() -> None:
    two = '<rect width="60" height="50" fill="red"/><rect x="40" width="60" height="50"/>'
    picture = drawn(svg(f'<g opacity="0.5">{two}</g>'))
    assert near(picture, 0.2, 0.5, (255, 128, 128))
    assert near(picture, 0.5, 0.5, (128, 128, 128))
    outlined = '<rect x="20" y="10" width="60" height="30" stroke="red" stroke-width="10" {}/>'
    picture = drawn(svg(outlined.format('opacity="0.5"')))
    assert near(picture, 0.23, 0.5, (255, 128, 128))
    picture = drawn(svg(outlined.format('fill-opacity="0.5" stroke-opacity="0.5"')))
    assert near(picture, 0.23, 0.5, (191, 64, 64))


def test_opacity_mixes_with_white() -> None:
    picture = drawn(svg('<g opacity="0.5"><rect width="100" height="50" fill="#00f"/></g>'))
    assert near(picture, 0.5, 0.5, (128, 128, 255))
