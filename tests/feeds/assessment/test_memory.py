"""A bounded memory: the same parts are answered once, and it holds no more than it may."""

from __future__ import annotations

from feeds.assessment.memory import Memory


class Asked:
    """Counts how often it was computed."""

    def __init__(self) -> None:
        """Begin with none."""
        self.times = 0

    def __call__(self) -> int:
        """Compute."""
        self.times += 1
        return self.times


def test_the_same_parts_are_computed_once() -> None:
    """By identity: an equal part that is another object is another question."""
    memory, asked = Memory[object, int](4), Asked()
    one, alike = (1, [2]), (1, [2])
    assert memory.recall((one,), asked) == memory.recall((one,), asked) == 1
    assert memory.recall((alike,), asked) == 2
    assert memory.recall((one, alike), asked) == 3


def test_as_many_as_it_may_hold_are_held_and_then_it_begins_anew() -> None:
    """With room for three the third takes nobody's place; the fourth does."""
    memory, asked = Memory[object, int](3), Asked()
    parts = [object() for _ in range(4)]
    for part in parts[:3]:
        memory.recall((part,), asked)
    assert [memory.recall((part,), asked) for part in parts[:3]] == [1, 2, 3]
    memory.recall((parts[3],), asked)
    assert memory.recall((parts[3],), asked) == 4
    assert memory.recall((parts[0],), asked) == 5


def test_what_it_remembers_keeps_its_parts() -> None:
    """An identity cannot pass to another value while its answer is remembered."""
    memory, asked = Memory[object, int](1_000), Asked()
    for _ in range(500):
        memory.recall((object(),), asked)
    assert asked.times == 500


def test_forgetting_computes_again() -> None:
    """For measuring what an answer costs."""
    memory, asked, part = Memory[object, int](4), Asked(), object()
    memory.recall((part,), asked)
    memory.forget()
    assert memory.recall((part,), asked) == 2
