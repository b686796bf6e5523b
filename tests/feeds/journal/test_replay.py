"""The tape: wherever it is moved, in whatever order, it shows what a fold from zero shows this audience."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.errors import Misuse
from feeds.journal import checkpoints, deltas, keyframes, replay
from feeds.journal.archive import compact
from feeds.journal.audience import View, in_force
from feeds.journal.order import START
from feeds.journal.reader import Reader
from feeds.journal.replay import Tape
from feeds.journal.store import Journal
from feeds.picture.changes import ChangeSet
from feeds.picture.envelope import Record
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from tests.feeds.journal.samples import HUB, LABELS, NOON, admitted, begin, begin_whole, beside, nights, noted, observed, shaping

ROOT = Path(__file__).parents[3]
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
moves = st.lists(
    st.one_of(
        st.tuples(st.just("seek"), st.integers(-2, 52).map(lambda second: NOON + second * 1_000)),
        st.tuples(st.just("step"), st.integers(-8, 8)),
        st.tuples(st.just("to"), st.integers(-2, 70)),
        st.tuples(st.just("advance"), st.integers(0, 52).map(lambda second: NOON + second * 1_000)),
    ),
    min_size=1,
    max_size=12,
)


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make what is near, far and checkpointed small, so that a short night has all of it."""
    monkeypatch.setattr(keyframes, "FEWEST", 9)
    monkeypatch.setattr(keyframes, "WORTH", 3)
    monkeypatch.setattr(deltas, "APART", 2)
    monkeypatch.setattr(replay, "NEAR", 6)
    monkeypatch.setattr(checkpoints, "APART", 4)
    monkeypatch.setattr(checkpoints, "KEPT", 3)
    monkeypatch.setattr(replay, "BARE", 10)


def rows(picture: Picture) -> dict[tuple[str, object], Record]:
    """Return a picture's rows."""
    return {(kind, key): row for kind, table in picture.tables.items() for key, row in table.items()}


def applied(before: dict[tuple[str, object], Record], changes: ChangeSet) -> dict[tuple[str, object], Record]:
    """Apply changes to rows, checking that each starts from what was there."""
    after = dict(before)
    for change in changes:
        assert before.get((change.kind, change.key)) == change.before
        if change.after is None:
            del after[change.kind, change.key]
        else:
            after[change.kind, change.key] = change.after
    return after


def from_zero(reader: Reader, tape: Tape, entity: str | None) -> Picture:
    """Return what the audience must see where the tape stands."""
    whole = Picture(tape.regime)
    place = tape._head.now.place
    if place:
        end = tape.marks.end_of(place)
        whole, count = reader._fold_on(whole, None, end, None)
        assert count == place
    return View(entity, in_force(reader, whole), "test").picture(whole)


def move(tape: Tape, how: str, value: int) -> ChangeSet:
    """Make one move."""
    match how:
        case "seek":
            return tape.seek(value)
        case "step":
            return tape.step(value)
        case "to":
            return tape.seek_to(value)
        case _:
            return tape.advance(value)


@SLOW
@given(nights(), st.booleans(), st.sampled_from([None, "CMC", "AUR", "BOR"]), moves)
def test_any_moves(tmp_path: Path, night: list[Record], reconstructed: bool, entity: str | None, path: list[tuple[str, int]]) -> None:
    """After any moves picture, digest and the changes handed out agree with folding from zero and filtering after."""
    (tmp_path / "j").unlink(missing_ok=True)
    with begin_whole(tmp_path / "j", reconstructed=reconstructed) as journal:
        journal.append(admitted(*night), durable=False)
        journal.build_keyframes()
    with Reader(tmp_path / "j") as reader:
        tape = Tape(reader, audience=entity)
        held = rows(tape.picture)
        for how, value in path:
            held = applied(held, move(tape, how, value))
            wanted = from_zero(reader, tape, entity)
            assert held == rows(tape.picture) == rows(wanted)
            assert tape.picture.digest.root() == wanted.digest.root()
            assert beside(tape.picture) == beside(wanted)
            assert 0 <= tape.position <= tape.length


@SLOW
@given(nights(), st.sampled_from([None, "AUR", "BOR"]), moves)
def test_every_picture_that_it_leaves_is_told_and_none_that_it_holds(
    tmp_path: Path, night: list[Record], entity: str | None, path: list[tuple[str, int]]
) -> None:
    """After any moves, a jump to where another tape stands among them: what was shown and is not is told of, what is at hand is not."""
    (tmp_path / "j").unlink(missing_ok=True)
    with begin_whole(tmp_path / "j") as journal:
        journal.append(admitted(*night), durable=False)
        journal.build_keyframes()
    gone: list[Picture] = []
    with Reader(tmp_path / "j") as reader:
        tape, other = Tape(reader, audience=entity, let_go=gone.append), Tape(reader, audience=entity)
        shown = [tape.picture, tape.whole]
        for number, (how, value) in enumerate(path):
            if number % 3 == 2:
                move(other, how, value)
                tape.take(other.stand(), other.at)
            else:
                move(tape, how, value)
            shown += [tape.picture, tape.whole]
            held = [each for stand in (tape._head.now, *tape._checkpoints) for each in stand.pictures()]
            assert not any(each is one for each in gone for one in held)
            assert all(any(each is one for one in (*gone, *held)) for each in shown)


@SLOW
@given(nights(), st.sampled_from([None, "AUR", "BOR"]), st.lists(st.integers(0, 70), min_size=1, max_size=8))
def test_a_jump_need_not_say_what_differs(tmp_path: Path, night: list[Record], entity: str | None, places: list[int]) -> None:
    """Where nothing need be told the picture is the same; all that changed is told as long as it is the same object; the end is at hand."""
    (tmp_path / "j").unlink(missing_ok=True)
    with begin_whole(tmp_path / "j") as journal:
        journal.append(admitted(*night), durable=False)
        journal.build_keyframes()
    with Reader(tmp_path / "j") as reader:
        tape, told = Tape(reader, audience=entity), Tape(reader, audience=entity)
        for place in places:
            before = tape.picture
            changes = tape.seek_to(place, tell=False)
            every = told.seek_to(place)
            assert rows(tape.picture) == rows(told.picture)
            if tape.picture is before:
                assert {(each.kind, each.key) for each in changes} >= {(each.kind, each.key) for each in every}
        end = tape.at_the_end()
        tape.seek(tape.last)
        assert rows(end) == rows(tape.picture)


@pytest.mark.parametrize("way", [-1, 1, 40])
def test_what_is_redacted_is_shown_by_no_further_move(tmp_path: Path, way: int) -> None:
    """A tape that holds checkpoints lets all of them go when another connection redacts: wherever it is moved next, the row is gone."""
    with begin(tmp_path / "j") as journal:
        journal.append(admitted(*(observed(number, subject=number % 7) for number in range(60))), durable=False)
        journal.append(admitted(observed(99, subject=50)), durable=False)
        journal.append(admitted(*(observed(number, subject=number % 7) for number in range(100, 130))), durable=False)
        journal.build_keyframes()
    with Reader(tmp_path / "j") as reader:
        tape = Tape(reader)
        for place in (20, 62, 70, 66):
            tape.seek_to(place)
        doomed = tape.picture.tables["track"]["T-0050", "ROOM"]
        with Journal.open(tmp_path / "j") as journal:
            journal.redact(doomed.sequence, "a name", author=HUB, now=NOON + 999_000)
        tape.step(way)
        assert ("T-0050", "ROOM") not in tape.picture.tables["track"]
        assert rows(tape.picture) == rows(from_zero(reader, tape, None))
        assert tape.picture.digest.root() == from_zero(reader, tape, None).digest.root()


REDACT = """
import sys
from pathlib import Path
from feeds.errors import Unreachable
from feeds.journal import opening
from feeds.journal.store import Journal
from tests.feeds.journal.samples import HUB, NOON
opening._WAIT_MS = 10
with Journal.open(Path(sys.argv[1])) as journal:
    try:
        journal.redact(int(sys.argv[2]), "a name", author=HUB, now=NOON + 999_000)
    except Unreachable:
        print("the log is held")
"""
"""Another program that erases a record; a reader that stands at one moment holds the log, which it is told of."""


def test_another_process_redacts_between_a_keyframe_and_its_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a tape stands at is of one moment of the file: no error, no row half gone; and the next move shows the row no more."""
    with begin(tmp_path / "j") as journal:
        journal.append(admitted(*(observed(number, subject=number) for number in range(60))), durable=False)
        journal.build_keyframes()
    found, told = Reader.keyframe, list[str]()

    def meanwhile(reader: Reader, *place: object) -> keyframes.Keyframe | None:
        frame = found(reader, *place)  # type: ignore[arg-type]  # as it came
        monkeypatch.setattr(Reader, "keyframe", found)
        ran = subprocess.run(
            [sys.executable, "-c", REDACT, str(tmp_path / "j"), "12"], check=True, capture_output=True, text=True, cwd=ROOT, timeout=60
        )
        told.append(ran.stdout.strip())
        return frame

    with Reader(tmp_path / "j") as reader:
        tape = Tape(reader)
        tape.seek_to(5)
        before, _ = reader._fold_on(Picture(REAL), None, tape.marks.end_of(40), None)
        assert ("T-0010", "ROOM") in before.tables["track"]
        monkeypatch.setattr(Reader, "keyframe", meanwhile)
        tape.seek_to(40)
        assert told == ["the log is held"]
        assert rows(tape.picture) == rows(before)
        tape.step(1)
        assert ("T-0010", "ROOM") not in tape.picture.tables["track"]
        assert rows(tape.picture) == rows(from_zero(reader, tape, None))


def test_without_keyframes_it_makes_its_own(tmp_path: Path) -> None:
    """A long stretch without keyframes is stepped through all the same, both ways."""
    with begin(tmp_path / "j") as journal:
        journal.append(admitted(*(observed(number, subject=number % 7) for number in range(90))), durable=False)
    with Reader(tmp_path / "j") as reader:
        tape = Tape(reader)
        assert tape.length == 91
        for position in (91, 3, 60, 59, 58, 10, 91, 0):
            tape.seek_to(position)
            assert tape.position == position
            assert rows(tape.picture) == rows(from_zero(reader, tape, None))


def test_steps_count_the_audience_s_records_only(tmp_path: Path) -> None:
    """Who may not see every other record cannot count them by stepping; each step shows something of its own."""
    with begin_whole(tmp_path / "j") as journal:
        labels = (LABELS[1], LABELS[3])
        journal.append(admitted(*(noted(number, subject=number, label=labels[number % 2]) for number in range(20))), durable=False)
    with Reader(tmp_path / "j") as reader:
        assert Tape(reader).length == 23
        tape = Tape(reader, audience="BOR")
        assert tape.length == 13
        tape.seek_to(3)
        for step in range(10):
            assert len(tape.step(1)) == 1
            assert tape.position == 4 + step
        assert len(tape.step(1)) == 0
        assert sum(tape.marks.density(5)) == 13


def test_narrowed_and_widened(tmp_path: Path) -> None:
    """A label that narrows takes the row from the audience and one that widens gives it back, forwards and backwards."""
    with begin_whole(tmp_path / "j") as journal:
        labels = [LABELS[1], LABELS[3], LABELS[1]]
        journal.append(admitted(*(noted(number, label=label) for number, label in enumerate(labels))), durable=False)
    with Reader(tmp_path / "j") as reader:
        tape = Tape(reader, audience="BOR")
        shown = []
        for known in (NOON, NOON + 1_000, NOON + 2_000, NOON + 1_000, NOON):
            tape.seek(known)
            shown.append("log_entry" in tape.picture.counts)
        assert shown == [True, False, True, False, True]


def test_roster_in_force_decides(tmp_path: Path) -> None:
    """An entity cleared later sees nothing of before its clearance until then, and all of it from then on."""
    from feeds.picture.room import Entity, EntityKind, Roster

    cleared = Roster("ROOM", "Room", "CMC", (Entity("CMC", "Room", EntityKind.ROOM), Entity("BOR", "B", EntityKind.NATION, "SECRET")))
    with begin_whole(tmp_path / "j") as journal:
        later = shaping(cleared, known=NOON + 9_000)
        journal.append(admitted(noted(1, label=LABELS[3]), later), durable=False)
    with Reader(tmp_path / "j") as reader:
        tape = Tape(reader, audience="BOR")
        tape.seek(NOON + 8_999)
        assert "log_entry" not in tape.picture.counts
        assert {change.kind for change in tape.seek(NOON + 9_000)} >= {"log_entry", "roster"}
        assert "log_entry" in tape.picture.counts


def test_marks_are_the_rarer_kinds(tmp_path: Path) -> None:
    """Feeds are no marks; where kinds do not fit, the rarer are kept whole."""
    with begin_whole(tmp_path / "j") as journal:
        journal.append(admitted(*(each for number in range(30) for each in (observed(number), noted(number)))), durable=False)
    with Reader(tmp_path / "j") as reader:
        marks = Tape(reader).marks
        assert {mark.kind for mark in marks.marks()} == {"incident", "policy", "roster", "log_entry"}
        assert {mark.kind for mark in marks.marks(limit=5)} == {"incident", "policy", "roster"}
        assert (marks.first, marks.last) == (NOON, NOON + 29_000)


def test_unknown_entity_is_misuse(tmp_path: Path) -> None:
    """Nobody who is not on the roster gets a tape; a journal without one has the originating entity alone."""
    begin_whole(tmp_path / "j").close()
    begin(tmp_path / "bare").close()
    with Reader(tmp_path / "j") as reader, pytest.raises(Misuse, match="CMC, AUR, BOR"):
        Tape(reader, audience="XYZ")
    with Reader(tmp_path / "bare") as reader:
        assert Tape(reader, audience="CMC").length == 1
        with pytest.raises(Misuse):
            Tape(reader, audience="AUR")


@SLOW
@given(nights(), st.booleans(), moves, st.booleans())
def test_the_end_is_the_live_picture(
    tmp_path: Path, night: list[Record], reconstructed: bool, path: list[tuple[str, int]], packed: bool
) -> None:
    """From any order of seeks, replayed to its end a journal or its archive gives the digest that a hub had, folding as it journalled."""
    (tmp_path / "j").unlink(missing_ok=True)
    (tmp_path / "a").unlink(missing_ok=True)
    live: list[Record] = []
    with begin_whole(tmp_path / "j", reconstructed=reconstructed) as journal:
        for start in range(0, len(night), 5):
            live += journal.append(admitted(*night[start : start + 5]), durable=False)
        journal.build_keyframes()
    compact(tmp_path / "j", tmp_path / "a")
    with Reader(tmp_path / ("a" if packed else "j")) as reader:
        first = list(reader.records(until=3))
        held = Picture(reader.regime())
        order = [*first, *live]
        if reconstructed:
            order = [
                msgspec.structs.replace(each, sequence=place) for place, each in enumerate(sorted(order, key=lambda each: each.known), 1)
            ]
        fold_all(held, order)
        tape = Tape(reader)
        for how, value in path:
            move(tape, how, value)
        tape.seek(tape.last)
        assert tape.picture.digest.root() == held.digest.root()
        assert rows(tape.picture) == rows(held)


@SLOW
@given(nights(), st.booleans(), st.sampled_from([None, "CMC", "AUR", "BOR"]), st.integers(-2, 52))
def test_what_had_happened_is_what_was_known_and_what_came_late(
    tmp_path: Path, night: list[Record], reconstructed: bool, entity: str | None, second: int
) -> None:
    """Hindsight of a moment folds, in reading order, what was known then, and of what was learned later only what had happened by then."""
    (tmp_path / "j").unlink(missing_ok=True)
    with begin_whole(tmp_path / "j", reconstructed=reconstructed) as journal:
        journal.append(admitted(*night), durable=False)
        journal.build_keyframes()
    at = NOON + second * 1_000
    with Reader(tmp_path / "j") as reader:
        tape, wanted = Tape(reader, audience=entity), Picture(reader.regime(None))
        stored = [row for rows in reader.slices(wanted.regime, START, reader.end()) for row in rows]
        found = reader.placed(wanted.regime, stored, 0)
        fold_all(wanted, (each for each in found if isinstance(each, Record) and (each.known <= at or each.event <= at)))
        own = View(entity, in_force(reader, wanted), "test").picture(wanted)
        hindsight = tape.happened_by(at)
        assert {key: row.body for key, row in rows(hindsight).items()} == {key: row.body for key, row in rows(own).items()}
        assert hindsight.digest.root() == own.digest.root()


@SLOW
@given(nights(), st.lists(st.integers(0, 70), max_size=4).map(sorted), st.sampled_from([None, "CMC", "AUR", "BOR"]), moves)
def test_a_tape_that_grew_is_one_opened_later(
    tmp_path: Path, night: list[Record], cuts: list[int], entity: str | None, path: list[tuple[str, int]]
) -> None:
    """Grown in any portions, moved in between, a tape has the marks and shows the pictures of one opened on the whole journal."""
    (tmp_path / "j").unlink(missing_ok=True)
    with begin_whole(tmp_path / "j") as journal, Reader(tmp_path / "j") as reader:
        tape = Tape(reader, audience=entity)
        for start, end in pairwise((0, *(min(cut, len(night)) for cut in cuts), len(night))):
            at, picture = tape.at, rows(tape.picture)
            journal.append(admitted(*night[start:end]), durable=True)
            assert tape.grow() is (start < end)
            assert (tape.at, rows(tape.picture)) == (at, picture)
            for how, value in path:
                move(tape, how, value)
        with Reader(tmp_path / "j") as other:
            opened = Tape(other, audience=entity)
            assert (tape.length, tape.first, tape.last, tape.marks.marks()) == (
                opened.length,
                opened.first,
                opened.last,
                opened.marks.marks(),
            )
            for position in (0, opened.length // 2, opened.length):
                tape.seek_to(position)
                opened.seek_to(position)
                assert rows(tape.picture) == rows(opened.picture)
                assert tape.picture.digest.root() == opened.picture.digest.root()
