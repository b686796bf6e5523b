"""Tiles that take time: asked of whoever has them in a few threads of their own, answered on the Qt thread, counted.

Whatever goes wrong, the page is answered: with a clear tile, so that the ground below shows. Nothing waits for ever, and no more waits
than a screen has tiles. Deliberately absent: hosts, addresses and sockets; whoever makes one of these passes in the way to ask.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from feeds.errors import WatchroomError, one_line
from widgets.map.own_ground import CLEAR, About

IN_FLIGHT: Final = 6
WAITING: Final = 400
"""Tiles that may wait at once; those beyond are clear, and are asked for again when the map moves."""

Place = tuple[int, int, int]
"""Zoom, column, row from the north."""

Ask = Callable[[int, int, int], tuple[str, bytes] | None]
"""Returns media type and bytes, None where there is no tile; blocks, in any thread; raises WatchroomError."""

Take = Callable[[str, bytes], None]


class Afar(QObject):
    """The tiles of one map service, or of what draws them. `close()` it."""

    _came = Signal(int, str, bytes, str)

    def __init__(self, about: About, ask: Ask, parent: QObject | None = None, threads: int = IN_FLIGHT) -> None:
        super().__init__(parent)
        self.about = about
        self._ask = ask
        self._pool = ThreadPoolExecutor(threads, "map-tiles")
        self._waiting: dict[int, tuple[Future[None], Take]] = {}
        self._number, self._open = 0, True
        self.given, self.refused, self.last = 0, 0, ""
        self._came.connect(self._give)

    @property
    def state(self) -> str:
        """How it does, in words."""
        failed = f"{self.refused} not had or refused · {self.last}" if self.refused else "none refused"
        return f"{self.given} tiles · {failed}"

    def ask(self, place: Place, take: Take) -> int:
        """Send for a tile; `take` is called once, on this thread, unless it is forgotten before. Returns the ticket."""
        self._number += 1
        ticket = self._number
        if not self._open:
            # The page asks until it is gone.
            take("image/png", CLEAR)
        elif len(self._waiting) >= WAITING:
            self._count(f"{len(self._waiting)} tiles wait already")
            take("image/png", CLEAR)
        else:
            self._waiting[ticket] = (self._pool.submit(self._fetch, ticket, place), take)
        return ticket

    def forget(self, ticket: int) -> None:
        """Nobody waits for it any more; what has not begun does not begin."""
        found = self._waiting.pop(ticket, None)
        if found is not None:
            found[0].cancel()

    def _fetch(self, ticket: int, place: Place) -> None:
        """In a worker."""
        try:
            media, data = self._ask(*place) or ("image/png", CLEAR)
        except WatchroomError as error:
            self._came.emit(ticket, "image/png", CLEAR, str(error))
        else:
            self._came.emit(ticket, media, data, "")

    @Slot(int, str, bytes, str)
    def _give(self, ticket: int, media: str, data: bytes, wrong: str) -> None:
        if wrong:
            self._count(wrong)
        else:
            self.given += 1
        found = self._waiting.pop(ticket, None)
        if found is not None:
            found[1](media, bytes(data))

    def _count(self, wrong: str) -> None:
        self.refused += 1
        self.last = one_line(wrong, 200)

    def close(self) -> None:
        """Send for nothing more; what is under way ends within its own bound and is thrown away."""
        self._open = False
        self._waiting.clear()
        self._came.disconnect(self._give)
        self._pool.shutdown(wait=False, cancel_futures=True)
