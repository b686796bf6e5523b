"""What a sign is made of: the names of the shapes, the hatches, the axis a word answers, and the whole sign.

Deliberately absent: Qt, the states themselves (widgets/words) and how a shape is drawn (widgets/shapes).
"""

from dataclasses import dataclass
from enum import StrEnum

from widgets.tokens import Token


class Glyph(StrEnum):
    """Shapes that widgets/glyphs.py can draw."""

    OCTAGON = "octagon"
    TRIANGLE = "triangle"
    SQUARE = "square"
    DISC = "disc"
    RING = "ring"
    DASHED_RING = "dashed ring"
    PAUSE_BARS = "two bars"
    OPEN_OCTAGON = "open octagon"
    OPEN_TRIANGLE = "open triangle"
    OPEN_SQUARE = "open square"
    OPEN_DISC = "open disc"
    HOLLOW_OCTAGON = "octagon, lower half open"
    HOLLOW_TRIANGLE = "triangle, lower half open"
    HOLLOW_SQUARE = "square, lower half open"
    HOLLOW_DISC = "disc, lower half open"
    CLOCK_ONE_HAND = "clock, one hand"
    CLOCK_TWO_HANDS = "clock, two hands"
    CLOCK_PLUS = "clock with plus"
    STRUCK_RING = "struck ring"
    BOX_QUERY = "dashed box with query"
    BOX_DASH = "dashed box with dash"
    POSTS = "two posts, broken line"
    GAUGE_FULL = "gauge, full"
    GAUGE_HALF = "gauge, half"
    GAUGE_EMPTY = "gauge, empty"
    GAUGE_STRUCK = "dashed gauge, struck"
    NOT_EQUAL = "not equal"
    DOTTED_RING = "dotted ring"
    DOT = "dot"
    RING_DOT = "ring with dot"
    OVERDUE_BAR = "bar"
    CROSS = "cross"
    RING_R = "ring R"
    RING_A = "ring A"
    RING_C = "ring C"
    RING_D = "ring D"
    RING_V = "ring V"
    RING_I = "ring I"
    RING_P = "ring P"
    RING_T = "ring T"
    RING_N_STRUCK = "struck ring N"
    RELAYED_R = "dashed ring R"
    RELAYED_A = "dashed ring A"
    RELAYED_C = "dashed ring C"
    RELAYED_D = "dashed ring D"
    RELAYED_V = "dashed ring V"
    RELAYED_I = "dashed ring I"
    RELAYED_P = "dashed ring P"
    RELAYED_T = "dashed ring T"
    RELAYED_N_STRUCK = "dashed struck ring N"
    LINE_TO_DISC = "line to a disc"
    LINE_GAP_RING = "gap and dashed ring"
    PARTED_LINE = "parted line"
    MET_BAR = "solid bar"
    BOX = "box"
    BOX_TICK_FILLED = "ticked filled box"
    BOX_TICK_EDGE = "ticked filled box with edge"
    BOX_TICK_OPEN = "ticked open box"
    PLAY = "play"
    BOX_DASHED = "dashed box"
    PADLOCK = "padlock"
    BOX_ARROW = "box with arrow"
    BOX_RING = "box with O"
    TICK = "tick"
    HOUSE_H = "house H"
    HOUSE_E = "house E"
    HOUSE_R = "house R"
    HOUSE_S = "house S"
    DASHED_AREA = "dashed area"
    BOX_STRUCK = "struck box"
    BOX_LOW = "box, lower third filled"
    HALF_SUN = "sun on the horizon"
    ARROW = "arrow"
    UPRIGHT = "upright line"
    ARROW_TO_LINE = "arrow to a line"
    ARROW_THROUGH_LINE = "arrow through a line"
    BUBBLE = "speech bubble"
    BUBBLE_STRUCK = "struck speech bubble"


class Hatch(StrEnum):
    """Patterns over a row or an area: the part of a doubt that is seen before it is read."""

    NONE = "none"
    DIAGONAL = "45 degree lines"
    CROSSED = "cross-hatch"
    HORIZONTAL = "horizontal lines"
    DOTS = "dots"


class Axis(StrEnum):
    """What a state word answers. The four axes of an indicator stay four signs; no two axes share a member."""

    SEVERITY = "severity"
    ALARM = "alarm"
    FRESHNESS = "freshness"
    OBSERVATION = "observation"
    JUDGEMENT = "judgement"
    LINK = "link"
    DIFFERENCE = "difference"
    DELIVERY = "delivery"
    ANSWER = "answer"
    SILENCE = "silence"
    CONDITIONS = "conditions"
    SEGMENT = "segment"
    STEP = "step"
    THRESHOLD = "threshold"
    LEVEL = "level"
    SITE = "site"
    GRANT = "grant"
    STANCE = "stance"
    ACTION = "action"
    OFF_RAMP = "off-ramp"
    RED_LINE = "red line"
    DISPUTE = "dispute"
    PAUSE = "pause"
    MOVEMENT = "movement"
    INCIDENT = "incident"
    NOTIFICATION = "notification"
    PARTY_RECEIPT = "receipt of a party"
    NEED = "need"
    INFORMATION = "request for information"
    CHANNEL = "channel"
    HANDOVER = "handover"
    RECALL = "recall"
    EVIDENCE = "evidence"
    REPORT_MARK = "mark on a report"
    RUN = "checklist run"
    INJECT = "inject"
    TARGET = "target"


@dataclass(frozen=True)
class Sign:
    """One state as seen: the axis it answers, its word, shape, hatch, the colour of the word and that of the shape.

    `short` is the word where a box is narrow; it says the same.
    """

    axis: Axis
    word: str
    glyph: Glyph
    token: Token = Token.TEXT
    hatch: Hatch = Hatch.NONE
    mark: Token | None = None
    short: str = ""

    @property
    def mark_token(self) -> Token:
        """Colour of the shape."""
        return self.mark if self.mark is not None else self.token

    @property
    def brief(self) -> str:
        """The short form of the word."""
        return self.short or self.word
