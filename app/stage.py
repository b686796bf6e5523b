"""The stage a desk needs before Qt is imported, and the application on it.

Chosen by what the machine has: a screen or none, root or not. What Qt has to say goes to standard error as one line each, but for what
it says on every machine without a screen or a graphics card. Deliberately absent: windows.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import MutableMapping
from typing import TYPE_CHECKING

from feeds.errors import Misuse, one_line

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType
    from PySide6.QtWidgets import QApplication

TO_BE_EXPECTED = (
    "This plugin does not support propagateSizeHints()",
    "QRhiGles2: Failed to create",
    "Failed to create RHI for backend",
    "GPUInfo not initialized on GpuInfoUpdate",
    "Sandboxing disabled by user.",
)
"""What Qt says where there is no screen, no graphics card, or where root runs it: `watchroom doctor` tells of these."""


def has_screen(environment: MutableMapping[str, str]) -> bool:
    """Say whether there is a screen to show a window on."""
    return bool(environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY"))


def set_stage(environment: MutableMapping[str, str], *, screen_needed: bool) -> None:
    """Choose Qt's platform before Qt is imported; one that is chosen already stays.

    Raises:
        Misuse: a screen is needed and there is none.

    """
    if not has_screen(environment):
        if screen_needed and environment.get("QT_QPA_PLATFORM") is None:
            wanted = "a graphical session, or `--shot PNG` for a picture of the desk"
            raise Misuse("screen", "there is none to show a desk on", expected=wanted)
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")


def application(*, screen_needed: bool) -> QApplication:
    """Set the stage and return the application, its typefaces loaded. Raises Misuse where a needed screen is missing."""
    set_stage(os.environ, screen_needed=screen_needed)
    from PySide6.QtCore import QTimer, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from widgets.fonts import load_fonts
    from widgets.map.scheme import register_scheme
    from widgets.palette import palette
    from widgets.tokens import THEMES, ThemeName

    qInstallMessageHandler(_hear)
    register_scheme()
    made = QApplication(["watchroom"])
    made.setApplicationName("Watchroom")
    # A window is gone when its map's page is: only then may the loop end.
    made.setQuitOnLastWindowClosed(False)
    made.setStyle("Fusion")
    made.setPalette(palette(THEMES[ThemeName.DARK]))
    load_fonts()
    # Python sees a signal only between its own instructions: a timer lets it run a few while Qt waits.
    ticking = QTimer(made, interval=150)
    ticking.timeout.connect(lambda: None)
    ticking.start()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: made.closeAllWindows())
    return made


def _hear(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    if not text.startswith(TO_BE_EXPECTED):
        sys.stderr.write(f"watchroom: Qt: {one_line(text)}\n")
