"""One tile from a map service: what behaves is taken, whatever else it does is one clear error within its time."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from feeds.basemap.fetch import fetch
from feeds.errors import BadInput, OverLimit, Refused, Unreachable, WatchroomError
from tests.feeds.basemap.service import PNG, running, service


@pytest.fixture
def host() -> Iterator[str]:
    """A service on loopback."""
    with running() as (found, _):
        yield found


def test_a_service_that_behaves_gives_its_tile(host: str) -> None:
    """A picture comes as it was sent, its kind told by its first bytes."""
    assert fetch(service(host), "/wms") == ("image/png", PNG)


@pytest.mark.parametrize(
    ("path", "error", "words"),
    [
        ("/redirect", Refused, "302.*redirects are not followed"),
        ("/error", Refused, "503"),
        ("/much", OverLimit, "2097152 bytes"),
        ("/html", BadInput, "no picture.*sign in"),
        ("/cut", WatchroomError, "broke off|no answer"),
    ],
)
def test_what_misbehaves_is_refused(host: str, path: str, error: type[WatchroomError], words: str) -> None:
    """A redirect, an error, too much, a page that calls itself a picture, half a tile: each is refused with the host and the reason."""
    with pytest.raises(error, match=words) as caught:
        fetch(service(host), path)
    assert host in str(caught.value)


@pytest.mark.parametrize("path", ["/hang", "/drip"])
def test_what_is_slow_is_cut(host: str, path: str) -> None:
    """A service that says nothing, or a byte now and then for ever, costs its time and not more."""
    with pytest.raises(Unreachable, match="took too long"):
        fetch(service(host), path, within=0.4)


def test_a_redirect_is_not_followed() -> None:
    """The service is asked once, and never for where it points."""
    with running() as (host, asked):
        with pytest.raises(Refused):
            fetch(service(host), "/redirect")
        assert asked == ["/redirect"]


def test_nobody_there_is_said() -> None:
    """A port that nobody listens on is one clear error."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        with pytest.raises(Unreachable, match="no answer"):
            fetch(service(f"127.0.0.1:{probe.getsockname()[1]}"), "/wms")


def test_plain_http_is_not_taken_for_a_secure_service(host: str) -> None:
    """A service that is said to be secure must prove itself."""
    with pytest.raises(Unreachable, match="no answer"):
        fetch(service(host, secure=True), "/wms")


@pytest.mark.parametrize("outside", ["9.9.9.9:80", "[2620:fe::fe]:80"])
def test_a_host_of_the_internet_is_refused_before_any_connection(outside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that is routed worldwide is never connected to."""
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("a connection was made"))
    with pytest.raises(Refused, match="not of a network of one's own"):
        fetch(service(outside), "/wms")
