"""What a display has received: the past of any moment is that of folding the records known by then, whatever order they came in."""

from __future__ import annotations

from random import Random

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from app.recollection import Recollection
from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.identity import content_hash
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture
from tests.rig.specimens import EXERCISE, NOON, record

Written = list[tuple[int, str]]
writings = st.lists(st.tuples(st.integers(0, 40), st.sampled_from("abc")), max_size=25)


def records(writings: Written) -> list[Record]:
    """Return log entries over a few subjects, each known at its moment and numbered in order of moments."""
    ordered = sorted(enumerate(writings), key=lambda item: (item[1][0], item[0]))
    numbers = {place: number for number, (place, _) in enumerate(ordered, 1)}
    return [
        msgspec.structs.replace(
            record("log_entry", subject=subject, event=NOON + at, known=NOON + at, sequence=numbers[place]),
            body=LogEntry(f"{place}"),
            key=content_hash(f"{place}".encode()),
        )
        for place, (at, subject) in enumerate(writings)
    ]


def texts(picture: Picture) -> dict[str, str]:
    """Return what stands in a picture."""
    return {row.subject: body.text for row, body in picture.bodies(LogEntry)}


def folded(recollection: Recollection, known: int) -> Picture:
    """Fold to the end."""
    return next(picture for picture in recollection.folding(known, Picture(EXERCISE)) if picture is not None)


def expected(writings: Written, known: int) -> dict[str, str]:
    """Return the last text of each subject that was known by a moment."""
    ordered = sorted(enumerate(writings), key=lambda item: (item[1][0], item[0]))
    return {subject: f"{place}" for place, (at, subject) in ordered if NOON + at <= known}


@given(writings, st.randoms(use_true_random=False), st.integers(0, 40))
def test_the_past_is_what_was_known_by_then(written: Written, chance: Random, at: int) -> None:
    """History pages come after the stream, twice and in any order: the picture of a moment is the same."""
    came = records(written) * 2
    chance.shuffle(came)
    recollection = Recollection(EXERCISE)
    recollection.add(came)
    assert len(recollection) == len(written)
    assert texts(folded(recollection, NOON + at)) == expected(written, NOON + at)


@given(writings, st.integers(0, 40), st.integers(0, 40))
def test_going_on_is_the_same_as_beginning_anew(written: Written, one: int, other: int) -> None:
    """From the picture of one moment to a later one, the rows and the changes are those of folding from the beginning."""
    recollection = Recollection(EXERCISE)
    recollection.add(records(written))
    first, last = sorted((NOON + one, NOON + other))
    picture = folded(recollection, first)
    before = texts(picture)
    changes = recollection.onward(picture, first, last)
    assert texts(picture) == expected(written, last)
    assert {change.key[0] for change in changes} == {subject for subject, text in texts(picture).items() if before.get(subject) != text}


def test_a_withdrawn_row_has_no_past() -> None:
    """What may not be read now is not read as it was then either."""
    recollection = Recollection(EXERCISE)
    recollection.add(records([(1, "a"), (2, "b"), (3, "a")]))
    recollection.forget([Withdrawal("log_entry", "a", "CMC")])
    assert texts(folded(recollection, NOON + 10)) == {"b": "1"}


def test_the_oldest_go_first_and_that_is_said() -> None:
    """Past its bound the recollection forgets the oldest, and says from when on it is whole."""
    recollection = Recollection(EXERCISE, most=20)
    recollection.add(records([(at, "a") for at in range(40)]))
    assert len(recollection) <= 20
    assert recollection.whole_since is not None
    assert recollection.whole_since > NOON
