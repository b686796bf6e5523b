"""Every layer of the map, in the order it is painted and listed. To add one: its file, one line here, one test."""

from layers.areas import Areas
from layers.callout import Callouts
from layers.corridors import Corridors
from layers.layer import Layer
from layers.movements import Movements
from layers.sites import Sites
from layers.threats import Threats
from layers.tracks import Tracks
from layers.wall import Bare
from layers.zones import Zones

LAYERS: tuple[Layer, ...] = (Areas(), Zones(), Corridors(), Threats(), Tracks(), Sites(), Movements(), Callouts())

WALL: tuple[Layer, ...] = tuple(Bare(layer) for layer in LAYERS if not isinstance(layer, Callouts))
"""For walls and public exports: no positions of relief or of protected places, nor a callout, which points at what its alarm is about."""
