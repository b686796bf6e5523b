"""The exercise's picture at 10:47:32Z and at 08:33Z as view models: what the render tests paint."""

from widgets.cells import Act, Word, state_mark
from widgets.frame_model import (
    BannerModel,
    CountView,
    Group,
    LinkBandModel,
    LinkView,
    RegimeView,
    StatusBarModel,
    TopBarModel,
)
from widgets.indicators.model import Alarm, IndicatorsModel, IndicatorView, ProblemView
from widgets.ladder.model import Assessed, Countdown, LadderModel, ProposalView, Reason, Rung, SilenceCell
from widgets.roles import Role
from widgets.tokens import LABELS, LabelLook, RegimeLook, Token
from widgets.words import SEVERITIES, Glyph, State

_NAMES = {7: "Emergency", 6: "Critical", 5: "Reinforced", 4: "Alert", 3: "Elevated", 2: "Watch", 1: "Routine"}
LADDER_ACTS = (
    Act("propose", "Propose…", "P", quiet=True),
    Act("break_silence", "Break silence…", "Ctrl+B", quiet=True),
    Act("ask_extension", "Ask extension…", "E", quiet=True),
    Act("off_ramp", "Off-ramp", "O", quiet=True),
)


def _rung(ordinal: int, **what: object) -> Rung:
    return Rung(ordinal, str(ordinal), _NAMES[ordinal], firebreak=ordinal in {3, 6}, **what)  # type: ignore[arg-type]  # Test data, by keyword.


def crisis_ladder() -> LadderModel:
    """Declared 3, assessed 4 on live evidence, a proposal under silence, FEN not reached."""
    return LadderModel(
        scope="generic-7 v3",
        rungs=(
            _rung(7),
            _rung(6),
            _rung(5),
            _rung(4, assessed=Assessed.ABOVE, proposed=True, partners=("BOR",), differs=True),
            _rung(3, declared=True, partners=("AUR", "CAL", "ESK", "FEN")),
            _rung(2, partners=("DRA",), differs=True),
            _rung(1),
        ),
        proposals=(
            ProposalView(
                "P-6T4W",
                "Raise 3 to 4",
                "rev 1 · PUT by the chair, CAL",
                "Under silence to 11:30Z · chair adopts",
                Countdown.RUNNING,
                "in 00:42:28",
                0.29,
                (SilenceCell(State.REACHED, ("AUR", "BOR", "CAL", "DRA", "ESK")), SilenceCell(State.NOT_REACHED, ("FEN",))),
                "NOT COMPLETE: FEN not reached",
            ),
        ),
        reasons=(
            Reason("Why 4", "T4-A corridor threat", "2 of 2 met, live", Glyph.GAUGE_FULL, strong=True),
            Reason("", "T4-B coercive closure", "2 of 3, third STALE", Glyph.CLOCK_TWO_HANDS, State.STALE),
            Reason("Down to 2", "Exit criteria X3", "0 of 2 · dwell 3 h 45 of 12 h", Glyph.GAUGE_EMPTY),
            Reason("Off-ramp", "OR-2 pause, Tarn Bridge", "OFFERED to 14:00Z", Glyph.RING),
        ),
        acts=LADDER_ACTS,
    )


def calm_ladder() -> LadderModel:
    """Declared 3, assessed 3, all at 3."""
    return LadderModel(
        scope="generic-7 v3",
        rungs=(_rung(7), _rung(6), _rung(5), _rung(4), _rung(3, declared=True, all_here="all 6 at 3"), _rung(2), _rung(1)),
        reasons=(
            Reason("No proposal", "declared 3", "since 07:02Z"),
            Reason("Up to 4", "T4-A corridor threat", "0 of 2", Glyph.GAUGE_EMPTY),
            Reason("", "T4-B coercive closure", "2 of 3", Glyph.GAUGE_HALF),
            Reason("Down to 2", "Exit criteria X3", "1 of 2 · dwell 1 h 31 of 12 h", Glyph.GAUGE_HALF),
            Reason("Off-ramp", "none open", "OR-1 expired 05:30Z"),
        ),
        acts=LADDER_ACTS,
    )


def _problem(likelihood: str) -> ProblemView:
    return ProblemView("WP-2", "Corridor closure", "owner AUR · review 12:00Z", likelihood, "moderate")


def crisis_indicators() -> IndicatorsModel:
    """Two alarms, and every doubt there is."""
    view = IndicatorView
    return IndicatorsModel(
        scope="8 of 11 · by threshold",
        problem=_problem("very likely (80\N{EN DASH}95 %), by 14:00Z"),
        indicators=(
            view(
                "i03",
                "I-03",
                "Artillery fire within reach",
                State.OBSERVED,
                State.LIVE,
                "3 min",
                "B2",
                alarm=Alarm("A-7K2Q", State.CRITICAL, unacknowledged=True),
            ),
            view(
                "i07",
                "I-07",
                "Ferry crossings stopped",
                State.OBSERVED,
                State.LIVE,
                "2 h 12",
                "B3",
                alarm=Alarm("A-M4T9", State.HIGH, unacknowledged=True),
            ),
            view("i11", "I-11", "Posts closed to civilians", State.PARTIAL, State.AGEING, "2 h 25", "C3"),
            view("i04", "I-04", "Naval movement, north approach", State.OBSERVED, State.STALE, "6 h 04", "B2"),
            view("i12", "I-12", "Water at Tarn Bridge", State.NOT_ASSESSED, State.SOURCE_LOST, "49 min"),
            view("i13", "I-13", "People arriving at Halvern", State.NOT_OBSERVED, State.LIVE, "", "B2", looked="looked 14 min ago by AUR"),
            view("i16", "I-16", "Drones over HC-2", State.NO_COLLECTION, None, looked="nobody is looking"),
            view(
                "i14",
                "I-14",
                "Hotline answered",
                State.NOT_OBSERVED,
                State.LIVE,
                "",
                "B2",
                looked="looked 22 min ago by CAL",
                direction="de-escalatory",
            ),
        ),
    )


def calm_indicators() -> IndicatorsModel:
    """Nothing rings; one thing nobody looks for, which still does not look calm."""
    view = IndicatorView
    return IndicatorsModel(
        scope="8 of 11 · by threshold",
        problem=_problem("unlikely (20\N{EN DASH}45 %), by 14:00Z"),
        indicators=(
            view("i03", "I-03", "Artillery fire within reach", State.NOT_OBSERVED, State.LIVE, "", "B2", looked="looked 6 min ago by AUR"),
            view("i07", "I-07", "Ferry crossings stopped", State.NOT_OBSERVED, State.LIVE, "", "A2", looked="looked 9 min ago by CPA"),
            view("i11", "I-11", "Posts closed to civilians", State.PARTIAL, State.LIVE, "1 h 39", "C3"),
            view("i04", "I-04", "Naval movement, north approach", State.OBSERVED, State.AGEING, "3 h 50", "B2"),
            view("i12", "I-12", "Water at Tarn Bridge", State.NOT_OBSERVED, State.LIVE, "", "B2", looked="looked 3 min ago by CPA"),
            view("i13", "I-13", "People arriving at Halvern", State.NOT_OBSERVED, State.LIVE, "", "B2", looked="looked 21 min ago by AUR"),
            view("i16", "I-16", "Drones over HC-2", State.NO_COLLECTION, None, looked="nobody is looking"),
            view(
                "i14",
                "I-14",
                "Hotline answered",
                State.NOT_OBSERVED,
                State.LIVE,
                "",
                "B2",
                looked="looked 18 min ago by CAL",
                direction="de-escalatory",
            ),
        ),
    )


def top_bar(counts: tuple[int, int, int, int] = (1, 1, 2, 1), *, link: LinkView | None = None, clock: str = "10:47:32Z") -> TopBarModel:
    """The operator's top bar."""
    return TopBarModel(
        regime=RegimeView(RegimeLook.EXERCISE, "QUIET HARBOUR 26"),
        desks=("Operator", "Liaison", "Analyst", "Wallboard"),
        desk="Operator",
        counts=tuple(CountView(severity, count) for severity, count in zip(SEVERITIES, counts, strict=True)),
        rate=f"{4 if sum(counts) else 0} in 10 min · flood at 10",
        flood=False,
        link=link or LinkView(State.LINK_LIVE, "0.3 s behind"),
        seat="Duty officer, day",
        room="Meridian CMC",
        date="Sun 22 Nov 2026",
        dtg="221047ZNOV26",
        clock=clock,
    )


def status_bar() -> StatusBarModel:
    """Two feeds in doubt, one room that differs."""
    feeds = (
        (state_mark(State.LIVE, 13), Word("9 LIVE", Role.DENSE, Token.TEXT2)),
        (state_mark(State.AGEING, 13), Word("1 AGEING", Role.DENSE, Token.TEXT2)),
        (state_mark(State.NO_DATA, 14), Word("AIS-N NO DATA 07:12", Role.DENSE_STRONG, Token.DOUBT)),
        (state_mark(State.SOURCE_LOST, 13), Word("HYDRO-2 SOURCE LOST 09:58Z", Role.DENSE_STRONG, Token.DOUBT)),
    )
    common = (
        (state_mark(State.EQUAL, 13), Word("equal with AUR, BOR, CAL, DRA, ESK", Role.DENSE, Token.TEXT2)),
        (state_mark(State.DIFFERS, 13), Word("FEN DIFFERS: corridors", Role.DENSE, Token.TEXT2)),
    )
    federation = ((state_mark(State.LIVE, 13), Word("connected", Role.DENSE, Token.TEXT2)),)
    return StatusBarModel((Group("Feeds", feeds), Group("Common picture", common), Group("Federation", federation)))


LABEL = BannerModel(
    "EXERCISE RESTRICTED // REL TO AUR, BOR, CAL, DRA, ESK, FEN, HAC, CPA", LABELS[LabelLook.RESTRICTED], tlp="AMBER+STRICT", panels=7
)
LOST = LinkBandModel(
    "LINK LOST for 00:41",
    "FROZEN: the picture of 10:47:32Z. It is not live. Acknowledge, answer, tick and declare are off. Retrying, next in 3 s.",
)
