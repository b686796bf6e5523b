"""The map in a real window: it paints what the picture says, reaches nowhere, and comes back after its renderer died."""

import os
import signal
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from feeds.picture.corridor import ConditionState, CorridorState, SegmentState
from feeds.picture.envelope import Record
from feeds.picture.place import Affiliation, Track
from feeds.picture.values import Circle, Point
from feeds.picture.warning import Discipline, Indication, Severity
from tests.layers.scenery import HALVERN, corridor, fold, picture, row, zone
from tests.rig.specimens import NOON
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
    """N selects the next feature, F fits all, arrows and plus move the view, H hides the legend, Escape selects nothing."""
    view = make_map()
    show(qtbot, view, *corridor(CorridorState.OPEN, ConditionState.MET, [SegmentState.PASSABLE]), zone())
    web(view).setFocus()
    script(qtbot, view, "watchroom.map.getContainer().focus(); 1")
    target = canvas(view)
    picked: list[tuple[str, str]] = []
    view.selected.connect(lambda kind, subject: picked.append((kind, subject)))
    for count, key in enumerate((Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_Escape), 1):
        QTest.keyClick(target, key)
        qtbot.waitUntil(lambda count=count: len(picked) == count, timeout=WAIT)  # type: ignore[misc]  # bound for this turn
    assert picked == [("danger_zone", "dz-7"), ("corridor", "hc-2"), ("", "")]
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


def test_the_read_out_coarsens_over_a_hostile_area(qtbot: QtBot, make_map: Make) -> None:
    """Over open country the cursor reads hundredths of a degree; over a hostile area tenths, and it says so."""
    view = make_map()
    hostile = Indication("Guns", Discipline.IMINT, "CPA", geometry=Circle((-123.2, -47.0), 6000.0), hostile=True)
    show(qtbot, view, row("r", hostile))
    readings: list[str] = []
    for x, y in ((60, 60), (400, 270)):
        QTest.mouseMove(canvas(view), QPoint(x, y))
        QTest.mouseMove(canvas(view), QPoint(x + 1, y + 1))
        qtbot.waitUntil(
            lambda: str(script(qtbot, view, "document.querySelector('.wr-cursor').textContent")) not in {"", *readings}, timeout=WAIT
        )
        readings.append(str(script(qtbot, view, "document.querySelector('.wr-cursor').textContent")))
    fine, coarse = readings
    assert len(fine.split("°")[0].split(".")[1]) == 2
    assert coarse == "47.0° S  123.2° W  coarse here"
