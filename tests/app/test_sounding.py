"""When a sound is due: again until it is heard, never for what was dismissed, one burst in a flood."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.sounding import FLOOD_S, SILENCE_S, Heard, Ringing, due, silenced
from feeds.picture.warning import Severity
from widgets.tones import Sound

CRITICAL = Ringing("A.1", Severity.CRITICAL)
HIGH = Ringing("B.1", Severity.HIGH)
MEDIUM = Ringing("C.1", Severity.MEDIUM)
LOW = Ringing("D.1", Severity.LOW)


def heard_over(rings: list[Ringing], seconds: int, *, flood: bool = False) -> list[tuple[int, Sound]]:
    """Return what sounds, second by second."""
    heard, made = Heard(), []
    for at in range(seconds):
        sound, heard = due(heard, rings, float(at), flood=flood, link_lost=False)
        if sound is not None:
            made.append((at, sound))
    return made


def test_each_severity_has_its_own_patience() -> None:
    """CRITICAL every 20 s, HIGH every 60 s, MEDIUM once, LOW never."""
    assert [at for at, _ in heard_over([CRITICAL], 61)] == [0, 20, 40, 60]
    assert [at for at, _ in heard_over([HIGH], 121)] == [0, 60, 120]
    assert heard_over([MEDIUM], 300) == [(0, Sound.MEDIUM)]
    assert heard_over([LOW], 300) == []


def test_the_worst_sounds_first_and_the_next_follows() -> None:
    """Two at once are one sound a look, the graver before."""
    assert [sound for _, sound in heard_over([MEDIUM, HIGH, CRITICAL], 3)] == [Sound.CRITICAL, Sound.HIGH, Sound.MEDIUM]


def test_a_flood_is_one_burst_for_the_worst() -> None:
    """In a flood there is one sound in 20 s, whatever rings."""
    times = [at for at, _ in heard_over([CRITICAL, HIGH, MEDIUM], 61, flood=True)]
    assert times == [0, 20, 40, 60]
    assert FLOOD_S == 20


def test_silence_ends_by_itself_and_a_new_revision_rings_anew() -> None:
    """F9 holds for two minutes; what was acknowledged meanwhile does not sound after it; a new revision is a new occurrence."""
    heard = silenced(Heard(), 0.0)
    assert due(heard, [CRITICAL], SILENCE_S - 1, flood=False, link_lost=False)[0] is None
    assert due(heard, [CRITICAL], SILENCE_S, flood=False, link_lost=False)[0] is Sound.CRITICAL
    sound, heard = due(Heard(), [MEDIUM], 0.0, flood=False, link_lost=False)
    assert sound is Sound.MEDIUM
    assert due(heard, [Ringing("C.2", Severity.MEDIUM)], 1.0, flood=False, link_lost=False)[0] is Sound.MEDIUM


def test_a_lost_link_sounds_once_and_again_after_it_was_back() -> None:
    """Two falling tones when it goes, none while it is away, again when it goes again."""
    sound, heard = due(Heard(), [], 0.0, flood=False, link_lost=True)
    assert sound is Sound.LINK_LOST
    sound, heard = due(heard, [], 1.0, flood=False, link_lost=True)
    assert sound is None
    _, heard = due(heard, [], 2.0, flood=False, link_lost=False)
    assert due(heard, [], 3.0, flood=False, link_lost=True)[0] is Sound.LINK_LOST


@given(st.lists(st.tuples(st.sampled_from([CRITICAL, HIGH, MEDIUM, LOW]), st.booleans()), max_size=40), st.booleans())
def test_nothing_sounds_for_what_does_not_ring(steps: list[tuple[Ringing, bool]], flood: bool) -> None:
    """Whatever came before, a seat at which nothing rings is quiet, and what it remembers is what rings."""
    heard, ringing = Heard(), dict[str, Ringing]()
    for at, (each, comes) in enumerate(steps):
        if comes:
            ringing[each.occurrence] = each
        else:
            ringing.pop(each.occurrence, None)
        sound, heard = due(heard, list(ringing.values()), float(at), flood=flood, link_lost=False)
        assert ringing or sound is None
        assert set(heard.last) <= set(ringing)
