"""Which alarm stands beside which indicator: the gravest open one that the indicator's evidence had a part in. Pure, no Qt.

That is an alarm about the indicator itself, one caused by a danger zone that its evidence drew, and the one that the assessed rung stands
above the declared level, for the indicators that count towards its threshold. A feed's alarm is the feed's own; the indicator says
SOURCE LOST itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from feeds.assessment.alarms import OPEN, AlarmView, alarm_states
from feeds.assessment.cause import ASSESSED_ABOVE_DECLARED
from feeds.picture.danger import DangerZone
from feeds.picture.identity import shown
from feeds.picture.ladder import AssessedRung
from feeds.picture.picture import Picture
from feeds.picture.warning import Evidence, EvidenceStatus, Indicator, Relation
from widgets.indicators.model import Alarm
from widgets.top_bar_resolve import severity_state


def alarms_by_indicator(picture: Picture, now: int) -> Mapping[str, Alarm]:
    """The gravest open alarm by indicator subject; unacknowledged ones before those that somebody acknowledged."""
    found: dict[str, Alarm] = {}
    views = [view for view in alarm_states(picture, now) if view.state in OPEN]
    reports = _reports(picture)
    for view in sorted(views, key=lambda each: not each.unacknowledged):
        alarm = Alarm(shown(view.subject), severity_state(view.alarm.severity), view.unacknowledged)
        for indicator in _indicators(picture, view, reports):
            found.setdefault(indicator, alarm)
    return found


def _reports(picture: Picture) -> Mapping[str, tuple[str, ...]]:
    """Indicators by the report that supports them."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for _, evidence in picture.bodies(Evidence):
        if evidence.status is EvidenceStatus.LINKED and evidence.relation is Relation.SUPPORTS:
            found[evidence.indication] += (evidence.indicator,)
    return found


def _indicators(picture: Picture, view: AlarmView, reports: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    if picture.find("indicator", view.alarm.about) is not None:
        yield view.alarm.about
    zone = picture.get(DangerZone, view.alarm.cause) if view.alarm.cause is not None else None
    for report in zone.evidence if zone is not None else ():
        yield from reports.get(report, ())
    if view.alarm.rule == ASSESSED_ABOVE_DECLARED:
        yield from _counted(picture, view.alarm.about, view.alarm.cause)


def _counted(picture: Picture, ladder: str, threshold: str | None) -> Iterator[str]:
    """Indicators that count towards the threshold which is met (None: towards any)."""
    assessed = picture.get(AssessedRung, ladder)
    codes = (
        {code for each in assessed.basis if each.met and threshold in {None, each.threshold} for code in each.counted}
        if assessed is not None
        else set()
    )
    yield from (row.subject for row, body in picture.bodies(Indicator) if body.code in codes)
