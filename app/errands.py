"""Long work asked for at a replay desk, done by the program itself in another process, so that the loop is never held.

What can be asked for is a closed list: the after-action report, and a branch from the moment shown. Each is told of when it begins and
when it ends, in the words the command itself prints. Deliberately absent: anything that writes into the recording.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal

from feeds.errors import one_line
from feeds.picture.calendar import iso, utc

REPORT_ENDING = ".report.pdf"
WAIT_MS = 5_000


class Errands(QObject):
    """One errand at a time. `said(text)`: for the status bar."""

    said = Signal(str)

    def __init__(self, journal: Path, entity: str | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal, self._entity = journal, entity
        self._process: QProcess | None = None

    @property
    def busy(self) -> bool:
        """Whether an errand is under way."""
        return self._process is not None

    def report(self) -> None:
        """Write the after-action report beside the journal, as the audience that is looked through."""
        out = self._journal.with_name(self._journal.name + REPORT_ENDING)
        audience = ["--as", self._entity] if self._entity is not None else []
        self._go("the report is being made", ["report", str(self._journal), "--out", str(out), *audience])

    def branch(self, known: int) -> None:
        """Begin an exercise that goes on from the moment shown."""
        at = utc(known)
        name = f"BRANCH {at:%d %H%M%S}Z"
        self._go("the branch is being made", ["branch", str(self._journal), "--known-at", iso(known), "--name", name])

    def _go(self, words: str, arguments: list[str]) -> None:
        if self._process is not None:
            self.said.emit("one thing at a time: another is being made")
            return
        process = self._process = QProcess(self)
        process.setProgram(sys.executable)
        process.setArguments(["-m", "app.cli", *arguments])
        process.finished.connect(self._ended)
        self.said.emit(words)
        process.start()

    def _ended(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        out, err = bytes(process.readAllStandardOutput().data()), bytes(process.readAllStandardError().data())
        text = (out if process.exitCode() == 0 else err or out).decode("utf-8", "replace").strip()
        # The last line first: it says how to go on, and a status bar has room for little more. A shell knows the home by its short name.
        lines = [line.replace(str(Path.home()), "~") for line in reversed(text.splitlines())]
        self.said.emit(one_line(" · ".join(lines) or f"ended with {process.exitCode()}"))
        process.deleteLater()

    def close(self) -> None:
        """End what is under way: the window goes, and nobody would hear of it."""
        if self._process is not None:
            self._process.finished.disconnect(self._ended)
            self._process.kill()
            self._process.waitForFinished(WAIT_MS)
            self._process = None
