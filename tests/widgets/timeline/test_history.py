"""The timeline's memory: sorted whatever the order of arrival, and honest about what was known when."""

from __future__ import annotations

import msgspec

from feeds.picture.ladder import AssessedRung, DeclaredLevel
from tests.rig.specimens import record
from widgets.timeline.history import History


def test_a_record_is_remembered_once() -> None:
    """A record that comes twice, live and from a history page, makes one mark."""
    history = History()
    history.add_all([record("indication"), record("indication")])
    assert len(history.marks) == 1


def test_declared_assessed_and_partners_are_kept_apart() -> None:
    """The three traces of the ladder never mix."""
    history = History()
    common = DeclaredLevel("L", "CMC", 3, common=True)
    own = DeclaredLevel("L", "BOR", 4)
    for number, body in enumerate((common, own, AssessedRung("L", 5))):
        history.add_all([msgspec.structs.replace(record("declared_level"), body=body, key=f"{number:064x}", subject=str(number))])
    assert [step.value for step in history.declared] == [3]
    assert [step.value for step in history.assessed] == [5]
    assert {entity: [step.value for step in steps] for entity, steps in history.partners.items()} == {"BOR": [4]}
