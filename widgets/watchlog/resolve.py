"""The picture's log entries in the order they were written. Pure.

Corrections are entries of their own: the old one stays and says that it was corrected. Deliberately absent: searching, and text of any
other kind of record.
"""

from heapq import nlargest

from feeds.picture.envelope import AuthorKind, Record
from feeds.picture.identity import shown
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture
from feeds.picture.room import Roster
from widgets.cells import FILLED, Empty
from widgets.standpoint import Standpoint
from widgets.times import Range, stretch, within, zulu
from widgets.underway import Underway, in_words
from widgets.watchlog.model import Entry, WatchLogModel

MOST = 500
"""Entries that stand in the list: more than a watch writes."""


def resolve(
    picture: Picture, now: int, standpoint: Standpoint, pending: tuple[Underway, ...] = (), window: Range | None = None
) -> WatchLogModel:
    """The log as this desk may read it, whole or of a range of time, oldest first; entries on their way stand last and say so.

    Of a log that is longer than anybody reads the last stand there, and the scope says so: a range brings earlier ones.
    """
    every = list(picture.bodies(LogEntry))
    corrected = {body.corrects for _, body in every if body.corrects is not None}
    chosen = [each for each in every if within(each[0].event, window)]
    rows = nlargest(MOST, chosen, key=lambda each: (each[0].event, each[0].sequence, each[0].subject))[::-1]
    roster = next((body for _, body in picture.bodies(Roster)), None)
    entries = [
        Entry(
            row.subject,
            zulu(row.event, now),
            body.text,
            _by(row, roster),
            corrects=f"corrects {_time(picture, body.corrects, now)}" if body.corrects is not None else "",
            corrected=row.subject in corrected,
        )
        for row, body in rows
    ]
    entries += [Entry(each.subject, "", "your entry", "", sending=in_words(each)) for each in pending if each.kind == "log_entry"]
    lead = f"last {len(rows)} of " if len(rows) < len(chosen) else ""
    whole = _scope(len(every)) if window is None else f"{len(chosen):,} of {_scope(len(every))} · {stretch(window)}"
    return WatchLogModel(
        scope=f"{lead}{whole}",
        entries=tuple(entries),
        off=standpoint.off,
        condition=FILLED if entries else _empty(window),
    )


def _time(picture: Picture, subject: str, now: int) -> str:
    row = picture.find("log_entry", subject)
    return zulu(row.event, now) if row is not None else shown(subject)


def _scope(count: int) -> str:
    return f"{count:,} entries" if count != 1 else "1 entry"


def _empty(window: Range | None) -> Empty:
    if window is None:
        return Empty("Nothing is in the log yet", "Write the first entry below")
    return Empty("No entry in this range", f"{stretch(window)} · Esc leaves it")


def _by(row: Record, roster: Roster | None) -> str:
    if row.author.kind is not AuthorKind.OFFICER:
        return "the watch"
    officer = roster.officer(row.author.code) if roster is not None else None
    return officer.role if officer is not None else row.author.code
