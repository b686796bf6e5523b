"""Section 10: what it must never become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import apsw
import msgspec

from feeds.assessment.rules import Rules, rolled_label
from feeds.exchange.entry import Entry
from feeds.journal import redaction
from feeds.journal.redaction import Erased
from feeds.picture.label import Label, RollUp, roll_up
from feeds.picture.place import Affiliation
from feeds.picture.relief import Site
from feeds.picture.values import Point
from tests.app.commands.test_export import HOSPITAL
from tests.features.breaking import APP, ASSESSED, HUB, PICTURE, Broken, no, none_of_it, nothing
from tests.widgets.map.test_measuring import UNIT
from widgets.map.coordinates import Notation


def _bars_nothing(_: object) -> Counter[str]:
    return Counter()


def _says_nothing(_: str) -> str:
    return ""


def _all_of_it(found: Iterable[Entry]) -> list[Entry]:
    return list(found)


def _with_all_it_came_with(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    return data, ()


def _huge(*_: object) -> float:
    return 1e9


def _without_caveats(*said: Any) -> RollUp | None:
    rolled = roll_up(*said)
    return None if rolled is None else msgspec.structs.replace(rolled, caveats=frozenset())


def _with_its_position(body: Site) -> str:
    return f"{body.position[0]:.3f}, {body.position[1]:.3f}" if body.position else ""


def _keeps_the_salt(connection: apsw.Connection, where: str, sequence: int) -> Erased:
    """Erase the body and leave the salt, so that a short text can be guessed and tried."""
    salt = connection.execute("SELECT salt FROM record WHERE sequence = ?", (sequence,)).fetchone()
    found = redaction.erase(connection, where, sequence)
    connection.execute("UPDATE record SET salt = ? WHERE sequence = ?", (*(salt or ()), sequence))
    return found


def _as_wide_as_any(rules: Rules, found: frozenset[Label | None], only: str | None = None) -> Label | None:
    """Roll labels up to the readers of any of them."""
    rolled = rolled_label(rules, found, only)
    readers = frozenset().union(*(label.releasable for label in found if label is not None))
    return None if rolled is None else msgspec.structs.replace(rolled, releasable=readers)


BROKEN: tuple[Broken, ...] = (
    Broken(
        "10",
        "Fewer than ten people are not counted: no record has such a count",
        "feeds.picture.safeguard:_few",
        nothing,
        f"{PICTURE}/test_safeguard.py::test_few_people_are_not_counted",
        {"count": 9},
    ),
    Broken(
        "10",
        "What is attached within a source is neither read nor kept",
        "feeds.adapters.adapter:without_attachments",
        _with_all_it_came_with,
        "tests/feeds/adapters/test_attachments.py::test_nothing_of_it_is_read_or_kept",
        {"source": "cap"},
    ),
    Broken(
        "10",
        "A hostile object is an area of at least one kilometre",
        "feeds.picture.safeguard:_hostile",
        nothing,
        f"{PICTURE}/test_safeguard.py::test_a_hostile_feature_is_an_area",
        {"geometry": Point((0.0, 0.0)), "word": "point"},
    ),
    Broken(
        "10",
        "Humanitarian records are born NOT FOR TARGETING",
        "feeds.picture.safeguard:_relief",
        nothing,
        f"{PICTURE}/test_safeguard.py::test_humanitarian_records_carry_the_caveat",
        {"kind": "movement"},
    ),
    Broken(
        "10",
        "What shared sensors do is born NOT FOR TARGETING",
        "feeds.picture.safeguard:_relief",
        nothing,
        f"{PICTURE}/test_safeguard.py::test_what_shared_sensors_do_carries_the_caveat",
    ),
    Broken(
        "10",
        "No record for target, weapon, effect or aim point",
        "feeds.picture.records:KINDS",
        {"aim_point": None},
        f"{PICTURE}/test_records.py::test_the_list_of_action_kinds_is_closed",
        also=(("tests.feeds.picture.test_records:KINDS", {"aim_point": None}),),
    ),
    Broken(
        "10",
        "A hostile object never stands as a point that moves",
        "feeds.hub.admission:refusal",
        nothing,
        f"{HUB}/test_server.py::test_a_hostile_point_is_refused",
    ),
    Broken(
        "10",
        "A human source stands at place level",
        "feeds.picture.safeguard:extent",
        _huge,
        f"{PICTURE}/test_safeguard.py::test_human_sources_stand_at_place_level",
    ),
    Broken(
        "10",
        "On the map a hostile object is an area",
        "feeds.picture.guarded:hostile_code",
        no,
        "tests/layers/test_others.py::test_a_hostile_track_is_never_a_point",
        {"affiliation": Affiliation.FRIEND, "sidc": "10061000001211000000"},
    ),
    Broken(
        "10",
        "No trail follows a hostile object",
        "layers.traces:Traces._lose",
        nothing,
        "tests/layers/test_traces.py::test_a_hostile_object_leaves_no_trail_and_loses_the_one_it_had",
    ),
    Broken(
        "10",
        "No range and no bearing from a friendly unit to a hostile object",
        "widgets.map.measuring:_within",
        no,
        "tests/widgets/map/test_measuring.py::test_nothing_is_measured_between_a_friendly_unit_and_a_hostile_object",
        {"points": [UNIT, (-47.0, -123.2)], "refused": True},
    ),
    Broken(
        "10",
        "Over hostile and protected objects the cursor's position is coarse",
        "widgets.map.coordinates:COARSE",
        5,
        "tests/widgets/map/test_coordinates.py::test_over_what_is_protected_it_is_coarse_and_says_so",
        {"notation": Notation.DECIMAL},
    ),
    Broken(
        "10",
        "No tactical format carries a hostile or protected object",
        "app.exporting:untactical",
        _bars_nothing,
        "tests/app/commands/test_export.py::test_no_hostile_or_protected_object_in_a_tactical_format",
        {"body": HOSPITAL, "sign": "protected object"},
    ),
    Broken(
        "10",
        "NOT FOR TARGETING survives every export",
        "tests.feeds.exchange.rows:roll_up",
        _without_caveats,
        "tests/feeds/exchange/test_round_trips.py::test_marks_survive_in_every_format",
        {"name": "csv"},
        also=(("feeds.picture.marking:roll_up", _without_caveats),),
    ),
    Broken(
        "10",
        "No position of relief stands on a board",
        "widgets.humanitarian.sites:_filled",
        _with_its_position,
        "tests/widgets/humanitarian/test_resolve.py::test_no_position_stands_on_the_board",
    ),
    Broken(
        "10",
        "A movement is drawn where its lead released a position, and nowhere else",
        "layers.movements:Movement.position",
        (-123.0, -46.9),
        "tests/layers/test_others.py::test_a_movement_whose_lead_released_no_position_is_not_drawn",
    ),
    Broken(
        "10",
        "A wall's map tells no position of relief",
        "layers.wall:positioned",
        no,
        "tests/layers/test_others.py::test_what_is_protected_is_a_sign_on_a_desk_and_nothing_on_a_wall",
        {"name": "site"},
    ),
    Broken(
        "10",
        "A hospital from a file is protected like one the room entered",
        "feeds.picture.guarded:_of_feature",
        nothing,
        "tests/layers/test_others.py::test_what_is_protected_is_a_sign_on_a_desk_and_nothing_on_a_wall",
        {"name": "imported point"},
    ),
    Broken(
        "10",
        "Fewer than ten people are not counted",
        "feeds.picture.few:FEWEST",
        0,
        "tests/widgets/humanitarian/test_resolve.py::test_few_people_on_a_movement_are_not_counted",
        {"count": 9},
    ),
    Broken(
        "10",
        "Free text is warned of where it seems to hold a name or a telephone number",
        "app.review:caution",
        _says_nothing,
        f"{APP}/test_review.py::test_free_text_is_looked_at_for_personal_data",
    ),
    Broken(
        "10",
        "A redaction destroys the salt, and the chain still verifies",
        "feeds.journal.store:erase",
        _keeps_the_salt,
        f"{HUB}/test_erasing.py::test_an_order_erases_every_record_of_a_row",
    ),
    Broken(
        "10",
        "Sensors over people take the relief organisation's own consent",
        "feeds.assessment.eligibility:_relief_refusals",
        none_of_it,
        f"{ASSESSED}/test_eligibility.py::test_sensors_over_people_take_relief_s_consent",
    ),
    Broken(
        "10",
        "Humanitarian data is born for its submitter and the parties it names",
        "feeds.picture.belonging:is_humanitarian",
        no,
        "tests/app/test_review.py::test_relief_rows_are_born_for_the_parties_they_name",
    ),
    Broken(
        "10",
        "Only its owner releases humanitarian data further, whatever else an officer may release",
        "feeds.hub.acts:unreleased",
        nothing,
        f"{HUB}/test_belonging.py::test_only_the_submitter_releases_humanitarian_data_further",
    ),
    Broken(
        "10",
        "What is said of humanitarian data goes no further than it does",
        "feeds.picture.belonging:speaks_of",
        none_of_it,
        f"{HUB}/test_belonging.py::test_a_receipt_goes_no_further_than_its_notification",
    ),
    Broken(
        "10",
        "A roll-up never widens humanitarian data",
        "feeds.assessment.rules:rolled_label",
        _as_wide_as_any,
        "tests/feeds/assessment/test_rules.py::test_a_finding_goes_no_further_than_the_relief_data_it_rests_on",
    ),
    Broken(
        "10",
        "The public gets places by name, no position, and no movement under way",
        "app.exporting:fit",
        _all_of_it,
        "tests/app/commands/test_export.py::test_the_public_gets_places_by_name_and_no_movement_under_way",
    ),
)
