"""A child process that shows a page of one colour and looks for that colour, so that `doctor` can say whether the map would be seen.

Only a pixel is proof: a page can load, run its script and report success while nothing of it is painted. A process of its own, because a
library that Chromium misses ends the process. Ends with 0 when the colour came, and says on standard error why not otherwise.
"""

import sys
from typing import Final

COLOUR: Final = "#3264c8"
PATIENCE_MS: Final = 30_000
"""How long the colour may take; three to five seconds are usual the first time on a machine."""

LOOK_EVERY_MS: Final = 50


def main() -> int:
    """Show, look, and end when the colour is there or the patience is over."""
    import shiboken6
    from PySide6.QtCore import QTimer
    from PySide6.QtWebEngineWidgets import QWebEngineView
    from PySide6.QtWidgets import QApplication

    application = QApplication(sys.argv[:1])
    view = QWebEngineView()
    view.resize(120, 80)
    view.setHtml(f"<body style='background:{COLOUR}'></body>")
    view.show()

    def look() -> None:
        if view.grab().toImage().pixelColor(view.rect().center()).name() == COLOUR:
            application.exit(0)

    eye = QTimer()
    eye.timeout.connect(look)
    eye.start(LOOK_EVERY_MS)
    QTimer.singleShot(PATIENCE_MS, lambda: application.exit(1))
    code = application.exec()
    eye.stop()
    shiboken6.delete(view)  # now, and its page with it: a page that outlives the application's profile ends the process
    if code:
        sys.stderr.write(f"a page was shown and its colour did not come within {PATIENCE_MS // 1000} s\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
