"""Where tests run: no screen, no GPU, a home of their own, repeatable random examples, and the recorded data beside the checkout.

This module is imported before any test and before Qt, since Qt reads its variables once.
"""

import os
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

QT_VARIABLES: Final = {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_QUICK_BACKEND": "software",
    "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu --force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "PYTEST_QT_API": "pyside6",
}
"""What Qt reads when it is imported."""

os.environ.update(QT_VARIABLES)
if os.geteuid() == 0:
    # Chromium refuses to start its sandbox as root; tests in a container run as root.
    os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"

ROOT: Final = Path(__file__).resolve().parents[2]
"""The checkout under test."""

# No deadline: the machine is shared, and a slow example is no wrong one. The same examples on every machine: a failure is then one that
# everybody can have. The database would otherwise be a folder in the tree.
settings.register_profile(
    "watchroom",
    deadline=None,
    derandomize=True,
    max_examples=60,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
# For hunting: HYPOTHESIS_PROFILE=hunt tries other examples each time, and many more.
settings.register_profile("hunt", settings.get_profile("watchroom"), derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "watchroom"))


@pytest.fixture(autouse=True)
def watchroom_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test, and every program it starts, a home of its own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("WATCHROOM_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of recorded material beside the checkout (read only); the test is skipped where it is not."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no recorded material at {folder}")
    return folder
