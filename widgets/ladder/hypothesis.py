"""The ladder as it would be assessed if indicators read otherwise: marked hypothetical, hatched, and never recorded. Pure.

What is declared stays what it is, and no act can leave a ladder that supposes something.
"""

from dataclasses import replace

from feeds.assessment.ladder import LadderView
from feeds.assessment.what_if import Hypothesis, Supposition, what_if
from feeds.picture.picture import Picture
from feeds.picture.warning import Observation
from widgets.ladder.model import Assessed, Rung

OFF = "hypothetical: nothing leaves from here (Esc)"


def suppose(picture: Picture, now: int, supposed: tuple[tuple[str, str], ...]) -> Hypothesis | None:
    """Return the ladder under suppositions (code, observation's name), or None where nothing is supposed."""
    if not supposed:
        return None
    return what_if(picture, now, tuple(Supposition(code, Observation[observation]) for code, observation in supposed))


def supposed_rungs(rungs: tuple[Rung, ...], view: LadderView, made: Hypothesis) -> tuple[Rung, ...]:
    """The rungs with the hypothetical assessment in the place of the real one."""
    declared = view.declared.ordinal if view.declared is not None else None
    return tuple(_rung(rung, made, declared) for rung in rungs)


def _rung(rung: Rung, made: Hypothesis, declared: int | None) -> Rung:
    if rung.ordinal != made.then.ordinal:
        return replace(rung, assessed=None, hollow=False)
    where = Assessed.BELOW if declared is not None and made.then.ordinal < declared else Assessed.ABOVE
    return replace(rung, assessed=where, hollow=made.then.hollow, hypothetical=True)
