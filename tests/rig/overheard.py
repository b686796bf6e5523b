"""What is said behind a test's back: log records, Qt messages and exceptions that no test code catches.

A test that passes its assertions while the program complains has not passed. Whatever is overheard from setup to teardown fails the
test, unless the test declared it; and what it declared must come. The sources (logs, qt_messages) tell this module what they hear; it
alone judges.

Exceptions in threads and in finalizers are pytest's own to report: as errors, since warnings are errors here.
"""

import re
import sys
import traceback
from collections.abc import Generator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Literal

import pytest

Source = Literal["log", "qt", "exception"]

_OVERHEARD: Final = pytest.StashKey["Overheard"]()


@dataclass
class Expectation:
    """Something a test declared it would cause; `met` once it came."""

    source: Source
    pattern: re.Pattern[str]
    met: bool = False


@dataclass
class Overheard:
    """What one test caused so far, and what it said it would cause."""

    expectations: list[Expectation] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    passed: bool = False

    def expect(self, source: Source, pattern: str) -> None:
        """Declare something that must come from this source, matching `pattern` anywhere."""
        self.expectations.append(Expectation(source, re.compile(pattern)))

    def hear(self, source: Source, text: str) -> None:
        """Count `text` towards what was expected, or hold it against the test."""
        wanted = [one for one in self.expectations if one.source == source and one.pattern.search(text)]
        for one in wanted:
            one.met = True
        if not wanted:
            self.unexpected.append(f"{source}: {text}")

    def complaints(self, *, final: bool) -> list[str]:
        """Take what speaks against the test; `final` adds what it promised and did not cause."""
        found, self.unexpected = self.unexpected, []
        if final and self.passed:
            found += [f"expected of {one.source}, and it never came: {one.pattern.pattern!r}" for one in self.expectations if not one.met]
        return found


class _Ear:
    """Whose ears are open: one test at a time in a process."""

    test: Overheard | None = None


def hear(source: Source, text: str) -> None:
    """Tell the running test; between tests, tell whoever reads the terminal."""
    if _Ear.test is None:
        sys.stderr.write(f"between tests, {source}: {text}\n")
    else:
        _Ear.test.hear(source, text)


def hear_exception(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
    """Take the place of sys.excepthook, which Qt calls for an exception in a slot."""
    hear("exception", "".join(traceback.format_exception(kind, value, trace)).rstrip())


def _fail_over(complaints: list[str]) -> None:
    if complaints:
        pytest.fail("overheard, and not declared:\n" + "\n".join(complaints), pytrace=False)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    """Open the ears before any fixture, with what the test's markers declare."""
    overheard = item.stash[_OVERHEARD] = _Ear.test = Overheard()
    for name, source in _MARKERS.items():
        for marker in item.iter_markers(name):
            overheard.expect(source, marker.args[0])
    sys.excepthook = hear_exception
    yield


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Judge when the test's own code is through: a complaint is a failure of the test."""
    yield
    overheard = item.stash[_OVERHEARD]
    _fail_over(overheard.complaints(final=False))
    overheard.passed = True


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Judge what came while fixtures were taken down, and what never came."""
    try:
        yield
    finally:
        hook, sys.excepthook = sys.excepthook, sys.__excepthook__
        _Ear.test = None
    overheard = item.stash[_OVERHEARD]
    if hook is not hear_exception:
        overheard.hear("exception", f"the test left its own sys.excepthook behind: {hook!r}")
    _fail_over(overheard.complaints(final=True))


_MARKERS: Final[dict[str, Source]] = {"expect_log": "log", "expect_qt": "qt"}


class Expect:
    """The callable behind the fixtures `expect_log` and `expect_qt`: declares what only the running test can know."""

    def __init__(self, overheard: Overheard, source: Source) -> None:
        self._overheard = overheard
        self._source = source

    def __call__(self, pattern: str) -> None:
        """Declare something that must come, matching the regular expression `pattern` anywhere."""
        self._overheard.expect(self._source, pattern)


@pytest.fixture
def expect_log(request: pytest.FixtureRequest) -> Expect:
    """Declare a log record of WARNING or above; the text matched is `LEVEL logger: message`."""
    return Expect(request.node.stash[_OVERHEARD], "log")


@pytest.fixture
def expect_qt(request: pytest.FixtureRequest) -> Expect:
    """Declare a Qt message of warning or above; the text matched is `category: message`."""
    return Expect(request.node.stash[_OVERHEARD], "qt")
