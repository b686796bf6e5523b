"""What the evidence behind each indicator is worth now: its age, its evaluation, what contradicts it and what was marked.

The observation stays a person's word and is never altered here. Two doubts come from links: every report that supports it was marked
fabricated or withdrawn, or was judged against (`void`); or a linked report contradicts it and nobody has judged between them yet
(`contradicted`). A proposed link counts for nothing. Deliberately absent: what a threshold makes of it, and the reports themselves
(`ledger`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Final

from feeds.assessment.freshness import NOTHING, Fresh, indicator_freshness, looked_at, spoken_of
from feeds.assessment.ledger import Held, Leans, Ledger
from feeds.picture.envelope import Key, Record
from feeds.picture.label import Label
from feeds.picture.picture import Picture
from feeds.picture.room import SourceState, SourceStatus
from feeds.picture.warning import Admiralty, Indicator, IndicatorState, Observation


@dataclass(frozen=True, slots=True)
class Standing:
    """An indicator and its state. `since`: since when the observation speaks; `looked`: when somebody last looked.

    For NOT_OBSERVED `since` is the moment since which it has been looked for and not seen: a supporting report later than the
    state's own word moves it on. `rivals`: reports that contradict it. `sources`: how many independent sources its reports have.
    `labels`: those of the rows the standing rests on.
    """

    code: str
    indicator: str
    body: Indicator
    state: Record | None
    observation: Observation
    evaluation: Admiralty | None
    since: int | None
    looked: int | None
    by: str
    fresh: Fresh
    rivals: tuple[str, ...] = ()
    void: bool = False
    sources: int = 0
    labels: frozenset[Label | None] = frozenset()

    @property
    def contradicted(self) -> bool:
        """Say whether a rival report waits for a person's judgement."""
        return bool(self.rivals)


def standing(picture: Picture, row: Record, body: Indicator, held: Held, now: int) -> Standing:
    """Return the standing of one indicator. `held`: what its reports amount to."""
    state_row = picture.find("indicator_state", row.subject)
    state = state_row.body if state_row else None
    if state_row is None or not isinstance(state, IndicatorState):
        return Standing(body.code, row.subject, body, None, Observation.NOT_ASSESSED, None, None, None, "", NOTHING)
    own = frozenset({row.label, state_row.label})
    return Standing(
        code=body.code,
        indicator=row.subject,
        body=body,
        state=state_row,
        observation=state.observation,
        evaluation=state.evaluation or held.best,
        since=_since(state_row, state, held),
        looked=looked_at(state_row, state),
        by=state.looked_by or state.source or "",
        fresh=indicator_freshness(picture, body, state_row, now),
        rivals=held.rivals,
        void=held.void,
        sources=len(held.sources),
        labels=own if state.evaluation is not None else own | held.labels,
    )


def _since(record: Record, state: IndicatorState, held: Held) -> int:
    moment = spoken_of(state.as_of, record)
    if state.observation is not Observation.NOT_OBSERVED or held.latest is None:
        return moment
    return max(moment, held.latest)


_SILENT: Final = frozenset({SourceState.LOST, SourceState.NO_DATA})


class Standings:
    """The standings of one picture's indicators, each read anew only when its rows, its reports, a source or its age call for it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._found: dict[Key, Standing] = {}
        self._by_code: dict[str, Standing] = {}
        self._winners: dict[str, Key] | None = None
        self._keys: defaultdict[str, list[Key]] = defaultdict(list)
        self._leaning: defaultdict[str, set[str]] = defaultdict(set)
        self._silent: frozenset[tuple[str, SourceState]] = frozenset()
        self._ages: list[tuple[int, str]] = []
        self._looked = 0

    def take(self, kind: str, keys: Iterable[Key]) -> None:
        """Take in that rows of indicators or of their states are new, changed or gone."""
        if kind == "indicator":
            self._winners = None
        self._ledger.stale.update(subject for subject, _ in keys)

    def at(self, picture: Picture, now: int) -> dict[str, Standing]:
        """Return the standing of every indicator by its spoken code; of two with one code that of the later row."""
        if self._winners is None:
            self._list(picture)
        if now < self._looked:
            self._ledger.stale.update(self._keys)
            self._ages.clear()
        self._looked = now
        self._age(now)
        self._hear(picture)
        stale = self._ledger.stale
        for subject in stale:
            for key in self._keys.get(subject, ()):
                self._read(picture, key, now)
        stale.clear()
        return {code: self._by_code[code] for code in self._winners or () if code in self._by_code}

    def _list(self, picture: Picture) -> None:
        """List the indicators anew, in an order that does not depend on how they came."""
        rows = [(row, body) for row, body in picture.bodies(Indicator)]
        rows.sort(key=lambda each: (each[0].event, each[0].known, each[0].origin, each[0].subject))
        self._winners = {body.code: row.row for row, body in rows}
        self._keys.clear()
        for row, _ in rows:
            self._keys[row.subject].append(row.row)
        known = {row.row for row, _ in rows}
        self._found = {key: found for key, found in self._found.items() if key in known}
        self._ledger.stale.update(subject for subject, origin in known if (subject, origin) not in self._found)
        self._by_code = {code: self._found[key] for code, key in self._winners.items() if key in self._found}
        if len(self._by_code) < len(self._winners):
            self._ledger.stale.update(self._keys)

    def _age(self, now: int) -> None:
        """Doubt again what has aged into another word since the last look."""
        while self._ages and self._ages[0][0] <= now:
            self._ledger.stale.add(heappop(self._ages)[1])

    def _hear(self, picture: Picture) -> None:
        """Doubt again what leans on a source that fell silent, or speaks again."""
        silent = frozenset((body.source, body.state) for _, body in picture.bodies(SourceStatus) if body.state in _SILENT)
        for source, _ in silent ^ self._silent:
            self._ledger.stale.update(self._leaning[source])
        self._silent = silent

    def _read(self, picture: Picture, key: Key, now: int) -> None:
        row = picture.tables["indicator"][key]
        if not isinstance(row.body, Indicator):
            return
        found = standing(picture, row, row.body, self._ledger.held(picture, row.subject), now)
        before = self._found.get(key)
        found = before if before == found and before is not None else found
        self._found[key] = found
        state = found.state.body if found.state is not None else None
        self._ledger.leans[row.subject] = (
            Leans(state.evaluation is None, state.observation is Observation.NOT_OBSERVED)
            if isinstance(state, IndicatorState)
            else Leans(worth=False, latest=False)
        )
        if self._winners is not None and self._winners.get(row.body.code) == key:
            self._by_code[row.body.code] = found
        if found.fresh.changes is not None:
            heappush(self._ages, (found.fresh.changes, row.subject))
        for source in _sources(found):
            self._leaning[source].add(row.subject)

    def without(self, picture: Picture, now: int, disbelieved: str) -> dict[str, Standing]:
        """Return the standings as they would be if a report were marked fabricated."""
        known = self.at(picture, now)
        for subject in dict.fromkeys(link.indicator for link in self._ledger.about(disbelieved)):
            for key in self._keys.get(subject, ()):
                row = picture.tables["indicator"][key]
                if isinstance(row.body, Indicator) and known.get(row.body.code) is self._found.get(key):
                    held = self._ledger.count(picture, subject, frozenset({disbelieved}))
                    known[row.body.code] = standing(picture, row, row.body, held, now)
        return known


def _sources(found: Standing) -> tuple[str, ...]:
    """Return the sources whose silence would make a standing doubtful."""
    state = found.state.body if found.state is not None else None
    return (state.source,) if isinstance(state, IndicatorState) and state.source else found.body.sources
