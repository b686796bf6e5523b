"""Saying a scenario's lines: each over the link of whoever says it, as soon as that one can, until the hub has it on disk or refused it.

An officer acts on its own picture, which must hold what the act rests on first. Deliberately absent: the clock, and which line comes next
(`feeds.exercise.player`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from feeds.errors import Unreachable
from feeds.exercise.crew import PATIENCE, Crew, Hand, Said, act_of
from feeds.exercise.lines import Played, play_line, record_of_line
from feeds.exercise.progress import Progress, StoryEvent
from feeds.exercise.scenario import CONTROL, Opening, Scenario, ScenarioLine
from feeds.exercise.second_desk import SecondDesk
from feeds.picture.act import Seen
from feeds.picture.alarm import Answer
from feeds.picture.body import kind_of
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.identity import content_hash
from feeds.wire.events import Event
from feeds.wire.keys import sign_act
from feeds.wire.link import Link
from feeds.wire.protocol import Confirmed, Declined, Receipts, Welcome

FINDING_WAIT: Final = 3.0
"""Seconds of real time that a line waits for the finding it speaks of, or for a row to reach its officer."""

_encoder = msgspec.msgpack.Encoder(order="deterministic")


class Saying:
    """The lines of one performance. What became of each is noted in its progress."""

    def __init__(self, scenario: Scenario, crew: Crew, progress: Progress, tell: Callable[[Progress], None]) -> None:
        """`tell` is called after every line marked as story."""
        self.scenario, self.progress = scenario, progress
        self._crew, self._tell = crew, tell
        self._revisions: dict[tuple[str, str], int] = {}

    def open(self, rows: Iterable[Opening]) -> None:
        """Give the hub what stands at the beginning."""
        author = Author(self.scenario.host, AuthorKind.MACHINE, CONTROL)
        records = [self._opening(row, author) for row in rows if row.subject != self.scenario.doctrine.code]
        self.send(self._crew.control, records, "")

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

    def say(self, line: ScenarioLine) -> None:
        """Say a line over the link of whoever says it, and wait until the hub has it, or refused it.

        Raises:
            Unreachable: the hub did not answer for a minute.

        """
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
            self.send(link, [record], line.by if line.by != CONTROL else "", line)
        else:
            self.progress.missed.append((line.id, f"{line.by} is not there"))

    def send(self, link: Link, records: list[Record], source: str, line: ScenarioLine | None = None) -> None:
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
        self._crew.control.advance(self.progress.now, self.progress.shown)
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
            self._crew.catch_up(hand)
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
