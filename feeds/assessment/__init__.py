"""Verdicts on the picture: pure functions of (picture, now); no clock, no I/O, no Qt.

rules        rules_of(picture) -> Rules: doctrine, roster, policy in force; basis_label
freshness    Freshness, Fresh; indicator_freshness, indication_freshness, track_freshness
standing     standings(picture, now) -> dict[code, Standing]: what each indicator's evidence is worth
thresholds   progress(picture, threshold, standings, now) -> ThresholdProgress
ladder       assess(picture, now) -> Assessment; ladder_view(picture, now) -> LadderView
distance     between(leg, area) -> Distance in metres; near(legs, areas, reach)
exposure     exposures(picture, now) -> hazards by segment
conditions   conditions(picture, now, corridor, audience=None) -> Conditions, the row's body
silence      silence_view(picture, now, proposal) -> SilenceView
checklists   run_view(picture, now, run) -> RunView; template_check
eligibility  eligibility(picture, now, grant, entity) -> Eligibility
rollcall     cells(picture, now, viewer) -> RollCall
latency      latencies(picture, viewer) -> tuple[Latency, ...]
causes       causes(picture, now) -> what calls for an alarm now, by rule
alarms       alarm_states(picture, now) -> tuple[AlarmView, ...]; counts, flood, groups
findings     findings(picture, now, signs, changed=None) -> Outcome(rows, due)
why          chain(picture, now, kind, subject) -> Chain: the eight links both ways
"""
