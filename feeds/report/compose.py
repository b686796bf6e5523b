"""A report from an account: cover, sections in reading order, the records they cite, and the words a reader may not know.

To add a section: its file, one line here, one test.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from feeds.marks import Marks
from feeds.picture.room import EntityKind
from feeds.report.account import Account
from feeds.report.document import Cover, Fact, Report, Section, cited, text_of
from feeds.report.sections import (
    alarms,
    answers,
    checklists,
    control,
    corridors,
    decisions,
    humanitarian,
    keeping,
    ladder,
    lessons,
    overview,
    plates,
    quality,
    summary,
)
from feeds.report.wording import day, to_the_second, word

SECTIONS: Final[tuple[Callable[[Account], Section | None], ...]] = (
    overview.section,
    ladder.section,
    decisions.section,
    corridors.section,
    plates.section,
    alarms.section,
    answers.section,
    checklists.section,
    control.section,
    humanitarian.section,
    quality.section,
    keeping.section,
)

WORDS: Final = (
    ("acknowledged", "Acknowledge", "A seat's duty: it has taken notice of an alarm. It answers nothing on behalf of an entity."),
    (
        "admiralty",
        "Admiralty code",
        "Reliability of the source, A to F, and credibility of the report, 1 to 6, judged apart. F and 6 mean that it cannot be judged.",
    ),
    (
        "answered",
        "Answer",
        "An entity's own word on an item, of a named kind, signed by its officer. RELAYED: given by voice and recorded by an officer.",
    ),
    ("assessed", "Assessed rung", "What the thresholds of the doctrine pointed to. A finding of the rules; it declares nothing."),
    (
        "not met",
        "Conditions",
        "What the rules read of a corridor: MET, NOT MET or UNKNOWN. They may contradict a declared OPEN and never assert it.",
    ),
    ("declared", "Declared level", "An act of the authority, or of a partner for itself."),
    ("", "Happened, known here", "When something happened, and when this room learned of it."),
    ("hollow", "Hollow", "A threshold held up only by stale evidence, or by evidence that cannot be judged."),
    (
        "silence",
        "Silence procedure",
        "The chair alone adopts, by an act, after a deadline that nobody broke and that ran for every entity as reached.",
    ),
)
"""Words a reader may not know: what the report must say for them to be explained, the word, its meaning."""


def compose(account: Account, marks: Marks | None = None) -> Report:
    """Return the report of what was gathered; `marks`: what people noted beside the journal, if anything."""
    made = (*(make(account) for make in SECTIONS), lessons.section(account, marks))
    sections = tuple(each for each in made if each is not None)
    cover, short = _cover(account), summary.statements(account)
    first = (*(ref for fact in cover.facts for ref in fact.refs), *(ref for each in short for ref in each.refs))
    said = "\n".join(words for section in sections for block in section.blocks for words in text_of(block))
    return Report(cover, short, sections, cited(sections, first), (*_words(said), *_entities(account, said)))


def _words(said: str) -> tuple[tuple[str, str], ...]:
    """Explain the words that this report uses."""
    return tuple((word, meaning) for used, word, meaning in WORDS if used in said.lower())


def _cover(account: Account) -> Cover:
    incident = account.incident
    host = account.roster.entity(account.audience.entity)
    code = account.audience.entity
    who = f"{host.name} ({code})" if host is not None and host.name != code else code
    seen = f"as the originating room, {who}, could see it" if account.audience.host else f"as {who} could see it"
    same = day(account.first) == day(account.last)
    period = day(account.first) if same else f"{day(account.first)} to {day(account.last)}"
    facts = [Fact("From", to_the_second(account.first)), Fact("To", to_the_second(account.last)), Fact("Records", f"{account.records:,}")]
    if account.audience.host and account.head[1]:
        facts.append(Fact("Chain ends", f"record {account.head[0]:,} · {account.head[1][:16]}…"))
    if account.reconstructed:
        facts.append(Fact("Knowledge times", "reconstructed from the reports' own times"))
    refs = (incident[0],) if incident is not None else ()
    facts.append(Fact("Incident", incident[1].incident if incident is not None else "not named", refs))
    return Cover(
        title=incident[1].title if incident is not None else "Incident",
        regime=str(account.regime),
        room=account.roster.name,
        audience=seen,
        period=period,
        facts=tuple(facts),
    )


def _sort(kind: str, name: str) -> str:
    """Return what sort of entity it is, where its name does not say so."""
    return "" if name.lower().endswith(kind) else f", {kind}"


def _entities(account: Account, said: str) -> tuple[tuple[str, str], ...]:
    """Explain the codes of those who wrote any of it, or are named in it."""
    kinds, named = {kind: word(kind).lower() for kind in EntityKind}, set(re.findall(r"\w+", said))
    return tuple(
        (each.code, f"{each.name}{_sort(kinds[each.kind], each.name)}{', member' if each.member else ''}")
        for each in account.roster.entities
        if each.name != each.code and each.code in account.wrote | named
    )
