"""The panel of exercise control: a board. Its keys give orders to the player; it plays nothing by itself."""

from widgets.asking import Question
from widgets.board.model import BoardModel
from widgets.board.panel import BoardPanel
from widgets.look import Look


class ExercisePanel(BoardPanel):
    """Intents: `direct:fire`, `direct:hold`, `direct:release`, `direct:skip`, `direct:pause`, `direct:go on`, and
    `direct:note:WORDS` once what was observed is written.

    An inject that changes its section goes there at once, also under the hand: it is the hand, or its time, that moved it.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Exercise")

    def show_model(self, model: BoardModel) -> None:
        """Show the board; what moved is where it belongs."""
        moved = _places(self.model) != _places(model)
        super().show_model(model)
        if moved:
            self.list.settle()

    def acted(self, name: str, subject: str) -> None:
        """A note asks for its words first."""
        if name == "direct:note":
            self.ask(Question(name, subject, f"What was observed after {subject}?", "Note", "What they did, or did not"))
        else:
            super().acted(name, subject)

    def _moved(self, _key: str) -> None:
        """An inject is no record: selecting one selects nothing elsewhere."""
        self._dress_foot()


def _places(model: BoardModel) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(entry.key for entry in section.entries) for section in model.sections)
