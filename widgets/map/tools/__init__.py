"""The tools beside the map: each turns what it knows into a sheet of the drawer, and what a hand does there into the map's own calls."""
