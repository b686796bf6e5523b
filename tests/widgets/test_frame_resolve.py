"""The frame from the picture: labels that fail closed, counts that are exact, doubt that is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.alarm import Acknowledgement, Alarm, Shelving
from feeds.picture.holding import Holder, Judged, Match
from feeds.picture.label import Label, LabelClass, LabelPolicy, Tlp
from feeds.picture.regime import REAL, Regime, RegimeKind
from feeds.picture.room import SourceState, SourceStatus
from feeds.picture.warning import Severity
from tests.widgets.room import HOUR, MINUTE, NOW, Room, crisis, scenario
from widgets.cells import plain
from widgets.common_picture import CommonPicture
from widgets.frame_model import SYSTEM_HIGH, BannerModel, TopBarModel
from widgets.label_resolve import resolve as label
from widgets.standpoint import Standpoint
from widgets.status_bar_resolve import resolve as status_bar
from widgets.tokens import RegimeLook
from widgets.top_bar_resolve import LinkFacts, link_band, regime_view
from widgets.top_bar_resolve import resolve as top_bar
from widgets.words import State

DESK = Standpoint("CMC", "desk", "Duty officer, day")
LIVE = LinkFacts(State.LINK_LIVE, behind=300)
POLICY = scenario().policy
RELEASED = frozenset({"AUR", "BOR"})


def over(*labels: Label | None, policy: LabelPolicy | None = POLICY) -> BannerModel:
    """The banner over rows with these labels."""
    return label(labels, policy, 7)


def marked(classification: str = "RESTRICTED", releasable: frozenset[str] = RELEASED, tlp: Tlp | None = None) -> Label:
    """A label of the exercise's policy."""
    return Label(POLICY.name, classification, "AUR", releasable, tlp=tlp)


def test_a_banner_says_class_release_and_tlp() -> None:
    """Claim: prefix, class and release in the words; TLP apart; the policy's own colours."""
    model = over(marked(tlp=Tlp.AMBER_STRICT))
    assert (model.text, model.tlp, model.panels) == ("EXERCISE RESTRICTED // REL TO AUR, BOR", "AMBER+STRICT", 7)
    assert model.block.fill == "#0A3FA8"


def test_a_roll_up_takes_the_highest_class_and_the_shared_release() -> None:
    """Claim: highest class, intersection of releasable-to, strictest TLP; an empty intersection is originator only."""
    model = over(marked(tlp=Tlp.GREEN), marked("SECRET", frozenset({"BOR", "CAL"}), Tlp.RED))
    assert (model.text, model.tlp) == ("EXERCISE SECRET // REL TO BOR", "RED")
    assert over(marked(), marked(releasable=frozenset({"CAL"}))).text == "EXERCISE RESTRICTED // ORIGINATOR ONLY"


@pytest.mark.parametrize(
    "model",
    [over(None), over(marked(), None), over(), over(marked(), policy=None), over(marked("NO SUCH CLASS"))],
    ids=["missing", "one missing", "no rows", "no policy", "unknown class"],
)
def test_banners_fail_closed(model: BannerModel) -> None:
    """Claim: whatever cannot be read is system-high, originator only."""
    assert model == SYSTEM_HIGH


@given(st.text(max_size=9), st.text(max_size=9))
def test_a_policys_colours_are_only_colours(fill: str, text: str) -> None:
    """Claim: whatever a policy from outside gives for a colour, the banner has #RRGGBB or reads system-high."""
    policy = LabelPolicy("P", (LabelClass("OPEN", "OPEN", fill, text),))
    model = label([Label("P", "OPEN", "AUR", RELEASED)], policy)
    assert model == SYSTEM_HIGH or (len(model.block.fill) == len(model.block.text) == 7)


def raise_alarm(room: Room, subject: str, severity: Severity, onset: int = NOW - MINUTE, *, active: bool = True) -> None:
    """The watch raises an alarm."""
    room.write(subject, Alarm("rule", severity, "about", "title", "why", onset, active), onset)


def bar(room: Room, now: int = NOW, link: LinkFacts = LIVE, standpoint: Standpoint = DESK) -> TopBarModel:
    """The top bar."""
    return top_bar(room.picture, now, standpoint, link, "Operator")


def counts(room: Room, now: int = NOW) -> list[int]:
    """The four counts."""
    return [view.count for view in bar(room, now).counts]


def test_counts_are_the_unacknowledged_rows_returned_ones_included() -> None:
    """Claim: active and returned count alike; acknowledging this revision and shelving take one off; a shelf's end puts it back."""
    room = crisis()
    raise_alarm(room, "A-1", Severity.CRITICAL)
    raise_alarm(room, "A-2", Severity.MEDIUM)
    raise_alarm(room, "A-3", Severity.MEDIUM, active=False)
    assert counts(room) == [1, 0, 2, 0]
    room.write("A-1", Acknowledgement("A-1", 1, "desk"), NOW)
    room.write("A-2", Shelving("A-2", NOW + HOUR, "known", severity=Severity.MEDIUM), NOW)
    assert counts(room) == [0, 0, 1, 0]
    assert counts(room, NOW + HOUR) == [0, 0, 2, 0]


def test_a_flood_is_said() -> None:
    """Claim: ten alarms in ten minutes is the line; nine are not."""
    room = crisis()
    for number in range(9):
        raise_alarm(room, f"A-{number}", Severity.LOW)
    assert (bar(room).flood, bar(room).rate) == (False, "9 in 10 min · flood at 10")
    raise_alarm(room, "A-9", Severity.LOW)
    assert (bar(room).flood, bar(room).rate) == (True, "10 in 10 min · flood at 10")


def test_the_clock_goes_on_while_the_picture_stands() -> None:
    """Claim: with the link lost the clock is the room's time, the counts are those of the frozen picture."""
    room = crisis()
    frozen = Standpoint("CMC", frozen_at=NOW)
    model = top_bar(room.picture, NOW, frozen, LinkFacts(State.LINK_LOST, lost_for=41_000), "Operator", clock=NOW + 41_000)
    assert (model.clock, model.dtg, model.link.state, model.link.lost_for) == ("10:48:13Z", "221048ZNOV26", State.LINK_LOST, "00:41")


def test_the_band_says_what_is_frozen_and_off() -> None:
    """Claim: how long, which picture, what is off, when the next try comes; no band while the link holds or in replay."""
    lost = LinkFacts(State.LINK_LOST, lost_for=41_000, retry_in=2_100)
    band = link_band(lost, Standpoint("CMC", frozen_at=NOW))
    assert band is not None
    assert band.headline == "LINK LOST for 00:41"
    assert band.detail == (
        "FROZEN: the picture of 10:47:32Z. It is not live. Acknowledge, answer, tick and declare are off. Retrying, next in 3 s."
    )
    assert link_band(LIVE, DESK) is None
    assert link_band(lost, Standpoint("CMC", replay=True)) is None


@pytest.mark.parametrize("kind", tuple(RegimeKind))
def test_every_regime_has_its_block(kind: RegimeKind) -> None:
    """Claim: each kind of regime has the look of its name, and an exercise says which."""
    assert regime_view(Regime(kind, "X")).look is RegimeLook(kind.value)
    assert regime_view(REAL).name == ""
    assert bar(crisis()).regime.name == "QUIET HARBOUR 26"


def test_replay_has_no_link_to_be_live() -> None:
    """Claim: in replay the badge says that nothing can leave, not LIVE."""
    model = bar(crisis(), standpoint=Standpoint("CMC", replay=True))
    assert (model.link.state, model.replay) == (State.NO_LINK, True)


def said(
    room: Room,
    now: int = NOW,
    standpoint: Standpoint = DESK,
    common: CommonPicture | None = None,
) -> dict[str, list[str]]:
    """The status bar in words, by caption."""
    model = status_bar(room.picture, now, standpoint, common or CommonPicture())
    return {group.caption: [plain(fact) for fact in group.facts] for group in model.groups}


def heard(room: Room, *codes: str, state: SourceState = SourceState.LIVE) -> None:
    """The watch finds a status of some feeds."""
    for code in codes:
        room.write(code, SourceStatus(code, state, NOW - MINUTE), NOW - MINUTE)


def test_feeds_in_doubt_are_named() -> None:
    """Claim: those that send are counted; each of the others stands with its word and time."""
    room = crisis()
    heard(room, *(feed.code for feed in scenario().feeds if feed.code != "HYDRO-2"))
    room.write("AIS-N", SourceStatus("AIS-N", SourceState.NO_DATA, NOW - 5 * MINUTE, last_data=NOW - 432_000), NOW)
    assert said(room)["Feeds"] == ["10 LIVE", "HYDRO-2 SOURCE LOST 09:58Z", "AIS-N NO DATA 07:12"]


def test_many_feeds_in_doubt_are_counted_exactly() -> None:
    """Claim: three are named, the rest counted; none is lost among the live."""
    room = crisis()
    codes = sorted(feed.code for feed in scenario().feeds)
    heard(room, *(code for code in codes if code != "HYDRO-2"))
    heard(room, *codes[:6], state=SourceState.LOST)
    lost = len(set(codes[:6]) | {"HYDRO-2"})
    words = said(room)["Feeds"]
    assert (words[0], words[-1]) == (f"{len(codes) - lost} LIVE", f"and {lost - 3} more in doubt")


def test_a_feed_that_was_never_heard_is_not_live() -> None:
    """Claim: an announced feed without a finding reads "not heard yet", in the colour of doubt."""
    words = said(crisis())["Feeds"]
    assert (words[0], words[-1]) == ("0 LIVE", f"{len(scenario().feeds) - 1} not heard yet")


def test_equal_and_different_rooms() -> None:
    """Claim: the bar says with whom this room is equal and who differs, counted where there is no room, and whole for whoever asks."""
    differing = Holder("FEN", "FEN-1", "Liaison FEN-1", Judged(Match.DIFFERS, tables=("conditions",)))
    common = CommonPicture(displays=(Holder("BOR", "BOR-1", "Liaison BOR-1"), differing))
    model = status_bar(crisis().picture, NOW, DESK, common)
    group = next(group for group in model.groups if group.caption == "Common picture")
    assert [plain(fact) for fact in group.facts] == ["equal with BOR", "FEN DIFFERS: corridors"]
    assert [plain(fact) for fact in group.brief] == ["equal with 1 of 2 partners", "DIFFERS FEN"]
    assert group.whole == ("equal with this room: BOR", "Liaison FEN-1 DIFFERS: corridors")


def test_with_the_link_lost_nothing_is_compared() -> None:
    """Claim: the feeds are dated, and the comparison reads as not made."""
    frozen = Standpoint("CMC", frozen_at=NOW)
    words = said(crisis(), standpoint=frozen, common=CommonPicture(uncompared_for=41_000))
    assert "Feeds as of 10:47:32Z" in words
    assert words["Common picture"] == ["not compared for 00:41"]
