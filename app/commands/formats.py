"""`watchroom formats`: what can be read, the endings that are looked for in folders, the mappings that ship; what can be written."""

from __future__ import annotations

import argparse

from app.output import say, say_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take --json."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Print the table."""
    from app.exports import exports
    from feeds.adapters.registry import ADAPTERS
    from feeds.adapters.sources import shipped_mappings

    mappings = shipped_mappings()
    if args.json:
        formats = [{"name": each.name, "about": each.about, "extensions": each.extensions} for each in ADAPTERS]
        offered = [{"name": each.name, "about": each.about, "columns": each.columns} for each in mappings]
        written = [{"name": name, "about": each.about} for name, each in exports().items()]
        say_json({"formats": formats, "mappings": offered, "written": written})
        return 0
    for adapter in ADAPTERS:
        say(f"{adapter.name:<12}{adapter.about} ({' '.join(adapter.extensions)}, each also .gz)")
    for mapping in mappings:
        say(f"{'  csv':<12}{mapping.about}: {', '.join(mapping.columns)}")
    say("")
    say("written by export --to:")
    for name, each in exports().items():
        say(f"{name:<12}{each.about}")
    return 0
