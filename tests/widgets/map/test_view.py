"""The map in a real window: it paints what the picture says, reaches nowhere, and comes back after its renderer died."""

import json
import os
import signal
from collections.abc import Callable

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from feeds.picture.alarm import Alarm
from feeds.picture.corridor import ConditionState, CorridorState, SegmentState
from feeds.picture.envelope import Record
from feeds.picture.place import Affiliation, Feature, Track
from feeds.picture.relief import Site, SiteKind
from feeds.picture.values import Circle, Point, Polygon
from feeds.picture.warning import Discipline, Indication, Severity
from layers.layer import Mark
from layers.style import Fade, severity_mark
from layers.style import Severity as Layered
from tests.layers.scenery import HALVERN, HOUR, corridor, fold, picture, row, zone
from tests.rig.specimens import NOON
from widgets.map.coordinates import Notation
from widgets.map.ground import map_colours
from widgets.map.view import MapView
from widgets.tokens import THEMES, ThemeName, Token

Make = Callable[..., MapView]
ISLAND = (-47.30, -123.70, -46.70, -122.70)
WAIT = 30_000


def near(image: QImage, colour: str, box: tuple[int, int, int, int] | None = None, tolerance: int = 14) -> int:
    """How many pixels of a box (left, top, right, bottom) are near a colour; copied, since the image goes."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    flat: NDArray[np.uint8] = np.frombuffer(rgb.constBits(), np.uint8, rgb.sizeInBytes()).copy()
    pixels = flat.reshape(rgb.height(), rgb.bytesPerLine())[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3)
    left, top, right, bottom = box or (0, 0, rgb.width(), rgb.height())
    wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)])
    return int((np.abs(pixels[top:bottom, left:right].astype(int) - wanted).max(axis=2) < tolerance).sum())


def hue(token: Token) -> str:
    """A token's colour in the dark theme."""
    return THEMES[ThemeName.DARK].hex(token)


def show(qtbot: QtBot, view: MapView, *rows: Record) -> QImage:
    """Show a picture of these rows over the island; the window once it stands."""
    view.fit(ISLAND)
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.show_picture(picture(*rows), None, NOON)
    return settle(qtbot, view)


def settle(qtbot: QtBot, view: MapView) -> QImage:
    """The window when two frames in a row are alike: the page's word is not taken for it."""
    last: list[QImage] = [view.grab_image()]

    def still() -> bool:
        image = view.grab_image()
        same = image == last[0]
        last[0] = image
        return same

    qtbot.waitUntil(still, timeout=WAIT)
    return last[0]


def web(view: MapView) -> QWebEngineView:
    """The view's web view."""
    found = view.findChild(QWebEngineView)
    assert isinstance(found, QWebEngineView)
    return found


def canvas(view: MapView) -> QWidget:
    """The widget that takes the mouse."""
    found = web(view).focusProxy()
    assert found is not None
    return found


def script(qtbot: QtBot, view: MapView, text: str) -> object:
    """Run a line in the page and wait for its answer."""
    answers: list[object] = []
    web(view).page().runJavaScript(text, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=WAIT)
    return answers[0]


def test_it_paints_the_route_as_declared_and_computed(qtbot: QtBot, make_map: Make) -> None:
    """Open and met the route is green; not met it has no green, a red rail and a grey rest; the zone is red."""
    view = make_map()
    view.state(island=True)
    calm = show(qtbot, view, *corridor(CorridorState.OPEN, ConditionState.MET, [SegmentState.PASSABLE] * 3))
    assert near(calm, hue(Token.GOOD)) > 300
    assert near(calm, hue(Token.CRITICAL)) == 0
    crisis = show(
        qtbot,
        view,
        *corridor(CorridorState.OPEN, ConditionState.NOT_MET, [SegmentState.PASSABLE, SegmentState.ENDANGERED, SegmentState.PASSABLE]),
        zone(),
    )
    assert near(crisis, hue(Token.GOOD)) == 0
    assert near(crisis, hue(Token.CRITICAL)) > 300
    assert near(crisis, hue(Token.NORMAL)) > 150
    assert view.blocked_requests == 0


def test_a_change_moves_one_mark(qtbot: QtBot, make_map: Make) -> None:
    """A critical report appears where it happened, and after a change it is gone from there and stands at its new place."""
    view = make_map()
    body = Indication("Fire", Discipline.MASINT, "CPA", geometry=Point((-123.2, -47.0)), severity=Severity.CRITICAL)
    made = picture(row("r", body))
    view.fit(ISLAND)
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.show_picture(made, None, NOON)
    centre = (380, 260, 420, 300)
    assert near(settle(qtbot, view), hue(Token.CRITICAL), centre) > 60
    moved = Indication("Fire", Discipline.MASINT, "CPA", geometry=Point((-122.8, -46.8)), severity=Severity.CRITICAL)
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.show_picture(made, fold(made, row("r", moved, sequence=2)), NOON)
    after = settle(qtbot, view)
    assert near(after, hue(Token.CRITICAL), centre) == 0
    assert near(after, hue(Token.CRITICAL)) > 60
    assert view.points == 1


def test_a_click_says_what_was_meant_and_selection_is_ringed(qtbot: QtBot, make_map: Make) -> None:
    """Clicking a mark emits its kind and subject; selecting it draws the focus ring around it; clicking water emits nothing's name."""
    view = make_map()
    show(qtbot, view, row("vessel/<b>7</b>", Track("T", "AIS", (-123.2, -47.0))))
    target = canvas(view)
    with qtbot.waitSignal(view.selected, timeout=WAIT) as clicked:
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(400, 280))
    assert clicked.args == ["track", "vessel/<b>7</b>"]
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.select("track", "vessel/<b>7</b>")
    assert near(settle(qtbot, view), hue(Token.FOCUS), (380, 260, 420, 300)) > 15
    with qtbot.waitSignal(view.selected, timeout=WAIT) as missed:
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert missed.args == ["", ""]


@pytest.mark.parametrize(
    "attempt",
    [
        "fetch('https://tiles.example.org/1.png').catch(function () {}); 1",
        "new Image().src = 'http://127.0.0.1:9/x.png'; 1",
        "fetch('secrets.txt').catch(function () {}); 1",
        "var s = document.createElement('script'); s.src = 'https://code.example.org/x.js'; document.body.appendChild(s); 1",
        "var t = document.createElement('script'); t.textContent = 'window.ran = 1'; document.body.appendChild(t); 1",
        "window.location = 'https://example.org/'; 1",
    ],
)
def test_every_way_out_is_refused_and_counted(qtbot: QtBot, make_map: Make, attempt: str) -> None:
    """Fetch, image, foreign name, foreign script, inline script and navigation: none gets through, each is counted."""
    view = make_map()
    script(qtbot, view, attempt)
    qtbot.waitUntil(lambda: view.blocked_requests >= 1, timeout=WAIT)
    assert script(qtbot, view, "String(window.ran) + location.protocol") == "undefinedwatchroom:"


def test_names_stay_text(qtbot: QtBot, make_map: Make) -> None:
    """Markup, control characters and ten kilobytes in a name run nothing, ask for nothing and leave no element behind."""
    view = make_map()
    name = '<img src=x onerror="window.ran=1"></script><script>window.ran=1</script>\x00\u202e'
    rows = [
        row("a", Track(name, "AIS", HALVERN, sidc="10031000001211000000", affiliation=Affiliation.FRIEND)),
        row("b", Track("x" * 400, "AIS", (-123.2, -47.0))),
        zone(name=name, code="<b>DZ</b>"),
    ]
    show(qtbot, view, *rows)
    target = canvas(view)
    QTest.mouseMove(target, QPoint(400, 280))
    QTest.mouseMove(target, QPoint(401, 281))
    qtbot.waitUntil(lambda: str(script(qtbot, view, "document.querySelector('.wr-tip').textContent")) != "", timeout=WAIT)
    assert (
        script(qtbot, view, "String(window.ran) + document.querySelectorAll('img:not(.leaflet-tile), b, script:not([src])').length")
        == "undefined0"
    )
    assert view.blocked_requests == 0


def test_a_dead_renderer_is_replaced_and_everything_is_asked_for_again(qtbot: QtBot, make_map: Make) -> None:
    """Killed, the page shows the grey sheet, is loaded anew, and paints the same features from revision 0."""
    view = make_map()
    before = show(qtbot, view, *corridor(CorridorState.OPEN, ConditionState.MET, [SegmentState.PASSABLE] * 3))
    sheets: list[bool] = []
    pulls = view.whole_pulls
    view.restarted.connect(lambda: sheets.append(view.restarting))
    with qtbot.waitSignals([view.trouble, view.restarted], timeout=WAIT):
        os.kill(web(view).page().renderProcessPid(), signal.SIGKILL)
    qtbot.waitUntil(lambda: not view.restarting, timeout=WAIT)
    after = settle(qtbot, view)
    assert near(after, hue(Token.GOOD)) == pytest.approx(near(before, hue(Token.GOOD)), rel=0.2)
    assert sheets == [True]
    assert view.whole_pulls > pulls


def test_a_pan_is_counted_in_frames_that_came_out(qtbot: QtBot, make_map: Make) -> None:
    """A scripted pan of half a second reports more than one and at most 120 frames a second."""
    view = make_map()
    show(qtbot, view, row("b", Track("T", "AIS", HALVERN)))
    counted: list[float] = []
    view.measure_pan(0.5, counted.append)
    qtbot.waitUntil(lambda: bool(counted), timeout=WAIT)
    assert 1 < counted[0] <= 120


def test_keys_pan_zoom_fit_and_step_through_features(qtbot: QtBot, make_map: Make) -> None:
    """N steps through the list, marks too, Shift+N back; F fits, plus zooms, H hides the legend, Escape selects nothing."""
    view = make_map()
    fire = row("fire", Indication("Fire", Discipline.MASINT, "CPA", geometry=Point(HALVERN), severity=Severity.CRITICAL))
    show(qtbot, view, *corridor(CorridorState.OPEN, ConditionState.MET, [SegmentState.PASSABLE]), zone(), fire)
    web(view).setFocus()
    script(qtbot, view, "watchroom.map.getContainer().focus(); 1")
    target = canvas(view)
    picked: list[tuple[str, str]] = []
    view.selected.connect(lambda kind, subject: picked.append((kind, subject)))
    view.selected.connect(view.select)
    plain, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    keys = [(Qt.Key.Key_N, plain)] * 4 + [(Qt.Key.Key_N, shift), (Qt.Key.Key_Escape, plain)]
    for count, (key, held) in enumerate(keys, 1):
        QTest.keyClick(target, key, held)
        qtbot.waitUntil(lambda count=count: len(picked) == count, timeout=WAIT)  # type: ignore[misc]  # bound for this turn
    listed = [("corridor", "hc-2"), ("danger_zone", "dz-7"), ("indication", "fire")]
    assert picked == [*listed, listed[0], listed[-1], ("", "")]
    zoom = float(str(script(qtbot, view, "String(watchroom.map.getZoom())")))
    QTest.keyClick(target, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: float(str(script(qtbot, view, "String(watchroom.map.getZoom())"))) > zoom, timeout=WAIT)
    QTest.keyClick(target, Qt.Key.Key_F)
    qtbot.waitUntil(
        lambda: float(str(script(qtbot, view, "String(watchroom.map.getBounds().contains([-46.781, -122.897]) ? 1 : 0)"))) == 1,
        timeout=WAIT,
    )
    QTest.keyClick(target, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: script(qtbot, view, "document.querySelector('.wr-legend').hidden") is True, timeout=WAIT)


def test_a_callout_stands_where_it_hides_no_sign_and_nothing_runs_over_it(qtbot: QtBot, make_map: Make) -> None:
    """With protected places all over where it would stand first it goes elsewhere: each sign is still seen, none in the box."""
    view = make_map()
    states = [SegmentState.PASSABLE, SegmentState.ENDANGERED, SegmentState.RESTRICTED]
    spots = [(-123.45 + n * 0.05, -46.8 - n % 2 * 0.05) for n in range(4)]
    places = [row(f"s{n}", Site("General", SiteKind.HOSPITAL, "Ostmere", position=at)) for n, at in enumerate(spots)]
    alarm = row("a", Alarm("contradiction", Severity.CRITICAL, "hc-2", "Corridor contradicted: HC-2", "S2 is endangered", NOON))
    show(qtbot, view, *corridor(CorridorState.OPEN, ConditionState.NOT_MET, states), *places, alarm)
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.select("alarm", "a")
    image = settle(qtbot, view)
    assert near(image, hue(Token.CRITICAL_BG), tolerance=10) > 4_000
    for lon, lat in spots:
        text = f"(() => {{ const p = watchroom.map.latLngToContainerPoint([{lat}, {lon}]); return [p.x, p.y].join(); }})()"
        x, y = (round(float(each)) for each in str(script(qtbot, view, text)).split(","))
        assert near(image, map_colours(ThemeName.DARK)["protected"], (x - 14, y - 14, x + 15, y + 15)) > 20


LEGEND = "[...document.querySelectorAll('.wr-legend .wr-word')].map((word) => word.textContent).join()"


def test_the_legend_says_what_is_in_sight_and_folds_on_a_small_map(qtbot: QtBot, make_map: Make) -> None:
    """It names what is seen and nothing beyond; on a small map it is a word and its key until H brings it, and H puts it away again."""
    view = make_map()
    fire = row("fire", Indication("Fire", Discipline.MASINT, "CPA", geometry=Point(HALVERN), severity=Severity.HIGH))
    states = [SegmentState.PASSABLE, SegmentState.ENDANGERED, SegmentState.RESTRICTED]
    show(qtbot, view, *corridor(CorridorState.OPEN, ConditionState.NOT_MET, states), zone(), fire)
    everything = str(script(qtbot, view, LEGEND))
    assert {"ENDANGERED", "Danger zone", "HIGH"} <= set(everything.split(","))
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.centre(-46.0, -121.0)
    qtbot.waitUntil(lambda: script(qtbot, view, LEGEND) == "", timeout=WAIT)
    view.fit(ISLAND)
    qtbot.waitUntil(lambda: script(qtbot, view, LEGEND) == everything, timeout=WAIT)
    view.resize(420, 240)
    qtbot.waitUntil(lambda: script(qtbot, view, "watchroom.map.getSize().x") == 420, timeout=WAIT)
    view.fit(ISLAND)
    qtbot.waitUntil(lambda: script(qtbot, view, LEGEND) == "Legend,H", timeout=WAIT)
    script(qtbot, view, "watchroom.map.getContainer().focus(); 1")
    QTest.keyClick(canvas(view), Qt.Key.Key_H)
    qtbot.waitUntil(lambda: "ENDANGERED" in str(script(qtbot, view, LEGEND)), timeout=WAIT)
    QTest.keyClick(canvas(view), Qt.Key.Key_H)
    qtbot.waitUntil(lambda: script(qtbot, view, "document.querySelector('.wr-legend').hidden") is True, timeout=WAIT)


def test_what_was_asked_for_stays_in_view_until_a_hand_looks_elsewhere(qtbot: QtBot, make_map: Make) -> None:
    """Smaller and larger, the island is seen whole and not from further off than need be; once it was panned, a new size moves nothing."""
    view = make_map()
    south, west, north, east = ISLAND
    holds = f"watchroom.map.getBounds().contains([[{south}, {west}], [{north}, {east}]])"

    def stands(width: int, height: int) -> None:
        view.resize(width, height)
        qtbot.waitUntil(lambda: script(qtbot, view, "watchroom.map.getSize().x") == width, timeout=WAIT)

    view.fit(ISLAND)
    zoom = script(qtbot, view, "watchroom.map.getZoom()")
    for width, height, larger in ((420, 300, False), (1200, 900, True)):
        stands(width, height)
        qtbot.waitUntil(lambda: script(qtbot, view, holds) is True, timeout=WAIT)
        assert (float(str(script(qtbot, view, "watchroom.map.getZoom()"))) > float(str(zoom))) is larger
    zoom = script(qtbot, view, "watchroom.map.getZoom()")
    script(qtbot, view, "watchroom.map.panBy([200, 0], { animate: false }); 1")
    stands(500, 400)
    assert script(qtbot, view, "watchroom.map.getZoom()") == zoom


def test_the_name_of_an_area_is_broken_and_not_cut(qtbot: QtBot, make_map: Make) -> None:
    """A long name stands on several lines, whole; only a word that is too long for a line loses its end."""
    view = make_map()
    long = "Four naval hulls move south through the northern approach of the strait"
    ink = "document.createElement('canvas').getContext('2d')"
    lines = f"JSON.stringify(new watchroom.Notes({ink}, null, {{ inside: [] }}).lines(%s))"
    found = json.loads(str(script(qtbot, view, lines % json.dumps(long))))
    assert len(found) > 1
    assert " ".join(found) == long
    (cut,) = json.loads(str(script(qtbot, view, lines % json.dumps("x" * 80))))
    assert cut.endswith("…")


def test_the_regime_is_on_the_map(qtbot: QtBot, make_map: Make) -> None:
    """An exercise has its watermark, its island and the words INVENTED GEOGRAPHY; the real regime has none of them."""
    view = make_map()
    view.fit(ISLAND)
    land = "#16212E"
    for word, island in (("EXERCISE", True), ("", False)):
        with qtbot.waitSignal(view.settled, timeout=WAIT):
            view.set_regime(word, island=island)
        image = settle(qtbot, view)
        assert (near(image, land) > 50_000) is island
        assert script(qtbot, view, "document.querySelector('.wr-watermark').textContent") == word
        assert ("INVENTED" in str(script(qtbot, view, "document.querySelector('.wr-note').textContent"))) is island


def read_out(qtbot: QtBot, view: MapView, x: int, y: int, before: str = "") -> str:
    """What the cursor reads at a point of the window, once the page has heard of the last move and the read-out is not what it was.

    Two moves make two answers, the first of which is of the point before.
    """
    script(qtbot, view, "watchroom.map.on('mousemove', (e) => { watchroom.heard = e.containerPoint.x + ' ' + e.containerPoint.y; }); 1")
    QTest.mouseMove(canvas(view), QPoint(x, y))
    QTest.mouseMove(canvas(view), QPoint(x + 1, y + 1))
    words = "watchroom.frame.readout.asked ? '' : watchroom.heard + '|' + document.querySelector('.wr-cursor').textContent"

    def read() -> tuple[str, str]:
        heard, _, text = str(script(qtbot, view, words)).partition("|")
        return heard, text

    qtbot.waitUntil(lambda: read()[0] == f"{x + 1} {y + 1}" and read()[1] not in {"", before}, timeout=WAIT)
    return read()[1]


def test_the_read_out_coarsens_over_hostile_and_protected_objects(qtbot: QtBot, make_map: Make) -> None:
    """Over open country the cursor reads thousandths of a degree; over a hostile area tenths, and it says so, whatever lies on top."""
    view = make_map()
    hostile = Indication("Guns", Discipline.IMINT, "CPA", geometry=Circle((-123.2, -47.0), 6000.0), hostile=True)
    site = Site("Hospital", SiteKind.HOSPITAL, "Halvern", position=HALVERN)
    show(qtbot, view, row("r", hostile), row("t", Track("T", "AIS", (-123.2, -47.0))), row("s", site))
    fine = read_out(qtbot, view, 60, 60)
    assert len(fine.split("°")[0].split(".")[1]) == 3
    coarse = read_out(qtbot, view, 399, 279, fine)
    assert coarse == "47.0° S  123.2° W  coarse here"
    over_sign = str(script(qtbot, view, "var p = watchroom.map.latLngToContainerPoint([-46.781, -122.897]); p.x + ' ' + p.y"))
    x, y = (round(float(part)) for part in over_sign.split())
    assert read_out(qtbot, view, x, y, coarse) == "46.8° S  122.9° W  coarse here"
    view.notation = Notation.MGRS
    assert read_out(qtbot, view, 399, 279, "46.8° S  122.9° W  coarse here") == "10G DN 8 9  coarse here"


def test_a_chosen_range_of_time_shows_what_speaks_of_it(qtbot: QtBot, make_map: Make) -> None:
    """Of two reports an hour apart the range leaves one; what stands, such as a corridor, stays; without a range both are back."""
    view = make_map()
    early, late = (
        row(name, Indication(name, Discipline.MASINT, "CPA", geometry=Point(at), severity=Severity.CRITICAL), event=NOON - past)
        for name, at, past in (("early", (-123.2, -46.9), 2 * HOUR), ("late", (-123.2, -47.1), HOUR))
    )
    show(qtbot, view, early, late, *corridor(CorridorState.OPEN, ConditionState.MET, [SegmentState.PASSABLE] * 3))
    assert view.points == 2
    for window, points in (((NOON - 90 * 60_000, NOON), 1), ((NOON, NOON + HOUR), 0), ((None, None), 2)):
        with qtbot.waitSignal(view.settled, timeout=WAIT):
            view.set_window(*window)
        assert view.points == points
        assert near(settle(qtbot, view), hue(Token.GOOD)) > 200


def test_layers_are_hidden_filtered_and_ordered_without_drawing_anew(qtbot: QtBot, make_map: Make) -> None:
    """A hidden layer is gone from the window, a filtered one keeps its severe marks, and the board keeps its features."""
    view = make_map()
    reports = view.board.names.index("Reports")
    rows = [
        row(name, Indication(name, Discipline.MASINT, "CPA", geometry=Point(at), severity=severity))
        for name, at, severity in (("a", (-123.2, -46.9), Severity.CRITICAL), ("b", (-123.2, -47.1), Severity.LOW))
    ]
    show(qtbot, view, *rows)
    features = len(view.board.sheets[reports].slots)
    for change, points in ((view.stack.turned(reports), 0), (view.stack.filtered(reports).filtered(reports), 1), (view.stack, 2)):
        with qtbot.waitSignal(view.settled, timeout=WAIT):
            view.arrange(change)
        assert view.points == points
    assert len(view.board.sheets[reports].slots) == features


def test_a_wall_shows_no_protected_sign_whichever_layer_drew_it(qtbot: QtBot, make_map: Make) -> None:
    """A site and a hospital from a file are signs at a desk, gone from the page on a wall and back after; the other unit stays."""
    view = make_map()
    site = row("s", Site("Ostmere General", SiteKind.HOSPITAL, "Ostmere", position=(-123.4, -47.0)))
    filed = row("f", Feature("Mole Head", Point((-123.2, -47.0)), "file", "file", category="hospital"))
    unit = row("u", Track("Alpha", "AIS", (-123.0, -46.9), Affiliation.FRIEND, sidc="10031000001211000000"))
    show(qtbot, view, site, filed, unit)
    signs = "watchroom.live.features('sign').map((f) => f.subject).sort().join()"
    assert script(qtbot, view, signs) == "f,s,u"
    before = view.stack
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.arrange(before.bared(range(len(before.layers))))
    assert script(qtbot, view, signs) == "u"
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.arrange(before)
    assert script(qtbot, view, signs) == "f,s,u"


@pytest.mark.parametrize(("count", "crowded"), [(30, False), (400, True)])
def test_a_crowd_of_protected_places_stands_at_its_places(qtbot: QtBot, make_map: Make, count: int, crowded: bool) -> None:
    """A few hospitals from a file stand beside their places; hundreds in sight are small houses, each at its place, and names stay."""
    view = make_map()
    places = [(-123.6 + n % 20 * 0.045, -47.2 + n // 20 * 0.02) for n in range(count)]
    show(qtbot, view, *(row(f"f{n}", Feature("Clinic", Point(at), "file", "file", category="clinic")) for n, at in enumerate(places)))
    image = settle(qtbot, view)
    assert script(qtbot, view, "watchroom.signs.crowd(watchroom.live.features('sign'), watchroom.live.view)") is crowded
    spot = "(() => { const p = watchroom.map.latLngToContainerPoint([-47.2, -123.6]); return [p.x, p.y].join(); })()"
    x, y = (round(float(each)) for each in str(script(qtbot, view, spot)).split(","))
    house = near(image, map_colours(ThemeName.DARK)["protected"], (x - 5, y - 5, x + 6, y + 6), 90)
    assert (house > 0) is crowded


def test_what_reaches_over_the_180th_meridian_is_whole(qtbot: QtBot, make_map: Make) -> None:
    """A zone from 179 east to 179 west is one block in the middle of the window, with no band round the world; marks of both sides show."""
    view = make_map()
    ring = ((179.0, -1.0), (-179.0, -1.0), (-179.0, 1.0), (179.0, 1.0), (179.0, -1.0))
    view.centre(0.0, 180.0, 7.0)
    marks = [
        row(name, Indication(name, Discipline.MASINT, "CPA", geometry=Point((lon, 1.8)), severity=Severity.CRITICAL))
        for name, lon in (("east", 179.5), ("west", -179.5))
    ]
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.show_picture(picture(zone(geometry=Polygon((ring,))), *marks), None, NOON)
    image = settle(qtbot, view)
    assert view.points == 2
    assert near(image, hue(Token.CRITICAL), (200, 60, 600, 500)) > 500
    assert near(image, hue(Token.CRITICAL), (0, 60, 150, 460)) == near(image, hue(Token.CRITICAL), (650, 60, 800, 460)) == 0


def test_a_centre_asked_for_before_the_page_is_up_keeps_how_near_the_map_looks(qtbot: QtBot, make_map: Make) -> None:
    """F8 as the desk opens: the map is as near as it was told to be, about the other place, and never the whole world."""
    view = make_map()
    view.fit(ISLAND)
    view.centre(-46.9, -123.0)
    assert view.bounds == pytest.approx((-47.2, -123.5, -46.6, -122.5))
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.show_picture(picture(zone()), None, NOON)
    settle(qtbot, view)
    assert script(qtbot, view, "watchroom.map.getZoom() > 6") is True


def test_a_crowd_far_out_is_counted_by_cell_and_the_severe_stay_single(qtbot: QtBot, make_map: Make) -> None:
    """Seven thousand reports on a continent are shown as counts; the one CRITICAL among them keeps its mark; turned off, all are."""
    view = make_map()
    board = view.board.names.index("Reports")
    marks = [
        Mark(key=f"{n}", kind="indication", subject=f"{n}", at=(n % 90 / 2, n // 90 / 4), style=severity_mark(Layered.LOW, Fade.LIVE))
        for n in range(7000)
    ]
    marks.append(Mark(key="x", kind="indication", subject="x", at=(22.0, 10.0), style=severity_mark(Layered.CRITICAL, Fade.LIVE)))
    view.centre(10.0, 22.0, 3.0)
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.commit([(board, marks, ())])
    image = settle(qtbot, view)
    assert near(image, hue(Token.CRITICAL)) > 60
    assert script(qtbot, view, "watchroom.live.marks.density.on") is True
    assert "reports" in str(script(qtbot, view, "document.querySelector('.wr-legend').textContent"))
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.state(density=False)
    assert script(qtbot, view, "watchroom.live.marks.density.on") is False
    assert view.points == 7001


def test_text_scale_and_theme_are_honoured(qtbot: QtBot, make_map: Make) -> None:
    """At twice the scale the page's words are twice as tall on the screen; another theme repaints the ground and keeps the picture."""
    view = make_map()
    before = show(qtbot, view, *corridor(CorridorState.OPEN, ConditionState.MET, [SegmentState.PASSABLE] * 3))
    assert near(before, "#101821", tolerance=30) > near(before, "#DDE2E7", tolerance=30)
    view.wear(THEMES[ThemeName.DARK], 2.0)
    qtbot.waitUntil(lambda: script(qtbot, view, "window.innerWidth") == 400, timeout=WAIT)
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.wear(THEMES[ThemeName.LIGHT], 1.0)
    qtbot.waitUntil(lambda: not view.restarting, timeout=WAIT)
    after = settle(qtbot, view)
    assert near(after, THEMES[ThemeName.LIGHT].hex(Token.GOOD)) > 200
    assert near(after, hue(Token.GOOD)) < 100


def test_a_leg_that_becomes_endangered_is_lit_once(qtbot: QtBot, make_map: Make) -> None:
    """A passable leg that turns endangered has one pulse, which ends; a leg that was so when it came has none."""
    view = make_map()
    calm = corridor(CorridorState.OPEN, ConditionState.MET, [SegmentState.PASSABLE] * 2)
    show(qtbot, view, *calm)
    pulses = "watchroom.live.pulses.begun.size"
    assert script(qtbot, view, pulses) == 0
    worse = corridor(CorridorState.OPEN, ConditionState.NOT_MET, [SegmentState.PASSABLE, SegmentState.ENDANGERED])
    made = picture(*calm)
    view.show_picture(made, None, NOON)
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.show_picture(made, fold(made, *(msgspec.structs.replace(one, sequence=2) for one in worse)), NOON)
    assert script(qtbot, view, pulses) == 1
    qtbot.waitUntil(lambda: script(qtbot, view, pulses) == 0, timeout=WAIT)
    show(qtbot, view, *worse)
    assert script(qtbot, view, pulses) == 0


def test_thousands_of_units_stand_together(qtbot: QtBot, make_map: Make) -> None:
    """Three thousand framed units, whose names give way to one another, are all on the map, and the page says that they stand."""
    view = make_map()
    rows = [
        row(f"u{n}", Track(f"Unit {n}", "AIS", (n % 60, n // 60 - 25.0), Affiliation.FRIEND, sidc="10031000001211000000"))
        for n in range(3000)
    ]
    view.centre(0.0, 30.0, 4.0)
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.show_picture(picture(*rows), None, NOON)
    assert script(qtbot, view, "watchroom.live.features('sign').length") == 3000
    assert near(settle(qtbot, view), map_colours(ThemeName.DARK)["friend"], tolerance=40) > 3000
