"""Saving what the map shows from a desk: gathered beside the Qt loop, drawn by the engine, written whole, told of in the status bar.

Rows are frozen, so a worker has its own copy of the picture at no cost; only the printing engine needs the Qt thread, and it does not wait
there. One at a time. Deliberately absent: asking where to: files go to the room's own folder, named after the incident and the moment.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.basemap.paper_ground import paper_ground
from app.briefing.brief import For, InSight, brief
from app.briefing.in_view import in_view
from app.briefing.in_view import said as said_of
from app.briefing.page import page
from app.briefing.render import Rendering, painted
from app.briefing.sheet import sheet
from app.home import home
from app.whole import whole
from feeds.basemap.section import Basemap
from feeds.errors import Refused, WatchroomError
from feeds.exchange.cover import Cover
from feeds.exchange.entry import entries
from feeds.exchange.registry import FORMATS
from feeds.exchange.rules import fit, said, untactical
from feeds.picture.calendar import iso
from feeds.picture.envelope import Record
from feeds.picture.label import roll_up
from feeds.picture.marking import above
from feeds.picture.picture import Picture
from feeds.picture.release import audience_of
from widgets.tokens import THEMES, ThemeName

JOIN_S = 10.0
PAGES = frozenset({"html", "pdf", "png"})
_NAME = 60


@dataclass(frozen=True)
class Wanted:
    """What is to be saved: the form, a picture of its own, the moment, whose it is, what of it is in sight, which kinds are shown, and what
    the room's map stands on. `whole`: of rows not what is in view, but all of these kinds.
    """

    form: str
    picture: Picture
    now: int
    title: str
    reader: For
    sight: InSight
    kinds: frozenset[str]
    basemap: Basemap = field(default_factory=Basemap)
    whole: bool = False

    @property
    def path(self) -> Path:
        """Where it goes."""
        plain = "".join(each if each.isalnum() and each.isascii() else "-" for each in self.title)[:_NAME].strip("-") or "map"
        return home() / "exports" / f"{plain}-{iso(self.now).replace(':', '')}.{self.form}"


class Saving(QObject):
    """`told(text)` when a file stands, or why there is none."""

    told = Signal(str)
    _made = Signal(object, bytes)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: threading.Thread | None = None
        self._rendering: Rendering | None = None
        self._busy = False
        self._made.connect(self._render)
        self.told.connect(self._over)

    def save(self, wanted: Wanted) -> None:
        """Begin; while one is under way another is not taken."""
        if self._busy:
            self.told.emit("export: one is being made, wait for it")
            return
        self._busy = True
        self._work(partial(self._gather, wanted))

    def close(self) -> None:
        """Wait for the worker; what the engine has not drawn is given up."""
        if self._worker is not None:
            self._worker.join(JOIN_S)
            self._worker = None

    def _work(self, job: Callable[[], None]) -> None:
        def guarded() -> None:
            try:
                job()
            except WatchroomError as error:
                self.told.emit(f"export: {error}")

        self._worker = threading.Thread(target=guarded, name="saving")
        self._worker.start()

    def _gather(self, wanted: Wanted) -> None:
        """In the worker: everything but printing."""
        data = drawn(wanted) if wanted.form in PAGES else rows(wanted)
        if wanted.form in {"pdf", "png"}:
            self._made.emit(wanted, data)
        else:
            self._write(wanted, data)

    def _render(self, wanted: Wanted, html: bytes) -> None:
        """In the Qt thread: let the engine print; it says when it has."""
        self._rendering = Rendering(html.decode(), "pdf", partial(self._printed, wanted), self)

    def _printed(self, wanted: Wanted, paper: bytes) -> None:
        if not paper:
            self.told.emit("export: the sheet could not be drawn; `watchroom doctor` says what is lacking")
            return
        self._work(lambda: self._write(wanted, painted(paper) if wanted.form == "png" else paper))

    def _write(self, wanted: Wanted, data: bytes) -> None:
        path = wanted.path
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as building:
            building.write_bytes(data)
        self.told.emit(f"export: {path}")

    def _over(self) -> None:
        self._busy = False


def drawn(wanted: Wanted) -> bytes:
    """Return the page or the sheet of what is in view. Raises Refused where it is above its reader."""
    made = brief(wanted.picture, wanted.now, wanted.title, wanted.reader, wanted.sight)
    theme = THEMES[ThemeName.LIGHT]
    with closing(paper_ground(wanted.basemap)) as paper:
        return (page if wanted.form == "html" else sheet)(made, theme, paper).encode()


def rows(wanted: Wanted) -> bytes:
    """Return the rows in view, or all of the layers shown, in a format of `feeds.exchange`. Raises Refused for what may not leave."""
    form, reader, taken = FORMATS[wanted.form], wanted.reader, _taken(wanted)
    found = entries(wanted.picture, taken)
    made = fit(each for each in found if form.takes(each))
    resting = [each.record for each in made]
    if above(audience_of(reader.readers or reader.entity, reader.roster), resting, reader.roster, reader.policy):
        raise Refused("map", "it is labelled above its readers", reader.entity, "a view that they may see")
    barred = untactical(made) if form.tactical else Counter[str]()
    if barred or not made:
        raise Refused("map", f"{wanted.form} cannot carry it", said(barred) or "nothing is shown", "other layers, or another format")
    rolled = roll_up((row.label for row in resting), reader.policy)
    called = "all of the layers shown" if wanted.whole else said_of(wanted.sight)
    cover = Cover(f"{wanted.title} ({called})", reader.entity, wanted.picture.regime, reader.policy, rolled, wanted.now)
    return b"".join(form.write(cover, made, lambda _: None))


def _taken(wanted: Wanted) -> list[Record]:
    if not wanted.whole:
        return in_view(wanted.picture, wanted.now, wanted.sight)
    rows = (row for row in wanted.picture.all_rows() if row.kind in wanted.kinds)
    return sorted(rows, key=lambda row: (row.event, row.subject))
