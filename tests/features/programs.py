"""The program as people run it: real processes on loopback, each with an end, and what they print."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

WAIT = 60.0
"""Seconds after which something that must happen has not."""

LOOK_AGAIN = 0.01
"""Seconds between two looks: the machine is the programs', not the test's."""


class Program:
    """One running `watchroom COMMAND`."""

    def __init__(self, *arguments: object, folder: Path) -> None:
        """Start it; its words go to files, so that no pipe ever fills."""
        self.name = " ".join(str(argument) for argument in arguments)
        number = len(list(folder.glob("*.out")))
        self._out, self._err = folder / f"{number}.out", folder / f"{number}.err"
        with self._out.open("wb") as out, self._err.open("wb") as err:
            command = [sys.executable, "-m", "app.cli", *(str(argument) for argument in arguments)]
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=os.environ.copy())

    @property
    def out(self) -> str:
        """What it printed."""
        return self._out.read_text()

    @property
    def err(self) -> str:
        """What it complained of."""
        return self._err.read_text()

    def json(self) -> Any:  # noqa: ANN401 -- whatever the command prints
        """Return the JSON object it printed."""
        return json.loads(self.out)

    def ended(self, within: float = WAIT) -> int:
        """Wait for its end and return its exit code."""
        try:
            return self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"{self.name} did not end within {within} s; it said: {self.err[-2000:]}") from None

    def ready(self) -> Any:  # noqa: ANN401 -- as above
        """Wait for its first line of JSON and return it."""
        until(lambda: "\n" in self.out or self.process.poll() is not None, f"{self.name} to be ready")
        assert self.process.poll() is None, self.err[-2000:]
        return json.loads(self.out.splitlines()[0])

    def kill(self) -> None:
        """End it at once, as power loss would."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait(WAIT)

    def stop(self) -> int:
        """Ask it to end and return its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        return self.ended()


def until(done: Callable[[], bool], what: str, within: float = WAIT) -> None:
    """Look until something holds; fail where it does not within a bounded time."""
    deadline = time.monotonic() + within
    pause = threading.Event()
    while not done():
        assert time.monotonic() < deadline, f"waited {within} s for {what}"
        pause.wait(LOOK_AGAIN)


def ran(*arguments: object, folder: Path, within: float = WAIT) -> Program:
    """Run a command to its end."""
    program = Program(*arguments, folder=folder)
    program.ended(within)
    return program
