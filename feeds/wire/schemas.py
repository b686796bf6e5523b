"""The wire and the record as documents for other programs: JSON Schema and AsyncAPI, generated from the structs.

`python -m feeds.wire.schemas FOLDER` writes them; a test holds the checked-in ones to the code. On the wire everything is
msgpack with the same members; exports are JSON. Deliberately absent: anything a struct does not say.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, get_args

import msgspec

from feeds.picture.envelope import Record
from feeds.wire.protocol import PROTOCOL, Down, Up

RECORD_FILE = "record.schema.json"
WIRE_FILE = "wire.asyncapi.json"
_COMPONENTS = "#/components/schemas/{name}"


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a record with every kind of body."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Watchroom record", **msgspec.json.schema(Record)}


def wire_document() -> dict[str, Any]:
    """Return the AsyncAPI 3 document of a hub's socket: what peers send and what the hub sends."""
    up, down = get_args(Up), get_args(Down)
    _, components = msgspec.json.schema_components((*up, *down), ref_template=_COMPONENTS)
    messages = {kind.__name__: _message(kind) for kind in (*up, *down)}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Watchroom hub",
            "version": str(PROTOCOL),
            "description": "ROUTER bound by the hub, DEALER connected by peers, CURVE on both; one msgpack message a frame.",
        },
        "defaultContentType": "application/msgpack",
        "channels": {"hub": {"address": None, "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages}}},
        "operations": {"hear": _operation("receive", up), "say": _operation("send", down)},
        "components": {"messages": messages, "schemas": components},
    }


def _message(kind: type[msgspec.Struct]) -> dict[str, Any]:
    summary = (kind.__doc__ or "").strip().split("\n", 1)[0]
    return {"name": kind.__name__, "summary": summary, "payload": {"$ref": _COMPONENTS.format(name=kind.__name__)}}


def _operation(action: str, kinds: tuple[type[msgspec.Struct], ...]) -> dict[str, Any]:
    messages = [{"$ref": f"#/channels/hub/messages/{kind.__name__}"} for kind in kinds]
    return {"action": action, "channel": {"$ref": "#/channels/hub"}, "messages": messages}


def as_text(document: dict[str, Any]) -> str:
    """Return a document as it is written: sorted, so that a change shows as itself."""
    return json.dumps(document, indent=1, sort_keys=True, ensure_ascii=True) + "\n"


def write(folder: Path) -> None:
    """Write both documents into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / RECORD_FILE).write_text(as_text(record_schema()))
    (folder / WIRE_FILE).write_text(as_text(wire_document()))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
