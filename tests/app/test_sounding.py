"""When a sound is due: again until it is heard, never for what was dismissed, one burst in a flood."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.sounding import FLOOD_S, SILENCE_S, SOUND_OF, Heard, Ringing, due, silenced
from feeds.picture.warning import Severity
from widgets.tones import Sound, length

CRITICAL = Ringing("A.1", Sound.CRITICAL)
HIGH = Ringing("B.1", Sound.HIGH)
MEDIUM = Ringing("C.1", Sound.MEDIUM)
LINK = Ringing("link", Sound.LINK_LOST)
REAL = Ringing("real world 1", Sound.REAL_WORLD)


def heard_over(rings: list[Ringing], seconds: int, *, flood: bool = False) -> list[tuple[int, Sound]]:
    """Return what sounds, second by second."""
    heard, made = Heard(), []
    for at in range(seconds):
        sound, heard = due(heard, rings, float(at), flood=flood)
        if sound is not None:
            made.append((at, sound))
    return made


def test_each_severity_has_its_own_patience() -> None:
    """CRITICAL every 20 s, HIGH every 60 s, MEDIUM once, LOW never."""
    assert [at for at, _ in heard_over([CRITICAL], 61)] == [0, 20, 40, 60]
    assert [at for at, _ in heard_over([HIGH], 121)] == [0, 60, 120]
    assert heard_over([MEDIUM], 300) == [(0, Sound.MEDIUM)]
    assert Severity.LOW not in SOUND_OF


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
    assert due(heard, [CRITICAL], SILENCE_S - 1, flood=False)[0] is None
    assert due(heard, [CRITICAL], SILENCE_S, flood=False)[0] is Sound.CRITICAL
    sound, heard = due(Heard(), [MEDIUM], 0.0, flood=False)
    assert sound is Sound.MEDIUM
    assert due(heard, [Ringing("C.2", Sound.MEDIUM)], 1.0, flood=False)[0] is Sound.MEDIUM


def test_a_lost_link_sounds_once_and_again_after_it_was_back() -> None:
    """Two falling tones when it goes, none while it is away, again when it goes again."""
    sound, heard = due(Heard(), [LINK], 0.0, flood=False)
    assert sound is Sound.LINK_LOST
    sound, heard = due(heard, [LINK], 100.0, flood=False)
    assert sound is None
    _, heard = due(heard, [], 101.0, flood=False)
    assert due(heard, [LINK], 102.0, flood=True)[0] is Sound.LINK_LOST


def test_a_real_message_sounds_until_a_person_goes_and_alarms_are_mute_meanwhile() -> None:
    """Its own sound at once and every 20 s; no alarm in between, old or new; the link's loss still sounds."""
    assert heard_over([REAL, CRITICAL, HIGH, MEDIUM], 61) == [(at, Sound.REAL_WORLD) for at in (0, 20, 40, 60)]
    assert heard_over([REAL, LINK], 20) == [(0, Sound.REAL_WORLD), (2, Sound.LINK_LOST)]


def test_alarms_are_back_when_the_person_has_gone() -> None:
    """What still rings sounds again, and what came meanwhile for the first time; what had sounded once does not."""
    sound, heard = due(Heard(), [MEDIUM], 0.0, flood=False)
    assert sound is Sound.MEDIUM
    for at in (1.0, 21.0):
        sound, heard = due(heard, [MEDIUM, CRITICAL, REAL], at, flood=True)
        assert sound is Sound.REAL_WORLD
    made = []
    for at in (24.0, 26.0):
        sound, heard = due(heard, [MEDIUM, CRITICAL], at, flood=False)
        made.append(sound)
    assert made == [Sound.CRITICAL, None]


def test_a_real_message_ends_a_silence_that_was_asked_before_it() -> None:
    """F9 for an exercise's alarms does not hush it; F9 while it waits does, for two minutes."""
    sound, heard = due(silenced(Heard(), 0.0), [REAL], 5.0, flood=False)
    assert sound is Sound.REAL_WORLD
    heard = silenced(heard, 6.0)
    assert due(heard, [REAL], 6.0 + SILENCE_S - 1, flood=False)[0] is None
    assert due(heard, [REAL], 6.0 + SILENCE_S, flood=False)[0] is Sound.REAL_WORLD


def test_no_sound_cuts_another_off() -> None:
    """The next waits until the one before is over."""
    sound, heard = due(Heard(), [CRITICAL, HIGH], 0.0, flood=False)
    assert sound is Sound.CRITICAL
    assert due(heard, [CRITICAL, HIGH], length(Sound.CRITICAL) - 0.01, flood=False)[0] is None
    assert due(heard, [CRITICAL, HIGH], length(Sound.CRITICAL), flood=False)[0] is Sound.HIGH


@given(st.lists(st.tuples(st.sampled_from([CRITICAL, HIGH, MEDIUM, LINK, REAL]), st.booleans()), max_size=40), st.booleans())
def test_nothing_sounds_for_what_does_not_ring(steps: list[tuple[Ringing, bool]], flood: bool) -> None:
    """Whatever came before, a seat at which nothing rings is quiet, and what it remembers is what rings."""
    heard, ringing = Heard(), dict[str, Ringing]()
    for at, (each, comes) in enumerate(steps):
        if comes:
            ringing[each.occurrence] = each
        else:
            ringing.pop(each.occurrence, None)
        sound, heard = due(heard, list(ringing.values()), float(at), flood=flood)
        assert sound in {None, *(each.sound for each in ringing.values())}
        assert REAL.occurrence not in ringing or sound in {None, Sound.REAL_WORLD, Sound.LINK_LOST}
        assert set(heard.last) <= set(ringing)
