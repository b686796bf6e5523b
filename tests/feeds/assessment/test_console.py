"""The console in a flood and out of it, chatter, standing alarms, and guidance."""

from hypothesis import given
from hypothesis import strategies as st

from feeds.assessment.console import Console, console
from feeds.assessment.load import CHATTER_WINDOW, STANDS, guidance, load
from feeds.assessment.rules import rules_of
from feeds.picture.alarm import Acknowledgement, Alarm, Request
from feeds.picture.checklist import Run, RunState, Step, Template, template_hash
from feeds.picture.corridor import Corridor, Mode
from feeds.picture.envelope import AuthorKind
from feeds.picture.warning import Severity
from tests.feeds.assessment.world import MINUTE, World, at

CRITICAL, HIGH, MEDIUM, LOW = Severity


def raised(world: World, subject: str, severity: Severity, about: str = "X", *, rule: str = "NO_DATA", **more: object) -> str:
    """Raise an alarm now, or as said."""
    body = {"onset": world.now, **more}
    world.put(subject, Alarm(rule, severity, about, f"{subject} title", "why", **body), kind=AuthorKind.HUB)  # type: ignore[arg-type]  # the test says which
    return subject


def shown(found: Console) -> list[str]:
    """Return every open alarm the console shows, singly or in a group."""
    return [view.subject for view in (*found.single, *(view for group in found.groups for view in group.views))]


def test_while_it_is_quiet_every_alarm_stands_alone() -> None:
    """Below the line nothing is grouped."""
    world = World(at("10:00"))
    for number in range(4):
        raised(world, f"A-{number}", MEDIUM)
    found = console(world.picture, world.now)
    assert (found.grouped, found.groups, len(found.single)) == (False, (), 4)


def test_a_flood_groups_under_causes_and_keeps_the_top_priority_apart() -> None:
    """Twelve alarms in ten minutes: the CRITICAL one stays on its own though acknowledged, steps and answers gather under its corridor."""
    world = World(at("10:50"))
    world.put("C-2", Corridor("HC-2", "Halvern road", "relief", Mode.ROAD, "AUR", ("AUR",)))
    top = raised(world, "A-TOP", CRITICAL, "C-2", rule="CORRIDOR_CONTRADICTED", cause="Z-7")
    world.put(top, Acknowledgement(top, 1, "AUR-1"))
    template = Template("CL", 1, "hazard", (Step(1, "warn"),))
    world.put("K-1", Run("CL", 1, template_hash(template), RunState.OPEN, at("10:47"), top))
    world.put("R-1", Request(top, 1, "HC-2 hazard", ("DRA", "FEN"), at("10:47")))
    for number in range(4):
        raised(world, f"A-S{number}", MEDIUM, f"K-1/{number}", rule="STEP_LATE", cause="K-1")
    for entity in ("DRA", "FEN"):
        raised(world, f"A-R{entity}", LOW, f"R-1/{entity}", rule="ANSWER_OVERDUE", cause="R-1")
    for number in range(5):
        raised(world, f"A-F{number}", LOW, f"FEED-{number}", group="FEEDS")
    found = console(world.picture, world.now)
    assert found.grouped
    assert [view.subject for view in found.single] == [top]
    assert [(group.name, len(group.views), group.unacknowledged) for group in found.groups] == [
        ("HC-2 Halvern road", 6, 6),
        ("FEEDS", 5, 5),
    ]
    assert dict(found.counts) == {CRITICAL: 0, HIGH: 0, MEDIUM: 4, LOW: 7}


@given(st.lists(st.tuples(st.sampled_from(Severity), st.booleans(), st.integers(0, 3)), min_size=1, max_size=24))
def test_nothing_is_hidden_and_the_gravest_stands_alone(drawn: list[tuple[Severity, bool, int]]) -> None:
    """Flood or not, each open alarm is shown exactly once, and no group holds one as grave as the gravest, nor an unacknowledged HIGH."""
    world = World(at("10:00"))
    for number, (severity, acknowledged, about) in enumerate(drawn):
        subject = raised(world, f"A-{number}", severity, f"X-{about}")
        if acknowledged:
            world.put(subject, Acknowledgement(subject, 1, "AUR-1"))
    found = console(world.picture, world.now)
    assert sorted(shown(found)) == sorted(f"A-{number}" for number in range(len(drawn)))
    assert found.open == len(drawn)
    gravest = min(list(Severity).index(severity) for severity, _, _ in drawn)
    for view in (view for group in found.groups for view in group.views):
        assert list(Severity).index(view.alarm.severity) > gravest
        assert not (view.unacknowledged and view.alarm.severity is HIGH)
    assert sum(count for _, count in found.counts) == sum(not acknowledged for _, acknowledged, _ in drawn)


def test_a_condition_raised_again_and_again_chatters() -> None:
    """Three occurrences within the window are listed with their count; when the first leaves the window they no longer are."""
    world = World(at("10:00"))
    for number in range(3):
        world.now = at("10:00") + number * 5 * MINUTE
        raised(world, f"A-{number}", MEDIUM, "HYDRO-2", active=number == 2)
    listed = console(world.picture, world.now).load
    assert [(each.about, each.count, each.latest.subject) for each in listed.chattering] == [("HYDRO-2", 3, "A-2")]
    assert listed.due == at("10:00") + CHATTER_WINDOW
    assert console(world.picture, at("10:00") + CHATTER_WINDOW).load.chattering == ()


def test_suppressed_occurrences_are_no_chatter() -> None:
    """What a rule suppresses by design is no load."""
    world = World(at("10:00"))
    for number in range(3):
        raised(world, f"A-{number}", MEDIUM, "HYDRO-2", suppressed=True)
    assert console(world.picture, world.now).load.chattering == ()


def test_what_outlives_a_watch_stands() -> None:
    """An alarm active for eight hours is listed as standing, the longest first; one that returned is not."""
    world = World(at("00:00"))
    raised(world, "A-1", LOW)
    raised(world, "A-2", LOW, "Y", active=False, returned=at("00:01"))
    world.now = at("00:00") + STANDS
    found = console(world.picture, world.now)
    assert [(view.subject, ms) for view, ms in found.load.standing] == [("A-1", STANDS)]
    assert load(world.now - 1, found.single).due == world.now


def test_guidance_says_why_so_what_what_to_do_and_how_long() -> None:
    """Guidance comes from the doctrine, and the time left runs below zero once it is over."""
    world = World(at("10:47"))
    raised(world, "A-1", CRITICAL, rule="CORRIDOR_CONTRADICTED", respond_by=at("10:52"))
    alarm = world.row(Alarm, "A-1").body
    assert isinstance(alarm, Alarm)
    told = guidance(world.picture, at("10:53"), alarm)
    assert (told.why, told.so_what, told.do, told.left, told.told) == ("why", "people may be on it", "warn HAC", -MINUTE, True)
    raised(world, "A-2", LOW, rule="ODD")
    odd = world.row(Alarm, "A-2").body
    assert isinstance(odd, Alarm)
    assert not guidance(world.picture, world.now, odd).told
    assert rules_of(world.picture).doctrine.alarm("ODD") is None


def test_each_reader_has_its_own_alarms() -> None:
    """An alarm written for one entity is on that one's console and in its counts, not on another's; the room's are on all."""
    world = World(at("10:00"))
    raised(world, "A-ALL", HIGH)
    raised(world, "A-HAC", CRITICAL, audience="HAC")
    assert shown(console(world.picture, world.now, "HAC")) == ["A-HAC", "A-ALL"]
    theirs = console(world.picture, world.now, "BOR")
    assert (shown(theirs), dict(theirs.counts)) == (["A-ALL"], {CRITICAL: 0, HIGH: 1, MEDIUM: 0, LOW: 0})
    assert len(shown(console(world.picture, world.now))) == 2


def test_set_aside_closed_and_open_stand_apart() -> None:
    """A suppressed alarm is set aside, one that returned and was acknowledged is closed, and each alarm stands in one list."""
    world = World(at("10:00"))
    raised(world, "A-OPEN", LOW)
    raised(world, "A-ASIDE", LOW, suppressed=True)
    raised(world, "A-DONE", LOW, active=False)
    world.put("A-DONE", Acknowledgement("A-DONE", 1, "AUR-1"))
    found = console(world.picture, world.now)
    assert [shown(found), *([view.subject for view in views] for views in (found.aside, found.closed))] == [
        ["A-OPEN"],
        ["A-ASIDE"],
        ["A-DONE"],
    ]
    assert found.open == 1
