"""The map as a list: everything on it that has a name, for who cannot or will not read it from a picture.

Named features first, in the order of the layers, then marks, the most severe first; what is hidden on the map is not in the list. Pure.
"""

from collections.abc import Iterator, Sequence

import msgspec

from feeds.picture.values import Position
from layers.deltas import Board
from layers.layer import AnyFeature, Area, Callout, Label, Line, Selection, Sign, Tag, centre, middle, plain
from layers.stack import Stack
from layers.style import AreaStyle, rank_of

MOST = 250


class Item(msgspec.Struct, frozen=True):
    """One thing on the map: what record it stands for, its words, its layer and where (longitude, latitude) it is."""

    kind: str
    subject: str
    title: str
    layer: str
    at: Position
    hostile: bool = False
    protected: bool = False


def items(board: Board, stack: Stack, most: int = MOST) -> tuple[tuple[Item, ...], int]:
    """The list, and how many more there are that are not in it."""
    found = list(_named(board, stack))
    seen = [layer for layer in reversed(stack.order) if stack.layers[layer].visible]
    marks = [(layer, mark) for layer in seen for mark in board.sheets[layer].foremost(most, stack.layers[layer].least * 2)]
    marks.sort(key=lambda entry: -rank_of(entry[1].style))
    named, count = len(found), sum(len(board.sheets[layer].slots) for layer in seen)
    found.extend(Item(mark.kind, mark.subject, plain(mark.title or mark.subject), board.names[layer], mark.at) for layer, mark in marks)
    return tuple(found[:most]), named + count - min(len(found), most)


def beside(found: Sequence[Item], selected: Selection, by: int) -> Item | None:
    """What stands so many places after the selected thing in a list, round its ends; without one the first, or backwards the last."""
    if not found:
        return None
    at = next((index for index, each in enumerate(found) if (each.kind, each.subject) == selected), None)
    if at is None:
        return found[0 if by > 0 else -1]
    return found[(at + by) % len(found)]


def place_of(feature: AnyFeature) -> Position:
    """Where a feature is to be looked at."""
    match feature:
        case Line(path=path) | Tag(path=path):
            return middle(path)
        case Area(rings=rings):
            return centre(rings[0])
        case _:
            return feature.at


def _named(board: Board, stack: Stack) -> Iterator[Item]:
    seen: set[tuple[str, str]] = set()
    for layer in reversed(stack.order):
        if not stack.layers[layer].visible:
            continue
        for _, feature in board.sheets[layer].features.values():
            name = (feature.kind, feature.subject)
            if not feature.subject or name in seen or isinstance(feature, Callout | Label | Tag):
                continue
            seen.add(name)
            hostile = isinstance(feature, Area) and feature.style == AreaStyle.HOSTILE
            title = plain(feature.title or (feature.caption if isinstance(feature, Sign) else "") or feature.subject)
            protected = isinstance(feature, Sign) and bool(feature.letter)
            yield Item(feature.kind, feature.subject, title, board.names[layer], place_of(feature), hostile, protected)
