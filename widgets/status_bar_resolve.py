"""The picture as the status bar shows it: feeds by freshness, equal pictures. Pure, no Qt.

A feed in doubt is named with its time; one that was never heard is not counted as live. What is said of equal pictures is
`widgets.common_picture`'s. Deliberately absent: comparing digests (app/ hands in what came of it).
"""

from typing import assert_never

from feeds.picture.picture import Picture
from feeds.picture.room import Source, SourceState, SourceStatus
from widgets import common_picture
from widgets.cells import Span, Word, state_mark
from widgets.common_picture import CommonPicture, Standing
from widgets.frame_model import Group, StatusBarModel
from widgets.roles import Role
from widgets.standpoint import Standpoint
from widgets.times import elapsed, zulu, zulu_seconds
from widgets.tokens import Token
from widgets.words import State

_NAMED_MAX = 3


def resolve(picture: Picture, now: int, standpoint: Standpoint, common: CommonPicture) -> StatusBarModel:
    """The bar now."""
    caption = f"Feeds as of {zulu_seconds(standpoint.frozen_at)}" if standpoint.frozen_at is not None else "Feeds"
    return StatusBarModel((Group(caption, _feeds(picture, now)), _common(common, standpoint)))


def _feeds(picture: Picture, now: int) -> tuple[tuple[Span, ...], ...]:
    known = sorted({source.code for _, source in picture.bodies(Source)} | {status.source for _, status in picture.bodies(SourceStatus)})
    if not known:
        return ((Word("no feed known", Role.DENSE, Token.TEXT3),),)
    statuses = {status.source: status for _, status in picture.bodies(SourceStatus)}
    heard = [statuses[code] for code in known if code in statuses]
    doubtful = sorted((each for each in heard if each.state is not SourceState.LIVE), key=lambda each: (each.state.value, each.source))
    facts: list[tuple[Span, ...]] = [_fact(State.LIVE, f"{len(heard) - len(doubtful)} LIVE")]
    facts += [_doubt(status, now) for status in doubtful[:_NAMED_MAX]]
    if len(doubtful) > _NAMED_MAX:
        facts.append((Word(f"and {len(doubtful) - _NAMED_MAX} more in doubt", Role.DENSE_STRONG, Token.DOUBT),))
    if len(known) > len(heard):
        facts.append(_doubtful(State.UNKNOWN, f"{len(known) - len(heard)} not heard yet"))
    return tuple(facts)


def _fact(state: State, text: str) -> tuple[Span, ...]:
    return state_mark(state, 13), Word(text, Role.DENSE, Token.TEXT2)


def _doubtful(state: State, text: str) -> tuple[Span, ...]:
    return state_mark(state, 13), Word(text, Role.DENSE_STRONG, Token.DOUBT)


def _doubt(status: SourceStatus, now: int) -> tuple[Span, ...]:
    match status.state:
        case SourceState.NO_DATA:
            return _doubtful(State.NO_DATA, f"{status.source} NO DATA {elapsed(now - (status.last_data or status.since))}")
        case SourceState.LOST:
            return _doubtful(State.SOURCE_LOST, f"{status.source} SOURCE LOST {zulu(status.since, now)}")
        case SourceState.LIVE:
            return _fact(State.LIVE, status.source)
        case _:
            assert_never(status.state)


def _common(common: CommonPicture, standpoint: Standpoint) -> Group:
    whole = tuple(each.text for each in common_picture.every(common, standpoint))
    full, brief = common_picture.line(common, standpoint), common_picture.line(common, standpoint, brief=True)
    return Group("Common picture", _standings(full), _standings(brief), whole)


def _standings(said: tuple[Standing, ...]) -> tuple[tuple[Span, ...], ...]:
    return tuple((_doubtful if each.state is State.NOT_COMPARED else _fact)(each.state, each.text) for each in said)
