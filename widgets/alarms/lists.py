"""The lists behind the console: what is set aside, what chatters, what stands since a watch or longer, what closed lately. Pure.

They are for mending causes; nothing in them is hidden from the console or quieted.
"""

from feeds.assessment.alarms import AlarmView
from feeds.assessment.console import Console
from feeds.assessment.load import CHATTER_WINDOW, STANDS, Chattering
from feeds.picture.alarm import AlarmState
from feeds.picture.identity import shown
from widgets.board.model import Entry, Fact, Part
from widgets.times import span, zulu
from widgets.words import State

_ASIDE = {
    AlarmState.SHELVED: State.SHELVED,
    AlarmState.SUPPRESSED: State.SUPPRESSED,
    AlarmState.OUT_OF_SERVICE: State.OUT_OF_SERVICE,
}
_CLOSED_SHOWN = 12


def lists_page(board: Console, now: int) -> Entry:
    """The lists as a page."""
    rate = board.flood
    closed = sorted(board.closed, key=lambda view: -(view.alarm.returned or view.record.event))[:_CLOSED_SHOWN]
    return Entry(
        "alarm_lists",
        "",
        "Alarm load",
        support=f"{rate.count} in {span(rate.window)}, flood at {rate.line}",
        parts=(
            Part("Set aside: each comes back or is taken back", tuple(_aside(view, now) for view in board.aside), "nothing is set aside"),
            Part(
                f"Chattering: again and again within {span(CHATTER_WINDOW)}",
                tuple(_busy(each, now) for each in board.load.chattering),
                "none",
            ),
            Part(f"Standing: active for {span(STANDS)} or longer", tuple(_stands(*each) for each in board.load.standing), "none"),
            Part("Closed lately", tuple(_closed(view, now) for view in closed), "none closed since the start"),
        ),
    )


def _aside(view: AlarmView, now: int) -> Fact:
    reason = f" ({view.shelf_reason})" if view.shelf_reason else ""
    back = f"{span(view.shelved_until - now)} left, returns {zulu(view.shelved_until, now)}" if view.shelved_until is not None else ""
    return Fact(shown(view.subject), f"{view.alarm.title}{reason}", _ASIDE[view.state], back, "alarm", view.subject)


def _busy(one: Chattering, now: int) -> Fact:
    return Fact(f"{one.count} times", one.title, right=f"since {zulu(one.first, now)}", kind="alarm", subject=one.latest.subject)


def _stands(view: AlarmView, since: int) -> Fact:
    return Fact(shown(view.subject), view.alarm.title, right=f"for {span(since)}", kind="alarm", subject=view.subject)


def _closed(view: AlarmView, now: int) -> Fact:
    moment = view.alarm.returned or view.record.event
    return Fact(shown(view.subject), view.alarm.title, State.CLOSED_ALARM, zulu(moment, now), "alarm", view.subject)
