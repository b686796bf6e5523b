"""The picture as the grants panel shows it: what is under way, what may be used now and by whom, what is being agreed, what ended.

Eligibility reads the declared level and the nation's own consent, never the assessed rung (feeds.assessment.eligibility has the rule).
Pure. Deliberately absent: authorising, and anything that would end an action by itself: it warns, a person stands it down.
"""

from feeds.assessment.ladder import declared_level
from feeds.assessment.rules import Rules, rules_of
from feeds.picture.action import Action, ActionState, Grant, GrantState, ReferenceCard
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from widgets.board.model import BoardModel, Entry, Section
from widgets.cells import FILLED, Act, Empty
from widgets.grants.actions import action_entry
from widgets.grants.grant import grant_entry
from widgets.standpoint import Standpoint

UNDER_WAY = (ActionState.EXECUTING, ActionState.AUTHORISED, ActionState.REQUESTED, ActionState.HELD)
_AGREEING = {GrantState.DRAFT, GrantState.PROPOSED, GrantState.APPROVED}
_ENDED_SHOWN = 6


def resolve(picture: Picture, now: int, standpoint: Standpoint) -> BoardModel:
    """The grants and actions as this desk reads them now."""
    rules = rules_of(picture)
    grants = sorted(picture.bodies(Grant), key=lambda each: (each[1].code, -each[0].event))
    actions = sorted(picture.bodies(Action), key=lambda each: -each[0].event)
    cards = sorted(picture.bodies(ReferenceCard), key=lambda each: each[1].code)
    if not (grants or actions or cards):
        return BoardModel("", condition=Empty("No grant", "An action needs a grant; a missing or unreadable one is none"))
    return BoardModel(
        scope=_scope(picture, rules),
        sections=(
            _under_way(picture, now, standpoint, actions),
            _grants(picture, now, standpoint, grants, "In force", {GrantState.ACTIVE}, "No grant is in force: no action may begin"),
            _grants(picture, now, standpoint, grants, "Being agreed", _AGREEING),
            _grants(picture, now, standpoint, grants, "Ended", set(GrantState) - _AGREEING - {GrantState.ACTIVE}),
            _past(picture, now, standpoint, actions),
            Section("Rules of engagement: cards, never logic", tuple(_card(row, body) for row, body in cards)),
        ),
        acts=(Act("propose_grant", "New grant…", "P", enabled=not standpoint.off, reason=standpoint.off, quiet=True),),
        condition=FILLED,
    )


def _scope(picture: Picture, rules: Rules) -> str:
    """Eligibility reads the declared level: the header says which that is."""
    declared = declared_level(picture, rules.doctrine.ladder)
    rung = rules.doctrine.ladder.rung(declared.ordinal) if declared is not None else None
    return f"at declared {rung.printed}" if rung is not None else "no declared level known here"


def _under_way(picture: Picture, now: int, standpoint: Standpoint, actions: list[tuple[Record, Action]]) -> Section:
    found = [each for each in actions if each[1].state in UNDER_WAY]
    found.sort(key=lambda each: UNDER_WAY.index(each[1].state))
    entries = tuple(action_entry(picture, now, standpoint, row, body) for row, body in found)
    return Section("Actions under way", entries, empty="No action is under way")


def _past(picture: Picture, now: int, standpoint: Standpoint, actions: list[tuple[Record, Action]]) -> Section:
    found = [each for each in actions if each[1].state not in UNDER_WAY]
    shown = found[:_ENDED_SHOWN]
    entries = tuple(action_entry(picture, now, standpoint, row, body) for row, body in shown)
    return Section("Actions that ended", entries, _rest(found, shown))


def _grants(
    picture: Picture,
    now: int,
    standpoint: Standpoint,
    grants: list[tuple[Record, Grant]],
    name: str,
    states: set[GrantState],
    empty: str = "",
) -> Section:
    found = [each for each in grants if each[1].state in states]
    return Section(name, tuple(grant_entry(picture, now, standpoint, row, body) for row, body in found), empty=empty)


def _rest(found: list[tuple[Record, Action]], shown: list[tuple[Record, Action]]) -> str:
    return f"the latest {len(shown)} of {len(found)}" if len(found) > len(shown) else ""


def _card(row: Record, body: ReferenceCard) -> Entry:
    caveats = f"caveats: {', '.join(body.caveats)}" if body.caveats else ""
    document = f"document {body.document[:8]}" if body.document else "no document held"
    return Entry(row.kind, row.subject, body.title, body.code, right=f"version {body.version}", support=caveats, support_right=document)
