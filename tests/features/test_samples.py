"""Recorded material in the replay desk: any way through it ends in the same picture, and every panel of every desk says something true."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from app.desks import DESKS, desk_named
from app.replayed import ReplaySession
from app.window import Window
from feeds.journal.reader import Reader
from feeds.picture.envelope import Record
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.picture.warning import Indication, ReportStatus
from tests.features.programs import Program
from tests.widgets.spoken import cut, forbidden, painted
from widgets.fonts import load_fonts
from widgets.look import Look
from widgets.map.scheme import register_scheme
from widgets.panel import Panel
from widgets.picture_at.panel import PictureAtPanel
from widgets.timeline.grouping import Grouping
from widgets.timeline.panel import TimelinePanel
from widgets.two_clocks.panel import TwoClocksPanel

register_scheme()

WAIT = 30_000
PAGE = 5_000


@dataclass(frozen=True)
class Sample:
    """A source below the recorded material, how many of its lines are taken (None: all), and whether its reports have positions."""

    source: str
    lines: int | None
    placed: bool


SAMPLES = {
    "months": Sample("conflict/ucdp_ged211_bosnia_sample.csv", None, placed=True),
    "sirens": Sample("sirens/ua_air_raid_volunteer_to_2023-05-03.csv", 4_000, placed=False),
    "world": Sample("conflict/ucdp_ged211_world_except_syria.csv.gz", 12_000, placed=True),
}


@dataclass(frozen=True)
class Recording:
    """A sample's journal, and its records in the order in which they became known."""

    sample: Sample
    journal: Path
    records: tuple[Record, ...]

    def known(self, at: int) -> list[Record]:
        """Return what was known at a moment."""
        return [record for record in self.records if record.known <= at]

    def from_zero(self, count: int) -> str:
        """Return the digest of so many records, folded one after the other from the first on."""
        picture = Picture(REAL)
        fold_all(picture, self.records[:count])
        return picture.digest.root()


@pytest.fixture(scope="module", params=SAMPLES)
def recording(request: pytest.FixtureRequest, shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """A sample, imported as history is: known when it happened."""
    sample, folder = SAMPLES[str(request.param)], tmp_path_factory.mktemp("sample")
    whole = shared_data / sample.source
    text = (gzip.decompress(whole.read_bytes()) if whole.suffix == ".gz" else whole.read_bytes()).decode()
    part, journal = folder / "part.csv", folder / "sample.watchroom"
    part.write_text("".join(text.splitlines(keepends=True)[: None if sample.lines is None else sample.lines + 1]), encoding="utf-8")
    done = Program("import", "csv", part, "--journal", journal, "--reconstruct", "--strict", "--json", folder=folder)
    assert done.ended() == 0, done.err
    found: list[Record] = []
    with Reader(journal) as reader:
        for after in range(0, reader.head[0], PAGE):
            found += reader.history(after, PAGE, until=after + PAGE, regime=REAL)
    return Recording(sample, journal, tuple(sorted(found, key=lambda each: (each.known, each.sequence))))


@pytest.fixture
def session(recording: Recording, qtbot: QtBot) -> Iterator[ReplaySession]:
    """The recording's session, its history read."""
    made = ReplaySession(Reader(recording.journal), None, None)
    made.start()
    qtbot.waitUntil(lambda: not made.loading, timeout=WAIT)
    yield made
    made.close()


def moments(session: ReplaySession, count: int, seed: int) -> list[int]:
    """Return that many moments of a recording, in no order, its ends among them."""
    chance, tape = random.Random(seed), session.tape
    found = [chance.randint(tape.first, tape.last) for _ in range(count - 2)]
    return chance.sample([*found, tape.first, tape.last], count)


def go(session: ReplaySession, qtbot: QtBot, known: int) -> None:
    """Go to a moment as the bar's track does, and be there."""
    session.go(known)
    qtbot.waitUntil(lambda: session.going is None, timeout=WAIT)
    assert session.tape.at == known


@pytest.mark.xdist_group("desk")
def test_any_way_through_ends_in_the_same_picture(recording: Recording, session: ReplaySession, qtbot: QtBot) -> None:
    """When one seeks to and fro, steps and plays, then the digest is that of the same records folded from the first on."""
    for known in moments(session, 14, seed=26):
        go(session, qtbot, known)
        assert session.tape.records == len(recording.known(known))
        assert session.picture.digest.root() == recording.from_zero(session.tape.records)
        for count in (3, -5):
            session.step(count)
            assert session.picture.digest.root() == recording.from_zero(session.tape.records)
    go(session, qtbot, session.tape.last - (session.tape.last - session.tape.first) // 20)
    session.set_speed(10_000_000)
    session.play(on=True)
    qtbot.waitUntil(lambda: not session.playing.on, timeout=WAIT)
    assert session.picture.digest.root() == recording.from_zero(len(recording.records))


@pytest.fixture
def window(session: ReplaySession, qtbot: QtBot) -> Iterator[Window]:
    """The replay desk over a recording; what its panels paint is noted."""
    load_fonts()
    look = Look()
    look.ledger = []
    made = Window(look, session, desk_named("analyst"))
    made.show()
    qtbot.waitExposed(made)
    yield made
    with qtbot.waitSignal(made.closed, timeout=WAIT):
        made.close()
    shiboken6.delete(made)
    shiboken6.delete(look)


def words_of(panel: Panel, look: Look) -> list[str]:
    """Paint a panel and return every text in it but its name."""
    assert look.ledger is not None
    look.ledger.clear()
    panel.grab()
    return [text for text in painted(look) if text != panel.header.title]


def told(window: Window, known: int) -> dict[str, list[str]]:
    """Return what each panel in sight of the desk says, and hold it to what every panel is held to."""
    window.desk.refresher.flush()
    found = {}
    for panel in window.desk.panels.all:
        if panel.isVisible():
            words = words_of(panel, window.look)
            assert cut(window.look) == [], f"{panel.header.title} at {known}"
            assert forbidden(panel, window.look) == []
            found[panel.header.title] = words
    return found


@pytest.mark.xdist_group("desk")
def test_every_panel_says_something_true(recording: Recording, session: ReplaySession, window: Window, qtbot: QtBot) -> None:
    """When the desk stands at the beginning, in the middle and at the end, then no panel of any desk is blank, nothing is cut, and
    counts are those of the records known by then.
    """
    first, last = session.tape.first, session.tape.last
    for known in (first + (last - first) // 50, first + (last - first) // 2, last):
        go(session, qtbot, known)
        for desk in DESKS:
            window.go(desk)
            for title, words in told(window, known).items():
                assert any(word.strip() for word in words), f"{desk.name}: {title} says nothing at {known}"
        window.go(desk_named("analyst"))
        window.desk.refresher.flush()
        reports = [record for record in recording.known(known) if isinstance(record.body, Indication)]
        _holds(window, recording, reports)


def _holds(window: Window, recording: Recording, reports: list[Record]) -> None:
    """Hold the analyst's panels to the reports known by a moment."""
    panels, latest = window.desk.panels, {record.subject: record for record in reports}
    bodies = [record.body for record in latest.values() if isinstance(record.body, Indication)]
    board = panels.of(PictureAtPanel).model
    section = {each.name: each for each in board.sections}
    assert section["Reports"].note == f"{len(latest):,} known"
    assert sum(int(entry.right.split()[0].replace(",", "")) for entry in section["Reports"].entries) == len(latest)
    going = sum(body.window is not None and body.status is ReportStatus.CURRENT for body in bodies)
    assert "Not ended" not in section or section["Not ended"].note.split()[-1] == f"{going:,}"
    assert panels.of(TwoClocksPanel).header.scope.startswith(f"{len(reports):,} known")
    map_scope = panels.named("map").header.scope
    assert (f"none of {len(latest):,} reports has a position" in map_scope) is not recording.sample.placed
    timeline = panels.of(TimelinePanel)
    for grouping in Grouping:
        timeline.group(grouping)
        window.desk.refresher.flush()
        assert timeline.model is not None
        assert timeline.model.plan.grouping is grouping
    timeline.group(Grouping.KIND)
