"""How a command that runs for long is told to stop: SIGTERM or Ctrl-C call it back once, and it ends by itself.

A second one does what signals do by default, for a command that does not get to it. Python runs signal handlers between its own
instructions only: a Qt loop has to give it the chance (a timer, or a notifier on signal.set_wakeup_fd).
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def on_stop(callback: Callable[[], None]) -> Iterator[None]:
    """Within the block, the first stop signal calls `callback`, which must only note it. Main thread only."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        for one in SIGNALS:
            signal.signal(one, signal.SIG_DFL)
        callback()

    before = {one: signal.signal(one, stop) for one in SIGNALS}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
