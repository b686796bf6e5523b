"""What a tool in the drawer is, and one to which most of that means nothing."""

from typing import Protocol

from widgets.map.drawer import Sheet


class Page(Protocol):
    """One tool in the drawer."""

    def sheet(self, written: str) -> Sheet:
        """What it shows, with this in its line."""

    def chosen(self, key: str) -> None:
        """A row was chosen."""

    def opened(self, key: str) -> None:
        """A row was opened."""

    def entered(self, text: str) -> None:
        """Enter in the line."""

    def pressed(self, name: str, key: str) -> None:
        """One of the sheet's keys, on this row."""


class Quiet:
    """A tool to which most of this means nothing."""

    def chosen(self, key: str) -> None:
        """Nothing."""

    def opened(self, key: str) -> None:
        """Nothing."""

    def entered(self, text: str) -> None:
        """Nothing."""

    def pressed(self, name: str, key: str) -> None:
        """Nothing."""
