"""Lessons: what people marked on the recording as such, in their words, beside the moment they speak of.

Marks are outside the journal and carry no label, so they are in the originating room's own report and in no other. Where people acted and
noted none, it says so. Deliberately absent: drawing a lesson from a figure.
"""

from __future__ import annotations

from feeds.marks import Marks
from feeds.report.account import Account
from feeds.report.document import Align, Column, Line, Section, Statement, Table
from feeds.report.wording import moment

_HOW = "A mark on the recording that begins with ! is one; it stands here in its own words."


def section(account: Account, marks: Marks | None) -> Section | None:
    """Return the section, or None where nobody acted, or this is not the room's own report."""
    if not account.audience.host:
        return None
    lessons = [each for each in marks.standing if each.lesson] if marks is not None else []
    if not lessons:
        return Section("Lessons noted", (Statement("Nobody has noted a lesson.", aside=_HOW),)) if account.acted else None
    lines = tuple(
        Line((moment(each.at) + (f" to {moment(each.until)}" if each.until is not None else ""), each.text, each.author))
        for each in lessons
    )
    columns = (Column("Of", Align.TIME, 3), Column("Lesson", share=9), Column("Noted by", share=3))
    note = "Noted by people who read the recording; kept beside the journal and no part of it."
    return Section("Lessons noted", (Table("In the order of what they speak of", columns, lines, note),))
