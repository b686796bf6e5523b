"""Notifications for deconfliction as a section of the board, with the receipt of each party and the fixed wording.

They stand on their parties' desks, their submitter's and the room's own. A receipt is a ring, never a tick and never green. Pure.
"""

from feeds.assessment.rules import rules_of
from feeds.picture.envelope import Record
from feeds.picture.identity import joined, shown
from feeds.picture.picture import Picture
from feeds.picture.relief import RECEIPT_ONLY, Notification, NotificationReceipt, NotificationState
from widgets.board.acting import Offered, offered
from widgets.board.model import Entry, Fact, Part, Section
from widgets.humanitarian.saying import whose
from widgets.standpoint import Standpoint
from widgets.stated import stated
from widgets.times import zulu
from widgets.words import State

_BY_VOICE = "relayed by voice"
_OVER = {NotificationState.COMPLETED, NotificationState.CANCELLED, NotificationState.EXPIRED}
_CANCEL = ("change:cancel", "Cancel…", "X")
_SUBMITTER: dict[NotificationState, Offered] = {
    NotificationState.DRAFT: (("change:submit", "Submit…", "S"), _CANCEL),
    NotificationState.SUBMITTED: (("change:transmit", "Transmitted…", "T"), _CANCEL),
    NotificationState.TRANSMITTED: (("change:begin", "Active…", "A"), _CANCEL),
    NotificationState.ACTIVE: (("change:complete", "Completed…", "C"), _CANCEL),
}


def notification_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """The notifications this reader is a party to, submitted or hosts; standing ones first."""
    host = rules_of(picture).host
    found = [(row, body) for row, body in picture.bodies(Notification) if standpoint.entity in {*body.parties, row.author.entity, host}]
    found.sort(key=lambda each: (each[1].state in _OVER, -each[0].event))
    entries = tuple(_entry(picture, now, standpoint, row, body) for row, body in found)
    return Section("Notifications", entries, RECEIPT_ONLY if entries else "")


def _entry(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Notification) -> Entry:
    receipts = tuple(_receipt(picture, now, standpoint, row, party) for party in body.parties)
    said = " · ".join(_said(fact) for fact in receipts)
    mine = standpoint.entity == row.author.entity
    return Entry(
        "notification",
        row.subject,
        body.title,
        shown(row.subject) if shown(row.subject) != row.subject else body.code,
        stated(body.state),
        support=said,
        support_right=zulu(row.event, now),
        parts=(
            Part("Each party's receipt", (*receipts, Fact("", RECEIPT_ONLY)), "no party is named"),
            Part("The notification", _facts(now, row, body)),
        ),
        acts=offered(_SUBMITTER.get(body.state, ()) if mine else _party(standpoint, body), row.subject, standpoint.off),
    )


def _said(receipt: Fact) -> str:
    """A receipt in its row: whose, what, and whether it came by voice."""
    word = receipt.state.word if receipt.state is not None else ""
    return f"{receipt.label} {word}{' relayed' if receipt.text.startswith(_BY_VOICE) else ''}"


def _party(standpoint: Standpoint, body: Notification) -> Offered:
    """What a party writes down of its own: a receipt or a concern, and nothing that sounds like leave to go."""
    if standpoint.entity not in body.parties or body.state in _OVER:
        return ()
    return (("receipt", "Receipt or concern…", "R"),)


def _receipt(picture: Picture, now: int, standpoint: Standpoint, row: Record, party: str) -> Fact:
    found = picture.find("notification_receipt", joined(row.subject, party))
    relay = offered((("receipt", f"Relay {party}'s word…", "Y"),), row.subject, standpoint.off, lead=False)
    if found is None or not isinstance(found.body, NotificationReceipt):
        return Fact(party, "", State.PARTY_RECEIPT_NOT_YET, acts=relay)
    body = found.body
    said = " · ".join(part for part in (_BY_VOICE if body.relayed else "", body.remark) if part)
    return Fact(party, said, stated(body.receipt), zulu(found.event, now))


def _facts(now: int, row: Record, body: Notification) -> tuple[Fact, ...]:
    period = body.period
    end = f" to {zulu(period.until, now)}" if period is not None and period.until is not None else ""
    when = (Fact("Period", f"{zulu(period.since, now)}{end}"),) if period is not None else ()
    about = (Fact("About", "its movement", kind="movement", subject=body.movement),) if body.movement is not None else ()
    return (Fact("From", whose(row)), *when, *about, Fact("Data", "NOT FOR TARGETING, for its parties only"))
