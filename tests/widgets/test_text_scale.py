"""Every panel that lists something, from 80 to 200 %: as wide as a desk makes it, no text is cut."""

from collections.abc import Callable

import pytest

from feeds.picture.alarm import Alarm
from tests.widgets.conftest import Keep, Render
from tests.widgets.pictures import played
from tests.widgets.spoken import cut, forbidden
from widgets.grants import resolve as grants
from widgets.grants.panel import GrantsPanel
from widgets.humanitarian import resolve as humanitarian
from widgets.humanitarian.panel import HumanitarianPanel
from widgets.lines import resolve as lines
from widgets.lines.panel import LinesPanel
from widgets.look import SCALE_MAX, SCALE_MIN, Look
from widgets.night import resolve as night
from widgets.night.panel import NightPanel
from widgets.panel import Panel
from widgets.standpoint import Standpoint
from widgets.watchlog import resolve as watchlog
from widgets.watchlog.panel import WatchLogPanel
from widgets.why import resolve as why
from widgets.why.panel import WhyPanel

HERE = Standpoint("CMC", "DUTY")
SCALES = (SCALE_MIN, 1.0, 1.33, 1.5, SCALE_MAX)
TIMES = ("22T10:54:00", "22T17:50:00", "22T19:30:00")


def show_why(look: Look, clock: str) -> Panel:
    """Why the first alarm is as it is."""
    picture, now = played(clock)
    panel = WhyPanel(look)
    panel.show_model(why.resolve(picture, now, HERE, "alarm", next(row.subject for row, _ in picture.bodies(Alarm))))
    return panel


def show_log(look: Look, clock: str) -> Panel:
    """The watch log."""
    picture, now = played(clock)
    panel = WatchLogPanel(look)
    panel.show_model(watchlog.resolve(picture, now, HERE))
    return panel


def show_grants(look: Look, clock: str) -> Panel:
    """Grants and actions, the first page open."""
    picture, now = played(clock)
    panel = GrantsPanel(look)
    model = grants.resolve(picture, now, HERE)
    panel.show_model(model)
    panel.open(next(entry.key for entry in model.entries if entry.kind == "grant"))
    return panel


def show_lines(look: Look, clock: str) -> Panel:
    """Off-ramps and lines."""
    picture, now = played(clock)
    panel = LinesPanel(look)
    panel.show_model(lines.resolve(picture, now, HERE))
    return panel


def show_people(look: Look, clock: str) -> Panel:
    """The humanitarian panel."""
    picture, now = played(clock)
    panel = HumanitarianPanel(look)
    panel.show_model(humanitarian.resolve(picture, now, HERE))
    return panel


def show_night(look: Look, clock: str) -> Panel:
    """The shift's page."""
    picture, now = played(clock)
    panel = NightPanel(look)
    model = night.resolve(picture, now, HERE)
    panel.show_model(model)
    panel.open(next(model.entries).key)
    return panel


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("clock", TIMES)
@pytest.mark.parametrize(
    ("show", "width"),
    [(show_why, 892), (show_log, 600), (show_grants, 396), (show_lines, 396), (show_people, 600), (show_night, 600)],
)
def test_no_text_is_cut(
    look: Look, keep: Keep, render: Render, scale: float, clock: str, show: Callable[[Look, str], Panel], width: int
) -> None:
    """Claim: at each text scale and hour the panel is painted whole in its column, and says nothing a desk may not say."""
    look.wear(scale=scale)
    panel = show(look, clock)
    keep(panel)
    render(panel, round(width * scale), round(620 * scale))
    assert (cut(look), forbidden(panel, look)) == ([], [])
