"""Whose desk this is, in words. No Qt."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ActingForModel:
    """Entity by code and name; role, delegation and key in one line; what stream this is; `ended`: acts are off, in words."""

    code: str
    name: str
    said: str
    stream: str
    ended: str = ""
