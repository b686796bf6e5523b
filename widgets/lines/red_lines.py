"""Red lines as a section of the board: demand and consequence, each with its clarity; a clock for a confirmed crossing alone. Pure."""

from feeds.picture.diplomacy import RedLine, RedLineState
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from widgets.board.acting import offered
from widgets.board.model import Entry, Fact, Part, Section
from widgets.signed import by
from widgets.standpoint import Standpoint
from widgets.stated import stated
from widgets.times import elapsed, zulu
from widgets.tokens import Token

_GRAVEST = (
    RedLineState.CONFIRMED,
    RedLineState.ALLEGED,
    RedLineState.APPROACHED,
    RedLineState.DECLARED,
    RedLineState.RESPONDED,
    RedLineState.REFUTED,
    RedLineState.DRAFT,
    RedLineState.WITHDRAWN,
)
_NEXT = {
    RedLineState.DRAFT: (("change:declare", "Declare…", "D"),),
    RedLineState.DECLARED: (("change:approach", "Approached…", "P"), ("change:allege", "Alleged…", "A")),
    RedLineState.APPROACHED: (("change:allege", "Alleged…", "A"), ("change:recede", "Receded…", "R")),
    RedLineState.ALLEGED: (("change:confirm", "Confirmed…", "C"), ("change:refute", "Refuted…", "R")),
    RedLineState.CONFIRMED: (("change:respond", "Responded…", "R"),),
    RedLineState.REFUTED: (("change:restore", "Stands again…", "R"),),
}


def red_line_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """Every red line, a crossing first."""
    found = sorted(picture.bodies(RedLine), key=lambda each: (_GRAVEST.index(each[1].state), each[1].code))
    return Section(
        "Red lines: never a rung", tuple(_entry(picture, now, standpoint, *each) for each in found), empty="No red line is drawn"
    )


def _entry(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: RedLine) -> Entry:
    clock = f"crossed {elapsed(now - row.event)} ago" if body.state is RedLineState.CONFIRMED else ""
    return Entry(
        "red_line",
        row.subject,
        body.demand,
        body.code,
        stated(body.state),
        support=_clarity(body),
        support_right=zulu(row.event, now),
        warning=clock,
        urgent=Token.CRITICAL if clock else None,
        parts=(Part("The line", _facts(body)), Part("Who said so", (Fact("Last word", by(picture, row, now)), _meaning(body.state)))),
        acts=offered(_NEXT.get(body.state, ()), row.subject, standpoint.off),
    )


def _clarity(body: RedLine) -> str:
    """Demand and consequence are clear or not, each for itself."""
    demand = "demand clear" if body.demand_clear else "demand unclear"
    if not body.consequence:
        return f"{demand}, no consequence named"
    return f"{demand}, consequence {'clear' if body.consequence_clear else 'unclear'}"


def _facts(body: RedLine) -> tuple[Fact, ...]:
    threat = _clear(clear=body.consequence_clear) if body.consequence else ""
    return (
        Fact("Demand", body.demand, right=_clear(clear=body.demand_clear)),
        Fact("Consequence", body.consequence or "none named", right=threat),
    )


def _clear(*, clear: bool) -> str:
    return "clear" if clear else "unclear"


def _meaning(state: RedLineState) -> Fact:
    """What the state means for the clock: an allegation is no crossing."""
    match state:
        case RedLineState.CONFIRMED:
            said = "runs from the finding"
        case RedLineState.ALLEGED:
            said = "none: an allegation is no crossing"
        case _:
            said = "none: only a confirmed crossing starts one"
    return Fact("Clock", said)
