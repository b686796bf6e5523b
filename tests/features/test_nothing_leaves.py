"""Nothing leaves the map's page: with every way out tried, the kernel sees no packet and no connection to anywhere but this machine."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 90
CALLS = "connect,sendto,sendmsg,sendmmsg"
LOCAL = re.compile(r'inet_addr\("127\.|"::1"|"::ffff:127\.')
AWAY = re.compile(r"sa_family=AF_INET6?\b")


def alone(*before: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the map that tries to reach out, under these commands."""
    program = [*before, sys.executable, "-m", "tests.features.map_alone"]
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **(environment or {})}
    return subprocess.run(program, cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=LIMIT_S, check=False)


def possible(*command: str) -> bool:
    """Whether this machine lets us run a command like this."""
    return shutil.which(command[0]) is not None and subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0


def sent(trace: str) -> list[str]:
    """The lines of a trace that tell of a connection or a packet to another machine.

    A datagram socket that is only "connected" has sent nothing: that asks the kernel for a route.
    """
    away = [line for line in trace.splitlines() if AWAY.search(line) and not LOCAL.search(line)]
    datagrams = re.compile(r"connect\(\d+<UDP")
    packets = [line for line in trace.splitlines() if re.search(r"send(to|msg|mmsg)\(\d+<(UDP|TCP)", line) and not LOCAL.search(line)]
    return [line for line in away if not datagrams.search(line)] + packets


def test_the_reading_of_a_trace_tells_leaks_from_routes() -> None:
    """A connection and a packet to elsewhere are found; a route asked for and our own machine are none."""
    leaks = [
        '1 connect(5<TCP:[7]>, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.1")}, 16) = -1 EINPROGRESS',
        '1 sendto(6<UDP:[10.0.0.1:4000->192.0.2.1:53]>, "x", 1, 0, NULL, 0) = 1',
    ]
    harmless = [
        '1 connect(5<UDPv6:[7]>, {sa_family=AF_INET6, sin6_port=htons(53), inet_pton(AF_INET6, "2001:4860:4860::8888")}, 28) = 0',
        '1 connect(5<TCP:[7]>, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
        '1 sendto(6<UNIX-STREAM:[8->9]>, "x", 1, 0, NULL, 0) = 1',
    ]
    assert sent("\n".join([*leaks, *harmless])) == leaks


@pytest.mark.xdist_group("desk")
def test_no_packet_and_no_connection_leaves_the_page(tmp_path: Path) -> None:
    """Fetch, image, WebRTC, WebSocket, beacon and hints are tried under a trace of all its processes: each comes to nothing."""
    if not possible("strace", "-f", "-o", "/dev/null"):
        pytest.skip("strace is not installed or may not trace here")
    trace = tmp_path / "trace"
    done = alone("strace", "-f", "-qq", "-yy", "--seccomp-bpf", "-e", f"trace={CALLS}", "-o", str(trace))
    assert done.returncode == 0, done.stderr[-2000:]
    refused = re.search(r"refused (\d+)", done.stdout)
    assert refused is not None
    assert int(refused[1]) >= 5
    assert sent(trace.read_text(errors="replace")) == []


@pytest.mark.xdist_group("desk")
def test_the_map_stands_without_any_network() -> None:
    """In a network namespace of its own, with no way to anywhere, the map comes up and ends as it does with one."""
    if not possible("unshare", "-n"):
        pytest.skip("no network namespace may be made here")
    done = alone("unshare", "-n")
    assert done.returncode == 0, done.stderr[-2000:]
    assert "refused" in done.stdout
