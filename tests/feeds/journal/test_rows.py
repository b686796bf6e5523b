"""Rows: every kind of record comes back as it went in."""

from __future__ import annotations

import pytest

from feeds.journal.rows import Context, context_bytes, context_of, lay, read_context, record_of, regime_of
from feeds.picture.envelope import Provenance, Record
from feeds.picture.records import KINDS
from feeds.picture.regime import REAL, Regime, RegimeKind
from tests.rig.specimens import record


def back(one: Record) -> object:
    """Lay a record out and read it back."""
    row = lay(one)
    columns = (7, one.known, row.event, row.kind, row.subject, row.origin, one.sequence, row.regime, row.key, row.original, 1, row.header)
    return record_of((*columns, row.body), {1: read_context(context_bytes(context_of(one)))})


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_back(kind: str) -> None:
    """A specimen of each kind is the same after the table, with and without the envelope's optional members."""
    plain = record(kind)
    full = record(kind, sent=5, expires=9, revision=3, label=None, regime=REAL, provenance=Provenance("cap", "id", "0" * 64))
    assert back(plain) == plain
    assert back(full) == full


def test_regime_names_keep_their_colons() -> None:
    """A name with a colon or spaces is the same regime after the table."""
    for regime in (REAL, Regime(RegimeKind.EXERCISE, " A: B "), Regime(RegimeKind.TEST)):
        assert regime_of(str(regime)) == regime


def test_context_is_shared() -> None:
    """Records of one author, label and format have one context."""
    one, other = record("track", provenance=Provenance("cot", "1")), record("log_entry", provenance=Provenance("cot", "2"))
    assert context_of(one) == context_of(other) == Context(one.author, one.label, "cot")
