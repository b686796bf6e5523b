"""How wide the timeline looks round now while it follows it, and when a hand has made it stop. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from widgets.times import Range

HOUR: Final = 3_600_000
BACK: Final = 4 * HOUR
AHEAD: Final = HOUR + HOUR // 2
_NIGHTS: Final = 4 * 24 * HOUR
_BACK_SHARE, _AHEAD_SHARE = 1 / 8, 1 / 24


@dataclass
class Following:
    """`on`: whether the view goes on with now; `back` and `ahead`: ms in view before now and behind it."""

    on: bool = True
    back: int = BACK
    ahead: int = AHEAD

    def fit_length(self, length: int) -> None:
        """Look as wide as suits a recording of this length (ms): four hours for a night, months for years."""
        if length > _NIGHTS:
            self.back, self.ahead = round(length * _BACK_SHARE), round(length * _AHEAD_SHARE)

    def span(self, now: int) -> Range:
        """Return the span in view round a moment (ms)."""
        return now - self.back, now + self.ahead

    def widen(self, factor: float) -> None:
        """Look so many times as wide."""
        self.back, self.ahead = round(self.back * factor), round(self.ahead * factor)

    def turned(self, shown: Range, now: int | None) -> None:
        """A hand has turned the view to a span: it goes on with now as long as now is in it, as wide as it is then."""
        since, until = shown
        inside = now is not None and since < now <= until
        if self.on and now is not None and inside:
            self.back, self.ahead = now - since, until - now
        self.on = self.on and inside
