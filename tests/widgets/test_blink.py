"""The one blink: 1 Hz, 70 % on, 30 s, then steady."""

import pytest

from widgets.blink import Beat, Pulse
from widgets.look import Look


@pytest.fixture
def pulse(look: Look) -> Pulse:
    """A pulse on the test's clock."""
    return look.pulse


@pytest.mark.parametrize(
    ("after", "beat"), [(0.0, Beat.LIT), (0.69, Beat.LIT), (0.71, Beat.DARK), (1.0, Beat.LIT), (29.9, Beat.DARK), (30.0, Beat.STEADY)]
)
def test_the_beat(pulse: Pulse, clock: list[float], after: float, beat: Beat) -> None:
    """Claim: lit for 0.7 s of each second, dark for 0.3, steady from 30 s after the first showing."""
    pulse.beat("A-1.1")
    clock[0] += after
    assert pulse.beat("A-1.1") is beat


def test_a_picture_that_is_kept_has_nothing_dark(pulse: Pulse, clock: list[float]) -> None:
    """Claim: within `lit` the dark part of the blink is drawn lit, and after it the blink goes on."""
    pulse.beat("A-1.1")
    clock[0] += 0.8
    with pulse.lit():
        assert pulse.beat("A-1.1") is Beat.LIT
    assert pulse.beat("A-1.1") is Beat.DARK


def test_a_new_revision_blinks_anew(pulse: Pulse, clock: list[float]) -> None:
    """Claim: an occurrence of its own starts its own 30 s; the old one stays steady."""
    pulse.beat("A-1.1")
    clock[0] += 40.8
    assert pulse.beat("A-1.1") is Beat.STEADY
    assert pulse.beat("A-1.2") is Beat.DARK


def test_with_motion_reduced_nothing_blinks(pulse: Pulse, clock: list[float]) -> None:
    """Claim: then a young occurrence is a double bar, at every moment, and no timer runs."""
    pulse.reduce_motion(on=True)
    beats = set()
    for _ in range(20):
        beats.add(pulse.beat("A-1.1"))
        clock[0] += 0.1
    assert beats == {Beat.DOUBLED}
    assert not pulse.running


def test_without_anything_young_no_timer_runs(pulse: Pulse, clock: list[float]) -> None:
    """Claim: neither a steady row nor an old occurrence keeps the timer awake."""
    pulse.beat("A-1.1")
    clock[0] += 31
    for occurrence in (None, "A-1.1"):
        assert pulse.beat(occurrence) is Beat.STEADY
    pulse.turned.emit()


def test_something_young_keeps_the_timer_awake(pulse: Pulse) -> None:
    """Claim: while an occurrence blinks the widgets are asked to paint again."""
    assert not pulse.running
    pulse.beat("A-1.1")
    assert pulse.running
