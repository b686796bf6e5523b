"""The keys, in two columns of rows: those of one panel, then those that work everywhere. Esc or F1 again leaves.

What a panel's keys are, its acts say themselves; the rest is a table here. Deliberately absent: doing anything.
"""

from collections.abc import Sequence

from widgets.cells import Act, Cell, Chip, Column, Row, Word
from widgets.look import Look
from widgets.panel import Panel
from widgets.roles import Role
from widgets.rows import RowList
from widgets.tokens import Token

EVERYWHERE: tuple[tuple[str, str], ...] = (
    ("F1", "the keys of this panel"),
    ("F2", "why the selected thing is what it is"),
    ("F6", "next panel; Shift+F6 the one before"),
    ("Alt+1…9", "the panel of that number"),
    ("Ctrl+1…4", "another desk"),
    ("F7", "acknowledge the alarm of this seat's own link"),
    ("F8", "worst unacknowledged alarm; again for the next, Shift+F8 for the one before"),
    ("F9", "silence sounds for 2 minutes"),
    ("F11", "full screen"),
    ("Ctrl+K", "palette: everything that can be done from here"),
    ("Ctrl+F", "search records"),
    ("Ctrl+G", "go to a time"),
    ("Ctrl+R", "look back at a moment; L is live again"),
    ("Ctrl+L", "as a partner would see it; again: one's own eyes"),
    ("Ctrl+Tab", "next tab of this place"),
    ("Ctrl+S", "save this desk"),
    ("Backspace", "what was selected before"),
    ("Esc", "one level back"),
    ("Ctrl++", "larger text; Ctrl+- smaller, Ctrl+0 as designed"),
)
PANELS: dict[str, tuple[tuple[str, str], ...]] = {
    "Map": (
        ("← → ↑ ↓", "pan"),
        ("+ -", "zoom"),
        ("F", "fit"),
        ("N", "what comes next in the list; Shift+N what came before"),
        ("Enter", "what the selected thing is"),
        ("T", "all that is on the map, as a list"),
        ("Z", "layers: show, order, strength, severity"),
        ("H", "legend away, or back"),
        ("G", "go to coordinates or a place"),
        ("B", "named views"),
        ("M", "measure: Enter sets a point, Backspace takes it back, Esc ends"),
        ("C", "coordinates in degrees, with minutes and seconds, in MGRS"),
        ("X", "graticule"),
        ("O", "overview map"),
        ("D", "count crowds by cell, or draw each mark"),
    ),
    "Timeline": (
        ("← →", "pan"),
        ("+ -", "zoom"),
        ("[ ]", "event before, event after"),
        ("Enter", "look back at that event; L is live again"),
        ("Home End", "first event, now"),
        ("G", "lanes by kind, discipline, problem, corridor, entity"),
        ("PgUp PgDn", "lanes above, lanes below"),
        ("B", "begin a range, end it, drop it; or drag on the axis"),
        ("L", "follow now"),
    ),
    "Replay": (
        ("Space", "play, pause"),
        ("← →", "one step back, one step on"),
        ("S", "what a step goes by: record, report, alarm, rung change, act, time"),
        ("Shift+← →", "act before, act after"),
        ("Ctrl+← →", "alarm before, alarm after"),
        ("Alt+← →", "rung change before, rung change after"),
        (", .", "slower, faster"),
        ("R", "play the marked range over and over"),
        ("Q", "pass over what is quiet"),
        ("0", "T-zero is here; again: nowhere"),
        ("Home End", "first record, last record"),
    ),
}
_COLUMNS = (Column("", 150), Column(""))
_ROW = 30


class KeysPanel(Panel):
    """Shows the keys of a panel."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Keys")
        self.list = RowList(look, _COLUMNS, row_height=_ROW, name="keys")
        self.set_body(self.list)

    def show_keys(self, title: str, acts: Sequence[Act]) -> None:
        """Show the keys of the panel of this title, with the acts it offers now."""
        self.set_scope("Esc leaves")
        own = [(act.key, act.label) for act in acts if act.key] + list(PANELS.get(title, ()))
        rows = [_head(title or "This desk")] + [_row(key, what) for key, what in own] if own else []
        self.list.show_rows([*rows, _head("Everywhere"), *(_row(key, what) for key, what in EVERYWHERE)])


def _head(text: str) -> Row:
    return Row(f"head:{text}", (Cell(0, (Word(text, Role.COLUMN, Token.TEXT3),)),), text, ground=Token.RAISED)


def _row(key: str, what: str) -> Row:
    return Row(f"{key}:{what}", (Cell(0, (Chip(key),)), Cell(1, (Word(what, Role.BODY, Token.TEXT),))), f"{key}: {what}")
