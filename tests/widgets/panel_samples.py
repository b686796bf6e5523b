"""The exercise's picture at 10:47:32Z and at 08:33Z as view models of the right-hand panels: what the render tests paint."""

from dataclasses import replace

from widgets.alarms.model import AlarmItem, AlarmsModel
from widgets.cells import Act, Empty
from widgets.checklists.model import ChecklistModel, HeldList, RunModel, StepItem
from widgets.corridors.model import CorridorsModel, CorridorView, Leg, Notice, Party, Receipt, Traveller
from widgets.words import Glyph, Stage, State

_MINUTE = 60_000


def _alarm(ident: str, severity: State, stage: Stage, raised: str, title: str, why: str, note: str, **more: object) -> AlarmItem:
    hours, minutes, seconds = (int(part) for part in raised.split(":"))
    onset = ((hours * 60 + minutes) * 60 + seconds) * 1000
    return AlarmItem(ident, ident, severity, stage, raised, onset, title, why, note=note, **more)  # type: ignore[arg-type]  # Test data, by keyword.


def crisis_alarms(*, off: str = "") -> AlarmsModel:
    """Five unacknowledged, one of them returned; one acknowledged, one shelved."""
    at_seat = "at this seat"
    return AlarmsModel(
        "5 unacknowledged · 1 shelved",
        (
            _alarm(
                "A-7K2Q",
                State.CRITICAL,
                Stage.UNACKNOWLEDGED,
                "10:47:06",
                "HC-2 S3 endangered: DZ-07 1.2 km ± 0.5",
                "declared OPEN · conditions NOT MET · limit 3 km",
                "1 of 8 answered",
                revision=2,
                group="HC-2",
                group_name="HC-2",
            ),
            _alarm(
                "A-M4T9",
                State.HIGH,
                Stage.UNACKNOWLEDGED,
                "10:46:51",
                "Assessed 4 is above declared 3",
                "T4-A met on live evidence · P-6T4W under silence",
                at_seat,
                group="WP-2",
                group_name="WP-2",
            ),
            _alarm(
                "A-H3V6",
                State.MEDIUM,
                Stage.UNACKNOWLEDGED,
                "10:40:20",
                "Feed AIS-N: NO DATA for 07:12",
                "STALE, not cleared · holds I-01, I-04",
                at_seat,
                group="WP-2",
                group_name="WP-2",
            ),
            _alarm(
                "A-C2W8",
                State.MEDIUM,
                Stage.RETURNED,
                "10:12:40",
                "CL-EVAC step 6 late",
                "returned to normal 10:31Z, done late",
                "still UNACK",
                group="WP-2",
                group_name="WP-2",
            ),
            _alarm(
                "A-T6Q2",
                State.LOW,
                Stage.UNACKNOWLEDGED,
                "10:46:20",
                "Answer overdue 01:12: R-9X3D, DRA",
                "delivered 10:41Z · timer 5 min · U reminds",
                at_seat,
                remind="R-9X3D",
            ),
            _alarm(
                "A-R8D5",
                State.HIGH,
                Stage.ACKNOWLEDGED,
                "10:31:10",
                "P-6T4W NOT COMPLETE: FEN not reached",
                "chair told 10:33Z · FEN: NOBODY since 10:26Z",
                "Duty officer 10:32",
            ),
            _alarm(
                "A-9F6J",
                State.HIGH,
                Stage.SHELVED,
                "09:58:11",
                "Feed HYDRO-2: SOURCE LOST",
                "42 min left · returns 11:30Z by itself",
                "Duty officer 10:02",
            ),
        ),
        off=off,
    )


def calm_alarms() -> AlarmsModel:
    """Nothing rings, and it is known that nothing does."""
    return AlarmsModel(
        "none active",
        condition=Empty("No active alarms", "Last closed A-J5N7 at 07:31Z · 3 in the last 4 h · sound on, tested 06:00Z", calm=True),
    )


def crisis_corridor() -> CorridorsModel:
    """HC-2: declared OPEN, conditions NOT MET because of S3."""
    legs = (
        Leg("s1", "S1", State.PASSABLE, "verified 14 min ago", muted=True),
        Leg("s2", "S2", State.PASSABLE, "verified 22 min ago", muted=True),
        Leg("s3", "S3", State.ENDANGERED, "DZ-07 1.2 km ± 0.5", muted=True, tip="DZ-07 is 1.2 km ± 0.5 km from S3; limit 3.0 km"),
        Leg("s4", "S4", State.RESTRICTED, "≤ 12 t · 26 min ago", muted=True),
        Leg("s5", "S5", State.PASSABLE, "verified 31 min ago", muted=True),
    )
    return CorridorsModel(
        "1 of 3 contradicted",
        CorridorView(
            "C-2",
            "HC-2",
            "Halvern – Port Elen",  # noqa: RUF001  The route's name has a dash between its ends.
            "By road · about 1\N{NO-BREAK SPACE}240 people moved (HAC, estimate 10:30Z)",
            "OPEN",
            State.NOT_MET,
            legs,
            (Party("AUR", "written"), Party("KAR", "verbal, written due")),
            "08:00\N{EN DASH}12:00Z",
            "1 h 12 left",
            (Traveller("Convoy 3 (HAC) halted at Ostmere since 10:20Z", "HAC · OCHA moderate"),),
            (
                Notice(
                    "N-4H8C",
                    (Receipt("AUR", Glyph.RING_R, "RECEIPT 09:32Z"), Receipt("KAR", Glyph.RELAYED_R, "RECEIPT 09:41Z relayed")),
                ),
            ),
            contradicted=True,
        ),
        "C-1",
        "C-4",
        (
            Act("step", "Previous corridor", "Left", "C-1", quiet=True),
            Act("step", "Next corridor", "Right", "C-4", quiet=True),
            Act("declare", "Declare…", "D", "C-2", quiet=True),
        ),
    )


def calm_corridor() -> CorridorsModel:
    """The same corridor with all its conditions MET."""
    crisis = crisis_corridor()
    assert crisis.corridor is not None
    legs = tuple(
        replace(leg, muted=False, state=State.PASSABLE if leg.state is State.ENDANGERED else leg.state, text=text)
        for leg, text in zip(
            crisis.corridor.legs,
            ("verified 14 min ago", "verified 22 min ago", "verified 18 min ago", "≤ 12 t · 26 min ago", "verified 31 min ago"),
            strict=True,
        )
    )
    return replace(crisis, scope="3 corridors · conditions MET", corridor=replace(crisis.corridor, conditions=State.MET, legs=legs))


def unknown_corridor() -> CorridorsModel:
    """What a relief desk reads where a hazard is not released to it, or where a verification decayed: the same."""
    view = CorridorView(
        "C-4",
        "HC-4",
        "Port Elen – Calder Roads",  # noqa: RUF001  The route's name has a dash between its ends.
        "By sea",
        "OPEN",
        State.CONDITIONS_UNKNOWN,
        (
            Leg("s1", "S1", State.SEGMENT_UNKNOWN, "verify before use", muted=True),
            Leg("s2", "S2", State.CLOSED, "found closed", muted=True),
        ),
        (Party("AUR", "written"), Party("KAR", "WITHDRAWN", lacking=True), Party("CAL", "written")),
        "05:00\N{EN DASH}16:00Z",
        "5 h 12 left",
        reasons=("S1 not verified: verify before use",),
        note="HAC decides its own movements. A corridor is used or not: staying keeps every protection.",
        doubtful=True,
    )
    return CorridorsModel("1 of 3 UNKNOWN", view, "C-2", "C-1")


def crisis_checklist() -> ChecklistModel:
    """The run that A-7K2Q called for: nothing done yet, one step eligible, one inactive."""

    def step(number: int, text: str, state: State, note: str) -> StepItem:
        waits = state in {State.PENDING, State.ELIGIBLE}
        return StepItem(f"K-1/{number}", number, text, state, note, may_tick=waits, may_defer=waits, may_override=waits)

    steps = (
        step(1, "Warn HAC: receipt, by voice", State.PENDING, "due 10:49:06Z · 01:34"),
        step(2, "Advise HAC to hold convoy 3", State.PENDING, "HAC decides"),
        step(3, "Confirm hazard, two sources", State.PENDING, "due 10:57Z"),
        step(4, "Put to AUR: suspend HC-2", State.PENDING, "AUR declares"),
        step(5, "Ask for sensor pass, G-08", State.ELIGIBLE, "at declared 3"),
        step(6, "Tell HAC of HC-1", State.INACTIVE, "HC-1 is CLOSED"),
    )
    run = RunModel(
        "K-1", "CL-SEGMENT-HAZARD v5", "hash 41c7…e0 · equal in 6 rooms", "0 of 5", 0.0, steps, next=1, wanting="step 1 is PENDING"
    )
    return ChecklistModel("offered by A-7K2Q · IN PROGRESS", run, "G-08 eligible at declared 3")


def late_checklist() -> ChecklistModel:
    """Every other state of a step, one text that needs a line of its own."""
    item = StepItem
    steps = (
        item("K-2/1", 1, "Assembly opened", State.DONE, "done 10:02Z", late="LATE 03:10", may_verify=True),
        item("K-2/2", 2, "Buses at Halvern", State.VERIFIED, "Duty officer 10:04Z"),
        item(
            "K-2/3",
            3,
            "Hospital and transit site told of numbers, as an estimate",
            State.PENDING,
            "due 09:50Z",
            late="LATE 12:10",
            may_tick=True,
            may_defer=True,
        ),
        item("K-2/4", 4, "Lift asked for", State.BLOCKED, "G-09 has ended"),
        item("K-2/5", 5, "Sensor pass", State.SENSED, "by X-7K2Q"),
    )
    run = RunModel("K-2", "CL-EVAC v4", "hash 9b01…4c · equal in 6 rooms", "3 of 5", 0.6, steps, next=3, wanting="step 3 is PENDING")
    return ChecklistModel("IN PROGRESS", run)


def differing_checklist() -> ChecklistModel:
    """Two rooms hold different lists under one name."""
    held = (HeldList("CMC", "v4", "hash 9b01aa3c5e77d201…4c1f"), HeldList("ESK", "v3", "hash 2e44f0b98c11a6d0…77aa"))
    return ChecklistModel("IN PROGRESS", RunModel("K-2", "CL-EVAC v4", "", "", 0.0, held=held))


def calm_checklist() -> ChecklistModel:
    """Nothing to do, and what could be opened."""
    return ChecklistModel("", condition=Empty("No run open", "6 templates ready"))
