"""`watchroom marks`: what is marked in a recording; take over another analyst's marks, or add one.

Deliberately absent: taking marks away; that is done where they are seen.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from app.output import say, say_json
from app.times import parse_time
from feeds.errors import Misuse
from feeds.picture.calendar import iso


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the journal, and what is to be added or taken over."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the journal")
    parser.add_argument("--take", type=Path, metavar="MARKS", help="merge another marks file of the same incident into this one's")
    parser.add_argument("--add", metavar="TEXT", help="add a mark")
    parser.add_argument("--at", metavar="TIME", help="the moment of knowledge it is at")
    parser.add_argument("--until", metavar="TIME", help="the end of its range")
    parser.add_argument("--author", default="analyst", metavar="WHO", help="whose it is: a function, never a name (default: analyst)")
    parser.add_argument("--lesson", action="store_true", help="it belongs in the report's lessons")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Read, merge or add, keep and print."""
    from feeds.journal.reader import Reader
    from feeds.marks import added, beside, load, merged, new_mark, save

    with Reader(args.file) as reader:
        incident = reader.meta.incident
    path = beside(args.file)
    marks = before = load(path, incident)
    if args.take is not None:
        if not args.take.is_file():
            raise Misuse("--take", "there is no such file", str(args.take), "another analyst's marks file")
        marks = merged(marks, load(args.take, incident))
    if args.add is not None:
        if args.at is None:
            raise Misuse("--at", "a mark stands at a moment", expected="--at TIME")
        until = None if args.until is None else parse_time("--until", args.until)
        made = new_mark(args.author, args.add, parse_time("--at", args.at), int(time.time() * 1000), until=until, lesson=args.lesson)
        marks = added(marks, made)
    if marks != before:
        save(path, marks)
    standing = marks.standing
    if args.json:
        say_json({"file": str(path), "incident": incident, "marks": [{**_plain(each), "at": iso(each.at)} for each in standing]})
    else:
        for each in standing:
            say(f"{iso(each.at)}  {'LESSON ' if each.lesson else ''}{each.text}  ({each.author})")
    return 0


def _plain(mark: object) -> dict[str, object]:
    import msgspec

    plain: dict[str, object] = msgspec.to_builtins(mark)
    return {name: plain.get(name) for name in ("id", "author", "text", "until", "links", "lesson")}
