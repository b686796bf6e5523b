"""The report as one page that stands alone: style, typefaces, tiles and drawings inside, no script, nothing asked for from anywhere.

Each statement carries the numbers of the records it rests on, and the annex says of each what it is. Deliberately absent: deciding
anything; what is said is `feeds.report`'s.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from importlib.resources import files
from textwrap import shorten
from typing import assert_never

from app.report.charts import counts, load, spread, timeline
from app.report.markup import Markup, css_string, element, text, together
from app.report.plate import pictured
from feeds.picture.envelope import Record
from feeds.picture.identity import shown
from feeds.picture.regime import parse_regime
from feeds.picture.room import Roster
from feeds.report.document import (
    Align,
    Block,
    Column,
    Counts,
    Facts,
    Line,
    Load,
    Plate,
    Refs,
    Report,
    Section,
    Spread,
    Statement,
    Table,
    Timeline,
    named,
)
from feeds.report.wording import hand, to_the_second
from widgets.frame_model import BannerModel
from widgets.map.paper_ground import PaperGround
from widgets.tokens import THEMES, TLP_GROUND, TLP_TEXT, RegimeLook, Theme, ThemeName, Token

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
FACES = (
    ("IBM Plex Sans", "100 700", "fontpkg_ibm_plex_sans", "IBMPlexSans[wdth,wght].ttf"),
    ("IBM Plex Mono", "400", "fontpkg_ibm_plex_mono", "IBMPlexMono-Regular.ttf"),
    ("IBM Plex Mono", "600", "fontpkg_ibm_plex_mono", "IBMPlexMono-SemiBold.ttf"),
)
DISCLAIMER = (
    "This report says what one room's journal holds, as its audience may see it. It claims no more than was recorded. The maps' borders "
    "and names imply no opinion on the status of any territory. It is no targeting aid and must not be used as one."
)
WHOLE = 8
"""Rows up to which a table is not parted by the end of a sheet."""
CLIPPED = 32
"""Characters of a subject's part beyond which it is a hash, of which the first digits say enough: the key beside it names the record."""
FOOT = 36
"""Characters of the title that stand at the foot of a sheet."""
_NOTHING = Markup("")
MOST_REFS = 4
"""Numbers of records beside one statement; more are told by their count."""


class Page:
    """Draws one report under one theme."""

    def __init__(
        self, report: Report, banner: BannerModel, roster: Roster, paper: PaperGround, theme: Theme = THEMES[ThemeName.LIGHT]
    ) -> None:
        self._report, self._banner, self._roster, self._ground, self._theme = report, banner, roster, paper, theme
        self._numbers = {named(record): number for number, record in enumerate(report.cited, 1)}
        self._cites: set[int] = set()
        """The numbers that stood beside a statement already."""

    def _called(self) -> str:
        return f"{self._banner.text} · TLP:{self._banner.tlp}" if self._banner.tlp else self._banner.text

    def html(self) -> str:
        """Return the page."""
        report = self._report
        head = together(
            (
                Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
                Markup(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
                # A PDF's title is its metadata: it says the label too.
                element("title", text(f"{self._called()}: After-action report: {report.cover.title}")),
                Markup(f"<style>{self._style()}</style>"),
            )
        )
        watermark = self._watermark()
        body = together(
            (
                self._banner_of("top"),
                *((element("div", text(watermark), class_="watermark", aria_hidden="true"),) if watermark else ()),
                self._cover(),
                self._opening(),
                element(
                    "main", *(self._section(number, each) for number, each in enumerate(report.sections, 1)), self._annex(), self._words()
                ),
                self._banner_of("foot"),
            )
        )
        return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>\n'

    # The frame.

    def _style(self) -> str:
        colours = "".join(f"--{token.value}:{self._theme.hex(token)};" for token in Token)
        faces = "".join(
            f'@font-face{{font-family:"{family}";font-weight:{weight};src:url(data:font/ttf;base64,'
            f'{b64encode((files(package) / "files" / name).read_bytes()).decode()}) format("truetype")}}'
            for family, weight, package, name in FACES
        )
        return f":root{{{colours}}}{faces}{self._paper()}{(files('resources.report') / 'report.css').read_text()}"

    def _paper(self) -> str:
        """The banners of each printed page are margin boxes of the page itself, so that no page can be without them."""
        block, tlp = self._banner.block, f" // TLP:{self._banner.tlp}" if self._banner.tlp else ""
        ground = f"background:{block.fill};color:{block.text};margin-%s:12mm;vertical-align:middle;white-space:nowrap"
        top, foot = ground % "bottom", ground % "top"
        strong, quiet = "font:600 8pt 'IBM Plex Sans'", "font:400 7.4pt 'IBM Plex Sans'"
        words = css_string(f"{self._banner.text}{tlp}")
        title = css_string(shorten(self._report.cover.title, FOOT, placeholder="…"))
        corners = "".join(
            f"@{edge}-{side}-corner{{content:'';{look}}}" for edge, look in (("top", top), ("bottom", foot)) for side in ("left", "right")
        )
        return (
            f"@page{{size:A4;margin:19mm 15mm 19mm;{corners}"
            f"@top-center{{content:{words};{strong};{top};width:100%;text-align:center}}"
            f"@bottom-left{{content:{title};{quiet};{foot};width:25%;text-align:left}}"
            f"@bottom-center{{content:{words};{strong};{foot};width:50%;text-align:center;white-space:normal}}"
            f"@bottom-right{{content:counter(page) ' / ' counter(pages);{quiet};{foot};width:25%;text-align:right}}"
            "}"
        )

    def _banner_of(self, where: str) -> Markup:
        block, tlp = self._banner.block, self._banner.tlp
        chip = (
            element("span", text(f"TLP:{tlp}"), class_="tlp", style=f"background:{TLP_GROUND};color:{TLP_TEXT[tlp]}")
            if tlp is not None
            else _NOTHING
        )
        return element(
            "div",
            text(self._banner.text),
            chip,
            class_=f"banner {where}",
            style=f"--ground:{block.fill};background:{block.fill};color:{block.text}",
        )

    def _regime(self) -> RegimeLook:
        return RegimeLook(parse_regime(self._report.cover.regime).kind.value)

    def _watermark(self) -> str:
        look = self._regime()
        return "" if look is RegimeLook.REAL else look.value

    def _cover(self) -> Markup:
        cover, block = self._report.cover, self._theme.regimes[self._regime()]
        return element(
            "header",
            element("div", text("After-action report"), class_="kind"),
            element("h1", text(cover.title)),
            element("div", text(f"{cover.room} · {cover.period}"), class_="period"),
            element("div", text(cover.regime.replace(":", " ")), class_="regime", style=f"background:{block.fill};color:{block.text}"),
            element("p", text(f"What this journal holds, {cover.audience}."), class_="seen"),
            self._facts(Facts(cover.facts)),
            element("p", text(f"{DISCLAIMER} On its maps: {self._ground.view.words}."), class_="disclaimer"),
            class_="cover",
        )

    def _opening(self) -> Markup:
        """What is said in short, and where the rest stands."""
        short = element(
            "div",
            element("h2", text("In short")),
            element("ul", *(element("li", text(each.text), self._refs(each.refs, each.more)) for each in self._report.short)),
            class_="short",
        )
        return element("div", short, self._contents(), class_="opening")

    def _contents(self) -> Markup:
        titles = [section.title for section in self._report.sections]
        items = (element("li", element("a", text(title), href=f"#part{number}")) for number, title in enumerate(titles, 1))
        rest = (
            element("li", element("a", text(title), href=f"#{anchor}"))
            for title, anchor in (("Records cited", "annex"), ("Words used", "words"))
        )
        return element("nav", element("h2", text("Contents")), element("ol", *items, *rest))

    # The sections.

    def _section(self, number: int, section: Section) -> Markup:
        return element("section", element("h2", text(section.title)), *(self._block(each) for each in section.blocks), id=f"part{number}")

    def _block(self, block: Block) -> Markup:
        match block:
            case Statement():
                aside = element("span", text(block.aside), class_="aside") if block.aside else _NOTHING
                return element("p", text(block.text), self._refs(block.refs, block.more), aside, class_="stated")
            case Facts():
                return self._facts(block)
            case Table():
                return self._table(block)
            case Timeline():
                return _figure(timeline(block, self._theme), block.caption)
            case Load():
                return _figure(load(block, self._theme), block.caption)
            case Counts():
                return _figure(counts(block, self._theme), block.caption)
            case Spread():
                return _figure(spread(block, self._theme), block.caption)
            case Plate():
                drawn = pictured(block.picture, block.at, self._theme, self._ground, block.caption)
                return _figure(drawn.drawing, block.caption, self._refs(block.refs), drawn.key)
            case _:
                assert_never(block)

    def _facts(self, block: Facts) -> Markup:
        pairs = (
            element("div", element("dt", text(each.name)), element("dd", text(each.value), self._refs(each.refs))) for each in block.facts
        )
        return element("dl", *pairs, class_="facts")

    def _table(self, block: Table) -> Markup:
        head = element("thead", element("tr", *(element("th", text(each.head), class_=_align(each)) for each in block.columns)))
        lines = (element("tr", *self._cells(block.columns, line), class_="strong" if line.strong else None) for line in block.lines)
        note = element("p", text(block.note), class_="note") if block.note else _NOTHING
        return together((element("h3", text(block.title)), _tabled(block.columns, head, lines), note))

    def _cells(self, columns: tuple[Column, ...], line: Line) -> Iterator[Markup]:
        """The numbers of a row's records stand behind its last words."""
        cells = line.cells
        last = max(
            (place for place, (column, cell) in enumerate(zip(columns, cells, strict=True)) if column.align is Align.WORDS and cell),
            default=0,
        )
        for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            yield element("td", text(cell), self._refs(line.refs, line.more) if place == last else _NOTHING, class_=_align(column))

    def _refs(self, refs: Refs, more: int = 0) -> Markup:
        """Numbers of records, and how many more there are: cited ones beyond the first few, and `more` that the annex does not list."""
        numbers = list(dict.fromkeys(self._numbers[named(record)] for record in refs))
        if not numbers:
            return _NOTHING
        links = [element("a", text(str(number)), href=f"#r{number}", id=self._first(number)) for number in numbers[:MOST_REFS]]
        left = len(numbers) - len(links) + more
        return element("sup", text("\N{NO-BREAK SPACE}"), *_between(links, text(", ")), text(f" +{left:,}") if left else _NOTHING)

    def _first(self, number: int) -> str | None:
        """Return the anchor of the first statement that rests on a record, for the way back from the annex."""
        if number in self._cites:
            return None
        self._cites.add(number)
        return f"s{number}"

    # What stands behind it.

    def _annex(self) -> Markup:
        columns = (
            Column("No.", share=2),
            Column("Record", share=9),
            Column("Kind", share=6),
            Column("Happened", Align.TIME, 9),
            Column("Known here", Align.TIME, 9),
            Column("By whom", share=9),
            Column("Key", share=6),
        )
        head = element("thead", element("tr", *(element("th", text(each.head)) for each in columns)))
        note = (
            "Numbers beside statements are those of this list; a number here leads back to the first of them. “+3” after them: three more "
            "records; of a sum over many reports those that add most are listed here. Key: the first digits of the hash that names the "
            "record or signed act."
        )
        rows = (self._cited(number, record) for number, record in enumerate(self._report.cited, 1))
        return element(
            "section",
            element("h2", text("Records cited")),
            element("p", text(note)),
            _tabled(columns, head, rows),
            id="annex",
            class_="annex",
        )

    def _cited(self, number: int, record: Record) -> Markup:
        subject = "/".join(shown(part) if len(part) <= CLIPPED else f"{part[:12]}…" for part in record.subject.split("/"))
        cells = (
            f"{subject} rev. {record.revision}",
            record.kind.replace("_", " "),
            to_the_second(record.event),
            to_the_second(record.known),
            hand(record, self._roster),
            record.key[:12],
        )
        looks = {1: "mono", 3: "time", 4: "time", 6: "mono"}
        back = element("a", text(str(number)), href=f"#s{number}") if number in self._cites else text(str(number))
        first = element("td", back)
        rest = (element("td", text(cell), class_=looks.get(place)) for place, cell in enumerate(cells, 1))
        return element("tr", first, *rest, id=f"r{number}")

    def _words(self) -> Markup:
        pairs = (part for word, meaning in self._report.words for part in (element("dt", text(word)), element("dd", text(meaning))))
        return element("section", element("h2", text("Words used")), element("dl", *pairs), id="words", class_="words")


def _align(column: Column) -> str | None:
    return None if column.align is Align.WORDS else column.align.value


def _tabled(columns: tuple[Column, ...], head: Markup, lines: Iterable[Markup]) -> Markup:
    whole, rows = sum(each.share for each in columns), tuple(lines)
    widths = (Markup(f'<col style="width:{100 * each.share / whole:.2f}%">') for each in columns)
    kept = "whole" if len(rows) <= WHOLE else None
    return element("table", element("colgroup", *widths), head, element("tbody", *rows), class_=kept)


def _figure(drawn: Markup, caption: str, refs: Markup = _NOTHING, key: str = "") -> Markup:
    explained = element("span", text(key), class_="key") if key else _NOTHING
    return element("figure", drawn, element("figcaption", text(caption), refs, explained))


def _between(parts: list[Markup], gap: Markup) -> Iterator[Markup]:
    for place, part in enumerate(parts):
        if place:
            yield gap
        yield part
