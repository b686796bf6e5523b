"""What a finding is called: the roll-up of what it rests on, which narrows and never widens."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from feeds.assessment.rules import Rules, basis_label
from feeds.picture.doctrine import Doctrine
from feeds.picture.label import NOT_FOR_TARGETING, Label
from feeds.picture.room import Entity, EntityKind, Roster
from feeds.policy import default_policy
from tests.rig.specimens import body, record

CODES = ("HOS", "ALF", "BET", "REL")
POLICY = default_policy()
CLASSES = [each.name for each in POLICY.classes]
ROSTER = Roster("HALL", "Hall", "HOS", tuple(Entity(code, code, EntityKind.NATION, CLASSES[-1]) for code in CODES))
DOCTRINE = body(Doctrine)
assert isinstance(DOCTRINE, Doctrine)
RULES = Rules(DOCTRINE, True, ROSTER, POLICY, None)
MARK = frozenset({NOT_FOR_TARGETING})

labels = st.builds(
    Label,
    policy=st.just(POLICY.name),
    classification=st.sampled_from(CLASSES),
    originator=st.sampled_from(CODES),
    releasable=st.frozensets(st.sampled_from(CODES)),
)


@given(labels, st.lists(st.none() | labels, max_size=5))
def test_a_finding_goes_no_further_than_the_relief_data_it_rests_on(relief: Label, others: list[Label | None]) -> None:
    """Whatever else it rests on: no reader whom the relief row has not, the host apart, and the caveat stays."""
    site = msgspec.structs.replace(relief, caveats=MARK)
    rows = [record("site", label=site), *(record("indication", label=each) for each in others)]
    rolled = basis_label(RULES, rows)
    if rolled is None:
        return
    assert rolled.originator == "HOS"
    assert rolled.releasable <= site.releasable | {site.originator}
    assert rolled.caveats >= MARK
