"""CAP 1.2: a warning an alert. One alert is one document; several are enveloped in EDXL-DE, which says label and status for all.

An alert that came as CAP goes out as it came, in its own words, with our label among its codes and our notice in its note; its signature
is left off, since the text it signed is no longer all there is. Other reports and danger zones are written anew. Whatever leaves here is
checked against the schema's table first (`feeds.adapters.cap_rules`). Deliberately absent: all that is no warning, and holes in areas: CAP
has none, so the area around a hole is written whole, which errs on the safe side and is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from feeds.adapters import cap
from feeds.adapters.adapter import Unusable
from feeds.adapters.cap_rules import NAMESPACE_12, NAMESPACES, check
from feeds.adapters.xml_source import name_of, parsed, space_of, words
from feeds.exchange.cover import Cover
from feeds.exchange.entry import Entry
from feeds.exchange.xml import HEAD, clean, element, put, written
from feeds.picture.calendar import utc
from feeds.picture.danger import DangerZone
from feeds.picture.regime import Regime, RegimeKind
from feeds.picture.values import (
    Circle,
    Geometry,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    Position,
)
from feeds.picture.warning import Indication, ReportStatus, Severity

if TYPE_CHECKING:
    from lxml.etree import _Element

Originals = Callable[[Entry], bytes | None]

_EDXL: Final = "urn:oasis:names:tc:emergency:EDXL:DE:1.0"
_CATEGORIES: Final = frozenset(
    ["Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other"]
)
_SEVERITY: Final = {mine: theirs for theirs, mine in cap.SEVERITY.items()}
_STATUS: Final = {RegimeKind.REAL: "Actual", RegimeKind.EXERCISE: "Exercise", RegimeKind.TEST: "Test"}
_BEFORE_CODE: Final = ("identifier", "sender", "sent", "status", "msgType", "source", "scope", "restriction", "addresses", "code")
_CIRCLE_KM: Final = 1000.0


def document(cover: Cover, rows: Sequence[Entry], originals: Originals) -> Iterator[bytes]:
    """Yield one alert, or an envelope around several; rows that are no warning must have been left out (`warns`)."""
    yield HEAD
    if len(rows) == 1:
        yield written(alert(cover, rows[0], originals))
        return
    yield f'<EDXLDistribution xmlns="{_EDXL}">\n'.encode()
    for name, text in _envelope(cover):
        yield written(element(name, text))
    for each in rows:
        inside = written(alert(cover, each, originals))
        yield b"<contentObject><xmlContent><embeddedXMLContent>\n" + inside + b"</embeddedXMLContent></xmlContent></contentObject>\n"
    yield b"</EDXLDistribution>\n"


def warns(entry: Entry) -> bool:
    """Say whether a row is a warning, which CAP can carry."""
    return isinstance(entry.record.body, Indication | DangerZone)


def _envelope(cover: Cover) -> list[tuple[str, str]]:
    return [
        ("distributionID", f"{_code(cover.room)}-{cover.known}"),
        ("senderID", _code(cover.room)),
        ("dateTimeSent", _moment(cover.known)),
        ("distributionStatus", _STATUS[cover.regime.kind]),
        ("distributionType", "Report"),
        ("combinedConfidentiality", cover.notice),
    ]


def alert(cover: Cover, entry: Entry, originals: Originals) -> _Element:
    """Return a row as an alert that the schema's table accepts."""
    original = originals(entry)
    if original is not None:
        found = _as_it_came(cover, entry, original)
        if found is not None:
            return found
    made = _anew(cover, entry)
    check(made)
    return made


def _as_it_came(cover: Cover, entry: Entry, original: bytes) -> _Element | None:
    """Return the alert of an original with our markings, or None where it is none that 1.2's schema takes."""
    try:
        root = parsed(original)
        if name_of(root) != "alert" or space_of(root) not in NAMESPACES:
            return None
        made = _empty()
        _copy(root, made)
        _mark(made, cover, entry)
        check(made)
    except Unusable:
        return None
    return made


def _empty() -> _Element:
    """Return an alert with nothing in it, whose namespace is the default."""
    from lxml import etree

    return etree.fromstring(f'<alert xmlns="{NAMESPACE_12}"/>')


def _copy(source: _Element, into: _Element) -> None:
    """Put an element's own members into one of 1.2: attributes, comments and foreign parts such as signatures stay behind."""
    inside = [child for child in source.iterchildren("*") if space_of(child) in NAMESPACES]
    for child in inside:
        _copy(child, put(into, f"{{{NAMESPACE_12}}}{name_of(child)}"))
    if not inside:
        into.text = words(source) if len(source) else source.text


def _mark(made: _Element, cover: Cover, entry: Entry) -> None:
    """Say regime, label and notice in an alert that has none of ours."""
    for child in made:
        if name_of(child) == "status":
            child.text = _status(child.text or "", entry.record.regime)
    names = [name_of(child) for child in made]
    at = max((place for place, name in enumerate(names) if name in _BEFORE_CODE), default=-1) + 1
    code = element(f"{{{NAMESPACE_12}}}code", f"LABEL {cover.label(entry)}")
    made.insert(at, code)
    note = next((child for child in made if name_of(child) == "note"), None)
    if note is None:
        made.insert(at + 1, element(f"{{{NAMESPACE_12}}}note", cover.notice))
    elif cover.notice not in (note.text or ""):
        note.text = clean(f"{note.text or ''} [{cover.notice}]".strip())


def _status(said: str, regime: Regime) -> str:
    """Return a status that does not say more than the regime it is exported from: nothing of an exercise reads Actual."""
    if regime.kind is RegimeKind.REAL or (regime.kind is RegimeKind.TEST and said in {"Test", "System", "Draft"}):
        return said
    return _STATUS[regime.kind]


def _anew(cover: Cover, entry: Entry) -> _Element:
    record = entry.record
    made = _empty()
    put_all(
        made,
        [
            ("identifier", _code(record.subject)),
            ("sender", _code(cover.room)),
            ("sent", _moment(record.event)),
            ("status", _STATUS[record.regime.kind]),
            ("msgType", _message(entry)),
            ("scope", "Restricted"),
            ("restriction", cover.label(entry)),
            ("code", f"LABEL {cover.label(entry)}"),
            ("note", cover.notice),
        ],
    )
    _info(made, cover, entry)
    return made


def put_all(parent: _Element, members: Sequence[tuple[str, str]]) -> None:
    """Add CAP elements that have text, in their order."""
    for name, text in members:
        if text:
            put(parent, f"{{{NAMESPACE_12}}}{name}", text)


def _message(entry: Entry) -> str:
    """Return the kind of message. An update would have to name the alert it updates, which a report need not have been."""
    body = entry.record.body
    return "Cancel" if isinstance(body, Indication) and body.status is ReportStatus.CANCELLED else "Alert"


def _info(alert_: _Element, cover: Cover, entry: Entry) -> None:
    body = entry.record.body
    severity = body.severity if isinstance(body, Indication) else None
    made = put(alert_, f"{{{NAMESPACE_12}}}info")
    category = [each for each in entry.category.replace(",", " ").split() if each in _CATEGORIES] or ["Other"]
    language = body.language if isinstance(body, Indication) and _plain_language(body.language) else None
    put_all(made, [("language", language or ""), *(("category", each) for each in category)])
    put_all(made, [("event", entry.category or entry.record.kind.replace("_", " ")), ("urgency", "Unknown")])
    put_all(made, [("severity", _severity(severity)), ("certainty", "Unknown")])
    if entry.valid is not None:
        put_all(made, [("effective", _moment(entry.valid.since))])
        put_all(made, [("expires", "" if entry.valid.until is None else _moment(entry.valid.until))])
    put_all(made, [("senderName", body.source if isinstance(body, Indication) else cover.room), ("headline", entry.name)])
    put_all(made, [("description", entry.text)])
    for name, value in (*entry.facts, *_holes(entry.geometry)):
        pair = put(made, f"{{{NAMESPACE_12}}}parameter")
        put_all(pair, [("valueName", name), ("value", value)])
    _area(made, entry)


def _plain_language(written: str | None) -> bool:
    return written is not None and all(part.isascii() and part.isalnum() and len(part) <= 8 for part in written.split("-"))  # noqa: PLR2004 -- RFC 3066


def _severity(severity: Severity | None) -> str:
    return "Unknown" if severity is None else _SEVERITY[severity]


def _holes(drawn: Geometry | None) -> list[tuple[str, str]]:
    match drawn:
        case Polygon(rings) if len(rings) > 1:
            holes = len(rings) - 1
        case MultiPolygon(polygons):
            holes = sum(len(rings) - 1 for rings in polygons)
        case _:
            holes = 0
    return [("area", f"{holes} holes are not drawn: the area is written without them")] if holes else []


def _area(info: _Element, entry: Entry) -> None:
    if entry.geometry is None and not dict(entry.facts).get("place"):
        return
    area = put(info, f"{{{NAMESPACE_12}}}area")
    put_all(area, [("areaDesc", dict(entry.facts).get("place") or entry.name)])
    polygons, circles = _drawn(entry.geometry)
    put_all(area, [("polygon", " ".join(f"{y!r},{x!r}" for x, y in ring)) for ring in polygons])
    put_all(area, [("circle", f"{y!r},{x!r} {radius / _CIRCLE_KM!r}") for (x, y), radius in circles])


def _drawn(drawn: Geometry | None) -> tuple[list[Sequence[Position]], list[tuple[Position, float]]]:
    """Return the outer rings and the circles of a geometry; a line has neither, so it stands in words alone."""
    match drawn:
        case None | LineString() | MultiLineString():
            return [], []
        case Point(at):
            return [], [(at, 0.0)]
        case MultiPoint(many):
            return [], [(at, 0.0) for at in many]
        case Polygon(rings):
            return [rings[0]], []
        case MultiPolygon(polygons):
            return [rings[0] for rings in polygons], []
        case Circle(centre, radius):
            return [], [(centre, radius)]


def _moment(instant: int) -> str:
    return utc(instant).replace(tzinfo=None).isoformat(timespec="seconds") + "-00:00"


def _code(written: str) -> str:
    """Return an identifier as CAP wants it: no spaces, commas or restricted characters."""
    return "".join("-" if letter in " ,<&" or not letter.isprintable() else letter for letter in clean(written)) or "-"
