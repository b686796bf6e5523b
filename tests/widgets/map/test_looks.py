"""How each layer looks, dark and light, held against pictures that a person has looked at and kept.

To keep new ones after a look was changed on purpose, run these tests with `WATCHROOM_KEEP_LOOKS=1`, and look at each before it is
committed.
"""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.rig.specimens import NOON
from tests.widgets.map.scenes import SCENES, shown
from widgets.map.view import MapView
from widgets.tokens import ThemeName

Make = Callable[..., MapView]
Pixels = NDArray[np.int16]
KEPT = Path(__file__).parent / "looks"
KEEPING = "WATCHROOM_KEEP_LOOKS"
SIZE = (480, 320)
WAIT = 30_000
APART = 48
"""Of 255: a pixel whose channel differs by more is another one; less is a font's edge or a rounding."""
SHARE = 0.004
"""Of all pixels, how many may be others."""


def pixels(image: QImage) -> Pixels:
    """Height x width x RGB; copied, since the image goes."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    flat: NDArray[np.uint8] = np.frombuffer(rgb.constBits(), np.uint8, rgb.sizeInBytes()).copy()
    rows = flat.reshape(rgb.height(), rgb.bytesPerLine())[:, : rgb.width() * 3]
    return rows.reshape(rgb.height(), rgb.width(), 3).astype(np.int16)


def different(one: Pixels, other: Pixels) -> float:
    """The share of pixels that are others."""
    return float((np.abs(one - other).max(axis=2) > APART).mean())


def taken(qtbot: QtBot, view: MapView, name: str) -> QImage:
    """The window with this scene in it, once two pictures in a row are alike."""
    scene = SCENES[name]
    made = shown(scene)
    view.fit(scene.where)
    view.select("", "")
    view.show_picture(made, None, NOON)
    scene.after(view, made)
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.state(note=name)
    qtbot.waitUntil(lambda: view.painted == view.board.revision and not view.restarting, timeout=WAIT)
    last: list[QImage] = [view.grab_image()]

    def still() -> bool:
        image, before = view.grab_image(), last[0]
        last[0] = image
        return image == before

    qtbot.waitUntil(still, timeout=WAIT)
    return last[0]


def clear(qtbot: QtBot, view: MapView) -> None:
    """An empty map that fills its window: what follows is new on it and has changed from nothing."""
    view.commit([(index, (), [*sheet.slots, *sheet.features]) for index, sheet in enumerate(view.board.sheets)])
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.state(graticule=False, overview=False, note="cleared", selected=None)
    answers: list[object] = []
    view.link.web.page().runJavaScript("window.innerWidth", answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=WAIT)
    assert answers == [SIZE[0]]


@pytest.mark.parametrize("theme", [ThemeName.DARK, ThemeName.LIGHT])
def test_each_layer_looks_as_it_was_kept(qtbot: QtBot, make_map: Make, theme: ThemeName) -> None:
    """Every scene is as in its kept picture, but for a few pixels in a thousand; which it is not is named with its share."""
    view = make_map(theme=theme)
    view.resize(*SIZE)
    view.set_regime("EXERCISE", island=True)
    clear(qtbot, view)
    wrong = {}
    for name in SCENES:
        image, path = taken(qtbot, view, name), KEPT / f"{name}_{theme.value}.png"
        clear(qtbot, view)
        if os.environ.get(KEEPING):
            KEPT.mkdir(exist_ok=True)
            image.save(str(path))
        share = different(pixels(image), pixels(QImage(str(path)))) if path.exists() else 1.0
        if share > SHARE:
            wrong[name] = round(share, 4)
            image.save(str(Path(os.environ["WATCHROOM_HOME"]) / f"{name}_{theme.value}.png"))
    assert wrong == {}


@pytest.mark.parametrize("theme", [ThemeName.DARK, ThemeName.LIGHT])
def test_the_tolerance_would_tell_that_a_layer_is_missing(theme: ThemeName) -> None:
    """Each kept picture differs from that of the empty map by more than the tolerance lets pass, and dark from light by far."""
    kept = {name: pixels(QImage(str(KEPT / f"{name}_{theme.value}.png"))) for name in SCENES}
    alike = {name: different(image, kept["empty"]) for name, image in kept.items() if name != "empty"}
    assert {name: share for name, share in alike.items() if share <= SHARE} == {}
    assert different(pixels(QImage(str(KEPT / "empty_dark.png"))), pixels(QImage(str(KEPT / "empty_light.png")))) > 0.5
