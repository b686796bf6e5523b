"""What a view over many rows must be called, as the banners paint it. Pure, no Qt; the rolling up is feeds.picture.label's."""

import re
from collections.abc import Iterable

from feeds.picture.label import Label, LabelClass, LabelPolicy, RollUp, roll_up
from feeds.picture.marking import words
from widgets.frame_model import SYSTEM_HIGH, BannerModel
from widgets.tokens import TLP_TEXT, Block

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def resolve(labels: Iterable[Label | None], policy: LabelPolicy | None, panels: int = 0) -> BannerModel:
    """The banner over rows with these labels. Without a policy, and with one label unreadable, it is system-high: it fails closed.

    A view without a single labelled row has nothing to release: it too reads system-high.
    """
    if policy is None:
        return SYSTEM_HIGH
    rolled = roll_up(labels, policy)
    return SYSTEM_HIGH if rolled is None else banner(rolled, policy, panels)


def banner(rolled: RollUp, policy: LabelPolicy, panels: int = 0) -> BannerModel:
    """The banner of a roll-up: prefix, class, release, caveats; TLP apart."""
    found = policy.find(rolled.classification)
    block = _block(found)
    if found is None or block is None:
        return SYSTEM_HIGH
    tlp = rolled.tlp.value if rolled.tlp is not None and rolled.tlp.value in TLP_TEXT else None
    return BannerModel(words(rolled, policy), block, tlp, panels)


def _block(found: LabelClass | None) -> Block | None:
    """The colours are a policy's, so they come from outside: what is no colour is no readable label."""
    if found is None or not (_HEX.fullmatch(found.fill) and _HEX.fullmatch(found.text)):
        return None
    return Block(found.fill, found.text)
