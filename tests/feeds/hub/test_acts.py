"""Acts as a pure function: over what stands in the picture, and by whom."""

from __future__ import annotations

import itertools

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from feeds.hub.acts import decide
from feeds.hub.admission import Admit, Refuse
from feeds.hub.standing import Standing, standing
from feeds.picture.act import Act, SignedAct, row_basis
from feeds.picture.action import Action, ActionKind, ActionState, Grant, GrantApproval, GrantState
from feeds.picture.alarm import Acknowledgement, Alarm, Shelving
from feeds.picture.body import Body, Capability, kind_of
from feeds.picture.checklist import Item, ItemState
from feeds.picture.corridor import Mode, Movement, MovementState
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.fold import fold
from feeds.picture.identity import content_hash
from feeds.picture.ladder import ConsentRule, DeclaredLevel, Position, PositionKind, Proposal, ProposalState
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.picture.room import Delegation, Officer, Roster
from feeds.picture.values import Window
from feeds.picture.warning import Severity
from feeds.room import default_policy
from feeds.wire.keys import Keys, generate, sign_act
from tests.feeds.hub.hall import ENTITIES, label

NOW = 1_800_000_000_000
EVERYBODY = label(*(entity.code for entity in ENTITIES), originator="HOS")
_KEYS = {code: generate(code) for code in ("DUTY", "DUTY-2", "ALF-1", "BET-1", "REL-1")}
_numbers = itertools.count(1)


def officer(code: str, entity: str, *, speaks_for: tuple[str, ...] = (), ceiling: int | None = None, until: int | None = None) -> Officer:
    """Return an officer who holds every capability but the chair's, which the duty officer holds."""
    held = frozenset(Capability) if code == "DUTY" else frozenset(Capability) - {Capability.CHAIR, Capability.RELEASE}
    keys: Keys = _KEYS[code]
    delegation = Delegation(held, until=until, ceiling=ceiling, speaks_for=speaks_for)
    return Officer(code, entity, "Officer", f"{code}-SEAT", keys.verify_key, keys.curve_key, delegation)


DUTY = officer("DUTY", "HOS", speaks_for=("BET", "REL"))
DUTY_2 = officer("DUTY-2", "HOS")
ALF = officer("ALF-1", "ALF", ceiling=4)
BET = officer("BET-1", "BET")
REL = officer("REL-1", "REL")


class Table:
    """A picture and the rules over it; acts are decided and, if admitted, folded."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.picture = Picture(REAL)
        roster = Roster("HALL", "Hall", "HOS", ENTITIES, officers=(DUTY, DUTY_2, ALF, BET, REL))
        row = Record("HALL", REAL, 0, Author("HOS", AuthorKind.HUB, "HUB"), roster, "0" * 64)
        self.rules: Standing = standing("HALL", "IC-1", REAL, row, default_policy())

    def holds(self, subject: str, body: Body) -> None:
        """Put a finding of the hub's into the picture."""
        number = next(_numbers)
        author = Author("HOS", AuthorKind.HUB, "HUB")
        key = content_hash(str(number).encode())
        record = Record(subject, REAL, NOW, author, body, key, EVERYBODY, origin="HALL", sequence=number)  # type: ignore[arg-type]  # on the list
        assert fold(self.picture, record) is not None

    def says(self, who: Officer, subject: str, body: Body, *, now: int = NOW, **changes: object) -> str:
        """Decide on an act; "" where it is admitted, and then it is folded."""
        before = self.picture.find(kind_of(body), subject)
        act = Act(
            incident="IC-1",
            regime=REAL,
            subject=subject,
            revision=1 if before is None else before.revision + 1,
            basis=row_basis(before),
            event=now,
            label=EVERYBODY if before is None else before.label,
            body=body,  # type: ignore[arg-type]  # on the list
            officer=who.code,
            role=who.role,
            entity=who.entity,
            seat=who.seat,
            audience=who.entity,
            sequence=1,
            digest="0" * 64,
            roster=self.rules.roster_hash,
            nonce=str(next(_numbers)),
        )
        signed = sign_act(msgspec.structs.replace(act, **changes), _KEYS[who.code].signing_key)
        decision = decide(self.rules, who, signed, self.picture, now)
        if isinstance(decision, Refuse):
            return decision.reason
        assert isinstance(decision, Admit)
        assert fold(self.picture, msgspec.structs.replace(decision.record, sequence=next(_numbers))) is not None
        return ""


def test_a_level_is_an_entitys_own_up_to_its_ceiling_and_for_all_the_chairs() -> None:
    """Own level up to the ceiling; nobody else's; the level for all is the chair's alone."""
    table = Table()
    assert table.says(ALF, "L/ALF", DeclaredLevel("L", "ALF", 4)) == ""
    assert "ceiling" in table.says(ALF, "L/ALF", DeclaredLevel("L", "ALF", 5))
    assert "may not speak for BET" in table.says(ALF, "L/BET", DeclaredLevel("L", "BET", 3))
    assert "CHAIR" in table.says(ALF, "L/COUNCIL", DeclaredLevel("L", "COUNCIL", 3, common=True))
    assert table.says(DUTY, "L/COUNCIL", DeclaredLevel("L", "COUNCIL", 3, common=True)) == ""


def test_a_delegation_that_ended_carries_nothing() -> None:
    """After its end an officer's acts are refused."""
    table = Table()
    ended = officer("BET-1", "BET", until=NOW)
    assert "ended" in table.says(ended, "L/BET", DeclaredLevel("L", "BET", 3))


def test_silence_is_adopted_by_the_chair_alone() -> None:
    """A member may put a proposal; adopting it, closing it and moving its deadline are the chair's."""
    table = Table()
    put = Proposal("P-1", "Raise", "L", 2, 3, ProposalState.PUT, ConsentRule.SILENCE, deadline=NOW + 1)
    assert table.says(ALF, "P-X", put) == ""
    adopted = msgspec.structs.replace(put, state=ProposalState.ADOPTED)
    moved = msgspec.structs.replace(put, deadline=NOW + 2)
    assert "CHAIR" in table.says(ALF, "P-X", adopted)
    assert "CHAIR" in table.says(ALF, "P-X", moved)
    assert table.says(DUTY, "P-X", moved) == ""
    assert table.says(DUTY, "P-X", msgspec.structs.replace(moved, state=ProposalState.ADOPTED)) == ""


def test_a_position_is_a_members_on_the_present_wording_of_an_open_proposal() -> None:
    """Not by who is no member, not on an older wording, not after the proposal was closed."""
    table = Table()
    put = Proposal("P-1", "Raise", "L", 2, 3, ProposalState.PUT, ConsentRule.SILENCE, text_revision=2)
    assert table.says(DUTY, "P-X", put) == ""
    assert "no member" in table.says(REL, "P-X/REL", Position("P-X", 2, "REL", PositionKind.CONSENT))
    assert "older revision" in table.says(ALF, "P-X/ALF", Position("P-X", 1, "ALF", PositionKind.CONSENT))
    assert table.says(ALF, "P-X/ALF", Position("P-X", 2, "ALF", PositionKind.BREAKS_SILENCE)) == ""
    assert table.says(DUTY, "P-X/BET", Position("P-X", 2, "BET", PositionKind.CONSENT, relayed=True)) == ""
    assert table.says(BET, "P-X/BET", Position("P-X", 2, "BET", PositionKind.CONSENT, relayed=True, countersigned=True)) == ""
    assert table.says(DUTY, "P-X", msgspec.structs.replace(put, state=ProposalState.NOT_ADOPTED)) == ""
    assert "reopens nothing" in table.says(ALF, "P-X/ALF", Position("P-X", 2, "ALF", PositionKind.CONSENT))


def test_a_grant_is_approved_by_others_and_used_while_it_holds() -> None:
    """No self-approval; n of m before APPROVED; a use needs an ACTIVE grant of its kind, valid now, and a second person where asked."""
    table = Table()
    grant = Grant(
        "G-1",
        "Patrol",
        ActionKind.PATROL,
        GrantState.PROPOSED,
        "Act",
        "Council",
        Window(NOW, NOW + 1_000),
        two_person=True,
        approvals_needed=2,
    )
    assert table.says(DUTY, "G-X", grant) == ""
    approved = msgspec.structs.replace(grant, state=GrantState.APPROVED)
    assert "self-approval" in table.says(DUTY, "G-X/HOS", GrantApproval("G-X", "HOS", approves=True))
    assert table.says(ALF, "G-X/ALF", GrantApproval("G-X", "ALF", approves=True)) == ""
    assert "1 of 2" in table.says(DUTY, "G-X", approved)
    assert table.says(BET, "G-X/BET", GrantApproval("G-X", "BET", approves=True)) == ""
    assert table.says(DUTY, "G-X", approved) == ""
    asked = Action("X-1", ActionKind.PATROL, "G-X", "ALF", ActionState.REQUESTED)
    assert "does not hold" in table.says(ALF, "X-X", asked)
    assert table.says(DUTY, "G-X", msgspec.structs.replace(grant, state=GrantState.ACTIVE)) == ""
    assert "is for PATROL" in table.says(ALF, "X-X", msgspec.structs.replace(asked, kind=ActionKind.WARNING))
    assert "missing grant" in table.says(ALF, "X-X", msgspec.structs.replace(asked, grant="G-NONE"))
    assert "does not hold" in table.says(ALF, "X-X", asked, now=NOW + 1_000)
    assert table.says(ALF, "X-X", asked) == ""
    assert "second person" in table.says(ALF, "X-X", msgspec.structs.replace(asked, state=ActionState.AUTHORISED))


def test_a_checklist_step_is_verified_by_a_second_person() -> None:
    """Who ticked a step cannot verify it."""
    table = Table()
    item = Item("K-1", 1, ItemState.DONE)
    assert table.says(DUTY, "K-1/1", item) == ""
    assert "second person" in table.says(DUTY, "K-1/1", msgspec.structs.replace(item, state=ItemState.VERIFIED))
    assert table.says(DUTY_2, "K-1/1", msgspec.structs.replace(item, state=ItemState.VERIFIED)) == ""


def test_only_the_mission_lead_moves_a_movement() -> None:
    """Another entity neither moves it nor takes the lead over."""
    table = Table()
    convoy = Movement("CV-1", "Convoy", "REL", Mode.ROAD, MovementState.PLANNED)
    relief = label(*(entity.code for entity in ENTITIES), caveats=("NOT FOR TARGETING",))
    assert table.says(REL, "M-1", convoy, label=relief) == ""
    halted = msgspec.structs.replace(convoy, state=MovementState.AT_START)
    assert "may not speak for REL" in table.says(ALF, "M-1", halted)
    assert "mission lead" in table.says(ALF, "M-1", msgspec.structs.replace(halted, lead="ALF"))
    assert table.says(REL, "M-1", halted) == ""


def test_an_alarm_is_acknowledged_at_its_present_revision_and_shelved_for_a_time() -> None:
    """Older cause revisions are refused; a shelf ends in the future."""
    table = Table()
    table.holds("A-1", Alarm("RULE", Severity.HIGH, "x", "t", "w", NOW, cause_revision=2))
    assert "older revision" in table.says(ALF, "A-1", Acknowledgement("A-1", 1, ALF.seat))
    assert table.says(ALF, "A-1", Acknowledgement("A-1", 2, ALF.seat)) == ""
    assert "still to come" in table.says(ALF, "A-1", Shelving("A-1", NOW))
    assert table.says(ALF, "A-1", Shelving("A-1", NOW + 1)) == ""


def test_a_label_is_its_originators_to_change() -> None:
    """Nobody but the originator, or who may release, changes a row's label."""
    table = Table()
    put = Proposal("P-1", "Raise", "L", 2, 3, ProposalState.PUT, ConsentRule.SILENCE)
    own = label("ALF", "BET", "HOS", originator="ALF")
    assert table.says(ALF, "P-X", put, label=own) == ""
    wider = label("ALF", "BET", "HOS", "REL", originator="ALF")
    assert "its originator" in table.says(BET, "P-X", put, label=wider)
    assert table.says(ALF, "P-X", put, label=wider) == ""
    assert "originator" in table.says(BET, "P-Y", put, label=label("BET", originator="ALF"))


@given(st.binary(max_size=300))
def test_any_signed_bytes_are_an_act_or_a_refusal(data: bytes) -> None:
    """Whatever bytes an officer signs, they are an act or a refusal with a reason, never an error."""
    table = Table()
    signature = SigningKey(bytes.fromhex(_KEYS["ALF-1"].signing_key)).sign(data).signature
    decision = decide(table.rules, ALF, SignedAct(data, signature), table.picture, NOW)
    assert isinstance(decision, Refuse)
    assert decision.reason
