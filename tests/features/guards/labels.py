"""Section 7: what may be seen, by whom, and that nothing else leaves a trace."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from feeds.assessment import contradiction
from feeds.assessment.exposure import Exposure
from feeds.assessment.reading import Reading
from feeds.hub.audience import Stream
from feeds.hub.house import House
from feeds.journal.audience import View
from feeds.journal.rows import record_of
from feeds.picture.changes import Change
from feeds.picture.corridor import SegmentState
from feeds.picture.envelope import Record
from feeds.picture.label import LabelPolicy
from feeds.picture.picture import Picture
from tests.features.breaking import ASSESSED, HUB, JOURNAL, PICTURE, Broken, no, none_of_it, nothing, nothing_back, yes

_released, _zone, _relying = Stream._released, Reading._zone, contradiction._relying


def _any_of_them(_: LabelPolicy, classes: Iterable[str]) -> str:
    return min(classes)


def _with_its_gaps(stream: Stream, change: Change) -> Any:  # noqa: ANN401 -- stands in for a method
    """Count what is withheld too."""
    item = _released(stream, change)
    stream.sequence += item is None
    return item


def _to_anybody(house: House, _entity: str, original: str) -> bytes | None:
    return house.reader.original(original)


def _leaves_nothing(reading: Reading, code: str, one: Exposure, verified_at: int | None) -> Any:  # noqa: ANN401 -- stands in for a method
    """Let a danger that a reader may not see leave nothing behind: calm."""
    return _zone(reading, code, one, verified_at) if reading.sees(one.zone) else (SegmentState.PASSABLE, ())


def _the_whole(_entity: str, picture: Picture, *_: object) -> Picture:
    return picture


def _as_it_was_released(writing: Any, row: Any) -> bool:  # noqa: ANN401 -- stands in for a method
    """Ask the record's own label alone."""
    item = record_of(row, writing._reader.contexts)
    return isinstance(item, Record) and writing._view.sees(item)


def _by_whatever(*said: Any) -> Any:  # noqa: ANN401 -- stands in for a function
    """Say who relies, and not by what."""
    return dict.fromkeys(_relying(*said), ())


class _Whole(View):
    """Look through a lens that leaves nothing out."""

    def sees(self, record: Record) -> bool:
        """See everything."""
        return record is not None


BROKEN: tuple[Broken, ...] = (
    Broken(
        "7",
        "A missing or unreadable label is the originator's only",
        "feeds.picture.release:may_see",
        yes,
        f"{PICTURE}/test_fold.py::test_a_clearance_below_the_class_reads_nothing",
    ),
    Broken(
        "7",
        "One unreadable label makes the whole system-high",
        "feeds.picture.label:readable",
        yes,
        f"{PICTURE}/test_label.py::test_one_unreadable_label_makes_all_system_high",
    ),
    Broken(
        "7",
        "A row written for one audience is read by it alone",
        "feeds.picture.release:written_for",
        nothing,
        f"{PICTURE}/test_fold.py::test_a_derived_row_is_read_by_its_own_audience",
    ),
    Broken(
        "7",
        "Only the originator changes a label",
        "feeds.hub.acts:_not_their_label",
        nothing,
        f"{HUB}/test_acts.py::test_a_label_is_its_originators_to_change",
    ),
    Broken(
        "7",
        "Duty to warn: where a hazard is withheld, that audience reads UNKNOWN, as decay does",
        "feeds.assessment.rules:Rules.sees",
        yes,
        f"{ASSESSED}/test_conditions.py::test_a_withheld_hazard_reads_as_decay_does",
    ),
    Broken(
        "7",
        "A recall is receipted by its recipients",
        "feeds.hub.precedents:not_theirs_to_do",
        nothing,
        f"{HUB}/test_parties.py::test_a_recall_is_receipted_by_its_recipients",
    ),
    Broken(
        "7",
        "A roll-up has the highest class and the readers of all its parts alone",
        "feeds.picture.label:LabelPolicy.highest",
        _any_of_them,
        f"{PICTURE}/test_label.py::test_a_roll_up_is_never_below_a_part",
    ),
    Broken(
        "7",
        "Classes that cannot be compared are system-high together",
        "feeds.picture.label:LabelPolicy.highest",
        _any_of_them,
        f"{PICTURE}/test_label.py::test_incomparable_classes_are_system_high",
    ),
    Broken(
        "7",
        "No row, no count and no gap of what an audience may not see",
        "feeds.picture.release:Sight.sees",
        yes,
        f"{HUB}/test_server.py::test_an_audience_gets_no_row_no_count_and_no_gap_of_what_it_may_not_see",
    ),
    Broken(
        "7",
        "Sequences are an audience's own",
        "feeds.hub.audience:Stream._released",
        _with_its_gaps,
        f"{HUB}/test_server.py::test_an_audience_gets_no_row_no_count_and_no_gap_of_what_it_may_not_see",
    ),
    Broken(
        "7",
        "A label that narrows takes the row away",
        "feeds.picture.release:Sight.given",
        nothing_back,
        f"{HUB}/test_server.py::test_a_label_that_narrows_takes_the_row_away",
    ),
    Broken(
        "7",
        "The bytes of an act, which count what its officer saw, go to who signed it and to the host",
        "feeds.hub.house:hands_over",
        yes,
        f"{HUB}/test_server.py::test_the_bytes_of_an_act_are_given_to_who_signed_it",
    ),
    Broken(
        "7",
        "No reason of a refusal speaks of a row that is withheld",
        "feeds.hub.precedents:as_seen_by",
        _the_whole,
        f"{HUB}/test_belonging.py::test_no_reason_speaks_of_a_row_that_is_withheld",
        also=(("feeds.hub.acts:as_seen_by", _the_whole),),
    ),
    Broken(
        "7",
        "Nobody writes over a row that is withheld from them",
        "feeds.hub.acts:_withheld",
        nothing,
        f"{HUB}/test_belonging.py::test_nobody_writes_over_a_row_that_is_withheld_from_them",
    ),
    Broken(
        "7",
        "An originator that may not know of a corridor, or of a movement, is not told of it by who relies on it",
        "feeds.assessment.contradiction:_relying",
        _by_whatever,
        f"{ASSESSED}/test_conditions.py::test_a_movement_is_not_told_on_by_who_relies",
    ),
    Broken(
        "7",
        "A sheet names who could not read what is to be signed",
        "app.review:unread",
        none_of_it,
        "tests/app/test_review.py::test_a_sheet_names_who_could_not_read_what_is_to_be_signed",
    ),
    Broken(
        "7",
        "What is recorded in an entity's name is that entity's to read",
        "feeds.hub.acts:_unheard",
        nothing,
        f"{HUB}/test_ownership.py::test_a_relayed_word_is_its_entitys_to_read",
    ),
    Broken(
        "7",
        "The numbers of an audience's recording are its own, and what was narrowed since is in none",
        "feeds.journal.mcap_writing:_Writing._wanted",
        _as_it_was_released,
        f"{JOURNAL}/test_mcap.py::test_what_was_narrowed_since_is_in_no_part",
    ),
    Broken(
        "7",
        "What came with a row goes to who may see the row",
        "feeds.hub.house:House.original",
        _to_anybody,
        f"{HUB}/test_server.py::test_an_original_is_given_to_who_may_see_its_record",
    ),
    Broken(
        "7",
        "A recording is read at each reader's own releasability, and counts no more",
        "feeds.picture.release:Sight.sees",
        yes,
        f"{JOURNAL}/test_state.py::test_an_audience_gets_its_own",
    ),
    Broken(
        "7",
        "What is exported is what its readers may see",
        "feeds.picture.marking:visible",
        yes,
        "tests/app/commands/test_export.py::test_above_its_readers_is_refused",
        also=(("feeds.picture.marking:roll_up", nothing),),
    ),
    Broken(
        "7",
        "No audience is calm without an input",
        "feeds.assessment.rules:Rules.sees",
        yes,
        f"{ASSESSED}/test_conditions.py::test_no_audience_is_calm_without_an_input",
        {"withheld": "verification"},
    ),
    Broken(
        "7",
        "HAC never reads calm for a leg the room knows to be in danger",
        "feeds.assessment.reading:Reading._zone",
        _leaves_nothing,
        "tests/feeds/exercise/test_quiet_harbour.py::test_hac_never_reads_calm_for_a_leg_in_danger",
    ),
    Broken(
        "7",
        "On a relief desk UNKNOWN stands in place of OPEN, whatever the cause",
        "widgets.corridors.resolve:_relief",
        no,
        "tests/widgets/corridors/test_resolve.py::test_a_relief_desk_reads_unknown_and_never_open",
    ),
    Broken(
        "7",
        "The originator is told that somebody relies on what it withheld",
        "feeds.assessment.contradiction:_reliance",
        none_of_it,
        f"{ASSESSED}/test_conditions.py::test_the_originator_is_told_that_somebody_relies_on_it",
    ),
    Broken(
        "7",
        "A partner lens shows what both may see, from one's own stream",
        "app.lens:View",
        _Whole,
        "tests/app/test_lens.py::test_at_every_step_it_is_the_audiences_picture",
        {"entity": "BOR"},
    ),
    Broken(
        "7",
        "A misrelease is taken from its readers whatever has become of it",
        "feeds.hub.acts:_relabelled",
        no,
        f"{HUB}/test_ownership.py::test_what_has_ended_can_be_called_back",
    ),
)
