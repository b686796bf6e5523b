"""Following now: as wide as it was left, until a hand turns away from it."""

import pytest

from widgets.timeline.following import AHEAD, BACK, HOUR, Following

NOON = 1_795_348_800_000


def test_it_looks_back_and_a_little_ahead() -> None:
    """Four hours behind now, an hour and a half before it."""
    assert Following().span(NOON) == (NOON - BACK, NOON + AHEAD)


@pytest.mark.parametrize("hours", [1, 96])
def test_a_recording_of_a_few_nights_is_looked_at_like_a_night(hours: int) -> None:
    """Up to four days nothing changes."""
    following = Following()
    following.fit_length(hours * HOUR)
    assert following == Following()


def test_a_recording_of_years_is_looked_at_in_months() -> None:
    """An eighth of it back, a twenty-fourth ahead."""
    following = Following()
    following.fit_length(2_400 * HOUR)
    assert (following.back, following.ahead) == (300 * HOUR, 100 * HOUR)


def test_widened_it_stays_in_proportion() -> None:
    """Both sides alike."""
    following = Following()
    following.widen(0.5)
    assert following.span(NOON) == (NOON - BACK // 2, NOON + AHEAD // 2)


@pytest.mark.parametrize(
    ("since", "until", "on"),
    [(-2, 1, True), (-2, 0, True), (0, 3, False), (1, 3, False), (-3, -1, False)],
    ids=["round now", "up to now", "from now on", "after now", "before now"],
)
def test_a_hand_that_leaves_now_in_view_goes_on_with_it(since: int, until: int, on: bool) -> None:
    """As wide as the hand made it; a view without now stands still, as wide as it followed before."""
    following = Following()
    following.turned((NOON + since * HOUR, NOON + until * HOUR), NOON)
    assert following.on is on
    assert (following.back, following.ahead) == ((-since * HOUR, until * HOUR) if on else (BACK, AHEAD))


def test_what_stands_still_follows_again_only_when_it_is_told_to() -> None:
    """Turning back to now is not following; and without a now there is nothing to follow."""
    following = Following(on=False)
    following.turned((NOON - HOUR, NOON + HOUR), NOON)
    assert following == Following(on=False)
    unknown = Following()
    unknown.turned((NOON - HOUR, NOON + HOUR), None)
    assert not unknown.on
