"""Warning: what was reported, what is watched for, and what people make of it (DOMAIN section 2).

Four things stay apart on an indicator: the *observation* a person set, the *evaluation* of its evidence (an Admiralty
pair), its *freshness* (computed from the half-life and the source) and its *alarm*. Likelihood and confidence belong to
the problem, and apart from one another. Deliberately absent: freshness, thresholds and hollowness; they depend on `now`
and on other rows, so they are assessments.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from msgspec import Meta

from feeds.picture.body import ACT, FEED, Body, Capability, Nature
from feeds.picture.values import Amount, Code, Codes, Geometry, Ident, Idents, Instant, Line, Millis, Text, Value, Window


class Severity(StrEnum):
    """Gravest first. An indication's is the source's own word; an alarm's comes from the doctrine."""

    CRITICAL = "CRITICAL"
    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"


class Discipline(StrEnum):
    """Where a report comes from."""

    SIGINT = "SIGINT"
    IMINT = "IMINT"
    GEOINT = "GEOINT"
    HUMINT = "HUMINT"
    OSINT = "OSINT"
    MASINT = "MASINT"
    CYBER = "CYBER"
    SPACE = "SPACE"
    OPEN_DATA = "OPEN-DATA"


class Admiralty(Value, frozen=True):
    """AJP-2.1: reliability A-F of the source and credibility 1-6 of the report, judged apart. F and 6: cannot be judged."""

    reliability: Annotated[str, Meta(pattern="^[A-F]$")]
    credibility: Annotated[int, Meta(ge=1, le=6)]

    def __str__(self) -> str:
        """Return the pair as it is spoken: B2."""
        return f"{self.reliability}{self.credibility}"

    @property
    def judged(self) -> bool:
        """Say whether both halves could be judged."""
        return self.reliability != "F" and self.credibility != 6  # noqa: PLR2004 -- 6 is the scale's own word


class Measure(Value, frozen=True):
    """A figure a report gives, with its unit: magnitude 4.9, depth 10 km, best estimate of deaths 19."""

    name: Code
    value: Amount
    unit: Code | None = None


class ReportStatus(StrEnum):
    """What the *source* says of its report. People's judgement of it is a `ReportMark`."""

    CURRENT = "CURRENT"
    ENDED = "ENDED"
    CANCELLED = "CANCELLED"


class Indication(Body, tag="indication", frozen=True):
    """A report that something happened. Event time is in the envelope; `window` is how long it speaks for.

    `supersedes` names indications that this one updates or cancels. `same_source` names the ultimate source, so that two
    reports of one eyewitness do not count as two.
    """

    natures: ClassVar[frozenset[Nature]] = FEED | ACT
    capability: ClassVar[Capability | None] = Capability.ASSESS

    title: Line
    discipline: Discipline
    source: Code
    evaluation: Admiralty | None = None
    geometry: Geometry | None = None
    place: Line = ""
    category: Code | None = None
    severity: Severity | None = None
    text: Text = ""
    language: Code | None = None
    translation: Text = ""
    translator: Code | None = None
    same_source: Code | None = None
    status: ReportStatus = ReportStatus.CURRENT
    window: Window | None = None
    measures: Annotated[tuple[Measure, ...], Meta(max_length=64)] = ()
    references: Annotated[tuple[Line, ...], Meta(max_length=64)] = ()
    supersedes: Idents = ()
    hostile: bool = False


class MarkKind(StrEnum):
    """How a person may mark a report. It is kept either way; what it held up turns hollow."""

    FABRICATED = "FABRICATED"
    WITHDRAWN = "WITHDRAWN"
    CONFIRMED = "CONFIRMED"


class ReportMark(Body, tag="report_mark", frozen=True):
    """A person's mark on a report. Subject: the indication's identifier."""

    capability: ClassVar[Capability | None] = Capability.ASSESS

    indication: Ident
    mark: MarkKind
    reason: Text = ""


class Direction(StrEnum):
    """What observing an indicator would say about the problem."""

    ESCALATORY = "ESCALATORY"
    DE_ESCALATORY = "DE-ESCALATORY"
    DISCONFIRMING = "DISCONFIRMING"


class Indicator(Body, tag="indicator", frozen=True):
    """A thing on the watch list. `half_life`: when its evidence is STALE (half of it: AGEING). `sources`: who looks."""

    natures: ClassVar[frozenset[Nature]] = ACT | frozenset({Nature.SYSTEM})
    capability: ClassVar[Capability | None] = Capability.ASSESS

    code: Code
    name: Line
    problems: Idents
    half_life: Millis
    direction: Direction = Direction.ESCALATORY
    critical: bool = False
    diagnosticity: Code | None = None
    sources: Codes = ()
    place: Line = ""


class Observation(StrEnum):
    """Set by a person. NO_COLLECTION: nobody is looking. NOT_OBSERVED: somebody looked, and who and when are recorded."""

    NOT_ASSESSED = "NOT_ASSESSED"
    NO_COLLECTION = "NO_COLLECTION"
    NOT_OBSERVED = "NOT_OBSERVED"
    PARTIAL = "PARTIAL"
    OBSERVED = "OBSERVED"


class IndicatorState(Body, tag="indicator_state", frozen=True):
    """A person's observation of an indicator. Subject: the indicator. `as_of`: the moment the evidence speaks of."""

    capability: ClassVar[Capability | None] = Capability.ASSESS

    indicator: Ident
    observation: Observation
    as_of: Instant
    evaluation: Admiralty | None = None
    looked_by: Code | None = None
    source: Code | None = None
    remark: Text = ""


class Relation(StrEnum):
    """What a report does to the indicator it is linked to."""

    SUPPORTS = "SUPPORTS"
    CONTRADICTS = "CONTRADICTS"


class EvidenceStatus(StrEnum):
    """A matcher may only propose; a person links or declines."""

    PROPOSED = "PROPOSED"
    LINKED = "LINKED"
    DECLINED = "DECLINED"


class Evidence(Body, tag="evidence", frozen=True):
    """A link from an indication to an indicator, a row of its own. Subject: indicator/indication."""

    natures: ClassVar[frozenset[Nature]] = ACT | frozenset({Nature.FINDING})
    capability: ClassVar[Capability | None] = Capability.ASSESS

    indicator: Ident
    indication: Ident
    status: EvidenceStatus
    relation: Relation = Relation.SUPPORTS
    reason: Text = ""


class Problem(Body, tag="problem", frozen=True):
    """A warning problem: a scenario with its owner and review date. `fed_by`: problems whose course drives this one."""

    natures: ClassVar[frozenset[Nature]] = ACT | frozenset({Nature.SYSTEM})
    capability: ClassVar[Capability | None] = Capability.ASSESS

    code: Code
    name: Line
    owner: Code
    review: Instant | None = None
    scenario: Text = ""
    fed_by: Idents = ()


class Judgement(Body, tag="judgement", frozen=True):
    """What people make of a problem. Likelihood and confidence stand apart, each on its named scale. Subject: the problem."""

    capability: ClassVar[Capability | None] = Capability.ASSESS

    problem: Ident
    likelihood: Line
    likelihood_scale: Code = "ICD 203"
    confidence: Line = ""
    by_when: Instant | None = None
    assumption: Text = ""
    alternative: Text = ""


class Dissent(Body, tag="dissent", frozen=True):
    """An entity's footnote to a judgement, kept beside it. Subject: problem/entity."""

    capability: ClassVar[Capability | None] = Capability.ASSESS

    problem: Ident
    entity: Code
    text: Text


class Adjudication(Body, tag="adjudication", frozen=True):
    """A person judges between contradicting reports, which both stay. Subject: any stable id for the contradiction."""

    capability: ClassVar[Capability | None] = Capability.ASSESS

    indications: Idents
    preferred: Ident | None = None
    reason: Text = ""
