"""What was: where units came from, and where danger zones stood before they were drawn anew.

The picture keeps the latest row of each thing, so this remembers from the changes as they are shown, within bounds; for a picture shown
from scratch it is rebuilt from the records that came (`whereabouts`). A former zone is hatched at first, then a thin ghost, then gone.
Deliberately absent: any trace of a hostile object or of what is protected on its way, because a line behind either says where it goes.
"""

from collections import OrderedDict, deque
from collections.abc import Iterable
from itertools import pairwise

import msgspec

from feeds.picture.changes import Change
from feeds.picture.danger import DangerZone
from feeds.picture.guarded import untraced
from feeds.picture.picture import Picture
from feeds.picture.place import Track
from feeds.picture.values import Geometry, Position
from layers.layer import AnyFeature, Area, Line, Selection, surfaces
from layers.style import AreaStyle, Hue, LineStyle
from layers.whereabouts import Whereabouts

NAME = "Traces"
HATCHED = 600_000
"""Milliseconds a former zone is hatched."""
GHOST = 3_600_000
"""Milliseconds after which it is gone."""
TRAIL = 7_200_000
"""Milliseconds of event time that a trail reaches back."""
STEPS = 32
"""Positions a trail has at most."""
TRACKS, FORMERS = 5_000, 200
"""How many tracks' and former zones' past is kept; the longest unmoved go first."""


class Former(msgspec.Struct, frozen=True):
    """A zone's earlier outline and when (Instant) it was replaced."""

    subject: str
    code: str
    geometry: Geometry
    replaced: int


class Traces:
    """The past of what is on the map, as far as it was seen to change."""

    def __init__(self) -> None:
        self._trails: OrderedDict[str, deque[tuple[int, Position]]] = OrderedDict()
        self._shown_trails: set[str] = set()
        self._formers: deque[Former] = deque(maxlen=FORMERS)
        self._stale: set[str] = set()
        self._keys: frozenset[str] = frozenset()
        self._looks: tuple[tuple[Former, AreaStyle], ...] = ()
        self._selected: str = ""

    def forget(self) -> None:
        """Begin without a past; what was shown is dropped with the next `take`."""
        self._stale.update(self._trails)
        self._trails.clear()
        self._shown_trails.clear()
        self._formers.clear()

    def recall(self, past: Whereabouts, picture: Picture, now: int) -> None:
        """Rebuild the past of what is in this picture from what was known by ``now``; what is not in it has none."""
        self.forget()
        formers: list[Former] = []
        for kind, subject, origin in past.rows():
            record = picture.tables.get(kind, {}).get((subject, origin))
            if record is None:
                continue
            versions = past.versions((kind, subject, origin), now)
            match record.body:
                case Track() as track:
                    if not untraced(record):
                        self._recall(subject, track, [(event, at) for _, event, at in versions if not isinstance(at, DangerZone)])
                case DangerZone():
                    zones = [(known, zone) for known, _, zone in versions if isinstance(zone, DangerZone)]
                    formers += [
                        Former(subject, before.code, before.geometry, replaced)
                        for (_, before), (replaced, after) in pairwise(zones)
                        if before.geometry != after.geometry and now < replaced + GHOST
                    ]
                case _:
                    pass
        self._formers.extend(sorted(formers, key=lambda former: former.replaced))

    def _recall(self, subject: str, track: Track, steps: list[tuple[int, Position]]) -> None:
        if not steps:
            return
        steps.sort(key=lambda step: step[0])
        moved = [step for before, step in zip([None, *steps], steps, strict=False) if before is None or before[1] != step[1]]
        self._trails[subject] = deque((step for step in moved if step[0] >= steps[-1][0] - TRAIL), maxlen=STEPS)
        self._stale.add(subject)
        if track.sidc:
            self._shown_trails.add(subject)

    def note(self, changes: Iterable[Change], now: int) -> None:
        """Remember what these changes moved."""
        for change in changes:
            before = change.before.body if change.before is not None else None
            match change.after.body if change.after is not None else None:
                case Track() as track:
                    self._moved(change, track)
                case DangerZone() as zone if isinstance(before, DangerZone) and before.geometry != zone.geometry:
                    self._formers.append(Former(change.key[0], before.code, before.geometry, now))
                case None if isinstance(before, Track):
                    self._lose(change.key[0])
                case _:
                    pass

    def select(self, selection: Selection) -> None:
        """The selected track shows its trail, framed or not."""
        chosen = selection[1] if selection is not None and selection[0] == "track" else ""
        if chosen != self._selected:
            self._stale.update((self._selected, chosen))
            self._selected = chosen

    def next_due(self) -> int | None:
        """When a former zone looks different by time alone (Instant)."""
        return min((_ends(former, style) for former, style in self._looks), default=None)

    def take(self, now: int) -> tuple[list[AnyFeature], list[str]]:
        """(features to show, keys to drop) since the last time, as of ``now``."""
        shown: list[AnyFeature] = [line for subject in self._stale if (line := self._trail(subject)) is not None]
        dropped = [f"trail:{subject}" for subject in self._stale if self._trail(subject) is None]
        self._stale.clear()
        while self._formers and now >= self._formers[0].replaced + GHOST:
            self._formers.popleft()
        looks = tuple((former, AreaStyle.FORMER if now < former.replaced + HATCHED else AreaStyle.GHOST) for former in self._formers)
        if looks != self._looks:
            areas = [area for index, look in enumerate(looks) for area in _areas(index, *look)]
            keys = frozenset(area.key for area in areas)
            dropped.extend(self._keys - keys)
            shown.extend(areas)
            self._looks, self._keys = looks, keys
        return shown, dropped

    def _moved(self, change: Change, track: Track) -> None:
        record = change.after
        subject = change.key[0]
        if record is None or untraced(record):
            self._lose(subject)
            return
        if not track.sidc:
            self._shown_trails.discard(subject)
        else:
            self._shown_trails.add(subject)
        trail = self._trails.setdefault(subject, deque(maxlen=STEPS))
        self._trails.move_to_end(subject)
        if not trail and change.before is not None and isinstance(change.before.body, Track):
            trail.append((change.before.event, change.before.body.position))
        if not trail or trail[-1][1] != track.position:
            trail.append((record.event, track.position))
            self._stale.add(subject)
        while trail and trail[0][0] < record.event - TRAIL:
            trail.popleft()
        if len(self._trails) > TRACKS:
            self._lose(next(iter(self._trails)))

    def _lose(self, subject: str) -> None:
        if self._trails.pop(subject, None) is not None:
            self._shown_trails.discard(subject)
            self._stale.add(subject)

    def _trail(self, subject: str) -> Line | None:
        trail = self._trails.get(subject)
        if trail is None or len(trail) < 2 or not (subject in self._shown_trails or subject == self._selected):  # noqa: PLR2004 - a line's ends
            return None
        path = tuple(at for _, at in trail)
        during = (trail[0][0], trail[-1][0])
        return Line(key=f"trail:{subject}", kind="track", subject=subject, path=path, style=LineStyle.TRACK, hue=Hue.NORMAL, during=during)


def _ends(former: Former, style: AreaStyle) -> int:
    return former.replaced + (HATCHED if style is AreaStyle.FORMER else GHOST)


def _areas(index: int, former: Former, style: AreaStyle) -> Iterable[Area]:
    for part, rings in enumerate(surfaces(former.geometry)):
        yield Area(
            key=f"former:{former.subject}:{former.replaced}:{index}:{part}",
            kind="danger_zone",
            subject=former.subject,
            rings=rings,
            style=style,
            hue=Hue.HIGH,
            title=f"{former.code}: where it was before it was drawn anew",
            notes=(f"{former.code} before",) if part == 0 and style is AreaStyle.FORMER else (),
        )
