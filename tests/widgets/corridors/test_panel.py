"""The corridor as painted and under the hand."""

import pytest

from feeds.picture.relief import RECEIPT_ONLY
from tests.rig.story import sample_picture
from tests.widgets.conftest import Keep, Render
from tests.widgets.panel_samples import calm_corridor, crisis_corridor, unknown_corridor
from tests.widgets.room import NOW
from tests.widgets.spoken import cut, forbidden
from widgets.corridors.bar import PER_ROW, SegmentBar
from widgets.corridors.model import CorridorsModel, Leg
from widgets.corridors.panel import CorridorsPanel
from widgets.corridors.resolve import resolve
from widgets.look import Look
from widgets.standpoint import Standpoint
from widgets.tokens import ThemeName, Token
from widgets.words import State

WIDTH, HEIGHT = 600, 245


@pytest.fixture
def panel(look: Look, keep: Keep) -> CorridorsPanel:
    """A corridor panel."""
    made = CorridorsPanel(look)
    keep(made)
    return made


MODELS = {
    "crisis": crisis_corridor(),
    "calm": calm_corridor(),
    "unknown": unknown_corridor(),
    "picture": resolve(sample_picture(), NOW, Standpoint("CMC")),
}


@pytest.mark.parametrize("theme", tuple(ThemeName))
@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS.keys())
def test_nothing_is_cut(look: Look, panel: CorridorsPanel, render: Render, model: CorridorsModel, theme: ThemeName) -> None:
    """Claim: at 600 px every text is whole in every theme, and no forbidden word is painted or spoken."""
    look.wear(theme=theme)
    panel.show_model(model)
    render(panel, WIDTH, max(HEIGHT, panel.minimumSizeHint().height()))
    assert cut(look) == []
    assert forbidden(panel, look) == []


def test_the_crisis_fits_its_place(panel: CorridorsPanel) -> None:
    """Claim: the crisis needs no more than the 245 px the desk gives it."""
    panel.show_model(crisis_corridor())
    assert panel.minimumSizeHint().height() <= HEIGHT


def test_a_receipt_never_stands_without_its_sentence(look: Look, panel: CorridorsPanel, render: Render) -> None:
    """Claim: wherever a receipt is painted the fixed wording is painted with it, and nothing of it is green or a tick."""
    panel.show_model(crisis_corridor())
    render(panel, WIDTH, HEIGHT)
    painted = look.ledger or []
    assert RECEIPT_ONLY in {each.text for each in painted}
    assert all(each.token is not Token.GOOD for each in painted if "RECEIPT" in each.text)


def test_met_is_no_lamp(look: Look, panel: CorridorsPanel, render: Render) -> None:
    """Claim: the word MET is text-coloured; only the bar of verified legs is green."""
    panel.show_model(calm_corridor())
    render(panel, WIDTH, HEIGHT)
    assert next(each.token for each in look.ledger or [] if each.text == "MET") is Token.TEXT


def test_on_a_relief_desk_open_is_not_to_be_read(look: Look, panel: CorridorsPanel, render: Render) -> None:
    """Claim: UNKNOWN stands in the declared word's place, and OPEN is nowhere on the panel."""
    panel.show_model(unknown_corridor())
    render(panel, WIDTH, 266)
    words = [each.text for each in look.ledger or []]
    assert words.count("UNKNOWN") == 3
    assert not any("OPEN" in text for text in (*words, panel.head.accessibleDescription()))


def test_arrows_go_to_the_neighbours(panel: CorridorsPanel) -> None:
    """Claim: ← and → select a neighbour; the panel itself goes on showing its model."""
    told: list[tuple[str, str]] = []
    panel.selected.connect(lambda kind, subject: told.append((kind, subject)))
    panel.show_model(crisis_corridor())
    for act in panel.foot.acts:
        if act.key in {"Left", "Right"}:
            panel.foot.requested.emit(act.name, act.subject)
    assert told == [("corridor", "C-1"), ("corridor", "C-4")]
    assert panel.model == crisis_corridor()


def test_a_long_corridor_takes_a_second_row(look: Look, keep: Keep, render: Render) -> None:
    """Claim: more legs than stand beside one another go on in another row, none left out."""
    bar = SegmentBar(look)
    keep(bar)
    legs = tuple(Leg(f"s{n}", f"S{n}", State.PASSABLE, "verified 14 min ago") for n in range(PER_ROW + 2))
    bar.show_legs(legs)
    render(bar, WIDTH, bar.sizeHint().height())
    assert {leg.code for leg in legs} <= {each.text for each in look.ledger or []}
    assert not any(each.cut for each in look.ledger or [])
    assert bar.accessibleDescription().count("passable") == PER_ROW + 2
