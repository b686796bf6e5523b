"""The night's work: watch log, requests for information, handover, channels, posture, risk (DOMAIN section 6).

Records like any other. A night cannot be worked without the first two. Deliberately absent: anything a display keeps for
itself (desk layout, filters, sounds silenced).
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from feeds.picture.body import ACT, FINDING, Body, Capability, Nature
from feeds.picture.lifecycle import Lifecycle
from feeds.picture.values import Code, Codes, Ident, Idents, Instant, Line, Lines, Text


class LogEntry(Body, tag="log_entry", frozen=True):
    """A line of the watch log. Corrections are new entries that name the old one."""

    natures: ClassVar[frozenset[Nature]] = ACT | FINDING
    capability: ClassVar[Capability | None] = Capability.WATCH

    text: Text
    about: Idents = ()
    corrects: Ident | None = None


class InformationState(StrEnum):
    """See INFORMATION."""

    ASKED = "ASKED"
    TASKED = "TASKED"
    ANSWERED = "ANSWERED"
    CLOSED = "CLOSED"


INFORMATION: Lifecycle[InformationState] = Lifecycle(
    "request for information",
    initial=(InformationState.ASKED,),
    edges={
        InformationState.ASKED: {"task": InformationState.TASKED, "answer": InformationState.ANSWERED, "close": InformationState.CLOSED},
        InformationState.TASKED: {"answer": InformationState.ANSWERED, "close": InformationState.CLOSED},
        InformationState.ANSWERED: {"close": InformationState.CLOSED},
    },
)
"""Asked, given to somebody, answered; the asker closes it."""


class InformationRequest(Body, tag="information_request", frozen=True):
    """A question to somebody who may know."""

    capability: ClassVar[Capability | None] = Capability.WATCH
    lifecycle: ClassVar[Lifecycle[InformationState] | None] = INFORMATION

    code: Code
    question: Line
    state: InformationState
    asked_by: Code
    asked_of: Codes = ()
    due: Instant | None = None
    answer: Text = ""


class Handover(Body, tag="handover", frozen=True):
    """A shift's state, signed by who leaves and countersigned by who relieves. Subject: the handover."""

    capability: ClassVar[Capability | None] = Capability.WATCH

    from_seat: Code
    to_seat: Code
    open_items: Idents = ()
    notes: Text = ""
    left_by: Code | None = None
    taken_by: Code | None = None


class ChannelRole(StrEnum):
    """PACE."""

    PRIMARY = "PRIMARY"
    ALTERNATE = "ALTERNATE"
    CONTINGENCY = "CONTINGENCY"
    EMERGENCY = "EMERGENCY"


class Channel(Body, tag="channel", frozen=True):
    """A way to reach an entity and when it was last tested. Functions, never personal names.

    `real_world`: it carries real-world traffic while an exercise is on; a REAL message that waits is told with it.
    """

    capability: ClassVar[Capability | None] = Capability.WATCH

    entity: Code
    role: ChannelRole
    means: Line
    incumbent: Line = ""
    deputy: Line = ""
    tested: Instant | None = None
    worked: bool | None = None
    real_world: bool = False


class Posture(Body, tag="posture", frozen=True):
    """What an entity says of its own readiness. Subject: the entity."""

    capability: ClassVar[Capability | None] = Capability.ANSWER

    entity: Code
    posture: Line
    readiness: Line = ""


class Risk(Body, tag="risk", frozen=True):
    """A risk somebody owns."""

    capability: ClassVar[Capability | None] = Capability.ASSESS

    title: Line
    owner: Code
    likelihood: Line = ""
    impact: Line = ""
    mitigation: Lines = ()
    closed: bool = False
