"""Where Watchroom keeps what is its own on this machine: rooms, keys, journals, settings, fault reports.

One folder, named by WATCHROOM_HOME or else the platform's place for a user's data. Nothing is made here: who writes makes what it needs.
"""

import os
from pathlib import Path

VARIABLE = "WATCHROOM_HOME"


def home() -> Path:
    """Return the folder, which need not exist yet."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("watchroom", appauthor=False)
