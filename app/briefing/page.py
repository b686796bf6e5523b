"""A briefing as a page that stands alone: drawn by folium, everything inside it, nothing asked of anybody.

Leaflet, fonts, style, script and the tiles of the view are in the page; a policy lets run the very scripts it carries, by their hashes, and
nothing else, and lets it load nothing. Features travel as JSON that no name in it can end. Deliberately absent: live data.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from app.briefing.brief import Bounds, Brief
from app.briefing.frame import above, below, middle, variables
from app.briefing.grounds import grounds
from app.report.markup import Markup, element, text, together
from layers.layer import AnyFeature, Mark, positions
from widgets.map.paper_ground import PaperGround
from widgets.tokens import Theme

_OUTSIDE = re.compile(r"url\((?!data:)[^)]*\)")
"""Files that Leaflet's style would ask for."""


def page(brief: Brief, theme: Theme, paper: PaperGround) -> str:
    """Return the page."""
    from app.briefing.drawn import rendered

    bounds = brief.bounds or _bounds(brief.features)
    markup, script, style = rendered(brief, bounds, tuple(grounds(brief, bounds, theme.name, paper)), paper.view)
    leaflet = files("xstatic.pkg.leaflet") / "data"
    scripts = [(leaflet / "leaflet.js").read_text(), (files("resources.briefing") / "brief.js").read_text(), script]
    scripts = [each.replace("</script", "<\\/script") for each in scripts]
    styles = [
        _OUTSIDE.sub("none", (leaflet / "leaflet.css").read_text()),
        variables(theme),
        style,
        (files("resources.briefing") / "brief.css").read_text(),
    ]
    head = together(
        (
            Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
            Markup(f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts)}">'),
            element("title", text(f"{brief.cover.banner}: {brief.cover.title}")),
            *(Markup(f"<style>{each}</style>") for each in styles),
        )
    )
    carried = (Markup(f"<script>{each}</script>") for each in scripts)
    body = together((*above(brief, theme), middle(brief, theme, Markup(markup.strip())), *below(brief, paper), *carried))
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>\n'


def _policy(scripts: list[str]) -> str:
    """Return the policy: these scripts, styles inside, and images and fonts that are in the page."""
    hashes = " ".join(f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in scripts)
    inside = "style-src 'unsafe-inline'; img-src data:; font-src data:"
    return f"default-src 'none'; script-src {hashes}; {inside}; base-uri 'none'; form-action 'none'"


def _bounds(features: list[AnyFeature]) -> Bounds:
    """Return what holds all that is drawn, named things first; the whole world where nothing is."""
    spots = [at for each in features if not isinstance(each, Mark) for at in positions(each)]
    spots = spots or [each.at for each in features if isinstance(each, Mark)]
    if not spots:
        return (-60.0, -180.0, 75.0, 180.0)
    longitudes, latitudes = [x for x, _ in spots], [y for _, y in spots]
    return (min(latitudes), min(longitudes), max(latitudes), max(longitudes))
