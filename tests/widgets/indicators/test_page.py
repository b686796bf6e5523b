"""The pages of an indicator and a problem: four axes apart, reports side by side, proposals of the matcher, history, cascade."""

import pytest

from feeds.assessment.matcher import matches_of_indicator
from feeds.exercise.loader import shipped_scenario
from feeds.exercise.offline import Offline
from feeds.picture.picture import Picture
from feeds.picture.warning import Evidence, EvidenceStatus, Indicator, Problem
from tests.rig.story import instant
from tests.widgets.conftest import Keep, Render
from tests.widgets.pictures import played, rewritten
from tests.widgets.spoken import cut, forbidden
from widgets.board.model import Entry, Fact
from widgets.course import Course
from widgets.indicators.panel import IndicatorsPanel
from widgets.indicators.resolve import resolve
from widgets.look import SCALE_MAX, SCALE_MIN, Look
from widgets.standpoint import Standpoint
from widgets.words import State

HERE = Standpoint("CMC", "DUTY")
CRISIS = "22T10:54:00"


def subject(picture: Picture, code: str) -> str:
    """The subject of an indicator or problem by its code."""
    indicators = {body.code: row.subject for row, body in picture.bodies(Indicator)}
    return {**indicators, **{body.code: row.subject for row, body in picture.bodies(Problem)}}[code]


def page(code: str, clock: str = CRISIS, course: Course | None = None, picture: Picture | None = None) -> Entry:
    """The page of an indicator or problem at a time."""
    known, now = played(clock)
    shown = picture or known
    model = resolve(shown, now, HERE, opened=subject(shown, code), course=course)
    assert model.page is not None
    return model.page


def facts(entry: Entry, heading: str) -> tuple[Fact, ...]:
    """The facts under the heading that begins so."""
    return next(part.facts for part in entry.parts if part.heading.startswith(heading))


def test_observation_evaluation_and_freshness_stand_apart() -> None:
    """Claim: each axis has its own line, and the observation says who set it and when."""
    made = page("I-03")
    reads = facts(made, "Observation")[0]
    assert (reads.state, reads.right) == (State.OBSERVED, "Liaison AUR-2 10:46Z")
    assert {fact.label for fact in facts(made, "Evaluation")} == {"Admiralty", "Freshness", "Sources"}


def test_each_report_has_source_pair_and_two_clocks() -> None:
    """Claim: a linked report names its source with the Admiralty pair, when it happened and when it was learned, and can be followed."""
    report = next(fact for fact in facts(page("I-03"), "Evidence") if fact.text.startswith("Artillery fire"))
    assert (report.label, report.right, report.kind) == ("ACOUSTIC B2", "happened 10:44Z, known 10:46Z", "indication")


def test_two_reports_of_one_source_say_so() -> None:
    """Claim: reports that are not independent are named as one source; another source's is not."""
    said = {fact.label: fact.text for fact in facts(page("I-03"), "Evidence")}
    assert "one source with 1 other, not independent" in said["ACOUSTIC B2"]
    assert "independent" not in said["AUR B3"]


def test_contradicting_reports_stand_side_by_side_until_judged() -> None:
    """Claim: before the judgement both stand there with one act to judge between them; after it the verdict and its reason stand below."""
    before, after = page("I-02", "22T04:50:00"), page("I-02", "22T05:20:00")
    rivals = facts(before, "Contradicting reports, side by side until judged")
    assert [fact.text.partition(" ")[0] for fact in rivals] == ["says", "says"]
    assert {act.name for fact in rivals for act in fact.acts} == {"adjudicate"}
    assert facts(after, "Contradicting reports, judged")[-1].label == "Judged"


def test_a_proposed_link_waits_for_a_person() -> None:
    """Claim: a link the matcher proposes carries its reason and two acts; once linked or declined it stands under evidence."""
    picture, _ = played(CRISIS)
    row, body = next((row, body) for row, body in picture.bodies(Evidence) if body.status is EvidenceStatus.LINKED)
    code = next(one.code for each, one in picture.bodies(Indicator) if each.subject == body.indicator)
    proposed = rewritten(picture, row, status=EvidenceStatus.PROPOSED, reason="same place within 10 min")
    waiting = next(fact for fact in facts(page(code, picture=proposed), "Proposed links") if fact.subject == body.indication)
    assert waiting.state is State.EVIDENCE_PROPOSED
    assert "because: same place within 10 min" in waiting.text
    assert [(act.name, act.subject) for act in waiting.acts] == [("evidence", row.subject), ("decline", row.subject)]
    declined = rewritten(picture, row, status=EvidenceStatus.DECLINED, reason="another place")
    assert State.EVIDENCE_DECLINED in {fact.state for fact in facts(page(code, picture=declined), "Evidence")}


def test_a_fabricated_report_is_marked_and_kept() -> None:
    """Claim: after 13:32Z the call's report still stands on I-08's page, marked FABRICATED, in doubt's hatch."""
    states = {fact.state for fact in facts(page("I-08", "22T13:40:00"), "Evidence")}
    assert State.MARK_FABRICATED in states


def test_what_if_is_hypothetical_in_word_and_shape() -> None:
    """Claim: each supposition is marked HYPOTHETICAL with its hatch and says what would be assessed beside what is."""
    supposed = facts(page("I-13"), "What if")
    assert {fact.state for fact in supposed} == {State.HYPOTHETICAL}
    assert all("assessed would be" in fact.text for fact in supposed)


def test_history_says_who_changed_what_and_when() -> None:
    """Claim: every change of the observation is there, the latest first, with the role that made it."""
    run = Offline(shipped_scenario("quiet_harbour"))
    run.play_to(instant(run.scenario, CRISIS))
    course = Course()
    course.add_all(run.records)
    changes = facts(page("I-02", course=course), "How it came")
    assert len(changes) >= 2
    assert changes[0].state is State.NOT_OBSERVED
    assert all(fact.right for fact in changes)


def test_likelihood_and_confidence_are_two_lines_of_the_problems_page() -> None:
    """Claim: judgement, assumption, alternative and dissent each have a line, and no line holds both likelihood and confidence."""
    made = facts(page("WP-1"), "Judgement")
    labels = [fact.label for fact in made]
    assert {"Likelihood", "Confidence", "Assumption", "Alternative"} <= set(labels)
    likelihood = next(fact.text for fact in made if fact.label == "Likelihood")
    assert not any(likelihood in fact.text and fact.label == "Confidence" for fact in made)
    assert [fact.label for fact in facts(page("WP-1"), "Dissent")] == ["BOR"]


def test_the_cascade_is_followed_both_ways() -> None:
    """Claim: WP-1 feeds WP-3 and WP-3 is fed by WP-1; each line leads to the other problem."""
    picture, _ = played(CRISIS)
    feeds, fed = facts(page("WP-1"), "Cascade"), facts(page("WP-3"), "Cascade")
    assert [(fact.label, fact.subject) for fact in feeds] == [("Feeds", subject(picture, "WP-3"))]
    assert [(fact.label, fact.subject) for fact in fed] == [("Fed by", subject(picture, "WP-1"))]


@pytest.mark.parametrize("scale", [SCALE_MIN, 1.0, 1.33, 1.5, SCALE_MAX])
def test_pages_are_whole_at_every_text_scale(look: Look, keep: Keep, render: Render, scale: float) -> None:
    """Claim: list and pages are painted without a cut text from 80 to 200 %, and no forbidden word is said."""
    look.wear(scale=scale)
    picture, now = played(CRISIS)
    panel = IndicatorsPanel(look)
    keep(panel)
    for code in ("", "I-02", "I-03", "WP-1"):
        panel.opened = subject(picture, code) if code else ""
        panel.show_model(resolve(picture, now, HERE, opened=panel.opened))
        render(panel, round(396 * scale), round(700 * scale))
        assert (cut(look), forbidden(panel, look)) == ([], [])


def test_a_range_of_time_narrows_a_page_s_reports_and_counts_them() -> None:
    """Claim: with a range the evidence lists only what happened in it and says of how many; the indicator's state stays what it is."""
    picture, now = played(CRISIS)
    opened = subject(picture, "I-03")
    whole = resolve(picture, now, HERE, opened=opened).page
    narrow = resolve(picture, now, HERE, opened=opened, window=(0, 1)).page
    assert whole is not None
    assert narrow is not None
    assert facts(whole, "Evidence")
    assert facts(narrow, "Evidence") == ()
    assert any(f"0 of {len(facts(whole, 'Evidence'))}" in part.heading for part in narrow.parts)
    assert narrow.state is whole.state


def test_what_the_matcher_thinks_likely_stands_as_a_proposal() -> None:
    """Claim: a report it thinks bears on the indicator is offered with its grounds and two acts about that pair, and is no evidence yet."""
    picture, now = played(CRISIS)
    known = [one for row, _ in picture.bodies(Indicator) for one in matches_of_indicator(picture, now, row.subject)]
    assert known
    match = known[0]
    code = match.code
    waiting = next(fact for fact in facts(page(code), "Proposed links") if fact.subject == match.report.subject)
    assert waiting.right.startswith("matcher")
    assert match.reason in waiting.text
    assert {act.subject for act in waiting.acts} == {f"{match.indicator.subject}/{match.report.subject}"}
    assert match.report.subject not in {fact.subject for fact in facts(page(code), "Evidence")}
