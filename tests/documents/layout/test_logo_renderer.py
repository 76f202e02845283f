"""Drawings look as another renderer draws them, where ``resvg-py`` is installed."""

import io
from typing import Final

import pytest
from PIL import Image, ImageChops, ImageStat

from ebel_wizard import documents

HEAD: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
SHEET: Final = "<style>.a{fill:#039}.b{fill:#c00}.c{stroke:#c00;stroke-width:6}</style>"
RECT: Final = '<rect x="10" y="20" width="60" height="50" {}/>'
PLAIN: Final = RECT.format("")
INHERITING: Final = RECT.format('fill="inherit"')
VISIBLE: Final = RECT.format('visibility="visible"')
DRAWINGS: Final = [  # in colours as CSS 3 has them, which is what resvg knows
    *(
        RECT.format(f'fill="{colour}"')
        for colour in (
            "rgba(0,51,153,1)",
            "rgba(0,51,153,0.5)",
            "rgb(10%,20%,30%)",
            "hsl(220,100%,30%)",
            "hsla(220,100%,30%,0.5)",
            "#039",
            "#00339980",
            "RED",
            "none",
            "transparent",
            "gray",
        )
    ),
    *(
        SHEET + RECT.format(attributes)
        for attributes in (
            'class="b a"',
            'class="a b"',
            'class="a c"',
            'class="c" fill="gold"',
            'class="a" style="fill:gold"',
            'class="a" opacity="0.4"',
            'class="a c" opacity="0.4"',
            'class="a c" fill-opacity="0.4"',
            'class="a c" stroke-opacity="0.4"',
            'class="a" transform="rotate(20)"',
            'class="a" transform="translate(10 10) scale(.5)"',
            'class="a" transform="skewX(20)"',
            'class="a c" rx="10"',
            'class="a c" rx="10" ry="25"',
        )
    ),
    f'{SHEET}<g class="b">{PLAIN}</g>',
    f'{SHEET}<g class="b">{INHERITING}</g>',
    f'<g color="#039" fill="currentColor">{PLAIN}</g>',
    f'<g opacity=".5">{PLAIN}<circle fill="red" cx="60" cy="60" r="30"/></g>',
    f'<g visibility="hidden">{VISIBLE}</g>',
    '<path d="M10 10h80v80h-80zM30 30h40v40h-40z" fill-rule="evenodd"/>',
    '<path d="M10 10h80v80h-80zM30 30v40h40v-40z"/>',
    '<path d="M50 10L80 90L10 40H90L20 90z"/>',
    '<path d="M50 10L80 90L10 40H90L20 90z" fill-rule="evenodd"/>',
    '<path d="M10 80C20 10 80 10 90 80S60 40 50 90z" fill="teal"/>',
    '<path d="M10 50Q30 10 50 50T90 50" fill="none" stroke="#c00" stroke-width="8"/>',
    '<path d="M20 50A30 20 30 1 1 70 60z" fill="green"/>',
    *(
        f'<path d="M20 20L50 80L80 20" fill="none" stroke="black" stroke-width="9" {ends}/>'
        for ends in (
            "",
            'stroke-linejoin="round" stroke-linecap="round"',
            'stroke-linejoin="bevel" stroke-linecap="square"',
        )
    ),
    '<ellipse cx="50" cy="50" rx="40" ry="20" fill="olive" stroke="navy" stroke-width="4"/>',
    '<polygon points="50,5 90,90 10,90" fill="orange"/>',
    '<polyline points="10,10 50,90 90,10" fill="none" stroke="navy" stroke-width="4"/>',
]


@pytest.mark.parametrize("inside", DRAWINGS)
def test_a_drawing_looks_as_another_program_draws_it(inside: str) -> None:
    renderer = pytest.importorskip("resvg_py")
    data = f"{HEAD}{inside}</svg>"
    logo = documents.read_logo(data.encode())
    ours = Image.open(io.BytesIO(logo.png)).convert("RGB")
    png = bytes(renderer.svg_to_bytes(svg_string=data, width=logo.width, background="white"))
    theirs = Image.open(io.BytesIO(png)).convert("RGB")
    difference = ImageChops.difference(ours, theirs).resize((90, 90), Image.Resampling.BOX)
    assert max(high for _, high in ImageStat.Stat(difference).extrema) <= 40  # an edge's smoothing
    assert max(ImageStat.Stat(difference).mean) < 0.5
