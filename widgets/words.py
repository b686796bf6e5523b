"""Every state word of the screen, each with its shape, its hatch and its colour: a status is all three, never one alone.

A state is a member of one enum whose value is its whole sign, so a word without a shape cannot be written. Doubt is never calm: each
doubt has a word, a shape and (but for AGEING) a hatch of its own. Deliberately absent: Qt, and every bare word that hides its kind
(an answer names what it answers; a feed that says nothing has NO DATA).
"""

from dataclasses import dataclass
from enum import Enum, StrEnum, unique
from typing import assert_never

from widgets.signs import Axis, Glyph, Hatch, Sign
from widgets.tokens import Token

__all__ = ["SEVERITIES", "AlarmMark", "Axis", "Glyph", "Hatch", "Stage", "State", "alarm_mark", "hollow", "relayed"]


@unique
class State(Enum):
    """Every state word there is."""

    CRITICAL = Sign(Axis.SEVERITY, "CRITICAL", Glyph.OCTAGON, Token.CRITICAL)
    HIGH = Sign(Axis.SEVERITY, "HIGH", Glyph.TRIANGLE, Token.HIGH)
    MEDIUM = Sign(Axis.SEVERITY, "MEDIUM", Glyph.SQUARE, Token.TEXT, mark=Token.MEDIUM)
    LOW = Sign(Axis.SEVERITY, "LOW", Glyph.DISC, Token.TEXT, mark=Token.LOW)
    NORMAL = Sign(Axis.SEVERITY, "normal", Glyph.RING, Token.NORMAL)

    UNACKNOWLEDGED = Sign(Axis.ALARM, "UNACK", Glyph.OCTAGON)
    ACKNOWLEDGED = Sign(Axis.ALARM, "ACKNOWLEDGED", Glyph.OCTAGON, Token.TEXT3)
    RETURNED = Sign(Axis.ALARM, "RETURNED", Glyph.DASHED_RING, Token.TEXT2)
    SHELVED = Sign(Axis.ALARM, "SHELVED", Glyph.PAUSE_BARS, Token.TEXT3)
    SUPPRESSED = Sign(Axis.ALARM, "SUPPRESSED", Glyph.OPEN_OCTAGON, Token.TEXT3)
    OUT_OF_SERVICE = Sign(Axis.ALARM, "OUT OF SERVICE", Glyph.OPEN_OCTAGON, Token.TEXT3)
    CLOSED_ALARM = Sign(Axis.ALARM, "CLOSED", Glyph.RING, Token.TEXT3)

    LIVE = Sign(Axis.FRESHNESS, "LIVE", Glyph.RING, Token.TEXT3, mark=Token.NORMAL)
    AGEING = Sign(Axis.FRESHNESS, "AGEING", Glyph.CLOCK_ONE_HAND, Token.TEXT3, mark=Token.TEXT2)
    STALE = Sign(Axis.FRESHNESS, "STALE", Glyph.CLOCK_TWO_HANDS, Token.DOUBT, Hatch.DIAGONAL)
    SOURCE_LOST = Sign(Axis.FRESHNESS, "SOURCE LOST", Glyph.STRUCK_RING, Token.DOUBT, Hatch.CROSSED)
    NO_DATA = Sign(Axis.FRESHNESS, "NO DATA", Glyph.POSTS, Token.DOUBT, Hatch.DIAGONAL)
    FROZEN = Sign(Axis.FRESHNESS, "FROZEN", Glyph.CLOCK_TWO_HANDS, Token.DOUBT, Hatch.CROSSED)

    OBSERVED = Sign(Axis.OBSERVATION, "OBSERVED", Glyph.GAUGE_FULL)
    PARTIAL = Sign(Axis.OBSERVATION, "PARTIAL", Glyph.GAUGE_HALF)
    NOT_OBSERVED = Sign(Axis.OBSERVATION, "NOT OBSERVED", Glyph.GAUGE_EMPTY, Token.TEXT3, mark=Token.NORMAL)
    NO_COLLECTION = Sign(Axis.OBSERVATION, "NO COLLECTION", Glyph.GAUGE_STRUCK, Token.DOUBT, Hatch.HORIZONTAL)
    NOT_ASSESSED = Sign(Axis.OBSERVATION, "NOT ASSESSED", Glyph.BOX_DASH, Token.DOUBT, Hatch.DOTS)

    UNKNOWN = Sign(Axis.JUDGEMENT, "UNKNOWN", Glyph.BOX_QUERY, Token.DOUBT, Hatch.DOTS)

    LINK_LIVE = Sign(Axis.LINK, "LIVE", Glyph.TICK, Token.GOOD)
    LINK_STALE = Sign(Axis.LINK, "STALE", Glyph.CLOCK_TWO_HANDS, Token.DOUBT, Hatch.DIAGONAL)
    RESYNC = Sign(Axis.LINK, "RESYNC", Glyph.BOX_QUERY, Token.DOUBT, Hatch.DOTS)
    LINK_LOST = Sign(Axis.LINK, "LINK LOST", Glyph.STRUCK_RING, Token.DOUBT, Hatch.CROSSED)
    LINK_PAUSED = Sign(Axis.LINK, "LIVE-PAUSED", Glyph.PAUSE_BARS)
    NO_LINK = Sign(Axis.LINK, "No outbound link", Glyph.DOT, Token.TEXT)

    EQUAL = Sign(Axis.DIFFERENCE, "equal", Glyph.TICK, Token.TEXT2, mark=Token.GOOD)
    DIFFERS = Sign(Axis.DIFFERENCE, "DIFFERS", Glyph.NOT_EQUAL, Token.TEXT2)
    BEHIND = Sign(Axis.DIFFERENCE, "behind", Glyph.CLOCK_ONE_HAND, Token.TEXT2)
    NOT_COMPARED = Sign(Axis.DIFFERENCE, "not compared", Glyph.BOX_QUERY, Token.DOUBT, Hatch.DOTS)

    NOT_ADDRESSED = Sign(Axis.DELIVERY, "not addressed", Glyph.DOT, Token.TEXT3)
    NOT_YET = Sign(Axis.DELIVERY, "NOT YET", Glyph.DOTTED_RING, Token.TEXT3)
    DELIVERED = Sign(Axis.DELIVERY, "DELIVERED", Glyph.RING, Token.TEXT3, mark=Token.NORMAL)
    SEEN = Sign(Axis.DELIVERY, "SEEN", Glyph.RING_DOT, Token.TEXT2)
    OVERDUE = Sign(Axis.DELIVERY, "OVERDUE", Glyph.OVERDUE_BAR, Token.HIGH)
    NOBODY = Sign(Axis.DELIVERY, "NOBODY", Glyph.CROSS, Token.HIGH)

    RECEIPT = Sign(Axis.ANSWER, "RECEIPT", Glyph.RING_R)
    ASSESSED = Sign(Axis.ANSWER, "ASSESSED", Glyph.RING_A)
    CONCUR = Sign(Axis.ANSWER, "CONCUR", Glyph.RING_C)
    CONCUR_AD_REFERENDUM = Sign(Axis.ANSWER, "CONCUR AD REFERENDUM", Glyph.RING_D, short="CONCUR AD REF.")
    NON_CONCUR = Sign(Axis.ANSWER, "NON-CONCUR", Glyph.RING_N_STRUCK)
    RESERVATION = Sign(Axis.ANSWER, "RESERVATION", Glyph.RING_V)
    AWAITING_INSTRUCTIONS = Sign(Axis.ANSWER, "AWAITING INSTRUCTIONS", Glyph.RING_I, short="AWAITING INSTR.")
    NOT_PARTICIPATING = Sign(Axis.ANSWER, "NOT PARTICIPATING", Glyph.RING_P, short="NOT PARTICIP.")
    ACCEPT_TASK = Sign(Axis.ANSWER, "ACCEPT TASK", Glyph.RING_T)

    REACHED = Sign(Axis.SILENCE, "REACHED", Glyph.LINE_TO_DISC, Token.TEXT2)
    NOT_REACHED = Sign(Axis.SILENCE, "NOT REACHED", Glyph.LINE_GAP_RING, Token.HIGH)
    BROKEN = Sign(Axis.SILENCE, "BROKEN", Glyph.PARTED_LINE)
    EXTENSION_ASKED = Sign(Axis.SILENCE, "EXTENSION ASKED", Glyph.CLOCK_PLUS, Token.TEXT2)

    MET = Sign(Axis.CONDITIONS, "MET", Glyph.MET_BAR, mark=Token.GOOD)
    NOT_MET = Sign(Axis.CONDITIONS, "NOT MET", Glyph.OCTAGON, Token.CRITICAL)
    CONDITIONS_UNKNOWN = Sign(Axis.CONDITIONS, "UNKNOWN", Glyph.BOX_QUERY, Token.DOUBT, Hatch.DOTS)

    PASSABLE = Sign(Axis.SEGMENT, "PASSABLE", Glyph.MET_BAR, Token.TEXT2, mark=Token.GOOD)
    RESTRICTED = Sign(Axis.SEGMENT, "RESTRICTED", Glyph.OVERDUE_BAR, Token.TEXT2, mark=Token.GOOD)
    ENDANGERED = Sign(Axis.SEGMENT, "ENDANGERED", Glyph.OCTAGON, Token.CRITICAL)
    CLOSED = Sign(Axis.SEGMENT, "CLOSED", Glyph.CROSS, Token.CRITICAL)
    SEGMENT_UNKNOWN = Sign(Axis.SEGMENT, "UNKNOWN", Glyph.BOX_QUERY, Token.DOUBT, Hatch.DOTS)

    PENDING = Sign(Axis.STEP, "PENDING", Glyph.BOX, Token.TEXT2, mark=Token.LINE_STRONG)
    DONE = Sign(Axis.STEP, "DONE", Glyph.BOX_TICK_FILLED, mark=Token.LINE_STRONG)
    VERIFIED = Sign(Axis.STEP, "VERIFIED", Glyph.BOX_TICK_EDGE, mark=Token.LINE_STRONG)
    SENSED = Sign(Axis.STEP, "SENSED", Glyph.BOX_TICK_OPEN, mark=Token.LINE_STRONG)
    ELIGIBLE = Sign(Axis.STEP, "ELIGIBLE", Glyph.PLAY, Token.ACCENT)
    INACTIVE = Sign(Axis.STEP, "INACTIVE", Glyph.BOX_DASHED, Token.TEXT3)
    BLOCKED = Sign(Axis.STEP, "BLOCKED", Glyph.PADLOCK, Token.HIGH)
    DEFERRED = Sign(Axis.STEP, "DEFERRED", Glyph.BOX_ARROW, Token.TEXT2)
    OVERRIDDEN = Sign(Axis.STEP, "OVERRIDDEN", Glyph.BOX_RING, Token.TEXT2)

    THRESHOLD_MET = Sign(Axis.THRESHOLD, "met", Glyph.GAUGE_FULL)
    THRESHOLD_HOLLOW = Sign(Axis.THRESHOLD, "MET, HOLLOW", Glyph.HOLLOW_TRIANGLE, Token.HIGH, Hatch.DIAGONAL)
    THRESHOLD_PART_MET = Sign(Axis.THRESHOLD, "part met", Glyph.GAUGE_HALF, Token.TEXT2)
    THRESHOLD_NOT_MET = Sign(Axis.THRESHOLD, "not met", Glyph.GAUGE_EMPTY, Token.TEXT3, mark=Token.NORMAL)

    LEVEL_DECLARED = Sign(Axis.LEVEL, "DECLARED", Glyph.GAUGE_FULL)
    LEVEL_ASSESSED = Sign(Axis.LEVEL, "ASSESSED", Glyph.TRIANGLE, Token.HIGH)
    # Assessed below what is declared is not a warning: it stays neutral, drawn hollow and dashed like every computed level.
    LEVEL_ASSESSED_BELOW = Sign(Axis.LEVEL, "ASSESSED", Glyph.OPEN_TRIANGLE, Token.TEXT2)

    HYPOTHETICAL = Sign(Axis.LEVEL, "HYPOTHETICAL", Glyph.BOX_QUERY, Token.DOUBT, Hatch.DIAGONAL)

    HOSPITAL = Sign(Axis.SITE, "HOSPITAL", Glyph.HOUSE_H)
    EVACUATION = Sign(Axis.SITE, "EVACUATION", Glyph.HOUSE_E)
    RELIEF = Sign(Axis.SITE, "RELIEF", Glyph.HOUSE_R)
    SAFE_HALT = Sign(Axis.SITE, "SAFE HALT", Glyph.HOUSE_S)
    HOSTILE_AREA = Sign(Axis.SITE, "HOSTILE AREA", Glyph.DASHED_AREA, mark=Token.CRITICAL)

    GRANT_DRAFT = Sign(Axis.GRANT, "DRAFT", Glyph.BOX_DASHED, Token.TEXT3)
    GRANT_PROPOSED = Sign(Axis.GRANT, "PROPOSED", Glyph.BOX)
    GRANT_APPROVED = Sign(Axis.GRANT, "AGREED, NOT YET ACTIVE", Glyph.BOX_TICK_OPEN)
    GRANT_ACTIVE = Sign(Axis.GRANT, "ACTIVE", Glyph.BOX_TICK_FILLED, mark=Token.LINE_STRONG)
    GRANT_EXPIRED = Sign(Axis.GRANT, "EXPIRED", Glyph.HALF_SUN, Token.TEXT3)
    GRANT_REVOKED = Sign(Axis.GRANT, "REVOKED", Glyph.BOX_STRUCK, Token.TEXT3)
    GRANT_EXHAUSTED = Sign(Axis.GRANT, "EXHAUSTED", Glyph.BOX_LOW, Token.TEXT3)

    STANCE_PARTICIPATES = Sign(Axis.STANCE, "PARTICIPATES", Glyph.BOX_TICK_OPEN, Token.TEXT2)
    STANCE_CAVEATED = Sign(Axis.STANCE, "CAVEATED", Glyph.BOX_LOW, Token.TEXT2)
    STANCE_OPTED_OUT = Sign(Axis.STANCE, "OPTED OUT", Glyph.BOX_STRUCK, Token.TEXT2)
    STANCE_NOT_STATED = Sign(Axis.STANCE, "NOT STATED", Glyph.BOX_QUERY, Token.DOUBT, Hatch.DOTS)

    ACTION_LATENT = Sign(Axis.ACTION, "LATENT", Glyph.BOX_DASHED, Token.TEXT3)
    ACTION_REQUESTED = Sign(Axis.ACTION, "REQUESTED", Glyph.BOX)
    ACTION_AUTHORISED = Sign(Axis.ACTION, "AUTHORISED", Glyph.BOX_TICK_OPEN)
    ACTION_EXECUTING = Sign(Axis.ACTION, "EXECUTING", Glyph.ARROW)
    ACTION_COMPLETE = Sign(Axis.ACTION, "COMPLETE", Glyph.BOX_TICK_FILLED, mark=Token.LINE_STRONG)
    ACTION_HELD = Sign(Axis.ACTION, "HELD", Glyph.PAUSE_BARS, Token.TEXT2)
    ACTION_DECLINED = Sign(Axis.ACTION, "DECLINED", Glyph.CROSS, Token.TEXT2)
    ACTION_REVOKED = Sign(Axis.ACTION, "REVOKED", Glyph.BOX_STRUCK, Token.TEXT3)
    ACTION_EXPIRED = Sign(Axis.ACTION, "EXPIRED", Glyph.HALF_SUN, Token.TEXT3)

    OFF_RAMP_IDENTIFIED = Sign(Axis.OFF_RAMP, "IDENTIFIED", Glyph.BOX_DASHED, Token.TEXT2)
    OFF_RAMP_OFFERED = Sign(Axis.OFF_RAMP, "OFFERED", Glyph.BOX)
    OFF_RAMP_ACCEPTED = Sign(Axis.OFF_RAMP, "ACCEPTED", Glyph.BOX_TICK_OPEN)
    OFF_RAMP_DECLINED = Sign(Axis.OFF_RAMP, "DECLINED", Glyph.CROSS, Token.TEXT2)
    OFF_RAMP_EXPIRED = Sign(Axis.OFF_RAMP, "EXPIRED", Glyph.HALF_SUN, Token.TEXT3)
    OFF_RAMP_VERIFIED = Sign(Axis.OFF_RAMP, "VERIFIED", Glyph.BOX_TICK_EDGE, mark=Token.LINE_STRONG)

    RED_LINE_DRAFT = Sign(Axis.RED_LINE, "DRAFT", Glyph.BOX_DASHED, Token.TEXT3)
    RED_LINE_DECLARED = Sign(Axis.RED_LINE, "DECLARED", Glyph.UPRIGHT)
    RED_LINE_APPROACHED = Sign(Axis.RED_LINE, "APPROACHED", Glyph.ARROW_TO_LINE)
    RED_LINE_ALLEGED = Sign(Axis.RED_LINE, "ALLEGED", Glyph.BUBBLE)
    RED_LINE_CONFIRMED = Sign(Axis.RED_LINE, "CONFIRMED", Glyph.ARROW_THROUGH_LINE, Token.CRITICAL)
    RED_LINE_REFUTED = Sign(Axis.RED_LINE, "REFUTED", Glyph.BUBBLE_STRUCK, Token.TEXT2)
    RED_LINE_RESPONDED = Sign(Axis.RED_LINE, "RESPONDED", Glyph.BOX_TICK_FILLED, mark=Token.LINE_STRONG)
    RED_LINE_WITHDRAWN = Sign(Axis.RED_LINE, "WITHDRAWN", Glyph.BOX_STRUCK, Token.TEXT3)

    DISPUTE_RAISED = Sign(Axis.DISPUTE, "RAISED", Glyph.BUBBLE)
    DISPUTE_FOUND = Sign(Axis.DISPUTE, "FOUND", Glyph.BOX_TICK_OPEN)
    DISPUTE_CLOSED = Sign(Axis.DISPUTE, "CLOSED", Glyph.BOX_TICK_FILLED, Token.TEXT2, mark=Token.LINE_STRONG)

    PAUSE_AGREED = Sign(Axis.PAUSE, "AGREED", Glyph.BOX_TICK_OPEN)
    PAUSE_IN_EFFECT = Sign(Axis.PAUSE, "IN EFFECT", Glyph.PAUSE_BARS)
    PAUSE_BREACH_ALLEGED = Sign(Axis.PAUSE, "BREACH ALLEGED", Glyph.BUBBLE, Token.HIGH)
    PAUSE_ENDED = Sign(Axis.PAUSE, "ENDED", Glyph.HALF_SUN, Token.TEXT3)

    MOVEMENT_PLANNED = Sign(Axis.MOVEMENT, "PLANNED", Glyph.BOX_DASHED, Token.TEXT2)
    MOVEMENT_AT_START = Sign(Axis.MOVEMENT, "AT START", Glyph.BOX)
    MOVEMENT_MOVING = Sign(Axis.MOVEMENT, "MOVING", Glyph.ARROW)
    MOVEMENT_HALTED = Sign(Axis.MOVEMENT, "HALTED", Glyph.PAUSE_BARS)
    MOVEMENT_ARRIVED = Sign(Axis.MOVEMENT, "ARRIVED", Glyph.BOX_TICK_FILLED, Token.TEXT2, mark=Token.LINE_STRONG)
    MOVEMENT_ABORTED = Sign(Axis.MOVEMENT, "ABORTED", Glyph.BOX_STRUCK, Token.TEXT2)

    INCIDENT_ALLEGED = Sign(Axis.INCIDENT, "ALLEGED", Glyph.BUBBLE)
    INCIDENT_FOUND = Sign(Axis.INCIDENT, "FOUND", Glyph.BOX_TICK_OPEN)
    INCIDENT_NOT_ESTABLISHED = Sign(Axis.INCIDENT, "NOT ESTABLISHED", Glyph.BUBBLE_STRUCK, Token.TEXT2)

    NOTIFICATION_DRAFT = Sign(Axis.NOTIFICATION, "DRAFT", Glyph.BOX_DASHED, Token.TEXT3)
    NOTIFICATION_SUBMITTED = Sign(Axis.NOTIFICATION, "SUBMITTED", Glyph.BOX)
    NOTIFICATION_TRANSMITTED = Sign(Axis.NOTIFICATION, "TRANSMITTED", Glyph.BOX_ARROW)
    NOTIFICATION_ACTIVE = Sign(Axis.NOTIFICATION, "ACTIVE", Glyph.ARROW)
    NOTIFICATION_COMPLETED = Sign(Axis.NOTIFICATION, "COMPLETED", Glyph.LINE_TO_DISC, Token.TEXT3)
    NOTIFICATION_CANCELLED = Sign(Axis.NOTIFICATION, "CANCELLED", Glyph.BOX_STRUCK, Token.TEXT3)
    NOTIFICATION_EXPIRED = Sign(Axis.NOTIFICATION, "EXPIRED", Glyph.HALF_SUN, Token.TEXT3)

    PARTY_RECEIPT_RECEIPT_ACKED = Sign(Axis.PARTY_RECEIPT, "RECEIPT", Glyph.RING_R)
    PARTY_RECEIPT_NO_RECEIPT = Sign(Axis.PARTY_RECEIPT, "NO RECEIPT", Glyph.STRUCK_RING, Token.TEXT2)
    PARTY_RECEIPT_CONCERN_RAISED = Sign(Axis.PARTY_RECEIPT, "CONCERN RAISED", Glyph.BUBBLE, Token.TEXT2)
    PARTY_RECEIPT_NOT_YET = Sign(Axis.PARTY_RECEIPT, "NOT YET", Glyph.DOTTED_RING, Token.TEXT3)

    NEED_OPEN = Sign(Axis.NEED, "OPEN", Glyph.BOX)
    NEED_OFFERED = Sign(Axis.NEED, "OFFERED", Glyph.BOX_ARROW)
    NEED_MET = Sign(Axis.NEED, "MET", Glyph.BOX_TICK_FILLED, Token.TEXT2, mark=Token.LINE_STRONG)

    INFORMATION_ASKED = Sign(Axis.INFORMATION, "ASKED", Glyph.BOX)
    INFORMATION_TASKED = Sign(Axis.INFORMATION, "TASKED", Glyph.BOX_ARROW)
    INFORMATION_ANSWERED = Sign(Axis.INFORMATION, "ANSWERED", Glyph.BOX_TICK_OPEN)
    INFORMATION_CLOSED = Sign(Axis.INFORMATION, "CLOSED", Glyph.BOX_TICK_FILLED, Token.TEXT3, mark=Token.LINE_STRONG)

    CHANNEL_WORKED = Sign(Axis.CHANNEL, "WORKED", Glyph.BOX_TICK_OPEN, Token.TEXT2)
    CHANNEL_FAILED = Sign(Axis.CHANNEL, "DID NOT WORK", Glyph.CROSS, Token.HIGH)
    CHANNEL_UNTESTED = Sign(Axis.CHANNEL, "NOT TESTED", Glyph.BOX_QUERY, Token.DOUBT, Hatch.DOTS)

    HANDOVER_OPEN = Sign(Axis.HANDOVER, "NOT SIGNED", Glyph.BOX)
    HANDOVER_LEFT = Sign(Axis.HANDOVER, "SIGNED BY WHO LEAVES", Glyph.BOX_LOW)
    HANDOVER_TAKEN = Sign(Axis.HANDOVER, "SIGNED BY BOTH", Glyph.BOX_TICK_FILLED, Token.TEXT2, mark=Token.LINE_STRONG)

    RECALL_RUNNING = Sign(Axis.RECALL, "RECALLED", Glyph.BOX_ARROW)
    RECALL_CONFIRMED = Sign(Axis.RECALL, "CONFIRMED", Glyph.BOX_TICK_FILLED, Token.TEXT2, mark=Token.LINE_STRONG)
    RECALL_WAITING = Sign(Axis.RECALL, "NO WORD YET", Glyph.DOTTED_RING, Token.TEXT3)

    EVIDENCE_PROPOSED = Sign(Axis.EVIDENCE, "PROPOSED LINK", Glyph.BOX_DASHED, Token.ACCENT)
    EVIDENCE_LINKED = Sign(Axis.EVIDENCE, "LINKED", Glyph.LINE_TO_DISC, Token.TEXT2)
    EVIDENCE_CONTRADICTS = Sign(Axis.EVIDENCE, "CONTRADICTS", Glyph.NOT_EQUAL)
    EVIDENCE_DECLINED = Sign(Axis.EVIDENCE, "DECLINED", Glyph.BOX_STRUCK, Token.TEXT3)

    MARK_FABRICATED = Sign(Axis.REPORT_MARK, "FABRICATED", Glyph.CROSS, Token.DOUBT, Hatch.DIAGONAL)
    MARK_WITHDRAWN = Sign(Axis.REPORT_MARK, "WITHDRAWN", Glyph.BOX_STRUCK, Token.DOUBT, Hatch.DIAGONAL)
    MARK_CONFIRMED = Sign(Axis.REPORT_MARK, "CONFIRMED", Glyph.BOX_TICK_OPEN, Token.TEXT2)

    RUN_OFFERED = Sign(Axis.RUN, "OFFERED", Glyph.BOX_DASHED, Token.TEXT2)
    RUN_OPEN = Sign(Axis.RUN, "OPEN", Glyph.BOX)
    RUN_IN_PROGRESS = Sign(Axis.RUN, "IN PROGRESS", Glyph.ARROW)
    RUN_HELD = Sign(Axis.RUN, "HELD", Glyph.PAUSE_BARS)
    RUN_COMPLETE = Sign(Axis.RUN, "COMPLETE", Glyph.BOX_TICK_FILLED, Token.TEXT2, mark=Token.LINE_STRONG)
    RUN_COMPLETE_EXCEPT_DEFERRED = Sign(Axis.RUN, "COMPLETE EXCEPT DEFERRED", Glyph.BOX_ARROW, Token.TEXT2)
    RUN_ABORTED = Sign(Axis.RUN, "ABORTED", Glyph.BOX_STRUCK, Token.TEXT3)
    RUN_SUPERSEDED = Sign(Axis.RUN, "SUPERSEDED", Glyph.HALF_SUN, Token.TEXT3)

    INJECT_PLANNED = Sign(Axis.INJECT, "PLANNED", Glyph.BOX_DASHED, Token.TEXT2)
    INJECT_HELD = Sign(Axis.INJECT, "HELD", Glyph.PAUSE_BARS)
    INJECT_FIRED = Sign(Axis.INJECT, "FIRED", Glyph.ARROW, Token.TEXT2)
    INJECT_LEFT_OUT = Sign(Axis.INJECT, "LEFT OUT", Glyph.BOX_STRUCK, Token.TEXT3)

    TARGET_MET = Sign(Axis.TARGET, "IN TIME", Glyph.BOX_TICK_OPEN)
    TARGET_MISSED = Sign(Axis.TARGET, "MISSED", Glyph.OVERDUE_BAR, Token.HIGH)
    TARGET_OPEN = Sign(Axis.TARGET, "OPEN", Glyph.BOX, Token.TEXT2)

    @property
    def sign(self) -> Sign:
        """The whole sign."""
        return self.value

    @property
    def word(self) -> str:
        """The word as painted."""
        return self.value.word


SEVERITIES = (State.CRITICAL, State.HIGH, State.MEDIUM, State.LOW)


class Stage(StrEnum):
    """Where an alarm's occurrence stands at this seat."""

    UNACKNOWLEDGED = "unacknowledged"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"
    SHELVED = "shelved"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True)
class AlarmMark:
    """Shape and colour of an alarm's glyph, and the colour of its left bar (None once it asks nothing)."""

    glyph: Glyph
    token: Token
    bar: Token | None


_OPEN = {
    Glyph.OCTAGON: Glyph.OPEN_OCTAGON,
    Glyph.TRIANGLE: Glyph.OPEN_TRIANGLE,
    Glyph.SQUARE: Glyph.OPEN_SQUARE,
    Glyph.DISC: Glyph.OPEN_DISC,
}
_HOLLOW = {
    Glyph.OCTAGON: Glyph.HOLLOW_OCTAGON,
    Glyph.TRIANGLE: Glyph.HOLLOW_TRIANGLE,
    Glyph.SQUARE: Glyph.HOLLOW_SQUARE,
    Glyph.DISC: Glyph.HOLLOW_DISC,
}


def alarm_mark(severity: State, stage: Stage) -> AlarmMark:
    """How an alarm of a severity (one of SEVERITIES) is marked at a stage."""
    shape, hue = severity.sign.glyph, severity.sign.mark_token
    match stage:
        case Stage.UNACKNOWLEDGED:
            return AlarmMark(shape, hue, hue)
        case Stage.RETURNED:
            return AlarmMark(Glyph.DASHED_RING, hue, hue)
        case Stage.ACKNOWLEDGED:
            return AlarmMark(shape, Token.TEXT3, None)
        case Stage.SHELVED:
            return AlarmMark(Glyph.PAUSE_BARS, Token.TEXT3, None)
        case Stage.SUPPRESSED:
            return AlarmMark(_OPEN[shape], Token.TEXT3, None)
        case _:
            assert_never(stage)


def hollow(severity: State) -> Glyph:
    """The shape of a severity held up only by stale, F or 6 evidence: its lower half is open."""
    return _HOLLOW[severity.sign.glyph]


def relayed(answer: State) -> Glyph:
    """The shape of an answer given by voice whose countersign is pending: the same letter in a dashed ring."""
    return Glyph(f"dashed {answer.sign.glyph.value}")
