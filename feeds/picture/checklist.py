"""Checklists: templates named by their content, runs and items (DOMAIN section 4).

Two rooms with different hashes for one template see an error, not two lists. Deliberately absent: lateness and SENSED,
which depend on `now` and on the picture.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from msgspec import Meta

from feeds.picture.action import ActionKind
from feeds.picture.body import SYSTEM, Body, Capability
from feeds.picture.identity import content_hash
from feeds.picture.lifecycle import Lifecycle
from feeds.picture.values import Code, Count, Hash, Ident, Instant, Line, Millis, Text, Value, as_json


class Step(Value, frozen=True):
    """One step. `due`: ms after the run was opened. `condition`: the step counts only while that corridor is open."""

    number: Count
    text: Line
    decides: Line = ""
    due: Millis | None = None
    two_person: bool = False
    pause_point: bool = False
    grant: Code | None = None
    action: ActionKind | None = None
    condition_corridor: Code | None = None


class Template(Body, tag="template", frozen=True):
    """A versioned checklist. Subject: its code."""

    natures = SYSTEM

    code: Code
    version: Count
    title: Line
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=200)]


def template_hash(template: Template) -> str:
    """Return the name of a template: the hash of its content."""
    return content_hash(as_json(template))


class RunState(StrEnum):
    """See RUN. BLOCKED is computed: its grant ended."""

    OFFERED = "OFFERED"
    OPEN = "OPEN"
    IN_PROGRESS = "IN_PROGRESS"
    HELD = "HELD"
    COMPLETE = "COMPLETE"
    COMPLETE_EXCEPT_DEFERRED = "COMPLETE_EXCEPT_DEFERRED"
    ABORTED = "ABORTED"
    SUPERSEDED = "SUPERSEDED"


_ENDS = {
    "complete": RunState.COMPLETE,
    "complete_except_deferred": RunState.COMPLETE_EXCEPT_DEFERRED,
    "abort": RunState.ABORTED,
    "supersede": RunState.SUPERSEDED,
}

RUN: Lifecycle[RunState] = Lifecycle(
    "checklist run",
    initial=(RunState.OFFERED, RunState.OPEN),
    edges={
        RunState.OFFERED: {"open": RunState.OPEN, "abort": RunState.ABORTED, "supersede": RunState.SUPERSEDED},
        RunState.OPEN: {"start": RunState.IN_PROGRESS, "hold": RunState.HELD, **_ENDS},
        RunState.IN_PROGRESS: {"hold": RunState.HELD, **_ENDS},
        RunState.HELD: {"resume": RunState.IN_PROGRESS, "abort": RunState.ABORTED, "supersede": RunState.SUPERSEDED},
    },
)
"""Offered by a rule or a person, opened by a person; work starts with the first tick and may be held and resumed."""


class Run(Body, tag="run", frozen=True):
    """One use of a template. `reason`: the alarm, rung or action that called for it."""

    capability: ClassVar[Capability | None] = Capability.CHECKLIST
    lifecycle: ClassVar[Lifecycle[RunState] | None] = RUN

    template: Code
    version: Count
    template_hash: Hash
    state: RunState
    opened: Instant | None = None
    reason: Ident | None = None
    remark: Text = ""


class ItemState(StrEnum):
    """See ITEM. PENDING, SENSED and INACTIVE are computed where no row says otherwise."""

    DONE = "DONE"
    VERIFIED = "VERIFIED"
    DEFERRED = "DEFERRED"
    OVERRIDDEN = "OVERRIDDEN"
    PENDING = "PENDING"


ITEM: Lifecycle[ItemState] = Lifecycle(
    "checklist item",
    initial=(ItemState.DONE, ItemState.DEFERRED, ItemState.OVERRIDDEN),
    edges={
        ItemState.DONE: {"verify": ItemState.VERIFIED, "undo": ItemState.PENDING},
        ItemState.DEFERRED: {"do": ItemState.DONE, "override": ItemState.OVERRIDDEN},
        ItemState.PENDING: {"do": ItemState.DONE, "defer": ItemState.DEFERRED, "override": ItemState.OVERRIDDEN},
    },
)
"""No plain skip: a step is done, deferred with a reason, or overridden with a reason. A tick taken back stays on record."""


class Item(Body, tag="item", frozen=True):
    """A step of a run. Subject: run/number. `late`: ms after its due time when it was done; the first tick keeps it."""

    capability: ClassVar[Capability | None] = Capability.CHECKLIST
    lifecycle: ClassVar[Lifecycle[ItemState] | None] = ITEM

    run: Ident
    number: Count
    state: ItemState
    done_by: Code | None = None
    verified_by: Code | None = None
    reason: Text = ""
    late: Millis = 0
