"""Earthquake feeds: the rule of severity, the two times, and figures out of bounds."""

from __future__ import annotations

import pytest

from feeds.adapters.adapter import ReadContext, Reading
from feeds.adapters.registry import find
from feeds.adapters.usgs import severity
from feeds.picture.warning import Indication, Measure, ReportStatus, Severity
from tests.feeds.adapters.small import USGS


def _read(data: bytes) -> Reading:
    return find("usgs").read(data, ReadContext())


@pytest.mark.parametrize(
    ("magnitude", "expected"),
    [(None, None), (-0.5, Severity.LOW), (4.49, Severity.LOW), (4.5, Severity.MEDIUM), (6.0, Severity.HIGH), (7.0, Severity.CRITICAL)],
)
def test_severity_by_magnitude(magnitude: float | None, expected: Severity | None) -> None:
    """The steps are the documented ones, each inclusive."""
    assert severity(magnitude) is expected


def test_event_and_sent() -> None:
    """An earthquake happened at `time`, and the report is as of `updated`."""
    record = _read(USGS).records[0]
    assert (record.event, record.sent) == (1_935_302_400_000, 1_935_306_000_000)
    assert isinstance(record.body, Indication)
    assert record.body.measures == (Measure("magnitude", 6.1, "mww"), Measure("depth", 33.1, "km"))


def test_an_update_is_the_same_subject() -> None:
    """A changed report of one event keeps the subject and is another record."""
    before, after = _read(USGS).records[0], _read(USGS.replace(b'"mag":6.1', b'"mag":6.3')).records[0]
    assert before.subject == after.subject
    assert before.key != after.key


def test_a_deleted_event_is_cancelled() -> None:
    """The feed's word for a withdrawn event makes the report cancelled."""
    body = _read(USGS.replace(b"reviewed", b"deleted")).records[0].body
    assert isinstance(body, Indication)
    assert body.status is ReportStatus.CANCELLED


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"6.1", b"61", "magnitude out of range"),
        (b"6.1", b'"6.1"', "malformed item"),
        (b"-10.5", b"-100.5", "position out of range"),
        (b"33.1", b"9e9", "depth out of range"),
        (b"1935302400000", b"1e18", "time out of range"),
        (b'"Feature"', b'"Fature"', "no event"),
        (b'"zz0001"', b'""', "no event"),
    ],
)
def test_what_is_refused(old: bytes, new: bytes, reason: str) -> None:
    """A figure out of bounds rejects its event, by a reason that can be counted."""
    assert [reject.reason for reject in _read(USGS.replace(old, new, 1)).rejects] == [reason]
