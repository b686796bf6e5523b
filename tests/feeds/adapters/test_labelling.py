"""Labels as they are written on a command line."""

from __future__ import annotations

import pytest

from feeds.adapters.labelling import parse_label
from feeds.errors import Misuse
from feeds.picture.label import Label, LabelClass, LabelPolicy, Ocha, Tlp

POLICY = LabelPolicy("ROOM", (LabelClass("OPEN", "OPEN", "#0", "#1"), LabelClass("R2", "ROOM RESTRICTED", "#0", "#1", ("OPEN",))))
ENTITIES = ("AUR", "BOR")


def _label(written: str) -> Label:
    return parse_label(written, POLICY, "AUR", ENTITIES)


def test_everything_said() -> None:
    """Class, members, caveats, TLP, OCHA and existence are read, in any order and case."""
    wanted = Label("ROOM", "R2", "AUR", frozenset(ENTITIES), frozenset({"NO COPY", "NIGHT ONLY"}), True, Tlp.AMBER_STRICT, Ocha.HIGH)
    assert _label("R2 REL AUR,BOR CAVEAT NO COPY; NIGHT ONLY TLP:AMBER+STRICT OCHA:HIGH EXISTS") == wanted
    assert _label("room restricted exists ocha:high tlp:amber+strict rel all caveat NO COPY;NIGHT ONLY") == wanted


def test_what_is_not_said_is_not_granted() -> None:
    """A class alone is released to nobody but the originator, and its existence is not known."""
    assert _label("OPEN") == Label("ROOM", "OPEN", "AUR")


WRONG = (
    "",
    "COSMIC",
    "REL AUR",
    "OPEN REL",
    "OPEN REL XYZ",
    "OPEN REL AUR REL BOR",
    "OPEN TLP:PINK",
    "OPEN TLP:",
    "OPEN EXISTS not",
    "O" * 3_000,
)


@pytest.mark.parametrize("written", WRONG)
def test_what_cannot_be_read_is_misuse(written: str) -> None:
    """No text becomes a label by being half understood."""
    with pytest.raises(Misuse, match="--label"):
        _label(written)
