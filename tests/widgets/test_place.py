"""A place on a desk: who lives there, who is a guest, and how it is given back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Keep
from widgets.arrangement import Arrangement, Lane, Spot
from widgets.desk import DeskView
from widgets.look import Look
from widgets.panel import Panel
from widgets.place import Place


def panel(look: Look, title: str) -> Panel:
    """Return a panel with something in it."""
    made = Panel(look, title)
    made.set_body(QWidget())
    return made


def test_a_guest_stands_in_front_until_the_place_is_given_back(look: Look, keep: Keep) -> None:
    """Claim: a guest is seen, another takes its turn, and giving back shows who lives there; a second time there is nobody to send."""
    home, why, keys = (panel(look, title) for title in ("Timeline", "Why", "Keys"))
    place = Place(look, (("Timeline", home),))
    keep(place)
    place.put(why)
    place.put(keys)
    assert (place.shown, place.guest) == (keys, keys)
    assert place.give_back()
    assert (place.shown, place.guest) == (home, None)
    assert not place.give_back()
    for each in (why, keys):
        each.setParent(place)


def test_putting_a_resident_turns_to_its_tab(look: Look, keep: Keep) -> None:
    """Claim: who lives behind a tab comes to the front and sends a guest away; its header holds no title under the tabs."""
    first, second, guest = (panel(look, title) for title in ("Checklist", "Health", "Why"))
    place = Place(look, (("Checklist", first), ("Health", second)))
    keep(place)
    place.put(guest)
    place.put(second)
    assert (place.shown, place.guest) == (second, None)
    assert second.header.title == ""
    guest.setParent(place)


def test_a_place_that_scrolls_lets_go_of_who_stands_elsewhere(look: Look, keep: Keep) -> None:
    """Claim: an old place is gone from a panel that stands in another: two areas would size it against each other without an end."""
    home = panel(look, "Alarms")
    first, second = (QWidget() for _ in range(2))
    keep(first)
    keep(second)
    old = Place(look, (("Alarms", home),), scrolls=True)
    old.setParent(first)
    first.resize(300, 300)
    first.grab()
    new = Place(look, (("Alarms", home),), scrolls=True)
    new.setParent(second)
    new.resize(500, 400)
    second.grab()
    assert (home.width(), home.height()) == (500, 400)
    old.resize(640, 480)
    first.grab()
    assert (home.width(), home.height()) == (500, 400)


def test_panels_move_from_desk_to_desk_and_take_their_title_again(look: Look, keep: Keep, qtbot: QtBot) -> None:
    """Claim: a panel that stood behind a tab has its own title where it stands alone; the desk that is taken down takes none with it."""
    panels = {name: panel(look, name.capitalize()) for name in ("alarms", "health")}
    titles = {name: name.capitalize() for name in panels}
    ground = QWidget()
    keep(ground)
    together = Arrangement((Lane((Spot(("alarms", "health"), 100),), 100),), guests="alarms")
    apart = Arrangement((Lane((Spot(("alarms",), 100), Spot(("health",), 100)), 100),), guests="alarms", order=("health",))
    first = DeskView(look, together, panels, titles)
    first.setParent(ground)
    for each in panels.values():
        each.setParent(ground)
    with qtbot.waitSignal(first.destroyed):
        first.deleteLater()
    second = DeskView(look, apart, panels, titles)
    second.setParent(ground)
    assert [place.shown.header.title for place in second.round] == ["Health", "Alarms"]
    assert second.holding(panels["alarms"]) is second.place("alarms")
