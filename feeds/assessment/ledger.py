"""What reports say for and against each indicator, kept as reports come, so that a new one costs the same however many there are.

People link a report to an indicator; a mark, a judgement or its own source takes a report's word away. For each indicator the ledger keeps
what its standing needs of the reports that hold: the best evaluation, the latest moment, the ultimate sources, the labels, and the rivals
nobody has judged. One more supporting report is added to that; anything else makes it be counted anew. The same rows give the same ledger
in whatever order they came. Deliberately absent: the observation, which is a person's, and any clock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from feeds.assessment.freshness import spoken_of
from feeds.picture.envelope import Key, Record
from feeds.picture.label import Label
from feeds.picture.picture import Picture
from feeds.picture.warning import (
    Adjudication,
    Admiralty,
    Evidence,
    EvidenceStatus,
    Indication,
    MarkKind,
    Relation,
    ReportMark,
    ReportStatus,
)

KINDS: Final = ("indication", "report_mark", "adjudication", "evidence")
"""The tables it reads, in the order in which changes to them are taken in: a report before the link that somebody made of it."""


class Leans(NamedTuple):
    """What an indicator's standing reads of its reports.

    `worth`: their evaluations, where no person gave one. `latest`: the moments they speak of, where somebody looked and saw nothing.
    """

    worth: bool = True
    latest: bool = True


_ALL: Final = Leans()


@dataclass(slots=True)
class Held:
    """What the reports linked to one indicator amount to. `held` of `supports` reports still have their word.

    `latest`: the latest moment one of them speaks of. `sources`: how many reports each ultimate source gave. `rivals`: contradicting
    reports that nobody has judged, in the order of their links' keys.
    """

    supports: int = 0
    held: int = 0
    best: Admiralty | None = None
    latest: int | None = None
    labels: frozenset[Label | None] = frozenset()
    sources: dict[str, int] = field(default_factory=dict)
    rivals: tuple[str, ...] = ()

    @property
    def void(self) -> bool:
        """Say whether every report that supports the indicator has lost its word."""
        return self.supports > 0 and self.held == 0

    def add(self, report: Record | None, leans: Leans) -> bool:
        """Count one more report that supports the indicator and has its word. None: its row is not in this picture.

        Returns whether a standing that leans so reads otherwise for it.
        """
        changed = self.void
        self.supports += 1
        self.held += 1
        if report is None or not isinstance(report.body, Indication):
            return changed
        body, spoken, source = report.body, spoken_of(report.event, report), ultimate(report.body)
        best = _better(self.best, body.evaluation)
        if best != self.best or report.label not in self.labels:
            self.best, self.labels = best, self.labels | {report.label}
            changed |= leans.worth
        if self.latest is None or spoken > self.latest:
            self.latest = spoken
            changed |= leans.latest
        changed |= source not in self.sources
        self.sources[source] = self.sources.get(source, 0) + 1
        return changed


def ultimate(body: Indication) -> str:
    """Return who a report comes from in the end: two reports of one eyewitness have one source."""
    return body.same_source or body.source


def _better(one: Admiralty | None, other: Admiralty | None) -> Admiralty | None:
    """Return the better of two evaluations. One that could be judged goes before one that could not, which is not worse, only unjudged."""
    if one is None or other is None or one == other:
        return one or other
    found = (one, other)
    judged = [each for each in found if each.judged]
    return min(judged or found, key=lambda each: (each.reliability, each.credibility))


class Ledger:
    """The links, marks and judgements of one picture, by indicator and by report.

    `stale`: indicators whose standing must be read anew; who reads them takes them out, and says in `leans` what it leant on.
    """

    def __init__(self, picture: Picture) -> None:
        self.stale: set[str] = set()
        self.leans: dict[str, Leans] = {}
        self._links: dict[Key, Evidence] = {}
        self._of: defaultdict[str, dict[Key, Evidence]] = defaultdict(dict)
        self._about: defaultdict[str, dict[Key, Evidence]] = defaultdict(dict)
        self._bad: defaultdict[str, set[Key]] = defaultdict(set)
        self._marked: dict[Key, str] = {}
        self._judged: defaultdict[str, dict[Key, Adjudication]] = defaultdict(dict)
        self._judgements: dict[Key, Adjudication] = {}
        self._cancels: dict[Key, tuple[str, ...]] = {}
        self._cancelled: defaultdict[str, dict[Key, str]] = defaultdict(dict)
        self._held: dict[str, Held] = {}
        for row in picture.rows("indication"):
            if isinstance(row.body, Indication) and row.body.status is ReportStatus.CANCELLED:
                self._cancel(row.row, row.body)
        for kind in KINDS[1:]:
            for row in picture.rows(kind):
                self.take(picture, kind, row.row)

    def take(self, picture: Picture, kind: str, key: Key) -> None:
        """Take in that a row of one of `KINDS` is new, changed or gone."""
        row = picture.tables.get(kind, {}).get(key)
        body = row.body if row is not None else None
        match kind:
            case "evidence":
                linked = isinstance(body, Evidence) and body.status is EvidenceStatus.LINKED
                self._link(picture, key, body if linked and isinstance(body, Evidence) else None)
            case "report_mark":
                bad = isinstance(body, ReportMark) and body.mark is not MarkKind.CONFIRMED
                self._mark(key, body.indication if bad and isinstance(body, ReportMark) else None)
            case "adjudication":
                decided = isinstance(body, Adjudication) and body.preferred is not None
                self._judge(key, body if decided and isinstance(body, Adjudication) else None)
            case _:
                cancels = isinstance(body, Indication) and body.status is ReportStatus.CANCELLED
                self._cancel(key, body if cancels and isinstance(body, Indication) else None)
                self._forget_report(key[0])

    def _cancel(self, key: Key, made: Indication | None) -> None:
        """Keep what a source took back: its report itself, and those of its own that a cancellation of it names."""
        for each in self._cancels.pop(key, ()):
            self._cancelled[each].pop(key, None)
            self._forget_report(each)
        if made is not None:
            self._cancels[key] = (key[0], *made.supersedes)
            for each in self._cancels[key]:
                self._cancelled[each][key] = made.source
                self._forget_report(each)

    def cancelled(self, indication: str, report: Record | None) -> bool:
        """Say whether a report was cancelled by its own source. `report`: its row; another source's word takes nothing back."""
        if report is None or not isinstance(report.body, Indication) or indication not in self._cancelled:
            return False
        return report.body.source in self._cancelled[indication].values()

    def _link(self, picture: Picture, key: Key, made: Evidence | None) -> None:
        before = self._links.pop(key, None)
        if before is not None:
            del self._of[before.indicator][key]
            del self._about[before.indication][key]
            self._forget(before.indicator)
        if made is None:
            return
        self._links[key] = self._of[made.indicator][key] = self._about[made.indication][key] = made
        held = self._held.get(made.indicator)
        report = picture.find("indication", made.indication)
        if held is not None and made.relation is Relation.SUPPORTS and self._plain(made.indication, report):
            if held.add(report, self.leans.get(made.indicator, _ALL)):
                self.stale.add(made.indicator)
        else:
            self._forget(made.indicator)

    def _plain(self, indication: str, report: Record | None) -> bool:
        """Say whether nobody has marked or judged a report, and its source stands by it."""
        return not self._bad.get(indication) and not self._judged.get(indication) and not self.cancelled(indication, report)

    def _mark(self, key: Key, indication: str | None) -> None:
        before = self._marked.pop(key, None)
        if before is not None:
            self._bad[before].discard(key)
            self._forget_report(before)
        if indication is not None:
            self._marked[key] = indication
            self._bad[indication].add(key)
            self._forget_report(indication)

    def _judge(self, key: Key, made: Adjudication | None) -> None:
        before = self._judgements.pop(key, None)
        for indication in before.indications if before is not None else ():
            self._judged[indication].pop(key, None)
            self._forget_report(indication)
        if made is not None:
            self._judgements[key] = made
            for indication in made.indications:
                self._judged[indication][key] = made
                self._forget_report(indication)

    def _forget_report(self, indication: str) -> None:
        links = self._about.get(indication)
        for link in links.values() if links else ():
            self._forget(link.indicator)

    def _forget(self, indicator: str) -> None:
        self._held.pop(indicator, None)
        self.stale.add(indicator)

    def held(self, picture: Picture, indicator: str) -> Held:
        """Return what the reports linked to an indicator amount to."""
        found = self._held.get(indicator)
        if found is None:
            found = self._held[indicator] = self.count(picture, indicator)
        return found

    def count(self, picture: Picture, indicator: str, disbelieved: frozenset[str] = frozenset()) -> Held:
        """Count an indicator's reports anew. `disbelieved`: reports to be read as if they had been marked fabricated."""
        links = self.links(indicator)
        named = ((each.indication, picture.find("indication", each.indication)) for each in links)
        void = disbelieved | {subject for subject, report in named if self.cancelled(subject, report)}
        against, rivals = self._contested(links, void)
        found = Held(rivals=rivals)
        for link in links:
            if link.relation is not Relation.SUPPORTS:
                continue
            if self._bad.get(link.indication) or link.indication in void or link.indication in against:
                found.supports += 1
            else:
                found.add(picture.find("indication", link.indication), _ALL)
        return found

    def _contested(self, links: Iterable[Evidence], disbelieved: frozenset[str]) -> tuple[frozenset[str], tuple[str, ...]]:
        """Return the supporting reports judged against, and the contradicting ones that nobody has judged."""
        rivals = [each.indication for each in links if each.relation is Relation.CONTRADICTS]
        if not rivals:
            return frozenset(), ()
        ours = {each.indication for each in links if each.relation is Relation.SUPPORTS}
        against: set[str] = set()
        waiting: list[str] = []
        for rival in rivals:
            if self._bad.get(rival) or rival in disbelieved:
                continue
            judgements = self._judged.get(rival, {}).values()
            if not judgements:
                waiting.append(rival)
            for judgement in judgements:
                if judgement.preferred == rival:
                    against |= ours & set(judgement.indications)
        return frozenset(against), tuple(waiting)

    def links(self, indicator: str) -> tuple[Evidence, ...]:
        """Return the links people made to an indicator, in the order of their keys."""
        found = self._of.get(indicator, {})
        return tuple(found[key] for key in sorted(found))

    def about(self, indication: str) -> tuple[Evidence, ...]:
        """Return the links people made from a report, in the order of their keys."""
        found = self._about.get(indication, {})
        return tuple(found[key] for key in sorted(found))

    def marked(self, indication: str) -> bool:
        """Say whether a report was marked fabricated or withdrawn."""
        return bool(self._bad.get(indication))

    def judgements(self, indication: str) -> Iterator[Adjudication]:
        """Return the judgements between a report and others."""
        return iter(self._judged.get(indication, {}).values())
