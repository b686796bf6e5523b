"""Stop signals: the first is a request, and what was before comes back."""

import signal

import pytest

from app.stopping import SIGNALS, on_stop


@pytest.mark.parametrize("number", SIGNALS)
def test_the_first_signal_calls_back_and_the_second_is_the_system_s(number: signal.Signals) -> None:
    """The callback is called once; then both signals do what they do by default."""
    called: list[str] = []
    with on_stop(lambda: called.append("stop")):
        signal.raise_signal(number)
        assert called == ["stop"]
        assert [signal.getsignal(one) for one in SIGNALS] == [signal.SIG_DFL, signal.SIG_DFL]


def test_handlers_come_back_even_after_an_error() -> None:
    """Leaving the block restores what was there, however it is left."""

    def fail_within() -> None:
        with on_stop(lambda: None):
            assert [signal.getsignal(one) for one in SIGNALS] != before
            raise KeyError

    before = [signal.getsignal(one) for one in SIGNALS]
    with pytest.raises(KeyError):
        fail_within()
    assert [signal.getsignal(one) for one in SIGNALS] == before
