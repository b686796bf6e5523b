"""The closed list of kinds, and that what is written today can be read for ever."""

from __future__ import annotations

import json
from enum import StrEnum

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.picture import corridor, danger, relief
from feeds.picture.action import ActionKind
from feeds.picture.body import Nature
from feeds.picture.envelope import Record
from feeds.picture.records import KINDS
from feeds.picture.values import Value
from tests.rig.golden import BYTES, DEFAULTS, defaults, encoded
from tests.rig.specimens import body, record


@pytest.mark.parametrize("kind", KINDS)
def test_golden_bytes(kind: str) -> None:
    """A specimen of each kind encodes to the bytes it had when it was first written down (`tests.rig.golden`), and reads back equal."""
    made = record(kind)
    written = json.loads(BYTES.read_text("utf-8"))[kind]
    assert encoded(made) == written
    assert msgspec.msgpack.decode(bytes.fromhex(written), type=Record) == made


def test_what_is_left_out_means_what_it_meant() -> None:
    """A member at its default is left out of the bytes, so each default is part of every record ever written without it."""
    assert defaults() == json.loads(DEFAULTS.read_text("utf-8")), "a new member? `python -m tests.rig.golden` writes it down"


@pytest.mark.parametrize("kind", KINDS)
def test_an_act_names_its_capability(kind: str) -> None:
    """Every kind that an officer may write says which capability that takes."""
    made = KINDS[kind]
    assert (made.capability is not None) == (Nature.ACT in made.natures)


@pytest.mark.parametrize("kind", KINDS)
def test_a_lifecycle_has_a_state(kind: str) -> None:
    """A kind with a lifecycle has a state of that lifecycle, and its specimen's state is one of the table's."""
    made = body(KINDS[kind])
    lifecycle = KINDS[kind].lifecycle
    if lifecycle is None:
        return
    states = set(lifecycle.initial) | set(lifecycle.edges) | {state for edges in lifecycle.edges.values() for state in edges.values()}
    assert made.state in states  # type: ignore[attr-defined]  # asserted to exist by this very test


def test_the_list_of_action_kinds_is_closed() -> None:
    """No kind of action, and no kind of record, speaks of targets, weapons, effects or aim points."""
    words = {word for name in [*KINDS, *(kind.value.lower() for kind in ActionKind)] for word in name.lower().split("_")}
    assert not words & {"target", "nomination", "weapon", "effect", "aim", "strike", "fires"}


def test_no_humanitarian_record_permits_or_refuses() -> None:
    """No state, receipt or reason of a humanitarian record is a permission or a denial, and no member's name speaks of one."""
    types = [each for module in (corridor, danger, relief) for each in vars(module).values() if isinstance(each, type)]
    words = {word for each in types if issubclass(each, StrEnum) for word in each.__members__}
    names = {name for each in types if issubclass(each, Value) for name in each.__struct_fields__}
    assert len(words) > 50
    assert not {
        word for word in words | {name.upper() for name in names} if {"APPROVED", "DENIED", "PERMITTED", "GRANTED"} & set(word.split("_"))
    }


@given(st.sampled_from(sorted(KINDS)), st.sampled_from(["surprise", "colour", "aim_point"]))
def test_unknown_members_are_refused(kind: str, name: str) -> None:
    """A body with a member we do not know is refused, not read without it."""
    plain = msgspec.to_builtins(record(kind))
    plain["body"][name] = 1
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        msgspec.convert(plain, Record)


@given(st.sampled_from([float("nan"), float("inf"), -float("inf"), 181.0]))
def test_numbers_are_bounded(bad: float) -> None:
    """No position holds NaN, an infinity or a longitude beyond the antimeridian."""
    plain = msgspec.to_builtins(record("track"))
    plain["body"]["position"] = [bad, 0.0]
    with pytest.raises(msgspec.ValidationError):
        msgspec.msgpack.decode(msgspec.msgpack.encode(plain), type=Record)
