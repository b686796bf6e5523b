"""What the scheme answers: exact names and narrow patterns; everything else is nothing."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.map.ground import BAKED_ZOOM, DRAWN_ZOOM, map_colours
from widgets.map.page import File
from widgets.map.shelf import Shelf, Symbols, sent_for
from widgets.tokens import ThemeName


def _where(lat: float, lon: float, zoom: int, coarse: bool) -> bytes:
    """What it was asked."""
    return f"{lat} {lon} {zoom} {coarse}".encode()


STILL = {"page.html": File("text/html", b"page")}


@pytest.fixture(scope="module")
def shelf() -> Iterator[Shelf]:
    """A shelf with one file."""
    made = Shelf(
        STILL, lambda since: b"d%d" % since, lambda layer, slot: b"t%d/%d" % (layer, slot), _where, Symbols(map_colours(ThemeName.DARK))
    )
    yield made
    made.tiles.close()


@pytest.mark.parametrize(
    ("name", "media", "data"),
    [
        ("page.html", "text/html", b"page"),
        ("delta/0", "application/octet-stream", b"d0"),
        ("delta/123", "application/octet-stream", b"d123"),
        ("tip/3/77", "application/json", b"t3/77"),
        ("where/-46.780000/122.900000/9/1", "application/json", b"-46.78 122.9 9 True"),
    ],
)
def test_a_name_of_ours_is_answered(shelf: Shelf, name: str, media: str, data: bytes) -> None:
    """Still files, deltas and tips come by their names."""
    assert shelf.find(name) == File(media, data)


@pytest.mark.parametrize(
    "name",
    [
        "", "/", "../page.html", "page.html/", "Page.html", "delta/", "delta/-1", "delta/1.5", "delta/9999999999999999", "tip/1", "tip/1/x",
        "tile/dark/0/0/1.png", "tile/dark/7/0/0.png", "tile/dark/3/8/0.png", "tile/dusk/0/0/0.png", "tile/dark/0/0/0.jpg",
        "tile/dark/../../0.png", "symbol/x.svg", "symbol/1234.svg",
        "where/1/2/3/0", "where/1.000000/2.000000/3/2", "where/1.000000/2.000000/3",
        "symbol/10031000001211000000.svg/..", "a" * 5000, "delta/1\n", "delta/\u0661",
    ],
)  # fmt: skip
def test_any_other_name_is_nothing(shelf: Shelf, name: str) -> None:
    """Neighbouring spellings, numbers out of range, paths and long names are refused."""
    assert shelf.find(name) is None


@given(st.text(max_size=80))
def test_no_text_makes_it_raise(shelf: Shelf, name: str) -> None:
    """Whatever is asked, the answer is a file or nothing."""
    assert shelf.find(name) is None or name in STILL or name.startswith(("delta/", "tip/", "where/", "tile/", "symbol/"))


@pytest.mark.parametrize("ground", ["dark", "light"])
def test_every_zoom_has_tiles_from_edge_to_edge(shelf: Shelf, ground: str) -> None:
    """The first and the last tile of each zoom are PNG images."""
    for zoom in range(BAKED_ZOOM + 1):
        for at in {0, 2**zoom - 1}:
            found = shelf.find(f"tile/{ground}/{zoom}/{at}/{at}.png")
            assert found is not None
            assert found.data.startswith(b"\x89PNG")


@pytest.mark.parametrize("sidc", ["10031000001211000000", "10041000001213000000"])
def test_a_valid_code_gives_its_frame_and_a_bad_or_hostile_one_an_unknown_unit(sidc: str) -> None:
    """Valid codes differ from the unknown frame; invalid and hostile ones are exactly that frame."""
    symbols = Symbols(map_colours(ThemeName.DARK))
    unknown = symbols.svg(Symbols.UNKNOWN)
    assert symbols.svg(sidc) != unknown
    assert symbols.svg("99999999999999999999") == unknown
    assert symbols.svg(sidc[:3] + "6" + sidc[4:]) == unknown
    assert b"<script" not in unknown


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("tile/dark/7/127/0.png", ("dark", (7, 127, 0))),
        ("tile/light/12/4095/4095.png", ("light", (12, 4095, 4095))),
        ("far/14/3/9", ("far", (14, 3, 9))),
        ("tile/dark/6/0/0.png", None),
        ("tile/dark/13/0/0.png", None),
        ("tile/dark/7/128/0.png", None),
        ("tile/light/12/0/4096.png", None),
        ("tile/dusk/7/0/0.png", None),
        ("tile/dark/7/0/0", None),
    ],
)
def test_what_takes_time_is_sent_for_within_the_world(name: str, wanted: tuple[str, tuple[int, int, int]] | None) -> None:
    """Tiles beyond the baked ones, and those of a map service; nothing beyond the closest zoom or the world's edge."""
    assert sent_for(name) == wanted


@pytest.mark.parametrize("ground", ["dark", "light"])
def test_closer_tiles_are_drawn(shelf: Shelf, ground: str) -> None:
    """Whoever can wait has them too, to the closest zoom and no closer."""
    assert (shelf.tiles.tile(ground, DRAWN_ZOOM, 2**DRAWN_ZOOM - 1, 0) or b"").startswith(b"\x89PNG")
    assert shelf.tiles.tile(ground, DRAWN_ZOOM + 1, 0, 0) is None
    assert shelf.tiles.tile(ground, 7, 128, 0) is None
