"""Each invariant has a test that fails when the invariant is broken: here every guard is taken away, and its test must fail."""

from __future__ import annotations

import importlib
from functools import reduce
from typing import Any

import pytest

from tests.features.invariants import BROKEN, HELD, Broken, page
from tests.rig.environment import ROOT


def _found(test: str) -> tuple[Any, Any]:
    """Return the module and the function of a test."""
    path, _, name = test.partition("::")
    module = importlib.import_module(path.removesuffix(".py").replace("/", "."))
    return module, getattr(module, name)


def _run(each: Broken) -> None:
    module, test = _found(each.test)
    given = dict(each.given)
    if each.fixture:
        given[each.fixture] = getattr(module, each.fixture).__wrapped__()
    test(**given)


def _break(each: Broken, patch: pytest.MonkeyPatch) -> None:
    path, _, attribute = each.guard.partition(":")
    *owners, name = attribute.split(".")
    owner = reduce(getattr, owners, importlib.import_module(path))
    patch.setattr(owner, name, each.instead)


@pytest.mark.parametrize(
    "each", BROKEN, ids=[f"{each.section}-{each.guard.rpartition(':')[2]}-{number}" for number, each in enumerate(BROKEN)]
)
def test_a_broken_guard_is_noticed(each: Broken) -> None:
    """The test passes as the code stands, and fails once its guard is gone."""
    _run(each)
    with pytest.MonkeyPatch.context() as patch:
        _break(each, patch)
        with pytest.raises((AssertionError, pytest.fail.Exception)):
            _run(each)


@pytest.mark.parametrize("test", sorted({each.test for each in BROKEN} | {test for _, _, test in HELD}))
def test_every_test_named_exists(test: str) -> None:
    """What the page names is a test, with a claim of its own."""
    assert callable(_found(test)[1])


def test_the_page_is_the_list() -> None:
    """`python -m tests.features.invariants docs/invariants.md` writes it anew."""
    assert (ROOT / "docs" / "invariants.md").read_text() == page()
