"""The page's doors, all closed: an off-the-record profile and a page that goes nowhere, keeps nothing and is given nothing.

What knocks is counted. Deliberately absent: what the page shows.
"""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
)

from widgets.map.scheme import PAGE, SCHEME, Counter, Handler, Refuser

_SWITCH = QWebEngineSettings.WebAttribute
CLOSED = (
    _SWITCH.PluginsEnabled,
    _SWITCH.LocalStorageEnabled,
    _SWITCH.JavascriptCanOpenWindows,
    _SWITCH.JavascriptCanAccessClipboard,
    _SWITCH.WebGLEnabled,
    _SWITCH.PdfViewerEnabled,
    _SWITCH.ScreenCaptureEnabled,
    _SWITCH.LocalContentCanAccessRemoteUrls,
    _SWITCH.LocalContentCanAccessFileUrls,
    _SWITCH.DnsPrefetchEnabled,
    _SWITCH.AutoLoadIconsForPage,
    _SWITCH.ErrorPageEnabled,
    _SWITCH.HyperlinkAuditingEnabled,
    _SWITCH.FullScreenSupportEnabled,
)


def closed_profile(handler: Handler, refused: Counter) -> QWebEngineProfile:
    """A profile that forgets everything, serves the private scheme and lets nothing else through. Outlive its page with it."""
    profile = QWebEngineProfile()
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    profile.setUrlRequestInterceptor(Refuser(refused, profile))
    profile.installUrlSchemeHandler(SCHEME, handler)

    def refuse(request: QWebEngineDownloadRequest) -> None:
        refused.add(f"download {request.url().toString()}")
        request.cancel()

    profile.downloadRequested.connect(refuse)
    return profile


class ClosedPage(QWebEnginePage):
    """A page that stays where it is and is permitted nothing."""

    complained = Signal(str)
    """One line of its script's console."""

    def __init__(self, profile: QWebEngineProfile, refused: Counter) -> None:
        super().__init__(profile)
        self._refused = refused
        self.permissionRequested.connect(self._deny)
        for switch in CLOSED:
            self.settings().setAttribute(switch, False)
        self.settings().setAttribute(_SWITCH.WebRTCPublicInterfacesOnly, True)

    def acceptNavigationRequest(self, url: QUrl | str, _type: QWebEnginePage.NavigationType, _main: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Only the page itself; anywhere else is refused and counted."""
        wanted = QUrl(url).toString()
        if wanted != PAGE:
            self._refused.add(wanted)
        return wanted == PAGE

    def javaScriptConsoleMessage(self, _level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str) -> None:
        """A script's complaint is something an operator can be shown."""
        self.complained.emit(f"{source.rsplit('/', 1)[-1]}:{line}: {message[:300]}")

    def _deny(self, permission: QWebEnginePermission) -> None:
        self._refused.add(f"permission {permission.permissionType().name}")
        permission.deny()
