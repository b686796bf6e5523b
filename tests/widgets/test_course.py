"""The versions of a row: in order, once each, bounded, and none from beyond the horizon."""

import msgspec

from feeds.picture.warning import IndicatorState
from tests.widgets.pictures import played
from widgets.course import Course


def test_versions_stand_in_order_once_each_and_none_from_the_future() -> None:
    """Claim: the latest known comes first, the same record twice is one, and a replay at K sees what was known at K."""
    picture, _ = played("22T10:54:00")
    row = next(row for row, _ in picture.bodies(IndicatorState))
    later = msgspec.structs.replace(row, key="later", known=row.known + 5_000, sequence=row.sequence + 1)
    course = Course()
    course.add_all([row, later, row])
    assert course.of(row.kind, row.subject, later.known) == (later, row)
    assert course.of(row.kind, row.subject, row.known) == (row,)


def test_memory_of_one_subject_is_bounded() -> None:
    """Claim: a thousand versions of a subject keep the newest few."""
    picture, _ = played("22T10:54:00")
    row = next(row for row, _ in picture.bodies(IndicatorState))
    course = Course()
    course.add_all(msgspec.structs.replace(row, key=str(n), known=n, sequence=n) for n in range(1_000))
    kept = course.of(row.kind, row.subject, 10_000)
    assert (kept[0].known, len(kept)) == (999, 64)
