"""What every kind of record shares: its nature (who may write it), the capability an act needs, and its lifecycle.

A body is the part of a record that says something about the world. Its tag is the record's kind and the name of the
picture's table. Deliberately absent: the envelope around it (`envelope`) and the closed list of kinds (`records`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from feeds.picture.lifecycle import Lifecycle
from feeds.picture.values import Value


class Nature(StrEnum):
    """Who may write a kind. A machine key may write FEED and FINDING only."""

    FEED = "FEED"
    FINDING = "FINDING"
    ACT = "ACT"
    SYSTEM = "SYSTEM"


class Capability(StrEnum):
    """What a delegation can cover. An act names the one it needs; an officer holds some, up to a ceiling, until a time."""

    WATCH = "WATCH"
    ASSESS = "ASSESS"
    ANSWER = "ANSWER"
    PUT = "PUT"
    CHAIR = "CHAIR"
    LEVEL = "LEVEL"
    GRANT = "GRANT"
    CONSENT = "CONSENT"
    """One's own stand on a grant: taking part, with a caveat, or not. It writes no grant and approves none."""
    ACTION = "ACTION"
    CHECKLIST = "CHECKLIST"
    CORRIDOR = "CORRIDOR"
    AGREE = "AGREE"
    VERIFY = "VERIFY"
    MOVEMENT = "MOVEMENT"
    SITE = "SITE"
    NOTIFY = "NOTIFY"
    DRAW = "DRAW"
    ARBITRATE = "ARBITRATE"
    RELEASE = "RELEASE"
    ADMINISTER = "ADMINISTER"


FEED = frozenset({Nature.FEED})
FINDING = frozenset({Nature.FINDING})
ACT = frozenset({Nature.ACT})
SYSTEM = frozenset({Nature.SYSTEM})


class Body(Value, frozen=True):
    """The base of every kind. Subclasses set the class variables; an ACT sets `capability`."""

    natures: ClassVar[frozenset[Nature]] = ACT
    capability: ClassVar[Capability | None] = None
    lifecycle: ClassVar[Lifecycle[Any] | None] = None


def kind_of(body: Body | type[Body]) -> str:
    """Return the kind: the tag of the body's struct."""
    tag = body.__struct_config__.tag
    if not isinstance(tag, str):
        message = f"{body!r}: a body needs a text tag"
        raise TypeError(message)
    return tag
