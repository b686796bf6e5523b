"""Who wishes: the officer at the desk, and the word that makes one wish one act however often it is sent."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Hand:
    """Officer, entity and seat, and a word used once for this wish."""

    officer: str
    entity: str
    seat: str
    nonce: str
