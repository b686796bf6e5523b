"""A partner lens: this desk's own picture through the eyes of an entity it shares it with. What I may see that they may see too.

It is a session over a session: each change is released to them or withheld by the one rule there is (`feeds.picture.release`), and the
panels cannot tell it from their own picture, so no row, count or jump betrays what is left out. Acts are off. It is made of this reader's
own stream and asks nobody for anything: what they see that this desk may not is not in it. Deliberately absent: their derived rows, which
only their own stream has; a corridor they cannot judge reads UNKNOWN.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from app.onlooker import Onlooker
from app.session import LinkReport, Session
from feeds.errors import Misuse
from feeds.journal.audience import InForce, View
from feeds.picture.act import Wish
from feeds.picture.changes import ChangeSet
from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.room import Policy, Roster
from layers.whereabouts import Whereabouts
from widgets.standpoint import Standpoint

_SHAPING = frozenset({"roster", "policy"})


class LensSession(Onlooker):
    """The picture of `base` as `entity` would see it, kept up with it until `close`."""

    def __init__(self, base: Session, entity: str, parent: QObject | None = None) -> None:
        """Look through.

        Raises:
            Misuse: no such entity is on the roster, or the picture has no roster or policy to release by.

        """
        super().__init__(base.picture.regime, parent)
        self._base, self._as = base, entity
        self._renew()
        base.changed.connect(self._changed)
        base.replaced.connect(self._replaced)
        base.moved.connect(self._moved)
        base.linked.connect(self.linked)

    def _renew(self) -> None:
        """Release everything anew."""
        rows = list(self._base.picture.all_rows())
        roster = next((row.body for row in rows if isinstance(row.body, Roster)), None)
        policy = next((row.body.policy for row in rows if isinstance(row.body, Policy)), None)
        if roster is None or policy is None:
            raise Misuse("lens", "this picture does not say who may see what", self._as, "a room with a roster and a label policy")
        self._view = View(self._as, InForce(roster, policy), "lens")
        self.picture, self.whereabouts = Picture(self._base.picture.regime), Whereabouts()
        seen = [row for row in rows if self._view.sees(row)]
        fold_all(self.picture, seen)
        self.remember(sorted(seen, key=lambda row: row.sequence))

    def _changed(self, changes: ChangeSet) -> None:
        if any(change.kind in _SHAPING for change in changes):
            self._replaced()
            return
        released = list(self._released(changes))
        self.remember(item for item in released if isinstance(item, Record))
        self._fold(fold_all(self.picture, released))

    def _released(self, changes: ChangeSet) -> Iterator[Record | Withdrawal]:
        for change in changes:
            # Where the row left this picture, its withdrawal has no number here; it is newer than the row.
            gone = Withdrawal(change.kind, *change.key, change.before.sequence + 1 if change.before is not None else 0)
            item = self._view.given(change.before, change.after or gone)
            if item is not None:
                yield item

    def _replaced(self) -> None:
        self._renew()
        self.replaced.emit()

    def _moved(self) -> None:
        self._renew()
        self.moved.emit()

    # What it says of itself.

    @property
    def standpoint(self) -> Standpoint:
        """Theirs, with acts off."""
        return Standpoint(
            self._as, "", "", self._base.frozen_at, self._base.replay, lens=True, past=self._base.past, happened=self._base.happened
        )

    @property
    def replay(self) -> bool:
        """As the session under it."""
        return self._base.replay

    @property
    def entity(self) -> str:
        """Whose eyes it is through."""
        return self._as

    @property
    def role(self) -> str:
        """What stands in the place of a role."""
        return f"as {self._as} would see it"

    @property
    def frozen_at(self) -> int | None:
        """As the session under it."""
        return self._base.frozen_at

    def now(self) -> int:
        """The same moment."""
        return self._base.now()

    def clock(self) -> int:
        """The same clock."""
        return self._base.clock()

    def link(self) -> LinkReport:
        """The same link."""
        return self._base.link()

    def behind(self) -> int | None:
        """As far behind."""
        return self._base.behind()

    def act(self, wish: Wish) -> str | None:
        """Refuse: nobody acts through another's eyes."""
        del wish
        return self.standpoint.off

    def close(self) -> None:
        """Let go of the session under it, which goes on."""
        for signal, slot in (
            (self._base.changed, self._changed),
            (self._base.replaced, self._replaced),
            (self._base.moved, self._moved),
            (self._base.linked, self.linked),
        ):
            signal.disconnect(slot)
