"""A briefing as a sheet: the same frame around a map that is drawn once, without a script, for paper and for pictures.

The map is the after-action report's plate. Deliberately absent: anything that moves or asks.
"""

from __future__ import annotations

from importlib.resources import files

from app.briefing.brief import Brief
from app.briefing.frame import above, below, middle, variables
from app.report.markup import Markup, element, text, together
from app.report.page import POLICY
from app.report.plate import plate
from feeds.picture.regime import RegimeKind
from widgets.map.paper_ground import PaperGround
from widgets.tokens import Theme


def sheet(brief: Brief, theme: Theme, paper: PaperGround) -> str:
    """Return the sheet as a page without scripts."""
    island = brief.picture.regime.kind is RegimeKind.EXERCISE
    drawn = plate(brief.features, theme, paper, f"Map of {brief.cover.title}", brief.bounds, island=island).drawing
    style = variables(theme) + (files("resources.briefing") / "brief.css").read_text()
    head = together(
        (
            Markup('<meta charset="utf-8">'),
            Markup(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
            element("title", text(f"{brief.cover.banner}: {brief.cover.title}")),
            Markup(f"<style>{style}</style>"),
        )
    )
    body = together((*above(brief, theme), middle(brief, theme, drawn), *below(brief, paper)))
    return f'<!DOCTYPE html><html lang="en" class="sheet"><head>{head}</head><body>{body}</body></html>\n'
