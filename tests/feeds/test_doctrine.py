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
