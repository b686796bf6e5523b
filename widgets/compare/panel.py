"""The compare panel: a board of differences. It judges none of them."""

from widgets.board.panel import BoardPanel
from widgets.look import Look


class ComparePanel(BoardPanel):
    """Intents: `put_aside` (C) keeps the moment shown, or ends comparing; `selected(kind, subject)` as the operator moves."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Compare")
