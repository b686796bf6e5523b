"""Templates of a mapping: text with column names in braces, laid over a header.

"{a} against {b}" takes cells as they are, `{a|b}` the first that is not empty. Nothing else is understood: no formats, no code.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as Lookup
from typing import Final

from feeds.adapters.adapter import Unusable

_SLOT: Final = re.compile(r"\{([^{}]*)\}")


def names(template: str) -> list[str]:
    """Return the columns a template speaks of, in its order."""
    return [name for slot in _SLOT.findall(template) for name in slot.split("|")]


def compiled(template: str, columns: Lookup[str, int]) -> Callable[[list[str]], str]:
    """Return a function from a row's cells to the text.

    Raises:
        Unusable: a slot names none of the columns.

    """
    parts = _SLOT.split(template)
    literals, slots = parts[::2], [_slot(each, columns) for each in parts[1::2]]
    if not slots:
        return lambda _cells: template
    if len(slots) == 1 and literals == ["", ""]:
        return slots[0]

    def filled(cells: list[str]) -> str:
        pieces = [literals[0]]
        for slot, literal in zip(slots, literals[1:], strict=True):
            pieces.append(slot(cells))
            pieces.append(literal)
        return "".join(pieces)

    return filled


def _slot(choice: str, columns: Lookup[str, int]) -> Callable[[list[str]], str]:
    found = [columns[name] for name in choice.split("|") if name in columns]
    if not found:
        raise Unusable("no such column", choice, f"one of {', '.join(columns)}")
    if len(found) == 1:
        only = found[0]
        return lambda cells: cells[only].strip()
    return lambda cells: next((cell for index in found if (cell := cells[index].strip())), "")
