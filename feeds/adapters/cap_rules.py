"""What a CAP alert must look like: OASIS CAP 1.2's schema as a table, and the older versions' as looser ones.

Alerts of 1.2 are held to the order, number and words of the schema; those of 1.0 and 1.1 to the number and the words, since their
senders predate strict checking. Source: OASIS, Common Alerting Protocol 1.2, section 3.4. Deliberately absent: signatures, which are not
checked, and anything that reads a second element to judge the first.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from feeds.adapters.adapter import Unusable
from feeds.adapters.moments import instant
from feeds.adapters.xml_source import children, name_of, space_of, whole_text, words

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE_12: Final = "urn:oasis:names:tc:emergency:cap:1.2"
NAMESPACE_11: Final = "urn:oasis:names:tc:emergency:cap:1.1"
NAMESPACE_10: Final = "http://www.incident.com/cap/1.0"
NAMESPACES: Final = (NAMESPACE_12, NAMESPACE_11, NAMESPACE_10)

_SIGNATURE: Final = "http://www.w3.org/2000/09/xmldsig#"
_INSTANCE: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
_MANY: Final = 1_000_000

_LANGUAGE: Final = re.compile(r"([a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*)?")
"""Empty stands for the schema's default."""

_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_DECIMAL: Final = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[-+][0-9]{2}:[0-9]{2}")
_CHARACTER: Final = r"[^%#?\[\]/:@]|%[0-9A-Fa-f]{2}"
_AUTHORITY: Final = rf"//(?:(?:{_CHARACTER}|:)*@)?(?:(?:{_CHARACTER})*|\[[0-9A-Fa-f:.]+\])(?::[0-9]*)?(?:/(?:{_CHARACTER}|[/:@])*)?"
_URI: Final = re.compile(
    rf"(?:[A-Za-z][A-Za-z0-9+.\-]*:(?:{_AUTHORITY}|(?!//)(?:{_CHARACTER}|[/:@])*)|{_AUTHORITY}|(?:{_CHARACTER}|@)*(?:/(?:{_CHARACTER}|[/:@])*)?)"
    rf"(?:\?(?:{_CHARACTER}|[/?:@])*)?(?:#(?:{_CHARACTER}|[/?:@])*)?"
)
"""RFC 3986, with whatever may be escaped standing as it is, as XML Schema's anyURI allows."""


class Rule(NamedTuple):
    """An element: its name, how often it stands, and what is in it (None: any text)."""

    name: str
    least: int = 0
    most: int = 1
    holds: Content | None = None


Content: TypeAlias = frozenset[str] | re.Pattern[str] | tuple[Rule, ...]


def _one_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PAIR: Final = (Rule("valueName", 1), Rule("value", 1))
_RESOURCE: Final = (
    Rule("resourceDesc", 1),
    Rule("mimeType", 1),
    Rule("size", holds=_INTEGER),
    Rule("uri", holds=_URI),
    Rule("derefUri"),
    Rule("digest"),
)
_AREA: Final = (
    Rule("areaDesc", 1),
    Rule("polygon", most=_MANY),
    Rule("circle", most=_MANY),
    Rule("geocode", 0, _MANY, _PAIR),
    Rule("altitude", holds=_DECIMAL),
    Rule("ceiling", holds=_DECIMAL),
)
_INFO: Final = (
    Rule("language", holds=_LANGUAGE),
    Rule("category", 1, _MANY, _one_of("Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other")),
    Rule("event", 1),
    Rule("responseType", 0, _MANY, _one_of("Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None")),
    Rule("urgency", 1, 1, _one_of("Immediate Expected Future Past Unknown")),
    Rule("severity", 1, 1, _one_of("Extreme Severe Moderate Minor Unknown")),
    Rule("certainty", 1, 1, _one_of("Observed Likely Possible Unlikely Unknown")),
    Rule("audience"),
    Rule("eventCode", 0, _MANY, _PAIR),
    Rule("effective", holds=_MOMENT),
    Rule("onset", holds=_MOMENT),
    Rule("expires", holds=_MOMENT),
    Rule("senderName"),
    Rule("headline"),
    Rule("description"),
    Rule("instruction"),
    Rule("web", holds=_URI),
    Rule("contact"),
    Rule("parameter", 0, _MANY, _PAIR),
    Rule("resource", 0, _MANY, _RESOURCE),
    Rule("area", 0, _MANY, _AREA),
)
ALERT_12: Final = (
    Rule("identifier", 1),
    Rule("sender", 1),
    Rule("sent", 1, 1, _MOMENT),
    Rule("status", 1, 1, _one_of("Actual Exercise System Test Draft")),
    Rule("msgType", 1, 1, _one_of("Alert Update Cancel Ack Error")),
    Rule("source"),
    Rule("scope", 1, 1, _one_of("Public Restricted Private")),
    Rule("restriction"),
    Rule("addresses"),
    Rule("code", most=_MANY),
    Rule("note"),
    Rule("references"),
    Rule("incidents"),
    Rule("info", 0, _MANY, _INFO),
)

_ASKED_EARLIER: Final = ("identifier", "sender", "sent", "status", "msgType")
_WORDS_EARLIER: Final = {
    "status": _one_of("Actual Exercise System Test Draft"),
    "msgType": _one_of("Alert Update Cancel Ack Error"),
    "scope": _one_of("Public Restricted Private"),
}
_ASKED_OF_INFO: Final = ("event", "urgency", "severity", "certainty")
_WORDS_OF_INFO: Final = {
    "urgency": _one_of("Immediate Expected Future Past Unknown"),
    "severity": _one_of("Extreme Severe Moderate Minor Unknown"),
    "certainty": _one_of("Observed Likely Possible Unlikely Unknown") | {"Very Likely"},
}
REASON: Final = "not as the CAP schema"


def check(alert: _Element) -> None:
    """Check an alert by its version.

    Raises:
        Unusable: it is of no known version, or not as its schema asks.

    """
    space = space_of(alert)
    if space == NAMESPACE_12:
        _check_all(alert, ALERT_12, space, "alert")
    elif space in NAMESPACES:
        _check_some(alert, _ASKED_EARLIER, _WORDS_EARLIER, "alert")
        for info in alert.iterchildren(f"{{{space}}}info"):
            _check_some(info, _ASKED_OF_INFO, _WORDS_OF_INFO, "info")
    else:
        raise Unusable("unknown CAP version", space, "CAP 1.0, 1.1 or 1.2")


def _check_all(element: _Element, rules: tuple[Rule, ...], space: str, path: str) -> None:
    _plain(element, path)
    inside = children(element)
    loose = [element.text, *(child.tail for child in element)]
    if any(each and each.strip() for each in loose):
        raise Unusable(REASON, path, "elements, and no text between them")
    at = 0
    for rule in rules:
        if rule.name == "info":
            # The schema has signatures last; among infos they do no harm, and widely used readers take them there.
            inside[at:] = [each for each in inside[at:] if space_of(each) != _SIGNATURE]
        count, tag = 0, f"{{{space}}}{rule.name}"
        while at < len(inside) and inside[at].tag == tag and count < rule.most:
            _check_one(inside[at], rule, space, f"{path}/{rule.name}")
            at, count = at + 1, count + 1
        if count < rule.least:
            found = name_of(inside[at]) if at < len(inside) else "the end"
            raise Unusable(REASON, f"{path}: {found}", rule.name)
    if at < len(inside):
        raise Unusable(REASON, f"{path}: {name_of(inside[at])}", "no such element there")


def _check_one(element: _Element, rule: Rule, space: str, path: str) -> None:
    match rule.holds:
        case tuple() as rules:
            _check_all(element, rules, space, path)
            return
        case frozenset() as known if _text(element, path) not in known:
            raise Unusable(REASON, f"{path}: {words(element)}", " or ".join(sorted(known)))
        case re.Pattern() as form:
            text = _text(element, path).strip()
            if form.fullmatch(text) is None or (form is _MOMENT and not _is_moment(text)):
                raise Unusable(REASON, f"{path}: {text}", form.pattern)
        case _:
            _text(element, path)


def _is_moment(text: str) -> bool:
    try:
        instant(text)
    except ValueError:
        return False
    return True


def _text(element: _Element, path: str) -> str:
    _plain(element, path)
    if len(element) and children(element):
        raise Unusable(REASON, path, "text, and no elements")
    return whole_text(element)


def _plain(element: _Element, path: str) -> None:
    if not element.attrib:
        return
    strange = [str(name) for name in element.attrib if not str(name).startswith(_INSTANCE)]
    if strange:
        raise Unusable(REASON, f"{path}: {strange[0]}", "no attributes")


def _check_some(element: _Element, asked: tuple[str, ...], known: dict[str, frozenset[str]], path: str) -> None:
    inside = children(element)
    counts = Counter(name_of(child) for child in inside)
    for name in asked:
        if counts[name] != 1:
            raise Unusable(REASON, f"{path}: {counts[name]} of {name}", f"one {name}")
    for child in inside:
        name = name_of(child)
        if name in known and words(child) not in known[name]:
            raise Unusable(REASON, f"{path}/{name}: {words(child)}", " or ".join(sorted(known[name])))
