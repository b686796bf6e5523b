"""The state words: each a word, a shape and a colour; doubt never calm; no word that hides its kind."""

from itertools import combinations

import pytest

from widgets.tokens import Token
from widgets.words import SEVERITIES, Axis, Glyph, Hatch, Stage, State, alarm_mark, hollow, relayed

DOUBTS = (State.STALE, State.NO_COLLECTION, State.NO_DATA, State.SOURCE_LOST, State.UNKNOWN, State.NOT_ASSESSED, State.FROZEN)
WARM = {Token.CRITICAL, Token.HIGH, Token.MEDIUM}


def test_words_that_hide_their_kind_do_not_exist() -> None:
    """Claim: no state reads ACK, SILENT, SILENCE, APPROVED, DENIED or WITHHELD."""
    banned = {"ACK", "SILENT", "SILENCE", "APPROVED", "DENIED", "WITHHELD", "SKIPPED"}
    said = {word for state in State for text in (state.word, state.sign.brief) for word in text.upper().replace(",", "").split()}
    assert said & banned == set()


@pytest.mark.parametrize("axis", tuple(Axis))
def test_on_one_axis_no_word_and_no_sign_is_used_twice(axis: Axis) -> None:
    """Claim: within an axis every state differs from every other in its word, and (but for the alarm stages) in shape or colour."""
    states = [state for state in State if state.sign.axis is axis]
    assert states, axis
    for one, other in combinations(states, 2):
        assert one.word != other.word or one.sign.glyph is not other.sign.glyph
        if axis is not Axis.ALARM:
            assert (one.sign.glyph, one.sign.mark_token) != (
                other.sign.glyph,
                other.sign.mark_token,
            ) or one.sign.hatch is not other.sign.hatch


@pytest.mark.parametrize("axis", tuple(Axis))
def test_without_colour_every_state_of_a_table_still_reads(axis: Axis) -> None:
    """Claim: within a table no two states differ by colour alone: each has a word of its own, and a shape or hatch of its own.

    An alarm's shape is its severity's whatever its stage: there the bar, the weight and the word tell unacknowledged from acknowledged,
    and out of service is hollow as all that is suppressed.
    """
    alike = {frozenset((State.UNACKNOWLEDGED, State.ACKNOWLEDGED)), frozenset((State.SUPPRESSED, State.OUT_OF_SERVICE))}
    for one, other in combinations([state for state in State if state.sign.axis is axis], 2):
        shapes = ((one.sign.glyph, one.sign.hatch), (other.sign.glyph, other.sign.hatch))
        assert one.word != other.word or {one, other} == {State.LEVEL_ASSESSED, State.LEVEL_ASSESSED_BELOW}
        assert shapes[0] != shapes[1] or frozenset((one, other)) in alike, (one.name, other.name)


@pytest.mark.parametrize("state", DOUBTS)
def test_doubt_is_violet_hatched_and_shaped(state: State) -> None:
    """Claim: every doubt has the doubt colour and a hatch, and no shape of a calm state."""
    calm = {State.NORMAL.sign.glyph, State.LIVE.sign.glyph, State.OBSERVED.sign.glyph, State.NOT_OBSERVED.sign.glyph, State.MET.sign.glyph}
    assert state.sign.token is Token.DOUBT
    assert state.sign.hatch is not Hatch.NONE
    assert state.sign.glyph not in calm


def test_no_doubt_outside_the_doubt_colour() -> None:
    """Claim: what is hatched is violet, but for a hollow threshold, which is amber with its lower half open."""
    hatched = {state for state in State if state.sign.hatch is not Hatch.NONE and state.sign.token is not Token.DOUBT}
    assert hatched == {State.THRESHOLD_HOLLOW}


def test_observation_and_answers_are_neutral() -> None:
    """Claim: no observation and no answer has a severity's hue, and no answer is green or a tick."""
    for state in State:
        if state.sign.axis is Axis.OBSERVATION:
            assert state.sign.token not in WARM
        if state.sign.axis is Axis.ANSWER:
            assert state.sign.token is Token.TEXT
            assert state.sign.mark_token is Token.TEXT
            assert state.sign.glyph not in {Glyph.TICK, Glyph.BOX_TICK_FILLED, Glyph.BOX_TICK_OPEN, Glyph.BOX_TICK_EDGE}


def test_differences_are_no_alarm() -> None:
    """Claim: DIFFERS is neutral."""
    assert State.DIFFERS.sign.token not in WARM | {Token.DOUBT}


def test_green_is_only_what_somebody_verified() -> None:
    """Claim: the good colour marks only the link, equality, passable legs and conditions met; never an answer or a step."""
    green = {state for state in State if Token.GOOD in {state.sign.token, state.sign.mark_token}}
    assert green == {State.LINK_LIVE, State.EQUAL, State.MET, State.PASSABLE, State.RESTRICTED}


@pytest.mark.parametrize("severity", SEVERITIES)
def test_an_alarm_keeps_its_shape_when_acknowledged_and_loses_its_hue(severity: State) -> None:
    """Claim: acknowledged is the same shape in grey without a bar; returned keeps hue and bar, for it is still counted."""
    fresh, known = alarm_mark(severity, Stage.UNACKNOWLEDGED), alarm_mark(severity, Stage.ACKNOWLEDGED)
    returned = alarm_mark(severity, Stage.RETURNED)
    assert (fresh.glyph, fresh.bar) == (severity.sign.glyph, severity.sign.mark_token)
    assert (known.glyph, known.token, known.bar) == (fresh.glyph, Token.TEXT3, None)
    assert (returned.glyph, returned.token, returned.bar) == (Glyph.DASHED_RING, fresh.token, fresh.bar)


@pytest.mark.parametrize("severity", SEVERITIES)
@pytest.mark.parametrize("stage", tuple(Stage))
def test_every_stage_of_every_severity_has_a_mark(severity: State, stage: Stage) -> None:
    """Claim: no pair is without a shape, and a hollow severity has one of its own."""
    assert alarm_mark(severity, stage).glyph in Glyph
    assert hollow(severity) is not severity.sign.glyph


def test_relayed_answers_have_a_dashed_ring() -> None:
    """Claim: every answer has a relayed shape, and it is not the signed one."""
    answers = [state for state in State if state.sign.axis is Axis.ANSWER]
    shapes = {relayed(answer) for answer in answers}
    assert len(shapes) == len(answers) == 9
    assert shapes & {answer.sign.glyph for answer in answers} == set()
