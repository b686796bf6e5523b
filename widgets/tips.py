"""Words for a tooltip, shown as the words they are: Qt would take what looks like markup for markup, and fetch what it names."""

from html import escape

from PySide6.QtGui import Qt


def tip(text: str) -> str:
    """Return what Qt shows as this text; lines stay lines."""
    return f'<span style="white-space: pre-wrap">{escape(text)}</span>' if Qt.mightBeRichText(text) else text
