"""The rung the thresholds point to, beside the level people declared. The two are never merged.

Assessed is the highest rung whose entry threshold is met (hollow ones count and are marked), held up from below: while a rung is
declared, the assessed rung does not fall under it before the exit criterion of that rung is solidly met and its dwell has passed since the
declaration. What was only assessed and never declared falls back as soon as nothing holds it up, for instance when the report was marked
fabricated. Nothing here declares a level, and a partner's own level is a difference, not a fault.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from feeds.assessment.kept import Kept, kept
from feeds.assessment.rules import Rules, rules_of
from feeds.assessment.thresholds import ThresholdProgress
from feeds.assessment.words import earliest
from feeds.picture.envelope import Record
from feeds.picture.label import Label
from feeds.picture.ladder import AssessedRung, DeclaredLevel, Ladder, Rung, Threshold
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal, ProposalState


@dataclass(frozen=True, slots=True)
class Declared:
    """A declared level: the authority's for all, or an entity's own. `rivals`: concurrent declarations of other origins."""

    ordinal: int
    since: int
    entity: str
    record: Record
    caveat: str = ""
    rivals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Exit:
    """An exit criterion. `ready`: solidly met and its dwell is over; `earliest`: when the dwell is over, None off the declared rung."""

    progress: ThresholdProgress
    earliest: int | None
    ready: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the rules make of the ladder now. `held`: the assessed rung stands only because its exit criterion is not met."""

    ordinal: int
    hollow: bool
    held: bool
    entries: tuple[ThresholdProgress, ...]
    exits: tuple[Exit, ...]
    due: int | None
    labels: frozenset[Label | None] = frozenset()
    """The labels of the rows of evidence that any threshold speaks of."""

    @property
    def progress(self) -> tuple[ThresholdProgress, ...]:
        """Every threshold, entries first."""
        return (*self.entries, *(each.progress for each in self.exits))


@dataclass(frozen=True, slots=True)
class PartnerLevel:
    """An entity's own level; `ordinal` None: it has declared none. `difference` from the common level, neutral."""

    entity: str
    ordinal: int | None
    since: int | None = None
    caveat: str = ""
    difference: int | None = None


@dataclass(frozen=True, slots=True)
class LadderView:
    """Everything a ladder panel shows. `assessed` is the watch's finding where this reader has it, else this reader's own reading."""

    ladder: Ladder
    declared: Declared | None
    assessed: int
    hollow: bool
    assessed_since: int | None
    found: bool
    """True: `assessed` is the watch's finding."""
    reading: Assessment
    partners: tuple[PartnerLevel, ...]
    proposals: tuple[Record, ...]
    """Proposals on this ladder, the latest put first."""

    @property
    def rung(self) -> Rung | None:
        """The declared rung."""
        return self.ladder.rung(self.declared.ordinal) if self.declared else None

    @property
    def differs(self) -> bool:
        """Say whether assessed and declared differ."""
        return self.declared is None or self.declared.ordinal != self.assessed


def declared_level(picture: Picture, ladder: Ladder) -> Declared | None:
    """Return the latest declaration for all, or None; concurrent ones of another origin stand beside it."""
    rows = [(row, body) for row, body in picture.bodies(DeclaredLevel) if body.common and body.ladder == ladder.code]
    return _declared(rows)


def own_levels(picture: Picture, ladder: Ladder) -> dict[str, Declared]:
    """Return each entity's own declared level."""
    rows = [(row, body) for row, body in picture.bodies(DeclaredLevel) if not body.common and body.ladder == ladder.code]
    by_entity: dict[str, list[tuple[Record, DeclaredLevel]]] = {}
    for row, body in rows:
        by_entity.setdefault(body.entity, []).append((row, body))
    return {entity: found for entity, own in by_entity.items() if (found := _declared(own)) is not None}


def _declared(rows: list[tuple[Record, DeclaredLevel]]) -> Declared | None:
    if not rows:
        return None
    row, body = max(rows, key=lambda each: (each[0].event, each[0].known, each[0].origin))
    rivals = tuple(sorted({other.ordinal for sibling, other in rows if sibling.subject == row.subject} - {body.ordinal}))
    return Declared(body.ordinal, row.event, body.entity, row, body.caveat, rivals)


def assess(picture: Picture, now: int, rules: Rules | None = None, own: Kept | None = None) -> Assessment:
    """Return what the rules make of the ladder in force. Without a doctrine: the lowest rung, and no threshold.

    `own`: what is kept of the picture that `picture` is a draft of.
    """
    ladder = (rules or rules_of(picture)).doctrine.ladder
    own = own or kept(picture)
    found = own.standings.at(picture, now)
    return assessed(picture, now, ladder, lambda each: own.progresses.of(picture, each, found, now))


def assessed(picture: Picture, now: int, ladder: Ladder, read: Callable[[Threshold], ThresholdProgress]) -> Assessment:
    """Return what a ladder's thresholds, each as `read` reads it, make of the declared level."""
    declared = declared_level(picture, ladder)
    entries = tuple(read(each) for each in ladder.thresholds if each.raises_to is not None)
    exits = tuple(_exit(ladder, each, read(each), declared, now) for each in ladder.thresholds if each.lowers_from is not None)
    floor = _held(ladder, declared, exits)
    entered = _highest(entries, solid=False)
    ordinal = max(floor, entered) if entered is not None else floor
    solid = _highest(entries, solid=True)
    hollow = ordinal > floor and (solid is None or solid < ordinal)
    held = declared is not None and ordinal == floor and (entered is None or entered < ordinal)
    due = earliest([*(each.due for each in entries), *(moment for each in exits for moment in (each.progress.due, each.earliest))], now)
    progresses = (*entries, *(each.progress for each in exits))
    labels = {each.standing.labels for one in progresses for each in one.holdings if each.standing is not None}
    return Assessment(ordinal, hollow, held, entries, exits, due, frozenset().union(*labels))


def _highest(entries: tuple[ThresholdProgress, ...], *, solid: bool) -> int | None:
    raised = (each.threshold.raises_to for each in entries if each.met and not (solid and each.hollow))
    return max((ordinal for ordinal in raised if ordinal is not None), default=None)


def _exit(ladder: Ladder, threshold: Threshold, made: ThresholdProgress, declared: Declared | None, now: int) -> Exit:
    rung = ladder.rung(threshold.lowers_from or 0)
    dwell = max(threshold.dwell, rung.dwell if rung else 0)
    over = declared.since + dwell if declared is not None and declared.ordinal == threshold.lowers_from else None
    return Exit(made, over, made.met and not made.hollow and over is not None and now >= over)


def _held(ladder: Ladder, declared: Declared | None, exits: tuple[Exit, ...]) -> int:
    """Return the lowest rung to which the assessed one may fall: one below the declared rung once every exit of that one is ready."""
    bottom = min(rung.ordinal for rung in ladder.rungs)
    if declared is None:
        return bottom
    return _below(ladder, declared.ordinal) if _ready(exits, declared.ordinal) else declared.ordinal


def _ready(exits: tuple[Exit, ...], ordinal: int) -> bool:
    criteria = [each for each in exits if each.progress.threshold.lowers_from == ordinal]
    return bool(criteria) and all(each.ready for each in criteria)


def _below(ladder: Ladder, ordinal: int) -> int:
    return max((rung.ordinal for rung in ladder.rungs if rung.ordinal < ordinal), default=ordinal)


def lowest(ladder: Ladder, declared: int, exits: tuple[Exit, ...]) -> int:
    """Return the lowest rung to declare down to: past the declared rung when its exits are ready, and past rungs that have none."""
    bottom = min(rung.ordinal for rung in ladder.rungs)
    at = _below(ladder, declared) if _ready(exits, declared) else declared
    while at > bottom and not any(each.progress.threshold.lowers_from == at for each in exits):
        at = _below(ladder, at)
    return at


def ladder_view(picture: Picture, now: int) -> LadderView | None:
    """Return everything a ladder panel shows, or None where no doctrine is loaded."""
    rules = rules_of(picture)
    if not rules.loaded:
        return None
    ladder = rules.doctrine.ladder
    declared = declared_level(picture, ladder)
    reading = assess(picture, now, rules)
    finding = picture.get(AssessedRung, ladder.code)
    return LadderView(
        ladder=ladder,
        declared=declared,
        assessed=finding.ordinal if finding else reading.ordinal,
        hollow=finding.hollow if finding else reading.hollow,
        assessed_since=finding.since if finding else None,
        found=finding is not None,
        reading=reading,
        partners=_partners(picture, ladder, declared, rules),
        proposals=_proposals(picture, ladder),
    )


def _partners(picture: Picture, ladder: Ladder, declared: Declared | None, rules: Rules) -> tuple[PartnerLevel, ...]:
    own = own_levels(picture, ladder)
    members = ladder.members or tuple(each.code for each in rules.roster.entities if each.member) if rules.roster else ladder.members
    return tuple(_partner(entity, own.get(entity), declared) for entity in dict.fromkeys((*members, *sorted(own))))


def _partner(entity: str, own: Declared | None, declared: Declared | None) -> PartnerLevel:
    if own is None:
        return PartnerLevel(entity, None)
    return PartnerLevel(entity, own.ordinal, own.since, own.caveat, own.ordinal - declared.ordinal if declared else None)


def _proposals(picture: Picture, ladder: Ladder) -> tuple[Record, ...]:
    rows = [row for row, body in picture.bodies(Proposal) if body.ladder == ladder.code]
    return tuple(sorted(rows, key=lambda row: (_open(row), row.event, row.subject), reverse=True))


def _open(row: Record) -> bool:
    return isinstance(row.body, Proposal) and row.body.state in {ProposalState.PUT, ProposalState.ADOPTED}
