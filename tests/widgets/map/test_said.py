"""What the page may say: its own words, in bounds, and nothing else."""

import contextlib
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.map.said import Hello, Hovered, Painted, Pointed, understand


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"what": "hello"}, Hello()),
        ({"what": "painted", "revision": 3, "marks": 2, "total": 4, "hidden": False}, Painted(3, 2, 4)),
        ({"what": "select"}, Pointed()),
        ({"what": "select", "layer": 1, "slot": 2}, Pointed(1, 2)),
        ({"what": "hover", "kind": "site", "subject": "s"}, Hovered(kind="site", subject="s")),
    ],
)
def test_its_own_words_are_understood(said: dict[str, object], meant: object) -> None:
    """Each word comes out as its own struct."""
    assert understand(json.dumps(said).encode()) == meant


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"{}",
        b"[]",
        b"not json",
        b'{"what": "run"}',
        b'{"what": "painted", "revision": -1, "marks": 0}',
        b'{"what": "view", "lat": 91, "lon": 0, "zoom": 3}',
        b'{"what": "select", "layer": "x", "slot": 1}',
        b'{"what": "refused", "uri": "' + b"a" * 500 + b'"}',
    ],
)
def test_anything_else_is_an_error_with_a_reason(said: bytes) -> None:
    """Unknown words, wrong types and numbers out of bounds are refused."""
    with pytest.raises(msgspec.DecodeError):
        understand(said)


@given(st.binary(max_size=200))
def test_no_bytes_do_worse_than_be_refused(said: bytes) -> None:
    """Whatever comes, it is understood or refused as such, and nothing else is raised."""
    with contextlib.suppress(msgspec.DecodeError):
        assert understand(said) is not None
