"""Picture to features on the map: pure, without Qt, one layer a file, none importing another."""
