"""Lessons: what people marked on the recording as such, in their words, beside the moment they speak of.

Marks are outside the journal and carry no label, so they are in the originating room's own report and in no other. Without any there
is no section. Deliberately absent: drawing a lesson from a figure.
"""

from __future__ import annotations

from feeds.marks import Marks
from feeds.report.account import Account
from feeds.report.document import Align, Column, Line, Section, Table
from feeds.report.wording import moment


def section(account: Account, marks: Marks | None) -> Section | None:
    """Return the section, or None where nothing was marked as a lesson, or this is not the room's own report."""
    lessons = [each for each in marks.standing if each.lesson] if marks is not None and account.audience.host else []
    if not lessons:
        return None
    lines = tuple(
        Line((moment(each.at) + (f" to {moment(each.until)}" if each.until is not None else ""), each.text, each.author))
        for each in lessons
    )
    columns = (Column("Of", Align.TIME, 3), Column("Lesson", share=9), Column("Noted by", share=3))
    note = "Noted by people who read the recording; kept beside the journal and no part of it."
    return Section("Lessons noted", (Table("In the order of what they speak of", columns, lines, note),))
