"""Verdicts on the picture: pure functions of (picture, now); no clock, no I/O, no Qt.

Where to find what:

- rules: `rules_of(picture)`: doctrine, roster and policy in force; `basis_label`
- freshness: `Freshness`, `Fresh`; of indicators, reports and tracks
- kept: `standings(picture, now)`: what each indicator's evidence is worth, by code; what is kept of a picture between two looks; behind it
  ledger (reports by indicator) and standing
- thresholds: `progress(picture, threshold, standings, now)`
- ladder: `assess(picture, now)`; `ladder_view(picture, now)`
- distance: `between(leg, area)` in metres, `covers(area, inner)`; legs: corridors in road order; tree: legs near a place
- exposure: `kept.exposures(picture, now, limit)`, danger zones by leg; threats: `kept.reports_near(picture, corridor, segment)`, reports
- conditions: `conditions(picture, now, corridor, audience)`; `conditions_row(picture, corridor, entity)`, the row an entity reads; behind
  it reading, verdict, verdicts
- corridor_why: `corridor_why(picture, now, corridor, reader)`: legs, distances, who is on it, how far it is from MET
- silence: `silence_view(picture, now, proposal)`; checklists: `run_view(picture, now, run)`, `template_check`
- eligibility: `eligibility(picture, now, grant, entity)`; rollcall: `cells(picture, now, viewer)`; latency: `latencies(picture, viewer)`
- response: `response(picture, now, reader, alarm)`: warned, delivered, seen, answered, decided, done against the doctrine's targets
- matcher: `matches_of_indicator`: links that seem likely, with their grounds; independence: reports by ultimate source
- holding: `held(picture)`, whether an exercise is held for a REAL message
- alarms: `alarm_states(picture, now)`, counts, flood; behind: their sources; console: `console(picture, now)`, the list as it is shown;
  load: what chatters, what stands, `guidance(picture, now, alarm)`
- off_ramp: `off_ramps(picture, now)`: what must be true to step down, how far each condition is, the earliest moment
- what_if: `what_if(picture, now, suppositions)`, `without(picture, now, indication)`: the ladder as it would be, never recorded
- why: `chain(picture, now, kind, subject, reader)`: the eight links both ways, `named(picture, "rung:4")`; behind it chain, walk, nodes;
  around and route: what it hangs on and what hangs on it; replies: who has answered what is no item; clearing, turns, falling: what would
  change it, who decides
- findings: `findings(picture, now, signs)`: what the watch should write; behind it sources, cause(s), contradiction, occurrences, draft
"""
