"""CAP alerts (1.0, 1.1, 1.2), alone or inside Atom, RSS and EDXL-DE, as indications: one alert, one item.

An alert's subject follows from sender and identifier, so that references of an update name what it supersedes, whichever came first. Its
event time is when it was sent; how long it speaks for is its window. Alerts marked Exercise, Test, System or Draft never enter the REAL
regime. Infos beyond the first language's give the translation. Signatures are not checked: an alert says who it claims to be from.
Deliberately absent: fetching what a feed only links to; such an entry is taken if it carries CAP's own elements, else rejected.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from feeds.adapters.adapter import Adapter, Item, Outcome, ReadContext, Stamp, Unusable, code, line, text
from feeds.adapters.cap_area import area_of
from feeds.adapters.cap_rules import NAMESPACES, check
from feeds.adapters.moments import instant
from feeds.adapters.tangle import Work
from feeds.adapters.xml_source import canonical, name_of, parsed, space_of, words
from feeds.picture.regime import Regime, RegimeKind
from feeds.picture.values import Window
from feeds.picture.warning import Discipline, Indication, ReportStatus, Severity

if TYPE_CHECKING:
    from lxml.etree import _Element

FORMAT: Final = "cap"
SOURCE: Final = "CAP"
ALERT_LIMIT: Final = 4 * 1024 * 1024
"""Bytes of one alert; real ones reach 881 KB."""

SEVERITY: Final = {"Extreme": Severity.CRITICAL, "Severe": Severity.HIGH, "Moderate": Severity.MEDIUM, "Minor": Severity.LOW}
_GRAVEST_FIRST: Final = tuple(Severity)
_ENTRY_PARENTS: Final = frozenset({"feed", "channel", "RDF"})
_REFERENCES: Final = 64
_SUPERSEDES: Final = 1024
_DEFAULT_LANGUAGE: Final = "en-US"


def each(data: bytes, context: ReadContext) -> Iterator[Outcome]:
    """Yield an item or a reject for each alert, and a reject for each entry of a feed that holds none."""
    try:
        root = parsed(data)
    except Unusable as refusal:
        yield refusal.at(context.where)
        return
    reader = AlertReader(context)
    alone = name_of(root) == "alert"
    found = False
    for number, (element, is_alert) in enumerate(_alerts_and_entries(root), 1):
        found = True
        try:
            yield reader.alert(element, data if alone else None) if is_alert else reader.entry(element)
        except Unusable as refusal:
            yield refusal.at(context.where if alone else f"{context.where}, entry {number}")
    if not found and name_of(root) not in _ENTRY_PARENTS | {"rss", "EDXLDistribution"}:
        yield Unusable("no alert", name_of(root), "a CAP alert, or a feed of them").at(context.where)


def _alerts_and_entries(root: _Element) -> Iterator[tuple[_Element, bool]]:
    """Yield the outermost alerts, and the entries of a feed without one, in the order of the document."""
    taken: set[_Element] = set()
    for element in root.iter("{*}alert", "{*}entry", "{*}item"):
        parent = element.getparent()
        if any(above in taken for above in element.iterancestors()):
            continue
        if name_of(element) == "alert":
            if space_of(element) in NAMESPACES or element is root:
                taken.add(element)
                yield element, True
        elif parent is not None and name_of(parent) in _ENTRY_PARENTS and not _holds_alert(element):
            taken.add(element)
            yield element, False


def _holds_alert(element: _Element) -> bool:
    return any(space_of(each) in NAMESPACES for each in element.iter("{*}alert"))


class AlertReader:
    """Reads the alerts of one source; what they share is built once."""

    def __init__(self, context: ReadContext) -> None:
        self._context = context
        self._stamp = Stamp(FORMAT, context)
        self._source = context.source
        self._work = Work()

    def alert(self, alert: _Element, alone: bytes | None) -> Item:
        """Return an alert's item. `alone`: the document, where the alert is all of it.

        Raises:
            Unusable: it is too long, not as its schema asks, or lacks a sender, an identifier or a time.

        """
        check(alert)
        content = canonical(alert)
        if len(content) > ALERT_LIMIT:
            raise Unusable("alert too large", f"{len(content)} bytes", f"at most {ALERT_LIMIT}")
        said = _Said(alert)
        sender, identifier = said("sender"), said("identifier")
        if not sender or not identifier:
            raise Unusable("no identifier", f"{sender},{identifier}", "a sender and an identifier")
        notes: list[str] = []
        sent = _moment(said("sent"), notes)
        ident = _ident(sender, identifier)
        original = content if alone is None else alone
        record = self._stamp.record(
            self._stamp.subject(ident),
            self._body(said, sender, sent, notes),
            sent,
            self._stamp.provenance(f"{sender},{identifier}", original),
            content,
            sent=sent,
            regime=_regime(said("status"), self._context.regime),
        )
        return Item((record,), original, tuple(notes))

    def _body(self, said: _Said, sender: str, sent: int, notes: list[str]) -> Indication:
        infos = [_Said(each) for each in said.all("info")]
        language = (infos[0]("language") or _DEFAULT_LANGUAGE) if infos else None
        first = [each for each in infos if (each("language") or _DEFAULT_LANGUAGE) == language]
        others = [each for each in infos if (each("language") or _DEFAULT_LANGUAGE) != language]
        english = [each for each in others if each("language").lower().startswith("en")] or others
        areas = [area for each in first for area in each.all("area")]
        translation = "\n\n".join(_description(each) for each in english[:1])
        return Indication(
            title=line(_title(said, first), notes),
            discipline=Discipline.OPEN_DATA,
            source=self._source or SOURCE,
            geometry=area_of(areas, notes, self._work),
            place=line("; ".join(dict.fromkeys(words(_Said(each).element("areaDesc")) for each in areas)), notes),
            category=code(", ".join(dict.fromkeys(words(each) for info in first for each in info.all("category"))), notes),
            severity=_gravest(first),
            text=text("\n\n".join([*(_description(each) for each in first), _about(said, sender)]), notes),
            language=code(language or "", notes),
            translation=text(translation, notes),
            translator=code(sender, notes) if translation else None,
            same_source=code(sender, notes),
            status=ReportStatus.CANCELLED if said("msgType") == "Cancel" else ReportStatus.CURRENT,
            window=_window(first, sent, notes),
            references=_references(said, first, notes),
            supersedes=self._superseded(said("references")),
        )

    def _superseded(self, references: str) -> tuple[str, ...]:
        """Return the subjects of the alerts that a list of sender,identifier,sent names."""
        subjects = []
        for triple in references.split():
            sender, _, rest = triple.partition(",")
            identifier, _, sent = rest.rpartition(",")
            if sender and identifier and sent:
                subjects.append(self._stamp.subject(_ident(sender, identifier)))
        return tuple(dict.fromkeys(subjects))[:_SUPERSEDES]

    def entry(self, entry: _Element) -> Item:
        """Return the item of a feed's entry that has no alert but CAP's own elements: an index of the US weather service is such.

        Raises:
            Unusable: it has none of them, or lacks an identifier or a time.

        """
        own = [each for each in entry.iterchildren("*") if space_of(each) in NAMESPACES]
        said = _Said(entry)
        ident = said("id") or said("guid") or said("link")
        if not any(name_of(each) == "event" for each in own) or not ident:
            raise Unusable("entry without an alert", said("title"), "an alert in it, or cap:event and an id")
        notes: list[str] = []
        sent = _feed_moment(said("updated") or said("published") or said("pubDate"))
        content = canonical(entry)
        body = Indication(
            title=line(said("title") or said("event"), notes),
            discipline=Discipline.OPEN_DATA,
            source=self._source or SOURCE,
            geometry=area_of([entry], notes, self._work),
            place=line(said("areaDesc"), notes),
            category=code(said("category"), notes),
            severity=SEVERITY.get(said("severity")),
            text=text(said("summary") or said("description"), notes),
            status=ReportStatus.CANCELLED if said("msgType") == "Cancel" else ReportStatus.CURRENT,
            window=_window([said], sent, notes),
            references=(line(ident, notes),),
        )
        subject = self._stamp.subject(ident)
        regime = _regime(said("status") or "Actual", self._context.regime)
        record = self._stamp.record(subject, body, sent, self._stamp.provenance(ident, content), content, sent=sent, regime=regime)
        return Item((record,), content, tuple(notes))


class _Said:
    """What the elements right below one say, by their names, whatever their namespace's version."""

    def __init__(self, element: _Element) -> None:
        self._children: dict[str, list[_Element]] = {}
        for child in element.iterchildren("*"):
            self._children.setdefault(name_of(child), []).append(child)

    def __call__(self, name: str) -> str:
        """Return the first element's text, trimmed; empty where there is none."""
        return words(self.element(name))

    def element(self, name: str) -> _Element | None:
        """Return the first element of that name."""
        return next(iter(self._children.get(name, ())), None)

    def all(self, name: str) -> list[_Element]:
        """Return the elements of that name."""
        return self._children.get(name, [])


def _ident(sender: str, identifier: str) -> str:
    return f"{sender},{identifier}"


def _regime(status: str, regime: Regime) -> Regime:
    """Return the regime an alert belongs to: the source's own, unless the alert says that it is not meant."""
    match status:
        case "Exercise" if regime.kind is RegimeKind.REAL:
            return Regime(RegimeKind.EXERCISE, "CAP")
        case "Test" | "System" | "Draft" if regime.kind is RegimeKind.REAL:
            return Regime(RegimeKind.TEST, "CAP" if status == "Test" else f"CAP {status.upper()}")
        case _:
            return regime


def _moment(written: str, notes: list[str]) -> int:
    try:
        moment = instant(written)
    except ValueError as error:
        raise Unusable("no time", written, "a date and time with a zone") from error
    if "T" in written and not written.endswith("Z") and not any(sign in written.partition("T")[2] for sign in "+-"):
        notes.append("time without a zone read as UTC")
    return moment


def _feed_moment(written: str) -> int:
    """Return the time of an entry: ISO 8601 in Atom, RFC 2822 in RSS."""
    try:
        return instant(written)
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(written)
    except ValueError as error:
        raise Unusable("no time", written, "a time as Atom or RSS write it") from error
    return round(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() * 1000)


def _window(infos: list[_Said], sent: int, notes: list[str]) -> Window | None:
    """Return from when the first info holds until the last one ends, or None where there is no info."""
    if not infos:
        return None
    since = [_moment(each("effective") or each("onset"), notes) if each("effective") or each("onset") else sent for each in infos]
    until = [_moment(each("expires"), notes) if each("expires") else None for each in infos]
    known = [each for each in until if each is not None]
    if len(known) < len(until):
        return Window(min(since))
    if max(known) < min(since):
        notes.append("expires before it begins")
        return Window(min(since), min(since))
    return Window(min(since), max(known))


def _gravest(infos: list[_Said]) -> Severity | None:
    found = {SEVERITY.get(each("severity")) for each in infos}
    return next((each for each in _GRAVEST_FIRST if each in found), None)


def _title(said: _Said, infos: list[_Said]) -> str:
    words_of = [each("headline") or each("event") for each in infos]
    lead = next((each for each in words_of if each), said("note") or f"CAP {said('msgType')}")
    return f"Cancelled: {lead}" if said("msgType") == "Cancel" else lead


def _description(info: _Said) -> str:
    graded = f"{info('event')}. Urgency: {info('urgency')}. Certainty: {info('certainty')}."
    told = f"Instruction: {info('instruction')}" if info("instruction") else ""
    return "\n\n".join(each for each in (graded, info("description"), told) if each)


def _about(said: _Said, sender: str) -> str:
    note = f" Note: {said('note')}" if said("note") else ""
    return f"{said('msgType')} from {sender}, not verified.{note}"


def _references(said: _Said, infos: list[_Said], notes: list[str]) -> tuple[str, ...]:
    webs = [each("web") for each in infos]
    incidents = said("incidents").split()
    return tuple(line(each, notes) for each in dict.fromkeys([*webs, *incidents, *said("references").split()]) if each)[:_REFERENCES]


ADAPTER: Final = Adapter(FORMAT, "CAP alerts, alone or in Atom, RSS and EDXL-DE", (".cap", ".xml", ".atom", ".rss", ".edxlde"), each)
