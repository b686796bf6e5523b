"""The watch list's model as rows and lines: which words, shapes and colours. Pure, no Qt."""

from widgets.cells import Act, Align, Cell, Column, Gap, Mark, Row, SheetLine, Span, TextLine, Word, state_mark, state_word
from widgets.indicators.model import IndicatorView, ProblemView
from widgets.roles import Role
from widgets.tokens import Token
from widgets.words import Glyph, Hatch, State

COLUMNS = (Column("", 26, Align.CENTRE), Column(), Column(fit=True, align=Align.RIGHT))
PROBLEM_COLUMNS = (Column("", 74), Column(), Column(fit=True, align=Align.RIGHT))
TITLE_COLUMNS = (Column(), Column(fit=True, align=Align.RIGHT))
ROW_HEIGHT = 40
_PAIR_AT = 114


def indicator_row(view: IndicatorView) -> Row:
    """Four axes, four signs: gauge and word, Admiralty pair, freshness word with shape, alarm bar with id."""
    return Row(
        key=view.subject,
        cells=(
            Cell(0, (state_mark(view.observation, 16),)),
            Cell(1, (Word(view.code, Role.MONO_BODY, Token.TEXT3), Word(_named(view), Role.TITLE)), 0),
            Cell(2, _signs(view), 0),
            Cell(1, _said(view), 1),
            Cell(2, _fresh(view), 1),
        ),
        accessible=spoken(view),
        bar=view.alarm.severity.sign.mark_token if view.alarm is not None and view.alarm.unacknowledged else None,
        hatch=_hatch(view),
        blink=_blink(view),
    )


def _named(view: IndicatorView) -> str:
    return f"{view.name} ({view.direction})" if view.direction else view.name


def _blink(view: IndicatorView) -> str | None:
    alarm = view.alarm
    rings = alarm is not None and alarm.unacknowledged and alarm.severity in {State.CRITICAL, State.HIGH}
    return alarm.ident if alarm is not None and rings else None


def _hatch(view: IndicatorView) -> Hatch:
    """The doubt of the source beats that of the person: without a source the observation cannot be renewed."""
    fresh = view.freshness.sign.hatch if view.freshness is not None else Hatch.NONE
    if view.freshness is State.FROZEN:
        return view.observation.sign.hatch
    return fresh if fresh is not Hatch.NONE else view.observation.sign.hatch


def _signs(view: IndicatorView) -> tuple[Span, ...]:
    spans: list[Span] = []
    if view.alarm is not None:
        live = view.alarm.unacknowledged
        spans.append(Word(view.alarm.ident, Role.MONO_CAPTION_STRONG, view.alarm.severity.sign.mark_token if live else Token.TEXT3))
    if view.freshness is not None:
        spans.append(state_mark(view.freshness, 13))
    return tuple(spans)


def _said(view: IndicatorView) -> tuple[Span, ...]:
    word = state_word(view.observation)
    spans: list[Span] = [word]
    doubt = view.observation.sign.hatch is not Hatch.NONE
    if view.looked:
        spans.append(Word(f"· {view.looked}", Role.CAPTION, Token.DOUBT if doubt else Token.TEXT3))
    elif view.pair:
        spans += _pair(view, _PAIR_AT)
    if view.contradicts:
        spans += [Mark(State.DIFFERS.sign.glyph, Token.TEXT2, 12), Word(view.contradicts, Role.CAPTION, Token.TEXT2)]
    return tuple(spans)


def _pair(view: IndicatorView, at: int = 0) -> list[Span]:
    """F and 6 cannot be judged: they show as themselves beside the UNKNOWN box, never as the bottom of a scale."""
    pair: list[Span] = [Word(view.pair, Role.DENSE, Token.TEXT2 if view.pair_judged else Token.DOUBT, at=at)]
    return pair if view.pair_judged else [*pair, Mark(Glyph.BOX_QUERY, Token.DOUBT, 12)]


def _fresh(view: IndicatorView) -> tuple[Span, ...]:
    spans: list[Span] = _pair(view) if view.looked and view.pair else []
    if view.freshness is not None:
        doubt = view.freshness.sign.token is Token.DOUBT
        text = f"{view.freshness.word} {view.age}".strip()
        spans.append(Word(text, Role.COLUMN if doubt else Role.CAPTION, view.freshness.sign.token))
    return tuple(spans)


def spoken(view: IndicatorView) -> str:
    """The indicator in one sentence."""
    parts = [f"{view.code} {_named(view)}", view.observation.word.lower()]
    parts += [view.looked] if view.looked else []
    if view.pair:
        parts.append(f"evaluation {view.pair}" + ("" if view.pair_judged else ", cannot be judged"))
    if view.freshness is not None:
        parts.append(f"{view.freshness.word.lower()} {view.age}".strip())
    if view.alarm is not None:
        parts.append(
            f"alarm {view.alarm.ident} {view.alarm.severity.word.lower()}" + (", unacknowledged" if view.alarm.unacknowledged else "")
        )
    parts += [f"contradicted by {view.contradicts}"] if view.contradicts else []
    return ", ".join(parts)


def title_line(problem: ProblemView) -> tuple[SheetLine, ...]:
    """The problem's name with owner and review."""
    left = Word(f"{problem.code} {problem.name}", Role.BODY_STRONG)
    return (Gap(6), TextLine((Cell(0, (left,)), Cell(1, (Word(problem.right, Role.DENSE, Token.TEXT3),)))))


def judgement_lines(problem: ProblemView, *, others: bool = False) -> tuple[SheetLine, ...]:
    """Likelihood, and on a line of its own confidence. `others`: there are other problems to turn to."""
    asides = [f"dissent {', '.join(problem.dissent)}"] if problem.dissent else []
    asides += ["← →" if asides else "← → problem"] if others else []
    if not problem.judged:
        unjudged = (state_mark(State.NOT_ASSESSED), state_word(State.NOT_ASSESSED))
        return (_line("Likelihood", unjudged, " · ".join(asides)), _line("Confidence", unjudged, "J judgement"), Gap(2))
    return (
        _line("Likelihood", (Word(problem.likelihood, Role.DENSE),), " · ".join(asides)),
        _line("Confidence", (Word(problem.confidence, Role.DENSE),), "J judgement"),
        Gap(2),
    )


def _line(label: str, spans: tuple[Span, ...], right: str) -> TextLine:
    end = (Cell(2, (Word(right, Role.CAPTION, Token.TEXT3),)),) if right else ()
    return TextLine((Cell(0, (Word(label, Role.COLUMN, Token.TEXT3),)), Cell(1, spans), *end), 20)


def looks(view: IndicatorView) -> tuple[Act, ...]:
    """Looking closer at an indicator: its page, and the ladder if it read otherwise, marked hypothetical and never recorded."""
    return (
        Act("suppose:OBSERVED", "What if observed", "W", view.code, quiet=True),
        Act("suppose:NOT_OBSERVED", "What if looked for and not seen", "Shift+W", view.code, quiet=True),
        Act("open_indicator", "Its evidence", "E", view.subject, quiet=True),
        Act("map", "Its reports on the map", "M", view.subject, quiet=True),
    )
