"""The ear on Python's logging: every record of WARNING or above, from any logger that reaches the root."""

import logging
from collections.abc import Generator

import pytest

from tests.rig.overheard import hear


class Ear(logging.Handler):
    """Tells the running test of each record as `LEVEL logger: message`."""

    def emit(self, record: logging.LogRecord) -> None:
        """Pass the record on."""
        hear("log", f"{record.levelname} {record.name}: {record.getMessage()}")


_EAR = Ear(logging.WARNING)


@pytest.hookimpl(wrapper=True)
def pytest_sessionstart() -> Generator[None, None, None]:
    """Listen for the whole session."""
    logging.getLogger().addHandler(_EAR)
    yield


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish() -> Generator[None, None, None]:
    """Stop listening."""
    yield
    logging.getLogger().removeHandler(_EAR)
