"""An act fixes what it is based on, and nothing outside the closed lists can be written as one."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.act import Seen, Standing, Wish, act_bytes, propose, read_act, record_of, row_basis
from feeds.picture.alarm import Acknowledgement
from feeds.picture.fold import fold_all
from feeds.picture.identity import content_hash
from feeds.picture.picture import Picture
from tests.rig.specimens import EXERCISE, LABEL, NOON, record

STANDING = Standing("INC", EXERCISE, "CMC-1", "Duty officer", "CMC", "desk", "0" * 64)
SEEN = Seen(7, "1" * 64)


def wish(**changes: object) -> Wish:
    """Return a wish to acknowledge the specimen alarm."""
    alarm = record("alarm")
    made = Wish(alarm.subject, Acknowledgement(alarm.subject, 1, "desk"), NOON, "once", ("alarm", alarm.subject))
    return msgspec.structs.replace(made, **changes)


def picture(*kinds: str) -> Picture:
    """Return a picture of specimens."""
    made = Picture(EXERCISE)
    fold_all(made, [record(kind) for kind in kinds])
    return made


def test_a_new_row_is_revision_one_without_basis_and_takes_the_label_of_what_it_is_about() -> None:
    """An acknowledgement of an alarm is as releasable as the alarm, in the name of whoever acknowledges it: it could not be signed else."""
    act = propose(picture("alarm"), STANDING, SEEN, wish())
    own = msgspec.structs.replace(LABEL, originator="CMC", releasable=LABEL.releasable | {LABEL.originator})
    assert (act.revision, act.basis, act.label) == (1, None, own)


def test_a_later_row_names_its_basis() -> None:
    """Written again, the row's revision grows by one and its basis is the hash of the row seen."""
    held = picture("alarm")
    first = msgspec.structs.replace(record("acknowledgement"), subject=wish().subject)
    fold_all(held, [first])
    act = propose(held, STANDING, SEEN, wish())
    assert (act.revision, act.basis) == (first.revision + 1, row_basis(first))


def test_without_anything_to_go_by_the_label_is_missing() -> None:
    """No row, nothing it is about, no default of the room: no label, which fails closed."""
    assert propose(picture(), STANDING, SEEN, wish(about=None)).label is None


def test_the_bytes_are_the_act() -> None:
    """Encoding is deterministic, decoding gives the act back, and the record's key and original are the bytes' hash."""
    act = propose(picture("alarm"), STANDING, SEEN, wish())
    data = act_bytes(act)
    assert read_act(data) == act
    assert act_bytes(read_act(data)) == data
    made = record_of(act, data)
    assert made.key == content_hash(data)
    assert made.provenance is not None
    assert made.provenance.original == content_hash(data)


@given(st.sampled_from(["STRIKE", "FIRES", "TARGETING", "JAMMING", "patrol", ""]))
def test_an_action_kind_that_is_not_on_the_list_is_no_act(kind: str) -> None:
    """Bytes that ask for an action of another kind cannot be read as an act at all."""
    action = record("action")
    act = propose(picture(), STANDING, SEEN, wish(subject=action.subject, body=action.body, about=None))
    plain = msgspec.to_builtins(act)
    plain["body"]["kind"] = kind
    with pytest.raises(msgspec.ValidationError, match="Invalid enum value"):
        read_act(msgspec.msgpack.encode(plain))
