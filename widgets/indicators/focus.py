"""Which problem a desk shows while nobody has chosen one: that whose indicators hold up the assessed rung. Pure."""

from collections import Counter

from feeds.picture.ladder import AssessedRung
from feeds.picture.picture import Picture
from feeds.picture.warning import Indicator, Problem


def problem_in_focus(picture: Picture) -> str | None:
    """Return the subject of the problem that most indicators behind met thresholds serve, or None where none is met.

    Among equals the one with fewer indicators in all, which says more with as many; then the first by code.
    """
    counted = {code for _, rung in picture.bodies(AssessedRung) for one in rung.basis if one.met for code in one.counted}
    serving: Counter[str] = Counter()
    size: Counter[str] = Counter()
    for _, indicator in picture.bodies(Indicator):
        for problem in indicator.problems:
            size[problem] += 1
            serving[problem] += indicator.code in counted
    known = {name: row.subject for row, body in picture.bodies(Problem) for name in (row.subject, body.code)}
    ranked = sorted((-serving[name], size[name], name) for name in serving if serving[name] and name in known)
    return known[ranked[0][2]] if ranked else None
