"""What a finding is called: the roll-up of what it rests on, which narrows and never widens."""

from __future__ import annotations

import dataclasses
from itertools import permutations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from feeds.assessment.rules import Rules, basis_label, rules_of
from feeds.picture.doctrine import Doctrine
from feeds.picture.envelope import Author, AuthorKind
from feeds.picture.fold import fold_all
from feeds.picture.label import NOT_FOR_TARGETING, Label, LabelClass, LabelPolicy
from feeds.picture.picture import Picture
from feeds.picture.room import Entity, EntityKind, Roster
from feeds.policy import default_policy
from tests.rig.specimens import EXERCISE, body, record

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


def test_a_finding_is_called_by_all_it_rests_on() -> None:
    """The highest class, who may read every row (an originator may), every caveat, existence only where all say so."""
    one = Label(POLICY.name, CLASSES[0], "ALF", frozenset({"BET", "REL"}), existence=True)
    other = Label(POLICY.name, CLASSES[-1], "BET", frozenset({"ALF", "REL"}), MARK)
    rolled = basis_label(RULES, [record("site", label=one), record("site", label=other)])
    highest = POLICY.highest([CLASSES[0], CLASSES[-1]])
    assert rolled == Label(POLICY.name, highest, "HOS", frozenset({"ALF", "BET", "REL"}), MARK)
    assert basis_label(RULES, [record("site", label=one)]) == msgspec.structs.replace(
        one, originator="HOS", releasable=frozenset({"ALF", "BET", "REL"})
    )


def test_one_row_that_cannot_be_read_or_compared_makes_it_the_hosts_only() -> None:
    """No label, one of another policy, an unknown class, two classes that nothing compares: the finding has no label."""
    sound = Label("p", "LEFT", "ALF", frozenset({"BET"}))
    policy = LabelPolicy("p", (LabelClass("LEFT", "L", "#0", "#0"), LabelClass("RIGHT", "R", "#0", "#0")))
    rules = dataclasses.replace(RULES, policy=policy)
    rest = (
        None,
        msgspec.structs.replace(sound, policy="q"),
        Label("p", "UP", "ALF"),
        msgspec.structs.replace(sound, classification="RIGHT"),
    )
    assert basis_label(rules, [record("site", label=sound)]) is not None
    for label in rest:
        assert basis_label(rules, [record("site", label=sound), record("site", label=label)]) is None
    for without in (dataclasses.replace(rules, policy=None), dataclasses.replace(rules, roster=None)):
        assert basis_label(without, [record("site", label=sound)]) is None


def test_a_statement_for_one_is_for_that_one() -> None:
    """Made for one entity it is released to that one alone; resting on nothing it has the room's default label."""
    default = Label(POLICY.name, CLASSES[0], "HOS", frozenset(CODES))
    rules = dataclasses.replace(RULES, default_label=default)
    row = record("site", label=default)
    for rests_on in ([row], []):
        made = basis_label(rules, rests_on, "BET")
        assert made is not None
        assert made.releasable == {"BET"}
    assert basis_label(rules, []) == default
    assert basis_label(RULES, [], "BET") is None


def test_who_sees_what_where_the_rules_are_wanting() -> None:
    """Without roster or policy, and for who is not on the roster, a row is its author's alone; nothing can be sent to nobody."""
    row = record("site", label=Label(POLICY.name, CLASSES[0], "ALF", frozenset({"BET"})), author=Author("REL", AuthorKind.OFFICER, "REL-1"))
    assert [code for code in (*CODES, "XXX") if RULES.sees(code, row)] == ["HOS", "ALF", "BET"]
    for wanting in (dataclasses.replace(RULES, policy=None), dataclasses.replace(RULES, roster=None)):
        assert [code for code in CODES if wanting.sees(code, row)] == ["REL"]
    assert RULES.audiences == ("ALF", "BET", "REL")
    nobody = dataclasses.replace(RULES, roster=None)
    assert (nobody.audiences, nobody.host, nobody.room) == ((), "", "")


def test_the_latest_of_several_doctrines_is_in_force() -> None:
    """Whichever came first into the picture; an empty picture reads by the defaults and says that none is loaded."""
    rows = [
        record("doctrine", subject=code, event=event, body=msgspec.structs.replace(DOCTRINE, code=code))
        for code, event in (("A", 20), ("B", 30), ("C", 10))
    ]
    for order in permutations(rows):
        picture = Picture(EXERCISE)
        fold_all(picture, order)
        assert (rules_of(picture).doctrine.code, rules_of(picture).loaded) == ("B", True)
    empty = rules_of(Picture(EXERCISE))
    assert (empty.loaded, empty.roster, empty.policy, empty.default_label) == (False, None, None, None)
