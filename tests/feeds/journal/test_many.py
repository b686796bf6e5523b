"""Many records at once: by column comes back exactly what comes back one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from feeds.journal.many import columns_of, items_of, records_of
from feeds.journal.order import START
from feeds.journal.reader import Reader
from feeds.journal.rows import Context, context_of, lay, record_of
from feeds.picture.envelope import Provenance, Record
from feeds.picture.records import KINDS
from feeds.picture.regime import REAL
from tests.feeds.journal.samples import HUB, NOON, admitted, begin, nights, noted, observed
from tests.rig.specimens import record

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_back(kind: str) -> None:
    """A specimen of each kind comes back beside another of its kind, with and without provenance, label and the rest of an envelope."""
    ones = [
        record(kind),
        record(kind, sent=5, expires=9, revision=3, label=None, regime=REAL, provenance=Provenance("cap", "id", "0" * 64)),
        record(kind, provenance=Provenance("cot")),
    ]
    contexts: dict[int, Context] = {}
    rows = []
    for number, one in enumerate(ones):
        laid = lay(one)
        contexts[number] = context_of(one)
        columns = (one.known, laid.event, laid.subject, laid.origin, one.sequence, laid.key, laid.original, number, laid.header, laid.body)
        rows.append(columns)
    assert records_of(columns_of(rows), contexts, REAL) == [replace(each, regime=REAL) for each in ones]
    for row, one in zip(rows, ones, strict=True):
        assert records_of(columns_of([row]), contexts, one.regime, [77]) == [replace(one, sequence=77)]


def test_nothing_comes_back_of_nothing() -> None:
    """No rows are no records."""
    assert records_of(columns_of([]), {}, REAL) == items_of([], {}, REAL) == []


@SLOW
@given(nights(), st.sets(st.integers(2, 20), max_size=4), st.booleans())
def test_a_slice_is_its_rows(tmp_path: Path, night: list[Record], erased: set[int], reconstructed: bool) -> None:
    """A slice of a journal with redacted records in it reads as each of its rows alone, numbered by its places where that is asked."""
    (tmp_path / "j").unlink(missing_ok=True)
    with begin(tmp_path / "j") as journal:
        journal.append(admitted(*night), durable=False)
        for sequence in sorted(erased):
            if sequence <= journal.sequence - len(erased):
                journal.redact(sequence, "a name", author=HUB, now=NOON + 60_000)
    with Reader(tmp_path / "j") as reader:
        (rows,) = reader.slices(REAL, START, reader.end())
        alone = [record_of(row, reader.contexts) for row in rows]
        numbers = range(5, 5 + len(rows)) if reconstructed else None
        found = items_of(rows, reader.contexts, REAL, numbers)
    if reconstructed:
        assert [each.sequence for each in found] == list(range(5, 5 + len(rows)))
        found = [replace(each, sequence=one.sequence) for each, one in zip(found, alone, strict=True)]
    assert found == alone


def test_origins_are_one_object(tmp_path: Path) -> None:
    """However many records an origin wrote, its name is there once."""
    with begin(tmp_path / "j") as journal:
        journal.append(
            admitted(*(each for number in range(20) for each in (observed(number, subject=number), noted(number)))), durable=False
        )
    with Reader(tmp_path / "j") as reader:
        (rows,) = reader.slices(REAL, START, reader.end())
        items = items_of(rows, reader.contexts, REAL)
    assert len({id(each.origin) for each in items}) == 1
