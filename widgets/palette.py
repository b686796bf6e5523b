"""The theme as Qt's own palette, for what Qt draws itself: scroll bars, text cursors, menus of text fields. Tokens only."""

from PySide6.QtGui import QColor, QPalette

from widgets.tokens import Theme, Token

_ROLES: tuple[tuple[QPalette.ColorRole, Token], ...] = (
    (QPalette.ColorRole.Window, Token.CANVAS),
    (QPalette.ColorRole.WindowText, Token.TEXT),
    (QPalette.ColorRole.Base, Token.WELL),
    (QPalette.ColorRole.AlternateBase, Token.PANEL),
    (QPalette.ColorRole.Text, Token.TEXT),
    (QPalette.ColorRole.PlaceholderText, Token.TEXT3),
    (QPalette.ColorRole.Button, Token.RAISED),
    (QPalette.ColorRole.ButtonText, Token.TEXT),
    (QPalette.ColorRole.Highlight, Token.SELECTED),
    (QPalette.ColorRole.HighlightedText, Token.TEXT),
    (QPalette.ColorRole.ToolTipBase, Token.RAISED),
    (QPalette.ColorRole.ToolTipText, Token.TEXT),
    (QPalette.ColorRole.Light, Token.LINE_STRONG),
    (QPalette.ColorRole.Mid, Token.LINE),
    (QPalette.ColorRole.Dark, Token.LINE),
    (QPalette.ColorRole.Shadow, Token.CANVAS),
)


def palette(theme: Theme) -> QPalette:
    """Return the palette of a theme."""
    made = QPalette()
    for role, token in _ROLES:
        made.setColor(role, QColor(theme.hex(token)))
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text, QColor(theme.hex(Token.DISABLED)))
    return made
