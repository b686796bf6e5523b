"""The state at K: figures as of then, for the room and for an entity, and nothing withheld can be counted."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.assessment.why import chain
from feeds.doctrine import SHIPPED, load_doctrine
from feeds.errors import Misuse
from feeds.journal.reader import Reader
from feeds.journal.state import Asked, state
from feeds.journal.store import Journal
from feeds.picture.alarm import Alarm
from feeds.picture.corridor import Corridor, CorridorState, CorridorStatus, Mode
from feeds.picture.envelope import Record
from feeds.picture.ladder import DeclaredLevel
from feeds.picture.records import AnyBody
from feeds.picture.warning import Severity
from tests.feeds.journal.samples import LABELS, NOON, admitted, begin_whole, nights, noted, observed, shaping


def written(journal: Journal, subject: str, body: AnyBody, *, known: int = NOON, label: object = LABELS[1]) -> None:
    """Journal one row of the room's."""
    journal.append(admitted(msgspec.structs.replace(shaping(body, known=known), subject=subject, label=label)), durable=False)


@pytest.fixture
def night(tmp_path: Path) -> Path:
    """Return a journal in which a corridor is declared open, a level declared and an alarm raised, one after the other."""
    doctrine = load_doctrine(SHIPPED / "meridian.toml")
    with begin_whole(tmp_path / "j") as journal:
        written(journal, doctrine.code, doctrine)
        written(journal, "C-1", Corridor("HC-1", "Harbour road", "relief", Mode.ROAD, "CMC", ("AUR", "BOR")), known=NOON + 1_000)
        written(journal, "C-1", CorridorStatus("C-1", CorridorState.OPEN), known=NOON + 2_000)
        ladder = doctrine.ladder
        level = DeclaredLevel(ladder.code, "CMC", ladder.rungs[1].ordinal, common=True)
        written(journal, f"{ladder.code}/CMC", level, known=NOON + 3_000)
        alarm = Alarm("zone", Severity.HIGH, "C-1", "A zone", "near", NOON + 4_000)
        written(journal, "A-1", alarm, known=NOON + 4_000, label=LABELS[2])
    return tmp_path / "j"


def test_assessed_as_of_then(night: Path) -> None:
    """Each figure appears with the record that makes it true, and not before."""
    with Reader(night) as reader:
        before = state(reader, Asked(known_at=NOON + 500))
        after = state(reader, Asked())
    assert (before.corridors, before.alarms, before.ladder.declared, before.records) == ((), {}, None, 4)
    assert after.at == NOON + 4_000
    assert after.records == 8
    assert after.alarms == {"UNACK_ACTIVE": 1}
    assert after.ladder.declared is not None
    assert set(after.ladder.partners) >= {"AUR", "BOR"}
    corridor = after.corridors[0]
    assert (corridor.id, corridor.declared) == ("C-1", "OPEN")
    assert corridor.computed in {"NOT_MET", "UNKNOWN"}
    assert corridor.reasons


def test_an_audience_gets_its_own(night: Path) -> None:
    """An entity's state counts what it sees; a withheld row is counted only where its label lets it be known."""
    with Reader(night) as reader:
        aurenia, borrack, room = (state(reader, Asked(entity=entity)) for entity in ("AUR", "BOR", "CMC"))
    assert (aurenia.alarms, aurenia.withheld) == ({"UNACK_ACTIVE": 1}, 0)
    assert (borrack.alarms, borrack.withheld) == ({}, 1)
    assert (aurenia.records, borrack.records, room.records) == (8, 7, 8)
    assert aurenia.digest != borrack.digest
    with Reader(night) as reader:
        assert state(reader, Asked()).digest == room.digest


def test_unknown_entity_is_misuse(night: Path) -> None:
    """Who is not on the roster has no picture."""
    with Reader(night) as reader, pytest.raises(Misuse, match="roster"):
        state(reader, Asked(entity="XYZ"))


def test_hindsight_is_left_out(tmp_path: Path) -> None:
    """With a T, observations that happened later are gone and the earlier ones of their rows are back; acts stay."""
    with begin_whole(tmp_path / "j") as journal:
        journal.append(admitted(observed(1), observed(9), noted(9)), durable=False)
    with Reader(tmp_path / "j") as reader:
        found = state(reader, Asked(happened_by=NOON + 5_000))
        assert found.records == 5
        assert found.tables == {"incident": 1, "log_entry": 1, "policy": 1, "roster": 1, "track": 1}
        assert state(reader, Asked(happened_by=NOON - 1)).tables == {"incident": 1, "log_entry": 1, "policy": 1, "roster": 1}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nights(), st.booleans(), st.none() | st.integers(0, 50), st.none() | st.integers(0, 50), st.sampled_from([None, "AUR", "BOR"]))
def test_from_zero_is_the_same(
    tmp_path: Path, night: list[Record], reconstructed: bool, known: int | None, by: int | None, entity: str | None
) -> None:
    """Every figure is the same with keyframes and from zero, for every audience; an audience's records are those it sees."""
    (tmp_path / "n").unlink(missing_ok=True)
    with begin_whole(tmp_path / "n", reconstructed=reconstructed) as journal:
        journal.append(admitted(*night), durable=False)
        journal.build_keyframes()
    asked = Asked(
        None if known is None else NOON + known * 1_000, None if by is None else NOON + by * 1_000, entity
    )  # fmt: skip
    with Reader(tmp_path / "n") as reader:
        found = state(reader, asked)
        assert found == state(reader, asked._replace(from_zero=True))
        assert found.records <= state(reader, asked._replace(entity=None)).records


def test_why_is_the_panels_chain(night: Path) -> None:
    """What is asked about is answered with the chain that a panel walks over the same picture; without a question there is none."""
    with Reader(night) as reader:
        found = state(reader, Asked(why="corridor:HC-1"))
        picture, _ = reader.picture(reader.regime(None), None, None)
        assert found.why == chain(picture, found.at, "corridor", "C-1")
        assert found.why.decides == "CMC"
        assert state(reader, Asked()).why is None


def test_why_asks_the_audiences_own_picture(night: Path) -> None:
    """An entity that may not see a row is told that there is none of that name."""
    with Reader(night) as reader:
        assert state(reader, Asked(why="alarm:A-1")).why is not None
        with pytest.raises(Misuse):
            state(reader, Asked(entity="BOR", why="alarm:A-1"))
