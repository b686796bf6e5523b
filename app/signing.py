"""A desk that can wish: what a panel asks for is sent where it commits nobody, and else opens its sheet where it was asked for.

Deliberately absent: which acts there are (`app.intents`, `app.acts`), what a sheet says (`app.review`), and looking at things, which
wishes for nothing (`app.desk`).
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QSize

from app.acts.drawings import SHAPE
from app.acts.form import Case, Form
from app.acts.hand import Hand
from app.acts.registry import form_for
from app.desks import Desk
from app.intents import intent_of, is_light, wish_for
from app.naming import called
from app.reviewing import Reviewing
from app.selection import Selection
from app.session import Session
from app.standing import StandingDesk
from feeds.picture.act import Wish
from feeds.picture.corridor import Segment
from feeds.picture.personal import caution
from feeds.picture.room import Recall
from feeds.picture.values import Geometry
from widgets.look import Look
from widgets.map.drawing.pad import Finished
from widgets.map.panel import MapPanel
from widgets.panel import Panel
from widgets.place import Place
from widgets.review.panel import ReviewPanel

SHEET_HEIGHT = 380
"""Px that a review sheet wants at scale 1; where it is asked for in less it stands elsewhere."""


class SigningDesk(StandingDesk):
    """Wishes, and the one sheet that stands while an act is reviewed."""

    def __init__(self, look: Look, session: Session, selection: Selection, desk: Desk, room: QSize, parent: QObject | None = None) -> None:
        super().__init__(look, session, selection, desk, room, parent)
        self.reviewing = Reviewing(session, self)
        self.reviewing.said.connect(self.said)
        self.reviewing.closed.connect(self._sheet_closed)
        self.reviewing.recorded.connect(self._recorded)
        self.sight.review = self.reviewing.model
        self.stood.connect(self._keep_sheet)

    def _welcome(self, panel: Panel) -> None:
        super()._welcome(panel)
        if isinstance(panel, ReviewPanel):
            panel.edited.connect(self._edited)
        if isinstance(panel, MapPanel):
            panel.shaped.connect(self._shaped)

    def _keep_sheet(self) -> None:
        """A sheet that is being filled in stays, whatever stands round it."""
        if self.reviewing.standing:
            self.bring(self.panels.of(ReviewPanel))

    def wish(self, name: str, subject: str, asked: Panel | None = None) -> None:
        """Wish for an act: one that commits nobody is sent, any other opens its sheet where it was asked for."""
        session = self._session
        hand = Hand(session.officer, session.entity, session.seat, session.nonce())
        intent = intent_of(name, subject)
        verb, _, argument = name.partition(":")
        case = Case(session.picture, session.now(), hand, subject, argument)
        found = None if verb == "answer" and is_light(intent) else form_for(verb, case)
        if found is not None:
            self._open_sheet(*found, subject, asked)
            return
        wish = wish_for(intent, session.picture, session.now(), hand)
        refusal = wish if isinstance(wish, str) else session.act(wish)
        if refusal is not None:
            session.failed.emit(f"{verb} {called(session.picture, subject)}: {refusal}")
        elif said := caution(intent.text):
            session.failed.emit(said)

    def _shaped(self, drawn: Finished) -> None:
        """A drawing goes to its sheet, which stands beside the map; the drawing stays until the sheet is signed."""
        session = self._session
        hand = Hand(session.officer, session.entity, session.seat, session.nonce())
        found = form_for(drawn.purpose.verb, Case(session.picture, session.now(), hand, drawn.subject, drawn.said))
        if found is not None:
            self._open_sheet(*found, drawn.subject, None, {SHAPE: drawn.geometry})

    def _recorded(self, verb: str, wish: Wish) -> None:
        """A drawing on record goes. Two acts ask for a second: a new leg is taken into its route, a recalled row from its readers."""
        panel = self.panels.of(MapPanel)
        if panel.pad.purpose is not None and panel.pad.purpose.verb == verb:
            added = panel.pad.subject == ""
            panel.leave_drawing()
            if added and isinstance(wish.body, Segment):
                self.wish(f"add_leg:{wish.subject}", wish.body.corridor)
        if isinstance(wish.body, Recall):
            self.wish(f"release:{','.join(wish.body.recipients)}", wish.body.item)

    def _open_sheet(
        self, form: Form, argument: str, subject: str, asked: Panel | None, shapes: Mapping[str, Geometry] | None = None
    ) -> None:
        panel = self.panels.of(ReviewPanel)
        self.reviewing.open(form, subject, argument, panel, shapes)
        home = self.view.holding(asked) if asked is not None else None
        self.bring(panel, self._roomy(home))
        panel.enter()

    def _roomy(self, asked: Place | None) -> Place:
        """Return where a sheet can be read whole: where it was asked for, else the tallest place that is neither alarms nor map."""
        if asked is not None and asked.height() >= self._look.px(SHEET_HEIGHT):
            return asked
        kept = {self.view.place("alarms"), self.view.place("map")}
        return max((place for place in self.view.round if place not in kept), key=lambda place: place.height())

    def _edited(self, name: str, value: str) -> None:
        self.reviewing.edit(name, value)
        self.refresher.now("review")

    def _sheet_closed(self) -> None:
        """The sheet goes when its act is on record; the focus goes back to who lives there."""
        sheet = self.panels.of(ReviewPanel)
        for place in self.view.round:
            if place.guest is sheet:
                place.give_back()
