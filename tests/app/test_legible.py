"""A desk says when its text is too small for its screen, and what would be right."""

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.legible import pitch, warning


def test_small_text_is_said_with_the_scale_that_mends_it() -> None:
    """On 27 inches of 3840 px text as designed is half of what it should be; at the scale that is named nothing is said any more."""
    of = 597.0 / 3840
    said = warning(of, 1.0)
    assert "8' high at 65 cm" in said
    assert "200%" in said
    assert warning(of, 2.0) == ""


def test_where_nobody_knows_the_screen_nothing_is_said(qtbot: QtBot) -> None:
    """Without a screen its size is no size."""
    del qtbot
    assert pitch(QGuiApplication.primaryScreen()) is None
    assert warning(None, 0.8) == ""
