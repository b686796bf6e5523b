"""A review sheet as lines and rows: which words, roles and colours. Pure, no Qt."""

from widgets.cells import Align, Cell, Column, Gap, Row, Rule, SheetLine, TextLine, Word
from widgets.review.model import Choice, Field, ReviewModel
from widgets.roles import Role
from widgets.tokens import Token

CAPTION = 104
FOLLOWS = "what follows"
CAPTION_COLUMNS = (Column(""),)
COLUMNS = (Column("", CAPTION), Column(""))
OPTION_COLUMNS = (Column(""), Column("", align=Align.RIGHT, fit=True))
OPTION = 26
SHOWN = 6
"""Options in view at once; more are scrolled to."""
_NAMED = 2


def head(model: ReviewModel) -> tuple[SheetLine, ...]:
    """What the act is, and every fact it rests on."""
    title = TextLine((Cell(1, (Word(model.title, Role.SUBHEAD, Token.TEXT),)),), 28)
    facts = (
        _line(fact.caption, Word(fact.text, Role.BODY_STRONG if fact.strong else Role.BODY, Token.TEXT if fact.strong else Token.TEXT2))
        for fact in model.facts
    )
    return (title, *facts, Rule())


def caption(field: Field) -> tuple[SheetLine, ...]:
    """What a field is called, over it; where its options are scrolled, with those that are chosen, since they may be out of sight."""
    words = [Word(field.caption, Role.CAPTION, Token.TEXT3)]
    if isinstance(field, Choice) and len(field.options) > SHOWN:
        chosen = field.value.split("\n")
        labels = ", ".join(each.label for each in field.options if each.value in chosen)
        words.append(Word(labels or "nothing chosen", Role.CAPTION, Token.TEXT2, gap=10))
    return (TextLine((Cell(0, tuple(words)),), 18),)


def foot(model: ReviewModel) -> tuple[SheetLine, ...]:
    """What follows from the act."""
    lines: list[SheetLine] = [Gap(4)]
    if model.follows:
        lines.append(Rule())
    for number, text in enumerate(model.follows):
        lines.append(_line(FOLLOWS if number == 0 else "", Word(text, Role.BODY, Token.TEXT2)))
    return tuple(lines)


def unseen(parts: tuple[str, ...]) -> str:
    """Why it cannot be signed while parts of it were not on screen yet; empty where all were."""
    if not parts:
        return ""
    more = f" and {len(parts) - _NAMED} more" if len(parts) > _NAMED else ""
    return f"not on screen yet: {', '.join(parts[:_NAMED])}{more} · PageDown"


def pinned(model: ReviewModel, unread: str = "") -> tuple[SheetLine, ...]:
    """What must be read whatever is scrolled to: what changed meanwhile, why it cannot be signed as it stands, what was not on screen."""
    lines: list[SheetLine] = []
    if model.changed:
        lines.append(_line("changed", Word(model.changed, Role.BODY_STRONG, Token.DOUBT)))
    if model.lacking:
        lines.append(_line("not yet", Word(model.lacking, Role.BODY_STRONG, Token.HIGH)))
    if unread:
        lines.append(_line("read on", Word(unread, Role.BODY_STRONG, Token.TEXT)))
    return tuple(lines)


def _line(caption: str, word: Word) -> TextLine:
    return TextLine((Cell(0, (Word(caption, Role.CAPTION, Token.TEXT3),)), Cell(1, (word,))), 22)


def option_rows(choice: Choice) -> tuple[Row, ...]:
    """The options: the chosen ones with a blue bar and the word; those that cannot be chosen with their reason."""
    chosen = set(choice.value.split("\n")) if choice.many else {choice.value}
    return tuple(_option(each.value, each.label, each.off or each.detail, taken=each.value in chosen) for each in choice.options)


def _option(value: str, label: str, detail: str, *, taken: bool) -> Row:
    cells = [Cell(0, (Word(label, Role.BODY_STRONG if taken else Role.BODY, Token.TEXT if taken else Token.TEXT2),))]
    cells[0] = Cell(0, (*cells[0].spans, Word(detail, Role.DENSE, Token.TEXT3, gap=10))) if detail else cells[0]
    if taken:
        cells.append(Cell(1, (Word("chosen", Role.CAPTION, Token.ACCENT),)))
    spoken = ", ".join(part for part in (label, detail, "chosen" if taken else "") if part)
    return Row(f"option:{value}", tuple(cells), spoken, bar=Token.ACCENT if taken else None, height=OPTION)


def value_of(key: str) -> str:
    """The option's value that a row's key carries."""
    return key.removeprefix("option:")
