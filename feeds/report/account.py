"""What a report rests on: one reading of a journal from its first record to its last, as one audience may see it.

The records of every kind that tells of the incident are kept, version by version; what comes by the hundred thousand (reports,
tracks) is kept as moments. Deliberately absent: judging anything; sections do that.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import nlargest
from typing import TypeVar

from feeds.journal.audience import in_force
from feeds.journal.reader import Reader
from feeds.journal.replay import Tape
from feeds.picture.body import Body, kind_of
from feeds.picture.changes import Change
from feeds.picture.corridor import Conditions
from feeds.picture.doctrine import Doctrine
from feeds.picture.envelope import AuthorKind, Record
from feeds.picture.label import Label, LabelPolicy
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime
from feeds.picture.release import Audience, written_for
from feeds.picture.room import Incident, Roster
from feeds.picture.warning import Indication, ReportStatus

B = TypeVar("B", bound=Body)

BULK = frozenset({"indication", "track", "feature", "delivery", "presence", "rejection"})
"""Kinds of which the last version of each row is enough."""

BARE_MOST = 4
"""Records without a label of which each is named."""

LATEST_LEARNED = 20
"""How many of the reports learned late are told one by one."""

LATE = 300_000
"""Milliseconds between the event and the room's knowledge of it from which a report counts as learned late."""


@dataclass(frozen=True, slots=True)
class Step:
    """The reading of a corridor's conditions from a moment on; None: this audience has none any more."""

    at: int
    record: Record | None


@dataclass
class Account:
    """What was gathered. `rows`: every version of the rows of a kind, in the order they were learned; Instants are ms."""

    regime: Regime
    audience: Audience
    roster: Roster
    policy: LabelPolicy
    picture: Picture
    first: int
    last: int
    head: tuple[int, str]
    reconstructed: bool
    picture_at: Callable[[int], Picture]
    """The picture this audience had at a moment of knowledge."""
    records: int = 0
    acts: int = 0
    """How many of them are acts of people."""
    rows: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    reports: array[int] = field(default_factory=lambda: array("q"))
    """When each report happened; one that was revised counts once, as it was first told."""
    ends: tuple[Record, ...] = ()
    """The report of what happened first, and of what happened last."""
    seen: set[str] = field(default_factory=set)
    """The reports that came, by subject."""
    durations: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    """Of each report that was told to have ended: by place and subject, how long it was, ms."""
    measured: dict[tuple[str, str | None], dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    """What reports measure: by (name, unit) and subject, as they told it last."""
    by_source: Counter[str] = field(default_factory=Counter)
    by_place: Counter[str] = field(default_factory=Counter)
    by_category: Counter[str] = field(default_factory=Counter)
    placed: int = 0
    """How many reports had a geometry."""
    wrote: set[str] = field(default_factory=set)
    """Entities that wrote anything."""
    unlabelled: Counter[str] = field(default_factory=Counter)
    bare: list[Record] = field(default_factory=list)
    """The first records without a label."""
    labels: set[Label | None] = field(default_factory=set)
    conditions: dict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    lags: array[int] = field(default_factory=lambda: array("q"))
    late: list[tuple[int, int, Record]] = field(default_factory=list)

    def of(self, body: type[B]) -> Iterator[tuple[Record, B]]:
        """Iterate over every version of the rows of a kind, in the order they were learned."""
        for record in self.rows.get(kind_of(body), ()):
            if isinstance(record.body, body):
                yield record, record.body

    def histories(self, body: type[B]) -> dict[str, list[tuple[Record, B]]]:
        """Return every version of each row of a kind, by subject."""
        found: dict[str, list[tuple[Record, B]]] = {}
        for record, each in self.of(body):
            found.setdefault(record.subject, []).append((record, each))
        return found

    @property
    def doctrine(self) -> Doctrine | None:
        """The doctrine in force at the end, if one was loaded."""
        return next((body for _, body in self.picture.bodies(Doctrine)), None)

    @property
    def incident(self) -> tuple[Record, Incident] | None:
        """What the journal is about."""
        return next(iter(self.of(Incident)), None)

    @property
    def acted(self) -> bool:
        """Whether anybody acted."""
        return self.acts > 0

    @property
    def lasted(self) -> int:
        """From the first record to the last, ms."""
        return max(0, self.last - self.first)


def gather(
    reader: Reader, regime: Regime | None = None, entity: str | None = None, counted: Callable[[int], None] = lambda _: None
) -> Account:
    """Read a journal whole. `counted` is told how many records are behind.

    Raises:
        Misuse: no such regime, or no such entity.
        Damaged: a record cannot be read.

    """
    tape = Tape(reader, regime, entity)
    force = in_force(reader, reader.picture(tape.regime)[0])
    account = Account(
        regime=tape.regime,
        audience=tape.audience,
        roster=force.roster,
        policy=force.policy,
        picture=tape.picture,
        first=tape.first,
        last=tape.last,
        head=reader.head,
        reconstructed=reader.reconstructed,
        picture_at=_at(tape),
    )
    for position in range(1, tape.length + 1):
        for change in tape.step(1):
            _take(account, tape, change)
        counted(position)
    account.picture, account.records = tape.picture.copy(), tape.records
    account.late = nlargest(LATEST_LEARNED, account.late)
    return account


def _at(tape: Tape) -> Callable[[int], Picture]:
    def picture(known: int) -> Picture:
        tape.seek(known)
        return tape.picture.copy()

    return picture


def _take(account: Account, tape: Tape, change: Change) -> None:
    if change.kind == kind_of(Conditions):
        _reading(account, tape.picture, change)
    record = change.after
    if not isinstance(record, Record):
        return
    account.labels.add(record.label)
    account.wrote.add(record.author.entity)
    account.acts += record.author.kind is AuthorKind.OFFICER
    if record.label is None and not isinstance(record.body, Indication) and not _written_for_another(record, account):
        _unlabelled(account, record, record.author.code)
    if record.kind not in BULK:
        account.rows[record.kind].append(record)
    if isinstance(record.body, Indication):
        _report(account, record, record.body)


def _unlabelled(account: Account, record: Record, whose: str) -> None:
    account.unlabelled[whose] += 1
    if len(account.bare) < BARE_MOST:
        account.bare.append(record)


def _written_for_another(record: Record, account: Account) -> bool:
    return written_for(record) not in {None, account.audience.entity}


def _report(account: Account, record: Record, body: Indication) -> None:
    for measure in body.measures:
        account.measured[measure.name, measure.unit][record.subject] = measure.value
    if body.status is ReportStatus.ENDED and body.window is not None and body.window.until is not None:
        account.durations[body.place][record.subject] = body.window.until - body.window.since
    if record.subject in account.seen:
        return
    account.seen.add(record.subject)
    if record.label is None:
        _unlabelled(account, record, body.source)
    first, last = (account.ends[0], account.ends[-1]) if account.ends else (record, record)
    account.ends = (record if record.event < first.event else first, record if record.event >= last.event else last)
    account.reports.append(record.event)
    account.by_source[body.source] += 1
    account.by_category[body.category or ""] += 1
    account.by_place[body.place] += 1
    account.placed += body.geometry is not None
    lag = record.known - record.event
    account.lags.append(lag)
    if lag >= LATE and not account.reconstructed:
        account.late.append((lag, record.sequence, record))
        if len(account.late) > 50 * LATEST_LEARNED:
            account.late = nlargest(LATEST_LEARNED, account.late)


def _reading(account: Account, picture: Picture, change: Change) -> None:
    """Note what this audience now goes by: the row written for it, else the room's."""
    row = change.after or change.before
    if not isinstance(row, Record) or not isinstance(row.body, Conditions):
        return
    corridor = row.body.corridor
    found = [each for each, body in picture.bodies(Conditions) if body.corridor == corridor]
    own = [each for each in found if getattr(each.body, "audience", None) == account.audience.entity]
    room = [each for each in found if getattr(each.body, "audience", None) is None]
    now = next(iter(own or room), None)
    steps = account.conditions[corridor]
    at = row.event if now is None else now.event
    if not steps or steps[-1].record is not now:
        steps.append(Step(max(at, steps[-1].at if steps else at), now))
