"""A replayed session: it steps by what is asked for, goes far without holding the loop, and loops; the picture is always the tape's."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.replayed import FAR, ReplaySession
from feeds.journal.reader import Reader
from feeds.journal.store import Admitted, Journal
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.identity import content_hash
from feeds.picture.label import Label
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.picture.room import Incident
from tests.features.test_demo import inet_sockets
from tests.rig.environment import ROOT
from tests.rig.specimens import NOON, record

COUNT = 3 * FAR
MINUTE = 60_000
WAIT = 10_000


def entry(number: int) -> Record:
    """Return a log line, or at every hundredth place an alarm, a minute after the one before."""
    at = NOON + number * MINUTE
    kind = "alarm" if number % 100 == 0 else "log_entry"
    made = record(kind, regime=REAL, subject=f"L-{number:05}", event=at, known=at, origin="CMC", key=content_hash(f"{number}".encode()))
    label = Label("p", "OPEN", "CMC", frozenset({"CMC"}))
    return msgspec.structs.replace(made, label=label, body=LogEntry(f"line {number}") if kind == "log_entry" else made.body)


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal of records a minute apart, an alarm at every hundredth."""
    path = tmp_path_factory.mktemp("journal") / "j"
    author = Author("CMC", AuthorKind.HUB, "HUB")
    body = Incident("I-1", "Replayed", NOON)
    first = Record("I-1", REAL, NOON, author, body, content_hash(b"incident"), origin="CMC", known=NOON)
    with Journal.create(path, Admitted(first)) as made:
        made.append([Admitted(entry(number)) for number in range(1, COUNT)], durable=False)
    return path


@pytest.fixture
def session(journal: Path, qtbot: QtBot) -> Iterator[ReplaySession]:
    """A session at the beginning, its history read."""
    made = ReplaySession(Reader(journal), None, None)
    made.start()
    qtbot.waitUntil(lambda: not made.loading, timeout=WAIT)
    yield made
    made.close()


def known_to(session: ReplaySession) -> int:
    """Return the number of the last log line or alarm in the picture."""
    return max(int(row.subject[2:]) for row in session.picture.all_rows() if row.subject.startswith("L-"))


def test_the_history_is_read_whole(session: ReplaySession) -> None:
    """Every alarm has its mark, whatever page it lay on, and reading is over."""
    assert session.reading is None
    session.history.marks.settle()
    assert len(session.history.marks.lanes["Alarms"]) >= 1
    assert session.history.last == NOON + (COUNT - 1) * MINUTE


def test_a_step_goes_by_record_kind_or_time(session: ReplaySession) -> None:
    """One record on, the next alarm, ten minutes on: each stands where it should."""
    session.step(2)
    assert known_to(session) == 1
    session.step_kind(1, frozenset({"alarm"}))
    assert (known_to(session), session.tape.at) == (100, NOON + 100 * MINUTE)
    session.step_time(10 * MINUTE)
    assert known_to(session) == 110
    session.step_kind(-1, frozenset({"alarm"}))
    assert known_to(session) == 100


def test_a_far_moment_is_gone_to_beside_the_loop(session: ReplaySession, qtbot: QtBot) -> None:
    """Asking for a far moment returns at once, says where it is going, and arrives at the very picture of reading up to there."""
    target = NOON + (COUNT - 10) * MINUTE
    with qtbot.waitSignal(session.moved, timeout=WAIT):
        session.go(target)
        assert f"{session.going} {session.tape.at < target}" == f"{target} True"
    assert session.going is None
    assert (session.tape.at, known_to(session)) == (target, COUNT - 10)
    with Reader(session.tape._reader.path) as reader:
        assert session.picture.digest.root() == reader.picture(REAL, target)[0].digest.root()


def test_of_several_moments_asked_for_the_last_one_is_reached(session: ReplaySession, qtbot: QtBot) -> None:
    """A hand that drags along the track asks for many; it ends at the last."""
    for number in (COUNT - 1, 2 * FAR, 2 * FAR + 50):
        session.go(NOON + number * MINUTE)
    qtbot.waitUntil(lambda: session.going is None, timeout=WAIT)
    assert known_to(session) == 2 * FAR + 50


def test_from_a_far_moment_it_steps_and_plays_on(session: ReplaySession, qtbot: QtBot) -> None:
    """What the scout found is the tape's own from then on: a step back and a play to the end are right."""
    session.go(NOON + (COUNT - 5) * MINUTE)
    qtbot.waitUntil(lambda: session.going is None, timeout=WAIT)
    session.step(-1)
    assert (session.going, known_to(session)) == (None, COUNT - 6)
    session.set_speed(10_000)
    with qtbot.waitSignal(session.played, timeout=WAIT, check_params_cb=lambda: session.tape.at >= session.tape.last):
        session.play(on=True)
    assert known_to(session) == COUNT - 1
    assert not session.playing.on


def test_a_far_step_is_gone_beside_the_loop(session: ReplaySession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps that take reading return at once, those that follow count from where they go, and what is shown no more is let go of."""
    gone: list[Picture] = []
    monkeypatch.setattr(session._gone, "take", gone.append)
    shown = session.picture
    session.step(FAR + 100)
    assert (session.going, session.tape.position) == (NOON + (FAR + 99) * MINUTE, 0)
    session.step(FAR)
    session.step(-2)
    qtbot.waitUntil(lambda: session.going is None, timeout=WAIT)
    assert known_to(session) == 2 * FAR + 97
    with Reader(session.tape._reader.path) as reader:
        assert session.picture.digest.root() == reader.picture(REAL, session.tape.at)[0].digest.root()
    assert any(each is shown for each in gone)
    assert not any(each is session.picture for each in gone)


def test_a_range_is_played_over_and_over(session: ReplaySession, qtbot: QtBot) -> None:
    """With a loop set it never leaves the range, and goes back to its beginning."""
    loop = (NOON + 10 * MINUTE, NOON + 40 * MINUTE)
    session.set_loop(loop)
    session.set_speed(60_000)
    session.play(on=True)
    seen: list[int] = []
    session.played.connect(lambda: seen.append(session.tape.at))
    qtbot.waitUntil(lambda: any(later < earlier for earlier, later in pairwise(seen)), timeout=WAIT)
    session.play(on=False)
    assert all(loop[0] <= at < loop[1] for at in seen[1:])


def test_no_act_can_leave(session: ReplaySession) -> None:
    """Whatever is wished, it is refused with the reason."""
    assert session.standpoint.off == "this window has no way to send acts"


def test_it_follows_a_journal_that_is_being_written(tmp_path: Path, qtbot: QtBot) -> None:
    """At the end it goes on with what is appended, at a later or the same moment; from an earlier one it does not, and its track grows."""
    path, author = tmp_path / "j", Author("CMC", AuthorKind.HUB, "HUB")
    first = Record("I-1", REAL, NOON, author, Incident("I-1", "Written", NOON), content_hash(b"i"), origin="CMC", known=NOON)
    with Journal.create(path, Admitted(first)) as made:
        made.append([Admitted(entry(1))], durable=True)
        session = ReplaySession(Reader(path), None, None)
        session.start()
        session.follow()
        with qtbot.waitSignal(session.grew, timeout=WAIT):
            made.append([Admitted(entry(number)) for number in (2, 3)], durable=True)
        assert (known_to(session), session.tape.at, session.follows) == (3, NOON + 3 * MINUTE, True)
        session.seek(NOON + MINUTE)
        with qtbot.waitSignal(session.grew, timeout=WAIT):
            made.append([Admitted(entry(4))], durable=True)
        assert (known_to(session), session.tape.last, session.follows) == (1, NOON + 4 * MINUTE, False)
        session.follow()
        assert known_to(session) == 4
        qtbot.waitUntil(lambda: session.history.last == NOON + 4 * MINUTE, timeout=WAIT)
        with qtbot.waitSignal(session.grew, timeout=WAIT):
            made.append([Admitted(msgspec.structs.replace(entry(5), known=NOON + 4 * MINUTE))], durable=True)
        assert (known_to(session), session.tape.at) == (5, NOON + 4 * MINUTE), "known at the same moment as the last"
        session.close()


def test_what_is_played_to_the_end_of_a_growing_journal_goes_on(tmp_path: Path, qtbot: QtBot) -> None:
    """Playing catches up with what is written and follows it from there; at the end of one that nobody writes it stops."""
    path, author = tmp_path / "j", Author("CMC", AuthorKind.HUB, "HUB")
    first = Record("I-1", REAL, NOON, author, Incident("I-1", "Written", NOON), content_hash(b"i"), origin="CMC", known=NOON)
    with Journal.create(path, Admitted(first)) as made:
        made.append([Admitted(entry(1))], durable=True)
        session = ReplaySession(Reader(path), None, None)
        session.start()
        session.set_speed(3_600.0)
        session.play(on=True)
        qtbot.waitUntil(lambda: not session.playing.on, timeout=WAIT)
        assert not session.follows
        with qtbot.waitSignal(session.grew, timeout=WAIT):
            made.append([Admitted(entry(2))], durable=True)
        session.play(on=True)
        qtbot.waitUntil(lambda: session.follows, timeout=WAIT)
        with qtbot.waitSignal(session.grew, timeout=WAIT):
            made.append([Admitted(entry(3))], durable=True)
        assert known_to(session) == 3
        session.close()


def test_it_owns_no_socket(journal: Path, qtbot: QtBot) -> None:
    """From its opening through playing and a jump there is no network socket in the process that was not there before."""
    before = inet_sockets(os.getpid())
    session = ReplaySession(Reader(journal), None, None)
    session.start()
    qtbot.waitUntil(lambda: not session.loading, timeout=WAIT)
    session.step(1)
    session.seek(NOON + FAR * MINUTE)
    qtbot.waitUntil(lambda: session.going is None, timeout=WAIT)
    held = inet_sockets(os.getpid()) - before
    session.close()
    assert not held


def test_what_it_stands_on_has_no_way_out() -> None:
    """A process that replays has loaded neither the link to a hub nor the library that makes its sockets."""
    code = "import sys, app.replayed; sys.exit(any(name == 'zmq' or name == 'feeds.wire.link' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0
