"""Grants and actions from the picture: who may, every reason why not, the sunset's warnings, the second person."""

import pytest

from feeds.picture.action import Action, ActionState, Grant, GrantState
from feeds.picture.picture import Picture
from tests.widgets.pictures import played, rewritten
from widgets.board.model import BoardModel, Entry
from widgets.grants.resolve import resolve
from widgets.standpoint import Standpoint
from widgets.tokens import Token
from widgets.words import State

HERE = Standpoint("CMC", "DUTY")


def grant(code: str, clock: str = "22T17:50:00", here: Standpoint = HERE) -> Entry:
    """A grant's entry at a time."""
    picture, now = played(clock)
    return next(entry for entry in resolve(picture, now, here).entries if entry.code == code)


def named(entry: Entry, heading: str) -> dict[str, tuple[State | None, str]]:
    """The facts under a heading by label."""
    part = next(part for part in entry.parts if part.heading == heading)
    return {fact.label: (fact.state, fact.text) for fact in part.facts}


def test_eligibility_names_each_nation_with_every_reason() -> None:
    """Claim: who may use it now is ELIGIBLE, with its caveat; who opted out is LATENT with that reason."""
    may = named(grant("G-06"), "May it be used now")
    assert may["FEN"] == (State.ELIGIBLE, "daylight only")
    assert may["DRA"] == (State.ACTION_LATENT, "DRA has opted out")


def test_the_declared_level_is_named_and_read_alone() -> None:
    """Claim: the header says at which declared level this is; while assessed is above declared nothing becomes eligible by it."""
    picture, now = played("22T10:54:00")
    assert resolve(picture, now, HERE).scope == "at declared 3"
    assert "not at declared 3" in named(grant("G-09", "22T10:54:00"), "May it be used now")["AUR"][1]


@pytest.mark.parametrize(
    ("clock", "warning"),
    [("22T14:00:00", ""), ("22T14:31:00", "80 % of its time has passed"), ("22T17:50:00", "ends in 10 min")],
)
def test_the_sunset_warns_twice(clock: str, warning: str) -> None:
    """Claim: at 80 % of its time and in its last quarter of an hour, and not before; the bar is amber with the warning."""
    entry = grant("G-06", clock)
    assert entry.warning == warning
    assert entry.meter is not None
    assert (entry.meter.token is Token.HIGH) == bool(warning)


def test_a_lost_eligibility_warns_and_ends_nothing() -> None:
    """Claim: when the grant ends while its action is EXECUTING, the action says so and stays EXECUTING until a person stands it down."""
    picture, now = played("22T18:02:00")
    entry = next(entry for entry in resolve(picture, now, HERE).entries if entry.code == "AC-3")
    assert entry.state is State.ACTION_EXECUTING
    assert entry.warning.startswith("no longer eligible")
    assert "change:stand_down" in {act.name for act in entry.acts}


def test_the_second_person_is_a_state_in_words() -> None:
    """Claim: a two-person action names its second officer by role."""
    picture, now = played("22T17:50:00")
    entry = next(entry for entry in resolve(picture, now, HERE).entries if entry.code == "AC-3")
    assert "second officer: " in entry.support


def test_an_agreed_grant_reads_agreed() -> None:
    """Claim: neither the state nor a reason says the word of permission."""
    picture, now = played("22T17:50:00")
    row = next(row for row, body in picture.bodies(Grant) if body.code == "G-08")
    model = resolve(rewritten(picture, row, state=GrantState.APPROVED), now, HERE)
    entry = next(entry for entry in model.entries if entry.code == "G-08")
    assert entry.state is State.GRANT_APPROVED
    assert "APPROVED" not in repr([entry.title, entry.support, entry.parts]).replace("GRANT_APPROVED", "")
    assert "is agreed and not yet active" in named(entry, "May it be used now")["AUR"][1]


def test_what_cannot_be_asked_for_stays_with_its_reason() -> None:
    """Claim: a nation that opted out finds the act in place, off, with its reason; so does every act while the link is lost."""
    act = next(act for act in grant("G-06", here=Standpoint("DRA", "DRA-1")).acts if act.name == "request_action")
    assert (act.enabled, act.reason) == (False, "DRA has opted out")
    frozen = grant("G-06", here=Standpoint("CAL", "CAL-1", frozen_at=1)).acts
    assert {act.reason for act in frozen} == {"cannot reach the hub"}


def test_an_unreadable_grant_is_none() -> None:
    """Claim: an action whose grant this reader does not have says that it is none, and is not said to be eligible."""
    picture, now = played("22T17:50:00")
    copy = picture.copy()
    row = next(row for row, body in copy.bodies(Action) if body.state is ActionState.EXECUTING)
    model = resolve(rewritten(picture, row, grant="G-0000000000000000"), now, HERE)
    entry = next(entry for entry in model.entries if entry.code == "AC-3")
    assert entry.support == "its grant is not readable here: it is none"
    assert State.ELIGIBLE not in {fact.state for part in entry.parts for fact in part.facts}


def test_without_grants_the_panel_says_that_none_is_none() -> None:
    """Claim: an empty picture gives no calm table but the rule."""
    model: BoardModel = resolve(Picture(), 0, HERE)
    assert "No grant" in repr(model.condition)
