"""A partner lens: this desk's own picture through the eyes of an entity it shares it with. What I may see that they may see too.

It is a session over a session: each change is released to them or withheld by the one rule there is (`feeds.picture.release`), and the
panels cannot tell it from their own picture, so no row, count or jump betrays what is left out. Acts are off. It is made of this reader's
own stream and asks nobody for anything: what they see that this desk may not is not in it. Deliberately absent: their derived rows, which
only their own stream has; a corridor they cannot judge reads UNKNOWN.
"""

from __future__ import annotations

from collections.abc import Iterator
from weakref import ref

from PySide6.QtCore import QObject, Signal

from app.letting_go import LettingGo
from app.onlooker import Onlooker
from app.releasing import AT_ONCE, Released, Releasing, Whole, released
from app.remembering import Remembering
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
from widgets.turns import Rank, Spent, Work

_SHAPING = frozenset({"roster", "policy"})


class LensSession(Onlooker):
    """The picture of `base` as `entity` would see it, kept up with it until `close`.

    A large picture is released in a thread of its own. Until `stands` there is none to look at; when `base` shows another one later, what
    was shown before stands meanwhile, at its own moment, and `waiting` says so.
    """

    stood = Signal()
    """It shows what `base` shows, as this entity would see it."""
    waiting = Signal(bool)
    """Whether what is shown is a moment that `base` has left."""

    def __init__(self, base: Session, entity: str, parent: QObject | None = None) -> None:
        """Look through.

        Raises:
            Misuse: no such entity is on the roster, or the picture has no roster or policy to release by.

        """
        super().__init__(base.picture.regime, parent)
        self._base, self._as = base, entity
        self.stands = False
        self._moment: int | None = None
        """The moment of what is shown, while another one is being released."""
        self._wanted: Whole | None = None
        """What is being released."""
        self._meanwhile: list[ChangeSet] = []
        """What changed while it is."""
        self._gone = LettingGo(self)
        self._releasing = Releasing(self)
        self._releasing.found.connect(self._found)
        self._releasing.failed.connect(self.failed)
        self._remembering = Remembering(self.remember, self._remembered)
        self._renewing = Work(self._renew_in_turn, Rank.NEWS)
        self._of = ref(base.picture)
        """What was released last, or is being."""
        self._shown_at = base.now()
        force = _in_force(base.picture)
        if force is None:
            raise Misuse("lens", "this picture does not say who may see what", entity, "a room with a roster and a label policy")
        self._force = force
        """The rules that are in force, or were last."""
        self._view: View | None = View(entity, force, "lens")
        self._renew()
        base.changed.connect(self._changed)
        base.replaced.connect(self._replaced)
        base.moved.connect(self._moved)
        base.linked.connect(self.linked)

    def _renew(self) -> None:
        """Release everything anew."""
        whole = self._base.picture
        self._of, self._meanwhile = ref(whole), []
        self._force = _in_force(whole) or self._force
        self._view = self._looking()
        asked = self._wanted = Whole(self._looking(), whole.regime, list(whole.all_rows()))
        found = released(asked) if len(asked.rows) <= AT_ONCE else None
        if found is not None:
            self._take(found)
        else:
            self._releasing.ask(asked)

    def _looking(self) -> View | None:
        """Whose eyes it is; None where the roster in force does not know them: nothing is released to strangers."""
        try:
            return View(self._as, self._force, "lens")
        except Misuse:
            return None

    def _renew_in_turn(self, spent: Spent) -> bool:
        del spent
        self._renew()
        return False

    def _found(self, whole: Whole, found: Released) -> None:
        if whole is self._wanted:
            self._take(found)
            self.replaced.emit()
            self.moved.emit()

    def _take(self, found: Released) -> None:
        """Show this from now on, with what changed since it was asked for."""
        self._gone.take(self.picture)
        self.picture, self.whereabouts = found.picture, Whereabouts()
        meanwhile, self._wanted, self._meanwhile = self._meanwhile, None, []
        self._remembering.begin(found.rows)
        for changes in meanwhile:
            self._follow(changes)
        self._stand()

    def _stand(self) -> None:
        self._moment, self._shown_at = None, self._base.now()
        if not self.stands:
            self.stands = True
            self.stood.emit()
        self.waiting.emit(False)

    def _remembered(self, share: float | None) -> None:
        """So much of what is in the picture is noted for the past that panels show."""
        before, self.reading = self.reading, share
        if before is not None and share is None:
            self.moved.emit()

    def _changed(self, changes: ChangeSet) -> None:
        if any(change.kind in _SHAPING for change in changes):
            self._replaced()
            return
        if self._renewing.waiting:
            return
        if self._wanted is not None:
            self._meanwhile.append(changes)
            return
        self._shown_at = self._base.now()
        self._fold(self._follow(changes))

    def _follow(self, changes: ChangeSet) -> ChangeSet:
        """Fold what this entity gets of a change, and return what that changed."""
        told = list(self._released(changes))
        gone = [item for item in told if isinstance(item, Withdrawal)]
        self.whereabouts.forget(gone)
        self._remembering.forget(gone)
        self.remember(item for item in told if isinstance(item, Record))
        return fold_all(self.picture, told)

    def _released(self, changes: ChangeSet) -> Iterator[Record | Withdrawal]:
        if self._view is None:
            return
        for change in changes:
            # Where the row left this picture, its withdrawal has no number here; it is newer than the row.
            gone = Withdrawal(change.kind, *change.key, change.before.sequence + 1 if change.before is not None else 0)
            item = self._view.given(change.before, change.after or gone)
            if item is not None:
                yield item

    def _replaced(self) -> None:
        """Another picture is there: release it, a large one as soon as the loop has a turn for it, once however often it is told."""
        if sum(self._base.picture.counts.values()) <= AT_ONCE and sum(self.picture.counts.values()) <= AT_ONCE:
            self._renewing.drop()
            self._renew()
            self.replaced.emit()
            return
        if self._moment is None:
            self._moment = self._shown_at
        self._renewing.ask()
        self.waiting.emit(True)

    def _moved(self) -> None:
        """Another moment; where it is of a picture that was not followed here, that is released."""
        if self._of() is not self._base.picture:
            self._replaced()
        if self._moment is None:
            self._shown_at = self._base.now()
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
        """The same moment; while another picture is being released, that of the one shown."""
        return self._base.now() if self._moment is None else self._moment

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
        self._renewing.drop()
        self._remembering.drop()
        self._releasing.close()
        self._gone.stop()
        for signal, slot in (
            (self._base.changed, self._changed),
            (self._base.replaced, self._replaced),
            (self._base.moved, self._moved),
            (self._base.linked, self.linked),
        ):
            signal.disconnect(slot)


def _in_force(picture: Picture) -> InForce | None:
    """Return the roster and policy that a picture has; None where it lacks one."""
    roster = next((body for _, body in picture.bodies(Roster)), None)
    policy = next((body.policy for _, body in picture.bodies(Policy)), None)
    return None if roster is None or policy is None else InForce(roster, policy)
