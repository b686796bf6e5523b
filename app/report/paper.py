"""The page on paper: a PDF, printed by the engine that shows the map, with no way out.

The page has no script and asks for nothing; the engine is told so too: scripts off, every request but the page itself refused.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import shiboken6
from PySide6.QtCore import QMarginsF, QObject, QUrl, Signal
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from app.report.titled import title_of, titled
from feeds.errors import Unfit

MARGINS = QMarginsF(15, 19, 15, 19)
"""Millimetres: left, top, right, bottom. The page's own banners and numbers stand in them."""


class _Nothing(QWebEngineUrlRequestInterceptor):
    """Lets through the page itself and what it carries inside, and nothing else."""

    def __init__(self, page: QUrl, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self.refused = 0

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Refuse what is neither the page nor part of it."""
        if info.requestUrl() == self._page or info.requestUrl().scheme() == "data":
            return
        self.refused += 1
        info.block(True)


PORTRAIT = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, MARGINS, QPageLayout.Unit.Millimeter)


class Printer(QObject):
    """Prints one page. `done(bytes)` with the PDF, or with nothing where the engine could not."""

    done = Signal(bytes)

    def __init__(self, html: str, parent: QObject | None = None, layout: QPageLayout = PORTRAIT) -> None:
        super().__init__(parent)
        self._layout, self._title = layout, title_of(html)
        # From a file, since a page set from memory is cut at two megabytes.
        self._folder = TemporaryDirectory(prefix="watchroom-report-")
        path = Path(self._folder.name) / "report.html"
        path.write_text(html, encoding="utf-8")
        self._profile = QWebEngineProfile(self)
        self._nothing = _Nothing(QUrl.fromLocalFile(str(path)), self)
        self._profile.setUrlRequestInterceptor(self._nothing)
        self._page = QWebEnginePage(self._profile, self)
        for attribute in (
            QWebEngineSettings.WebAttribute.JavascriptEnabled,
            QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
            QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
            QWebEngineSettings.WebAttribute.PluginsEnabled,
        ):
            self._page.settings().setAttribute(attribute, False)
        self._page.settings().setAttribute(QWebEngineSettings.WebAttribute.PrintElementBackgrounds, True)
        self._page.loadFinished.connect(self._loaded)
        self._page.load(QUrl.fromLocalFile(str(path)))

    @property
    def refused(self) -> int:
        """How many requests the page made for something outside itself; none is the only right answer."""
        return self._nothing.refused

    def _loaded(self, fine: bool) -> None:  # noqa: FBT001 - Qt's signal
        if not fine:
            self._end(b"")
            return
        self._page.printToPdf(lambda data: self._printed(bytes(data.data())), self._layout)

    def _printed(self, data: bytes) -> None:
        try:
            self._end(titled(data, self._title) if data else data)
        except Unfit:
            self._end(b"")

    def _end(self, data: bytes) -> None:
        self.done.emit(data)

    def close(self) -> None:
        """Let go of the page, then of its profile, in the order the engine wants, and of the file."""
        shiboken6.delete(self._page)
        shiboken6.delete(self._profile)
        self._folder.cleanup()
