"""A tip shows the words it was given."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument

from widgets.tips import tip


@pytest.mark.parametrize(
    "text", ["plain words", "two\nlines", "a < b & c", '<img src="file:///etc/passwd">', "<b>bold</b>\nand <i>more</i>"]
)
def test_markup_in_data_is_words(text: str) -> None:
    """Claim: whatever a record says, the tip shows it letter by letter, and asks for no file."""
    document = QTextDocument()
    shown = tip(text)
    if shown == text:
        document.setPlainText(shown)
    else:
        document.setHtml(shown)
    assert document.toPlainText() == text
    assert "<img" not in shown
