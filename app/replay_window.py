"""What a replay adds to the window: the bar at the foot of the desk, its keys, and the clock's pace for what shows it.

Deliberately absent: any other difference. The desk is the live one, over another session.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.playing import other_speed, relative
from app.replayed import ReplaySession
from widgets.look import Look
from widgets.replay_bar.model import Rail, Unit
from widgets.replay_bar.panel import ReplayBar
from widgets.replay_bar.resolve import STEP_KINDS, STEP_TIMES, Stands, rail, resolve
from widgets.shortcuts import innermost_wins
from widgets.times import Range

BAR_HEIGHT = 112
APART = 0.09
"""Seconds between two states of the bar while it plays."""

_MARGIN = 8


class Transport(QObject):
    """Joins a replay's session and its bar. `range` is what is played over and over when that is asked for.

    `paced()`: the bar shows another moment; what stands beside it should too.
    """

    paced = Signal()
    wished = Signal(str)
    """What the desk is asked for by a key that works wherever the focus is: `hindsight`, `put_aside`."""

    def __init__(self, look: Look, session: ReplaySession, desk: QWidget) -> None:
        super().__init__(desk)
        self._session = session
        self._rail = _rail_of(session)
        self._unit = Unit.RECORD
        self._shown = 0.0
        self._manner: tuple[object, ...] = ()
        """How it played when the bar was last shown."""
        self.range: Range | None = None
        self.bar = ReplayBar(look)
        self.bar.setFixedHeight(look.px(BAR_HEIGHT))
        self.widget = QWidget()
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, _MARGIN)
        column.setSpacing(0)
        column.addWidget(desk, 1)
        row = QVBoxLayout()
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.addWidget(self.bar)
        column.addLayout(row)
        self._connect()
        self._keys()
        self.show()

    def _connect(self) -> None:
        session, bar = self._session, self.bar
        bar.stepped.connect(self._step)
        bar.play_asked.connect(self._toggle)
        bar.speed_asked.connect(session.set_speed)
        bar.share_asked.connect(self._seek_share)
        bar.unit_asked.connect(self._other_unit)
        bar.loop_asked.connect(self._loop)
        bar.skips_asked.connect(self._skip)
        session.played.connect(self._pace)
        session.grew.connect(self._grew)

    def perform(self, name: str) -> None:
        """Do what the palette calls by this name."""
        self._named[name]()

    def _faster(self, step: int) -> None:
        self._session.set_speed(other_speed(self._session.playing.speed, step))

    def _keys(self) -> None:
        session = self._session
        self._named: dict[str, Callable[[], object]] = {
            "play": self._toggle,
            "slower": partial(self._faster, -1),
            "faster": partial(self._faster, 1),
            "unit": self._other_unit,
            "loop": self._loop,
            "skip": self._skip,
            "zero": self._zero,
            "follow": session.follow,
            "happened": lambda: session.ask_happened(on=not session.happened),
        }
        for key, name in (
            ("Space", "play"),
            (",", "slower"),
            (".", "faster"),
            ("S", "unit"),
            ("R", "loop"),
            ("Q", "skip"),
            ("0", "zero"),
            ("X", "happened"),
            ("L", "follow"),
        ):
            self._key(key, self._named[name])
        for key, wish in (("D", "hindsight"), ("C", "put_aside")):
            self._key(key, partial(self.wished.emit, wish))
        self._key("Home", lambda: session.go(session.tape.first))
        self._key("End", lambda: session.go(session.tape.last))
        for keys, turn in (("Left", -1), ("Right", 1)):
            self._key(keys, partial(self._step, turn))
            for modifier, unit in (("Shift", Unit.ACT), ("Ctrl", Unit.ALARM), ("Alt", Unit.RUNG)):
                self._key(f"{modifier}+{keys}", partial(session.step_kind, turn, STEP_KINDS[unit]))

    def _key(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self.widget)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(act)
        innermost_wins(shortcut)

    def _pace(self) -> None:
        """Ten times a second while it plays, at once when it does something else."""
        at, session = time.monotonic(), self._session
        manner = (session.playing, session.going, session.zero, session.follows)
        if not session.playing.on or manner != self._manner or at - self._shown >= APART:
            self._shown, self._manner = at, manner
            self.show()
            self.paced.emit()

    def show(self) -> None:
        """Show where the tape stands."""
        session, tape = self._session, self._session.tape
        stands = Stands(
            tape.at,
            tape.first,
            tape.last,
            session.playing.on,
            session.playing.speed,
            achieved=session.achieved if session.lags else None,
            going=session.going,
            relative="" if session.zero is None else relative(tape.at, session.zero),
            loop=session.playing.loop,
            skips=session.playing.skips,
            unit=self._unit,
            seen_as=session.as_entity,
            happened=session.happened,
            follows=session.follows,
            grows=session.grows,
        )
        self.bar.show_model(resolve(stands, self._rail))

    def _grew(self) -> None:
        """There is more track."""
        self._rail = _rail_of(self._session)
        self.show()

    def _toggle(self) -> None:
        self._session.play(on=not self._session.playing.on)

    def _step(self, turn: int) -> None:
        """Step by what was chosen."""
        if self._unit in STEP_KINDS:
            self._session.step_kind(turn, STEP_KINDS[self._unit])
        elif self._unit in STEP_TIMES:
            self._session.step_time(turn * STEP_TIMES[self._unit])
        else:
            self._session.step(turn)

    def _other_unit(self) -> None:
        units = list(Unit)
        self._unit = units[(units.index(self._unit) + 1) % len(units)]
        self.show()

    def _loop(self) -> None:
        """Play the marked range over and over, or without one all there is; again: no longer."""
        tape = self._session.tape
        self._session.set_loop(None if self._session.playing.loop is not None else self.range or (tape.first, tape.last))

    def _skip(self) -> None:
        self._session.set_skips(on=not self._session.playing.skips)

    def _zero(self) -> None:
        """T-zero is here; again: nowhere."""
        self._session.set_zero(self._session.tape.at if self._session.zero is None else None)

    def _seek_share(self, share: float) -> None:
        tape = self._session.tape
        self._session.go(tape.first + round(share * (tape.last - tape.first)))


def _rail_of(session: ReplaySession) -> Rail:
    return rail(session.tape.first, session.tape.last, session.tape.marks.marks())
