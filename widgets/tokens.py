"""Every colour of the screen, named once: one table a theme.

No other module of widgets/ holds a hex value; the map has its own table for the basemap and unit frames. The numbers were chosen
together: contrast on six surfaces, distance between the status colours in four kinds of colour vision (tests/widgets/test_tokens.py
recomputes both). Deliberately absent: Qt, fonts, and any rule about when a colour is used (widgets/words.py has those).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Token(StrEnum):
    """What a colour is for. A hue has one job: warm is severity, violet doubt, blue what can be acted on, muted green verified."""

    CANVAS = "canvas"
    PANEL = "panel"
    RAISED = "raised"
    HOVER = "hover"
    WELL = "well"
    SELECTED = "selected"
    LINE = "line"
    LINE_STRONG = "line_strong"
    TEXT = "text"
    TEXT2 = "text2"
    TEXT3 = "text3"
    DISABLED = "disabled"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    FOCUS = "focus"
    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NORMAL = "normal"
    GOOD = "good"
    DOUBT = "doubt"
    CASING = "casing"
    TAG = "tag"
    CRITICAL_BG = "critical_bg"
    HIGH_BG = "high_bg"
    MEDIUM_BG = "medium_bg"
    DOUBT_BG = "doubt_bg"
    ON_CRITICAL = "on_critical"


class ThemeName(StrEnum):
    """The three looks an operator can choose."""

    DARK = "dark"
    LIGHT = "light"
    CONTRAST = "contrast"


class RegimeLook(StrEnum):
    """What the regime block can say. DRAFT is a document's status, REPLAY a window's; both need a block of their own."""

    REAL = "REAL"
    EXERCISE = "EXERCISE"
    TEST = "TEST"
    DRAFT = "DRAFT"
    REPLAY = "REPLAY"


class Stroke(StrEnum):
    """Line style of an entity's trace: identity survives where hue does not."""

    SOLID = "solid"
    DASH = "dash"
    DOT = "dot"
    DASH_DOT = "dashdot"
    LONG_DASH = "longdash"
    DASH_DOT_DOT = "dashdotdot"


@dataclass(frozen=True)
class Block:
    """Fill and text colour of a solid block."""

    fill: str
    text: str


@dataclass(frozen=True)
class Trace:
    """Colour and line style of one entity's trace lines."""

    colour: str
    stroke: Stroke


@dataclass(frozen=True)
class Theme:
    """One theme, whole. `fills` are what a status glyph is filled with; `outlined` puts a dark 1.2 px outline round that fill."""

    name: ThemeName
    colours: Mapping[Token, str]
    fills: Mapping[Token, str]
    outlined: bool
    regimes: Mapping[RegimeLook, Block]
    traces: tuple[Trace, ...]

    def hex(self, token: Token) -> str:
        """The colour of a token, as #RRGGBB."""
        return self.colours[token]

    def fill(self, token: Token) -> str:
        """The colour a glyph of this token is filled with, as #RRGGBB."""
        return self.fills.get(token, self.colours[token])


STATUS = (Token.CRITICAL, Token.HIGH, Token.MEDIUM, Token.LOW, Token.NORMAL, Token.DOUBT)
SURFACES = (Token.CANVAS, Token.PANEL, Token.RAISED, Token.HOVER, Token.WELL, Token.SELECTED)


def _table(**colours: str) -> Mapping[Token, str]:
    return MappingProxyType({Token(name): value for name, value in colours.items()})


_DARK = _table(
    canvas="#0C1116",
    panel="#141A21",
    raised="#1B232C",
    hover="#222C37",
    well="#090D11",
    selected="#1A2E41",
    line="#25303B",
    line_strong="#6F8091",
    text="#E2E7ED",
    text2="#B6C1CC",
    text3="#94A2AF",
    disabled="#758290",
    accent="#6DB3F8",
    on_accent="#08131D",
    focus="#9AD0FF",
    critical="#FF6464",
    high="#F0A31A",
    medium="#FFF799",
    low="#B8DAEE",
    normal="#8399A3",
    good="#7FBFA9",
    doubt="#BA91F3",
    casing="#0A121C",
    tag="#0F1A22",
    critical_bg="#43171B",
    high_bg="#3A2A12",
    medium_bg="#33301A",
    doubt_bg="#272138",
    on_critical="#1A0506",
)
_LIGHT = _table(
    canvas="#DDE2E7",
    panel="#F3F5F7",
    raised="#E7EBEF",
    hover="#DCE3E9",
    well="#FFFFFF",
    selected="#CFE1F3",
    line="#C3CCD4",
    line_strong="#6B7884",
    text="#141B22",
    text2="#36424E",
    text3="#4C5966",
    disabled="#76818C",
    accent="#0B5CAD",
    on_accent="#FFFFFF",
    focus="#0B5CAD",
    critical="#B00D1E",
    high="#A34400",
    medium="#6E5F00",
    low="#2C5478",
    normal="#53606C",
    good="#1B6B53",
    doubt="#6A3FB5",
    casing="#FFFFFF",
    tag="#FFFFFF",
    critical_bg="#FADADB",
    high_bg="#FBE3CC",
    medium_bg="#F6EFC0",
    doubt_bg="#E7DEF7",
    on_critical="#FFFFFF",
)
_CONTRAST = _table(
    canvas="#000000",
    panel="#000000",
    raised="#0E0E0E",
    hover="#1C1C1C",
    well="#000000",
    selected="#00324F",
    line="#8A8A8A",
    line_strong="#FFFFFF",
    text="#FFFFFF",
    text2="#F0F0F0",
    text3="#D6D6D6",
    disabled="#A0A0A0",
    accent="#7FD0FF",
    on_accent="#000000",
    focus="#FFFFFF",
    critical="#FF6868",
    high="#FAAE2C",
    medium="#FFFF8C",
    low="#D3EEFF",
    normal="#A6A6A6",
    good="#8CE0C4",
    doubt="#D2BCFF",
    casing="#000000",
    tag="#000000",
    critical_bg="#3D0000",
    high_bg="#332000",
    medium_bg="#2B2800",
    doubt_bg="#20123D",
    on_critical="#000000",
)
# On white the words lose hue under colour-vision deficiency, so there the glyph carries the colour as a fill in a dark outline.
_LIGHT_FILLS = _table(critical="#A8102A", high="#E07B00", medium="#FFF04D", low="#9CC4F5", normal="#858A90", doubt="#5A3DB8")

_REGIMES: Mapping[RegimeLook, Block] = MappingProxyType(
    {
        RegimeLook.REAL: Block("#E2E7ED", "#0C1116"),
        RegimeLook.EXERCISE: Block("#0B5F75", "#FFFFFF"),
        RegimeLook.TEST: Block("#73715A", "#FFFFFF"),
        RegimeLook.DRAFT: Block("#73715A", "#FFFFFF"),
        RegimeLook.REPLAY: Block("#FF93E3", "#2A0620"),
    }
)
# A white REAL block would vanish on the light theme, so there it inverts.
_REGIMES_LIGHT = MappingProxyType({**_REGIMES, RegimeLook.REAL: Block("#141B22", "#FFFFFF")})

_STROKES = tuple(Stroke)
_TRACES = tuple(
    Trace(colour, stroke)
    for colour, stroke in zip(("#5BD6FF", "#5FAAA7", "#F29DCA", "#CDB7A1", "#B9E4D1", "#A7C56C"), _STROKES, strict=True)
)
_TRACES_LIGHT = tuple(
    Trace(colour, stroke)
    for colour, stroke in zip(("#00698C", "#1F6B68", "#A03A72", "#7A5A3A", "#2F7055", "#566F1E"), _STROKES, strict=True)
)
_NO_FILLS: Mapping[Token, str] = MappingProxyType({})

THEMES: Mapping[ThemeName, Theme] = MappingProxyType(
    {
        ThemeName.DARK: Theme(ThemeName.DARK, _DARK, _NO_FILLS, outlined=False, regimes=_REGIMES, traces=_TRACES),
        ThemeName.LIGHT: Theme(ThemeName.LIGHT, _LIGHT, _LIGHT_FILLS, outlined=True, regimes=_REGIMES_LIGHT, traces=_TRACES_LIGHT),
        ThemeName.CONTRAST: Theme(ThemeName.CONTRAST, _CONTRAST, _NO_FILLS, outlined=False, regimes=_REGIMES, traces=_TRACES),
    }
)


class LabelLook(StrEnum):
    """The banner looks a label policy can name for its classes. SYSTEM_HIGH is what an unreadable or missing label gets."""

    OPEN = "OPEN"
    RESTRICTED = "RESTRICTED"
    CONFIDENTIAL = "CONFIDENTIAL"
    SECRET = "SECRET"  # noqa: S105  A class of a label, not a password.
    TOP = "TOP"
    SYSTEM_HIGH = "SYSTEM_HIGH"


# Fixed in every theme: defaults of a label policy file. They never enter a panel.
LABELS: Mapping[LabelLook, Block] = MappingProxyType(
    {
        LabelLook.OPEN: Block("#00702F", "#FFFFFF"),
        LabelLook.RESTRICTED: Block("#0A3FA8", "#FFFFFF"),
        LabelLook.CONFIDENTIAL: Block("#0A3FA8", "#FFFFFF"),
        LabelLook.SECRET: Block("#B80F2A", "#FFFFFF"),
        LabelLook.TOP: Block("#FF8C00", "#000000"),
        LabelLook.SYSTEM_HIGH: Block("#000000", "#FFFFFF"),
    }
)
# TLP 2.0 (FIRST): these text colours, always on black, in a chip of its own: TLP is not a classification.
TLP_TEXT: Mapping[str, str] = MappingProxyType(
    {"RED": "#FF2B2B", "AMBER+STRICT": "#FFC000", "AMBER": "#FFC000", "GREEN": "#33FF00", "CLEAR": "#FFFFFF"}
)
TLP_GROUND = "#000000"
# The band for a REAL message at an exercise desk: white with black in every theme, like nothing else on the screen.
REAL_WORLD = Block("#FFFFFF", "#000000")
STOPPED = Block("#4A4A4A", "#FFFFFF")
"""What a fault left unpainted."""
