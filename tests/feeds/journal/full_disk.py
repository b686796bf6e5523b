"""A program on a disk that is full: it is run for itself, and no file of its may grow beyond so many bytes."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys

from tests.rig.environment import ROOT


def run_full(script: str, *arguments: object, most: int) -> str:
    """Run a script of ours and return what it said. Fails where it ends otherwise than well."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=small,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    return done.stdout
