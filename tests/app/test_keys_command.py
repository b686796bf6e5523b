"""`watchroom room` and `watchroom keys` from outside: the default room is made at first use, keys are told, renewed and revoked."""

from __future__ import annotations

import json
import subprocess
import sys


def run(*args: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    done = subprocess.run([sys.executable, "-m", "app.cli", *args], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == code, done.stderr
    return done


def test_the_room_that_commands_share_is_told() -> None:
    """Made once: the second time it is the same room, with the same endpoint."""
    one, other = (json.loads(run("room", "--json").stdout) for _ in range(2))
    assert one == other
    assert one["endpoint"].startswith("tcp://127.0.0.1:")
    assert {"room", "regime", "journal", "entities", "officers", "machines"} <= one.keys()


def test_a_key_is_renewed_and_one_revoked() -> None:
    """The fingerprint changes with the key; a revoked one is gone; no secret is ever printed."""
    before = {each["code"]: each for each in json.loads(run("keys", "--json").stdout)["keys"]}
    feed = next(code for code, each in before.items() if each["holder"] == "machine")
    after = {each["code"]: each for each in json.loads(run("keys", "new", feed, "--json").stdout)["keys"]}
    assert after[feed]["fingerprint"] != before[feed]["fingerprint"]
    gone = json.loads(run("keys", "revoke", feed, "--json").stdout)
    assert feed not in {each["code"] for each in gone["keys"]}
    assert "secret" not in json.dumps(gone)


def test_who_is_meant_must_be_said() -> None:
    """A code that is missing, or that nobody has, is misuse in one line."""
    assert "whose key is not said" in run("keys", "new", code=2).stderr
    assert "nobody of that code" in run("keys", "revoke", "NOBODY", code=2).stderr
