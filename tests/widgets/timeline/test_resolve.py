"""What the timeline shows of its history: bars, gaps and tails as they were known, and no more than this reader may know."""

from __future__ import annotations

import msgspec
import pytest

from feeds.picture.action import Grant, GrantState
from feeds.picture.alarm import Acknowledgement, Alarm, Answer, AnswerKind
from feeds.picture.body import Body
from feeds.picture.danger import Pause, PauseState
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.room import Entity, EntityKind, Roster, SourceState, SourceStatus
from feeds.picture.values import Window
from tests.rig.specimens import EXERCISE, NOON, record
from widgets.standpoint import Standpoint
from widgets.timeline.bars import in_view
from widgets.timeline.history import History, SpanKind
from widgets.timeline.model import Bar
from widgets.timeline.resolve import resolve

HOUR = 3_600_000


def made(kind: str, body: Body, at: int, subject: str = "X-1", entity: str = "AUR") -> Record:
    """Return a record of a body at a moment, known a second later."""
    author = Author(entity, AuthorKind.OFFICER, f"{entity}-1", "desk")
    key = f"{kind}{subject}{at}{entity}".encode().hex().ljust(64, "0")[:64]
    return msgspec.structs.replace(record(kind), body=body, event=at, known=at + 1_000, subject=subject, author=author, key=key)


def source(state: SourceState, since: int) -> Record:
    """Return a finding on a source."""
    return made("source_status", SourceStatus("AIS-N", state, since), since, "AIS-N")


def alarm(onset: int) -> Record:
    """Return an alarm."""
    body = msgspec.structs.replace(record("alarm").body, onset=onset, cause_revision=1)
    assert isinstance(body, Alarm)
    return made("alarm", body, onset, "A-1")


@pytest.fixture
def roster() -> Picture:
    """A picture whose host is CMC."""
    picture = Picture(EXERCISE)
    entities = tuple(Entity(code, code, EntityKind.NATION) for code in ("CMC", "AUR", "BOR"))
    fold_all(picture, [made("roster", Roster("CMC", "Room", "CMC", entities), NOON, "roster")])
    return picture


def test_a_gap_lasts_from_the_last_word_of_a_source_to_its_next(roster: Picture) -> None:
    """NO DATA opens a gap, LOST goes on with it, LIVE closes it; one that is open has no end."""
    history = History()
    history.add_all([source(SourceState.NO_DATA, NOON), source(SourceState.LOST, NOON + HOUR)])
    model = resolve(history, roster, NOON + 2 * HOUR, Standpoint("CMC"))
    assert [(gap.since, gap.until, gap.lost) for gap in model.gaps] == [(NOON, NOON + HOUR, False), (NOON + HOUR, None, True)]
    history.add_all([source(SourceState.LIVE, NOON + 3 * HOUR)])
    model = resolve(history, roster, NOON + 4 * HOUR, Standpoint("CMC"))
    assert model.gaps[-1].until == NOON + 3 * HOUR


def test_hindsight_closes_no_gap(roster: Picture) -> None:
    """Replayed at a moment in which the source was silent, the gap is open."""
    history = History()
    history.add_all([source(SourceState.NO_DATA, NOON), source(SourceState.LIVE, NOON + HOUR)])
    model = resolve(history, roster, NOON + HOUR // 2, Standpoint("CMC", replay=True))
    assert [(gap.since, gap.until) for gap in model.gaps] == [(NOON, None)]


@pytest.mark.parametrize(("reader", "seen"), [("CMC", {"AUR", "BOR"}), ("AUR", {"AUR"}), ("BOR", {"BOR"})])
def test_how_long_an_entity_took_is_for_itself_and_the_room(roster: Picture, reader: str, seen: set[str]) -> None:
    """The room's officers see every reply's tail; an entity sees its own and nobody else's."""
    history = History()
    ack = Acknowledgement("A-1", 1, "desk")
    answer = Answer("A-1", 1, "BOR", AnswerKind.RECEIPT)
    history.add_all(
        [
            alarm(NOON),
            made("acknowledgement", ack, NOON + 60_000, "A-1", "AUR"),
            made("answer", answer, NOON + 90_000, "A-1/BOR", "BOR"),
        ]
    )
    model = resolve(history, roster, NOON + HOUR, Standpoint(reader))
    assert {tail.entity for tail in model.tails} == seen
    assert all(tail.since == NOON for tail in model.tails)


def test_grants_and_pauses_are_bars_that_their_end_cuts(roster: Picture) -> None:
    """An active grant is a bar to its sunset, revoked it ends there and then; a pause that ended early likewise."""
    grant = msgspec.structs.replace(record("grant").body, code="G-06", state=GrantState.ACTIVE, valid=Window(NOON, NOON + 6 * HOUR))
    pause = msgspec.structs.replace(record("pause").body, code="P-2", state=PauseState.IN_EFFECT, period=Window(NOON, NOON + 4 * HOUR))
    assert isinstance(grant, Grant)
    assert isinstance(pause, Pause)
    history = History()
    history.add_all([made("grant", grant, NOON, "G"), made("pause", pause, NOON, "P")])
    history.add_all([made("grant", msgspec.structs.replace(grant, state=GrantState.REVOKED), NOON + HOUR, "G")])
    bars = {bar.name: (bar.what, bar.until) for bar in resolve(history, roster, NOON + 2 * HOUR, Standpoint("CMC")).bars}
    assert bars == {"G-06 grant": (SpanKind.GRANT, NOON + HOUR), "P-2 pause": (SpanKind.PAUSE, NOON + 4 * HOUR)}


def test_a_grant_from_edge_to_edge_is_no_bar_and_what_has_no_room_is_counted() -> None:
    """Grants are drawn where they begin or end; of more bars than there are rows the rest is a number."""
    whole = Bar("grant", "G-1", "G-1 grant", 0, 100, SpanKind.GRANT, 0)
    ends = Bar("grant", "G-2", "G-2 grant", 0, 40, SpanKind.GRANT, 0)
    assert [bar.subject for bar in in_view((whole, ends), 10, 90).shown] == ["G-2"]
    windows = tuple(Bar("corridor_status", f"C-{row}", "", 0, 100, SpanKind.WINDOW, row) for row in range(7))
    seen = in_view(windows, 10, 90)
    assert (len(seen.shown), seen.rows, seen.more) == (5, 5, 2)
