"""The picture at a moment in one table: levels, corridors, indicators, each with what held it up."""
