"""Briefings: whole in themselves, inert whatever names they hold, called what they must be called, refused above their readers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import msgspec
import numpy as np
import pytest
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from pytestqt.qtbot import QtBot

from app.briefing.brief import MOST_MARKS, Brief, For, InSight, brief
from app.briefing.grounds import TILES_LIMIT, tiles_of
from app.briefing.page import page
from app.briefing.render import SIZE, painted, rendered
from app.briefing.sheet import sheet
from feeds.errors import Misuse, Refused
from feeds.picture.corridor import ConditionState, CorridorState, SegmentState
from feeds.picture.envelope import Record
from feeds.picture.label import NOT_FOR_TARGETING, Label, LabelClass, LabelPolicy
from feeds.picture.place import Feature, Track
from feeds.picture.room import Entity, EntityKind, Roster
from feeds.picture.values import Circle, Point
from feeds.picture.warning import Discipline, Indication, Severity
from layers.registry import LAYERS
from layers.stack import Stack
from tests.layers.scenery import HOUR, corridor, picture, row, zone
from tests.layers.test_others import PROTECTED
from tests.rig.specimens import NOON
from widgets.map.paper_ground import PaperGround
from widgets.map.scheme import register_scheme
from widgets.map.shelf import Tiles
from widgets.tokens import THEMES, ThemeName, Token

register_scheme()

WAIT = 30_000
HOSTILE = '<img src="https://evil.example/x.png" onerror="window.ran=1"></script><script>window.ran=1</script>\x00\u202e'
POLICY = LabelPolicy(
    "exercise", (LabelClass("OPEN", "OPEN", "#FFFFFF", "#000000"), LabelClass("SECRET", "SECRET", "#B80F2A", "#FFFFFF", ("OPEN",)))
)
ROSTER = Roster(
    "ROOM",
    "Room",
    "CMC",
    (
        Entity("CMC", "Room", EntityKind.ROOM, "SECRET"),
        Entity("AUR", "Aurenia", EntityKind.NATION, "SECRET"),
        Entity("BOR", "Borrack", EntityKind.NATION, "OPEN"),
    ),
)
LABEL = Label("exercise", "SECRET", "CMC", frozenset({"AUR"}), frozenset({NOT_FOR_TARGETING}))
LIGHT = THEMES[ThemeName.LIGHT]


def labelled(*rows: Record) -> list[Record]:
    """Give rows a label that AUR may read."""
    return [msgspec.structs.replace(each, label=LABEL) for each in rows]


def scene() -> list[Record]:
    """Return a room with a corridor that is not met, a zone with a hostile name, and a critical report."""
    report = Indication(HOSTILE, Discipline.MASINT, "CPA", geometry=Point((-123.2, -47.0)), severity=Severity.CRITICAL)
    legs = [SegmentState.PASSABLE, SegmentState.ENDANGERED, SegmentState.PASSABLE]
    return labelled(*corridor(CorridorState.OPEN, ConditionState.NOT_MET, legs), zone(name=HOSTILE), row("r", report))


def made(*rows: Record, readers: str | None = None) -> Brief:
    """Return the room's briefing."""
    return brief(picture(*rows), NOON, "A night", For("CMC", ROSTER, POLICY, readers))


def drawn(rows: list[Record]) -> str:
    """Return the page of a briefing of these rows."""
    with closing(PaperGround(Tiles())) as paper:
        return page(made(*rows), LIGHT, paper)


class Closed(QWebEngineUrlRequestInterceptor):
    """Blocks and notes whatever is asked for but the page itself and what it carries."""

    def __init__(self, home: QUrl) -> None:
        super().__init__()
        self.home = home
        self.asked: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802 -- Qt's name
        """Let the page alone pass."""
        if info.requestUrl() != self.home and info.requestUrl().scheme() != "data":
            self.asked.append(info.requestUrl().toString())
            info.block(True)


class Shown:
    """A page in a browser that reaches nothing."""

    def __init__(self, qtbot: QtBot, html: str, folder: Path) -> None:
        path = folder / "briefing.html"
        path.write_text(html)
        home = QUrl.fromLocalFile(str(path))
        self._qtbot, self._profile, self.closed = qtbot, QWebEngineProfile(), Closed(home)
        self._profile.setUrlRequestInterceptor(self.closed)
        self._page = QWebEnginePage(self._profile)
        self._view = QWebEngineView()
        self._view.setPage(self._page)
        self._view.resize(1000, 700)
        with qtbot.waitSignal(self._page.loadFinished, timeout=WAIT):
            self._page.load(home)
            self._view.show()

    def script(self, text: str) -> object:
        """Run a line in the page."""
        answers: list[object] = []
        self._page.runJavaScript(text, answers.append)
        self._qtbot.waitUntil(lambda: bool(answers), timeout=WAIT)
        return answers[0]

    def near(self, colour: str) -> int:
        """Return how many pixels of the window are near a colour."""
        return pixels_near(self._view.grab().toImage(), colour)

    def close(self) -> None:
        """Take it down, page before profile."""
        for each in (self._view, self._page, self._profile):
            shiboken6.delete(each)


def pixels_near(image: QImage, colour: str, tolerance: int = 16) -> int:
    """Return how many pixels of an image are near a colour."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    flat: NDArray[np.uint8] = np.frombuffer(rgb.constBits(), np.uint8, rgb.sizeInBytes()).copy()
    found = flat.reshape(rgb.height(), rgb.bytesPerLine())[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3)
    wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)])
    return int((np.abs(found.astype(int) - wanted).max(axis=2) < tolerance).sum())


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    """Show the briefing of the scene."""
    found = Shown(qtbot, drawn(scene()), tmp_path)
    yield found
    found.close()


def test_a_page_stands_alone_and_is_painted(qtbot: QtBot, shown: Shown) -> None:
    """With every request blocked nothing is asked for; land, the failing leg and the label banner are on the screen; no name has run."""
    qtbot.waitUntil(lambda: shown.near(LIGHT.hex(Token.CRITICAL)) > 200, timeout=WAIT)
    assert shown.near("#B80F2A") > 5_000
    assert shown.script("document.querySelectorAll('.leaflet-tile-pane img').length + ''") != "0"
    assert shown.script("String(window.ran)") == "undefined"
    assert shown.closed.asked == []


def test_a_popup_shows_a_hostile_name_as_text(qtbot: QtBot, shown: Shown) -> None:
    """A click on the zone opens a popup whose only content is text, markup and all."""
    qtbot.waitUntil(lambda: shown.near(LIGHT.hex(Token.CRITICAL)) > 200, timeout=WAIT)
    areas = "l.feature && l.getPopup() && l.feature.properties.what === 'area'"
    shown.script(f"map_brief.eachLayer(function (l) {{ if ({areas}) {{ l.openPopup(); }} }}); 1")
    said = str(shown.script("document.querySelector('.leaflet-popup-content').textContent"))
    assert "<img src=" in said
    assert shown.script("document.querySelectorAll('.leaflet-popup-content img, .leaflet-popup-content script').length + ''") == "0"
    assert shown.script("String(window.ran)") == "undefined"


def test_nothing_outside_is_named() -> None:
    """The page names no address to load from, no inline handler, and runs only scripts whose hash its policy has."""
    html = drawn(scene())
    # Leaflet's own source names its home in a text that is switched off (brief.js), and an older browser's files.
    html = html.replace((files("xstatic.pkg.leaflet") / "data" / "leaflet.js").read_text().replace("</script", "<\\/script"), "")
    assert re.findall(r'(?:src|href)="(?!data:|#)[^"]*"', html) == []
    assert re.findall(r"url\((?!data:)", html) == []
    assert html.count("<script>") == html.count("'sha256-") == 3
    assert "script-src 'sha256-" in html
    assert "<img src=" not in html


def test_a_page_is_called_what_it_must_be_called() -> None:
    """Banner twice, caveat, regime, time, legend and the disclaimer on borders."""
    html = drawn(scene())
    assert html.count("SECRET // REL TO AUR // NOT FOR TARGETING</div>") == 2
    for words in ("no opinion on the legal status", "ENDANGERED</li>", "Danger zone</li>", "CRITICAL</li>", "as CMC knew it at 20"):
        assert words in html


def test_the_same_picture_gives_the_same_page() -> None:
    """Nothing random is in it."""
    assert drawn(scene()) == drawn(scene())


def test_a_briefing_above_its_readers_is_refused() -> None:
    """BOR may not see the room's secrets; AUR may; a stranger is misuse."""
    with pytest.raises(Refused, match="labelled above its readers"):
        made(*scene(), readers="BOR")
    assert made(*scene(), readers="AUR").banner.text.startswith("SECRET")
    with pytest.raises(Misuse):
        made(*scene(), readers="XYZ")


@pytest.mark.parametrize("name", PROTECTED)
def test_relief_stands_by_name(name: str) -> None:
    """No feature of a site, a movement, or of what a file or a symbol says is a hospital is in a briefing; a pier from a file is."""
    pier = row("pier", Feature("Pier", Point((-123.0, -46.9)), "plan", "AUR"))
    found = made(*labelled(row("x", PROTECTED[name]), pier))
    assert {each.subject for each in found.features} == {"pier"}


def hostile(number: int, hours: int) -> Record:
    """Return a hostile area, reported so many hours ago, hard by the others."""
    body = Indication(f"Battery {number}", Discipline.IMINT, "CPA", geometry=Circle((-123.2 + number * 0.01, -47.0), 2_000.0), hostile=True)
    return row(f"h{number}", body, event=NOON - hours * HOUR)


def test_every_hostile_area_says_its_age_on_page_and_paper() -> None:
    """Three that lie over one another, one of them stale: the page carries name and age of each; paper has each age, room or not."""
    rows = labelled(*(hostile(number, hours) for number, hours in enumerate((0, 1, 30))))
    ages = ("area, under 1 min ago", "area, 1 h 00 min ago", "area only · STALE 30 h 00 min")
    html = drawn(rows)
    with closing(PaperGround(Tiles())) as paper:
        sheeted = sheet(made(*rows), LIGHT, paper)
    for age in ages:
        assert json.dumps(age)[1:-1] in html
        assert f">{age}<" in sheeted


def test_what_is_not_fresh_is_marked_and_in_the_legend() -> None:
    """A report of thirty hours ago is ringed as doubted on page and paper and named in the legend; one of now is not."""
    for hours, stale in ((30, True), (0, False)):
        report = Indication("Fire", Discipline.MASINT, "CPA", geometry=Point((-123.2, -47.0)), severity=Severity.HIGH)
        rows = labelled(row("r", report, event=NOON - hours * HOUR))
        html = drawn(rows)
        with closing(PaperGround(Tiles())) as paper:
            sheeted = sheet(made(*rows), LIGHT, paper)
        assert ("Not fresh" in html, '"doubted": true' in html) == (stale, stale)
        assert ("Not fresh" in sheeted, 'stroke-dasharray="2 1.6"' in sheeted) == (stale, stale)


def test_words_of_a_page_do_not_stand_on_one_another(qtbot: QtBot, tmp_path: Path) -> None:
    """Names of areas that lie over one another are moved apart in the browser; none of the hostile ones is hidden."""
    page_ = Shown(qtbot, drawn(labelled(*(hostile(number, number) for number in range(3)))), tmp_path)
    seen = "[...document.querySelectorAll('.word.lasting')].filter((word) => word.style.visibility !== 'hidden')"
    boxes = f"{seen}.map((word) => word.getBoundingClientRect())"
    clear = "one.bottom <= other.top || one.top >= other.bottom || one.right <= other.left || one.left >= other.right"
    apart = f"(({boxes}).length === 3) && {boxes}.every((one, i, all) => all.every((other, k) => i === k || {clear}))"
    qtbot.waitUntil(lambda: page_.script(apart) is True, timeout=WAIT)
    page_.close()


def test_a_briefing_is_of_what_is_in_sight_and_says_what_a_hand_left_out() -> None:
    """A hidden layer, marks under the least severity and what is of another time are not in it, nor in its label; the footer says so."""
    low = row("low", Indication("Low", Discipline.OSINT, "S", geometry=Point((-123.2, -47.0)), severity=Severity.LOW))
    high = row("high", Indication("High", Discipline.OSINT, "S", geometry=Point((-123.1, -47.0)), severity=Severity.HIGH))
    past = row(
        "past", Indication("Past", Discipline.OSINT, "S", geometry=Point((-123.0, -47.0)), severity=Severity.HIGH), event=NOON - 5 * HOUR
    )
    secret = row("pier", Feature("Pier", Point((-123.0, -46.9)), "plan", "AUR"))
    whole = [*labelled(low, high, past), msgspec.structs.replace(secret, label=msgspec.structs.replace(LABEL, releasable=frozenset()))]
    names = tuple(layer.name for layer in LAYERS)
    stack = Stack.plain(len(names)).turned(names.index("Drawn features"))
    stack = stack.filtered(names.index("Reports")).filtered(names.index("Reports"))
    sight = InSight(names, stack, (NOON - HOUR, NOON))
    found = brief(picture(*whole), NOON, "A night", For("CMC", ROSTER, POLICY, "AUR"), sight)
    assert {each.subject for each in found.features} == {"high"}
    with pytest.raises(Refused):
        brief(picture(*whole), NOON, "A night", For("CMC", ROSTER, POLICY, "AUR"))
    with closing(PaperGround(Tiles())) as paper:
        for html in (page(found, LIGHT, paper), sheet(found, LIGHT, paper)):
            assert "Left out by hand: 1 layer hidden · 1 filtered · only 11:00Z to 12:00Z." in html


def test_too_many_marks_keep_the_gravest() -> None:
    """Past the bound the gravest stay and the rest are counted."""
    rows = [row(f"t{number}", Track("T", "AIS", (number % 90 * 1.0, 10.0))) for number in range(MOST_MARKS + 5)]
    grave = row("g", Indication("Fire", Discipline.OSINT, "S", geometry=Point((1.0, 2.0)), severity=Severity.CRITICAL))
    found = made(*labelled(*rows, grave))
    assert found.left_out == 6
    assert any(each.subject == "g" for each in found.features)


def test_paper_and_picture_are_the_same_sheet(qtbot: QtBot) -> None:
    """The sheet has no script; its PDF is one page, and the picture of it shows banner and map."""
    del qtbot
    with closing(PaperGround(Tiles())) as ground:
        html = sheet(made(*scene()), LIGHT, ground)
    assert "<script" not in html
    paper = rendered(html, "pdf")
    assert paper.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    image = QImage.fromData(painted(paper))
    assert (image.width(), image.height()) == (SIZE.width(), SIZE.height())
    assert pixels_near(image, "#B80F2A") > 50_000
    assert pixels_near(image, LIGHT.hex(Token.CRITICAL)) > 500


@pytest.mark.parametrize("bounds", [(10.0, 10.0, 10.2, 10.2), (-60.0, -180.0, 75.0, 180.0), (-18.0, 179.0, -16.0, 180.0)])
def test_the_ground_is_carried_from_the_farthest_zoom_on(bounds: tuple[float, float, float, float]) -> None:
    """Every zoom that is said to be carried is there from the whole world on, so that zooming out asks for no tile that is not."""
    asked: list[tuple[int, int, int]] = []

    def tile(zoom: int, column: int, row: int) -> tuple[str, bytes]:
        asked.append((zoom, column, row))
        return "image/png", b""

    found, (first, last) = tiles_of(bounds, (0, 12), tile)
    assert first == 0
    assert len(found) == len(asked) <= TILES_LIMIT
    assert {zoom for zoom, _, _ in asked} == set(range(last + 1))
    assert all(0 <= column < 2**zoom and 0 <= row < 2**zoom for zoom, column, row in asked)
    assert last >= 4
