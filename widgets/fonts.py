"""The three typefaces and the one function that makes a font.

IBM Plex comes from the fontpkg-ibm-plex-* packages and is loaded into the program, so a machine without fonts still shows text (without
one, Qt paints nothing and says nothing). The Sans is one variable font: `QFont.setWeight` and style sheets change nothing on it (same
advance at 400 and 700, measured on Qt 6.11.3), only `setVariableAxis` does. Hence one function and no font property in any style sheet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files

from PySide6.QtGui import QFont, QFontDatabase

from widgets.roles import FACES, SANS, Role

_FILES = {
    "fontpkg_ibm_plex_sans": ("IBMPlexSans[wdth,wght].ttf",),
    "fontpkg_ibm_plex_mono": ("IBMPlexMono-Regular.ttf", "IBMPlexMono-SemiBold.ttf"),
    "fontpkg_ibm_plex_sans_condensed": ("IBMPlexSansCondensed-Regular.ttf", "IBMPlexSansCondensed-SemiBold.ttf"),
}


class FontMissing(RuntimeError):
    """A typeface could not be loaded. Fatal at start: without it the desk would be blank and look calm."""


@dataclass(frozen=True)
class LoadedFace:
    """One font file as Qt took it."""

    file: str
    families: tuple[str, ...]


def load_fonts() -> tuple[LoadedFace, ...]:
    """Load the shipped typefaces into the running QGuiApplication, once. Raises FontMissing naming the file."""
    return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> tuple[LoadedFace, ...]:
    return tuple(_load())


def _load() -> Iterator[LoadedFace]:
    for package, names in _FILES.items():
        for name in names:
            with as_file(files(package) / "files" / name) as path:
                number = QFontDatabase.addApplicationFont(str(path))
            if number < 0:
                raise FontMissing(f"font file {name} of {package} was refused; without it no text is painted")
            yield LoadedFace(name, tuple(QFontDatabase.applicationFontFamilies(number)))


@lru_cache(maxsize=512)
def font(role: Role, scale: float = 1.0) -> QFont:
    """The font of a role at a text scale (0.8 to 2.0). Shared: do not change what it returns."""
    load_fonts()
    face = FACES[role]
    made = QFont(face.family)
    made.setPixelSize(max(1, round(face.px * scale)))
    if face.family == SANS:
        made.setVariableAxis(QFont.Tag("wght"), float(face.weight))
    else:
        made.setWeight(QFont.Weight(face.weight))
    if face.spacing:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, face.spacing * scale)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
