"""Processes that belong to a command: started by it, watched by it, ended with it and by nothing else.

Their words go to files beside the room, so that no pipe fills and a night can be looked into afterwards. Deliberately absent:
processes of anybody else; only what was started here is ever ended, by its own number.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from feeds.errors import Unreachable

READY_WITHIN = 30.0
END_WITHIN = 8.0
_TAIL = 400
_MOST_HEARD = 4 * 1024 * 1024
_LOOK = 0.02


class Child:
    """One `watchroom COMMAND` as a child."""

    def __init__(self, name: str, arguments: list[str], logs: Path, *, told: bool = False) -> None:
        """Start it; `told`: it is told things on its standard input."""
        logs.mkdir(parents=True, exist_ok=True)
        self.name = name
        self._asked = False
        self._out, self._err = logs / f"{name}.out", logs / f"{name}.err"
        with self._out.open("wb") as out, self._err.open("wb") as err:
            command = [sys.executable, "-m", "app.cli", *arguments]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE if told else subprocess.DEVNULL, stdout=out, stderr=err, env=os.environ.copy()
            )

        self._heard = 0
        if self._process.stdin is not None:
            os.set_blocking(self._process.stdin.fileno(), False)

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    @property
    def code(self) -> int | None:
        """Its exit code, None while it runs."""
        return self._process.poll()

    @property
    def complaint(self) -> str:
        """The end of what it complained of."""
        return self._err.read_text(errors="replace").strip()[-_TAIL:]

    def ready(self) -> Any:  # noqa: ANN401 -- whatever the command prints
        """Wait for its first line of JSON. Raises Unreachable where it does not come."""
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until and self.running:
            lines = self._out.read_text(errors="replace").splitlines(keepends=True)
            if lines and lines[0].endswith("\n"):
                return json.loads(lines[0])
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_LOOK)
        raise Unreachable(self.name, "did not become ready", self.complaint or None, f"a line of JSON within {READY_WITHIN:.0f} s")

    def tell(self, words: str) -> None:
        """Give it a line, without waiting. Raises Unreachable where it does not listen."""
        if self._process.stdin is None or not self.running:
            raise Unreachable(self.name, "does not listen any more", words)
        try:
            os.write(self._process.stdin.fileno(), words.encode() + b"\n")
        except OSError as error:
            raise Unreachable(self.name, f"does not listen: {error.strerror}", words) from error

    def heard(self) -> list[str]:
        """Return the whole lines it printed since this was asked last."""
        with self._out.open("rb") as file:
            file.seek(self._heard)
            new = file.read(_MOST_HEARD)
        whole = new[: new.rfind(b"\n") + 1]
        self._heard += len(whole)
        return whole.decode(errors="replace").splitlines()

    def said(self) -> Any | None:  # noqa: ANN401 -- as above
        """What it printed, as JSON; None while that is no whole object."""
        try:
            text = self._out.read_text(errors="replace")
            # What is told things answers by the line, and sums up on its last one.
            return json.loads(text if self._process.stdin is None else text.rstrip().rpartition("\n")[2])
        except ValueError:
            return None

    def ask_to_end(self) -> None:
        """Ask it to end, and do not wait; asking again changes nothing."""
        if self.running and not self._asked:
            self._asked = True
            self._process.terminate()

    def stop(self) -> int:
        """Ask it to end, wait, and return its exit code; one that does not end in time is killed."""
        self.ask_to_end()
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            return self._process.wait(END_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait(END_WITHIN)
