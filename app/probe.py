"""A child process that starts Qt without a screen, loads our typefaces and paints a word, so that `doctor` can say whether text is seen.

A process of its own because Qt ends the process when its platform cannot be loaded, and paints nothing, silently, when there is no font.
"""

import sys

import msgspec


class Probe(msgspec.Struct, frozen=True):
    """What the child saw: Qt's version, the families it loaded, what it refused, how many pixels a word left."""

    qt: str
    families: tuple[str, ...]
    refused: str
    ink: int


DARK = 128
"""Below this a grey pixel counts as ink."""


def look() -> Probe:
    """Load our typefaces as the desk does, and paint with them. Needs a QGuiApplication."""
    from PySide6.QtCore import qVersion

    from widgets.fonts import FontMissing, load_fonts

    try:
        families = tuple(dict.fromkeys(face.families[0] for face in load_fonts()))
    except FontMissing as error:
        return Probe(qVersion(), (), str(error), 0)
    return Probe(qVersion(), families, "", min(ink(family) for family in families))


def ink(family: str) -> int:
    """Return how many pixels of a white image are darkened by a word in `family`."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QFont, QImage, QPainter

    image = QImage(120, 40, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(QFont(family, 20))
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, "Watch")
    painter.end()
    return sum(byte < DARK for byte in bytes(image.constBits()))


def main() -> int:
    """Print what was seen as JSON."""
    from PySide6.QtGui import QGuiApplication

    # Held to the end of this function: the typefaces go with it.
    application = QGuiApplication(sys.argv[:1])
    sys.stdout.write(msgspec.json.encode(look()).decode())
    sys.stdout.flush()
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
