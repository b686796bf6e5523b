"""MCAP: out and in again is the same journal, the public reader reads it, and a broken file gives what lies before the break."""

from __future__ import annotations

import json
import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mcap.reader import make_reader
from mcap.writer import Writer

from feeds.errors import BadInput, Damaged, Refused
from feeds.journal import keyframes, mcap_writing, rebuilding
from feeds.journal.audience import View, in_force
from feeds.journal.mcap_reading import McapJournal
from feeds.journal.mcap_writing import Part, write
from feeds.journal.reader import Reader
from feeds.journal.rebuilding import Rebuilt, rebuild
from feeds.journal.sealing import seal
from feeds.journal.store import Admitted
from feeds.journal.verify import verify
from feeds.picture.envelope import Provenance, Record
from feeds.picture.identity import content_hash
from feeds.picture.night import LogEntry
from feeds.picture.place import Affiliation, Track
from feeds.picture.regime import REAL
from tests.feeds.journal.samples import FEED, HUB, LABELS, NOON, admitted, alike, begin_whole, nights, noted, observed, observed_bytes

SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
moments = st.none() | st.integers(-1, 51).map(lambda second: NOON + second * 1_000)


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make keyframes, batches and pages small, so that a short night has several of each."""
    monkeypatch.setattr(keyframes, "FEWEST", 9)
    monkeypatch.setattr(keyframes, "WORTH", 3)
    monkeypatch.setattr(rebuilding, "_BATCH", 7)
    # The same salts each time: a file that breaks the reading breaks it again.
    monkeypatch.setattr("os.urandom", random.Random(3).randbytes)
    monkeypatch.setattr(mcap_writing, "_ROWS", mcap_writing._ROWS.replace("LIMIT 2000", "LIMIT 11"))


def out_and_in(journal: Path, part: Part | None = None) -> tuple[Path, Rebuilt]:
    """Export a journal and rebuild one from the file."""
    file, again = journal.with_name("x.mcap"), journal.with_name("again")
    again.unlink(missing_ok=True)
    with Reader(journal) as reader:
        write(reader, part or Part(), file)
    with McapJournal(file) as found:
        made = rebuild(again, found.meta, found.source())
        assert found.missing == ""
    return again, made


@SLOW
@given(nights(), st.booleans(), moments)
def test_out_and_in_again_is_the_same_journal(tmp_path: Path, night: list[Record], reconstructed: bool, known: int | None) -> None:
    """The same head, the same records, and the same picture at any moment, reconstructed or not, with foreign origins."""
    (tmp_path / "j").unlink(missing_ok=True)
    with begin_whole(tmp_path / "j", reconstructed=reconstructed) as journal:
        journal.append(admitted(*night), durable=False)
        head = journal.head
    again, made = out_and_in(tmp_path / "j")
    assert made.head == head
    assert verify(again).ok
    with Reader(tmp_path / "j") as one, Reader(again) as other:
        assert alike(one.picture(known_at=known)[0], other.picture(known_at=known)[0])
        assert list(one.records()) == list(other.records())


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Return the path of a journal with originals, labels and two redactions."""
    with begin_whole(tmp_path / "j") as made:
        made.append([Admitted(observed(number, subject=number % 7), observed_bytes(number)) for number in range(40)], durable=False)
        made.append(admitted(*(noted(number, subject=number, label=LABELS[number % 5]) for number in range(20))), durable=True)
        made.append(admitted(msgspec.structs.replace(noted(99), body=LogEntry("Marigold told us"))), durable=True)
        made.redact(made.sequence, "the source asked", author=HUB, now=NOON + 900_000)
        made.redact(30, "the source asked", author=HUB, now=NOON + 900_000)
    return tmp_path / "j"


def test_redactions_originals_and_seal_come_along(journal: Path) -> None:
    """What was erased stays erased and verifies, originals are the same bytes, a sealed journal is sealed again."""
    made = seal(journal, NOON + 999_000)
    again, rebuilt = out_and_in(journal)
    assert (rebuilt.head, rebuilt.records) == (made.head, made.records)
    verdict = verify(again)
    assert verdict.ok, verdict.problems
    assert b"Marigold" not in journal.with_name("x.mcap").read_bytes()
    with Reader(journal) as one, Reader(again) as other:
        assert other.meta.sealed == made
        for record in one.records():
            if record.provenance is not None and record.provenance.original is not None:
                assert one.original(record.provenance.original) == other.original(record.provenance.original)


def test_the_public_reader_reads_it(journal: Path) -> None:
    """The public reader gives every record in order as JSON of its schema, and Foxglove's schemas for what it can show."""
    with Reader(journal) as reader:
        write(reader, Part(), journal.with_name("x.mcap"))
        records = list(reader.records())
    with journal.with_name("x.mcap").open("rb") as file:
        found = make_reader(file)
        summary = found.get_summary()
        assert summary is not None
        schemas = {schema.name: schema for schema in summary.schemas.values()}
        assert set(schemas) == {"watchroom.Line", "foxglove.LocationFix", "foxglove.Log"}
        assert {schema.encoding for schema in schemas.values()} == {"jsonschema"}
        lines = [json.loads(message.data) for _, _, message in found.iter_messages(topics=[mcap_writing.TOPIC])]
        assert [line["record"]["key"] for line in lines if "record" in line] == [record.key for record in records]
        fixes = [(message.log_time, json.loads(message.data)) for _, _, message in found.iter_messages(topics=["/tracks/ais"])]
    tracks = [record for record in records if isinstance(record.body, Track)]
    assert len(fixes) == len(tracks)
    for (logged, fix), record in zip(fixes, tracks, strict=True):
        assert logged == record.known * 1_000_000
        assert isinstance(record.body, Track)
        assert (fix["longitude"], fix["latitude"]) == record.body.position
        assert fix["timestamp"]["sec"] * 1_000 + fix["timestamp"]["nsec"] // 1_000_000 == record.event


def test_a_hostile_object_is_no_fix(tmp_path: Path) -> None:
    """A hostile object is in the recording, for its own room, and in no channel that a panel would draw."""
    body = Track("X", "ais", (20.0, 10.0), affiliation=Affiliation.HOSTILE)
    with begin_whole(tmp_path / "j") as made:
        made.append(admitted(msgspec.structs.replace(observed(1), body=body, author=FEED)), durable=False)
    with Reader(tmp_path / "j") as reader:
        write(reader, Part(), tmp_path / "x.mcap")
    with (tmp_path / "x.mcap").open("rb") as file:
        topics = {channel.topic for _, channel, _ in make_reader(file).iter_messages()}
    assert topics == {mcap_writing.TOPIC}


def test_an_entity_s_part(journal: Path) -> None:
    """For an entity only what it may see goes out, without salts, and rebuilds to its own picture's rows."""
    with Reader(journal) as reader:
        write(reader, Part(entity="BOR"), journal.with_name("x.mcap"))
    again, _ = out_and_in(journal, Part(entity="BOR"))
    assert verify(again).ok
    with Reader(again) as reader:
        assert {record.label for record in reader.records()} <= {LABELS[1], LABELS[4]}
    with McapJournal(journal.with_name("x.mcap")) as found:
        assert all(line.salt is None for line in found.lines())
    with Reader(journal) as reader, pytest.raises(Refused, match="above its readers"):
        write(reader, Part(readers="BOR"), journal.with_name("x.mcap"))


@SLOW
@given(nights())
def test_the_numbers_of_a_part_are_its_own(tmp_path: Path, night: list[Record]) -> None:
    """Each line follows the one before and each origin's records count from one in its order: nothing left out can be counted."""
    (tmp_path / "j").unlink(missing_ok=True)
    with begin_whole(tmp_path / "j") as journal:
        journal.append(admitted(*night), durable=False)
    again, _ = out_and_in(tmp_path / "j", Part(entity="BOR"))
    with McapJournal(tmp_path / "x.mcap") as found:
        lines = list(found.lines())
    assert [line.sequence for line in lines] == list(range(1, len(lines) + 1))
    records = [line.record for line in lines if line.record is not None]
    for origin in {record.origin for record in records}:
        numbers = [record.sequence for record in records if record.origin == origin]
        assert sorted(numbers) == list(range(1, len(numbers) + 1))
    with Reader(tmp_path / "j") as reader, Reader(again) as other:
        whole, part = reader.picture(REAL)[0], other.picture(REAL)[0]
        view = View("BOR", in_force(reader, whole), "--as")
        theirs = {(row.kind, row.row): row.key for row in whole.all_rows() if view.sees(row)}
        assert {(row.kind, row.row): row.key for row in part.all_rows()} == theirs


def test_what_was_narrowed_since_is_in_no_part(tmp_path: Path) -> None:
    """A misrelease that was taken back goes to its former reader in no recording either; to the host it all goes."""
    with begin_whole(tmp_path / "j") as made:
        made.append(admitted(observed(1, label=LABELS[1]), observed(2, label=LABELS[2])), durable=False)
    keys = {}
    for entity in ("BOR", "AUR", None):
        with Reader(tmp_path / "j") as reader:
            write(reader, Part(entity=entity), tmp_path / "x.mcap")
        with McapJournal(tmp_path / "x.mcap") as found:
            keys[entity] = [line.record.key for line in found.lines() if line.record is not None and line.record.kind == "track"]
    both = [observed(number).key for number in (1, 2)]
    assert keys == {"BOR": [], "AUR": both, None: both}


def test_the_bytes_of_an_act_go_to_who_signed_it(tmp_path: Path) -> None:
    """Another audience's part has the act and not the bytes that name what its officer had seen; a feed's originals it has."""
    signed, seen = b"signed by AUR", observed_bytes(1)
    source = Provenance("act", "s", content_hash(signed))
    with begin_whole(tmp_path / "j") as made:
        act = msgspec.structs.replace(noted(1), provenance=source)
        made.append([Admitted(act, signed), Admitted(observed(1), seen)], durable=False)
    for entity, told in (("BOR", {seen}), ("AUR", {seen, signed}), ("CMC", {seen, signed})):
        with Reader(tmp_path / "j") as reader:
            write(reader, Part(entity=entity), tmp_path / "x.mcap")
        with (tmp_path / "x.mcap").open("rb") as file:
            assert {each.data for each in make_reader(file).iter_attachments()} == told


def test_a_changed_recording_is_refused(journal: Path) -> None:
    """A recording whose lines do not come to the head that it names makes no journal."""
    with Reader(journal) as reader:
        write(reader, Part(), journal.with_name("x.mcap"))
    with McapJournal(journal.with_name("x.mcap")) as found:
        source = found.source()
        lines = list(source.lines)
        ninth = lines[8].record
        assert ninth is not None
        lines[8] = msgspec.structs.replace(lines[8], record=msgspec.structs.replace(ninth, event=1))
        with pytest.raises(Damaged, match="head"):
            rebuild(journal.with_name("again"), found.meta, source._replace(lines=iter(lines)))
    assert not journal.with_name("again").exists()


def test_broken_recordings_give_what_lies_before_the_break(journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut anywhere, or with any bytes altered, a recording ends in one error or in the records before the first hole, never in others."""
    monkeypatch.setattr(mcap_writing, "Writer", lambda file, compression: Writer(file, chunk_size=4_096, compression=compression))
    with Reader(journal) as reader:
        write(reader, Part(), journal.with_name("x.mcap"))
        records = list(reader.records())
    data = journal.with_name("x.mcap").read_bytes()
    chance = random.Random(7)
    cuts = [data[: chance.randrange(len(data))] for _ in range(100)]
    for _ in range(200):
        altered = bytearray(data)
        altered[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        cuts.append(bytes(altered))
    lengths = set()
    for broken in cuts:
        journal.with_name("y.mcap").write_bytes(broken)
        try:
            with McapJournal(journal.with_name("y.mcap")) as found:
                read = [line.record for line in found.lines() if line.record is not None]
                assert read == records[: len(read)]
                assert found.missing or len(read) == len(records)
                lengths.add(len(read))
        except BadInput:
            lengths.add(0)
    assert len(lengths) > 5
