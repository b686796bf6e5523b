"""The panel of the night's work: a board. It signs, tasks and recalls nothing by itself."""

from widgets.board.panel import BoardPanel
from widgets.look import Look


class NightPanel(BoardPanel):
    """Intents: `handover`, `ask_information`, `change:EDGE`, `channel`, `posture`, `risk`, `recall_receipt`."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Night's work")
