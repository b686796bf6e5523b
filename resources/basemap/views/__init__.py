"""Points of view: which contested borders somebody draws otherwise than dashed, as GeoJSON; see docs/rooms.md."""
