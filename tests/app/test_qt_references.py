"""Qt for Python must not lose references to None: from 6.12.0 on, older Pythons end the process after some thousand calls."""

import sys

from PySide6.QtCore import QObject, Signal

CALLS = 500


class Emitter(QObject):
    """Something with a signal."""

    changed = Signal(bool)


def test_calls_that_return_nothing_keep_the_count_of_none() -> None:
    """Some hundred setObjectName and emit calls move the reference counts of None and True by less than one in ten."""
    emitter = Emitter()
    heard: list[bool] = []
    emitter.changed.connect(heard.append)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        emitter.setObjectName("name")
        emitter.changed.emit(True)
    heard.clear()
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert abs(after[0] - before[0]) < CALLS / 10
    assert abs(after[1] - before[1]) < CALLS / 10
