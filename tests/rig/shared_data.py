"""Real samples that lie beside the checkout and are not part of it: tests that need them skip, saying so, where they are absent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
ABSENT = pytest.mark.skipif(not (DATA / "EXPECTED.json").is_file(), reason=f"no sample data at {DATA}")


def expected(*formats: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the samples of some formats: path below DATA, and what an importer should find in it. Empty where they are absent."""
    listed = DATA / "EXPECTED.json"
    if not listed.is_file():
        return []
    said: dict[str, dict[str, Any]] = json.loads(listed.read_text())
    return sorted((name, each) for name, each in said.items() if each.get("format") in formats)


def sample(name: str) -> bytes:
    """Return a sample's bytes as they lie; skips where it is absent."""
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"no sample {path}")
    return path.read_bytes()
