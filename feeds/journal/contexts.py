"""The contexts of an open journal: each written once, known by number from then on."""

from __future__ import annotations

import apsw

from feeds.journal.rows import Context, context_bytes, read_context


class Contexts:
    """Contexts by number and numbers by context, as the table has them."""

    def __init__(self, connection: apsw.Connection) -> None:
        """Read them all: there are as many as there are combinations of author, label and format."""
        self._connection = connection
        self.by_number: dict[int, Context] = {}
        self.data: dict[int, bytes] = {}
        self._numbers: dict[Context, tuple[int, bytes]] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read those that another connection has added.

        Raises:
            msgspec.MsgspecError: a context is damaged.

        """
        after = max(self.data, default=0)
        for number, data in self._connection.execute("SELECT id, data FROM context WHERE id > ? ORDER BY id", (after,)):
            self._learn(number, data, read_context(data))

    def find(self, context: Context) -> tuple[int, bytes] | None:
        """Return a context's number and bytes, or None where it is not there yet, but could be written and read back.

        Raises:
            msgspec.ValidationError: its author or label is out of bounds.

        """
        found = self._numbers.get(context)
        if found is None:
            read_context(context_bytes(context))
        return found

    def number(self, context: Context) -> tuple[int, bytes]:
        """Return a context's number and bytes, writing it where it is new. Within a transaction of the caller's."""
        found = self._numbers.get(context)
        if found is not None:
            return found
        number, data = max(self.data, default=0) + 1, context_bytes(context)
        self._connection.execute("INSERT INTO context (id, data) VALUES (?, ?)", (number, data))
        self._learn(number, data, context)
        return number, data

    def _learn(self, number: int, data: bytes, context: Context) -> None:
        self.by_number[number] = context
        self.data[number] = data
        self._numbers[context] = (number, data)
