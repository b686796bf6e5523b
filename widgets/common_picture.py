"""Who holds the common picture, in words: the same ones in the status bar, under Health and in the palette. Pure, no Qt.

A liaison reads of its own picture alone; the host's officers read of every display that is connected, and of the desks that were left.
A difference is neutral and an equal picture needs no word but equal. Deliberately absent: comparing digests (the hub does, app/ hands
its word in), and any moment at which somebody was late.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from feeds.picture.holding import Holder, Match, parts
from widgets.standpoint import Standpoint
from widgets.times import elapsed
from widgets.words import State

_EQUAL: Final = 12
"""Partners named as equal at most; the others are counted."""

_APART: Final = 3
"""Who is not equal, named in the status bar by each state at most; every one stands under Health."""

_PARTS: Final = 3
"""Parts of the picture named of one who differs."""

_STATES: Final = {
    Match.EQUAL: State.EQUAL,
    Match.NOT_COMPARED: State.NOT_COMPARED,
    Match.BEHIND: State.BEHIND,
    Match.DIFFERS: State.DIFFERS,
}
_ORDER: Final = tuple(_STATES)
"""From what needs no word to what needs most."""


@dataclass(frozen=True)
class CommonPicture:
    """What is known of who holds the same picture.

    `compared`: False while this desk's own cannot be compared, `uncompared_for` ms; `displays`: the room's others, as the hub judged them,
    and `untold` beyond those: told to the host's officers alone; `left`: (entity, parts) of desks that are empty and hold less by now.
    """

    compared: bool = True
    uncompared_for: int | None = None
    displays: tuple[Holder, ...] = ()
    untold: int = 0
    left: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Standing:
    """One thing said: the state whose shape stands before it, and the words."""

    state: State
    text: str


def line(common: CommonPicture, standpoint: Standpoint, *, brief: bool = False) -> tuple[Standing, ...]:
    """Return the status bar's line: with whom this room's picture is equal, then who holds another.

    `brief`: equal partners are counted, and of the others it is said who they are, state by state.
    """
    own = _own(common, standpoint)
    if own is not None:
        return (own,)
    partners, here = _partners(common, standpoint), _here(common, standpoint)
    apart = [(_worst(held), code, _how(held)) for code, held in partners.items()]
    apart += [(each.judged.match, each.role, _how([each])) for each in here]
    apart += [(Match.DIFFERS, code, _differs(names)) for code, names in _left(common)]
    equal = [code for code, held in partners.items() if _worst(held) is Match.EQUAL]
    others = len(partners) + len(_left(common))
    with_whom = (f"{len(equal)} of {others} partners" if others else "") if brief else _some(equal, _EQUAL)
    said = [Standing(State.EQUAL, f"equal with {_and(with_whom, _equal_here(here)) or 'this room'}")]
    for match in reversed(_ORDER[1:]):
        state, found = _STATES[match], [(who, how) for each, who, how in apart if each is match]
        if brief and found:
            said.append(Standing(state, f"{state.word} {_some([who for who, _ in found], _APART)}"))
        elif found:
            said += [Standing(state, f"{who} {how}") for who, how in found[:_APART]]
            said += [Standing(state, f"and {len(found) - _APART} more")] if len(found) > _APART else []
    return tuple(said)


def every(common: CommonPicture, standpoint: Standpoint) -> tuple[Standing, ...]:
    """Return all of it: who holds another picture, each display by its role and each desk that was left."""
    own = _own(common, standpoint)
    if own is not None:
        return (own,)
    counts = {code: sum(each.judged.match is Match.EQUAL for each in held) for code, held in _partners(common, standpoint).items()}
    equal = [f"{code} ({count})" if count > 1 else code for code, count in counts.items() if count]
    whom = _and(", ".join(equal), _equal_here(_here(common, standpoint)))
    apart = [each for each in common.displays if each.judged.match is not Match.EQUAL]
    said = [Standing(State.EQUAL, f"equal with this room: {whom}" if whom else "equal with this room")]
    said += [Standing(_STATES[each.judged.match], f"{_seated(each, apart)} {_how([each])}") for each in apart]
    said += [Standing(State.DIFFERS, f"{code} {_differs(names)}; nobody is at its desk") for code, names in _left(common)]
    if common.untold:
        said.append(Standing(State.NOT_COMPARED, f"{_many(common.untold, 'more display')} not named here"))
    return tuple(said)


def sentence(common: CommonPicture, standpoint: Standpoint) -> str:
    """Return the status bar's line as one sentence."""
    return "; ".join(each.text for each in line(common, standpoint))


def _own(common: CommonPicture, standpoint: Standpoint) -> Standing | None:
    """Nothing is said of others by a desk that cannot compare its own picture."""
    if common.compared and not standpoint.frozen:
        return None
    lost = f" for {elapsed(common.uncompared_for)}" if common.uncompared_for is not None else ""
    return Standing(State.NOT_COMPARED, f"not compared{lost}")


def _partners(common: CommonPicture, standpoint: Standpoint) -> dict[str, list[Holder]]:
    """The displays of each other entity, by code."""
    found: dict[str, list[Holder]] = {}
    for each in sorted(common.displays, key=lambda each: each.entity):
        if each.entity != standpoint.entity:
            found.setdefault(each.entity, []).append(each)
    return found


def _here(common: CommonPicture, standpoint: Standpoint) -> list[Holder]:
    return [each for each in common.displays if each.entity == standpoint.entity]


def _left(common: CommonPicture) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Desks that were left; where a display is connected again, its digest speaks."""
    connected = {each.entity for each in common.displays}
    return tuple(each for each in common.left if each[0] not in connected)


def _worst(held: Iterable[Holder]) -> Match:
    return max((each.judged.match for each in held), key=_ORDER.index)


def _how(held: Sequence[Holder]) -> str:
    """How some displays compare: as the worst of them."""
    match = _worst(held)
    match match:
        case Match.EQUAL | Match.NOT_COMPARED:
            return _STATES[match].word
        case Match.BEHIND:
            return f"{_many(max(each.judged.behind for each in held), 'change')} behind"
        case Match.DIFFERS:
            return _differs(parts(kind for each in held for kind in each.judged.tables))
        case _:
            assert_never(match)


def _differs(names: Sequence[str]) -> str:
    return f"{State.DIFFERS.word}: {_some(names, _PARTS)}" if names else State.DIFFERS.word


def _seated(one: Holder, among: Iterable[Holder]) -> str:
    """A display by entity and role; by its seat too where those would not tell it from another."""
    alike = sum((each.entity, each.role) == (one.entity, one.role) for each in among) > 1
    who = one.role if one.entity in one.role else f"{one.entity} {one.role}"
    return f"{who} at {one.seat}" if alike else who


def _equal_here(here: Iterable[Holder]) -> str:
    count = sum(each.judged.match is Match.EQUAL for each in here)
    return _many(count, "display") if count else ""


def _and(*said: str) -> str:
    return ", ".join(part for part in said if part)


def _some(names: Sequence[str], most: int) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' if count != 1 else ''}".replace(",", "\N{NO-BREAK SPACE}")
