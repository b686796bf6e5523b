"""The panel of off-ramps and lines: a board. It offers, declares and finds nothing by itself; heavy acts leave as intents."""

from widgets.board.panel import BoardPanel
from widgets.look import Look


class LinesPanel(BoardPanel):
    """Intents about an off-ramp, a red line, a dispute or a message: what the state of each allows."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Off-ramps and lines")
