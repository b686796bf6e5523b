"""The ladder as painted: nothing cut, four words apart, calm when calm."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from tests.rig.story import sample_picture
from tests.widgets.conftest import Keep, Pixels, Render
from tests.widgets.eyesight import vivid_share
from tests.widgets.room import NOW, P12, crisis
from tests.widgets.samples import calm_ladder, crisis_ladder
from tests.widgets.spoken import cut, painted
from widgets.cells import Empty
from widgets.ladder.model import LadderModel
from widgets.ladder.panel import LadderPanel
from widgets.ladder.resolve import resolve
from widgets.look import Look
from widgets.standpoint import Standpoint
from widgets.tokens import ThemeName, Token

SIZE = (396, 507)


@pytest.fixture
def panel(look: Look, keep: Keep) -> LadderPanel:
    """A ladder panel with the crisis in it."""
    made = LadderPanel(look)
    keep(made)
    made.show_model(crisis_ladder())
    return made


@pytest.mark.parametrize(
    "model", [crisis_ladder(), calm_ladder(), resolve(crisis().picture, NOW, Standpoint("CMC"))], ids=["crisis", "calm", "picture"]
)
@pytest.mark.parametrize("theme", tuple(ThemeName))
def test_nothing_is_cut(look: Look, panel: LadderPanel, render: Render, model: LadderModel, theme: ThemeName) -> None:
    """Claim: at its designed size every text of the ladder is painted whole, in every theme, from samples and from a picture."""
    look.wear(theme=theme)
    panel.show_model(model)
    render(panel, *SIZE)
    assert cut(look) == []
    assert {rung.name for rung in model.rungs} <= set(painted(look))


def test_it_fits_its_place(panel: LadderPanel) -> None:
    """Claim: the crisis needs no more than the 507 px the desk gives it."""
    assert panel.minimumSizeHint().height() <= SIZE[1]


def test_declared_and_assessed_are_two_boxes(look: Look, panel: LadderPanel, render: Render) -> None:
    """Claim: the declared rung has the selected fill and a white bar, the assessed one the amber ground, and neither has the other's."""
    image = render(panel, *SIZE)
    declared, assessed = _at(image, 60, look.colour(Token.SELECTED)), _at(image, 60, look.colour(Token.HIGH_BG))
    bar = _at(image, 14, look.colour(Token.TEXT))
    assert min(len(declared), len(assessed), len(bar)) >= 25
    assert max(assessed) < min(declared)
    assert set(bar) >= set(declared)
    assert set(bar).isdisjoint(assessed)


def _at(image: Pixels, x: int, colour: QColor) -> list[int]:
    """Heights at which a column of pixels has exactly this colour."""
    wanted = (colour.red(), colour.green(), colour.blue())
    return [y for y in range(image.shape[0]) if tuple(image[y, x]) == wanted]


def test_words_are_painted(look: Look, panel: LadderPanel, render: Render) -> None:
    """Claim: every state stands as its word, not as a colour alone."""
    render(panel, *SIZE)
    wanted = {"DECLARED", "ASSESSED", "DIFFERS", "REACHED", "NOT REACHED", "NOT COMPLETE: FEN not reached", "firebreak", "in 00:42:28"}
    assert wanted <= set(painted(look))


def test_no_word_that_hides_its_kind(panel: LadderPanel) -> None:
    """Claim: nothing accessible in the panel reads ACK, SILENT, APPROVED, DENIED or withheld."""
    spoken = (
        " ".join(row.accessible for row in panel.rungs.rows)
        + panel.proposals.accessibleDescription()
        + panel.reasons.accessibleDescription()
    )
    words = {word.strip(",.:").upper() for word in spoken.split()}
    assert words & {"ACK", "SILENT", "APPROVED", "DENIED", "WITHHELD"} == set()


def test_rungs_speak(panel: LadderPanel) -> None:
    """Claim: each rung is a row with one sentence; declared and assessed are said apart."""
    spoken = [row.accessible for row in panel.rungs.rows]
    assert spoken[3] == "rung 4, Alert, assessed, above the declared level, proposed, differs: BOR"
    assert spoken[4] == "rung 3, Elevated, declared, partners: AUR, CAL, ESK, FEN, firebreak below"


def test_calm_is_grey(panel: LadderPanel, render: Render) -> None:
    """Claim: in the calm ladder fewer than 0.5 % of the pixels are vivid; in the crisis there are more."""
    crisis_share = vivid_share(render(panel, *SIZE))
    panel.show_model(calm_ladder())
    calm_share = vivid_share(render(panel, *SIZE))
    assert calm_share < 0.005 < crisis_share


def test_moving_the_rung_is_an_intent(panel: LadderPanel) -> None:
    """Claim: an arrow in the list says which rung is looked at, and nothing is declared by it."""
    said: list[tuple[str, str]] = []
    panel.selected.connect(lambda kind, subject: said.append((kind, subject)))
    panel.rungs.view.setCurrentIndex(panel.rungs.model.index(3))
    assert said == [("rung", "4")]


def test_acts_have_keys_without_buttons(panel: LadderPanel) -> None:
    """Claim: every act of the ladder has a key; quiet ones show no button; the silence is broken by Ctrl+B, for the proposal."""
    panel.show_model(resolve(crisis().picture, NOW, Standpoint("CMC")))
    assert {act.name: act.key for act in panel.foot.acts} == {
        "propose": "P",
        "break_silence": "Ctrl+B",
        "ask_extension": "E",
        "open_proposal": "R",
        "off_ramp": "O",
    }
    assert panel.foot.isHidden()
    assert next(act.subject for act in panel.foot.acts if act.name == "break_silence") == P12


def test_an_empty_ladder_is_said_in_words(look: Look, panel: LadderPanel, render: Render) -> None:
    """Claim: without a ladder the panel says so and paints no rung."""
    panel.show_model(LadderModel("", condition=Empty("No ladder loaded", "The room's doctrine names none")))
    render(panel, *SIZE)
    assert {"No ladder loaded", "The room's doctrine names none"} <= set(painted(look))
    assert "Emergency" not in painted(look)


def test_looking_at_a_rung_does_not_make_it_look_declared(look: Look, panel: LadderPanel, render: Render) -> None:
    """Claim: moving the selection adds no second declared fill."""
    before = _at(render(panel, *SIZE), 60, look.colour(Token.SELECTED))
    panel.rungs.select("5")
    assert _at(render(panel, *SIZE), 60, look.colour(Token.SELECTED)) == before


def test_the_exercises_own_picture_fits_its_place(look: Look, keep: Keep, render: Render) -> None:
    """Claim: at 10:47:32Z the exercise as shipped needs no more than the 507 px of the desk, every line in one piece."""
    panel = LadderPanel(look)
    keep(panel)
    panel.show_model(resolve(sample_picture(), NOW, Standpoint("CMC")))
    render(panel, *SIZE)
    assert panel.minimumSizeHint().height() <= SIZE[1]
    heights = {text.text: text.where.center().y() for text in look.ledger or []}
    assert heights["OR-2 Pause at Tarn Bridge"] == heights["OFFERED to 14:00Z"]


def test_a_brief_ladder_shows_its_rungs_first(look: Look, keep: Keep, panel: LadderPanel, render: Render) -> None:
    """Claim: where there is little room a brief ladder shows every rung and leaves away what does not stand whole below; with room, all."""
    place = QWidget()
    keep(place)
    panel.setParent(place)
    panel.brief = True
    need = panel.minimumSizeHint().height()
    assert need < SIZE[1] - 100
    panel.resize(SIZE[0], need)
    render(place, SIZE[0], need)
    assert {rung.name for rung in panel.model.rungs} <= set(painted(look))
    assert [text.text for text in look.ledger or [] if text.cut] == []
    assert panel.proposals.isHidden()
    panel.resize(SIZE[0], SIZE[1] + 20)
    render(place, SIZE[0], SIZE[1] + 20)
    assert not panel.proposals.isHidden()
    assert not panel.reasons.isHidden()
