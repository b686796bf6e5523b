"""The loudspeaker: sounds as samples to the machine's own device, if it has one. What stands in the way is said in words, never raised.

Deliberately absent: choosing a device, volume (the machine's), and any sound file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtGui import QGuiApplication

from feeds.picture.room import Officer
from widgets.tones import RATE, Sound, samples

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink


class Voice(Protocol):
    """What makes a sound heard. `trouble`: why it cannot, empty while it can."""

    @property
    def trouble(self) -> str:
        """Say why not."""

    def play(self, sound: Sound) -> None:
        """Make it heard."""


class Mute:
    """No voice, and why: a wallboard, a replay, a desk whose seat does not own the room's sound."""

    def __init__(self, trouble: str) -> None:
        """Say why."""
        self.trouble = trouble

    def play(self, sound: Sound) -> None:
        """Make nothing heard."""
        del sound


class RealWorldOnly:
    """A desk whose seat does not own the room's sound: a REAL message at an exercise is heard there all the same, and nothing else is."""

    def __init__(self, speaker: Voice) -> None:
        """Speak through another voice."""
        self._speaker = speaker

    @property
    def trouble(self) -> str:
        """Why the room's alarms make no sound here, and whether a REAL message would."""
        here = self._speaker.trouble or "only a real message sounds here"
        return f"the room's sound is at the duty officer's desk; {here}"

    def play(self, sound: Sound) -> None:
        """Make a REAL message heard."""
        if sound is Sound.REAL_WORLD:
            self._speaker.play(sound)


def voice_of(officer: Officer, host: str) -> Voice | None:
    """Return the voice of an officer's desk: the room's sound is its host's watch's, and there is none without a screen."""
    if QGuiApplication.platformName() == "offscreen":
        return None
    return Loudspeaker() if officer.entity == host else RealWorldOnly(Loudspeaker())


class Loudspeaker(QObject):
    """The machine's default device, opened with the first sound."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.trouble = ""
        self._sink: QAudioSink | None = None
        self._buffer = QBuffer(self)

    def play(self, sound: Sound) -> None:
        """Make it heard; a sound that still runs is cut off by the next."""
        sink = self._opened()
        if sink is None:
            return
        sink.stop()
        self._buffer.close()
        self._buffer.setData(QByteArray(samples(sound).tobytes()))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        sink.start(self._buffer)

    def _opened(self) -> QAudioSink | None:
        if self._sink is None and not self.trouble:
            try:
                from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices
            except ImportError as error:
                self.trouble = f"no sound: {error}"
                return None
            device = QMediaDevices.defaultAudioOutput()
            if device.isNull():
                self.trouble = "no sound: this machine has no device for it"
                return None
            wanted = QAudioFormat()
            wanted.setSampleRate(RATE)
            wanted.setChannelCount(1)
            wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
            self._sink = QAudioSink(device, wanted, self)
        return self._sink
