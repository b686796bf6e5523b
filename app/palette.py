"""Everything that can be done from here now, verb first: what it is called, the key it could have been, and why it is off. Pure.

A command is an intent and its subject, as a panel would emit it; so the palette can do nothing that a panel could not. Deliberately
absent: doing it, and the list on the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.acts import steps
from app.acts.choices import spoken
from app.acts.form import Case
from app.acts.registry import ANY, FORMS, NEW, fits
from app.desks import DESKS
from app.naming import called
from feeds.picture.alarm import Alarm
from feeds.picture.doctrine import Doctrine
from feeds.picture.identity import shown

LISTED: Final = 60
"""Commands on the list at most."""


@dataclass(frozen=True)
class Command:
    """An intent (`name`, `subject`) under a title. `also`: other words it answers to, French ones among them."""

    name: str
    title: str
    subject: str = ""
    detail: str = ""
    chord: str = ""
    off: str = ""
    also: str = ""


EVERYWHERE: Final = (
    Command("next_alarm", "go to the worst alarm", chord="F8", also="next alarme suivante"),
    Command("show_why", "why the selected thing is what it is", chord="F2", also="pourquoi raison"),
    Command("show_keys", "keys of this panel", chord="F1", also="touches help aide"),
    Command("search", "search records", chord="Ctrl+F", also="find chercher rechercher"),
    Command("go_to", "go to a time", chord="Ctrl+G", also="aller heure"),
    Command("past", "look back at a moment", chord="Ctrl+R", also="replay passe regarder revoir"),
    Command("link", "acknowledge the alarm of this seat's link", chord="F7", also="liaison acquitter"),
    Command("silence", "silence sounds for 2 minutes", chord="F9", also="mute couper son"),
    Command("sound_test", "test the sounds and log it", also="essai son tone"),
    Command("text:larger", "text larger", chord="Ctrl++", also="taille texte plus grand"),
    Command("text:smaller", "text smaller", chord="Ctrl+-", also="taille texte plus petit"),
    Command("text:designed", "text as designed", chord="Ctrl+0", also="taille texte normal"),
    Command("text:wanted", "text as this screen wants", also="taille texte lisible ecran"),
    Command("theme:dark", "theme dark", also="sombre nuit night"),
    Command("theme:light", "theme light", also="clair jour day"),
    Command("theme:contrast", "theme high contrast", also="contraste"),
    Command("dim", "dim the screen, or undo it", also="attenuer nuit night"),
    Command("density", "rows roomy, or close again", also="densite lignes touch"),
    Command("motion", "reduce motion, or allow it again", also="mouvement blink"),
    Command("full_screen", "full screen", chord="F11", also="plein ecran"),
    Command("float", "float this panel in its own window, or put it back", chord="Alt+Return", also="detacher fenetre flotter"),
    Command("gather", "put every floating panel back", also="rassembler fenetres"),
    Command("save_desk", "save this desk", chord="Ctrl+S", also="enregistrer bureau"),
    Command("forget_desk", "desk as designed", also="reset bureau"),
    Command("overdue", "overdue answers", also="late nobody retard"),
    Command("handover", "hand over the watch…", also="releve passation shift"),
)
"""What is there on every desk, whatever is selected."""


def commands(case: Case, panels: Iterable[tuple[str, str]], selected: tuple[str, str], off: str, common: str = "") -> tuple[Command, ...]:
    """Return every command: those about what is selected first. `panels`: (name, title); `off`: why no act can happen from here;
    `common`: who holds the same picture, in words; nothing where none is compared.
    """
    about = replace(case, subject=selected[1])
    return (
        *(_acts_on(about, off) if selected[1] else ()),
        *EVERYWHERE,
        *_common(common),
        *(Command(f"desk:{desk.name}", f"desk {desk.title.lower()}", chord=desk.key, also="bureau") for desk in DESKS),
        *(Command(f"show:{name}", f"show {title.lower()}", also="panel montrer") for name, title in panels),
        *_lenses(case),
        *_alarms(case, off),
        *_rungs(case),
        *_new(replace(case, subject=""), off),
    )


def _acts_on(case: Case, off: str) -> Iterator[Command]:
    """The sheets about the selected thing; a sheet of steps as one command for each step."""
    name = called(case.picture, case.subject)
    for form in FORMS:
        if not fits(form, case):
            continue
        if form is steps.FORMS[0]:
            yield from _steps(case, off)
        elif ANY in form.of and any(case.picture.side_by_side(kind, case.subject) for kind in case.picture.tables):
            yield Command(form.verb, f"{form.title.lower()}: {name}…", case.subject, off=off or form.off(case))
        elif form.of and case.row(*(kind for kind in form.of if kind)) is not None:
            yield Command(form.verb, f"{form.title.lower()}: {name}…", case.subject, chord=form.key, off=off or form.off(case))
    yield Command("follow_selected", f"why {name}", case.subject, chord="F2", also="pourquoi")
    yield Command("map", f"show {name} on the map", case.subject, also="carte")


def _steps(case: Case, off: str) -> Iterator[Command]:
    row = steps.row_of(case)
    what = f"{spoken(row.kind).lower() if row is not None else ''}: {called(case.picture, case.subject)}…"
    for event, state in steps.events(case).items():
        detail = f"reads {steps.word_of(case, state)}"
        yield Command(f"change:{event}", f"{spoken(event).lower()} {what}", case.subject, detail, off=off)


def _alarms(case: Case, off: str) -> Iterator[Command]:
    for row, alarm in case.picture.bodies(Alarm):
        if alarm.audience in (None, case.hand.entity):
            name = shown(row.subject)
            yield Command(f"acknowledge:{alarm.cause_revision}", f"acknowledge {name}", row.subject, alarm.title, "Enter", off, "acquitter")
            yield Command("why", f"why {name}", row.subject, alarm.title, "W", also="pourquoi")


def _common(common: str) -> Iterator[Command]:
    if common:
        yield Command("show:health", "who holds the same picture", detail=common, also="common equal differs digest image commune egale")


def _lenses(case: Case) -> Iterator[Command]:
    """Through whose eyes this desk may be looked at: everybody's in the room but one's own."""
    for each in case.roster.entities if case.roster is not None else ():
        if each.code != case.hand.entity:
            yield Command(f"lens:{each.code}", f"as {each.code} would see it", "", each.name, "Ctrl+L", also="lens lentille vu par")


def _rungs(case: Case) -> Iterator[Command]:
    for _, doctrine in case.picture.bodies(Doctrine):
        for rung in doctrine.ladder.rungs:
            yield Command("follow:rung", f"why {rung.printed}", str(rung.ordinal), rung.name, also=f"pourquoi rung {rung.name}")


def _new(case: Case, off: str) -> Iterator[Command]:
    for form in FORMS:
        if (not form.of or NEW in form.of) and form.verb != "handover":
            yield Command(form.verb, f"{form.title.lower()}…", "", chord=form.key, off=off or form.off(case))


def matching(found: Iterable[Command], text: str) -> tuple[Command, ...]:
    """Return the commands whose words begin with every word that was typed, those whose title begins so first; in their own order."""
    words = text.lower().split()
    fitting = [command for command in found if all(_answers(command, word) for word in words)]
    return tuple(sorted(fitting, key=lambda command: not command.title.startswith(" ".join(words))))


def _answers(command: Command, word: str) -> bool:
    said = f"{command.title} {command.detail} {command.also}".lower().replace("…", " ").replace(":", " ")
    return any(each.startswith(word) for each in said.split())
