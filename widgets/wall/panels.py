"""The wall's panels: read-only, large, without header and foot. Each shows its part of one model.

Deliberately absent: focus, cursor, acts. A wall is read from three metres; what matters is a word, a shape and a colour there too.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from widgets.cells import Align, Mark, state_mark
from widgets.ink import Ink
from widgets.look import Look
from widgets.painting import whole
from widgets.panel import RADIUS, Panel
from widgets.roles import Role
from widgets.tokens import Token
from widgets.wall.model import WallAlarm, WallCorridor, WallFact, WallLevel, WallLevels, WallModel
from widgets.words import Hatch, Stage, State, alarm_mark

_PAD = 22
_CODE, _GAP, _DECLARED_RIGHT = 84, 16, 226


class WallPanel(Panel):
    """A ground to paint on."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__(look, title)
        self.header.hide()
        self.notice.hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.model: WallModel | None = None

    def show_model(self, model: WallModel) -> None:
        """Show this panel's part."""
        if model != self.model:
            self.model = model
            self.setAccessibleDescription(self.said(model))
            self.update()

    def said(self, model: WallModel) -> str:
        """The part in one sentence."""
        raise NotImplementedError

    def draw(self, ink: Ink, where: QRectF, model: WallModel) -> None:
        """Paint the part."""
        raise NotImplementedError

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, border, part."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self.look)
        where = QRectF(self.rect())
        ink.fill(where, Token.PANEL, radius=RADIUS)
        ink.frame(where, Token.LINE, width=1.0, radius=RADIUS)
        if self.model is not None:
            self.draw(ink, where, self.model)
        painter.end()

    def line(self, where: QRectF, top: float, height: float, *, left: float = _PAD, right: float = _PAD) -> QRectF:
        """A line of text within, px at scale 1."""
        px = self.look.px
        return QRectF(where.left() + px(left), where.top() + px(top), where.width() - px(left) - px(right), px(height))


class WallAlarmBand(WallPanel):
    """The worst alarm over the whole width; not there while nothing rings."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Worst alarm")

    def show_model(self, model: WallModel) -> None:
        """Show the band, or leave its place."""
        super().show_model(model)
        self.stands = model.alarm is not None

    def said(self, model: WallModel) -> str:
        """Severity, title, why, state."""
        alarm = model.alarm
        return "" if alarm is None else f"{alarm.severity.word}, {alarm.title}, {alarm.why}, {alarm.state}, {alarm.answered}"

    def draw(self, ink: Ink, where: QRectF, model: WallModel) -> None:
        """Filled and edged in its severity while unacknowledged."""
        if model.alarm is not None:
            self._alarm(ink, where, model.alarm)

    def _alarm(self, ink: Ink, where: QRectF, alarm: WallAlarm) -> None:
        px = self.look.px
        hue, ground = (Token.CRITICAL, Token.CRITICAL_BG) if alarm.severity is State.CRITICAL else (Token.HIGH, Token.HIGH_BG)
        owed = alarm.state != "ACKNOWLEDGED"
        if owed:
            ink.fill(where, ground, radius=RADIUS)
            ink.frame(where, hue, width=3, radius=RADIUS)
        mark = alarm_mark(alarm.severity, Stage.UNACKNOWLEDGED if owed else Stage.ACKNOWLEDGED)
        ink.glyph(Mark(mark.glyph, mark.token, 62), QPointF(where.left() + px(60), where.center().y()))
        right = max(ink.width(text, Role.WALL_SUPPORT_STRONG) for text in (alarm.state, alarm.answered, alarm.more)) + px(40)
        ink.text(self.line(where, 10, 60, left=116, right=right / self.look.scale), alarm.title, Role.WALL_TITLE, Token.TEXT)
        ink.text(self.line(where, 68, 40, left=116, right=right / self.look.scale), alarm.why, Role.WALL_SUPPORT, Token.TEXT)
        ink.text(self.line(where, 16, 44), alarm.state, Role.WALL_SUPPORT_STRONG, hue if owed else Token.TEXT2, Align.RIGHT)
        ink.text(self.line(where, 68, 40), alarm.answered or alarm.more, Role.WALL_SUPPORT_STRONG, Token.TEXT, Align.RIGHT)


class WallLevelsPanel(WallPanel):
    """Declared beside assessed."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Level")

    def said(self, model: WallModel) -> str:
        """Both levels and the lines."""
        levels = model.levels
        lines = ". ".join(f"{caption} {text}" for caption, text in levels.lines)
        return f"declared {_level(levels.declared)}, assessed {_level(levels.assessed)}. {lines}"

    def draw(self, ink: Ink, where: QRectF, model: WallModel) -> None:
        """Declared solid with a white bar, assessed in a dashed box: the two never merge."""
        px, levels = self.look.px, model.levels
        half = where.width() / 2
        ink.fill(QRectF(where.left() + 1, where.top() + px(26), px(8), px(118)), Token.TEXT)
        self._pair(ink, QRectF(where.left(), where.top() + px(16), half, px(140)), "Declared", levels.declared, Token.TEXT)
        box = QRectF(where.left() + half, where.top() + px(16), half - px(10), px(140))
        if levels.above:
            ink.fill(box, Token.HIGH_BG, radius=RADIUS)
        ink.frame(box, Token.HIGH if levels.above else Token.TEXT3, width=2, radius=RADIUS, dashed=True)
        if levels.hollow:
            ink.hatch(box, Hatch.DIAGONAL)
        self._pair(ink, box, "Assessed", levels.assessed, Token.HIGH if levels.above else Token.TEXT2)
        if levels.assessed.printed:
            sign = State.LEVEL_ASSESSED if levels.above else State.LEVEL_ASSESSED_BELOW
            ink.glyph(state_mark(sign, 30), QPointF(box.right() - px(30), box.top() + px(28)))
        self._lines(ink, where, levels)

    def _lines(self, ink: Ink, where: QRectF, levels: WallLevels) -> None:
        px = self.look.px
        for number, (caption, text) in enumerate(levels.lines):
            top = 168 + number * 50
            ink.line(QPointF(where.left(), where.top() + px(top)), QPointF(where.right(), where.top() + px(top)), Token.LINE)
            ink.text(self.line(where, top + 4, 44), caption, Role.WALL_SUPPORT, Token.TEXT2)
            ink.text(self.line(where, top + 4, 44), text, Role.WALL_SUPPORT_STRONG, Token.TEXT, Align.RIGHT)

    def _pair(self, ink: Ink, where: QRectF, caption: str, level: WallLevel, token: Token) -> None:
        px = self.look.px
        ink.text(QRectF(where.left() + px(24), where.top() + px(2), where.width(), px(38)), caption, Role.WALL_SUPPORT, Token.TEXT2)
        number = QRectF(where.left() + px(24), where.top() + px(36), where.width(), px(104))
        ink.text(number, level.printed or "\N{EN DASH}", Role.WALL_LEVEL, token)
        left = px(38) + ink.width(level.printed or "\N{EN DASH}", Role.WALL_LEVEL)
        ink.text(number.adjusted(left - px(10), px(28), -px(30), 0), level.name, Role.WALL_FACT, token)


class WallCorridorsPanel(WallPanel):
    """Declared beside conditions, a corridor a row."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Corridors")

    def said(self, model: WallModel) -> str:
        """Every corridor."""
        return ". ".join(
            f"{each.code} declared {each.declared}, conditions {each.conditions.word}, {each.note}" for each in model.corridors
        )

    def draw(self, ink: Ink, where: QRectF, model: WallModel) -> None:
        """A head, then two lines a corridor."""
        if not model.corridors:
            ink.text(self.line(where, 20, 44), "No corridor agreed", Role.WALL_SUPPORT, Token.TEXT2)
            return
        scale = self.look.scale
        found = max(
            ink.width("Conditions", Role.WALL_SUPPORT), *(ink.width(each.conditions.word, Role.WALL_FACT) for each in model.corridors)
        )
        right = max(_DECLARED_RIGHT, found / scale + _PAD + _GAP)
        code = max(ink.width(each.code, Role.WALL_FACT) for each in model.corridors)
        room = where.width() - (right + _CODE + _GAP) * scale - code
        fits = max(ink.width(each.declared, Role.WALL_FACT) for each in model.corridors) <= room
        ink.text(self.line(where, 4, 36, left=_CODE), "Corridor", Role.WALL_SUPPORT, Token.TEXT3)
        ink.text(self.line(where, 4, 36, right=right), "Declared", Role.WALL_SUPPORT, Token.TEXT3, Align.RIGHT)
        ink.text(self.line(where, 4, 36), "Conditions", Role.WALL_SUPPORT, Token.TEXT3, Align.RIGHT)
        for number, corridor in enumerate(model.corridors):
            self._row(ink, where, 42 + number * 84, corridor, right, Role.WALL_FACT if fits else Role.WALL_SUPPORT_STRONG)

    def _row(self, ink: Ink, where: QRectF, top: float, corridor: WallCorridor, right: float, role: Role) -> None:
        """Two lines of a corridor; `right`: where the declared word ends, `role`: how large all of them stand whole."""
        px, sign = self.look.px, corridor.conditions.sign
        quiet = corridor.conditions is State.MET or (corridor.conditions is State.NOT_MET and not corridor.contradicted)
        mark = state_mark(corridor.conditions, 34)
        if corridor.conditions is State.NOT_MET and quiet:
            mark = Mark(mark.glyph, Token.TEXT3, mark.size)
        band = QRectF(where.left(), where.top() + px(top), where.width(), px(84))
        ink.hatch(band.adjusted(1, 1, -1, -1), sign.hatch)
        ink.line(band.topLeft(), band.topRight(), Token.LINE)
        ink.glyph(mark, QPointF(where.left() + px(44), band.center().y()))
        ink.text(self.line(where, top + 4, 42, left=_CODE), corridor.code, Role.WALL_FACT, Token.TEXT)
        ink.text(self.line(where, top + 4, 42, right=right), corridor.declared, role, Token.TEXT, Align.RIGHT)
        hue = Token.TEXT if quiet else sign.token
        ink.text(self.line(where, top + 4, 42), corridor.conditions.word, Role.WALL_FACT, hue, Align.RIGHT)
        beside = self.line(where, top + 44, 36, left=_CODE, right=ink.width(corridor.note, Role.WALL_SUPPORT) / self.look.scale + 34)
        if ink.width(corridor.name, Role.WALL_SUPPORT) <= beside.width():
            # A reason that wants the line has it: the corridor is named by its code, and drawn on the map.
            ink.text(beside, corridor.name, Role.WALL_SUPPORT, Token.TEXT2)
        ink.text(self.line(where, top + 44, 36), corridor.note, Role.WALL_SUPPORT, Token.TEXT, Align.RIGHT)


class WallFactsPanel(WallPanel):
    """Five facts in a row."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Facts")

    def said(self, model: WallModel) -> str:
        """Every fact."""
        return ". ".join(f"{fact.caption}: {fact.text}" for fact in model.facts)

    def draw(self, ink: Ink, where: QRectF, model: WallModel) -> None:
        """Each as wide as it needs, the rest of the room between them."""
        px = self.look.px
        needs = [self._need(ink, fact) for fact in model.facts]
        spare = max(0.0, where.width() - sum(needs)) / max(1, len(needs))
        x = where.left()
        for number, (fact, need) in enumerate(zip(model.facts, needs, strict=True)):
            if number:
                ink.line(QPointF(x, where.top() + px(12)), QPointF(x, where.bottom() - px(12)), Token.LINE)
            self._fact(ink, QRectF(x + px(18), where.top(), need + spare - px(20), where.height()), fact)
            x += need + spare

    def _need(self, ink: Ink, fact: WallFact) -> float:
        mark = self.look.px(34) if fact.state is not None else 0
        return max(ink.width(fact.caption, Role.WALL_SUPPORT), ink.width(fact.text, Role.WALL_SUPPORT_STRONG) + mark) + self.look.px(30)

    def _fact(self, ink: Ink, where: QRectF, fact: WallFact) -> None:
        px = self.look.px
        ink.text(QRectF(where.left(), where.top() + px(8), where.width(), px(36)), fact.caption, Role.WALL_SUPPORT, Token.TEXT3)
        left = where.left()
        middle = where.top() + px(46) + px(20)
        if fact.state is not None:
            ink.glyph(state_mark(fact.state, 26), QPointF(left + px(13), middle))
            left += px(36)
        ink.text(QRectF(left, middle - px(20), where.right() - left, px(40)), fact.text, Role.WALL_SUPPORT_STRONG, fact.token)


def _level(level: WallLevel) -> str:
    return f"{level.printed} {level.name}".strip() or "none"
