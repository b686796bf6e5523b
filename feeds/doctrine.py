"""Doctrine from its documents: ladders, thresholds, alarm rules, timers and checklists, as the bodies that a room journals.

Doctrine is data that a room configures, never a constant in code. What ships lies in `resources/doctrine`: the ladders
generic-7, eu-ipcr and un-sls, the example doctrine `meridian`, and its checklists. Deliberately absent: what any of it leads
to (`feeds.assessment`).
"""

import re
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from feeds.documents import Document, decode, demand, read_document
from feeds.errors import BadInput
from feeds.picture.action import ActionKind
from feeds.picture.checklist import Template
from feeds.picture.doctrine import Doctrine
from feeds.picture.ladder import ConsentRule, Ladder, LadderType, Threshold
from feeds.picture.warning import Observation

SHIPPED: Final = files("resources") / "doctrine"

_LADDER: Final = frozenset({"ladder"})
_OF_LADDER: Final = frozenset({"file", "members", "authority", "consent"})
"""What a doctrine may say of the ladder it names. Its type and its rungs are the ladder's own: what describes stays so."""

_PRESETS: Final = ("generic_7", "eu_ipcr", "un_security_levels")
_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ASKED: Final = (Observation.PARTIAL, Observation.OBSERVED, Observation.NOT_OBSERVED)
_DOCTRINE: Final = frozenset({"ladder", "doctrine", "threshold", "alarm"})


def load_ladder(path: Path | Traversable) -> Ladder:
    """Read a ladder document: `[ladder]` with its rungs, lowest first.

    Raises:
        BadInput: see `feeds.documents`; or the ladder contradicts itself.

    """
    document = read_document(path)
    demand(document.name, document.tables, _LADDER, _LADDER)
    where = document.where("ladder")
    ladder = decode(where, document.plain(where, document.table("ladder")), Ladder, partial(document.within, "ladder", 0))
    check_ladder(ladder, document.where)
    return ladder


def load_doctrine(path: Path | Traversable) -> Doctrine:
    """Read a doctrine document: `ladder` (the stem of a ladder's file beside it), `[doctrine]`, `[[threshold]]`, `[[alarm]]`.

    Raises:
        BadInput: see `feeds.documents`; or a threshold names a rung that the ladder does not have.

    """
    document = read_document(path)
    demand(document.name, document.tables, _DOCTRINE | {"ladder"}, frozenset({"doctrine"}))
    ladder = _extended(document, path)
    where = document.where("doctrine")
    settings = document.plain(where, document.table("doctrine"))
    alarms = [document.plain(place, each) for place, each in document.entries("alarm")]
    whole = {**_as_table(settings), "ladder": ladder, "alarms": alarms}
    doctrine = decode(where, whole, Doctrine, partial(document.within, "doctrine", 0))
    check_rules(doctrine, document.where)
    return doctrine


def load_templates(path: Path | Traversable) -> tuple[Template, ...]:
    """Read the checklists of a document: `[[template]]`.

    Raises:
        BadInput: see `feeds.documents`; or steps are not numbered 1, 2, 3 and on.

    """
    document = read_document(path)
    found: list[Template] = []
    for index, (where, entry) in enumerate(document.entries("template")):
        template = decode(where, document.plain(where, entry), Template, partial(document.within, "template", index))
        if any(each.code == template.code for each in found):
            raise BadInput(where, "two templates have one code", template.code, "a code of its own")
        numbers = [step.number for step in template.steps]
        if numbers != list(range(1, len(numbers) + 1)):
            raise BadInput(where, f"steps of {template.code}", numbers, "numbers 1, 2, 3 and on, in this order")
        found.append(template)
    return tuple(found)


def described(path: Path) -> str:
    """Read any document of doctrine and say in a line what it is: a doctrine, a ladder, or checklists.

    Raises:
        BadInput: it is none of these, or not sound; file, line, member and what was expected are named.

    """
    document = read_document(path)
    if "template" in document.tables:
        return ", ".join(f"{each.code} v{each.version}, {len(each.steps)} steps" for each in load_templates(path))
    if "doctrine" in document.tables:
        made = load_doctrine(path)
        return f"doctrine {made.code} v{made.version} on {_ladder_line(made.ladder)}, {len(made.alarms)} alarm rules"
    if "ladder" in document.tables:
        return _ladder_line(load_ladder(path))
    raise BadInput(document.name, "no document of doctrine", sorted(document.tables), "[ladder], [doctrine] or [[template]]")


def _ladder_line(ladder: Ladder) -> str:
    return f"{ladder.type.value} ladder {ladder.code} v{ladder.version}, {len(ladder.rungs)} rungs, {len(ladder.thresholds)} thresholds"


Where = Callable[[str, int], str]
"""The file and line of the entry so-and-so of a table."""


def check_ladder(ladder: Ladder, where: Where) -> None:
    """Hold a ladder to what its type allows.

    Raises:
        BadInput: ordinals do not grow, an action is not on the closed list, a threshold names no rung, or a descriptive ladder carries
            actions, thresholds or consent.

    """
    ordinals = [rung.ordinal for rung in ladder.rungs]
    if ordinals != sorted(set(ordinals)):
        raise BadInput(where("ladder", 0), f"ordinals of ladder {ladder.code}", ordinals, "each greater than the one before")
    for number, rung in enumerate(ladder.rungs):
        unknown = [action for action in rung.actions if action not in ActionKind.__members__]
        if unknown:
            raise BadInput(where("ladder.rungs", number), f"actions of rung {rung.name}", unknown[0], f"one of {', '.join(ActionKind)}")
    if ladder.type is LadderType.DESCRIPTIVE:
        _hold_descriptive(where("ladder", 0), ladder)
    for number, threshold in enumerate(ladder.thresholds):
        _check_threshold(where("threshold", number), ladder, threshold)


def _check_threshold(where: str, ladder: Ladder, threshold: Threshold) -> None:
    what = f"threshold {threshold.code}"
    _check_reachable(where, what, ladder, threshold)
    for ordinal in (threshold.raises_to, threshold.lowers_from):
        if ordinal is not None and ladder.rung(ordinal) is None:
            known = [rung.ordinal for rung in ladder.rungs]
            raise BadInput(where, f"{what} names a rung that {ladder.code} does not have", ordinal, f"one of {known}")
    if (threshold.raises_to is None) == (threshold.lowers_from is None):
        raise BadInput(where, f"{what} leads up and down, or nowhere", None, "either raises_to or lowers_from")
    if not 0 < threshold.needed <= len(threshold.indicators):
        raise BadInput(where, f"{what} needs", threshold.needed, f"1 to {len(threshold.indicators)} of its indicators")
    if sum(each.code == threshold.code for each in ladder.thresholds) > 1:
        raise BadInput(where, "two thresholds have one code", threshold.code, "a code of its own")


def _check_reachable(where: str, what: str, ladder: Ladder, threshold: Threshold) -> None:
    """Refuse what could never be met, or could lead nowhere: nobody would see that it watches nothing."""
    twice = sorted({each for each in threshold.indicators if threshold.indicators.count(each) > 1})
    if twice:
        raise BadInput(where, f"{what} counts an indicator twice", twice[0], "each indicator once")
    if threshold.observation not in _ASKED:
        expected = f"one of {', '.join(_ASKED)}"
        raise BadInput(where, f"{what} asks for what no looking gives", threshold.observation.value, expected)
    if threshold.window == 0 and threshold.observation is not Observation.NOT_OBSERVED:
        raise BadInput(where, f"{what} has no window: evidence is always older", "0 ms", "a length of time, such as 4 h")
    if threshold.floor is not None and not threshold.floor.judged:
        raise BadInput(where, f"{what} has a floor that cannot be judged", str(threshold.floor), "A to E with 1 to 5, such as C3")
    lowest = ladder.rungs[0].ordinal
    if lowest in {threshold.raises_to, threshold.lowers_from}:
        raise BadInput(where, f"{what} leads nowhere from the lowest rung", lowest, "a rung above it")


def check_rules(doctrine: Doctrine, where: Where) -> None:
    """Hold a doctrine's alarm rules to one entry a rule. Raises BadInput."""
    seen: set[str] = set()
    for number, each in enumerate(doctrine.alarms):
        if each.rule in seen:
            raise BadInput(where("alarm", number), "two entries for one alarm rule", each.rule, "one entry a rule")
        seen.add(each.rule)


def _hold_descriptive(where: str, ladder: Ladder) -> None:
    acting = [rung.name for rung in ladder.rungs if rung.actions]
    if acting or ladder.thresholds or ladder.consent is not ConsentRule.AUTHORITY:
        what = f"the descriptive ladder {ladder.code} carries actions, thresholds or consent"
        raise BadInput(where, what, acting or ladder.consent.value, "none: it describes and decides nothing")


def _extended(document: Document, path: Path | Traversable) -> Ladder:
    """Return the doctrine's ladder with its thresholds and members; `[ladder]` may stand for the name when it has `file`."""
    setting = document.tables.get("ladder")
    where = document.where("ladder")
    if not isinstance(setting, dict) or not isinstance(setting.get("file"), str):
        raise BadInput(where, "the doctrine names no ladder", setting, '[ladder] with file = "generic_7"')
    ladder = load_ladder(_beside(where, path, setting["file"]))
    demand(where, setting, _OF_LADDER)
    thresholds = [document.plain(place, each) for place, each in document.entries("threshold")]
    whole = {**_members(ladder), "thresholds": thresholds, **{name: each for name, each in setting.items() if name != "file"}}
    extended = decode(where, whole, Ladder, partial(document.within, "ladder", 0))
    check_ladder(extended, document.where)
    return extended


def _members(ladder: Ladder) -> dict[str, Any]:
    return {name: getattr(ladder, name) for name in ladder.__struct_fields__}


def _beside(where: str, path: Path | Traversable, name: str) -> Path | Traversable:
    """Return the document of a ladder: beside the doctrine's own, else one that ships. A name is no path."""
    own = path.parent / f"{name}.toml" if isinstance(path, Path) else SHIPPED / f"{name}.toml"
    if _NAME.fullmatch(name):
        for each in (own, SHIPPED / f"{name}.toml"):
            if each.is_file():
                return each
    shipped = ", ".join(_PRESETS)
    raise BadInput(where, "no such ladder", name, f"the name of a .toml file beside this one, without its ending, or one of {shipped}")


def _as_table(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}
