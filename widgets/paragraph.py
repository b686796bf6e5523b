"""A paragraph as a frozen value without Qt, so that what is read can be made and tested without a window (widgets/prose paints it)."""

from dataclasses import dataclass

from widgets.cells import Mark
from widgets.roles import Role
from widgets.tokens import Token


@dataclass(frozen=True)
class Paragraph:
    """A text in one role, with an optional shape before its first line and px of space above it."""

    text: str
    role: Role = Role.DENSE
    token: Token = Token.TEXT2
    mark: Mark | None = None
    above: int = 4
