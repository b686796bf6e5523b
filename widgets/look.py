"""The look in force: theme, text scale, density, motion. One object, handed to every widget; a change repaints them all.

Deliberately absent: which look an operator chose (the desk profile in app/ knows) and any drawing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from time import monotonic

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QColor, QFont

from widgets.blink import Pulse
from widgets.dimming import dimmed
from widgets.fonts import font
from widgets.roles import Role
from widgets.tokens import THEMES, Theme, ThemeName, Token

SCALE_MIN, SCALE_MAX = 0.8, 2.0
FIT_MIN, FIT_MAX = 0.5, 4.0


class Density(Enum):
    """Row height: Watch as designed, Roomy a quarter more."""

    WATCH = 1.0
    ROOMY = 1.25


@dataclass(frozen=True)
class Painted:
    """A text that was painted, what of it was seen, and whether it was cut. Tests read these; nothing else does."""

    text: str
    shown: str
    cut: bool
    role: Role
    token: Token | None
    where: QRectF


@lru_cache(maxsize=256)
def colour(value: str) -> QColor:
    """A QColor of #RRGGBB, shared."""
    return QColor(value)


class Look(QObject):
    """Theme, scale, density, motion; `changed` tells every widget to lay out and paint again."""

    changed = Signal()

    def __init__(self, theme: ThemeName = ThemeName.DARK, *, scale: float = 1.0, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._theme = THEMES[theme]
        self._scale = _bounded(scale)
        self._density = Density.WATCH
        self._dim = False
        self._fit: float | None = None
        self.pulse = Pulse(clock, parent=self)
        self.ledger: list[Painted] | None = None

    @property
    def theme(self) -> Theme:
        """The table of colours."""
        return self._theme

    @property
    def scale(self) -> float:
        """Text and space factor: 0.8 to 2.0 as chosen; at a wall what makes it fit its screen."""
        return self._scale if self._fit is None else self._fit

    @property
    def density(self) -> Density:
        """Row height."""
        return self._density

    @property
    def dim(self) -> bool:
        """Whether the theme is darkened for the night."""
        return self._dim

    def wear(
        self, *, theme: ThemeName | None = None, scale: float | None = None, density: Density | None = None, dim: bool | None = None
    ) -> None:
        """Change the look; what is left out stays."""
        self._dim = self._dim if dim is None else dim
        worn = THEMES[theme if theme is not None else self._theme.name]
        self._theme = dimmed(worn) if self._dim else worn
        self._scale = _bounded(scale) if scale is not None else self._scale
        self._density = density if density is not None else self._density
        self.changed.emit()

    def fit(self, factor: float | None) -> None:
        """Draw everything this much larger than designed, whatever was chosen, as a wall does for its screen; None: as was chosen."""
        wanted = None if factor is None else min(FIT_MAX, max(FIT_MIN, factor))
        if wanted != self._fit:
            self._fit = wanted
            self.changed.emit()

    def colour(self, token: Token) -> QColor:
        """The colour of a token in this theme."""
        return colour(self._theme.hex(token))

    def faded(self, token: Token, share: float) -> QColor:
        """The colour of a token, let through to this share: for patterns on a ground of the same hue."""
        made = QColor(self.colour(token))
        made.setAlphaF(share)
        return made

    def fill(self, token: Token) -> QColor:
        """The colour a glyph is filled with in this theme."""
        return colour(self._theme.fill(token))

    def font(self, role: Role) -> QFont:
        """The font of a role at this scale."""
        return font(role, self.scale)

    def px(self, value: float) -> int:
        """Px of the layout at this scale."""
        return round(value * self.scale)

    def row(self, value: float) -> int:
        """Px of a row's height at this scale and density."""
        return round(value * self.scale * self._density.value)


def _bounded(scale: float) -> float:
    return min(SCALE_MAX, max(SCALE_MIN, scale))
