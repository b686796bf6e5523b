"""The reports beside an indicator: linked, contradicting, proposed by the matcher; each with source, Admiralty pair and two clocks. Pure.

Two reports of one ultimate source say so: they count once. A fabricated or withdrawn report is marked and stays.
"""

from collections.abc import Iterator
from dataclasses import replace

from feeds.assessment.independence import independence
from feeds.assessment.matcher import Match, matches_of_indicator
from feeds.assessment.standing import Standing
from feeds.picture.envelope import AuthorKind, Record
from feeds.picture.identity import joined, shown
from feeds.picture.picture import Picture
from feeds.picture.warning import Adjudication, Evidence, EvidenceStatus, Indication, MarkKind, Relation, ReportMark
from widgets.board.acting import offered
from widgets.board.model import Fact, Part
from widgets.cells import Act
from widgets.signed import writer
from widgets.standpoint import Standpoint
from widgets.stated import stated
from widgets.times import zulu
from widgets.words import State

_DECIDE = (("evidence", "Link it…", "L"), ("decline", "Decline it…", "D"))


def links_of(picture: Picture, indicator: str) -> list[tuple[Record, Evidence]]:
    """Every link of an indicator, the latest first."""
    found = [(row, body) for row, body in picture.bodies(Evidence) if body.indicator == indicator]
    return sorted(found, key=lambda each: (-each[0].event, each[0].subject))


def rival_part(picture: Picture, now: int, standpoint: Standpoint, one: Standing) -> Iterator[Part]:
    """Contradicting reports side by side, while nobody has judged them, and the verdict where somebody has."""
    linked = {body.indication: body for _, body in links_of(picture, one.indicator) if body.status is EvidenceStatus.LINKED}
    contested = [each for each, body in linked.items() if body.relation is Relation.CONTRADICTS]
    if not contested:
        return
    ours = [each for each, body in linked.items() if body.relation is Relation.SUPPORTS]
    acts = offered((("adjudicate", "Judge between them…", "A"),), "|".join((*ours, *contested)), standpoint.off, lead=False)
    heading = "Contradicting reports, side by side until judged" if one.rivals else "Contradicting reports, judged"
    facts = (
        *(_report(picture, now, each, "says so", acts) for each in ours),
        *(_report(picture, now, each, "says not", acts) for each in contested),
    )
    yield Part(heading, (*facts, *_verdicts(picture, now, {*ours, *contested})))


def _verdicts(picture: Picture, now: int, reports: set[str]) -> Iterator[Fact]:
    for row, body in picture.bodies(Adjudication):
        if reports & set(body.indications) and body.preferred is not None:
            said = f"for {shown(body.preferred)}: {body.reason}" if body.reason else f"for {shown(body.preferred)}"
            yield Fact("Judged", said, right=f"{writer(picture, row)} {zulu(row.event, now)}", kind=row.kind, subject=row.subject)


def proposed_part(picture: Picture, now: int, standpoint: Standpoint, one: Standing) -> Part:
    """What the matcher or a person proposes to link, with the reason; a person links or declines."""
    found = [(row, body) for row, body in links_of(picture, one.indicator) if body.status is EvidenceStatus.PROPOSED]
    recorded = tuple(_proposed(picture, now, standpoint, row, body) for row, body in found)
    likely = tuple(_match(each, now, standpoint) for each in matches_of_indicator(picture, now, one.indicator))
    return Part("Proposed links: a person decides", (*recorded, *likely), "none waits")


def _match(one: Match, now: int, standpoint: Standpoint) -> Fact:
    """A link the matcher thinks likely, with its grounds. It is on no record until a person links or declines it."""
    body = one.report.body
    title = body.title if isinstance(body, Indication) else ""
    subject = one.report.subject
    acts = offered(_DECIDE, joined(one.indicator.subject, subject), standpoint.off)
    said = f"{title} because: {one.reason}"
    return Fact(shown(subject), said, State.EVIDENCE_PROPOSED, f"matcher {zulu(one.report.known, now)}", "indication", subject, acts=acts)


def _proposed(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Evidence) -> Fact:
    report = picture.get(Indication, body.indication)
    title = report.title if report is not None else "not in this picture"
    who = "matcher" if row.author.kind is not AuthorKind.OFFICER else writer(picture, row)
    acts = offered(_DECIDE, row.subject, standpoint.off)
    why = f" because: {body.reason}" if body.reason else ""
    return Fact(shown(body.indication), f"{title}{why}", State.EVIDENCE_PROPOSED, f"{who} {zulu(row.event, now)}", *_to(body), acts=acts)


def evidence_part(picture: Picture, now: int, standpoint: Standpoint, one: Standing) -> Part:
    """What was linked and what was declined."""
    found = [(row, body) for row, body in links_of(picture, one.indicator) if body.status is not EvidenceStatus.PROPOSED]
    alone = independence(picture, one.indicator)
    alike = {report: len(reports) - 1 for _, reports in alone.groups for report in reports}
    facts = tuple(_linked(picture, now, standpoint, body, alike.get(body.indication, 0)) for _, body in found)
    heading = f"Evidence: {alone.text}" if alone.reports else "Evidence"
    return Part(heading, facts, "no report is linked: who looked says it")


def _to(body: Evidence) -> tuple[str, str]:
    return ("indication", body.indication)


def _linked(picture: Picture, now: int, standpoint: Standpoint, body: Evidence, alike: int) -> Fact:
    """A report that was linked or declined. `alike`: how many others come from the same source in the end."""
    acts = offered((("mark_report", "Mark the report…", "K"),), body.indication, standpoint.off, lead=False)
    stance = "says not" if body.relation is Relation.CONTRADICTS else ""
    declined = body.status is EvidenceStatus.DECLINED
    fact = _report(picture, now, body.indication, stance, acts, declined=declined, reason=body.reason)
    return replace(fact, text=f"{fact.text} · one source with {alike} other, not independent") if alike else fact


def _report(
    picture: Picture, now: int, indication: str, stance: str, acts: tuple[Act, ...], *, declined: bool = False, reason: str = ""
) -> Fact:
    """A report in a line: source and pair, what it says, its two clocks; its mark where a person marked it."""
    row = picture.find("indication", indication)
    if row is None or not isinstance(row.body, Indication):
        return Fact(shown(indication), "not in this picture", State.UNKNOWN)
    body, mark = row.body, picture.get(ReportMark, indication)
    pair = f" {body.evaluation}" if body.evaluation is not None else ""
    clocks = f"happened {zulu(row.event, now)}, known {zulu(row.known, now)}"
    said = " · ".join(part for part in (stance, body.title, reason if declined else "", mark.reason if mark is not None else "") if part)
    return Fact(f"{body.source}{pair}", said, _link_state(mark, stance, declined=declined), clocks, "indication", indication, acts=acts)


def _link_state(mark: ReportMark | None, stance: str, *, declined: bool) -> State:
    """A mark beats the link: what was fabricated is kept and holds nothing up."""
    if mark is not None and mark.mark is not MarkKind.CONFIRMED:
        return stated(mark.mark)
    if declined:
        return State.EVIDENCE_DECLINED
    return State.EVIDENCE_CONTRADICTS if stance == "says not" else State.EVIDENCE_LINKED
