"""The review sheet in use: opened on a subject, filled in, signed or left. One at a time.

A sheet that was signed stays until the hub has said what became of it: on record, and the sheet goes; refused, and it says why.
Deliberately absent: what a sheet says (`app.review`) and how it looks (widgets).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from app.acts.form import Case, Form
from app.acts.hand import Hand
from app.review import Reviewed, basis_of, review
from app.session import Session
from feeds.picture.act import Wish
from feeds.picture.body import kind_of
from feeds.picture.values import Geometry
from widgets.review.model import ReviewModel
from widgets.review.panel import ReviewPanel
from widgets.underway import Progress, Underway, act_on, in_words


@dataclass
class _Open:
    """A sheet that stands: its form, on what, with which word of its own, and what was filled in."""

    form: Form
    subject: str
    argument: str
    nonce: str
    began: int
    shapes: Mapping[str, Geometry] = field(default_factory=dict)
    opened_on: str = ""
    held: dict[str, str] = field(default_factory=dict)
    sent: Wish | None = None
    refused: str = ""


class Reviewing(QObject):
    """`closed` when the sheet is to go; `said(text)` for the status bar."""

    closed = Signal()
    said = Signal(str)
    recorded = Signal(str, object)
    """The verb of a sheet whose act is on record now, and its wish; after `closed`."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._open: _Open | None = None
        session.acted.connect(self._heed)

    def look_through(self, session: Session) -> None:
        """Act from another session, or from none: a sheet that stood is left unsigned."""
        self.leave()
        self._session.acted.disconnect(self._heed)
        self._session = session
        session.acted.connect(self._heed)

    @property
    def standing(self) -> bool:
        """Whether a sheet is open."""
        return self._open is not None

    def open(self, form: Form, subject: str, argument: str, panel: ReviewPanel, shapes: Mapping[str, Geometry] | None = None) -> None:
        """Open a sheet, with what was drawn for it; one that stood before is left unsigned."""
        self._open = _Open(form, subject, argument, self._session.nonce(), self._session.now(), shapes or {})
        self._open.opened_on = basis_of(form, self._case(self._open))
        panel.show_model(self.model())
        panel.begin()

    def leave(self) -> None:
        """Leave the sheet; nothing was said."""
        self._open = None

    def edit(self, name: str, value: str) -> None:
        """Note what a field holds now."""
        if self._open is not None:
            self._open.held[name] = value
            self._open.refused = ""

    def model(self) -> ReviewModel:
        """The sheet as it stands now."""
        sheet = self._open
        return ReviewModel() if sheet is None else self._reviewed(sheet).model

    def sign(self, panel: ReviewPanel) -> None:
        """Sign what is on the sheet, if it has been looked at and makes an act."""
        sheet = self._open
        if sheet is None or sheet.sent is not None or not panel.looked():
            return
        found = self._reviewed(sheet)
        if found.wish is None or found.model != panel.model:
            panel.show_model(found.model)
            panel.begin()
            return
        refusal = self._session.act(found.wish)
        if refusal is not None:
            sheet.refused = refusal
        else:
            sheet.sent = found.wish
        panel.show_model(self.model())

    def _reviewed(self, sheet: _Open) -> Reviewed:
        off = sheet.refused or self._session.standpoint.off
        found = review(sheet.form, self._case(sheet), sheet.held, sheet.opened_on, off=off)
        return Reviewed(_with_progress(found.model, self._progress(sheet)), found.wish)

    def _progress(self, sheet: _Open) -> str:
        act = self._sent(sheet.sent) if sheet.sent is not None else None
        return in_words(act) if act is not None else ""

    def _sent(self, wish: Wish) -> Underway | None:
        return act_on(self._session.underway(), kind_of(wish.body), wish.subject)

    def _case(self, sheet: _Open) -> Case:
        session = self._session
        hand = Hand(session.officer, session.entity, session.seat, sheet.nonce)
        return Case(session.picture, session.now(), hand, sheet.subject, sheet.argument, sheet.shapes, sheet.began)

    def _heed(self) -> None:
        """An act came back: on record, the sheet goes; refused, it stays, says why, and asks for another signature."""
        sheet = self._open
        if sheet is None or sheet.sent is None:
            return
        act = self._sent(sheet.sent)
        if act is None:
            self.said.emit(f"{self._reviewed(sheet).model.title}: on record")
            self._open = None
            self.closed.emit()
            self.recorded.emit(sheet.form.verb, sheet.sent)
        elif act.progress is Progress.REFUSED:
            sheet.sent, sheet.refused, sheet.nonce = None, act.reason, self._session.nonce()


def _with_progress(model: ReviewModel, words: str) -> ReviewModel:
    return replace(model, under_way=words) if words else model
