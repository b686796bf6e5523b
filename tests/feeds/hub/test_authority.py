"""Authority given beforehand: how it comes into force, and each use of it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from feeds.doctrine import SHIPPED, load_doctrine
from feeds.picture.action import Action, ActionKind, ActionState, Grant, GrantApproval, GrantState, Limits, NationalCaveat, Stance
from feeds.picture.body import Capability
from feeds.picture.ladder import DeclaredLevel
from feeds.picture.values import Circle, Window
from tests.feeds.hub.hall import label
from tests.feeds.hub.table import ALF, ALF_2, BET, DUTY, DUTY_2, NOW, REL, Table

DOCTRINE = load_doctrine(SHIPPED / "meridian.toml")
GRANT = Grant(
    "G-1",
    "Patrol",
    ActionKind.PATROL,
    GrantState.PROPOSED,
    "Act",
    "Council",
    Window(NOW, NOW + 1_000),
    rungs=(3,),
    two_person=True,
    approvals_needed=2,
)
ONE = msgspec.structs.replace(GRANT, approvals_needed=1)
ASKED = Action("X-1", ActionKind.PATROL, "G-X", "ALF", ActionState.REQUESTED, requested_by="ALF-1")
S = ActionState


def changed(body: Any, **more: Any) -> Any:  # noqa: ANN401 -- any frozen body, of its own type
    """Return a body with other members."""
    return msgspec.structs.replace(body, **more)


def in_force(grant: Grant = GRANT, *, declared: int = 3, stance: Stance | None = Stance.PARTICIPATES) -> Table:
    """Return a table where a grant is active, a level is declared for all, and ALF has said what it says."""
    table = Table()
    table.holds("meridian", changed(DOCTRINE, ladder=changed(DOCTRINE.ladder, members=("ALF", "BET"))))
    table.holds("generic-7/COUNCIL", DeclaredLevel("generic-7", "COUNCIL", declared, common=True))
    assert table.says(DUTY, "G-X", changed(grant, state=GrantState.PROPOSED)) == ""
    for who in (ALF, BET):
        assert table.says(who, f"G-X/{who.entity}", GrantApproval("G-X", who.entity, approves=True)) == ""
    for state in (GrantState.APPROVED, GrantState.ACTIVE):
        assert table.says(DUTY, "G-X", changed(grant, state=state)) == ""
    if stance is not None:
        assert table.says(ALF, "G-X/ALF", NationalCaveat("G-X", "ALF", stance)) == ""
    return table


def test_a_grant_is_approved_by_n_of_its_members_and_never_by_its_author() -> None:
    """Not by the author, not by who is no member, not by too few; an approval of another text counts for nothing."""
    table = Table()
    one = changed(GRANT, approvals_needed=1)
    assert "2 is said; 1 members beside its author may approve it" in table.says(ALF, "G-X", GRANT)
    assert table.says(ALF, "G-X", one) == ""
    assert "self-approval" in table.says(ALF, "G-X/ALF", GrantApproval("G-X", "ALF", approves=True))
    assert "self-approval" in table.says(ALF_2, "G-X/ALF", GrantApproval("G-X", "ALF", approves=True))
    assert "no member" in table.says(REL, "G-X/REL", GrantApproval("G-X", "REL", approves=True))
    assert table.says(DUTY, "G-Y", changed(GRANT, code="G-2")) == ""
    assert table.says(BET, "G-Y/BET", GrantApproval("G-Y", "BET", approves=True)) == ""
    assert "1 of 2" in table.says(DUTY, "G-Y", changed(GRANT, code="G-2", state=GrantState.APPROVED))
    assert table.says(BET, "G-X/BET", GrantApproval("G-X", "BET", approves=True)) == ""
    other = changed(one, title="Patrol, wider")
    assert table.says(ALF, "G-X", other) == ""
    assert "0 of 1 approvals of this text" in table.says(DUTY, "G-X", changed(other, state=GrantState.APPROVED))
    assert table.says(BET, "G-X/BET", GrantApproval("G-X", "BET", approves=True)) == ""
    assert table.says(DUTY, "G-X", changed(other, state=GrantState.APPROVED)) == ""
    assert "only a proposed one" in table.says(BET, "G-X/BET", GrantApproval("G-X", "BET", approves=True))


def test_nobody_takes_over_the_words_of_a_grant() -> None:
    """Before it is approved only its author's entity changes it, so that nobody approves its own words under another's name."""
    table = Table()
    assert table.says(ALF, "G-X", ONE) == ""
    assert "only ALF" in table.says(BET, "G-X", changed(ONE, title="Another"))
    assert table.says(ALF_2, "G-X", changed(ONE, title="Another")) == ""


def test_who_may_only_consent_writes_and_approves_no_grant() -> None:
    """Relief gives its own consent, and its key puts no authority on the table: consent is a capability of its own."""
    table = Table()
    assert table.says(ALF, "G-X", ONE) == ""
    delegation = changed(REL.delegation, capabilities=frozenset({Capability.CONSENT}))
    relief = changed(REL, delegation=delegation)
    assert "needs GRANT, which REL-1 does not hold" in table.says(relief, "G-Y", changed(ONE, code="G-Y"))
    assert "needs GRANT, which REL-1 does not hold" in table.says(relief, "G-X/REL", GrantApproval("G-X", "REL", approves=True))
    assert table.says(relief, "G-X/REL", NationalCaveat("G-X", "REL", Stance.PARTICIPATES)) == ""
    assert "may not speak for ALF" in table.says(relief, "G-X/ALF", NationalCaveat("G-X", "ALF", Stance.OPTED_OUT))


WIDER: dict[str, dict[str, Any]] = {
    "sunset": {"valid": Window(NOW, None)},
    "limits": {"limits": Limits(uses=9)},
    "rungs": {"rungs": ()},
    "two-person": {"two_person": False},
    "delegate": {"delegate": "BET"},
    "kind": {"kind": ActionKind.CYBER_RESPONSE},
}


@pytest.mark.parametrize("more", WIDER.values(), ids=WIDER)
def test_what_was_approved_stays_as_it_was_approved(more: dict[str, Any]) -> None:
    """More authority is a new grant: no member but the state changes once it is approved."""
    table = in_force()
    assert "more is a new grant" in table.says(DUTY, "G-X", changed(GRANT, state=GrantState.ACTIVE, **more))


def test_a_grant_ends_by_its_sunset_by_revocation_or_by_use_and_by_nothing_else() -> None:
    """EXPIRED before its end and EXHAUSTED with uses left are refused; it can be revoked at any time."""
    limited = changed(GRANT, limits=Limits(uses=1), two_person=False)
    table = in_force(limited)
    assert "not come to its end" in table.says(DUTY, "G-X", changed(limited, state=GrantState.EXPIRED))
    assert "uses left" in table.says(DUTY, "G-X", changed(limited, state=GrantState.EXHAUSTED))
    for state in (S.REQUESTED, S.AUTHORISED):
        assert table.says(ALF, "X-X", changed(ASKED, state=state)) == ""
    assert "used up" in table.says(ALF, "X-Y", changed(ASKED, code="X-2"))
    assert table.says(DUTY, "G-X", changed(limited, state=GrantState.EXHAUSTED)) == ""
    assert table.says(ALF, "X-X", changed(ASKED, state=S.EXECUTING, started=NOW)) == "", "the last use may be begun"
    other = in_force()
    assert other.says(DUTY, "G-X", changed(GRANT, state=GrantState.EXPIRED), now=NOW + 1_000) == ""
    third = in_force()
    assert third.says(DUTY, "G-X", changed(GRANT, state=GrantState.REVOKED)) == ""


def test_a_grant_is_revoked_by_whose_it_is_or_the_chair() -> None:
    """No single member ends it for all: it opts out for itself."""
    table = Table()
    own = label("ALF", "BET", "REL", originator="ALF")
    assert table.says(ALF, "G-X", ONE, label=own) == ""
    revoked = changed(ONE, state=GrantState.REVOKED)
    assert "it or the chair revokes it" in table.says(BET, "G-X", revoked)
    assert "it or the chair revokes it" in table.says(DUTY_2, "G-X", revoked)
    assert table.says(ALF_2, "G-X", revoked) == ""
    assert table.says(ALF, "G-Y", changed(ONE, code="G-Y"), label=own) == ""
    assert table.says(DUTY, "G-Y", changed(revoked, code="G-Y")) == ""


def test_a_use_needs_a_grant_of_its_kind_that_holds_now() -> None:
    """A missing grant is none; one of another kind, one not active, one whose time is over."""
    table = in_force()
    assert "missing grant" in table.says(ALF, "X-X", changed(ASKED, grant="G-NONE"))
    assert "is for PATROL" in table.says(ALF, "X-X", changed(ASKED, kind=ActionKind.WARNING))
    assert "ended" in table.says(ALF, "X-X", ASKED, now=NOW + 1_000)
    assert table.says(DUTY, "G-X", changed(GRANT, state=GrantState.REVOKED)) == ""
    assert "REVOKED" in table.says(ALF, "X-X", ASKED)


@pytest.mark.parametrize(
    ("declared", "stance", "reason"),
    [(2, Stance.PARTICIPATES, "not at declared 2"), (3, None, "has not consented"), (3, Stance.OPTED_OUT, "has opted out")],
)
def test_eligibility_is_asked_at_each_use(declared: int, stance: Stance | None, reason: str) -> None:
    """The declared level and the nation's own consent, when it is requested, authorised and begun; a caveat is read by people."""
    assert reason in in_force(declared=declared, stance=stance).says(ALF, "X-X", ASKED)
    table = in_force(stance=Stance.CAVEATED)
    assert table.says(ALF, "X-X", ASKED) == ""
    table.holds("generic-7/COUNCIL", DeclaredLevel("generic-7", "COUNCIL", 2, common=True))
    assert "not at declared 2" in table.says(ALF_2, "X-X", changed(ASKED, state=S.AUTHORISED, second_person="ALF-2"))
    table.holds("generic-7/COUNCIL", DeclaredLevel("generic-7", "COUNCIL", 3, common=True))
    assert table.says(ALF_2, "X-X", changed(ASKED, state=S.AUTHORISED, second_person="ALF-2")) == ""
    table.holds("generic-7/COUNCIL", DeclaredLevel("generic-7", "COUNCIL", 4, common=True))
    assert "not at declared 4" in table.says(ALF, "X-X", changed(ASKED, state=S.EXECUTING, started=NOW, second_person="ALF-2"))
    assert table.says(ALF, "X-X", changed(ASKED, state=S.REVOKED, second_person="ALF-2")) == "", "standing down needs no eligibility"


def test_a_second_person_authorises_wherever_that_person_sits() -> None:
    """Not the one who asked, not in another's name; an officer in the capital may. Who amends a request is not its second person."""
    table = in_force()
    by_second = changed(ASKED, state=S.AUTHORISED, second_person="ALF-2")
    assert "not who signs" in table.says(ALF_2, "X-X", ASKED)
    assert table.says(ALF, "X-X", ASKED) == ""
    assert "second person" in table.says(ALF, "X-X", changed(ASKED, state=S.AUTHORISED, second_person="ALF-1"))
    assert "is named" in table.says(ALF_2, "X-X", changed(by_second, second_person="ALF-1"))
    assert "requested_by cannot change" in table.says(ALF_2, "X-X", changed(by_second, requested_by="ALF-9"))
    assert "may not speak for ALF" in table.says(BET, "X-X", by_second)
    assert table.says(ALF_2, "X-X", changed(ASKED, remark="at noon")) == ""
    assert "second person" in table.says(ALF_2, "X-X", by_second)
    assert "second person" in table.says(ALF, "X-X", changed(by_second, second_person="ALF-1"))


def test_an_authorised_action_stays_what_was_authorised() -> None:
    """Grant, kind, entity and who asked never change; place and area not once it is authorised."""
    table = in_force(changed(GRANT, two_person=False))
    assert table.says(ALF, "X-X", ASKED) == ""
    assert "grant cannot change" in table.says(ALF, "X-X", changed(ASKED, grant="G-Y"))
    assert table.says(ALF, "X-X", changed(ASKED, state=S.AUTHORISED, place="north")) == ""
    assert "place cannot change" in table.says(ALF, "X-X", changed(ASKED, state=S.EXECUTING, started=NOW, place="south"))


def test_a_grant_for_an_area_or_a_delegate_serves_nothing_else() -> None:
    """The action names an area within the grant's; its entity or role is the delegate."""
    here, there = Circle((10.0, 50.0), 5_000.0), Circle((10.0, 51.0), 500.0)
    table = in_force(changed(GRANT, limits=Limits(area=here)))
    assert "is for an area" in table.says(ALF, "X-X", ASKED)
    assert "is for an area" in table.says(ALF, "X-X", changed(ASKED, area=there))
    assert "is for an area" in table.says(ALF, "X-X", changed(ASKED, area=Circle((10.0, 50.0), 6_000.0)))
    assert table.says(ALF, "X-X", changed(ASKED, area=Circle((10.01, 50.0), 500.0))) == ""
    other = in_force(changed(GRANT, delegate="BET"))
    assert "delegated to BET" in other.says(ALF, "X-X", ASKED)


UNFIT: dict[str, tuple[dict[str, Any], str]] = {
    "no sunset": ({"valid": Window(NOW)}, "valid: it has no end; a grant has a sunset"),
    "its sunset is over": ({"valid": Window(NOW - 9, NOW)}, "is not after"),
    "it ends before it begins": ({"valid": Window(NOW + 9, NOW + 8)}, "is not after"),
    "no use": ({"limits": Limits(uses=0)}, "uses: 0 is said"),
    "a rung the ladder lacks": ({"rungs": (3, 9)}, "rungs: 9 is not on ladder generic-7"),
    "more approvals than there are members": ({"approvals_needed": 3}, "approvals_needed: 3 is said; 2 members beside its author"),
}


@pytest.mark.parametrize(("more", "reason"), UNFIT.values(), ids=UNFIT)
def test_a_grant_that_could_not_be_used_rightly_is_not_put(more: dict[str, Any], reason: str) -> None:
    """Refused with the member, its value and what was expected; a draft may say it, and is held to it when it is put."""
    table = Table()
    table.holds("meridian", DOCTRINE)
    assert reason in table.says(DUTY, "G-X", changed(GRANT, **more))
    assert table.says(DUTY, "G-X", changed(GRANT, **more, state=GrantState.DRAFT)) == ""
    assert reason in table.says(DUTY, "G-X", changed(GRANT, **more))
    assert table.says(DUTY, "G-X", GRANT) == ""


def test_a_grant_has_a_code_of_its_own() -> None:
    """A step names a grant by its code: a renewal is a new grant under another."""
    table = Table()
    assert table.says(DUTY, "G-X", ONE) == ""
    assert "there is a grant G-1" in table.says(BET, "G-Y", ONE)
    assert table.says(DUTY, "G-X", changed(ONE, title="Patrol by day")) == ""
    assert table.says(BET, "G-Y", changed(ONE, code="G-2")) == ""


def test_a_grant_comes_into_force_before_its_sunset_or_not_at_all() -> None:
    """At the very instant of its end it is neither approved nor made active."""
    table = Table()
    assert table.says(DUTY, "G-X", ONE) == ""
    assert table.says(BET, "G-X/BET", GrantApproval("G-X", "BET", approves=True)) == ""
    approved = changed(ONE, state=GrantState.APPROVED)
    assert "cannot become APPROVED" in table.says(DUTY, "G-X", approved, now=NOW + 1_000)
    assert table.says(DUTY, "G-X", approved, now=NOW + 999) == ""
    assert "cannot become ACTIVE" in table.says(DUTY, "G-X", changed(ONE, state=GrantState.ACTIVE), now=NOW + 1_000)
    assert table.says(DUTY, "G-X", changed(ONE, state=GrantState.ACTIVE), now=NOW + 999) == ""


def test_a_nation_consents_to_the_text_it_read() -> None:
    """To none that is not there or only drafted; and once it has, that text stands, or its consent would serve another."""
    table = Table()
    takes_part = NationalCaveat("G-X", "ALF", Stance.PARTICIPATES)
    assert "there is no grant G-X" in table.says(ALF, "G-X/ALF", takes_part)
    assert table.says(DUTY, "G-X", changed(ONE, state=GrantState.DRAFT)) == ""
    assert "is a DRAFT" in table.says(ALF, "G-X/ALF", takes_part)
    assert table.says(DUTY, "G-X", ONE) == ""
    assert table.says(BET, "G-X/BET", NationalCaveat("G-X", "BET", Stance.OPTED_OUT)) == ""
    assert table.says(DUTY, "G-X", changed(ONE, title="Patrol by day")) == "", "who wants no part of it holds nobody to its text"
    assert table.says(ALF, "G-X/ALF", takes_part) == ""
    assert "ALF consented to this text; another is a new grant" in table.says(DUTY, "G-X", changed(ONE, title="Anything"))


def test_what_was_begun_has_used_its_grant() -> None:
    """Held or stood down after it began, it gives no use back; resumed it is the same use, and one never begun gives its use back."""
    table = in_force(changed(GRANT, limits=Limits(uses=1), two_person=False))

    def becomes(state: ActionState, **more: Any) -> str:
        return table.says(ALF, "X-X", changed(ASKED, state=state, **more))

    other = changed(ASKED, code="X-2")
    assert becomes(S.REQUESTED) == becomes(S.AUTHORISED) == becomes(S.HELD) == ""
    assert becomes(S.REQUESTED) == becomes(S.AUTHORISED) == "", "its own use is no use by others"
    assert "started: it says nothing" in becomes(S.EXECUTING)
    assert "started: it says" in becomes(S.EXECUTING, started=NOW - 3_600_000)
    assert becomes(S.EXECUTING, started=NOW) == ""
    assert "started cannot change" in becomes(S.REVOKED)
    assert becomes(S.HELD, started=NOW) == ""
    assert "is used up" in table.says(ALF, "X-Y", other)
    assert becomes(S.REVOKED, started=NOW) == ""
    assert "is used up" in table.says(ALF, "X-Y", other)
    fresh = in_force(changed(GRANT, limits=Limits(uses=1), two_person=False))
    for state in (S.REQUESTED, S.AUTHORISED, S.REVOKED):
        assert fresh.says(ALF, "X-X", changed(ASKED, state=state)) == ""
    assert fresh.says(ALF, "X-Y", other) == ""


def test_who_was_second_stays_on_record_and_need_not_be_the_delegate() -> None:
    """The delegate's role is asked of who requests and begins; the second is named by who signs, and not wiped afterwards."""
    table = in_force(changed(GRANT, delegate="Officer"))
    capital = changed(ALF_2, role="Capital watch")
    assert "is not for a request to say" in table.says(ALF, "X-X", changed(ASKED, second_person="ALF-2"))
    assert "is delegated to Officer" in table.says(capital, "X-X", changed(ASKED, requested_by="ALF-2"))
    assert table.says(ALF, "X-X", ASKED) == ""
    assert table.says(capital, "X-X", changed(ASKED, state=S.AUTHORISED, second_person="ALF-2")) == ""
    begun = changed(ASKED, state=S.EXECUTING, started=NOW)
    assert "second_person cannot change" in table.says(ALF, "X-X", begun)
    assert table.says(ALF, "X-X", changed(begun, second_person="ALF-2")) == ""
    alone = in_force(changed(GRANT, two_person=False))
    assert alone.says(ALF, "X-X", ASKED) == ""
    assert "ALF-9 is named, ALF-1 signs" in alone.says(ALF, "X-X", changed(ASKED, state=S.AUTHORISED, second_person="ALF-9"))
