"""A board and a page as rows: which words, shapes and colours. Pure, no Qt."""

from widgets.board.model import BoardModel, Entry, Fact, Part, Section
from widgets.cells import Align, Cell, Column, Mark, Row, SheetLine, Span, TextLine, Word, state_mark, state_word
from widgets.roles import Role
from widgets.tokens import Token
from widgets.words import Hatch, State, relayed

COLUMNS = (Column("", 28, Align.CENTRE), Column(), Column(fit=True, align=Align.RIGHT))
FACT_COLUMNS = (Column("", 104), Column(), Column(fit=True, align=Align.RIGHT))
TITLE_COLUMNS = (Column(), Column(fit=True, align=Align.RIGHT))
LOW, TALL, HEAD = 29, 42, 26
_LABEL = 11
"""A label of more letters does not stand in its column but leads the text."""


def rows(model: BoardModel) -> tuple[Row, ...]:
    """Every section with its head; an empty one says so in a line that cannot be selected, or is left out where that says nothing."""
    return tuple(row for section in model.sections if section.entries or section.empty for row in _section(section))


def _section(section: Section) -> tuple[Row, ...]:
    head = head_row(f"section|{section.name}", section.name, section.note)
    if section.entries:
        return (head, *(entry_row(entry) for entry in section.entries))
    said = (Cell(0, (Word(section.empty, Role.DENSE, Token.TEXT3),)),)
    return (head, Row(f"empty|{section.name}", said, section.empty, height=LOW, head=True))


def head_row(key: str, name: str, note: str = "") -> Row:
    """The head of a section or a part: raised, never selected."""
    right = (Cell(1, (Word(note, Role.CAPTION, Token.TEXT3),)),) if note else ()
    cells = (Cell(0, (Word(name, Role.COLUMN, Token.TEXT2),)), *right)
    said = f"{name}, {note}" if note else name
    return Row(key, cells, said, ground=Token.RAISED, height=HEAD, head=True)


def entry_row(entry: Entry) -> Row:
    """Shape, code and title, state word; under it what supports it, and at the right of that a time or a count."""
    lower = entry.warning or entry.support or entry.support_right
    first = 0 if lower else None
    cells = [Cell(0, (_mark(entry.state, by_voice=entry.relayed),))] if entry.state is not None else []
    cells += [Cell(1, _titled(entry), first), Cell(2, _right(entry), first)]
    if lower:
        cells += [Cell(1, _support(entry), 1), Cell(2, (Word(entry.support_right, Role.CAPTION, Token.TEXT3),), 1)]
    return Row(
        key=entry.key,
        cells=tuple(cell for cell in cells if cell.spans),
        accessible=spoken(entry),
        bar=entry.urgent,
        frame=Token.LINE_STRONG if entry.computed else None,
        hatch=entry.state.sign.hatch if entry.state is not None else Hatch.NONE,
        height=TALL if lower else LOW,
        meter=entry.meter,
    )


def _mark(state: State, *, by_voice: bool) -> Mark:
    """A state's shape; a receipt or answer given by voice has its dashed ring."""
    if by_voice and state.sign.glyph.value.startswith("ring "):
        return Mark(relayed(state), state.sign.mark_token, 16)
    return state_mark(state, 16)


def _titled(entry: Entry) -> tuple[Span, ...]:
    quiet = entry.state is not None and entry.state.sign.token is Token.TEXT3
    title = Word(entry.title, Role.BODY if quiet else Role.TITLE, Token.TEXT2 if quiet else Token.TEXT)
    return (Word(entry.code, Role.MONO, Token.TEXT3), title) if entry.code else (title,)


def _right(entry: Entry) -> tuple[Span, ...]:
    said: tuple[Span, ...] = (Word(entry.right, Role.CAPTION, Token.TEXT2),) if entry.right else ()
    voice: tuple[Span, ...] = (Word("RELAYED", Role.STATE, Token.TEXT2),) if entry.relayed else ()
    return (*said, *voice, state_word(entry.state)) if entry.state is not None else (*said, *voice)


def _support(entry: Entry) -> tuple[Span, ...]:
    if not entry.warning:
        return (Word(entry.support, Role.DENSE, Token.TEXT2),) if entry.support else ()
    warned: tuple[Span, ...] = (Word(entry.warning, Role.DENSE_STRONG, Token.HIGH),)
    return (*warned, Word(f"· {entry.support}", Role.DENSE, Token.TEXT2)) if entry.support else warned


def spoken(entry: Entry) -> str:
    """The entry in one sentence."""
    state = entry.state.word.lower() if entry.state is not None else ""
    by_voice = "relayed" if entry.relayed else ""
    parts = (f"{entry.code} {entry.title}".strip(), state, by_voice, entry.right, entry.warning, entry.support, entry.support_right)
    return ", ".join(part for part in parts if part)


def title_lines(entry: Entry) -> tuple[SheetLine, ...]:
    """What the page is of: its title over its state and what supports it."""
    upper = TextLine((Cell(0, (Word(f"{entry.code} {entry.title}".strip(), Role.SUBHEAD),)),), 26)
    state: tuple[Span, ...] = (_mark(entry.state, by_voice=entry.relayed), state_word(entry.state)) if entry.state is not None else ()
    said = (*state, *((Word(entry.support, Role.DENSE, Token.TEXT2),) if entry.support else ()))
    right = " · ".join(part for part in (entry.right, entry.support_right) if part)
    lower = TextLine((Cell(0, said), *((Cell(1, (Word(right, Role.CAPTION, Token.TEXT3),)),) if right else ())), 22)
    warned = (TextLine((Cell(0, (Word(entry.warning, Role.DENSE_STRONG, Token.HIGH),)),), 20),) if entry.warning else ()
    return (upper, lower, *warned) if said or right else (upper, *warned)


def page_rows(parts: tuple[Part, ...]) -> tuple[Row, ...]:
    """A page's facts under their headings. Keys are places on the page, so that two facts of one row stay two."""
    made: list[Row] = []
    for number, part in enumerate(parts):
        made.append(head_row(f"part|{number}", part.heading))
        made += [fact_row(f"{number}.{place}", fact) for place, fact in enumerate(part.facts)]
        if not part.facts and part.empty:
            made.append(Row(f"none|{number}", (Cell(0, (Word(part.empty, Role.DENSE, Token.TEXT3),)),), part.empty, height=LOW, head=True))
    return tuple(made)


def fact_row(key: str, fact: Fact) -> Row:
    """Label, state with its shape, text, and what stands at the right."""
    state: tuple[Span, ...] = (fact.mark or state_mark(fact.state), state_word(fact.state)) if fact.state is not None else ()
    doubt = fact.state is not None and fact.state.sign.hatch is not Hatch.NONE
    text = Word(fact.text, Role.DENSE_STRONG if fact.strong else Role.DENSE, Token.DOUBT if doubt and not fact.text else Token.TEXT)
    named = (Word(fact.label, Role.DENSE, Token.TEXT3),) if fact.label else ()
    beside = len(fact.label) <= _LABEL
    label = (Cell(0, named),) if named and beside else ()
    right = (Cell(2, (Word(fact.right, Role.CAPTION, Token.TEXT3),)),) if fact.right else ()
    said = (*(() if beside else named), *state, *((text,) if fact.text else ()))
    return Row(
        key,
        (*label, Cell(1, said), *right),
        ", ".join(part for part in (fact.label, fact.state.word.lower() if fact.state is not None else "", fact.text, fact.right) if part),
        hatch=fact.state.sign.hatch if fact.state is not None else Hatch.NONE,
        height=LOW - 5,
    )
