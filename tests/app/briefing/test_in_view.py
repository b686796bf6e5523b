"""What is exported from a map is what is in view on it, or by choice all that the layers shown hold."""

from __future__ import annotations

import json
from dataclasses import replace

import msgspec
import pytest

from app.briefing.brief import For, InSight
from app.briefing.in_view import in_view, within
from app.briefing.saving import Wanted, rows
from feeds.picture.picture import Picture
from layers.registry import LAYERS
from layers.stack import Seen, Stack
from layers.style import Severity
from tests.app.briefing.test_briefing import POLICY, ROSTER, scene
from tests.layers.scenery import picture
from tests.rig.specimens import NOON

NAMES = tuple(layer.name for layer in LAYERS)
KINDS = frozenset({"danger_zone", "segment", "indication"})
ZONES = next(layer.name for layer in LAYERS if "danger_zone" in layer.kinds)
HERE = (-47.4, -123.8, -46.6, -122.6)


def sight(**changes: object) -> InSight:
    """Return a whole view, some of it changed: `hidden` and `least` by layer's name."""
    hidden = changes.pop("hidden", ())
    least = changes.pop("least", {})
    layers = tuple(Seen(visible=name not in hidden, least=least.get(name, Severity.NORMAL)) for name in NAMES)  # type: ignore[operator, attr-defined]  # as told
    return InSight(NAMES, Stack(layers, tuple(range(len(NAMES)))), **changes)  # type: ignore[arg-type]  # as told


def kinds(seen: InSight, of: Picture | None = None) -> list[str]:
    """Return the kinds of the rows in view."""
    return sorted({row.kind for row in in_view(of or picture(*scene()), NOON, seen)})


def test_a_layer_that_is_hidden_is_not_in_view() -> None:
    """Everything drawn is in view; the zones' layer turned off takes the zones away, and nothing else."""
    everything = kinds(sight())
    assert {"danger_zone", "indication", "segment"} <= set(everything)
    assert kinds(sight(hidden=(ZONES,))) == [kind for kind in everything if kind != "danger_zone"]


def test_the_edges_bound_it() -> None:
    """What lies elsewhere is not in view, on whichever turn of the globe the view is; where it is looked at, it is."""
    south, west, north, east = HERE
    assert kinds(sight(bounds=(40.0, 0.0, 41.0, 1.0))) == []
    assert kinds(sight(bounds=HERE)) == kinds(sight(bounds=(south, west + 360, north, east + 360))) == kinds(sight())


@pytest.mark.parametrize(("window", "there"), [((NOON - 86_400_000 * 400, NOON - 86_400_000 * 399), False), (None, True)])
def test_the_time_brushed_bounds_it(window: tuple[int, int] | None, *, there: bool) -> None:
    """A report of another time than the one brushed is not in view."""
    assert ("indication" in kinds(sight(window=window))) is there


def test_a_filter_by_severity_leaves_out_what_is_milder() -> None:
    """A mark below the least severity that is shown is not in view; one at it is."""
    rows_ = scene()
    mild = [
        msgspec.structs.replace(row, body=msgspec.structs.replace(row.body, severity=None)) if row.kind == "indication" else row
        for row in rows_
    ]
    reports = next(layer.name for layer in LAYERS if "indication" in layer.kinds)
    assert "indication" in kinds(sight(least={reports: Severity.HIGH}))
    assert "indication" not in kinds(sight(least={reports: Severity.HIGH}), picture(*mild))


@pytest.mark.parametrize("form", ["geojson", "kml"])
def test_an_export_is_of_what_is_in_view_or_of_all_by_choice(form: str) -> None:
    """Both say which they are; the whole has what lies outside the view."""
    looking = sight(bounds=(40.0, 0.0, 41.0, 1.0), hidden=(ZONES,))
    asked = Wanted(form, picture(*scene()), NOON, "Map", For("CMC", ROSTER, POLICY), looking, KINDS)
    with pytest.raises(Exception, match="nothing is shown"):
        rows(asked)
    whole = rows(replace(asked, whole=True))
    assert b"all of the layers shown" in whole
    near = rows(replace(asked, sight=sight(bounds=HERE, hidden=(ZONES,))))
    assert b"in view" in near
    assert b"1 layer hidden" in near
    if form == "geojson":
        assert {each["properties"]["kind"] for each in json.loads(near)["features"]} == {"segment", "indication"}
        assert {each["properties"]["kind"] for each in json.loads(whole)["features"]} == {"segment", "indication", "danger_zone"}


def test_a_line_may_cross_the_edge_and_the_meridian() -> None:
    """What crosses a view without a corner in it is in view; so is what lies across the 180th meridian from it."""
    assert within(((-10.0, 0.0), (10.0, 0.0)), (-1.0, -1.0, 1.0, 1.0))
    assert within(((-179.5, 0.0),), (-1.0, 179.0, 1.0, 181.0))
    assert not within(((-179.5, 5.0),), (-1.0, 179.0, 1.0, 181.0))
