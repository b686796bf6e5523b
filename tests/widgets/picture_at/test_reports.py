"""Reports by moment: what was known then, each report once, and what had begun and not ended; a mask says what counting would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.identity import content_hash
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.picture.values import Point, Window
from feeds.picture.warning import Discipline, Indication, ReportStatus
from widgets.picture_at.reports import ReportIndex
from widgets.picture_at.resolve import resolve
from widgets.standpoint import Standpoint

DAY = 86_400_000
AUTHOR = Author("CMC", AuthorKind.MACHINE, "IMPORT")
DESK = Standpoint("CMC", replay=True)


def report(
    subject: str, known: int, *, category: str = "alarm", until: int | None = None, placed: bool = False, revision: int = 1
) -> Record:
    """A report of something that began when it was known; with `until` the version that tells its end, known then."""
    body = Indication(
        title=f"Alarm {subject}",
        discipline=Discipline.OSINT,
        source="SIRENS",
        category=category,
        geometry=Point((20.0, 44.0)) if placed else None,
        status=ReportStatus.CURRENT if until is None else ReportStatus.ENDED,
        window=Window(known, until),
    )
    at = known if until is None else until
    return Record(
        subject, REAL, at, AUTHOR, body, content_hash(f"{subject}/{revision}".encode()), origin="CMC", known=at, revision=revision
    )


def index(records: Iterable[Record]) -> ReportIndex:
    """An index of these records in the order in which they were learned."""
    made = ReportIndex()
    made.add_all(sorted(records, key=lambda each: (each.known or 0, each.revision)))
    return made


STORIES = st.lists(
    st.tuples(st.integers(0, 100), st.integers(0, 40), st.sampled_from(["alarm", "fire", ""]), st.booleans(), st.booleans()), max_size=25
)


@given(STORIES, st.integers(-5, 160))
def test_a_moment_is_what_counting_says(stories: list[tuple[int, int, str, bool, bool]], now: int) -> None:
    """Known, placed, by category and still going on, as counted one by one."""
    records = []
    for number, (began, lasted, category, ends, placed) in enumerate(stories):
        records.append(report(f"IN-{number}", began, category=category, placed=placed))
        if ends:
            records.append(report(f"IN-{number}", began, category=category, placed=placed, until=began + lasted, revision=2))
    told = index(records).at(now, 10, 50)
    known = [story for story in stories if story[0] <= now]
    assert told.known == len(known)
    assert told.placed == sum(placed for *_, placed in known)
    assert {each.name: each.known for each in told.categories} == dict(Counter(category for _, _, category, *_ in known))
    assert told.going_on == sum(not (ends and began + lasted <= now) for began, lasted, _, ends, _ in known)


def test_what_still_goes_on_is_told_the_latest_first() -> None:
    """An alarm that ended is not among them; before its end was known it was."""
    held = index([report("IN-1", 100), report("IN-2", 200), report("IN-1", 100, until=300, revision=2)])
    assert [each.title for each in held.at(250, DAY, 5).ongoing] == ["Alarm IN-2", "Alarm IN-1"]
    assert [each.title for each in held.at(300, DAY, 5).ongoing] == ["Alarm IN-2"]


def test_records_that_come_again_change_nothing() -> None:
    """A display that reads a page twice counts its reports once."""
    made = index([report("IN-1", 100)])
    made.add_all([report("IN-1", 100)])
    assert (len(made), made.at(100, DAY, 5).known) == (1, 1)


def test_hindsight_goes_by_when_things_happened() -> None:
    """A report learned later is among what had happened, and not among what was known."""
    late = report("IN-1", 100)
    held = index([Record(late.subject, REAL, 100, AUTHOR, late.body, late.key, origin="CMC", known=500)])
    assert (held.at(200, DAY, 5).known, held.at(200, DAY, 5, hindsight=True).known) == (0, 1)


def test_a_picture_of_reports_alone_is_not_an_empty_one() -> None:
    """Where nobody watches for anything the board says what was reported, and still that there was no ladder, corridor or watch list."""
    now = 40 * DAY
    held = index([report("IN-1", 0), report("IN-2", now - DAY, category="fire"), report("IN-3", 0, until=DAY, revision=2)])
    board = resolve(Picture(REAL), now, DESK, held.at(now, 30 * DAY, 5))
    assert [section.name for section in board.sections] == ["Reports", "Not ended", "Levels", "Corridors", "Indicators"]
    assert [(each.title, each.right, each.support) for each in board.sections[0].entries] == [
        ("alarm", "2 known", "none of them happened in the 30 d before"),
        ("fire", "1 known", "1 of them happened in the 30 d before"),
    ]
    assert [each.title for each in board.sections[1].entries] == ["Alarm IN-2", "Alarm IN-1"]
