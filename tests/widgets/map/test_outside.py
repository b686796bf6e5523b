"""What loads or runs what is not ours is found in any file of the page."""

import pytest

from widgets.map.outside import PageSpoiled, must_be_ours


@pytest.mark.parametrize(
    "data",
    [
        b'<img src="https://tiles.example.org/a.png">',
        b'src="//cdn.example.org/x.js"',
        b"url(HTTPS://fonts.example.org/f.woff2)",
        b"<script>alert(1)</script>",
        b'<a href="JavaScript:go()">',
        b'<body onload="go()">',
    ],
)
def test_what_comes_from_outside_is_refused(data: bytes) -> None:
    """An address with or without a scheme, inline script, in large letters or small: the file is named, and what it holds."""
    with pytest.raises(PageSpoiled, match=r"map page: page\.html holds b'"):
        must_be_ours("page.html", b"before " + data + b" after")


@pytest.mark.parametrize("data", [b"", b'<script src="wire.js"></script>', b"// a remark", b'fetch("//map/delta")', b"on = 1; a.once = b"])
def test_what_is_ours_is_let_be(data: bytes) -> None:
    """A script by its name, a remark, and what the page asks of us."""
    must_be_ours("page.js", data)
