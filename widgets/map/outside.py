"""Nothing from outside: what must not stand in any file of the map's page. No Qt."""

import re

# Another place to load from, or inline text that would run.
_OUTSIDE = re.compile(rb"(?:https?:)?//(?!map/)[a-z0-9-]+\.[a-z]|<script>|javascript:|\son[a-z]+=", re.IGNORECASE)


class PageSpoiled(RuntimeError):
    """The page held something that loads or runs what is not ours. Fatal: no map is better than a leaking one."""


def must_be_ours(name: str, data: bytes) -> None:
    """Look a file of the page through.

    Raises:
        PageSpoiled: it names anything outside the page, or holds inline text that would run.

    """
    if (outside := _OUTSIDE.search(data)) is not None:
        raise PageSpoiled(f"map page: {name} holds {outside.group()!r}, expected nothing from outside and nothing inline")
