"""Every act that takes a sheet, and which one a panel's intent means: a verb, a subject, and what the picture holds of it.

One verb may serve several kinds (`verify` is a checklist's step or a leg of a corridor): the subject's kind decides. Deliberately
absent: acts that are one key (`app.intents`).
"""

from __future__ import annotations

from typing import Final

from app.acts import answers, drawings, grants, night, proposals, releasing, relief, steps, warning, watching
from app.acts.form import Case, Form

FORMS: Final[tuple[Form, ...]] = (
    *answers.FORMS,
    *proposals.FORMS,
    *grants.FORMS,
    *warning.FORMS,
    *watching.FORMS,
    *relief.FORMS,
    *drawings.FORMS,
    *night.FORMS,
    *releasing.FORMS,
    *steps.FORMS,
)
"""Every sheet."""

NEW: Final = ""
ANY: Final = "*"

_ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "verify": ("verify_segment",),
    "declare": ("declare_level", "change"),
    "link": ("evidence",),
    "decline": ("evidence:decline", "change:decline"),
    "open": ("change:open",),
    **{
        event: (f"change:{event}",)
        for event in ("adopt", "close", "withdraw", "lapse", "authorise", "hold", "execute", "complete", "revoke", "stand_down", "suspend")
    },
}
"""Shorter verbs panels use, each the forms it may mean, tried in this order."""


def fits(form: Form, case: Case) -> bool:
    """Say whether a form is about what the case names."""
    if not case.subject:
        return not form.of or NEW in form.of
    if not form.of or ANY in form.of:
        return True
    if case.row(*(kind for kind in form.of if kind)) is not None:
        return True
    return NEW in form.of and all(not case.picture.side_by_side(kind, case.subject) for kind in case.picture.tables)


def form_for(verb: str, case: Case) -> tuple[Form, str] | None:
    """Return the form an intent means and its argument, or None where none is about that subject."""
    for name in (verb, *_ALIASES.get(verb, ())):
        base, _, argument = name.partition(":")
        for form in FORMS:
            if form.verb == base and fits(form, case):
                return form, argument or case.argument
    return None
