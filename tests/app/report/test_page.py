"""The page stands alone, escapes whatever records say, carries its banners, and is refused above its reader."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from app.report.making import Asked, Made, make
from app.report.markup import css_string, element, text
from app.report.page import MOST_REFS
from feeds.errors import Misuse, Refused
from feeds.journal.reader import Reader
from tests.feeds.report.played import write

HOSTILE = "<script>alert(1)</script>\"'&\x00\u202e</style>"


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The played exercise."""
    return write(tmp_path_factory.mktemp("report") / "night.watchroom")


@pytest.fixture(scope="module")
def made(journal: Path) -> Made:
    """The report as DRA reads it."""
    with Reader(journal) as reader:
        return make(reader, Asked(entity="DRA"))


class Listener(HTMLParser):
    """Notes elements, their addresses and whether all that opened was closed."""

    VOID = frozenset({"meta", "col", "br", "img", "link"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: set[str] = set()
        self.addresses: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.names.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name in {"src", "href"} and value is not None:
                self.addresses.append(value)
            if name == "id" and value is not None:
                self.anchors.add(value)
            assert not name.startswith("on"), f"{tag} runs something {name}"

    def handle_endtag(self, tag: str) -> None:
        """It closes what was opened last."""
        assert self.open.pop() == tag


def test_the_page_asks_for_nothing(made: Made) -> None:
    """Every address is inside the page or part of it; there is no script; what is opened is closed; each reference has its anchor."""
    listener = Listener()
    listener.feed(made.html)
    assert listener.open == []
    assert not listener.names & {"script", "iframe", "object", "embed", "link", "form"}
    assert all(address.startswith(("#", "data:image/png;base64,")) for address in listener.addresses)
    assert {address[1:] for address in listener.addresses if address.startswith("#")} <= listener.anchors
    assert not re.search(r"@import|url\((?!data:|#)", made.html)


def test_a_record_leads_back_to_what_rests_on_it(made: Made) -> None:
    """Every number of the annex leads to the first statement that carries it, and there is one of each."""
    for number in range(1, len(made.report.cited) + 1):
        assert made.html.count(f'<td><a href="#s{number}">{number}</a></td>') <= 1
    back = set(re.findall(r'href="#s(\d+)"', made.html))
    assert back == set(re.findall(r'id="s(\d+)"', made.html))
    assert len(back) > len(made.report.cited) / 2


def test_the_page_is_called_what_it_must_be_called(made: Made) -> None:
    """The roll-up stands on the screen's banners and in the margins of every printed page."""
    assert made.html.count(f'class="banner top" style="--ground:{made.banner.block.fill};background:{made.banner.block.fill}') == 1
    assert css_string(made.banner.text + (f" // TLP:{made.banner.tlp}" if made.banner.tlp else "")) in made.html
    assert ">EXERCISE</div>" in made.html


def test_what_records_say_is_text() -> None:
    """Markup, quotes, control characters and overrides of direction are shown, and end nothing."""
    shown = element("td", text(HOSTILE), title=HOSTILE)
    assert "<script" not in shown
    assert "\u202e" not in shown
    assert "\x00" not in text(HOSTILE)
    assert re.fullmatch(r'"[^"\n<>]*"', css_string(HOSTILE))


def test_a_code_in_css_swallows_nothing() -> None:
    """What follows a character that is written as its code is kept: CSS takes one blank behind each code for its end."""
    assert css_string("HIGH \u2013 ONLY") == '"HIGH \\002013  ONLY"'
    assert css_string("a\u2026") == '"a\\002026 "'


def test_what_is_said_in_short_comes_before_the_contents(made: Made) -> None:
    """A reader who reads one page has read what mattered, with its records."""
    short = made.html[made.html.index('class="short"') : made.html.index("<nav")]
    assert all(str(element("li", text(each.text)))[:-5] in short for each in made.report.short)
    assert short.count('href="#r') == sum(min(len(each.refs), MOST_REFS) for each in made.report.short)


def test_a_plate_says_what_its_lines_mean(made: Made) -> None:
    """Only what it has drawn is explained."""
    assert "red double line: endangered" in made.html
    assert "red dots: leg closed" not in made.html


def test_a_report_is_refused_above_its_reader(journal: Path) -> None:
    """What the originating room may say, DRA may not read; what DRA may see, it may."""
    with Reader(journal) as reader, pytest.raises(Refused, match="it says more than DRA may see"):
        make(reader, Asked(reader="DRA"))
    with Reader(journal) as reader:
        assert make(reader, Asked(entity="DRA", reader="DRA")).html
    with Reader(journal) as reader, pytest.raises(Misuse, match="no such entity"):
        make(reader, Asked(reader="NOBODY"))


def test_the_same_journal_gives_the_same_page(journal: Path, made: Made) -> None:
    """A report can be made again, to the letter."""
    with Reader(journal) as reader:
        assert make(reader, Asked(entity="DRA")).html == made.html
