"""What every export says of itself: the banner, the regime, as known when, and that it is no targeting aid and no opinion on borders.

Deliberately absent: rows, and whether they may leave (`feeds.picture.marking`, `rules`).
"""

from __future__ import annotations

from msgspec import Struct

from feeds.exchange.entry import Entry
from feeds.picture.label import NOT_FOR_TARGETING, LabelPolicy, RollUp
from feeds.picture.marking import DISCLAIMER, label_words, words
from feeds.picture.regime import Regime, RegimeKind


class Cover(Struct, frozen=True):
    """The cover of one export. `room`: who hands it on; `known`: the moment it speaks of, ms."""

    title: str
    room: str
    regime: Regime
    policy: LabelPolicy
    rolled: RollUp | None
    known: int

    @property
    def banner(self) -> str:
        """The label of the whole."""
        return words(self.rolled, self.policy)

    @property
    def tlp(self) -> str:
        """TLP of the whole, empty where no row has one."""
        return f"TLP:{self.rolled.tlp.value}" if self.rolled is not None and self.rolled.tlp is not None else ""

    @property
    def notice(self) -> str:
        """What must be read first, in one line."""
        targeting = NOT_FOR_TARGETING if self.rolled is not None and NOT_FOR_TARGETING in self.rolled.caveats else ""
        parts = (self.banner, self.tlp, regime_words(self.regime), targeting, DISCLAIMER)
        return " · ".join(dict.fromkeys(part for part in parts if part))

    def label(self, entry: Entry) -> str:
        """The label of one row."""
        return label_words(entry.record.label, self.policy)


def regime_words(regime: Regime) -> str:
    """Return the regime as a watermark says it: nothing for REAL."""
    if regime.kind is RegimeKind.REAL:
        return ""
    return " · ".join(part for part in (regime.kind.value, regime.name) if part)
