"""One place on a desk: a panel, or several as tabs, that lives there, and at times a guest in front of it.

A review sheet, the chain of why and the keys are guests: they stand where the hand is, and Esc gives the place back. Deliberately absent:
which panels there are and who becomes a guest where (app/).
"""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from widgets.look import Look
from widgets.panel import Panel
from widgets.tabs import Tabs

_YIELDS_TO = 120


class Place(QStackedWidget):
    """Panels that live here, by their titles, and at most one guest.

    `scrolls`: in less room than its panel needs it scrolls. `yields`: where room is short this place gives way before others do.
    """

    def __init__(
        self,
        look: Look,
        residents: tuple[tuple[str, Panel], ...],
        *,
        scrolls: bool = False,
        yields: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._yields = look, scrolls and yields
        self.residents = tuple(panel for _, panel in residents)
        self._panels = dict(residents)
        for title, panel in residents:
            panel.header.title, panel.header.reserved = title, 0
        self.tabs = Tabs(look, residents, self) if len(residents) > 1 else None
        self._home: QWidget = self.residents[0] if self.tabs is None else self.tabs
        if scrolls:
            self._home = _Scrolling(self._home, self)
        self._guest: Panel | None = None
        self.addWidget(self._home)
        self._home.show()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusProxy(self.tabs or self.residents[0])

    def minimumSizeHint(self) -> QSize:
        """What stands here needs, or where this place gives way a little of its height."""
        need = super().minimumSizeHint()
        return QSize(need.width(), min(need.height(), self._look.px(_YIELDS_TO))) if self._yields else need

    @property
    def guest(self) -> Panel | None:
        """Who stands in front of the one that lives here, or None."""
        return self._guest

    @property
    def shown(self) -> Panel:
        """The panel that is seen: the guest, else the resident in front."""
        return self._guest or self.fronted

    @property
    def fronted(self) -> Panel:
        """Who lives here and is in front, a guest or not."""
        return self._panels[self.tabs.current] if self.tabs is not None else self.residents[0]

    def front(self, panel: Panel) -> None:
        """Turn to a resident's tab, without the focus."""
        if self.tabs is not None:
            self.tabs.show_tab(self._title(panel))

    def lives(self, panel: Panel) -> bool:
        """Whether this panel lives here, in front or behind a tab."""
        return any(each is panel for each in self.residents)

    def put(self, panel: Panel) -> None:
        """Let this panel stand here, with the focus: a resident comes to the front, anyone else is a guest."""
        self._leave(panel)
        if self.lives(panel):
            self.front(panel)
        elif self._guest is not panel:
            self._guest = panel
            self.addWidget(panel)
            self.setCurrentWidget(panel)
            self.setFocusProxy(panel)
        panel.setFocus()

    def give_back(self) -> bool:
        """Give the place back to who lives here, with the focus; False where nobody else stood here."""
        if self._guest is None:
            return False
        self._leave(None)
        self.shown.setFocus()
        return True

    def want(self, panel: Panel, words: str) -> None:
        """Say on a tab what its panel wants: "2 late"; empty: nothing. Who stands alone needs no tab to say it."""
        if self.tabs is not None:
            self.tabs.want(self._title(panel), words)

    def _title(self, panel: Panel) -> str:
        return next((title for title, each in self._panels.items() if each is panel), "")

    def _leave(self, comer: Panel | None) -> None:
        guest = self._guest
        if guest is None or guest is comer:
            return
        self._guest = None
        self.setCurrentWidget(self._home)
        self.setFocusProxy(self.tabs or self.residents[0])
        self.removeWidget(guest)


class _Scrolling(QScrollArea):
    """In less room than it needs a panel scrolls; none is squeezed until its words are cut."""

    def __init__(self, home: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        # Between the two stands a holder: an area goes on sizing what it was given, though that stands elsewhere by then.
        self._holder = QWidget(self)
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(home)
        # A panel that stood behind a tab was hidden there, and a layout shows nobody who was hidden on purpose.
        home.show()
        self.setWidget(self._holder)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._holder.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        """What the panel needs, so that it gets it where there is room."""
        return self._holder.minimumSizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A panel that needs more or less than before says so to the place it stands in."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
        return super().eventFilter(watched, event)
