"""Doctrine from documents: what ships is sound, and what contradicts itself is refused."""

from pathlib import Path

import pytest

from feeds.assessment.cause import SEVERITIES
from feeds.doctrine import SHIPPED, load_doctrine, load_ladder, load_templates
from feeds.errors import BadInput
from feeds.picture.ladder import ConsentRule, LadderType

RUNGS = '[[ladder.rungs]]\nordinal = 1\nprinted = "1"\nname = "One"\n[[ladder.rungs]]\nordinal = 2\nprinted = "2"\nname = "Two"\n'


def ladder(tmp_path: Path, head: str, rungs: str = RUNGS) -> Path:
    """A ladder's document."""
    path = tmp_path / "ladder.toml"
    path.write_text(f'[ladder]\ncode = "l"\nversion = 1\nname = "L"\nauthority = "A"\n{head}\n{rungs}')
    return path


@pytest.mark.parametrize("name", ["generic_7", "eu_ipcr", "un_security_levels"])
def test_the_ladders_that_ship_are_sound(name: str) -> None:
    """Every preset loads, and its ordinals grow."""
    found = load_ladder(SHIPPED / f"{name}.toml")
    assert [rung.ordinal for rung in found.rungs] == sorted({rung.ordinal for rung in found.rungs})


def test_generic_7_has_seven_rungs_and_two_firebreaks() -> None:
    """The generic ladder has firebreaks between 2 and 3 and between 5 and 6."""
    found = load_ladder(SHIPPED / "generic_7.toml")
    assert len(found.rungs) == 7
    assert [rung.ordinal for rung in found.rungs if rung.firebreak] == [2, 5]


def test_the_un_system_describes_and_carries_nothing() -> None:
    """A descriptive ladder has neither actions nor thresholds nor consent of others."""
    found = load_ladder(SHIPPED / "un_security_levels.toml")
    assert found.type is LadderType.DESCRIPTIVE
    assert found.consent is ConsentRule.AUTHORITY
    assert not any(rung.actions for rung in found.rungs)


def test_a_descriptive_ladder_with_actions_is_refused(tmp_path: Path) -> None:
    """The checker refuses actions on a ladder that only describes."""
    rungs = RUNGS + 'actions = ["WARNING"]\n'
    with pytest.raises(BadInput, match="describes"):
        load_ladder(ladder(tmp_path, 'type = "descriptive"\nconsent = "authority"', rungs))


def test_a_descriptive_ladder_with_consent_is_refused(tmp_path: Path) -> None:
    """The checker refuses a consent rule on a ladder that only describes."""
    with pytest.raises(BadInput, match="consent"):
        load_ladder(ladder(tmp_path, 'type = "descriptive"\nconsent = "silence"'))


def test_ordinals_that_do_not_grow_are_refused(tmp_path: Path) -> None:
    """Two rungs of one ordinal are no ladder."""
    with pytest.raises(BadInput, match="ordinals"):
        load_ladder(ladder(tmp_path, 'type = "decision"\nconsent = "quorum"', RUNGS.replace("ordinal = 2", "ordinal = 1")))


def test_the_shipped_doctrine_speaks_of_every_rule() -> None:
    """For each alarm the watch can raise, the doctrine says why it matters and what to do."""
    told = {each.rule: each for each in load_doctrine(SHIPPED / "meridian.toml").alarms}
    assert set(SEVERITIES) <= set(told)
    assert all(each.so_what and each.guidance for each in told.values())


def test_a_threshold_without_a_rung_is_refused(tmp_path: Path) -> None:
    """A threshold that raises to a rung the ladder does not have is an error that names it."""
    ladder(tmp_path, 'type = "decision"\nconsent = "quorum"')
    path = tmp_path / "doctrine.toml"
    path.write_text(
        '[doctrine]\ncode = "d"\nversion = 1\n[ladder]\nfile = "ladder"\n[[threshold]]\ncode = "T9"\nname = "T"\n'
        'indicators = ["I-1"]\nneeded = 1\nobservation = "OBSERVED"\nwindow = "1 h"\nraises_to = 9\n'
    )
    with pytest.raises(BadInput, match="T9"):
        load_doctrine(path)


def test_checklists_warn_people_before_they_confirm() -> None:
    """The hazard checklist's first step is to warn the relief coordinator."""
    found = {each.code: each for each in load_templates(SHIPPED / "checklists.toml")}
    assert set(found) == {"CL-SEGMENT-HAZARD", "CL-EVAC", "CL-HANDOVER", "CL-STEPDOWN", "CL-RECALL", "CL-CYBER"}
    assert found["CL-SEGMENT-HAZARD"].version == 5
    assert found["CL-SEGMENT-HAZARD"].steps[0].text.startswith("Warn HAC")


def test_steps_out_of_order_are_refused(tmp_path: Path) -> None:
    """Steps are numbered 1, 2, 3."""
    path = tmp_path / "lists.toml"
    path.write_text('[[template]]\ncode = "C"\nversion = 1\ntitle = "C"\nsteps = [{ number = 2, text = "x" }]\n')
    with pytest.raises(BadInput, match="steps of C"):
        load_templates(path)


THRESHOLD: dict[str, str] = {
    "code": '"T"',
    "name": '"T"',
    "indicators": '["I-1", "I-2"]',
    "needed": "1",
    "observation": '"OBSERVED"',
    "window": '"1 h"',
    "raises_to": "3",
}


def doctrine(tmp_path: Path, ladder_says: str = 'file = "generic_7"', **more: str) -> Path:
    """A doctrine with one threshold; an empty member is left out."""
    members = "".join(f"{name} = {text}\n" for name, text in (THRESHOLD | more).items() if text)
    path = tmp_path / "doctrine.toml"
    path.write_text(f'[doctrine]\ncode = "d"\nversion = 1\n\n[ladder]\n{ladder_says}\n\n[[threshold]]\n{members}')
    return path


NEVER: dict[str, tuple[dict[str, str], str]] = {
    "one indicator twice": (
        {"indicators": '["I-1", "I-1"]', "needed": "2"},
        "doctrine.toml:8: threshold T counts an indicator twice: 'I-1'",
    ),
    "what no looking gives": ({"observation": '"NO_COLLECTION"'}, "'NO_COLLECTION' (expected one of PARTIAL, OBSERVED, NOT_OBSERVED)"),
    "no window": ({"window": '"0 s"'}, "evidence is always older"),
    "a floor that cannot be judged": ({"floor": '"F6"'}, "'F6' (expected A to E with 1 to 5"),
    "up to the lowest rung": ({"raises_to": "1"}, "leads nowhere from the lowest rung: 1"),
    "down from the lowest rung": ({"raises_to": "", "lowers_from": "1"}, "leads nowhere from the lowest rung: 1"),
    "no length of time": (
        {"window": '"an hour"'},
        "doctrine.toml:14: thresholds[0].window of Ladder: 'an hour' (expected a length of time",
    ),
    "a name misspelt": (
        {"windov": '"1 h"'},
        "doctrine.toml:16: thresholds[0].windov of Ladder: 'windov' (expected no member of that name)",
    ),
}


@pytest.mark.parametrize(("more", "reason"), NEVER.values(), ids=NEVER)
def test_a_threshold_that_could_never_be_met_is_refused(tmp_path: Path, more: dict[str, str], reason: str) -> None:
    """It would watch nothing, and nobody would see it; file, line, member, value and what was expected are named."""
    assert load_doctrine(doctrine(tmp_path)).ladder.thresholds
    with pytest.raises(BadInput) as refused:
        load_doctrine(doctrine(tmp_path, **more))
    assert reason in str(refused.value)


def test_a_ladder_that_describes_is_not_made_to_decide(tmp_path: Path) -> None:
    """A doctrine names a ladder that lies beside it or ships; its type and rungs are the ladder's own, and a name is no path."""
    with pytest.raises(BadInput, match="unknown member: 'type'"):
        load_doctrine(doctrine(tmp_path, 'file = "un_security_levels"\ntype = "decision"\nconsent = "silence"'))
    with pytest.raises(BadInput, match="un-sls carries actions, thresholds or consent"):
        load_doctrine(doctrine(tmp_path, 'file = "un_security_levels"'))
    with pytest.raises(BadInput, match=r"doctrine.toml:5: no such ladder: '\.\./ladder'"):
        load_doctrine(doctrine(tmp_path, 'file = "../ladder"'))
    assert load_doctrine(doctrine(tmp_path, 'file = "generic_7"\nmembers = ["AAA"]\nauthority = "AAA"')).ladder.authority == "AAA"


def test_a_ladder_of_thousands_of_rungs_is_refused_at_its_line(tmp_path: Path) -> None:
    """How many there are is said, not all of them."""
    rungs = "".join(f'[[ladder.rungs]]\nordinal = {number}\nprinted = "{number}"\nname = "R"\n' for number in range(3_000))
    with pytest.raises(BadInput, match=r"ladder.toml:\d+: rungs of Ladder: '3000 entries' \(expected `array` of length <= 32\)"):
        load_ladder(ladder(tmp_path, 'type = "decision"\nconsent = "quorum"', rungs))


def test_the_presets_are_what_they_say() -> None:
    """EU IPCR: monitoring is no activation, and the Presidency decides. UN SLS: six levels that describe. Generic: members agree."""
    ipcr = load_ladder(SHIPPED / "eu_ipcr.toml")
    assert (ipcr.authority, ipcr.consent, ipcr.type) == ("Presidency", ConsentRule.AUTHORITY, LadderType.DECISION)
    assert [(rung.band, rung.firebreak) for rung in ipcr.rungs] == [("Not activated", True), ("Activated", False), ("Activated", False)]
    assert ipcr.rungs[0].name == "Monitoring"
    levels = [rung.name for rung in load_ladder(SHIPPED / "un_security_levels.toml").rungs]
    assert levels == ["Minimal", "Low", "Moderate", "Substantial", "High", "Extreme"]
    assert load_ladder(SHIPPED / "generic_7.toml").consent is ConsentRule.UNANIMITY
