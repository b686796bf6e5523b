"""Why something is as it is: the eight links of the chain, both ways, from whatever is selected.

    indication -> indicator -> problem -> threshold -> rung -> action -> step -> answers

Beside them: what holds it up, what would change it, and who decides (`clearing`). It follows only links that are stored, in the reader's
own picture; what the reader may not see is neither mentioned nor counted. A row that hangs on another (an acknowledgement, a position, a
verification) is asked about as what it hangs on. Deliberately absent: anything that would suggest a decision.
"""

from __future__ import annotations

from typing import Final

from feeds.assessment.around import hang_on_it, hangs_on
from feeds.assessment.chain import LIMIT, Chain, Link, LinkName, Node
from feeds.assessment.clearing import Asked, clears, decides
from feeds.assessment.kept import kept
from feeds.assessment.ladder import assess
from feeds.assessment.nodes import Nodes
from feeds.assessment.rules import rules_of
from feeds.assessment.walk import Walk
from feeds.errors import Misuse
from feeds.picture.action import Action, Grant
from feeds.picture.corridor import Corridor, Segment
from feeds.picture.danger import DangerZone, Pause
from feeds.picture.diplomacy import Dispute, OffRamp, RedLine
from feeds.picture.identity import shown
from feeds.picture.night import InformationRequest
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal
from feeds.picture.relief import Movement, Notification
from feeds.picture.warning import Indicator, Problem

__all__ = ["LIMIT", "Chain", "Link", "LinkName", "Node", "chain", "named"]

_SAME: Final = {
    "indicator_state": "indicator",
    "judgement": "problem",
    "report_mark": "indication",
    "corridor_status": "corridor",
    "verification": "segment",
    "silence": "proposal",
    "acknowledgement": "alarm",
    "shelving": "alarm",
}
"""Kinds whose subject is the subject of the row they speak of."""

_FIRST: Final = {
    "agreement": "corridor",
    "conditions": "corridor",
    "evidence": "indicator",
    "dissent": "problem",
    "position": "proposal",
    "national_caveat": "grant",
    "grant_approval": "grant",
    "delivery": "request",
    "notification_receipt": "notification",
    "recall_receipt": "recall",
    "dispute_reply": "dispute",
}
"""Kinds whose subject begins with the subject of the row they hang on."""


def chain(picture: Picture, now: int, kind: str, subject: str, reader: str = "") -> Chain:
    """Return the chain around a row. `kind` is its table, or `threshold` (by code) or `rung` (by ordinal as text).

    `reader`: the entity whose findings are read, "" for the room's host; the picture is that entity's own.
    """
    rules = rules_of(picture)
    reader = reader or rules.host
    own = kept(picture)
    known = own.standings.at(picture, now)
    made = assess(picture, now, rules)
    about, named_subject = _SAME.get(kind, kind), subject
    if kind in _FIRST:
        about, named_subject = _FIRST[kind], subject.partition("/")[0]
    walk = Walk(picture, rules, known, made, own.ledger)
    walk.seed(about, named_subject)
    walk.spread()
    nodes = Nodes(picture, now, walk, (about, named_subject), reader)
    asked = Asked(picture, now, rules, known, made, reader)
    return Chain(
        kind,
        subject,
        tuple(nodes.links()),
        tuple(nodes.holds()),
        tuple(dict.fromkeys(clears(asked, about, named_subject))),
        decides(picture, rules, about, named_subject),
        hangs_on(picture, now, about, named_subject, reader),
        hang_on_it(picture, now, about, named_subject, reader),
    )


_ASKED: Final = (Notification, Dispute, InformationRequest)
_SPOKEN: Final = (Corridor, Segment, DangerZone, Movement, Pause, Indicator, Problem, Grant, Action, Proposal, OffRamp, RedLine, *_ASKED)
"""Kinds whose rows have a spoken code beside their opaque subject."""


def named(picture: Picture, words: str) -> tuple[str, str]:
    """Return (kind, subject) of `KIND:SUBJECT`, where the subject may be the spoken code (corridor:HC-2) or the short form on screens.

    Raises:
        Misuse: not of that form, or no such row in this picture.

    """
    kind, colon, text = words.partition(":")
    kind = kind.lower().replace("-", "_")
    if not colon or not kind or not text:
        raise Misuse("why", "what is asked about", words, "KIND:SUBJECT, such as rung:4, threshold:T4-A, corridor:HC-2 or alarm:A-7K2Q")
    subject = _subject(picture, kind, text)
    if subject is None:
        raise Misuse("why", f"no {kind.replace('_', ' ')} of that name", text, "one that this reader's picture holds")
    return kind, subject


def _subject(picture: Picture, kind: str, text: str) -> str | None:
    ladder = rules_of(picture).doctrine.ladder
    if kind == "rung":
        return text if text.isdecimal() and ladder.rung(int(text)) is not None else None
    if kind == "threshold":
        return text if any(each.code == text for each in ladder.thresholds) else None
    if picture.find(kind, text) is not None:
        return text
    found = sorted({row.subject for row in picture.rows(kind) if text in {shown(row.subject), _code(row.body)}})
    return found[0] if found else None


def _code(body: object) -> str | None:
    return body.code if isinstance(body, _SPOKEN) else None
