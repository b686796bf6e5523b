"""The palette's words for time: which lanes the timeline has, how a recording is played, looking back and returning. Pure.

Deliberately absent: doing it (`app.controls`), and moments that are typed (`app.commanding`).
"""

from __future__ import annotations

from collections.abc import Iterator

from app.palette import Command
from widgets.timeline.grouping import Grouping

_FRENCH = {
    Grouping.KIND: "genre type",
    Grouping.DISCIPLINE: "discipline",
    Grouping.PROBLEM: "probleme",
    Grouping.CORRIDOR: "couloir",
    Grouping.ENTITY: "entite",
}
_PLAYED = (
    Command("replay:play", "play, or pause", chord="Space", also="lire lecture pause"),
    Command("replay:faster", "play faster", chord=".", also="vite vitesse speed"),
    Command("replay:slower", "play slower", chord=",", also="lent vitesse speed"),
    Command("replay:loop", "loop the marked range, or play on", chord="R", also="boucle repeat"),
    Command("replay:skip", "skip what is quiet, or play it", chord="Q", also="sauter gap"),
    Command("replay:zero", "T-zero is here, or nowhere", chord="0", also="zero"),
    Command("replay:follow", "follow the journal's end", chord="L", also="live suivre direct tail"),
    Command("replay:happened", "what happened by now, or what was known", chord="X", also="hindsight retrospective"),
    Command("errand:report", "write the after-action report", also="rapport pdf after action"),
    Command("errand:branch", "branch an exercise off here", also="branche exercice what if"),
    Command("put_aside", "compare with here, or end comparing", chord="C", also="comparer difference"),
    Command("hindsight", "show what was learned later, or hide it", chord="D", also="fantomes ghosts plus tard"),
    Command("replay:unit", "step by something else", chord="S", also="pas unit"),
)


def time_commands(*, replay: bool, past: bool) -> Iterator[Command]:
    """Return the commands of a window: a replay's transport, or a live desk's way back from the past it looks at."""
    for grouping in Grouping:
        yield Command(f"lanes:{grouping.value}", f"lanes by {grouping.value}", chord="G", also=f"timeline couloirs {_FRENCH[grouping]}")
    yield Command("range:leave", "leave the range of time", chord="Esc", also="plage")
    if replay:
        yield from _PLAYED
    else:
        yield Command("live", "back to live", chord="L", off="" if past else "this desk is live", also="direct present retour")
