"""What assistive techniques say unasked: CRITICAL and a lost link at once, HIGH when there is a pause. Nothing else speaks by itself."""

from enum import Enum

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


class Urgency(Enum):
    """Whether an announcement may interrupt."""

    ASSERTIVE = QAccessible.AnnouncementPoliteness.Assertive
    POLITE = QAccessible.AnnouncementPoliteness.Polite


def announce(widget: QWidget, text: str, urgency: Urgency) -> None:
    """Have a sentence said on behalf of a widget, once. Without an assistive technique it goes nowhere."""
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(urgency.value)
    QAccessible.updateAccessibility(event)
