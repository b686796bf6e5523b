"""Something with a page behind it: the page of one thing stands in its place until Esc gives the place back.

Deliberately absent: what is on the page, and which key opens it.
"""

from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QWidget

from widgets.board.page import Page


class Paged(QStackedWidget):
    """A front and a page. The focus goes with what stands in front, if it was here at all."""

    def __init__(self, front: QWidget, page: Page) -> None:
        super().__init__()
        self.front, self.page = front, page
        for part in (front, page):
            self.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusProxy(front)

    @property
    def open(self) -> bool:
        """Whether the page stands in front."""
        return self.currentWidget() is self.page

    def turn(self, *, to_page: bool) -> None:
        """Let the page stand in front, or give the place back."""
        part = self.page if to_page else self.front
        if self.currentWidget() is part:
            return
        focused = QApplication.focusWidget()
        held = focused is not None and self.isAncestorOf(focused)
        self.setCurrentWidget(part)
        self.setFocusProxy(part)
        if held:
            part.setFocus()
