"""QUIET HARBOUR, whole: through a hub that is killed, read live and in replay, by every desk from its own records."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from feeds.assessment.left_behind import WATCHED, left_behind
from feeds.exercise.loader import shipped_scenario
from feeds.exercise.offline import Offline
from feeds.exercise.pace import Pace
from feeds.exercise.player import Player
from feeds.exercise.progress import Progress
from feeds.exercise.room import create_exercise_room
from feeds.exercise.scenario import Scenario
from feeds.journal.audience import View, in_force
from feeds.journal.reader import Reader
from feeds.journal.verify import verify
from feeds.picture.act import ACT_FORMAT
from feeds.picture.alarm import Alarm
from feeds.picture.checklist import Run
from feeds.picture.envelope import AuthorKind, Record
from feeds.picture.holding import parts
from feeds.picture.picture import Picture
from feeds.picture.play import Hold, HoldState
from feeds.picture.proposal import Proposal
from feeds.picture.regime import RegimeKind
from feeds.picture.room import Rejection, Statement
from feeds.room import Room
from tests.feeds.exercise.story_table import TABLE, Row, read, relief
from tests.feeds.exercise.test_player import Process, said
from tests.rig.story import instant

FAST = 1_000_000.0
KILLED_AT = "ESK's receipt of rev 1 refused"
LOOKING = {"DRA-1": "DRA", "BOR-1": "BOR", "FEN-1": "FEN", "HAC-1": "HAC", "DUTY-EVE": "CMC"}


class Watched(Player):
    """A player that stops at each moment of the table to read every desk's own picture, as it came over that desk's link."""

    def __init__(self, scenario: Scenario, room: Room, hub: Process) -> None:
        """Play in a room whose hub is killed once on the way."""
        super().__init__(scenario, room, self._told)
        self._hub, self.killed = hub, 0
        self._moments = [instant(scenario, row.clock) for row in TABLE]
        self.live: dict[tuple[str, int], Row] = {}
        self.left: Picture | None = None
        """What FEN's desk held when it was last there."""

    def _seat(self, at: int) -> None:
        hand = self._crew.hands.get("FEN-1")
        if hand is not None and self.left is None and not self.scenario.present("FEN-1", at):
            self._crew.catch_up(hand)
            self.left = hand.picture
        super()._seat(at)

    def _told(self, progress: Progress) -> None:
        if progress.story[-1].event == KILLED_AT:
            self.killed += 1
            self._hub.kill_and_start()

    def _go_to(self, to: int, pace: Pace) -> bool:
        while self._moments and (self._moments[0] < to or to == self.scenario.ends == self._moments[0] == self.progress.now):
            at = self._moments.pop(0)
            super()._go_to(at, pace)
            self._look(at)
        return super()._go_to(to, pace)

    def _look(self, at: int) -> None:
        for code, entity in LOOKING.items():
            hand = self._crew.hands.get(code)
            if hand is not None:
                self._crew.catch_up(hand)
                self.live[entity, at] = read(self.scenario, hand.picture, at, entity)


class Played:
    """One performance: what was read live, what was said of it, and the journal."""

    def __init__(self, folder: Path) -> None:
        """Play the whole night as fast as can be, the hub killed in the middle."""
        self.scenario = shipped_scenario("quiet_harbour")
        self.room = create_exercise_room(folder, self.scenario)
        hub = Process(self.room)
        try:
            player = Watched(self.scenario, self.room, hub)
            try:
                self.progress = player.play(FAST)
                player._look(self.scenario.ends)
            finally:
                player.close()
        finally:
            hub.end()
        self.live, self.killed, self.left = player.live, player.killed, player.left
        with Reader(self.room.journal) as reader:
            self.records: list[Record] = list(reader.records())

    def expected(self, row: Row, entity: str) -> Row:
        """Return what an entity must read."""
        return relief(row) if entity == "HAC" else row


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The night, played once."""
    return Played(tmp_path_factory.mktemp("story"))


def test_the_story_plays_to_its_end_through_a_killed_hub(played: Played) -> None:
    """Nothing is missed, lost, doubled or reordered; what is refused is what the story has refused; the chain verifies."""
    assert played.killed == 1
    assert played.progress.missed == []
    assert played.progress.lines == len(played.scenario.lines)
    assert len(played.progress.refused) == sum(bool(line.refused) for line in played.scenario.lines)
    assert max(Counter(record.key for record in played.records).values()) == 1
    times = [record.known for record in played.records]
    assert times == sorted(times)
    assert verify(played.room.journal).ok


@pytest.mark.parametrize("row", TABLE, ids=[row.clock for row in TABLE])
def test_the_table_holds_live_for_every_desk(played: Played, row: Row) -> None:
    """At each moment the duty officer, DRA, BOR, FEN and HAC read on their own links what the story says; an empty desk reads nothing."""
    at = instant(played.scenario, row.clock)
    seated = {entity for entity, moment in played.live if moment == at}
    assert seated >= {"DRA", "BOR", "HAC", "CMC"}
    for entity in seated:
        assert played.live[entity, at] == played.expected(row, entity), entity


@pytest.mark.parametrize("row", TABLE, ids=[row.clock for row in TABLE])
def test_the_table_holds_in_replay_for_every_entity(played: Played, row: Row) -> None:
    """The journal alone gives each entity the same readings at its own releasability, FEN's empty desk included."""
    at = instant(played.scenario, row.clock)
    with Reader(played.room.journal) as reader:
        whole = reader.picture(played.scenario.regime, at)[0]
        force = in_force(reader, whole)
        for entity in ("CMC", "DRA", "BOR", "FEN", "HAC", "AUR", "CAL", "ESK"):
            own = View(entity, force, "journal").picture(whole)
            assert read(played.scenario, own, at, entity) == played.expected(row, entity), entity


def test_fens_records_differ_while_its_desk_is_empty(played: Played) -> None:
    """What FEN's desk held when it was left at 10:26 is what was released to it then; at 10:47:32 its digests of corridors and of the
    ladder differ from those of the room's release, as the duty officer is told; DRA's desk, which is manned, differs in nothing.
    """
    assert played.left is not None
    left, later = (instant(played.scenario, clock) for clock in ("10:26:00", "10:47:32"))
    with Reader(played.room.journal) as reader:
        now = reader.picture(played.scenario.regime, later)[0]
        released = View("FEN", in_force(reader, now), "journal").picture(now).digest.tables()
    held = played.left.digest.tables()
    assert left - 5 * 60_000 < max(row.known for row in played.left.all_rows()) <= left
    differ = {kind for kind in released if held.get(kind) != released[kind]}
    assert {"danger_zone", "conditions", "declared_level", "proposal"} <= differ
    assert not {"roster", "policy", "corridor", "segment", "template"} & differ
    told = dict(left_behind(now))
    assert told == {"FEN": ("corridors", "ladder")}
    assert parts(WATCHED & differ) == told["FEN"]


def test_the_room_says_what_the_night_folded_in_one_go_says(played: Played) -> None:
    """What feeds and officers left in the picture is the same over sockets, through a kill, as folded without a network."""
    run = Offline(played.scenario)
    run.play_to(played.scenario.ends)
    assert _told(played.records) == _told(run.records)


def _told(records: list[Record]) -> dict[tuple[str, str], object]:
    """Leave out what names alarms by when a connection was noticed, and announcements that name a record by its number."""
    numbered = {record.subject for record in records if record.provenance is not None and record.provenance.format == "redaction"}
    return {
        (kind, subject): body for (kind, subject), body in said(records).items() if kind != "acknowledgement" and subject not in numbered
    }


def test_the_real_call_held_the_play(played: Played) -> None:
    """One hold, let go by a person; one refusal; no REAL record and none of its words in the journal."""
    holds = [(record.author.kind, record.body.state) for record in played.records if isinstance(record.body, Hold)]
    assert holds == [(AuthorKind.HUB, HoldState.HELD), (AuthorKind.OFFICER, HoldState.RELEASED)]
    assert all(record.regime.kind is RegimeKind.EXERCISE for record in played.records)
    assert "medical call" not in " ".join(str(record.body) for record in played.records)


def test_the_revoked_key_did_nothing(played: Played) -> None:
    """The alarm stood from two desks to the revocation; the act after it is on record as refused, and BOR's level is untouched by it."""
    onset, revoked, tried = (instant(played.scenario, clock) for clock in ("20:15:00", "20:18:00", "20:19:00"))
    rows = [record.body for record in played.records if isinstance(record.body, Alarm) and record.body.rule == "KEY_TWICE"]
    assert [(body.active, body.onset, body.returned) for body in rows] == [(True, onset, None), (False, onset, revoked)]
    refused = [record.body.reason for record in played.records if isinstance(record.body, Rejection) and record.known == tried]
    assert refused == ["this key is not on the roster, or was revoked"]


def test_the_redacted_records_are_gone(played: Played) -> None:
    """Of the recalled list neither wording is left in the file."""
    assert not any(isinstance(record.body, Statement) and "helter" in record.body.title for record in played.records)
    data = b"".join(path.read_bytes() for path in played.room.journal.parent.glob("journal.watchroom*"))
    assert b"List of shelters with places" not in data


def test_the_volume_is_the_storys(played: Played) -> None:
    """Four proposals in five wordings, nine checklist runs of the room, about 45 alarms."""
    wordings = {(record.subject, record.body.text_revision) for record in played.records if isinstance(record.body, Proposal)}
    assert (len({subject for subject, _ in wordings}), len(wordings)) == (4, 5)
    runs = {record.subject for record in played.records if isinstance(record.body, Run)}
    assert len(runs) == 9
    alarms = {record.subject for record in played.records if isinstance(record.body, Alarm)}
    assert 40 <= len(alarms) <= 50


DECISIONS = frozenset(
    {"declared_level", "proposal", "corridor_status", "agreement", "pause", "movement", "notification", "off_ramp", "red_line"}
    | {"dispute", "dispute_reply", "message", "statement", "recall", "redaction", "hold"}
)
"""What an entity or the Council commits itself to; everything else that officers sign is the room's work."""


def test_each_act_is_one_line_of_the_story_and_about_140_decide(played: Played) -> None:
    """No act is lost or doubled: as many are on record as officers have lines, but for those refused and the two redacted. What decides
    is about 140 of them; the others are answers, looks, grants and the books of the watch, each of which is signed as well.
    """
    spoken = [line for line in played.scenario.lines if line.by in {each.code for each in played.scenario.people}]
    acts = [record for record in played.records if record.author.kind is AuthorKind.OFFICER and record.provenance is not None]
    signed = [record for record in acts if record.provenance is not None and record.provenance.format == ACT_FORMAT]
    assert len(signed) == len(spoken) - sum(bool(line.refused) for line in spoken) - 2
    assert 120 <= sum(record.kind in DECISIONS for record in signed) <= 150
