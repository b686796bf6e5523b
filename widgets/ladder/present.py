"""The ladder's model as rows and lines: which words, shapes and colours. Pure, no Qt."""

from widgets.cells import Align, Bar, Cell, Chip, Column, Gap, Mark, Row, SheetLine, Span, TextLine, Word, state_mark, state_word
from widgets.ladder.model import Assessed, Countdown, ProposalView, Reason, Rung, SilenceCell
from widgets.roles import Role
from widgets.tokens import Token
from widgets.words import Hatch, State, hollow, relayed

RUNG_COLUMNS = (Column("", 44, Align.CENTRE), Column(), Column(fit=True, align=Align.RIGHT))
PROPOSAL_COLUMNS = (Column(), Column(fit=True, align=Align.RIGHT))
REASON_COLUMNS = (Column("", 75), Column(), Column(fit=True, align=Align.RIGHT))
RUNG_HEIGHT = 37
_LINE = 20
_DECLARED_AT = 80


_CHIPS = 4
"""Codes that have a chip each; more share one, so that the state word keeps its room."""


def rung_row(rung: Rung) -> Row:
    """A rung as a row: declared is a fill with a white bar, computed a dashed box; a rung may be both."""
    strong = rung.declared or rung.assessed is not None
    number = Word(rung.printed, Role.RUNG_STRONG if strong else Role.RUNG, Token.TEXT if strong else Token.TEXT3)
    name = Word(rung.name, Role.ROW_STRONG if strong else Role.BODY, Token.TEXT if strong else Token.TEXT2)
    computed = _computed_token(rung)
    return Row(
        key=str(rung.ordinal),
        cells=(Cell(0, (number,)), Cell(1, (name, *_declared(rung), *_assessed(rung))), Cell(2, _partners(rung))),
        accessible=spoken(rung),
        bar=Token.TEXT if rung.declared else None,
        bar_wide=True,
        ground=_ground(rung),
        frame=computed if rung.assessed is not None else None,
        hatch=Hatch.DIAGONAL if rung.hollow or rung.hypothetical else Hatch.NONE,
        rule="firebreak" if rung.firebreak else None,
    )


def _ground(rung: Rung) -> Token | None:
    if rung.declared:
        return Token.SELECTED
    return Token.HIGH_BG if rung.assessed is Assessed.ABOVE and not rung.hypothetical else None


def hypothesis_lines(text: str) -> tuple[SheetLine, ...]:
    """What is supposed, over the rungs, in the colour and hatch of doubt."""
    if not text:
        return ()
    said = Cell(0, (state_mark(State.HYPOTHETICAL), Word(text, Role.DENSE_STRONG, Token.DOUBT)))
    return (TextLine((said,), 22, hatch=Hatch.DIAGONAL), TextLine((Cell(0, (Word("Esc leaves it", Role.CAPTION, Token.TEXT3),)),)))


def _computed_token(rung: Rung) -> Token:
    if rung.hypothetical:
        return Token.DOUBT
    return Token.HIGH if rung.assessed is Assessed.ABOVE else Token.LINE_STRONG


def _declared(rung: Rung) -> tuple[Span, ...]:
    if not rung.declared:
        return ()
    word = state_word(State.LEVEL_DECLARED)
    by = (Word(f"by {', '.join(rung.declared_by)}", Role.CAPTION, Token.TEXT2),) if rung.declared_by else ()
    return (Word(word.text, word.role, word.token, at=_DECLARED_AT), *by)


def _assessed(rung: Rung) -> tuple[Span, ...]:
    proposed = " · proposed" if rung.proposed else ""
    if rung.hypothetical:
        return (
            state_mark(State.HYPOTHETICAL, 15),
            state_word(State.HYPOTHETICAL),
            *((Word("· hollow", Role.DENSE_STRONG, Token.DOUBT, gap=3),) if rung.hollow else ()),
        )
    if rung.assessed is None:
        return (Word("proposed", Role.DENSE_STRONG, Token.TEXT2),) if rung.proposed and not rung.declared else ()
    state = State.LEVEL_ASSESSED if rung.assessed is Assessed.ABOVE else State.LEVEL_ASSESSED_BELOW
    mark = Mark(hollow(State.HIGH), state.sign.mark_token, 15) if rung.hollow else state_mark(state, 15)
    words: list[Span] = [mark, Word(state.word, Role.STATE, state.sign.token)]
    if rung.hollow:
        words.append(Word("· hollow", Role.DENSE_STRONG, state.sign.token, gap=3))
    if proposed:
        words.append(Word("· proposed", Role.DENSE_STRONG, state.sign.token, gap=3))
    return tuple(words)


def _partners(rung: Rung) -> tuple[Span, ...]:
    if rung.all_here:
        return (Chip(rung.all_here, Token.TEXT),)
    if not rung.partners:
        return ()
    differs = (Word(State.DIFFERS.word, Role.CAPTION, Token.TEXT3),) if rung.differs else ()
    if len(rung.partners) > _CHIPS:
        return (*differs, Chip(" ".join(rung.partners), Token.TEXT2))
    return (*differs, *(Chip(code, Token.TEXT2) for code in rung.partners))


def spoken(rung: Rung) -> str:
    """The rung in one sentence."""
    parts = [f"rung {rung.printed}, {rung.name}"]
    if rung.declared:
        parts.append("declared" + (f" by {' and by '.join(rung.declared_by)}, side by side" if rung.declared_by else ""))
    if rung.hypothetical:
        parts.append("hypothetical, not recorded" + (", hollow" if rung.hollow else ""))
    elif rung.assessed is not None:
        parts.append(f"assessed, {rung.assessed.value} the declared level" + (", met but hollow" if rung.hollow else ""))
    if rung.proposed:
        parts.append("proposed")
    if rung.partners:
        parts.append(("differs: " if rung.differs else "partners: ") + ", ".join(rung.partners))
    if rung.all_here:
        parts.append(rung.all_here)
    if rung.firebreak:
        parts.append("firebreak below")
    return ", ".join(parts)


def proposal_lines(proposal: ProposalView) -> tuple[SheetLine, ...]:
    """A proposal: what, by whom; the silence and what is left of it; who was reached."""
    lines: list[SheetLine] = [_title(proposal)]
    if proposal.silence:
        lines.append(TextLine((Cell(0, (Word(proposal.silence, Role.DENSE, Token.TEXT2),)), Cell(1, (_left(proposal),)))))
    if proposal.countdown in {Countdown.RUNNING, Countdown.NOT_KNOWN}:
        lines.append(Bar(proposal.fraction))
    lines += [_silence_line(cell) for cell in proposal.cells]
    if proposal.warning:
        lines = _warned(lines, proposal.warning)
    return tuple(lines)


def _title(proposal: ProposalView) -> TextLine:
    token = Token.TEXT3 if proposal.struck else Token.TEXT
    left = Word(f"{proposal.code} {proposal.title}", Role.BODY_STRONG, token, struck=proposal.struck)
    return TextLine((Cell(0, (left,)), Cell(1, (Word(proposal.right, Role.DENSE, Token.TEXT2),))), _LINE)


def _left(proposal: ProposalView) -> Word:
    doubt = proposal.countdown is Countdown.NOT_KNOWN
    return Word(proposal.left, Role.MONO_BODY_STRONG, Token.DOUBT if doubt else Token.TEXT)


def _silence_line(cell: SilenceCell) -> TextLine:
    codes = tuple(Word(code, Role.MONO, Token.TEXT2 if cell.state is State.REACHED else Token.TEXT, gap=11) for code in cell.entities)
    mark = Mark(relayed(cell.state), cell.state.sign.mark_token) if cell.relayed else state_mark(cell.state)
    said = (Word("RELAYED", Role.STATE, Token.TEXT2),) if cell.relayed else ()
    return TextLine((Cell(0, (mark, state_word(cell.state, brief=True), *said, *codes)),), _LINE)


def _warned(lines: list[SheetLine], warning: str) -> list[SheetLine]:
    """The warning stands at the right of the last line, or on a line of its own where that line has a right side already."""
    word = Cell(1, (Word(warning, Role.DENSE_STRONG, Token.HIGH),))
    last = lines[-1]
    if isinstance(last, TextLine) and all(cell.column == 0 for cell in last.cells):
        return [*lines[:-1], TextLine((*last.cells, word), last.height)]
    return [*lines, TextLine((word,), _LINE)]


def proposals_sheet(proposals: tuple[ProposalView, ...]) -> tuple[SheetLine, ...]:
    """All proposals, parted by a little space."""
    lines: list[SheetLine] = []
    for number, proposal in enumerate(proposals):
        lines += ([Gap(6)] if number else []) + list(proposal_lines(proposal))
    return tuple(lines)


def reasons_sheet(reasons: tuple[Reason, ...]) -> tuple[SheetLine, ...]:
    """Why this rung, what would lower it, which way out is offered."""
    return tuple(_reason(reason) for reason in reasons)


def _reason(reason: Reason) -> TextLine:
    doubt = reason.state is not None and reason.state.sign.hatch is not Hatch.NONE
    hue = reason.state.sign.token if doubt and reason.state is not None else Token.TEXT if reason.strong else Token.TEXT2
    mark: tuple[Span, ...] = (Mark(reason.glyph, hue if doubt or reason.strong else Token.TEXT3, 14),) if reason.glyph is not None else ()
    text = Word(reason.text, Role.DENSE, Token.TEXT, at=16, gap=2)
    right = Word(reason.right, Role.DENSE_STRONG if reason.strong or doubt else Role.DENSE, hue)
    return TextLine((Cell(0, (Word(reason.label, Role.DENSE_STRONG, Token.TEXT3),)), Cell(1, (*mark, text)), Cell(2, (right,))), _LINE)
