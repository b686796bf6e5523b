"""The real-world band in step with the session: shown while play is held, taken away by a person.

An officer of the host lets the play go on by a signed act, which is on record; anybody else says "I have gone" at this desk alone, and the
hold stands. Deliberately absent: what the band looks like, and anything of the message (no exercise room has it).
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from app.session import Session
from feeds.assessment.holding import held, real_world_channel
from feeds.assessment.rules import rules_of
from feeds.picture.act import Wish
from feeds.picture.play import Hold, HoldState
from widgets.frame_model import RealWorldModel
from widgets.real_world_band import RealWorldBand
from widgets.times import zulu

KINDS = frozenset({"hold", "roster", "channel"})
"""The kinds of record that this reads."""


class RealWorld:
    """Keeps the band. `notice`: say why it could not be let go on."""

    def __init__(self, session: Session, band: RealWorldBand, notice: Callable[[str], None]) -> None:
        self._session, self._band, self._notice = session, band, notice
        self._gone: int | None = None
        """The hold whose band was taken away at this desk."""
        band.gone.connect(self.go)

    def waiting(self) -> Hold | None:
        """Return the hold of play that stands by now and was not taken away here; a replay has none."""
        hold = None if self._session.replay else held(self._session.present)
        return hold if hold is not None and hold.since != self._gone else None

    def refresh(self) -> None:
        """Show the band while a real message waits, whatever moment is looked at."""
        hold = self.waiting()
        model = self._model(hold) if hold is not None else None
        if model != self._band.model:
            self._band.show_model(model)

    def go(self) -> None:
        """Take the band away: for the host by letting play go on, for others at this desk."""
        hold = held(self._session.present)
        if hold is None:
            return
        if not self._hosts():
            self._gone = hold.since
            self.refresh()
            return
        reason = self._session.act(self._release(hold))
        if reason is not None:
            self._notice(reason)

    def _hosts(self) -> bool:
        return self._session.entity == rules_of(self._session.present).host

    def _release(self, hold: Hold) -> Wish:
        session = self._session
        row = next(row for row, _ in session.present.bodies(Hold))
        body = msgspec.structs.replace(hold, state=HoldState.RELEASED, reason="a person went to the real desk")
        return Wish(row.subject, body, session.now(), session.nonce())

    def _model(self, hold: Hold) -> RealWorldModel:
        ends = "Play goes on when you have gone." if self._hosts() else "The duty officer lets play go on."
        return RealWorldModel(zulu(hold.since), f"{self._by()} Exercise alarms are mute. {ends}")

    def _by(self) -> str:
        """By which channel to turn to the real desk; nothing is guessed where none is on record."""
        picture = self._session.present
        found = real_world_channel(picture, self._session.entity, rules_of(picture).host)
        if found is None:
            return "No channel for it is on record." if self._hosts() else "No channel for it is on record: ask the duty officer."
        tested = f" ({'worked' if found.worked else 'did not work'} {zulu(found.tested)})" if found.tested is not None else " (not tested)"
        return f"By {found.means}{tested}."
