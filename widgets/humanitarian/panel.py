"""The humanitarian panel: a board. The room advises; only a movement's lead moves it, and no word here is a permission."""

from widgets.board.panel import BoardPanel
from widgets.look import Look


class HumanitarianPanel(BoardPanel):
    """Intents about a movement (of its lead alone), a pause, an incident, a notification, a site, a need."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Humanitarian")
