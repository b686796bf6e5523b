"""Distance, bearing and area between points set by hand, with the pointer or with the cross in the middle of the map."""

from feeds.picture.place import Affiliation, Track
from layers.layer import Area, Path
from layers.style import AreaStyle
from widgets.map import measuring
from widgets.map.drawer import Item, Sheet
from widgets.map.tools.page import Quiet
from widgets.map.view import MapView


class Measure(Quiet):
    """Distance, bearing and area between points set by hand."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self.points: tuple[measuring.Place, ...] = ()
        self._refused = False

    def sheet(self, written: str) -> Sheet:  # noqa: ARG002 - nothing is written here
        """Each leg and the whole."""
        found = measuring.measure(self.points)
        rows = tuple(
            Item(str(number), f"{number} to {number + 1}", side=measuring.leg_words(leg)) for number, leg in enumerate(found.legs, 1)
        )
        area = f" · area {measuring.area_words(found.area)}" if found.area is not None else ""
        whole = f"{measuring.distance_words(found.metres)}{area}" if rows else "set the first points"
        return Sheet(
            "Measure",
            rows,
            said=measuring.REFUSED if self._refused else whole,
            help="Click, or Enter on the map where the cross stands · Backspace takes back · Esc ends",
        )

    def add(self, lat: float, lon: float) -> None:
        """One more point, unless what would be measured must not be."""
        points = (*self.points, (lat, lon))[-measuring.MOST :]
        self._refused = measuring.forbidden(points, self._friends(), self._hostile())
        self._put(self.points if self._refused else points)

    def back(self) -> None:
        """Take the last point back."""
        self._refused = False
        self._put(self.points[:-1])

    def clear(self) -> None:
        """Begin anew."""
        self._refused = False
        self._put(())

    def _put(self, points: tuple[measuring.Place, ...]) -> None:
        self.points = points
        self._view.sketch(measuring.drawn(points, measuring.measure(points)))

    def _friends(self) -> list[measuring.Place]:
        picture = self._view.picture
        tracks = picture.bodies(Track) if picture is not None else ()
        return [(track.position[1], track.position[0]) for _, track in tracks if track.affiliation is Affiliation.FRIEND]

    def _hostile(self) -> list[Path]:
        features = (feature for sheet in self._view.board.sheets for _, feature in sheet.features.values())
        return [feature.rings[0] for feature in features if isinstance(feature, Area) and feature.style == AreaStyle.HOSTILE]
