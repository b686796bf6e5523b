"""What a cause of an alarm is, the closed list of the watch's rules, and how grave each is.

The names are the doctrine's too: it says how grave a rule is, why it matters and what to do; where it is silent the defaults here hold.
Deliberately absent: when a rule applies (`causes`, `contradiction`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from feeds.assessment.ladder import Assessment, Declared
from feeds.assessment.rules import Rules, rolled_label
from feeds.assessment.silence import SilenceReading
from feeds.assessment.sources import SourceReading
from feeds.assessment.verdicts import CorridorVerdict
from feeds.picture.alarm import Presence
from feeds.picture.corridor import Conditions
from feeds.picture.envelope import Record
from feeds.picture.label import Label
from feeds.picture.proposal import Proposal
from feeds.picture.release import audience_of, may_see
from feeds.picture.warning import Severity

CORRIDOR_CONTRADICTED: Final = "CORRIDOR_CONTRADICTED"
CORRIDOR_UNKNOWN: Final = "CORRIDOR_UNKNOWN"
RELIANCE: Final = "RELIANCE"
ASSESSED_ABOVE_DECLARED: Final = "ASSESSED_ABOVE_DECLARED"
THRESHOLD_HOLLOW: Final = "THRESHOLD_HOLLOW"
EXIT_MET: Final = "EXIT_MET"
SILENCE_NOT_COMPLETE: Final = "SILENCE_NOT_COMPLETE"
SILENCE_ENDED: Final = "SILENCE_ENDED"
SOURCE_LOST: Final = "SOURCE_LOST"
NO_DATA: Final = "NO_DATA"
STEP_LATE: Final = "STEP_LATE"
TEMPLATE_DIFFERS: Final = "TEMPLATE_DIFFERS"
ANSWER_OVERDUE: Final = "ANSWER_OVERDUE"
NOBODY: Final = "NOBODY"
GRANT_ENDING: Final = "GRANT_ENDING"
GRANT_ENDED_EXECUTING: Final = "GRANT_ENDED_EXECUTING"

SEVERITIES: Final = {
    CORRIDOR_CONTRADICTED: Severity.CRITICAL,
    CORRIDOR_UNKNOWN: Severity.HIGH,
    RELIANCE: Severity.HIGH,
    ASSESSED_ABOVE_DECLARED: Severity.HIGH,
    THRESHOLD_HOLLOW: Severity.MEDIUM,
    EXIT_MET: Severity.LOW,
    SILENCE_NOT_COMPLETE: Severity.HIGH,
    SILENCE_ENDED: Severity.MEDIUM,
    SOURCE_LOST: Severity.MEDIUM,
    NO_DATA: Severity.MEDIUM,
    STEP_LATE: Severity.MEDIUM,
    TEMPLATE_DIFFERS: Severity.HIGH,
    ANSWER_OVERDUE: Severity.LOW,
    NOBODY: Severity.MEDIUM,
    GRANT_ENDING: Severity.LOW,
    GRANT_ENDED_EXECUTING: Severity.HIGH,
}
"""Every rule, and how grave it is where the doctrine says nothing."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A condition that calls for an alarm. `labels`: of the rows it rests on. `cause`: the row it comes from.

    `since`: the due moment, where time alone brought it about. `moved`: the distance has crossed into another of the doctrine's bands since
    the last finding. `audience`: who alone reads it.
    """

    rule: str
    about: str
    severity: Severity
    title: str
    why: str
    labels: frozenset[Label | None] = frozenset()
    cause: str | None = None
    since: int | None = None
    moved: bool = False
    audience: str | None = None
    suppressed: bool = False

    def read_by(self, entity: str, rules: Rules) -> bool:
        """Say whether an entity's console shows the alarm of this cause."""
        if self.audience is not None:
            return entity == self.audience
        if entity == rules.host or rules.roster is None or rules.policy is None:
            return entity == rules.host
        return may_see(audience_of(entity, rules.roster), rolled_label(rules, self.labels), rules.roster, rules.policy)


@dataclass(frozen=True, slots=True)
class Read:
    """What was already read of the picture at this moment, for the rules to lean on."""

    rules: Rules
    declared: Declared | None
    assessment: Assessment
    verdicts: tuple[CorridorVerdict, ...]
    sources: tuple[SourceReading, ...]
    silences: tuple[tuple[Record, Proposal, SilenceReading], ...]
    presences: Mapping[str, Presence]
    """Presence by entity."""
    before: Mapping[str, Conditions]
    """By corridor: the room's last finding on its conditions."""


def severity_of(rules: Rules, rule: str) -> Severity:
    """Return how grave a rule is: the doctrine's word, else the default."""
    told = rules.doctrine.alarm(rule)
    return told.severity if told else SEVERITIES[rule]


def labels_of(*rows: Record) -> frozenset[Label | None]:
    """Return the labels of the rows a cause rests on."""
    return frozenset(row.label for row in rows)
