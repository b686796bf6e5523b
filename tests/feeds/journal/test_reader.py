"""Reading: what comes back, in which order, page by page, and the picture at any moment with and without keyframes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.errors import Damaged, Misuse, Unreachable
from feeds.journal import deltas, keyframes
from feeds.journal import listing as reading
from feeds.journal.reader import Reader
from feeds.journal.store import Journal
from feeds.picture.body import Nature
from feeds.picture.envelope import AuthorKind, Record
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.records import KINDS
from feeds.picture.regime import REAL
from tests.feeds.journal.samples import DRILL, HUB, NOON, admitted, alike, begin, nights, noted, observed

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make keyframes and slices small, so that a short night has many of them."""
    monkeypatch.setattr(keyframes, "FEWEST", 7)
    monkeypatch.setattr(keyframes, "WORTH", 3)
    monkeypatch.setattr(deltas, "APART", 2)
    monkeypatch.setattr("feeds.journal.order.SLICE", 5)
    monkeypatch.setattr(reading, "SLICE", 5)


def written(path: Path, night: list[Record], *, reconstructed: bool) -> list[Record]:
    """Journal a night with its keyframes; return all records as they were journalled, the incident's included."""
    path.unlink(missing_ok=True)
    with begin(path, reconstructed=reconstructed) as journal:
        for start in range(0, len(night), 4):
            journal.append(admitted(*night[start : start + 4]), durable=False)
        journal.build_keyframes()
    with Reader(path) as reader:
        return list(reader.records())


def told(records: list[Record], *, reconstructed: bool, known_at: int | None, happened_by: int | None) -> tuple[Picture, int]:
    """Say what the picture must be, from the records alone: the definition that the reader is held to."""
    order = sorted(records, key=lambda each: each.known) if reconstructed else records
    prefix = [each for each in order if known_at is None or each.known <= known_at]
    kept = [each for each in prefix if happened_by is None or not (machine_saw(each) and each.event > happened_by)]
    picture = Picture(REAL)
    if reconstructed:
        kept = [msgspec.structs.replace(each, sequence=place) for place, each in enumerate(kept, 1)]
    fold_all(picture, kept)
    return picture, len(kept)


def machine_saw(record: Record) -> bool:
    """Say whether a record is an observation."""
    return record.author.kind is AuthorKind.MACHINE and Nature.FEED in KINDS[record.kind].natures


moments = st.none() | st.integers(-1, 51).map(lambda second: NOON + second * 1_000)


@SLOW
@given(nights(), st.booleans(), moments, moments)
def test_picture_at_any_moment(tmp_path: Path, night: list[Record], reconstructed: bool, known: int | None, by: int | None) -> None:
    """At any K and T the picture is the fold of what was known by K and had happened by T, with keyframes and without."""
    records = written(tmp_path / "j", night, reconstructed=reconstructed)
    wanted, count = told(records, reconstructed=reconstructed, known_at=known, happened_by=by)
    with Reader(tmp_path / "j") as reader:
        for from_zero in (False, True):
            picture, seen = reader.picture(known_at=known, happened_by=by, from_zero=from_zero)
            assert seen == count
            assert alike(picture, wanted)


LOSSES = (
    "DELETE FROM keyframe; DELETE FROM chunk;",
    "DELETE FROM delta;",
    "DELETE FROM delta WHERE position % 3 = 0;",
    "DELETE FROM chunk;",
)


@SLOW
@given(nights(), st.booleans(), st.lists(moments, min_size=2, max_size=6), st.sampled_from(LOSSES))
def test_any_order_of_seeks(tmp_path: Path, night: list[Record], reconstructed: bool, seeks: list[int | None], loss: str) -> None:
    """One reader that jumps about gives at each stop what a fresh one gives without keyframes, or deltas, or some of them."""
    written(tmp_path / "j", night, reconstructed=reconstructed)
    with Reader(tmp_path / "j") as reader:
        found = [reader.picture(known_at=known) for known in seeks]
    connection = sqlite3.connect(tmp_path / "j")
    connection.executescript(loss)
    connection.close()
    for known, (picture, count) in zip(seeks, found, strict=True):
        with Reader(tmp_path / "j") as fresh:
            plain, plainly = fresh.picture(known_at=known)
            assert (plainly, alike(plain, picture)) == (count, True)


@SLOW
@given(nights(), st.randoms(use_true_random=False))
def test_reconstructed_order_is_not_the_import_s(tmp_path: Path, night: list[Record], chance: object) -> None:
    """Imported in any order, what was known later wins: the picture is that of the records sorted by (known, sequence)."""
    seen: dict[tuple[int, str, str], Record] = {(each.known, each.kind, each.subject): each for each in night}
    own = [msgspec.structs.replace(each, origin="ROOM", sequence=0) for each in seen.values()]
    shuffled = list(own)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hands in a random.Random
    pictures = []
    for name, order in (("one", own), ("other", shuffled)):
        written(tmp_path / name, order, reconstructed=True)
        with Reader(tmp_path / name) as reader:
            pictures.append(reader.picture()[0])
    assert pictures[0].digest.root() == pictures[1].digest.root()


def test_appending_before_a_keyframe_drops_it(tmp_path: Path) -> None:
    """In a reconstructed journal a record known earlier than a keyframe makes it void; the picture still holds the record."""
    path = tmp_path / "j"
    written(path, [observed(number, subject=number, known=NOON + number * 1_000) for number in range(1, 40)], reconstructed=True)
    with Journal.open(path) as journal:
        journal.append(admitted(observed(99, subject=99, known=NOON + 1_500)), durable=False)
        journal.build_keyframes()
    with Reader(path) as reader:
        for known in (NOON + 1_000, NOON + 1_500, NOON + 20_000, None):
            assert alike(reader.picture(known_at=known)[0], reader.picture(known_at=known, from_zero=True)[0])
        assert ("T-0099", "ROOM") in reader.picture()[0].tables["track"]


def test_live_keyframes_of_the_hub_s_picture(tmp_path: Path) -> None:
    """Keyframes made from a picture that was folded along serve as those of a rebuild do, foreign origins included."""
    path = tmp_path / "j"
    picture = Picture(REAL)
    made = 0
    with begin(path) as journal:
        with Reader(path) as reader:
            fold_all(picture, reader.records())
        for number in range(120):
            record = observed(number, subject=number % 9)
            if number % 5 == 0:
                record = msgspec.structs.replace(record, origin="ESK", sequence=1_000 + number)
            for each in journal.append(admitted(record, noted(number)), durable=False):
                fold_all(picture, [each])
            made += journal.keyframe(picture)
    assert made > 10
    with Reader(path) as reader:
        for number in range(0, 121, 7):
            one, count = reader.picture(known_at=NOON + number * 1_000)
            other, plainly = reader.picture(known_at=NOON + number * 1_000, from_zero=True)
            assert (count, alike(one, other)) == (plainly, True)


def test_rows_at_hand_are_let_go_when_something_is_redacted(tmp_path: Path) -> None:
    """A reader that holds the last picture's rows shows none of a record that another connection redacts, but an earlier row again."""
    written(tmp_path / "j", [observed(number, subject=number % 9) for number in range(80)], reconstructed=False)
    with Reader(tmp_path / "j") as reader:
        before, _ = reader.picture()
        frame = reader.keyframe(REAL, reader.end())
        assert frame is not None
        reader.restored(REAL, frame)
        kept = reader.restored(REAL, frame)
        again = reader.restored(REAL, frame)
        shared = [one is other for one, other in zip(kept.all_rows(), again.all_rows(), strict=True)]
        assert shared
        assert all(shared)
        doomed = before.tables["track"]["T-0004", "ROOM"]
        with Journal.open(tmp_path / "j") as journal:
            journal.redact(doomed.sequence, "a name", author=HUB, now=NOON + 90_000)
            journal.build_keyframes()
        with pytest.raises(Damaged, match="redacted"):
            reader.restored(REAL, frame._replace(tables={"track": frame.tables["track"]}))
        after, _ = reader.picture()
        assert ("T-0004", "ROOM") not in after.tables["track"]
        assert alike(after, reader.picture(from_zero=True)[0])


def test_a_redaction_between_two_steps_of_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture is of one moment: what is redacted while it is read is in it whole, and in none that is asked for later."""
    path = tmp_path / "j"
    written(path, [observed(number, subject=number % 9) for number in range(80)], reconstructed=False)
    found = Reader.keyframe

    def meanwhile(reader: Reader, *place: object) -> keyframes.Keyframe | None:
        frame = found(reader, *place)  # type: ignore[arg-type]  # as it came
        monkeypatch.setattr(Reader, "keyframe", found)
        monkeypatch.setattr("feeds.journal.opening._WAIT_MS", 10)
        # The log that shows it is held by this reader, and the writer says so.
        with Journal.open(path) as journal, pytest.raises(Unreachable, match="redacted, but a reader"):
            journal.redact(75, "a name", author=HUB, now=NOON + 90_000)
        return frame

    with Reader(path) as reader:
        whole, count = reader.picture(from_zero=True)
        monkeypatch.setattr(Reader, "keyframe", meanwhile)
        before, seen = reader.picture()
        assert (seen, alike(before, whole)) == (count, True)
        after, _ = reader.picture()
        assert alike(after, reader.picture(from_zero=True)[0])
        assert len(after.tables["track"]) == len(before.tables["track"]) - 1


def test_regimes(tmp_path: Path) -> None:
    """REAL is read if it is there, else the only one; several without REAL ask which; one that is not there is misuse."""
    drill = msgspec.structs.replace(observed(1), regime=DRILL)
    with begin(tmp_path / "j") as journal:
        journal.append(admitted(drill), durable=False)
    with Reader(tmp_path / "j") as reader:
        assert reader.regimes() == [REAL, DRILL]
        assert reader.picture()[0].counts == {"incident": 1}
        assert reader.picture(DRILL)[0].counts == {"track": 1}
        assert [each.regime for each in reader.records(regime=DRILL)] == [DRILL]
    with begin(tmp_path / "drill", regime=DRILL) as journal, Reader(tmp_path / "drill") as reader:
        assert reader.regime() == DRILL
        with pytest.raises(Misuse, match="no record of this regime"):
            reader.picture(REAL)
        journal.append(admitted(msgspec.structs.replace(observed(1), regime=msgspec.structs.replace(DRILL, name="TWO"))), durable=False)
        with pytest.raises(Misuse, match="several regimes"):
            reader.picture()


def test_history_is_paged_and_bounded(tmp_path: Path) -> None:
    """Pages join to the whole, of the kinds asked for, and none is longer than its limit."""
    with begin(tmp_path / "j") as journal:
        journal.append(admitted(*(each for number in range(30) for each in (observed(number), noted(number)))), durable=False)
    with Reader(tmp_path / "j") as reader:
        found: list[Record] = []
        while page := reader.history(found[-1].sequence if found else 0, 7, kinds=["log_entry"], regime=REAL, until=50):
            assert len(page) <= 7
            found += page
        assert found == [each for each in reader.records(until=50) if each.kind == "log_entry"]
        assert reader.history(0, -5) == []
        assert reader.counts() == {"incident": 1, "log_entry": 30, "track": 30}
        span = reader.span()
        assert (span.first_event, span.last_known) == (NOON, NOON + 29_000)


def test_reader_sees_what_is_written_later(tmp_path: Path) -> None:
    """A reader that was open before a commit, and an author that is new in it, reads it."""
    with begin(tmp_path / "j") as journal, Reader(tmp_path / "j") as reader:
        assert reader.picture()[1] == 1
        journal.append(admitted(noted(1)), durable=False)
        assert reader.picture()[0].counts == {"incident": 1, "log_entry": 1}


def test_damaged_keyframes_are_passed_over(tmp_path: Path) -> None:
    """A keyframe whose chunk was altered is not used: an earlier one or none is, and the picture is right."""
    written(tmp_path / "j", [observed(number, subject=number % 5) for number in range(60)], reconstructed=False)
    with Reader(tmp_path / "j") as reader:
        right = reader.picture()[0]
    connection = sqlite3.connect(tmp_path / "j")
    connection.execute("UPDATE chunk SET data = x'00'")
    connection.commit()
    connection.close()
    with Reader(tmp_path / "j") as reader:
        assert alike(reader.picture()[0], right)


def test_not_a_journal(tmp_path: Path) -> None:
    """A missing file is misuse; text, an empty file and a foreign database are damage, each in one error."""
    with pytest.raises(Misuse):
        Reader(tmp_path / "none")
    (tmp_path / "text").write_text("text " * 100)
    (tmp_path / "empty").touch()
    sqlite3.connect(tmp_path / "other").execute("CREATE TABLE x (y)").connection.close()
    for name in ("text", "empty", "other"):
        with pytest.raises(Damaged):
            Reader(tmp_path / name)


def test_an_altered_body_is_damage_not_a_traceback(tmp_path: Path) -> None:
    """A record that cannot be decoded ends in one error that points to verify."""
    written(tmp_path / "j", [noted(1)], reconstructed=False)
    connection = sqlite3.connect(tmp_path / "j")
    connection.execute("UPDATE record SET body = x'c1' WHERE sequence = 2")
    connection.commit()
    connection.close()
    with Reader(tmp_path / "j") as reader, pytest.raises(Damaged, match="verify"):
        reader.picture()
