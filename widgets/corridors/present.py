"""The corridor's model as lines: which words, shapes and colours. Pure, no Qt."""

from feeds.picture.relief import RECEIPT_ONLY
from widgets.cells import Align, Cell, Chip, Column, Mark, Rule, SheetLine, Span, TextLine, Word, state_mark
from widgets.corridors.model import CorridorView, Notice, Traveller
from widgets.roles import Role
from widgets.tokens import Token
from widgets.words import State

HEAD_COLUMNS = (Column(), Column("", 80, Align.RIGHT), Column("", 8), Column("", 98), Column("", 22, Align.RIGHT))
NOTE_COLUMNS = (Column(),)
FACT_COLUMNS = (Column("", 66), Column(), Column(fit=True, align=Align.RIGHT))
_LINE = 21
_HEAD_LINE = 21
_BESIDE = 2


def head_lines(view: CorridorView) -> tuple[SheetLine, ...]:
    """Name and flow at the left; at the right what is declared over what is so."""
    return (
        TextLine(
            (
                Cell(0, (Word(f"{view.code} {view.name}".strip(), Role.ROW_STRONG),)),
                Cell(1, (Word("declared", Role.DENSE, Token.TEXT3),)),
                *_declared(view),
            ),
            _HEAD_LINE,
        ),
        TextLine(
            (
                Cell(0, (Word(view.how, Role.DENSE, Token.TEXT2),)),
                Cell(1, (Word("conditions", Role.DENSE, Token.TEXT3),)),
                *_conditions(view.conditions, loud=view.contradicted),
            ),
            _HEAD_LINE,
        ),
    )


def _declared(view: CorridorView) -> tuple[Cell, ...]:
    if view.doubtful:
        return _conditions(State.CONDITIONS_UNKNOWN, loud=False)
    return (Cell(3, (Word(view.declared, Role.BODY_STRONG),)),)


def _conditions(state: State, *, loud: bool) -> tuple[Cell, ...]:
    """The word with its shape. MET stays in text colour, for only the verified line is green; NOT MET has hue where OPEN is declared."""
    if state is State.NOT_MET and not loud:
        return (Cell(3, (Word(state.word, Role.BODY_STRONG, Token.TEXT),)), Cell(4, (Mark(state.sign.glyph, Token.TEXT3, 17),)))
    quiet = state is State.MET
    mark = state_mark(state, 14 if quiet else 17)
    return (Cell(3, (Word(state.word, Role.BODY_STRONG, Token.TEXT if quiet else state.sign.token),)), Cell(4, (mark,)))


def fact_lines(view: CorridorView) -> tuple[SheetLine, ...]:
    """Parties and window, reasons that no leg shows, who is on it now, notifications with their receipts."""
    lines: list[SheetLine] = [Rule(), *_agreed(view)]
    lines += [_fact("Reason" if first == 0 else "", (Word(text, Role.DENSE, Token.TEXT),)) for first, text in enumerate(view.reasons)]
    lines += _travellers(view.travellers)
    return (*lines, *_notices(view))


def note_lines(view: CorridorView) -> tuple[SheetLine, ...]:
    """What holds whatever the corridor reads."""
    return (TextLine((Cell(0, (Word(view.note, Role.DENSE, Token.TEXT3),)),), _LINE),) if view.note else ()


def _agreed(view: CorridorView) -> tuple[SheetLine, ...]:
    """Parties with the window beside them; many parties take the line for themselves."""
    if len(view.parties) <= _BESIDE or not view.window:
        return (_fact("Parties", _parties(view), _window(view)),)
    return (_fact("Parties", _parties(view)), _fact("Window", _window(view)[1:]))


def _fact(label: str, spans: tuple[Span, ...], right: tuple[Span, ...] = ()) -> TextLine:
    end = (Cell(2, right),) if right else ()
    return TextLine((Cell(0, (Word(label, Role.DENSE_STRONG, Token.TEXT3),)), Cell(1, spans), *end), _LINE)


def _parties(view: CorridorView) -> tuple[Span, ...]:
    if not view.parties:
        return (Word("none", Role.DENSE, Token.TEXT2),)
    spans: list[Span] = []
    for number, party in enumerate(view.parties):
        token = Token.TEXT if party.lacking else Token.TEXT2
        spans.append(Word(party.code, Role.MONO_STRONG, gap=14 if number else 0))
        spans.append(Word(party.agreement, Role.DENSE_STRONG if party.lacking else Role.DENSE, token))
    return tuple(spans)


def _window(view: CorridorView) -> tuple[Span, ...]:
    if not view.window:
        return ()
    return (
        Word("Window", Role.DENSE_STRONG, Token.TEXT3),
        Word(view.window, Role.MONO_STRONG, gap=12),
        Word(view.left, Role.DENSE, Token.TEXT2, gap=8),
    )


def _travellers(travellers: tuple[Traveller, ...]) -> list[SheetLine]:
    if not travellers:
        return [_fact("On it now", (Word("nobody reported", Role.DENSE, Token.TEXT3),))]
    return [
        _fact(
            "On it now" if number == 0 else "", (Word(each.text, Role.DENSE),), (Chip(each.chip, role=Role.CAPTION),) if each.chip else ()
        )
        for number, each in enumerate(travellers)
    ]


def _notices(view: CorridorView) -> list[SheetLine]:
    """Beside every receipt the fixed wording: it is no permission."""
    if not view.notices:
        return []
    lines: list[SheetLine] = [_fact("HNS" if number == 0 else "", _notice(each)) for number, each in enumerate(view.notices)]
    more = f"{view.more_notices} more · " if view.more_notices else ""
    return [*lines, TextLine((Cell(1, (Word(f"{more}{RECEIPT_ONLY}", Role.DENSE, Token.TEXT2),)),), _LINE)]


def _notice(notice: Notice) -> tuple[Span, ...]:
    spans: list[Span] = [Word(notice.ident, Role.MONO_STRONG)]
    for receipt in notice.receipts:
        spans += [Mark(receipt.glyph, Token.TEXT, 17, gap=11), Word(f"{receipt.party} {receipt.text}", Role.DENSE, Token.TEXT2, gap=4)]
    return tuple(spans)
