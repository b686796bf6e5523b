"""The grants panel: a board of grants and actions. It authorises nothing by itself; heavy acts leave as intents and take a review sheet."""

from widgets.board.panel import BoardPanel
from widgets.look import Look


class GrantsPanel(BoardPanel):
    """Intents about a grant: `approve_grant`, `request_action`, `stance`, `change:revoke`, `renew_grant`; `propose_grant` about none; about
    an action: `change:EDGE`.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Grants and actions")
