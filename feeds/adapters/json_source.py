"""Foreign JSON, read so that no text of it can fill the memory: the source is bounded, its items are decoded one by one.

An empty list takes three bytes on disk and some sixty in memory; hence the bounds count elements as well as bytes. NaN and infinity
are no JSON and are refused. Deliberately absent: what the items mean.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

import msgspec
from msgspec import Raw, Struct

from feeds.adapters.adapter import Unusable

T = TypeVar("T")

SOURCE_LIMIT: Final = 64 * 1024 * 1024
ELEMENT_LIMIT: Final = 4_000_000
"""Commas of a source: about its elements."""

FEATURES_LIMIT: Final = 1_000_000
"""Features of a source: more cannot stand in its bytes unless they are none."""

ITEM_LIMIT: Final = 6 * 1024 * 1024
_BOM: Final = b"\xef\xbb\xbf"
_NONE: Final = Raw(b"")


class Collection(Struct):
    """The members of a GeoJSON text that say how to read it; the features stay raw."""

    type: Any = None
    features: Raw = _NONE
    crs: Any = None
    name: Any = None


_head: Final = msgspec.json.Decoder(Collection)
_list: Final = msgspec.json.Decoder(list[Raw])


def plain(data: bytes) -> bytes:
    """Return the bytes as UTF-8 without a byte-order mark.

    Raises:
        Unusable: they are too many.

    """
    if len(data) > SOURCE_LIMIT:
        raise Unusable("source too large", f"{len(data)} bytes", f"at most {SOURCE_LIMIT}")
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        try:
            data = data.decode("utf-16").encode()
        except UnicodeError as error:
            raise Unusable("not JSON", str(error), "JSON in UTF-8") from error
    data = data.removeprefix(_BOM)
    if data.count(b",") > ELEMENT_LIMIT:
        raise Unusable("source too large", f"{data.count(b',')} elements", f"at most {ELEMENT_LIMIT}")
    return data


def head(data: bytes) -> Collection:
    """Return the top members of a JSON object from `plain` bytes.

    Raises:
        Unusable: it is no JSON, or no object.

    """
    return _decoded(_head, data, "not JSON", "a JSON object")


def features(found: Collection) -> list[Raw]:
    """Return the raw features of a collection.

    Raises:
        Unusable: there is no list of them, or it is too long.

    """
    if not bytes(found.features):
        raise Unusable("no features", None, "a FeatureCollection with a list of features")
    listed = _decoded(_list, bytes(found.features), "no features", "a list of features")
    if len(listed) > FEATURES_LIMIT:
        raise Unusable("too many features", len(listed), f"at most {FEATURES_LIMIT}")
    return listed


def collection(data: bytes) -> list[Raw]:
    """Return the raw features of a FeatureCollection; a single Feature is a list of one.

    Raises:
        Unusable: the bytes are neither.

    """
    data = plain(data)
    found = head(data)
    match found.type:
        case "FeatureCollection":
            return features(found)
        case "Feature":
            return [Raw(data)]
        case other:
            raise Unusable("no feature collection", other, "type FeatureCollection or Feature")


def decode_item(decoder: msgspec.json.Decoder[T], raw: bytes) -> T:
    """Decode one item.

    Raises:
        Unusable: it is too large, no JSON, or lacks what the decoder's type asks for.

    """
    if len(raw) > ITEM_LIMIT:
        raise Unusable("item too large", f"{len(raw)} bytes", f"at most {ITEM_LIMIT}")
    return _decoded(decoder, raw, "malformed item", "the members this format asks for")


def _decoded(decoder: msgspec.json.Decoder[T], data: bytes, reason: str, expected: str) -> T:
    try:
        return decoder.decode(data)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise Unusable(reason, str(error), expected) from error
