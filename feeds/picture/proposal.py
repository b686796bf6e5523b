"""How a level is agreed: proposals, positions on them, silence (DOMAIN section 3).

Deliberately absent: a way for silence to adopt. No clock adopts a proposal; only the chair's act does.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from feeds.picture.body import FINDING, Body, Capability, Nature
from feeds.picture.ladder import ConsentRule
from feeds.picture.lifecycle import Lifecycle
from feeds.picture.values import Code, Codes, Count, Ident, Idents, Instant, Line, Millis, Ordinal, Text


class ProposalState(StrEnum):
    """See PROPOSAL."""

    DRAFT = "DRAFT"
    PUT = "PUT"
    ADOPTED = "ADOPTED"
    NOT_ADOPTED = "NOT_ADOPTED"
    LAPSED = "LAPSED"
    WITHDRAWN = "WITHDRAWN"
    DECLARED = "DECLARED"


PROPOSAL: Lifecycle[ProposalState] = Lifecycle(
    "proposal",
    initial=(ProposalState.DRAFT, ProposalState.PUT),
    edges={
        ProposalState.DRAFT: {"put": ProposalState.PUT, "withdraw": ProposalState.WITHDRAWN},
        ProposalState.PUT: {
            "adopt": ProposalState.ADOPTED,
            "close": ProposalState.NOT_ADOPTED,
            "lapse": ProposalState.LAPSED,
            "withdraw": ProposalState.WITHDRAWN,
        },
        ProposalState.ADOPTED: {"declare": ProposalState.DECLARED},
        ProposalState.NOT_ADOPTED: {"put_again": ProposalState.PUT},
    },
)
"""A proposal goes by revision. At a silence deadline nothing happens: only the chair's act adopts. An amendment is a new
`text_revision` put under new silence; what was not adopted may be put again that way."""


class Proposal(Body, tag="proposal", frozen=True):
    """A proposal to change the level. `text_revision` counts its wordings; `deadline` is the end of silence, if any."""

    capability: ClassVar[Capability | None] = Capability.PUT
    lifecycle: ClassVar[Lifecycle[ProposalState] | None] = PROPOSAL

    code: Code
    title: Line
    ladder: Code
    raises_from: Ordinal
    raises_to: Ordinal
    state: ProposalState
    consent: ConsentRule
    text_revision: Count = 1
    put_by: Code | None = None
    put_at: Instant | None = None
    deadline: Instant | None = None
    quorum: Count | None = None
    members: Codes = ()
    basis: Idents = ()
    text: Text = ""


class PositionKind(StrEnum):
    """What an entity says of a proposal. No reason is ever required."""

    CONSENT = "CONSENT"
    CONSENT_AD_REFERENDUM = "CONSENT_AD_REFERENDUM"
    NON_CONCURRENCE = "NON_CONCURRENCE"
    RESERVATION = "RESERVATION"
    AWAITING_INSTRUCTIONS = "AWAITING_INSTRUCTIONS"
    NOT_PARTICIPATING = "NOT_PARTICIPATING"
    BREAKS_SILENCE = "BREAKS_SILENCE"
    EXTENSION_ASKED = "EXTENSION_ASKED"


class Position(Body, tag="position", frozen=True):
    """An entity's position on one wording of a proposal. Subject: proposal/entity."""

    capability: ClassVar[Capability | None] = Capability.ANSWER

    proposal: Ident
    text_revision: Count
    entity: Code
    position: PositionKind
    amendment: Text = ""
    relayed: bool = False
    countersigned: bool = False


class SilenceState(StrEnum):
    """The words of the procedure. None of them adopts anything."""

    RUNNING = "RUNNING"
    BROKEN = "BROKEN"
    NOT_COMPLETE = "NOT_COMPLETE"
    NOT_BROKEN = "NOT_BROKEN"


SILENCE: Lifecycle[SilenceState] = Lifecycle(
    "silence",
    initial=(SilenceState.RUNNING, SilenceState.NOT_COMPLETE, SilenceState.BROKEN, SilenceState.NOT_BROKEN),
    edges={
        SilenceState.RUNNING: {
            "break": SilenceState.BROKEN,
            "miss": SilenceState.NOT_COMPLETE,
            "end": SilenceState.NOT_BROKEN,
        },
        SilenceState.NOT_COMPLETE: {"break": SilenceState.BROKEN, "begin": SilenceState.RUNNING},
        SilenceState.NOT_BROKEN: {"break": SilenceState.BROKEN, "begin": SilenceState.RUNNING},
        SilenceState.BROKEN: {"begin": SilenceState.RUNNING},
    },
)
"""It runs to its deadline for members that were REACHED. One who is not, or an outage of the path, is a miss: it is NOT COMPLETE and stays
so until the chair sets a new deadline. A break counts by when it was said, so that one said in time and recorded after the deadline still
breaks. It begins again with the chair's new deadline; once broken only with another wording. No state of it adopts anything. A hub that was
away may find any of them first."""


class Silence(Body, tag="silence", frozen=True):
    """A finding on one wording and deadline of a silence. Subject: the proposal. `outage`: ms the path was down, not counted."""

    natures: ClassVar[frozenset[Nature]] = FINDING

    proposal: Ident
    text_revision: Count
    state: SilenceState
    reached: Codes = ()
    not_reached: Codes = ()
    broken_by: Codes = ()
    extension_asked: Codes = ()
    outage: Millis = 0
    deadline: Instant | None = None
