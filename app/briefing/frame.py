"""What stands around a briefing's map, on a page as on paper: label banners, title, regime, time, legend, watermark, notice.

Deliberately absent: the map.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from importlib.resources import files

from app.briefing.brief import Brief
from app.briefing.features import legend
from app.report.markup import Markup, element, text
from app.report.page import FACES
from feeds.picture.calendar import iso
from feeds.picture.regime import RegimeKind
from widgets.map.ground import map_colours
from widgets.map.paper_ground import PaperGround
from widgets.tokens import TLP_GROUND, TLP_TEXT, RegimeLook, Theme, Token


def banner(brief: Brief) -> Markup:
    """Return the label banner."""
    label = brief.banner
    chip = (
        element("span", text(f"TLP:{label.tlp}"), class_="tlp", style=f"background:{TLP_GROUND};color:{TLP_TEXT[label.tlp]}")
        if label.tlp
        else Markup("")
    )
    return element("div", text(label.text), chip, class_="banner", style=f"background:{label.block.fill};color:{label.block.text}")


def above(brief: Brief, theme: Theme) -> Iterator[Markup]:
    """Yield what stands over the map: label, title, regime, time."""
    look = RegimeLook(brief.cover.regime.kind.value)
    block = theme.regimes[look]
    yield banner(brief)
    yield element(
        "header",
        element("h1", text(brief.cover.title)),
        element(
            "span", text(str(brief.cover.regime).replace(":", " ")), class_="regime", style=f"background:{block.fill};color:{block.text}"
        ),
        element("span", text(f"as {brief.cover.room} knew it at {iso(brief.cover.known)}"), class_="known"),
    )


def middle(brief: Brief, theme: Theme, drawn: Markup) -> Markup:
    """Return the map, drawn one way or another, with its watermark and the legend of what is on it."""
    watermark = "" if brief.cover.regime.kind is RegimeKind.REAL else brief.cover.regime.kind.value
    rows = (element("li", _swatch(*row[:3], theme=theme), text(row[3])) for row in legend(brief.features))
    return element(
        "main",
        drawn,
        element("div", text(watermark), class_="watermark", aria_hidden="true") if watermark else Markup(""),
        element("ul", *rows, class_="legend", aria_label="Legend"),
    )


def _swatch(what: str, hue: str, look: str, *, theme: Theme) -> Markup:
    colour = theme.hex(Token(hue))
    match what:
        case "line":
            return element("i", style=f"height:0;border-top:4px {look} {colour}")
        case "area":
            return element("i", style=f"border:2px {look} {colour};background:{colour}33;width:22px")
        case _:
            return element("i", class_=f"mark {look}", style=f"width:12px;height:12px;margin:0 7px;background:{colour}")


def below(brief: Brief, paper: PaperGround) -> Iterator[Markup]:
    """Yield what stands under the map: notice and label."""
    left_out = f" {brief.left_out:,} marks are left out, the gravest are shown." if brief.left_out else ""
    places = "Relief and protected places are not shown by position. Hostile objects are areas."
    hidden = f" Left out by hand: {brief.hidden}." if brief.hidden else ""
    yield element("footer", text(f"{brief.cover.notice} On this map: {paper.view.words}. {places}{left_out}{hidden}"))
    yield banner(brief)


def variables(theme: Theme) -> str:
    """Return the theme's colours as custom properties, and the typefaces."""
    entries = {**{token.value: theme.hex(token) for token in Token}, **map_colours(theme.name)}
    faces = "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};src:url(data:font/ttf;base64,'
        f'{b64encode((files(package) / "files" / name).read_bytes()).decode()}) format("truetype")}}'
        for family, weight, package, name in FACES[:2]
    )
    return ":root{" + "".join(f"--{name}:{value};" for name, value in entries.items()) + f"}}{faces}"
