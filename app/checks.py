"""What this machine has and lacks, one question a function: each looks at one thing and says OK, NOTE or PROBLEM in words.

A NOTE is a limit one can work with; a PROBLEM breaks something. Deliberately absent: any mending, any folder or file made, any window.
What can end a process (a library that Qt wants) is tried in a child (app.probe).
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from app.home import home
from app.probe import Probe
from feeds.errors import WatchroomError

MEBIBYTE: Final = 1024 * 1024
SPACE_NEEDED: Final = 200 * MEBIBYTE
SPACE_WISHED: Final = 2048 * MEBIBYTE
"""A night's journal of a busy room, and its archive beside it."""

SQLITE_NEEDED: Final = (3, 51, 3)
"""The first without the corruption after a WAL reset."""

PYTHON_NEEDED: Final = (3, 11)
QT_NEEDED: Final = (6, 11, 3)
QT_SPOILT: Final = (6, 12)
"""From 6.12.0 on Qt for Python ends the process on Python 3.11 or older, after some thousand calls."""

PROBE_SECONDS: Final = 60.0
SANDBOX_SECONDS: Final = 10.0

STAGE: Final = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu"}
"""What a child is told, so that it paints on every machine alike."""

ROOT_STAGE: Final = {"QTWEBENGINE_DISABLE_SANDBOX": "1"}
"""Chromium does not start its sandbox as root, and does not start at all with it."""

DRAWING_LIBRARIES: Final = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libnss3.so": "libnss3",
    "libasound.so.2": "libasound2",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXrandr.so.2": "libxrandr2",
    "libXtst.so.6": "libxtst6",
    "libxkbfile.so.1": "libxkbfile1",
}
"""What drawing and the map want even without a screen: library to Debian's package."""

WINDOW_LIBRARIES: Final = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What a window on X11 wants besides."""


class Status(StrEnum):
    """How a check came out."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


class Check(NamedTuple):
    """One thing looked at: what was found, and what to do about it ("" if nothing)."""

    status: Status
    found: str
    advice: str = ""


def numbers(version: str) -> tuple[int, ...]:
    """Return the leading numbers of a version: 6.11.3rc1 gives (6, 11, 3)."""
    parts: list[int] = []
    for part in version.split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if not digits:
            break
        parts.append(int(digits))
    return tuple(parts)


def check_python(version: tuple[int, ...]) -> Check:
    """Look at the interpreter."""
    found = ".".join(str(part) for part in version[:3])
    if version < PYTHON_NEEDED:
        return Check(Status.PROBLEM, found, "install Python 3.11 or newer, then `make setup`")
    return Check(Status.OK, found)


def check_qt(version: str) -> Check:
    """Look at the installed Qt for Python."""
    if QT_NEEDED <= numbers(version) < QT_SPOILT:
        return Check(Status.OK, version)
    return Check(Status.PROBLEM, version, "install PySide6 from 6.11.3 up to 6.12 (excluded): `make setup`")


def check_sqlite(version: str) -> Check:
    """Look at the SQLite that the journal is written with."""
    if numbers(version) >= SQLITE_NEEDED:
        return Check(Status.OK, version)
    return Check(Status.PROBLEM, version, "a journal could be damaged; install apsw 3.53 or newer: `make setup`")


def check_messaging(version: str, *, curve: bool) -> Check:
    """Look at ZeroMQ: without CURVE a room cannot tell who speaks."""
    if curve:
        return Check(Status.OK, f"{version} with CURVE")
    return Check(Status.PROBLEM, f"{version} without CURVE", "install pyzmq from its wheel: `make setup`")


def missing(libraries: Mapping[str, str]) -> list[str]:
    """Return the packages of those libraries that this machine cannot load."""
    return [package for library, package in libraries.items() if not _loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def check_libraries(drawing: list[str], window: list[str], *, screen: bool) -> Check:
    """Look at what Qt wants of the system, given the missing packages."""
    if drawing or (window and screen):
        lacking = " ".join(drawing + window)
        return Check(Status.PROBLEM, f"missing: {lacking}", f"apt-get install --no-install-recommends {lacking}")
    if window:
        return Check(Status.NOTE, f"for a window on a screen, missing: {' '.join(window)}", "`make setup` installs them where it may")
    return Check(Status.OK, "all found")


def check_drawing(probe: Probe | str) -> Check:
    """Look at what a child made of Qt: it started, loaded our typefaces and painted text with them. A text says why it did not."""
    if isinstance(probe, str):
        return Check(Status.PROBLEM, probe, "see the system libraries and fonts above")
    if probe.refused:
        return Check(Status.PROBLEM, probe.refused, "text would not be shown: `make setup`")
    if not probe.ink:
        return Check(Status.PROBLEM, "text is painted without a trace", "text would not be shown: `make setup`")
    return Check(Status.OK, f"Qt {probe.qt} paints {', '.join(probe.families)}")


def check_page(refusal: str) -> Check:
    """Look whether a child's page was painted: the map is one. `refusal` says why not."""
    if refusal:
        return Check(Status.PROBLEM, refusal, "the map would be blank: see the system libraries above")
    return Check(Status.OK, "a page is painted")


def check_sandbox(*, root: bool, namespaces: bool, disabled: bool) -> Check:
    """Look at how well the map's renderer would be walled in."""
    if root:
        return Check(Status.NOTE, "none: running as root", "for a real watch run as an ordinary user")
    if disabled:
        return Check(Status.NOTE, "none: QTWEBENGINE_DISABLE_SANDBOX is set", "for a real watch unset it")
    if not namespaces:
        return Check(Status.NOTE, "seccomp only: user namespaces are refused", "allow unprivileged user namespaces for the full sandbox")
    return Check(Status.OK, "full: user namespaces and seccomp")


def check_screen(environment: Mapping[str, str]) -> Check:
    """Look for a screen."""
    shown = environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY")
    if shown:
        return Check(Status.OK, shown)
    return Check(Status.NOTE, "none", "without a screen `--shot PNG` takes a picture of the desk")


def check_home(folder: Path) -> Check:
    """Look whether the home folder, or the nearest folder above it that exists, can be written and has room."""
    standing = folder
    while not standing.exists():
        standing = standing.parent
    if not standing.is_dir() or not os.access(standing, os.W_OK | os.X_OK):
        return Check(Status.PROBLEM, f"{folder} cannot be written", "set WATCHROOM_HOME to a folder that can")
    free = shutil.disk_usage(standing).free
    found = f"{folder}, {free // MEBIBYTE:,} MiB free"
    if free < SPACE_NEEDED:
        return Check(Status.PROBLEM, found, f"make room: at least {SPACE_NEEDED // MEBIBYTE} MiB")
    if free < SPACE_WISHED:
        return Check(Status.NOTE, found, f"a long night wants {SPACE_WISHED // MEBIBYTE:,} MiB")
    return Check(Status.OK, found)


def run_probe(seconds: float = PROBE_SECONDS) -> Probe | str:
    """Have a child start Qt and paint; return what it saw, or why it could not."""
    match _child("app.probe", seconds):
        case bytes(seen):
            return msgspec.json.decode(seen, type=Probe)
        case why:
            return why


def run_page_probe(seconds: float = PROBE_SECONDS) -> str:
    """Have a child show a page; return "" if it was painted, else why not."""
    match _child("app.probe_page", seconds):
        case bytes():
            return ""
        case why:
            return why


def _child(module: str, seconds: float) -> bytes | str:
    """Run a module of ours without screen and GPU; return what it printed, or why there is nothing."""
    command = [sys.executable, "-m", module]
    environment = os.environ | STAGE | (ROOT_STAGE if os.geteuid() == 0 else {})
    try:
        child = subprocess.run(command, env=environment, capture_output=True, timeout=seconds, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return f"Qt did not paint within {seconds:g} s"
    if child.returncode:
        said = child.stderr.decode("utf-8", "replace").strip().splitlines()
        return f"Qt ended with {child.returncode}: {said[-1] if said else 'and said nothing'}"
    return child.stdout


def namespaces_allowed() -> bool:
    """Have a child ask the kernel for a user namespace, which is what Chromium's sandbox does."""
    ask = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare(0x10000000) != 0)"
    child = subprocess.run([sys.executable, "-c", ask], timeout=SANDBOX_SECONDS, check=False, stdin=subprocess.DEVNULL)
    return child.returncode == 0


def _qt() -> Check:
    from PySide6 import __version__

    return check_qt(__version__)


def _sqlite() -> Check:
    import apsw

    return check_sqlite(apsw.sqlite_lib_version())


def _messaging() -> Check:
    import zmq

    return check_messaging(zmq.zmq_version(), curve=zmq.has("curve"))


def _libraries() -> Check:
    return check_libraries(missing(DRAWING_LIBRARIES), missing(WINDOW_LIBRARIES), screen="DISPLAY" in os.environ)


def _sandbox() -> Check:
    return check_sandbox(root=os.geteuid() == 0, namespaces=namespaces_allowed(), disabled="QTWEBENGINE_DISABLE_SANDBOX" in os.environ)


def check_doctrine(path: Path) -> Check:
    """Read a document of doctrine; its first error names file, line, member and what was expected."""
    from feeds.doctrine import described

    try:
        return Check(Status.OK, described(path))
    except WatchroomError as error:
        return Check(Status.PROBLEM, str(error), "mend the document")


def _doctrine() -> Check:
    """Ask whether all doctrine that ships is sound, in one line."""
    from feeds.doctrine import SHIPPED

    found = [check_doctrine(path) for path in sorted(Path(str(SHIPPED)).glob("*.toml"))]
    broken = [each for each in found if each.status is Status.PROBLEM]
    return broken[0] if broken else Check(Status.OK, f"{len(found)} documents read")


CHECKS: Final[dict[str, Callable[[], Check]]] = {
    "python": lambda: check_python(sys.version_info[:3]),
    "qt": _qt,
    "libraries": _libraries,
    "drawing": lambda: check_drawing(run_probe()),
    "page": lambda: check_page(run_page_probe()),
    "sandbox": _sandbox,
    "sqlite": _sqlite,
    "messaging": _messaging,
    "home": lambda: check_home(home()),
    "screen": lambda: check_screen(os.environ),
    "doctrine": _doctrine,
}
"""The questions, in the order they are asked."""
