"""Labels fail closed, and roll-up is a join: whatever the order, the same banner."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.label import SYSTEM_HIGH, Label, LabelClass, LabelPolicy, Ocha, Tlp, readable, roll_up

POLICY = LabelPolicy(
    "p",
    (
        LabelClass("LOW", "LOW", "#0", "#0"),
        LabelClass("LEFT", "LEFT", "#0", "#0", ("LOW",)),
        LabelClass("RIGHT", "RIGHT", "#0", "#0", ("LOW",)),
        LabelClass("TOP", "TOP", "#0", "#0", ("LEFT", "RIGHT")),
    ),
)
names = st.frozensets(st.sampled_from(["AUR", "BOR", "CAL", "HAC"]))
good = st.builds(
    Label,
    policy=st.just("p"),
    classification=st.sampled_from(["LOW", "LEFT", "RIGHT", "TOP"]),
    originator=st.sampled_from(["AUR", "BOR"]),
    releasable=names,
    caveats=st.frozensets(st.sampled_from(["NOT FOR TARGETING", "ORCON"])),
    tlp=st.none() | st.sampled_from(list(Tlp)),
    ocha=st.none() | st.sampled_from(list(Ocha)),
)
bad = st.none() | st.builds(
    Label, policy=st.sampled_from(["p", "q"]), classification=st.just("NONE SUCH"), originator=st.just("AUR"), releasable=names
)


@given(st.lists(good, max_size=6), st.randoms(use_true_random=False))
def test_order_does_not_matter(labels: list[Label], random: object) -> None:
    """Rolling up in any order, and any label twice, gives the same result."""
    shuffled = sorted(labels * 2, key=lambda _: random.random())  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert roll_up(labels, POLICY) == roll_up(shuffled, POLICY)


@given(st.lists(good, min_size=1, max_size=6))
def test_a_roll_up_is_never_below_a_part(labels: list[Label]) -> None:
    """The class dominates every part's, the readers are no more than any part's, TLP is no milder than any part's."""
    rolled = roll_up(labels, POLICY)
    assert rolled is not None
    for label in labels:
        assert rolled.classification == SYSTEM_HIGH or POLICY.at_least(rolled.classification, label.classification)
        assert rolled.releasable <= label.releasable
        assert rolled.caveats >= label.caveats
        if label.tlp not in {None, Tlp.CLEAR}:
            assert rolled.tlp is not None
            assert list(Tlp).index(rolled.tlp) >= list(Tlp).index(label.tlp)


@given(st.lists(st.none() | st.sampled_from(list(Tlp)), min_size=1))
def test_a_whole_is_for_the_public_only_where_every_part_is(said: list[Tlp | None]) -> None:
    """TLP:CLEAR together with a row that says nothing is not TLP:CLEAR; anything stricter stands beside such a row."""
    rolled = roll_up([Label(POLICY.name, POLICY.classes[0].name, f"E{number}", tlp=tlp) for number, tlp in enumerate(said)], POLICY)
    assert rolled is not None
    found = {tlp for tlp in said if tlp is not None}
    assert (rolled.tlp is Tlp.CLEAR) == (set(said) == {Tlp.CLEAR})
    if found - {Tlp.CLEAR}:
        assert rolled.tlp == max(found, key=list(Tlp).index)


@given(st.lists(good, max_size=4), bad, st.integers(0, 4))
def test_one_unreadable_label_makes_all_system_high(labels: list[Label], unreadable: Label | None, at: int) -> None:
    """A missing or unreadable label anywhere makes the whole system-high and releasable to nobody."""
    assert not readable(unreadable, POLICY)
    rolled = roll_up([*labels[:at], unreadable, *labels[at:]], POLICY)
    assert rolled is not None
    assert rolled.classification == SYSTEM_HIGH
    assert rolled.releasable == frozenset()


def test_incomparable_classes_are_system_high() -> None:
    """Two classes that the policy does not order roll up to system-high, and stay there."""
    left, right = (Label("p", name, "AUR", frozenset({"AUR"})) for name in ("LEFT", "RIGHT"))
    rolled = roll_up([left, right], POLICY)
    assert rolled is not None
    assert rolled.classification == SYSTEM_HIGH


def test_a_class_above_both_is_the_highest() -> None:
    """Two classes that cannot be compared, and one above both: the roll-up is that one, whatever came first."""
    labels = [Label("p", name, "AUR", frozenset({"AUR"})) for name in ("LEFT", "RIGHT", "TOP")]
    rolled = roll_up(labels, POLICY)
    assert rolled is not None
    assert rolled.classification == "TOP"


def test_an_empty_view_has_no_label() -> None:
    """No rows, nothing to mark."""
    assert roll_up([], POLICY) is None


def test_a_circle_in_a_policy_ends() -> None:
    """A policy whose classes dominate each other in a circle is asked without looping."""
    circle = LabelPolicy("c", (LabelClass("A", "A", "#0", "#0", ("B",)), LabelClass("B", "B", "#0", "#0", ("A",))))
    assert circle.at_least("A", "B")
    assert circle.highest(["B", "A"]) == circle.highest(["A", "B"]) == "A"
    assert not circle.at_least("A", "C")
