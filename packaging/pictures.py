"""Put the pictures that the docs show into docs/pictures, with 256 colours to keep them small.

Their names in the docs are those that the demo gives them in out/pictures.
"""

import re
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
MADE = ROOT / "out" / "pictures"
SHOWN = ROOT / "docs" / "pictures"


def shown() -> set[str]:
    """Return the names of the pictures that the docs show."""
    texts = (path.read_text("utf-8") for path in (ROOT / "README.md", *ROOT.glob("docs/*.md")))
    return {name for text in texts for name in re.findall(r"\]\([\w/]*pictures/([^)]+)\)", text)}


def main() -> None:
    """Replace what is in docs/pictures by what was made."""
    SHOWN.mkdir(exist_ok=True)
    for old in SHOWN.iterdir():
        old.unlink()
    for name in sorted(shown()):
        picture = Image.open(MADE / name).convert("RGB")
        picture.quantize(256, Image.Quantize.MAXCOVERAGE).save(SHOWN / name, optimize=True)


if __name__ == "__main__":
    main()
