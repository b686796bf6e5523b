"""The frame round every desk, and a desk stood up as its arrangement says.

Banners, regime, link and clock are in the frame and on every desk; no arrangement can hide them. The panels come as arguments: a desk
knows where they stand and nothing of what they show. Deliberately absent: which desks there are (app/desks), and switching between them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from widgets.arrangement import Arrangement, Lane, Spot
from widgets.banner import Banner, Edge
from widgets.frame_model import BannerModel
from widgets.ink import Ink
from widgets.link_band import LinkBand
from widgets.look import Look
from widgets.painting import whole
from widgets.panel import Panel
from widgets.past_band import PastBand
from widgets.place import Place
from widgets.real_world_band import RealWorldBand
from widgets.status_bar import StatusBar
from widgets.tokens import Token
from widgets.top_bar import TopBar
from widgets.wall.head import WallHead

GAP = 8
MARGIN = 9


class _Handle(QSplitterHandle):
    """The gap between two panels: bare canvas, wide enough to take hold of."""

    def __init__(self, orientation: Qt.Orientation, parent: QSplitter, look: Look) -> None:
        super().__init__(orientation, parent)
        self._look = look
        self.setAccessibleName("panel border")

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Canvas, and while held or pointed at a line."""
        del event
        painter = QPainter(self)
        where = QRectF(self.rect())
        painter.fillRect(where, self._look.colour(Token.CANVAS))
        if self.underMouse():
            Ink(painter, self._look).fill(where.adjusted(2, 2, -2, -2), Token.LINE_STRONG, radius=2)
        painter.end()


class Splitter(QSplitter):
    """A splitter whose handles are the panel gap. Panels never collapse: a hidden panel would look calm."""

    def __init__(self, look: Look, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self._look = look
        self.setHandleWidth(GAP)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        """Our own gap."""
        return _Handle(self.orientation(), self, self._look)


@dataclass(frozen=True)
class Part:
    """A panel with its designed size along the splitter at scale 1, and whether it takes what is over."""

    panel: QWidget
    size: int
    stretches: bool = False


class Stack(Splitter):
    """Panels in a line: each at its designed size, the stretching ones share the rest, until a hand moves a border."""

    def __init__(self, look: Look, orientation: Qt.Orientation, parts: tuple[Part, ...], parent: QWidget | None = None) -> None:
        super().__init__(look, orientation, parent)
        self._parts = parts
        for number, part in enumerate(parts):
            self.addWidget(part.panel)
            self.setStretchFactor(number, 1 if part.stretches else 0)
        self.splitterMoved.connect(self._moved)
        look.changed.connect(self._arrange)

    @property
    def taken(self) -> tuple[int, ...]:
        """Px at scale 1 that each part is to have: as designed, until a hand moved a border."""
        return tuple(part.size for part in self._parts)

    def take(self, sizes: tuple[int, ...]) -> None:
        """Give the parts these px at scale 1; other than one for each part change nothing."""
        if len(sizes) == len(self._parts):
            self._parts = tuple(replace(part, size=max(1, size)) for part, size in zip(self._parts, sizes, strict=True))
            self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Across the line what the parts need; along it nothing, for a window must fit its screen and what is short of room scrolls."""
        need = super().minimumSizeHint()
        return QSize(0, need.height()) if self.orientation() is Qt.Orientation.Horizontal else QSize(need.width(), 0)

    def _moved(self, _pos: int, _index: int) -> None:
        scale = self._look.scale
        self._parts = tuple(replace(part, size=max(1, round(px / scale))) for part, px in zip(self._parts, self.sizes(), strict=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sizes wanted, in the room there is now."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """A panel that needs more room for a while, as with larger text, gives it back: Qt would leave the border where it was pushed."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.sizes() != designed(self._look, self._parts, self._extent()):
            self._arrange()
        return done

    def _arrange(self) -> None:
        self.setSizes(designed(self._look, self._parts, self._extent()))

    def _extent(self) -> int:
        length = self.width() if self.orientation() is Qt.Orientation.Horizontal else self.height()
        return length - GAP * (len(self._parts) - 1)


def designed(look: Look, parts: tuple[Part, ...], room: int) -> list[int]:
    """Sizes in px: fixed parts as designed, the rest shared by the stretching ones, which shrink first but not under a third."""
    fixed = [0 if part.stretches else look.px(part.size) for part in parts]
    stretching = [part for part in parts if part.stretches]
    floor = sum(look.px(part.size) // 3 for part in stretching)
    spare = max(room - sum(fixed), floor)
    total = sum(part.size for part in stretching) or 1
    return [spare * part.size // total if part.stretches else size for part, size in zip(parts, fixed, strict=True)]


class DeskView(QWidget):
    """A desk as its arrangement says: bars, then columns of places. The panels are whoever's they were before; this only stands them up.

    `titles` name panels where they stand behind tabs. F6 and Tab go round in the arrangement's order. Panels never leave the window of
    `parent` on their way: a window that a page is taken out of and put back into is made anew by Qt, and loses the keys.
    """

    def __init__(
        self,
        look: Look,
        arrangement: Arrangement,
        panels: Mapping[str, Panel],
        titles: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.arrangement = arrangement
        self._panels = panels
        self._at: dict[str, Place] = {}
        self._bars: list[tuple[Place, int]] = []
        for spot in arrangement.spots:
            residents = tuple((titles[name], panels[name]) for name in spot.panels)
            place = Place(look, residents, scrolls=arrangement.scrolls, yields=spot.stretches, parent=self)
            self._at.update(dict.fromkeys(spot.panels, place))
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN - 1, MARGIN, MARGIN - 1, MARGIN)
        column.setSpacing(GAP)
        for bar in arrangement.bars:
            self._bars.append((self._of(bar), bar.size))
            column.addWidget(self._of(bar))
        self._stacks: list[Stack] = []
        lanes = tuple(self._lane(lane) for lane in arrangement.lanes)
        self._stacks.insert(0, Stack(look, Qt.Orientation.Horizontal, lanes, self))
        column.addWidget(self._stacks[0], 1)
        for bar in arrangement.feet:
            self._bars.append((self._of(bar), bar.size))
            column.addWidget(self._of(bar))
        for before, after in pairwise(self.round):
            QWidget.setTabOrder(before, after)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def round(self) -> tuple[Place, ...]:
        """The places in the order F6 goes round."""
        return tuple(self._of(spot) for spot in self.arrangement.spots)

    @property
    def guests(self) -> Place:
        """Where a panel stands for a while that lives nowhere on this desk."""
        return self._at[self.arrangement.guests]

    @property
    def sizes(self) -> tuple[tuple[int, ...], ...]:
        """Px at scale 1 of the columns, then of the places in each column that has several."""
        return tuple(stack.taken for stack in self._stacks)

    @property
    def fronts(self) -> tuple[str, ...]:
        """The panels in front of others."""
        return tuple(name for name, place in self._at.items() if place.tabs is not None and place.fronted is self._panels[name])

    def restore(self, sizes: tuple[tuple[int, ...], ...], fronts: tuple[str, ...]) -> None:
        """Stand as on another day; what does not fit this arrangement changes nothing."""
        for stack, taken in zip(self._stacks, sizes, strict=False):
            stack.take(taken)
        for name in fronts:
            if name in self._at:
                self._at[name].front(self._panels[name])

    def place(self, name: str) -> Place | None:
        """Where a panel lives on this desk, or None."""
        return self._at.get(name)

    def holding(self, widget: QWidget | None) -> Place | None:
        """The place that a widget stands in, or None."""
        return next((place for place in self.round if widget is not None and (place is widget or place.isAncestorOf(widget))), None)

    def _of(self, spot: Spot) -> Place:
        return self._at[spot.panels[0]]

    def _lane(self, lane: Lane) -> Part:
        if len(lane.spots) == 1:
            return Part(self._of(lane.spots[0]), lane.size, lane.stretches)
        parts = tuple(Part(self._of(spot), spot.size, spot.stretches) for spot in lane.spots)
        self._stacks.append(Stack(self._look, Qt.Orientation.Vertical, parts, self))
        return Part(self._stacks[-1], lane.size, lane.stretches)

    def _dress(self) -> None:
        for place, height in self._bars:
            place.setFixedHeight(self._look.px(height))


class Frame(QWidget):
    """What stands round every desk: banner, top bar, real-world band, link band, the desk, status bar, banner."""

    def __init__(self, look: Look, desk: QWidget) -> None:
        super().__init__()
        self._look = look
        self.top_banner = Banner(look, Edge.TOP)
        self.bottom_banner = Banner(look, Edge.BOTTOM)
        self.top_bar = TopBar(look)
        self.wall_head = WallHead(look)
        self.wall_head.hide()
        self.real_world = RealWorldBand(look)
        self.link_band = LinkBand(look)
        self.past_band = PastBand(look)
        self.status_bar = StatusBar(look)
        self.desk = desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        desk.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        for part in (self.top_banner, self.top_bar, self.wall_head, self.real_world, self.link_band, self.past_band):
            self._column.addWidget(part)
        self._column.addWidget(desk, 1)
        self._column.addWidget(self.status_bar)
        self._column.addWidget(self.bottom_banner)
        look.changed.connect(self.update)

    def set_wall(self, *, wall: bool) -> None:
        """Stand round a wallboard, large and with nothing to press; or round a desk again."""
        self.wall_head.setVisible(wall)
        self.top_bar.setVisible(not wall)
        self.status_bar.setVisible(not wall)
        self.top_banner.set_edge(Edge.WALL if wall else Edge.TOP)
        self.bottom_banner.set_edge(Edge.WALL if wall else Edge.BOTTOM)

    def show_label(self, model: BannerModel) -> None:
        """Both banners say the same."""
        self.top_banner.show_model(model)
        self.bottom_banner.show_model(model)

    def sizeHint(self) -> QSize:
        """The reference desk."""
        return QSize(1920, 1080)

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Canvas."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour(Token.CANVAS))
        painter.end()
