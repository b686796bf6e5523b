"""A picture, the rules over it and officers with real keys: acts are decided as the hub decides them, without a hub."""

from __future__ import annotations

import itertools

import msgspec

from feeds.hub.acts import decide
from feeds.hub.admission import Admit, Refuse
from feeds.hub.standing import Standing, standing
from feeds.picture.act import Act, row_basis
from feeds.picture.body import Body, Capability, kind_of
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.fold import fold
from feeds.picture.identity import content_hash
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.picture.room import Delegation, Officer, Roster
from feeds.policy import default_policy
from feeds.wire.keys import Keys, generate, sign_act
from tests.feeds.hub.hall import ENTITIES, label

NOW = 1_800_000_000_000
EVERYBODY = label(*(entity.code for entity in ENTITIES), originator="HOS")
KEYS = {code: generate(code) for code in ("DUTY", "DUTY-2", "ALF-1", "ALF-2", "BET-1", "REL-1")}
_numbers = itertools.count(1)


def officer(code: str, entity: str, *, speaks_for: tuple[str, ...] = (), ceiling: int | None = None, until: int | None = None) -> Officer:
    """Return an officer who holds every capability but the chair's, which the duty officer holds."""
    held = frozenset(Capability) if code == "DUTY" else frozenset(Capability) - {Capability.CHAIR, Capability.RELEASE}
    keys: Keys = KEYS[code]
    delegation = Delegation(held, until=until, ceiling=ceiling, speaks_for=speaks_for)
    return Officer(code, entity, "Officer", f"{code}-SEAT", keys.verify_key, keys.curve_key, delegation)


DUTY = officer("DUTY", "HOS", speaks_for=("BET", "REL"))
DUTY_2 = officer("DUTY-2", "HOS")
ALF = officer("ALF-1", "ALF", ceiling=4)
ALF_2 = officer("ALF-2", "ALF")
BET = officer("BET-1", "BET")
REL = officer("REL-1", "REL")


class Table:
    """A picture and the rules over it; acts are decided and, if admitted, folded."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.picture = Picture(REAL)
        roster = Roster("HALL", "Hall", "HOS", ENTITIES, officers=(DUTY, DUTY_2, ALF, ALF_2, BET, REL))
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
        signed = sign_act(msgspec.structs.replace(act, **changes), KEYS[who.code].signing_key)
        decision = decide(self.rules, who, signed, self.picture, now)
        if isinstance(decision, Refuse):
            return decision.reason
        assert isinstance(decision, Admit)
        assert fold(self.picture, msgspec.structs.replace(decision.record, sequence=next(_numbers))) is not None
        return ""
