"""The ear on Qt's messages: every one of warning or above, from Qt, from Chromium and from the map page's script.

`NOISE` is what this stage says that is no fault of the program: each entry with its reason, each as narrow as it goes.
"""

import re
from collections.abc import Generator
from typing import Final

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from tests.rig.overheard import hear

NOISE: Final = {
    r"^default: This plugin does not support ": "The offscreen platform has no window manager to hint sizes to, to raise or to grab from.",
    r"^default: QStandardPaths: (XDG_RUNTIME_DIR not set|wrong permissions on runtime directory)": "A container without a login session.",
    r"^(default|qt\.webenginecontext): Sandboxing disabled by user": "Chromium has no sandbox as root; the rig switches it off then.",
    r"^default: (QRhiGles2: Failed to create (temporary )?context|Failed to create RHI for backend: OpenGL)": "A stage without OpenGL; the "
    "view is then drawn by software, as the tests ask for anyway.",
    r"^default: GPUInfo not initialized on GpuInfoUpdate": "Chromium, asked to do without a GPU, has none to tell of.",
    r"^qt\.webenginecontext: (GL Type|Backend|Vulkan|GBM|Render)": "Chromium telling of the software drawing it was asked for.",
}
"""Pattern of `category: message` to the reason why it is let pass."""

_NOISE: Final = re.compile("|".join(NOISE))

_LOUD: Final = {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}


def hear_qt(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    """Qt's message handler; called from any thread."""
    text = f"{context.category}: {message}"
    if kind in _LOUD and not _NOISE.search(text):
        hear("qt", text)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup() -> Generator[None, None, None]:
    """Listen from before the first fixture."""
    qInstallMessageHandler(hear_qt)
    yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Generator[None, None, None]:
    """A test that puts in a handler of its own takes it out again, or Qt's messages would be lost on the next."""
    yield
    found = qInstallMessageHandler(hear_qt)
    if found is not hear_qt:
        hear("qt", f"the test left its own Qt message handler behind: {found!r}")
