"""The colours: contrast, distance in four kinds of vision, and that no other module of widgets/ holds one."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from tests.widgets.eyesight import Vision, apart, contrast, distance, linear, ratio, seen
from widgets.tokens import LABELS, STATUS, SURFACES, THEMES, TLP_GROUND, TLP_TEXT, RegimeLook, ThemeName, Token

WORDS = (
    Token.TEXT,
    Token.TEXT2,
    Token.TEXT3,
    Token.ACCENT,
    Token.GOOD,
    *STATUS,
)
THEME_NAMES = tuple(ThemeName)
WIDGETS = Path(__file__).parents[2] / "widgets"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425), ((50, 2.5, 0), (73, 25, -18), 27.1492)],
)
def test_the_yardstick_measures_published_pairs(one: tuple[float, ...], other: tuple[float, ...], expected: float) -> None:
    """Claim: the CIEDE2000 used below reproduces Sharma's test pairs 1 and 17."""
    assert distance(np.array(one), np.array(other)) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_theme_names_every_token(name: ThemeName) -> None:
    """Claim: a theme is whole; no token falls back to another theme."""
    assert set(THEMES[name].colours) == set(Token)
    assert set(THEMES[name].regimes) == set(RegimeLook)


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize("token", WORDS)
def test_words_reach_4_5_on_every_surface(name: ThemeName, token: Token) -> None:
    """Claim: every text colour has at least 4.5:1 on canvas, panel, raised, hover, well and selected."""
    theme = THEMES[name]
    assert min(ratio(theme.hex(token), theme.hex(surface)) for surface in SURFACES) >= 4.5


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize(("token", "floor"), [(Token.LINE_STRONG, 3.0), (Token.FOCUS, 3.0), (Token.DISABLED, 2.97)])
def test_edges_reach_3(name: ThemeName, token: Token, floor: float) -> None:
    """Claim: control edges and the focus ring have at least 3:1 everywhere; disabled text stays above 2.97."""
    theme = THEMES[name]
    assert min(ratio(theme.hex(token), theme.hex(surface)) for surface in SURFACES) >= floor


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (Token.TEXT, Token.CRITICAL_BG),
        (Token.TEXT2, Token.CRITICAL_BG),
        (Token.CRITICAL, Token.CRITICAL_BG),
        (Token.TEXT, Token.HIGH_BG),
        (Token.HIGH, Token.HIGH_BG),
        (Token.TEXT, Token.MEDIUM_BG),
        (Token.MEDIUM, Token.MEDIUM_BG),
        (Token.TEXT, Token.DOUBT_BG),
        (Token.DOUBT, Token.DOUBT_BG),
        (Token.ON_ACCENT, Token.ACCENT),
    ],
)
def test_words_on_tinted_rows_reach_4_5(name: ThemeName, ink: Token, ground: Token) -> None:
    """Claim: words on a filled row or a blue button are as readable as on the panel."""
    assert ratio(THEMES[name].hex(ink), THEMES[name].hex(ground)) >= 4.5


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize("vision", tuple(Vision))
def test_status_colours_stay_apart_for_every_eye(name: ThemeName, vision: Vision) -> None:
    """Claim: the fills of all 15 pairs of status colours are at least 9 apart (CIEDE2000) in normal and simulated vision."""
    theme = THEMES[name]
    nearest = min((apart(theme.fill(a), theme.fill(b), vision), a, b) for a, b in combinations(STATUS, 2))
    assert nearest[0] >= 9.0, nearest


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize("vision", tuple(Vision))
def test_critical_stands_out_for_every_eye(name: ThemeName, vision: Vision) -> None:
    """Claim: critical keeps 4.5:1 on the panel in every simulated vision."""
    theme = THEMES[name]
    assert contrast(seen(theme.hex(Token.CRITICAL), vision), linear(theme.hex(Token.PANEL))) >= 4.5


@pytest.mark.parametrize("name", THEME_NAMES)
def test_regime_blocks_are_readable_and_apart(name: ThemeName) -> None:
    """Claim: regime words have 4.5:1, and no two regimes (DRAFT shares TEST's grey) are under 13 apart for any eye."""
    regimes = THEMES[name].regimes
    assert min(ratio(block.fill, block.text) for block in regimes.values()) >= 4.5
    distinct = (RegimeLook.REAL, RegimeLook.EXERCISE, RegimeLook.TEST, RegimeLook.REPLAY)
    assert min(apart(regimes[a].fill, regimes[b].fill, v) for a, b in combinations(distinct, 2) for v in Vision) >= 13


def test_banners_and_tlp_are_readable() -> None:
    """Claim: banner words have 4.5:1 on their block, TLP marks on black."""
    assert min(ratio(block.fill, block.text) for block in LABELS.values()) >= 4.5
    assert min(ratio(text, TLP_GROUND) for text in TLP_TEXT.values()) >= 4.5


def test_identity_never_hangs_on_hue_alone() -> None:
    """Claim: each entity's trace has a line style of its own, and the dark hues are at least 10 apart."""
    for theme in THEMES.values():
        assert len({trace.stroke for trace in theme.traces}) == len(theme.traces) == 6
    dark = THEMES[ThemeName.DARK].traces
    assert min(apart(a.colour, b.colour, v) for a, b in combinations(dark, 2) for v in Vision) >= 10


def test_no_colour_outside_the_tokens() -> None:
    """Claim: no module of widgets/ but tokens.py (and the map's own table) holds a hex value or a QColor of numbers."""
    literal = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(\s*\d")
    own = {WIDGETS / "tokens.py"}
    sources = [path for path in WIDGETS.rglob("*.py") if path not in own and WIDGETS / "map" not in path.parents]
    found = [f"{path.name}: {match}" for path in sources for match in literal.findall(path.read_text("utf-8"))]
    assert found == []
