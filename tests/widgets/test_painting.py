"""A fault while painting is reported once and said where it was, and the process lives."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import widgets

OVERRIDES = {"paintEvent": "whole", "paint": "part", "paintSection": "part"}

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

application = QApplication([])
from widgets.fonts import load_fonts
from widgets.look import Look
from widgets.painting import saved
from widgets.panel import Header, Panel
from widgets.timeline.panel import TimelinePanel

load_fonts()
look = Look()
broken = True


def breaking(paint):
    def painting(*given):
        picture = QPixmap(8, 8)
        ours, own = QPainter(picture), given[-1] if isinstance(given[-1], QPainter) else QPainter(given[0])
        own.translate(5, 5)
        with saved(own):
            if broken:
                raise ValueError("odd")
        ours.end()
        if own is not given[-1]:
            own.end()
        paint(*given)
    return painting


def report(kind, value, trace):
    print(f"{kind.__name__}: {value}", flush=True)


sys.excepthook = report

from widgets.painting import whole

KIND = sys.argv[1]
if KIND == "timeline":
    TimelinePanel.paint_on = breaking(TimelinePanel.paint_on)
    shown = TimelinePanel(look)
else:
    real = Header.paintEvent.__wrapped__
    broke = breaking(lambda header: None)

    def paintEvent(self, event):
        broke(self)
        real(self, event)

    Header.paintEvent = whole(paintEvent)
    shown = Panel(look, "Alarms")
shown.resize(600, 300)
shown.show()
turns = 0


def again():
    global turns, broken
    turns += 1
    for each in (shown, *shown.findChildren(QWidget)):
        each.update()
    if turns == 10:
        look_at = shown.grab().toImage()
        print("stopped" if said(look_at) else "nothing said")
        broken = False
    if turns == 20:
        print("stopped" if said(shown.grab().toImage()) else "painted again")
        application.quit()


def said(image):
    grey = QColor("#4A4A4A").rgb()
    return sum(image.pixel(x, y) == grey for x in range(0, 600, 5) for y in range(0, 300, 3)) > 200


timer = QTimer(interval=10)
timer.timeout.connect(again)
timer.start()
application.exec()
print("lived", flush=True)
"""


@pytest.mark.parametrize("kind", ["timeline", "header"])
def test_a_fault_in_painting_is_reported_once_and_the_process_lives(kind: str) -> None:
    """In a process of its own, since Qt's own end for it is a segmentation fault; painted again as soon as it can be."""
    done = subprocess.run([sys.executable, "-c", PROGRAM, kind], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.split("\n")[:-1]) == (0, ["ValueError: odd", "stopped", "painted again", "lived"]), done.stderr
    assert "QPaint" not in done.stderr
    assert "QBackingStore" not in done.stderr


def test_every_override_of_painting_is_fenced() -> None:
    """Each `paintEvent`, `paint` and `paintSection` of the widgets."""
    root = Path(widgets.__file__).parent
    found = 0
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name in OVERRIDES:
                found += 1
                names = [each.id for each in node.decorator_list if isinstance(each, ast.Name)]
                assert names == [OVERRIDES[node.name]], f"{path.relative_to(root)}:{node.lineno}"
    assert found > 30
