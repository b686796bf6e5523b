"""A briefing's sheet as paper and as a picture, by the engine that shows the map, with scripts off and no way out.

The picture is the paper's only page, painted: what is projected and what is handed round are the same. Needs the application, whose stage
is set (`app.stage`). Deliberately absent: what is on the sheet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice, QMarginsF, QObject, QSize, QTimer
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument

from app.report.paper import Printer
from feeds.errors import Unfit

WITHIN_MS: Final = 60_000
"""The longest that drawing a sheet may take."""

LANDSCAPE: Final = QPageLayout(
    QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter
)
SIZE: Final = QSize(2339, 1654)
"""Pixels of a picture: A4 across, at 200 to the inch."""


class Rendering(QObject):
    """One sheet being drawn. `done` is called once, with the bytes, or with nothing where the engine could not or took too long."""

    def __init__(self, html: str, form: str, done: Callable[[bytes], None], parent: QObject | None = None) -> None:
        """Begin. `form`: pdf or png."""
        super().__init__(parent)
        self._form, self._done = form, done
        self._printer: Printer | None = Printer(html, layout=LANDSCAPE)
        self._printer.done.connect(self._printed)
        self._late = QTimer(self, singleShot=True, interval=WITHIN_MS)
        self._late.timeout.connect(lambda: self._end(b""))
        self._late.start()

    def _printed(self, data: bytes) -> None:
        self._end(bytes(data) if self._form == "pdf" or not data else painted(bytes(data)))

    def _end(self, data: bytes) -> None:
        self._late.stop()
        printer, self._printer = self._printer, None
        if printer is not None:
            # The page is still in the call that told of it; it goes when that has returned.
            QTimer.singleShot(0, printer.close)
            self._done(data)


def painted(paper: bytes) -> bytes:
    """Return the first page of a PDF as a PNG, SIZE large, on white, with the same title in its metadata."""
    held = QBuffer()
    held.setData(QByteArray(paper))
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(held)
    page = document.render(0, SIZE)
    image = QImage(page.size(), QImage.Format.Format_RGB32)
    image.fill("white")
    _over(image, page)
    image.setText("Title", str(document.metaData(QPdfDocument.MetaDataField.Title)))
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(out, "PNG")  # type: ignore[call-overload]  # the stubs know no device
    document.close()
    return bytes(out.data().data())


def _over(ground: QImage, page: QImage) -> None:

    painter = QPainter(ground)
    painter.drawImage(0, 0, page)
    painter.end()


def rendered(html: str, form: str) -> bytes:
    """Draw a sheet and wait for it: for commands without a window.

    Raises:
        Unfit: the engine could not draw it.

    """
    found: list[bytes] = []
    loop = QEventLoop()

    def take(data: bytes) -> None:
        found.append(data)
        QTimer.singleShot(20, loop.quit)

    rendering = Rendering(html, form, take)
    loop.exec()
    rendering.deleteLater()
    if not found or not found[0]:
        raise Unfit("briefing", "the sheet could not be drawn", expected="a working web engine; `watchroom doctor` says what it lacks")
    return found[0]
