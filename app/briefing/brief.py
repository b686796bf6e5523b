"""What a briefing is made of: the features of the map for export, what they rest on, and what it must be called. Pure.

Drawn from the layers for walls and public exports: relief and protected places are names, never positions; hostile objects are areas, as
their layer makes them. It is refused above its readers before anything is drawn. Deliberately absent: pages, paper, pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

from feeds.errors import Misuse, Refused
from feeds.exchange.cover import Cover
from feeds.picture.label import LabelPolicy, roll_up
from feeds.picture.marking import above
from feeds.picture.picture import Picture
from feeds.picture.release import audience_of
from feeds.picture.room import Roster
from layers.layer import AnyFeature, Layer, Mark
from layers.registry import WALL
from layers.stack import Span, Stack
from widgets.frame_model import BannerModel
from widgets.label_resolve import resolve
from widgets.times import stretch

Bounds = tuple[float, float, float, float]
"""South, west, north, east in degrees."""

MOST_MARKS = 20_000
"""Marks of one briefing: beyond, the gravest are kept and the rest counted."""


@dataclass(frozen=True)
class InSight:
    """What of a map somebody has in sight: how its layers, by name, are arranged, of what time, and where (None: all that is drawn)."""

    names: tuple[str, ...]
    stack: Stack
    window: Span = None
    bounds: Bounds | None = None

    def shows(self, layer: str, feature: AnyFeature) -> bool:
        """Whether a feature of a layer is seen."""
        return layer not in self.names or self.stack.shows(self.names.index(layer), feature, self.window)

    @property
    def said(self) -> str:
        """What is left out by hand, in words; empty where nothing is."""
        return " · ".join(part for part in (self.stack.said(), f"only {stretch(self.window)}" if self.window is not None else "") if part)


@dataclass(frozen=True)
class Brief:
    """One briefing. `left_out`: marks that are not shown because there are too many; `hidden`: what a hand left out, in words.

    `bounds` None: all that is drawn.
    """

    cover: Cover
    banner: BannerModel
    picture: Picture
    layers: tuple[tuple[str, tuple[AnyFeature, ...]], ...]
    left_out: int = 0
    hidden: str = ""
    bounds: Bounds | None = None

    @property
    def features(self) -> list[AnyFeature]:
        """Every feature, in the order it is painted."""
        return [feature for _, features in self.layers for feature in features]


@dataclass(frozen=True)
class For:
    """Whose picture it is, and who will read it: `readers` None are those whose picture it is."""

    entity: str
    roster: Roster
    policy: LabelPolicy
    readers: str | None = None


def brief(picture: Picture, now: int, title: str, wanted: For, sight: InSight | None = None) -> Brief:
    """Return the briefing of an audience's own picture as of a moment: all of it, or what somebody has in sight.

    Raises:
        Misuse: no such entity.
        Refused: what would be shown is labelled above its readers.

    """
    drawn = [(layer.name, _features(layer, picture, now, sight)) for layer in WALL]
    layers, left_out = _bounded(drawn)
    rows = {(feature.kind, feature.subject) for _, features in layers for feature in features}
    resting = [record for kind, subject in sorted(rows) for record in picture.side_by_side(kind, subject)]
    readers = wanted.readers or wanted.entity
    try:
        audience = audience_of(readers, wanted.roster)
    except KeyError as error:
        known = ", ".join(each.code for each in wanted.roster.entities)
        raise Misuse("--for", "no such entity on the roster", readers, f"one of: {known}") from error
    if above(audience, resting, wanted.roster, wanted.policy):
        raise Refused("briefing", "it is labelled above its readers", readers, f"a briefing made as {readers}")
    labels = [record.label for record in resting]
    cover = Cover(title, wanted.entity, picture.regime, wanted.policy, roll_up(labels, wanted.policy), now)
    return Brief(
        cover, resolve(labels, wanted.policy), picture, layers, left_out, sight.said if sight else "", sight.bounds if sight else None
    )


def _features(layer: Layer, picture: Picture, now: int, sight: InSight | None) -> tuple[AnyFeature, ...]:
    drawn = (feature for row in layer.rows(picture) for feature in layer.draw(picture, row, now, None).features)
    return tuple(each for each in drawn if sight is None or sight.shows(layer.name, each))


def _bounded(drawn: list[tuple[str, tuple[AnyFeature, ...]]]) -> tuple[tuple[tuple[str, tuple[AnyFeature, ...]], ...], int]:
    """Keep the gravest marks where there are too many; a mark's style carries its rank above the sixteenth bit."""
    marks = [feature for _, features in drawn for feature in features if isinstance(feature, Mark)]
    if len(marks) <= MOST_MARKS:
        return tuple(drawn), 0
    kept = {id(mark) for mark in sorted(marks, key=lambda mark: -(mark.style >> 16))[:MOST_MARKS]}
    layers = tuple((name, tuple(each for each in features if not isinstance(each, Mark) or id(each) in kept)) for name, features in drawn)
    return layers, len(marks) - MOST_MARKS
