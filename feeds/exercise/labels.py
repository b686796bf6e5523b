"""Labels by name: what a scenario means by `label = "council"`. Deliberately absent: a label made on the spot in an event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from feeds.documents import Document, decode
from feeds.errors import BadInput
from feeds.picture.label import Label, LabelPolicy

NONE: Final = "none"
"""The name of no label at all: such a record is its originator's only."""


class Labels:
    """The labels of a scenario. One without an originator belongs to the entity that writes it."""

    def __init__(self, document: Document, policy: LabelPolicy, default: str, feeds: str) -> None:
        self._policy, self._default, self._feeds = policy, default, feeds
        self._made: dict[tuple[str, str], Label] = {}
        self._tables: Mapping[str, Any] = document.table("labels")
        for name in (*self._tables, default, feeds):
            self._make(document.where(f"labels.{name}"), name, "X")

    def of(self, where: str, name: object, entity: str, *, feed: bool = False) -> Label | None:
        """Return the label of that name (None: the default's) as `entity` gives it.

        Raises:
            BadInput: there is no label of that name.

        """
        if name == NONE:
            return None
        chosen = str(name) if name is not None else (self._feeds if feed else self._default)
        return self._make(where, chosen, entity)

    def _make(self, where: str, name: str, entity: str) -> Label:
        if name not in self._tables:
            raise BadInput(where, "no such label", name, f"one of {', '.join(sorted(self._tables))}")
        made = self._made.get((name, entity))
        if made is None:
            table = {"originator": entity, **self._tables[name], "policy": self._policy.name}
            made = self._made[name, entity] = decode(where, table, Label)
            if self._policy.find(made.classification) is None:
                raise BadInput(
                    where, f"label {name} names a class that the policy does not have", made.classification, "a class of [policy]"
                )
        return made
