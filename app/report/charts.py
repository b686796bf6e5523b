"""The report's figures as vector drawings: the incident on one axis, alarm load, spread of waits.

Every hue has a shape, a hatch or a word beside it, and what a figure shows stands in a table too. Lengths are in units of the drawing;
the page scales it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise

from app.report.markup import Markup, element, text, together
from feeds.report.document import Bar, Counts, Lane, Load, Spread, Tick, Timeline, Tone, Trace, Weight
from feeds.report.wording import lasted
from widgets.timeline.axis import ticks
from widgets.tokens import Stroke, Theme, Token

WIDE = 720.0
GUTTER, RIGHT = 100.0, 92.0
LANE, RUNG, AXIS = 24.0, 20.0, 24.0
_CROWD = 3.0
"""Width of one column of a crowd of moments."""

_HUE = {
    Tone.GOOD: Token.GOOD,
    Tone.BAD: Token.CRITICAL,
    Tone.DOUBT: Token.DOUBT,
    Tone.PLAIN: Token.NORMAL,
    Tone.ACT: Token.TEXT2,
    Tone.CRITICAL: Token.CRITICAL,
    Tone.HIGH: Token.HIGH,
    Tone.MEDIUM: Token.MEDIUM,
    Tone.LOW: Token.LOW,
}
_DASHES = {
    Stroke.SOLID: None,
    Stroke.DASH: "6 3",
    Stroke.DOT: "1.5 2.5",
    Stroke.DASH_DOT: "6 3 1.5 3",
    Stroke.LONG_DASH: "11 4",
    Stroke.DASH_DOT_DOT: "6 3 1.5 2.5 1.5 3",
}
_SEVERITIES = (Tone.CRITICAL, Tone.HIGH, Tone.MEDIUM, Tone.LOW)


def drawing(width: float, height: float, *parts: Markup, name: str) -> Markup:
    """Return a drawing of that size with a name that is read out in its place."""
    return element("svg", *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width:g} {height:g}", role="img", aria_label=name)


def words(x: float, y: float, said: str, *, anchor: str = "start", kind: str | None = None, fill: str | None = None) -> Markup:
    """Return a line of text on its baseline."""
    return element("text", text(said), x=x, y=y, text_anchor=anchor, class_=kind, style=f"fill:{fill}" if fill else None)


class Axis:
    """A stretch of time across a drawing."""

    def __init__(self, since: int, until: int) -> None:
        self.since, self.until = since, max(until, since + 1)

    def x(self, at: int) -> float:
        """Where a moment stands; beyond the ends, the end."""
        share = (min(max(at, self.since), self.until) - self.since) / (self.until - self.since)
        return GUTTER + share * (WIDE - GUTTER - RIGHT)

    def grid(self, bottom: float, theme: Theme) -> Iterator[Markup]:
        """The lines of the axis from top to bottom, and their words under it."""
        for tick in ticks(self.since, self.until, WIDE - GUTTER - RIGHT, apart=74.0):
            x = self.x(tick.at)
            yield element("line", x1=x, x2=x, y1=0.0, y2=bottom, stroke=theme.hex(Token.LINE), stroke_width=0.7)
            yield words(x, bottom + 14, tick.text, anchor="middle", kind="quiet")


def timeline(figure: Timeline, theme: Theme) -> Markup:
    """Draw lanes and under them the ladder's traces, on one axis of time."""
    axis = Axis(figure.since, figure.until)
    lanes_end = LANE * len(figure.lanes)
    ladder_top = lanes_end + (14.0 if figure.lanes and figure.rungs else 0.0)
    bottom = ladder_top + RUNG * len(figure.rungs) + 4
    parts = [*axis.grid(bottom, theme)]
    for row, lane in enumerate(figure.lanes):
        parts.extend(_lane(axis, lane, row * LANE, theme))
    parts.extend(_ladder(axis, figure, ladder_top, theme))
    return drawing(WIDE, bottom + AXIS, *_hatches(theme), *parts, name=figure.caption)


def _hatches(theme: Theme) -> Iterator[Markup]:
    """The fills that say a word without hue: crossed for NOT MET, ruled for UNKNOWN."""
    for tone, path in ((Tone.BAD, "M0 6 6 0M0 0 6 6"), (Tone.DOUBT, "M0 6 6 0")):
        line = element("path", d=path, stroke=theme.hex(_HUE[tone]), stroke_width=1.0, fill="none")
        ground = element("rect", width=6, height=6, fill=theme.hex(Token.CRITICAL_BG if tone is Tone.BAD else Token.DOUBT_BG))
        yield element("defs", element("pattern", ground, line, id=f"hatch-{tone}", width=6, height=6, patternUnits="userSpaceOnUse"))


def _lane(axis: Axis, lane: Lane, top: float, theme: Theme) -> Iterator[Markup]:
    middle = top + LANE / 2
    yield element("line", x1=0.0, x2=WIDE - RIGHT, y1=top + LANE, y2=top + LANE, stroke=theme.hex(Token.LINE), stroke_width=0.5)
    yield words(GUTTER - 10, middle + 3.5, lane.title, anchor="end")
    yield from _crowd(axis, lane.crowd, top, theme)
    room = -math.inf
    for bar in lane.bars:
        yield from _bar(axis, bar, top, theme)
        room = max(room, axis.x(bar.until))
    for tick in lane.ticks:
        yield _tick(axis.x(tick.at), middle, tick, theme)


def _bar(axis: Axis, bar: Bar, top: float, theme: Theme) -> Iterator[Markup]:
    left, right = axis.x(bar.since), axis.x(bar.until)
    fill = f"url(#hatch-{bar.tone})" if bar.tone in {Tone.BAD, Tone.DOUBT} else theme.hex(_HUE[bar.tone])
    width = max(1.2, right - left)
    solid = 0.85 if bar.tone in {Tone.ACT, Tone.GOOD, Tone.PLAIN} else 1.0
    edge = theme.hex(_HUE[bar.tone])
    yield element("rect", x=left, y=top + 5, width=width, height=LANE - 10, fill=fill, fill_opacity=solid, stroke=edge, stroke_width=0.8)
    if bar.label and width > 5.6 * len(bar.label) + 8:
        ink = "#FFFFFF" if bar.tone in {Tone.ACT, Tone.GOOD, Tone.PLAIN} else edge
        ground = element(
            "rect", x=left + 3, y=top + 6.5, width=5.6 * len(bar.label) + 4, height=LANE - 13, fill="#FFFFFF", fill_opacity=0.82
        )
        yield from () if bar.tone in {Tone.ACT, Tone.GOOD, Tone.PLAIN} else (ground,)
        yield words(left + 5, top + LANE / 2 + 3.2, bar.label, kind="quiet", fill=ink)


def _tick(x: float, y: float, tick: Tick, theme: Theme) -> Markup:
    """One mark in its severity's own shape."""
    fill, edge = theme.fill(_HUE[tick.tone]), theme.hex(_HUE[tick.tone])
    match tick.tone:
        case Tone.CRITICAL:
            corners = [(x + 6.2 * math.cos(math.pi / 8 * turn), y + 6.2 * math.sin(math.pi / 8 * turn)) for turn in range(1, 16, 2)]
        case Tone.HIGH:
            corners = [(x, y - 6), (x + 5.6, y + 4.4), (x - 5.6, y + 4.4)]
        case Tone.MEDIUM:
            corners = [(x - 4, y - 4), (x + 4, y - 4), (x + 4, y + 4), (x - 4, y + 4)]
        case _:
            return element("circle", cx=x, cy=y, r=3.2, fill=fill, stroke=edge, stroke_width=0.8)
    return element("polygon", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in corners), fill=fill, stroke=edge, stroke_width=0.8)


def _crowd(axis: Axis, moments: Iterable[int], top: float, theme: Theme) -> Iterator[Markup]:
    """Many moments as columns, taller where there are more; the tallest fills its lane."""
    counts: dict[int, int] = {}
    for at in moments:
        if axis.since <= at <= axis.until:
            column = int((axis.x(at) - GUTTER) // _CROWD)
            counts[column] = counts.get(column, 0) + 1
    most = math.log1p(max(counts.values(), default=1))
    for column, count in sorted(counts.items()):
        tall = (LANE - 7) * math.log1p(count) / most
        x = GUTTER + column * _CROWD
        yield element("rect", x=x, y=top + LANE - 3 - tall, width=_CROWD - 0.6, height=tall, fill=theme.hex(Token.NORMAL))


def _ladder(axis: Axis, figure: Timeline, top: float, theme: Theme) -> Iterator[Markup]:
    if not figure.rungs:
        return
    places = {ordinal: top + RUNG * (len(figure.rungs) - row) - RUNG / 2 for row, (ordinal, _) in enumerate(figure.rungs)}
    for ordinal, name in figure.rungs:
        y = places[ordinal]
        yield element("line", x1=GUTTER, x2=WIDE - RIGHT, y1=y, y2=y, stroke=theme.hex(Token.LINE), stroke_width=0.5)
        yield words(GUTTER - 10, y + 3.5, name, anchor="end")
    partners = [each for each in figure.traces if each.weight is Weight.PARTNER]
    for number, trace in enumerate(partners):
        look = theme.traces[number % len(theme.traces)]
        shift = (number - (len(partners) - 1) / 2) * 1.7
        yield _steps(axis, trace, places, shift, look.colour, 1.1, _DASHES[look.stroke])
    for trace in figure.traces:
        if trace.weight is Weight.ASSESSED:
            yield _steps(axis, trace, places, 0.0, theme.hex(Token.HIGH), 1.6, "5 3")
        elif trace.weight is Weight.DECLARED:
            yield _steps(axis, trace, places, 0.0, theme.hex(Token.TEXT), 2.8, None)
    yield from _ends(figure, places, theme)


def _steps(axis: Axis, trace: Trace, places: dict[int, float], shift: float, colour: str, width: float, dashes: str | None) -> Markup:
    path, before = [], None
    for (at, ordinal), (until, _) in pairwise([*trace.steps, (axis.until, None)]):
        if ordinal is None or ordinal not in places:
            before = None
            continue
        y, left, right = places[ordinal] + shift, axis.x(at), axis.x(until)
        path.append(f"{'L' if before is not None else 'M'}{left:.1f} {y:.1f}H{right:.1f}")
        before = y
    return element(
        "path", d="".join(path), fill="none", stroke=colour, stroke_width=width, stroke_dasharray=dashes, stroke_linejoin="miter"
    )


def _ends(figure: Timeline, places: dict[int, float], theme: Theme) -> Iterator[Markup]:
    """Name each line at its end, those that end on one rung together."""
    ends: dict[int, list[str]] = {}
    for trace in figure.traces:
        last = trace.steps[-1][1]
        if last is not None and last in places:
            ends.setdefault(last, []).append(trace.label)
    for ordinal, labels in ends.items():
        partners = [each for each in labels if each not in {"declared", "assessed"}]
        y = places[ordinal]
        kinds = [each for each in labels if each in {"declared", "assessed"}]
        if kinds:
            yield words(WIDE - RIGHT + 6, y + (-2.0 if partners else 3.5), " · ".join(kinds), kind="quiet", fill=theme.hex(Token.TEXT))
        if partners:
            said = " ".join(partners) if len(partners) <= 3 else f"{len(partners)} partners"  # noqa: PLR2004 - what fits beside the axis
            yield words(WIDE - RIGHT + 6, y + (8.5 if kinds else 3.5), said, kind="quiet")


def load(figure: Load, theme: Theme) -> Markup:
    """Draw alarms by bins as stacked columns, gravest at the foot, with the line of a flood."""
    high, axis = 110.0, Axis(figure.since, figure.since + figure.width * len(figure.bins))
    most = max(1, figure.flood, *(sum(each) for each in figure.bins))
    unit = (high - 8) / most
    width = max(0.8, (WIDE - GUTTER - RIGHT) / len(figure.bins) - 0.4)
    parts = [
        *axis.grid(high, theme),
        words(GUTTER - 10, high, "0", anchor="end"),
        words(GUTTER - 10, high - most * unit + 4, str(most), anchor="end"),
    ]
    for place, counts in enumerate(figure.bins):
        base, x = high, axis.x(figure.since + place * figure.width)
        for tone, count in zip(_SEVERITIES, counts, strict=True):
            if count:
                base -= count * unit
                parts.append(
                    element(
                        "rect",
                        x=x,
                        y=base,
                        width=width,
                        height=count * unit,
                        fill=theme.fill(_HUE[tone]),
                        stroke=theme.hex(_HUE[tone]),
                        stroke_width=0.5,
                    )
                )
    if figure.flood:
        y = high - figure.flood * unit
        parts.append(
            element("line", x1=GUTTER, x2=WIDE - RIGHT, y1=y, y2=y, stroke=theme.hex(Token.TEXT2), stroke_width=0.9, stroke_dasharray="4 3")
        )
        parts.append(words(WIDE - RIGHT + 6, y + 3.5, f"flood, {figure.flood}", kind="quiet"))
    legend = [
        together(
            (
                _tick(GUTTER + 6 + 96 * place, high + 34, Tick(0, tone), theme),
                words(GUTTER + 17 + 96 * place, high + 37.5, tone.value.upper()),
            )
        )
        for place, tone in enumerate(_SEVERITIES)
    ]
    return drawing(WIDE, high + 46, *parts, *legend, name=figure.caption)


def counts(figure: Counts, theme: Theme) -> Markup:
    """Draw how many in each stretch as columns on a plain scale that begins at none."""
    high, axis = 130.0, Axis(figure.bins[0][0] if figure.bins else figure.until - 1, figure.until)
    step = _step(max((count for _, count in figure.bins), default=1))
    top = step * max(1, math.ceil(max((count for _, count in figure.bins), default=1) / step))
    parts = [*axis.grid(high, theme)]
    for mark in range(0, top + 1, step):
        y = high - mark / top * (high - 8)
        parts.append(element("line", x1=GUTTER, x2=WIDE - RIGHT, y1=y, y2=y, stroke=theme.hex(Token.LINE), stroke_width=0.5))
        parts.append(words(GUTTER - 8, y + 3.5, f"{mark:,}", anchor="end", kind="quiet"))
    parts.append(words(WIDE - RIGHT + 6, 11.5, figure.unit, kind="quiet"))
    for (since, count), (until, _) in pairwise([*figure.bins, (figure.until, 0)]):
        left, tall = axis.x(since), count / top * (high - 8)
        if count:
            wide = max(0.5, (axis.x(until) - left) * 0.86)
            parts.append(element("rect", x=left, y=high - tall, width=wide, height=tall, fill=theme.hex(Token.NORMAL)))
    return drawing(WIDE, high + AXIS, *parts, name=figure.caption)


def _step(most: int) -> int:
    """Return a round step that makes up to five of the axis."""
    wanted = max(1.0, most / 5)
    power = 10 ** math.floor(math.log10(wanted))
    return next(int(power * each) for each in (1, 2, 5, 10) if power * each >= wanted)


def spread(figure: Spread, theme: Theme) -> Markup:
    """Draw durations as dots on one logarithmic axis, a row a name."""
    values = [max(1_000, each) for _, row, target in figure.rows for each in (*row, *((target,) if target else ()))]
    least, most = min(values, default=1_000), max(values, default=60_000)
    low, top = math.floor(math.log10(least / 1_000)), math.log10(most / 1_000)
    high = max(low + 1.0, top + 0.08)

    def x(millis: int) -> float:
        return GUTTER + (math.log10(max(1_000, millis) / 1_000) - low) / (high - low) * (WIDE - GUTTER - RIGHT)

    bottom = LANE * len(figure.rows)
    parts = []
    for mark in (1, 10, 60, 600, 3_600, 36_000, 86_400, 864_000, 31_536_000):
        if low <= math.log10(mark) <= high:
            parts.append(
                element("line", x1=x(mark * 1000), x2=x(mark * 1000), y1=0.0, y2=bottom, stroke=theme.hex(Token.LINE), stroke_width=0.7)
            )
            parts.append(words(x(mark * 1000), bottom + 14, lasted(mark * 1000), anchor="middle", kind="quiet"))
    for row, (name, durations, target) in enumerate(figure.rows):
        middle = row * LANE + LANE / 2
        parts.append(words(GUTTER - 10, middle + 3.5, name, anchor="end"))
        parts.append(element("line", x1=GUTTER, x2=WIDE - RIGHT, y1=middle, y2=middle, stroke=theme.hex(Token.LINE), stroke_width=0.5))
        if target:
            parts.append(
                element("line", x1=x(target), x2=x(target), y1=middle - 9, y2=middle + 9, stroke=theme.hex(Token.TEXT), stroke_width=2.2)
            )
        parts += [
            element("circle", cx=x(each), cy=middle, r=4.2, fill=theme.hex(Token.ACCENT), fill_opacity=0.55, stroke=theme.hex(Token.ACCENT))
            for each in durations
        ]
    return drawing(WIDE, bottom + AXIS, *parts, name=figure.caption)
