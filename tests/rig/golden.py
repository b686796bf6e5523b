"""What was written down once and is read for ever: the bytes of each kind of record, and what a member that was left out means.

`python -m tests.rig.golden` writes down the kinds, structs and members that are not there yet. It never changes what is there: journals
hold such bytes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import inspect

from feeds.picture.envelope import Record
from feeds.picture.records import KINDS
from tests.rig.specimens import record

FOLDER: Final = Path(__file__).parents[1] / "feeds" / "picture" / "golden"
BYTES: Final = FOLDER / "kinds.json"
"""By kind, the specimen's bytes in hex."""

DEFAULTS: Final = FOLDER / "defaults.json"
"""By struct that a record may hold, what each member means that is left out of the bytes because it is at its default."""


def encoded(made: Record) -> str:
    """Return a record's bytes in hex."""
    return msgspec.msgpack.encode(made, order="deterministic").hex()


def defaults() -> dict[str, dict[str, object]]:
    """Return the defaults of a record and of every struct within one, by the struct's name, as JSON has them."""
    found = {each.__name__: _left_out(each) for each in _structs()}
    plain: dict[str, dict[str, object]] = msgspec.json.decode(
        msgspec.json.encode({name: found[name] for name in sorted(found) if found[name]})
    )
    return plain


def _structs() -> set[type[msgspec.Struct]]:
    found: set[type[msgspec.Struct]] = set()
    wait: list[inspect.Type] = [inspect.type_info(Record)]
    while wait:
        match wait.pop():
            case inspect.StructType(cls=cls, fields=fields) if cls not in found:
                found.add(cls)
                wait += [each.type for each in fields]
            case inspect.UnionType(types=many) | inspect.TupleType(item_types=many):
                wait += many
            case inspect.Metadata(type=inner) | inspect.CollectionType(item_type=inner) | inspect.DictType(value_type=inner):
                wait.append(inner)
            case _:
                pass
    return found


def _left_out(struct: type[msgspec.Struct]) -> dict[str, object]:
    members = (each for each in msgspec.structs.fields(struct) if not each.required)
    return {each.encode_name: each.default if each.default is not msgspec.NODEFAULT else each.default_factory() for each in members}


def _write_down(path: Path, new: dict[str, Any]) -> None:
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}
    for name, each in new.items():
        known[name] = {**each, **known.get(name, {})} if isinstance(each, dict) else known.get(name, each)
    path.write_text(json.dumps(known, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    _write_down(BYTES, {kind: encoded(record(kind)) for kind in KINDS})
    _write_down(DEFAULTS, defaults())
