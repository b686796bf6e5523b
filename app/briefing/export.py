"""`watchroom export --to html|pdf|png`: a journal's map as a briefing, as an audience knew it.

Deliberately absent: what is in it (`brief`) and how it looks.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from app.basemap.paper_ground import beside, paper_ground
from app.briefing.brief import For, brief
from app.briefing.page import page
from app.briefing.sheet import sheet
from app.exports import Asked, titled
from feeds.errors import Misuse
from feeds.journal.audience import View, in_force
from widgets.tokens import THEMES, ThemeName

if TYPE_CHECKING:
    from feeds.journal.reader import Reader


def write(reader: Reader, asked: Asked, out: Path) -> dict[str, object]:
    """Write the briefing and return its figures.

    Raises:
        Misuse: no such entity, or bounds that a map at one moment does not have.
        Refused: it is labelled above its readers.
        Unfit: there is no engine to draw it.

    """
    if asked.since is not None or asked.until is not None or asked.kinds:
        raise Misuse("--to", "a briefing is the whole map at one moment", asked.format, "--known-at, and no --from, --until or --kind")
    known = reader.last_known(asked.regime) if asked.known_at is None else asked.known_at
    whole, _ = reader.picture(asked.regime, asked.known_at)
    force = in_force(reader, whole)
    view = View(asked.entity, force, "--as")
    wanted = For(view.audience.entity, force.roster, force.policy, asked.readers)
    made = brief(view.picture(whole), known, titled(whole, reader.path.stem), wanted)
    theme = THEMES[ThemeName.LIGHT]
    with closing(paper_ground(beside(reader.path))) as paper:
        html = page(made, theme, paper) if asked.format == "html" else sheet(made, theme, paper)
    data = html.encode() if asked.format == "html" else _drawn(html, asked.format)
    out.write_bytes(data)
    return {
        "items": len(made.features),
        "left_out": {"marks": made.left_out} if made.left_out else {},
        "audience": view.audience.entity,
        "label": made.banner.text,
        "regime": str(asked.regime),
        "bytes": len(data),
    }


def _drawn(html: str, form: str) -> bytes:
    """Draw a sheet without a window."""
    from app.stage import application

    app = application(screen_needed=False)

    from app.briefing.render import rendered

    data = rendered(html, form)
    app.processEvents()
    return data
