"""A bounded memory of what was computed from frozen values, found again by their identity.

Hashing a polygon of fifty thousand positions on each look-up would cost more than it saves. The values are kept with the answer, so an
identity cannot pass to another value while it is remembered. It changes no answer, only how soon it comes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Memory(Generic[K, V]):
    """Remembers up to `limit` answers by the identity of the parts they were computed from; when full it begins anew."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._known: dict[tuple[int, ...], tuple[tuple[object, ...], V]] = {}

    def recall(self, parts: tuple[object, ...], compute: Callable[[], V]) -> V:
        """Return what `compute` gave for these very parts, computing it the first time."""
        key = tuple(id(part) for part in parts)
        held = self._known.get(key)
        if held is not None:
            return held[1]
        answer = compute()
        if len(self._known) >= self._limit:
            self._known = {}
        self._known[key] = (parts, answer)
        return answer

    def forget(self) -> None:
        """Begin anew, for measuring what an answer costs where nothing is remembered."""
        self._known = {}
