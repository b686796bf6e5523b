"""The frame round every desk, and the operator desk's arrangement of panels.

Banners, regime, link and clock are in the frame and on every desk; no arrangement can hide them. The panels come as arguments: a desk
knows where they stand and nothing of what they show. Deliberately absent: saving a desk (app/desks) and switching between desks.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from widgets.banner import Banner, Edge
from widgets.frame_model import BannerModel
from widgets.ink import Ink
from widgets.link_band import LinkBand
from widgets.look import Look
from widgets.real_world_band import RealWorldBand
from widgets.status_bar import StatusBar
from widgets.tokens import Token
from widgets.top_bar import TopBar

GAP = 8
MARGIN = 9
LEFT, RIGHT = 396, 600
_LADDER, _TIMELINE, _ALARMS, _CORRIDOR = 507, 312, 393, 245


class _Handle(QSplitterHandle):
    """The gap between two panels: bare canvas, wide enough to take hold of."""

    def __init__(self, orientation: Qt.Orientation, parent: QSplitter, look: Look) -> None:
        super().__init__(orientation, parent)
        self._look = look
        self.setAccessibleName("panel border")

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

    def __init__(self, look: Look, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
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

    def __init__(self, look: Look, orientation: Qt.Orientation, parts: tuple[Part, ...]) -> None:
        super().__init__(look, orientation)
        self._parts = parts
        self._by_hand = False
        for number, part in enumerate(parts):
            self.addWidget(part.panel)
            self.setStretchFactor(number, 1 if part.stretches else 0)
        self.splitterMoved.connect(self._moved)
        look.changed.connect(self._arrange)

    def _moved(self, _pos: int, _index: int) -> None:
        self._by_hand = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Design sizes until the operator chose others."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if not self._by_hand:
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


@dataclass(frozen=True)
class OperatorPanels:
    """The seven panels of the operator desk."""

    ladder: QWidget
    indicators: QWidget
    map: QWidget
    timeline: QWidget
    alarms: QWidget
    corridor: QWidget
    checklist: QWidget

    def all(self) -> tuple[QWidget, ...]:
        """In reading order."""
        return (self.ladder, self.indicators, self.map, self.timeline, self.alarms, self.corridor, self.checklist)


class OperatorDesk(QWidget):
    """ladder + indicators 396 | map + timeline | alarms + corridor + checklist 600. F6 order is the reading order."""

    def __init__(self, look: Look, panels: OperatorPanels) -> None:
        super().__init__()
        self.panels = panels
        self.setAccessibleName("operator desk")
        upright = Qt.Orientation.Vertical
        left = Stack(look, upright, (Part(panels.ladder, _LADDER), Part(panels.indicators, 421, stretches=True)))
        middle = Stack(look, upright, (Part(panels.map, 616, stretches=True), Part(panels.timeline, _TIMELINE)))
        right_parts = (Part(panels.alarms, _ALARMS), Part(panels.corridor, _CORRIDOR), Part(panels.checklist, 282, stretches=True))
        right = Stack(look, upright, right_parts)
        columns = (Part(left, LEFT), Part(middle, 892, stretches=True), Part(right, RIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN - 1, MARGIN, MARGIN - 1, MARGIN)
        row.addWidget(Stack(look, Qt.Orientation.Horizontal, columns))
        for before, after in zip(panels.all(), panels.all()[1:], strict=False):
            QWidget.setTabOrder(before, after)


class Frame(QWidget):
    """What stands round every desk: banner, top bar, real-world band, link band, the desk, status bar, banner."""

    def __init__(self, look: Look, desk: QWidget) -> None:
        super().__init__()
        self._look = look
        self.top_banner = Banner(look, Edge.TOP)
        self.bottom_banner = Banner(look, Edge.BOTTOM)
        self.top_bar = TopBar(look)
        self.real_world = RealWorldBand(look)
        self.link_band = LinkBand(look)
        self.status_bar = StatusBar(look)
        self.desk = desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        desk.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        for part in (self.top_banner, self.top_bar, self.real_world, self.link_band):
            self._column.addWidget(part)
        self._column.addWidget(desk, 1)
        self._column.addWidget(self.status_bar)
        self._column.addWidget(self.bottom_banner)
        look.changed.connect(self.update)

    def show_label(self, model: BannerModel) -> None:
        """Both banners say the same."""
        self.top_banner.show_model(model)
        self.bottom_banner.show_model(model)

    def set_desk(self, desk: QWidget) -> None:
        """Put another desk in the frame; the one before is handed back to its owner, hidden."""
        self._column.replaceWidget(self.desk, desk)
        self.desk.hide()
        self.desk = desk
        desk.show()

    def sizeHint(self) -> QSize:
        """The reference desk."""
        return QSize(1920, 1080)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Canvas."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour(Token.CANVAS))
        painter.end()
