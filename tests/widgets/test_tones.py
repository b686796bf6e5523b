"""The sounds: short, apart in pitch, without a click."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from widgets.tones import RATE, Sound, length, pitches, samples


@pytest.mark.parametrize("sound", list(Sound))
def test_a_sound_is_short_and_begins_and_ends_in_silence(sound: Sound) -> None:
    """Claim: below two seconds, never at full scale, faded at both ends."""
    made = samples(sound)
    assert 0 < length(sound) < 2
    assert abs(made).max() < np.iinfo(np.int16).max // 2
    assert abs(made[:20]).max() < 2_000
    assert abs(made[-20:]).max() < 2_000


@pytest.mark.parametrize("sound", list(Sound))
def test_tones_that_follow_one_another_are_a_fifth_apart(sound: Sound) -> None:
    """Claim: neighbouring tones differ by at least 20 % in pitch; critical rises, a lost link falls."""
    found = pitches(sound)
    assert all(max(pair) / min(pair) >= 1.2 for pair in pairwise(found))
    if sound is Sound.CRITICAL:
        assert list(found) == sorted(found)
    if sound is Sound.LINK_LOST:
        assert list(found) == sorted(found, reverse=True)


def test_the_pitch_is_the_one_that_is_named() -> None:
    """Claim: the strongest part of the medium sound is its named pitch."""
    made = samples(Sound.MEDIUM).astype(float)
    strongest = np.fft.rfftfreq(len(made), 1 / RATE)[np.abs(np.fft.rfft(made)).argmax()]
    assert strongest == pytest.approx(pitches(Sound.MEDIUM)[0], rel=0.02)
