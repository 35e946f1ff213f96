"""The program's icon in the forms the systems want, made of ``resources/icons/zhicheng.svg``.

PYTHONPATH=.:packaging .venv/bin/python -m icons.draw
"""

import io
import os
import sys
from pathlib import Path

from PIL import Image

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QSize
from PySide6.QtGui import QGuiApplication, QIcon

from desktop import paths

HERE = Path(__file__).parent
SIZES = (16, 24, 32, 48, 64, 128, 256)


def drawn(size: int) -> Image.Image:
    """The icon in a square of ``size`` pixels."""
    icon = QIcon(str(paths.resources() / "icons" / "zhicheng.svg"))
    pixels = QBuffer()
    pixels.open(QBuffer.OpenModeFlag.WriteOnly)
    icon.pixmap(QSize(size, size)).save(pixels, "PNG")
    return Image.open(io.BytesIO(pixels.data().data())).convert("RGBA")


def main() -> int:
    """Write them beside this file."""
    running = QGuiApplication(sys.argv[:1])
    pictures = {size: drawn(size) for size in (*SIZES, 512)}
    for size in (48, 128, 256):
        pictures[size].save(HERE / f"zhicheng-{size}.png", optimize=True)
    largest = pictures[256]
    others = [pictures[size] for size in SIZES if size != 256]
    largest.save(HERE / "zhicheng.ico", sizes=[(s, s) for s in SIZES], append_images=others)
    pictures[512].save(HERE / "zhicheng.icns", append_images=[pictures[s] for s in (128, 256)])
    running.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
