"""The band over a live desk that looks back: which moment it shows, that acts are off, what came since, and the key that returns.

It pushes the desk down and covers nothing. Deliberately absent: the moment itself and the alarms, which the session knows.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent

from widgets.band import Band
from widgets.cells import Align, Word, state_mark
from widgets.ink import Ink, text_width
from widgets.look import Look
from widgets.painting import whole
from widgets.roles import Role
from widgets.tokens import Token
from widgets.words import State

HEIGHT = 44
RETURN = "L back to live · Space play · Esc"


@dataclass(frozen=True)
class PastBandModel:
    """`headline` "LIVE-PAUSED · as known 08:41:00Z", `detail` how long ago and what is off, `news` what came since: alarms first."""

    headline: str
    detail: str
    news: str = ""


class PastBand(Band[PastBandModel]):
    """Hidden while the desk is live. New alarms are said aloud."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "live, paused", HEIGHT)

    def said(self, model: PastBandModel) -> str:
        """All three parts."""
        return ". ".join(part for part in (model.headline, model.detail, model.news) if part)

    def news(self, before: PastBandModel | None, model: PastBandModel) -> str:
        """Everything at first, then what came since."""
        if before is None:
            return self.said(model)
        return model.news if before.news != model.news else ""

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Raised ground between two white lines, the words, what came since, the key."""
        del event
        if self.model is None:
            return
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        where = QRectF(self.rect())
        ink.fill(where, Token.RAISED)
        for y in (1.0, where.bottom() - 1.0):
            ink.line(QPointF(0, y), QPointF(where.right(), y), Token.TEXT, width=2.0)
        key = text_width(self._look, RETURN, Role.BODY_STRONG)
        ink.text(where.adjusted(0, 0, -self._look.px(14), 0), RETURN, Role.BODY_STRONG, Token.TEXT, Align.RIGHT)
        room = where.adjusted(self._look.px(20), 0, -key - self._look.px(28), 0)
        head = Word(self.model.headline, Role.SUBHEAD, Token.TEXT, gap=10)
        news = (Word(self.model.news, Role.BODY_STRONG, Token.HIGH, gap=18),) if self.model.news else ()
        said = (state_mark(State.LINK_PAUSED, 20), head, *news)
        whole = (*said, Word(self.model.detail, Role.BODY, Token.TEXT2, gap=18))
        # In large type the detail gives way: it is in the panels' words too, and is read aloud whole.
        ink.spans(room, whole if ink.spans_width(whole) <= room.width() else said)
        painter.end()
