"""The exercise's picture at 10:47:32Z and at 08:33Z as view models of the right-hand panels: what the render tests paint."""

from widgets.alarms.model import AlarmItem, AlarmsModel
from widgets.cells import Empty
from widgets.words import Stage, State

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
