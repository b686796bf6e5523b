"""A map on its own that tries to reach out and then ends: what `test_nothing_leaves` runs under a trace. Prints what was refused."""

import sys

from widgets.map.scheme import register_scheme

ATTEMPTS = """
fetch("https://192.0.2.1/a").catch(() => {});
fetch("https://tiles.example.org/a").catch(() => {});
new Image().src = "http://192.0.2.1/b.png";
try { const peer = new RTCPeerConnection({ iceServers: [{ urls: "stun:192.0.2.1:3478" }] }); peer.createDataChannel("x");
  peer.createOffer().then((offer) => peer.setLocalDescription(offer)); } catch (error) {}
try { new WebSocket("wss://192.0.2.1/c"); } catch (error) {}
navigator.sendBeacon("https://192.0.2.1/d", "x");
[["dns-prefetch", "https://leak.example.org"], ["preconnect", "https://192.0.2.1"]].forEach(([rel, href]) => {
  document.head.appendChild(Object.assign(document.createElement("link"), { rel, href }));
});
1
"""
LINGER_MS = 2500
"""How long what was tried has to come to something."""


def main() -> int:
    """Show a map, try every way out, and end."""
    register_scheme()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from widgets.map.view import MapView
    from widgets.tokens import THEMES, ThemeName

    application = QApplication([])
    view = MapView(THEMES[ThemeName.DARK])
    view.resize(600, 400)

    def end() -> None:
        sys.stdout.write(f"refused {view.blocked_requests}\n")
        view.closed.connect(application.quit)
        view.shutdown()

    def attempt(_revision: int) -> None:
        view.settled.disconnect(attempt)
        view.link.web.page().runJavaScript(ATTEMPTS)
        QTimer.singleShot(LINGER_MS, end)

    view.settled.connect(attempt)
    view.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
