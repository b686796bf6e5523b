"""The wall: read from across the room, whole at its size, and shaming or exposing nobody."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable

import pytest

from feeds.picture.alarm import Acknowledgement, Alarm, Presence, Request
from feeds.picture.corridor import CorridorState, CorridorStatus, Flow
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.picture.values import Window
from feeds.picture.warning import Severity
from tests.widgets.conftest import Keep, Render
from tests.widgets.room import HOUR, MINUTE, NOW, Room, crisis, scenario
from tests.widgets.samples import top_bar
from tests.widgets.spoken import cut, painted
from widgets.look import Look
from widgets.standpoint import Standpoint
from widgets.tokens import ThemeName
from widgets.wall.head import HEIGHT, WallHead
from widgets.wall.model import WallModel
from widgets.wall.panels import WallAlarmBand, WallCorridorsPanel, WallFactsPanel, WallLevelsPanel, WallPanel
from widgets.wall.resolve import resolve

CMC = Standpoint("CMC", "WALL", "Wallboard")
SIZES: tuple[tuple[type[WallPanel], int, int], ...] = (
    (WallAlarmBand, 1904, 120),
    (WallLevelsPanel, 580, 336),
    (WallCorridorsPanel, 580, 300),
    (WallFactsPanel, 1904, 108),
)
PARTNERS = ("AUR", "BOR", "CAL", "DRA", "ESK", "FEN")


@pytest.fixture
def room() -> Room:
    """A critical alarm, an answer overdue, an empty desk, HC-2 open with a reported flow, a proposal under silence."""
    made = crisis()
    corridor = scenario().subject("HC-2")
    made.write("A-1", Alarm("contradiction", Severity.CRITICAL, corridor, "HC-2 declared OPEN, conditions NOT MET", "DZ-07", NOW), NOW)
    made.write("R-1", Request("A-1", 1, "HC-2 S3 endangered", ("DRA", "FEN"), NOW - HOUR, NOW - MINUTE), NOW - HOUR)
    made.write("FEN", Presence("FEN", (), NOW - HOUR), NOW - HOUR)
    window = Window(NOW - HOUR, NOW + HOUR)
    flow = Flow(1_240, "HAC", NOW - 17 * MINUTE)
    made.write(corridor, CorridorStatus(corridor, CorridorState.OPEN, window, flow), NOW - HOUR)
    return made


def texts(model: WallModel) -> str:
    """Every word of the model."""
    return json.dumps(dataclasses.asdict(model), default=str, ensure_ascii=False)


def test_the_level_pair_and_how_many_stand_where(room: Room) -> None:
    """Claim: declared and assessed beside one another, and partners as numbers only."""
    levels = resolve(room.picture, NOW, CMC, compared=True).levels
    assert (levels.declared.printed, levels.assessed.printed, levels.above) == ("3", "4", True)
    assert dict(levels.lines)["Partners"] == "4 at 3 · 1 at 2 · 1 at 4"


def test_nobody_is_named_as_late_absent_or_different(room: Room) -> None:
    """Claim: the wall counts what is overdue and empty; no partner's code stands on it but as the source of a figure, and no proposal."""
    model = resolve(room.picture, NOW, CMC, compared=True)
    assert {fact.caption: fact.text for fact in model.facts}["Room"] == "1 answer overdue · 1 desk empty"
    said = texts(model)
    assert set(PARTNERS) & set(re.findall(r"\w+", said)) == set()
    for word in ("silence", "proposed", "P-12", "CONCUR", "SEEN", "NOBODY", "OVERDUE"):
        assert word not in said


def test_counts_of_people_below_ten_are_not_shown(room: Room) -> None:
    """Claim: a flow is an estimate with its source and time; under ten it is only said to be so."""
    facts = {fact.caption: fact.text for fact in resolve(room.picture, NOW, CMC, compared=True).facts}
    assert facts["People moved"] == "about 1\N{NO-BREAK SPACE}240 (HAC, estimate 10:30Z)"
    corridor = scenario().subject("HC-2")
    room.write(corridor, CorridorStatus(corridor, CorridorState.OPEN, None, Flow(7, "HAC", NOW)), NOW)
    facts = {fact.caption: fact.text for fact in resolve(room.picture, NOW, CMC, compared=True).facts}
    assert facts["People moved"].startswith("fewer than 10")


def test_the_band_is_there_only_when_something_rings(look: Look, keep: Keep, room: Room) -> None:
    """Claim: an unacknowledged alarm says so; acknowledged it says that; with none the band leaves its place."""
    model = resolve(room.picture, NOW, CMC, compared=True)
    assert model.alarm is not None
    assert (model.alarm.state, model.alarm.answered) == ("UNACKNOWLEDGED", "0 of 2 answered")
    room.write("A-1", Acknowledgement("A-1", 1, "DUTY"), NOW)
    acknowledged = resolve(room.picture, NOW, CMC, compared=True)
    assert acknowledged.alarm is not None
    assert acknowledged.alarm.state == "ACKNOWLEDGED"
    band = WallAlarmBand(look)
    keep(band)
    band.show_model(model)
    assert band.stands
    band.show_model(resolve(crisis().picture, NOW, CMC, compared=True))
    assert not band.stands


def test_what_is_not_compared_is_doubt(room: Room) -> None:
    """Claim: a wall that lost its hub says that nothing is compared, with its shape and hue."""
    fact = next(fact for fact in resolve(room.picture, NOW, CMC, compared=False).facts if fact.caption == "Picture")
    assert (fact.text, fact.state is not None) == ("not compared", True)


@pytest.mark.parametrize("theme", list(ThemeName))
@pytest.mark.parametrize(("kind", "width", "height"), SIZES)
def test_every_part_is_painted_whole(
    look: Look, keep: Keep, render: Render, room: Room, theme: ThemeName, kind: type[WallPanel], width: int, height: int
) -> None:
    """Claim: at its designed size nothing on the wall is cut, in any theme, and it takes no focus."""
    look.wear(theme=theme)
    panel = kind(look)  # type: ignore[call-arg]  # each names itself
    keep(panel)
    panel.show_model(resolve(room.picture, NOW, CMC, compared=True))
    render(panel, width, height)
    assert painted(look)
    assert cut(look) == []
    assert panel.focusPolicy().value == 0
    assert panel.accessibleDescription()


def test_the_walls_head_keeps_regime_link_and_clock(look: Look, keep: Keep, render: Render) -> None:
    """Claim: what is on every desk's top bar that must not be hidden is on the wall's, large."""
    head = WallHead(look)
    keep(head)
    head.show_model(top_bar())
    render(head, 1920, HEIGHT)
    words = _all(painted(look))
    assert "EXERCISE  QUIET HARBOUR 26" in words
    assert "10:47:32Z" in words
    assert "LIVE" in words
    assert cut(look) == []


def _all(texts_: Iterable[str]) -> str:
    return " | ".join(texts_)


def test_a_recording_of_reports_alone_says_that_there_is_no_level_and_no_feed() -> None:
    """Claim: two dashes are not left to be guessed at, and nought of nought feeds is no figure."""
    model = resolve(Picture(REAL), NOW, Standpoint("CMC", replay=True), compared=False)
    assert model.levels.lines == (("Level", "nothing declared or assessed"),)
    assert (model.levels.declared.printed, model.levels.assessed.printed) == ("", "")
    assert ("Feeds", "no feed known") in [(fact.caption, fact.text) for fact in model.facts]
