"""The picture as the console shows it: every open alarm this desk reads, worst first, with who answered and who set it aside.

Pure. Deliberately absent: an alarm's state (feeds.assessment.alarms has the rule), which row is selected, and the link's own alarm.
"""

from collections.abc import Iterable
from typing import assert_never

from feeds.assessment.alarms import RANK, AlarmView, alarm_states, console_of
from feeds.assessment.console import CauseGroup, Console, console
from feeds.assessment.load import Guidance, guidance
from feeds.assessment.rules import rules_of
from feeds.picture.alarm import AlarmState
from feeds.picture.calendar import utc
from feeds.picture.envelope import Record
from feeds.picture.identity import shown
from feeds.picture.picture import Picture
from widgets.alarms.lists import lists_page
from widgets.alarms.met import met_page
from widgets.alarms.model import Advice, AlarmItem, AlarmsModel
from widgets.cells import FILLED, Empty
from widgets.signed import role_of
from widgets.standpoint import Standpoint
from widgets.times import Range, elapsed, span, stretch, within, zulu, zulu_seconds
from widgets.underway import Progress, Underway, act_on, in_words
from widgets.words import Stage, State

_STAGES = {
    AlarmState.UNACK_ACTIVE: Stage.UNACKNOWLEDGED,
    AlarmState.RTN_UNACK: Stage.RETURNED,
    AlarmState.ACK_ACTIVE: Stage.ACKNOWLEDGED,
    AlarmState.SHELVED: Stage.SHELVED,
    AlarmState.SUPPRESSED: Stage.SUPPRESSED,
    AlarmState.OUT_OF_SERVICE: Stage.SUPPRESSED,
}
_ORDER = {Stage.UNACKNOWLEDGED: 0, Stage.RETURNED: 0, Stage.ACKNOWLEDGED: 1, Stage.SHELVED: 2, Stage.SUPPRESSED: 3}
_RECENT = 4 * 3_600_000
_FITS = 50
_SOON = 3_600_000


def resolve(
    picture: Picture,
    now: int,
    standpoint: Standpoint,
    pending: tuple[Underway, ...] = (),
    *,
    sound: str = "",
    opened: str = "",
    window: Range | None = None,
) -> AlarmsModel:
    """The console as this desk sees it now.

    `pending`: acts under way; `sound`: the state of this seat's sound, in words; `opened`: the alarm whose page is wanted too.
    `window`: in a recording only what was raised in this range; at a desk with a duty no alarm is ever left out.
    """
    window = window if standpoint.replay else None
    board = console(picture, now, standpoint.entity)
    groups = {view.subject: group for group in board.groups for view in group.views}
    every = (*board.single, *(view for group in board.groups for view in group.views), *board.aside)
    standing = [view for view in every if within(view.alarm.onset, window)]
    made = (_item(picture, now, view, groups.get(view.subject), pending, standpoint.entity) for view in standing)
    items = sorted(made, key=_place)
    if board.grouped:
        top = {view.subject: place for place, view in enumerate(board.single)}
        items.sort(key=lambda item: top.get(item.subject, len(top)))
    return AlarmsModel(
        scope=_scope(items, board) if window is None else f"{len(items)} of {len(every)} · {stretch(window)}",
        items=tuple(items),
        flood=board.grouped,
        off=standpoint.off,
        lists=lists_page(board, now),
        met=met_page(picture, now, standpoint, opened) if opened else None,
        condition=FILLED if items else _empty(board, now, sound, window),
    )


def _empty(board: Console, now: int, sound: str, window: Range | None) -> Empty:
    if window is None:
        return Empty("No active alarms", _last(board.closed, now, sound), calm=True)
    return Empty("None that stands now was raised in this range", f"{stretch(window)} · Esc leaves it")


def readable(picture: Picture, now: int, entity: str) -> tuple[AlarmView, ...]:
    """The alarms that are for this entity: those for everybody and those for it alone. Counts are taken of these."""
    return alarm_states(picture, now, entity)


def _place(item: AlarmItem) -> tuple[bool, int, int, bool, int, str]:
    """Unacknowledged first, by severity; what is CRITICAL and stands is above them all, acknowledged or not: the danger is no less."""
    rank = RANK[_SEVERITY_RANKS[item.severity]]
    standing = item.severity is State.CRITICAL and _ORDER[item.stage] <= _ORDER[Stage.ACKNOWLEDGED]
    return (not standing, _ORDER[item.stage], rank, item.stage is Stage.RETURNED, item.onset, item.subject)


_SEVERITY_RANKS = {State[severity.name]: severity for severity in RANK}


def _scope(items: Iterable[AlarmItem], board: Console) -> str:
    stages = [item.stage for item in items]
    if not stages:
        return "none active"
    owed = sum(stage in {Stage.UNACKNOWLEDGED, Stage.RETURNED} for stage in stages)
    parts = [f"{owed} unacknowledged"]
    parts += [f"{stages.count(stage)} {stage.value}" for stage in (Stage.SHELVED, Stage.SUPPRESSED) if stage in stages]
    if board.load.chattering:
        parts.append(f"{len(board.load.chattering)} chattering")
    if board.grouped:
        parts.append(f"{board.flood.count} in {span(board.flood.window)}, grouped by cause")
    return " · ".join(parts)


def _item(picture: Picture, now: int, view: AlarmView, group: CauseGroup | None, pending: tuple[Underway, ...], reader: str) -> AlarmItem:
    alarm = view.alarm
    whose = console_of(alarm, rules_of(picture).host)
    elsewhere = whose if whose != reader else ""
    stage = _STAGES[view.state]
    act = act_on(pending, "acknowledgement", view.subject) or act_on(pending, "shelving", view.subject)
    return AlarmItem(
        subject=view.subject,
        ident=shown(view.subject),
        severity=State[alarm.severity.name],
        stage=stage,
        raised=_raised(alarm.onset, now),
        onset=alarm.onset,
        title=alarm.title,
        why=_why(view, now),
        revision=alarm.cause_revision,
        note=_note(picture, view, elsewhere),
        sending=in_words(act) if act is not None and act.progress is Progress.SENDING else "",
        trouble=_trouble(act),
        group=group.key if group is not None else "",
        group_name=group.name.replace("_", " ") if group is not None else "",
        advice=_advice(picture, now, view),
        remind=alarm.about if picture.find("request", alarm.about.rpartition("/")[0]) is not None else "",
        tip=_tip(view),
        out_of_service=view.state is AlarmState.OUT_OF_SERVICE,
        console=elsewhere,
    )


def _advice(picture: Picture, now: int, view: AlarmView) -> Advice | None:
    """The doctrine's own words of this alarm; None where it says nothing of its rule."""
    told = guidance(picture, now, view.alarm)
    if not told.told and told.left is None:
        return None
    return Advice(told.so_what, told.do, _time(told, now), over=told.left is not None and told.left < 0)


def _time(told: Guidance, now: int) -> str:
    if told.left is None or told.until is None:
        return ""
    if told.left < 0:
        return f"over since {zulu_seconds(told.until)}, {elapsed(-told.left)} ago"
    return f"{elapsed(told.left)} left, to {zulu_seconds(told.until)}" if told.left < _SOON else f"to {zulu(told.until, now)}"


def _raised(onset: int, now: int) -> str:
    at = utc(onset)
    return f"{at:%H:%M:%S}" if at.date() == utc(now).date() else f"{at.day:02} {at:%H:%M}"


def _trouble(act: Underway | None) -> str:
    if act is None or act.progress is Progress.SENDING:
        return ""
    if act.progress is Progress.REFUSED:
        return in_words(act)
    return "not confirmed, still unacknowledged · Enter again" if act.kind == "acknowledgement" else "not confirmed, not shelved"


def _why(view: AlarmView, now: int) -> str:
    alarm = view.alarm
    if view.state is AlarmState.SHELVED and view.shelved_until is not None:
        return f"{span(view.shelved_until - now)} left · returns {zulu(view.shelved_until, now)} by itself"
    if view.state is AlarmState.RTN_UNACK and alarm.returned is not None:
        text = f"returned to normal {zulu(alarm.returned, now)}"
        return f"{text} · {alarm.why}" if alarm.why and len(text) + len(alarm.why) < _FITS else text
    return f"STALE, not cleared · {alarm.why}" if view.stale else alarm.why


def _note(picture: Picture, view: AlarmView, elsewhere: str) -> str:
    match view.state:
        case AlarmState.UNACK_ACTIVE:
            return (
                f"{view.answered[0]} of {view.answered[1]} answered"
                if view.answered is not None
                else f"at {elsewhere}"
                if elsewhere
                else "at this seat"
            )
        case AlarmState.RTN_UNACK:
            return "still UNACK"
        case AlarmState.ACK_ACTIVE | AlarmState.CLOSED:
            return _by(picture, view.acknowledged)
        case AlarmState.SHELVED:
            return _by(picture, picture.find("shelving", view.subject))
        case AlarmState.SUPPRESSED:
            return "by design"
        case AlarmState.OUT_OF_SERVICE:
            return "by a person"
        case _:
            assert_never(view.state)


def _by(picture: Picture, record: Record | None) -> str:
    """Who and when, by role: no name stands on a screen."""
    if record is None:
        return ""
    return f"{role_of(picture, record.author.code).partition(',')[0]} {zulu(record.event)[:-1]}"


def _tip(view: AlarmView) -> str:
    """The fact, why it matters, what to do, and the shelf's reason: nothing of it exists only here but the doctrine's own words."""
    alarm = view.alarm
    shelf = f"Shelved: {view.shelf_reason}" if view.shelf_reason else ""
    respond = f"Respond by {zulu(alarm.respond_by)}" if alarm.respond_by is not None else ""
    head = f"{shown(view.subject)} revision {alarm.cause_revision}: {alarm.title}"
    return "\n".join(part for part in (head, alarm.why, alarm.so_what, alarm.guidance, respond, shelf) if part)


def _last(views: Iterable[AlarmView], now: int, sound: str) -> str:
    closed = [(view.alarm.returned or view.record.event, view.subject) for view in views]
    if not closed:
        return " · ".join(part for part in ("none closed since the start", sound) if part)
    at, subject = max(closed)
    recent = sum(each > now - _RECENT for each, _ in closed)
    return " · ".join(part for part in (f"Last closed {shown(subject)} at {zulu(at, now)}", f"{recent} in the last 4 h", sound) if part)
