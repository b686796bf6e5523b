"""What a panel says: every text painted, every sentence for a screen reader, and the words no desk may say."""

import re

from PySide6.QtWidgets import QWidget

from widgets.look import Look
from widgets.rows import RowList

FORBIDDEN = re.compile(r"\b(ACK|SILENT|APPROVED|DENIED|withheld)\b")


def cut(look: Look) -> list[str]:
    """Texts that were painted shortened."""
    return [text.text for text in look.ledger or [] if text.cut]


def painted(look: Look) -> list[str]:
    """Every text painted."""
    return [text.text for text in look.ledger or []]


def said(panel: QWidget) -> list[str]:
    """Names and descriptions of a panel's parts, and the sentences of its rows."""
    parts = [panel, *panel.findChildren(QWidget)]
    words = [text for part in parts for text in (part.accessibleName(), part.accessibleDescription()) if text]
    return words + [row.accessible for part in parts if isinstance(part, RowList) for row in part.rows]


def forbidden(panel: QWidget, look: Look) -> list[str]:
    """What of it a desk may not say."""
    return [text for text in (*said(panel), *painted(look)) if FORBIDDEN.search(text)]
