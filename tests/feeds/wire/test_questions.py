"""Questions to a hub: closed by their answers, bounded, asked again of a new welcome, and named once when they go down."""

from __future__ import annotations

import pytest

from feeds.errors import OverLimit
from feeds.wire.protocol import AskHistory, AskMore, AskOriginal, OriginalPart, Page
from feeds.wire.questions import MOST, Questions

HASH = "ab" * 32


def history(questions: Questions) -> AskHistory:
    """Ask for a history under the next number."""
    asked = AskHistory(questions.number(), None, None, (), 100)
    questions.ask(asked)
    return asked


def test_a_page_closes_its_history_and_the_next_is_asked_for_anew() -> None:
    """After a page nothing is open, although more is to come; asking for more opens the same number again."""
    questions = Questions()
    asked = history(questions)
    questions.answered(Page(asked.number, (), last=False))
    assert questions.open() == ()
    more = AskMore(asked.number)
    questions.ask(more)
    assert questions.open() == (more,)


def test_an_original_closes_with_its_last_part() -> None:
    """Until then it is open, for its parts come from one connection only."""
    questions = Questions()
    asked = AskOriginal(questions.number(), HASH)
    questions.ask(asked)
    questions.answered(OriginalPart(asked.number, HASH, 0, last=False, found=True, data=b"a"))
    assert questions.open() == (asked,)
    questions.answered(OriginalPart(asked.number, HASH, 1, last=True, found=True, data=b"b"))
    assert questions.open() == ()


def test_a_question_too_many_is_refused_and_the_next_page_is_not() -> None:
    """The bound holds for what is new; a history that has begun can be read to its end."""
    questions = Questions()
    first = history(questions)
    for _ in range(MOST - 1):
        history(questions)
    with pytest.raises(OverLimit, match=f"at most {MOST}"):
        history(questions)
    assert len(questions.open()) == MOST
    questions.answered(Page(first.number, (), last=False))
    history(questions)
    questions.ask(AskMore(first.number))


def test_what_goes_down_is_named_once() -> None:
    """A lost link gives up every open question, and says so once; numbers go on."""
    questions = Questions()
    asked = [history(questions).number for _ in range(3)]
    questions.lost()
    assert questions.open() == ()
    assert questions.dropped() == asked
    assert questions.dropped() == []
    assert questions.number() > max(asked)
