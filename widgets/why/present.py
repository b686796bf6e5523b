"""The chain's model as rows and paragraphs: which words, shapes and colours. Pure, no Qt."""

from collections.abc import Collection, Iterator
from itertools import groupby

from widgets.cells import Align, Cell, Column, Mark, Row, Word
from widgets.paragraph import Paragraph
from widgets.roles import Role
from widgets.tokens import Token
from widgets.why.model import Said, WhyLink, WhyModel, WhyNode
from widgets.words import Glyph, Hatch

COLUMNS = (Column("", 92, Align.RIGHT), Column("", 40, Align.CENTRE), Column(), Column(fit=True, align=Align.RIGHT))
MARK_AT = 92 + 20
LOW, TALL = 30, 44


def rows(model: WhyModel, opened: Collection[str] = ()) -> tuple[Row, ...]:
    """Every link as a row: the node that stands for it, and how many more there are; of those in `opened` (labels) every node.

    The first row of a link carries its name. Links to which nothing leads say so, those that follow one another in one row.
    """
    made: list[Row] = []
    for bare, run in groupby(model.links, key=lambda link: not link.nodes):
        links = tuple(run)
        if bare:
            made.append(_bare_row(links))
        else:
            made += [row for link in links for row in _link_rows(link, whole=link.label in opened)]
    return tuple(made)


def folds(model: WhyModel) -> frozenset[str]:
    """The labels of the links that have more nodes than one."""
    return frozenset(link.label for link in model.links if len(link.nodes) > 1)


def _bare_row(links: tuple[WhyLink, ...]) -> Row:
    names, nothing = " to ".join(_ends(links)), "nothing stored leads here"
    label = Cell(0, (Word(names, Role.DENSE_STRONG, Token.TEXT3),)) if len(links) == 1 else None
    text = Cell(2, (Word(nothing if label is not None else f"{names}: {nothing}", Role.DENSE, Token.TEXT3),))
    mark = Cell(1, (Mark(Glyph.DOT, Token.TEXT3, 8),))
    return Row(f"|{links[0].label}", (*((label,) if label else ()), mark, text), f"{names}: {nothing}", height=LOW)


def _ends(links: tuple[WhyLink, ...]) -> tuple[str, ...]:
    return (links[0].label,) if len(links) == 1 else (links[0].label, links[-1].label)


def _link_rows(link: WhyLink, *, whole: bool) -> tuple[Row, ...]:
    if whole:
        return tuple(_node_row(link.label, node, first=number == 0) for number, node in enumerate(link.nodes))
    more = len(link.nodes) - 1
    return (_node_row(link.label, link.nodes[link.lead], first=True, more=f"{more} more \N{RIGHTWARDS ARROW}" if more else ""),)


def _node_row(label: str, node: WhyNode, *, first: bool, more: str = "") -> Row:
    name = (Cell(0, (Word(label, Role.DENSE_STRONG, Token.TEXT3),), 0 if node.support else None),) if first else ()
    text = Word(node.text, Role.BODY_STRONG if node.start else Role.TITLE, Token.TEXT)
    doubt = (Word("doubtful", Role.STATE, Token.DOUBT),) if node.doubtful else ()
    said = Cell(2, (text,) if node.support else (text, *doubt), 0 if node.support else None)
    support = (Cell(2, (*doubt, Word(node.support, Role.DENSE, Token.TEXT2)), 1),) if node.support else ()
    rest = (Cell(3, (Word(more, Role.CAPTION, Token.TEXT3),), 0 if node.support else None),) if more else ()
    spoken = ", ".join(part for part in (f"{label}: {node.text}", node.support, "doubtful" if node.doubtful else "", more[:-2]) if part)
    return Row(
        key=node.key,
        cells=(*name, Cell(1, (Mark(node.glyph, node.token, 15),), 0 if node.support else None), said, *support, *rest),
        accessible=f"{spoken}, asked about" if node.start else spoken,
        bar=Token.ACCENT if node.start else None,
        hatch=Hatch.DIAGONAL if node.doubtful else Hatch.NONE,
        height=TALL if node.support else LOW,
        tip=f"{node.text}\n{node.support}".strip(),
    )


def paragraphs(model: WhyModel) -> tuple[Paragraph, ...]:
    """A report as it came; what would change it, who decides, what holds it up. A title without anything under it is not shown."""
    made: list[Paragraph] = []
    if model.report:
        made.append(_title("The report", first=True))
        made += [line for each in model.report for line in _reported(each)]
    if model.clears:
        made.append(_title("What would change it", first=not made))
        made += [Paragraph(text, mark=Mark(Glyph.BOX, Token.LINE_STRONG, 13), above=6) for text in model.clears]
    if model.decides:
        made += [_title("Who decides", first=not made), Paragraph(model.decides, token=Token.TEXT)]
    if model.holds:
        made.append(_title("What holds it up", first=not made))
        made += [
            Paragraph(each.text, token=Token.DOUBT if each.doubtful else Token.TEXT2, mark=_held(each.doubtful)) for each in model.holds
        ]
    return tuple(made)


def _reported(said: Said) -> Iterator[Paragraph]:
    """A label over its text; a text keeps its own lines."""
    yield Paragraph(said.label, Role.CAPTION, Token.TEXT3, above=8)
    for number, line in enumerate(each for each in said.text.splitlines() if each.strip()):
        yield Paragraph(line, token=Token.DOUBT if said.doubtful else Token.TEXT, above=4 if number else 0)


def _title(text: str, *, first: bool) -> Paragraph:
    return Paragraph(text, Role.BODY_STRONG, Token.TEXT, above=4 if first else 18)


def _held(doubtful: bool) -> Mark:  # noqa: FBT001  One property of a value, not a mode.
    return Mark(Glyph.CLOCK_TWO_HANDS, Token.DOUBT, 13) if doubtful else Mark(Glyph.RING, Token.NORMAL, 12)
