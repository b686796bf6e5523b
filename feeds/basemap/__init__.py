"""What a room's map stands on besides the shipped ground: the words of ROOM.toml, and tiles from a map service of its own network."""
