"""The picture at a moment, as a board. Shows a model, asks for nothing but to follow a row."""

from widgets.board.panel import BoardPanel
from widgets.look import Look


class PictureAtPanel(BoardPanel):
    """Intents: `selected(kind, subject)` as the operator moves."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Picture at T")
