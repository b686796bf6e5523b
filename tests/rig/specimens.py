"""One specimen of every kind of record, made from the structs themselves, so that a new kind has one at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
from msgspec import inspect

from feeds.picture.body import Body
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.identity import content_hash, opaque
from feeds.picture.label import Label, Tlp
from feeds.picture.records import KINDS
from feeds.picture.regime import Regime, RegimeKind

EXERCISE = Regime(RegimeKind.EXERCISE, "SPECIMEN")
NOON = int(dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC).timestamp() * 1000)
LABEL = Label("exercise", "RESTRICTED", "AUR", frozenset({"AUR", "BOR"}), tlp=Tlp.AMBER)


def body(kind: type[Body]) -> Body:
    """Return the least body of a kind: each required member at its smallest sound value."""
    return msgspec.convert(_plain(inspect.type_info(kind)), kind)


def record(kind: str, **changes: Any) -> Record:
    """Return a record around the specimen body of a kind."""
    made = Record(
        subject=opaque("X", kind),
        regime=EXERCISE,
        event=NOON,
        author=Author("AUR", AuthorKind.OFFICER, "AUR-1", "desk"),
        body=body(KINDS[kind]),  # type: ignore[arg-type]  # KINDS holds exactly the members of AnyBody
        key=content_hash(kind.encode()),
        label=LABEL,
        origin="CMC",
        sequence=1,
        known=NOON + 1_000,
    )
    return msgspec.structs.replace(made, **changes)


def _plain(info: inspect.Type) -> object:
    match info:
        case inspect.StructType(fields=fields, tag=tag, tag_field=tag_field):
            value = {field.encode_name: _plain(field.type) for field in fields if field.required}
            return value if tag is None else {str(tag_field): tag, **value}
        case inspect.UnionType(types=types):
            return None if any(isinstance(each, inspect.NoneType) for each in types) else _plain(types[0])
        case inspect.Metadata(type=inner):
            return _plain(inner)
        case inspect.EnumType(cls=cls):
            return next(iter(cls)).value
        case inspect.StrType(min_length=least, pattern=pattern):
            return _matching(pattern) if pattern else "x" * max(least or 0, 1)
        case inspect.IntType(ge=least):
            return max(least or 0, 1)
        case inspect.FloatType():
            return 1.5
        case inspect.BoolType():
            return True
        case inspect.TupleType(item_types=items):
            return [_plain(item) for item in items]
        case inspect.VarTupleType(item_type=item, min_length=least):
            return [_plain(item)] * (least or 0)
        case inspect.CollectionType(item_type=item, min_length=least):
            return [_plain(item)] * (least or 0)
        case _:
            raise AssertionError(f"{info}: no specimen is known for this type; add an arm")


def _matching(pattern: str) -> str:
    return {"^[0-9a-f]{64}$": "0" * 64, "^[A-F]$": "B"}[pattern]
