"""The status bar where there is room and where there is not."""

from __future__ import annotations

from feeds.picture.holding import Holder, Judged, Match
from tests.widgets.conftest import Render
from tests.widgets.room import NOW, crisis
from tests.widgets.spoken import cut
from widgets.common_picture import CommonPicture
from widgets.look import Look
from widgets.pieces import Parting, Spans
from widgets.standpoint import Standpoint
from widgets.status_bar import HEIGHT, StatusBar
from widgets.status_bar_resolve import resolve

CODES = ("AUR", "BOR", "CAL", "CPA", "DRA", "ESK", "HAC", "SFL", "UPC")


def bar(look: Look) -> StatusBar:
    """Return the host's bar: nine equal, one that differs."""
    differs = Holder("FEN", "FEN-1", "<b>Liaison</b>", Judged(Match.DIFFERS, tables=("conditions",)))
    displays = (*(Holder(code, code, f"Liaison {code}") for code in CODES), differs)
    made = StatusBar(look)
    made.show_model(resolve(crisis().picture, NOW, Standpoint("CMC"), CommonPicture(displays=displays)))
    return made


def painted(look: Look) -> str:
    """Return what was painted, in its order."""
    return " ".join(each.text for each in look.ledger or ())


def test_names_give_way_to_a_count_before_anything_is_lost(look: Look, render: Render) -> None:
    """Claim: where all fits it is all there; then the keys go, then equal partners are counted, and who differs is named throughout;
    last the group goes, and the line before it. Nothing is cut, and the whole list is there to be asked for and read aloud.
    """
    made = bar(look)
    names = f"equal with {', '.join(CODES)}"
    shown = {}
    for width in (1920, 1240, 1040):
        render(made, width, HEIGHT)
        shown[width] = painted(look)
        assert cut(look) == []
        assert ("DIFFERS FEN" if width == 1040 else "FEN DIFFERS: corridors") in shown[width]
    assert names in shown[1920]
    assert "next alarm" in shown[1920]
    assert names in shown[1240]
    assert "next alarm" not in shown[1240]
    assert names not in shown[1040]
    assert "equal with 9 of 10 partners" in shown[1040]
    render(made, 700, HEIGHT)
    assert painted(look).startswith("Feeds")
    assert "Common picture" not in painted(look)
    assert all(each.isHidden() for each in made.findChildren(Parting))
    (piece,) = [each for each in made.findChildren(Spans) if each.accessibleName() == "Common picture"]
    assert piece.accessibleDescription() == f"equal with this room: {', '.join(CODES)}; FEN <b>Liaison</b> DIFFERS: corridors"
    assert piece.toolTip() == piece.accessibleDescription().replace("; ", "\n")
