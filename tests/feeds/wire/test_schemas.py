"""The documents for other programs say what the code says."""

from __future__ import annotations

from pathlib import Path

from feeds.picture.records import KINDS
from feeds.wire.schemas import RECORD_FILE, WIRE_FILE, as_text, record_schema, wire_document

FOLDER = Path(__file__).parents[3] / "docs" / "schema"


def test_the_checked_in_documents_are_the_codes() -> None:
    """What lies in docs/schema is what the structs give; `python -m feeds.wire.schemas docs/schema` writes it anew."""
    assert (FOLDER / RECORD_FILE).read_text() == as_text(record_schema())
    assert (FOLDER / WIRE_FILE).read_text() == as_text(wire_document())


def test_every_kind_is_described() -> None:
    """Each kind of record has a schema that takes no member but its own."""
    parts = record_schema()["$defs"].values()
    described = {tag["enum"][0]: part for part in parts if "enum" in (tag := part.get("properties", {}).get("type", {}))}
    assert set(KINDS) <= set(described)
    assert all(part["additionalProperties"] is False for kind, part in described.items() if kind in KINDS)


def test_every_reference_leads_somewhere() -> None:
    """No reference of the wire's document dangles."""
    document = wire_document()
    schemas, text = document["components"]["schemas"], as_text(document)
    for part in text.split('"#/components/schemas/')[1:]:
        assert part.split('"', 1)[0] in schemas
