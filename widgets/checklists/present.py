"""The run's model as rows and lines: which words, shapes and colours. Pure, no Qt."""

from widgets.cells import Align, Bar, Cell, Chip, Column, Gap, Mark, Row, SheetLine, Span, TextLine, Word, state_mark, state_word
from widgets.checklists.model import RunModel, StepItem
from widgets.roles import Role
from widgets.tokens import Token
from widgets.words import Glyph, State

STEP_COLUMNS = (Column("", 30, Align.CENTRE), Column("", 24), Column())
HEAD_COLUMNS = (Column(), Column(fit=True, align=Align.RIGHT))
HELD_COLUMNS = (Column("", 70), Column("", 50), Column())
ROW_HEIGHT = 28
TALL = 42
_STATE_AT, _NOTE_AT = 285, 374
_ONE_LINE = 36
_BESIDE = 24
_QUIET = {State.INACTIVE, State.DONE, State.VERIFIED, State.SENSED, State.OVERRIDDEN}


def head_lines(run: RunModel) -> tuple[SheetLine, ...]:
    """Template, version, hash; how many steps of how many."""
    name = (Word(run.title, Role.BODY_STRONG), Word(run.identity, Role.DENSE, Token.TEXT3, gap=14))
    line = TextLine((Cell(0, name), Cell(1, (Word(run.progress, Role.BODY_STRONG),))), 23)
    if not run.held:
        return (line, Bar(run.fraction, height=8))
    said = (
        Mark(Glyph.NOT_EQUAL, Token.HIGH, 15),
        Word("TWO LISTS EXIST", Role.STATE, Token.HIGH),
        Word("no step is shown until the rooms agree"),
    )
    return (line, Gap(6), TextLine((Cell(0, said),), 24))


def held_lines(run: RunModel) -> tuple[SheetLine, ...]:
    """Which room holds which list, where they differ."""
    return tuple(
        TextLine(
            (
                Cell(0, (Word(each.room, Role.MONO_STRONG),)),
                Cell(1, (Word(each.version, Role.DENSE, Token.TEXT2),)),
                Cell(2, (Word(each.hash, Role.MONO, Token.TEXT2),)),
            ),
            22,
        )
        for each in run.held
    )


def step_row(step: StepItem, *, following: bool) -> Row:
    """Box, number, text, state word, note. A long text takes a line of its own; `following`: this is the one to do next."""
    quiet = step.state in _QUIET
    text = Word(step.text, Role.BODY_STRONG if following else Role.BODY, Token.TEXT3 if step.state is State.INACTIVE else Token.TEXT)
    number = Word(str(step.number), Role.BODY, Token.TEXT3 if quiet else Token.TEXT2)
    lead = (Cell(0, (state_mark(step.state, 15),)), Cell(1, (number,)))
    tall = len(step.text) > _ONE_LINE or len(step.note) > _BESIDE
    stop = (Chip("pause point", Token.TEXT2),) if step.pause_point else ()
    sign = (_placed(state_word(step.state), step), *_note(step), *stop)
    said = (Cell(2, (text,), 0), Cell(2, sign, 1)) if tall else (Cell(2, (text, *sign)),)
    return Row(
        key=step.subject,
        cells=(*lead, *said),
        accessible=spoken(step, following=following),
        bar=Token.ACCENT if following else None,
        height=TALL if tall else ROW_HEIGHT,
        tip=step.tip,
    )


def _placed(word: Word, step: StepItem) -> Word:
    """The state stands on its tab stop; beside a long note it begins the line, so that the note is whole."""
    return Word(word.text, word.role, word.token, at=0 if len(step.note) > _BESIDE else _STATE_AT)


def _note(step: StepItem) -> tuple[Span, ...]:
    """Trouble and lateness before anything else; what was late stays so."""
    if step.trouble:
        return (Word(step.trouble, Role.DENSE_STRONG, Token.HIGH, at=_NOTE_AT),)
    if step.sending:
        return (Word(step.sending, Role.DENSE, Token.TEXT2, at=_NOTE_AT),)
    if step.late:
        late = Word(step.late, Role.DENSE_STRONG, Token.HIGH, at=_NOTE_AT)
        return (late, Word(step.note, Role.CAPTION, Token.TEXT3)) if step.note else (late,)
    at = _NOTE_AT if len(step.note) <= _BESIDE else 0
    return (Word(step.note, Role.DENSE, Token.TEXT2, at=at, gap=10),) if step.note else ()


def spoken(step: StepItem, *, following: bool) -> str:
    """The step in one sentence."""
    parts = [f"step {step.number}", step.text, step.state.word.lower(), step.late, step.trouble or step.sending or step.note]
    return ", ".join(part for part in (*parts, "next" if following else "", "pause point" if step.pause_point else "") if part)
