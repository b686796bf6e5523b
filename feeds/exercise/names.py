"""Symbols: how a scenario speaks of things before they have identifiers.

`@HC-2` in a scenario is the subject of the row that was called HC-2; parts of a composed subject are joined by '/', as in
`@HC-2/KAR`. Subjects are opaque and belong to the incident, so two exercises never share one. Positions go by the names of
places, areas by the names of shapes. Deliberately absent: any look at a running room; `$alarm` and its like stay as they are
(see `storyline`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from feeds.errors import BadInput
from feeds.picture.identity import joined, opaque

PREFIXES: Final = {
    "indication": "IN", "indicator": "I", "problem": "W", "proposal": "P", "off_ramp": "OR", "red_line": "RL",
    "dispute": "D", "contact": "C",
    "message": "MS", "grant": "G", "action": "AC", "run": "K", "corridor": "C", "segment": "S", "danger_zone": "Z", "pause": "PA",
    "movement": "M", "corridor_incident": "CI", "site": "ST", "need": "ND", "offer": "OF", "notification": "N", "request": "R",
    "log_entry": "L", "information_request": "IR", "handover": "HO", "channel": "CH", "risk": "RK", "track": "T", "feature": "F",
    "statement": "SM", "adjudication": "AJ", "redaction": "RX",
}  # fmt: skip
"""The prefix of an opaque subject, by kind. Kinds that are not here hang on another row or are known by a code."""

OWN_CODE: Final = frozenset({"source", "template", "doctrine", "reference_card"})
"""Kinds whose subject is their code, as it is spoken."""

POSITIONS: Final = frozenset({"position", "at", "centre", "path", "paths", "rings", "polygons"})
GEOMETRIES: Final = frozenset({"geometry", "area"})

_HANGS_ON: Final[Mapping[str, tuple[str, ...]]] = {
    "indicator_state": ("indicator",), "evidence": ("indicator", "indication"), "report_mark": ("indication",), "judgement": ("problem",),
    "dissent": ("problem", "entity"), "declared_level": ("ladder", "entity"), "position": ("proposal", "entity"),
    "dispute_reply": ("dispute", "entity"), "grant_approval": ("grant", "entity"), "national_caveat": ("grant", "entity"),
    "item": ("run", "number"), "corridor_status": ("corridor",), "agreement": ("corridor", "party"), "verification": ("segment",),
    "notification_receipt": ("notification", "party"), "acknowledgement": ("alarm",), "shelving": ("alarm",),
    "out_of_service": ("rule", "about"),
    "answer": ("request", "entity"), "posture": ("entity",), "recall": ("item",), "recall_receipt": ("item", "entity"),
}  # fmt: skip


def hanging_subject(kind: str, members: Mapping[str, Any]) -> str | None:
    """Return the subject of a row that hangs on others, from its own members; None for a kind that stands by itself."""
    parts = _HANGS_ON.get(kind)
    if parts is None or any(part not in members for part in parts):
        return None
    return joined(*(str(members[part]) for part in parts))


def new_subject(kind: str, incident: str, name: str) -> str:
    """Return the subject of a row that stands by itself and is called `name` in the scenario."""
    return name if kind in OWN_CODE else opaque(PREFIXES.get(kind, "X"), incident, kind, name)


class Names:
    """What symbols, places and shapes stand for."""

    def __init__(self, incident: str) -> None:
        self.incident = incident
        self.symbols: dict[str, str] = {}
        self.places: dict[str, tuple[float, float]] = {}
        self.shapes: dict[str, object] = {}
        self._declared: dict[str, str] = {}

    def declare(self, where: str, kind: str, name: str) -> str:
        """Give a new row its subject and return it.

        Raises:
            BadInput: the name is taken.

        """
        if name in self._declared:
            raise BadInput(where, "the name is taken", name, f"a name not used at {self._declared[name]}")
        self._declared[name] = where
        self.symbols[name] = new_subject(kind, self.incident, name)
        return self.symbols[name]

    def own(self, kind: str, name: str) -> str:
        """Return the subject of a row that nobody speaks of by a symbol."""
        return new_subject(kind, self.incident, name)

    def resolve(self, where: str, value: object, key: str = "") -> object:
        """Return a plain value with symbols, places and shapes put in.

        Raises:
            BadInput: one of them is not known.

        """
        match value:
            case dict():
                return {name: self.resolve(where, each, name) for name, each in value.items()}
            case list():
                return [self.resolve(where, each, key) for each in value]
            case str() if value.startswith("@"):
                return "/".join(self._symbol(where, part) for part in value.split("/"))
            case str() if key in POSITIONS and (key != "position" or value in self.places):
                return self.place(where, value)
            case str() if key in GEOMETRIES:
                return self._shape(where, value)
            case _:
                return value

    def place(self, where: str, name: str) -> tuple[float, float]:
        """Return the position of a place: longitude, latitude. Raises BadInput where it is not known."""
        if name not in self.places:
            raise BadInput(where, "no such place", name, "a name in [places]")
        return self.places[name]

    def _symbol(self, where: str, part: str) -> str:
        if not part.startswith("@"):
            return part
        if part[1:] not in self.symbols:
            raise BadInput(where, "no such symbol", part, "the name of a row or of an event")
        return self.symbols[part[1:]]

    def _shape(self, where: str, name: str) -> object:
        if name not in self.shapes:
            raise BadInput(where, "no such shape", name, "a name in [shapes]")
        return self.shapes[name]
