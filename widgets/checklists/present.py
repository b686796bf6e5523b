"""The run's model as rows and lines: which words, shapes and colours. Pure, no Qt."""

from widgets.cells import Align, Bar, Cell, Chip, Column, Gap, Mark, Row, SheetLine, TextLine, Word, state_mark, state_word
from widgets.checklists.model import RunModel, StepItem
from widgets.roles import Role
from widgets.tokens import Token
from widgets.words import Glyph, State

STEP_COLUMNS = (Column("", 30, Align.CENTRE), Column("", 22), Column(), Column("", 8), Column("", 84), Column("", 140))
HEAD_COLUMNS = (Column(), Column(fit=True, align=Align.RIGHT))
HELD_COLUMNS = (Column("", 70), Column("", 50), Column())
ROW_HEIGHT = 28
TALL = 42
_BESIDE = 22
"""So many characters of a note stand in its column; a longer one has a line of its own."""
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
    """Box, number, text, state word, note, each in its column; a long note has a line of its own. `following`: the one to do next."""
    quiet = step.state in _QUIET
    text = Word(step.text, Role.BODY_STRONG if following else Role.BODY, Token.TEXT3 if step.state is State.INACTIVE else Token.TEXT)
    stop = (Chip("pause point", Token.TEXT2),) if step.pause_point else ()
    beside, below = _notes(step)
    cells = (
        Cell(0, (state_mark(step.state, 15),), 0),
        Cell(1, (Word(str(step.number), Role.BODY, Token.TEXT3 if quiet else Token.TEXT2),), 0),
        Cell(2, (text, *stop), 0),
        Cell(4, (state_word(step.state),), 0),
        *((Cell(5, (beside,), 0),) if beside is not None else ()),
        *((Cell(2, (below,), 1),) if below is not None else ()),
    )
    return Row(
        key=step.subject,
        cells=cells,
        accessible=spoken(step, following=following),
        bar=Token.ACCENT if following else None,
        height=TALL if below is not None else ROW_HEIGHT,
        tip=step.tip,
    )


def _notes(step: StepItem) -> tuple[Word | None, Word | None]:
    """What stands in the note's column, and what below. Trouble and lateness before anything else; what was late stays so."""
    if step.trouble:
        return _beside(Word(step.trouble, Role.DENSE_STRONG, Token.HIGH))
    if step.sending:
        return _beside(Word(step.sending, Role.DENSE, Token.TEXT2))
    note = Word(step.note, Role.DENSE, Token.TEXT2) if step.note else None
    if step.late:
        return Word(step.late, Role.DENSE_STRONG, Token.HIGH), note
    return (None, None) if note is None else _beside(note)


def _beside(word: Word) -> tuple[Word | None, Word | None]:
    return (word, None) if len(word.text) <= _BESIDE else (None, word)


def spoken(step: StepItem, *, following: bool) -> str:
    """The step in one sentence."""
    parts = [f"step {step.number}", step.text, step.state.word.lower(), step.late, step.trouble or step.sending or step.note]
    return ", ".join(part for part in (*parts, "next" if following else "", "pause point" if step.pause_point else "") if part)
