"""The palette and the search in use: what is typed becomes a list, a choice becomes what a panel would have asked for.

A search goes through the records in portions, so that a large picture holds no key up. Deliberately absent: what a command does (the
window's `perform`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Signal

from app.acts.form import Case
from app.acts.hand import Hand
from app.acts.reading import read_moment
from app.common import common_picture
from app.palette import LISTED, Command, commands, matching
from app.panels import PANELS
from app.search import FOUND, Hit, hits
from app.selection import Selection
from app.session import Session
from app.time_commands import time_commands
from feeds.picture.identity import shown
from widgets.command.model import CommandModel, CommandRow
from widgets.command.panel import CommandPanel
from widgets.common_picture import sentence
from widgets.times import day, zulu, zulu_seconds
from widgets.turns import Rank, Spent, Work

_LOOKS = frozenset({"look", "back", "regarder"})
_MOMENTS = frozenset({"go", "aller"}) | _LOOKS
_UNLISTED = frozenset({"review", "keys", "command"})


class Commanding(QObject):
    """`chosen(name, subject)`: an intent. `found(kind, subject)`: a record."""

    chosen = Signal(str, str)
    found = Signal(str, str)

    def __init__(self, session: Session, selection: Selection, panel: CommandPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._selection, self._panel = session, selection, panel
        self._commands: tuple[Command, ...] = ()
        self._by_key: dict[str, Command | Hit] = {}
        self._typed: Callable[[str], None] = self._command
        self._hits: list[Hit] = []
        self._search: Iterator[Hit | None] = iter(())
        self._searching = Work(self._search_on, Rank.NEWS)
        panel.typed.connect(self._hear)
        panel.ran.connect(self._run)

    def look_through(self, session: Session) -> None:
        """List and search what another session sees, or one's own again."""
        self._session = session

    def palette(self, text: str = "") -> None:
        """Ctrl+K: what can be done from here."""
        session = self._session
        hand = Hand(session.officer, session.entity, session.seat, "palette")
        panels = tuple((each.name, each.title) for each in PANELS if each.name not in _UNLISTED)
        case = Case(session.picture, session.now(), hand)
        timed = time_commands(replay=session.replay, past=session.past is not None)
        common = "" if session.replay else sentence(common_picture(session), session.standpoint)
        self._commands = (*commands(case, panels, self._selection.chosen, session.standpoint.off, common), *timed)
        self._typed = self._command
        self._panel.begin("Command", "verb first: acknowledge A-7K2Q, why 4, go 08:41Z, desk liaison", text)

    def search(self) -> None:
        """Ctrl+F: what there is to read."""
        self._typed = self._seek
        self._panel.begin("Search", "words of a record; Enter selects it and says why")

    def _hear(self, text: str) -> None:
        self._typed(text)

    def stop(self) -> None:
        """Search no further."""
        self._searching.drop()

    def _command(self, text: str) -> None:
        self._searching.drop()
        fitting = (*self._moment(text), *matching(self._commands, text))
        self._by_key = {f"{number}": command for number, command in enumerate(fitting[:LISTED])}
        rows = tuple(_row(key, command) for key, command in self._by_key.items() if isinstance(command, Command))
        more = len(fitting) - len(rows)
        self._panel.show_model(CommandModel("Enter does it · Esc leaves", rows, f"{more} more fit" if more > 0 else ""))

    def _moment(self, text: str) -> tuple[Command, ...]:
        """A typed moment: to have it in view, and on a live desk to look back at it."""
        verb, _, rest = text.partition(" ")
        at = read_moment(rest, self._session.clock()) if verb.lower() in _MOMENTS and rest else None
        if at is None:
            return ()
        go = Command("time", f"go to {zulu_seconds(at)}", str(at), day(at))
        back = Command("look_back", f"look back at {zulu_seconds(at)}", str(at), day(at))
        return (go,) if self._session.replay else (back, go) if verb.lower() in _LOOKS else (go, back)

    def _seek(self, text: str) -> None:
        self._hits, self._by_key = [], {}
        self._search = hits(list(self._session.picture.all_rows()), text, self._session.entity)
        self._show_hits(done=False)
        self._searching.ask()

    def _search_on(self, spent: Spent) -> bool:
        before, more = len(self._hits), False
        for hit in self._search:
            if hit is not None:
                self._hits.append(hit)
            if len(self._hits) >= FOUND:
                break
            if spent():
                more = True
                break
        if len(self._hits) != before or not more:
            self._show_hits(done=not more)
        return more

    def _show_hits(self, *, done: bool) -> None:
        found = sorted(self._hits, key=lambda hit: -hit.event)
        self._by_key = {f"{hit.kind}|{hit.subject}": hit for hit in found}
        now = self._session.now()
        rows = tuple(
            CommandRow(key, f"{shown(hit.subject)}  {hit.title}", f"{hit.kind.replace('_', ' ')} · {zulu(hit.event, now)}")
            for key, hit in self._by_key.items()
            if isinstance(hit, Hit)
        )
        count = f"{len(rows)} found" if done else f"{len(rows)} found so far"
        self._panel.show_model(CommandModel(count if len(rows) < FOUND else f"the first {FOUND} found", rows))

    def _run(self, key: str) -> None:
        match self._by_key.get(key):
            case Command(off=off) as command if not off:
                self.chosen.emit(command.name, command.subject)
            case Hit(kind=kind, subject=subject):
                self.found.emit(kind, subject)
            case _:
                pass


def _row(key: str, command: Command) -> CommandRow:
    return CommandRow(key, command.title, command.detail, command.chord, command.off)
