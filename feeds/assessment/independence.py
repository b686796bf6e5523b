"""Whether reports stand on their own: two reports of one eyewitness are one source, however many carry them.

Who a report comes from in the end is recorded with it (`same_source`), else its source is. Where a threshold asks for independent sources,
it counts these and not the reports. Deliberately absent: finding out that two texts are alike; a person records that.
"""

from __future__ import annotations

from dataclasses import dataclass

from feeds.assessment.kept import kept
from feeds.assessment.ledger import ultimate
from feeds.picture.picture import Picture
from feeds.picture.warning import Indication, Relation


@dataclass(frozen=True, slots=True)
class Independence:
    """The reports that hold an indicator up, by ultimate source, the one with the most reports first."""

    groups: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def reports(self) -> int:
        """How many reports there are."""
        return sum(len(each) for _, each in self.groups)

    @property
    def sources(self) -> int:
        """How many of them stand on their own."""
        return len(self.groups)

    @property
    def text(self) -> str:
        """Say it in a few words."""
        reports = f"{self.reports} report{'' if self.reports == 1 else 's'}"
        if self.sources == self.reports:
            return f"{reports}, each of its own source" if self.reports > 1 else reports
        return f"{reports} of {self.sources} source{'' if self.sources == 1 else 's'}: {self.sources} independent"


def independence(picture: Picture, indicator: str) -> Independence:
    """Return how independent the reports are that hold an indicator up; what was marked or cancelled is none of them."""
    ledger = kept(picture).ledger
    found: dict[str, list[str]] = {}
    for link in ledger.links(indicator):
        row = picture.find("indication", link.indication)
        holds = not ledger.marked(link.indication) and not ledger.cancelled(link.indication, row)
        if link.relation is Relation.SUPPORTS and holds and row is not None and isinstance(row.body, Indication):
            found.setdefault(ultimate(row.body), []).append(link.indication)
    groups = sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))
    return Independence(tuple((source, tuple(reports)) for source, reports in groups))
