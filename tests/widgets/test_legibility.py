"""How large text stands on the eye."""

import pytest

from widgets.legibility import LEAST, minutes, wanted

PITCH_24 = 531.0 / 1920
"""Mm of a px on a screen of 24 inches, 1920 px wide."""

PITCH_27 = 597.0 / 2560


def test_the_two_screens_that_were_measured() -> None:
    """14 px are 15.5 minutes at 60 cm on 24 inches of 1920, and at 133 % 16.1 at 65 cm on 27 inches of 2560 (a tenth either way)."""
    assert minutes(PITCH_24, 1.0, 600.0) == pytest.approx(15.5, abs=0.1)
    assert minutes(PITCH_27, 1.33) == pytest.approx(16.1, abs=0.1)


@pytest.mark.parametrize("pitch", [0.1, 0.155, PITCH_27, PITCH_24, 0.4])
def test_the_scale_that_is_wanted_is_enough_and_no_step_too_much(pitch: float) -> None:
    """At the scale the text is at least 16 minutes high, a step below it is not."""
    scale = wanted(pitch)
    assert minutes(pitch, scale + 1e-9) >= LEAST
    assert minutes(pitch, scale - 0.05) < LEAST
