"""Plays a scenario against a hub, at any speed: the same lines, in the same order, with the same findings.

The player steps the room's clock to the moment of the next line, sends it over the link of whoever says it, and waits until
the hub has it on disk before it goes on. Between lines the clock goes smoothly, measured by the machine's monotonic clock;
where the work is slower than that, the exercise lags and says how fast it really went. Deliberately absent: the hub's
process, files, and any shortcut past admission.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import msgspec

from feeds.assessment.rollcall import CellState, cells
from feeds.errors import Damaged, Unreachable
from feeds.exercise.crew import PATIENCE, Crew, Hand, Said, act_of
from feeds.exercise.director import Directed, Director
from feeds.exercise.governing import Governing
from feeds.exercise.lines import Played, play_line, record_of_line
from feeds.exercise.orders import FASTEST
from feeds.exercise.pace import Pace
from feeds.exercise.scenario import CONTROL, Opening, Scenario, ScenarioLine
from feeds.exercise.second_desk import SecondDesk
from feeds.picture.act import Seen
from feeds.picture.alarm import Answer
from feeds.picture.body import kind_of
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.identity import content_hash
from feeds.room import Room
from feeds.wire.events import Dropped, Event
from feeds.wire.keys import sign_act
from feeds.wire.link import Link
from feeds.wire.protocol import Advanced, Confirmed, Declined, OriginalPart, Receipts, Welcome

STEP: Final = 0.02
"""Seconds of real time between two steps of the clock."""

FINDING_WAIT: Final = 3.0
"""Seconds of real time that a line waits for the finding it speaks of, or for a row to reach its officer."""

_encoder = msgspec.msgpack.Encoder(order="deterministic")


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """A line of the story that was played: when it happened, when it was learned (ms), and the key of its record."""

    event: str
    at: int
    known: int
    key: str
    refused: bool = False


@dataclass(slots=True)
class Progress:
    """What has been played so far. `missed`: lines that could not be said, with the reason; a good run has none."""

    lines: int = 0
    acts: int = 0
    story: list[StoryEvent] = field(default_factory=list)
    acks: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[str, str]] = field(default_factory=list)
    """Acts the hub refused, as the story expects: (line, reason)."""
    missed: list[tuple[str, str]] = field(default_factory=list)
    silent: tuple[str, ...] = ()
    """Entities that owe an answer and are late with it."""
    now: int = 0
    achieved: float = 0.0
    """Seconds of the exercise to a real second, since the speed was last set going."""
    stopped: bool = False
    intervened: bool = False
    """Whether a director held, skipped or moved an inject: then lines that rest on it may be missed."""


class Player:
    """One performance of a scenario in a room whose hub is running."""

    def __init__(
        self, scenario: Scenario, room: Room, tell: Callable[[Progress], None] = lambda _: None, director: Director | None = None
    ) -> None:
        """Connect. `tell` is called after every line marked as story; a director is asked for orders between two steps."""
        self.scenario, self.room, self.progress = scenario, room, Progress(now=scenario.starts)
        self._tell = tell
        self._crew = Crew(scenario, room)
        self._crew.stopped = lambda: self.progress.stopped
        self._directed = Directed(scenario, director, lambda record: self._send(self._crew.control, [record], ""))
        self._speaking = scenario.speaking
        self._revisions: dict[tuple[str, str], int] = {}
        self._keys = list(scenario.keys)
        self._governing = Governing(scenario, room, self._crew, lambda: self._step(self.progress.now, self._shown))
        waits = [feed.expects_every or scenario.doctrine.feed_no_data for feed in scenario.feeds]
        self._longest = min(waits, default=120_000) // 2
        self._shown = 0.0

    def stop(self) -> None:
        """End at once. May be called from a signal handler or another thread."""
        self.progress.stopped = True

    def close(self) -> None:
        """Say goodbye on every link."""
        self._crew.close()

    def play(self, speed: float, since: int | None = None, until: int | None = None, resumes: int | None = None) -> Progress:
        """Play to `until` (ms; default: the end). Up to `since` it goes as fast as it can, from there at `speed`.

        `resumes`: the room knows already what was learned up to then, as a branch does; only what follows is played.

        Raises:
            Unreachable: the hub did not answer for a minute.
            Damaged: the hub refused to step its clock.

        """
        end = self.scenario.ends if until is None else min(until, self.scenario.ends)
        starts = self.scenario.starts if resumes is None else resumes
        self._seat(starts)
        self._step(starts, 0.0)
        if resumes is None:
            self._open(self.scenario.opening)
        else:
            # Keys of a branch are all new: what befell those of its parent befalls none of them.
            self._keys = [each for each in self._keys if each.at > resumes]
        pace = Pace(starts if since is None else since, speed)
        self._directed.begin((line for line in self.scenario.lines if resumes is None or line.known > resumes), self.progress.now)
        self._perform(end, pace)
        # Nobody steps the clock from here on: displays must not draw it on.
        self._crew.control.advance(self.progress.now, 0.0)
        self.progress.intervened = self._directed.intervened
        self._sum_up()
        return self.progress

    def _perform(self, end: int, pace: Pace) -> None:
        """Say line after line to `end`; after an order of the director's it is asked anew what comes next."""
        while not self.progress.stopped:
            self._directed.turn(self.progress.now, pace)
            cue = self._directed.upcoming()
            last = cue is None or cue.at > end
            if not self._reach(end if cue is None else min(cue.at, end), pace):
                continue
            if cue is None or last:
                return
            line = self._directed.line(cue, self.progress.now)
            self._say(line)
            self._directed.spoken(cue, self.progress.now)
            self._hold(line.hold, pace)

    def _reach(self, to: int, pace: Pace) -> bool:
        """Take the clock to `to`, doing what befalls keys on the way; False as `_go_to` says it."""
        return self._keys_to(to, pace) and self._go_to(to, pace)

    # Time.

    def _go_to(self, to: int, pace: Pace) -> bool:
        """Take the clock to `to`, in steps that no source is too long silent in and that come no sooner than their time.

        Return False where it was stopped on the way, or the director changed what comes next.
        """
        while self.progress.now < to and not self.progress.stopped:
            if self._directed.turn(self.progress.now, pace):
                return False
            if self._directed.paused:
                self._stand(pace)
                continue
            now = self.progress.now
            wanted = min(to, now + self._longest, self._next_change(now), max(now + 1, pace.target(to)))
            self._seat(wanted)
            self._step(wanted, pace.shown(wanted))
            self.progress.achieved = pace.achieved(wanted)
            wait = pace.wait(min(to, wanted + round(STEP * 1000 * pace.speed)))
            if wait > 0:
                self._rest(min(wait, STEP))
        return self.progress.now >= to

    def _stand(self, pace: Pace) -> None:
        """Let play stand for a moment: displays do not draw the clock on."""
        if self._shown:
            self._step(self.progress.now, 0.0)
        began = time.monotonic()
        self._rest(STEP)
        pace.stand(time.monotonic() - began)

    def _hold(self, length: int, pace: Pace) -> None:
        """Let so much of the exercise's pace go by while its clock stands: the hub holds it until a person lets it go on."""
        if length:
            self._rest(pace.pause(length))

    def _rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self.progress.stopped and (left := end - time.monotonic()) > 0:
            self._crew.turn(wait_ms=min(left, STEP) * 1000)

    def _step(self, to: int, speed: float) -> None:
        """Say who is heard, step the hub's clock and wait until it stands there; a hub that was away is stepped again."""
        control = self._crew.control
        control.alive(self._heard())
        self._shown = min(speed, FASTEST)
        number = control.advance(to, self._shown)
        refused: list[str] = []

        def answered(events: list[Event]) -> bool:
            for event in events:
                if isinstance(event, Advanced) and event.number == number:
                    refused.extend([event.refused] if event.refused and event.now < to else [])
                    return True
            return False

        if self._crew.until(answered, control, "the hub did not step its clock"):
            self.progress.now = to
            if refused:
                raise Damaged("exercise", "the hub refused to step its clock", refused[0], "a stepped room")

    def _heard(self) -> list[str]:
        """Return the feeds that are heard at this moment: one that leaves is heard as it goes, one that comes as soon as it is there."""
        now, scenario = self.progress.now, self.scenario
        return [feed.code for feed in scenario.feeds if scenario.present(feed.code, now) or scenario.present(feed.code, now - 1)]

    def _next_change(self, now: int) -> int:
        moments = (each for away in self.scenario.away for each in (away.since, away.until))
        return min((each for each in moments if each > now), default=self.scenario.ends)

    def _seat(self, at: int) -> None:
        codes = [each.code for each in self.scenario.people if each.code in self._speaking and self.scenario.present(each.code, at)]
        if set(codes) != self._crew.hands.keys():
            self._crew.seat(codes)
            for hand in self._crew.hands.values():
                self._crew.until(partial(_is_ready, hand), hand.link, f"{hand.person.code} was not welcomed")

    # Keys.

    def _keys_to(self, to: int, pace: Pace) -> bool:
        """Do what befalls keys up to `to`, each at its moment; False as `_go_to` says it."""
        while self._keys and self._keys[0].at <= to and not self.progress.stopped:
            if not self._go_to(self._keys[0].at, pace):
                return False
            self._governing.befall(self._keys.pop(0))
            self._seat(self.progress.now)
            # The hub writes down what its door saw when its clock is stepped, even to where it stands.
            self._step(self.progress.now, self._shown)
        return True

    # Lines.

    def _open(self, rows: Iterable[Opening]) -> None:
        author = Author(self.scenario.host, AuthorKind.MACHINE, CONTROL)
        records = [self._opening(row, author) for row in rows if row.subject != self.scenario.doctrine.code]
        self._send(self._crew.control, records, "")

    def _opening(self, row: Opening, author: Author) -> Record:
        key = content_hash(_encoder.encode((self.scenario.incident, "opening", kind_of(row.body), row.subject, row.body)))
        return Record(
            subject=row.subject,
            regime=self.scenario.regime,
            event=self.scenario.starts,
            author=author,
            body=row.body,  # type: ignore[arg-type]  # every Body with a tag is on the closed list, which a test holds
            key=key,
            label=row.label,
        )

    def _say(self, line: ScenarioLine) -> None:
        hand, second = self._crew.hands.get(line.by), self._crew.seconds.get(line.by)
        if hand is not None:
            self._do(line, hand)
        elif second is not None and second.welcome is not None:
            self._do_secretly(line, second, second.welcome)
        elif line.body is not None and line.subject is not None:
            link = self._crew.feeds.get(line.by, self._crew.control)
            before = self._revisions.get((line.kind, line.subject), 0)
            record = record_of_line(self.scenario, line, Played(line.subject, line.body), None)
            record = msgspec.structs.replace(record, revision=before + 1)
            self._send(link, [record], line.by if line.by != CONTROL else "", line)
        else:
            self.progress.missed.append((line.id, f"{line.by} is not there"))

    def _send(self, link: Link, records: list[Record], source: str, line: ScenarioLine | None = None) -> None:
        """Give feed records to the hub and wait for every receipt."""
        waiting = {record.key for record in records}
        refusals: list[str] = []

        def settled(events: list[Event]) -> bool:
            for event in events:
                if isinstance(event, Receipts):
                    waiting.difference_update(each.key for each in event.receipts)
                    waiting.difference_update(each.key for each in event.refusals if each.key)
                    refusals.extend(each.reason for each in event.refusals)
            return not waiting

        link.send_records(records, source=source)
        early = link.poll(0)
        # A hub gathers feed records for some milliseconds; a step of its clock, even to where it stands, has it commit them now.
        self._crew.control.advance(self.progress.now, self._shown)
        if not settled(early) and not self._crew.until(settled, link, "the hub gave no receipt"):
            return
        for record in records:
            self._revisions[record.kind, record.subject] = record.revision
        for reason in refusals:
            expected = line is not None and bool(line.refused) and line.refused in reason
            (self.progress.refused if expected else self.progress.missed).append((line.id if line else "opening", reason))
        if line is not None:
            self._played(line, records[0].key, refused=bool(refusals))

    def _do(self, line: ScenarioLine, hand: Hand) -> None:
        """Let an officer act, once its own picture holds what the act rests on."""
        if line.finding is not None:
            self._catch_up(hand)
        played = self._ready(line, hand)
        if played is None:
            if not self.progress.stopped:
                self.progress.missed.append((line.id, "what it speaks of did not reach its officer"))
            return
        if isinstance(played.body, Answer):
            hand.link.report_seen(played.body.request, played.body.item_revision)
        nonce = content_hash(f"{self.scenario.incident}/{line.id}".encode())[:32]
        key = hand.act(self.scenario, played.subject, played.body, line.label, line.at, nonce)
        reason: list[str] = []

        def settled(events: list[Event]) -> bool:
            for event in events:
                if isinstance(event, Confirmed | Declined) and event.key == key:
                    reason.extend([event.reason] if isinstance(event, Declined) else [])
                    return True
            return False

        if self._crew.until(settled, hand.link, "the hub did not confirm an act"):
            self._settle(line, hand, played, key, reason[0] if reason else "")

    def _do_secretly(self, line: ScenarioLine, second: SecondDesk, standing: Welcome) -> None:
        """Let whoever holds a copied key act with it."""
        person = self.scenario.person(line.by)
        if person is None or line.body is None or line.subject is None:
            raise TypeError(line.id)
        said = Said(line.subject, line.body, line.label, line.at, content_hash(f"{self.scenario.incident}/{line.id}".encode())[:32])
        act = act_of(self.scenario, person, standing, Seen(standing.sequence, standing.digest), None, said)
        key = second.sign(sign_act(act, second.keys.signing_key))
        if self._crew.until(lambda _: key in second.answers, self._crew.control, "the hub did not decline a copied key's act"):
            self._settle(line, None, Played(line.subject, line.body), key, second.answers[key])

    def _catch_up(self, hand: Hand) -> None:
        """Wait until all that the hub has told this officer is folded: an answer on its link comes after what was sent before."""
        asked = hand.link.ask_original(content_hash(b""))

        def answered(events: list[Event]) -> bool:
            return any(isinstance(event, OriginalPart | Dropped) and event.number == asked for event in events)

        self._crew.until(answered, hand.link, "the hub did not answer a question")

    def _ready(self, line: ScenarioLine, hand: Hand) -> Played | None:
        """Return what the line says as soon as its officer can say it; None if that does not come in time. Raises Unreachable."""
        began = time.monotonic()
        while not self.progress.stopped:
            played = play_line(line, hand.picture) if hand.ready else None
            if played is not None and self._reached(hand, kind_of(played.body), played.subject, found=line.over_finding):
                return played
            self._crew.turn(hand.link)
            waited = time.monotonic() - began
            if hand.ready and waited > FINDING_WAIT:
                return None
            if waited > PATIENCE:
                raise Unreachable("exercise", f"the desk of {hand.person.code} did not come back", hand.link.reason or None)
        return None

    def _reached(self, hand: Hand, kind: str, subject: str, *, found: bool) -> bool:
        """Say whether the officer has the row as it last was confirmed; `found`: the hub writes it first."""
        expected = max(self._revisions.get((kind, subject), 0), int(found))
        row = hand.own_row(kind, subject, self.scenario.room)
        return expected == 0 or (row is not None and row.revision >= expected)

    def _settle(self, line: ScenarioLine, hand: Hand | None, played: Played, key: str, reason: str) -> None:
        if reason:
            if line.refused and line.refused in reason:
                self.progress.refused.append((line.id, reason))
            else:
                self.progress.missed.append((line.id, reason))
        elif line.refused:
            self.progress.missed.append((line.id, f"it was taken, and should have been refused: {line.refused}"))
        elif hand is not None:
            self._confirmed(hand, played)
        self._played(line, key, refused=bool(reason))

    def _confirmed(self, hand: Hand, played: Played) -> None:
        place = (kind_of(played.body), played.subject)
        row = hand.own_row(*place, self.scenario.room)
        self._revisions[place] = max(self._revisions.get(place, 0) + 1, row.revision if row is not None else 0)
        self.progress.acts += 1
        if isinstance(played.body, Answer):
            self.progress.acks[played.body.entity] += 1

    def _played(self, line: ScenarioLine, key: str, *, refused: bool) -> None:
        self.progress.lines += 1
        if line.story:
            self.progress.story.append(StoryEvent(line.story, line.at, line.known, key, refused))
            self._tell(self.progress)

    def _sum_up(self) -> None:
        """Note who owes an answer, as the host's desk has it."""
        host = next((hand for hand in self._crew.hands.values() if hand.person.entity == self.scenario.host), None)
        if host is None:
            return
        call = cells(host.picture, self.progress.now, self.scenario.host)
        late = {CellState.OVERDUE, CellState.NOBODY}
        self.progress.silent = tuple(sorted({cell.entity for row in call.rows for cell in row.cells if cell.state in late}))


def _is_ready(hand: Hand, _events: list[Event]) -> bool:
    return hand.ready
