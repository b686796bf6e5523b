"""The night's work: questions, channels, posture, risk, contact, handover, recall, erasure, tear-lines (DOMAIN sections 3, 6, 7 and 10).

Functions, never names of people. Deliberately absent: the watch log's own line, which is written without a sheet.
"""

from __future__ import annotations

from typing import Final

import msgspec

from app.acts.choices import entities, options_of, rows, spoken, yes_or_no
from app.acts.form import Case, Form, Unfit, Values, new_subject, wish
from feeds.picture.act import Wish
from feeds.picture.alarm import Request
from feeds.picture.diplomacy import Contact, Dispute, DisputeReply, DisputeState, Message, RedLine, RedLineState
from feeds.picture.identity import joined, shown
from feeds.picture.night import Channel, ChannelRole, Handover, InformationRequest, InformationState, Posture, Risk
from feeds.picture.room import Redaction
from widgets.review.model import Choice, Field, Option, Written


def _ask_fields(case: Case) -> tuple[Field, ...]:
    return (
        Written("question", "Question", limit=400),
        Choice("of", "Of", entities(case), many=True),
        Written("due", "Due", hint="12:00Z or +30 min"),
    )


def _ask(case: Case, values: Values) -> Wish:
    subject = new_subject(case, "Q")
    question, of = values.text("question", needed=True), values.several("of")
    body = InformationRequest(shown(subject), question, InformationState.ASKED, case.hand.entity, of, values.moment("due"))
    return wish(case, body, subject)


def _request_fields(case: Case) -> tuple[Field, ...]:
    return (
        Written("title", "What is asked", limit=200),
        Choice("addressed", "Of", entities(case), many=True),
        Written("due", "Due", hint="12:00Z or +15 min"),
        Written("text", "Text", limit=2_000),
    )


def _request(case: Case, values: Values) -> Wish:
    addressed = values.several("addressed")
    if not addressed:
        raise Unfit("an item that asks is addressed to somebody")
    row = next((row for row in case.picture.all_rows() if row.subject == case.subject), None) if case.subject else None
    revision = row.revision if row is not None else 1
    subject = new_subject(case, "R")
    title, due = values.text("title", needed=True), values.moment("due")
    body = Request(case.subject or subject, revision, title, addressed, case.now, due, text=values.text("text"))
    return wish(case, body, subject, about=(row.kind, row.subject) if row is not None else None)


def _channel_fields(case: Case) -> tuple[Field, ...]:
    channel = case.picture.get(Channel, case.subject)
    known: tuple[Field, ...] = (
        ()
        if channel is not None
        else (
            Choice("entity", "To", entities(case)),
            Choice("role", "Which", options_of(ChannelRole), ChannelRole.PRIMARY.value),
            Written("means", "Means", hint="telephone, HF"),
            yes_or_no("real_world", "Carries real-world traffic in an exercise", value=False),
        )
    )
    return (*known, yes_or_no("worked", "It worked", value=True))


def _channel(case: Case, values: Values) -> Wish:
    worked = values.chosen("worked") == "yes"
    before = case.picture.get(Channel, case.subject)
    if before is not None:
        return wish(case, msgspec.structs.replace(before, tested=case.now, worked=worked))
    entity, role = values.chosen("entity"), ChannelRole(values.chosen("role"))
    real = values.chosen("real_world") == "yes"
    body = Channel(entity, role, values.text("means", needed=True), tested=case.now, worked=worked, real_world=real)
    return wish(case, body, new_subject(case, "CH"))


def _posture_fields(case: Case) -> tuple[Field, ...]:
    before = case.picture.get(Posture, case.hand.entity)
    return (
        Written("posture", "Posture", before.posture if before is not None else "", limit=200),
        Written("readiness", "Readiness", before.readiness if before is not None else "", limit=200),
    )


def _posture(case: Case, values: Values) -> Wish:
    body = Posture(case.hand.entity, values.text("posture", needed=True), values.text("readiness"))
    return wish(case, body, case.hand.entity)


def _risk_fields(case: Case) -> tuple[Field, ...]:
    before = case.picture.get(Risk, case.subject)
    return (
        Written("title", "Risk", before.title if before is not None else "", limit=200),
        Written("likelihood", "Likelihood", before.likelihood if before is not None else ""),
        Written("impact", "Impact", before.impact if before is not None else ""),
        Written("mitigation", "Mitigation", "; ".join(before.mitigation) if before is not None else "", "parted by semicolons", 1_000),
        yes_or_no("closed", "Closed", value=before is not None and before.closed),
    )


def _risk(case: Case, values: Values) -> Wish:
    before = case.picture.get(Risk, case.subject)
    body = Risk(
        values.text("title", needed=True),
        before.owner if before is not None else case.hand.entity,
        values.text("likelihood"),
        values.text("impact"),
        tuple(part.strip() for part in values.text("mitigation").split(";") if part.strip()),
        values.chosen("closed") == "yes",
    )
    return wish(case, body, case.subject if before is not None else new_subject(case, "RK"))


def _handover_fields(case: Case) -> tuple[Field, ...]:
    before = case.picture.get(Handover, case.subject)
    if before is not None:
        return (Written("notes", "Notes", before.notes, limit=4_000),)
    return (Written("to", "To seat", case.hand.seat), Written("notes", "Notes", limit=4_000))


def _handover(case: Case, values: Values) -> Wish:
    before = case.picture.get(Handover, case.subject)
    if before is None:
        items = tuple(part for part in case.argument.split(",") if part)
        to = values.text("to", needed=True)
        body = Handover(case.hand.seat, to, items, values.text("notes"), left_by=case.hand.officer)
        return wish(case, body, new_subject(case, "HO"))
    if before.taken_by is not None:
        raise Unfit("both have signed it")
    if before.left_by == case.hand.officer:
        raise Unfit("the officer who relieves countersigns it, not the one who leaves")
    return wish(case, msgspec.structs.replace(before, taken_by=case.hand.officer, notes=values.text("notes")))


def _handover_follows(case: Case, _values: Values) -> tuple[str, ...]:
    if case.picture.get(Handover, case.subject) is None:
        return ("The watch is not handed over until the officer who relieves has signed too.",)
    return ("Both have signed: the watch is this seat's.",)


def _contact_fields(case: Case) -> tuple[Field, ...]:
    return (
        Choice("with", "With", entities(case), case.subject),
        Written("channel", "By which channel"),
        Choice("direction", "Direction", (Option("IN", "they spoke"), Option("OUT", "we spoke")), "IN"),
        Written("text", "What was said", limit=4_000),
    )


def _contact(case: Case, values: Values) -> Wish:
    other, channel, text = values.chosen("with"), values.text("channel"), values.text("text", needed=True)
    return wish(case, Contact(other, channel, values.chosen("direction"), text), new_subject(case, "CT"))


def _redact_fields(case: Case) -> tuple[Field, ...]:
    """Which row goes: one subject may have several, such as an alarm and what was said of it."""
    kinds = tuple(Option(kind, spoken(kind)) for kind in case.picture.tables if case.picture.side_by_side(kind, case.subject))
    return (
        Choice("kind", "Of this record", kinds, kinds[0].value if len(kinds) == 1 else ""),
        Written("reason", "Why it is erased", hint="retention ended", limit=1_000),
    )


def _redact(case: Case, values: Values) -> Wish:
    kind = values.chosen("kind")
    return wish(
        case, Redaction(kind, case.subject, values.text("reason", needed=True)), new_subject(case, "RD"), about=(kind, case.subject)
    )


def _redact_follows(_case: Case, _values: Values) -> tuple[str, ...]:
    return (
        "All that was journalled of this row is erased at the hub: its words, their salt, the original. It cannot be taken back.",
        "That there were records, of which kind and by whom, and this order with its reason, stay; the chain still verifies.",
        "It does not reach what others have seen or hold: that is a recall.",
    )


def _statement_fields(_case: Case) -> tuple[Field, ...]:
    return (Written("title", "Title", limit=200), Written("text", "What is said, without its basis", limit=2_000))


def _red_line_fields(_case: Case) -> tuple[Field, ...]:
    return (
        Written("demand", "Demand", limit=400),
        yes_or_no("demand_clear", "The demand is clear", value=False),
        Written("consequence", "Consequence", limit=400),
        yes_or_no("consequence_clear", "The consequence is clear", value=False),
    )


def _red_line(case: Case, values: Values) -> Wish:
    subject = new_subject(case, "RL")
    body = RedLine(
        shown(subject),
        values.text("demand", needed=True),
        RedLineState.DRAFT,
        values.chosen("demand_clear") == "yes",
        values.text("consequence"),
        values.chosen("consequence_clear") == "yes",
    )
    return wish(case, body, subject)


def _dispute_fields(case: Case) -> tuple[Field, ...]:
    return (Written("title", "Matter", limit=200), Choice("arbiter", "Before", entities(case)))


def _dispute(case: Case, values: Values) -> Wish:
    subject = new_subject(case, "DS")
    title, arbiter = values.text("title", needed=True), values.chosen("arbiter")
    return wish(case, Dispute(shown(subject), title, DisputeState.RAISED, case.hand.entity, arbiter, case.subject or None), subject)


def _reply_fields(case: Case) -> tuple[Field, ...]:
    may = (case.hand.entity, *case.speaks_for())
    return (Choice("entity", "Whose reply", entities(case, may), case.hand.entity), Written("text", "Reply", limit=4_000))


def _reply(case: Case, values: Values) -> Wish:
    entity = values.chosen("entity")
    body = DisputeReply(case.subject, entity, values.text("text", needed=True), entity != case.hand.entity)
    return wish(case, body, joined(case.subject, entity), about=("dispute", case.subject))


def _message(case: Case, values: Values) -> Wish:
    title, text = values.text("title", needed=True), values.text("text", needed=True)
    return wish(case, Message(case.hand.entity, title, text), new_subject(case, "MS"))


def _flag_fields(case: Case) -> tuple[Field, ...]:
    others = tuple(option for option in rows(case, "message", "title") if option.value != case.subject)
    return (Choice("contradicts", "Contradicts", others), Written("text", "In what they differ", limit=2_000))


def _flag(case: Case, values: Values) -> Wish:
    """Both messages stay as they were said; who finds that they differ says so in its own name."""
    one, other = case.body(Message), case.picture.get(Message, values.chosen("contradicts"))
    if other is None:
        raise Unfit("the other message is not in the picture")
    text = values.text("text") or f"{one.entity}: {one.title}. {other.entity}: {other.title}. They do not say the same."
    pair, by = (case.subject, values.chosen("contradicts")), case.hand.entity
    body = Message(by, "Two messages contradict each other", text, contradicts=pair, flagged_by=by)
    return wish(case, body, new_subject(case, "MS"), about=("message", case.subject))


def _not_flagged(case: Case) -> str:
    flag = case.picture.get(Message, case.subject)
    if flag is None or not flag.contradicts:
        return "it flags no contradiction"
    return "" if flag.flagged_by == case.hand.entity else f"it was flagged by {flag.flagged_by}, which lifts it"


def _lift(case: Case, values: Values) -> Wish:
    """The entry stays, with who flagged and what it says now."""
    flag = case.body(Message)
    return wish(case, msgspec.structs.replace(flag, contradicts=(), text=values.text("text") or flag.text))


FORMS: Final = (
    Form("ask_information", "Ask for information", _ask, ("",), _ask_fields),
    Form("ask_answers", "Ask entities for an answer", _request, ("",), _request_fields),
    Form("channel", "Test a channel", _channel, ("channel", ""), _channel_fields),
    Form("posture", "Say this entity's posture", _posture, ("", "posture"), _posture_fields),
    Form("risk", "Record a risk", _risk, ("risk", ""), _risk_fields),
    Form("handover", "Sign a handover", _handover, ("handover", ""), _handover_fields, _handover_follows),
    Form("contact", "Enter a contact", _contact, ("",), _contact_fields),
    Form("redact", "Erase a record", _redact, ("*",), _redact_fields, _redact_follows),
    Form("red_line", "Draft a red line", _red_line, (), _red_line_fields),
    Form("dispute", "Raise a dispute", _dispute, ("*", ""), _dispute_fields),
    Form("dispute_reply", "Reply to a finding", _reply, ("dispute",), _reply_fields),
    Form("message", "Record a message", _message, (), _statement_fields),
    Form("flag_message", "Flag a contradiction of messages", _flag, ("message",), _flag_fields),
    Form(
        "lift_flag",
        "Lift a flag between messages",
        _lift,
        ("message",),
        lambda _case: (Written("text", "Why it no longer stands", hint="never required", limit=2_000),),
        lambda _case, _values: ("Both messages stay as they were said, and so does who flagged them.",),
        _not_flagged,
    ),
)
"""The night's work."""
