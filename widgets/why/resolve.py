"""The chain around what is selected, in words. Pure.

Deliberately absent: the chain itself (feeds.assessment.why walks it), and any sign of what this reader may not see: a link without a node
reads the same whatever the cause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from feeds.assessment.telling import told
from feeds.assessment.turns import KINDS
from feeds.assessment.why import Chain, LinkName, Node, chain
from feeds.picture.alarm import Alarm, Answer, Request
from feeds.picture.checklist import Item, ItemState, Run
from feeds.picture.corridor import Corridor
from feeds.picture.identity import shown
from feeds.picture.picture import Picture
from feeds.picture.room import Roster
from feeds.picture.warning import Indication, Indicator, IndicatorState, Observation
from widgets.cells import FILLED, Empty
from widgets.standpoint import Standpoint
from widgets.times import zulu
from widgets.tokens import Token
from widgets.why.model import Holding, Said, WhyLink, WhyModel, WhyNode
from widgets.why.report import report_said
from widgets.words import Glyph, State, relayed

_LABELS = {
    LinkName.INDICATION: "Indication",
    LinkName.INDICATOR: "Indicator",
    LinkName.PROBLEM: "Problem",
    LinkName.THRESHOLD: "Threshold",
    LinkName.RUNG: "Rung",
    LinkName.ACTION: "Action",
    LinkName.STEP: "Step",
    LinkName.ANSWER: "Answers",
}
_HANGS_ON, _HANG_ON_IT = "Hangs on", "Hang on it"
_ROUTES = {"corridor", "corridor_status", "conditions", "agreement", "segment", "verification", "danger_zone"}
_FITS = 52
_OBSERVATIONS = {each: State[each.name] for each in Observation}
_ITEMS = {
    ItemState.DONE: State.DONE,
    ItemState.VERIFIED: State.VERIFIED,
    ItemState.DEFERRED: State.DEFERRED,
    ItemState.OVERRIDDEN: State.OVERRIDDEN,
    ItemState.PENDING: State.PENDING,
}


def resolve(picture: Picture, now: int, standpoint: Standpoint, kind: str, subject: str) -> WhyModel:
    """The chain around (kind, subject) as this desk may see it; nothing selected gives an empty panel that says so."""
    if not kind or not subject:
        return WhyModel("", condition=Empty("Nothing selected", "Select an alarm, an indicator, a rung, a corridor or a step, then F2"))
    found = chain(picture, now, kind, subject, standpoint.entity)
    links = tuple(_links(picture, found))
    if not links and not found.clears and not found.decides:
        return WhyModel(_named(picture, kind, subject), condition=Empty("No chain leads here", _named(picture, kind, subject)))
    return WhyModel(
        scope=_named(picture, kind, subject),
        links=links,
        report=_report(picture, now, kind, subject),
        clears=found.clears,
        decides=_decides(picture, found),
        holds=tuple(Holding(text, _seems(text)) for text in found.holds),
        condition=FILLED,
    )


def _report(picture: Picture, now: int, kind: str, subject: str) -> tuple[Said, ...]:
    row = picture.find(kind, subject) if kind == "indication" else None
    return report_said(picture, now, row, row.body) if row is not None and isinstance(row.body, Indication) else ()


def _links(picture: Picture, found: Chain) -> Iterator[WhyLink]:
    """The eight links with what stands beside them; what no rule reads shows only the links that lead somewhere, after what it hangs on."""
    beside = ((_HANGS_ON, found.hangs_on), (_HANG_ON_IT, found.hang_on_it))
    first = found.kind in KINDS | _ROUTES | {"alarm"}
    along = tuple((_LABELS[link.name], link.nodes) for link in found.links)
    whole = found.kind not in KINDS and any(nodes for _, nodes in along)
    eight = along if whole else tuple(each for each in along if each[1])
    for label, nodes in (*beside, *eight) if first else (*eight, *beside):
        if nodes or label in _LABELS.values():
            yield WhyLink(label, tuple(_node(picture, node) for node in nodes), _lead(picture, found, nodes))


def _lead(picture: Picture, found: Chain, nodes: Sequence[Node]) -> int:
    """The place of the node that stands for a link: what was asked about, else what bears on it most, else the first."""
    places = range(len(nodes))
    of = {found.subject}
    rules: tuple[Callable[[Node], bool], ...] = (
        lambda node: node.start,
        lambda node: node.kind in ("danger_zone", "conditions"),
        lambda node: (request := picture.get(Request, node.subject)) is not None and request.item in of,
        lambda node: _waits(picture, node, of),
        lambda node: _waits(picture, node, None),
    )
    return next((place for rule in rules for place in places if rule(nodes[place])), 0)


def _waits(picture: Picture, node: Node, reasons: set[str] | None) -> bool:
    """Whether a node is a step that is still to be done, of a list that was opened for one of these reasons (None: for any)."""
    item = picture.get(Item, node.subject)
    if node.kind != "item" or (item is not None and item.state is not ItemState.PENDING):
        return False
    run = picture.get(Run, node.subject.partition("/")[0])
    return reasons is None or (run is not None and run.reason in reasons)


def _named(picture: Picture, kind: str, subject: str) -> str:
    """What the chain is of, short enough for a header."""
    if kind == "alarm" and (alarm := picture.get(Alarm, subject)) is not None:
        return f"{shown(subject)} {alarm.title}"
    corridor = picture.get(Corridor, subject)
    if corridor is not None:
        return corridor.code
    row = picture.find(kind, subject) if kind in KINDS else None
    return told(row, picture) if row is not None else f"{kind.replace('_', ' ')} {shown(subject)}"


def _decides(picture: Picture, found: Chain) -> str:
    roster = next((body for _, body in picture.bodies(Roster)), None)
    entity = roster.entity(found.decides) if roster is not None else None
    return f"{entity.code} {entity.name}" if entity is not None else found.decides


def _seems(text: str) -> bool:
    return any(word in text.lower() for word in ("stale", "source lost", "hollow", "fabricated", "withdrawn", "only", "cannot be judged"))


def _node(picture: Picture, node: Node) -> WhyNode:
    glyph, token = _sign(picture, node)
    text, support = _lines(picture, node)
    return WhyNode(node.kind, node.subject, text, support, glyph, token, node.doubtful, node.start)


def _sign(picture: Picture, node: Node) -> tuple[Glyph, Token]:
    """The shape of what the node is: the same shapes as everywhere else."""
    if node.doubtful and node.kind != "indicator":
        return (Glyph.HOLLOW_TRIANGLE if node.kind == "threshold" else Glyph.BOX_QUERY, Token.DOUBT)
    match node.kind:
        case "indication":
            return (Glyph.DISC, Token.LOW)
        case "indicator":
            state = picture.get(IndicatorState, node.subject)
            sign = (_OBSERVATIONS[state.observation] if state is not None else State.NOT_ASSESSED).sign
            return (sign.glyph, sign.mark_token)
        case "threshold":
            return (Glyph.GAUGE_FULL, Token.TEXT) if node.text.endswith(" met") else (Glyph.GAUGE_EMPTY, Token.NORMAL)
        case "rung":
            return (Glyph.TRIANGLE, Token.HIGH) if node.text.endswith(" assessed") else (Glyph.GAUGE_FULL, Token.TEXT)
        case "grant" | "action":
            return (Glyph.PLAY, Token.TEXT2)
        case "item":
            item = picture.get(Item, node.subject)
            sign = (_ITEMS[item.state] if item is not None else State.PENDING).sign
            return (sign.glyph, sign.mark_token)
        case "answer":
            return _answer_sign(picture, node.subject)
        case _:
            return (Glyph.RING, Token.NORMAL)


def _answer_sign(picture: Picture, subject: str) -> tuple[Glyph, Token]:
    answer = picture.get(Answer, subject)
    if answer is None:
        return (Glyph.RING, Token.NORMAL)
    state = State[answer.answer.name]
    pending = answer.relayed and not answer.countersigned
    return (relayed(state) if pending else state.sign.glyph, Token.TEXT)


def _lines(picture: Picture, node: Node) -> tuple[str, str]:
    """Two lines where the record says more than its name: an indication has its id, source and two clocks."""
    if node.kind == "indication":
        row = picture.find("indication", node.subject)
        if row is not None and isinstance(row.body, Indication):
            body = row.body
            pair = f" · {body.evaluation}" if body.evaluation is not None else ""
            ident = shown(node.subject)
            known = f"{body.discipline.value}{pair} · {zulu(row.event)}, known {zulu(row.known)}"
            if len(ident) + len(body.title) < _FITS:
                return (f"{ident} {body.title}", known)
            return (body.title, f"{ident} · {known}")
    head, _, rest = node.text.partition(", ")
    match node.kind:
        case "indicator":
            return _indicator(picture, node.subject, head, rest)
        case "item":
            return _step(picture, node.subject, node.text)
        case "grant":
            title, _, state = node.text.rpartition(", ")
            return (title or node.text, state if title else "")
        case _:
            return (node.text, "")


def _indicator(picture: Picture, subject: str, head: str, freshness: str) -> tuple[str, str]:
    """Code and name over what was observed, its evaluation and how fresh that is."""
    code, _, observed = head.partition(" ")
    body = picture.get(Indicator, subject)
    return (f"{code} {body.name}" if body is not None else code, f"{observed} · {freshness}" if freshness else observed)


def _step(picture: Picture, subject: str, text: str) -> tuple[str, str]:
    """The list and the step's number over its words and state."""
    run = picture.get(Run, subject.partition("/")[0])
    words, _, state = text.rpartition(", ")
    number, _, wording = words.partition(" ")
    return (f"{run.template} step {number}" if run is not None else f"step {number}", f"{wording} · {state}")
