"""What peers ask for: pages of history, and the bytes a record was made from.

Deliberately absent: who may be told what (`feeds.hub.history`, `feeds.hub.house`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from feeds.hub.history import Telling
from feeds.hub.house import House
from feeds.hub.peers import MOST_TELLINGS, Peer
from feeds.wire import codec
from feeds.wire.protocol import CHUNK, AskHistory, AskMore, AskOriginal, OriginalPart


class Asking:
    """Answers questions. `flush`: commit what waits, so that an answer holds it; `send`: to a peer, at once or as it can take it."""

    def __init__(self, house: House, flush: Callable[[], None], send: Callable[[Peer, bytes], None]) -> None:
        """Answer from a house."""
        self._house, self._flush, self._send = house, flush, send
        self._looking: deque[tuple[Peer, int]] = deque()
        """Who waits for the page of which answer: there was much to look through."""

    @property
    def looking(self) -> bool:
        """Whether an answer is looked for still."""
        return bool(self._looking)

    def go_on(self, *, here: Callable[[Peer], bool]) -> None:
        """Look on for one answer, a portion of it. `here`: whether a peer is still connected."""
        if self._looking:
            peer, number = self._looking.popleft()
            if here(peer) and number in peer.tellings:
                self._tell(peer, number)

    def history(self, peer: Peer, asked: AskHistory | AskMore) -> None:
        """Send the next page of a history."""
        if isinstance(asked, AskHistory):
            self._flush()
            while len(peer.tellings) >= MOST_TELLINGS:
                del peer.tellings[next(iter(peer.tellings))]
            peer.tellings[asked.number] = Telling(asked, self._house.told_since(asked.since))
        if (peer, asked.number) not in self._looking:
            self._tell(peer, asked.number)

    def _tell(self, peer: Peer, number: int) -> None:
        telling = peer.tellings.get(number)
        stream = self._house.stream(peer.identity.entity)
        found = telling.page(stream, self._house.picture) if telling is not None else (Telling.none(number), True)
        if found is None:
            self._looking.append((peer, number))
            return
        page, last = found
        if last:
            peer.tellings.pop(number, None)
        self._send(peer, page)

    def original(self, peer: Peer, asked: AskOriginal) -> None:
        """Send an original in parts, or that there is none for this peer."""
        data = self._house.original(peer.identity.entity, asked.original)
        if data is None:
            self._part(peer, OriginalPart(asked.number, asked.original, 0, last=True, found=False))
            return
        for part, start in enumerate(range(0, max(len(data), 1), CHUNK)):
            piece = data[start : start + CHUNK]
            self._part(peer, OriginalPart(asked.number, asked.original, part, start + CHUNK >= len(data), found=True, data=piece))

    def _part(self, peer: Peer, part: OriginalPart) -> None:
        self._send(peer, codec.encode(part))
