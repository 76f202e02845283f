"""Draw the program's icon as a Windows .ico: ``icon.py FILE``."""

import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path("resources/icons/ebel-wizard.svg")
# Windows asks for 16 to 48 in lists and bars at 100 to 200 %, 256 for large tiles.
SIZES = (16, 20, 24, 32, 40, 48, 64, 256)


def drawn(size: int) -> Image.Image:
    """Return the icon drawn at one size, not scaled from another."""
    picture = QImage(size, size, QImage.Format.Format_RGBA8888)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(picture.constBits()))


def main() -> None:
    *others, largest = map(drawn, SIZES)
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    sizes = [(size, size) for size in SIZES]
    largest.save(target, format="ICO", sizes=sizes, append_images=others)


if __name__ == "__main__":
    main()
