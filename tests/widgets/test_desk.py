"""The frame and the operator desk: places, sizes, words; what cannot be hidden; nothing cut."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from app.desks import OPERATOR
from tests.widgets.conftest import Keep, Pixels, Render
from tests.widgets.eyesight import vivid_share
from tests.widgets.samples import LABEL, LOST, calm_indicators, calm_ladder, crisis_indicators, crisis_ladder, status_bar, top_bar
from tests.widgets.spoken import cut, painted
from widgets.banner import Banner, Edge
from widgets.desk import DeskView, Frame, Part, designed
from widgets.frame_model import SYSTEM_HIGH, LinkView
from widgets.indicators.panel import IndicatorsPanel
from widgets.ladder.panel import LadderPanel
from widgets.link_band import LinkBand
from widgets.look import Look
from widgets.panel import Panel
from widgets.place import Place
from widgets.replay_frame import ReplayFrame
from widgets.tokens import RegimeLook, ThemeName
from widgets.top_bar import DeskTab, TopBar
from widgets.words import State

FULL = (1920, 1080)
TITLES = {name: name.capitalize() for name in OPERATOR.arrangement.panels} | {"ladder": "Escalation ladder"}


class Desk:
    """An operator desk in its frame."""

    def __init__(self, look: Look, *, calm: bool = False) -> None:
        self.ladder, self.indicators = LadderPanel(look), IndicatorsPanel(look)
        self.ladder.show_model(calm_ladder() if calm else crisis_ladder())
        self.indicators.show_model(calm_indicators() if calm else crisis_indicators())
        self.panels: dict[str, Panel] = {"ladder": self.ladder, "indicators": self.indicators}
        for name in (name for name in OPERATOR.arrangement.panels if name not in self.panels):
            self.panels[name] = Panel(look, TITLES[name])
            self.panels[name].set_body(QWidget())
        self.frame = Frame(look, DeskView(look, OPERATOR.arrangement, self.panels, TITLES))
        self.frame.show_label(LABEL)
        self.frame.top_bar.show_model(top_bar((0, 0, 0, 0) if calm else (1, 1, 2, 1)))
        self.frame.status_bar.show_model(status_bar())

    def place(self, panel: QWidget) -> tuple[int, int, int, int]:
        """Left, top, width, height in the frame."""
        corner = panel.mapTo(self.frame, QPoint(0, 0))
        return corner.x(), corner.y(), panel.width(), panel.height()


@pytest.fixture
def desk(look: Look, keep: Keep) -> Desk:
    """The crisis."""
    made = Desk(look)
    keep(made.frame)
    return made


def test_the_reference_desk_is_where_it_was_drawn(desk: Desk, render: Render) -> None:
    """Claim: at 1920x1080 each panel stands within 2 px of its designed place and size."""
    render(desk.frame, *FULL)
    wanted = {
        "ladder": (8, 87, 396, 507),
        "indicators": (8, 602, 396, 421),
        "map": (412, 87, 892, 616),
        "timeline": (412, 711, 892, 312),
        "alarms": (1312, 87, 600, 393),
        "corridor": (1312, 488, 600, 245),
        "checklist": (1312, 741, 600, 282),
    }
    for name, place in wanted.items():
        got = desk.place(desk.panels[name])
        assert all(abs(a - b) <= 2 for a, b in zip(got, place, strict=True)), (name, got)


@pytest.mark.parametrize("theme", tuple(ThemeName))
def test_nothing_is_cut_on_the_desk(desk: Desk, look: Look, render: Render, theme: ThemeName) -> None:
    """Claim: in every theme every text of frame, ladder and watch list is painted whole at 1920x1080, the link lost or not."""
    look.wear(theme=theme)
    render(desk.frame, *FULL)
    assert cut(look) == []
    desk.frame.link_band.show_model(LOST)
    desk.frame.top_bar.show_model(top_bar(link=LinkView(State.LINK_LOST, lost_for="00:41")))
    render(desk.frame, *FULL)
    assert cut(look) == []


def test_what_is_always_on_screen(desk: Desk, look: Look, render: Render) -> None:
    """Claim: label (twice), regime, link and clock are painted."""
    render(desk.frame, *FULL)
    texts = painted(look)
    assert texts.count(LABEL.text) == 2
    assert texts.count("TLP:AMBER+STRICT") == 2
    assert {"EXERCISE", "QUIET HARBOUR 26", "LIVE", "10:47:32Z", "221047ZNOV26"} <= set(texts)


def test_a_lost_link_pushes_the_desk_down(desk: Desk, look: Look, render: Render) -> None:
    """Claim: the band takes 44 px from the stretching panels, covers none, and says what is frozen and which key is its own."""
    render(desk.frame, *FULL)
    before = desk.place(desk.panels["ladder"])
    desk.frame.link_band.show_model(LOST)
    render(desk.frame, *FULL)
    after = desk.place(desk.panels["ladder"])
    assert (after[1] - before[1], after[3] - before[3]) == (44, 0)
    assert {"LINK LOST for 00:41", LOST.detail, "F7 acknowledge the link alarm"} <= set(painted(look))


def test_calm_is_grey(look: Look, keep: Keep, render: Render) -> None:
    """Claim: in the calm desk's panels fewer than 0.5 % of the pixels are vivid."""
    desk = Desk(look, calm=True)
    keep(desk.frame)
    image = render(desk.frame, *FULL)
    assert vivid_share(image[87:1023]) < 0.005


def test_the_desk_can_be_smaller(desk: Desk, render: Render) -> None:
    """Claim: at 1600x900 every panel is still there with some height; none collapses."""
    render(desk.frame, 1600, 900)
    assert all(panel.width() > 100 and panel.height() > 60 for panel in desk.frame.findChildren(Place))


@pytest.mark.parametrize(("scale", "size"), [(0.8, FULL), (1.33, (2560, 1440)), (1.5, (2880, 1620)), (2.0, (3840, 2160))])
def test_nothing_is_cut_at_any_scale(look: Look, desk: Desk, render: Render, scale: float, size: tuple[int, int]) -> None:
    """Claim: from 80 to 200 %, on a screen that grows with the text, every text is painted whole and the places scale."""
    look.wear(scale=scale)
    render(desk.frame, *size)
    assert cut(look) == []
    assert desk.place(desk.panels["ladder"])[3] == pytest.approx(507 * scale, abs=3)


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_what_must_stay_stays_when_it_is_narrow(look: Look, keep: Keep, render: Render, scale: float) -> None:
    """Claim: with large text on a narrow window regime, counts, link and clock are painted whole; what may be missed gives way."""
    look.wear(scale=scale)
    bar = TopBar(look)
    keep(bar)
    bar.show_model(top_bar())
    render(bar, 1920, 54 * 2)
    texts = set(painted(look))
    assert {"EXERCISE", "Operator", "1 CRITICAL", "1 HIGH", "2 MEDIUM", "1 LOW", "LIVE", "10:47:32Z"} <= texts
    assert cut(look) == []
    assert ("unacknowledged here" in texts) == (scale < 1.25)
    assert bar.clock.geometry().right() < 1920


def test_designed_sizes_add_up(look: Look) -> None:
    """Claim: what is fixed stays, the stretching parts share the rest, and never less than a third of their design."""
    parts = (Part(QWidgetStub, 393), Part(QWidgetStub, 245), Part(QWidgetStub, 282, stretches=True))
    assert designed(look, parts, 920) == [393, 245, 282]
    assert designed(look, parts, 700) == [393, 245, 94]


QWidgetStub: QWidget = None  # type: ignore[assignment]  # `designed` looks at sizes only; no widget need stand.


def test_counts_at_nought_stay_grey(look: Look, keep: Keep, render: Render) -> None:
    """Claim: with nothing unacknowledged the four counts are painted, and nothing in the bar's counts is vivid."""
    bar = TopBar(look)
    keep(bar)
    bar.show_model(top_bar((0, 0, 0, 0)))
    image = render(bar, 1920, 54)
    assert {"0 CRITICAL", "0 HIGH", "0 MEDIUM", "0 LOW"} <= set(painted(look))
    left, right = bar.counts[0].x(), bar.counts[3].x() + bar.counts[3].width()
    assert vivid_share(image[:, left:right]) == 0
    bar.show_model(top_bar((1, 0, 0, 0)))
    assert vivid_share(render(bar, 1920, 54)[:, left:right]) > 0.02


def test_choosing_a_desk_is_an_intent(look: Look, keep: Keep) -> None:
    """Claim: pressing a tab asks for that desk by its name."""
    bar = TopBar(look)
    keep(bar)
    bar.show_model(top_bar())
    asked: list[str] = []
    bar.desk_chosen.connect(asked.append)
    next(tab for tab in bar.findChildren(DeskTab) if tab.text() == "Analyst").click()
    assert asked == ["Analyst"]


def test_nothing_shifts_when_the_clock_ticks(look: Look, keep: Keep, render: Render) -> None:
    """Claim: another time, another count of the same digits: every piece keeps its place."""
    bar = TopBar(look)
    keep(bar)
    bar.show_model(top_bar((1, 1, 2, 1), clock="10:47:32Z"))
    render(bar, 1920, 54)
    before = [child.geometry() for child in bar.findChildren(QWidget)]
    bar.show_model(top_bar((4, 7, 0, 8), clock="11:11:11Z"))
    render(bar, 1920, 54)
    assert [child.geometry() for child in bar.findChildren(QWidget)] == before


def test_a_banner_fails_closed(look: Look, keep: Keep, render: Render) -> None:
    """Claim: until told otherwise a banner reads SYSTEM HIGH on black with a white diagonal edge."""
    banner = Banner(look, Edge.TOP)
    keep(banner)
    image = render(banner, 1920, 24)
    assert painted(look) == [SYSTEM_HIGH.text]
    assert not image[4:20, 300:500].any()
    edge = image[2:22, :60]
    assert (edge.min(), edge.max()) == (0, 255)


def test_banner_words_are_centred(look: Look, keep: Keep, render: Render) -> None:
    """Claim: the words stand in the middle of the window whatever the chip beside them says."""
    banner = Banner(look, Edge.TOP)
    keep(banner)
    banner.show_model(LABEL)
    render(banner, 1920, 24)
    words = next(text for text in look.ledger or [] if text.text == LABEL.text)
    assert words.where.center().x() == pytest.approx(960, abs=2)


def test_the_link_alarm_has_its_own_act(look: Look, keep: Keep) -> None:
    """Claim: pressing the band's act asks once; after it was heard it cannot be pressed again and says so."""
    band = LinkBand(look)
    keep(band)
    assert band.isHidden()
    asked: list[bool] = []
    band.acknowledged.connect(lambda: asked.append(True))
    band.show_model(LOST)
    band._button.click()
    band.show_model(type(LOST)(LOST.headline, LOST.detail, acknowledged=True))
    band._button.click()
    assert (asked, band._button.text()) == ([True], "link alarm acknowledged")
    band.show_model(None)
    assert band.isHidden()


def test_a_replay_has_a_pink_frame_on_four_sides(look: Look, keep: Keep, render: Render) -> None:
    """Claim: all four sides are hatched in the replay colour; the inside is not."""
    inside = QWidget()
    inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    frame = ReplayFrame(look, inside)
    keep(frame)
    image = render(frame, 400, 300)
    sides = (image[: ReplayFrame.edge], image[-ReplayFrame.edge :], image[:, : ReplayFrame.edge], image[:, -ReplayFrame.edge :])
    assert all(_has(side, look) for side in sides)
    assert not _has(image[ReplayFrame.edge : -ReplayFrame.edge, ReplayFrame.edge : -ReplayFrame.edge], look)


def _has(area: Pixels, look: Look) -> bool:
    pink = look.theme.regimes[RegimeLook.REPLAY].fill
    wanted = [int(pink[i : i + 2], 16) for i in (1, 3, 5)]
    return bool((area == wanted).all(axis=2).any())
