"""Processes that a test starts end with it, whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.features.programs import Program

Start = Callable[..., Program]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a `watchroom` command; it is ended with the test."""
    programs: list[Program] = []

    def run(*arguments: object) -> Program:
        programs.append(Program(*arguments, folder=tmp_path))
        return programs[-1]

    yield run
    for program in programs:
        program.kill()
