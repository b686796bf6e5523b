"""How marks are shared out among lanes: by kind, discipline, problem, corridor or entity. Pure tables; the history fills the lanes.

A mark may stand in several lanes (a report that bears on two problems) and always stands in one: what belongs to none of the
chosen ones has a lane of its own, named last. Which subjects belong to a problem or a corridor is read from the picture, so
that a replay groups by the links that were known at its moment. Deliberately absent: the marks themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from feeds.picture.alarm import Alarm, Request
from feeds.picture.corridor import Agreement, Conditions, Corridor, CorridorIncident, Segment
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.relief import Movement
from feeds.picture.warning import Discipline, Evidence, Indicator, Problem
from widgets.timeline.marks import FAMILY, MarkCode

OTHER = "Other"
SOURCES = "Sources"
"""Where gaps of sources stand when no lane is that of all reports."""
INDICATIONS, ALARMS, ACTS = "Indications", "Alarms", "Acts"
FAMILIES = {MarkCode.REPORT // FAMILY: INDICATIONS, MarkCode.CRITICAL // FAMILY: ALARMS, MarkCode.ACT // FAMILY: ACTS}
Subject = tuple[str, str]


class Grouping(StrEnum):
    """What a lane is."""

    KIND = "kind"
    DISCIPLINE = "discipline"
    PROBLEM = "problem"
    CORRIDOR = "corridor"
    ENTITY = "entity"


@dataclass(frozen=True)
class Member:
    """A lane of some subjects: its name, and which kinds and subjects stand in it."""

    name: str
    subjects: frozenset[Subject]


@dataclass(frozen=True)
class Plan:
    """A grouping with its lanes as far as they are known beforehand; entities' lanes come with their first mark."""

    grouping: Grouping = Grouping.KIND
    members: tuple[Member, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The lanes that are there whether or not they have marks, top to bottom."""
        match self.grouping:
            case Grouping.KIND:
                return (INDICATIONS, ALARMS, ACTS)
            case Grouping.DISCIPLINE:
                return ()
            case _:
                return tuple(member.name for member in self.members)

    def lanes_of(self, code: int, subject: Subject, discipline: str, entity: str) -> Iterator[str]:
        """Return the lanes in which a mark stands."""
        match self.grouping:
            case Grouping.KIND:
                yield FAMILIES[code // FAMILY]
            case Grouping.DISCIPLINE:
                yield discipline or FAMILIES[code // FAMILY]
            case Grouping.ENTITY:
                yield entity
            case Grouping.PROBLEM | Grouping.CORRIDOR:
                found = [member.name for member in self.members if subject in member.subjects]
                yield from found or (OTHER,)

    def order(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return these lanes top to bottom: those known beforehand, disciplines in order, the rest by name, what is left over last."""
        first = {name: place for place, name in enumerate((*self.names, *Discipline, ALARMS, ACTS))}
        last = len(first)
        return tuple(sorted({*self.names, *names}, key=lambda name: (name == OTHER, first.get(name, last), name)))


BY_KIND = Plan()


def plan(grouping: Grouping, picture: Picture) -> Plan:
    """Return the plan of a grouping under the links of this picture."""
    match grouping:
        case Grouping.PROBLEM:
            return Plan(grouping, _problems(picture))
        case Grouping.CORRIDOR:
            return Plan(grouping, _corridors(picture))
        case Grouping.KIND | Grouping.DISCIPLINE | Grouping.ENTITY:
            return Plan(grouping)


def _problems(picture: Picture) -> tuple[Member, ...]:
    """Each problem with its judgement, its indicators, their evidence, and the alarms and requests about them."""
    reports: defaultdict[str, set[Subject]] = defaultdict(set)
    for row, link in picture.bodies(Evidence):
        reports[link.indicator] |= {("indication", link.indication), ("report_mark", link.indication), ("evidence", row.subject)}
    found = []
    for row, problem in picture.bodies(Problem):
        about = {row.subject} | {each.subject for each, indicator in picture.bodies(Indicator) if row.subject in indicator.problems}
        subjects = {(kind, each) for each in about for kind in ("problem", "judgement", "indicator", "indicator_state")}
        subjects |= {subject for indicator in about for subject in reports[indicator]}
        found.append(Member(problem.code, frozenset(subjects | _raised(picture, about))))
    return tuple(found)


def _corridors(picture: Picture) -> tuple[Member, ...]:
    """Each corridor with its segments, agreements, movements and incidents, and the alarms and requests about them."""
    found = []
    for row, corridor in picture.bodies(Corridor):
        name = row.subject
        parts = {each.subject for each, segment in picture.bodies(Segment) if segment.corridor == name}
        about = {name} | parts
        subjects = {(kind, each) for each in about for kind in ("corridor", "corridor_status", "conditions", "segment", "verification")}
        subjects |= {(each.kind, each.subject) for each, body in _on_routes(picture) if body.corridor == name}
        found.append(Member(corridor.code, frozenset(subjects | _raised(picture, about))))
    return tuple(found)


def _on_routes(picture: Picture) -> Iterator[tuple[Record, Agreement | Movement | CorridorIncident | Conditions]]:
    """Every row that names the corridor it is about."""
    yield from picture.bodies(Agreement)
    yield from picture.bodies(Movement)
    yield from picture.bodies(CorridorIncident)
    yield from picture.bodies(Conditions)


def _raised(picture: Picture, about: set[str]) -> set[Subject]:
    """Alarms about these subjects with what was done about them, and requests for answers to the alarms."""
    alarms = {row.subject for row, alarm in picture.bodies(Alarm) if alarm.about in about or alarm.cause in about}
    asked = {row.subject for row, request in picture.bodies(Request) if request.item in alarms | about}
    found = {(kind, each) for each in alarms for kind in ("alarm", "acknowledgement", "shelving")}
    found |= {
        (row.kind, row.subject) for kind in ("answer", "request") for row in picture.rows(kind) if row.subject.partition("/")[0] in asked
    }
    return found
