"""What the timeline remembers: marks, the ladder's steps, spans of time, replies and gaps, each with when it was learned.

A picture holds only the latest row of each subject; a timeline needs the past, so it is fed with the records themselves, live or
from a journal's pages. Both clocks are kept, so that "what was known at K" is a mask and not another history. Deliberately
absent: Qt, pixels, and how a mark looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from feeds.picture.action import Grant, GrantState
from feeds.picture.alarm import Acknowledgement, Alarm, Answer, Request
from feeds.picture.corridor import CorridorState, CorridorStatus
from feeds.picture.danger import DangerZone, Pause, PauseState
from feeds.picture.envelope import Record
from feeds.picture.ladder import AssessedRung, DeclaredLevel
from feeds.picture.room import SourceState, SourceStatus
from feeds.picture.warning import Indication
from widgets.timeline.grouping import Subject
from widgets.timeline.marks import mark_of
from widgets.timeline.shelves import Shelves


@dataclass(frozen=True)
class Step:
    """A line takes this value from here on."""

    event: int
    known: int
    value: int


class SpanKind(Enum):
    """What a bar stands for."""

    WINDOW = auto()
    DANGER = auto()
    GRANT = auto()
    PAUSE = auto()


@dataclass(frozen=True)
class Span:
    """A stretch of time as announced by one record; a later record of the same subject and start replaces it."""

    subject: Subject
    kind: SpanKind
    name: str
    since: int
    until: int | None
    known: int
    cut: bool = False
    """True: the record ends what an earlier one opened, at `since`."""


@dataclass(frozen=True)
class Gap:
    """A source said nothing from `since`; `until` None: it still does. `lost`: its heartbeat went too."""

    source: str
    since: int
    until: int | None
    known: int
    lost: bool = False


@dataclass(frozen=True)
class Tail:
    """A reply and what it replies to: the tail is as long as the reply took. `entity` gave it; `subject` is the reply's own."""

    since: int
    event: int
    known: int
    entity: str
    subject: Subject = ("", "")


@dataclass
class History:
    """Everything the timeline draws. One is fed live; a replay loads one whole and moves the horizon."""

    marks: Shelves = field(default_factory=Shelves)
    declared: list[Step] = field(default_factory=list)
    assessed: list[Step] = field(default_factory=list)
    partners: dict[str, list[Step]] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    tails: list[Tail] = field(default_factory=list)
    first: int | None = None
    last: int | None = None
    _revisions: dict[str, int] = field(default_factory=dict)
    _asked: dict[str, int] = field(default_factory=dict)
    """When what can be replied to began: alarms and requests by their subject."""
    _seen: set[str] = field(default_factory=set)

    def add_all(self, records: Iterable[Record]) -> None:
        """Add records in the order the room learned them; one that is here already (by its key) is passed over."""
        fresh = []
        for record in records:
            if record.key not in self._seen:
                self._seen.add(record.key)
                fresh.append(record)
        self.add_new(fresh)

    def add_new(self, records: Iterable[Record]) -> None:
        """Add records of which none is here yet, in the order the room learned them."""
        for record in records:
            self._add(record)

    def _add(self, record: Record) -> None:
        self.first = record.event if self.first is None else min(self.first, record.event)
        self.last = record.known if self.last is None else max(self.last, record.known)
        subject = (record.kind, record.subject)
        match record.body:
            case Alarm(onset=onset, cause_revision=revision):
                if self._revisions.get(record.subject, 0) >= revision:
                    return
                self._revisions[record.subject] = revision
                self._asked[record.subject] = onset
            case Request(asked=asked):
                self._asked[record.subject] = asked
            case Acknowledgement(alarm=item) | Answer(request=item):
                self._reply(record, item)
            case AssessedRung(ordinal=ordinal):
                self.assessed.append(Step(record.event, record.known, ordinal))
            case DeclaredLevel(ordinal=ordinal, common=common, entity=entity):
                steps = self.declared if common else self.partners.setdefault(entity, [])
                steps.append(Step(record.event, record.known, ordinal))
            case SourceStatus(source=source, state=state, since=since):
                self._source(record, source, state, since)
            case _:
                self.spans.extend(_spans(record, subject))
        self._mark(record, subject)

    def _mark(self, record: Record, subject: Subject) -> None:
        code = mark_of(record)
        if code is not None:
            discipline = record.body.discipline.value if isinstance(record.body, Indication) else ""
            self.marks.add(record.event, record.known, code, subject, discipline, record.author.entity)

    def _reply(self, record: Record, item: str) -> None:
        since = self._asked.get(item)
        if since is not None and since < record.event:
            self.tails.append(Tail(since, record.event, record.known, record.author.entity, (record.kind, record.subject)))

    def _source(self, record: Record, source: str, state: SourceState, since: int) -> None:
        """A gap opens when its source falls silent and is closed by the record that says it speaks again."""
        if state is SourceState.LIVE:
            self.gaps.append(Gap(source, since, since, record.known))
        else:
            self.gaps.append(Gap(source, since, None, record.known, lost=state is SourceState.LOST))


def _spans(record: Record, subject: Subject) -> list[Span]:
    match record.body:
        case CorridorStatus(state=CorridorState.OPEN, window=window) if window is not None:
            return [Span(subject, SpanKind.WINDOW, "", window.since, window.until, record.known)]
        case CorridorStatus(state=state) if state not in (CorridorState.OPEN, CorridorState.SUSPENDED):
            return [Span(subject, SpanKind.WINDOW, "", record.event, record.event, record.known, cut=True)]
        case DangerZone(code=code, valid=valid):
            return [Span(subject, SpanKind.DANGER, code, valid.since, valid.until, record.known)]
        case Grant(code=code, state=GrantState.ACTIVE, valid=valid):
            return [Span(subject, SpanKind.GRANT, code, valid.since, valid.until, record.known)]
        case Grant(code=code, state=GrantState.EXPIRED | GrantState.REVOKED | GrantState.EXHAUSTED):
            return [Span(subject, SpanKind.GRANT, code, record.event, record.event, record.known, cut=True)]
        case Pause(code=code, state=PauseState.AGREED | PauseState.IN_EFFECT, period=period):
            return [Span(subject, SpanKind.PAUSE, code, period.since, period.until, record.known)]
        case Pause(code=code, state=PauseState.ENDED):
            return [Span(subject, SpanKind.PAUSE, code, record.event, record.event, record.known, cut=True)]
        case _:
            return []
