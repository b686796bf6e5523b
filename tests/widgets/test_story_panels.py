"""The right-hand panels through the whole story: nothing cut, nothing said that no desk may say, and one count of what is owed."""

from collections.abc import Iterator

import pytest

from feeds.assessment.alarms import UNACKNOWLEDGED
from feeds.exercise.loader import shipped_scenario
from feeds.exercise.offline import Offline
from feeds.picture.checklist import Run
from feeds.picture.corridor import Corridor
from feeds.picture.picture import Picture
from tests.rig.story import instant, sample_picture
from tests.widgets.conftest import Keep, Render
from tests.widgets.spoken import cut, forbidden
from widgets.alarms.panel import AlarmsPanel
from widgets.alarms.resolve import readable
from widgets.alarms.resolve import resolve as alarms
from widgets.checklists.panel import ChecklistPanel
from widgets.checklists.resolve import resolve as checklist
from widgets.corridors.panel import CorridorsPanel
from widgets.corridors.resolve import resolve as corridors
from widgets.look import Look
from widgets.rollcall.panel import RollCallPanel
from widgets.rollcall.resolve import resolve as rollcall
from widgets.standpoint import Standpoint
from widgets.watchlog.panel import WatchLogPanel
from widgets.watchlog.resolve import resolve as watchlog
from widgets.words import State

HERE = Standpoint("CMC", "desk")
TIMES = ("22T06:20:00", "22T10:54:00", "22T13:15:00", "22T17:50:00", "22T20:10:00", "23T04:00:00")
WIDTH = 600


@pytest.fixture(scope="module")
def pictures() -> tuple[tuple[int, Picture], ...]:
    """The room's picture at each time."""

    def played() -> Iterator[tuple[int, Picture]]:
        run = Offline(shipped_scenario("quiet_harbour"))
        for clock in TIMES:
            now = instant(run.scenario, clock)
            run.play_to(now)
            yield now, run.picture.copy()

    return tuple(played())


@pytest.mark.parametrize("place", range(len(TIMES)), ids=TIMES)
def test_the_story_stands_whole(look: Look, keep: Keep, render: Render, pictures: tuple[tuple[int, Picture], ...], place: int) -> None:
    """Claim: at each of these times every alarm, corridor, run, roll-call and log entry is painted whole, and nothing is forbidden."""
    now, picture = pictures[place]
    console, road, steps, call, log = (
        AlarmsPanel(look),
        CorridorsPanel(look),
        ChecklistPanel(look),
        RollCallPanel(look),
        WatchLogPanel(look),
    )
    for panel in (console, road, steps, call, log):
        keep(panel)
    console.show_model(alarms(picture, now, HERE))
    call.show_model(rollcall(picture, now, HERE))
    log.show_model(watchlog(picture, now, HERE))
    for panel, height in ((console, 393), (call, 282), (log, 282)):
        render(panel, WIDTH, height)
        assert (cut(look), forbidden(panel, look)) == ([], [])
    for row, _ in list(picture.bodies(Corridor)):
        road.show_model(corridors(picture, now, HERE, row.subject))
        render(road, WIDTH, max(245, road.minimumSizeHint().height()))
        assert (cut(look), forbidden(road, look)) == ([], [])
    for row, _ in list(picture.bodies(Run)):
        steps.show_model(checklist(picture, now, HERE, selected=row.subject))
        render(steps, WIDTH, 282)
        assert (cut(look), forbidden(steps, look)) == ([], [])


def test_the_console_counts_what_it_shows(pictures: tuple[tuple[int, Picture], ...]) -> None:
    """Claim: the head's count is the number of rows owed, returned ones included, at every time and for every reader's own alarms."""
    for now, picture in pictures:
        model = alarms(picture, now, HERE)
        owed = sum(item.unacknowledged for item in model.items)
        assert owed == sum(view.state in UNACKNOWLEDGED for view in readable(picture, now, "CMC"))
        assert model.scope.startswith(f"{owed} unacknowledged") or not model.items


def test_a_relief_desk_never_reads_open_over_a_danger() -> None:
    """Claim: while a hazard near HC-4 is not released to HAC, its desk reads UNKNOWN for OPEN and in the words of decay, and no more."""
    picture = sample_picture("05:45", "HAC")
    model = corridors(picture, instant(shipped_scenario("quiet_harbour"), "22T05:45:00"), Standpoint("HAC"))
    view = model.corridor
    assert view is not None
    assert (view.code, view.doubtful, view.conditions) == ("HC-4", True, State.CONDITIONS_UNKNOWN)
    assert view.reasons == ("S1 not verified: verify before use",)
    assert "DZ-06" not in repr(view)
