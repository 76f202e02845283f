"""The municipality's logo: which picture files can be one, and where it stands on a letter (P3)."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageCms, ImageOps

from ebel_wizard.documents.layout import fonts, page
from ebel_wizard.documents.layout.page import Picture
from ebel_wizard.documents.model import LogoError

_MOST_PIXELS: Final = 16_000_000
_LEAST_SIDE: Final = 16
_KEPT_SIDE: Final = 720  # pixels: some 750 to the inch at the largest size it is printed
ALTERNATIVE: Final = "Belediyenin logosu"  # for whoever does not see it
_EDGE: Final = 0.5 * page.CM  # P3: the gap above the logo
_CENTRED: Final = (6 * page.CM, 2 * page.CM)
_BESIDE: Final = (3 * page.CM, 2.4 * page.CM)
_GAP: Final = 8.0
_NO_PICTURE: Final = "Logo dosyası PNG, JPEG ya da SVG resmi değil ya da bozuk; başkasını verin."
_TOO_LARGE: Final = "Logo çok büyük; en çok 16 milyon nokta (örneğin 4000 × 4000) olabilir."
_TOO_SMALL: Final = "Logo çok küçük; kenarları en az 16 nokta olmalıdır."


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo ready to be printed: a PNG file in sRGB without transparency; sides in pixels."""

    width: int
    height: int
    png: bytes


def read(data: bytes) -> Logo:
    """Return the logo of a PNG, JPEG or SVG file; raise LogoError where it cannot be one."""
    if _is_svg(data):
        from ebel_wizard.documents.layout import svg

        try:
            return _kept(svg.draw(data, _KEPT_SIDE))
        except svg.SvgError as error:
            raise LogoError(str(error)) from error
    try:
        # The size is known before anything is unpacked, so a small file cannot fill the memory.
        with (
            warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning),
            Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture,
        ):
            if picture.width * picture.height > _MOST_PIXELS:
                raise LogoError(_TOO_LARGE)
            if min(picture.size) < _LEAST_SIDE:
                raise LogoError(_TOO_SMALL)
            return _kept(_flat(picture))
    except LogoError:
        raise
    except Image.DecompressionBombError as error:
        raise LogoError(_TOO_LARGE) from error
    except (OSError, ValueError, SyntaxError, ImageCms.PyCMSError) as error:
        raise LogoError(_NO_PICTURE) from error


def _is_svg(data: bytes) -> bool:
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in data[:20_000]


def _flat(picture: Image.Image) -> Image.Image:
    """Return the picture in sRGB, upright, on white where it was transparent."""
    profile = picture.info.get("icc_profile")
    picture = ImageOps.exif_transpose(picture)
    if picture.mode == "CMYK" and isinstance(profile, bytes):
        changed = ImageCms.profileToProfile(
            picture, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
        picture = changed or picture
    if picture.mode.startswith("I"):  # 16 bits of grey
        picture = picture.point(lambda value: value / 256).convert("L")
    if picture.mode in {"P", "PA", "LA", "RGBA"} or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return picture.convert("RGB")


def _kept(picture: Image.Image) -> Logo:
    picture.thumbnail((_KEPT_SIDE, _KEPT_SIDE), Image.Resampling.LANCZOS)
    buffer = BytesIO()
    Image.frombytes("RGB", picture.size, picture.tobytes()).save(buffer, "PNG")
    return Logo(picture.width, picture.height, buffer.getvalue())


def place(logo: Logo, heading: Sequence[str], *, is_marked: bool) -> tuple[Picture, float]:
    """Return the logo on the page, and the baseline where the heading begins.

    It stands in the middle above ``T.C.``, half a centimetre from the paper's edge. Where the
    degree of secrecy has that place it goes to the left of the heading, centred on its height;
    where that leaves it too narrow, above ``T.C.`` and under the mark.
    """
    first = page.TOP - page.ASCENT * page.SIZE
    if is_marked:
        widest = max(fonts.width(line, page.SIZE) for line in heading)
        room = page.MIDDLE - widest / 2 - _GAP - page.LEFT
        if room >= page.CM:
            width, height = _fitted(logo, min(room, _BESIDE[0]), _BESIDE[1])
            middle = page.TOP - len(heading) * page.LEADING / 2
            y = middle - height / 2
            return Picture(page.LEFT, y, width, height, logo.png, ALTERNATIVE), first
    width, height = _fitted(logo, *_CENTRED)
    top = page.TOP if is_marked else page.HEIGHT - _EDGE
    bottom = top - height
    picture = Picture(page.MIDDLE - width / 2, bottom, width, height, logo.png, ALTERNATIVE)
    # P2: under a low and wide logo too the heading keeps to the text area.
    return picture, min(first, bottom - 4 - page.ASCENT * page.SIZE)


def _fitted(logo: Logo, width: float, height: float) -> tuple[float, float]:
    """Return the largest size that keeps the logo's shape inside a box."""
    scale = min(width / logo.width, height / logo.height)
    return logo.width * scale, logo.height * scale
