"""Saving from a desk: the loop goes on, the file is whole and where it is said to be, and a refusal is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from app.briefing.brief import For, InSight
from app.briefing.saving import Saving, Wanted
from app.home import home
from feeds.picture.room import Roster
from layers.mercator import seen
from layers.stack import Stack
from tests.app.briefing.test_briefing import POLICY, ROSTER, WAIT, scene
from tests.layers.scenery import picture
from tests.rig.specimens import NOON
from widgets.map.scheme import register_scheme

register_scheme()

KINDS = frozenset({"danger_zone", "segment", "indication"})
HEADS = {"html": b"<!DOCTYPE html>", "pdf": b"%PDF", "png": b"\x89PNG", "geojson": b'{"type":"FeatureCollection"', "kml": b"<?xml"}


def wanted(form: str, entity: str = "CMC", roster: Roster = ROSTER) -> Wanted:
    """Ask for the scene, seen by an entity, in a form."""
    sight = InSight((), Stack.plain(0), bounds=(-47.4, -123.8, -46.6, -122.6))
    return Wanted(form, picture(*scene()), NOON, "A <night>/..", For(entity, roster, POLICY), sight, KINDS)


def told(qtbot: QtBot, saving: Saving, asked: Wanted) -> str:
    """Save and return what was told."""
    with qtbot.waitSignal(saving.told, timeout=WAIT) as heard:
        saving.save(asked)
    saving.close()
    qtbot.wait(30)
    assert heard.args is not None
    return str(heard.args[0])


@pytest.mark.parametrize("form", sorted(HEADS))
def test_a_file_stands_where_it_is_said_to(form: str, qtbot: QtBot) -> None:
    """Each form is written whole into the room's folder, under a name that nothing in the incident's title can bend."""
    said = told(qtbot, Saving(), wanted(form))
    path = Path(said.removeprefix("export: "))
    assert path.parent == home() / "exports"
    assert path.name.startswith("A--night-")
    assert path.read_bytes().startswith(HEADS[form])
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("form", ["pdf", "png"])
def test_its_metadata_says_the_label_too(form: str, qtbot: QtBot) -> None:
    """Paper and picture are called by their banner first, where programs list files without opening them."""
    path = told(qtbot, Saving(), wanted(form)).removeprefix("export: ")
    if form == "png":
        title = QImage(path).text("Title")
    else:
        document = QPdfDocument()
        document.load(path)
        title = str(document.metaData(QPdfDocument.MetaDataField.Title))
        document.close()
    assert title.startswith("SECRET")
    assert "NOT FOR TARGETING" in title


@pytest.mark.parametrize("form", ["html", "geojson"])
def test_what_is_above_its_reader_is_told(form: str, qtbot: QtBot) -> None:
    """A view with rows above its reader is refused in words, and nothing is written."""
    assert "labelled above its readers" in told(qtbot, Saving(), wanted(form, "BOR"))
    assert not (home() / "exports").exists()


def test_one_at_a_time(qtbot: QtBot) -> None:
    """A second export while one is made is not taken, and says so."""
    saving, heard = Saving(), list[str]()
    saving.told.connect(heard.append)
    saving.save(wanted("pdf"))
    saving.save(wanted("pdf"))
    assert heard == ["export: one is being made, wait for it"]
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=WAIT)
    saving.close()
    qtbot.wait(30)


def test_what_a_view_shows_is_known() -> None:
    """Bounds of a view: 256 px at zoom 0 are the world; at the equator a degree is as wide as it is high."""
    south, west, north, east = seen(0.0, 0.0, 0.0, 256.0, 256.0)
    assert (west, east) == (-180.0, 180.0)
    assert south == pytest.approx(-85.0511, abs=1e-3)
    assert north == pytest.approx(85.0511, abs=1e-3)
    south, west, north, east = seen(0.0, 10.0, 8.0, 512.0, 512.0)
    assert east - west == pytest.approx(north - south, rel=1e-3)
    assert (west + east) / 2 == pytest.approx(10.0)
