"""What a layer is, and the features it may put on the map.

A layer is pure: it draws one subject of the picture at a time, so drawing everything and drawing what changed cannot differ. It
says which record kinds can alter it and which of its subjects a change touches. Features carry plain text and numbers; the page
paints text as text. Deliberately absent: colours, pixels, Qt, clocks.
"""

from collections.abc import Iterable
from typing import Protocol

import msgspec

from feeds.picture.changes import Change
from feeds.picture.picture import Picture

LatLon = tuple[float, float]
Selection = tuple[str, str] | None  # (kind, subject)
TEXT_LIMIT = 120  # characters of any one text on the map
CONTROL_PICTURES = {code: 0x2400 + code for code in range(32)} | {0x7F: 0x2421} | dict.fromkeys(range(0x202A, 0x202F)) | dict.fromkeys(range(0x2066, 0x206A))


def plain(text: str, limit: int = TEXT_LIMIT) -> str:
    """Text fit to be painted: control characters shown as their pictures, direction overrides dropped, cut with an ellipsis."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return cut.translate(CONTROL_PICTURES)


class Feature(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What all features share: ``key`` is unique in its layer; ``kind`` and ``subject`` name the record it stands for."""

    key: str
    kind: str
    subject: str
    title: str = ""


class Mark(Feature, frozen=True, gc=False, kw_only=True):
    """A point among many; ``style`` is a word of `layers.style.mark`."""

    at: LatLon
    style: int


class Line(Feature, frozen=True, gc=False, kw_only=True, tag="line"):
    """A leg or a track; ``style`` is a `layers.style.LineStyle`."""

    path: tuple[LatLon, ...]
    style: int
    hue: int = 0


class Area(Feature, frozen=True, gc=False, kw_only=True, tag="area"):
    """A surface: rings, the outer one first; ``notes`` are lines of text in its middle, the first one strong."""

    rings: tuple[tuple[LatLon, ...], ...]
    style: int
    notes: tuple[str, ...] = ()
    doubt: str = ""


class Sign(Feature, frozen=True, gc=False, kw_only=True, tag="sign"):
    """A protected sign (``letter``) or a unit's symbol (``sidc``), with its caption."""

    at: LatLon
    letter: str = ""
    sidc: str = ""
    caption: str = ""
    beside: bool = False


class Tag(Feature, frozen=True, gc=False, kw_only=True, tag="tag"):
    """An outlined word that sits by a line: a corridor's declared word or NOT MET."""

    at: LatLon
    text: str
    hue: int
    side: int = 1


class Label(Feature, frozen=True, gc=False, kw_only=True, tag="label"):
    """A name at a place; gives way to what is more important. ``role`` is a `layers.style.Role`, ``rank`` 1 first."""

    at: LatLon
    text: str
    role: int
    rank: int = 1


class Callout(Feature, frozen=True, gc=False, kw_only=True, tag="callout"):
    """The box of the one selected alarm, with a leader to where it is. ``pairs`` are (word, value, hue)."""

    at: LatLon
    headline: str
    severity: int
    lines: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str, int], ...] = ()
    foot: str = ""


AnyFeature = Mark | Line | Area | Sign | Tag | Label | Callout


class Drawn(msgspec.Struct, frozen=True):
    """One subject's features, and the moment (Instant) after which it looks different though nothing is recorded."""

    features: tuple[AnyFeature, ...] = ()
    until: int | None = None


NOTHING = Drawn()


class Layer(Protocol):
    """One layer of the map. ``kinds`` are the record kinds whose change can alter it."""

    @property
    def name(self) -> str:
        """The layer's name, shown in the list of layers."""

    @property
    def kinds(self) -> frozenset[str]:
        """Record kinds it reads."""

    def subjects(self, picture: Picture) -> Iterable[str]:
        """Every subject it could draw."""

    def touched(self, picture: Picture, change: Change) -> Iterable[str]:
        """The subjects that one change may have altered, gone ones included."""

    def draw(self, picture: Picture, subject: str, now: int, selection: Selection) -> Drawn:
        """The features of one subject, as of ``now``."""
