"""Publishing: foreign sources read by an adapter and sent to a hub over a link, until each record is receipted or refused.

It outlives the hub: what is not receipted is sent again after a reconnect, with the same key. Deliberately absent: how a format
is read (`feeds.adapters`), and the wire (`feeds.wire`).
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
import zmq

from feeds.adapters import sources
from feeds.adapters.adapter import Adapter, Item, ReadContext, Reject
from feeds.errors import BadInput, Misuse, OverLimit, Unreachable
from feeds.picture.envelope import Record
from feeds.picture.identity import content_hash
from feeds.picture.room import Source
from feeds.wire.events import Event
from feeds.wire.follow import LinkState
from feeds.wire.link import Link
from feeds.wire.protocol import Receipts

PATIENCE = 60.0
"""Seconds without a hub after which publishing gives up, unless it follows."""

LAST_RECEIPTS = 2.0
"""Seconds that publishing waits for receipts once it is told to end."""

MOST_OUTSTANDING = 8_192
LOOK_EVERY = 0.5
"""Seconds between two looks at followed files."""

SHOWN = 20
_ITEM_BYTES = 192 * 1024 * 1024
_HELD = 1_000

Stopped = Callable[[], bool]


class Publisher:
    """Sends what an adapter reads, and keeps count. One thread owns it, and its link."""

    def __init__(self, link: Link, adapter: Adapter, context: ReadContext, *, stopped: Stopped = lambda: False) -> None:
        """Publish over a link. `stopped`: asked again and again whether to end early."""
        self._link, self._adapter, self._context, self._stopped = link, adapter, context, stopped
        self.items = self.records = self.accepted = self.rejected = 0
        """Items read; records sent; items whose every record was receipted; items that could not be read, or were refused."""
        self.reasons: Counter[str] = Counter()
        self.refused = 0
        self.shown: deque[str] = deque(maxlen=SHOWN)
        """The last rejects and refusals, a line each."""
        self._of: dict[str, list[_Sent]] = {}
        """Items under way by the keys of their records; two items of one content have one key."""
        self._announced: set[str] = set()
        self._follows = False
        self._lost_since: float | None = time.monotonic()

    @property
    def stopped(self) -> bool:
        """Say whether it was told to end."""
        return self._stopped()

    def files(self, named: Iterable[Path]) -> None:
        """Publish files and folders once. Raises Unreachable after a minute without a hub, Misuse for a name that stands for nothing."""
        named, path = list(named), None
        for path in sources.files(named, self._adapter):
            self.file(path, patience=PATIENCE)
            if self.stopped:
                return
        if path is None:
            self._reject(sources.nothing_below(named, self._adapter))
        self.finish(PATIENCE)

    def file(self, path: Path, *, patience: float | None) -> None:
        """Publish one file; one that cannot be read counts as one reject."""
        try:
            data = sources.load(path)
        except BadInput as error:
            self._reject(Reject(str(path), error.what))
            return
        self.data(data, str(path), patience=patience)

    def data(self, data: bytes, where: str, *, patience: float | None) -> None:
        """Publish what some bytes hold. `patience` None: wait for a hub for ever."""
        for outcome in self._adapter.each(data, msgspec.structs.replace(self._context, where=where)):
            if isinstance(outcome, Reject):
                self._reject(outcome)
            else:
                self._send(outcome)
            while self._link.outstanding >= MOST_OUTSTANDING and not self.stopped:
                self._poll(50, patience)
            if self.items % 256 == 0:
                self._poll(0, patience)
            if self.stopped:
                return

    def _announce(self, record: Record) -> None:
        """Tell the room of a source, once, before its first record: from then on its silence is noticed."""
        code = source_of(record)
        if not code or code in self._announced or self._link.standing is None:
            return
        self._announced.add(code)
        body = Source(code, code, self._adapter.name, self._link.standing.entity)
        key = content_hash(f"source\x1f{self._link.standing.room}\x1f{code}\x1f{self._adapter.name}\x1f{record.regime}".encode())
        self._link.send_records(
            [msgspec.structs.replace(record, subject=code, body=body, key=key, revision=1, provenance=None)], source=code
        )

    def finish(self, patience: float | None) -> None:
        """Wait until everything is receipted or refused. Raises Unreachable."""
        while self._link.outstanding and not self.stopped:
            self._poll(50, patience)

    def wind_up(self) -> None:
        """Told to end, wait a moment for the receipts of what is under way. With no hub there is nothing to wait for."""
        end = time.monotonic() + LAST_RECEIPTS
        while self._link.outstanding and self._link.state is not LinkState.LOST and time.monotonic() < end:
            self._poll(50, None)

    def idle(self, timeout_ms: float) -> None:
        """Keep the link alive for a moment, however long the hub has been away."""
        self._poll(timeout_ms, None)

    def _send(self, item: Item) -> None:
        self.items += 1
        if not item.records:
            self.accepted += 1
            return
        originals = {content_hash(item.original): item.original}
        sent = _Sent(len(item.records))
        for record in item.records:
            self.records += 1
            if self._follows:
                self._announce(record)
            self._of.setdefault(record.key, []).append(sent)
            try:
                self._link.send_records([record], originals, source=source_of(record))
            except OverLimit as error:
                self._settle(record.key, str(error))

    def follow(self) -> None:
        """From now on sources are announced."""
        self._follows = True

    def _poll(self, timeout_ms: float, patience: float | None) -> None:
        for event in self._link.poll(timeout_ms):
            self._heed(event)
        now = time.monotonic()
        if self._link.state is not LinkState.LOST:
            self._lost_since = None
        elif self._lost_since is None:
            self._lost_since = now
        elif patience is not None and now - self._lost_since > patience:
            raise Unreachable(
                "hub", f"no answer for {patience:g} s: {self._link.reason}", self._link.endpoint, "a running hub that knows our key"
            )

    def _heed(self, event: Event) -> None:
        if isinstance(event, Receipts):
            for receipt in event.receipts:
                self._settle(receipt.key, None)
            for refusal in event.refusals:
                if refusal.key is not None:
                    self._settle(refusal.key, refusal.reason)

    def _settle(self, key: str, reason: str | None) -> None:
        for sent in self._of.pop(key, ()):
            sent.left -= 1
            if reason is not None:
                self.refused += 1
                self.reasons[reason] += 1
                self.shown.append(reason)
                sent.refused = True
            if not sent.left:
                self.rejected += sent.refused
                self.accepted += not sent.refused

    def _reject(self, reject: Reject) -> None:
        self.rejected += 1
        self.reasons[reject.reason] += 1
        self.shown.append(str(reject))


class _Sent:
    """An item under way."""

    __slots__ = ("left", "refused")

    def __init__(self, left: int) -> None:
        self.left, self.refused = left, False


def source_of(record: Record) -> str:
    """Return the code of the source a record names, or ""."""
    source = getattr(record.body, "source", "")
    return source if isinstance(source, str) else ""


def follow_files(publisher: Publisher, named: list[Path], adapter: Adapter) -> None:
    """Publish files and folders, and again whatever is new or changed, until stopped."""
    publisher.follow()
    known: dict[Path, tuple[int, int]] = {}
    while not publisher.stopped:
        for path, stamp in _stamps(named, adapter):
            if known.get(path) != stamp:
                known[path] = stamp
                publisher.file(path, patience=None)
        deadline = time.monotonic() + LOOK_EVERY
        while time.monotonic() < deadline and not publisher.stopped:
            publisher.idle(50)


def _stamps(named: list[Path], adapter: Adapter) -> Iterator[tuple[Path, tuple[int, int]]]:
    for path in sources.files((each for each in named if each.exists()), adapter):
        try:
            stat = path.stat()
        except FileNotFoundError:
            # Gone between being listed and being looked at.
            continue
        yield path, (stat.st_mtime_ns, stat.st_size)


def follow_socket(publisher: Publisher, endpoint: str) -> None:
    """Publish what a partner's plain ZeroMQ PUB socket says, message by message, until stopped. The last frame is read.

    Such a socket says nothing of who speaks: what comes over it is a machine's word with the label it is given here.

    Raises:
        Misuse: the endpoint cannot be connected to.

    """
    publisher.follow()
    with zmq.Context() as context, context.socket(zmq.SUB) as partner:
        for option, value in ((zmq.LINGER, 0), (zmq.RCVHWM, _HELD), (zmq.MAXMSGSIZE, _ITEM_BYTES), (zmq.RECONNECT_IVL_MAX, 5_000)):
            partner.setsockopt(option, value)
        partner.subscribe(b"")
        try:
            partner.connect(endpoint)
        except zmq.ZMQError as error:
            raise Misuse("source", f"cannot be connected to: {error}", endpoint, "an address such as tcp://127.0.0.1:5556") from error
        while not publisher.stopped:
            for _ in range(_HELD):
                try:
                    frames = partner.recv_multipart(zmq.NOBLOCK)
                except zmq.Again:
                    break
                publisher.data(frames[-1], endpoint, patience=None)
            publisher.idle(20)
