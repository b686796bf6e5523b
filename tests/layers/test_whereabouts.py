"""Where things were: traces rebuilt from records are those that were seen to grow; nothing of what is hostile, withdrawn or later."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.place import Affiliation, Track
from feeds.picture.values import Polygon
from layers.layer import AnyFeature
from layers.traces import GHOST, Traces
from layers.whereabouts import ROWS, VERSIONS, Whereabouts
from tests.layers.scenery import HALVERN, MINUTE, SQUARE, fold, picture, row, zone
from tests.rig.specimens import NOON

FRIEND = "10031000001211000000"
HOSTILE = "10061000001211000000"
MOVED = Polygon((tuple((lon + 0.1, lat) for lon, lat in SQUARE),))


def position(step: int, subject: str = "t", sidc: str | None = FRIEND, affiliation: Affiliation = Affiliation.FRIEND) -> Record:
    """A unit's report, a hundredth of a degree and a minute after the last."""
    at = (HALVERN[0] + step / 100, HALVERN[1])
    made = row(subject, Track(subject, "AIS", at, affiliation, sidc=sidc), sequence=step, event=NOON + step * MINUTE)
    return msgspec.structs.replace(made, known=made.event + 1)


def recalled(past: Whereabouts, made: Picture, now: int) -> list[AnyFeature]:
    """What traces show that were rebuilt."""
    traces = Traces()
    traces.recall(past, made, now)
    return sorted(traces.take(now)[0], key=lambda feature: feature.key)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=40), st.randoms())
def test_rebuilt_traces_are_those_that_were_seen_to_grow(walk: list[tuple[str, bool]], chance: object) -> None:
    """Whatever moved, and in whatever order its records came later: the same trails as of who looked on all the while."""
    made, seen, past = picture(), Traces(), Whereabouts()
    records = [position(step, subject, FRIEND if framed else None) for step, (subject, framed) in enumerate(walk, 1)]
    for record in records:
        seen.note(fold_all(made, [record]), NOON)
    chance.shuffle(records)  # type: ignore[attr-defined]
    past.add_all(records)
    past.add_all(records)
    later = NOON + 60 * MINUTE
    assert recalled(past, made, later) == sorted(seen.take(later)[0], key=lambda feature: feature.key)


def test_a_zones_former_place_is_rebuilt_until_it_is_gone() -> None:
    """The outline before the last, from when the new one was known, as long as a former place is shown."""
    before, after = zone(), row("dz-7", zone(geometry=MOVED).body, 3)
    after = msgspec.structs.replace(after, known=before.known + MINUTE)
    made, past = picture(before), Whereabouts()
    fold(made, after)
    past.add_all((after, before))
    (former,) = recalled(past, made, after.known)
    assert former.subject == "dz-7"
    assert recalled(past, made, after.known + GHOST) == []


def test_what_is_learned_later_is_not_in_it() -> None:
    """Asked for a moment, it knows what was known by then and no more."""
    records = [position(step) for step in range(1, 6)]
    made, past = picture(), Whereabouts()
    past.add_all(records)
    key = ("track", "t", records[0].origin)
    for record in records:
        assert [known for known, _, _ in past.versions(key, record.known)] == [r.known for r in records[: records.index(record) + 1]]
    fold_all(made, records)
    assert recalled(past, made, records[0].known - 1) == []


def test_of_a_hostile_object_nothing_is_kept() -> None:
    """By affiliation or code, whenever it turns out: not what it was before, nor a report that comes late."""
    for turned in (position(4, affiliation=Affiliation.HOSTILE), position(4, sidc=HOSTILE, affiliation=Affiliation.UNKNOWN)):
        past = Whereabouts()
        past.add_all([position(1), position(2), turned, position(3)])
        assert past.rows() == ()


def test_what_was_withdrawn_or_is_not_in_the_picture_has_no_trace() -> None:
    """A row that is no longer to be seen is forgotten; one that the picture has not is not drawn."""
    records = [position(1), position(2)]
    made, past = picture(), Whereabouts()
    past.add_all(records)
    assert recalled(past, made, NOON + 9 * MINUTE) == []
    fold_all(made, records)
    assert len(recalled(past, made, NOON + 9 * MINUTE)) == 1
    past.forget([Withdrawal("track", "t", records[0].origin, 9)])
    assert recalled(past, made, NOON + 9 * MINUTE) == []


def test_it_is_bounded_and_says_when_more_of_the_past_came() -> None:
    """So many versions of so many rows, the latest; only what lies before what was known makes it grown."""
    past = Whereabouts()
    past.add_all(position(step) for step in range(2, VERSIONS + 50))
    assert past.grown == 0
    assert len(past.versions(("track", "t", position(1).origin), NOON * 2)) == VERSIONS
    past.add_all([position(VERSIONS + 49)])
    assert past.grown == 0
    past.add_all([position(1)])
    assert past.grown == 0
    few = Whereabouts()
    few.add_all([position(2), position(4), position(3)])
    assert few.grown == 1
    past.add_all(position(1, f"s{number}") for number in range(ROWS + 5))
    assert len(past.rows()) == ROWS
