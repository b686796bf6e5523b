"""What a review sheet says: a form, a case and what is filled in, as a model; and the wish that would be signed. Pure.

Before anything is signed the sheet asks the hub's own rules of this desk's picture, and says what they would say. The hub decides all
the same: it may know more. Deliberately absent: Qt, time passing, and sending.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.acts.form import Case, Form, Unfit, Values
from app.acts.labels import choices, labelled
from app.acts.steps import second_person
from app.naming import called
from feeds.assessment.telling import told
from feeds.hub.acts import objection
from feeds.hub.speech import speaks_for
from feeds.hub.standing import standing as standing_of
from feeds.picture.act import Act, Seen, Standing, Wish, propose, row_basis
from feeds.picture.addressing import unread
from feeds.picture.alarm import Answer
from feeds.picture.belonging import beyond
from feeds.picture.body import kind_of
from feeds.picture.envelope import Record
from feeds.picture.label import Label
from feeds.picture.personal import caution
from feeds.picture.proposal import Position
from feeds.picture.room import Policy, Roster
from widgets.cells import FILLED
from widgets.label_resolve import resolve as banner_of
from widgets.review.model import Choice, Drawn, Fact, Field, ReviewModel, Written
from widgets.times import zulu
from widgets.top_bar_resolve import regime_view

_NO_DIGEST = "0" * 64
LABEL = "label"


@dataclass(frozen=True)
class Reviewed:
    """The sheet and, where the values make an act that the rules would admit, its wish."""

    model: ReviewModel
    wish: Wish | None


def basis_of(form: Form, case: Case) -> str:
    """Return what the case is about as it stands: whatever else it becomes, the sheet was opened on this."""
    row = _object(form, case)
    return "" if row is None else row_basis(row) or ""


def review(form: Form, case: Case, held: Mapping[str, str], opened_on: str, *, off: str = "") -> Reviewed:
    """Return the sheet of a form in a case with what its fields hold. `opened_on`: the object's basis when it was opened."""
    fields = _filled(form.fields(case), held)
    values = Values(
        {**{field.name: getattr(field, "value", "") for field in fields}, **held}, case.now, {f.name: f.caption for f in fields}
    )
    wish, lacking = _wished(form, case, values, off or form.off(case))
    if wish is not None and case.picture.find(kind_of(wish.body), wish.subject) is None:
        fields = (*fields, Choice(LABEL, "Release", choices(wish), held.get(LABEL, "")))
    row = _object(form, case)
    changed = "" if basis_of(form, case) == opened_on else f"changed since this sheet was opened: now revision {row.revision if row else 0}"
    model = ReviewModel(
        form.verb,
        form.named(case, values) if form.named is not None else form.title,
        regime_view(case.picture.regime).look,
        _facts(case, wish, row),
        fields,
        (*form.follows(case, values), *_cautions(fields), *_released(case, wish)),
        lacking,
        changed,
        condition=FILLED,
    )
    return Reviewed(model, wish if not lacking else None)


def _cautions(fields: tuple[Field, ...]) -> tuple[str, ...]:
    """What is written in free text is looked at before it is signed."""
    said = caution(" \n ".join(each.value for each in fields if isinstance(each, Written)))
    return (said,) if said else ()


def _released(case: Case, wish: Wish | None) -> tuple[str, ...]:
    """Relief data that goes to others than the parties it names says to whom, before it is signed."""
    more = beyond(case.picture, wish.body, wish.label) if wish is not None else frozenset()
    return (f"Humanitarian data: this releases it to {', '.join(sorted(more))}, whom it does not name.",) if more else ()


def _filled(fields: tuple[Field, ...], held: Mapping[str, str]) -> tuple[Field, ...]:
    return tuple(each if isinstance(each, Drawn) else replace(each, value=held.get(each.name, each.value)) for each in fields)


def _wished(form: Form, case: Case, values: Values, off: str) -> tuple[Wish | None, str]:
    if off:
        return None, off
    try:
        wish = labelled(form.make(case, values), case.picture, case.hand.entity, values.text(LABEL))
    except Unfit as error:
        return None, str(error)
    return wish, objected(case, wish)


def objected(case: Case, wish: Wish) -> str:
    """Return what the hub's rules would say of a wish on this desk's picture; empty: nothing."""
    roster = next((row for row, _ in case.picture.bodies(Roster)), None)
    policy = next((body.policy for _, body in case.picture.bodies(Policy)), None)
    officer = case.officer
    if roster is None or policy is None or officer is None or not isinstance(roster.body, Roster):
        return "this picture does not say who sits at this desk"
    rules = standing_of(roster.body.room, "incident", case.picture.regime, roster, policy)
    here = Standing(rules.incident, rules.regime, officer.code, officer.role, officer.entity, officer.seat, rules.roster_hash)
    act: Act = propose(case.picture, here, Seen(0, _NO_DIGEST), wish)
    return objection(rules, officer, act, case.picture, case.now) or ""


def _object(form: Form, case: Case) -> Record | None:
    """Return what the sheet is about: of the form's own kinds if it can be, else whatever stands under the subject."""
    if not case.subject:
        return None
    named = case.row(*(kind for kind in form.of if kind))
    return named or next((row for kind in case.picture.tables for row in case.picture.side_by_side(kind, case.subject)), None)


def _facts(case: Case, wish: Wish | None, row: Record | None) -> tuple[Fact, ...]:
    about = "something new"
    if row is not None:
        revision = getattr(row.body, "item_revision", None) or getattr(row.body, "text_revision", row.revision)
        about = _called(case, row) if isinstance(row.body, Answer | Position) else f"{_called(case, row)} · revision {revision}"
    facts = [Fact("about", about, strong=True)]
    facts.append(Fact("on behalf of", _voice(case, wish), strong=True))
    facts.append(Fact("delegation", _delegation(case)))
    if wish is not None:
        facts.append(Fact("label", _label(case, wish)))
        facts.extend(_unread(case, wish))
    facts.append(Fact("regime", _regime(case)))
    second = second_person(case)
    return (*facts, Fact("second", second)) if second else tuple(facts)


def _regime(case: Case) -> str:
    regime = case.picture.regime
    return " ".join(part for part in (regime.kind.value, regime.name) if part)


_NAMES = ("title", "name", "question", "demand")


def _called(case: Case, row: Record) -> str:
    """The object as it is called, by itself or by another row of its subject: a corridor's status has no name of its own.

    Words that were said are called by what they say.
    """
    if isinstance(row.body, Answer | Position):
        return f"{called(case.picture, row.subject)} {told(row, case.picture)}"
    rows = (row, *(other for kind in case.picture.tables for other in case.picture.side_by_side(kind, row.subject)))
    name = next((str(said) for each in rows for member in _NAMES if (said := getattr(each.body, member, ""))), row.kind)
    ident = called(case.picture, row.subject)
    return name if ident == name else f"{ident} {name}"


def _voice(case: Case, wish: Wish | None) -> str:
    entity = (speaks_for(wish.body) if wish is not None else None) or case.hand.entity
    roster = case.roster
    known = roster.entity(entity) if roster is not None else None
    name = f"{entity} {known.name}" if known is not None else entity
    return f"{name}, RELAYED by {case.hand.entity}" if entity != case.hand.entity else name


def _delegation(case: Case) -> str:
    officer = case.officer
    if officer is None:
        return "not on the roster"
    delegation = officer.delegation
    ceiling = f"to rung {delegation.ceiling}" if delegation.ceiling is not None else "no ceiling"
    return f"{officer.role} · {ceiling} · {'to ' + zulu(delegation.until, case.now) if delegation.until is not None else 'no end set'}"


def _label_of(case: Case, wish: Wish) -> Label | None:
    before = case.picture.find(kind_of(wish.body), wish.subject)
    return before.label if before is not None and wish.label is None else wish.label


def _unread(case: Case, wish: Wish) -> tuple[Fact, ...]:
    """Name whom it is for and who could not read it: nobody would tell them, nor who signs."""
    policy = next((body.policy for _, body in case.picture.bodies(Policy)), None)
    if policy is None or case.roster is None:
        return ()
    found = unread(case.picture, wish.body, _label_of(case, wish), case.roster, policy)
    whys = dict.fromkeys(each.why for each in found)
    said = (f"{', '.join(each.entity for each in found if each.why == why)} ({why})" for why in whys)
    return tuple(Fact("cannot read it" if number == 0 else "", each, strong=True) for number, each in enumerate(said))


def _label(case: Case, wish: Wish) -> str:
    label = _label_of(case, wish)
    policy = next((body.policy for _, body in case.picture.bodies(Policy)), None)
    banner = banner_of((label,), policy)
    return f"{banner.text} · TLP:{banner.tlp}" if banner.tlp else banner.text
