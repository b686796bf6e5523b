"""A room at 10:47:32Z for the resolvers: what the exercise opens with, plus the acts and findings that the night left behind."""

from functools import cache
from typing import cast

from feeds.exercise.loader import shipped_scenario
from feeds.exercise.scenario import Scenario
from feeds.picture.diplomacy import OffRamp, OffRampState
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.fold import fold_all
from feeds.picture.identity import content_hash
from feeds.picture.ladder import AssessedRung, ConsentRule, DeclaredLevel
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal, ProposalState, Silence, SilenceState
from feeds.picture.records import AnyBody
from feeds.picture.room import Policy, SourceState, SourceStatus
from feeds.picture.warning import Admiralty, IndicatorState, Judgement, Observation

NOW = 1_795_344_452_000
"""2026-11-22 10:47:32Z."""

MINUTE = 60_000
HOUR = 60 * MINUTE
P12 = "P-6T4WAAAAAAAAAAAA"


def at(hour: int, minute: int = 0) -> int:
    """An instant of that day."""
    return NOW - NOW % (24 * HOUR) + hour * HOUR + minute * MINUTE


@cache
def scenario() -> Scenario:
    """The shipped exercise."""
    return shipped_scenario("quiet_harbour")


class Room:
    """Writes rows into a picture one after another, each known when it happened unless said otherwise."""

    def __init__(self) -> None:
        self.picture = Picture(scenario().regime)
        self._sequence = 0

    def write(self, subject: str, body: AnyBody, when: int, *, origin: str = "CMC", entity: str = "CMC") -> None:
        """Fold one row."""
        self._sequence += 1
        key = content_hash(f"{subject}{self._sequence}".encode())
        author = Author(entity, AuthorKind.OFFICER, f"{entity}-1")
        record = Record(
            subject,
            scenario().regime,
            when,
            author,
            body,
            key,
            scenario().default_label,
            origin=origin,
            sequence=self._sequence,
            known=when,
        )
        fold_all(self.picture, [record])

    def open(self) -> "Room":
        """Everything the room opens with, and its label policy."""
        for each in scenario().opening:
            self.write(each.subject, cast("AnyBody", each.body), scenario().starts)
        self.write(scenario().room, Policy(scenario().policy), scenario().starts)
        return self

    def indicator(self, code: str) -> str:
        """Subject of an indicator by its code."""
        return scenario().subject(code)

    def observe(self, code: str, observation: Observation, when: int, pair: str = "", by: str | None = None) -> None:
        """A person sets an observation."""
        evaluation = Admiralty(pair[0], int(pair[1])) if pair else None
        subject = self.indicator(code)
        self.write(subject, IndicatorState(subject, observation, when, evaluation, looked_by=by), when)

    def declare(self, entity: str, ordinal: int, when: int, *, common: bool = False, origin: str = "CMC") -> None:
        """A declared level."""
        self.write(f"generic-7/{entity}", DeclaredLevel("generic-7", entity, ordinal, common), when, origin=origin, entity=entity)


def crisis() -> Room:
    """Declared 3, assessed 4, a proposal under silence, FEN not reached, HYDRO-2 lost."""
    room = Room().open()
    room.declare("COUNCIL", 3, at(7, 2), common=True)
    for entity, ordinal in {"AUR": 3, "BOR": 4, "CAL": 3, "DRA": 2, "ESK": 3, "FEN": 3}.items():
        room.declare(entity, ordinal, at(7, 20))
    room.observe("I-03", Observation.OBSERVED, at(10, 44), "B2")
    room.observe("I-07", Observation.OBSERVED, at(8, 35), "B3")
    room.observe("I-11", Observation.PARTIAL, at(8, 22), "C3")
    room.observe("I-04", Observation.OBSERVED, at(4, 43), "B2")
    room.observe("I-13", Observation.NOT_OBSERVED, at(10, 33), "B2", by="AUR")
    room.observe("I-14", Observation.NOT_OBSERVED, at(10, 25), "B2", by="CAL")
    room.observe("I-16", Observation.NO_COLLECTION, at(0, 5))
    room.write("HYDRO-2", SourceStatus("HYDRO-2", SourceState.LOST, at(9, 58)), at(9, 58))
    room.write("generic-7", AssessedRung("generic-7", 4, since=at(10, 46)), at(10, 46))
    proposal = Proposal(
        "P-6T4W",
        "Raise to 4",
        "generic-7",
        3,
        4,
        ProposalState.PUT,
        ConsentRule.SILENCE,
        put_by="CAL",
        put_at=at(10, 30),
        deadline=at(11, 30),
    )
    room.write(P12, proposal, at(10, 30))
    room.write(P12, Silence(P12, 1, SilenceState.RUNNING, ("AUR", "BOR", "CAL", "DRA", "ESK"), ("FEN",)), at(10, 31))
    room.write("OR-2", OffRamp("OR-2", "pause, Tarn Bridge", OffRampState.OFFERED, until=at(14)), at(9, 5))
    problem = scenario().subject("WP-2")
    judgement = Judgement(problem, "very likely", confidence="moderate", by_when=at(14))
    room.write(problem, judgement, at(10, 46))
    return room
