"""Taking a guard away on purpose: what a broken guard is, and a test run with its fixtures beside pytest.

A guard is named where it is *used*, `module:attribute.attribute`, and something else stands in its place while its test runs once more.
Where no single function holds a sentence, the structure is broken: a table of kinds, a field of a record, a filter on a stream.
Deliberately absent: the sentences (`tests/features/guards`).
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import reduce
from itertools import count
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, NamedTuple

import pytest

from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.release import Sight
from tests.feeds.hub import hall

Given = Mapping[str, Any]
HUB, PICTURE, ASSESSED, JOURNAL = "tests/feeds/hub", "tests/feeds/picture", "tests/feeds/assessment", "tests/feeds/journal"
EXCHANGE, EXERCISE, DOCTRINE = "tests/feeds/exchange", "tests/feeds/exercise", "tests/feeds/test_doctrine.py"
APP, LAYERS, WIDGETS = "tests/app", "tests/layers", "tests/widgets"
NOTHING: Given = MappingProxyType({})

SOON = 0.6
"""Seconds that a broken hub is waited for: what never comes is not waited for as long as what does."""


class Broken(NamedTuple):
    """One sentence of the domain, its guard and its test.

    `instead`: what stands in the guard's place. `also`: other places of the same guard, each with what stands there. `given`: arguments
    of the test that no fixture gives, as a parametrised test has them.
    """

    section: str
    words: str
    guard: str
    instead: Any
    test: str
    given: Given = NOTHING
    also: tuple[tuple[str, Any], ...] = ()


def nothing(*_: object, **__: object) -> None:
    """Object to nothing, write nothing."""


def nothing_back(sight: Sight, _: Record | None, item: Record | Withdrawal) -> Record | None:
    """Give what may be seen, and take nothing back."""
    return item if isinstance(item, Record) and sight.sees(item) else None


def yes(*_: object, **__: object) -> bool:
    """Say yes to everything."""
    return True


def no(*_: object, **__: object) -> bool:
    """Say no to everything."""
    return False


def none_of_it(*_: object, **__: object) -> tuple[()]:
    """Find nothing."""
    return ()


def within(table: Mapping[Any, Any], **changes: object) -> dict[Any, Any]:
    """Return a table with some entries changed."""
    return {**table, **changes}


def found(name: str) -> tuple[Any, str]:
    """Return the owner and the attribute that `module:owner.attribute` names."""
    path, _, attribute = name.partition(":")
    *owners, last = attribute.split(".")
    return reduce(getattr, owners, importlib.import_module(path)), last


def function_of(test: str) -> tuple[ModuleType, Callable[..., None]]:
    """Return the module and the function of `path::name`."""
    path, _, name = test.partition("::")
    module = importlib.import_module(path.removesuffix(".py").replace("/", "."))
    return module, getattr(module, name)


@contextmanager
def broken(each: Broken) -> Iterator[None]:
    """Stand something else in the guard's place for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hall.until, "__kwdefaults__", {"within": SOON})
        for name, instead in ((each.guard, each.instead), *each.also):
            owner, attribute = found(name)
            if isinstance(owner, dict):
                patch.setitem(owner, attribute, instead)
            else:
                patch.setattr(owner, attribute, instead)
        yield


class Stage:
    """Runs tests of other modules with the fixtures that are theirs: their own, their folder's, and pytest's folder for files."""

    def __init__(self, folder: Path, request: pytest.FixtureRequest) -> None:
        """Make files under a folder; fixtures that are nobody's own are asked of pytest."""
        self._folder, self._request, self._runs = folder, request, count()

    def run(self, each: Broken) -> None:
        """Run a guard's test once."""
        module, test = function_of(each.test)
        made = dict(each.given)
        with ExitStack() as stack:
            for name in inspect.signature(test).parameters:
                self._make(name, module, made, stack)
            wanted = inspect.signature(test).parameters
            test(**{name: value for name, value in made.items() if name in wanted})

    def _make(self, name: str, module: ModuleType, made: dict[str, Any], stack: ExitStack) -> None:
        if name in made:
            return
        if name == "tmp_path":
            made[name] = self._folder / str(next(self._runs))
            made[name].mkdir()
            return
        home = _home(name, module)
        if home is None:
            made[name] = self._request.getfixturevalue(name)
            return
        fixture = getattr(home, name).__wrapped__
        for needed in inspect.signature(fixture).parameters:
            self._make(needed, module, made, stack)
        arguments = {needed: made[needed] for needed in inspect.signature(fixture).parameters}
        made[name] = fixture(**arguments)
        if inspect.isgenerator(made[name]):
            yielding = made[name]
            made[name] = next(yielding)
            # As pytest does it: a test that fails is no concern of its fixtures, which end as ever.
            stack.callback(next, yielding, None)


def _home(name: str, module: ModuleType) -> ModuleType | None:
    """Return the module that holds a fixture: the test's own, or the nearest conftest above it; None: it is pytest's or a plugin's."""
    if hasattr(module, name):
        return module
    package = module.__name__.rpartition(".")[0]
    while package:
        place = f"{package}.conftest"
        if importlib.util.find_spec(place) is not None and hasattr(importlib.import_module(place), name):
            return importlib.import_module(place)
        package = package.rpartition(".")[0]
    return None
