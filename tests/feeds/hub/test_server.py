"""The hub over real sockets: who gets in, what is written, who sees it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial

import msgspec
import pytest
import zmq
from nacl.signing import SigningKey

from feeds.errors import Refused
from feeds.hub import history
from feeds.hub.intake import Intake
from feeds.hub.peers import Flow, Peer
from feeds.hub.server import Hub
from feeds.journal.store import Admitted, Journal
from feeds.picture.act import SignedAct
from feeds.picture.alarm import Acknowledgement, Alarm, Answer, AnswerKind, Delivery, Request
from feeds.picture.body import ACT
from feeds.picture.corridor import Corridor, Mode
from feeds.picture.envelope import Provenance, Record, Withdrawal
from feeds.picture.identity import content_hash, joined
from feeds.picture.label import NOT_FOR_TARGETING
from feeds.picture.ladder import ConsentRule, DeclaredLevel
from feeds.picture.night import Channel, ChannelRole, LogEntry
from feeds.picture.place import Affiliation, Feature
from feeds.picture.proposal import Proposal, ProposalState
from feeds.picture.records import KINDS
from feeds.picture.regime import REAL, Regime, RegimeKind
from feeds.picture.room import Roster
from feeds.picture.values import Point
from feeds.picture.warning import Discipline, Indication
from feeds.room import write_json
from feeds.wire.events import StateChanged
from feeds.wire.follow import LinkState
from feeds.wire.keys import generate, save
from feeds.wire.protocol import Batch, Declined, OriginalPart, Page
from tests.feeds.hub.hall import ENTITIES, Hall, Seat, label, report, until
from tests.rig.specimens import body as specimen

EVERYBODY = tuple(entity.code for entity in ENTITIES)
BODIES = {kind: specimen(each) for kind, each in KINDS.items()}


def test_a_key_that_is_not_on_the_roster_gets_no_answer_at_all(hall: Hall) -> None:
    """An unknown key does not get past the handshake: nothing is ever received, and the badge says LOST."""
    save(generate("STRANGER"), hall.room.keys_folder)
    stranger = hall.seat("STRANGER")
    (duty,) = hall.at("DUTY")
    until(lambda: hall.hub._doorkeeper.turned_away > 0, stranger, duty)
    assert stranger.link.state is LinkState.LOST
    assert all(isinstance(event, StateChanged) for event in stranger.events)
    assert {peer.identity.code for peer in hall.hub.desk.connected} == {"DUTY"}
    assert duty.live


def test_a_hub_with_another_key_is_not_believed(hall: Hall) -> None:
    """A client that expects another hub's key never comes live, while one that expects this hub's does."""
    fooled = hall.seat("ALF-1", hub_key=generate("OTHER").curve_key)
    (duty,) = hall.at("DUTY")
    until(lambda: sum(isinstance(event, Batch) for event in duty.events) >= 0 and duty.live, fooled, duty)
    assert fooled.link.state is LinkState.LOST


def test_a_plain_socket_without_curve_is_not_heard(hall: Hall) -> None:
    """A peer that speaks no CURVE gets no word through, and disturbs nobody."""
    with zmq.Context() as context, context.socket(zmq.DEALER) as plain:
        plain.setsockopt(zmq.LINGER, 0)
        plain.connect(hall.room.endpoint)
        plain.send(b"hello")
        (duty,) = hall.at("DUTY")
        assert duty.live
        assert plain.poll(0) == 0


def test_a_snapshot_then_the_stream_in_step(hall: Hall) -> None:
    """Who joins gets all rows, then every batch, and at each of them the digest of what it holds is the hub's."""
    feed, duty = hall.at("FEED", "DUTY")
    feed.link.send_records([report() for _ in range(700)], source="AIS")
    until(lambda: duty.mirror.picture.counts.get("indication") == 700, feed, duty)
    (late,) = hall.at("DUTY")
    assert late.mirror.in_step
    assert duty.mirror.in_step
    assert late.mirror.picture.digest.root() == duty.mirror.picture.digest.root()
    hall.settle()


def test_the_same_record_twice_is_one_record(hall: Hall) -> None:
    """A record sent again with its key is receipted with the sequence it got the first time."""
    feed, duty = hall.at("FEED", "DUTY")
    record = report()
    feed.link.send_records([record])
    until(lambda: record.key in feed.receipts, feed, duty)
    first = feed.receipts[record.key]
    feed.events.clear()
    feed.link.send_records([record])
    until(lambda: record.key in feed.receipts, feed, duty)
    assert feed.receipts[record.key] == first
    assert duty.mirror.picture.counts["indication"] == 1


def test_a_machine_writes_no_declaration(hall: Hall) -> None:
    """A machine's key may not write what people decide; the reason names the kind, and the refusal becomes a finding."""
    feed, duty = hall.at("FEED", "DUTY")
    feed.link.send_records([report("L/HOS", body=DeclaredLevel("L", "HOS", 5))])
    until(lambda: bool(feed.refusals), feed, duty)
    assert "declared_level" in feed.refusals[0]
    until(lambda: "rejection" in duty.mirror.picture.counts, feed, duty)
    assert "declared_level" not in duty.mirror.picture.counts


@pytest.mark.parametrize("code", ["FEED", "WATCHER", "PLAYER"])
def test_a_machines_key_signs_no_act(hall: Hall, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """An act that comes over a machine's connection is declined, though the duty officer's own key signed it."""
    machine, duty = hall.at(code, "DUTY")
    signed: list[SignedAct] = []
    with monkeypatch.context() as held:
        held.setattr(duty.link, "send_act", signed.append)
        duty.propose("LG-1", LogEntry("quiet"))
    key = machine.link.send_act(signed[0])
    until(lambda: machine.answer(key) is not None, machine, duty)
    assert machine.answer(key) == Declined(key, "a machine's key signs no acts")
    hall.settle()
    assert "log_entry" not in duty.mirror.picture.counts


@pytest.mark.parametrize("code", ["FEED", "WATCHER", "PLAYER"])
def test_no_machines_key_writes_what_people_decide(hall: Hall, code: str) -> None:
    """Over every kind there is: what only an act may write is refused from every machine's key, with the reason, and is not there."""
    machine, duty = hall.at(code, "DUTY")
    decided = {kind: body for kind, body in BODIES.items() if body.natures == ACT}
    assert len(decided) > 40
    sent = [report(f"X-{kind}", body=body, marked=label(*EVERYBODY, caveats={NOT_FOR_TARGETING})) for kind, body in decided.items()]
    machine.link.send_records(sent)
    until(lambda: len(machine.refusals) == len(sent), machine, duty)
    assert all("may not write this; its natures are ACT" in reason for reason in machine.refusals), machine.refusals
    hall.settle()
    assert not set(decided) & set(duty.mirror.picture.counts)
    assert not set(decided) & set(hall.hub.house.picture.counts)


def test_a_hostile_point_is_refused(hall: Hall) -> None:
    """A hostile object given as a point never enters the picture."""
    feed, duty = hall.at("FEED", "DUTY")
    feed.link.send_records([report("F-1", body=Feature("thing", Point((1.0, 2.0)), "areas", "AIS", affiliation=Affiliation.HOSTILE))])
    until(lambda: bool(feed.refusals), feed, duty)
    assert "may not be a point" in feed.refusals[0]
    assert "feature" not in duty.mirror.picture.counts


def test_a_machine_speaks_for_its_own_sources_only(hall: Hall) -> None:
    """A machine whose sources are named on the roster is refused under any other."""
    picky, duty = hall.at("PICKY", "DUTY")
    picky.link.send_records([report()], source="WEATHER")
    until(lambda: bool(picky.refusals), picky, duty)
    picky.link.send_records([report()], source="AIS")
    until(lambda: bool(picky.receipts), picky, duty)
    assert "WEATHER" in picky.refusals[0]


def test_an_action_kind_off_the_closed_list_cannot_be_written(hall: Hall) -> None:
    """An act whose action kind is not on the list cannot even be read: it is declined, and nothing is written."""
    (duty,) = hall.at("DUTY")
    good = duty.propose("LG-1", LogEntry("quiet"))
    until(lambda: duty.answer(good) is not None, duty)
    act = {"subject": "X-1", "body": {"type": "action", "kind": "STRIKE"}}
    data = msgspec.msgpack.encode(act)
    signature = SigningKey(bytes.fromhex(duty.keys.signing_key)).sign(data).signature
    key = duty.link.send_act(SignedAct(data, signature))
    until(lambda: duty.answer(key) is not None, duty)
    assert "cannot be read" in getattr(duty.answer(key), "reason", "")
    assert "action" not in duty.mirror.picture.counts


def test_an_unreadable_record_is_named_and_the_others_are_taken(hall: Hall) -> None:
    """Of a submission with one record of an unknown kind, the others are journalled and that one is refused by its key."""
    feed, duty = hall.at("FEED", "DUTY")
    good, bad = report(), report()
    raw = msgspec.msgpack.decode(msgspec.msgpack.encode({"record": bad}))
    raw["record"]["body"]["type"] = "target"
    feed.link.send_records([good])
    feed.link._outbox.put(bad.key, msgspec.msgpack.encode(raw))
    until(lambda: good.key in feed.receipts and bool(feed.refusals), feed, duty)
    assert feed.link.outstanding == 0
    assert duty.mirror.picture.counts.get("indication", 1) == 1


def test_an_act_is_confirmed_after_it_is_on_disk_and_seen_by_all(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """An officer's act is synced to disk first, and only then confirmed; it reaches the other displays that may see it."""
    alf, duty = hall.at("ALF-1", "DUTY")
    order: list[str] = []
    append, reply = Journal.append, Intake._confirm

    def kept(journal: Journal, items: Sequence[Admitted], *, durable: bool) -> list[Record]:
        records = append(journal, items, durable=durable)
        order.extend(["synced" if durable else "kept" for each in items if each.record.subject == "LG-1"])
        return records

    def confirmed(intake: Intake, peer: Peer, key: str, sequence: int) -> None:
        order.append("confirmed")
        reply(intake, peer, key, sequence)

    monkeypatch.setattr(Journal, "append", kept)
    monkeypatch.setattr(Intake, "_confirm", confirmed)
    hall.done(alf, "LG-1", LogEntry("all quiet"), marked=label(*EVERYBODY, originator="ALF"))
    assert order == ["synced", "confirmed"]
    until(lambda: duty.mirror.picture.get(LogEntry, "LG-1") is not None, alf, duty)
    row = duty.mirror.picture.find("log_entry", "LG-1")
    assert row is not None
    assert (row.author.entity, row.author.code, row.author.seat) == ("ALF", "ALF-1", "ALF-1")


def test_a_signature_by_another_key_is_refused(hall: Hall) -> None:
    """An act signed with another officer's key is declined though the connection is right."""
    alf, _ = hall.at("ALF-1", "DUTY")
    alf.keys = msgspec.structs.replace(alf.keys, signing_key=hall.room.keys("BET-1").signing_key)
    assert "signature" in hall.refused(alf, "LG-1", LogEntry("forged"))


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"entity": "BET"}, "entity"),
        ({"officer": "BET-1"}, "officer"),
        ({"seat": "BET-1"}, "seat"),
        ({"audience": "HOS"}, "audience"),
        ({"incident": "IC-OTHER"}, "incident"),
        ({"roster": "0" * 64}, "roster"),
        ({"regime": Regime(RegimeKind.EXERCISE, "X")}, "room is REAL"),
        ({"event": 4_000_000_000_000}, "event time"),
    ],
)
def test_an_act_must_say_who_where_and_when_it_is(hall: Hall, changes: dict[str, object], word: str) -> None:
    """What the signed bytes say of officer, room and time must be what the connection and the room are."""
    (alf,) = hall.at("ALF-1")
    assert word in hall.refused(alf, "LG-1", LogEntry("x"), **changes)


def test_an_older_revision_is_refused_and_says_what_changed(hall: Hall) -> None:
    """Who writes over a row it has not seen is told the present revision, its author and which members differ."""
    alf, duty = hall.at("ALF-1", "DUTY")
    hall.done(duty, "CH-1", Channel("BET", ChannelRole.PRIMARY, "one"), marked=label(*EVERYBODY))
    until(lambda: alf.mirror.picture.get(Channel, "CH-1") is not None, alf, duty)
    hall.done(duty, "CH-1", Channel("BET", ChannelRole.PRIMARY, "two"))
    reason = hall.refused(alf, "CH-1", Channel("BET", ChannelRole.PRIMARY, "three"), revision=2)
    assert reason.startswith("older revision")
    assert "DUTY of HOS" in reason
    assert "means" in reason


def test_an_answer_is_an_entitys_own_and_to_the_present_revision(hall: Hall) -> None:
    """Answers: own entity only, or relayed by who may; an older revision of the item is refused; delivery is recorded."""
    alf, bet, duty = hall.at("ALF-1", "BET-1", "DUTY")
    request = Request("A-1", 1, "Read this", ("ALF", "BET"), asked=1)
    hall.done(duty, "R-1", request, marked=label(*EVERYBODY))
    until(lambda: bet.mirror.picture.get(Request, "R-1") is not None, *hall.seats)
    assert "may not speak for BET" in hall.refused(alf, "R-1/BET", Answer("R-1", 1, "BET", AnswerKind.RECEIPT))
    assert "must stand under" in hall.refused(alf, "R-1/BET", Answer("R-1", 1, "ALF", AnswerKind.RECEIPT))
    assert "relayed" in hall.refused(duty, "R-1/BET", Answer("R-1", 1, "BET", AnswerKind.RECEIPT))
    assert "countersign" in hall.refused(duty, "R-1/BET", Answer("R-1", 1, "BET", AnswerKind.RECEIPT, relayed=True, countersigned=True))
    hall.done(duty, "R-1/BET", Answer("R-1", 1, "BET", AnswerKind.RECEIPT, relayed=True), marked=label(*EVERYBODY))
    hall.done(duty, "R-1", msgspec.structs.replace(request, item_revision=2))
    assert "older revision" in hall.refused(alf, "R-1/ALF", Answer("R-1", 1, "ALF", AnswerKind.RECEIPT))
    hall.done(alf, "R-1/ALF", Answer("R-1", 2, "ALF", AnswerKind.CONCUR), marked=label(*EVERYBODY, originator="ALF"))
    alf.link.report_seen("R-1", 2)
    place = joined("R-1", "2", "ALF", "ALF-1")

    def seen() -> bool:
        delivery = duty.mirror.picture.get(Delivery, place)
        return delivery is not None and delivery.seen is not None

    until(seen, *hall.seats)
    assert bet.mirror.picture.get(Delivery, place) is None


def test_an_acknowledgement_is_a_seats_own_and_of_the_present_revision(hall: Hall) -> None:
    """A seat acknowledges for itself, and only an alarm that is there, at the revision it has."""
    (duty,) = hall.at("DUTY")
    assert "there is no alarm" in hall.refused(duty, "A-9", Acknowledgement("A-9", 1, "HOS-1"))
    assert "seat's own" in hall.refused(duty, "A-9", Acknowledgement("A-9", 1, "ALF-1"))


def test_an_audience_gets_no_row_no_count_and_no_gap_of_what_it_may_not_see(hall: Hall) -> None:
    """Records released to ALF alone leave nothing at BET: no row, no number left out, no digest moved; the host sees all."""
    feed, alf, bet, duty = hall.at("FEED", "ALF-1", "BET-1", "DUTY")
    before = (bet.link.sequence, bet.link.digest)
    feed.link.send_records([report(marked=label("ALF")) for _ in range(20)])
    until(lambda: alf.mirror.picture.counts.get("indication") == 20, *hall.seats)
    feed.link.send_records([report("IN-ALL", marked=label("ALF", "BET"))])
    until(lambda: bet.mirror.picture.find("indication", "IN-ALL") is not None, *hall.seats)
    assert bet.mirror.picture.counts["indication"] == 1
    assert bet.link.sequence == before[0] + 1
    assert bet.mirror.in_step
    assert bet.link.digest != before[1]
    until(lambda: duty.mirror.picture.counts.get("indication") == 21, *hall.seats)
    assert {record.sequence for record in alf.mirror.picture.rows("indication")} == {
        record.sequence for record in alf.mirror.picture.rows("indication") if record.sequence <= alf.link.sequence
    }


def test_a_label_that_narrows_takes_the_row_away(hall: Hall) -> None:
    """A row whose label no longer names an audience is withdrawn from it, and its history is not told to it either."""
    alf, duty = hall.at("ALF-1", "DUTY")
    hall.done(duty, "LG-1", LogEntry("for all"), marked=label(*EVERYBODY))
    until(lambda: alf.mirror.picture.get(LogEntry, "LG-1") is not None, alf, duty)
    hall.done(duty, "LG-1", LogEntry("for all"), marked=label())
    until(lambda: alf.mirror.picture.get(LogEntry, "LG-1") is None, alf, duty)
    assert any(isinstance(item, Withdrawal) for event in alf.events if isinstance(event, Batch) for item in event.items)
    assert alf.mirror.in_step
    number = alf.link.ask_history(kinds=("log_entry",))
    until(lambda: any(isinstance(event, Page) and event.number == number for event in alf.events), alf, duty)
    assert not any(event.records for event in alf.events if isinstance(event, Page))


def test_a_record_of_another_regime_is_refused_and_raises_an_alarm(hall: Hall) -> None:
    """An exercise's record at a real room is refused; the host's console gets a security alarm, nobody else's."""
    feed, alf, duty = hall.at("FEED", "ALF-1", "DUTY")
    feed.link.send_records([report(regime=Regime(RegimeKind.EXERCISE, "X"), marked=label(*EVERYBODY))])
    until(lambda: bool(feed.refusals), *hall.seats)
    until(lambda: any(body.rule == "REGIME" for _, body in duty.mirror.picture.bodies(Alarm)), *hall.seats)
    assert "alarm" not in alf.mirror.picture.counts
    assert "indication" not in duty.mirror.picture.counts


def test_a_real_record_at_an_exercise_says_no_play_and_nothing_of_its_content(drill: Hall) -> None:
    """REAL WORLD, NO PLAY: the alarm and the refusal carry nothing of what the record said."""
    player, duty = drill.at("PLAYER", "DUTY")
    player.link.send_records([report(title="a name nobody may read", regime=REAL)])
    until(lambda: bool(player.refusals), *drill.seats)
    until(lambda: any(body.rule == "REGIME" for _, body in duty.mirror.picture.bodies(Alarm)), *drill.seats)
    assert player.refusals[0].startswith("REAL WORLD, NO PLAY")
    assert all(b"nobody may read" not in msgspec.msgpack.encode(row) for row in duty.mirror.picture.all_rows())


def test_history_comes_in_pages_numbered_without_gaps(hall: Hall) -> None:
    """History holds every record of a row, in order, numbered by its place, whatever was withheld between."""
    feed, bet, _ = hall.at("FEED", "BET-1", "DUTY")
    mine = [report("IN-1", f"v{number}", marked=label("BET")) for number in range(5)]
    others = [report(marked=label("ALF")) for _ in range(5)]
    for one, other in zip(mine, others, strict=True):
        feed.link.send_records([one, other])
    until(lambda: feed.link.outstanding == 0, *hall.seats)
    number = bet.link.ask_history(kinds=("indication",), limit=2)

    def pages() -> list[Page]:
        return [event for event in bet.events if isinstance(event, Page) and event.number == number]

    until(lambda: bool(pages()), *hall.seats)
    while not pages()[-1].last:
        held = len(pages())
        bet.link.ask_more(number)
        until(partial(_grew, pages, held), *hall.seats)
    told = [record for page in pages() for record in page.records]
    assert [record.sequence for record in told] == [1, 2, 3, 4, 5]
    assert [getattr(record.body, "title", "") for record in told] == ["v0", "v1", "v2", "v3", "v4"]


@pytest.mark.parametrize("limit", [2, 1_000])
def test_how_much_is_withheld_shows_in_no_page(hall: Hall, monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    """However few records the hub looks at in one go, each page but the last is full: none is cut short where much is withheld."""
    monkeypatch.setattr(history, "LOOKED_AT", 3)
    feed, bet = hall.at("FEED", "BET-1")
    for _ in range(5):
        feed.link.send_records([report(marked=label("ALF")) for _ in range(9)])
        feed.link.send_records([report(marked=label("BET"))])
    until(lambda: feed.link.outstanding == 0, *hall.seats)
    number = bet.link.ask_history(kinds=("indication",), limit=limit)

    def pages() -> list[Page]:
        return [event for event in bet.events if isinstance(event, Page) and event.number == number]

    until(lambda: bool(pages()), *hall.seats)
    while not pages()[-1].last:
        held = len(pages())
        bet.link.ask_more(number)
        until(partial(_grew, pages, held), *hall.seats)
    assert [len(page.records) for page in pages()] == ([2, 2, 1] if limit == 2 else [5])


def _grew(pages: Callable[[], list[Page]], held: int) -> bool:
    return len(pages()) > held


def test_an_original_is_given_to_who_may_see_its_record(hall: Hall) -> None:
    """The bytes of a record come back whole to an audience that sees the row, and not at all to another."""
    feed, alf, bet = hall.at("FEED", "ALF-1", "BET-1")
    data = bytes(range(256)) * 2_000
    record = msgspec.structs.replace(report(marked=label("ALF")), provenance=Provenance("raw", "1", content_hash(data)))
    feed.link.send_records([record], {content_hash(data): data})
    until(lambda: alf.mirror.picture.counts.get("indication") == 1, *hall.seats)

    def given(seat: object) -> list[OriginalPart]:
        return [event for event in getattr(seat, "events", ()) if isinstance(event, OriginalPart)]

    alf.link.ask_original(content_hash(data))
    bet.link.ask_original(content_hash(data))
    until(lambda: all(given(seat) and given(seat)[-1].last for seat in (alf, bet)), *hall.seats)
    assert b"".join(part.data for part in given(alf)) == data
    assert not given(bet)[0].found


def test_the_bytes_of_an_act_are_given_to_who_signed_it(hall: Hall) -> None:
    """They name the sequence of their officer's own audience, which counts what others may not see: another reader of the row gets none."""
    duty, alf, bet = hall.at("DUTY", "ALF-1", "BET-1")
    hall.done(alf, "L-1", LogEntry("seen by all"), marked=label("HOS", "BET", originator="ALF"))
    until(lambda: all(seat.mirror.picture.find("log_entry", "L-1") is not None for seat in (duty, alf, bet)), *hall.seats)

    def given(seat: Seat) -> OriginalPart:
        row = seat.mirror.picture.find("log_entry", "L-1")
        assert row is not None
        assert row.provenance is not None
        assert row.provenance.original is not None
        seat.link.ask_original(row.provenance.original)
        until(lambda: any(isinstance(event, OriginalPart) for event in seat.events), *hall.seats)
        return next(event for event in seat.events if isinstance(event, OriginalPart))

    assert [given(seat).found for seat in (duty, alf, bet)] == [True, True, False]


def test_a_slow_display_holds_nobody_up_and_comes_back_by_itself(hall: Hall) -> None:
    """A display that reads nothing falls behind alone; when it reads again it resyncs to the same digest."""
    feed, slow, duty = hall.at("FEED", "ALF-1", "DUTY")
    slow_routing = next(peer.routing for peer in hall.hub.desk.connected if peer.identity.code == "ALF-1")

    def behind() -> bool:
        peer = hall.hub.desk.connected.at(slow_routing)
        return peer is None or peer.flow is Flow.LAGGING

    for turn in range(200):
        feed.link.send_records(_bulk(turn))
        until(lambda: feed.link.outstanding == 0, feed, duty)
        if behind():
            break
    assert behind()
    assert duty.live
    assert duty.mirror.in_step
    until(lambda: slow.live and slow.link.sequence > 0 and slow.mirror.in_step and slow.link.digest == _root(hall, "ALF"), feed, slow, duty)


def _bulk(turn: int) -> list[Record]:
    text = f"{turn} " + "x" * 15_000
    return [report(f"IN-{n}", body=Indication("t", Discipline.OPEN_DATA, "AIS", text=text), marked=label("ALF")) for n in range(60)]


def _root(hall: Hall, entity: str) -> str:
    return hall.hub.house.streams[entity].root


def test_a_key_taken_off_the_roster_is_refused_though_still_connected(hall: Hall) -> None:
    """Revocation takes effect on a live connection: the peer is turned away, and the others go on under a new roster."""
    alf, bet, duty = hall.at("ALF-1", "BET-1", "DUTY")
    roster = hall.room.roster
    write_json(hall.room.sources[0], msgspec.structs.replace(roster, officers=tuple(o for o in roster.officers if o.code != "BET-1")))
    until(lambda: bet.link.state is LinkState.LOST and "roster" in bet.link.reason, *hall.seats)
    late = bet.propose("LG-9", LogEntry("too late"), marked=label(*EVERYBODY, originator="BET"))
    until(lambda: bet.answer(late) is not None, *hall.seats)
    assert isinstance(bet.answer(late), Declined)
    assert bet.link.outstanding == 0
    until(lambda: all(len(body.officers) == 3 for seat in (alf, duty) for _, body in seat.mirror.picture.bodies(Roster)), *hall.seats)
    until(
        lambda: (
            alf.live and duty.live and alf.link.standing is not None and alf.link.standing.roster == hall.hub.house.standing.roster_hash
        ),
        *hall.seats,
    )
    hall.done(alf, "LG-1", LogEntry("still here"), marked=label(*EVERYBODY, originator="ALF"))
    assert alf.mirror.in_step


def test_a_changed_clearance_begins_a_new_epoch_for_that_audience_alone(hall: Hall) -> None:
    """Lowering an entity's clearance takes rows from it by a new epoch; another audience's epoch stays."""
    feed, alf, bet = hall.at("FEED", "ALF-1", "BET-1")
    feed.link.send_records([report(marked=label("ALF", "BET", classification="SECRET"))])
    until(lambda: all(seat.mirror.picture.counts.get("indication") == 1 for seat in (alf, bet)), *hall.seats)
    epochs = (alf.link.epoch, bet.link.epoch)
    roster = hall.room.roster
    lowered = tuple(msgspec.structs.replace(each, clearance="OPEN") if each.code == "ALF" else each for each in roster.entities)
    write_json(hall.room.sources[0], msgspec.structs.replace(roster, entities=lowered))
    until(lambda: "indication" not in alf.mirror.picture.counts and alf.live and alf.mirror.in_step, *hall.seats)
    assert alf.link.epoch != epochs[0]
    assert bet.link.epoch == epochs[1]
    assert bet.mirror.picture.counts["indication"] == 1


def test_one_officers_key_at_two_desks_is_an_alarm(hall: Hall) -> None:
    """A second live connection with an officer's key raises an alarm at the host."""
    _, duty = hall.at("BET-1", "DUTY")
    hall.seat("BET-1")
    until(lambda: any(body.rule == "KEY_TWICE" for _, body in duty.mirror.picture.bodies(Alarm)), *hall.seats)


def test_a_second_hub_on_the_same_room_gets_one_clear_error(hall: Hall) -> None:
    """Journal and endpoint are one hub's; the second says so and leaves nothing open."""
    with pytest.raises(Refused):
        Hub(hall.room)


def test_an_act_in_a_lifecycle_follows_its_table(hall: Hall) -> None:
    """A state that no edge leads to is refused with what would have been possible."""
    (duty,) = hall.at("DUTY")
    proposal = Proposal("P-1", "Raise", "L", 2, 3, ProposalState.PUT, ConsentRule.UNANIMITY)
    hall.done(duty, "P-X", proposal, marked=label(*EVERYBODY))
    reason = hall.refused(duty, "P-X", msgspec.structs.replace(proposal, state=ProposalState.DECLARED))
    assert "cannot become DECLARED" in reason
    assert "ADOPTED" in reason


def test_an_officer_without_the_capability_is_refused(hall: Hall) -> None:
    """An act needs the capability of its kind; adopting needs the chair's."""
    (alf,) = hall.at("ALF-1")
    assert "CORRIDOR" in hall.refused(alf, "C-1", Corridor("HC-1", "x", "passage", Mode.ROAD, "ALF", ("ALF",)))


def test_an_exercises_clock_is_moved_by_its_player_alone(drill: Hall) -> None:
    """Advance: the player's moves the time that records get; an officer's is refused."""
    player, duty = drill.at("PLAYER", "DUTY")
    start = drill.hub.house.clock.now()
    player.link.advance(start + 60_000, 2.0)
    until(lambda: drill.hub.house.clock.now() == start + 60_000, *drill.seats)
    duty.link.advance(start + 90_000)
    until(lambda: any(getattr(event, "refused", "") for event in duty.events), *drill.seats)
    player.link.send_records([report("IN-1", regime=drill.room.regime)])
    until(lambda: duty.mirror.picture.find("indication", "IN-1") is not None, *drill.seats)
    row = duty.mirror.picture.find("indication", "IN-1")
    assert row is not None
    assert row.known == start + 60_000


def test_a_hub_told_to_stop_ends(hall: Hall) -> None:
    """`stop` makes `run` return from wherever another thread calls it, with a peer connected that says nothing."""
    hall.at("DUTY")
    running = [thread for thread in threading.enumerate() if thread.name == "hub"]
    assert len(running) == 1
    hall.hub.stop()
    running[0].join(10)
    assert not running[0].is_alive()
